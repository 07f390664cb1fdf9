//! Issues of trackers, in words that all of them understand.
//!
//! Generated from `contracts/v1/issue.yaml` by `contracts generate`. Edit the contract, not
//! this file.

use event_contract::{JsonObject, Timestamp};

/// A text with more than white space in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Filled(pub(super) event_contract::ShortText);

/// How far the work on an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CanonicalStatus {
    /// `todo`
    Todo,
    /// `in_progress`
    InProgress,
    /// `in_review`
    InReview,
    /// `blocked`
    Blocked,
    /// `done`
    Done,
    /// `canceled`
    Canceled,
}

/// What kind of work an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CanonicalIssueType {
    /// `epic`
    Epic,
    /// `story`
    Story,
    /// `task`
    Task,
    /// `bug`
    Bug,
    /// `chore`
    Chore,
    /// `subtask`
    Subtask,
}

/// What an issue is to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkType {
    /// `blocks`
    Blocks,
    /// `blocked_by`
    BlockedBy,
    /// `relates_to`
    RelatesTo,
    /// `duplicates`
    Duplicates,
    /// `parent_of`
    ParentOf,
    /// `child_of`
    ChildOf,
}

/// How urgent an issue is, from 0, the most urgent, to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Priority(pub(super) u8);

/// Names an issue in a tracker.
#[derive(Clone, Debug, PartialEq)]
pub struct ExternalRef {
    /// The tracker.
    pub system: Filled,
    /// The part of the tracker that the id is unique in.
    pub workspace: Filled,
    /// The id that the tracker never changes.
    pub id: Filled,
    /// The key that people use.
    pub key: Option<String>,
    /// The page where people see the issue.
    pub url: Option<String>,
}

/// A relation of an issue to another one.
#[derive(Clone, Debug, PartialEq)]
pub struct CanonicalLink {
    /// What the issue is to the other one.
    pub r#type: LinkType,
    /// The other one.
    pub target: ExternalRef,
}

/// An issue.
#[derive(Clone, Debug, PartialEq)]
pub struct CanonicalIssue {
    /// Which issue it is.
    pub r#ref: ExternalRef,
    /// What it is called.
    pub title: Filled,
    /// What it says.
    pub body: Option<String>,
    /// How far the work on an issue is.
    pub status: CanonicalStatus,
    /// What kind of work an issue is.
    pub issue_type: CanonicalIssueType,
    /// How urgent an issue is, from 0, the most urgent, to 4.
    pub priority: Option<Priority>,
    /// Who works on it.
    pub assignees: Vec<String>,
    /// How it is labelled.
    pub labels: Vec<String>,
    /// What it is a part of.
    pub parent: Option<ExternalRef>,
    /// What it has to do with.
    pub links: Vec<CanonicalLink>,
    /// Whatever else is recorded.
    pub custom_fields: JsonObject,
    /// When it came to be.
    pub created_at: Option<Timestamp>,
    /// When it last changed.
    pub updated_at: Option<Timestamp>,
}

/// A tracker showed an issue.
#[derive(Clone, Debug, PartialEq)]
pub struct IssueReportedPayload {
    /// The issue.
    pub issue: CanonicalIssue,
}

event_contract::impl_builder!(
    ExternalRef: super::codec::issue::EXTERNAL_REF,
    ExternalRefBuilder,
    ExternalRefRequired {
        system: Filled,
        workspace: Filled,
        id: Filled,
    },
    {
        3: key(optional into String),
        4: url(optional into String),
    }
);

event_contract::impl_builder!(
    CanonicalLink: super::codec::issue::CANONICAL_LINK,
    CanonicalLinkBuilder,
    CanonicalLinkRequired {
        r#type: LinkType,
        target: ExternalRef,
    },
    {}
);

event_contract::impl_builder!(
    CanonicalIssue: super::codec::issue::CANONICAL_ISSUE,
    CanonicalIssueBuilder,
    CanonicalIssueRequired {
        r#ref: ExternalRef,
        title: Filled,
    },
    {
        2: body(optional into String),
        3: status(default CanonicalStatus),
        4: issue_type(default CanonicalIssueType),
        5: priority(optional Priority),
        6: assignees(default Vec<String>),
        7: labels(default Vec<String>),
        8: parent(optional ExternalRef),
        9: links(default Vec<CanonicalLink>),
        10: custom_fields(default JsonObject),
        11: created_at(optional Timestamp),
        12: updated_at(optional Timestamp),
    }
);

event_contract::impl_builder!(
    IssueReportedPayload: super::codec::issue::ISSUE_REPORTED_PAYLOAD,
    IssueReportedBuilder,
    IssueReportedRequired {
        issue: CanonicalIssue,
    },
    {}
);
