//! Tables and decoders of the domain `event`.
//!
//! Generated from `contracts/v1/event.yaml` by `contracts generate`. Edit the contract, not
//! this file.

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields};
use event_contract::table::{self, Field, Type};

use super::super::event::{
    Capabilities, ChangeReportedPayload, Events, IssuePage, SyncCheckpoint, TrackerEvent,
    TrackerEventId, TrackerEventType,
};

use super::issue::{CANONICAL_ISSUE, EXTERNAL_REF};

/// Table of [`TrackerEventType`].
pub static TRACKER_EVENT_TYPE: table::Enum = table::Enum {
    name: "TrackerEventType",
    values: &["created", "updated", "transitioned", "comment_added", "link_upserted"],
    aliases: &[],
};

event_contract::impl_enum!(
    TrackerEventType : TRACKER_EVENT_TYPE, [Created, Updated, Transitioned, CommentAdded,
    LinkUpserted]
);

/// Table of [`TrackerEventId`].
pub static TRACKER_EVENT_ID: table::Text = table::Text {
    name: "TrackerEventId",
    ..table::Text::ANY
};

event_contract::impl_text!(TrackerEventId : TRACKER_EVENT_ID);

/// Table of [`TrackerEvent`].
pub static TRACKER_EVENT: table::Object = table::Object {
    name: "TrackerEvent",
    fields: &[
        Field::required("event_id", Type::Text(&TRACKER_EVENT_ID)),
        Field::required("event_type", Type::Enum(&TRACKER_EVENT_TYPE)),
        Field::required("issue_ref", Type::Object(&EXTERNAL_REF)),
        Field::required("timestamp", Type::PYDANTIC_DATETIME),
        Field::required("payload", Type::OBJECT),
    ],
    closed: false,
    rules: &[],
};

impl Contract for TrackerEvent {
    const TYPE: Type = Type::Object(&TRACKER_EVENT);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&TRACKER_EVENT, text)?;
        Some(Self {
            event_id: fields.next()?,
            event_type: fields.next()?,
            issue_ref: fields.next()?,
            timestamp: fields.next()?,
            payload: fields.next()?,
        })
    }
}

impl Serialize for TrackerEvent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("TrackerEvent", 5)?;
        out.serialize_field("event_id", &self.event_id)?;
        out.serialize_field("event_type", &self.event_type)?;
        out.serialize_field("issue_ref", &self.issue_ref)?;
        out.serialize_field("timestamp", &self.timestamp)?;
        out.serialize_field("payload", &self.payload)?;
        out.end()
    }
}

/// Table of [`SyncCheckpoint`].
pub static SYNC_CHECKPOINT: table::Object = table::Object {
    name: "SyncCheckpoint",
    fields: &[
        Field::optional("cursor", Type::STRING),
        Field::optional("updated_since", Type::PYDANTIC_DATETIME),
    ],
    closed: false,
    rules: &[],
};

impl Contract for SyncCheckpoint {
    const TYPE: Type = Type::Object(&SYNC_CHECKPOINT);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&SYNC_CHECKPOINT, text)?;
        Some(Self {
            cursor: fields.next()?,
            updated_since: fields.next()?,
        })
    }
}

impl Serialize for SyncCheckpoint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("SyncCheckpoint", 2)?;
        out.serialize_field("cursor", &self.cursor)?;
        out.serialize_field("updated_since", &self.updated_since)?;
        out.end()
    }
}

/// Table of [`Events`].
pub static EVENTS: table::Object = table::Object {
    name: "Events",
    fields: &[
        Field::required(
            "events",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::Object(&TRACKER_EVENT),
                    min_items: 0,
                    max_items: None,
                },
            ),
        ),
        Field::optional("checkpoint", Type::Object(&SYNC_CHECKPOINT)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for Events {
    const TYPE: Type = Type::Object(&EVENTS);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&EVENTS, text)?;
        Some(Self {
            events: fields.next()?,
            checkpoint: fields.next()?,
        })
    }
}

