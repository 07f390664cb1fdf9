//! Tables and decoders of the domain `mission_next`.
//!
//! Generated from `contracts/spec-kitty/v2/mission_next.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields};
use event_contract::table::{self, Field, Type};

use super::super::mission_next::{
    AgentId, DecisionInputAnsweredPayload, DecisionInputRequestedPayload,
    MissionRunCompletedPayload, MissionRunStartedPayload, MissionRunStatus,
    NextStepAutoCompletedPayload, NextStepIssuedPayload, RuntimeActorIdentity,
    RuntimeActorType,
};

use super::common::{ACTOR_ID, DECISION_ID, MISSION_TYPE, RUN_ID, STEP_ID, TEXT};

/// Table of [`MissionRunStatus`].
pub static MISSION_RUN_STATUS: table::Enum = table::Enum {
    name: "MissionRunStatus",
    values: &["running", "completed"],
    aliases: &[],
};

event_contract::impl_enum!(MissionRunStatus : MISSION_RUN_STATUS, [Running, Completed]);

/// Table of [`AgentId`].
pub static AGENT_ID: table::Text = table::Text {
    name: "AgentId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(AgentId : AGENT_ID);

static RUNTIME_ACTOR_TYPE_PATTERN: table::Pattern = table::Pattern::one_of(
    "^(human|llm|service)$",
    &["human", "llm", "service"],
);

/// Table of [`RuntimeActorType`].
pub static RUNTIME_ACTOR_TYPE: table::Text = table::Text {
    name: "RuntimeActorType",
    pattern: Some(&RUNTIME_ACTOR_TYPE_PATTERN),
    ..table::Text::ANY
};

event_contract::impl_text!(RuntimeActorType : RUNTIME_ACTOR_TYPE);

/// Table of [`RuntimeActorIdentity`].
pub static RUNTIME_ACTOR_IDENTITY: table::Object = table::Object {
    name: "RuntimeActorIdentity",
    fields: &[
        Field::required("actor_id", Type::Text(&ACTOR_ID)),
        Field::required("actor_type", Type::Text(&RUNTIME_ACTOR_TYPE)),
        Field::with_default("display_name", Type::STRING, r#""""#),
        Field::optional("provider", Type::STRING),
        Field::optional("model", Type::STRING),
        Field::optional("tool", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for RuntimeActorIdentity {
    const TYPE: Type = Type::Object(&RUNTIME_ACTOR_IDENTITY);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&RUNTIME_ACTOR_IDENTITY, text)?;
        Some(Self {
            actor_id: fields.next()?,
            actor_type: fields.next()?,
            display_name: fields.next()?,
            provider: fields.next()?,
            model: fields.next()?,
            tool: fields.next()?,
        })
    }
}

impl Serialize for RuntimeActorIdentity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("RuntimeActorIdentity", 6)?;
        out.serialize_field("actor_id", &self.actor_id)?;
        out.serialize_field("actor_type", &self.actor_type)?;
        out.serialize_field("display_name", &self.display_name)?;
        out.serialize_field("provider", &self.provider)?;
        out.serialize_field("model", &self.model)?;
        out.serialize_field("tool", &self.tool)?;
        out.end()
    }
}

/// Table of [`MissionRunStartedPayload`].
pub static MISSION_RUN_STARTED_PAYLOAD: table::Object = table::Object {
    name: "MissionRunStartedPayload",
    fields: &[
        Field::required("run_id", Type::Text(&RUN_ID)),
        Field::required("mission_key", Type::Text(&MISSION_TYPE)),
        Field::required("actor", Type::Object(&RUNTIME_ACTOR_IDENTITY)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for MissionRunStartedPayload {
    const TYPE: Type = Type::Object(&MISSION_RUN_STARTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&MISSION_RUN_STARTED_PAYLOAD, text)?;
        Some(Self {
            run_id: fields.next()?,
            mission_key: fields.next()?,
            actor: fields.next()?,
        })
    }
}

impl Serialize for MissionRunStartedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("MissionRunStartedPayload", 3)?;
        out.serialize_field("run_id", &self.run_id)?;
        out.serialize_field("mission_key", &self.mission_key)?;
        out.serialize_field("actor", &self.actor)?;
        out.end()
    }
}

/// Table of [`NextStepIssuedPayload`].
pub static NEXT_STEP_ISSUED_PAYLOAD: table::Object = table::Object {
    name: "NextStepIssuedPayload",
    fields: &[
        Field::required("run_id", Type::Text(&RUN_ID)),
        Field::required("step_id", Type::Text(&STEP_ID)),
        Field::required("agent_id", Type::Text(&AGENT_ID)),
        Field::required("actor", Type::Object(&RUNTIME_ACTOR_IDENTITY)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for NextStepIssuedPayload {
    const TYPE: Type = Type::Object(&NEXT_STEP_ISSUED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&NEXT_STEP_ISSUED_PAYLOAD, text)?;
        Some(Self {
            run_id: fields.next()?,
            step_id: fields.next()?,
            agent_id: fields.next()?,
            actor: fields.next()?,
        })
    }
}

impl Serialize for NextStepIssuedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("NextStepIssuedPayload", 4)?;
        out.serialize_field("run_id", &self.run_id)?;
        out.serialize_field("step_id", &self.step_id)?;
        out.serialize_field("agent_id", &self.agent_id)?;
        out.serialize_field("actor", &self.actor)?;
        out.end()
    }
}

/// Table of [`NextStepAutoCompletedPayload`].
pub static NEXT_STEP_AUTO_COMPLETED_PAYLOAD: table::Object = table::Object {
    name: "NextStepAutoCompletedPayload",
    fields: &[
        Field::required("run_id", Type::Text(&RUN_ID)),
        Field::required("step_id", Type::Text(&STEP_ID)),
        Field::required("agent_id", Type::Text(&AGENT_ID)),
        Field::required("result", Type::Text(&TEXT)),
        Field::required("actor", Type::Object(&RUNTIME_ACTOR_IDENTITY)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for NextStepAutoCompletedPayload {
    const TYPE: Type = Type::Object(&NEXT_STEP_AUTO_COMPLETED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&NEXT_STEP_AUTO_COMPLETED_PAYLOAD, text)?;
        Some(Self {
            run_id: fields.next()?,
            step_id: fields.next()?,
            agent_id: fields.next()?,
            result: fields.next()?,
            actor: fields.next()?,
        })
    }
}

impl Serialize for NextStepAutoCompletedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("NextStepAutoCompletedPayload", 5)?;
        out.serialize_field("run_id", &self.run_id)?;
        out.serialize_field("step_id", &self.step_id)?;
        out.serialize_field("agent_id", &self.agent_id)?;
        out.serialize_field("result", &self.result)?;
        out.serialize_field("actor", &self.actor)?;
        out.end()
    }
}

/// Table of [`DecisionInputRequestedPayload`].
pub static DECISION_INPUT_REQUESTED_PAYLOAD: table::Object = table::Object {
    name: "DecisionInputRequestedPayload",
    fields: &[
        Field::required("run_id", Type::Text(&RUN_ID)),
        Field::required("decision_id", Type::Text(&DECISION_ID)),
        Field::required("step_id", Type::Text(&STEP_ID)),
        Field::required("question", Type::Text(&TEXT)),
        Field::with_default(
            "options",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::STRING,
                    min_items: 0,
                    max_items: None,
                },
            ),
            "[]",
        ),
        Field::optional("input_key", Type::STRING),
        Field::required("actor", Type::Object(&RUNTIME_ACTOR_IDENTITY)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for DecisionInputRequestedPayload {
    const TYPE: Type = Type::Object(&DECISION_INPUT_REQUESTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&DECISION_INPUT_REQUESTED_PAYLOAD, text)?;
        Some(Self {
            run_id: fields.next()?,
            decision_id: fields.next()?,
            step_id: fields.next()?,
            question: fields.next()?,
            options: fields.next()?,
            input_key: fields.next()?,
            actor: fields.next()?,
        })
    }
}

impl Serialize for DecisionInputRequestedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("DecisionInputRequestedPayload", 7)?;
        out.serialize_field("run_id", &self.run_id)?;
        out.serialize_field("decision_id", &self.decision_id)?;
        out.serialize_field("step_id", &self.step_id)?;
        out.serialize_field("question", &self.question)?;
        out.serialize_field("options", &self.options)?;
        out.serialize_field("input_key", &self.input_key)?;
        out.serialize_field("actor", &self.actor)?;
        out.end()
    }
}

