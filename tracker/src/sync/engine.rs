//! Pulling and pushing.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::task::JoinSet;

use super::field::difference;
use super::{Base, ConflictRecord, ConflictStrategy, Field, LocalIssues, OwnershipPolicy, merge};
use crate::connector::{Connector, Query};
use crate::error::ErrorKind;
use crate::model::{CanonicalIssue, ExternalRef, IssuePatch, Object, SyncCheckpoint};
use crate::{Error, Result};

/// How many issues are pushed at once, unless told otherwise.
const AT_ONCE: usize = 8;

/// How many issues went where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyncStats {
    /// New here.
    pub pulled_created: usize,
    /// Changed here.
    pub pulled_updated: usize,
    /// New in the tracker.
    pub pushed_created: usize,
    /// Changed in the tracker.
    pub pushed_updated: usize,
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
    fn add(&mut self, other: Self) {
        let (own, others) = (&mut self.stats, other.stats);
        own.pulled_created += others.pulled_created;
        own.pulled_updated += others.pulled_updated;
        own.pushed_created += others.pushed_created;
        own.pushed_updated += others.pushed_updated;
        own.skipped += others.skipped;
        self.conflicts.extend(other.conflicts);
        self.failures.extend(other.failures);
    }
}

/// Keeps issues here and in a tracker in step.
pub struct SyncEngine {
    shared: Arc<Shared>,
    strict: bool,
    at_once: usize,
    checkpoint: SyncCheckpoint,
}

impl SyncEngine {
    /// An engine that settles conflicts by time. Retries are layers of the connector.
    pub fn new(
        connector: Arc<dyn Connector>,
        store: Arc<dyn LocalIssues>,
        policy: OwnershipPolicy,
    ) -> Self {
        let strategy = ConflictStrategy::NewerTimestamp;
        let shared = Arc::new(Shared { connector, store, policy, strategy });
        Self { shared, strict: false, at_once: AT_ONCE, checkpoint: SyncCheckpoint::default() }
    }

    /// Settles conflicts so.
    #[must_use]
    pub fn with_strategy(mut self, strategy: ConflictStrategy) -> Self {
        self.shared = Arc::new(Shared { strategy, ..(*self.shared).clone() });
        self
    }

    /// Fails at the end of a run in which a conflict needs somebody to look at it.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Pushes so many issues at once; at least one.
    #[must_use]
    pub fn at_once(mut self, most: usize) -> Self {
        self.at_once = most.max(1);
        self
    }

    /// Goes on from where an earlier engine was.
    #[must_use]
    pub fn from_checkpoint(mut self, checkpoint: SyncCheckpoint) -> Self {
        self.checkpoint = checkpoint;
        self
    }

    /// Where the next pull begins.
    pub fn checkpoint(&self) -> &SyncCheckpoint {
        &self.checkpoint
    }

    /// Brings what changed in the tracker here. The checkpoint moves when all pages were read.
    pub async fn pull(&mut self, limit: u32, filters: &Object) -> Result<SyncResult> {
        let mut result = SyncResult::default();
        let since = self.checkpoint.updated_since;
        let mut latest = since;
        let mut cursor = None;
        loop {
            let query = Query { updated_since: since, cursor, limit, filters: filters.clone() };
            let page = self.shared.connector.list_issues(&query).await?;
            for external in page.items {
                latest = latest.max(external.updated_at);
                result.add(self.shared.take(external).await?);
            }
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        self.checkpoint = SyncCheckpoint { cursor: None, updated_since: latest };
        self.judge(result)
    }

    /// Brings what changed here to the tracker. Issues whose last common state is known are asked for one by
    /// one, if they changed; for others the tracker's whole list is read.
    pub async fn push(&mut self, limit: u32, filters: &Object) -> Result<SyncResult> {
        let shared = &self.shared;
        let (mut result, mut waiting, mut unknown) =
            (SyncResult::default(), Vec::new(), Vec::new());
        for local in shared.store.list(shared.connector.name()).await? {
            match shared.store.base(&local.reference).await? {
                Some(base) if Field::all_same(&local, &base.local) => result.stats.skipped += 1,
                Some(base) => waiting.push((local, Remote::Ask(Box::new(base)))),
                None => unknown.push(local),
            }
        }
        if !unknown.is_empty() {
            let mut index = shared.remote(limit, filters).await?;
            waiting.extend(unknown.into_iter().map(|local| {
                let known = index.remove(&local.reference.identity());
                (local, known.map_or(Remote::Missing, |issue| Remote::Known(Box::new(issue))))
            }));
        }
        let mut waiting = waiting.into_iter();
        let mut running = JoinSet::new();
        loop {
            while running.len() < self.at_once
                && let Some((local, remote)) = waiting.next()
            {
                let shared = Arc::clone(shared);
                running.spawn(async move {
                    let given = shared.give(&local, remote).await;
                    (local.reference, given)
                });
            }
            match running.join_next().await {
                None => break,
                Some(Ok((_, Ok(given)))) => result.add(given),
                // Wrong settings are wrong for every issue.
                Some(Ok((_, Err(error)))) if error.kind() == ErrorKind::Config => {
                    return Err(error);
                }
                Some(Ok((issue, Err(error)))) => {
                    result.failures.push(SyncFailure { issue, error });
                }
                Some(Err(_)) => return Err(Error::config("a push was ended from outside")),
            }
        }
        result.failures.sort_by_key(|failure| failure.issue.identity());
        self.judge(result)
    }

    /// Pulls, then pushes.
    pub async fn sync(&mut self, limit: u32, filters: &Object) -> Result<SyncResult> {
        let mut result = self.pull(limit, filters).await?;
        result.add(self.push(limit.max(100), filters).await?);
        Ok(result)
    }

    fn judge(&self, result: SyncResult) -> Result<SyncResult> {
        if self.strict && result.conflicts.iter().any(|conflict| conflict.manual_review_required) {
            let said = "conflicts need somebody to look at them";
            return Err(Error::new(ErrorKind::SyncConflict, said));
        }
        Ok(result)
    }
}

/// What is known about the tracker's side of an issue.
enum Remote {
    /// It is to be asked for; this is what it was.
    Ask(Box<Base>),
    /// It is this.
    Known(Box<CanonicalIssue>),
    /// The tracker does not have it.
    Missing,
}

/// What all parts of a run need.
#[derive(Clone)]
struct Shared {
    connector: Arc<dyn Connector>,
    store: Arc<dyn LocalIssues>,
    policy: OwnershipPolicy,
    strategy: ConflictStrategy,
}

impl Shared {
    /// Takes an issue of the tracker's.
    async fn take(&self, external: CanonicalIssue) -> Result<SyncResult> {
        let mut result = SyncResult::default();
        let Some(local) = self.store.get(&external.reference).await? else {
            self.store.settle(&external, &in_step(&external, &external)).await?;
            result.stats.pulled_created += 1;
            return Ok(result);
        };
        let base = self.store.base(&local.reference).await?;
        let merged = self.merged(&local, &external, base.as_ref(), &mut result);
        let changed = merged != local;
        // What the tracker does not have yet stays a change of ours.
        let settles = |field: &&Field| {
            let was = base.as_ref().map(|base| &base.local);
            field.same(&merged, &external) || was.is_some_and(|was| field.same(&merged, was))
        };
        let mut settled = merged.clone();
        for field in Field::ALL.iter().filter(|field| !settles(field)) {
            match &base {
                Some(base) => field.copy(&base.local, &mut settled),
                None => field.copy(&external, &mut settled),
            }
        }
        self.store.settle(&merged, &Base { local: settled, external }).await?;
        if changed {
            result.stats.pulled_updated += 1;
        } else {
            result.stats.skipped += 1;
        }
        Ok(result)
    }

