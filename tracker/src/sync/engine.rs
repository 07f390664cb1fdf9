//! Pulling and pushing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;

use super::exchange::{Exchange, Outcome, Remote, moved};
use super::place::{Here, Whose};
use super::recover::Open;
use super::{
    Base, ConflictStrategy, LocalIssues, Observer, OwnershipPolicy, SyncEvent, SyncFailure,
    SyncResult, Tie, marker,
};
use crate::connector::{Connector, Query};
use crate::error::{ErrorKind, FailureClass};
use crate::model::{CanonicalIssue, ExternalRef, Object, SyncCheckpoint, Timestamp};
use crate::pages::Pages;
use crate::{Error, Result};

/// Why an issue is not created.
const UNCLEAR: &str =
    "the store has issues of several places: the workspace of a new one is to be that of its place";
/// How many issues are pushed at once, unless told otherwise.
const AT_ONCE: usize = 8;
/// How far back what was read is read again: lists of trackers lag, and their clocks are several.
pub(super) const OVERLAP: Duration = Duration::from_mins(5);
/// How long a creation without an answer is looked for before it is made again, unless told otherwise.
const GRACE: Duration = Duration::from_mins(1);

/// Keeps issues here and in a tracker in step.
///
/// A run may end anywhere, with the process or without. With a store that keeps what is intended, the next one
/// finds out what was done and goes on: nothing is created or changed twice.
pub struct SyncEngine {
    exchange: Arc<Exchange>,
    strict: bool,
    thorough: bool,
    at_once: usize,
    checkpoint: Option<SyncCheckpoint>,
}

impl SyncEngine {
    /// An engine that settles conflicts by time and begins where the store says. Retries are layers of the
    /// connector.
    pub fn new(
        connector: Arc<dyn Connector>,
        store: Arc<dyn LocalIssues>,
        policy: OwnershipPolicy,
    ) -> Self {
        let exchange = Exchange {
            connector,
            store,
            policy,
            strategy: ConflictStrategy::NewerTimestamp,
            observer: None,
            clock: Arc::new(Timestamp::now),
            grace: GRACE,
        };
        let exchange = Arc::new(exchange);
        Self { exchange, strict: false, thorough: false, at_once: AT_ONCE, checkpoint: None }
    }

    /// Settles conflicts so.
    #[must_use]
    pub fn with_strategy(mut self, strategy: ConflictStrategy) -> Self {
        self.set(|exchange| exchange.strategy = strategy);
        self
    }

    /// Tells somebody what happens.
    #[must_use]
    pub fn observed(mut self, observer: Arc<dyn Observer>) -> Self {
        self.set(|exchange| exchange.observer = Some(observer));
        self
    }

    /// Looks so long for an issue whose creation was not answered before it is created again; a minute unless told
    /// otherwise. It must be longer than the tracker takes to list what it has.
    #[must_use]
    pub fn patient(mut self, grace: Duration) -> Self {
        self.set(|exchange| exchange.grace = grace);
        self
    }

