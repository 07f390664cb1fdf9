//! Tables and decoders of the domain `words`.
//!
//! Generated from `contracts/v1/words.yaml` by `contracts generate`. Edit the contract, not
//! this file.

use event_contract::table::{self};

use super::super::words::{
    AzureRelation, AzureState, AzureType, BeadsDependency, BeadsStatus, BeadsType,
    FpPriority, FpStatus, GithubReason, GithubState, GitlabEvent, GitlabLink,
    GitlabState, JiraLink, JiraPriority, JiraStatus, JiraType, LinearPriority,
    LinearRelation, LinearStateType, Rank,
};

/// Table of [`Rank`].
pub static RANK: table::Enum = table::Enum {
    name: "Rank",
    values: &["p0", "p1", "p2", "p3", "p4"],
    aliases: &[],
};

event_contract::impl_enum!(Rank : RANK, [P0, P1, P2, P3, P4]);

/// Table of [`GithubState`].
pub static GITHUB_STATE: table::Enum = table::Enum {
    name: "GithubState",
    values: &["open", "closed"],
    aliases: &[],
};

event_contract::impl_enum!(GithubState : GITHUB_STATE, [Open, Closed]);

/// Table of [`GithubReason`].
pub static GITHUB_REASON: table::Enum = table::Enum {
    name: "GithubReason",
    values: &["completed", "not_planned", "duplicate", "reopened"],
    aliases: &[],
};

event_contract::impl_enum!(
    GithubReason : GITHUB_REASON, [Completed, NotPlanned, Duplicate, Reopened]
);

/// Table of [`GitlabState`].
pub static GITLAB_STATE: table::Enum = table::Enum {
    name: "GitlabState",
    values: &["opened", "closed"],
    aliases: &[],
};

event_contract::impl_enum!(GitlabState : GITLAB_STATE, [Opened, Closed]);

/// Table of [`GitlabEvent`].
pub static GITLAB_EVENT: table::Enum = table::Enum {
    name: "GitlabEvent",
    values: &["reopen", "close"],
    aliases: &[],
};

event_contract::impl_enum!(GitlabEvent : GITLAB_EVENT, [Reopen, Close]);

/// Table of [`GitlabLink`].
pub static GITLAB_LINK: table::Enum = table::Enum {
    name: "GitlabLink",
    values: &["relates_to", "blocks", "is_blocked_by"],
    aliases: &[],
};

event_contract::impl_enum!(GitlabLink : GITLAB_LINK, [RelatesTo, Blocks, IsBlockedBy]);

/// Table of [`JiraStatus`].
pub static JIRA_STATUS: table::Enum = table::Enum {
    name: "JiraStatus",
    values: &[
        "To Do",
        "In Progress",
        "In Review",
        "Blocked",
        "Done",
        "Canceled",
        "Closed",
        "Resolved",
        "Doing",
        "Started",
        "Review",
        "On Hold",
        "Cancelled",
    ],
    aliases: &[],
};

event_contract::impl_enum!(
    JiraStatus : JIRA_STATUS, [ToDo, InProgress, InReview, Blocked, Done, Canceled,
    Closed, Resolved, Doing, Started, Review, OnHold, Cancelled]
);

/// Table of [`JiraType`].
pub static JIRA_TYPE: table::Enum = table::Enum {
    name: "JiraType",
    values: &[
        "Epic",
        "Story",
        "Bug",
        "Sub-task",
        "Initiative",
        "Defect",
        "Subtask",
        "Chore",
        "Maintenance",
    ],
    aliases: &[],
};

event_contract::impl_enum!(
    JiraType : JIRA_TYPE, [Epic, Story, Bug, SubTask, Initiative, Defect, Subtask, Chore,
    Maintenance]
);

/// Table of [`JiraPriority`].
pub static JIRA_PRIORITY: table::Enum = table::Enum {
    name: "JiraPriority",
    values: &["Highest", "High", "Medium", "Low", "Lowest"],
    aliases: &[],
};

event_contract::impl_enum!(
    JiraPriority : JIRA_PRIORITY, [Highest, High, Medium, Low, Lowest]
);

/// Table of [`JiraLink`].
pub static JIRA_LINK: table::Enum = table::Enum {
    name: "JiraLink",
    values: &["Blocks", "Duplicate", "Relates"],
    aliases: &[],
};

event_contract::impl_enum!(JiraLink : JIRA_LINK, [Blocks, Duplicate, Relates]);

/// Table of [`LinearStateType`].
pub static LINEAR_STATE_TYPE: table::Enum = table::Enum {
    name: "LinearStateType",
    values: &["backlog", "unstarted", "started", "completed", "canceled"],
    aliases: &[],
};

event_contract::impl_enum!(
    LinearStateType : LINEAR_STATE_TYPE, [Backlog, Unstarted, Started, Completed,
    Canceled]
);

