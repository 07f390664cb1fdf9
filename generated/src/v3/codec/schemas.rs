//! The published JSON Schemas, as text.
//!
//! Generated from `contracts/spec-kitty/v3/*.yaml` by `contracts generate`. Edit the contract, not
//! this file.

use event_contract::table::{Schema, Type};

/// Every published schema, by name.
pub static SCHEMAS: [Schema; 83usize] = [
    Schema {
        name: "artifact_identity",
        ty: Type::Object(&super::dossier::ARTIFACT_IDENTITY),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/artifact_identity.schema.json")
        ),
    },
    Schema {
        name: "auth_principal_binding",
        ty: Type::Object(&super::collaboration::AUTH_PRINCIPAL_BINDING),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/auth_principal_binding.schema.json")
        ),
    },
    Schema {
        name: "comment_posted_payload",
        ty: Type::Object(&super::collaboration::COMMENT_POSTED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/comment_posted_payload.schema.json")
        ),
    },
    Schema {
        name: "concurrent_driver_warning_payload",
        ty: Type::Object(&super::collaboration::CONCURRENT_DRIVER_WARNING_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/concurrent_driver_warning_payload.schema.json")
        ),
    },
    Schema {
        name: "connector_degraded_payload",
        ty: Type::Object(&super::connector::CONNECTOR_DEGRADED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/connector_degraded_payload.schema.json")
        ),
    },
    Schema {
        name: "connector_health_checked_payload",
        ty: Type::Object(&super::connector::CONNECTOR_HEALTH_CHECKED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/connector_health_checked_payload.schema.json")
        ),
    },
    Schema {
        name: "connector_provisioned_payload",
        ty: Type::Object(&super::connector::CONNECTOR_PROVISIONED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/connector_provisioned_payload.schema.json")
        ),
    },
    Schema {
        name: "connector_reconnected_payload",
        ty: Type::Object(&super::connector::CONNECTOR_RECONNECTED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/connector_reconnected_payload.schema.json")
        ),
    },
    Schema {
        name: "connector_revoked_payload",
        ty: Type::Object(&super::connector::CONNECTOR_REVOKED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/connector_revoked_payload.schema.json")
        ),
    },
    Schema {
        name: "content_hash_ref",
        ty: Type::Object(&super::dossier::CONTENT_HASH_REF),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/content_hash_ref.schema.json")
        ),
    },
    Schema {
        name: "cutover_artifact",
        ty: Type::Object(&super::cutover::CUTOVER_ARTIFACT),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/cutover_artifact.schema.json")
        ),
    },
    Schema {
        name: "decision_captured_payload",
        ty: Type::Object(&super::collaboration::DECISION_CAPTURED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/decision_captured_payload.schema.json")
        ),
    },
    Schema {
        name: "decision_input_answered_payload",
        ty: Type::Object(&super::mission_next::DECISION_INPUT_ANSWERED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/decision_input_answered_payload.schema.json")
        ),
    },
    Schema {
        name: "decision_input_requested_payload",
        ty: Type::Object(&super::mission_next::DECISION_INPUT_REQUESTED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/decision_input_requested_payload.schema.json")
        ),
    },
    Schema {
        name: "decision_point_discussing_payload",
        ty: Type::Object(&super::decisionpoint::DECISION_POINT_DISCUSSING_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/decision_point_discussing_payload.schema.json")
        ),
    },
    Schema {
        name: "decision_point_opened_payload",
        ty: Type::Object(&super::decisionpoint::DECISION_POINT_OPENED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/decision_point_opened_payload.schema.json")
        ),
    },
    Schema {
        name: "decision_point_overridden_payload",
        ty: Type::Object(&super::decisionpoint::DECISION_POINT_OVERRIDDEN_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/decision_point_overridden_payload.schema.json")
        ),
    },
    Schema {
        name: "decision_point_resolved_payload",
        ty: Type::Object(&super::decisionpoint::DECISION_POINT_RESOLVED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/decision_point_resolved_payload.schema.json")
        ),
    },
    Schema {
        name: "drive_intent_set_payload",
        ty: Type::Object(&super::collaboration::DRIVE_INTENT_SET_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/drive_intent_set_payload.schema.json")
        ),
    },
    Schema {
        name: "error_entry",
        ty: Type::Object(&super::envelope::ERROR_ENTRY),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/v3/error_entry.schema.json")
        ),
    },
    Schema {
        name: "event",
        ty: Type::Object(&super::envelope::EVENT),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/v3/event.schema.json")
        ),
    },
    Schema {
        name: "external_reference_linked_payload",
        ty: Type::Object(&super::sync::EXTERNAL_REFERENCE_LINKED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/external_reference_linked_payload.schema.json")
        ),
    },
    Schema {
        name: "focus_changed_payload",
        ty: Type::Object(&super::collaboration::FOCUS_CHANGED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/focus_changed_payload.schema.json")
        ),
    },
    Schema {
        name: "focus_target",
        ty: Type::Object(&super::collaboration::FOCUS_TARGET),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/v3/focus_target.schema.json")
        ),
    },
    Schema {
        name: "gate_failed_payload",
        ty: Type::Object(&super::gates::GATE_FAILED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/gate_failed_payload.schema.json")
        ),
    },
    Schema {
        name: "gate_passed_payload",
        ty: Type::Object(&super::gates::GATE_PASSED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/gate_passed_payload.schema.json")
        ),
    },
    Schema {
        name: "generation_blocked_by_semantic_conflict_payload",
        ty: Type::Object(
            &super::glossary::GENERATION_BLOCKED_BY_SEMANTIC_CONFLICT_PAYLOAD,
        ),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/generation_blocked_by_semantic_conflict_payload.schema.json")
        ),
    },
    Schema {
        name: "glossary_clarification_requested_payload",
        ty: Type::Object(&super::glossary::GLOSSARY_CLARIFICATION_REQUESTED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/glossary_clarification_requested_payload.schema.json")
        ),
    },
    Schema {
        name: "glossary_clarification_resolved_payload",
        ty: Type::Object(&super::glossary::GLOSSARY_CLARIFICATION_RESOLVED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/glossary_clarification_resolved_payload.schema.json")
        ),
    },
    Schema {
        name: "glossary_scope_activated_payload",
        ty: Type::Object(&super::glossary::GLOSSARY_SCOPE_ACTIVATED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/glossary_scope_activated_payload.schema.json")
        ),
    },
    Schema {
        name: "glossary_sense_updated_payload",
        ty: Type::Object(&super::glossary::GLOSSARY_SENSE_UPDATED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/glossary_sense_updated_payload.schema.json")
        ),
    },
    Schema {
        name: "glossary_strictness_set_payload",
        ty: Type::Object(&super::glossary::GLOSSARY_STRICTNESS_SET_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/glossary_strictness_set_payload.schema.json")
        ),
    },
    Schema {
        name: "lane",
        ty: Type::Enum(&super::status::LANE),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/v3/lane.schema.json")
        ),
    },
    Schema {
        name: "local_namespace_tuple",
        ty: Type::Object(&super::dossier::LOCAL_NAMESPACE_TUPLE),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/local_namespace_tuple.schema.json")
        ),
    },
    Schema {
        name: "mission_audit_completed_payload",
        ty: Type::Object(&super::mission_audit::MISSION_AUDIT_COMPLETED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/mission_audit_completed_payload.schema.json")
        ),
    },
    Schema {
        name: "mission_audit_decision_requested_payload",
        ty: Type::Object(
            &super::mission_audit::MISSION_AUDIT_DECISION_REQUESTED_PAYLOAD,
        ),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/mission_audit_decision_requested_payload.schema.json")
        ),
    },
    Schema {
        name: "mission_audit_failed_payload",
        ty: Type::Object(&super::mission_audit::MISSION_AUDIT_FAILED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/mission_audit_failed_payload.schema.json")
        ),
    },
    Schema {
        name: "mission_audit_requested_payload",
        ty: Type::Object(&super::mission_audit::MISSION_AUDIT_REQUESTED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/mission_audit_requested_payload.schema.json")
        ),
    },
    Schema {
        name: "mission_audit_started_payload",
        ty: Type::Object(&super::mission_audit::MISSION_AUDIT_STARTED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/mission_audit_started_payload.schema.json")
        ),
    },
    Schema {
        name: "mission_cancelled_payload",
        ty: Type::Object(&super::lifecycle::MISSION_CANCELLED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/mission_cancelled_payload.schema.json")
        ),
    },
    Schema {
        name: "mission_closed_payload",
        ty: Type::Object(&super::lifecycle::MISSION_CLOSED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/mission_closed_payload.schema.json")
        ),
    },
    Schema {
        name: "mission_completed_payload",
        ty: Type::Object(&super::lifecycle::MISSION_COMPLETED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/mission_completed_payload.schema.json")
        ),
    },
    Schema {
        name: "mission_created_payload",
        ty: Type::Object(&super::lifecycle::MISSION_CREATED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/mission_created_payload.schema.json")
        ),
    },
    Schema {
        name: "mission_dossier_artifact_indexed_payload",
        ty: Type::Object(&super::dossier::MISSION_DOSSIER_ARTIFACT_INDEXED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/mission_dossier_artifact_indexed_payload.schema.json")
        ),
    },
    Schema {
        name: "mission_dossier_artifact_missing_payload",
        ty: Type::Object(&super::dossier::MISSION_DOSSIER_ARTIFACT_MISSING_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/mission_dossier_artifact_missing_payload.schema.json")
        ),
    },
    Schema {
        name: "mission_dossier_parity_drift_detected_payload",
        ty: Type::Object(&super::dossier::MISSION_DOSSIER_PARITY_DRIFT_DETECTED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/mission_dossier_parity_drift_detected_payload.schema.json")
        ),
    },
    Schema {
        name: "mission_dossier_snapshot_computed_payload",
        ty: Type::Object(&super::dossier::MISSION_DOSSIER_SNAPSHOT_COMPUTED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/mission_dossier_snapshot_computed_payload.schema.json")
        ),
    },
    Schema {
        name: "mission_run_completed_payload",
        ty: Type::Object(&super::mission_next::MISSION_RUN_COMPLETED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/mission_run_completed_payload.schema.json")
        ),
    },
    Schema {
        name: "mission_run_started_payload",
        ty: Type::Object(&super::mission_next::MISSION_RUN_STARTED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/mission_run_started_payload.schema.json")
        ),
    },
    Schema {
        name: "mission_started_payload",
        ty: Type::Object(&super::lifecycle::MISSION_STARTED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/mission_started_payload.schema.json")
        ),
    },
    Schema {
        name: "next_step_auto_completed_payload",
        ty: Type::Object(&super::mission_next::NEXT_STEP_AUTO_COMPLETED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/next_step_auto_completed_payload.schema.json")
        ),
    },
    Schema {
        name: "next_step_issued_payload",
        ty: Type::Object(&super::mission_next::NEXT_STEP_ISSUED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/next_step_issued_payload.schema.json")
        ),
    },
    Schema {
        name: "participant_identity",
        ty: Type::Object(&super::collaboration::PARTICIPANT_IDENTITY),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/participant_identity.schema.json")
        ),
    },
    Schema {
        name: "participant_invited_payload",
        ty: Type::Object(&super::collaboration::PARTICIPANT_INVITED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/participant_invited_payload.schema.json")
        ),
    },
    Schema {
        name: "participant_joined_payload",
        ty: Type::Object(&super::collaboration::PARTICIPANT_JOINED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/participant_joined_payload.schema.json")
        ),
    },
    Schema {
        name: "participant_left_payload",
        ty: Type::Object(&super::collaboration::PARTICIPANT_LEFT_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/participant_left_payload.schema.json")
        ),
    },
    Schema {
        name: "phase_entered_payload",
        ty: Type::Object(&super::lifecycle::PHASE_ENTERED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/phase_entered_payload.schema.json")
        ),
    },
    Schema {
        name: "potential_step_collision_detected_payload",
        ty: Type::Object(
            &super::collaboration::POTENTIAL_STEP_COLLISION_DETECTED_PAYLOAD,
        ),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/potential_step_collision_detected_payload.schema.json")
        ),
    },
    Schema {
        name: "presence_heartbeat_payload",
        ty: Type::Object(&super::collaboration::PRESENCE_HEARTBEAT_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/presence_heartbeat_payload.schema.json")
        ),
    },
    Schema {
        name: "profile_invocation_started_payload",
        ty: Type::Object(&super::profile_invocation::PROFILE_INVOCATION_STARTED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/profile_invocation_started_payload.schema.json")
        ),
    },
    Schema {
        name: "prompt_step_execution_completed_payload",
        ty: Type::Object(&super::collaboration::PROMPT_STEP_EXECUTION_COMPLETED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/prompt_step_execution_completed_payload.schema.json")
        ),
    },
    Schema {
        name: "prompt_step_execution_started_payload",
        ty: Type::Object(&super::collaboration::PROMPT_STEP_EXECUTION_STARTED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/prompt_step_execution_started_payload.schema.json")
        ),
    },
    Schema {
        name: "provenance_ref",
        ty: Type::Object(&super::dossier::PROVENANCE_REF),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/v3/provenance_ref.schema.json")
        ),
    },
    Schema {
        name: "retrospective_completed_payload",
        ty: Type::Object(&super::retrospective::RETROSPECTIVE_COMPLETED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/retrospective_completed_payload.schema.json")
        ),
    },
    Schema {
        name: "retrospective_skipped_payload",
        ty: Type::Object(&super::retrospective::RETROSPECTIVE_SKIPPED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/retrospective_skipped_payload.schema.json")
        ),
    },
    Schema {
        name: "review_rollback_payload",
        ty: Type::Object(&super::lifecycle::REVIEW_ROLLBACK_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/review_rollback_payload.schema.json")
        ),
    },
    Schema {
        name: "runtime_actor_identity",
        ty: Type::Object(&super::mission_next::RUNTIME_ACTOR_IDENTITY),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/runtime_actor_identity.schema.json")
        ),
    },
    Schema {
        name: "semantic_check_evaluated_payload",
        ty: Type::Object(&super::glossary::SEMANTIC_CHECK_EVALUATED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/semantic_check_evaluated_payload.schema.json")
        ),
    },
    Schema {
        name: "semantic_conflict_entry",
        ty: Type::Object(&super::glossary::SEMANTIC_CONFLICT_ENTRY),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/semantic_conflict_entry.schema.json")
        ),
    },
    Schema {
        name: "session_linked_payload",
        ty: Type::Object(&super::collaboration::SESSION_LINKED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/session_linked_payload.schema.json")
        ),
    },
    Schema {
        name: "status_transition_payload",
        ty: Type::Object(&super::status::STATUS_TRANSITION_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/status_transition_payload.schema.json")
        ),
    },
    Schema {
        name: "sync_dead_lettered_payload",
        ty: Type::Object(&super::sync::SYNC_DEAD_LETTERED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/sync_dead_lettered_payload.schema.json")
        ),
    },
    Schema {
        name: "sync_ingest_accepted_payload",
        ty: Type::Object(&super::sync::SYNC_INGEST_ACCEPTED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/sync_ingest_accepted_payload.schema.json")
        ),
    },
    Schema {
        name: "sync_ingest_rejected_payload",
        ty: Type::Object(&super::sync::SYNC_INGEST_REJECTED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/sync_ingest_rejected_payload.schema.json")
        ),
    },
    Schema {
        name: "sync_lane_v1",
        ty: Type::Enum(&super::status::SYNC_LANE_V1),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/v3/sync_lane_v1.schema.json")
        ),
    },
    Schema {
        name: "sync_lane_v2",
        ty: Type::Enum(&super::status::SYNC_LANE_V2),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/v3/sync_lane_v2.schema.json")
        ),
    },
    Schema {
        name: "sync_replay_completed_payload",
        ty: Type::Object(&super::sync::SYNC_REPLAY_COMPLETED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/sync_replay_completed_payload.schema.json")
        ),
    },
    Schema {
        name: "sync_retry_scheduled_payload",
        ty: Type::Object(&super::sync::SYNC_RETRY_SCHEDULED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/sync_retry_scheduled_payload.schema.json")
        ),
    },
    Schema {
        name: "term_candidate_observed_payload",
        ty: Type::Object(&super::glossary::TERM_CANDIDATE_OBSERVED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/term_candidate_observed_payload.schema.json")
        ),
    },
    Schema {
        name: "user_connected_payload",
        ty: Type::Object(&super::connector::USER_CONNECTED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/user_connected_payload.schema.json")
        ),
    },
    Schema {
        name: "user_connection_status",
        ty: Type::Object(&super::connector::USER_CONNECTION_STATUS),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/user_connection_status.schema.json")
        ),
    },
    Schema {
        name: "user_disconnected_payload",
        ty: Type::Object(&super::connector::USER_DISCONNECTED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/user_disconnected_payload.schema.json")
        ),
    },
    Schema {
        name: "warning_acknowledged_payload",
        ty: Type::Object(&super::collaboration::WARNING_ACKNOWLEDGED_PAYLOAD),
        text: include_str!(
            concat!(env!("CARGO_MANIFEST_DIR"),
            "/schemas/v3/warning_acknowledged_payload.schema.json")
        ),
    },
];
