//! The table of the line, and how payloads are read.
//!
//! Generated from `contracts/spec-kitty/v2/*.yaml` by `contracts generate`. Edit the contract,
//! not this file.

use event_contract::codec::{Checked, Contract};
use event_contract::table::{Envelope, Event, Line, Lookup, Order, TimeOrder};

use super::super::Payload;

/// The envelope, and which of its fields play a role.
static ENVELOPE: Envelope = Envelope {
    name: "Event",
    object: &super::envelope::EVENT,
    event_type: 1,
    payload: 3,
    order: Some(Order {
        id: 0,
        time: 4,
        time_order: TimeOrder::Text,
        clock: Some(6),
        aggregate: Some(2),
        node: Some(5),
        cause: Some(7),
    }),
};

/// The line as a table: the entrance for everything that validates.
pub static LINE: Line = Line {
    name: "v2",
    package: "spec-kitty-events/v2",
    envelope: Some(&ENVELOPE),
    cutover: None,
    events: &[
        &COMMENT_POSTED,
        &CONCURRENT_DRIVER_WARNING,
        &CONNECTOR_DEGRADED,
        &CONNECTOR_HEALTH_CHECKED,
        &CONNECTOR_PROVISIONED,
        &CONNECTOR_RECONNECTED,
        &CONNECTOR_REVOKED,
        &DECISION_CAPTURED,
        &DECISION_INPUT_ANSWERED,
        &DECISION_INPUT_REQUESTED,
        &DECISION_POINT_DISCUSSING,
        &DECISION_POINT_OPENED,
        &DECISION_POINT_OVERRIDDEN,
        &DECISION_POINT_RESOLVED,
        &DRIVE_INTENT_SET,
        &EXTERNAL_REFERENCE_LINKED,
        &FEATURE_CLOSED,
        &FEATURE_CREATED,
        &FOCUS_CHANGED,
        &GATE_FAILED,
        &GATE_PASSED,
        &GENERATION_BLOCKED_BY_SEMANTIC_CONFLICT,
        &GLOSSARY_CLARIFICATION_REQUESTED,
        &GLOSSARY_CLARIFICATION_RESOLVED,
        &GLOSSARY_SCOPE_ACTIVATED,
        &GLOSSARY_SENSE_UPDATED,
        &GLOSSARY_STRICTNESS_SET,
        &MISSION_AUDIT_COMPLETED,
        &MISSION_AUDIT_DECISION_REQUESTED,
        &MISSION_AUDIT_FAILED,
        &MISSION_AUDIT_REQUESTED,
        &MISSION_AUDIT_STARTED,
        &MISSION_CANCELLED,
        &MISSION_COMPLETED,
        &MISSION_DOSSIER_ARTIFACT_INDEXED,
        &MISSION_DOSSIER_ARTIFACT_MISSING,
        &MISSION_DOSSIER_PARITY_DRIFT_DETECTED,
        &MISSION_DOSSIER_SNAPSHOT_COMPUTED,
        &MISSION_RUN_COMPLETED,
        &MISSION_RUN_STARTED,
        &MISSION_STARTED,
        &NEXT_STEP_AUTO_COMPLETED,
        &NEXT_STEP_ISSUED,
        &PARTICIPANT_INVITED,
        &PARTICIPANT_JOINED,
        &PARTICIPANT_LEFT,
        &PHASE_ENTERED,
        &POTENTIAL_STEP_COLLISION_DETECTED,
        &PRESENCE_HEARTBEAT,
        &PROMPT_STEP_EXECUTION_COMPLETED,
        &PROMPT_STEP_EXECUTION_STARTED,
        &REVIEW_ROLLBACK,
        &SEMANTIC_CHECK_EVALUATED,
        &SESSION_LINKED,
        &SYNC_DEAD_LETTERED,
        &SYNC_INGEST_ACCEPTED,
        &SYNC_INGEST_REJECTED,
        &SYNC_REPLAY_COMPLETED,
        &SYNC_RETRY_SCHEDULED,
        &TERM_CANDIDATE_OBSERVED,
        &USER_CONNECTED,
        &USER_DISCONNECTED,
        &WP_STATUS_CHANGED,
        &WARNING_ACKNOWLEDGED,
    ],
    lookup: Lookup::new(),
    reserved: &["NextStepPlanned"],
    schemas: &super::schemas::SCHEMAS,
};

