//! Tables and decoders of the domain `dossier`.
//!
//! Generated from `contracts/spec-kitty/v2/dossier.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields};
use event_contract::table::{self, Field, Type};

use super::super::dossier::{
    ActorKind, ArtifactClass, ArtifactIdentity, ByteCount, ContentHashRef, DriftKind,
    HashAlgorithm, LocalNamespaceTuple, MissionDossierArtifactIndexedPayload,
    MissionDossierArtifactMissingPayload, MissionDossierParityDriftDetectedPayload,
    MissionDossierSnapshotComputedPayload, ParityStatus, ProvenanceRef,
};

use super::common::{COUNT, DIGEST, FEATURE_SLUG, MISSION_TYPE, TEXT};

/// Table of [`ArtifactClass`].
pub static ARTIFACT_CLASS: table::Enum = table::Enum {
    name: "ArtifactClass",
    values: &["input", "workflow", "output", "evidence", "policy", "runtime"],
    aliases: &[],
};

event_contract::impl_enum!(
    ArtifactClass : ARTIFACT_CLASS, [Input, Workflow, Output, Evidence, Policy, Runtime]
);

/// Table of [`DriftKind`].
pub static DRIFT_KIND: table::Enum = table::Enum {
    name: "DriftKind",
    values: &[
        "artifact_added",
        "artifact_removed",
        "artifact_mutated",
        "anomaly_introduced",
        "anomaly_resolved",
        "manifest_version_changed",
    ],
    aliases: &[],
};

event_contract::impl_enum!(
    DriftKind : DRIFT_KIND, [ArtifactAdded, ArtifactRemoved, ArtifactMutated,
    AnomalyIntroduced, AnomalyResolved, ManifestVersionChanged]
);

/// Table of [`HashAlgorithm`].
pub static HASH_ALGORITHM: table::Enum = table::Enum {
    name: "HashAlgorithm",
    values: &["sha256", "sha512", "md5"],
    aliases: &[],
};

event_contract::impl_enum!(HashAlgorithm : HASH_ALGORITHM, [Sha256, Sha512, Md5]);

/// Table of [`ParityStatus`].
pub static PARITY_STATUS: table::Enum = table::Enum {
    name: "ParityStatus",
    values: &["clean", "drifted", "unknown"],
    aliases: &[],
};

event_contract::impl_enum!(ParityStatus : PARITY_STATUS, [Clean, Drifted, Unknown]);

/// Table of [`ActorKind`].
pub static ACTOR_KIND: table::Enum = table::Enum {
    name: "ActorKind",
    values: &["human", "llm", "system"],
    aliases: &[],
};

event_contract::impl_enum!(ActorKind : ACTOR_KIND, [Human, Llm, System]);

/// Table of [`ByteCount`].
pub static BYTE_COUNT: table::Integer = table::Integer {
    name: "ByteCount",
    minimum: Some(0),
    ..table::Integer::ANY
};

event_contract::impl_integer!(ByteCount : BYTE_COUNT);

/// Table of [`LocalNamespaceTuple`].
pub static LOCAL_NAMESPACE_TUPLE: table::Object = table::Object {
    name: "LocalNamespaceTuple",
    fields: &[
        Field::required("project_uuid", Type::Text(&TEXT)),
        Field::required("feature_slug", Type::Text(&FEATURE_SLUG)),
        Field::required("target_branch", Type::Text(&TEXT)),
        Field::required("mission_key", Type::Text(&MISSION_TYPE)),
        Field::required("manifest_version", Type::Text(&TEXT)),
        Field::optional("step_id", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for LocalNamespaceTuple {
    const TYPE: Type = Type::Object(&LOCAL_NAMESPACE_TUPLE);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&LOCAL_NAMESPACE_TUPLE, text)?;
        Some(Self {
            project_uuid: fields.next()?,
            feature_slug: fields.next()?,
            target_branch: fields.next()?,
            mission_key: fields.next()?,
            manifest_version: fields.next()?,
            step_id: fields.next()?,
        })
    }
}

impl Serialize for LocalNamespaceTuple {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("LocalNamespaceTuple", 6)?;
        out.serialize_field("project_uuid", &self.project_uuid)?;
        out.serialize_field("feature_slug", &self.feature_slug)?;
        out.serialize_field("target_branch", &self.target_branch)?;
        out.serialize_field("mission_key", &self.mission_key)?;
        out.serialize_field("manifest_version", &self.manifest_version)?;
        out.serialize_field("step_id", &self.step_id)?;
        out.end()
    }
}

