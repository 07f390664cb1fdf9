//! Every public name of the two Python packages, by version, and what it is here. That the paths exist is the
//! compiler's business; that no name is left out, that of `cargo xtask parity names`; and the page is written from this.

use std::fmt::Write as _;
use std::fs;

use crate::run::root;

struct Name {
    python: &'static str,
    versions: &'static [&'static str],
    /// The path, or why there is none.
    rust: Result<&'static str, &'static str>,
}

macro_rules! rust {
    (none = $why:literal) => {
        Err($why)
    };
    ($($path:tt)+) => {{
        #[expect(unused_imports, reason = "that it is there is the point")]
        use $($path)+ as _;
        Ok(stringify!($($path)+))
    }};
}

macro_rules! names {
    ($($list:ident: { $($python:literal [$($version:literal),*] $($rust:ident)::+ $(= $why:literal)?;)* })*) => {$(
        fn $list() -> Vec<Name> {
            vec![$(Name {
                python: $python,
                versions: &[$($version),*],
                rust: rust!($($rust)::+ $(= $why)?),
            }),*]
        }
    )*};
}

names! {
spec_kitty_events: {
    "accepted_major_matches" ["3.2.0"] spec_kitty_events::accepted_major_matches;
    "AnomalyEntry" ["2.9.0", "3.2.0"] spec_kitty_events::DossierAnomaly;
    "ArtifactEntry" ["2.9.0", "3.2.0"] spec_kitty_events::ArtifactEntry;
    "ArtifactIdentity" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::dossier::ArtifactIdentity;
    "assert_canonical_cutover_signal" ["3.2.0"] spec_kitty_events::assert_canonical_cutover_signal;
    "AUDIT_SCHEMA_VERSION" ["2.9.0", "3.2.0"] spec_kitty_events::AUDIT_SCHEMA_VERSION;
    "AuditArtifactRef" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::mission_audit::AuditArtifactRef;
    "AuditSeverity" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::mission_audit::AuditSeverity;
    "AuditStatus" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::mission_audit::AuditStatus;
    "AuditVerdict" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::mission_audit::AuditVerdict;
    "AuthPrincipalBinding" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::collaboration::AuthPrincipalBinding;
    "canonical_signal_field_name" ["3.2.0"] spec_kitty_events::canonical_signal_field_name;
    "canonical_signal_location" ["3.2.0"] spec_kitty_events::canonical_signal_location;
    "CANONICAL_TO_SYNC_V1" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::canonical_to_sync_v1;
    "canonical_to_sync_v1" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::canonical_to_sync_v1;
    "CANONICAL_TO_SYNC_V2" ["2.9.0", "3.2.0"] spec_kitty_events::canonical_to_sync_v2;
    "canonical_to_sync_v2" ["2.9.0", "3.2.0"] spec_kitty_events::canonical_to_sync_v2;
    "ClarificationRecord" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::ClarificationRecord;
    "ClockStorage" ["2.3.2", "2.9.0", "3.2.0"] event_contract::ClockStorage;
    "COLLABORATION_EVENT_TYPES" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::DOMAINS;
    "CollaborationAnomaly" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::Anomaly;
    "COMMENT_POSTED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::CommentPosted;
    "CommentPostedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::collaboration::CommentPostedPayload;
    "_COMPLETION_ALIAS" ["2.3.2", "2.9.0"] none = "`MissionCompleted` of a run becomes `MissionRunCompleted` in `contracts migrate`.";
    "CONCURRENT_DRIVER_WARNING" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::ConcurrentDriverWarning;
    "ConcurrentDriverWarningPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::collaboration::ConcurrentDriverWarningPayload;
    "ConflictResolution" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::ConflictResolution;
    "CONNECTOR_DEGRADED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::ConnectorDegraded;
    "CONNECTOR_EVENT_TYPES" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::DOMAINS;
    "CONNECTOR_HEALTH_CHECKED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::ConnectorHealthChecked;
    "CONNECTOR_PROVISIONED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::ConnectorProvisioned;
    "CONNECTOR_RECONNECTED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::ConnectorReconnected;
    "CONNECTOR_REVOKED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::ConnectorRevoked;
    "CONNECTOR_SCHEMA_VERSION" ["2.9.0", "3.2.0"] spec_kitty_events::CONNECTOR_SCHEMA_VERSION;
    "ConnectorAnomaly" ["2.9.0", "3.2.0"] spec_kitty_events::Classified;
    "ConnectorDegradedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::connector::ConnectorDegradedPayload;
    "ConnectorHealthCheckedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::connector::ConnectorHealthCheckedPayload;
    "ConnectorProvisionedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::connector::ConnectorProvisionedPayload;
    "ConnectorReconnectedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::connector::ConnectorReconnectedPayload;
    "ConnectorRevokedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::connector::ConnectorRevokedPayload;
    "ConnectorState" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::connector::ConnectorState;
    "ContentHashRef" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::dossier::ContentHashRef;
    "CUTOVER_ARTIFACT" ["3.2.0"] spec_kitty_contracts::v3::CUTOVER;
    "CutoverArtifact" ["3.2.0"] spec_kitty_contracts::v3::cutover::CutoverArtifact;
    "CyclicDependencyError" ["2.3.2", "2.9.0", "3.2.0"] event_contract::order::Unsortable;
    "DECISION_CAPTURED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::DecisionCaptured;
    "DECISION_INPUT_ANSWERED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::DecisionInputAnswered;
    "DECISION_INPUT_REQUESTED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::DecisionInputRequested;
    "DECISION_POINT_DISCUSSING" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::DecisionPointDiscussing;
    "DECISION_POINT_EVENT_TYPES" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::DOMAINS;
    "DECISION_POINT_OPENED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::DecisionPointOpened;
    "DECISION_POINT_OVERRIDDEN" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::DecisionPointOverridden;
    "DECISION_POINT_RESOLVED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::DecisionPointResolved;
    "DecisionAuthorityRole" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::decisionpoint::DecisionAuthorityRole;
    "DecisionCapturedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::collaboration::DecisionCapturedPayload;
    "DecisionInputAnsweredPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::mission_next::DecisionInputAnsweredPayload;
    "DecisionInputRequestedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::mission_next::DecisionInputRequestedPayload;
    "DECISIONPOINT_SCHEMA_VERSION" ["2.9.0", "3.2.0"] spec_kitty_events::DECISIONPOINT_SCHEMA_VERSION;
    "DecisionPointAnomaly" ["2.9.0", "3.2.0"] spec_kitty_events::Classified;
    "DecisionPointDiscussingPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::decisionpoint::DecisionPointDiscussingPayload;
    "DecisionPointOpenedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::decisionpoint::DecisionPointOpenedPayload;
    "DecisionPointOverriddenPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::decisionpoint::DecisionPointOverriddenPayload;
    "DecisionPointResolvedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::decisionpoint::DecisionPointResolvedPayload;
    "DecisionPointState" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::decisionpoint::DecisionPointState;
    "dedup_events" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::dedup_events;
    "DoneEvidence" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::status::DoneEvidence;
    "DOSSIER_EVENT_TYPES" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::DOMAINS;
    "DriftRecord" ["2.9.0", "3.2.0"] spec_kitty_events::DriftRecord;
    "DRIVE_INTENT_SET" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::DriveIntentSet;
    "DriveIntentSetPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::collaboration::DriveIntentSetPayload;
    "ErrorEntry" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::envelope::ErrorEntry;
    "ErrorLog" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::ErrorLog;
    "ErrorStorage" ["2.3.2", "2.9.0", "3.2.0"] event_contract::ErrorStorage;
    "Event" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::envelope::Event;
    "EventStore" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::EventStore;
    "ExecutionMode" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::status::ExecutionMode;
    "EXTERNAL_REFERENCE_LINKED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::ExternalReferenceLinked;
    "ExternalReferenceLinkedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::sync::ExternalReferenceLinkedPayload;
    "FOCUS_CHANGED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::FocusChanged;
    "FocusChangedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::collaboration::FocusChangedPayload;
    "FocusTarget" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::collaboration::FocusTarget;
    "forbidden_legacy_aggregate_names" ["3.2.0"] spec_kitty_events::forbidden_legacy_aggregate_names;
    "forbidden_legacy_event_names" ["3.2.0"] spec_kitty_events::forbidden_legacy_event_names;
    "forbidden_legacy_keys" ["3.2.0"] spec_kitty_events::forbidden_legacy_keys;
    "ForceMetadata" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::ForceMetadata;
    "GateFailedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::gates::GateFailedPayload;
    "GatePassedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::gates::GatePassedPayload;
    "GatePayloadBase" ["2.3.2", "2.9.0", "3.2.0"] none = "A base class: `GatePassedPayload` and `GateFailedPayload` have its fields.";
    "GENERATION_BLOCKED_BY_SEMANTIC_CONFLICT" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::GenerationBlockedBySemanticConflict;
    "GenerationBlockedBySemanticConflictPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::glossary::GenerationBlockedBySemanticConflictPayload;
    "GLOSSARY_CLARIFICATION_REQUESTED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::GlossaryClarificationRequested;
    "GLOSSARY_CLARIFICATION_RESOLVED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::GlossaryClarificationResolved;
    "GLOSSARY_EVENT_TYPES" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::DOMAINS;
    "GLOSSARY_SCOPE_ACTIVATED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::GlossaryScopeActivated;
    "GLOSSARY_SENSE_UPDATED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::GlossarySenseUpdated;
    "GLOSSARY_STRICTNESS_SET" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::GlossaryStrictnessSet;
    "GlossaryAnomaly" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::Anomaly;
    "GlossaryClarificationRequestedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::glossary::GlossaryClarificationRequestedPayload;
    "GlossaryClarificationResolvedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::glossary::GlossaryClarificationResolvedPayload;
    "GlossaryScopeActivatedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::glossary::GlossaryScopeActivatedPayload;
    "GlossarySenseUpdatedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::glossary::GlossarySenseUpdatedPayload;
    "GlossaryStrictnessSetPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::glossary::GlossaryStrictnessSetPayload;
    "HealthStatus" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::connector::HealthStatus;
    "InMemoryClockStorage" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::InMemoryClockStorage;
    "InMemoryErrorStorage" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::InMemoryErrorStorage;
    "InMemoryEventStore" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::InMemoryEventStore;
    "is_concurrent" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::is_concurrent;
    "is_pre_cutover_payload" ["3.2.0"] spec_kitty_events::is_pre_cutover_payload;
    "LamportClock" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::LamportClock;
    "Lane" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::status::Lane;
    "LANE_ALIASES" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::normalize_lane;
    "LifecycleAnomaly" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::Anomaly;
    "load_cutover_artifact" ["3.2.0"] spec_kitty_events::load_cutover_artifact;
    "LocalNamespaceTuple" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::dossier::LocalNamespaceTuple;
    "map_check_run_conclusion" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::map_check_run_conclusion;
    "merge_counter" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::merge_counter;
    "merge_gset" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::merge_gset;
    "MISSION_AUDIT_COMPLETED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::MissionAuditCompleted;
    "MISSION_AUDIT_DECISION_REQUESTED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::MissionAuditDecisionRequested;
    "MISSION_AUDIT_EVENT_TYPES" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::DOMAINS;
    "MISSION_AUDIT_FAILED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::MissionAuditFailed;
    "MISSION_AUDIT_REQUESTED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::MissionAuditRequested;
    "MISSION_AUDIT_STARTED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::MissionAuditStarted;
    "MISSION_CANCELLED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::MissionCancelled;
    "MISSION_CLOSED" ["3.2.0"] spec_kitty_contracts::v3::Payload::MissionClosed;
    "MISSION_COMPLETED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::MissionCompleted;
    "MISSION_CREATED" ["3.2.0"] spec_kitty_contracts::v3::Payload::MissionCreated;
    "MISSION_DOSSIER_ARTIFACT_INDEXED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::MissionDossierArtifactIndexed;
    "MISSION_DOSSIER_ARTIFACT_MISSING" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::MissionDossierArtifactMissing;
    "MISSION_DOSSIER_PARITY_DRIFT_DETECTED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::MissionDossierParityDriftDetected;
    "MISSION_DOSSIER_SNAPSHOT_COMPUTED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::MissionDossierSnapshotComputed;
    "MISSION_EVENT_TYPES" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::DOMAINS;
    "MISSION_NEXT_EVENT_TYPES" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::DOMAINS;
    "MISSION_RUN_COMPLETED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::MissionRunCompleted;
    "MISSION_RUN_STARTED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::MissionRunStarted;
    "MISSION_STARTED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::MissionStarted;
    "MissionAuditAnomaly" ["2.9.0", "3.2.0"] spec_kitty_events::Classified;
    "MissionAuditCompletedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::mission_audit::MissionAuditCompletedPayload;
    "MissionAuditDecisionRequestedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::mission_audit::MissionAuditDecisionRequestedPayload;
    "MissionAuditFailedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::mission_audit::MissionAuditFailedPayload;
    "MissionAuditRequestedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::mission_audit::MissionAuditRequestedPayload;
    "MissionAuditStartedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::mission_audit::MissionAuditStartedPayload;
    "MissionCancelledPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::lifecycle::MissionCancelledPayload;
    "MissionClosedPayload" ["3.2.0"] spec_kitty_contracts::v3::lifecycle::MissionClosedPayload;
    "MissionCompletedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::lifecycle::MissionCompletedPayload;
    "MissionCreatedPayload" ["3.2.0"] spec_kitty_contracts::v3::lifecycle::MissionCreatedPayload;
    "MissionDossierArtifactIndexed" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::MissionDossierArtifactIndexed;
    "MissionDossierArtifactIndexedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::dossier::MissionDossierArtifactIndexedPayload;
    "MissionDossierArtifactMissing" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::MissionDossierArtifactMissing;
    "MissionDossierArtifactMissingPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::dossier::MissionDossierArtifactMissingPayload;
    "MissionDossierParityDriftDetected" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::MissionDossierParityDriftDetected;
    "MissionDossierParityDriftDetectedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::dossier::MissionDossierParityDriftDetectedPayload;
    "MissionDossierSnapshotComputed" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::MissionDossierSnapshotComputed;
    "MissionDossierSnapshotComputedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::dossier::MissionDossierSnapshotComputedPayload;
    "MissionDossierState" ["2.9.0", "3.2.0"] spec_kitty_events::MissionDossierState;
    "MissionNextAnomaly" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::Anomaly;
    "MissionRunCompletedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::mission_next::MissionRunCompletedPayload;
    "MissionRunStartedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::mission_next::MissionRunStartedPayload;
    "MissionRunStatus" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::mission_next::MissionRunStatus;
    "MissionStartedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::lifecycle::MissionStartedPayload;
    "MissionStatus" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::lifecycle::MissionStatus;
    "NamespaceMixedStreamError" ["2.9.0", "3.2.0"] spec_kitty_events::Error::NamespaceMixed;
    "NEXT_STEP_AUTO_COMPLETED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::NextStepAutoCompleted;
    "NEXT_STEP_ISSUED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::NextStepIssued;
    "NEXT_STEP_PLANNED" ["2.3.2", "2.9.0", "3.2.0"] none = "A reserved name without a payload: it is in the table of the line, `LINE.reserved`.";
    "NextStepAutoCompletedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::mission_next::NextStepAutoCompletedPayload;
    "NextStepIssuedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::mission_next::NextStepIssuedPayload;
    "normalize_event_id" ["2.3.2", "2.9.0", "3.2.0"] event_contract::EventId;
    "normalize_lane" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::normalize_lane;
    "PARTICIPANT_INVITED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::ParticipantInvited;
    "PARTICIPANT_JOINED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::ParticipantJoined;
    "PARTICIPANT_LEFT" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::ParticipantLeft;
    "ParticipantIdentity" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::collaboration::ParticipantIdentity;
    "ParticipantInvitedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::collaboration::ParticipantInvitedPayload;
    "ParticipantJoinedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::collaboration::ParticipantJoinedPayload;
    "ParticipantLeftPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::collaboration::ParticipantLeftPayload;
    "PendingDecision" ["2.9.0", "3.2.0"] spec_kitty_events::PendingDecision;
    "PHASE_ENTERED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::PhaseEntered;
    "PhaseEnteredPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::lifecycle::PhaseEnteredPayload;
    "POTENTIAL_STEP_COLLISION_DETECTED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::PotentialStepCollisionDetected;
    "PotentialStepCollisionDetectedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::collaboration::PotentialStepCollisionDetectedPayload;
    "PRESENCE_HEARTBEAT" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::PresenceHeartbeat;
    "PresenceHeartbeatPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::collaboration::PresenceHeartbeatPayload;
    "PROFILE_INVOCATION_COMPLETED" ["3.2.0"] none = "As `NEXT_STEP_PLANNED`.";
    "PROFILE_INVOCATION_EVENT_TYPES" ["3.2.0"] spec_kitty_contracts::v3::DOMAINS;
    "PROFILE_INVOCATION_FAILED" ["3.2.0"] none = "As `NEXT_STEP_PLANNED`.";
    "PROFILE_INVOCATION_RESERVED_TYPES" ["3.2.0"] none = "As `NEXT_STEP_PLANNED`.";
    "PROFILE_INVOCATION_SCHEMA_VERSION" ["3.2.0"] spec_kitty_events::PROFILE_INVOCATION_SCHEMA_VERSION;
    "PROFILE_INVOCATION_STARTED" ["3.2.0"] spec_kitty_contracts::v3::Payload::ProfileInvocationStarted;
    "ProfileInvocationStartedPayload" ["3.2.0"] spec_kitty_contracts::v3::profile_invocation::ProfileInvocationStartedPayload;
    "PROMPT_STEP_EXECUTION_COMPLETED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::PromptStepExecutionCompleted;
    "PROMPT_STEP_EXECUTION_STARTED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::PromptStepExecutionStarted;
    "PromptStepExecutionCompletedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::collaboration::PromptStepExecutionCompletedPayload;
    "PromptStepExecutionStartedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::collaboration::PromptStepExecutionStartedPayload;
    "ProvenanceRef" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::dossier::ProvenanceRef;
    "read_cutover_signal" ["3.2.0"] spec_kitty_events::read_cutover_signal;
    "ReconnectStrategy" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::connector::ReconnectStrategy;
    "reduce_collaboration_events" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::CollaborationFold;
    "reduce_connector_events" ["2.9.0", "3.2.0"] spec_kitty_events::ConnectorFold;
    "reduce_decision_point_events" ["2.9.0", "3.2.0"] spec_kitty_events::DecisionPointFold;
    "reduce_glossary_events" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::GlossaryFold;
    "reduce_lifecycle_events" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::LifecycleFold;
    "reduce_mission_audit_events" ["2.9.0", "3.2.0"] spec_kitty_events::MissionAuditFold;
    "reduce_mission_dossier" ["2.9.0", "3.2.0"] spec_kitty_events::DossierFold;
    "reduce_mission_next_events" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::MissionNextFold;
    "reduce_status_events" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::StatusFold;
    "reduce_sync_events" ["2.9.0", "3.2.0"] spec_kitty_events::SyncFold;
    "ReducedCollaborationState" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::ReducedCollaborationState;
    "ReducedConnectorState" ["2.9.0", "3.2.0"] spec_kitty_events::ReducedConnectorState;
    "ReducedDecisionPointState" ["2.9.0", "3.2.0"] spec_kitty_events::ReducedDecisionPointState;
    "ReducedGlossaryState" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::ReducedGlossaryState;
    "ReducedMissionAuditState" ["2.9.0", "3.2.0"] spec_kitty_events::ReducedMissionAuditState;
    "ReducedMissionRunState" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::ReducedMissionRunState;
    "ReducedMissionState" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::ReducedMissionState;
    "ReducedStatus" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::ReducedStatus;
    "ReducedSyncState" ["2.9.0", "3.2.0"] spec_kitty_events::ReducedSyncState;
    "RepoEvidence" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::status::RepoEvidence;
    "required_cutover_value_matches" ["3.2.0"] spec_kitty_events::required_cutover_value_matches;
    "RETROSPECTIVE_COMPLETED" ["3.2.0"] spec_kitty_contracts::v3::Payload::RetrospectiveCompleted;
    "RETROSPECTIVE_EVENT_TYPES" ["3.2.0"] spec_kitty_contracts::v3::DOMAINS;
    "RETROSPECTIVE_SCHEMA_VERSION" ["3.2.0"] spec_kitty_events::RETROSPECTIVE_SCHEMA_VERSION;
    "RETROSPECTIVE_SKIPPED" ["3.2.0"] spec_kitty_contracts::v3::Payload::RetrospectiveSkipped;
    "RetrospectiveCompletedPayload" ["3.2.0"] spec_kitty_contracts::v3::retrospective::RetrospectiveCompletedPayload;
    "RetrospectiveSkippedPayload" ["3.2.0"] spec_kitty_contracts::v3::retrospective::RetrospectiveSkippedPayload;
    "REVIEW_ROLLBACK" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::ReviewRollback;
    "ReviewRollbackPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::lifecycle::ReviewRollbackPayload;
    "ReviewVerdict" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::status::ReviewVerdict;
    "RuntimeActorIdentity" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::mission_next::RuntimeActorIdentity;
    "SCHEMA_VERSION" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::SCHEMA_VERSION;
    "SEMANTIC_CHECK_EVALUATED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::SemanticCheckEvaluated;
    "SemanticCheckEvaluatedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::glossary::SemanticCheckEvaluatedPayload;
    "SemanticConflictEntry" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::glossary::SemanticConflictEntry;
    "SESSION_LINKED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::SessionLinked;
    "SessionLinkedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::collaboration::SessionLinkedPayload;
    "SnapshotSummary" ["2.9.0", "3.2.0"] spec_kitty_events::SnapshotSummary;
    "SpecKittyEventsError" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::Error;
    "state_machine_merge" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::state_machine_merge;
    "status_event_sort_key" ["2.3.2", "2.9.0", "3.2.0"] event_contract::Meta;
    "StatusTransitionPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::status::StatusTransitionPayload;
    "StorageError" ["2.3.2", "2.9.0", "3.2.0"] event_contract::log::Error;
    "SYNC_DEAD_LETTERED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::SyncDeadLettered;
    "SYNC_EVENT_TYPES" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::DOMAINS;
    "SYNC_INGEST_ACCEPTED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::SyncIngestAccepted;
    "SYNC_INGEST_REJECTED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::SyncIngestRejected;
    "SYNC_REPLAY_COMPLETED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::SyncReplayCompleted;
    "SYNC_RETRY_SCHEDULED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::SyncRetryScheduled;
    "SYNC_SCHEMA_VERSION" ["2.9.0", "3.2.0"] spec_kitty_events::SYNC_SCHEMA_VERSION;
    "SyncAnomaly" ["2.9.0", "3.2.0"] spec_kitty_events::Classified;
    "SyncDeadLetteredPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::sync::SyncDeadLetteredPayload;
    "SyncIngestAcceptedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::sync::SyncIngestAcceptedPayload;
    "SyncIngestRejectedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::sync::SyncIngestRejectedPayload;
    "SyncLaneV1" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::status::SyncLaneV1;
    "SyncLaneV2" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::status::SyncLaneV2;
    "SyncOutcome" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::sync::SyncOutcome;
    "SyncReplayCompletedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::sync::SyncReplayCompletedPayload;
    "SyncRetryScheduledPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::sync::SyncRetryScheduledPayload;
    "TERM_CANDIDATE_OBSERVED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::TermCandidateObserved;
    "TermCandidateObservedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::glossary::TermCandidateObservedPayload;
    "TERMINAL_AUDIT_STATUSES" ["2.9.0", "3.2.0"] spec_kitty_events::TERMINAL_AUDIT_STATUSES;
    "TERMINAL_LANES" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::TERMINAL_LANES;
    "TERMINAL_MISSION_STATUSES" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::TERMINAL_MISSION_STATUSES;
    "TERMINAL_RUN_STATUSES" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::TERMINAL_RUN_STATUSES;
    "topological_sort" ["2.3.2", "2.9.0", "3.2.0"] event_contract::order::topological_sort;
    "total_order_key" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::total_order_key;
    "TransitionAnomaly" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::TransitionAnomaly;
    "TransitionError" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::TransitionError;
    "TransitionValidationResult" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::validate_transition;
    "TriggerSourceT" ["3.2.0"] spec_kitty_contracts::v3::retrospective::RetrospectiveTrigger;
    "UnknownConclusionError" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::UnknownConclusion;
    "UnknownParticipantError" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::Error::UnknownParticipant;
    "USER_CONNECTED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::UserConnected;
    "USER_DISCONNECTED" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::UserDisconnected;
    "UserConnectedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::connector::UserConnectedPayload;
    "UserConnectionStatus" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::connector::UserConnectionStatus;
    "UserDisconnectedPayload" ["2.9.0", "3.2.0"] spec_kitty_contracts::v3::connector::UserDisconnectedPayload;
    "validate_transition" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::validate_transition;
    "ValidationError" ["2.3.2", "2.9.0", "3.2.0"] event_contract::Violations;
    "VerificationEntry" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::status::VerificationEntry;
    "__version__" ["2.3.2", "2.9.0", "3.2.0"] none = "Crates have the version of their manifest.";
    "WARNING_ACKNOWLEDGED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::WarningAcknowledged;
    "WarningAcknowledgedPayload" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::collaboration::WarningAcknowledgedPayload;
    "WP_STATUS_CHANGED" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_contracts::v3::Payload::WPStatusChanged;
    "WPState" ["2.3.2", "2.9.0", "3.2.0"] spec_kitty_events::WorkPackageState;
}
spec_kitty_tracker: {
    "AzureDevOpsConnector" ["0.4.3"] spec_kitty_tracker::connectors::open;
    "AzureDevOpsConnectorConfig" ["0.4.3"] spec_kitty_tracker::Settings;
    "BeadsConnector" ["0.4.3"] spec_kitty_tracker::connectors::open;
    "BeadsConnectorConfig" ["0.4.3"] spec_kitty_tracker::Settings;
    "BidirectionalIssueSync" ["0.4.3"] spec_kitty_tracker::MissionBridge;
    "CanonicalIssue" ["0.4.3"] spec_kitty_tracker::CanonicalIssue;
    "CanonicalIssueType" ["0.4.3"] spec_kitty_tracker::CanonicalIssueType;
    "CanonicalLink" ["0.4.3"] spec_kitty_tracker::CanonicalLink;
    "CanonicalStatus" ["0.4.3"] spec_kitty_tracker::CanonicalStatus;
    "CapabilityNotSupportedError" ["0.4.3"] spec_kitty_tracker::ErrorKind;
    "classify_http_status" ["0.4.3"] spec_kitty_tracker::FailureClass;
    "ConflictRecord" ["0.4.3"] spec_kitty_tracker::sync::ConflictRecord;
    "ConflictStrategy" ["0.4.3"] spec_kitty_tracker::sync::ConflictStrategy;
    "ConnectorConfigError" ["0.4.3"] spec_kitty_tracker::ErrorKind;
    "ConnectorRegistry" ["0.4.3"] spec_kitty_tracker::ConnectorRegistry;
    "ConnectorRequestError" ["0.4.3"] spec_kitty_tracker::ErrorKind;
    "CORE_ISSUE_FIELDS" ["0.4.3"] spec_kitty_tracker::sync::Field;
    "create_hosted_connector" ["0.4.3"] spec_kitty_tracker::connectors::open;
    "DecisionReference" ["0.4.3"] spec_kitty_tracker::DecisionReference;
    "discover_resources" ["0.4.3"] none = "An operation of `contracts tracker discover` and of `discovery`.";
    "discover_workspaces" ["0.4.3"] none = "As `discover_resources`.";
    "DiscoveredResource" ["0.4.3"] spec_kitty_tracker::discovery::DiscoveredResource;
    "DiscoveredWorkspace" ["0.4.3"] spec_kitty_tracker::discovery::DiscoveredWorkspace;
    "DiscoveryContractError" ["0.4.3"] spec_kitty_tracker::ErrorKind;
    "DiscoveryResult" ["0.4.3"] spec_kitty_tracker::discovery::DiscoveryResult;
    "ExternalRef" ["0.4.3"] spec_kitty_tracker::ExternalRef;
    "FailureClass" ["0.4.3"] spec_kitty_tracker::FailureClass;
    "FieldOwner" ["0.4.3"] spec_kitty_tracker::sync::FieldOwner;
    "FPConnector" ["0.4.3"] spec_kitty_tracker::connectors::open;
    "FPConnectorConfig" ["0.4.3"] spec_kitty_tracker::Settings;
    "GitHubConnector" ["0.4.3"] spec_kitty_tracker::connectors::open;
    "GitHubConnectorConfig" ["0.4.3"] spec_kitty_tracker::Settings;
    "GitHubHostedParams" ["0.4.3"] spec_kitty_tracker::discovery::settings_of;
    "GitLabConnector" ["0.4.3"] spec_kitty_tracker::connectors::open;
    "GitLabConnectorConfig" ["0.4.3"] spec_kitty_tracker::Settings;
    "GitLabHostedParams" ["0.4.3"] spec_kitty_tracker::discovery::settings_of;
    "HostedConnectorRequest" ["0.4.3"] spec_kitty_tracker::connectors::open;
    "HostedProviderSlug" ["0.4.3"] spec_kitty_tracker::connectors::Vendor;
    "InMemoryConnector" ["0.4.3"] spec_kitty_tracker::connectors::open;
    "InMemoryIssueStore" ["0.4.3"] spec_kitty_tracker::sync::InMemoryIssues;
    "IssueNotFoundError" ["0.4.3"] spec_kitty_tracker::ErrorKind;
    "JiraConnector" ["0.4.3"] spec_kitty_tracker::connectors::open;
    "JiraConnectorConfig" ["0.4.3"] spec_kitty_tracker::Settings;
    "JiraHostedParams" ["0.4.3"] spec_kitty_tracker::discovery::settings_of;
    "JSONValue" ["0.4.3"] spec_kitty_tracker::Object;
    "LinearConnector" ["0.4.3"] spec_kitty_tracker::connectors::open;
    "LinearConnectorConfig" ["0.4.3"] spec_kitty_tracker::Settings;
    "LinearHostedParams" ["0.4.3"] spec_kitty_tracker::discovery::settings_of;
    "LinkType" ["0.4.3"] spec_kitty_tracker::LinkType;
    "LocalIssueStore" ["0.4.3"] spec_kitty_tracker::sync::LocalIssues;
    "mission_seed_from_issue" ["0.4.3"] spec_kitty_tracker::mission_seed_from_issue;
    "MissionSeed" ["0.4.3"] spec_kitty_tracker::MissionSeed;
    "MissionUpdate" ["0.4.3"] spec_kitty_tracker::MissionUpdate;
    "NANGO_MANAGED_TOKEN" ["0.4.3"] none = "A connector with `Access` through Nango has no token of its own, and needs no stand-in for one.";
    "NangoConnectionContext" ["0.4.3"] spec_kitty_tracker::NangoConnection;
    "NangoProxyAdapter" ["0.4.3"] spec_kitty_tracker::Access;
    "NangoProxyTransport" ["0.4.3"] spec_kitty_tracker::Access;
    "OwnershipMode" ["0.4.3"] spec_kitty_tracker::sync::OwnershipMode;
    "OwnershipPolicy" ["0.4.3"] spec_kitty_tracker::sync::OwnershipPolicy;
    "Page" ["0.4.3"] spec_kitty_tracker::Page;
    "SpecKittyTrackerError" ["0.4.3"] spec_kitty_tracker::Error;
    "SyncCheckpoint" ["0.4.3"] spec_kitty_tracker::SyncCheckpoint;
    "SyncConflictError" ["0.4.3"] spec_kitty_tracker::ErrorKind;
    "SyncEngine" ["0.4.3"] spec_kitty_tracker::sync::SyncEngine;
    "SyncResult" ["0.4.3"] spec_kitty_tracker::sync::SyncResult;
    "SyncStats" ["0.4.3"] spec_kitty_tracker::sync::SyncStats;
    "TaskTrackerConnector" ["0.4.3"] spec_kitty_tracker::Connector;
    "TrackerCapabilities" ["0.4.3"] spec_kitty_tracker::Capabilities;
    "TrackerEvent" ["0.4.3"] spec_kitty_tracker::TrackerEvent;
    "TrackerEventType" ["0.4.3"] spec_kitty_tracker::TrackerEventType;
    "utcnow" ["0.4.3"] spec_kitty_tracker::Timestamp;
}
}

