//! Issues here.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use super::rows::{Row, Rows, remove, settle};
use super::{Base, ConflictRecord, Field, Intent, Place, Settlement};
use crate::Result;
use crate::model::{CanonicalIssue, ExternalRef, SyncCheckpoint};

/// Issues here, by identity.
///
/// A store that keeps issues and nothing else has the first four methods. One that also keeps what was in step,
/// what is intended and how far was read gets runs that may end anywhere; such a store has all of them.
#[async_trait]
pub trait LocalIssues: Send + Sync {
    /// The issues of a tracker, in the order of their identities.
    async fn list(&self, system: &str) -> Result<Vec<CanonicalIssue>>;

    /// An issue, if it is here.
    async fn get(&self, issue: &ExternalRef) -> Result<Option<CanonicalIssue>>;

    /// Keeps an issue, in place of the one of its identity.
    async fn put(&self, issue: &CanonicalIssue) -> Result<()>;

    /// Forgets an issue, as if it had never been here. The tracker is not told.
    async fn delete(&self, issue: &ExternalRef) -> Result<()>;

    /// Deletes an issue here; the next push tells the tracker, where what was in step is kept.
    async fn remove(&self, issue: &ExternalRef) -> Result<()> {
        self.delete(issue).await
    }

    /// What was in step of the issues that were deleted here, as far as the tracker may not know.
    async fn removed(&self, system: &str) -> Result<Vec<Base>> {
        let _ = system;
        Ok(Vec::new())
    }

    /// What an issue was when both sides were last in step, also of one that was deleted here; nothing where that is
    /// not kept.
    async fn base(&self, issue: &ExternalRef) -> Result<Option<Base>> {
        let _ = issue;
        Ok(None)
    }

    /// The issues of a tracker that may not be as they were when both sides were last in step.
    async fn unsettled(&self, system: &str) -> Result<Unsettled> {
        let mut unsettled = Unsettled::default();
        for issue in self.list(system).await? {
            let base = self.base(&issue.reference).await?;
            unsettled.add(issue, base);
        }
        Ok(unsettled)
    }

    /// Keeps an issue, and what counts as in step from now on; both at once, or a crash in between makes a change
    /// of ours out of the tracker's.
    async fn settle(&self, issue: &CanonicalIssue, base: &Base) -> Result<()> {
        let _ = base;
        self.put(issue).await
    }

    /// Keeps what became of issues: all of it at once, or nothing. Stores of which that cannot be said keep one
    /// thing after the other.
    async fn commit(&self, settlements: &[Settlement]) -> Result<()> {
        for settlement in settlements {
            let present = match settlement.place() {
                Some(place) => self.get(place).await?,
                None => None,
            };
            if let Some(kept) = settlement.kept(present.as_ref()) {
                match &settlement.base {
                    Some(base) => self.settle(&kept, base).await?,
                    None => self.put(&kept).await?,
                }
            }
            let moved = settlement.seen.as_ref().zip(settlement.issue.as_ref());
            let moved = moved.map(|(seen, issue)| (&seen.reference, &issue.reference));
            let from = moved.filter(|(from, to)| from.identity() != to.identity());
            for gone in from.map(|(from, _)| from).into_iter().chain(&settlement.forget) {
                self.delete(gone).await?;
            }
        }
        Ok(())
    }

    /// Puts on record what is about to be done, in place of what its id stood for. It stays until a settlement ends
    /// it.
    async fn begin(&self, intent: &Intent) -> Result<()> {
        let _ = intent;
        Ok(())
    }

    /// What is on record of a tracker as intended and has not come to its end, in the order of ids.
    async fn intents(&self, system: &str) -> Result<Vec<Intent>> {
        let _ = system;
        Ok(Vec::new())
    }

    /// The places of a system that the store has issues of, in the order of their keys, as far as that is kept.
    async fn places(&self, system: &str) -> Result<Vec<Place>> {
        let _ = system;
        Ok(Vec::new())
    }

    /// Keeps a place.
    async fn put_place(&self, system: &str, place: &Place) -> Result<()> {
        let _ = (system, place);
        Ok(())
    }

    /// How far somebody has read; the beginning if nothing is known.
    async fn checkpoint(&self, name: &str) -> Result<SyncCheckpoint> {
        let _ = name;
        Ok(SyncCheckpoint::default())
    }

    /// Keeps how far somebody has read.
    async fn put_checkpoint(&self, name: &str, checkpoint: &SyncCheckpoint) -> Result<()> {
        let _ = (name, checkpoint);
        Ok(())
    }
}

/// What there is to be told to a tracker.
#[derive(Debug, Default)]
pub struct Unsettled {
    /// Issues that changed here, and what they were, in the order of their identities.
    pub changed: Vec<(CanonicalIssue, Option<Base>)>,
    /// How many others there are.
    pub others: usize,
}