pub(super) static COMMENT_POSTED: Event = Event {
    name: "CommentPosted",
    domain: "collaboration",
    place: 11,
    since: "2.1.0",
    doc: "A participant said something.",
    payload: &super::collaboration::COMMENT_POSTED_PAYLOAD,
    schema: "comment_posted_payload",
    source: "collaboration.yaml:168",
};

pub(super) static CONCURRENT_DRIVER_WARNING: Event = Event {
    name: "ConcurrentDriverWarning",
    domain: "collaboration",
    place: 8,
    since: "2.1.0",
    doc: "Several participants drive with the same thing in focus.",
    payload: &super::collaboration::CONCURRENT_DRIVER_WARNING_PAYLOAD,
    schema: "concurrent_driver_warning_payload",
    source: "collaboration.yaml:146",
};

pub(super) static CONNECTOR_DEGRADED: Event = Event {
    name: "ConnectorDegraded",
    domain: "connector",
    place: 2,
    since: "2.7.0",
    doc: "A connector works badly or not at all.",
    payload: &super::connector::CONNECTOR_DEGRADED_PAYLOAD,
    schema: "connector_degraded_payload",
    source: "connector.yaml:79",
};

pub(super) static CONNECTOR_HEALTH_CHECKED: Event = Event {
    name: "ConnectorHealthChecked",
    domain: "connector",
    place: 1,
    since: "2.7.0",
    doc: "A connector was checked. Whatever was found, it counts as healthy until it is reported degraded.",
    payload: &super::connector::CONNECTOR_HEALTH_CHECKED_PAYLOAD,
    schema: "connector_health_checked_payload",
    source: "connector.yaml:71",
};

pub(super) static CONNECTOR_PROVISIONED: Event = Event {
    name: "ConnectorProvisioned",
    domain: "connector",
    place: 0,
    since: "2.7.0",
    doc: "A connector was set up.",
    payload: &super::connector::CONNECTOR_PROVISIONED_PAYLOAD,
    schema: "connector_provisioned_payload",
    source: "connector.yaml:63",
};

pub(super) static CONNECTOR_RECONNECTED: Event = Event {
    name: "ConnectorReconnected",
    domain: "connector",
    place: 4,
    since: "2.7.0",
    doc: "A connector was connected again.",
    payload: &super::connector::CONNECTOR_RECONNECTED_PAYLOAD,
    schema: "connector_reconnected_payload",
    source: "connector.yaml:94",
};

pub(super) static CONNECTOR_REVOKED: Event = Event {
    name: "ConnectorRevoked",
    domain: "connector",
    place: 3,
    since: "2.7.0",
    doc: "A connector lost its access.",
    payload: &super::connector::CONNECTOR_REVOKED_PAYLOAD,
    schema: "connector_revoked_payload",
    source: "connector.yaml:87",
};

pub(super) static DECISION_CAPTURED: Event = Event {
    name: "DecisionCaptured",
    domain: "collaboration",
    place: 12,
    since: "2.1.0",
    doc: "A participant settled a question.",
    payload: &super::collaboration::DECISION_CAPTURED_PAYLOAD,
    schema: "decision_captured_payload",
    source: "collaboration.yaml:176",
};

pub(super) static DECISION_INPUT_ANSWERED: Event = Event {
    name: "DecisionInputAnswered",
    domain: "mission_next",
    place: 4,
    since: "2.3.0",
    doc: "A step got its answer.",
    payload: &super::mission_next::DECISION_INPUT_ANSWERED_PAYLOAD,
    schema: "decision_input_answered_payload",
    source: "mission_next.yaml:65",
};

pub(super) static DECISION_INPUT_REQUESTED: Event = Event {
    name: "DecisionInputRequested",
    domain: "mission_next",
    place: 3,
    since: "2.3.0",
    doc: "A step waits for an answer.",
    payload: &super::mission_next::DECISION_INPUT_REQUESTED_PAYLOAD,
    schema: "decision_input_requested_payload",
    source: "mission_next.yaml:54",
};

pub(super) static DECISION_POINT_DISCUSSING: Event = Event {
    name: "DecisionPointDiscussing",
    domain: "decisionpoint",
    place: 1,
    since: "2.6.0",
    doc: "A decision is being talked over.",
    payload: &super::decisionpoint::DECISION_POINT_DISCUSSING_PAYLOAD,
    schema: "decision_point_discussing_payload",
    source: "decisionpoint.yaml:52",
};

