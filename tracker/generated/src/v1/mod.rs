//! Issues and what trackers say about them.
//!
//! Generated from `contracts/v1/*.yaml` by `contracts generate`. Edit the contract, not this
//! file.

pub mod codec;
pub mod discovery;
pub mod event;
pub mod issue;
pub mod mission;
pub mod words;
pub mod reducers;
pub mod views;

pub use codec::line::LINE;
pub use codec::reducers::DOMAINS;

/// A payload of any event of the line.
#[derive(Clone, Debug, PartialEq)]
pub enum Payload {
    /// A tracker told what happened to an issue.
    ChangeReported(event::ChangeReportedPayload),
    /// A tracker showed an issue.
    IssueReported(issue::IssueReportedPayload),
    /// A mission began with an issue.
    MissionSeeded(mission::MissionSeededPayload),
    /// A resource can be connected.
    ResourceFound(discovery::ResourceFoundPayload),
    /// A workspace can be reached.
    WorkspaceFound(discovery::WorkspaceFoundPayload),
}

impl Payload {
    /// The name of the event type.
    pub const fn event_type(&self) -> &'static str {
        match self {
            Self::ChangeReported(_) => "ChangeReported",
            Self::IssueReported(_) => "IssueReported",
            Self::MissionSeeded(_) => "MissionSeeded",
            Self::ResourceFound(_) => "ResourceFound",
            Self::WorkspaceFound(_) => "WorkspaceFound",
        }
    }
}
