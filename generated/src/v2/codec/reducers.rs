//! What belongs to the reducer traits.
//!
//! Generated from `contracts/spec-kitty/v2/*.yaml` by `contracts generate`. Edit the contract,
//! not this file.

use std::convert::Infallible;

use event_contract::fold::{Declares, Domain};

use super::line;
use super::super::reducers::{
    CollaborationReducer, ConnectorReducer, DecisionpointReducer, DossierReducer,
    GatesReducer, GlossaryReducer, LifecycleReducer, MissionAuditReducer,
    MissionNextReducer, StatusReducer, SyncReducer,
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
