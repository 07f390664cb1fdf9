//! What all trackers have in common: issues, their links and what happened to them.

mod event;
pub(crate) mod issue;
pub(crate) mod patch;
pub(crate) mod reference;
mod time;
pub(crate) mod vocabulary;

pub use event::{Events, Page, SyncCheckpoint, TrackerEvent};
pub use issue::{CanonicalIssue, CanonicalLink, Priority, Title};
pub use patch::{Change, IssuePatch};
pub use reference::ExternalRef;
pub use time::Timestamp;
pub use vocabulary::{CanonicalIssueType, CanonicalStatus, LinkType, TrackerEventType};

/// Any JSON object, in its order.
pub type Object = serde_json::Map<String, serde_json::Value>;