    /// Takes the time from there, which is the machine's clock otherwise. Only how long a creation was looked for
    /// depends on it; times of issues are the tracker's.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        self.set(|exchange| exchange.clock = Arc::new(clock));
        self
    }

    /// Fails at the end of a run in which a conflict needs somebody to look at it.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Lets pulls read everything, and so find out what the tracker no longer has.
    #[must_use]
    pub fn thorough(mut self) -> Self {
        self.thorough = true;
        self
    }

    /// Pushes so many issues at once, and reads so many pages, where these have numbers; at least one.
    #[must_use]
    pub fn at_once(mut self, most: usize) -> Self {
        self.at_once = most.max(1);
        self
    }

    /// Goes on from where an earlier engine was, whatever the store says.
    #[must_use]
    pub fn from_checkpoint(mut self, checkpoint: SyncCheckpoint) -> Self {
        self.checkpoint = Some(checkpoint);
        self
    }

    /// Where the next pull begins; nothing before the first one, if it is up to the store.
    pub fn checkpoint(&self) -> Option<&SyncCheckpoint> {
        self.checkpoint.as_ref()
    }

    /// Brings what changed in the tracker here. The checkpoint moves, here and in the store, when all pages were read
    /// and kept.
    pub async fn pull(&mut self, limit: u32, filters: &Object) -> Result<SyncResult> {
        let pulled = self.pull_all(limit, filters).await;
        self.judge(pulled)
    }

    /// Brings what changed here to the tracker. Issues whose last common state is known are asked for one by
    /// one, if they changed; for others the tracker's whole list is read.
    pub async fn push(&mut self, limit: u32, filters: &Object) -> Result<SyncResult> {
        let pushed = self.push_all(limit, filters).await;
        self.judge(pushed)
    }

    /// Pulls, then pushes.
    pub async fn sync(&mut self, limit: u32, filters: &Object) -> Result<SyncResult> {
        let mut result = self.pull(limit, filters).await?;
        result.add(self.push(limit.max(100), filters).await?);
        Ok(result)
    }

    /// Ties an issue that is only here to one that the tracker has: from now on they are one, and what differs is settled
    /// as usual. The issue here takes over the reference.
    pub async fn link(&self, local: &ExternalRef, external: &ExternalRef) -> Result<SyncResult> {
        let exchange = &self.exchange;
        let missing = || Error::not_found("no such issue");
        let here = exchange.store.get(local).await?.ok_or_else(missing)?;
        let there = exchange.ask(external).await?.ok_or_else(missing)?;
        let moves = there.reference.identity() != local.identity();
        if moves && exchange.store.get(&there.reference).await?.is_some() {
            return Err(Error::invalid("that issue of the tracker's is here already"));
        }
        if exchange.store.base(local).await?.is_some() {
            return Err(Error::invalid("this issue is tied to one of the tracker's already"));
        }
        let (outcome, settlement) = exchange.met(here, &there, None);
        exchange.store.commit(&[settlement]).await?;
        let mut result = SyncResult::default();
        self.note(&mut result, [outcome]);
        let id = local.identity();
        exchange.tell(SyncEvent::Tied(&there.reference, Tie { kind: "issue", id: &id }));
        Ok(result)
    }

    async fn pull_all(&mut self, limit: u32, filters: &Object) -> Result<SyncResult> {
        let exchange = Arc::clone(&self.exchange);
        let here = exchange.enter().await?;
        let name = &*exchange.reading();
        let mut result = SyncResult::default();
        let (outcomes, mut open) = exchange.recover(&here).await?;
        self.note(&mut result, outcomes);
        let read = match self.checkpoint.take() {
            Some(checkpoint) => checkpoint,
            None => exchange.store.checkpoint(name).await?,
        };
        let mut latest = read.updated_since;
        self.checkpoint = Some(read);
        let updated_since = latest.filter(|_| !self.thorough);
        let updated_since = updated_since.map(|since| since.earlier(OVERLAP));
        let filters = filters.clone();
        let query = Query { updated_since, cursor: None, limit, filters };
        let mut pages = Pages::new(Arc::clone(&exchange.connector), query, self.at_once);
        let mut listed = BTreeSet::new();
        while let Some(page) = pages.next().await? {
            exchange.tell(SyncEvent::Read(page.items.len()));
            latest = latest.max(page.items.iter().filter_map(|issue| issue.updated_at).max());
            if self.thorough {
                listed.extend(page.items.iter().map(|issue| issue.reference.identity()));
            }
            self.keep(&mut result, page.items, &mut open).await?;
        }
        if self.thorough {
            self.sweep(&mut result, &here, &listed).await?;
        }
        let checkpoint = SyncCheckpoint { cursor: None, updated_since: latest };
        exchange.store.put_checkpoint(name, &checkpoint).await?;
        self.checkpoint = Some(checkpoint);
        Ok(result)
    }

    /// Keeps a page, all of it at once.
    async fn keep(
        &self,
        result: &mut SyncResult,
        page: Vec<CanonicalIssue>,
        open: &mut Open,
    ) -> Result<()> {
        let (mut outcomes, mut settlements) = (Vec::new(), Vec::new());
        // Pages may hold an issue twice; the later one is what it is.
        let mut last = BTreeMap::new();
        for mut external in page {
            let made = marker::strip(&mut external);
            last.insert(external.reference.identity(), (external, made));
        }
        for (external, made) in last.into_values() {
            let (outcome, settlement) = match made.and_then(|id| open.remove(&id)) {
                Some(intent) => self.exchange.adopt(&intent, &external),
                None => {
                    let issue = external.reference.clone();
                    match self.exchange.take(external).await {
                        Err(error) if own_trouble(&error) => {
                            self.fail(result, SyncFailure { issue, error });
                            continue;
                        }
                        taken => taken?,
                    }
                }
            };
            outcomes.push(outcome);
            settlements.push(settlement);
        }
        self.exchange.store.commit(&settlements).await?;
        self.note(result, outcomes);
        Ok(())
    }

    /// Finds out what the tracker no longer has.
    async fn sweep(
        &self,
        result: &mut SyncResult,
        here: &Here,
        listed: &BTreeSet<String>,
    ) -> Result<()> {
        let exchange = &self.exchange;
        let known = |issue: &ExternalRef| listed.contains(&issue.identity());
        let unlisted = exchange.unlisted(here, known).await?;
        if let (true, Some((first, _))) = (listed.is_empty(), unlisted.first()) {
            // Some trackers show nothing to those who may see nothing.
            let said = "the tracker lists no issue at all: nothing is taken for deleted";
            let error = Error::request(FailureClass::Permission, said);
            self.fail(result, SyncFailure { issue: first.reference.clone(), error });
            return Ok(());
        }
        for (local, base) in unlisted {
            let asked = match exchange.ask(&local.reference).await {
                Err(error) if own_trouble(&error) => {
                    self.fail(result, SyncFailure { issue: local.reference, error });
                    continue;
                }
                asked => asked?,
            };
            let (outcome, settlement) = match asked {
                None => exchange.vanished(&local, &base),
                Some(external) if moved(&local, &external) => {
                    exchange.follow(&local, &base, &external).await?
                }
                Some(external) => exchange.take(external).await?,
            };
            exchange.store.commit(&[settlement]).await?;
            self.note(result, [outcome]);
        }
        Ok(())
    }

    async fn push_all(&self, limit: u32, filters: &Object) -> Result<SyncResult> {
        let exchange = &self.exchange;
        let here = exchange.enter().await?;
        let name = exchange.connector.name();
        let mut result = SyncResult::default();
        let (outcomes, mut open) = exchange.recover(&here).await?;
        self.note(&mut result, outcomes);
        let found = exchange.look_for(&mut open).await?;
        self.note(&mut result, found);
        self.forget_abandoned(&mut open).await?;
        let (mut waiting, mut unknown) = (Vec::new(), Vec::new());
        let unsettled = exchange.store.unsettled(name).await?;
        result.stats.skipped += unsettled.others;
        for (local, base) in unsettled.changed {
            match here.whose(&local.reference, base.is_some()) {
                Whose::Ours => {}
                Whose::Others => continue,
                Whose::Unclear => {
                    let error = Error::invalid(UNCLEAR);
                    self.fail(&mut result, SyncFailure { issue: local.reference, error });
                    continue;
                }
            }
            match base {
                Some(base) => {
                    waiting.push(Work::Give(Box::new(local), Remote::Ask(Box::new(base))));
                }
                None => unknown.push(local),
            }
        }
        let mut intents: BTreeMap<_, _> =
            open.into_values().map(|intent| (intent.issue().identity(), intent)).collect();
        let mut index =
            if unknown.is_empty() { BTreeMap::new() } else { self.index(limit, filters).await? };
        for local in unknown {
            let identity = local.reference.identity();
            let intent = intents.remove(&identity);
            if let Some(external) = index.remove(&identity) {
                waiting.push(Work::Give(Box::new(local), Remote::Known(Box::new(external))));
            } else if intent.as_ref().is_some_and(|intent| exchange.may_turn_up(intent)) {
                let said = "it may have been created, which the next run looks for";
                let error = Error::request(FailureClass::Transient, said);
                self.fail(&mut result, SyncFailure { issue: local.reference, error });
            } else {
                waiting.push(Work::Give(Box::new(local), Remote::Missing(intent.map(Box::new))));
            }
        }
        waiting.extend(
            exchange
                .store
                .removed(name)
                .await?
                .into_iter()
                .filter(|base| here.is_ours(&base.local.reference))
                .map(|base| Work::Withdraw(Box::new(base))),
        );
        exchange.tell(SyncEvent::Waiting(waiting.len()));
        self.work(&mut result, waiting).await?;
        result.failures.sort_by_key(|failure| failure.issue.identity());
        Ok(result)
    }

    /// Does what is to be done, some of it at once.
    async fn work(&self, result: &mut SyncResult, waiting: Vec<Work>) -> Result<()> {
        let mut waiting = waiting.into_iter();
        let mut running = JoinSet::new();
        loop {
            while running.len() < self.at_once
                && let Some(work) = waiting.next()
            {
                let exchange = Arc::clone(&self.exchange);
                running.spawn(async move {
                    match work {
                        Work::Give(local, remote) => {
                            let given = exchange.give(&local, remote).await;
                            (local.reference, given)
                        }
                        Work::Withdraw(base) => {
                            let withdrawn = exchange.withdraw(&base).await;
                            (base.local.reference, withdrawn)
                        }
                    }
                });
            }
            match running.join_next().await {
                None => return Ok(()),
                Some(Ok((_, Ok(outcome)))) => self.note(result, [outcome]),
                // Wrong settings are wrong for every issue.
                Some(Ok((_, Err(error)))) if error.kind() == ErrorKind::Config => {
                    return Err(error);
                }
                Some(Ok((issue, Err(error)))) => self.fail(result, SyncFailure { issue, error }),
                Some(Err(_)) => return Err(Error::config("a push was ended from outside")),
            }
        }
    }

    /// Ends creations that were not made, of what is no longer here.
    async fn forget_abandoned(&self, open: &mut Open) -> Result<()> {
        let exchange = &self.exchange;
        let mut abandoned = Vec::new();
        for intent in open.values().filter(|intent| !exchange.may_turn_up(intent)) {
            if exchange.store.get(intent.issue()).await?.is_none() {
                abandoned.push(intent.id.clone());
            }
        }
        for id in abandoned {
            open.remove(&id);
            let ends = super::Settlement { ends: Some(id), ..super::Settlement::default() };
            exchange.store.commit(&[ends]).await?;
        }
        Ok(())
    }

    /// Everything that the tracker has, by identity.
    async fn index(
        &self,
        limit: u32,
        filters: &Object,
    ) -> Result<BTreeMap<String, CanonicalIssue>> {
        let mut index = BTreeMap::new();
        let query = Query { filters: filters.clone(), ..Query::all(limit) };
        let connector = Arc::clone(&self.exchange.connector);
        let mut pages = Pages::new(connector, query, self.at_once);
        while let Some(page) = pages.next().await? {
            for mut issue in page.items {
                marker::strip(&mut issue);
                index.insert(issue.reference.identity(), issue);
            }
        }
        Ok(index)
    }

    fn set(&mut self, change: impl FnOnce(&mut Exchange)) {
        let mut exchange = (*self.exchange).clone();
        change(&mut exchange);
        self.exchange = Arc::new(exchange);
    }

    fn note(&self, result: &mut SyncResult, outcomes: impl IntoIterator<Item = Outcome>) {
        for outcome in outcomes {
            result.count(outcome.deed);
            self.exchange.tell(SyncEvent::Settled(&outcome.issue, outcome.deed));
            for conflict in &outcome.conflicts {
                self.exchange.tell(SyncEvent::Conflict(conflict));
            }
            result.conflicts.extend(outcome.conflicts);
            for failure in outcome.failures {
                self.fail(result, failure);
            }
        }
    }

    fn fail(&self, result: &mut SyncResult, failure: SyncFailure) {
        self.exchange.tell(SyncEvent::Failed(&failure));
        result.failures.push(failure);
    }

    fn judge(&self, result: Result<SyncResult>) -> Result<SyncResult> {
        match &result {
            Ok(result) => self.exchange.tell(SyncEvent::Done(result)),
            Err(error) => self.exchange.tell(SyncEvent::Broken(error)),
        }
        let result = result?;
        if self.strict && result.conflicts.iter().any(|conflict| conflict.manual_review_required) {
            let said = "conflicts need somebody to look at them";
            return Err(Error::new(ErrorKind::SyncConflict, said));
        }
        Ok(result)
    }
}

/// True if what went wrong with an issue says nothing about others.
fn own_trouble(error: &Error) -> bool {
    match error.failure_class() {
        Some(class) => !matches!(
            class,
            FailureClass::Transient | FailureClass::RateLimit | FailureClass::Authentication
        ),
        None => error.kind() != ErrorKind::Config,
    }
}

/// What a push is to do.
enum Work {
    /// Tell the tracker of an issue of ours.
    Give(Box<CanonicalIssue>, Remote),
    /// Tell it that one was deleted here.
    Withdraw(Box<Base>),
}
