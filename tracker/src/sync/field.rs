//! The fields of an issue that both sides have.

use serde_json::{Value, json};

use super::Base;
use crate::model::vocabulary::vocabulary;
use crate::model::{CanonicalIssue, Change, IssuePatch};

vocabulary! {
    /// A field of an issue that both sides have.
    Field {
        /// What it is called.
        Title = "title",
        /// What it says.
        Body = "body",
        /// How far it is.
        Status = "status",
        /// What kind of work it is.
        IssueType = "issue_type",
        /// How urgent it is.
        Priority = "priority",
        /// Who works on it.
        Assignees = "assignees",
        /// Its labels.
        Labels = "labels",
        /// What it is a part of.
        Parent = "parent",
        /// What it has to do with.
        Links = "links",
        /// Whatever else is recorded.
        CustomFields = "custom_fields",
    }
}

impl Field {
    /// What an issue has there, as JSON.
    pub(super) fn value(self, of: &CanonicalIssue) -> Value {
        match self {
            Self::Title => json!(of.title),
            Self::Body => json!(of.body),
            Self::Status => json!(of.status),
            Self::IssueType => json!(of.issue_type),
            Self::Priority => json!(of.priority),
            Self::Assignees => json!(of.assignees),
            Self::Labels => json!(of.labels),
            Self::Parent => json!(of.parent),
            Self::Links => json!(of.links),
            Self::CustomFields => json!(of.custom_fields),
        }
    }

    /// True if two issues have the same everywhere.
    pub(super) fn all_same(one: &CanonicalIssue, other: &CanonicalIssue) -> bool {
        Self::ALL.iter().all(|field| field.same(one, other))
    }

    /// True if two issues have the same there.
    pub(super) fn same(self, one: &CanonicalIssue, other: &CanonicalIssue) -> bool {
        match self {
            Self::Title => one.title == other.title,
            Self::Body => one.body == other.body,
            Self::Status => one.status == other.status,
            Self::IssueType => one.issue_type == other.issue_type,
            Self::Priority => one.priority == other.priority,
            Self::Assignees => one.assignees == other.assignees,
            Self::Labels => one.labels == other.labels,
            Self::Parent => one.parent == other.parent,
            Self::Links => one.links == other.links,
            Self::CustomFields => one.custom_fields == other.custom_fields,
        }
    }

    /// Gives an issue what another one has there.
    pub(super) fn copy(self, from: &CanonicalIssue, to: &mut CanonicalIssue) {
        match self {
            Self::Title => to.title.clone_from(&from.title),
            Self::Body => to.body.clone_from(&from.body),
            Self::Status => to.status = from.status,
            Self::IssueType => to.issue_type = from.issue_type,
            Self::Priority => to.priority = from.priority,
            Self::Assignees => to.assignees.clone_from(&from.assignees),
            Self::Labels => to.labels.clone_from(&from.labels),
            Self::Parent => to.parent.clone_from(&from.parent),
            Self::Links => to.links.clone_from(&from.links),
            Self::CustomFields => to.custom_fields.clone_from(&from.custom_fields),
        }
    }

    /// Gives an issue everything in which another one differs from what it was.
    pub(super) fn carry(was: &CanonicalIssue, is: &CanonicalIssue, to: &mut CanonicalIssue) {
        for field in Self::ALL.iter().filter(|field| !field.same(was, is)) {
            field.copy(is, to);
        }
    }

    /// The fields that a change sets.
    pub(super) fn of(patch: &IssuePatch) -> Vec<Self> {
        patch.names().into_iter().filter_map(Self::from_name).collect()
    }

    /// Lets a change set what an issue has there.
    fn set(self, from: &CanonicalIssue, patch: &mut IssuePatch) {
        fn change<T: Clone>(value: Option<&T>) -> Change<T> {
            value.cloned().map_or(Change::Clear, Change::Set)
        }
        match self {
            Self::Title => patch.title = Some(from.title.clone()),
            Self::Body => patch.body = change(from.body.as_ref()),
            Self::Status => patch.status = Some(from.status),
            Self::IssueType => patch.issue_type = Some(from.issue_type),
            Self::Priority => patch.priority = change(from.priority.as_ref()),
            Self::Assignees => patch.assignees = Some(from.assignees.clone()),
            Self::Labels => patch.labels = Some(from.labels.clone()),
            Self::Parent => patch.parent = change(from.parent.as_ref()),
            Self::Links => patch.links = Some(from.links.clone()),
            Self::CustomFields => patch.custom_fields = Some(from.custom_fields.clone()),
        }
    }
}

/// The change of a tracker's issue to the one that is wanted. What is as it was on both sides is left alone: a
/// tracker that cannot hold it would be told again and again.
pub(super) fn difference(
    external: &CanonicalIssue,
    wanted: &CanonicalIssue,
    base: Option<&Base>,
) -> IssuePatch {
    let mut patch = IssuePatch::default();
    for field in Field::ALL.iter().filter(|field| !field.same(external, wanted)) {
        let settled = base.is_some_and(|base| {
            field.same(wanted, &base.local) && field.same(external, &base.external)
        });
        if !settled {
            field.set(wanted, &mut patch);
        }
    }
    patch
}
