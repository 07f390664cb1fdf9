//! A tracker whose lists lag, whose clock is wrong and whose answers get lost, and a process that may end between any
//! two steps.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use async_trait::async_trait;
use serde_json::{Value, json};
use spec_kitty_tracker::sync::{Base, Intent, LocalIssues, Settlement};
use spec_kitty_tracker::{
    CanonicalIssue, CanonicalLink, CanonicalStatus, Capabilities, Connector, Error, ExternalRef,
    FailureClass, IssuePatch, Page, Query, Result, SyncCheckpoint, Timestamp,
};

pub(super) const NAME: &str = "model";
/// When it all begins, in seconds.
const BEGIN: i64 = 1_800_000_000;

/// What goes wrong with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is turned down: too many.
    Limited,
    /// It does not arrive.
    Dropped,
    /// Its answer does not arrive.
    Lost,
    /// It arrives, and the answer does not read.
    Misread,
    /// If it is a page, it comes backwards and holds everything twice.
    Garbled,
}

/// Everything there is.
#[derive(Default)]
pub(super) struct World {
    /// Seconds since the beginning.
    pub(super) now: i64,
    /// By how much the tracker's clock is wrong.
    pub(super) skew: i64,
    /// By how much lists are behind.
    pub(super) lag: i64,
    /// What goes wrong with which call of a run.
    pub(super) faults: Vec<(usize, Fault)>,
    /// After how many steps the process ends, if it does.
    pub(super) dies: Option<usize>,
    /// Whether creations may be deleted, and whether comments are hidden.
    pub(super) deletes: bool,
    calls: usize,
    writes: u32,
    /// All states of all issues, nothing where it was deleted.
    states: BTreeMap<String, Vec<(i64, Option<CanonicalIssue>)>>,
    /// Where issues are that were somewhere else.
    moved: BTreeMap<String, String>,
    /// The origins of what was created and of what was deleted there.
    pub(super) created: Vec<Value>,
    pub(super) deleted: Vec<Value>,
}

impl World {
    /// Begins a run.
    pub(super) fn begin(&mut self, dies: Option<usize>, faults: Vec<(usize, Fault)>) {
        (self.calls, self.dies, self.faults) = (0, dies, faults);
    }

    pub(super) fn clock(&self) -> Timestamp {
        at(self.now, 0)
    }

    /// What is there now.
    pub(super) fn issues(&self) -> Vec<CanonicalIssue> {
        self.states.values().filter_map(|states| states.last()?.1.clone()).collect()
    }

    fn get(&self, id: &str) -> Result<CanonicalIssue> {
        let id = self.moved.get(id).map_or(id, |id| id);
        let found = self.states.get(id).and_then(|states| states.last()?.1.clone());
        found.ok_or_else(|| Error::not_found("no such issue"))
    }

    fn write(&mut self, id: &str, issue: Option<CanonicalIssue>) -> Option<CanonicalIssue> {
        self.now += 1;
        self.writes += 1;
        let time = at(self.now + self.skew, self.writes);
        let issue = issue.map(|mut issue| {
            issue.created_at.get_or_insert(time);
            issue.updated_at = Some(time);
            issue
        });
        self.states.entry(id.to_owned()).or_default().push((self.now, issue.clone()));
        issue
    }

    pub(super) fn create(&mut self, from: &CanonicalIssue) -> CanonicalIssue {
        let id = (self.states.len() + 1).to_string();
        let mut issue = from.clone();
        issue.reference = ExternalRef::new(NAME, "w", &*id).unwrap();
        (issue.created_at, issue.status, issue.priority) = (None, CanonicalStatus::Todo, None);
        self.created.push(origin(&issue));
        self.write(&id, Some(issue)).unwrap()
    }

    pub(super) fn update(&mut self, id: &str, patch: IssuePatch) -> Result<CanonicalIssue> {
        let mut issue = self.get(id)?;
        patch.apply(&mut issue);
        issue.priority = None;
        Ok(self.write(id, Some(issue)).unwrap())
    }

