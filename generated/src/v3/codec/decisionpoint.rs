//! Tables and decoders of the domain `decisionpoint`.
//!
//! Generated from `contracts/spec-kitty/v3/decisionpoint.yaml` by `contracts generate`. Edit
//! the contract, not this file.

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields};
use event_contract::table::{self, Field, Type};

use super::super::decisionpoint::{
    Alternatives, DecisionAuthorityRole, DecisionPointDiscussingPayload, DecisionPointId,
    DecisionPointOpenedPayload, DecisionPointOverriddenPayload,
    DecisionPointResolvedPayload, DecisionPointState, EvidenceRefs,
};

use super::common::{ACTOR_ID, MISSION_ID, MISSION_SLUG, MISSION_TYPE, RUN_ID, TEXT};
use super::lifecycle::PHASE_NAME;
use super::mission_next::RUNTIME_ACTOR_TYPE;

use event_contract::machine::{Fact, Facts};

/// Table of [`DecisionPointId`].
pub static DECISION_POINT_ID: table::Text = table::Text {
    name: "DecisionPointId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(DecisionPointId : DECISION_POINT_ID);

/// Table of [`DecisionPointState`].
pub static DECISION_POINT_STATE: table::Enum = table::Enum {
    name: "DecisionPointState",
    values: &["open", "discussing", "resolved", "overridden"],
    aliases: &[],
};

event_contract::impl_enum!(
    DecisionPointState : DECISION_POINT_STATE, [Open, Discussing, Resolved, Overridden]
);

/// Table of [`DecisionAuthorityRole`].
pub static DECISION_AUTHORITY_ROLE: table::Enum = table::Enum {
    name: "DecisionAuthorityRole",
    values: &["mission_owner", "advisory", "informed"],
    aliases: &[],
};

event_contract::impl_enum!(
    DecisionAuthorityRole : DECISION_AUTHORITY_ROLE, [MissionOwner, Advisory, Informed]
);

/// Table of [`Alternatives`].
pub static ALTERNATIVES: table::Array = table::Array {
    name: "Alternatives",
    items: Type::STRING,
    min_items: 1,
    max_items: None,
};

event_contract::impl_array!(Alternatives : ALTERNATIVES, String);

/// Table of [`EvidenceRefs`].
pub static EVIDENCE_REFS: table::Array = table::Array {
    name: "EvidenceRefs",
    items: Type::STRING,
    min_items: 1,
    max_items: None,
};

event_contract::impl_array!(EvidenceRefs : EVIDENCE_REFS, String);

/// Table of [`DecisionPointOpenedPayload`].
pub static DECISION_POINT_OPENED_PAYLOAD: table::Object = table::Object {
    name: "DecisionPointOpenedPayload",
    fields: &[
        Field::required("decision_point_id", Type::Text(&DECISION_POINT_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("run_id", Type::Text(&RUN_ID)),
        Field::required("mission_slug", Type::Text(&MISSION_SLUG)),
        Field::required("mission_type", Type::Text(&MISSION_TYPE)),
        Field::required("phase", Type::Text(&PHASE_NAME)),
        Field::required("actor_id", Type::Text(&ACTOR_ID)),
        Field::required("actor_type", Type::Text(&RUNTIME_ACTOR_TYPE)),
        Field::required("authority_role", Type::Enum(&DECISION_AUTHORITY_ROLE)),
        Field::required("mission_owner_authority_flag", Type::Boolean),
        Field::required("mission_owner_authority_path", Type::STRING),
        Field::required("rationale", Type::Text(&TEXT)),
        Field::required("alternatives_considered", Type::Array(&ALTERNATIVES)),
        Field::required("evidence_refs", Type::Array(&EVIDENCE_REFS)),
        Field::required("state_entered_at", Type::PYDANTIC_DATETIME),
        Field::required("recorded_at", Type::PYDANTIC_DATETIME),
    ],
    closed: true,
    rules: &[],
};

impl Contract for DecisionPointOpenedPayload {
    const TYPE: Type = Type::Object(&DECISION_POINT_OPENED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&DECISION_POINT_OPENED_PAYLOAD, text)?;
        Some(Self {
            decision_point_id: fields.next()?,
            mission_id: fields.next()?,
            run_id: fields.next()?,
            mission_slug: fields.next()?,
            mission_type: fields.next()?,
            phase: fields.next()?,
            actor_id: fields.next()?,
            actor_type: fields.next()?,
            authority_role: fields.next()?,
            mission_owner_authority_flag: fields.next()?,
            mission_owner_authority_path: fields.next()?,
            rationale: fields.next()?,
            alternatives_considered: fields.next()?,
            evidence_refs: fields.next()?,
            state_entered_at: fields.next()?,
            recorded_at: fields.next()?,
        })
    }
}

impl Serialize for DecisionPointOpenedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("DecisionPointOpenedPayload", 16)?;
        out.serialize_field("decision_point_id", &self.decision_point_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("run_id", &self.run_id)?;
        out.serialize_field("mission_slug", &self.mission_slug)?;
        out.serialize_field("mission_type", &self.mission_type)?;
        out.serialize_field("phase", &self.phase)?;
        out.serialize_field("actor_id", &self.actor_id)?;
        out.serialize_field("actor_type", &self.actor_type)?;
        out.serialize_field("authority_role", &self.authority_role)?;
        out.serialize_field(
            "mission_owner_authority_flag",
            &self.mission_owner_authority_flag,
        )?;
        out.serialize_field(
            "mission_owner_authority_path",
            &self.mission_owner_authority_path,
        )?;
        out.serialize_field("rationale", &self.rationale)?;
        out.serialize_field("alternatives_considered", &self.alternatives_considered)?;
        out.serialize_field("evidence_refs", &self.evidence_refs)?;
        out.serialize_field("state_entered_at", &self.state_entered_at)?;
        out.serialize_field("recorded_at", &self.recorded_at)?;
        out.end()
    }
}

/// Table of [`DecisionPointDiscussingPayload`].
pub static DECISION_POINT_DISCUSSING_PAYLOAD: table::Object = table::Object {
    name: "DecisionPointDiscussingPayload",
    fields: &[
        Field::required("decision_point_id", Type::Text(&DECISION_POINT_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("run_id", Type::Text(&RUN_ID)),
        Field::required("mission_slug", Type::Text(&MISSION_SLUG)),
        Field::required("mission_type", Type::Text(&MISSION_TYPE)),
        Field::required("phase", Type::Text(&PHASE_NAME)),
        Field::required("actor_id", Type::Text(&ACTOR_ID)),
        Field::required("actor_type", Type::Text(&RUNTIME_ACTOR_TYPE)),
        Field::required("authority_role", Type::Enum(&DECISION_AUTHORITY_ROLE)),
        Field::required("mission_owner_authority_flag", Type::Boolean),
        Field::required("mission_owner_authority_path", Type::STRING),
        Field::required("rationale", Type::Text(&TEXT)),
        Field::required("alternatives_considered", Type::Array(&ALTERNATIVES)),
        Field::required("evidence_refs", Type::Array(&EVIDENCE_REFS)),
        Field::required("state_entered_at", Type::PYDANTIC_DATETIME),
        Field::required("recorded_at", Type::PYDANTIC_DATETIME),
    ],
    closed: true,
    rules: &[],
};

impl Contract for DecisionPointDiscussingPayload {
    const TYPE: Type = Type::Object(&DECISION_POINT_DISCUSSING_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&DECISION_POINT_DISCUSSING_PAYLOAD, text)?;
        Some(Self {
            decision_point_id: fields.next()?,
            mission_id: fields.next()?,
            run_id: fields.next()?,
            mission_slug: fields.next()?,
            mission_type: fields.next()?,
            phase: fields.next()?,
            actor_id: fields.next()?,
            actor_type: fields.next()?,
            authority_role: fields.next()?,
            mission_owner_authority_flag: fields.next()?,
            mission_owner_authority_path: fields.next()?,
            rationale: fields.next()?,
            alternatives_considered: fields.next()?,
            evidence_refs: fields.next()?,
            state_entered_at: fields.next()?,
            recorded_at: fields.next()?,
        })
    }
}

impl Serialize for DecisionPointDiscussingPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("DecisionPointDiscussingPayload", 16)?;
        out.serialize_field("decision_point_id", &self.decision_point_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("run_id", &self.run_id)?;
        out.serialize_field("mission_slug", &self.mission_slug)?;
        out.serialize_field("mission_type", &self.mission_type)?;
        out.serialize_field("phase", &self.phase)?;
        out.serialize_field("actor_id", &self.actor_id)?;
        out.serialize_field("actor_type", &self.actor_type)?;
        out.serialize_field("authority_role", &self.authority_role)?;
        out.serialize_field(
            "mission_owner_authority_flag",
            &self.mission_owner_authority_flag,
        )?;
        out.serialize_field(
            "mission_owner_authority_path",
            &self.mission_owner_authority_path,
        )?;
        out.serialize_field("rationale", &self.rationale)?;
        out.serialize_field("alternatives_considered", &self.alternatives_considered)?;
        out.serialize_field("evidence_refs", &self.evidence_refs)?;
        out.serialize_field("state_entered_at", &self.state_entered_at)?;
        out.serialize_field("recorded_at", &self.recorded_at)?;
        out.end()
    }
}

/// Table of [`DecisionPointResolvedPayload`].
pub static DECISION_POINT_RESOLVED_PAYLOAD: table::Object = table::Object {
    name: "DecisionPointResolvedPayload",
    fields: &[
        Field::required("decision_point_id", Type::Text(&DECISION_POINT_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("run_id", Type::Text(&RUN_ID)),
        Field::required("mission_slug", Type::Text(&MISSION_SLUG)),
        Field::required("mission_type", Type::Text(&MISSION_TYPE)),
        Field::required("phase", Type::Text(&PHASE_NAME)),
        Field::required("actor_id", Type::Text(&ACTOR_ID)),
        Field::required("actor_type", Type::Text(&RUNTIME_ACTOR_TYPE)),
        Field::required("authority_role", Type::Enum(&DECISION_AUTHORITY_ROLE)),
        Field::required("mission_owner_authority_flag", Type::Boolean),
        Field::required("mission_owner_authority_path", Type::STRING),
        Field::required("rationale", Type::Text(&TEXT)),
        Field::required("alternatives_considered", Type::Array(&ALTERNATIVES)),
        Field::required("evidence_refs", Type::Array(&EVIDENCE_REFS)),
        Field::required("state_entered_at", Type::PYDANTIC_DATETIME),
        Field::required("recorded_at", Type::PYDANTIC_DATETIME),
    ],
    closed: true,
    rules: &[],
};

impl Contract for DecisionPointResolvedPayload {
    const TYPE: Type = Type::Object(&DECISION_POINT_RESOLVED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&DECISION_POINT_RESOLVED_PAYLOAD, text)?;
        Some(Self {
            decision_point_id: fields.next()?,
            mission_id: fields.next()?,
            run_id: fields.next()?,
            mission_slug: fields.next()?,
            mission_type: fields.next()?,
            phase: fields.next()?,
            actor_id: fields.next()?,
            actor_type: fields.next()?,
            authority_role: fields.next()?,
            mission_owner_authority_flag: fields.next()?,
            mission_owner_authority_path: fields.next()?,
            rationale: fields.next()?,
            alternatives_considered: fields.next()?,
            evidence_refs: fields.next()?,
            state_entered_at: fields.next()?,
            recorded_at: fields.next()?,
        })
    }
}

impl Serialize for DecisionPointResolvedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("DecisionPointResolvedPayload", 16)?;
        out.serialize_field("decision_point_id", &self.decision_point_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("run_id", &self.run_id)?;
        out.serialize_field("mission_slug", &self.mission_slug)?;
        out.serialize_field("mission_type", &self.mission_type)?;
        out.serialize_field("phase", &self.phase)?;
        out.serialize_field("actor_id", &self.actor_id)?;
        out.serialize_field("actor_type", &self.actor_type)?;
        out.serialize_field("authority_role", &self.authority_role)?;
        out.serialize_field(
            "mission_owner_authority_flag",
            &self.mission_owner_authority_flag,
        )?;
        out.serialize_field(
            "mission_owner_authority_path",
            &self.mission_owner_authority_path,
        )?;
        out.serialize_field("rationale", &self.rationale)?;
        out.serialize_field("alternatives_considered", &self.alternatives_considered)?;
        out.serialize_field("evidence_refs", &self.evidence_refs)?;
        out.serialize_field("state_entered_at", &self.state_entered_at)?;
        out.serialize_field("recorded_at", &self.recorded_at)?;
        out.end()
    }
}

/// Table of [`DecisionPointOverriddenPayload`].
pub static DECISION_POINT_OVERRIDDEN_PAYLOAD: table::Object = table::Object {
    name: "DecisionPointOverriddenPayload",
    fields: &[
        Field::required("decision_point_id", Type::Text(&DECISION_POINT_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("run_id", Type::Text(&RUN_ID)),
        Field::required("mission_slug", Type::Text(&MISSION_SLUG)),
        Field::required("mission_type", Type::Text(&MISSION_TYPE)),
        Field::required("phase", Type::Text(&PHASE_NAME)),
        Field::required("actor_id", Type::Text(&ACTOR_ID)),
        Field::required("actor_type", Type::Text(&RUNTIME_ACTOR_TYPE)),
        Field::required("authority_role", Type::Enum(&DECISION_AUTHORITY_ROLE)),
        Field::required("mission_owner_authority_flag", Type::Boolean),
        Field::required("mission_owner_authority_path", Type::STRING),
        Field::required("rationale", Type::Text(&TEXT)),
        Field::required("alternatives_considered", Type::Array(&ALTERNATIVES)),
        Field::required("evidence_refs", Type::Array(&EVIDENCE_REFS)),
        Field::required("state_entered_at", Type::PYDANTIC_DATETIME),
        Field::required("recorded_at", Type::PYDANTIC_DATETIME),
    ],
    closed: true,
    rules: &[],
};

impl Contract for DecisionPointOverriddenPayload {
    const TYPE: Type = Type::Object(&DECISION_POINT_OVERRIDDEN_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&DECISION_POINT_OVERRIDDEN_PAYLOAD, text)?;
        Some(Self {
            decision_point_id: fields.next()?,
            mission_id: fields.next()?,
            run_id: fields.next()?,
            mission_slug: fields.next()?,
            mission_type: fields.next()?,
            phase: fields.next()?,
            actor_id: fields.next()?,
            actor_type: fields.next()?,
            authority_role: fields.next()?,
            mission_owner_authority_flag: fields.next()?,
            mission_owner_authority_path: fields.next()?,
            rationale: fields.next()?,
            alternatives_considered: fields.next()?,
            evidence_refs: fields.next()?,
            state_entered_at: fields.next()?,
            recorded_at: fields.next()?,
        })
    }
}

impl Serialize for DecisionPointOverriddenPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("DecisionPointOverriddenPayload", 16)?;
        out.serialize_field("decision_point_id", &self.decision_point_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("run_id", &self.run_id)?;
        out.serialize_field("mission_slug", &self.mission_slug)?;
        out.serialize_field("mission_type", &self.mission_type)?;
        out.serialize_field("phase", &self.phase)?;
        out.serialize_field("actor_id", &self.actor_id)?;
        out.serialize_field("actor_type", &self.actor_type)?;
        out.serialize_field("authority_role", &self.authority_role)?;
        out.serialize_field(
            "mission_owner_authority_flag",
            &self.mission_owner_authority_flag,
        )?;
        out.serialize_field(
            "mission_owner_authority_path",
            &self.mission_owner_authority_path,
        )?;
        out.serialize_field("rationale", &self.rationale)?;
        out.serialize_field("alternatives_considered", &self.alternatives_considered)?;
        out.serialize_field("evidence_refs", &self.evidence_refs)?;
        out.serialize_field("state_entered_at", &self.state_entered_at)?;
        out.serialize_field("recorded_at", &self.recorded_at)?;
        out.end()
    }
}

impl Facts for DecisionPointOpenedPayload {
    fn fact(&self, field: &str) -> Fact<'_> {
        match field {
            "phase" => Fact::Text(self.phase.as_str().into()),
            "actor_type" => Fact::Text(self.actor_type.as_str().into()),
            "authority_role" => Fact::Text(self.authority_role.as_str().into()),
            "mission_owner_authority_flag" => {
                Fact::Flag(self.mission_owner_authority_flag)
            }
            _ => Fact::Absent,
        }
    }
}

