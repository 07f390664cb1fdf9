//! What belongs to the reducer traits.
//!
//! Generated from `contracts/spec-kitty/v2/*.yaml` by `contracts generate`. Edit the contract,
//! not this file.

use std::convert::Infallible;

use event_contract::fold::{Declares, Domain, Handles, name_id};

use super::line;
use super::super::reducers::{
    CollaborationReducer, ConnectorReducer, DecisionpointReducer, DossierReducer,
    GatesReducer, GlossaryReducer, LifecycleReducer, MissionAuditReducer,
    MissionNextReducer, StatusReducer, SyncReducer,
};

use super::super::{
    collaboration, connector, decisionpoint, dossier, gates, glossary, lifecycle,
    mission_audit, mission_next, status, sync,
};

/// Every domain that has events: what a registry is held against.
pub static DOMAINS: [&Domain; 11] = [
    &COLLABORATION,
    &CONNECTOR,
    &DECISIONPOINT,
    &DOSSIER,
    &GATES,
    &GLOSSARY,
    &LIFECYCLE,
    &MISSION_AUDIT,
    &MISSION_NEXT,
    &STATUS,
    &SYNC,
];

/// The events of the domain `collaboration`.
pub static COLLABORATION: Domain = Domain {
    line: "v2",
    package: "spec-kitty-events/v2",
    name: "collaboration",
    events: &[
        &line::PARTICIPANT_INVITED,
        &line::PARTICIPANT_JOINED,
        &line::PARTICIPANT_LEFT,
        &line::PRESENCE_HEARTBEAT,
        &line::DRIVE_INTENT_SET,
        &line::FOCUS_CHANGED,
        &line::PROMPT_STEP_EXECUTION_STARTED,
        &line::PROMPT_STEP_EXECUTION_COMPLETED,
        &line::CONCURRENT_DRIVER_WARNING,
        &line::POTENTIAL_STEP_COLLISION_DETECTED,
        &line::WARNING_ACKNOWLEDGED,
        &line::COMMENT_POSTED,
        &line::DECISION_CAPTURED,
        &line::SESSION_LINKED,
    ],
    handlers: &[
        "participant_invited",
        "participant_joined",
        "participant_left",
        "presence_heartbeat",
        "drive_intent_set",
        "focus_changed",
        "prompt_step_execution_started",
        "prompt_step_execution_completed",
        "concurrent_driver_warning",
        "potential_step_collision_detected",
        "warning_acknowledged",
        "comment_posted",
        "decision_captured",
        "session_linked",
    ],
    reserved: &[],
};

impl Declares for dyn CollaborationReducer<Error = Infallible, Output = ()> {
    const DOMAIN: &'static Domain = &COLLABORATION;
}

impl Handles<{ name_id("participant_invited") }>
for dyn CollaborationReducer<Error = Infallible, Output = ()> {
    type Payload = collaboration::ParticipantInvitedPayload;
}

impl Handles<{ name_id("participant_joined") }>
for dyn CollaborationReducer<Error = Infallible, Output = ()> {
    type Payload = collaboration::ParticipantJoinedPayload;
}

impl Handles<{ name_id("participant_left") }>
for dyn CollaborationReducer<Error = Infallible, Output = ()> {
    type Payload = collaboration::ParticipantLeftPayload;
}

impl Handles<{ name_id("presence_heartbeat") }>
for dyn CollaborationReducer<Error = Infallible, Output = ()> {
    type Payload = collaboration::PresenceHeartbeatPayload;
}

impl Handles<{ name_id("drive_intent_set") }>
for dyn CollaborationReducer<Error = Infallible, Output = ()> {
    type Payload = collaboration::DriveIntentSetPayload;
}

impl Handles<{ name_id("focus_changed") }>
for dyn CollaborationReducer<Error = Infallible, Output = ()> {
    type Payload = collaboration::FocusChangedPayload;
}

impl Handles<{ name_id("prompt_step_execution_started") }>
for dyn CollaborationReducer<Error = Infallible, Output = ()> {
    type Payload = collaboration::PromptStepExecutionStartedPayload;
}

