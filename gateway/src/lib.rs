//! A gateway takes events from the network into a log, and gives them out again.
//!
//! Each event of a request has a result of its own: one bad event keeps out no other. What was answered as
//! accepted is in the log, and on the disk if the log is durable. What was rejected is kept beside it, with
//! all reasons. Everything that a client may ask for is bounded.

mod answer;
mod body;
mod connections;
mod journal;
mod limit;
mod metrics;
mod openapi;
mod readers;
mod routes;
mod serve;
mod settings;
mod tokens;
mod traces;
mod writer;

pub use journal::{Commit, Journal, OpenJournal, Refused};
pub use serve::{Gateway, Running, StartError};
pub use settings::Limits;
pub use tokens::{BadToken, Scope, Tokens};
#[cfg(feature = "otel")]
pub use traces::ExportError;
pub use traces::Traces;
