//! An audit of a mission, from the request to the verdict.
//!
//! Generated from `contracts/spec-kitty/v3/mission_audit.yaml` by `contracts generate`. Edit
//! the contract, not this file.

use super::common::{
    ActorId, Count, DecisionId, Digest, MissionId, MissionNumber, MissionSlug,
    MissionType, RunId, Text,
};

use super::dossier::{ContentHashRef, ProvenanceRef};

/// Where an audit stands. Nothing follows a completed or failed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AuditStatus {
    /// `pending`
    Pending,
    /// `running`
    Running,
    /// `awaiting_decision`
    AwaitingDecision,
    /// `completed`
    Completed,
    /// `failed`
    Failed,
}

/// What an audit concludes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AuditVerdict {
    /// `pass`
    Pass,
    /// `pass_with_warnings`
    PassWithWarnings,
    /// `fail`
    Fail,
    /// `blocked_decision_required`
    BlockedDecisionRequired,
}

/// How grave a finding or question is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AuditSeverity {
    /// `info`
    Info,
    /// `warning`
    Warning,
    /// `error`
    Error,
    /// `critical`
    Critical,
}

/// What sets off an audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AuditTrigger {
    /// `manual`
    Manual,
    /// `post_merge`
    PostMerge,
}

/// Whether a bad verdict stops the mission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AuditEnforcement {
    /// `advisory`
    Advisory,
    /// `blocking`
    Blocking,
}

/// What an audit looks at.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditScope(pub(super) Vec<String>);

/// The report of an audit.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditArtifactRef {
    /// Where the report lies.
    pub report_path: Text,
    /// The content of an artifact, told by its digest.
    pub content_hash: ContentHashRef,
    /// Where something comes from, as far as known.
    pub provenance: ProvenanceRef,
}

/// An audit was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionAuditRequestedPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies one run of a mission.
    pub run_id: RunId,
    /// The readable, stable name of a mission.
    pub mission_slug: MissionSlug,
    /// The number of a mission in its project's catalogue.
    pub mission_number: MissionNumber,
    /// The workflow template that a mission follows, such as `software-dev`.
    pub mission_type: MissionType,
    /// Identifies whoever, or whatever, acted.
    pub actor: ActorId,
    /// What sets off an audit.
    pub trigger_mode: AuditTrigger,
    /// What an audit looks at.
    pub audit_scope: AuditScope,
    /// Whether a bad verdict stops the mission.
    pub enforcement_mode: AuditEnforcement,
}

/// An audit is under way.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionAuditStartedPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies one run of a mission.
    pub run_id: RunId,
    /// The readable, stable name of a mission.
    pub mission_slug: MissionSlug,
    /// The number of a mission in its project's catalogue.
    pub mission_number: MissionNumber,
    /// The workflow template that a mission follows, such as `software-dev`.
    pub mission_type: MissionType,
    /// Identifies whoever, or whatever, acted.
    pub actor: ActorId,
    /// The digest of what it looks at.
    pub audit_scope_hash: Digest,
}

/// An audit cannot go on before someone decides.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionAuditDecisionRequestedPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies one run of a mission.
    pub run_id: RunId,
    /// The readable, stable name of a mission.
    pub mission_slug: MissionSlug,
    /// The number of a mission in its project's catalogue.
    pub mission_number: MissionNumber,
    /// The workflow template that a mission follows, such as `software-dev`.
    pub mission_type: MissionType,
    /// Identifies whoever, or whatever, acted.
    pub actor: ActorId,
    /// Identifies a decision.
    pub decision_id: DecisionId,
    /// What is to be decided.
    pub question: String,
    /// What one has to know for it.
    pub context_summary: String,
    /// How grave a finding or question is.
    pub severity: AuditSeverity,
}

/// An audit came to its verdict. One without a report has failed instead.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionAuditCompletedPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies one run of a mission.
    pub run_id: RunId,
    /// The readable, stable name of a mission.
    pub mission_slug: MissionSlug,
    /// The number of a mission in its project's catalogue.
    pub mission_number: MissionNumber,
    /// The workflow template that a mission follows, such as `software-dev`.
    pub mission_type: MissionType,
    /// Identifies whoever, or whatever, acted.
    pub actor: ActorId,
    /// What an audit concludes.
    pub verdict: AuditVerdict,
    /// The gravest of the findings.
    pub severity: AuditSeverity,
    /// How many there are.
    pub findings_count: Count,
    /// The report of an audit.
    pub artifact_ref: AuditArtifactRef,
    /// The result in brief.
    pub summary: String,
}

