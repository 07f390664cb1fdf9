//! What becomes of one issue that is here, in the tracker, or both.

use std::sync::Arc;
use std::time::Duration;

use super::field::difference;
use super::{
    Action, Base, ConflictRecord, ConflictStrategy, Deed, Field, FieldOwner, Intent, LocalIssues,
    Observer, OwnershipPolicy, Settlement, SyncEvent, SyncFailure, marker, merge,
};
use crate::Result;
use crate::connector::Connector;
use crate::error::{Error, ErrorKind, FailureClass};
use crate::model::{CanonicalIssue, CanonicalStatus, Change, ExternalRef, IssuePatch, Timestamp};

/// What all parts of a run need.
#[derive(Clone)]
pub(super) struct Exchange {
    pub(super) connector: Arc<dyn Connector>,
    pub(super) store: Arc<dyn LocalIssues>,
    pub(super) policy: OwnershipPolicy,
    pub(super) strategy: ConflictStrategy,
    pub(super) observer: Option<Arc<dyn Observer>>,
    pub(super) clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// How long a creation is looked for before it is made again.
    pub(super) grace: Duration,
}

/// What became of an issue.
pub(super) struct Outcome {
    pub(super) issue: ExternalRef,
    pub(super) deed: Deed,
    pub(super) conflicts: Vec<ConflictRecord>,
    pub(super) failures: Vec<SyncFailure>,
}

impl Outcome {
    pub(super) fn new(issue: &ExternalRef, deed: Deed) -> Self {
        Self { issue: issue.clone(), deed, conflicts: Vec::new(), failures: Vec::new() }
    }

    pub(super) fn with(mut self, conflicts: Vec<ConflictRecord>) -> Self {
        self.conflicts = conflicts;
        self
    }
}

/// What becomes of an issue once it is kept.
pub(super) type Taken = (Outcome, Settlement);

/// What is known about the tracker's side of an issue.
pub(super) enum Remote {
    /// It is to be asked for; this is what it was.
    Ask(Box<Base>),
    /// It is this.
    Known(Box<CanonicalIssue>),
    /// The tracker does not have it; this is what was intended before.
    Missing(Option<Box<Intent>>),
}

/// Both sides as they will count as in step.
pub(super) struct Joined {
    pub(super) merged: CanonicalIssue,
    pub(super) base: Base,
    pub(super) conflicts: Vec<ConflictRecord>,
}

impl Exchange {
    pub(super) fn tell(&self, event: SyncEvent<'_>) {
        if let Some(observer) = &self.observer {
            observer.saw(event);
        }
    }

    fn place(&self) -> Option<String> {
        self.connector.place().map(|place| place.key)
    }