/// Table of [`ArtifactIdentity`].
pub static ARTIFACT_IDENTITY: table::Object = table::Object {
    name: "ArtifactIdentity",
    fields: &[
        Field::required("mission_key", Type::Text(&MISSION_TYPE)),
        Field::required("path", Type::Text(&TEXT)),
        Field::required("artifact_class", Type::Enum(&ARTIFACT_CLASS)),
        Field::optional("run_id", Type::STRING),
        Field::optional("wp_id", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for ArtifactIdentity {
    const TYPE: Type = Type::Object(&ARTIFACT_IDENTITY);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&ARTIFACT_IDENTITY, text)?;
        Some(Self {
            mission_key: fields.next()?,
            path: fields.next()?,
            artifact_class: fields.next()?,
            run_id: fields.next()?,
            wp_id: fields.next()?,
        })
    }
}

impl Serialize for ArtifactIdentity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ArtifactIdentity", 5)?;
        out.serialize_field("mission_key", &self.mission_key)?;
        out.serialize_field("path", &self.path)?;
        out.serialize_field("artifact_class", &self.artifact_class)?;
        out.serialize_field("run_id", &self.run_id)?;
        out.serialize_field("wp_id", &self.wp_id)?;
        out.end()
    }
}

/// Table of [`ContentHashRef`].
pub static CONTENT_HASH_REF: table::Object = table::Object {
    name: "ContentHashRef",
    fields: &[
        Field::required("hash", Type::Text(&DIGEST)),
        Field::required("algorithm", Type::Enum(&HASH_ALGORITHM)),
        Field::optional("size_bytes", Type::Integer(&BYTE_COUNT)),
        Field::optional("encoding", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for ContentHashRef {
    const TYPE: Type = Type::Object(&CONTENT_HASH_REF);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&CONTENT_HASH_REF, text)?;
        Some(Self {
            hash: fields.next()?,
            algorithm: fields.next()?,
            size_bytes: fields.next()?,
            encoding: fields.next()?,
        })
    }
}

impl Serialize for ContentHashRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ContentHashRef", 4)?;
        out.serialize_field("hash", &self.hash)?;
        out.serialize_field("algorithm", &self.algorithm)?;
        out.serialize_field("size_bytes", &self.size_bytes)?;
        out.serialize_field("encoding", &self.encoding)?;
        out.end()
    }
}

/// Table of [`ProvenanceRef`].
pub static PROVENANCE_REF: table::Object = table::Object {
    name: "ProvenanceRef",
    fields: &[
        Field::optional(
            "source_event_ids",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::STRING,
                    min_items: 0,
                    max_items: None,
                },
            ),
        ),
        Field::optional("git_sha", Type::STRING),
        Field::optional("git_ref", Type::STRING),
        Field::optional("actor_id", Type::STRING),
        Field::optional("actor_kind", Type::Enum(&ACTOR_KIND)),
        Field::optional("revised_at", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for ProvenanceRef {
    const TYPE: Type = Type::Object(&PROVENANCE_REF);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&PROVENANCE_REF, text)?;
        Some(Self {
            source_event_ids: fields.next()?,
            git_sha: fields.next()?,
            git_ref: fields.next()?,
            actor_id: fields.next()?,
            actor_kind: fields.next()?,
            revised_at: fields.next()?,
        })
    }
}

impl Serialize for ProvenanceRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ProvenanceRef", 6)?;
        out.serialize_field("source_event_ids", &self.source_event_ids)?;
        out.serialize_field("git_sha", &self.git_sha)?;
        out.serialize_field("git_ref", &self.git_ref)?;
        out.serialize_field("actor_id", &self.actor_id)?;
        out.serialize_field("actor_kind", &self.actor_kind)?;
        out.serialize_field("revised_at", &self.revised_at)?;
        out.end()
    }
}

/// Table of [`MissionDossierArtifactIndexedPayload`].
pub static MISSION_DOSSIER_ARTIFACT_INDEXED_PAYLOAD: table::Object = table::Object {
    name: "MissionDossierArtifactIndexedPayload",
    fields: &[
        Field::required("namespace", Type::Object(&LOCAL_NAMESPACE_TUPLE)),
        Field::required("artifact_id", Type::Object(&ARTIFACT_IDENTITY)),
        Field::required("content_ref", Type::Object(&CONTENT_HASH_REF)),
        Field::required("indexed_at", Type::STRING),
        Field::optional("provenance", Type::Object(&PROVENANCE_REF)),
        Field::optional("step_id", Type::STRING),
        Field::optional("supersedes", Type::Object(&ARTIFACT_IDENTITY)),
        Field::optional(
            "context_diagnostics",
            Type::Map(
                &table::Map {
                    values: Type::STRING,
                    ..table::Map::ANY
                },
            ),
        ),
    ],
    closed: false,
    rules: &[],
};

