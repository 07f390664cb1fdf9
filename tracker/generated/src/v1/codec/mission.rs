//! Tables and decoders of the domain `mission`.
//!
//! Generated from `contracts/v1/mission.yaml` by `contracts generate`. Edit the contract, not
//! this file.

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields};
use event_contract::table::{self, Field, Type};

use super::super::mission::{
    DecisionId, DecisionReference, MissionId, MissionSeed, MissionSeededPayload,
};

use super::issue::{CANONICAL_STATUS, EXTERNAL_REF, FILLED, PRIORITY};

/// Table of [`DecisionId`].
pub static DECISION_ID: table::Text = table::Text {
    name: "DecisionId",
    ..table::Text::ANY
};

event_contract::impl_text!(DecisionId : DECISION_ID);

/// Table of [`MissionId`].
pub static MISSION_ID: table::Text = table::Text {
    name: "MissionId",
    ..table::Text::ANY
};

event_contract::impl_text!(MissionId : MISSION_ID);

/// Table of [`DecisionReference`].
pub static DECISION_REFERENCE: table::Object = table::Object {
    name: "DecisionReference",
    fields: &[
        Field::required("decision_id", Type::Text(&DECISION_ID)),
        Field::optional("summary", Type::STRING),
        Field::required("blocking", Type::Boolean),
        Field::optional("url", Type::STRING),
        Field::optional("external_ref", Type::Object(&EXTERNAL_REF)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for DecisionReference {
    const TYPE: Type = Type::Object(&DECISION_REFERENCE);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&DECISION_REFERENCE, text)?;
        Some(Self {
            decision_id: fields.next()?,
            summary: fields.next()?,
            blocking: fields.next()?,
            url: fields.next()?,
            external_ref: fields.next()?,
        })
    }
}

impl Serialize for DecisionReference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("DecisionReference", 5)?;
        out.serialize_field("decision_id", &self.decision_id)?;
        out.serialize_field("summary", &self.summary)?;
        out.serialize_field("blocking", &self.blocking)?;
        out.serialize_field("url", &self.url)?;
        out.serialize_field("external_ref", &self.external_ref)?;
        out.end()
    }
}

/// Table of [`MissionSeed`].
pub static MISSION_SEED: table::Object = table::Object {
    name: "MissionSeed",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("source_issue_ref", Type::Object(&EXTERNAL_REF)),
        Field::required("title", Type::Text(&FILLED)),
        Field::optional("body", Type::STRING),
        Field::required("status", Type::Enum(&CANONICAL_STATUS)),
        Field::optional("priority", Type::Integer(&PRIORITY)),
        Field::required(
            "assignees",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::STRING,
                    min_items: 0,
                    max_items: None,
                },
            ),
        ),
        Field::required(
            "labels",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::STRING,
                    min_items: 0,
                    max_items: None,
                },
            ),
        ),
        Field::required(
            "decision_references",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::Object(&DECISION_REFERENCE),
                    min_items: 0,
                    max_items: None,
                },
            ),
        ),
    ],
    closed: false,
    rules: &[],
};

impl Contract for MissionSeed {
    const TYPE: Type = Type::Object(&MISSION_SEED);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&MISSION_SEED, text)?;
        Some(Self {
            mission_id: fields.next()?,
            source_issue_ref: fields.next()?,
            title: fields.next()?,
            body: fields.next()?,
            status: fields.next()?,
            priority: fields.next()?,
            assignees: fields.next()?,
            labels: fields.next()?,
            decision_references: fields.next()?,
        })
    }
}

impl Serialize for MissionSeed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("MissionSeed", 9)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("source_issue_ref", &self.source_issue_ref)?;
        out.serialize_field("title", &self.title)?;
        out.serialize_field("body", &self.body)?;
        out.serialize_field("status", &self.status)?;
        out.serialize_field("priority", &self.priority)?;
        out.serialize_field("assignees", &self.assignees)?;
        out.serialize_field("labels", &self.labels)?;
        out.serialize_field("decision_references", &self.decision_references)?;
        out.end()
    }
}

/// Table of [`MissionSeededPayload`].
pub static MISSION_SEEDED_PAYLOAD: table::Object = table::Object {
    name: "MissionSeededPayload",
    fields: &[Field::required("seed", Type::Object(&MISSION_SEED))],
    closed: false,
    rules: &[],
};

impl Contract for MissionSeededPayload {
    const TYPE: Type = Type::Object(&MISSION_SEEDED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&MISSION_SEEDED_PAYLOAD, text)?;
        Some(Self { seed: fields.next()? })
    }
}

impl Serialize for MissionSeededPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("MissionSeededPayload", 1)?;
        out.serialize_field("seed", &self.seed)?;
        out.end()
    }
}

event_contract::impl_deserialize!(DecisionReference, MissionSeed, MissionSeededPayload);