impl Handles<{ name_id("prompt_step_execution_completed") }>
for dyn CollaborationReducer<Error = Infallible, Output = ()> {
    type Payload = collaboration::PromptStepExecutionCompletedPayload;
}

impl Handles<{ name_id("concurrent_driver_warning") }>
for dyn CollaborationReducer<Error = Infallible, Output = ()> {
    type Payload = collaboration::ConcurrentDriverWarningPayload;
}

impl Handles<{ name_id("potential_step_collision_detected") }>
for dyn CollaborationReducer<Error = Infallible, Output = ()> {
    type Payload = collaboration::PotentialStepCollisionDetectedPayload;
}

impl Handles<{ name_id("warning_acknowledged") }>
for dyn CollaborationReducer<Error = Infallible, Output = ()> {
    type Payload = collaboration::WarningAcknowledgedPayload;
}

impl Handles<{ name_id("comment_posted") }>
for dyn CollaborationReducer<Error = Infallible, Output = ()> {
    type Payload = collaboration::CommentPostedPayload;
}

impl Handles<{ name_id("decision_captured") }>
for dyn CollaborationReducer<Error = Infallible, Output = ()> {
    type Payload = collaboration::DecisionCapturedPayload;
}

impl Handles<{ name_id("session_linked") }>
for dyn CollaborationReducer<Error = Infallible, Output = ()> {
    type Payload = collaboration::SessionLinkedPayload;
}

/// The events of the domain `connector`.
pub static CONNECTOR: Domain = Domain {
    line: "v2",
    package: "spec-kitty-events/v2",
    name: "connector",
    events: &[
        &line::CONNECTOR_PROVISIONED,
        &line::CONNECTOR_HEALTH_CHECKED,
        &line::CONNECTOR_DEGRADED,
        &line::CONNECTOR_REVOKED,
        &line::CONNECTOR_RECONNECTED,
        &line::USER_CONNECTED,
        &line::USER_DISCONNECTED,
    ],
    handlers: &[
        "connector_provisioned",
        "connector_health_checked",
        "connector_degraded",
        "connector_revoked",
        "connector_reconnected",
        "user_connected",
        "user_disconnected",
    ],
    reserved: &[],
};

impl Declares for dyn ConnectorReducer<Error = Infallible, Output = ()> {
    const DOMAIN: &'static Domain = &CONNECTOR;
}

impl Handles<{ name_id("connector_provisioned") }>
for dyn ConnectorReducer<Error = Infallible, Output = ()> {
    type Payload = connector::ConnectorProvisionedPayload;
}

impl Handles<{ name_id("connector_health_checked") }>
for dyn ConnectorReducer<Error = Infallible, Output = ()> {
    type Payload = connector::ConnectorHealthCheckedPayload;
}

impl Handles<{ name_id("connector_degraded") }>
for dyn ConnectorReducer<Error = Infallible, Output = ()> {
    type Payload = connector::ConnectorDegradedPayload;
}

impl Handles<{ name_id("connector_revoked") }>
for dyn ConnectorReducer<Error = Infallible, Output = ()> {
    type Payload = connector::ConnectorRevokedPayload;
}

impl Handles<{ name_id("connector_reconnected") }>
for dyn ConnectorReducer<Error = Infallible, Output = ()> {
    type Payload = connector::ConnectorReconnectedPayload;
}

impl Handles<{ name_id("user_connected") }>
for dyn ConnectorReducer<Error = Infallible, Output = ()> {
    type Payload = connector::UserConnectedPayload;
}

impl Handles<{ name_id("user_disconnected") }>
for dyn ConnectorReducer<Error = Infallible, Output = ()> {
    type Payload = connector::UserDisconnectedPayload;
}

