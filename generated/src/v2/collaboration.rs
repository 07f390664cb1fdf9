//! Several people and agents at work on one mission. Warnings advise; nothing is locked.
//!
//! Generated from `contracts/spec-kitty/v2/collaboration.yaml` by `contracts generate`. Edit
//! the contract, not this file.

use event_contract::Timestamp;

use super::common::{DecisionId, MissionId, StepId, Text};

/// Identifies a participant within a mission.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParticipantId(pub(super) event_contract::ShortText);

/// Whether a participant is a person or a model at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParticipantType {
    /// `human`
    Human,
    /// `llm_context`
    LlmContext,
}

/// Identifies an authenticated account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AuthPrincipalId(pub(super) event_contract::ShortText);

/// Identifies a session of a participant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub(super) event_contract::ShortText);

/// Identifies a warning.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WarningId(pub(super) event_contract::ShortText);

/// Identifies a comment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommentId(pub(super) event_contract::ShortText);

/// Whether a participant means to change things or only to watch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DriveIntent {
    /// `active`
    Active,
    /// `inactive`
    Inactive,
}

/// What kind of thing is in focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FocusTargetType {
    /// `wp`
    Wp,
    /// `step`
    Step,
    /// `file`
    File,
}

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepOutcome {
    /// `success`
    Success,
    /// `failure`
    Failure,
    /// `skipped`
    Skipped,
}

/// How much a warning asks for attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningSeverity {
    /// `info`
    Info,
    /// `warning`
    Warning,
}

/// What a participant makes of a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningResponse {
    /// `continue`
    Continue,
    /// `hold`
    Hold,
    /// `reassign`
    Reassign,
    /// `defer`
    Defer,
}

/// From which side two sessions were joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SessionLinkType {
    /// `cli_to_saas`
    CliToSaas,
    /// `saas_to_cli`
    SaasToCli,
}

/// The participants that get into each other's way.
#[derive(Clone, Debug, PartialEq)]
pub struct InvolvedParticipants(pub(super) Vec<String>);

/// Who takes part in a mission.
#[derive(Clone, Debug, PartialEq)]
pub struct ParticipantIdentity {
    /// Identifies a participant within a mission.
    pub participant_id: ParticipantId,
    /// Whether a participant is a person or a model at work.
    pub participant_type: ParticipantType,
    /// The name to show.
    pub display_name: Option<String>,
    /// The session they are in.
    pub session_id: Option<String>,
}

/// Which account acts as which participant.
#[derive(Clone, Debug, PartialEq)]
pub struct AuthPrincipalBinding {
    /// Identifies an authenticated account.
    pub auth_principal_id: AuthPrincipalId,
    /// Identifies a participant within a mission.
    pub participant_id: ParticipantId,
    /// Since when.
    pub bound_at: Timestamp,
}

/// What a participant is looking at.
#[derive(Clone, Debug, PartialEq)]
pub struct FocusTarget {
    /// What kind of thing is in focus.
    pub target_type: FocusTargetType,
    /// Which one of its kind.
    pub target_id: Text,
}

/// Someone was asked to join a mission, and has not joined yet.
#[derive(Clone, Debug, PartialEq)]
pub struct ParticipantInvitedPayload {
    /// Who was asked.
    pub participant_id: ParticipantId,
    /// The same participant in full.
    pub participant_identity: ParticipantIdentity,
    /// Who asked.
    pub invited_by: ParticipantId,
    /// Identifies a mission.
    pub mission_id: MissionId,
}

/// A participant is on a mission's roster from now on.
#[derive(Clone, Debug, PartialEq)]
pub struct ParticipantJoinedPayload {
    /// Identifies a participant within a mission.
    pub participant_id: ParticipantId,
    /// The same participant in full.
    pub participant_identity: ParticipantIdentity,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// The account behind the participant.
    pub auth_principal_id: Option<String>,
}

/// A participant is off a mission's roster.
#[derive(Clone, Debug, PartialEq)]
pub struct ParticipantLeftPayload {
    /// Identifies a participant within a mission.
    pub participant_id: ParticipantId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Why, such as `disconnect`.
    pub reason: Option<String>,
}

/// A participant is still there.
#[derive(Clone, Debug, PartialEq)]
pub struct PresenceHeartbeatPayload {
    /// Identifies a participant within a mission.
    pub participant_id: ParticipantId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// The session that says so.
    pub session_id: Option<String>,
}

/// A participant took the wheel or let go of it.
#[derive(Clone, Debug, PartialEq)]
pub struct DriveIntentSetPayload {
    /// Identifies a participant within a mission.
    pub participant_id: ParticipantId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Whether a participant means to change things or only to watch.
    pub intent: DriveIntent,
}

/// A participant turned to something else.
#[derive(Clone, Debug, PartialEq)]
pub struct FocusChangedPayload {
    /// Identifies a participant within a mission.
    pub participant_id: ParticipantId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// What they turned to.
    pub focus_target: FocusTarget,
    /// What they turned away from.
    pub previous_focus_target: Option<FocusTarget>,
}