pub(super) static DECISION_POINT_OPENED: Event = Event {
    name: "DecisionPointOpened",
    domain: "decisionpoint",
    place: 0,
    since: "2.6.0",
    doc: "There is something to decide.",
    payload: &super::decisionpoint::DECISION_POINT_OPENED_PAYLOAD,
    schema: "decision_point_opened_payload",
    source: "decisionpoint.yaml:48",
};

pub(super) static DECISION_POINT_OVERRIDDEN: Event = Event {
    name: "DecisionPointOverridden",
    domain: "decisionpoint",
    place: 3,
    since: "2.6.0",
    doc: "A decision was taken back in favour of another.",
    payload: &super::decisionpoint::DECISION_POINT_OVERRIDDEN_PAYLOAD,
    schema: "decision_point_overridden_payload",
    source: "decisionpoint.yaml:60",
};

pub(super) static DECISION_POINT_RESOLVED: Event = Event {
    name: "DecisionPointResolved",
    domain: "decisionpoint",
    place: 2,
    since: "2.6.0",
    doc: "A decision was taken.",
    payload: &super::decisionpoint::DECISION_POINT_RESOLVED_PAYLOAD,
    schema: "decision_point_resolved_payload",
    source: "decisionpoint.yaml:56",
};

pub(super) static DRIVE_INTENT_SET: Event = Event {
    name: "DriveIntentSet",
    domain: "collaboration",
    place: 4,
    since: "2.1.0",
    doc: "A participant took the wheel or let go of it.",
    payload: &super::collaboration::DRIVE_INTENT_SET_PAYLOAD,
    schema: "drive_intent_set_payload",
    source: "collaboration.yaml:117",
};

pub(super) static EXTERNAL_REFERENCE_LINKED: Event = Event {
    name: "ExternalReferenceLinked",
    domain: "sync",
    place: 5,
    since: "2.7.0",
    doc: "Something here was tied to its counterpart outside.",
    payload: &super::sync::EXTERNAL_REFERENCE_LINKED_PAYLOAD,
    schema: "external_reference_linked_payload",
    source: "sync.yaml:79",
};

pub(super) static FEATURE_CLOSED: Event = Event {
    name: "FeatureClosed",
    domain: "lifecycle",
    place: 1,
    since: "2.0.0",
    doc: "The catalogue's entry of a feature was closed.",
    payload: &super::lifecycle::FEATURE_CLOSED_PAYLOAD,
    schema: "feature_closed_payload",
    source: "lifecycle.yaml:27",
};

pub(super) static FEATURE_CREATED: Event = Event {
    name: "FeatureCreated",
    domain: "lifecycle",
    place: 0,
    since: "2.0.0",
    doc: "A feature entered the catalogue.",
    payload: &super::lifecycle::FEATURE_CREATED_PAYLOAD,
    schema: "feature_created_payload",
    source: "lifecycle.yaml:23",
};

pub(super) static FOCUS_CHANGED: Event = Event {
    name: "FocusChanged",
    domain: "collaboration",
    place: 5,
    since: "2.1.0",
    doc: "A participant turned to something else.",
    payload: &super::collaboration::FOCUS_CHANGED_PAYLOAD,
    schema: "focus_changed_payload",
    source: "collaboration.yaml:123",
};

pub(super) static GATE_FAILED: Event = Event {
    name: "GateFailed",
    domain: "gates",
    place: 1,
    since: "2.0.0",
    doc: "A check stopped a change.",
    payload: &super::gates::GATE_FAILED_PAYLOAD,
    schema: "gate_failed_payload",
    source: "gates.yaml:52",
};

pub(super) static GATE_PASSED: Event = Event {
    name: "GatePassed",
    domain: "gates",
    place: 0,
    since: "2.0.0",
    doc: "A check let a change through.",
    payload: &super::gates::GATE_PASSED_PAYLOAD,
    schema: "gate_passed_payload",
    source: "gates.yaml:46",
};

pub(super) static GENERATION_BLOCKED_BY_SEMANTIC_CONFLICT: Event = Event {
    name: "GenerationBlockedBySemanticConflict",
    domain: "glossary",
    place: 6,
    since: "2.2.0",
    doc: "A step may not generate anything before its terms are settled.",
    payload: &super::glossary::GENERATION_BLOCKED_BY_SEMANTIC_CONFLICT_PAYLOAD,
    schema: "generation_blocked_by_semantic_conflict_payload",
    source: "glossary.yaml:128",
};