/// The events of the domain `decisionpoint`.
pub static DECISIONPOINT: Domain = Domain {
    line: "v2",
    package: "spec-kitty-events/v2",
    name: "decisionpoint",
    events: &[
        &line::DECISION_POINT_OPENED,
        &line::DECISION_POINT_DISCUSSING,
        &line::DECISION_POINT_RESOLVED,
        &line::DECISION_POINT_OVERRIDDEN,
    ],
    handlers: &[
        "decision_point_opened",
        "decision_point_discussing",
        "decision_point_resolved",
        "decision_point_overridden",
    ],
    reserved: &[],
};

impl Declares for dyn DecisionpointReducer<Error = Infallible, Output = ()> {
    const DOMAIN: &'static Domain = &DECISIONPOINT;
}

impl Handles<{ name_id("decision_point_opened") }>
for dyn DecisionpointReducer<Error = Infallible, Output = ()> {
    type Payload = decisionpoint::DecisionPointOpenedPayload;
}

impl Handles<{ name_id("decision_point_discussing") }>
for dyn DecisionpointReducer<Error = Infallible, Output = ()> {
    type Payload = decisionpoint::DecisionPointDiscussingPayload;
}

impl Handles<{ name_id("decision_point_resolved") }>
for dyn DecisionpointReducer<Error = Infallible, Output = ()> {
    type Payload = decisionpoint::DecisionPointResolvedPayload;
}

impl Handles<{ name_id("decision_point_overridden") }>
for dyn DecisionpointReducer<Error = Infallible, Output = ()> {
    type Payload = decisionpoint::DecisionPointOverriddenPayload;
}

/// The events of the domain `dossier`.
pub static DOSSIER: Domain = Domain {
    line: "v2",
    package: "spec-kitty-events/v2",
    name: "dossier",
    events: &[
        &line::MISSION_DOSSIER_ARTIFACT_INDEXED,
        &line::MISSION_DOSSIER_ARTIFACT_MISSING,
        &line::MISSION_DOSSIER_SNAPSHOT_COMPUTED,
        &line::MISSION_DOSSIER_PARITY_DRIFT_DETECTED,
    ],
    handlers: &[
        "mission_dossier_artifact_indexed",
        "mission_dossier_artifact_missing",
        "mission_dossier_snapshot_computed",
        "mission_dossier_parity_drift_detected",
    ],
    reserved: &[],
};

impl Declares for dyn DossierReducer<Error = Infallible, Output = ()> {
    const DOMAIN: &'static Domain = &DOSSIER;
}

impl Handles<{ name_id("mission_dossier_artifact_indexed") }>
for dyn DossierReducer<Error = Infallible, Output = ()> {
    type Payload = dossier::MissionDossierArtifactIndexedPayload;
}

impl Handles<{ name_id("mission_dossier_artifact_missing") }>
for dyn DossierReducer<Error = Infallible, Output = ()> {
    type Payload = dossier::MissionDossierArtifactMissingPayload;
}

impl Handles<{ name_id("mission_dossier_snapshot_computed") }>
for dyn DossierReducer<Error = Infallible, Output = ()> {
    type Payload = dossier::MissionDossierSnapshotComputedPayload;
}

impl Handles<{ name_id("mission_dossier_parity_drift_detected") }>
for dyn DossierReducer<Error = Infallible, Output = ()> {
    type Payload = dossier::MissionDossierParityDriftDetectedPayload;
}

/// The events of the domain `gates`.
pub static GATES: Domain = Domain {
    line: "v2",
    package: "spec-kitty-events/v2",
    name: "gates",
    events: &[&line::GATE_PASSED, &line::GATE_FAILED],
    handlers: &["gate_passed", "gate_failed"],
    reserved: &[],
};

impl Declares for dyn GatesReducer<Error = Infallible, Output = ()> {
    const DOMAIN: &'static Domain = &GATES;
}

impl Handles<{ name_id("gate_passed") }>
for dyn GatesReducer<Error = Infallible, Output = ()> {
    type Payload = gates::GatePassedPayload;
}

impl Handles<{ name_id("gate_failed") }>
for dyn GatesReducer<Error = Infallible, Output = ()> {
    type Payload = gates::GateFailedPayload;
}