impl Unsettled {
    /// With an issue, which may not have changed.
    pub fn add(&mut self, issue: CanonicalIssue, base: Option<Base>) {
        match &base {
            Some(base) if Field::all_same(&issue, &base.local) => self.others += 1,
            _ => self.changed.push((issue, base)),
        }
    }
}

/// Issues in memory.
#[derive(Default)]
pub struct InMemoryIssues {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    rows: BTreeMap<String, Row>,
    intents: BTreeMap<String, Intent>,
    places: BTreeMap<(String, String), Place>,
    checkpoints: BTreeMap<String, SyncCheckpoint>,
    conflicts: Vec<ConflictRecord>,
}

impl InMemoryIssues {
    /// All conflicts that were ever on record, in order.
    pub fn conflicts(&self) -> Vec<ConflictRecord> {
        self.kept().conflicts.clone()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rows for Kept {
    fn row(&mut self, identity: &str) -> Result<Option<Row>> {
        Ok(self.rows.get(identity).cloned())
    }

    fn set(&mut self, identity: &str, row: Row) -> Result<()> {
        self.rows.insert(identity.to_owned(), row);
        Ok(())
    }

    fn unset(&mut self, identity: &str) -> Result<()> {
        self.rows.remove(identity);
        Ok(())
    }

    fn end(&mut self, intent: &str) -> Result<()> {
        self.intents.remove(intent);
        Ok(())
    }

    fn record(&mut self, conflict: &ConflictRecord) -> Result<()> {
        self.conflicts.push(conflict.clone());
        Ok(())
    }
}

#[async_trait]
impl LocalIssues for InMemoryIssues {
    async fn list(&self, system: &str) -> Result<Vec<CanonicalIssue>> {
        let kept = self.kept();
        let own = kept.rows.values().filter(|row| row.system == system);
        Ok(own.filter_map(|row| row.issue.clone()).collect())
    }

    async fn get(&self, issue: &ExternalRef) -> Result<Option<CanonicalIssue>> {
        Ok(self.kept().rows.get(&issue.identity()).and_then(|row| row.issue.clone()))
    }

    async fn put(&self, issue: &CanonicalIssue) -> Result<()> {
        let mut kept = self.kept();
        let base = kept.row(&issue.reference.identity())?.and_then(|row| row.base);
        kept.set(&issue.reference.identity(), Row::new(Some(issue.clone()), base, &issue.reference))
    }

    async fn delete(&self, issue: &ExternalRef) -> Result<()> {
        self.kept().unset(&issue.identity())
    }

    async fn remove(&self, issue: &ExternalRef) -> Result<()> {
        remove(&mut *self.kept(), issue)
    }

    async fn removed(&self, system: &str) -> Result<Vec<Base>> {
        let kept = self.kept();
        let gone = kept.rows.values().filter(|row| row.system == system && row.issue.is_none());
        Ok(gone.filter_map(|row| row.base.clone()).collect())
    }

    async fn base(&self, issue: &ExternalRef) -> Result<Option<Base>> {
        Ok(self.kept().rows.get(&issue.identity()).and_then(|row| row.base.clone()))
    }

    async fn settle(&self, issue: &CanonicalIssue, base: &Base) -> Result<()> {
        let row = Row::new(Some(issue.clone()), Some(base.clone()), &issue.reference);
        self.kept().set(&issue.reference.identity(), row)
    }

    async fn commit(&self, settlements: &[Settlement]) -> Result<()> {
        let mut kept = self.kept();
        settlements.iter().try_for_each(|settlement| settle(&mut *kept, settlement))
    }

    async fn begin(&self, intent: &Intent) -> Result<()> {
        self.kept().intents.insert(intent.id.clone(), intent.clone());
        Ok(())
    }

    async fn intents(&self, system: &str) -> Result<Vec<Intent>> {
        let kept = self.kept();
        let own = kept.intents.values().filter(|intent| intent.issue().system() == system);
        Ok(own.cloned().collect())
    }

    async fn places(&self, system: &str) -> Result<Vec<Place>> {
        let kept = self.kept();
        let own = kept.places.iter().filter(|((of, _), _)| of == system);
        Ok(own.map(|(_, place)| place.clone()).collect())
    }

    async fn put_place(&self, system: &str, place: &Place) -> Result<()> {
        let key = (system.to_owned(), place.key.clone());
        self.kept().places.insert(key, place.clone());
        Ok(())
    }

    async fn checkpoint(&self, name: &str) -> Result<SyncCheckpoint> {
        Ok(self.kept().checkpoints.get(name).cloned().unwrap_or_default())
    }

    async fn put_checkpoint(&self, name: &str, checkpoint: &SyncCheckpoint) -> Result<()> {
        self.kept().checkpoints.insert(name.to_owned(), checkpoint.clone());
        Ok(())
    }
}
