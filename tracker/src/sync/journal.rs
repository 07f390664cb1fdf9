//! What is about to be done in a tracker, on record before it is done.
//!
//! After a crash nobody knows whether a request that was on its way arrived. What is on record as intended is looked
//! at first in the next run: what was done is settled, what was not is done again. Only what a second request
//! would do twice, or what would be taken for somebody else's doing, is put on record: creations, changes and comments.
//! Deletions and links are the same however often they are asked for.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Base, ConflictRecord, Field, marker};
use crate::model::{CanonicalIssue, ExternalRef, Timestamp};
use crate::{Error, Result};

/// Something that is about to be done, or may have been.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Intent {
    /// Which one it is: 32 hexadecimal digits.
    pub id: String,
    /// When it was last begun, by the clock here.
    pub at: Timestamp,
    /// What it is.
    pub action: Action,
}

/// What is about to be done.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do")]
pub enum Action {
    /// An issue is created, with a marker that says which intent it was.
    Create {
        /// What is sent, under the reference that it has here.
        draft: Box<CanonicalIssue>,
        /// A time of the tracker's that the creation is not before, if one is known.
        since: Option<Timestamp>,
        /// The key of the place where it is created, if the tracker has several.
        #[serde(default)]
        place: Option<String>,
    },
    /// An issue is changed.
    Update {
        /// What it is to be.
        wanted: Box<CanonicalIssue>,
        /// Where it is told so.
        fields: Vec<Field>,
    },
    /// Something is said.
    Comment {
        /// The issue.
        issue: ExternalRef,
        /// What is said.
        text: String,
        /// A digest of what it is about.
        digest: String,
        /// How often it was said before, where the tracker tells.
        before: Option<usize>,
        /// False if it certainly was not said yet.
        begun: bool,
    },
}

impl Intent {
    /// A new one.
    pub fn new(action: Action, at: Timestamp) -> Result<Self> {
        let id = marker::id().ok_or_else(|| Error::config("this machine has no randomness"))?;
        Ok(Self { id, at, action })
    }

    /// The issue, by the reference that it has here.
    pub fn issue(&self) -> &ExternalRef {
        match &self.action {
            Action::Create { draft, .. } => &draft.reference,
            Action::Update { wanted, .. } => &wanted.reference,
            Action::Comment { issue, .. } => issue,
        }
    }
}

impl fmt::Debug for Intent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let doing = match self.action {
            Action::Create { .. } => "create",
            Action::Update { .. } => "update",
            Action::Comment { .. } => "comment",
        };
        f.debug_struct("Intent")
            .field("id", &self.id)
            .field("do", &doing)
            .field("issue", &self.issue().identity())
            .finish_non_exhaustive()
    }
}

/// What becomes of an issue, kept all at once or not at all.
#[derive(Clone, Default)]
pub struct Settlement {
    /// What it is from now on; nothing if it stays as it is.
    pub issue: Option<CanonicalIssue>,
    /// What it was when that was found out. What changed here since then stays changed. If it has another reference,
    /// the issue moves from there.
    pub seen: Option<CanonicalIssue>,
    /// What counts as in step from now on; nothing if that stays as it is.
    pub base: Option<Base>,
    /// What is neither here nor in step any longer.
    pub forget: Option<ExternalRef>,
    /// What is no longer known to be in step, and so as new as anything else that is only here.
    pub detach: Option<ExternalRef>,
    /// The intent that has come to its end.
    pub ends: Option<String>,
    /// Where both sides disagreed.
    pub conflicts: Vec<ConflictRecord>,
}

impl Settlement {
    /// What is kept, given what is here now under the reference that was seen (or that of the issue): nothing if it
    /// was deleted here meanwhile.
    pub(super) fn kept(&self, present: Option<&CanonicalIssue>) -> Option<CanonicalIssue> {
        let mut issue = self.issue.clone()?;
        match (&self.seen, present) {
            (None, None) => {}
            (None, Some(present)) => {
                let reference = issue.reference;
                issue = CanonicalIssue { reference, ..present.clone() };
            }
            (Some(_), None) => return None,
            (Some(seen), Some(present)) => Field::carry(seen, present, &mut issue),
        }
        Some(issue)
    }

    /// Where to look for what is here.
    pub(super) fn place(&self) -> Option<&ExternalRef> {
        self.seen.as_ref().or(self.issue.as_ref()).map(|issue| &issue.reference)
    }
}
