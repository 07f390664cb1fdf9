//! The objects of the domain `collaboration`, read field by field.
//!
//! Generated from `contracts/spec-kitty/v3/collaboration.yaml` by `contracts generate`. Edit
//! the contract, not this file.

use super::super::collaboration::{
    CommentId, CommentPostedPayload, ConcurrentDriverWarningPayload,
    DecisionCapturedPayload, DriveIntent, DriveIntentSetPayload, FocusChangedPayload,
    FocusTarget, FocusTargetType, InvolvedParticipants, ParticipantId,
    ParticipantIdentity, ParticipantInvitedPayload, ParticipantJoinedPayload,
    ParticipantLeftPayload, ParticipantType, PotentialStepCollisionDetectedPayload,
    PresenceHeartbeatPayload, PromptStepExecutionCompletedPayload,
    PromptStepExecutionStartedPayload, SessionId, SessionLinkType, SessionLinkedPayload,
    StepOutcome, WarningAcknowledgedPayload, WarningId, WarningResponse, WarningSeverity,
};

use super::super::common::{DecisionId, MissionId, StepId, Text};

event_contract::impl_view!(pub ParticipantIdentityView: ParticipantIdentity, [
    participant_id: ParticipantId,
    participant_type: ParticipantType,
    display_name: Option<String>,
    session_id: Option<String>,
]);

event_contract::impl_view!(pub FocusTargetView: FocusTarget, [
    target_type: FocusTargetType,
    target_id: Text,
]);

event_contract::impl_view!(pub ParticipantInvitedPayloadView: ParticipantInvitedPayload, [
    participant_id: ParticipantId,
    participant_identity: ParticipantIdentity,
    invited_by: ParticipantId,
    mission_id: MissionId,
]);

event_contract::impl_view!(pub ParticipantJoinedPayloadView: ParticipantJoinedPayload, [
    participant_id: ParticipantId,
    participant_identity: ParticipantIdentity,
    mission_id: MissionId,
    auth_principal_id: Option<String>,
]);

event_contract::impl_view!(pub ParticipantLeftPayloadView: ParticipantLeftPayload, [
    participant_id: ParticipantId,
    mission_id: MissionId,
    reason: Option<String>,
]);

event_contract::impl_view!(pub PresenceHeartbeatPayloadView: PresenceHeartbeatPayload, [
    participant_id: ParticipantId,
    mission_id: MissionId,
    session_id: Option<String>,
]);

event_contract::impl_view!(pub DriveIntentSetPayloadView: DriveIntentSetPayload, [
    participant_id: ParticipantId,
    mission_id: MissionId,
    intent: DriveIntent,
]);

event_contract::impl_view!(pub FocusChangedPayloadView: FocusChangedPayload, [
    participant_id: ParticipantId,
    mission_id: MissionId,
    focus_target: FocusTarget,
    previous_focus_target: Option<FocusTarget>,
]);

event_contract::impl_view!(pub PromptStepExecutionStartedPayloadView: PromptStepExecutionStartedPayload, [
    participant_id: ParticipantId,
    mission_id: MissionId,
    step_id: StepId,
    wp_id: Option<String>,
    step_description: Option<String>,
]);

event_contract::impl_view!(pub PromptStepExecutionCompletedPayloadView: PromptStepExecutionCompletedPayload, [
    participant_id: ParticipantId,
    mission_id: MissionId,
    step_id: StepId,
    wp_id: Option<String>,
    outcome: StepOutcome,
]);

event_contract::impl_view!(pub ConcurrentDriverWarningPayloadView: ConcurrentDriverWarningPayload, [
    warning_id: WarningId,
    mission_id: MissionId,
    participant_ids: InvolvedParticipants,
    focus_target: FocusTarget,
    severity: WarningSeverity,
]);

event_contract::impl_view!(pub PotentialStepCollisionDetectedPayloadView: PotentialStepCollisionDetectedPayload, [
    warning_id: WarningId,
    mission_id: MissionId,
    participant_ids: InvolvedParticipants,
    step_id: StepId,
    wp_id: Option<String>,
    severity: WarningSeverity,
]);

event_contract::impl_view!(pub WarningAcknowledgedPayloadView: WarningAcknowledgedPayload, [
    participant_id: ParticipantId,
    mission_id: MissionId,
    warning_id: WarningId,
    acknowledgement: WarningResponse,
]);

event_contract::impl_view!(pub CommentPostedPayloadView: CommentPostedPayload, [
    participant_id: ParticipantId,
    mission_id: MissionId,
    comment_id: CommentId,
    content: Text,
    reply_to: Option<String>,
]);

event_contract::impl_view!(pub DecisionCapturedPayloadView: DecisionCapturedPayload, [
    participant_id: ParticipantId,
    mission_id: MissionId,
    decision_id: DecisionId,
    topic: Text,
    chosen_option: Text,
    rationale: Option<String>,
    referenced_warning_id: Option<String>,
]);

event_contract::impl_view!(pub SessionLinkedPayloadView: SessionLinkedPayload, [
    participant_id: ParticipantId,
    mission_id: MissionId,
    primary_session_id: SessionId,
    linked_session_id: SessionId,
    link_type: SessionLinkType,
]);
