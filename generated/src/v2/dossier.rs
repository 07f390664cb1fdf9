//! The artifacts that a mission must have, those it has, and whether two copies agree.
//!
//! Generated from `contracts/spec-kitty/v2/dossier.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::{Integer, Map};

use super::common::{Count, Digest, FeatureSlug, MissionType, Text};

/// The part that an artifact plays in a mission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArtifactClass {
    /// `input`
    Input,
    /// `workflow`
    Workflow,
    /// `output`
    Output,
    /// `evidence`
    Evidence,
    /// `policy`
    Policy,
    /// `runtime`
    Runtime,
}

/// What makes a dossier differ from its baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DriftKind {
    /// `artifact_added`
    ArtifactAdded,
    /// `artifact_removed`
    ArtifactRemoved,
    /// `artifact_mutated`
    ArtifactMutated,
    /// `anomaly_introduced`
    AnomalyIntroduced,
    /// `anomaly_resolved`
    AnomalyResolved,
    /// `manifest_version_changed`
    ManifestVersionChanged,
}

/// How a digest was computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HashAlgorithm {
    /// `sha256`
    Sha256,
    /// `sha512`
    Sha512,
    /// `md5`
    Md5,
}

/// Whether a dossier agrees with its baseline, as far as anyone has looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParityStatus {
    /// `clean`
    Clean,
    /// `drifted`
    Drifted,
    /// `unknown`
    Unknown,
}

/// What kind of actor something comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorKind {
    /// `human`
    Human,
    /// `llm`
    Llm,
    /// `system`
    System,
}

/// A size in bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteCount(pub(super) Integer);

/// What a baseline belongs to. All but `step_id` together tell one namespace from another.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalNamespaceTuple {
    /// The project. Not checked to be a UUID.
    pub project_uuid: Text,
    /// The readable, stable name of a feature; a mission in later words.
    pub feature_slug: FeatureSlug,
    /// The branch that the mission lands on.
    pub target_branch: Text,
    /// The workflow template that a mission follows, such as `software-dev`.
    pub mission_key: MissionType,
    /// The version of the manifest that says what must be there.
    pub manifest_version: Text,
    /// The step at work.
    pub step_id: Option<String>,
}

/// Which artifact is meant.
#[derive(Clone, Debug, PartialEq)]
pub struct ArtifactIdentity {
    /// The workflow template that a mission follows, such as `software-dev`.
    pub mission_key: MissionType,
    /// The file's path in the repository.
    pub path: Text,
    /// The part that an artifact plays in a mission.
    pub artifact_class: ArtifactClass,
    /// The run it comes from.
    pub run_id: Option<String>,
    /// The work package it belongs to.
    pub wp_id: Option<String>,
}

/// The content of an artifact, told by its digest.
#[derive(Clone, Debug, PartialEq)]
pub struct ContentHashRef {
    /// The text form of a digest, hexadecimal by convention.
    pub hash: Digest,
    /// How a digest was computed.
    pub algorithm: HashAlgorithm,
    /// The size of the content.
    pub size_bytes: Option<ByteCount>,
    /// The character encoding of the content, such as `utf-8`.
    pub encoding: Option<String>,
}

/// Where something comes from, as far as known.
#[derive(Clone, Debug, PartialEq)]
pub struct ProvenanceRef {
    /// The events that led to it.
    pub source_event_ids: Option<Vec<String>>,
    /// The commit that holds it.
    pub git_sha: Option<String>,
    /// The branch or tag that holds it.
    pub git_ref: Option<String>,
    /// Who made it.
    pub actor_id: Option<String>,
    /// What kind of actor something comes from.
    pub actor_kind: Option<ActorKind>,
    /// When it last changed, as text.
    pub revised_at: Option<String>,
}

/// An artifact was found and entered in the dossier.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionDossierArtifactIndexedPayload {
    /// What a baseline belongs to. All but `step_id` together tell one namespace from another.
    pub namespace: LocalNamespaceTuple,
    /// What was found.
    pub artifact_id: ArtifactIdentity,
    /// The content of an artifact, told by its digest.
    pub content_ref: ContentHashRef,
    /// When, as text.
    pub indexed_at: String,
    /// Where something comes from, as far as known.
    pub provenance: Option<ProvenanceRef>,
    /// The step that made it.
    pub step_id: Option<String>,
    /// The artifact whose place it takes.
    pub supersedes: Option<ArtifactIdentity>,
    /// Whatever helps to explain the finding.
    pub context_diagnostics: Option<Map<String>>,
}

/// An artifact that should be there is not.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionDossierArtifactMissingPayload {
    /// What a baseline belongs to. All but `step_id` together tell one namespace from another.
    pub namespace: LocalNamespaceTuple,
    /// What should be there.
    pub expected_identity: ArtifactIdentity,
    /// The step that demands it, or `required_always`.
    pub manifest_step: Text,
    /// When, as text.
    pub checked_at: String,
    /// Where it was seen last.
    pub last_known_ref: Option<ProvenanceRef>,
    /// What would bring it back.
    pub remediation_hint: Option<String>,
    /// Whatever helps to explain the finding.
    pub context_diagnostics: Option<Map<String>>,
}

