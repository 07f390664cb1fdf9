//! The live Spec Kitty contract line. Envelopes signal contract version 3.0.0.
//!
//! Generated from `contracts/spec-kitty/v3/*.yaml` by `contracts generate`. Edit the contract, not
//! this file.

pub mod codec;
pub mod collaboration;
pub mod common;
pub mod connector;
pub mod cutover;
pub mod decisionpoint;
pub mod dossier;
pub mod envelope;
pub mod gates;
pub mod glossary;
pub mod lifecycle;
pub mod mission_audit;
pub mod mission_next;
pub mod profile_invocation;
pub mod retrospective;
pub mod status;
pub mod sync;

use event_contract::table::{Cutover, Envelope, Event, Line};

/// The envelope, and which of its fields play a role.
static ENVELOPE: Envelope = Envelope {
    name: "Event",
    object: &codec::envelope::EVENT,
    event_type: 1,
    payload: 3,
};

/// What live envelopes must signal and must not carry.
pub static CUTOVER: Cutover = Cutover {
    signal_field: "schema_version",
    accepted_major: 3,
    contract_version: "3.0.0",
    forbidden_keys: &["feature_slug", "feature_number", "mission_key"],
    forbidden_event_names: &["FeatureCreated", "FeatureClosed"],
    aggregate_field: "aggregate_id",
    forbidden_aggregate_names: &["feature", "feature_catalog"],
};