/// The events of the domain `glossary`.
pub static GLOSSARY: Domain = Domain {
    line: "v2",
    package: "spec-kitty-events/v2",
    name: "glossary",
    events: &[
        &line::GLOSSARY_SCOPE_ACTIVATED,
        &line::TERM_CANDIDATE_OBSERVED,
        &line::SEMANTIC_CHECK_EVALUATED,
        &line::GLOSSARY_CLARIFICATION_REQUESTED,
        &line::GLOSSARY_CLARIFICATION_RESOLVED,
        &line::GLOSSARY_SENSE_UPDATED,
        &line::GENERATION_BLOCKED_BY_SEMANTIC_CONFLICT,
        &line::GLOSSARY_STRICTNESS_SET,
    ],
    handlers: &[
        "glossary_scope_activated",
        "term_candidate_observed",
        "semantic_check_evaluated",
        "glossary_clarification_requested",
        "glossary_clarification_resolved",
        "glossary_sense_updated",
        "generation_blocked_by_semantic_conflict",
        "glossary_strictness_set",
    ],
    reserved: &[],
};

impl Declares for dyn GlossaryReducer<Error = Infallible, Output = ()> {
    const DOMAIN: &'static Domain = &GLOSSARY;
}

impl Handles<{ name_id("glossary_scope_activated") }>
for dyn GlossaryReducer<Error = Infallible, Output = ()> {
    type Payload = glossary::GlossaryScopeActivatedPayload;
}

impl Handles<{ name_id("term_candidate_observed") }>
for dyn GlossaryReducer<Error = Infallible, Output = ()> {
    type Payload = glossary::TermCandidateObservedPayload;
}

impl Handles<{ name_id("semantic_check_evaluated") }>
for dyn GlossaryReducer<Error = Infallible, Output = ()> {
    type Payload = glossary::SemanticCheckEvaluatedPayload;
}

impl Handles<{ name_id("glossary_clarification_requested") }>
for dyn GlossaryReducer<Error = Infallible, Output = ()> {
    type Payload = glossary::GlossaryClarificationRequestedPayload;
}

impl Handles<{ name_id("glossary_clarification_resolved") }>
for dyn GlossaryReducer<Error = Infallible, Output = ()> {
    type Payload = glossary::GlossaryClarificationResolvedPayload;
}

impl Handles<{ name_id("glossary_sense_updated") }>
for dyn GlossaryReducer<Error = Infallible, Output = ()> {
    type Payload = glossary::GlossarySenseUpdatedPayload;
}

impl Handles<{ name_id("generation_blocked_by_semantic_conflict") }>
for dyn GlossaryReducer<Error = Infallible, Output = ()> {
    type Payload = glossary::GenerationBlockedBySemanticConflictPayload;
}

impl Handles<{ name_id("glossary_strictness_set") }>
for dyn GlossaryReducer<Error = Infallible, Output = ()> {
    type Payload = glossary::GlossaryStrictnessSetPayload;
}

/// The events of the domain `lifecycle`.
pub static LIFECYCLE: Domain = Domain {
    line: "v2",
    package: "spec-kitty-events/v2",
    name: "lifecycle",
    events: &[
        &line::FEATURE_CREATED,
        &line::FEATURE_CLOSED,
        &line::MISSION_STARTED,
        &line::MISSION_COMPLETED,
        &line::MISSION_CANCELLED,
        &line::PHASE_ENTERED,
        &line::REVIEW_ROLLBACK,
    ],
    handlers: &[
        "feature_created",
        "feature_closed",
        "mission_started",
        "mission_completed",
        "mission_cancelled",
        "phase_entered",
        "review_rollback",
    ],
    reserved: &[],
};

impl Declares for dyn LifecycleReducer<Error = Infallible, Output = ()> {
    const DOMAIN: &'static Domain = &LIFECYCLE;
}

impl Handles<{ name_id("feature_created") }>
for dyn LifecycleReducer<Error = Infallible, Output = ()> {
    type Payload = lifecycle::FeatureCreatedPayload;
}