impl Facts for DecisionPointDiscussingPayload {
    fn fact(&self, field: &str) -> Fact<'_> {
        match field {
            "phase" => Fact::Text(self.phase.as_str().into()),
            "actor_type" => Fact::Text(self.actor_type.as_str().into()),
            "authority_role" => Fact::Text(self.authority_role.as_str().into()),
            "mission_owner_authority_flag" => {
                Fact::Flag(self.mission_owner_authority_flag)
            }
            _ => Fact::Absent,
        }
    }
}

impl Facts for DecisionPointResolvedPayload {
    fn fact(&self, field: &str) -> Fact<'_> {
        match field {
            "phase" => Fact::Text(self.phase.as_str().into()),
            "actor_type" => Fact::Text(self.actor_type.as_str().into()),
            "authority_role" => Fact::Text(self.authority_role.as_str().into()),
            "mission_owner_authority_flag" => {
                Fact::Flag(self.mission_owner_authority_flag)
            }
            _ => Fact::Absent,
        }
    }
}

impl Facts for DecisionPointOverriddenPayload {
    fn fact(&self, field: &str) -> Fact<'_> {
        match field {
            "phase" => Fact::Text(self.phase.as_str().into()),
            "actor_type" => Fact::Text(self.actor_type.as_str().into()),
            "authority_role" => Fact::Text(self.authority_role.as_str().into()),
            "mission_owner_authority_flag" => {
                Fact::Flag(self.mission_owner_authority_flag)
            }
            _ => Fact::Absent,
        }
    }
}

event_contract::impl_deserialize!(
    DecisionPointOpenedPayload, DecisionPointDiscussingPayload,
    DecisionPointResolvedPayload, DecisionPointOverriddenPayload
);