/// The line as a table: the entrance for everything that validates.
pub static LINE: Line = Line {
    name: "v3",
    package: "spec-kitty-events",
    envelope: Some(&ENVELOPE),
    cutover: Some(&CUTOVER),
    events: &[
        &Event {
            name: "CommentPosted",
            domain: "collaboration",
            since: "2.1.0",
            doc: "A participant said something.",
            payload: &codec::collaboration::COMMENT_POSTED_PAYLOAD,
            schema: "comment_posted_payload",
            source: "collaboration.yaml:168",
        },
        &Event {
            name: "ConcurrentDriverWarning",
            domain: "collaboration",
            since: "2.1.0",
            doc: "Several participants drive with the same thing in focus.",
            payload: &codec::collaboration::CONCURRENT_DRIVER_WARNING_PAYLOAD,
            schema: "concurrent_driver_warning_payload",
            source: "collaboration.yaml:146",
        },
        &Event {
            name: "ConnectorDegraded",
            domain: "connector",
            since: "2.7.0",
            doc: "A connector works badly or not at all.",
            payload: &codec::connector::CONNECTOR_DEGRADED_PAYLOAD,
            schema: "connector_degraded_payload",
            source: "connector.yaml:79",
        },
        &Event {
            name: "ConnectorHealthChecked",
            domain: "connector",
            since: "2.7.0",
            doc: "A connector was checked. Whatever was found, it counts as healthy until it is reported degraded.",
            payload: &codec::connector::CONNECTOR_HEALTH_CHECKED_PAYLOAD,
            schema: "connector_health_checked_payload",
            source: "connector.yaml:71",
        },
        &Event {
            name: "ConnectorProvisioned",
            domain: "connector",
            since: "2.7.0",
            doc: "A connector was set up.",
            payload: &codec::connector::CONNECTOR_PROVISIONED_PAYLOAD,
            schema: "connector_provisioned_payload",
            source: "connector.yaml:63",
        },
        &Event {
            name: "ConnectorReconnected",
            domain: "connector",
            since: "2.7.0",
            doc: "A connector was connected again.",
            payload: &codec::connector::CONNECTOR_RECONNECTED_PAYLOAD,
            schema: "connector_reconnected_payload",
            source: "connector.yaml:94",
        },
        &Event {
            name: "ConnectorRevoked",
            domain: "connector",
            since: "2.7.0",
            doc: "A connector lost its access.",
            payload: &codec::connector::CONNECTOR_REVOKED_PAYLOAD,
            schema: "connector_revoked_payload",
            source: "connector.yaml:87",
        },
        &Event {
            name: "DecisionCaptured",
            domain: "collaboration",
            since: "2.1.0",
            doc: "A participant settled a question.",
            payload: &codec::collaboration::DECISION_CAPTURED_PAYLOAD,
            schema: "decision_captured_payload",
            source: "collaboration.yaml:176",
        },
        &Event {
            name: "DecisionInputAnswered",
            domain: "mission_next",
            since: "2.3.0",
            doc: "A step got its answer.",
            payload: &codec::mission_next::DECISION_INPUT_ANSWERED_PAYLOAD,
            schema: "decision_input_answered_payload",
            source: "mission_next.yaml:65",
        },
        &Event {
            name: "DecisionInputRequested",
            domain: "mission_next",
            since: "2.3.0",
            doc: "A step waits for an answer.",
            payload: &codec::mission_next::DECISION_INPUT_REQUESTED_PAYLOAD,
            schema: "decision_input_requested_payload",
            source: "mission_next.yaml:54",
        },
        &Event {
            name: "DecisionPointDiscussing",
            domain: "decisionpoint",
            since: "2.6.0",
            doc: "A decision is being talked over.",
            payload: &codec::decisionpoint::DECISION_POINT_DISCUSSING_PAYLOAD,
            schema: "decision_point_discussing_payload",
            source: "decisionpoint.yaml:54",
        },
        &Event {
            name: "DecisionPointOpened",
            domain: "decisionpoint",
            since: "2.6.0",
            doc: "There is something to decide.",
            payload: &codec::decisionpoint::DECISION_POINT_OPENED_PAYLOAD,
            schema: "decision_point_opened_payload",
            source: "decisionpoint.yaml:49",
        },
        &Event {
            name: "DecisionPointOverridden",
            domain: "decisionpoint",
            since: "2.6.0",
            doc: "A decision was taken back in favour of another.",
            payload: &codec::decisionpoint::DECISION_POINT_OVERRIDDEN_PAYLOAD,
            schema: "decision_point_overridden_payload",
            source: "decisionpoint.yaml:64",
        },
        &Event {
            name: "DecisionPointResolved",
            domain: "decisionpoint",
            since: "2.6.0",
            doc: "A decision was taken.",
            payload: &codec::decisionpoint::DECISION_POINT_RESOLVED_PAYLOAD,
            schema: "decision_point_resolved_payload",
            source: "decisionpoint.yaml:59",
        },
        &Event {
            name: "DriveIntentSet",
            domain: "collaboration",
            since: "2.1.0",
            doc: "A participant took the wheel or let go of it.",
            payload: &codec::collaboration::DRIVE_INTENT_SET_PAYLOAD,
            schema: "drive_intent_set_payload",
            source: "collaboration.yaml:117",
        },
        &Event {
            name: "ExternalReferenceLinked",
            domain: "sync",
            since: "2.7.0",
            doc: "Something here was tied to its counterpart outside.",
            payload: &codec::sync::EXTERNAL_REFERENCE_LINKED_PAYLOAD,
            schema: "external_reference_linked_payload",
            source: "sync.yaml:79",
        },
        &Event {
            name: "FocusChanged",
            domain: "collaboration",
            since: "2.1.0",
            doc: "A participant turned to something else.",
            payload: &codec::collaboration::FOCUS_CHANGED_PAYLOAD,
            schema: "focus_changed_payload",
            source: "collaboration.yaml:123",
        },
        &Event {
            name: "GateFailed",
            domain: "gates",
            since: "2.0.0",
            doc: "A check stopped a change.",
            payload: &codec::gates::GATE_FAILED_PAYLOAD,
            schema: "gate_failed_payload",
            source: "gates.yaml:52",
        },
        &Event {
            name: "GatePassed",
            domain: "gates",
            since: "2.0.0",
            doc: "A check let a change through.",
            payload: &codec::gates::GATE_PASSED_PAYLOAD,
            schema: "gate_passed_payload",
            source: "gates.yaml:46",
        },
        &Event {
            name: "GenerationBlockedBySemanticConflict",
            domain: "glossary",
            since: "2.2.0",
            doc: "A step may not generate anything before its terms are settled.",
            payload: &codec::glossary::GENERATION_BLOCKED_BY_SEMANTIC_CONFLICT_PAYLOAD,
            schema: "generation_blocked_by_semantic_conflict_payload",
            source: "glossary.yaml:128",
        },
        &Event {
            name: "GlossaryClarificationRequested",
            domain: "glossary",
            since: "2.2.0",
            doc: "Someone has to say what a term means.",
            payload: &codec::glossary::GLOSSARY_CLARIFICATION_REQUESTED_PAYLOAD,
            schema: "glossary_clarification_requested_payload",
            source: "glossary.yaml:96",
        },
        &Event {
            name: "GlossaryClarificationResolved",
            domain: "glossary",
            since: "2.2.0",
            doc: "Someone said what a term means.",
            payload: &codec::glossary::GLOSSARY_CLARIFICATION_RESOLVED_PAYLOAD,
            schema: "glossary_clarification_resolved_payload",
            source: "glossary.yaml:109",
        },
        &Event {
            name: "GlossaryScopeActivated",
            domain: "glossary",
            since: "2.2.0",
            doc: "A glossary applies to a mission from now on.",
            payload: &codec::glossary::GLOSSARY_SCOPE_ACTIVATED_PAYLOAD,
            schema: "glossary_scope_activated_payload",
            source: "glossary.yaml:64",
        },
        &Event {
            name: "GlossarySenseUpdated",
            domain: "glossary",
            since: "2.2.0",
            doc: "A term has another sense than before.",
            payload: &codec::glossary::GLOSSARY_SENSE_UPDATED_PAYLOAD,
            schema: "glossary_sense_updated_payload",
            source: "glossary.yaml:117",
        },
        &Event {
            name: "GlossaryStrictnessSet",
            domain: "glossary",
            since: "2.2.0",
            doc: "A mission insists more, or less, on settled terms than before.",
            payload: &codec::glossary::GLOSSARY_STRICTNESS_SET_PAYLOAD,
            schema: "glossary_strictness_set_payload",
            source: "glossary.yaml:137",
        },
        &Event {
            name: "MissionAuditCompleted",
            domain: "mission_audit",
            since: "2.5.0",
            doc: "An audit came to its verdict. One without a report has failed instead.",
            payload: &codec::mission_audit::MISSION_AUDIT_COMPLETED_PAYLOAD,
            schema: "mission_audit_completed_payload",
            source: "mission_audit.yaml:73",
        },
        &Event {
            name: "MissionAuditDecisionRequested",
            domain: "mission_audit",
            since: "2.5.0",
            doc: "An audit cannot go on before someone decides.",
            payload: &codec::mission_audit::MISSION_AUDIT_DECISION_REQUESTED_PAYLOAD,
            schema: "mission_audit_decision_requested_payload",
            source: "mission_audit.yaml:63",
        },
        &Event {
            name: "MissionAuditFailed",
            domain: "mission_audit",
            since: "2.5.0",
            doc: "An audit broke off without a verdict.",
            payload: &codec::mission_audit::MISSION_AUDIT_FAILED_PAYLOAD,
            schema: "mission_audit_failed_payload",
            source: "mission_audit.yaml:84",
        },
        &Event {
            name: "MissionAuditRequested",
            domain: "mission_audit",
            since: "2.5.0",
            doc: "An audit was asked for.",
            payload: &codec::mission_audit::MISSION_AUDIT_REQUESTED_PAYLOAD,
            schema: "mission_audit_requested_payload",
            source: "mission_audit.yaml:47",
        },
        &Event {
            name: "MissionAuditStarted",
            domain: "mission_audit",
            since: "2.5.0",
            doc: "An audit is under way.",
            payload: &codec::mission_audit::MISSION_AUDIT_STARTED_PAYLOAD,
            schema: "mission_audit_started_payload",
            source: "mission_audit.yaml:56",
        },
        &Event {
            name: "MissionCancelled",
            domain: "lifecycle",
            since: "2.0.0",
            doc: "A mission was given up.",
            payload: &codec::lifecycle::MISSION_CANCELLED_PAYLOAD,
            schema: "mission_cancelled_payload",
            source: "lifecycle.yaml:49",
        },
        &Event {
            name: "MissionClosed",
            domain: "lifecycle",
            since: "3.0.0",
            doc: "The catalogue's entry of a mission was closed.",
            payload: &codec::lifecycle::MISSION_CLOSED_PAYLOAD,
            schema: "mission_closed_payload",
            source: "lifecycle.yaml:28",
        },
        &Event {
            name: "MissionCompleted",
            domain: "lifecycle",
            since: "2.0.0",
            doc: "A mission reached its goal.",
            payload: &codec::lifecycle::MISSION_COMPLETED_PAYLOAD,
            schema: "mission_completed_payload",
            source: "lifecycle.yaml:41",
        },
        &Event {
            name: "MissionCreated",
            domain: "lifecycle",
            since: "3.0.0",
            doc: "A mission entered the catalogue.",
            payload: &codec::lifecycle::MISSION_CREATED_PAYLOAD,
            schema: "mission_created_payload",
            source: "lifecycle.yaml:23",
        },
        &Event {
            name: "MissionDossierArtifactIndexed",
            domain: "dossier",
            since: "2.4.0",
            doc: "An artifact was found and entered in the dossier.",
            payload: &codec::dossier::MISSION_DOSSIER_ARTIFACT_INDEXED_PAYLOAD,
            schema: "mission_dossier_artifact_indexed_payload",
            source: "dossier.yaml:69",
        },
        &Event {
            name: "MissionDossierArtifactMissing",
            domain: "dossier",
            since: "2.4.0",
            doc: "An artifact that should be there is not.",
            payload: &codec::dossier::MISSION_DOSSIER_ARTIFACT_MISSING_PAYLOAD,
            schema: "mission_dossier_artifact_missing_payload",
            source: "dossier.yaml:82",
        },
        &Event {
            name: "MissionDossierParityDriftDetected",
            domain: "dossier",
            since: "2.4.0",
            doc: "A dossier no longer agrees with its baseline.",
            payload: &codec::dossier::MISSION_DOSSIER_PARITY_DRIFT_DETECTED_PAYLOAD,
            schema: "mission_dossier_parity_drift_detected_payload",
            source: "dossier.yaml:106",
        },
        &Event {
            name: "MissionDossierSnapshotComputed",
            domain: "dossier",
            since: "2.4.0",
            doc: "The whole dossier was summed up in one digest.",
            payload: &codec::dossier::MISSION_DOSSIER_SNAPSHOT_COMPUTED_PAYLOAD,
            schema: "mission_dossier_snapshot_computed_payload",
            source: "dossier.yaml:94",
        },
        &Event {
            name: "MissionRunCompleted",
            domain: "mission_next",
            since: "2.3.0",
            doc: "A run reached its end.",
            payload: &codec::mission_next::MISSION_RUN_COMPLETED_PAYLOAD,
            schema: "mission_run_completed_payload",
            source: "mission_next.yaml:73",
        },
        &Event {
            name: "MissionRunStarted",
            domain: "mission_next",
            since: "2.3.0",
            doc: "A run began.",
            payload: &codec::mission_next::MISSION_RUN_STARTED_PAYLOAD,
            schema: "mission_run_started_payload",
            source: "mission_next.yaml:30",
        },
        &Event {
            name: "MissionStarted",
            domain: "lifecycle",
            since: "2.0.0",
            doc: "Work on a mission began.",
            payload: &codec::lifecycle::MISSION_STARTED_PAYLOAD,
            schema: "mission_started_payload",
            source: "lifecycle.yaml:33",
        },
        &Event {
            name: "NextStepAutoCompleted",
            domain: "mission_next",
            since: "2.3.0",
            doc: "A step ended and was marked so by the runtime.",
            payload: &codec::mission_next::NEXT_STEP_AUTO_COMPLETED_PAYLOAD,
            schema: "next_step_auto_completed_payload",
            source: "mission_next.yaml:45",
        },
        &Event {
            name: "NextStepIssued",
            domain: "mission_next",
            since: "2.3.0",
            doc: "An agent was given its next step.",
            payload: &codec::mission_next::NEXT_STEP_ISSUED_PAYLOAD,
            schema: "next_step_issued_payload",
            source: "mission_next.yaml:37",
        },
        &Event {
            name: "ParticipantInvited",
            domain: "collaboration",
            since: "2.1.0",
            doc: "Someone was asked to join a mission, and has not joined yet.",
            payload: &codec::collaboration::PARTICIPANT_INVITED_PAYLOAD,
            schema: "participant_invited_payload",
            source: "collaboration.yaml:89",
        },
        &Event {
            name: "ParticipantJoined",
            domain: "collaboration",
            since: "2.1.0",
            doc: "A participant is on a mission's roster from now on.",
            payload: &codec::collaboration::PARTICIPANT_JOINED_PAYLOAD,
            schema: "participant_joined_payload",
            source: "collaboration.yaml:97",
        },
        &Event {
            name: "ParticipantLeft",
            domain: "collaboration",
            since: "2.1.0",
            doc: "A participant is off a mission's roster.",
            payload: &codec::collaboration::PARTICIPANT_LEFT_PAYLOAD,
            schema: "participant_left_payload",
            source: "collaboration.yaml:105",
        },
        &Event {
            name: "PhaseEntered",
            domain: "lifecycle",
            since: "2.0.0",
            doc: "A mission went on to another phase.",
            payload: &codec::lifecycle::PHASE_ENTERED_PAYLOAD,
            schema: "phase_entered_payload",
            source: "lifecycle.yaml:57",
        },
        &Event {
            name: "PotentialStepCollisionDetected",
            domain: "collaboration",
            since: "2.1.0",
            doc: "Several participants may be executing the same step.",
            payload: &codec::collaboration::POTENTIAL_STEP_COLLISION_DETECTED_PAYLOAD,
            schema: "potential_step_collision_detected_payload",
            source: "collaboration.yaml:153",
        },
        &Event {
            name: "PresenceHeartbeat",
            domain: "collaboration",
            since: "2.1.0",
            doc: "A participant is still there.",
            payload: &codec::collaboration::PRESENCE_HEARTBEAT_PAYLOAD,
            schema: "presence_heartbeat_payload",
            source: "collaboration.yaml:111",
        },
        &Event {
            name: "ProfileInvocationStarted",
            domain: "profile_invocation",
            since: "3.1.0",
            doc: "A step began to run under a profile.",
            payload: &codec::profile_invocation::PROFILE_INVOCATION_STARTED_PAYLOAD,
            schema: "profile_invocation_started_payload",
            source: "profile_invocation.yaml:12",
        },
        &Event {
            name: "PromptStepExecutionCompleted",
            domain: "collaboration",
            since: "2.1.0",
            doc: "A participant is done with a step.",
            payload: &codec::collaboration::PROMPT_STEP_EXECUTION_COMPLETED_PAYLOAD,
            schema: "prompt_step_execution_completed_payload",
            source: "collaboration.yaml:138",
        },
        &Event {
            name: "PromptStepExecutionStarted",
            domain: "collaboration",
            since: "2.1.0",
            doc: "A participant began to execute a step.",
            payload: &codec::collaboration::PROMPT_STEP_EXECUTION_STARTED_PAYLOAD,
            schema: "prompt_step_execution_started_payload",
            source: "collaboration.yaml:130",
        },
        &Event {
            name: "RetrospectiveCompleted",
            domain: "retrospective",
            since: "3.1.0",
            doc: "A mission was looked back on.",
            payload: &codec::retrospective::RETROSPECTIVE_COMPLETED_PAYLOAD,
            schema: "retrospective_completed_payload",
            source: "retrospective.yaml:11",
        },
        &Event {
            name: "RetrospectiveSkipped",
            domain: "retrospective",
            since: "3.1.0",
            doc: "Someone decided not to look back on a mission.",
            payload: &codec::retrospective::RETROSPECTIVE_SKIPPED_PAYLOAD,
            schema: "retrospective_skipped_payload",
            source: "retrospective.yaml:21",
        },
        &Event {
            name: "ReviewRollback",
            domain: "lifecycle",
            since: "2.0.0",
            doc: "A review sent a mission back to a phase that it had left.",
            payload: &codec::lifecycle::REVIEW_ROLLBACK_PAYLOAD,
            schema: "review_rollback_payload",
            source: "lifecycle.yaml:65",
        },
        &Event {
            name: "SemanticCheckEvaluated",
            domain: "glossary",
            since: "2.2.0",
            doc: "The terms of a step were checked against the glossary.",
            payload: &codec::glossary::SEMANTIC_CHECK_EVALUATED_PAYLOAD,
            schema: "semantic_check_evaluated_payload",
            source: "glossary.yaml:83",
        },
        &Event {
            name: "SessionLinked",
            domain: "collaboration",
            since: "2.1.0",
            doc: "Two sessions of a participant were joined.",
            payload: &codec::collaboration::SESSION_LINKED_PAYLOAD,
            schema: "session_linked_payload",
            source: "collaboration.yaml:186",
        },
        &Event {
            name: "SyncDeadLettered",
            domain: "sync",
            since: "2.7.0",
            doc: "A delivery was given up.",
            payload: &codec::sync::SYNC_DEAD_LETTERED_PAYLOAD,
            schema: "sync_dead_lettered_payload",
            source: "sync.yaml:63",
        },
        &Event {
            name: "SyncIngestAccepted",
            domain: "sync",
            since: "2.7.0",
            doc: "A delivery was taken in.",
            payload: &codec::sync::SYNC_INGEST_ACCEPTED_PAYLOAD,
            schema: "sync_ingest_accepted_payload",
            source: "sync.yaml:41",
        },
        &Event {
            name: "SyncIngestRejected",
            domain: "sync",
            since: "2.7.0",
            doc: "A delivery was turned away.",
            payload: &codec::sync::SYNC_INGEST_REJECTED_PAYLOAD,
            schema: "sync_ingest_rejected_payload",
            source: "sync.yaml:48",
        },
        &Event {
            name: "SyncReplayCompleted",
            domain: "sync",
            since: "2.7.0",
            doc: "Earlier deliveries were played again.",
            payload: &codec::sync::SYNC_REPLAY_COMPLETED_PAYLOAD,
            schema: "sync_replay_completed_payload",
            source: "sync.yaml:71",
        },
        &Event {
            name: "SyncRetryScheduled",
            domain: "sync",
            since: "2.7.0",
            doc: "A delivery will be tried again.",
            payload: &codec::sync::SYNC_RETRY_SCHEDULED_PAYLOAD,
            schema: "sync_retry_scheduled_payload",
            source: "sync.yaml:55",
        },
        &Event {
            name: "TermCandidateObserved",
            domain: "glossary",
            since: "2.2.0",
            doc: "A step used a term that may belong in the glossary.",
            payload: &codec::glossary::TERM_CANDIDATE_OBSERVED_PAYLOAD,
            schema: "term_candidate_observed_payload",
            source: "glossary.yaml:72",
        },
        &Event {
            name: "UserConnected",
            domain: "connector",
            since: "2.8.0",
            doc: "A user is connected from now on. The connector's state stays as it is.",
            payload: &codec::connector::USER_CONNECTED_PAYLOAD,
            schema: "user_connected_payload",
            source: "connector.yaml:102",
        },
        &Event {
            name: "UserDisconnected",
            domain: "connector",
            since: "2.8.0",
            doc: "A user is no longer connected. The connector's state stays as it is.",
            payload: &codec::connector::USER_DISCONNECTED_PAYLOAD,
            schema: "user_disconnected_payload",
            source: "connector.yaml:108",
        },
        &Event {
            name: "WPStatusChanged",
            domain: "status",
            since: "2.0.0",
            doc: "A work package moved, or was moved, from one lane to another.",
            payload: &codec::status::STATUS_TRANSITION_PAYLOAD,
            schema: "status_transition_payload",
            source: "status.yaml:61",
        },
        &Event {
            name: "WarningAcknowledged",
            domain: "collaboration",
            since: "2.1.0",
            doc: "A participant has read a warning and says what follows from it.",
            payload: &codec::collaboration::WARNING_ACKNOWLEDGED_PAYLOAD,
            schema: "warning_acknowledged_payload",
            source: "collaboration.yaml:161",
        },
    ],
    reserved: &[
        "NextStepPlanned",
        "ProfileInvocationCompleted",
        "ProfileInvocationFailed",
    ],
    schemas: &codec::schemas::SCHEMAS,
};