pub(super) static GLOSSARY_CLARIFICATION_REQUESTED: Event = Event {
    name: "GlossaryClarificationRequested",
    domain: "glossary",
    place: 3,
    since: "2.2.0",
    doc: "Someone has to say what a term means.",
    payload: &super::glossary::GLOSSARY_CLARIFICATION_REQUESTED_PAYLOAD,
    schema: "glossary_clarification_requested_payload",
    source: "glossary.yaml:96",
};

pub(super) static GLOSSARY_CLARIFICATION_RESOLVED: Event = Event {
    name: "GlossaryClarificationResolved",
    domain: "glossary",
    place: 4,
    since: "2.2.0",
    doc: "Someone said what a term means.",
    payload: &super::glossary::GLOSSARY_CLARIFICATION_RESOLVED_PAYLOAD,
    schema: "glossary_clarification_resolved_payload",
    source: "glossary.yaml:109",
};

pub(super) static GLOSSARY_SCOPE_ACTIVATED: Event = Event {
    name: "GlossaryScopeActivated",
    domain: "glossary",
    place: 0,
    since: "2.2.0",
    doc: "A glossary applies to a mission from now on.",
    payload: &super::glossary::GLOSSARY_SCOPE_ACTIVATED_PAYLOAD,
    schema: "glossary_scope_activated_payload",
    source: "glossary.yaml:64",
};

pub(super) static GLOSSARY_SENSE_UPDATED: Event = Event {
    name: "GlossarySenseUpdated",
    domain: "glossary",
    place: 5,
    since: "2.2.0",
    doc: "A term has another sense than before.",
    payload: &super::glossary::GLOSSARY_SENSE_UPDATED_PAYLOAD,
    schema: "glossary_sense_updated_payload",
    source: "glossary.yaml:117",
};

pub(super) static GLOSSARY_STRICTNESS_SET: Event = Event {
    name: "GlossaryStrictnessSet",
    domain: "glossary",
    place: 7,
    since: "2.2.0",
    doc: "A mission insists more, or less, on settled terms than before.",
    payload: &super::glossary::GLOSSARY_STRICTNESS_SET_PAYLOAD,
    schema: "glossary_strictness_set_payload",
    source: "glossary.yaml:137",
};

pub(super) static MISSION_AUDIT_COMPLETED: Event = Event {
    name: "MissionAuditCompleted",
    domain: "mission_audit",
    place: 3,
    since: "2.5.0",
    doc: "An audit came to its verdict. One without a report has failed instead.",
    payload: &super::mission_audit::MISSION_AUDIT_COMPLETED_PAYLOAD,
    schema: "mission_audit_completed_payload",
    source: "mission_audit.yaml:67",
};

pub(super) static MISSION_AUDIT_DECISION_REQUESTED: Event = Event {
    name: "MissionAuditDecisionRequested",
    domain: "mission_audit",
    place: 2,
    since: "2.5.0",
    doc: "An audit cannot go on before someone decides.",
    payload: &super::mission_audit::MISSION_AUDIT_DECISION_REQUESTED_PAYLOAD,
    schema: "mission_audit_decision_requested_payload",
    source: "mission_audit.yaml:58",
};

pub(super) static MISSION_AUDIT_FAILED: Event = Event {
    name: "MissionAuditFailed",
    domain: "mission_audit",
    place: 4,
    since: "2.5.0",
    doc: "An audit broke off without a verdict.",
    payload: &super::mission_audit::MISSION_AUDIT_FAILED_PAYLOAD,
    schema: "mission_audit_failed_payload",
    source: "mission_audit.yaml:77",
};

pub(super) static MISSION_AUDIT_REQUESTED: Event = Event {
    name: "MissionAuditRequested",
    domain: "mission_audit",
    place: 0,
    since: "2.5.0",
    doc: "An audit was asked for.",
    payload: &super::mission_audit::MISSION_AUDIT_REQUESTED_PAYLOAD,
    schema: "mission_audit_requested_payload",
    source: "mission_audit.yaml:44",
};

pub(super) static MISSION_AUDIT_STARTED: Event = Event {
    name: "MissionAuditStarted",
    domain: "mission_audit",
    place: 1,
    since: "2.5.0",
    doc: "An audit is under way.",
    payload: &super::mission_audit::MISSION_AUDIT_STARTED_PAYLOAD,
    schema: "mission_audit_started_payload",
    source: "mission_audit.yaml:52",
};

pub(super) static MISSION_CANCELLED: Event = Event {
    name: "MissionCancelled",
    domain: "lifecycle",
    place: 4,
    since: "2.0.0",
    doc: "A mission was given up.",
    payload: &super::lifecycle::MISSION_CANCELLED_PAYLOAD,
    schema: "mission_cancelled_payload",
    source: "lifecycle.yaml:47",
};