    /// Gives an issue another reference; it is found by the old one, too.
    pub(super) fn move_away(&mut self, id: &str) -> ExternalRef {
        let issue = self.get(id).unwrap();
        self.write(id, None);
        let to = self.create(&issue).reference;
        self.moved.insert(id.to_owned(), to.id().to_owned());
        to
    }

    pub(super) fn delete(&mut self, id: &str) -> Result<()> {
        let issue = self.get(id)?;
        self.deleted.push(origin(&issue));
        self.write(id, None);
        Ok(())
    }

    fn list(&self, query: &Query) -> Page<CanonicalIssue> {
        let states = self.states.iter().filter_map(|(id, states)| {
            // Some parts of a list are further behind than others.
            let behind = if id.ends_with(['1', '3', '5', '7', '9']) { self.lag } else { 0 };
            let seen = self.now - behind;
            states.iter().rev().find(|(at, _)| *at <= seen).and_then(|(_, issue)| issue.clone())
        });
        let recent = |issue: &CanonicalIssue| {
            query.updated_since.is_none_or(|since| issue.updated_at.unwrap() >= since)
        };
        let all: Vec<_> = states.filter(recent).collect();
        let offset: usize = query.cursor.as_ref().map_or(0, |cursor| cursor.parse().unwrap());
        let end = offset + query.limit as usize;
        let next_cursor = (end < all.len()).then(|| end.to_string());
        let items = all.into_iter().skip(offset).take(query.limit as usize).collect();
        Page { items, next_cursor }
    }
}

fn at(seconds: i64, micros: u32) -> Timestamp {
    Timestamp::from_unix(Duration::new(u64::try_from(BEGIN + seconds).unwrap(), micros * 1000))
}

/// The world, and the process in it.
#[derive(Clone, Default)]
pub(super) struct Shared(Arc<Mutex<World>>);

impl Shared {
    pub(super) fn lock(&self) -> MutexGuard<'_, World> {
        self.0.lock().unwrap()
    }

    /// A point at which the process may end. Nothing that it does after that has any effect.
    fn live(&self) -> Result<()> {
        let mut world = self.lock();
        match &mut world.dies {
            Some(0) => Err(Error::config("the process has ended")),
            Some(left) => {
                *left -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// A call: it may not be made, not arrive, not be answered.
    fn call<T>(&self, work: impl FnOnce(&mut World, bool) -> Result<T>) -> Result<T> {
        self.live()?;
        let answer = {
            let mut world = self.lock();
            let number = world.calls;
            world.calls += 1;
            let fault = world.faults.iter().find(|(at, _)| *at == number).map(|(_, fault)| *fault);
            match fault {
                Some(Fault::Limited) => Err(Error::request(FailureClass::RateLimit, "too many")),
                Some(Fault::Dropped) => Err(Error::request(FailureClass::Transient, "no way")),
                Some(Fault::Lost) => work(&mut world, false)
                    .and_then(|_| Err(Error::request(FailureClass::Transient, "no answer"))),
                Some(Fault::Misread) => work(&mut world, false)
                    .and_then(|_| Err(Error::request(FailureClass::NonRetryable, "what?"))),
                fault => work(&mut world, fault == Some(Fault::Garbled)),
            }
        };
        self.live()?;
        answer
    }
}

#[async_trait]
impl Connector for Shared {
    fn name(&self) -> &'static str {
        NAME
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            supports_webhooks: false,
            supports_comments: true,
            supports_hierarchy: true,
            supports_dependencies: true,
            supports_custom_fields: true,
            supports_multi_assignee: true,
            supports_sprints_or_cycles: false,
            supports_bulk_read: true,
            supports_bulk_write: false,
            supports_delete: self.lock().deletes,
        }
    }

    async fn list_issues(&self, query: &Query) -> Result<Page<CanonicalIssue>> {
        self.call(|world, garbled| {
            let mut page = world.list(query);
            if garbled {
                page.items.reverse();
                page.items.extend_from_within(..);
            }
            Ok(page)
        })
    }

    async fn get_issue(&self, issue: &ExternalRef) -> Result<CanonicalIssue> {
        self.call(|world, _| world.get(issue.id()))
    }

    async fn create_issue(&self, issue: &CanonicalIssue) -> Result<CanonicalIssue> {
        self.call(|world, _| Ok(world.create(issue)))
    }

    async fn update_issue(
        &self,
        issue: &ExternalRef,
        patch: &IssuePatch,
        _: Option<&str>,
    ) -> Result<CanonicalIssue> {
        self.call(|world, _| world.update(issue.id(), patch.clone()))
    }

    async fn upsert_link(&self, _: &ExternalRef, _: &CanonicalLink) -> Result<()> {
        unreachable!("synchronisation makes no links")
    }

    async fn add_comment(&self, issue: &ExternalRef, body: &str) -> Result<()> {
        self.call(|world, _| {
            let mut custom = world.get(issue.id())?.custom_fields;
            let comments = custom.entry("comments").or_insert_with(|| json!([]));
            comments.as_array_mut().unwrap().push(json!(body));
            let patch = IssuePatch { custom_fields: Some(custom), ..IssuePatch::default() };
            world.update(issue.id(), patch).map(drop)
        })
    }

    async fn comments(&self, issue: &ExternalRef) -> Result<Option<Vec<String>>> {
        self.call(|world, _| {
            let custom = world.get(issue.id())?.custom_fields;
            let all = custom.get("comments").and_then(Value::as_array).cloned();
            let texts = all.unwrap_or_default();
            Ok(Some(texts.iter().map(|text| text.as_str().unwrap().to_owned()).collect()))
        })
    }

    async fn delete_issue(&self, issue: &ExternalRef) -> Result<()> {
        self.call(|world, _| world.delete(issue.id()))
    }
}