/// An audit broke off without a verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionAuditFailedPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies one run of a mission.
    pub run_id: RunId,
    /// The readable, stable name of a mission.
    pub mission_slug: MissionSlug,
    /// The number of a mission in its project's catalogue.
    pub mission_number: MissionNumber,
    /// The workflow template that a mission follows, such as `software-dev`.
    pub mission_type: MissionType,
    /// Identifies whoever, or whatever, acted.
    pub actor: ActorId,
    /// A code for what went wrong.
    pub error_code: Text,
    /// What went wrong.
    pub error_message: String,
    /// The report as far as it got.
    pub partial_artifact_ref: Option<AuditArtifactRef>,
}

event_contract::impl_builder!(
    AuditArtifactRef: super::codec::mission_audit::AUDIT_ARTIFACT_REF,
    AuditArtifactRefBuilder,
    AuditArtifactRefRequired {
        report_path: Text,
        content_hash: ContentHashRef,
        provenance: ProvenanceRef,
    },
    {}
);

event_contract::impl_builder!(
    MissionAuditRequestedPayload: super::codec::mission_audit::MISSION_AUDIT_REQUESTED_PAYLOAD,
    MissionAuditRequestedBuilder,
    MissionAuditRequestedRequired {
        mission_id: MissionId,
        run_id: RunId,
        mission_slug: MissionSlug,
        mission_number: MissionNumber,
        mission_type: MissionType,
        actor: ActorId,
        trigger_mode: AuditTrigger,
        audit_scope: AuditScope,
        enforcement_mode: AuditEnforcement,
    },
    {}
);

event_contract::impl_builder!(
    MissionAuditStartedPayload: super::codec::mission_audit::MISSION_AUDIT_STARTED_PAYLOAD,
    MissionAuditStartedBuilder,
    MissionAuditStartedRequired {
        mission_id: MissionId,
        run_id: RunId,
        mission_slug: MissionSlug,
        mission_number: MissionNumber,
        mission_type: MissionType,
        actor: ActorId,
        audit_scope_hash: Digest,
    },
    {}
);

event_contract::impl_builder!(
    MissionAuditDecisionRequestedPayload: super::codec::mission_audit::MISSION_AUDIT_DECISION_REQUESTED_PAYLOAD,
    MissionAuditDecisionRequestedBuilder,
    MissionAuditDecisionRequestedRequired {
        mission_id: MissionId,
        run_id: RunId,
        mission_slug: MissionSlug,
        mission_number: MissionNumber,
        mission_type: MissionType,
        actor: ActorId,
        decision_id: DecisionId,
        question: String,
        context_summary: String,
        severity: AuditSeverity,
    },
    {}
);

event_contract::impl_builder!(
    MissionAuditCompletedPayload: super::codec::mission_audit::MISSION_AUDIT_COMPLETED_PAYLOAD,
    MissionAuditCompletedBuilder,
    MissionAuditCompletedRequired {
        mission_id: MissionId,
        run_id: RunId,
        mission_slug: MissionSlug,
        mission_number: MissionNumber,
        mission_type: MissionType,
        actor: ActorId,
        verdict: AuditVerdict,
        severity: AuditSeverity,
        findings_count: Count,
        artifact_ref: AuditArtifactRef,
        summary: String,
    },
    {}
);

event_contract::impl_builder!(
    MissionAuditFailedPayload: super::codec::mission_audit::MISSION_AUDIT_FAILED_PAYLOAD,
    MissionAuditFailedBuilder,
    MissionAuditFailedRequired {
        mission_id: MissionId,
        run_id: RunId,
        mission_slug: MissionSlug,
        mission_number: MissionNumber,
        mission_type: MissionType,
        actor: ActorId,
        error_code: Text,
        error_message: String,
    },
    {
        8: partial_artifact_ref(optional AuditArtifactRef),
    }
);