pub(super) static MISSION_COMPLETED: Event = Event {
    name: "MissionCompleted",
    domain: "lifecycle",
    place: 3,
    since: "2.0.0",
    doc: "A mission reached its goal.",
    payload: &super::lifecycle::MISSION_COMPLETED_PAYLOAD,
    schema: "mission_completed_payload",
    source: "lifecycle.yaml:39",
};

pub(super) static MISSION_DOSSIER_ARTIFACT_INDEXED: Event = Event {
    name: "MissionDossierArtifactIndexed",
    domain: "dossier",
    place: 0,
    since: "2.4.0",
    doc: "An artifact was found and entered in the dossier.",
    payload: &super::dossier::MISSION_DOSSIER_ARTIFACT_INDEXED_PAYLOAD,
    schema: "mission_dossier_artifact_indexed_payload",
    source: "dossier.yaml:65",
};

pub(super) static MISSION_DOSSIER_ARTIFACT_MISSING: Event = Event {
    name: "MissionDossierArtifactMissing",
    domain: "dossier",
    place: 1,
    since: "2.4.0",
    doc: "An artifact that should be there is not.",
    payload: &super::dossier::MISSION_DOSSIER_ARTIFACT_MISSING_PAYLOAD,
    schema: "mission_dossier_artifact_missing_payload",
    source: "dossier.yaml:77",
};

pub(super) static MISSION_DOSSIER_PARITY_DRIFT_DETECTED: Event = Event {
    name: "MissionDossierParityDriftDetected",
    domain: "dossier",
    place: 3,
    since: "2.4.0",
    doc: "A dossier no longer agrees with its baseline.",
    payload: &super::dossier::MISSION_DOSSIER_PARITY_DRIFT_DETECTED_PAYLOAD,
    schema: "mission_dossier_parity_drift_detected_payload",
    source: "dossier.yaml:99",
};

pub(super) static MISSION_DOSSIER_SNAPSHOT_COMPUTED: Event = Event {
    name: "MissionDossierSnapshotComputed",
    domain: "dossier",
    place: 2,
    since: "2.4.0",
    doc: "The whole dossier was summed up in one digest.",
    payload: &super::dossier::MISSION_DOSSIER_SNAPSHOT_COMPUTED_PAYLOAD,
    schema: "mission_dossier_snapshot_computed_payload",
    source: "dossier.yaml:88",
};

pub(super) static MISSION_RUN_COMPLETED: Event = Event {
    name: "MissionRunCompleted",
    domain: "mission_next",
    place: 5,
    since: "2.3.0",
    doc: "A run reached its end.",
    payload: &super::mission_next::MISSION_RUN_COMPLETED_PAYLOAD,
    schema: "mission_run_completed_payload",
    source: "mission_next.yaml:73",
};

pub(super) static MISSION_RUN_STARTED: Event = Event {
    name: "MissionRunStarted",
    domain: "mission_next",
    place: 0,
    since: "2.3.0",
    doc: "A run began.",
    payload: &super::mission_next::MISSION_RUN_STARTED_PAYLOAD,
    schema: "mission_run_started_payload",
    source: "mission_next.yaml:30",
};

pub(super) static MISSION_STARTED: Event = Event {
    name: "MissionStarted",
    domain: "lifecycle",
    place: 2,
    since: "2.0.0",
    doc: "Work on a mission began.",
    payload: &super::lifecycle::MISSION_STARTED_PAYLOAD,
    schema: "mission_started_payload",
    source: "lifecycle.yaml:31",
};

pub(super) static NEXT_STEP_AUTO_COMPLETED: Event = Event {
    name: "NextStepAutoCompleted",
    domain: "mission_next",
    place: 2,
    since: "2.3.0",
    doc: "A step ended and was marked so by the runtime.",
    payload: &super::mission_next::NEXT_STEP_AUTO_COMPLETED_PAYLOAD,
    schema: "next_step_auto_completed_payload",
    source: "mission_next.yaml:45",
};

pub(super) static NEXT_STEP_ISSUED: Event = Event {
    name: "NextStepIssued",
    domain: "mission_next",
    place: 1,
    since: "2.3.0",
    doc: "An agent was given its next step.",
    payload: &super::mission_next::NEXT_STEP_ISSUED_PAYLOAD,
    schema: "next_step_issued_payload",
    source: "mission_next.yaml:37",
};

