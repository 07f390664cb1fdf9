//! Tables and decoders of the domain `collaboration`.
//!
//! Generated from `contracts/spec-kitty/v2/collaboration.yaml` by `contracts generate`. Edit
//! the contract, not this file.

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields};
use event_contract::table::{self, Field, Type};

use super::super::collaboration::{
    AuthPrincipalBinding, AuthPrincipalId, CommentId, CommentPostedPayload,
    ConcurrentDriverWarningPayload, DecisionCapturedPayload, DriveIntent,
    DriveIntentSetPayload, FocusChangedPayload, FocusTarget, FocusTargetType,
    InvolvedParticipants, ParticipantId, ParticipantIdentity, ParticipantInvitedPayload,
    ParticipantJoinedPayload, ParticipantLeftPayload, ParticipantType,
    PotentialStepCollisionDetectedPayload, PresenceHeartbeatPayload,
    PromptStepExecutionCompletedPayload, PromptStepExecutionStartedPayload, SessionId,
    SessionLinkType, SessionLinkedPayload, StepOutcome, WarningAcknowledgedPayload,
    WarningId, WarningResponse, WarningSeverity,
};

use super::common::{DECISION_ID, MISSION_ID, STEP_ID, TEXT};

/// Table of [`ParticipantId`].
pub static PARTICIPANT_ID: table::Text = table::Text {
    name: "ParticipantId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(ParticipantId : PARTICIPANT_ID);

/// Table of [`ParticipantType`].
pub static PARTICIPANT_TYPE: table::Enum = table::Enum {
    name: "ParticipantType",
    values: &["human", "llm_context"],
    aliases: &[],
};

event_contract::impl_enum!(ParticipantType : PARTICIPANT_TYPE, [Human, LlmContext]);

/// Table of [`AuthPrincipalId`].
pub static AUTH_PRINCIPAL_ID: table::Text = table::Text {
    name: "AuthPrincipalId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(AuthPrincipalId : AUTH_PRINCIPAL_ID);

/// Table of [`SessionId`].
pub static SESSION_ID: table::Text = table::Text {
    name: "SessionId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(SessionId : SESSION_ID);

/// Table of [`WarningId`].
pub static WARNING_ID: table::Text = table::Text {
    name: "WarningId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(WarningId : WARNING_ID);

/// Table of [`CommentId`].
pub static COMMENT_ID: table::Text = table::Text {
    name: "CommentId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(CommentId : COMMENT_ID);

/// Table of [`DriveIntent`].
pub static DRIVE_INTENT: table::Enum = table::Enum {
    name: "DriveIntent",
    values: &["active", "inactive"],
    aliases: &[],
};

event_contract::impl_enum!(DriveIntent : DRIVE_INTENT, [Active, Inactive]);

/// Table of [`FocusTargetType`].
pub static FOCUS_TARGET_TYPE: table::Enum = table::Enum {
    name: "FocusTargetType",
    values: &["wp", "step", "file"],
    aliases: &[],
};

event_contract::impl_enum!(FocusTargetType : FOCUS_TARGET_TYPE, [Wp, Step, File]);

/// Table of [`StepOutcome`].
pub static STEP_OUTCOME: table::Enum = table::Enum {
    name: "StepOutcome",
    values: &["success", "failure", "skipped"],
    aliases: &[],
};

event_contract::impl_enum!(StepOutcome : STEP_OUTCOME, [Success, Failure, Skipped]);

/// Table of [`WarningSeverity`].
pub static WARNING_SEVERITY: table::Enum = table::Enum {
    name: "WarningSeverity",
    values: &["info", "warning"],
    aliases: &[],
};

event_contract::impl_enum!(WarningSeverity : WARNING_SEVERITY, [Info, Warning]);

/// Table of [`WarningResponse`].
pub static WARNING_RESPONSE: table::Enum = table::Enum {
    name: "WarningResponse",
    values: &["continue", "hold", "reassign", "defer"],
    aliases: &[],
};

event_contract::impl_enum!(
    WarningResponse : WARNING_RESPONSE, [Continue, Hold, Reassign, Defer]
);

/// Table of [`SessionLinkType`].
pub static SESSION_LINK_TYPE: table::Enum = table::Enum {
    name: "SessionLinkType",
    values: &["cli_to_saas", "saas_to_cli"],
    aliases: &[],
};

event_contract::impl_enum!(SessionLinkType : SESSION_LINK_TYPE, [CliToSaas, SaasToCli]);

/// Table of [`InvolvedParticipants`].
pub static INVOLVED_PARTICIPANTS: table::Array = table::Array {
    name: "InvolvedParticipants",
    items: Type::STRING,
    min_items: 2,
    max_items: None,
};

event_contract::impl_array!(InvolvedParticipants : INVOLVED_PARTICIPANTS, String);

/// Table of [`ParticipantIdentity`].
pub static PARTICIPANT_IDENTITY: table::Object = table::Object {
    name: "ParticipantIdentity",
    fields: &[
        Field::required("participant_id", Type::Text(&PARTICIPANT_ID)),
        Field::required("participant_type", Type::Enum(&PARTICIPANT_TYPE)),
        Field::optional("display_name", Type::STRING),
        Field::optional("session_id", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for ParticipantIdentity {
    const TYPE: Type = Type::Object(&PARTICIPANT_IDENTITY);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&PARTICIPANT_IDENTITY, text)?;
        Some(Self {
            participant_id: fields.next()?,
            participant_type: fields.next()?,
            display_name: fields.next()?,
            session_id: fields.next()?,
        })
    }
}

impl Serialize for ParticipantIdentity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ParticipantIdentity", 4)?;
        out.serialize_field("participant_id", &self.participant_id)?;
        out.serialize_field("participant_type", &self.participant_type)?;
        out.serialize_field("display_name", &self.display_name)?;
        out.serialize_field("session_id", &self.session_id)?;
        out.end()
    }
}

/// Table of [`AuthPrincipalBinding`].
pub static AUTH_PRINCIPAL_BINDING: table::Object = table::Object {
    name: "AuthPrincipalBinding",
    fields: &[
        Field::required("auth_principal_id", Type::Text(&AUTH_PRINCIPAL_ID)),
        Field::required("participant_id", Type::Text(&PARTICIPANT_ID)),
        Field::required("bound_at", Type::PYDANTIC_DATETIME),
    ],
    closed: false,
    rules: &[],
};

impl Contract for AuthPrincipalBinding {
    const TYPE: Type = Type::Object(&AUTH_PRINCIPAL_BINDING);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&AUTH_PRINCIPAL_BINDING, text)?;
        Some(Self {
            auth_principal_id: fields.next()?,
            participant_id: fields.next()?,
            bound_at: fields.next()?,
        })
    }
}

impl Serialize for AuthPrincipalBinding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("AuthPrincipalBinding", 3)?;
        out.serialize_field("auth_principal_id", &self.auth_principal_id)?;
        out.serialize_field("participant_id", &self.participant_id)?;
        out.serialize_field("bound_at", &self.bound_at)?;
        out.end()
    }
}

