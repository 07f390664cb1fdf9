//! Missions told to issues, once, whatever happens on the way.

use std::sync::Arc;

use crate::connector::Connector;
use crate::error::{Error, ErrorKind, FailureClass};
use crate::model::{CanonicalIssue, ExternalRef, SyncCheckpoint, Timestamp};
use crate::sync::{Action, Intent, LocalIssues, Observer, Settlement, SyncEvent, Tie, marker};
use crate::untold::{Untold, count, digest_of, key};
use crate::{MissionSeed, MissionUpdate, Result, mission_seed_from_issue};

/// Between missions and the issues of a tracker.
///
/// What is about to be said is on record in the store before it is said, and so is what was said last. After a crash, the
/// next update first finds out whether the comment is there. Where the tracker does not tell, a comment that was on
/// its way is not sent again: nothing is said twice, and what comes next says where the mission is by then.
pub struct MissionBridge {
    connector: Arc<dyn Connector>,
    store: Arc<dyn LocalIssues>,
    observer: Option<Arc<dyn Observer>>,
}

impl MissionBridge {
    /// A bridge to a tracker, with a store that keeps intents and checkpoints.
    pub fn new(connector: Arc<dyn Connector>, store: Arc<dyn LocalIssues>) -> Self {
        Self { connector, store, observer: None }
    }

    /// Tells somebody what happens.
    #[must_use]
    pub fn observed(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// What a mission begins with that comes from an issue. Without an id it is named after the issue.
    pub async fn seed(&self, issue: &ExternalRef, mission_id: Option<&str>) -> Result<MissionSeed> {
        let issue = self.issue(issue).await?;
        let seed = mission_seed_from_issue(&issue, mission_id);
        self.tied(&issue.reference, &seed.mission_id);
        Ok(seed)
    }

    /// Tells an issue how its mission is doing: status, mission, links to blocking decisions and a comment. Says nothing
    /// twice. Comments that an earlier call left open are settled first.
    pub async fn publish(
        &self,
        issue: &ExternalRef,
        update: &MissionUpdate,
    ) -> Result<CanonicalIssue> {
        let digest = digest_of(update);
        let unfinished = self.settle(issue, &digest).await?;
        let current = self.issue(issue).await?;
        let place = place(issue);
        let last = self.store.checkpoint(&place).await?.cursor;
        let untold = if !unfinished && last.as_ref() == Some(&digest) {
            Untold::status(&current, update)
        } else {
            Untold::of(&*self.connector, &current, update).await?
        };
        if untold.is_empty() {
            return Ok(current);
        }
        let intent = self.intend(issue, &untold, &digest).await?;
        let own = key(&current.reference, update);
        let known_as = intent.as_ref().map_or(&*own, |intent| &*intent.id);
        let mut updated = untold.write(&*self.connector, current, known_as).await?;
        marker::strip(&mut updated);
        match intent {
            Some(intent) => self.say(intent).await?,
            None => self.remember(&place, digest).await?,
        }
        if last.is_none() {
            self.tied(&updated.reference, &update.mission_id);
        }
        Ok(updated)
    }

    /// Puts on record what is about to be said, if something is.
    async fn intend(
        &self,
        issue: &ExternalRef,
        untold: &Untold,
        digest: &str,
    ) -> Result<Option<Intent>> {
        let Some(text) = untold.comment.clone() else { return Ok(None) };
        let action = Action::Comment {
            issue: issue.clone(),
            before: untold.said_before(&text),
            text,
            digest: digest.to_owned(),
            begun: false,
        };
        let begun = Intent::new(action, Timestamp::now())?;
        self.store.begin(&begun).await?;
        Ok(Some(begun))
    }

    /// Finds out what became of comments, and says what was not said. True if an update is to be told of which a part
    /// was told.
    async fn settle(&self, issue: &ExternalRef, update: &str) -> Result<bool> {
        let identity = issue.identity();
        let mut unfinished = false;
        for intent in self.store.intents(self.connector.name()).await? {
            let Action::Comment { issue, text, digest, before, begun } = &intent.action else {
                continue;
            };
            if issue.identity() != identity {
                continue;
            }
            let now = if *begun { self.count(issue, text).await? } else { *before };
            let said = match (now, *before) {
                _ if !*begun => false,
                (Some(now), Some(before)) => now > before,
                _ => true,
            };
            if said {
                self.remember(&place(issue), digest.clone()).await?;
                self.end(intent.id).await?;
            } else if *begun {
                self.say(intent).await?;
            } else {
                // The rest of it may not have been told either; what is told now says it all.
                unfinished |= digest == update;
                self.end(intent.id).await?;
            }
        }
        Ok(unfinished)
    }

    /// An issue, as everybody but synchronisation is to see it.
    async fn issue(&self, issue: &ExternalRef) -> Result<CanonicalIssue> {
        let mut issue = self.connector.get_issue(issue).await?;
        marker::strip(&mut issue);
        Ok(issue)
    }

    async fn say(&self, mut intent: Intent) -> Result<()> {
        let Action::Comment { issue, text, digest, begun, .. } = &mut intent.action else {
            return Ok(());
        };
        *begun = true;
        let (issue, text, digest) = (issue.clone(), text.clone(), digest.clone());
        self.store.begin(&intent).await?;
        if let Err(error) = self.connector.add_comment(&issue, &text).await {
            if turned_down(&error)
                && let Action::Comment { begun, .. } = &mut intent.action
            {
                *begun = false;
                self.store.begin(&intent).await?;
            }
            return Err(error);
        }
        self.remember(&place(&issue), digest).await?;
        self.end(intent.id).await
    }

    async fn count(&self, issue: &ExternalRef, text: &str) -> Result<Option<usize>> {
        let comments = self.connector.comments(issue).await?;
        Ok(comments.map(|all| count(&all, text)))
    }

    async fn remember(&self, place: &str, digest: String) -> Result<()> {
        let last = SyncCheckpoint { cursor: Some(digest), updated_since: None };
        self.store.put_checkpoint(place, &last).await
    }

    async fn end(&self, intent: String) -> Result<()> {
        let ends = Settlement { ends: Some(intent), ..Settlement::default() };
        self.store.commit(&[ends]).await
    }

    fn tied(&self, issue: &ExternalRef, mission: &str) {
        if let Some(observer) = &self.observer {
            observer.saw(SyncEvent::Tied(issue, Tie { kind: "mission", id: mission }));
        }
    }
}

/// Where the store keeps what was told last.
fn place(issue: &ExternalRef) -> String {
    format!("mission:{}", issue.identity())
}

/// True if a comment was certainly not made.
fn turned_down(error: &Error) -> bool {
    match error.failure_class() {
        Some(FailureClass::Transient) => false,
        // It may say that an answer does not read, or was not waited for.
        Some(FailureClass::NonRetryable) => {
            error.status().is_some_and(|status| (300..500).contains(&status))
        }
        Some(_) => true,
        None => error.kind() != ErrorKind::Config,
    }
}
