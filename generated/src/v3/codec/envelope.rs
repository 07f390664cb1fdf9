//! Tables and decoders of the domain `envelope`.
//!
//! Generated from `contracts/spec-kitty/v3/envelope.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields};
use event_contract::table::{self, Field, Type};

use super::super::envelope::{
    AggregateId, BuildId, ContractVersion, DataTier, ErrorEntry, Event, EventType,
    LamportTime, NodeId,
};

use super::common::TEXT;

/// Table of [`EventType`].
pub static EVENT_TYPE: table::Text = table::Text {
    name: "EventType",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(EventType : EVENT_TYPE);

/// Table of [`AggregateId`].
pub static AGGREGATE_ID: table::Text = table::Text {
    name: "AggregateId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(AggregateId : AGGREGATE_ID);

/// Table of [`BuildId`].
pub static BUILD_ID: table::Text = table::Text {
    name: "BuildId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(BuildId : BUILD_ID);

/// Table of [`NodeId`].
pub static NODE_ID: table::Text = table::Text {
    name: "NodeId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(NodeId : NODE_ID);

/// Table of [`LamportTime`].
pub static LAMPORT_TIME: table::Integer = table::Integer {
    name: "LamportTime",
    minimum: Some(0),
    ..table::Integer::ANY
};

event_contract::impl_integer!(LamportTime : LAMPORT_TIME);

static CONTRACT_VERSION_PATTERN: table::Pattern = table::Pattern::regex(
    r"^\d+\.\d+\.\d+$",
    r"^[0-9]+\.[0-9]+\.[0-9]+$",
);

/// Table of [`ContractVersion`].
pub static CONTRACT_VERSION: table::Text = table::Text {
    name: "ContractVersion",
    pattern: Some(&CONTRACT_VERSION_PATTERN),
    ..table::Text::ANY
};

event_contract::impl_text!(ContractVersion : CONTRACT_VERSION);

/// Table of [`DataTier`].
pub static DATA_TIER: table::Integer = table::Integer {
    name: "DataTier",
    minimum: Some(0),
    maximum: Some(4),
};

event_contract::impl_integer!(DataTier : DATA_TIER, u8);

/// Table of [`Event`].
pub static EVENT: table::Object = table::Object {
    name: "Event",
    fields: &[
        Field::required("event_id", Type::EVENT_ID),
        Field::required("event_type", Type::Text(&EVENT_TYPE)),
        Field::required("aggregate_id", Type::Text(&AGGREGATE_ID)),
        Field::with_default("payload", Type::OBJECT, "{}"),
        Field::required("timestamp", Type::PYDANTIC_DATETIME),
        Field::required("build_id", Type::Text(&BUILD_ID)),
        Field::required("node_id", Type::Text(&NODE_ID)),
        Field::required("lamport_clock", Type::Integer(&LAMPORT_TIME)),
        Field::optional("causation_id", Type::EVENT_ID),
        Field::required("project_uuid", Type::UUID),
        Field::optional("project_slug", Type::STRING),
        Field::required("correlation_id", Type::EVENT_ID),
        Field::with_default(
            "schema_version",
            Type::Text(&CONTRACT_VERSION),
            r#""3.0.0""#,
        ),
        Field::with_default("data_tier", Type::Integer(&DATA_TIER), "0"),
    ],
    closed: false,
    rules: &[],
};

impl Contract for Event {
    const TYPE: Type = Type::Object(&EVENT);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&EVENT, text)?;
        Some(Self {
            event_id: fields.next()?,
            event_type: fields.next()?,
            aggregate_id: fields.next()?,
            payload: fields.next()?,
            timestamp: fields.next()?,
            build_id: fields.next()?,
            node_id: fields.next()?,
            lamport_clock: fields.next()?,
            causation_id: fields.next()?,
            project_uuid: fields.next()?,
            project_slug: fields.next()?,
            correlation_id: fields.next()?,
            schema_version: fields.next()?,
            data_tier: fields.next()?,
        })
    }
}

impl Serialize for Event {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Event", 14)?;
        out.serialize_field("event_id", &self.event_id)?;
        out.serialize_field("event_type", &self.event_type)?;
        out.serialize_field("aggregate_id", &self.aggregate_id)?;
        out.serialize_field("payload", &self.payload)?;
        out.serialize_field("timestamp", &self.timestamp)?;
        out.serialize_field("build_id", &self.build_id)?;
        out.serialize_field("node_id", &self.node_id)?;
        out.serialize_field("lamport_clock", &self.lamport_clock)?;
        out.serialize_field("causation_id", &self.causation_id)?;
        out.serialize_field("project_uuid", &self.project_uuid)?;
        out.serialize_field("project_slug", &self.project_slug)?;
        out.serialize_field("correlation_id", &self.correlation_id)?;
        out.serialize_field("schema_version", &self.schema_version)?;
        out.serialize_field("data_tier", &self.data_tier)?;
        out.end()
    }
}

/// Table of [`ErrorEntry`].
pub static ERROR_ENTRY: table::Object = table::Object {
    name: "ErrorEntry",
    fields: &[
        Field::required("timestamp", Type::PYDANTIC_DATETIME),
        Field::required("action_attempted", Type::Text(&TEXT)),
        Field::required("error_message", Type::Text(&TEXT)),
        Field::with_default("resolution", Type::STRING, r#""""#),
        Field::with_default("agent", Type::STRING, r#""unknown""#),
    ],
    closed: false,
    rules: &[],
};

impl Contract for ErrorEntry {
    const TYPE: Type = Type::Object(&ERROR_ENTRY);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&ERROR_ENTRY, text)?;
        Some(Self {
            timestamp: fields.next()?,
            action_attempted: fields.next()?,
            error_message: fields.next()?,
            resolution: fields.next()?,
            agent: fields.next()?,
        })
    }
}

impl Serialize for ErrorEntry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ErrorEntry", 5)?;
        out.serialize_field("timestamp", &self.timestamp)?;
        out.serialize_field("action_attempted", &self.action_attempted)?;
        out.serialize_field("error_message", &self.error_message)?;
        out.serialize_field("resolution", &self.resolution)?;
        out.serialize_field("agent", &self.agent)?;
        out.end()
    }
}

event_contract::impl_deserialize!(Event, ErrorEntry);
