//! What trackers report: pages of issues, and what happened to issues.

use serde::{Deserialize, Serialize};

use super::{ExternalRef, Object, Timestamp, TrackerEventType};

/// Something that happened to an issue.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrackerEvent {
    /// The tracker's id of the event.
    pub event_id: String,
    /// What happened.
    pub event_type: TrackerEventType,
    /// To which issue.
    pub issue_ref: ExternalRef,
    /// When.
    pub timestamp: Timestamp,
    /// What the tracker says about it.
    pub payload: Object,
}

/// A part of a longer list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Page<T> {
    /// The part.
    pub items: Vec<T>,
    /// What asks for the next part; nothing at the end. Only a connector knows what is in it.
    pub next_cursor: Option<String>,
}

/// How far somebody has read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncCheckpoint {
    /// What asks for the next part.
    pub cursor: Option<String>,
    /// Nothing that changed before is of interest.
    pub updated_since: Option<Timestamp>,
}

/// A part of what happened.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Events {
    /// The part.
    pub events: Vec<TrackerEvent>,
    /// Where to go on; nothing from trackers that report no events.
    pub checkpoint: Option<SyncCheckpoint>,
}