impl Handles<{ name_id("feature_closed") }>
for dyn LifecycleReducer<Error = Infallible, Output = ()> {
    type Payload = lifecycle::FeatureClosedPayload;
}

impl Handles<{ name_id("mission_started") }>
for dyn LifecycleReducer<Error = Infallible, Output = ()> {
    type Payload = lifecycle::MissionStartedPayload;
}

impl Handles<{ name_id("mission_completed") }>
for dyn LifecycleReducer<Error = Infallible, Output = ()> {
    type Payload = lifecycle::MissionCompletedPayload;
}

impl Handles<{ name_id("mission_cancelled") }>
for dyn LifecycleReducer<Error = Infallible, Output = ()> {
    type Payload = lifecycle::MissionCancelledPayload;
}

impl Handles<{ name_id("phase_entered") }>
for dyn LifecycleReducer<Error = Infallible, Output = ()> {
    type Payload = lifecycle::PhaseEnteredPayload;
}

impl Handles<{ name_id("review_rollback") }>
for dyn LifecycleReducer<Error = Infallible, Output = ()> {
    type Payload = lifecycle::ReviewRollbackPayload;
}

/// The events of the domain `mission_audit`.
pub static MISSION_AUDIT: Domain = Domain {
    line: "v2",
    package: "spec-kitty-events/v2",
    name: "mission_audit",
    events: &[
        &line::MISSION_AUDIT_REQUESTED,
        &line::MISSION_AUDIT_STARTED,
        &line::MISSION_AUDIT_DECISION_REQUESTED,
        &line::MISSION_AUDIT_COMPLETED,
        &line::MISSION_AUDIT_FAILED,
    ],
    handlers: &[
        "mission_audit_requested",
        "mission_audit_started",
        "mission_audit_decision_requested",
        "mission_audit_completed",
        "mission_audit_failed",
    ],
    reserved: &[],
};

impl Declares for dyn MissionAuditReducer<Error = Infallible, Output = ()> {
    const DOMAIN: &'static Domain = &MISSION_AUDIT;
}

impl Handles<{ name_id("mission_audit_requested") }>
for dyn MissionAuditReducer<Error = Infallible, Output = ()> {
    type Payload = mission_audit::MissionAuditRequestedPayload;
}

impl Handles<{ name_id("mission_audit_started") }>
for dyn MissionAuditReducer<Error = Infallible, Output = ()> {
    type Payload = mission_audit::MissionAuditStartedPayload;
}

impl Handles<{ name_id("mission_audit_decision_requested") }>
for dyn MissionAuditReducer<Error = Infallible, Output = ()> {
    type Payload = mission_audit::MissionAuditDecisionRequestedPayload;
}

impl Handles<{ name_id("mission_audit_completed") }>
for dyn MissionAuditReducer<Error = Infallible, Output = ()> {
    type Payload = mission_audit::MissionAuditCompletedPayload;
}

impl Handles<{ name_id("mission_audit_failed") }>
for dyn MissionAuditReducer<Error = Infallible, Output = ()> {
    type Payload = mission_audit::MissionAuditFailedPayload;
}

/// The events of the domain `mission_next`.
pub static MISSION_NEXT: Domain = Domain {
    line: "v2",
    package: "spec-kitty-events/v2",
    name: "mission_next",
    events: &[
        &line::MISSION_RUN_STARTED,
        &line::NEXT_STEP_ISSUED,
        &line::NEXT_STEP_AUTO_COMPLETED,
        &line::DECISION_INPUT_REQUESTED,
        &line::DECISION_INPUT_ANSWERED,
        &line::MISSION_RUN_COMPLETED,
    ],
    handlers: &[
        "mission_run_started",
        "next_step_issued",
        "next_step_auto_completed",
        "decision_input_requested",
        "decision_input_answered",
        "mission_run_completed",
    ],
    reserved: &["NextStepPlanned"],
};

impl Declares for dyn MissionNextReducer<Error = Infallible, Output = ()> {
    const DOMAIN: &'static Domain = &MISSION_NEXT;
}