pub(super) static PARTICIPANT_INVITED: Event = Event {
    name: "ParticipantInvited",
    domain: "collaboration",
    place: 0,
    since: "2.1.0",
    doc: "Someone was asked to join a mission, and has not joined yet.",
    payload: &super::collaboration::PARTICIPANT_INVITED_PAYLOAD,
    schema: "participant_invited_payload",
    source: "collaboration.yaml:89",
};

pub(super) static PARTICIPANT_JOINED: Event = Event {
    name: "ParticipantJoined",
    domain: "collaboration",
    place: 1,
    since: "2.1.0",
    doc: "A participant is on a mission's roster from now on.",
    payload: &super::collaboration::PARTICIPANT_JOINED_PAYLOAD,
    schema: "participant_joined_payload",
    source: "collaboration.yaml:97",
};

pub(super) static PARTICIPANT_LEFT: Event = Event {
    name: "ParticipantLeft",
    domain: "collaboration",
    place: 2,
    since: "2.1.0",
    doc: "A participant is off a mission's roster.",
    payload: &super::collaboration::PARTICIPANT_LEFT_PAYLOAD,
    schema: "participant_left_payload",
    source: "collaboration.yaml:105",
};

pub(super) static PHASE_ENTERED: Event = Event {
    name: "PhaseEntered",
    domain: "lifecycle",
    place: 5,
    since: "2.0.0",
    doc: "A mission went on to another phase.",
    payload: &super::lifecycle::PHASE_ENTERED_PAYLOAD,
    schema: "phase_entered_payload",
    source: "lifecycle.yaml:55",
};

pub(super) static POTENTIAL_STEP_COLLISION_DETECTED: Event = Event {
    name: "PotentialStepCollisionDetected",
    domain: "collaboration",
    place: 9,
    since: "2.1.0",
    doc: "Several participants may be executing the same step.",
    payload: &super::collaboration::POTENTIAL_STEP_COLLISION_DETECTED_PAYLOAD,
    schema: "potential_step_collision_detected_payload",
    source: "collaboration.yaml:153",
};

pub(super) static PRESENCE_HEARTBEAT: Event = Event {
    name: "PresenceHeartbeat",
    domain: "collaboration",
    place: 3,
    since: "2.1.0",
    doc: "A participant is still there.",
    payload: &super::collaboration::PRESENCE_HEARTBEAT_PAYLOAD,
    schema: "presence_heartbeat_payload",
    source: "collaboration.yaml:111",
};

pub(super) static PROMPT_STEP_EXECUTION_COMPLETED: Event = Event {
    name: "PromptStepExecutionCompleted",
    domain: "collaboration",
    place: 7,
    since: "2.1.0",
    doc: "A participant is done with a step.",
    payload: &super::collaboration::PROMPT_STEP_EXECUTION_COMPLETED_PAYLOAD,
    schema: "prompt_step_execution_completed_payload",
    source: "collaboration.yaml:138",
};

pub(super) static PROMPT_STEP_EXECUTION_STARTED: Event = Event {
    name: "PromptStepExecutionStarted",
    domain: "collaboration",
    place: 6,
    since: "2.1.0",
    doc: "A participant began to execute a step.",
    payload: &super::collaboration::PROMPT_STEP_EXECUTION_STARTED_PAYLOAD,
    schema: "prompt_step_execution_started_payload",
    source: "collaboration.yaml:130",
};

pub(super) static REVIEW_ROLLBACK: Event = Event {
    name: "ReviewRollback",
    domain: "lifecycle",
    place: 6,
    since: "2.0.0",
    doc: "A review sent a mission back to a phase that it had left.",
    payload: &super::lifecycle::REVIEW_ROLLBACK_PAYLOAD,
    schema: "review_rollback_payload",
    source: "lifecycle.yaml:63",
};

pub(super) static SEMANTIC_CHECK_EVALUATED: Event = Event {
    name: "SemanticCheckEvaluated",
    domain: "glossary",
    place: 2,
    since: "2.2.0",
    doc: "The terms of a step were checked against the glossary.",
    payload: &super::glossary::SEMANTIC_CHECK_EVALUATED_PAYLOAD,
    schema: "semantic_check_evaluated_payload",
    source: "glossary.yaml:83",
};

pub(super) static SESSION_LINKED: Event = Event {
    name: "SessionLinked",
    domain: "collaboration",
    place: 13,
    since: "2.1.0",
    doc: "Two sessions of a participant were joined.",
    payload: &super::collaboration::SESSION_LINKED_PAYLOAD,
    schema: "session_linked_payload",
    source: "collaboration.yaml:186",
};