/// Table of [`LinearPriority`].
pub static LINEAR_PRIORITY: table::Enum = table::Enum {
    name: "LinearPriority",
    values: &["none", "urgent", "high", "medium", "low"],
    aliases: &[],
};

event_contract::impl_enum!(
    LinearPriority : LINEAR_PRIORITY, [None, Urgent, High, Medium, Low]
);

/// Table of [`LinearRelation`].
pub static LINEAR_RELATION: table::Enum = table::Enum {
    name: "LinearRelation",
    values: &["blocks", "duplicate", "related"],
    aliases: &[],
};

event_contract::impl_enum!(
    LinearRelation : LINEAR_RELATION, [Blocks, Duplicate, Related]
);

/// Table of [`AzureState`].
pub static AZURE_STATE: table::Enum = table::Enum {
    name: "AzureState",
    values: &[
        "New",
        "Active",
        "Resolved",
        "Closed",
        "Removed",
        "Done",
        "In Progress",
        "Committed",
        "Blocked",
        "On Hold",
        "Review",
        "In Review",
        "Canceled",
        "Cancelled",
    ],
    aliases: &[],
};

event_contract::impl_enum!(
    AzureState : AZURE_STATE, [New, Active, Resolved, Closed, Removed, Done, InProgress,
    Committed, Blocked, OnHold, Review, InReview, Canceled, Cancelled]
);

/// Table of [`AzureType`].
pub static AZURE_TYPE: table::Enum = table::Enum {
    name: "AzureType",
    values: &[
        "Epic",
        "User Story",
        "Task",
        "Bug",
        "Feature",
        "Initiative",
        "Story",
        "Defect",
    ],
    aliases: &[],
};

event_contract::impl_enum!(
    AzureType : AZURE_TYPE, [Epic, UserStory, Task, Bug, Feature, Initiative, Story,
    Defect]
);

/// Table of [`AzureRelation`].
pub static AZURE_RELATION: table::Enum = table::Enum {
    name: "AzureRelation",
    values: &[
        "System.LinkTypes.Dependency-Forward",
        "System.LinkTypes.Dependency-Reverse",
        "System.LinkTypes.Hierarchy-Forward",
        "System.LinkTypes.Hierarchy-Reverse",
        "System.LinkTypes.Related",
    ],
    aliases: &[],
};

event_contract::impl_enum!(
    AzureRelation : AZURE_RELATION, [SystemLinkTypesDependencyForward,
    SystemLinkTypesDependencyReverse, SystemLinkTypesHierarchyForward,
    SystemLinkTypesHierarchyReverse, SystemLinkTypesRelated]
);

/// Table of [`BeadsStatus`].
pub static BEADS_STATUS: table::Enum = table::Enum {
    name: "BeadsStatus",
    values: &[
        "open",
        "in_progress",
        "blocked",
        "deferred",
        "closed",
        "pinned",
        "tombstone",
    ],
    aliases: &[],
};

event_contract::impl_enum!(
    BeadsStatus : BEADS_STATUS, [Open, InProgress, Blocked, Deferred, Closed, Pinned,
    Tombstone]
);

/// Table of [`BeadsType`].
pub static BEADS_TYPE: table::Enum = table::Enum {
    name: "BeadsType",
    values: &["epic", "feature", "task", "bug", "chore", "decision"],
    aliases: &[],
};

event_contract::impl_enum!(
    BeadsType : BEADS_TYPE, [Epic, Feature, Task, Bug, Chore, Decision]
);

/// Table of [`BeadsDependency`].
pub static BEADS_DEPENDENCY: table::Enum = table::Enum {
    name: "BeadsDependency",
    values: &[
        "blocks",
        "related",
        "relates_to",
        "relates",
        "discovered-from",
        "duplicates",
        "parent-child",
    ],
    aliases: &[],
};

event_contract::impl_enum!(
    BeadsDependency : BEADS_DEPENDENCY, [Blocks, Related, RelatesTo, Relates,
    DiscoveredFrom, Duplicates, ParentChild]
);

/// Table of [`FpStatus`].
pub static FP_STATUS: table::Enum = table::Enum {
    name: "FpStatus",
    values: &[
        "todo",
        "in-progress",
        "done",
        "blocked",
        "in-review",
        "canceled",
        "cancelled",
    ],
    aliases: &[],
};

event_contract::impl_enum!(
    FpStatus : FP_STATUS, [Todo, InProgress, Done, Blocked, InReview, Canceled,
    Cancelled]
);

/// Table of [`FpPriority`].
pub static FP_PRIORITY: table::Enum = table::Enum {
    name: "FpPriority",
    values: &["high", "medium", "low"],
    aliases: &[],
};

event_contract::impl_enum!(FpPriority : FP_PRIORITY, [High, Medium, Low]);
