//! Issue trackers behind one interface.
//!
//! A [`Connector`] lists, reads, creates, changes, links and comments issues of one tracker in canonical
//! words: GitHub, GitLab, Jira Cloud, Linear and Azure DevOps over HTTP, directly or through a proxy that
//! holds the credentials; the programs `bd` and `fp`; and one in memory. [`discovery`] finds what can be
//! connected, [`Trackers`] take those of other crates, [`layers`] add retries and limits, [`sync`] keeps issues here and there in step, [`exec`] offers single calls to other languages.
//!
//! Values go where they belong and nowhere else: segments of paths are encoded, texts of query languages
//! quoted, arguments of programs never pass a shell. Credentials are in a [`Secret`], and errors hold
//! neither them nor the content of issues.

mod bridge;
mod capabilities;
mod connector;
// The generator formats what it writes.
#[path = "../generated/src/v1/mod.rs"]
#[rustfmt::skip]
#[expect(clippy::match_same_arms, reason = "a mapping has a row for every value")]
pub mod contracts;
pub mod connectors;
pub mod discovery;
mod error;
#[cfg(feature = "events")]
pub mod events;
pub mod exec;
mod http;
pub mod layers;
mod mission;
mod model;
mod pages;
mod process;
mod registry;
mod secret;
mod settings;
pub mod sync;
#[cfg(feature = "testing")]
#[expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "that is how a test fails")]
pub mod testing;
mod trackers;
mod untold;
pub mod webhook;

pub use bridge::MissionBridge;
pub use capabilities::Capabilities;
pub use connector::{Connector, Query};
pub use error::{Discovered, Error, ErrorKind, FailureClass, Result};
pub use http::{Access, NangoConnection};
pub use mission::{
    DecisionReference, MissionSeed, MissionUpdate, mission_comment, mission_seed_from_issue,
    publish_mission_update,
};
pub use model::{
    CanonicalIssue, CanonicalIssueType, CanonicalLink, CanonicalStatus, Change, Events,
    ExternalRef, IssuePatch, LinkType, Object, Page, Priority, SyncCheckpoint, Timestamp, Title,
    TrackerEvent, TrackerEventType,
};
pub use registry::ConnectorRegistry;
pub use secret::Secret;
pub use settings::{Settings, StatusNames};
pub use trackers::{Tracker, Trackers};