/// Table of [`FocusTarget`].
pub static FOCUS_TARGET: table::Object = table::Object {
    name: "FocusTarget",
    fields: &[
        Field::required("target_type", Type::Enum(&FOCUS_TARGET_TYPE)),
        Field::required("target_id", Type::Text(&TEXT)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for FocusTarget {
    const TYPE: Type = Type::Object(&FOCUS_TARGET);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&FOCUS_TARGET, text)?;
        Some(Self {
            target_type: fields.next()?,
            target_id: fields.next()?,
        })
    }
}

impl Serialize for FocusTarget {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("FocusTarget", 2)?;
        out.serialize_field("target_type", &self.target_type)?;
        out.serialize_field("target_id", &self.target_id)?;
        out.end()
    }
}

/// Table of [`ParticipantInvitedPayload`].
pub static PARTICIPANT_INVITED_PAYLOAD: table::Object = table::Object {
    name: "ParticipantInvitedPayload",
    fields: &[
        Field::required("participant_id", Type::Text(&PARTICIPANT_ID)),
        Field::required("participant_identity", Type::Object(&PARTICIPANT_IDENTITY)),
        Field::required("invited_by", Type::Text(&PARTICIPANT_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for ParticipantInvitedPayload {
    const TYPE: Type = Type::Object(&PARTICIPANT_INVITED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&PARTICIPANT_INVITED_PAYLOAD, text)?;
        Some(Self {
            participant_id: fields.next()?,
            participant_identity: fields.next()?,
            invited_by: fields.next()?,
            mission_id: fields.next()?,
        })
    }
}

impl Serialize for ParticipantInvitedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ParticipantInvitedPayload", 4)?;
        out.serialize_field("participant_id", &self.participant_id)?;
        out.serialize_field("participant_identity", &self.participant_identity)?;
        out.serialize_field("invited_by", &self.invited_by)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.end()
    }
}

/// Table of [`ParticipantJoinedPayload`].
pub static PARTICIPANT_JOINED_PAYLOAD: table::Object = table::Object {
    name: "ParticipantJoinedPayload",
    fields: &[
        Field::required("participant_id", Type::Text(&PARTICIPANT_ID)),
        Field::required("participant_identity", Type::Object(&PARTICIPANT_IDENTITY)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::optional("auth_principal_id", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for ParticipantJoinedPayload {
    const TYPE: Type = Type::Object(&PARTICIPANT_JOINED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&PARTICIPANT_JOINED_PAYLOAD, text)?;
        Some(Self {
            participant_id: fields.next()?,
            participant_identity: fields.next()?,
            mission_id: fields.next()?,
            auth_principal_id: fields.next()?,
        })
    }
}

impl Serialize for ParticipantJoinedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ParticipantJoinedPayload", 4)?;
        out.serialize_field("participant_id", &self.participant_id)?;
        out.serialize_field("participant_identity", &self.participant_identity)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("auth_principal_id", &self.auth_principal_id)?;
        out.end()
    }
}

/// Table of [`ParticipantLeftPayload`].
pub static PARTICIPANT_LEFT_PAYLOAD: table::Object = table::Object {
    name: "ParticipantLeftPayload",
    fields: &[
        Field::required("participant_id", Type::Text(&PARTICIPANT_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::optional("reason", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for ParticipantLeftPayload {
    const TYPE: Type = Type::Object(&PARTICIPANT_LEFT_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&PARTICIPANT_LEFT_PAYLOAD, text)?;
        Some(Self {
            participant_id: fields.next()?,
            mission_id: fields.next()?,
            reason: fields.next()?,
        })
    }
}

impl Serialize for ParticipantLeftPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ParticipantLeftPayload", 3)?;
        out.serialize_field("participant_id", &self.participant_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("reason", &self.reason)?;
        out.end()
    }
}

/// Table of [`PresenceHeartbeatPayload`].
pub static PRESENCE_HEARTBEAT_PAYLOAD: table::Object = table::Object {
    name: "PresenceHeartbeatPayload",
    fields: &[
        Field::required("participant_id", Type::Text(&PARTICIPANT_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::optional("session_id", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for PresenceHeartbeatPayload {
    const TYPE: Type = Type::Object(&PRESENCE_HEARTBEAT_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&PRESENCE_HEARTBEAT_PAYLOAD, text)?;
        Some(Self {
            participant_id: fields.next()?,
            mission_id: fields.next()?,
            session_id: fields.next()?,
        })
    }
}

impl Serialize for PresenceHeartbeatPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("PresenceHeartbeatPayload", 3)?;
        out.serialize_field("participant_id", &self.participant_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("session_id", &self.session_id)?;
        out.end()
    }
}

/// Table of [`DriveIntentSetPayload`].
pub static DRIVE_INTENT_SET_PAYLOAD: table::Object = table::Object {
    name: "DriveIntentSetPayload",
    fields: &[
        Field::required("participant_id", Type::Text(&PARTICIPANT_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("intent", Type::Enum(&DRIVE_INTENT)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for DriveIntentSetPayload {
    const TYPE: Type = Type::Object(&DRIVE_INTENT_SET_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&DRIVE_INTENT_SET_PAYLOAD, text)?;
        Some(Self {
            participant_id: fields.next()?,
            mission_id: fields.next()?,
            intent: fields.next()?,
        })
    }
}

impl Serialize for DriveIntentSetPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("DriveIntentSetPayload", 3)?;
        out.serialize_field("participant_id", &self.participant_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("intent", &self.intent)?;
        out.end()
    }
}

/// Table of [`FocusChangedPayload`].
pub static FOCUS_CHANGED_PAYLOAD: table::Object = table::Object {
    name: "FocusChangedPayload",
    fields: &[
        Field::required("participant_id", Type::Text(&PARTICIPANT_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("focus_target", Type::Object(&FOCUS_TARGET)),
        Field::optional("previous_focus_target", Type::Object(&FOCUS_TARGET)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for FocusChangedPayload {
    const TYPE: Type = Type::Object(&FOCUS_CHANGED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&FOCUS_CHANGED_PAYLOAD, text)?;
        Some(Self {
            participant_id: fields.next()?,
            mission_id: fields.next()?,
            focus_target: fields.next()?,
            previous_focus_target: fields.next()?,
        })
    }
}

impl Serialize for FocusChangedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("FocusChangedPayload", 4)?;
        out.serialize_field("participant_id", &self.participant_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("focus_target", &self.focus_target)?;
        out.serialize_field("previous_focus_target", &self.previous_focus_target)?;
        out.end()
    }
}

/// Table of [`PromptStepExecutionStartedPayload`].
pub static PROMPT_STEP_EXECUTION_STARTED_PAYLOAD: table::Object = table::Object {
    name: "PromptStepExecutionStartedPayload",
    fields: &[
        Field::required("participant_id", Type::Text(&PARTICIPANT_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("step_id", Type::Text(&STEP_ID)),
        Field::optional("wp_id", Type::STRING),
        Field::optional("step_description", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for PromptStepExecutionStartedPayload {
    const TYPE: Type = Type::Object(&PROMPT_STEP_EXECUTION_STARTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&PROMPT_STEP_EXECUTION_STARTED_PAYLOAD, text)?;
        Some(Self {
            participant_id: fields.next()?,
            mission_id: fields.next()?,
            step_id: fields.next()?,
            wp_id: fields.next()?,
            step_description: fields.next()?,
        })
    }
}

impl Serialize for PromptStepExecutionStartedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer
            .serialize_struct("PromptStepExecutionStartedPayload", 5)?;
        out.serialize_field("participant_id", &self.participant_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("step_id", &self.step_id)?;
        out.serialize_field("wp_id", &self.wp_id)?;
        out.serialize_field("step_description", &self.step_description)?;
        out.end()
    }
}

/// Table of [`PromptStepExecutionCompletedPayload`].
pub static PROMPT_STEP_EXECUTION_COMPLETED_PAYLOAD: table::Object = table::Object {
    name: "PromptStepExecutionCompletedPayload",
    fields: &[
        Field::required("participant_id", Type::Text(&PARTICIPANT_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("step_id", Type::Text(&STEP_ID)),
        Field::optional("wp_id", Type::STRING),
        Field::required("outcome", Type::Enum(&STEP_OUTCOME)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for PromptStepExecutionCompletedPayload {
    const TYPE: Type = Type::Object(&PROMPT_STEP_EXECUTION_COMPLETED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&PROMPT_STEP_EXECUTION_COMPLETED_PAYLOAD, text)?;
        Some(Self {
            participant_id: fields.next()?,
            mission_id: fields.next()?,
            step_id: fields.next()?,
            wp_id: fields.next()?,
            outcome: fields.next()?,
        })
    }
}

impl Serialize for PromptStepExecutionCompletedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer
            .serialize_struct("PromptStepExecutionCompletedPayload", 5)?;
        out.serialize_field("participant_id", &self.participant_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("step_id", &self.step_id)?;
        out.serialize_field("wp_id", &self.wp_id)?;
        out.serialize_field("outcome", &self.outcome)?;
        out.end()
    }
}

/// Table of [`ConcurrentDriverWarningPayload`].
pub static CONCURRENT_DRIVER_WARNING_PAYLOAD: table::Object = table::Object {
    name: "ConcurrentDriverWarningPayload",
    fields: &[
        Field::required("warning_id", Type::Text(&WARNING_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("participant_ids", Type::Array(&INVOLVED_PARTICIPANTS)),
        Field::required("focus_target", Type::Object(&FOCUS_TARGET)),
        Field::required("severity", Type::Enum(&WARNING_SEVERITY)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for ConcurrentDriverWarningPayload {
    const TYPE: Type = Type::Object(&CONCURRENT_DRIVER_WARNING_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&CONCURRENT_DRIVER_WARNING_PAYLOAD, text)?;
        Some(Self {
            warning_id: fields.next()?,
            mission_id: fields.next()?,
            participant_ids: fields.next()?,
            focus_target: fields.next()?,
            severity: fields.next()?,
        })
    }
}

impl Serialize for ConcurrentDriverWarningPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ConcurrentDriverWarningPayload", 5)?;
        out.serialize_field("warning_id", &self.warning_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("participant_ids", &self.participant_ids)?;
        out.serialize_field("focus_target", &self.focus_target)?;
        out.serialize_field("severity", &self.severity)?;
        out.end()
    }
}

/// Table of [`PotentialStepCollisionDetectedPayload`].
pub static POTENTIAL_STEP_COLLISION_DETECTED_PAYLOAD: table::Object = table::Object {
    name: "PotentialStepCollisionDetectedPayload",
    fields: &[
        Field::required("warning_id", Type::Text(&WARNING_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("participant_ids", Type::Array(&INVOLVED_PARTICIPANTS)),
        Field::required("step_id", Type::Text(&STEP_ID)),
        Field::optional("wp_id", Type::STRING),
        Field::required("severity", Type::Enum(&WARNING_SEVERITY)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for PotentialStepCollisionDetectedPayload {
    const TYPE: Type = Type::Object(&POTENTIAL_STEP_COLLISION_DETECTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&POTENTIAL_STEP_COLLISION_DETECTED_PAYLOAD, text)?;
        Some(Self {
            warning_id: fields.next()?,
            mission_id: fields.next()?,
            participant_ids: fields.next()?,
            step_id: fields.next()?,
            wp_id: fields.next()?,
            severity: fields.next()?,
        })
    }
}

impl Serialize for PotentialStepCollisionDetectedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer
            .serialize_struct("PotentialStepCollisionDetectedPayload", 6)?;
        out.serialize_field("warning_id", &self.warning_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("participant_ids", &self.participant_ids)?;
        out.serialize_field("step_id", &self.step_id)?;
        out.serialize_field("wp_id", &self.wp_id)?;
        out.serialize_field("severity", &self.severity)?;
        out.end()
    }
}

/// Table of [`WarningAcknowledgedPayload`].
pub static WARNING_ACKNOWLEDGED_PAYLOAD: table::Object = table::Object {
    name: "WarningAcknowledgedPayload",
    fields: &[
        Field::required("participant_id", Type::Text(&PARTICIPANT_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("warning_id", Type::Text(&WARNING_ID)),
        Field::required("acknowledgement", Type::Enum(&WARNING_RESPONSE)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for WarningAcknowledgedPayload {
    const TYPE: Type = Type::Object(&WARNING_ACKNOWLEDGED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&WARNING_ACKNOWLEDGED_PAYLOAD, text)?;
        Some(Self {
            participant_id: fields.next()?,
            mission_id: fields.next()?,
            warning_id: fields.next()?,
            acknowledgement: fields.next()?,
        })
    }
}

impl Serialize for WarningAcknowledgedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("WarningAcknowledgedPayload", 4)?;
        out.serialize_field("participant_id", &self.participant_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("warning_id", &self.warning_id)?;
        out.serialize_field("acknowledgement", &self.acknowledgement)?;
        out.end()
    }
}

/// Table of [`CommentPostedPayload`].
pub static COMMENT_POSTED_PAYLOAD: table::Object = table::Object {
    name: "CommentPostedPayload",
    fields: &[
        Field::required("participant_id", Type::Text(&PARTICIPANT_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("comment_id", Type::Text(&COMMENT_ID)),
        Field::required("content", Type::Text(&TEXT)),
        Field::optional("reply_to", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for CommentPostedPayload {
    const TYPE: Type = Type::Object(&COMMENT_POSTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&COMMENT_POSTED_PAYLOAD, text)?;
        Some(Self {
            participant_id: fields.next()?,
            mission_id: fields.next()?,
            comment_id: fields.next()?,
            content: fields.next()?,
            reply_to: fields.next()?,
        })
    }
}

impl Serialize for CommentPostedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("CommentPostedPayload", 5)?;
        out.serialize_field("participant_id", &self.participant_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("comment_id", &self.comment_id)?;
        out.serialize_field("content", &self.content)?;
        out.serialize_field("reply_to", &self.reply_to)?;
        out.end()
    }
}

/// Table of [`DecisionCapturedPayload`].
pub static DECISION_CAPTURED_PAYLOAD: table::Object = table::Object {
    name: "DecisionCapturedPayload",
    fields: &[
        Field::required("participant_id", Type::Text(&PARTICIPANT_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("decision_id", Type::Text(&DECISION_ID)),
        Field::required("topic", Type::Text(&TEXT)),
        Field::required("chosen_option", Type::Text(&TEXT)),
        Field::optional("rationale", Type::STRING),
        Field::optional("referenced_warning_id", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for DecisionCapturedPayload {
    const TYPE: Type = Type::Object(&DECISION_CAPTURED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&DECISION_CAPTURED_PAYLOAD, text)?;
        Some(Self {
            participant_id: fields.next()?,
            mission_id: fields.next()?,
            decision_id: fields.next()?,
            topic: fields.next()?,
            chosen_option: fields.next()?,
            rationale: fields.next()?,
            referenced_warning_id: fields.next()?,
        })
    }
}

impl Serialize for DecisionCapturedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("DecisionCapturedPayload", 7)?;
        out.serialize_field("participant_id", &self.participant_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("decision_id", &self.decision_id)?;
        out.serialize_field("topic", &self.topic)?;
        out.serialize_field("chosen_option", &self.chosen_option)?;
        out.serialize_field("rationale", &self.rationale)?;
        out.serialize_field("referenced_warning_id", &self.referenced_warning_id)?;
        out.end()
    }
}

/// Table of [`SessionLinkedPayload`].
pub static SESSION_LINKED_PAYLOAD: table::Object = table::Object {
    name: "SessionLinkedPayload",
    fields: &[
        Field::required("participant_id", Type::Text(&PARTICIPANT_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("primary_session_id", Type::Text(&SESSION_ID)),
        Field::required("linked_session_id", Type::Text(&SESSION_ID)),
        Field::required("link_type", Type::Enum(&SESSION_LINK_TYPE)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for SessionLinkedPayload {
    const TYPE: Type = Type::Object(&SESSION_LINKED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&SESSION_LINKED_PAYLOAD, text)?;
        Some(Self {
            participant_id: fields.next()?,
            mission_id: fields.next()?,
            primary_session_id: fields.next()?,
            linked_session_id: fields.next()?,
            link_type: fields.next()?,
        })
    }
}

impl Serialize for SessionLinkedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("SessionLinkedPayload", 5)?;
        out.serialize_field("participant_id", &self.participant_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("primary_session_id", &self.primary_session_id)?;
        out.serialize_field("linked_session_id", &self.linked_session_id)?;
        out.serialize_field("link_type", &self.link_type)?;
        out.end()
    }
}

event_contract::impl_deserialize!(
    ParticipantIdentity, AuthPrincipalBinding, FocusTarget, ParticipantInvitedPayload,
    ParticipantJoinedPayload, ParticipantLeftPayload, PresenceHeartbeatPayload,
    DriveIntentSetPayload, FocusChangedPayload, PromptStepExecutionStartedPayload,
    PromptStepExecutionCompletedPayload, ConcurrentDriverWarningPayload,
    PotentialStepCollisionDetectedPayload, WarningAcknowledgedPayload,
    CommentPostedPayload, DecisionCapturedPayload, SessionLinkedPayload
);