use event_contract::codec::{Checked, Contract};
use event_contract::codec::unreadable;
use event_contract::Violations;

/// A payload of any event of the line.
#[derive(Clone, Debug, PartialEq)]
pub enum Payload {
    /// A participant said something.
    CommentPosted(collaboration::CommentPostedPayload),
    /// Several participants drive with the same thing in focus.
    ConcurrentDriverWarning(collaboration::ConcurrentDriverWarningPayload),
    /// A connector works badly or not at all.
    ConnectorDegraded(connector::ConnectorDegradedPayload),
    /// A connector was checked. Whatever was found, it counts as healthy until it is reported degraded.
    ConnectorHealthChecked(connector::ConnectorHealthCheckedPayload),
    /// A connector was set up.
    ConnectorProvisioned(connector::ConnectorProvisionedPayload),
    /// A connector was connected again.
    ConnectorReconnected(connector::ConnectorReconnectedPayload),
    /// A connector lost its access.
    ConnectorRevoked(connector::ConnectorRevokedPayload),
    /// A participant settled a question.
    DecisionCaptured(collaboration::DecisionCapturedPayload),
    /// A step got its answer.
    DecisionInputAnswered(mission_next::DecisionInputAnsweredPayload),
    /// A step waits for an answer.
    DecisionInputRequested(mission_next::DecisionInputRequestedPayload),
    /// A decision is being talked over.
    DecisionPointDiscussing(decisionpoint::DecisionPointDiscussingPayload),
    /// There is something to decide.
    DecisionPointOpened(decisionpoint::DecisionPointOpenedPayload),
    /// A decision was taken back in favour of another.
    DecisionPointOverridden(decisionpoint::DecisionPointOverriddenPayload),
    /// A decision was taken.
    DecisionPointResolved(decisionpoint::DecisionPointResolvedPayload),
    /// A participant took the wheel or let go of it.
    DriveIntentSet(collaboration::DriveIntentSetPayload),
    /// Something here was tied to its counterpart outside.
    ExternalReferenceLinked(sync::ExternalReferenceLinkedPayload),
    /// A participant turned to something else.
    FocusChanged(collaboration::FocusChangedPayload),
    /// A check stopped a change.
    GateFailed(gates::GateFailedPayload),
    /// A check let a change through.
    GatePassed(gates::GatePassedPayload),
    /// A step may not generate anything before its terms are settled.
    GenerationBlockedBySemanticConflict(
        glossary::GenerationBlockedBySemanticConflictPayload,
    ),
    /// Someone has to say what a term means.
    GlossaryClarificationRequested(glossary::GlossaryClarificationRequestedPayload),
    /// Someone said what a term means.
    GlossaryClarificationResolved(glossary::GlossaryClarificationResolvedPayload),
    /// A glossary applies to a mission from now on.
    GlossaryScopeActivated(glossary::GlossaryScopeActivatedPayload),
    /// A term has another sense than before.
    GlossarySenseUpdated(glossary::GlossarySenseUpdatedPayload),
    /// A mission insists more, or less, on settled terms than before.
    GlossaryStrictnessSet(glossary::GlossaryStrictnessSetPayload),
    /// An audit came to its verdict. One without a report has failed instead.
    MissionAuditCompleted(mission_audit::MissionAuditCompletedPayload),
    /// An audit cannot go on before someone decides.
    MissionAuditDecisionRequested(mission_audit::MissionAuditDecisionRequestedPayload),
    /// An audit broke off without a verdict.
    MissionAuditFailed(mission_audit::MissionAuditFailedPayload),
    /// An audit was asked for.
    MissionAuditRequested(mission_audit::MissionAuditRequestedPayload),
    /// An audit is under way.
    MissionAuditStarted(mission_audit::MissionAuditStartedPayload),
    /// A mission was given up.
    MissionCancelled(lifecycle::MissionCancelledPayload),
    /// The catalogue's entry of a mission was closed.
    MissionClosed(lifecycle::MissionClosedPayload),
    /// A mission reached its goal.
    MissionCompleted(lifecycle::MissionCompletedPayload),
    /// A mission entered the catalogue.
    MissionCreated(lifecycle::MissionCreatedPayload),
    /// An artifact was found and entered in the dossier.
    MissionDossierArtifactIndexed(dossier::MissionDossierArtifactIndexedPayload),
    /// An artifact that should be there is not.
    MissionDossierArtifactMissing(dossier::MissionDossierArtifactMissingPayload),
    /// A dossier no longer agrees with its baseline.
    MissionDossierParityDriftDetected(dossier::MissionDossierParityDriftDetectedPayload),
    /// The whole dossier was summed up in one digest.
    MissionDossierSnapshotComputed(dossier::MissionDossierSnapshotComputedPayload),
    /// A run reached its end.
    MissionRunCompleted(mission_next::MissionRunCompletedPayload),
    /// A run began.
    MissionRunStarted(mission_next::MissionRunStartedPayload),
    /// Work on a mission began.
    MissionStarted(lifecycle::MissionStartedPayload),
    /// A step ended and was marked so by the runtime.
    NextStepAutoCompleted(mission_next::NextStepAutoCompletedPayload),
    /// An agent was given its next step.
    NextStepIssued(mission_next::NextStepIssuedPayload),
    /// Someone was asked to join a mission, and has not joined yet.
    ParticipantInvited(collaboration::ParticipantInvitedPayload),
    /// A participant is on a mission's roster from now on.
    ParticipantJoined(collaboration::ParticipantJoinedPayload),
    /// A participant is off a mission's roster.
    ParticipantLeft(collaboration::ParticipantLeftPayload),
    /// A mission went on to another phase.
    PhaseEntered(lifecycle::PhaseEnteredPayload),
    /// Several participants may be executing the same step.
    PotentialStepCollisionDetected(collaboration::PotentialStepCollisionDetectedPayload),
    /// A participant is still there.
    PresenceHeartbeat(collaboration::PresenceHeartbeatPayload),
    /// A step began to run under a profile.
    ProfileInvocationStarted(profile_invocation::ProfileInvocationStartedPayload),
    /// A participant is done with a step.
    PromptStepExecutionCompleted(collaboration::PromptStepExecutionCompletedPayload),
    /// A participant began to execute a step.
    PromptStepExecutionStarted(collaboration::PromptStepExecutionStartedPayload),
    /// A mission was looked back on.
    RetrospectiveCompleted(retrospective::RetrospectiveCompletedPayload),
    /// Someone decided not to look back on a mission.
    RetrospectiveSkipped(retrospective::RetrospectiveSkippedPayload),
    /// A review sent a mission back to a phase that it had left.
    ReviewRollback(lifecycle::ReviewRollbackPayload),
    /// The terms of a step were checked against the glossary.
    SemanticCheckEvaluated(glossary::SemanticCheckEvaluatedPayload),
    /// Two sessions of a participant were joined.
    SessionLinked(collaboration::SessionLinkedPayload),
    /// A delivery was given up.
    SyncDeadLettered(sync::SyncDeadLetteredPayload),
    /// A delivery was taken in.
    SyncIngestAccepted(sync::SyncIngestAcceptedPayload),
    /// A delivery was turned away.
    SyncIngestRejected(sync::SyncIngestRejectedPayload),
    /// Earlier deliveries were played again.
    SyncReplayCompleted(sync::SyncReplayCompletedPayload),
    /// A delivery will be tried again.
    SyncRetryScheduled(sync::SyncRetryScheduledPayload),
    /// A step used a term that may belong in the glossary.
    TermCandidateObserved(glossary::TermCandidateObservedPayload),
    /// A user is connected from now on. The connector's state stays as it is.
    UserConnected(connector::UserConnectedPayload),
    /// A user is no longer connected. The connector's state stays as it is.
    UserDisconnected(connector::UserDisconnectedPayload),
    /// A work package moved, or was moved, from one lane to another.
    WPStatusChanged(status::StatusTransitionPayload),
    /// A participant has read a warning and says what follows from it.
    WarningAcknowledged(collaboration::WarningAcknowledgedPayload),
}