impl Contract for MissionDossierArtifactIndexedPayload {
    const TYPE: Type = Type::Object(&MISSION_DOSSIER_ARTIFACT_INDEXED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&MISSION_DOSSIER_ARTIFACT_INDEXED_PAYLOAD, text)?;
        Some(Self {
            namespace: fields.next()?,
            artifact_id: fields.next()?,
            content_ref: fields.next()?,
            indexed_at: fields.next()?,
            provenance: fields.next()?,
            step_id: fields.next()?,
            supersedes: fields.next()?,
            context_diagnostics: fields.next()?,
        })
    }
}

impl Serialize for MissionDossierArtifactIndexedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer
            .serialize_struct("MissionDossierArtifactIndexedPayload", 8)?;
        out.serialize_field("namespace", &self.namespace)?;
        out.serialize_field("artifact_id", &self.artifact_id)?;
        out.serialize_field("content_ref", &self.content_ref)?;
        out.serialize_field("indexed_at", &self.indexed_at)?;
        out.serialize_field("provenance", &self.provenance)?;
        out.serialize_field("step_id", &self.step_id)?;
        out.serialize_field("supersedes", &self.supersedes)?;
        out.serialize_field("context_diagnostics", &self.context_diagnostics)?;
        out.end()
    }
}

/// Table of [`MissionDossierArtifactMissingPayload`].
pub static MISSION_DOSSIER_ARTIFACT_MISSING_PAYLOAD: table::Object = table::Object {
    name: "MissionDossierArtifactMissingPayload",
    fields: &[
        Field::required("namespace", Type::Object(&LOCAL_NAMESPACE_TUPLE)),
        Field::required("expected_identity", Type::Object(&ARTIFACT_IDENTITY)),
        Field::required("manifest_step", Type::Text(&TEXT)),
        Field::required("checked_at", Type::STRING),
        Field::optional("last_known_ref", Type::Object(&PROVENANCE_REF)),
        Field::optional("remediation_hint", Type::STRING),
        Field::optional(
            "context_diagnostics",
            Type::Map(
                &table::Map {
                    values: Type::STRING,
                    ..table::Map::ANY
                },
            ),
        ),
    ],
    closed: false,
    rules: &[],
};

impl Contract for MissionDossierArtifactMissingPayload {
    const TYPE: Type = Type::Object(&MISSION_DOSSIER_ARTIFACT_MISSING_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&MISSION_DOSSIER_ARTIFACT_MISSING_PAYLOAD, text)?;
        Some(Self {
            namespace: fields.next()?,
            expected_identity: fields.next()?,
            manifest_step: fields.next()?,
            checked_at: fields.next()?,
            last_known_ref: fields.next()?,
            remediation_hint: fields.next()?,
            context_diagnostics: fields.next()?,
        })
    }
}

impl Serialize for MissionDossierArtifactMissingPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer
            .serialize_struct("MissionDossierArtifactMissingPayload", 7)?;
        out.serialize_field("namespace", &self.namespace)?;
        out.serialize_field("expected_identity", &self.expected_identity)?;
        out.serialize_field("manifest_step", &self.manifest_step)?;
        out.serialize_field("checked_at", &self.checked_at)?;
        out.serialize_field("last_known_ref", &self.last_known_ref)?;
        out.serialize_field("remediation_hint", &self.remediation_hint)?;
        out.serialize_field("context_diagnostics", &self.context_diagnostics)?;
        out.end()
    }
}

/// Table of [`MissionDossierSnapshotComputedPayload`].
pub static MISSION_DOSSIER_SNAPSHOT_COMPUTED_PAYLOAD: table::Object = table::Object {
    name: "MissionDossierSnapshotComputedPayload",
    fields: &[
        Field::required("namespace", Type::Object(&LOCAL_NAMESPACE_TUPLE)),
        Field::required("snapshot_hash", Type::Text(&DIGEST)),
        Field::required("artifact_count", Type::Integer(&COUNT)),
        Field::required("anomaly_count", Type::Integer(&COUNT)),
        Field::required("computed_at", Type::STRING),
        Field::optional("algorithm", Type::Enum(&HASH_ALGORITHM)),
        Field::optional(
            "context_diagnostics",
            Type::Map(
                &table::Map {
                    values: Type::STRING,
                    ..table::Map::ANY
                },
            ),
        ),
    ],
    closed: false,
    rules: &[],
};