    /// Gives an issue of ours to the tracker.
    async fn give(&self, local: &CanonicalIssue, remote: Remote) -> Result<SyncResult> {
        let (external, base) = match remote {
            Remote::Missing => return self.create(local).await,
            Remote::Known(external) => (*external, None),
            Remote::Ask(base) => (self.connector.get_issue(&local.reference).await?, Some(*base)),
        };
        let mut result = SyncResult::default();
        let wanted = self.merged(local, &external, base.as_ref(), &mut result);
        let patch = difference(&external, &wanted, base.as_ref());
        if patch.is_empty() {
            self.store.settle(&wanted, &in_step(&wanted, &external)).await?;
            result.stats.skipped += 1;
            return Ok(result);
        }
        let key = format!("sync:{}", local.reference.identity());
        let updated = self.connector.update_issue(&local.reference, &patch, Some(&key)).await?;
        let mut kept = wanted;
        kept.updated_at = kept.updated_at.max(updated.updated_at);
        self.store.settle(&kept, &in_step(&kept, &updated)).await?;
        result.stats.pushed_updated += 1;
        Ok(result)
    }

    /// Creates an issue, with the status that it has here.
    async fn create(&self, local: &CanonicalIssue) -> Result<SyncResult> {
        let mut result = SyncResult::default();
        if !self.policy.local_can_write(Field::Title) {
            result.stats.skipped += 1;
            return Ok(result);
        }
        let mut created = self.connector.create_issue(local).await?;
        if created.status != local.status && self.policy.local_can_write(Field::Status) {
            let patch = IssuePatch::status(local.status);
            // It exists now; if it cannot have that status, what is kept shows it.
            if let Ok(moved) = self.connector.update_issue(&created.reference, &patch, None).await {
                created = moved;
            }
        }
        self.store.settle(&created, &in_step(&created, &created)).await?;
        // What was here under a placeholder would be created again.
        if created.reference.identity() != local.reference.identity() {
            self.store.delete(&local.reference).await?;
        }
        result.stats.pushed_created += 1;
        Ok(result)
    }

    fn merged(
        &self,
        local: &CanonicalIssue,
        external: &CanonicalIssue,
        base: Option<&Base>,
        result: &mut SyncResult,
    ) -> CanonicalIssue {
        let (merged, conflicts) = merge(local, external, base, &self.policy, self.strategy);
        result.conflicts.extend(conflicts);
        merged
    }

    async fn remote(
        &self,
        limit: u32,
        filters: &Object,
    ) -> Result<BTreeMap<String, CanonicalIssue>> {
        let mut index = BTreeMap::new();
        let mut query = Query { filters: filters.clone(), ..Query::all(limit) };
        loop {
            let page = self.connector.list_issues(&query).await?;
            let items = page.items.into_iter();
            index.extend(items.map(|issue| (issue.reference.identity(), issue)));
            query.cursor = page.next_cursor;
            if query.cursor.is_none() {
                return Ok(index);
            }
        }
    }
}

/// What both sides are now.
fn in_step(local: &CanonicalIssue, external: &CanonicalIssue) -> Base {
    Base { local: local.clone(), external: external.clone() }
}