impl Payload {
    /// The name of the event type.
    pub const fn event_type(&self) -> &'static str {
        match self {
            Self::CommentPosted(_) => "CommentPosted",
            Self::ConcurrentDriverWarning(_) => "ConcurrentDriverWarning",
            Self::ConnectorDegraded(_) => "ConnectorDegraded",
            Self::ConnectorHealthChecked(_) => "ConnectorHealthChecked",
            Self::ConnectorProvisioned(_) => "ConnectorProvisioned",
            Self::ConnectorReconnected(_) => "ConnectorReconnected",
            Self::ConnectorRevoked(_) => "ConnectorRevoked",
            Self::DecisionCaptured(_) => "DecisionCaptured",
            Self::DecisionInputAnswered(_) => "DecisionInputAnswered",
            Self::DecisionInputRequested(_) => "DecisionInputRequested",
            Self::DecisionPointDiscussing(_) => "DecisionPointDiscussing",
            Self::DecisionPointOpened(_) => "DecisionPointOpened",
            Self::DecisionPointOverridden(_) => "DecisionPointOverridden",
            Self::DecisionPointResolved(_) => "DecisionPointResolved",
            Self::DriveIntentSet(_) => "DriveIntentSet",
            Self::ExternalReferenceLinked(_) => "ExternalReferenceLinked",
            Self::FocusChanged(_) => "FocusChanged",
            Self::GateFailed(_) => "GateFailed",
            Self::GatePassed(_) => "GatePassed",
            Self::GenerationBlockedBySemanticConflict(_) => {
                "GenerationBlockedBySemanticConflict"
            }
            Self::GlossaryClarificationRequested(_) => "GlossaryClarificationRequested",
            Self::GlossaryClarificationResolved(_) => "GlossaryClarificationResolved",
            Self::GlossaryScopeActivated(_) => "GlossaryScopeActivated",
            Self::GlossarySenseUpdated(_) => "GlossarySenseUpdated",
            Self::GlossaryStrictnessSet(_) => "GlossaryStrictnessSet",
            Self::MissionAuditCompleted(_) => "MissionAuditCompleted",
            Self::MissionAuditDecisionRequested(_) => "MissionAuditDecisionRequested",
            Self::MissionAuditFailed(_) => "MissionAuditFailed",
            Self::MissionAuditRequested(_) => "MissionAuditRequested",
            Self::MissionAuditStarted(_) => "MissionAuditStarted",
            Self::MissionCancelled(_) => "MissionCancelled",
            Self::MissionClosed(_) => "MissionClosed",
            Self::MissionCompleted(_) => "MissionCompleted",
            Self::MissionCreated(_) => "MissionCreated",
            Self::MissionDossierArtifactIndexed(_) => "MissionDossierArtifactIndexed",
            Self::MissionDossierArtifactMissing(_) => "MissionDossierArtifactMissing",
            Self::MissionDossierParityDriftDetected(_) => {
                "MissionDossierParityDriftDetected"
            }
            Self::MissionDossierSnapshotComputed(_) => "MissionDossierSnapshotComputed",
            Self::MissionRunCompleted(_) => "MissionRunCompleted",
            Self::MissionRunStarted(_) => "MissionRunStarted",
            Self::MissionStarted(_) => "MissionStarted",
            Self::NextStepAutoCompleted(_) => "NextStepAutoCompleted",
            Self::NextStepIssued(_) => "NextStepIssued",
            Self::ParticipantInvited(_) => "ParticipantInvited",
            Self::ParticipantJoined(_) => "ParticipantJoined",
            Self::ParticipantLeft(_) => "ParticipantLeft",
            Self::PhaseEntered(_) => "PhaseEntered",
            Self::PotentialStepCollisionDetected(_) => "PotentialStepCollisionDetected",
            Self::PresenceHeartbeat(_) => "PresenceHeartbeat",
            Self::ProfileInvocationStarted(_) => "ProfileInvocationStarted",
            Self::PromptStepExecutionCompleted(_) => "PromptStepExecutionCompleted",
            Self::PromptStepExecutionStarted(_) => "PromptStepExecutionStarted",
            Self::RetrospectiveCompleted(_) => "RetrospectiveCompleted",
            Self::RetrospectiveSkipped(_) => "RetrospectiveSkipped",
            Self::ReviewRollback(_) => "ReviewRollback",
            Self::SemanticCheckEvaluated(_) => "SemanticCheckEvaluated",
            Self::SessionLinked(_) => "SessionLinked",
            Self::SyncDeadLettered(_) => "SyncDeadLettered",
            Self::SyncIngestAccepted(_) => "SyncIngestAccepted",
            Self::SyncIngestRejected(_) => "SyncIngestRejected",
            Self::SyncReplayCompleted(_) => "SyncReplayCompleted",
            Self::SyncRetryScheduled(_) => "SyncRetryScheduled",
            Self::TermCandidateObserved(_) => "TermCandidateObserved",
            Self::UserConnected(_) => "UserConnected",
            Self::UserDisconnected(_) => "UserDisconnected",
            Self::WPStatusChanged(_) => "WPStatusChanged",
            Self::WarningAcknowledged(_) => "WarningAcknowledged",
        }
    }

    /// Reads the payload of the event at `index` of the line's events.
    pub fn read(index: usize, text: Checked<'_>) -> Option<Self> {
        match index {
            0 => {
                <collaboration::CommentPostedPayload as Contract>::read(text)
                    .map(Self::CommentPosted)
            }
            1 => {
                <collaboration::ConcurrentDriverWarningPayload as Contract>::read(text)
                    .map(Self::ConcurrentDriverWarning)
            }
            2 => {
                <connector::ConnectorDegradedPayload as Contract>::read(text)
                    .map(Self::ConnectorDegraded)
            }
            3 => {
                <connector::ConnectorHealthCheckedPayload as Contract>::read(text)
                    .map(Self::ConnectorHealthChecked)
            }
            4 => {
                <connector::ConnectorProvisionedPayload as Contract>::read(text)
                    .map(Self::ConnectorProvisioned)
            }
            5 => {
                <connector::ConnectorReconnectedPayload as Contract>::read(text)
                    .map(Self::ConnectorReconnected)
            }
            6 => {
                <connector::ConnectorRevokedPayload as Contract>::read(text)
                    .map(Self::ConnectorRevoked)
            }
            7 => {
                <collaboration::DecisionCapturedPayload as Contract>::read(text)
                    .map(Self::DecisionCaptured)
            }
            8 => {
                <mission_next::DecisionInputAnsweredPayload as Contract>::read(text)
                    .map(Self::DecisionInputAnswered)
            }
            9 => {
                <mission_next::DecisionInputRequestedPayload as Contract>::read(text)
                    .map(Self::DecisionInputRequested)
            }
            10 => {
                <decisionpoint::DecisionPointDiscussingPayload as Contract>::read(text)
                    .map(Self::DecisionPointDiscussing)
            }
            11 => {
                <decisionpoint::DecisionPointOpenedPayload as Contract>::read(text)
                    .map(Self::DecisionPointOpened)
            }
            12 => {
                <decisionpoint::DecisionPointOverriddenPayload as Contract>::read(text)
                    .map(Self::DecisionPointOverridden)
            }
            13 => {
                <decisionpoint::DecisionPointResolvedPayload as Contract>::read(text)
                    .map(Self::DecisionPointResolved)
            }
            14 => {
                <collaboration::DriveIntentSetPayload as Contract>::read(text)
                    .map(Self::DriveIntentSet)
            }
            15 => {
                <sync::ExternalReferenceLinkedPayload as Contract>::read(text)
                    .map(Self::ExternalReferenceLinked)
            }
            16 => {
                <collaboration::FocusChangedPayload as Contract>::read(text)
                    .map(Self::FocusChanged)
            }
            17 => {
                <gates::GateFailedPayload as Contract>::read(text).map(Self::GateFailed)
            }
            18 => {
                <gates::GatePassedPayload as Contract>::read(text).map(Self::GatePassed)
            }
            19 => {
                <glossary::GenerationBlockedBySemanticConflictPayload as Contract>::read(
                        text,
                    )
                    .map(Self::GenerationBlockedBySemanticConflict)
            }
            20 => {
                <glossary::GlossaryClarificationRequestedPayload as Contract>::read(text)
                    .map(Self::GlossaryClarificationRequested)
            }
            21 => {
                <glossary::GlossaryClarificationResolvedPayload as Contract>::read(text)
                    .map(Self::GlossaryClarificationResolved)
            }
            22 => {
                <glossary::GlossaryScopeActivatedPayload as Contract>::read(text)
                    .map(Self::GlossaryScopeActivated)
            }
            23 => {
                <glossary::GlossarySenseUpdatedPayload as Contract>::read(text)
                    .map(Self::GlossarySenseUpdated)
            }
            24 => {
                <glossary::GlossaryStrictnessSetPayload as Contract>::read(text)
                    .map(Self::GlossaryStrictnessSet)
            }
            25 => {
                <mission_audit::MissionAuditCompletedPayload as Contract>::read(text)
                    .map(Self::MissionAuditCompleted)
            }
            26 => {
                <mission_audit::MissionAuditDecisionRequestedPayload as Contract>::read(
                        text,
                    )
                    .map(Self::MissionAuditDecisionRequested)
            }
            27 => {
                <mission_audit::MissionAuditFailedPayload as Contract>::read(text)
                    .map(Self::MissionAuditFailed)
            }
            28 => {
                <mission_audit::MissionAuditRequestedPayload as Contract>::read(text)
                    .map(Self::MissionAuditRequested)
            }
            29 => {
                <mission_audit::MissionAuditStartedPayload as Contract>::read(text)
                    .map(Self::MissionAuditStarted)
            }
            30 => {
                <lifecycle::MissionCancelledPayload as Contract>::read(text)
                    .map(Self::MissionCancelled)
            }
            31 => {
                <lifecycle::MissionClosedPayload as Contract>::read(text)
                    .map(Self::MissionClosed)
            }
            32 => {
                <lifecycle::MissionCompletedPayload as Contract>::read(text)
                    .map(Self::MissionCompleted)
            }
            33 => {
                <lifecycle::MissionCreatedPayload as Contract>::read(text)
                    .map(Self::MissionCreated)
            }
            34 => {
                <dossier::MissionDossierArtifactIndexedPayload as Contract>::read(text)
                    .map(Self::MissionDossierArtifactIndexed)
            }
            35 => {
                <dossier::MissionDossierArtifactMissingPayload as Contract>::read(text)
                    .map(Self::MissionDossierArtifactMissing)
            }
            36 => {
                <dossier::MissionDossierParityDriftDetectedPayload as Contract>::read(
                        text,
                    )
                    .map(Self::MissionDossierParityDriftDetected)
            }
            37 => {
                <dossier::MissionDossierSnapshotComputedPayload as Contract>::read(text)
                    .map(Self::MissionDossierSnapshotComputed)
            }
            38 => {
                <mission_next::MissionRunCompletedPayload as Contract>::read(text)
                    .map(Self::MissionRunCompleted)
            }
            39 => {
                <mission_next::MissionRunStartedPayload as Contract>::read(text)
                    .map(Self::MissionRunStarted)
            }
            40 => {
                <lifecycle::MissionStartedPayload as Contract>::read(text)
                    .map(Self::MissionStarted)
            }
            41 => {
                <mission_next::NextStepAutoCompletedPayload as Contract>::read(text)
                    .map(Self::NextStepAutoCompleted)
            }
            42 => {
                <mission_next::NextStepIssuedPayload as Contract>::read(text)
                    .map(Self::NextStepIssued)
            }
            43 => {
                <collaboration::ParticipantInvitedPayload as Contract>::read(text)
                    .map(Self::ParticipantInvited)
            }
            44 => {
                <collaboration::ParticipantJoinedPayload as Contract>::read(text)
                    .map(Self::ParticipantJoined)
            }
            45 => {
                <collaboration::ParticipantLeftPayload as Contract>::read(text)
                    .map(Self::ParticipantLeft)
            }
            46 => {
                <lifecycle::PhaseEnteredPayload as Contract>::read(text)
                    .map(Self::PhaseEntered)
            }
            47 => {
                <collaboration::PotentialStepCollisionDetectedPayload as Contract>::read(
                        text,
                    )
                    .map(Self::PotentialStepCollisionDetected)
            }
            48 => {
                <collaboration::PresenceHeartbeatPayload as Contract>::read(text)
                    .map(Self::PresenceHeartbeat)
            }
            49 => {
                <profile_invocation::ProfileInvocationStartedPayload as Contract>::read(
                        text,
                    )
                    .map(Self::ProfileInvocationStarted)
            }
            50 => {
                <collaboration::PromptStepExecutionCompletedPayload as Contract>::read(
                        text,
                    )
                    .map(Self::PromptStepExecutionCompleted)
            }
            51 => {
                <collaboration::PromptStepExecutionStartedPayload as Contract>::read(
                        text,
                    )
                    .map(Self::PromptStepExecutionStarted)
            }
            52 => {
                <retrospective::RetrospectiveCompletedPayload as Contract>::read(text)
                    .map(Self::RetrospectiveCompleted)
            }
            53 => {
                <retrospective::RetrospectiveSkippedPayload as Contract>::read(text)
                    .map(Self::RetrospectiveSkipped)
            }
            54 => {
                <lifecycle::ReviewRollbackPayload as Contract>::read(text)
                    .map(Self::ReviewRollback)
            }
            55 => {
                <glossary::SemanticCheckEvaluatedPayload as Contract>::read(text)
                    .map(Self::SemanticCheckEvaluated)
            }
            56 => {
                <collaboration::SessionLinkedPayload as Contract>::read(text)
                    .map(Self::SessionLinked)
            }
            57 => {
                <sync::SyncDeadLetteredPayload as Contract>::read(text)
                    .map(Self::SyncDeadLettered)
            }
            58 => {
                <sync::SyncIngestAcceptedPayload as Contract>::read(text)
                    .map(Self::SyncIngestAccepted)
            }
            59 => {
                <sync::SyncIngestRejectedPayload as Contract>::read(text)
                    .map(Self::SyncIngestRejected)
            }
            60 => {
                <sync::SyncReplayCompletedPayload as Contract>::read(text)
                    .map(Self::SyncReplayCompleted)
            }
            61 => {
                <sync::SyncRetryScheduledPayload as Contract>::read(text)
                    .map(Self::SyncRetryScheduled)
            }
            62 => {
                <glossary::TermCandidateObservedPayload as Contract>::read(text)
                    .map(Self::TermCandidateObserved)
            }
            63 => {
                <connector::UserConnectedPayload as Contract>::read(text)
                    .map(Self::UserConnected)
            }
            64 => {
                <connector::UserDisconnectedPayload as Contract>::read(text)
                    .map(Self::UserDisconnected)
            }
            65 => {
                <status::StatusTransitionPayload as Contract>::read(text)
                    .map(Self::WPStatusChanged)
            }
            66 => {
                <collaboration::WarningAcknowledgedPayload as Contract>::read(text)
                    .map(Self::WarningAcknowledged)
            }
            _ => None,
        }
    }
}

/// An event with its payload read.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The envelope.
    pub envelope: envelope::Event,
    /// The payload, by event type.
    pub payload: Payload,
}

/// Reads an enveloped event; on failure, everything that is wrong with it.
pub fn decode(json: &[u8]) -> Result<Decoded, Violations> {
    let parts = LINE.split(json)?;
    let envelope = <envelope::Event as Contract>::read(parts.envelope);
    let payload = Payload::read(parts.index, parts.payload);
    match (envelope, payload) {
        (Some(envelope), Some(payload)) => Ok(Decoded { envelope, payload }),
        _ => Err(unreadable(envelope::Event::TYPE)),
    }
}
