//! The objects of the domain `dossier`, read field by field.
//!
//! Generated from `contracts/spec-kitty/v2/dossier.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::Map;

use super::super::common::{Count, Digest, FeatureSlug, MissionType, Text};
use super::super::dossier::{
    ActorKind, ArtifactClass, ArtifactIdentity, ByteCount, ContentHashRef, DriftKind,
    HashAlgorithm, LocalNamespaceTuple, MissionDossierArtifactIndexedPayload,
    MissionDossierArtifactMissingPayload, MissionDossierParityDriftDetectedPayload,
    MissionDossierSnapshotComputedPayload, ProvenanceRef,
};

event_contract::impl_view!(pub LocalNamespaceTupleView: LocalNamespaceTuple, [
    project_uuid: Text,
    feature_slug: FeatureSlug,
    target_branch: Text,
    mission_key: MissionType,
    manifest_version: Text,
    step_id: Option<String>,
]);

event_contract::impl_view!(pub ArtifactIdentityView: ArtifactIdentity, [
    mission_key: MissionType,
    path: Text,
    artifact_class: ArtifactClass,
    run_id: Option<String>,
    wp_id: Option<String>,
]);

event_contract::impl_view!(pub ContentHashRefView: ContentHashRef, [
    hash: Digest,
    algorithm: HashAlgorithm,
    size_bytes: Option<ByteCount>,
    encoding: Option<String>,
]);

event_contract::impl_view!(pub ProvenanceRefView: ProvenanceRef, [
    source_event_ids: Option<Vec<String>>,
    git_sha: Option<String>,
    git_ref: Option<String>,
    actor_id: Option<String>,
    actor_kind: Option<ActorKind>,
    revised_at: Option<String>,
]);

event_contract::impl_view!(pub MissionDossierArtifactIndexedPayloadView: MissionDossierArtifactIndexedPayload, [
    namespace: LocalNamespaceTuple,
    artifact_id: ArtifactIdentity,
    content_ref: ContentHashRef,
    indexed_at: String,
    provenance: Option<ProvenanceRef>,
    step_id: Option<String>,
    supersedes: Option<ArtifactIdentity>,
    context_diagnostics: Option<Map<String>>,
]);

event_contract::impl_view!(pub MissionDossierArtifactMissingPayloadView: MissionDossierArtifactMissingPayload, [
    namespace: LocalNamespaceTuple,
    expected_identity: ArtifactIdentity,
    manifest_step: Text,
    checked_at: String,
    last_known_ref: Option<ProvenanceRef>,
    remediation_hint: Option<String>,
    context_diagnostics: Option<Map<String>>,
]);

event_contract::impl_view!(pub MissionDossierSnapshotComputedPayloadView: MissionDossierSnapshotComputedPayload, [
    namespace: LocalNamespaceTuple,
    snapshot_hash: Digest,
    artifact_count: Count,
    anomaly_count: Count,
    computed_at: String,
    algorithm: Option<HashAlgorithm>,
    context_diagnostics: Option<Map<String>>,
]);

event_contract::impl_view!(pub MissionDossierParityDriftDetectedPayloadView: MissionDossierParityDriftDetectedPayload, [
    namespace: LocalNamespaceTuple,
    expected_hash: Digest,
    actual_hash: Digest,
    drift_kind: DriftKind,
    detected_at: String,
    artifact_ids_changed: Option<Vec<ArtifactIdentity>>,
    rebuild_hint: Option<String>,
    context_diagnostics: Option<Map<String>>,
]);
