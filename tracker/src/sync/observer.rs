//! Who is told what a run does while it does it.

use super::{ConflictRecord, SyncFailure, SyncResult};
use crate::Error;
use crate::model::ExternalRef;

/// What became of an issue in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It is new here.
    PulledNew,
    /// It changed here.
    PulledChange,
    /// It is no longer here, as in the tracker.
    PulledDeletion,
    /// It is new in the tracker.
    PushedNew,
    /// It changed in the tracker.
    PushedChange,
    /// It is no longer in the tracker, or canceled, as it is no longer here.
    PushedDeletion,
    /// Nothing.
    Skipped,
}

/// Something here that has a counterpart in a tracker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie<'a> {
    /// The kind of thing, such as `mission` or `work_package`.
    pub kind: &'a str,
    /// Which one.
    pub id: &'a str,
}

/// Something in a run.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum SyncEvent<'a> {
    /// So many more issues of the tracker's were read.
    Read(usize),
    /// So many issues here may have to be told to the tracker.
    Waiting(usize),
    /// An issue is settled, on record and under this reference.
    Settled(&'a ExternalRef, Deed),
    /// Both sides disagreed, and that is on record.
    Conflict(&'a ConflictRecord),
    /// An issue could not be written.
    Failed(&'a SyncFailure),
    /// An issue is tied to something here: what kind of thing, and which.
    Tied(&'a ExternalRef, Tie<'a>),
    /// A pull or a push is over.
    Done(&'a SyncResult),
    /// A pull or a push cannot go on.
    Broken(&'a Error),
}

/// Somebody who is told. Calls come one after the other, and the run waits for them.
pub trait Observer: Send + Sync {
    /// Something happened.
    fn saw(&self, event: SyncEvent<'_>);
}
