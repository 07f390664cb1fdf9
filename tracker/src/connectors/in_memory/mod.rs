//! A tracker in memory, which can do everything: the measure of the others, and a stand-in for them.

mod store;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use serde_json::{Value, json};

use self::store::Store;
use super::paging;
use crate::capabilities::Capabilities;
use crate::connector::{Connector, Query};
use crate::model::{
    CanonicalIssue, CanonicalLink, CanonicalStatus, Events, ExternalRef, IssuePatch, Object, Page,
    SyncCheckpoint, Timestamp, TrackerEventType,
};
use crate::settings::Settings;
use crate::{Error, Result};

/// A tracker in memory. Clones share what is in it.
#[derive(Clone)]
pub struct InMemory {
    name: String,
    store: Arc<Mutex<Store>>,
}

impl InMemory {
    /// An empty tracker of a name.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), store: Arc::default() }
    }

    pub(super) fn from_settings(from: &mut Settings) -> Result<Self> {
        let name = from.text("name")?;
        from.text("workspace")?;
        Ok(Self::new(name))
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Connector for InMemory {
    fn name(&self) -> &str {
        &self.name
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            supports_webhooks: false,
            supports_comments: true,
            supports_hierarchy: true,
            supports_dependencies: true,
            supports_custom_fields: true,
            supports_multi_assignee: true,
            supports_sprints_or_cycles: true,
            supports_bulk_read: true,
            supports_bulk_write: true,
            supports_delete: true,
        }
    }

    async fn list_issues(&self, query: &Query) -> Result<Page<CanonicalIssue>> {
        let offset = paging::offset(query.cursor.as_deref())?;
        let issues = self.store().issues(query.updated_since);
        let (items, next_cursor) = paging::part(issues, offset, query.limit);
        Ok(Page { items, next_cursor })
    }

    async fn get_issue(&self, issue: &ExternalRef) -> Result<CanonicalIssue> {
        self.store().get(issue).cloned()
    }

    async fn create_issue(&self, issue: &CanonicalIssue) -> Result<CanonicalIssue> {
        let now = Timestamp::now();
        let mut created = issue.clone();
        created.created_at.get_or_insert(now);
        created.updated_at = Some(now);
        let mut store = self.store();
        store.put(created.clone());
        let payload = object(json!({ "title": created.title }));
        store.tell(TrackerEventType::Created, &created.reference, payload, now)?;
        Ok(created)
    }

    async fn update_issue(
        &self,
        issue: &ExternalRef,
        patch: &IssuePatch,
        _: Option<&str>,
    ) -> Result<CanonicalIssue> {
        self.store().update(issue, patch)
    }

    async fn transition_issue(
        &self,
        issue: &ExternalRef,
        target: CanonicalStatus,
    ) -> Result<CanonicalIssue> {
        let mut store = self.store();
        let updated = store.update(issue, &IssuePatch::status(target))?;
        let payload = object(json!({ "status": target }));
        store.tell(TrackerEventType::Transitioned, issue, payload, Timestamp::now())?;
        Ok(updated)
    }

    async fn upsert_link(&self, issue: &ExternalRef, link: &CanonicalLink) -> Result<()> {
        let now = Timestamp::now();
        let mut store = self.store();
        let existing = store.get_mut(issue)?;
        if !existing.links.contains(link) {
            existing.links.push(link.clone());
            existing.updated_at = Some(now);
        }
        let payload = json!({ "type": link.link_type, "target": link.target.identity() });
        store.tell(TrackerEventType::LinkUpserted, issue, object(payload), now)
    }

    async fn add_comment(&self, issue: &ExternalRef, body: &str) -> Result<()> {
        let now = Timestamp::now();
        let mut store = self.store();
        let existing = store.get_mut(issue)?;
        let comments = existing.custom_fields.entry("comments").or_insert_with(|| json!([]));
        match comments {
            Value::Array(comments) => comments.push(json!(body)),
            other => *other = json!([body]),
        }
        existing.updated_at = Some(now);
        let payload = object(json!({ "body": body }));
        store.tell(TrackerEventType::CommentAdded, issue, payload, now)
    }

    async fn comments(&self, issue: &ExternalRef) -> Result<Option<Vec<String>>> {
        let store = self.store();
        let comments = store.get(issue)?.custom_fields.get("comments").and_then(Value::as_array);
        let texts = comments.into_iter().flatten().filter_map(Value::as_str);
        Ok(Some(texts.map(str::to_owned).collect()))
    }

    async fn delete_issue(&self, issue: &ExternalRef) -> Result<()> {
        self.store().remove(issue)
    }

    async fn list_events(&self, since: Option<&SyncCheckpoint>, limit: u32) -> Result<Events> {
        let offset = paging::offset(since.and_then(|since| since.cursor.as_deref()))?;
        let (events, cursor) = self.store().events(offset, limit);
        Ok(Events { events, checkpoint: Some(SyncCheckpoint { cursor, updated_since: None }) })
    }
}

fn object(value: Value) -> Object {
    match value {
        Value::Object(object) => object,
        _ => Object::new(),
    }
}

fn missing() -> Error {
    Error::not_found("no such issue")
}
