//! The interface to every tracker.

use std::time::Duration;

use async_trait::async_trait;

use crate::capabilities::Capabilities;
use crate::model::{
    CanonicalIssue, CanonicalLink, CanonicalStatus, Events, ExternalRef, IssuePatch, Object, Page,
    SyncCheckpoint, Timestamp,
};
use crate::sync::Place;
use crate::{Error, Result};

/// Which issues to list.
#[derive(Clone, Debug)]
pub struct Query {
    /// Only what changed at or after this time.
    pub updated_since: Option<Timestamp>,
    /// What the page before gave.
    pub cursor: Option<String>,
    /// The most issues of a page; trackers may give fewer before the end.
    pub limit: u32,
    /// What else to look for, by names that depend on the tracker.
    pub filters: Object,
}

impl Query {
    /// The first page of everything.
    pub fn all(limit: u32) -> Self {
        Self { updated_since: None, cursor: None, limit, filters: Object::new() }
    }
}

/// A tracker. Every call is one attempt; see [`layers`](crate::layers) for more.
#[async_trait]
pub trait Connector: Send + Sync {
    /// The name of the tracker, which is the system of its references.
    fn name(&self) -> &str;

    /// The part of the tracker that it reads and writes, for stores that have issues of several; nothing where the system is
    /// all there is.
    fn place(&self) -> Option<Place> {
        None
    }

    /// What the tracker can do.
    fn capabilities(&self) -> Capabilities;

    /// A page of the issues that a query asks for.
    async fn list_issues(&self, query: &Query) -> Result<Page<CanonicalIssue>>;

    /// What asks for the page after the one that a cursor asks for, where that is known before the page is there.
    fn ahead(&self, cursor: Option<&str>) -> Option<String> {
        let _ = cursor;
        None
    }

    /// An issue as it is now.
    async fn get_issue(&self, issue: &ExternalRef) -> Result<CanonicalIssue>;

    /// Creates an issue as far as the tracker's own call for it goes, and returns it as it then is. The
    /// reference of what is passed is a placeholder.
    async fn create_issue(&self, issue: &CanonicalIssue) -> Result<CanonicalIssue>;

    /// Changes an issue, and returns it as it then is. The key tells repeated calls from new ones, for
    /// trackers that care.
    async fn update_issue(
        &self,
        issue: &ExternalRef,
        patch: &IssuePatch,
        idempotency_key: Option<&str>,
    ) -> Result<CanonicalIssue>;

    /// Changes the status of an issue, and returns it as it then is.
    async fn transition_issue(
        &self,
        issue: &ExternalRef,
        target: CanonicalStatus,
    ) -> Result<CanonicalIssue> {
        let key = format!("transition:{}:{target}", issue.identity());
        self.update_issue(issue, &IssuePatch::status(target), Some(&key)).await
    }

    /// Makes sure that a link exists.
    async fn upsert_link(&self, issue: &ExternalRef, link: &CanonicalLink) -> Result<()>;

    /// Adds a comment.
    async fn add_comment(&self, issue: &ExternalRef, body: &str) -> Result<()>;

    /// Deletes an issue, as finally as the tracker does: into a bin, where it has one. An issue that is gone is
    /// missing, also for a call that is made again because its answer was lost. Trackers without
    /// [`supports_delete`](Capabilities::supports_delete) are not asked.
    async fn delete_issue(&self, issue: &ExternalRef) -> Result<()> {
        let _ = issue;
        Err(Error::unsupported("this tracker deletes no issues"))
    }

    /// The texts of an issue's comments, nothing if this connector cannot tell. Only who has them knows whether a
    /// comment whose answer was lost is there.
    async fn comments(&self, issue: &ExternalRef) -> Result<Option<Vec<String>>> {
        let _ = issue;
        Ok(None)
    }

    /// True if what is written between `<!--` and `-->` is not shown to people.
    fn hides_comments(&self) -> bool {
        false
    }

    /// How long the tracker wants to be left alone, after a call that it did answer. Whoever calls again may wait;
    /// [`Retry`](crate::layers::Retry) does.
    fn rest(&self) -> Option<Duration> {
        None
    }

    /// A part of what happened; nothing from trackers that do not tell.
    async fn list_events(&self, since: Option<&SyncCheckpoint>, limit: u32) -> Result<Events> {
        let _ = (since, limit);
        Ok(Events::default())
    }
}