/// Table of [`DecisionInputAnsweredPayload`].
pub static DECISION_INPUT_ANSWERED_PAYLOAD: table::Object = table::Object {
    name: "DecisionInputAnsweredPayload",
    fields: &[
        Field::required("run_id", Type::Text(&RUN_ID)),
        Field::required("decision_id", Type::Text(&DECISION_ID)),
        Field::required("answer", Type::Text(&TEXT)),
        Field::required("actor", Type::Object(&RUNTIME_ACTOR_IDENTITY)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for DecisionInputAnsweredPayload {
    const TYPE: Type = Type::Object(&DECISION_INPUT_ANSWERED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&DECISION_INPUT_ANSWERED_PAYLOAD, text)?;
        Some(Self {
            run_id: fields.next()?,
            decision_id: fields.next()?,
            answer: fields.next()?,
            actor: fields.next()?,
        })
    }
}

impl Serialize for DecisionInputAnsweredPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("DecisionInputAnsweredPayload", 4)?;
        out.serialize_field("run_id", &self.run_id)?;
        out.serialize_field("decision_id", &self.decision_id)?;
        out.serialize_field("answer", &self.answer)?;
        out.serialize_field("actor", &self.actor)?;
        out.end()
    }
}

/// Table of [`MissionRunCompletedPayload`].
pub static MISSION_RUN_COMPLETED_PAYLOAD: table::Object = table::Object {
    name: "MissionRunCompletedPayload",
    fields: &[
        Field::required("run_id", Type::Text(&RUN_ID)),
        Field::required("mission_key", Type::Text(&MISSION_TYPE)),
        Field::required("actor", Type::Object(&RUNTIME_ACTOR_IDENTITY)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for MissionRunCompletedPayload {
    const TYPE: Type = Type::Object(&MISSION_RUN_COMPLETED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&MISSION_RUN_COMPLETED_PAYLOAD, text)?;
        Some(Self {
            run_id: fields.next()?,
            mission_key: fields.next()?,
            actor: fields.next()?,
        })
    }
}

impl Serialize for MissionRunCompletedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("MissionRunCompletedPayload", 3)?;
        out.serialize_field("run_id", &self.run_id)?;
        out.serialize_field("mission_key", &self.mission_key)?;
        out.serialize_field("actor", &self.actor)?;
        out.end()
    }
}

event_contract::impl_deserialize!(
    RuntimeActorIdentity, MissionRunStartedPayload, NextStepIssuedPayload,
    NextStepAutoCompletedPayload, DecisionInputRequestedPayload,
    DecisionInputAnsweredPayload, MissionRunCompletedPayload
);
