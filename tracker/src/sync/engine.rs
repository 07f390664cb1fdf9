//! Pulling and pushing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::field::difference;
use super::{ConflictRecord, ConflictStrategy, Field, LocalIssues, OwnershipPolicy, merge};
use crate::connector::{Connector, Query};
use crate::error::ErrorKind;
use crate::model::{CanonicalIssue, ExternalRef, IssuePatch, Object, SyncCheckpoint};
use crate::{Error, Result};

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
    connector: Arc<dyn Connector>,
    store: Arc<dyn LocalIssues>,
    policy: OwnershipPolicy,
    strategy: ConflictStrategy,
    strict: bool,
    checkpoint: SyncCheckpoint,
}

impl SyncEngine {
    /// An engine that settles conflicts by time. Retries are layers of the connector.
    pub fn new(
        connector: Arc<dyn Connector>,
        store: Arc<dyn LocalIssues>,
        policy: OwnershipPolicy,
    ) -> Self {
        let (strategy, checkpoint) = (ConflictStrategy::NewerTimestamp, SyncCheckpoint::default());
        Self { connector, store, policy, strategy, strict: false, checkpoint }
    }

    /// Settles conflicts so.
    #[must_use]
    pub fn with_strategy(mut self, strategy: ConflictStrategy) -> Self {
        self.strategy = strategy;
        self
    }

    /// Fails at the end of a run in which a conflict needs somebody to look at it.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.strict = true;
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
            let page = self.connector.list_issues(&query).await?;
            for external in &page.items {
                latest = latest.max(external.updated_at);
                self.take(external, &mut result).await?;
            }
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        self.checkpoint = SyncCheckpoint { cursor: None, updated_since: latest };
        self.judge(result)
    }

    /// Brings what changed here to the tracker.
    pub async fn push(&mut self, limit: u32, filters: &Object) -> Result<SyncResult> {
        let mut result = SyncResult::default();
        let mut remote = self.remote(limit, filters).await?;
        for local in self.store.list(self.connector.name()).await? {
            let external = remote.remove(&local.reference.identity());
            match self.give(&local, external, &mut result).await {
                Ok(()) => {}
                // What fails here fails for every issue.
                Err(error) if error.kind() != ErrorKind::Request => return Err(error),
                Err(error) => {
                    result.failures.push(SyncFailure { issue: local.reference, error });
                }
            }
        }
        self.judge(result)
    }

    /// Pulls, then pushes.
    pub async fn sync(&mut self, limit: u32, filters: &Object) -> Result<SyncResult> {
        let mut result = self.pull(limit, filters).await?;
        result.add(self.push(limit.max(100), filters).await?);
        Ok(result)
    }

    /// Takes an issue of the tracker's.
    async fn take(&self, external: &CanonicalIssue, result: &mut SyncResult) -> Result<()> {
        let Some(local) = self.store.get(&external.reference).await? else {
            self.store.put(external).await?;
            self.store.put_base(external).await?;
            result.stats.pulled_created += 1;
            return Ok(());
        };
        let merged = self.merged(&local, external, result).await?;
        self.store.put(&merged).await?;
        self.store.put_base(external).await?;
        if merged == local {
            result.stats.skipped += 1;
        } else {
            result.stats.pulled_updated += 1;
        }
        Ok(())
    }

    /// Gives an issue of ours to the tracker, which has it or not.
    async fn give(
        &self,
        local: &CanonicalIssue,
        external: Option<CanonicalIssue>,
        result: &mut SyncResult,
    ) -> Result<()> {
        let Some(external) = external else {
            if !self.policy.local_can_write(Field::Title) {
                result.stats.skipped += 1;
                return Ok(());
            }
            let created = self.created(local).await?;
            // What was here under a placeholder would be created again.
            if created.reference.identity() != local.reference.identity() {
                self.store.delete(&local.reference).await?;
            }
            self.store.put(&created).await?;
            self.store.put_base(&created).await?;
            result.stats.pushed_created += 1;
            return Ok(());
        };
        let wanted = self.merged(local, &external, result).await?;
        let patch = difference(&external, &wanted);
        if patch.is_empty() {
            result.stats.skipped += 1;
            return Ok(());
        }
        let key = format!("sync:{}", local.reference.identity());
        let updated = self.connector.update_issue(&local.reference, &patch, Some(&key)).await?;
        let mut kept = wanted;
        kept.updated_at = kept.updated_at.max(updated.updated_at);
        self.store.put(&kept).await?;
        self.store.put_base(&updated).await?;
        result.stats.pushed_updated += 1;
        Ok(())
    }

    /// Creates an issue, with the status that it has here.
    async fn created(&self, local: &CanonicalIssue) -> Result<CanonicalIssue> {
        let created = self.connector.create_issue(local).await?;
        if created.status == local.status || !self.policy.local_can_write(Field::Status) {
            return Ok(created);
        }
        let patch = IssuePatch::status(local.status);
        match self.connector.update_issue(&created.reference, &patch, None).await {
            Ok(moved) => Ok(moved),
            // It exists now; that it has another status shows in what is kept.
            Err(_) => Ok(created),
        }
    }

    async fn merged(
        &self,
        local: &CanonicalIssue,
        external: &CanonicalIssue,
        result: &mut SyncResult,
    ) -> Result<CanonicalIssue> {
        let base = self.store.base(&local.reference).await?;
        let (merged, conflicts) =
            merge(local, external, base.as_ref(), &self.policy, self.strategy);
        result.conflicts.extend(conflicts);
        Ok(merged)
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

    fn judge(&self, result: SyncResult) -> Result<SyncResult> {
        if self.strict && result.conflicts.iter().any(|conflict| conflict.manual_review_required) {
            let said = "conflicts need somebody to look at them";
            return Err(Error::new(ErrorKind::SyncConflict, said));
        }
        Ok(result)
    }
}