impl Serialize for Events {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Events", 2)?;
        out.serialize_field("events", &self.events)?;
        out.serialize_field("checkpoint", &self.checkpoint)?;
        out.end()
    }
}

/// Table of [`IssuePage`].
pub static ISSUE_PAGE: table::Object = table::Object {
    name: "IssuePage",
    fields: &[
        Field::required(
            "items",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::Object(&CANONICAL_ISSUE),
                    min_items: 0,
                    max_items: None,
                },
            ),
        ),
        Field::optional("next_cursor", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for IssuePage {
    const TYPE: Type = Type::Object(&ISSUE_PAGE);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&ISSUE_PAGE, text)?;
        Some(Self {
            items: fields.next()?,
            next_cursor: fields.next()?,
        })
    }
}

impl Serialize for IssuePage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("IssuePage", 2)?;
        out.serialize_field("items", &self.items)?;
        out.serialize_field("next_cursor", &self.next_cursor)?;
        out.end()
    }
}

/// Table of [`Capabilities`].
pub static CAPABILITIES: table::Object = table::Object {
    name: "Capabilities",
    fields: &[
        Field::required("supports_webhooks", Type::Boolean),
        Field::required("supports_comments", Type::Boolean),
        Field::required("supports_hierarchy", Type::Boolean),
        Field::required("supports_dependencies", Type::Boolean),
        Field::required("supports_custom_fields", Type::Boolean),
        Field::required("supports_multi_assignee", Type::Boolean),
        Field::required("supports_sprints_or_cycles", Type::Boolean),
        Field::required("supports_bulk_read", Type::Boolean),
        Field::required("supports_bulk_write", Type::Boolean),
        Field::required("supports_delete", Type::Boolean),
    ],
    closed: true,
    rules: &[],
};

impl Contract for Capabilities {
    const TYPE: Type = Type::Object(&CAPABILITIES);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&CAPABILITIES, text)?;
        Some(Self {
            supports_webhooks: fields.next()?,
            supports_comments: fields.next()?,
            supports_hierarchy: fields.next()?,
            supports_dependencies: fields.next()?,
            supports_custom_fields: fields.next()?,
            supports_multi_assignee: fields.next()?,
            supports_sprints_or_cycles: fields.next()?,
            supports_bulk_read: fields.next()?,
            supports_bulk_write: fields.next()?,
            supports_delete: fields.next()?,
        })
    }
}

impl Serialize for Capabilities {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Capabilities", 10)?;
        out.serialize_field("supports_webhooks", &self.supports_webhooks)?;
        out.serialize_field("supports_comments", &self.supports_comments)?;
        out.serialize_field("supports_hierarchy", &self.supports_hierarchy)?;
        out.serialize_field("supports_dependencies", &self.supports_dependencies)?;
        out.serialize_field("supports_custom_fields", &self.supports_custom_fields)?;
        out.serialize_field("supports_multi_assignee", &self.supports_multi_assignee)?;
        out.serialize_field(
            "supports_sprints_or_cycles",
            &self.supports_sprints_or_cycles,
        )?;
        out.serialize_field("supports_bulk_read", &self.supports_bulk_read)?;
        out.serialize_field("supports_bulk_write", &self.supports_bulk_write)?;
        out.serialize_field("supports_delete", &self.supports_delete)?;
        out.end()
    }
}

/// Table of [`ChangeReportedPayload`].
pub static CHANGE_REPORTED_PAYLOAD: table::Object = table::Object {
    name: "ChangeReportedPayload",
    fields: &[Field::required("event", Type::Object(&TRACKER_EVENT))],
    closed: false,
    rules: &[],
};

impl Contract for ChangeReportedPayload {
    const TYPE: Type = Type::Object(&CHANGE_REPORTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&CHANGE_REPORTED_PAYLOAD, text)?;
        Some(Self { event: fields.next()? })
    }
}

impl Serialize for ChangeReportedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ChangeReportedPayload", 1)?;
        out.serialize_field("event", &self.event)?;
        out.end()
    }
}

event_contract::impl_deserialize!(
    TrackerEvent, SyncCheckpoint, Events, IssuePage, Capabilities, ChangeReportedPayload
);