/// A participant began to execute a step.
#[derive(Clone, Debug, PartialEq)]
pub struct PromptStepExecutionStartedPayload {
    /// Identifies a participant within a mission.
    pub participant_id: ParticipantId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies a step of a mission.
    pub step_id: StepId,
    /// The work package that the step is for.
    pub wp_id: Option<String>,
    /// The step in a sentence.
    pub step_description: Option<String>,
}

/// A participant is done with a step.
#[derive(Clone, Debug, PartialEq)]
pub struct PromptStepExecutionCompletedPayload {
    /// Identifies a participant within a mission.
    pub participant_id: ParticipantId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies a step of a mission.
    pub step_id: StepId,
    /// The work package that the step was for.
    pub wp_id: Option<String>,
    /// How a step ended.
    pub outcome: StepOutcome,
}

/// Several participants drive with the same thing in focus.
#[derive(Clone, Debug, PartialEq)]
pub struct ConcurrentDriverWarningPayload {
    /// Identifies a warning.
    pub warning_id: WarningId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// The participants that get into each other's way.
    pub participant_ids: InvolvedParticipants,
    /// What they have in common.
    pub focus_target: FocusTarget,
    /// How much a warning asks for attention.
    pub severity: WarningSeverity,
}

/// Several participants may be executing the same step.
#[derive(Clone, Debug, PartialEq)]
pub struct PotentialStepCollisionDetectedPayload {
    /// Identifies a warning.
    pub warning_id: WarningId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// The participants that get into each other's way.
    pub participant_ids: InvolvedParticipants,
    /// Identifies a step of a mission.
    pub step_id: StepId,
    /// The work package that the step is for.
    pub wp_id: Option<String>,
    /// How much a warning asks for attention.
    pub severity: WarningSeverity,
}

/// A participant has read a warning and says what follows from it.
#[derive(Clone, Debug, PartialEq)]
pub struct WarningAcknowledgedPayload {
    /// Identifies a participant within a mission.
    pub participant_id: ParticipantId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies a warning.
    pub warning_id: WarningId,
    /// What a participant makes of a warning.
    pub acknowledgement: WarningResponse,
}

/// A participant said something.
#[derive(Clone, Debug, PartialEq)]
pub struct CommentPostedPayload {
    /// Identifies a participant within a mission.
    pub participant_id: ParticipantId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies a comment.
    pub comment_id: CommentId,
    /// What they said.
    pub content: Text,
    /// The comment it answers.
    pub reply_to: Option<String>,
}

/// A participant settled a question.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionCapturedPayload {
    /// Identifies a participant within a mission.
    pub participant_id: ParticipantId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies a decision.
    pub decision_id: DecisionId,
    /// The question.
    pub topic: Text,
    /// The answer.
    pub chosen_option: Text,
    /// Why this answer.
    pub rationale: Option<String>,
    /// The warning that raised the question.
    pub referenced_warning_id: Option<String>,
}

/// Two sessions of a participant were joined.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionLinkedPayload {
    /// Identifies a participant within a mission.
    pub participant_id: ParticipantId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// The session that leads.
    pub primary_session_id: SessionId,
    /// The session that was added.
    pub linked_session_id: SessionId,
    /// From which side two sessions were joined.
    pub link_type: SessionLinkType,
}

event_contract::impl_builder!(
    ParticipantIdentity: super::codec::collaboration::PARTICIPANT_IDENTITY,
    ParticipantIdentityBuilder,
    ParticipantIdentityRequired {
        participant_id: ParticipantId,
        participant_type: ParticipantType,
    },
    {
        2: display_name(optional into String),
        3: session_id(optional into String),
    }
);

event_contract::impl_builder!(
    AuthPrincipalBinding: super::codec::collaboration::AUTH_PRINCIPAL_BINDING,
    AuthPrincipalBindingBuilder,
    AuthPrincipalBindingRequired {
        auth_principal_id: AuthPrincipalId,
        participant_id: ParticipantId,
        bound_at: Timestamp,
    },
    {}
);

event_contract::impl_builder!(
    FocusTarget: super::codec::collaboration::FOCUS_TARGET,
    FocusTargetBuilder,
    FocusTargetRequired {
        target_type: FocusTargetType,
        target_id: Text,
    },
    {}
);

event_contract::impl_builder!(
    ParticipantInvitedPayload: super::codec::collaboration::PARTICIPANT_INVITED_PAYLOAD,
    ParticipantInvitedBuilder,
    ParticipantInvitedRequired {
        participant_id: ParticipantId,
        participant_identity: ParticipantIdentity,
        invited_by: ParticipantId,
        mission_id: MissionId,
    },
    {}
);

event_contract::impl_builder!(
    ParticipantJoinedPayload: super::codec::collaboration::PARTICIPANT_JOINED_PAYLOAD,
    ParticipantJoinedBuilder,
    ParticipantJoinedRequired {
        participant_id: ParticipantId,
        participant_identity: ParticipantIdentity,
        mission_id: MissionId,
    },
    {
        3: auth_principal_id(optional into String),
    }
);

