//! The issues and events of a tracker in memory.

use std::collections::BTreeMap;

use serde_json::json;

use super::{missing, object};
use crate::model::{
    CanonicalIssue, ExternalRef, IssuePatch, Object, Timestamp, TrackerEvent, TrackerEventType,
};
use crate::{Error, Result};

/// Issues by identity, and all that happened, in order.
#[derive(Default)]
pub(super) struct Store {
    issues: BTreeMap<String, CanonicalIssue>,
    events: Vec<TrackerEvent>,
}

impl Store {
    /// The issues that changed at or after a time, in the order of their identities.
    pub(super) fn issues(&self, since: Option<Timestamp>) -> Vec<CanonicalIssue> {
        let recent = |issue: &&CanonicalIssue| match since {
            Some(since) => issue.updated_at.is_some_and(|at| at >= since),
            None => true,
        };
        self.issues.values().filter(recent).cloned().collect()
    }

    pub(super) fn get(&self, issue: &ExternalRef) -> Result<&CanonicalIssue> {
        self.issues.get(&issue.identity()).ok_or_else(missing)
    }

    pub(super) fn get_mut(&mut self, issue: &ExternalRef) -> Result<&mut CanonicalIssue> {
        self.issues.get_mut(&issue.identity()).ok_or_else(missing)
    }

    pub(super) fn put(&mut self, issue: CanonicalIssue) {
        self.issues.insert(issue.reference.identity(), issue);
    }

    pub(super) fn remove(&mut self, issue: &ExternalRef) -> Result<()> {
        self.issues.remove(&issue.identity()).map(drop).ok_or_else(missing)
    }

    pub(super) fn update(
        &mut self,
        issue: &ExternalRef,
        patch: &IssuePatch,
    ) -> Result<CanonicalIssue> {
        let now = Timestamp::now();
        let existing = self.get_mut(issue)?;
        patch.clone().apply(existing);
        existing.updated_at = Some(now);
        let updated = existing.clone();
        let payload = object(json!({ "patch": patch.to_json() }));
        self.tell(TrackerEventType::Updated, issue, payload, now)?;
        Ok(updated)
    }

    /// Puts on record what happened.
    pub(super) fn tell(
        &mut self,
        event_type: TrackerEventType,
        issue: &ExternalRef,
        payload: Object,
        timestamp: Timestamp,
    ) -> Result<()> {
        let mut random = [0; 16];
        getrandom::fill(&mut random)
            .map_err(|_| Error::config("this machine has no randomness"))?;
        self.events.push(TrackerEvent {
            event_id: uuid::Builder::from_random_bytes(random).into_uuid().to_string(),
            event_type,
            issue_ref: issue.clone(),
            timestamp,
            payload,
        });
        Ok(())
    }

    /// A part of what happened, and what asks for the next part.
    pub(super) fn events(&self, offset: usize, limit: u32) -> (Vec<TrackerEvent>, Option<String>) {
        let end = offset.saturating_add(limit as usize);
        let next = (end < self.events.len()).then(|| end.to_string());
        (self.events.iter().skip(offset).take(limit as usize).cloned().collect(), next)
    }
}
