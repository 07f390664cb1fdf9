//! What goes around the calls of any connector: retries, time limits, limits of how much at once, and
//! somebody who watches.
//!
//! A connector with layers is a connector. What is added last is outside: put retries around the time limit,
//! so that every attempt has its own.

mod limit;
mod retry;
mod timeout;
mod watch;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;

pub use self::limit::Limit;
pub use self::retry::Retry;
pub use self::timeout::Timeout;
pub use self::watch::Watch;
use crate::Result;
use crate::capabilities::Capabilities;
use crate::connector::{Connector, Query};
use crate::model::{
    CanonicalIssue, CanonicalLink, CanonicalStatus, Events, ExternalRef, IssuePatch, Page,
    SyncCheckpoint,
};
use crate::sync::Place;

/// A call, as layers see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// The name of the operation.
    pub name: &'static str,
    /// True if a second call does what one does.
    pub repeatable: bool,
    /// How long the tracker wanted to be left alone before this call.
    pub rest: Option<Duration>,
}

/// Something around calls.
#[async_trait]
pub trait Layer: Send + Sync {
    /// Makes a call, once, several times or not at all.
    async fn around<T: Send>(
        &self,
        call: Call,
        run: &(dyn Fn() -> Running<'_, T> + Send + Sync),
    ) -> Result<T>;
}

/// A call that is being made.
pub type Running<'a, T> = std::pin::Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// A connector with a layer around it.
pub struct Layered<L> {
    layer: L,
    inner: Arc<dyn Connector>,
}

impl<L: Layer> Layered<L> {
    /// Puts a layer around a connector.
    pub fn new(layer: L, inner: Arc<dyn Connector>) -> Self {
        Self { layer, inner }
    }

    async fn around<'a, T: Send>(
        &'a self,
        call: Call,
        run: &'a (dyn Fn() -> Running<'a, T> + Send + Sync),
    ) -> Result<T> {
        self.layer.around(Call { rest: self.inner.rest(), ..call }, run).await
    }
}

const fn once(name: &'static str) -> Call {
    Call { name, repeatable: false, rest: None }
}

const fn repeatable(name: &'static str) -> Call {
    Call { name, repeatable: true, rest: None }
}

#[async_trait]
impl<L: Layer> Connector for Layered<L> {
    fn name(&self) -> &str {
        self.inner.name()
    }

    fn place(&self) -> Option<Place> {
        self.inner.place()
    }

    fn capabilities(&self) -> Capabilities {
        self.inner.capabilities()
    }

    fn rest(&self) -> Option<Duration> {
        self.inner.rest()
    }

    async fn list_issues(&self, query: &Query) -> Result<Page<CanonicalIssue>> {
        self.around(repeatable("list_issues"), &|| self.inner.list_issues(query)).await
    }

    fn ahead(&self, cursor: Option<&str>) -> Option<String> {
        self.inner.ahead(cursor)
    }

    async fn get_issue(&self, issue: &ExternalRef) -> Result<CanonicalIssue> {
        self.around(repeatable("get_issue"), &|| self.inner.get_issue(issue)).await
    }

    async fn create_issue(&self, issue: &CanonicalIssue) -> Result<CanonicalIssue> {
        self.around(once("create_issue"), &|| self.inner.create_issue(issue)).await
    }

    async fn update_issue(
        &self,
        issue: &ExternalRef,
        patch: &IssuePatch,
        idempotency_key: Option<&str>,
    ) -> Result<CanonicalIssue> {
        let run = || self.inner.update_issue(issue, patch, idempotency_key);
        self.around(repeatable("update_issue"), &run).await
    }

    async fn transition_issue(
        &self,
        issue: &ExternalRef,
        target: CanonicalStatus,
    ) -> Result<CanonicalIssue> {
        let run = || self.inner.transition_issue(issue, target);
        self.around(repeatable("transition_issue"), &run).await
    }

    async fn upsert_link(&self, issue: &ExternalRef, link: &CanonicalLink) -> Result<()> {
        self.around(repeatable("upsert_link"), &|| self.inner.upsert_link(issue, link)).await
    }

    async fn add_comment(&self, issue: &ExternalRef, body: &str) -> Result<()> {
        self.around(once("add_comment"), &|| self.inner.add_comment(issue, body)).await
    }

    async fn comments(&self, issue: &ExternalRef) -> Result<Option<Vec<String>>> {
        self.around(repeatable("comments"), &|| self.inner.comments(issue)).await
    }

    fn hides_comments(&self) -> bool {
        self.inner.hides_comments()
    }

    async fn delete_issue(&self, issue: &ExternalRef) -> Result<()> {
        self.around(repeatable("delete_issue"), &|| self.inner.delete_issue(issue)).await
    }

    async fn list_events(&self, since: Option<&SyncCheckpoint>, limit: u32) -> Result<Events> {
        self.around(repeatable("list_events"), &|| self.inner.list_events(since, limit)).await
    }
}
