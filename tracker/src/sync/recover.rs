//! What a run that ended in the middle left open.

use std::collections::BTreeMap;
use std::time::Duration;

use super::exchange::{Exchange, Outcome, Taken, made};
use super::place::{Here, Whose};
use super::{
    Action, Base, ConflictRecord, ConflictStrategy, Deed, Field, Intent, Settlement, marker,
};
use crate::Result;
use crate::connector::Query;
use crate::model::{CanonicalIssue, ExternalRef};

/// The most issues of a page when creations are looked for.
const PAGE: u32 = 100;

/// Creations of which nobody knows whether they were made, by the ids of their intents.
pub(super) type Open = BTreeMap<String, Intent>;

impl Exchange {
    /// Looks at what was intended: changes are settled, creations are given back.
    pub(super) async fn recover(&self, here: &Here) -> Result<(Vec<Outcome>, Open)> {
        let (mut outcomes, mut open) = (Vec::new(), Open::new());
        for intent in self.store.intents(self.connector.name()).await? {
            match &intent.action {
                Action::Update { wanted, fields } if here.is_ours(&wanted.reference) => {
                    outcomes.push(self.changed(&intent, wanted, fields).await?);
                }
                Action::Create { draft, place, .. } => {
                    let ours = match place {
                        Some(place) => *place == self.reading(),
                        None => here.whose(&draft.reference, false) == Whose::Ours,
                    };
                    if ours {
                        open.insert(intent.id.clone(), intent);
                    }
                }
                // Those of other places, and what is up to whoever speaks.
                Action::Update { .. } | Action::Comment { .. } => {}
            }
        }
        Ok((outcomes, open))
    }

    /// Settles what arrived of a change, so that it does not look like somebody else's.
    async fn changed(
        &self,
        intent: &Intent,
        wanted: &CanonicalIssue,
        fields: &[Field],
    ) -> Result<Outcome> {
        let mut settlement = Settlement { ends: Some(intent.id.clone()), ..Settlement::default() };
        let issue = &wanted.reference;
        let external = match self.ask(issue).await {
            Ok(external) => external,
            Err(error) if error.is_retryable() => return Err(error),
            // It will not be told, ever: then it is a disagreement like others.
            Err(_) => None,
        };
        if let (Some(external), Some(mut base)) = (external, self.store.base(issue).await?) {
            let times = external.updated_at.zip(base.external.updated_at);
            let touched = times.is_some_and(|(now, then)| now != then);
            for field in fields {
                if field.same(&external, wanted) {
                    field.copy(wanted, &mut base.local);
                    field.copy(&external, &mut base.external);
                } else if touched && field.same(&external, &base.external) {
                    // It may have arrived and been taken back.
                    settlement.conflicts.push(ConflictRecord {
                        issue: issue.clone(),
                        field: Some(*field),
                        local: field.value(wanted),
                        external: field.value(&external),
                        resolved: field.value(wanted),
                        strategy: self.strategy,
                        manual_review_required: self.strategy == ConflictStrategy::ManualReview,
                    });
                }
            }
            settlement.base = Some(base);
        }
        let outcome = Outcome::new(issue, Deed::Skipped).with(settlement.conflicts.clone());
        self.store.commit(&[settlement]).await?;
        Ok(outcome)
    }

    /// Looks for creations among what changed since they were begun, and settles those that were made.
    pub(super) async fn look_for(&self, open: &mut Open) -> Result<Vec<Outcome>> {
        let mut outcomes = Vec::new();
        let since = open.values().map(|intent| match intent.action {
            Action::Create { since, .. } => since,
            _ => None,
        });
        let Some(since) = since.min() else { return Ok(outcomes) };
        let updated_since = since.map(|since| since.earlier(super::engine::OVERLAP));
        let mut query = Query { updated_since, ..Query::all(PAGE) };
        loop {
            let page = self.connector.list_issues(&query).await?;
            for mut external in page.items {
                let Some(intent) = marker::strip(&mut external).and_then(|id| open.remove(&id))
                else {
                    continue;
                };
                let (outcome, settlement) = self.adopt(&intent, &external);
                self.store.commit(&[settlement]).await?;
                outcomes.push(outcome);
            }
            query.cursor = page.next_cursor;
            if query.cursor.is_none() || open.is_empty() {
                return Ok(outcomes);
            }
        }
    }

    /// An issue that turns out to be one of ours.
    pub(super) fn adopt(&self, intent: &Intent, external: &CanonicalIssue) -> Taken {
        let Action::Create { draft, .. } = &intent.action else {
            return (Outcome::new(intent.issue(), Deed::Skipped), Settlement::default());
        };
        let untouched = external.updated_at.is_some() && external.updated_at == external.created_at;
        let (issue, base, conflicts) = if untouched {
            let (issue, base) = made(draft, external);
            (issue, base, Vec::new())
        } else {
            // Somebody was there already, or it was not all told: nobody knows what it was at first.
            let joined = self.join(draft, external, None);
            (joined.merged, joined.base, joined.conflicts)
        };
        let outcome = Outcome::new(&external.reference, Deed::PushedNew).with(conflicts.clone());
        let settlement = Settlement {
            issue: Some(issue),
            seen: Some((**draft).clone()),
            base: Some(base),
            ends: Some(intent.id.clone()),
            conflicts,
            ..Settlement::default()
        };
        (outcome, settlement)
    }

    /// True if a creation that was not found may still turn up.
    pub(super) fn may_turn_up(&self, intent: &Intent) -> bool {
        let begun = (self.clock)().earlier(self.grace);
        self.grace > Duration::ZERO && intent.at > begun
    }

    /// What is in step of issues that the tracker did not list although it listed everything.
    pub(super) async fn unlisted(
        &self,
        here: &Here,
        listed: impl Fn(&ExternalRef) -> bool,
    ) -> Result<Vec<(CanonicalIssue, Base)>> {
        let mut unlisted = Vec::new();
        for local in self.store.list(self.connector.name()).await? {
            if listed(&local.reference) || !here.is_ours(&local.reference) {
                continue;
            }
            if let Some(base) = self.store.base(&local.reference).await? {
                unlisted.push((local, base));
            }
        }
        Ok(unlisted)
    }
}