/// A store that is used by a process that may end.
pub(super) struct Mortal {
    pub(super) store: Arc<dyn LocalIssues>,
    pub(super) world: Shared,
}

#[async_trait]
impl LocalIssues for Mortal {
    async fn list(&self, system: &str) -> Result<Vec<CanonicalIssue>> {
        self.world.live()?;
        self.store.list(system).await
    }

    async fn get(&self, issue: &ExternalRef) -> Result<Option<CanonicalIssue>> {
        self.world.live()?;
        self.store.get(issue).await
    }

    async fn put(&self, issue: &CanonicalIssue) -> Result<()> {
        self.world.live()?;
        self.store.put(issue).await
    }

    async fn delete(&self, issue: &ExternalRef) -> Result<()> {
        self.world.live()?;
        self.store.delete(issue).await
    }

    async fn removed(&self, system: &str) -> Result<Vec<Base>> {
        self.world.live()?;
        self.store.removed(system).await
    }

    async fn base(&self, issue: &ExternalRef) -> Result<Option<Base>> {
        self.world.live()?;
        self.store.base(issue).await
    }

    async fn settle(&self, issue: &CanonicalIssue, base: &Base) -> Result<()> {
        self.world.live()?;
        self.store.settle(issue, base).await
    }

    async fn commit(&self, settlements: &[Settlement]) -> Result<()> {
        self.world.live()?;
        self.store.commit(settlements).await
    }

    async fn begin(&self, intent: &Intent) -> Result<()> {
        self.world.live()?;
        self.store.begin(intent).await
    }

    async fn intents(&self, system: &str) -> Result<Vec<Intent>> {
        self.world.live()?;
        self.store.intents(system).await
    }

    async fn checkpoint(&self, name: &str) -> Result<SyncCheckpoint> {
        self.world.live()?;
        self.store.checkpoint(name).await
    }

    async fn put_checkpoint(&self, name: &str, checkpoint: &SyncCheckpoint) -> Result<()> {
        self.world.live()?;
        self.store.put_checkpoint(name, checkpoint).await
    }
}

/// The identities of issues.
pub(super) fn identities(issues: &[CanonicalIssue]) -> BTreeSet<String> {
    issues.iter().map(|issue| issue.reference.identity()).collect()
}

/// Where an issue comes from, wherever it goes.
fn origin(issue: &CanonicalIssue) -> Value {
    issue.custom_fields.get("origin").cloned().unwrap_or_default()
}