fn table(title: &str, names: &[Name]) -> String {
    let mut text = format!("## {title}\n\n| Python | versions | here |\n|---|---|---|\n");
    for Name { python, versions, rust } in names {
        let here = match rust {
            Ok(path) => format!("`{}`", path.replace(' ', "")),
            Err(why) => (*why).to_owned(),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| `{python}` | {} | {here} |", versions.join(", "));
    }
    text
}

const INTRODUCTION: &str = "\
# Names of the Python packages

What the public names of `spec-kitty-events` and `spec-kitty-tracker` are here. A class of events' payloads, and the
constant with the event's name, are a variant of `Payload`; anomalies that differ in words alone are one type. Where the Python
package raises classes of its own, errors here are variants, or kinds.

Written by a test from `kitty/tests/python_names.rs`, where the compiler has to find every path.

";

#[test]
fn every_public_name_has_a_place() {
    let (events, tracker) = (spec_kitty_events(), spec_kitty_tracker());
    for names in [&events, &tracker] {
        let folded = |name: &Name| name.python.trim_matches('_').to_lowercase();
        assert!(names.is_sorted_by_key(folded), "names are in the order of letters");
    }
    let tables = [table("spec-kitty-events", &events), table("spec-kitty-tracker", &tracker)];
    let page = root().join("docs/python-names.md");
    let text = INTRODUCTION.to_owned() + &tables.join("\n");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&page, &text).unwrap();
    }
    assert!(fs::read_to_string(&page).unwrap() == text, "write the page with UPDATE_GOLDEN=1");
}