pub(super) static SYNC_DEAD_LETTERED: Event = Event {
    name: "SyncDeadLettered",
    domain: "sync",
    place: 3,
    since: "2.7.0",
    doc: "A delivery was given up.",
    payload: &super::sync::SYNC_DEAD_LETTERED_PAYLOAD,
    schema: "sync_dead_lettered_payload",
    source: "sync.yaml:63",
};

pub(super) static SYNC_INGEST_ACCEPTED: Event = Event {
    name: "SyncIngestAccepted",
    domain: "sync",
    place: 0,
    since: "2.7.0",
    doc: "A delivery was taken in.",
    payload: &super::sync::SYNC_INGEST_ACCEPTED_PAYLOAD,
    schema: "sync_ingest_accepted_payload",
    source: "sync.yaml:41",
};

pub(super) static SYNC_INGEST_REJECTED: Event = Event {
    name: "SyncIngestRejected",
    domain: "sync",
    place: 1,
    since: "2.7.0",
    doc: "A delivery was turned away.",
    payload: &super::sync::SYNC_INGEST_REJECTED_PAYLOAD,
    schema: "sync_ingest_rejected_payload",
    source: "sync.yaml:48",
};

pub(super) static SYNC_REPLAY_COMPLETED: Event = Event {
    name: "SyncReplayCompleted",
    domain: "sync",
    place: 4,
    since: "2.7.0",
    doc: "Earlier deliveries were played again.",
    payload: &super::sync::SYNC_REPLAY_COMPLETED_PAYLOAD,
    schema: "sync_replay_completed_payload",
    source: "sync.yaml:71",
};

pub(super) static SYNC_RETRY_SCHEDULED: Event = Event {
    name: "SyncRetryScheduled",
    domain: "sync",
    place: 2,
    since: "2.7.0",
    doc: "A delivery will be tried again.",
    payload: &super::sync::SYNC_RETRY_SCHEDULED_PAYLOAD,
    schema: "sync_retry_scheduled_payload",
    source: "sync.yaml:55",
};

pub(super) static TERM_CANDIDATE_OBSERVED: Event = Event {
    name: "TermCandidateObserved",
    domain: "glossary",
    place: 1,
    since: "2.2.0",
    doc: "A step used a term that may belong in the glossary.",
    payload: &super::glossary::TERM_CANDIDATE_OBSERVED_PAYLOAD,
    schema: "term_candidate_observed_payload",
    source: "glossary.yaml:72",
};

pub(super) static USER_CONNECTED: Event = Event {
    name: "UserConnected",
    domain: "connector",
    place: 5,
    since: "2.8.0",
    doc: "A user is connected from now on. The connector's state stays as it is.",
    payload: &super::connector::USER_CONNECTED_PAYLOAD,
    schema: "user_connected_payload",
    source: "connector.yaml:102",
};

pub(super) static USER_DISCONNECTED: Event = Event {
    name: "UserDisconnected",
    domain: "connector",
    place: 6,
    since: "2.8.0",
    doc: "A user is no longer connected. The connector's state stays as it is.",
    payload: &super::connector::USER_DISCONNECTED_PAYLOAD,
    schema: "user_disconnected_payload",
    source: "connector.yaml:108",
};

pub(super) static WP_STATUS_CHANGED: Event = Event {
    name: "WPStatusChanged",
    domain: "status",
    place: 0,
    since: "2.0.0",
    doc: "A work package moved, or was moved, from one lane to another.",
    payload: &super::status::STATUS_TRANSITION_PAYLOAD,
    schema: "status_transition_payload",
    source: "status.yaml:55",
};

pub(super) static WARNING_ACKNOWLEDGED: Event = Event {
    name: "WarningAcknowledged",
    domain: "collaboration",
    place: 10,
    since: "2.1.0",
    doc: "A participant has read a warning and says what follows from it.",
    payload: &super::collaboration::WARNING_ACKNOWLEDGED_PAYLOAD,
    schema: "warning_acknowledged_payload",
    source: "collaboration.yaml:161",
};

