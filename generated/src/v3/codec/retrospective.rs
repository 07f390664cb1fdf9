//! Tables and decoders of the domain `retrospective`.
//!
//! Generated from `contracts/spec-kitty/v3/retrospective.yaml` by `contracts generate`. Edit
//! the contract, not this file.

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields};
use event_contract::table::{self, Field, Type};

use super::super::retrospective::{
    RetrospectiveCompletedPayload, RetrospectiveSkippedPayload, RetrospectiveTrigger,
};

use super::common::{ACTOR_ID, MISSION_ID, TEXT};
use super::dossier::PROVENANCE_REF;

/// Table of [`RetrospectiveTrigger`].
pub static RETROSPECTIVE_TRIGGER: table::Enum = table::Enum {
    name: "RetrospectiveTrigger",
    values: &["runtime", "operator", "policy"],
    aliases: &[],
};

event_contract::impl_enum!(
    RetrospectiveTrigger : RETROSPECTIVE_TRIGGER, [Runtime, Operator, Policy]
);

/// Table of [`RetrospectiveCompletedPayload`].
pub static RETROSPECTIVE_COMPLETED_PAYLOAD: table::Object = table::Object {
    name: "RetrospectiveCompletedPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("actor", Type::Text(&ACTOR_ID)),
        Field::required("trigger_source", Type::Enum(&RETROSPECTIVE_TRIGGER)),
        Field::optional("artifact_ref", Type::Object(&PROVENANCE_REF)),
        Field::required("completed_at", Type::ISO_8601),
    ],
    closed: true,
    rules: &[],
};

impl Contract for RetrospectiveCompletedPayload {
    const TYPE: Type = Type::Object(&RETROSPECTIVE_COMPLETED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&RETROSPECTIVE_COMPLETED_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            actor: fields.next()?,
            trigger_source: fields.next()?,
            artifact_ref: fields.next()?,
            completed_at: fields.next()?,
        })
    }
}

impl Serialize for RetrospectiveCompletedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("RetrospectiveCompletedPayload", 5)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("actor", &self.actor)?;
        out.serialize_field("trigger_source", &self.trigger_source)?;
        out.serialize_field("artifact_ref", &self.artifact_ref)?;
        out.serialize_field("completed_at", &self.completed_at)?;
        out.end()
    }
}

/// Table of [`RetrospectiveSkippedPayload`].
pub static RETROSPECTIVE_SKIPPED_PAYLOAD: table::Object = table::Object {
    name: "RetrospectiveSkippedPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("actor", Type::Text(&ACTOR_ID)),
        Field::required("trigger_source", Type::Enum(&RETROSPECTIVE_TRIGGER)),
        Field::required("skip_reason", Type::Text(&TEXT)),
        Field::required("skipped_at", Type::ISO_8601),
    ],
    closed: true,
    rules: &[],
};

impl Contract for RetrospectiveSkippedPayload {
    const TYPE: Type = Type::Object(&RETROSPECTIVE_SKIPPED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&RETROSPECTIVE_SKIPPED_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            actor: fields.next()?,
            trigger_source: fields.next()?,
            skip_reason: fields.next()?,
            skipped_at: fields.next()?,
        })
    }
}

impl Serialize for RetrospectiveSkippedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("RetrospectiveSkippedPayload", 5)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("actor", &self.actor)?;
        out.serialize_field("trigger_source", &self.trigger_source)?;
        out.serialize_field("skip_reason", &self.skip_reason)?;
        out.serialize_field("skipped_at", &self.skipped_at)?;
        out.end()
    }
}

event_contract::impl_deserialize!(
    RetrospectiveCompletedPayload, RetrospectiveSkippedPayload
);
