//! What trackers report, and how far somebody has read.
//!
//! Generated from `contracts/v1/event.yaml` by `contracts generate`. Edit the contract, not
//! this file.

use event_contract::{JsonObject, Timestamp};

use super::issue::{CanonicalIssue, ExternalRef};

/// What happened to an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TrackerEventType {
    /// `created`
    Created,
    /// `updated`
    Updated,
    /// `transitioned`
    Transitioned,
    /// `comment_added`
    CommentAdded,
    /// `link_upserted`
    LinkUpserted,
}

/// Identifies an event among those of its tracker.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrackerEventId(pub(super) event_contract::ShortText);

/// Something that happened to an issue.
#[derive(Clone, Debug, PartialEq)]
pub struct TrackerEvent {
    /// The tracker's id of the event.
    pub event_id: TrackerEventId,
    /// What happened.
    pub event_type: TrackerEventType,
    /// To which issue.
    pub issue_ref: ExternalRef,
    /// When.
    pub timestamp: Timestamp,
    /// What the tracker says about it.
    pub payload: JsonObject,
}

/// How far somebody has read.
#[derive(Clone, Debug, PartialEq)]
pub struct SyncCheckpoint {
    /// What asks for the next part.
    pub cursor: Option<String>,
    /// Nothing that changed before is of interest.
    pub updated_since: Option<Timestamp>,
}

/// A part of what happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Events {
    /// The part.
    pub events: Vec<TrackerEvent>,
    /// Where to go on.
    pub checkpoint: Option<SyncCheckpoint>,
}

/// A part of a list of issues.
#[derive(Clone, Debug, PartialEq)]
pub struct IssuePage {
    /// The part.
    pub items: Vec<CanonicalIssue>,
    /// What asks for the next part; nothing at the end.
    pub next_cursor: Option<String>,
}

/// What a tracker can do, and what its connector makes use of.
#[derive(Clone, Debug, PartialEq)]
pub struct Capabilities {
    /// It calls back when something changes.
    pub supports_webhooks: bool,
    /// It takes comments.
    pub supports_comments: bool,
    /// Issues are parts of issues.
    pub supports_hierarchy: bool,
    /// Issues wait for issues.
    pub supports_dependencies: bool,
    /// It has fields beyond the common ones.
    pub supports_custom_fields: bool,
    /// Several people may be assigned.
    pub supports_multi_assignee: bool,
    /// It plans in sprints, cycles or milestones.
    pub supports_sprints_or_cycles: bool,
    /// It lists many issues at once.
    pub supports_bulk_read: bool,
    /// It changes many issues at once.
    pub supports_bulk_write: bool,
    /// It deletes issues.
    pub supports_delete: bool,
}

/// A tracker told what happened to an issue.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeReportedPayload {
    /// What happened.
    pub event: TrackerEvent,
}

event_contract::impl_builder!(
    TrackerEvent: super::codec::event::TRACKER_EVENT,
    TrackerEventBuilder,
    TrackerEventRequired {
        event_id: TrackerEventId,
        event_type: TrackerEventType,
        issue_ref: ExternalRef,
        timestamp: Timestamp,
        payload: JsonObject,
    },
    {}
);

event_contract::impl_builder!(
    SyncCheckpoint: super::codec::event::SYNC_CHECKPOINT,
    SyncCheckpointBuilder,
    {},
    {
        0: cursor(optional into String),
        1: updated_since(optional Timestamp),
    }
);

event_contract::impl_builder!(
    Events: super::codec::event::EVENTS,
    EventsBuilder,
    EventsRequired {
        events: Vec<TrackerEvent>,
    },
    {
        1: checkpoint(optional SyncCheckpoint),
    }
);

event_contract::impl_builder!(
    IssuePage: super::codec::event::ISSUE_PAGE,
    IssuePageBuilder,
    IssuePageRequired {
        items: Vec<CanonicalIssue>,
    },
    {
        1: next_cursor(optional into String),
    }
);

event_contract::impl_builder!(
    Capabilities: super::codec::event::CAPABILITIES,
    CapabilitiesBuilder,
    CapabilitiesRequired {
        supports_webhooks: bool,
        supports_comments: bool,
        supports_hierarchy: bool,
        supports_dependencies: bool,
        supports_custom_fields: bool,
        supports_multi_assignee: bool,
        supports_sprints_or_cycles: bool,
        supports_bulk_read: bool,
        supports_bulk_write: bool,
        supports_delete: bool,
    },
    {}
);

event_contract::impl_builder!(
    ChangeReportedPayload: super::codec::event::CHANGE_REPORTED_PAYLOAD,
    ChangeReportedBuilder,
    ChangeReportedRequired {
        event: TrackerEvent,
    },
    {}
);
