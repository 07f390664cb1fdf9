//! Why an operation on a log failed.

use std::error::Error as StdError;

use super::Check;

/// Why an operation on a log failed. Nothing of it happened then, unless the kind is [`Kind::Unknown`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An aggregate is not as it had to be.
    #[error("{aggregate_id} is at version {found}, not at {expected}")]
    Check {
        /// The aggregate.
        aggregate_id: String,
        /// What had to hold.
        expected: Check,
        /// Its version.
        found: u64,
    },
    /// The log has another event with the same id.
    #[error("event {event_id} is there with other content: SHA-256 {stored} there, {offered} here")]
    Conflict {
        /// The id.
        event_id: String,
        /// The hash of the document in the log, in hexadecimal.
        stored: String,
        /// The hash of the document that was to be appended, in hexadecimal.
        offered: String,
    },
    /// Someone else moved the clock.
    #[error("the clock of {node_id} reads {found}, not {expected}")]
    Clock {
        /// The emitter.
        node_id: String,
        /// The reading that it had to have.
        expected: u64,
        /// Its reading.
        found: u64,
    },
    /// The log is damaged, and was not read.
    #[error("the log is damaged: {what}")]
    Corrupt {
        /// What is wrong.
        what: String,
    },
    /// The log is none, or one of a version that this build does not know.
    #[error("this is no log that can be read here: {what}")]
    Unsupported {
        /// What was found.
        what: String,
    },
    /// The engine below failed.
    #[error("{operation}: {source}")]
    Backend {
        /// What was being done.
        operation: &'static str,
        /// What to make of it.
        kind: Kind,
        /// What the engine said.
        #[source]
        source: Box<dyn StdError + Send + Sync>,
    },
}

/// What callers branch on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// A condition does not hold; read again, decide again.
    Condition,
    /// The id is taken by another event.
    Conflict,
    /// The log is damaged.
    Corrupt,
    /// The log is not of a kind or version that is known here.
    Unsupported,
    /// The batch is more than the backend takes at once; append it in parts.
    TooLarge,
    /// Others have the log; the same call may succeed a little later.
    Busy,
    /// There is no telling whether it happened, as after a lost connection. The same batch may be
    /// appended again: what is there counts as a duplicate.
    Unknown,
    /// The engine could not do it, as with a full disk.
    Failed,
}

impl Error {
    /// A damaged log.
    pub fn corrupt(what: impl Into<String>) -> Self {
        Self::Corrupt { what: what.into() }
    }

    /// What callers branch on.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Check { .. } | Self::Clock { .. } => Kind::Condition,
            Self::Conflict { .. } => Kind::Conflict,
            Self::Corrupt { .. } => Kind::Corrupt,
            Self::Unsupported { .. } => Kind::Unsupported,
            Self::Backend { kind, .. } => *kind,
        }
    }

    /// Whether the same call may succeed a little later.
    pub const fn is_retryable(&self) -> bool {
        matches!(self.kind(), Kind::Busy | Kind::Unknown)
    }
}