    /// An issue as it is in the tracker now; nothing if it is not there.
    pub(super) async fn ask(&self, issue: &ExternalRef) -> Result<Option<CanonicalIssue>> {
        match self.connector.get_issue(issue).await {
            Ok(mut external) => {
                marker::strip(&mut external);
                Ok(Some(external))
            }
            Err(error) if missing(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// What becomes of an issue that the tracker listed.
    pub(super) async fn take(&self, listed: CanonicalIssue) -> Result<Taken> {
        let nothing = Outcome::new(&listed.reference, Deed::Skipped);
        let base = self.store.base(&listed.reference).await?;
        let mut external = listed;
        if let Some(base) = &base {
            // What we wrote comes back,
            if base.external == external {
                return Ok((nothing, Settlement::default()));
            }
            // and lists may be behind what they are lists of.
            if !Field::all_same(&external, &base.external) && !newer(&external, &base.external) {
                match self.ask(&external.reference).await? {
                    Some(now) => external = now,
                    None => return Ok((nothing, Settlement::default())),
                }
            }
        }
        match (self.store.get(&external.reference).await?, base) {
            (None, None) => {
                let base = Some(in_step(&external, &external));
                let outcome = Outcome::new(&external.reference, Deed::PulledNew);
                Ok((outcome, Settlement { issue: Some(external), base, ..Settlement::default() }))
            }
            (None, Some(base)) => {
                Ok(self.returned(external, &base).unwrap_or((nothing, Settlement::default())))
            }
            (Some(local), base) => Ok(self.met(local, &external, base.as_ref())),
        }
    }

    /// An issue that was deleted here and changed there is here again: a change counts more than a deletion. Nothing
    /// if it did not change, or is ours to delete.
    pub(super) fn returned(&self, external: CanonicalIssue, base: &Base) -> Option<Taken> {
        let owner = self.policy.owner(Field::Title);
        let untouched = Field::ALL.iter().all(|field| {
            // Closing it is as near to deleting it as some trackers come.
            let closed = *field == Field::Status && external.status.is_closed();
            closed || field.same(&external, &base.external)
        });
        if owner == FieldOwner::Local || (owner == FieldOwner::Shared && untouched) {
            return None;
        }
        let mut conflicts = Vec::new();
        if owner == FieldOwner::Shared {
            let (issue, strategy) = (&external.reference, self.strategy);
            let record = ConflictRecord::existence(issue, None, Some(&external), false, strategy);
            conflicts.push(record);
        }
        let outcome = Outcome::new(&external.reference, Deed::PulledNew).with(conflicts.clone());
        let base = Some(in_step(&external, &external));
        Some((
            outcome,
            Settlement { issue: Some(external), base, conflicts, ..Settlement::default() },
        ))
    }

    /// What becomes of an issue that the tracker has under another reference now. It may have been listed there, and so
    /// be here twice.
    pub(super) async fn follow(
        &self,
        local: &CanonicalIssue,
        base: &Base,
        external: &CanonicalIssue,
    ) -> Result<Taken> {
        let (outcome, mut settlement) = self.met(local.clone(), external, Some(base));
        let other = self.store.get(&external.reference).await?;
        let known = self.store.base(&external.reference).await?;
        if let (Some(other), Some(known), Some(issue)) = (other, known, &mut settlement.issue) {
            Field::carry(&known.local, &other, issue);
        }
        Ok((outcome, settlement))
    }

    /// What becomes of an issue that both sides have.
    pub(super) fn met(
        &self,
        local: CanonicalIssue,
        external: &CanonicalIssue,
        base: Option<&Base>,
    ) -> Taken {
        let joined = self.join(&local, external, base);
        let changed = joined.merged != local;
        let deed = if changed { Deed::PulledChange } else { Deed::Skipped };
        let outcome = Outcome::new(&external.reference, deed).with(joined.conflicts.clone());
        let settlement = Settlement {
            issue: Some(joined.merged),
            seen: Some(local),
            base: Some(joined.base),
            conflicts: joined.conflicts,
            ..Settlement::default()
        };
        (outcome, settlement)
    }

    /// One issue of ours and the tracker's. What the tracker does not have yet stays a change of ours.
    pub(super) fn join(
        &self,
        local: &CanonicalIssue,
        external: &CanonicalIssue,
        base: Option<&Base>,
    ) -> Joined {
        let (mut merged, conflicts) = merge(local, external, base, &self.policy, self.strategy);
        merged.reference = external.reference.clone();
        let settles = |field: &&Field| {
            let was = base.map(|base| &base.local);
            field.same(&merged, external) || was.is_some_and(|was| field.same(&merged, was))
        };
        let mut settled = merged.clone();
        for field in Field::ALL.iter().filter(|field| !settles(field)) {
            field.copy(base.map_or(external, |base| &base.local), &mut settled);
        }
        Joined { merged, base: Base { local: settled, external: external.clone() }, conflicts }
    }

    /// Gives an issue of ours to the tracker.
    pub(super) async fn give(&self, local: &CanonicalIssue, remote: Remote) -> Result<Outcome> {
        let (external, base) = match remote {
            Remote::Missing(intent) => {
                return self.create(local, intent.map(|intent| *intent)).await;
            }
            Remote::Known(external) => (*external, None),
            Remote::Ask(base) => match self.ask(&local.reference).await? {
                // What changed here is told under the new reference, by the next push.
                Some(external) if moved(local, &external) => {
                    let (outcome, settlement) = self.follow(local, &base, &external).await?;
                    self.store.commit(&[settlement]).await?;
                    return Ok(outcome);
                }
                Some(external) => (external, Some(*base)),
                None => {
                    let (outcome, settlement) = self.vanished(local, &base);
                    self.store.commit(&[settlement]).await?;
                    return Ok(outcome);
                }
            },
        };
        self.change(local, &external, base.as_ref()).await
    }

    /// Brings an issue of the tracker's to what it is to be.
    async fn change(
        &self,
        local: &CanonicalIssue,
        external: &CanonicalIssue,
        base: Option<&Base>,
    ) -> Result<Outcome> {
        let (mut wanted, conflicts) = merge(local, external, base, &self.policy, self.strategy);
        wanted.reference = external.reference.clone();
        let patch = difference(external, &wanted, base);
        let mut settlement = Settlement { seen: Some(local.clone()), ..Settlement::default() };
        if patch.is_empty() {
            settlement.base = Some(in_step(&wanted, external));
            settlement.issue = Some(wanted);
            settlement.conflicts.clone_from(&conflicts);
            self.store.commit(&[settlement]).await?;
            return Ok(Outcome::new(&external.reference, Deed::Skipped).with(conflicts));
        }
        if !conflicts.is_empty() {
            // Afterwards nobody could tell any longer what the tracker had.
            let record = Settlement { conflicts: conflicts.clone(), ..Settlement::default() };
            self.store.commit(&[record]).await?;
        }
        let fields = Field::of(&patch);
        let action = Action::Update { wanted: Box::new(wanted.clone()), fields: fields.clone() };
        let intent = Intent::new(action, (self.clock)())?;
        self.store.begin(&intent).await?;
        let changing = self.connector.update_issue(&external.reference, &patch, Some(&intent.id));
        let mut updated = changing.await?;
        marker::strip(&mut updated);
        wanted.updated_at = wanted.updated_at.max(updated.updated_at);
        // What changed there in the same moment is for the next pull to see.
        for field in Field::ALL.iter().filter(|field| !fields.contains(field)) {
            field.copy(external, &mut updated);
        }
        settlement.base = Some(in_step(&wanted, &updated));
        settlement.issue = Some(wanted);
        settlement.ends = Some(intent.id);
        self.store.commit(&[settlement]).await?;
        Ok(Outcome::new(&external.reference, Deed::PushedChange).with(conflicts))
    }

    /// Creates an issue, with the status that it has here.
    async fn create(&self, local: &CanonicalIssue, before: Option<Intent>) -> Result<Outcome> {
        if !self.policy.local_can_write(Field::Title) {
            return Ok(Outcome::new(&local.reference, Deed::Skipped));
        }
        let draft = Box::new(local.clone());
        let mut intent = match before {
            Some(Intent { id, action: Action::Create { since, .. }, .. }) => {
                let action = Action::Create { draft, since, place: self.place() };
                Intent { id, at: (self.clock)(), action }
            }
            _ => {
                let since = self.store.checkpoint(&self.reading()).await?.updated_since;
                let place = self.place();
                Intent::new(Action::Create { draft, since, place }, (self.clock)())?
            }
        };
        self.store.begin(&intent).await?;
        let hidden = self.connector.hides_comments();
        let sent = marker::marked(local, &intent.id, hidden);
        let mut created = match self.connector.create_issue(&sent).await {
            Ok(created) => created,
            Err(error) => {
                if refused(&error) {
                    // It is looked for all the same, but there is nothing to wait for.
                    intent.at = Timestamp::from_unix(Duration::ZERO);
                    self.store.begin(&intent).await?;
                }
                return Err(error);
            }
        };
        let visible = marker::strip(&mut created).is_some() && !hidden;
        let (issue, mut base) = made(local, &created);
        let settlement = Settlement {
            issue: Some(issue.clone()),
            seen: Some(local.clone()),
            base: Some(base.clone()),
            ends: Some(intent.id),
            ..Settlement::default()
        };
        self.store.commit(&[settlement]).await?;
        let mut outcome = Outcome::new(&created.reference, Deed::PushedNew);
        if visible {
            let body = local.body.clone().map_or(Change::Clear, Change::Set);
            let patch = IssuePatch { body, ..IssuePatch::default() };
            // Where that fails, people see a line that says nothing to them.
            let shown = self.connector.update_issue(&created.reference, &patch, None).await;
            // Nobody knows when it changed, if nobody knows whether it did.
            base.external.updated_at = shown.ok().and_then(|shown| shown.updated_at);
            let settlement = Settlement { base: Some(base.clone()), ..Settlement::default() };
            self.store.commit(&[settlement]).await?;
        }
        if issue.status != created.status && self.policy.local_can_write(Field::Status) {
            match self.change(&issue, &created, Some(&base)).await {
                Ok(changed) => outcome.conflicts = changed.conflicts,
                // It exists; the status stays a change of ours.
                Err(error) => {
                    let issue = created.reference;
                    outcome.failures.push(SyncFailure { issue, error });
                }
            }
        }
        Ok(outcome)
    }

    /// What becomes of an issue that the tracker no longer has.
    pub(super) fn vanished(&self, local: &CanonicalIssue, base: &Base) -> Taken {
        let issue = &local.reference;
        let edited = !Field::all_same(local, &base.local);
        let stays = match (self.policy.owner(Field::Title), self.strategy) {
            (FieldOwner::Local, _) => true,
            (FieldOwner::External, _) | (_, ConflictStrategy::ExternalWins) => false,
            _ => edited,
        };
        let mut conflicts = Vec::new();
        if edited && self.policy.owner(Field::Title) != FieldOwner::Local {
            let record = ConflictRecord::existence(issue, Some(local), None, stays, self.strategy);
            conflicts.push(record);
        }
        let asks = conflicts.iter().any(|record| record.manual_review_required);
        let deed = if stays { Deed::Skipped } else { Deed::PulledDeletion };
        let settlement = Settlement {
            forget: (!stays).then(|| issue.clone()),
            // What is no longer in step with anything is created.
            detach: (stays && !asks).then(|| issue.clone()),
            conflicts: conflicts.clone(),
            ..Settlement::default()
        };
        (Outcome::new(issue, deed).with(conflicts), settlement)
    }

    /// Tells the tracker that an issue was deleted here.
    pub(super) async fn withdraw(&self, base: &Base) -> Result<Outcome> {
        let issue = &base.local.reference;
        let deletes = self.connector.capabilities().supports_delete;
        if !deletes && base.external.status.is_closed() && self.policy.local_can_write(Field::Title)
        {
            return Ok(Outcome::new(issue, Deed::Skipped));
        }
        let mut settlement = Settlement { forget: Some(issue.clone()), ..Settlement::default() };
        let mut outcome = Outcome::new(issue, Deed::PushedDeletion);
        match self.ask(issue).await? {
            None => outcome.deed = Deed::Skipped,
            Some(external) => match self.returned(external.clone(), base) {
                Some(returned) => (outcome, settlement) = returned,
                None if deletes => match self.connector.delete_issue(issue).await {
                    Err(error) if !missing(&error) => return Err(error),
                    _ => {}
                },
                None => {
                    let mut now = external;
                    if !now.status.is_closed() {
                        let patch = IssuePatch::status(CanonicalStatus::Canceled);
                        now = self.connector.update_issue(issue, &patch, None).await?;
                        marker::strip(&mut now);
                    }
                    let base = Base { local: base.local.clone(), external: now };
                    settlement = Settlement { base: Some(base), ..Settlement::default() };
                }
            },
        }
        self.store.commit(&[settlement]).await?;
        Ok(outcome)
    }
}

/// An issue of ours and what is in step, once it was created in the tracker. A status that it does not have
/// there yet stays a change of ours.
pub(super) fn made(local: &CanonicalIssue, created: &CanonicalIssue) -> (CanonicalIssue, Base) {
    let mut issue = local.clone();
    issue.reference = created.reference.clone();
    issue.created_at = issue.created_at.or(created.created_at);
    issue.updated_at = issue.updated_at.max(created.updated_at);
    let mut base = in_step(&issue, created);
    base.local.status = created.status;
    (issue, base)
}

/// What both sides are now.
pub(super) fn in_step(local: &CanonicalIssue, external: &CanonicalIssue) -> Base {
    Base { local: local.clone(), external: external.clone() }
}

/// True if a state of an issue is certainly after another one, as far as the tracker tells times.
fn newer(one: &CanonicalIssue, other: &CanonicalIssue) -> bool {
    one.updated_at.zip(other.updated_at).is_none_or(|(one, other)| one > other)
}

/// True if the tracker answers with another reference than it was asked by.
pub(super) fn moved(local: &CanonicalIssue, external: &CanonicalIssue) -> bool {
    local.reference.identity() != external.reference.identity()
}

pub(super) fn missing(error: &Error) -> bool {
    // Gone is as missing as never there.
    error.kind() == ErrorKind::IssueNotFound
        || error.status() == Some(410)
        || error.failure_class() == Some(FailureClass::NotFound)
}

/// True if a creation was turned down, so that nothing is on its way.
fn refused(error: &Error) -> bool {
    match error.failure_class() {
        None => true,
        Some(class) => matches!(
            class,
            FailureClass::Validation | FailureClass::Authentication | FailureClass::Permission
        ),
    }
}