event_contract::impl_builder!(
    ParticipantLeftPayload: super::codec::collaboration::PARTICIPANT_LEFT_PAYLOAD,
    ParticipantLeftBuilder,
    ParticipantLeftRequired {
        participant_id: ParticipantId,
        mission_id: MissionId,
    },
    {
        2: reason(optional into String),
    }
);

event_contract::impl_builder!(
    PresenceHeartbeatPayload: super::codec::collaboration::PRESENCE_HEARTBEAT_PAYLOAD,
    PresenceHeartbeatBuilder,
    PresenceHeartbeatRequired {
        participant_id: ParticipantId,
        mission_id: MissionId,
    },
    {
        2: session_id(optional into String),
    }
);

event_contract::impl_builder!(
    DriveIntentSetPayload: super::codec::collaboration::DRIVE_INTENT_SET_PAYLOAD,
    DriveIntentSetBuilder,
    DriveIntentSetRequired {
        participant_id: ParticipantId,
        mission_id: MissionId,
        intent: DriveIntent,
    },
    {}
);

event_contract::impl_builder!(
    FocusChangedPayload: super::codec::collaboration::FOCUS_CHANGED_PAYLOAD,
    FocusChangedBuilder,
    FocusChangedRequired {
        participant_id: ParticipantId,
        mission_id: MissionId,
        focus_target: FocusTarget,
    },
    {
        3: previous_focus_target(optional FocusTarget),
    }
);

event_contract::impl_builder!(
    PromptStepExecutionStartedPayload: super::codec::collaboration::PROMPT_STEP_EXECUTION_STARTED_PAYLOAD,
    PromptStepExecutionStartedBuilder,
    PromptStepExecutionStartedRequired {
        participant_id: ParticipantId,
        mission_id: MissionId,
        step_id: StepId,
    },
    {
        3: wp_id(optional into String),
        4: step_description(optional into String),
    }
);

event_contract::impl_builder!(
    PromptStepExecutionCompletedPayload: super::codec::collaboration::PROMPT_STEP_EXECUTION_COMPLETED_PAYLOAD,
    PromptStepExecutionCompletedBuilder,
    PromptStepExecutionCompletedRequired {
        participant_id: ParticipantId,
        mission_id: MissionId,
        step_id: StepId,
        outcome: StepOutcome,
    },
    {
        3: wp_id(optional into String),
    }
);

event_contract::impl_builder!(
    ConcurrentDriverWarningPayload: super::codec::collaboration::CONCURRENT_DRIVER_WARNING_PAYLOAD,
    ConcurrentDriverWarningBuilder,
    ConcurrentDriverWarningRequired {
        warning_id: WarningId,
        mission_id: MissionId,
        participant_ids: InvolvedParticipants,
        focus_target: FocusTarget,
        severity: WarningSeverity,
    },
    {}
);

event_contract::impl_builder!(
    PotentialStepCollisionDetectedPayload: super::codec::collaboration::POTENTIAL_STEP_COLLISION_DETECTED_PAYLOAD,
    PotentialStepCollisionDetectedBuilder,
    PotentialStepCollisionDetectedRequired {
        warning_id: WarningId,
        mission_id: MissionId,
        participant_ids: InvolvedParticipants,
        step_id: StepId,
        severity: WarningSeverity,
    },
    {
        4: wp_id(optional into String),
    }
);

event_contract::impl_builder!(
    WarningAcknowledgedPayload: super::codec::collaboration::WARNING_ACKNOWLEDGED_PAYLOAD,
    WarningAcknowledgedBuilder,
    WarningAcknowledgedRequired {
        participant_id: ParticipantId,
        mission_id: MissionId,
        warning_id: WarningId,
        acknowledgement: WarningResponse,
    },
    {}
);

event_contract::impl_builder!(
    CommentPostedPayload: super::codec::collaboration::COMMENT_POSTED_PAYLOAD,
    CommentPostedBuilder,
    CommentPostedRequired {
        participant_id: ParticipantId,
        mission_id: MissionId,
        comment_id: CommentId,
        content: Text,
    },
    {
        4: reply_to(optional into String),
    }
);

event_contract::impl_builder!(
    DecisionCapturedPayload: super::codec::collaboration::DECISION_CAPTURED_PAYLOAD,
    DecisionCapturedBuilder,
    DecisionCapturedRequired {
        participant_id: ParticipantId,
        mission_id: MissionId,
        decision_id: DecisionId,
        topic: Text,
        chosen_option: Text,
    },
    {
        5: rationale(optional into String),
        6: referenced_warning_id(optional into String),
    }
);

event_contract::impl_builder!(
    SessionLinkedPayload: super::codec::collaboration::SESSION_LINKED_PAYLOAD,
    SessionLinkedBuilder,
    SessionLinkedRequired {
        participant_id: ParticipantId,
        mission_id: MissionId,
        primary_session_id: SessionId,
        linked_session_id: SessionId,
        link_type: SessionLinkType,
    },
    {}
);