impl Contract for MissionDossierSnapshotComputedPayload {
    const TYPE: Type = Type::Object(&MISSION_DOSSIER_SNAPSHOT_COMPUTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&MISSION_DOSSIER_SNAPSHOT_COMPUTED_PAYLOAD, text)?;
        Some(Self {
            namespace: fields.next()?,
            snapshot_hash: fields.next()?,
            artifact_count: fields.next()?,
            anomaly_count: fields.next()?,
            computed_at: fields.next()?,
            algorithm: fields.next()?,
            context_diagnostics: fields.next()?,
        })
    }
}

impl Serialize for MissionDossierSnapshotComputedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer
            .serialize_struct("MissionDossierSnapshotComputedPayload", 7)?;
        out.serialize_field("namespace", &self.namespace)?;
        out.serialize_field("snapshot_hash", &self.snapshot_hash)?;
        out.serialize_field("artifact_count", &self.artifact_count)?;
        out.serialize_field("anomaly_count", &self.anomaly_count)?;
        out.serialize_field("computed_at", &self.computed_at)?;
        out.serialize_field("algorithm", &self.algorithm)?;
        out.serialize_field("context_diagnostics", &self.context_diagnostics)?;
        out.end()
    }
}

/// Table of [`MissionDossierParityDriftDetectedPayload`].
pub static MISSION_DOSSIER_PARITY_DRIFT_DETECTED_PAYLOAD: table::Object = table::Object {
    name: "MissionDossierParityDriftDetectedPayload",
    fields: &[
        Field::required("namespace", Type::Object(&LOCAL_NAMESPACE_TUPLE)),
        Field::required("expected_hash", Type::Text(&DIGEST)),
        Field::required("actual_hash", Type::Text(&DIGEST)),
        Field::required("drift_kind", Type::Enum(&DRIFT_KIND)),
        Field::required("detected_at", Type::STRING),
        Field::optional(
            "artifact_ids_changed",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::Object(&ARTIFACT_IDENTITY),
                    min_items: 0,
                    max_items: None,
                },
            ),
        ),
        Field::optional("rebuild_hint", Type::STRING),
        Field::optional(
            "context_diagnostics",
            Type::Map(
                &table::Map {
                    values: Type::STRING,
                    ..table::Map::ANY
                },
            ),
        ),
    ],
    closed: false,
    rules: &[],
};

impl Contract for MissionDossierParityDriftDetectedPayload {
    const TYPE: Type = Type::Object(&MISSION_DOSSIER_PARITY_DRIFT_DETECTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(
            &MISSION_DOSSIER_PARITY_DRIFT_DETECTED_PAYLOAD,
            text,
        )?;
        Some(Self {
            namespace: fields.next()?,
            expected_hash: fields.next()?,
            actual_hash: fields.next()?,
            drift_kind: fields.next()?,
            detected_at: fields.next()?,
            artifact_ids_changed: fields.next()?,
            rebuild_hint: fields.next()?,
            context_diagnostics: fields.next()?,
        })
    }
}

impl Serialize for MissionDossierParityDriftDetectedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer
            .serialize_struct("MissionDossierParityDriftDetectedPayload", 8)?;
        out.serialize_field("namespace", &self.namespace)?;
        out.serialize_field("expected_hash", &self.expected_hash)?;
        out.serialize_field("actual_hash", &self.actual_hash)?;
        out.serialize_field("drift_kind", &self.drift_kind)?;
        out.serialize_field("detected_at", &self.detected_at)?;
        out.serialize_field("artifact_ids_changed", &self.artifact_ids_changed)?;
        out.serialize_field("rebuild_hint", &self.rebuild_hint)?;
        out.serialize_field("context_diagnostics", &self.context_diagnostics)?;
        out.end()
    }
}

event_contract::impl_deserialize!(
    LocalNamespaceTuple, ArtifactIdentity, ContentHashRef, ProvenanceRef,
    MissionDossierArtifactIndexedPayload, MissionDossierArtifactMissingPayload,
    MissionDossierSnapshotComputedPayload, MissionDossierParityDriftDetectedPayload
);
