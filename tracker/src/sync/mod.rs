//! Issues here and in a tracker in step.
//!
//! A [`SyncEngine`] pulls what changed in a tracker into a [`LocalIssues`], and pushes what changed here. Whose
//! word counts is a matter of [`OwnershipPolicy`]; where both sides may write and both did, a
//! [`ConflictStrategy`] decides, and the conflict is on record. With the state that both sides last agreed
//! on, what only one side changed is no conflict.

mod conflict;
mod engine;
mod field;
mod plan;
mod policy;
#[cfg(feature = "sqlite")]
mod sqlite;
mod store;

pub use conflict::{Base, ConflictRecord, ConflictStrategy, merge};
pub use engine::{SyncEngine, SyncFailure, SyncResult, SyncStats};
pub use field::Field;
pub use plan::{Planned, plan};
pub use policy::{FieldOwner, OwnershipMode, OwnershipPolicy};
#[cfg(feature = "sqlite")]
pub use sqlite::{OpenConflict, Side, SqliteIssues};
pub use store::{InMemoryIssues, LocalIssues};
