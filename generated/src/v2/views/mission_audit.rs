//! The objects of the domain `mission_audit`, read field by field.
//!
//! Generated from `contracts/spec-kitty/v2/mission_audit.yaml` by `contracts generate`. Edit
//! the contract, not this file.

use super::super::common::{
    ActorId, Count, DecisionId, Digest, FeatureSlug, MissionId, RunId, Text,
};

use super::super::dossier::{ContentHashRef, ProvenanceRef};
use super::super::mission_audit::{
    AuditArtifactRef, AuditEnforcement, AuditScope, AuditSeverity, AuditTrigger,
    AuditVerdict, MissionAuditCompletedPayload, MissionAuditDecisionRequestedPayload,
    MissionAuditFailedPayload, MissionAuditRequestedPayload, MissionAuditStartedPayload,
};

event_contract::impl_view!(pub AuditArtifactRefView: AuditArtifactRef, [
    report_path: Text,
    content_hash: ContentHashRef,
    provenance: ProvenanceRef,
]);

event_contract::impl_view!(pub MissionAuditRequestedPayloadView: MissionAuditRequestedPayload, [
    mission_id: MissionId,
    run_id: RunId,
    feature_slug: FeatureSlug,
    actor: ActorId,
    trigger_mode: AuditTrigger,
    audit_scope: AuditScope,
    enforcement_mode: AuditEnforcement,
]);

event_contract::impl_view!(pub MissionAuditStartedPayloadView: MissionAuditStartedPayload, [
    mission_id: MissionId,
    run_id: RunId,
    feature_slug: FeatureSlug,
    actor: ActorId,
    audit_scope_hash: Digest,
]);

event_contract::impl_view!(pub MissionAuditDecisionRequestedPayloadView: MissionAuditDecisionRequestedPayload, [
    mission_id: MissionId,
    run_id: RunId,
    feature_slug: FeatureSlug,
    actor: ActorId,
    decision_id: DecisionId,
    question: String,
    context_summary: String,
    severity: AuditSeverity,
]);

event_contract::impl_view!(pub MissionAuditCompletedPayloadView: MissionAuditCompletedPayload, [
    mission_id: MissionId,
    run_id: RunId,
    feature_slug: FeatureSlug,
    actor: ActorId,
    verdict: AuditVerdict,
    severity: AuditSeverity,
    findings_count: Count,
    artifact_ref: AuditArtifactRef,
    summary: String,
]);

event_contract::impl_view!(pub MissionAuditFailedPayloadView: MissionAuditFailedPayload, [
    mission_id: MissionId,
    run_id: RunId,
    feature_slug: FeatureSlug,
    actor: ActorId,
    error_code: Text,
    error_message: String,
    partial_artifact_ref: Option<AuditArtifactRef>,
]);