impl Payload {
    /// Reads the payload of the event at `index` of the line's events.
    pub fn read(index: usize, text: Checked<'_>) -> Option<Self> {
        match index {
            0 => Contract::read(text).map(Self::CommentPosted),
            1 => Contract::read(text).map(Self::ConcurrentDriverWarning),
            2 => Contract::read(text).map(Self::ConnectorDegraded),
            3 => Contract::read(text).map(Self::ConnectorHealthChecked),
            4 => Contract::read(text).map(Self::ConnectorProvisioned),
            5 => Contract::read(text).map(Self::ConnectorReconnected),
            6 => Contract::read(text).map(Self::ConnectorRevoked),
            7 => Contract::read(text).map(Self::DecisionCaptured),
            8 => Contract::read(text).map(Self::DecisionInputAnswered),
            9 => Contract::read(text).map(Self::DecisionInputRequested),
            10 => Contract::read(text).map(Self::DecisionPointDiscussing),
            11 => Contract::read(text).map(Self::DecisionPointOpened),
            12 => Contract::read(text).map(Self::DecisionPointOverridden),
            13 => Contract::read(text).map(Self::DecisionPointResolved),
            14 => Contract::read(text).map(Self::DriveIntentSet),
            15 => Contract::read(text).map(Self::ExternalReferenceLinked),
            16 => Contract::read(text).map(Self::FeatureClosed),
            17 => Contract::read(text).map(Self::FeatureCreated),
            18 => Contract::read(text).map(Self::FocusChanged),
            19 => Contract::read(text).map(Self::GateFailed),
            20 => Contract::read(text).map(Self::GatePassed),
            21 => Contract::read(text).map(Self::GenerationBlockedBySemanticConflict),
            22 => Contract::read(text).map(Self::GlossaryClarificationRequested),
            23 => Contract::read(text).map(Self::GlossaryClarificationResolved),
            24 => Contract::read(text).map(Self::GlossaryScopeActivated),
            25 => Contract::read(text).map(Self::GlossarySenseUpdated),
            26 => Contract::read(text).map(Self::GlossaryStrictnessSet),
            27 => Contract::read(text).map(Self::MissionAuditCompleted),
            28 => Contract::read(text).map(Self::MissionAuditDecisionRequested),
            29 => Contract::read(text).map(Self::MissionAuditFailed),
            30 => Contract::read(text).map(Self::MissionAuditRequested),
            31 => Contract::read(text).map(Self::MissionAuditStarted),
            32 => Contract::read(text).map(Self::MissionCancelled),
            33 => Contract::read(text).map(Self::MissionCompleted),
            34 => Contract::read(text).map(Self::MissionDossierArtifactIndexed),
            35 => Contract::read(text).map(Self::MissionDossierArtifactMissing),
            36 => Contract::read(text).map(Self::MissionDossierParityDriftDetected),
            37 => Contract::read(text).map(Self::MissionDossierSnapshotComputed),
            38 => Contract::read(text).map(Self::MissionRunCompleted),
            39 => Contract::read(text).map(Self::MissionRunStarted),
            40 => Contract::read(text).map(Self::MissionStarted),
            41 => Contract::read(text).map(Self::NextStepAutoCompleted),
            42 => Contract::read(text).map(Self::NextStepIssued),
            43 => Contract::read(text).map(Self::ParticipantInvited),
            44 => Contract::read(text).map(Self::ParticipantJoined),
            45 => Contract::read(text).map(Self::ParticipantLeft),
            46 => Contract::read(text).map(Self::PhaseEntered),
            47 => Contract::read(text).map(Self::PotentialStepCollisionDetected),
            48 => Contract::read(text).map(Self::PresenceHeartbeat),
            49 => Contract::read(text).map(Self::PromptStepExecutionCompleted),
            50 => Contract::read(text).map(Self::PromptStepExecutionStarted),
            51 => Contract::read(text).map(Self::ReviewRollback),
            52 => Contract::read(text).map(Self::SemanticCheckEvaluated),
            53 => Contract::read(text).map(Self::SessionLinked),
            54 => Contract::read(text).map(Self::SyncDeadLettered),
            55 => Contract::read(text).map(Self::SyncIngestAccepted),
            56 => Contract::read(text).map(Self::SyncIngestRejected),
            57 => Contract::read(text).map(Self::SyncReplayCompleted),
            58 => Contract::read(text).map(Self::SyncRetryScheduled),
            59 => Contract::read(text).map(Self::TermCandidateObserved),
            60 => Contract::read(text).map(Self::UserConnected),
            61 => Contract::read(text).map(Self::UserDisconnected),
            62 => Contract::read(text).map(Self::WPStatusChanged),
            63 => Contract::read(text).map(Self::WarningAcknowledged),
            _ => None,
        }
    }
}
