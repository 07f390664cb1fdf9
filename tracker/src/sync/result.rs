//! What a run did.

use super::{ConflictRecord, Deed};
use crate::Error;
use crate::model::ExternalRef;

/// How many issues went where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyncStats {
    /// New here.
    pub pulled_created: usize,
    /// Changed here.
    pub pulled_updated: usize,
    /// No longer here.
    pub pulled_deleted: usize,
    /// New in the tracker.
    pub pushed_created: usize,
    /// Changed in the tracker.
    pub pushed_updated: usize,
    /// Deleted in the tracker, or canceled where it deletes nothing.
    pub pushed_deleted: usize,
    /// Left alone.
    pub skipped: usize,
}

/// An issue that could not be written.
#[derive(Clone, Debug, PartialEq)]
pub struct SyncFailure {
    /// The issue.
    pub issue: ExternalRef,
    /// Why.
    pub error: Error,
}

/// What a run did. A failure with one issue does not stop the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SyncResult {
    /// How many issues went where.
    pub stats: SyncStats,
    /// Where both sides disagreed.
    pub conflicts: Vec<ConflictRecord>,
    /// What could not be written.
    pub failures: Vec<SyncFailure>,
}

impl SyncResult {
    pub(super) fn count(&mut self, deed: Deed) {
        let stats = &mut self.stats;
        *match deed {
            Deed::PulledNew => &mut stats.pulled_created,
            Deed::PulledChange => &mut stats.pulled_updated,
            Deed::PulledDeletion => &mut stats.pulled_deleted,
            Deed::PushedNew => &mut stats.pushed_created,
            Deed::PushedChange => &mut stats.pushed_updated,
            Deed::PushedDeletion => &mut stats.pushed_deleted,
            Deed::Skipped => &mut stats.skipped,
        } += 1;
    }

    pub(super) fn add(&mut self, other: Self) {
        let (own, others) = (&mut self.stats, other.stats);
        own.pulled_created += others.pulled_created;
        own.pulled_updated += others.pulled_updated;
        own.pulled_deleted += others.pulled_deleted;
        own.pushed_created += others.pushed_created;
        own.pushed_updated += others.pushed_updated;
        own.pushed_deleted += others.pushed_deleted;
        own.skipped += others.skipped;
        self.conflicts.extend(other.conflicts);
        self.failures.extend(other.failures);
    }
}
