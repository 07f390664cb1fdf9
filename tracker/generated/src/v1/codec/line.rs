//! The table of the line, and how payloads are read.
//!
//! Generated from `contracts/v1/*.yaml` by `contracts generate`. Edit the contract, not this
//! file.

use event_contract::codec::{Checked, Contract};
use event_contract::table::{Event, Line, Lookup};

use super::super::Payload;

/// The line as a table: the entrance for everything that validates.
pub static LINE: Line = Line {
    name: "v1",
    package: "spec-kitty-tracker",
    envelope: None,
    cutover: None,
    events: &[
        &CHANGE_REPORTED,
        &ISSUE_REPORTED,
        &MISSION_SEEDED,
        &RESOURCE_FOUND,
        &WORKSPACE_FOUND,
    ],
    lookup: Lookup::new(),
    reserved: &[],
    schemas: &super::schemas::SCHEMAS,
};

pub(super) static CHANGE_REPORTED: Event = Event {
    name: "ChangeReported",
    domain: "event",
    place: 0,
    since: "1.0.0",
    doc: "A tracker told what happened to an issue.",
    payload: &super::event::CHANGE_REPORTED_PAYLOAD,
    schema: "change_reported_payload",
    source: "event.yaml:58",
};

pub(super) static ISSUE_REPORTED: Event = Event {
    name: "IssueReported",
    domain: "issue",
    place: 0,
    since: "1.0.0",
    doc: "A tracker showed an issue.",
    payload: &super::issue::ISSUE_REPORTED_PAYLOAD,
    schema: "issue_reported_payload",
    source: "issue.yaml:58",
};

pub(super) static MISSION_SEEDED: Event = Event {
    name: "MissionSeeded",
    domain: "mission",
    place: 0,
    since: "1.0.0",
    doc: "A mission began with an issue.",
    payload: &super::mission::MISSION_SEEDED_PAYLOAD,
    schema: "mission_seeded_payload",
    source: "mission.yaml:36",
};

pub(super) static RESOURCE_FOUND: Event = Event {
    name: "ResourceFound",
    domain: "discovery",
    place: 1,
    since: "1.0.0",
    doc: "A resource can be connected.",
    payload: &super::discovery::RESOURCE_FOUND_PAYLOAD,
    schema: "resource_found_payload",
    source: "discovery.yaml:67",
};

pub(super) static WORKSPACE_FOUND: Event = Event {
    name: "WorkspaceFound",
    domain: "discovery",
    place: 0,
    since: "1.0.0",
    doc: "A workspace can be reached.",
    payload: &super::discovery::WORKSPACE_FOUND_PAYLOAD,
    schema: "workspace_found_payload",
    source: "discovery.yaml:62",
};

impl Payload {
    /// Reads the payload of the event at `index` of the line's events.
    pub fn read(index: usize, text: Checked<'_>) -> Option<Self> {
        match index {
            0 => Contract::read(text).map(Self::ChangeReported),
            1 => Contract::read(text).map(Self::IssueReported),
            2 => Contract::read(text).map(Self::MissionSeeded),
            3 => Contract::read(text).map(Self::ResourceFound),
            4 => Contract::read(text).map(Self::WorkspaceFound),
            _ => None,
        }
    }
}
