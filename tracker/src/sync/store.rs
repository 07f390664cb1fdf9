//! Issues here.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use super::Base;
use crate::Result;
use crate::model::{CanonicalIssue, ExternalRef};

/// Issues here, by identity.
#[async_trait]
pub trait LocalIssues: Send + Sync {
    /// The issues of a tracker, in the order of their identities.
    async fn list(&self, system: &str) -> Result<Vec<CanonicalIssue>>;

    /// An issue, if it is here.
    async fn get(&self, issue: &ExternalRef) -> Result<Option<CanonicalIssue>>;

    /// Keeps an issue, in place of the one of its identity.
    async fn put(&self, issue: &CanonicalIssue) -> Result<()>;

    /// Forgets an issue.
    async fn delete(&self, issue: &ExternalRef) -> Result<()>;

    /// What an issue was when both sides were last in step; nothing where that is not kept.
    async fn base(&self, issue: &ExternalRef) -> Result<Option<Base>> {
        let _ = issue;
        Ok(None)
    }

    /// Keeps an issue, and what counts as in step from now on; both at once, or a crash in between makes a change
    /// of ours out of the tracker's.
    async fn settle(&self, issue: &CanonicalIssue, base: &Base) -> Result<()> {
        let _ = base;
        self.put(issue).await
    }
}

/// Issues in memory.
#[derive(Default)]
pub struct InMemoryIssues {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    issues: BTreeMap<String, CanonicalIssue>,
    bases: BTreeMap<String, Base>,
}

impl InMemoryIssues {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl LocalIssues for InMemoryIssues {
    async fn list(&self, system: &str) -> Result<Vec<CanonicalIssue>> {
        let kept = self.kept();
        let own = kept.issues.values().filter(|issue| issue.reference.system() == system);
        Ok(own.cloned().collect())
    }

    async fn get(&self, issue: &ExternalRef) -> Result<Option<CanonicalIssue>> {
        Ok(self.kept().issues.get(&issue.identity()).cloned())
    }

    async fn put(&self, issue: &CanonicalIssue) -> Result<()> {
        self.kept().issues.insert(issue.reference.identity(), issue.clone());
        Ok(())
    }

    async fn delete(&self, issue: &ExternalRef) -> Result<()> {
        let identity = issue.identity();
        let mut kept = self.kept();
        kept.issues.remove(&identity);
        kept.bases.remove(&identity);
        Ok(())
    }

    async fn base(&self, issue: &ExternalRef) -> Result<Option<Base>> {
        Ok(self.kept().bases.get(&issue.identity()).cloned())
    }

    async fn settle(&self, issue: &CanonicalIssue, base: &Base) -> Result<()> {
        let identity = issue.reference.identity();
        let mut kept = self.kept();
        kept.issues.insert(identity.clone(), issue.clone());
        kept.bases.insert(identity, base.clone());
        Ok(())
    }
}
