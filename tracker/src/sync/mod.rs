//! Issues here and in a tracker in step.
//!
//! A [`SyncEngine`] pulls what changed in a tracker into a [`LocalIssues`], and pushes what changed here. Whose
//! word counts is a matter of [`OwnershipPolicy`]; where both sides may write and both did, a
//! [`ConflictStrategy`] decides, and the conflict is on record. With the state that both sides last agreed
//! on, what only one side changed is no conflict.
//!
//! A run may end anywhere: what is about to be done is on record as an [`Intent`] before it is done, and the next
//! run begins with finding out what became of it.

mod conflict;
mod engine;
mod exchange;
mod field;
mod journal;
pub(crate) mod marker;
mod observer;
mod place;
mod plan;
mod policy;
mod recover;
mod result;
mod rows;
#[cfg(feature = "sqlite")]
mod sqlite;
mod store;

pub use conflict::{Base, ConflictRecord, ConflictStrategy, merge};
pub use engine::SyncEngine;
pub use field::Field;
pub use journal::{Action, Intent, Settlement};
pub use observer::{Deed, Observer, SyncEvent, Tie};
pub use place::Place;
pub use plan::{Planned, plan};
pub use policy::{FieldOwner, OwnershipMode, OwnershipPolicy};
pub use result::{SyncFailure, SyncResult, SyncStats};
#[cfg(feature = "sqlite")]
pub use sqlite::{OpenConflict, Side, SqliteIssues};
pub use store::{InMemoryIssues, LocalIssues, Unsettled};