/// The whole dossier was summed up in one digest.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionDossierSnapshotComputedPayload {
    /// What a baseline belongs to. All but `step_id` together tell one namespace from another.
    pub namespace: LocalNamespaceTuple,
    /// The digest of the whole; equal dossiers have equal ones.
    pub snapshot_hash: Digest,
    /// How many artifacts it holds.
    pub artifact_count: Count,
    /// How many anomalies it has, such as missing artifacts.
    pub anomaly_count: Count,
    /// When, as text.
    pub computed_at: String,
    /// How a digest was computed.
    pub algorithm: Option<HashAlgorithm>,
    /// Whatever helps to explain the result.
    pub context_diagnostics: Option<Map<String>>,
}

/// A dossier no longer agrees with its baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionDossierParityDriftDetectedPayload {
    /// What a baseline belongs to. All but `step_id` together tell one namespace from another.
    pub namespace: LocalNamespaceTuple,
    /// The digest of the baseline.
    pub expected_hash: Digest,
    /// The digest of the dossier.
    pub actual_hash: Digest,
    /// What makes a dossier differ from its baseline.
    pub drift_kind: DriftKind,
    /// When, as text.
    pub detected_at: String,
    /// The artifacts that differ.
    pub artifact_ids_changed: Option<Vec<ArtifactIdentity>>,
    /// What would make them agree again.
    pub rebuild_hint: Option<String>,
    /// Whatever helps to explain the finding.
    pub context_diagnostics: Option<Map<String>>,
}

event_contract::impl_builder!(
    LocalNamespaceTuple: super::codec::dossier::LOCAL_NAMESPACE_TUPLE,
    LocalNamespaceTupleBuilder,
    LocalNamespaceTupleRequired {
        project_uuid: Text,
        feature_slug: FeatureSlug,
        target_branch: Text,
        mission_key: MissionType,
        manifest_version: Text,
    },
    {
        5: step_id(optional into String),
    }
);

event_contract::impl_builder!(
    ArtifactIdentity: super::codec::dossier::ARTIFACT_IDENTITY,
    ArtifactIdentityBuilder,
    ArtifactIdentityRequired {
        mission_key: MissionType,
        path: Text,
        artifact_class: ArtifactClass,
    },
    {
        3: run_id(optional into String),
        4: wp_id(optional into String),
    }
);

event_contract::impl_builder!(
    ContentHashRef: super::codec::dossier::CONTENT_HASH_REF,
    ContentHashRefBuilder,
    ContentHashRefRequired {
        hash: Digest,
        algorithm: HashAlgorithm,
    },
    {
        2: size_bytes(optional ByteCount),
        3: encoding(optional into String),
    }
);

event_contract::impl_builder!(
    ProvenanceRef: super::codec::dossier::PROVENANCE_REF,
    ProvenanceRefBuilder,
    {},
    {
        0: source_event_ids(optional Vec<String>),
        1: git_sha(optional into String),
        2: git_ref(optional into String),
        3: actor_id(optional into String),
        4: actor_kind(optional ActorKind),
        5: revised_at(optional into String),
    }
);

event_contract::impl_builder!(
    MissionDossierArtifactIndexedPayload: super::codec::dossier::MISSION_DOSSIER_ARTIFACT_INDEXED_PAYLOAD,
    MissionDossierArtifactIndexedBuilder,
    MissionDossierArtifactIndexedRequired {
        namespace: LocalNamespaceTuple,
        artifact_id: ArtifactIdentity,
        content_ref: ContentHashRef,
        indexed_at: String,
    },
    {
        4: provenance(optional ProvenanceRef),
        5: step_id(optional into String),
        6: supersedes(optional ArtifactIdentity),
        7: context_diagnostics(optional Map<String>),
    }
);

event_contract::impl_builder!(
    MissionDossierArtifactMissingPayload: super::codec::dossier::MISSION_DOSSIER_ARTIFACT_MISSING_PAYLOAD,
    MissionDossierArtifactMissingBuilder,
    MissionDossierArtifactMissingRequired {
        namespace: LocalNamespaceTuple,
        expected_identity: ArtifactIdentity,
        manifest_step: Text,
        checked_at: String,
    },
    {
        4: last_known_ref(optional ProvenanceRef),
        5: remediation_hint(optional into String),
        6: context_diagnostics(optional Map<String>),
    }
);

event_contract::impl_builder!(
    MissionDossierSnapshotComputedPayload: super::codec::dossier::MISSION_DOSSIER_SNAPSHOT_COMPUTED_PAYLOAD,
    MissionDossierSnapshotComputedBuilder,
    MissionDossierSnapshotComputedRequired {
        namespace: LocalNamespaceTuple,
        snapshot_hash: Digest,
        artifact_count: Count,
        anomaly_count: Count,
        computed_at: String,
    },
    {
        5: algorithm(optional HashAlgorithm),
        6: context_diagnostics(optional Map<String>),
    }
);

event_contract::impl_builder!(
    MissionDossierParityDriftDetectedPayload: super::codec::dossier::MISSION_DOSSIER_PARITY_DRIFT_DETECTED_PAYLOAD,
    MissionDossierParityDriftDetectedBuilder,
    MissionDossierParityDriftDetectedRequired {
        namespace: LocalNamespaceTuple,
        expected_hash: Digest,
        actual_hash: Digest,
        drift_kind: DriftKind,
        detected_at: String,
    },
    {
        5: artifact_ids_changed(optional Vec<ArtifactIdentity>),
        6: rebuild_hint(optional into String),
        7: context_diagnostics(optional Map<String>),
    }
);
