//! Two issues made one.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Field, FieldOwner, OwnershipPolicy};
use crate::model::vocabulary::vocabulary;
use crate::model::{CanonicalIssue, ExternalRef};

vocabulary! {
    /// What counts where both sides may write and disagree.
    ConflictStrategy {
        /// The tracker's value.
        ExternalWins = "external_wins",
        /// Our value.
        LocalWins = "local_wins",
        /// The value of the side that changed later; the tracker's if nobody knows.
        NewerTimestamp = "newer_timestamp",
        /// Our value, until somebody has looked at it.
        ManualReview = "manual_review",
    }
}

/// A disagreement and how it was settled. What the values are is not shown by `Debug`.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ConflictRecord {
    /// The issue.
    pub issue: ExternalRef,
    /// The field; nothing if it is about whether the issue exists, and the values are whole issues or `null`.
    pub field: Option<Field>,
    /// Our value.
    pub local: Value,
    /// The tracker's value.
    pub external: Value,
    /// The value that counts now.
    pub resolved: Value,
    /// How it was settled.
    pub strategy: ConflictStrategy,
    /// True if somebody has to look at it.
    pub manual_review_required: bool,
}

impl fmt::Debug for ConflictRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConflictRecord")
            .field("issue", &self.issue.identity())
            .field("field", &self.field)
            .field("strategy", &self.strategy)
            .finish_non_exhaustive()
    }
}

impl ConflictRecord {
    /// The sides differ in a field, in which one issue's value counts.
    pub(super) fn of(
        field: Field,
        local: &CanonicalIssue,
        external: &CanonicalIssue,
        resolved: &CanonicalIssue,
        strategy: ConflictStrategy,
    ) -> Self {
        Self {
            issue: local.reference.clone(),
            field: Some(field),
            local: field.value(local),
            external: field.value(external),
            resolved: field.value(resolved),
            strategy,
            manual_review_required: strategy == ConflictStrategy::ManualReview,
        }
    }

    /// One side deleted what the other changed; a side that has no issue deleted it.
    pub(super) fn existence(
        issue: &ExternalRef,
        local: Option<&CanonicalIssue>,
        external: Option<&CanonicalIssue>,
        local_counts: bool,
        strategy: ConflictStrategy,
    ) -> Self {
        let (local, external) = (json!(local), json!(external));
        Self {
            issue: issue.clone(),
            field: None,
            resolved: if local_counts { local.clone() } else { external.clone() },
            local,
            external,
            strategy,
            manual_review_required: strategy == ConflictStrategy::ManualReview,
        }
    }
}

/// What an issue was on either side when they were last in step. They may differ in what the tracker cannot
/// hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Base {
    /// Ours.
    pub local: CanonicalIssue,
    /// The tracker's.
    pub external: CanonicalIssue,
}

/// Makes one issue of ours and the tracker's, with what they were when they were last in step if that is known.
///
/// Fields of one owner are that side's. Of shared fields, what only one side changed since is that side's; if
/// neither did, ours stays. If both changed, or nobody knows, the strategy decides and the conflict is on record.
pub fn merge(
    local: &CanonicalIssue,
    external: &CanonicalIssue,
    base: Option<&Base>,
    policy: &OwnershipPolicy,
    strategy: ConflictStrategy,
) -> (CanonicalIssue, Vec<ConflictRecord>) {
    let mut merged = local.clone();
    let mut conflicts = Vec::new();
    for field in Field::ALL {
        if field.same(local, external) {
            continue;
        }
        let (theirs, disagreed) = match policy.owner(*field) {
            FieldOwner::Local => (false, false),
            FieldOwner::External => (true, false),
            FieldOwner::Shared => match base {
                Some(base) if field.same(external, &base.external) => (false, false),
                Some(base) if field.same(local, &base.local) => (true, false),
                _ => (external_counts(local, external, strategy), true),
            },
        };
        if theirs {
            field.copy(external, &mut merged);
        }
        if disagreed {
            conflicts.push(ConflictRecord::of(*field, local, external, &merged, strategy));
        }
    }
    merged.created_at = merged.created_at.or(external.created_at);
    merged.updated_at = local.updated_at.max(external.updated_at);
    (merged, conflicts)
}

fn external_counts(
    local: &CanonicalIssue,
    external: &CanonicalIssue,
    strategy: ConflictStrategy,
) -> bool {
    match strategy {
        ConflictStrategy::ExternalWins => true,
        ConflictStrategy::LocalWins | ConflictStrategy::ManualReview => false,
        ConflictStrategy::NewerTimestamp => match (local.updated_at, external.updated_at) {
            (Some(local), Some(external)) => external >= local,
            (Some(_), None) => false,
            (None, _) => true,
        },
    }
}