impl Handles<{ name_id("mission_run_started") }>
for dyn MissionNextReducer<Error = Infallible, Output = ()> {
    type Payload = mission_next::MissionRunStartedPayload;
}

impl Handles<{ name_id("next_step_issued") }>
for dyn MissionNextReducer<Error = Infallible, Output = ()> {
    type Payload = mission_next::NextStepIssuedPayload;
}

impl Handles<{ name_id("next_step_auto_completed") }>
for dyn MissionNextReducer<Error = Infallible, Output = ()> {
    type Payload = mission_next::NextStepAutoCompletedPayload;
}

impl Handles<{ name_id("decision_input_requested") }>
for dyn MissionNextReducer<Error = Infallible, Output = ()> {
    type Payload = mission_next::DecisionInputRequestedPayload;
}

impl Handles<{ name_id("decision_input_answered") }>
for dyn MissionNextReducer<Error = Infallible, Output = ()> {
    type Payload = mission_next::DecisionInputAnsweredPayload;
}

impl Handles<{ name_id("mission_run_completed") }>
for dyn MissionNextReducer<Error = Infallible, Output = ()> {
    type Payload = mission_next::MissionRunCompletedPayload;
}

/// The events of the domain `status`.
pub static STATUS: Domain = Domain {
    line: "v2",
    package: "spec-kitty-events/v2",
    name: "status",
    events: &[&line::WP_STATUS_CHANGED],
    handlers: &["wp_status_changed"],
    reserved: &[],
};

impl Declares for dyn StatusReducer<Error = Infallible, Output = ()> {
    const DOMAIN: &'static Domain = &STATUS;
}

impl Handles<{ name_id("wp_status_changed") }>
for dyn StatusReducer<Error = Infallible, Output = ()> {
    type Payload = status::StatusTransitionPayload;
}

/// The events of the domain `sync`.
pub static SYNC: Domain = Domain {
    line: "v2",
    package: "spec-kitty-events/v2",
    name: "sync",
    events: &[
        &line::SYNC_INGEST_ACCEPTED,
        &line::SYNC_INGEST_REJECTED,
        &line::SYNC_RETRY_SCHEDULED,
        &line::SYNC_DEAD_LETTERED,
        &line::SYNC_REPLAY_COMPLETED,
        &line::EXTERNAL_REFERENCE_LINKED,
    ],
    handlers: &[
        "sync_ingest_accepted",
        "sync_ingest_rejected",
        "sync_retry_scheduled",
        "sync_dead_lettered",
        "sync_replay_completed",
        "external_reference_linked",
    ],
    reserved: &[],
};

impl Declares for dyn SyncReducer<Error = Infallible, Output = ()> {
    const DOMAIN: &'static Domain = &SYNC;
}

impl Handles<{ name_id("sync_ingest_accepted") }>
for dyn SyncReducer<Error = Infallible, Output = ()> {
    type Payload = sync::SyncIngestAcceptedPayload;
}

impl Handles<{ name_id("sync_ingest_rejected") }>
for dyn SyncReducer<Error = Infallible, Output = ()> {
    type Payload = sync::SyncIngestRejectedPayload;
}

impl Handles<{ name_id("sync_retry_scheduled") }>
for dyn SyncReducer<Error = Infallible, Output = ()> {
    type Payload = sync::SyncRetryScheduledPayload;
}

impl Handles<{ name_id("sync_dead_lettered") }>
for dyn SyncReducer<Error = Infallible, Output = ()> {
    type Payload = sync::SyncDeadLetteredPayload;
}

impl Handles<{ name_id("sync_replay_completed") }>
for dyn SyncReducer<Error = Infallible, Output = ()> {
    type Payload = sync::SyncReplayCompletedPayload;
}

impl Handles<{ name_id("external_reference_linked") }>
for dyn SyncReducer<Error = Infallible, Output = ()> {
    type Payload = sync::ExternalReferenceLinkedPayload;
}
