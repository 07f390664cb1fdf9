//! What trackers call things, and what their words mean. Names are read without regard to case.
//!
//! Generated from `contracts/v1/words.yaml` by `contracts generate`. Edit the contract, not
//! this file.

use super::issue::{CanonicalIssueType, CanonicalStatus, LinkType};

/// Priorities, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// `p0`
    P0,
    /// `p1`
    P1,
    /// `p2`
    P2,
    /// `p3`
    P3,
    /// `p4`
    P4,
}

/// States of issues in GitHub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GithubState {
    /// `open`
    Open,
    /// `closed`
    Closed,
}

/// Why an issue of GitHub is in its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GithubReason {
    /// `completed`
    Completed,
    /// `not_planned`
    NotPlanned,
    /// `duplicate`
    Duplicate,
    /// `reopened`
    Reopened,
}

/// States of issues in GitLab.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GitlabState {
    /// `opened`
    Opened,
    /// `closed`
    Closed,
}

/// What is done to the state of an issue in GitLab.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GitlabEvent {
    /// `reopen`
    Reopen,
    /// `close`
    Close,
}

/// Links of GitLab.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GitlabLink {
    /// `relates_to`
    RelatesTo,
    /// `blocks`
    Blocks,
    /// `is_blocked_by`
    IsBlockedBy,
}

/// Usual names of statuses in Jira; projects have their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JiraStatus {
    /// `To Do`
    ToDo,
    /// `In Progress`
    InProgress,
    /// `In Review`
    InReview,
    /// `Blocked`
    Blocked,
    /// `Done`
    Done,
    /// `Canceled`
    Canceled,
    /// `Closed`
    Closed,
    /// `Resolved`
    Resolved,
    /// `Doing`
    Doing,
    /// `Started`
    Started,
    /// `Review`
    Review,
    /// `On Hold`
    OnHold,
    /// `Cancelled`
    Cancelled,
}

/// Usual names of issue types in Jira, without that of plain tasks, which settings name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JiraType {
    /// `Epic`
    Epic,
    /// `Story`
    Story,
    /// `Bug`
    Bug,
    /// `Sub-task`
    SubTask,
    /// `Initiative`
    Initiative,
    /// `Defect`
    Defect,
    /// `Subtask`
    Subtask,
    /// `Chore`
    Chore,
    /// `Maintenance`
    Maintenance,
}

/// Priorities of Jira.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JiraPriority {
    /// `Highest`
    Highest,
    /// `High`
    High,
    /// `Medium`
    Medium,
    /// `Low`
    Low,
    /// `Lowest`
    Lowest,
}

/// Types of links in Jira.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JiraLink {
    /// `Blocks`
    Blocks,
    /// `Duplicate`
    Duplicate,
    /// `Relates`
    Relates,
}

/// Types of workflow states in Linear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinearStateType {
    /// `backlog`
    Backlog,
    /// `unstarted`
    Unstarted,
    /// `started`
    Started,
    /// `completed`
    Completed,
    /// `canceled`
    Canceled,
}

/// Priorities of Linear, in the order of their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinearPriority {
    /// `none`
    None,
    /// `urgent`
    Urgent,
    /// `high`
    High,
    /// `medium`
    Medium,
    /// `low`
    Low,
}

/// Types of relations in Linear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinearRelation {
    /// `blocks`
    Blocks,
    /// `duplicate`
    Duplicate,
    /// `related`
    Related,
}

/// Usual names of states in Azure Boards; processes have their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AzureState {
    /// `New`
    New,
    /// `Active`
    Active,
    /// `Resolved`
    Resolved,
    /// `Closed`
    Closed,
    /// `Removed`
    Removed,
    /// `Done`
    Done,
    /// `In Progress`
    InProgress,
    /// `Committed`
    Committed,
    /// `Blocked`
    Blocked,
    /// `On Hold`
    OnHold,
    /// `Review`
    Review,
    /// `In Review`
    InReview,
    /// `Canceled`
    Canceled,
    /// `Cancelled`
    Cancelled,
}

/// Usual types of work items in Azure Boards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AzureType {
    /// `Epic`
    Epic,
    /// `User Story`
    UserStory,
    /// `Task`
    Task,
    /// `Bug`
    Bug,
    /// `Feature`
    Feature,
    /// `Initiative`
    Initiative,
    /// `Story`
    Story,
    /// `Defect`
    Defect,
}

/// Types of links in Azure Boards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AzureRelation {
    /// `System.LinkTypes.Dependency-Forward`
    SystemLinkTypesDependencyForward,
    /// `System.LinkTypes.Dependency-Reverse`
    SystemLinkTypesDependencyReverse,
    /// `System.LinkTypes.Hierarchy-Forward`
    SystemLinkTypesHierarchyForward,
    /// `System.LinkTypes.Hierarchy-Reverse`
    SystemLinkTypesHierarchyReverse,
    /// `System.LinkTypes.Related`
    SystemLinkTypesRelated,
}

/// Statuses of `bd`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BeadsStatus {
    /// `open`
    Open,
    /// `in_progress`
    InProgress,
    /// `blocked`
    Blocked,
    /// `deferred`
    Deferred,
    /// `closed`
    Closed,
    /// `pinned`
    Pinned,
    /// `tombstone`
    Tombstone,
}

/// Types of issues in `bd`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BeadsType {
    /// `epic`
    Epic,
    /// `feature`
    Feature,
    /// `task`
    Task,
    /// `bug`
    Bug,
    /// `chore`
    Chore,
    /// `decision`
    Decision,
}

/// Types of dependencies in `bd`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BeadsDependency {
    /// `blocks`
    Blocks,
    /// `related`
    Related,
    /// `relates_to`
    RelatesTo,
    /// `relates`
    Relates,
    /// `discovered-from`
    DiscoveredFrom,
    /// `duplicates`
    Duplicates,
    /// `parent-child`
    ParentChild,
}

/// Statuses of `fp`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FpStatus {
    /// `todo`
    Todo,
    /// `in-progress`
    InProgress,
    /// `done`
    Done,
    /// `blocked`
    Blocked,
    /// `in-review`
    InReview,
    /// `canceled`
    Canceled,
    /// `cancelled`
    Cancelled,
}

/// Priorities of `fp`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FpPriority {
    /// `high`
    High,
    /// `medium`
    Medium,
    /// `low`
    Low,
}

impl GithubState {
    /// What a state of GitHub means where there is no reason for it.
    pub const fn to_status_of_github(self) -> CanonicalStatus {
        match self {
            GithubState::Open => CanonicalStatus::Todo,
            GithubState::Closed => CanonicalStatus::Done,
        }
    }
}

impl GithubReason {
    /// What the reason of a closed issue of GitHub means.
    pub const fn to_status_of_github_reason(self) -> CanonicalStatus {
        match self {
            GithubReason::Completed => CanonicalStatus::Done,
            GithubReason::NotPlanned => CanonicalStatus::Canceled,
            GithubReason::Duplicate => CanonicalStatus::Canceled,
            GithubReason::Reopened => CanonicalStatus::Done,
        }
    }
}

/// The state that a status becomes in GitHub.
pub const fn canonical_status_to_github_state(value: CanonicalStatus) -> GithubState {
    match value {
        CanonicalStatus::Todo => GithubState::Open,
        CanonicalStatus::InProgress => GithubState::Open,
        CanonicalStatus::InReview => GithubState::Open,
        CanonicalStatus::Blocked => GithubState::Open,
        CanonicalStatus::Done => GithubState::Closed,
        CanonicalStatus::Canceled => GithubState::Closed,
    }
}

/// The reason that a status becomes in GitHub.
pub const fn canonical_status_to_github_reason(
    value: CanonicalStatus,
) -> Option<GithubReason> {
    match value {
        CanonicalStatus::Todo => None,
        CanonicalStatus::InProgress => None,
        CanonicalStatus::InReview => None,
        CanonicalStatus::Blocked => None,
        CanonicalStatus::Done => Some(GithubReason::Completed),
        CanonicalStatus::Canceled => Some(GithubReason::NotPlanned),
    }
}

impl GitlabState {
    /// What a state of GitLab means.
    pub const fn to_status_of_gitlab(self) -> CanonicalStatus {
        match self {
            GitlabState::Opened => CanonicalStatus::Todo,
            GitlabState::Closed => CanonicalStatus::Done,
        }
    }
}

/// What brings an issue of GitLab to a status.
pub const fn canonical_status_to_gitlab_event(value: CanonicalStatus) -> GitlabEvent {
    match value {
        CanonicalStatus::Todo => GitlabEvent::Reopen,
        CanonicalStatus::InProgress => GitlabEvent::Reopen,
        CanonicalStatus::InReview => GitlabEvent::Reopen,
        CanonicalStatus::Blocked => GitlabEvent::Reopen,
        CanonicalStatus::Done => GitlabEvent::Close,
        CanonicalStatus::Canceled => GitlabEvent::Close,
    }
}

/// What a link is called in GitLab.
pub const fn link_type_to_gitlab_link(value: LinkType) -> GitlabLink {
    match value {
        LinkType::Blocks => GitlabLink::Blocks,
        LinkType::BlockedBy => GitlabLink::IsBlockedBy,
        LinkType::RelatesTo => GitlabLink::RelatesTo,
        LinkType::Duplicates => GitlabLink::RelatesTo,
        LinkType::ParentOf => GitlabLink::RelatesTo,
        LinkType::ChildOf => GitlabLink::RelatesTo,
    }
}

impl JiraStatus {
    /// What a status of Jira means.
    pub const fn to_status_of_jira(self) -> CanonicalStatus {
        match self {
            JiraStatus::ToDo => CanonicalStatus::Todo,
            JiraStatus::InProgress => CanonicalStatus::InProgress,
            JiraStatus::InReview => CanonicalStatus::InReview,
            JiraStatus::Blocked => CanonicalStatus::Blocked,
            JiraStatus::Done => CanonicalStatus::Done,
            JiraStatus::Canceled => CanonicalStatus::Canceled,
            JiraStatus::Closed => CanonicalStatus::Done,
            JiraStatus::Resolved => CanonicalStatus::Done,
            JiraStatus::Doing => CanonicalStatus::InProgress,
            JiraStatus::Started => CanonicalStatus::InProgress,
            JiraStatus::Review => CanonicalStatus::InReview,
            JiraStatus::OnHold => CanonicalStatus::Blocked,
            JiraStatus::Cancelled => CanonicalStatus::Canceled,
        }
    }
}

/// What a status is called in Jira, unless settings say otherwise.
pub const fn canonical_status_to_jira_status(value: CanonicalStatus) -> JiraStatus {
    match value {
        CanonicalStatus::Todo => JiraStatus::ToDo,
        CanonicalStatus::InProgress => JiraStatus::InProgress,
        CanonicalStatus::InReview => JiraStatus::InReview,
        CanonicalStatus::Blocked => JiraStatus::Blocked,
        CanonicalStatus::Done => JiraStatus::Done,
        CanonicalStatus::Canceled => JiraStatus::Canceled,
    }
}

impl JiraType {
    /// What a type of Jira means.
    pub const fn to_type_of_jira(self) -> CanonicalIssueType {
        match self {
            JiraType::Epic => CanonicalIssueType::Epic,
            JiraType::Story => CanonicalIssueType::Story,
            JiraType::Bug => CanonicalIssueType::Bug,
            JiraType::SubTask => CanonicalIssueType::Subtask,
            JiraType::Initiative => CanonicalIssueType::Epic,
            JiraType::Defect => CanonicalIssueType::Bug,
            JiraType::Subtask => CanonicalIssueType::Subtask,
            JiraType::Chore => CanonicalIssueType::Chore,
            JiraType::Maintenance => CanonicalIssueType::Chore,
        }
    }
}

/// What a type is called in Jira; nothing for those called as plain tasks are.
pub const fn canonical_issue_type_to_jira_type(
    value: CanonicalIssueType,
) -> Option<JiraType> {
    match value {
        CanonicalIssueType::Epic => Some(JiraType::Epic),
        CanonicalIssueType::Story => Some(JiraType::Story),
        CanonicalIssueType::Task => None,
        CanonicalIssueType::Bug => Some(JiraType::Bug),
        CanonicalIssueType::Chore => None,
        CanonicalIssueType::Subtask => Some(JiraType::SubTask),
    }
}

impl JiraPriority {
    /// What a priority of Jira means.
    pub const fn to_rank_of_jira(self) -> Rank {
        match self {
            JiraPriority::Highest => Rank::P0,
            JiraPriority::High => Rank::P1,
            JiraPriority::Medium => Rank::P2,
            JiraPriority::Low => Rank::P3,
            JiraPriority::Lowest => Rank::P4,
        }
    }
}

impl Rank {
    /// What a priority is called in Jira.
    pub const fn to_jira_priority(self) -> JiraPriority {
        match self {
            Rank::P0 => JiraPriority::Highest,
            Rank::P1 => JiraPriority::High,
            Rank::P2 => JiraPriority::Medium,
            Rank::P3 => JiraPriority::Low,
            Rank::P4 => JiraPriority::Lowest,
        }
    }
}

/// What a link is called in Jira; parents are no links.
pub const fn link_type_to_jira_link(value: LinkType) -> Option<JiraLink> {
    match value {
        LinkType::Blocks => Some(JiraLink::Blocks),
        LinkType::BlockedBy => Some(JiraLink::Blocks),
        LinkType::RelatesTo => Some(JiraLink::Relates),
        LinkType::Duplicates => Some(JiraLink::Duplicate),
        LinkType::ParentOf => None,
        LinkType::ChildOf => None,
    }
}

impl LinearStateType {
    /// What a type of states means in Linear; nothing where the name of the state decides.
    pub const fn to_status_of_linear(self) -> Option<CanonicalStatus> {
        match self {
            LinearStateType::Backlog => Some(CanonicalStatus::Todo),
            LinearStateType::Unstarted => Some(CanonicalStatus::Todo),
            LinearStateType::Started => None,
            LinearStateType::Completed => Some(CanonicalStatus::Done),
            LinearStateType::Canceled => Some(CanonicalStatus::Canceled),
        }
    }
}

impl LinearPriority {
    /// What a priority of Linear means.
    pub const fn to_rank_of_linear(self) -> Rank {
        match self {
            LinearPriority::None => Rank::P4,
            LinearPriority::Urgent => Rank::P0,
            LinearPriority::High => Rank::P1,
            LinearPriority::Medium => Rank::P2,
            LinearPriority::Low => Rank::P3,
        }
    }
}

impl Rank {
    /// What a priority becomes in Linear.
    pub const fn to_linear_priority(self) -> LinearPriority {
        match self {
            Rank::P0 => LinearPriority::Urgent,
            Rank::P1 => LinearPriority::High,
            Rank::P2 => LinearPriority::Medium,
            Rank::P3 => LinearPriority::Low,
            Rank::P4 => LinearPriority::None,
        }
    }
}

/// What a link is called in Linear; parents are no relations.
pub const fn link_type_to_linear_relation(value: LinkType) -> Option<LinearRelation> {
    match value {
        LinkType::Blocks => Some(LinearRelation::Blocks),
        LinkType::BlockedBy => Some(LinearRelation::Blocks),
        LinkType::RelatesTo => Some(LinearRelation::Related),
        LinkType::Duplicates => Some(LinearRelation::Duplicate),
        LinkType::ParentOf => None,
        LinkType::ChildOf => None,
    }
}

impl AzureState {
    /// What a state of Azure Boards means.
    pub const fn to_status_of_azure(self) -> CanonicalStatus {
        match self {
            AzureState::New => CanonicalStatus::Todo,
            AzureState::Active => CanonicalStatus::InProgress,
            AzureState::Resolved => CanonicalStatus::Done,
            AzureState::Closed => CanonicalStatus::Done,
            AzureState::Removed => CanonicalStatus::Canceled,
            AzureState::Done => CanonicalStatus::Done,
            AzureState::InProgress => CanonicalStatus::InProgress,
            AzureState::Committed => CanonicalStatus::InProgress,
            AzureState::Blocked => CanonicalStatus::Blocked,
            AzureState::OnHold => CanonicalStatus::Blocked,
            AzureState::Review => CanonicalStatus::InReview,
            AzureState::InReview => CanonicalStatus::InReview,
            AzureState::Canceled => CanonicalStatus::Canceled,
            AzureState::Cancelled => CanonicalStatus::Canceled,
        }
    }
}

/// What a status is called in Azure Boards, unless settings say otherwise.
pub const fn canonical_status_to_azure_state(value: CanonicalStatus) -> AzureState {
    match value {
        CanonicalStatus::Todo => AzureState::New,
        CanonicalStatus::InProgress => AzureState::Active,
        CanonicalStatus::InReview => AzureState::Resolved,
        CanonicalStatus::Blocked => AzureState::Active,
        CanonicalStatus::Done => AzureState::Closed,
        CanonicalStatus::Canceled => AzureState::Removed,
    }
}

impl AzureType {
    /// What a type of work items means.
    pub const fn to_type_of_azure(self) -> CanonicalIssueType {
        match self {
            AzureType::Epic => CanonicalIssueType::Epic,
            AzureType::UserStory => CanonicalIssueType::Story,
            AzureType::Task => CanonicalIssueType::Task,
            AzureType::Bug => CanonicalIssueType::Bug,
            AzureType::Feature => CanonicalIssueType::Epic,
            AzureType::Initiative => CanonicalIssueType::Epic,
            AzureType::Story => CanonicalIssueType::Story,
            AzureType::Defect => CanonicalIssueType::Bug,
        }
    }
}

/// What a type is called in Azure Boards.
pub const fn canonical_issue_type_to_azure_type(value: CanonicalIssueType) -> AzureType {
    match value {
        CanonicalIssueType::Epic => AzureType::Epic,
        CanonicalIssueType::Story => AzureType::UserStory,
        CanonicalIssueType::Task => AzureType::Task,
        CanonicalIssueType::Bug => AzureType::Bug,
        CanonicalIssueType::Chore => AzureType::Task,
        CanonicalIssueType::Subtask => AzureType::Task,
    }
}

/// What a link is called in Azure Boards.
pub const fn link_type_to_azure_relation(value: LinkType) -> AzureRelation {
    match value {
        LinkType::Blocks => AzureRelation::SystemLinkTypesDependencyForward,
        LinkType::BlockedBy => AzureRelation::SystemLinkTypesDependencyReverse,
        LinkType::RelatesTo => AzureRelation::SystemLinkTypesRelated,
        LinkType::Duplicates => AzureRelation::SystemLinkTypesRelated,
        LinkType::ParentOf => AzureRelation::SystemLinkTypesHierarchyForward,
        LinkType::ChildOf => AzureRelation::SystemLinkTypesHierarchyReverse,
    }
}

impl BeadsStatus {
    /// What a status of `bd` means.
    pub const fn to_status_of_beads(self) -> CanonicalStatus {
        match self {
            BeadsStatus::Open => CanonicalStatus::Todo,
            BeadsStatus::InProgress => CanonicalStatus::InProgress,
            BeadsStatus::Blocked => CanonicalStatus::Blocked,
            BeadsStatus::Deferred => CanonicalStatus::Todo,
            BeadsStatus::Closed => CanonicalStatus::Done,
            BeadsStatus::Pinned => CanonicalStatus::InProgress,
            BeadsStatus::Tombstone => CanonicalStatus::Canceled,
        }
    }
}

/// What a status is called in `bd`.
pub const fn canonical_status_to_beads_status(value: CanonicalStatus) -> BeadsStatus {
    match value {
        CanonicalStatus::Todo => BeadsStatus::Open,
        CanonicalStatus::InProgress => BeadsStatus::InProgress,
        CanonicalStatus::InReview => BeadsStatus::InProgress,
        CanonicalStatus::Blocked => BeadsStatus::Blocked,
        CanonicalStatus::Done => BeadsStatus::Closed,
        CanonicalStatus::Canceled => BeadsStatus::Closed,
    }
}

impl BeadsType {
    /// What a type of `bd` means.
    pub const fn to_type_of_beads(self) -> CanonicalIssueType {
        match self {
            BeadsType::Epic => CanonicalIssueType::Epic,
            BeadsType::Feature => CanonicalIssueType::Story,
            BeadsType::Task => CanonicalIssueType::Task,
            BeadsType::Bug => CanonicalIssueType::Bug,
            BeadsType::Chore => CanonicalIssueType::Chore,
            BeadsType::Decision => CanonicalIssueType::Chore,
        }
    }
}

/// What a type is called in `bd`.
pub const fn canonical_issue_type_to_beads_type(value: CanonicalIssueType) -> BeadsType {
    match value {
        CanonicalIssueType::Epic => BeadsType::Epic,
        CanonicalIssueType::Story => BeadsType::Feature,
        CanonicalIssueType::Task => BeadsType::Task,
        CanonicalIssueType::Bug => BeadsType::Bug,
        CanonicalIssueType::Chore => BeadsType::Chore,
        CanonicalIssueType::Subtask => BeadsType::Task,
    }
}

impl BeadsDependency {
    /// What a dependency of `bd` means for the issue that has it.
    pub const fn to_link_of_beads(self) -> LinkType {
        match self {
            BeadsDependency::Blocks => LinkType::BlockedBy,
            BeadsDependency::Related => LinkType::RelatesTo,
            BeadsDependency::RelatesTo => LinkType::RelatesTo,
            BeadsDependency::Relates => LinkType::RelatesTo,
            BeadsDependency::DiscoveredFrom => LinkType::RelatesTo,
            BeadsDependency::Duplicates => LinkType::Duplicates,
            BeadsDependency::ParentChild => LinkType::ChildOf,
        }
    }
}

/// What a link is called in `bd`, whichever issue has it.
pub const fn link_type_to_beads_dependency(value: LinkType) -> BeadsDependency {
    match value {
        LinkType::Blocks => BeadsDependency::Blocks,
        LinkType::BlockedBy => BeadsDependency::Blocks,
        LinkType::RelatesTo => BeadsDependency::Related,
        LinkType::Duplicates => BeadsDependency::Related,
        LinkType::ParentOf => BeadsDependency::ParentChild,
        LinkType::ChildOf => BeadsDependency::ParentChild,
    }
}

impl FpStatus {
    /// What a status of `fp` means.
    pub const fn to_status_of_fp(self) -> CanonicalStatus {
        match self {
            FpStatus::Todo => CanonicalStatus::Todo,
            FpStatus::InProgress => CanonicalStatus::InProgress,
            FpStatus::Done => CanonicalStatus::Done,
            FpStatus::Blocked => CanonicalStatus::Blocked,
            FpStatus::InReview => CanonicalStatus::InReview,
            FpStatus::Canceled => CanonicalStatus::Canceled,
            FpStatus::Cancelled => CanonicalStatus::Canceled,
        }
    }
}

/// What a status is called in `fp`.
pub const fn canonical_status_to_fp_status(value: CanonicalStatus) -> FpStatus {
    match value {
        CanonicalStatus::Todo => FpStatus::Todo,
        CanonicalStatus::InProgress => FpStatus::InProgress,
        CanonicalStatus::InReview => FpStatus::InProgress,
        CanonicalStatus::Blocked => FpStatus::InProgress,
        CanonicalStatus::Done => FpStatus::Done,
        CanonicalStatus::Canceled => FpStatus::Done,
    }
}

impl FpPriority {
    /// What a priority of `fp` means.
    pub const fn to_rank_of_fp(self) -> Rank {
        match self {
            FpPriority::High => Rank::P1,
            FpPriority::Medium => Rank::P2,
            FpPriority::Low => Rank::P3,
        }
    }
}

impl Rank {
    /// What a priority is called in `fp`.
    pub const fn to_fp_priority(self) -> FpPriority {
        match self {
            Rank::P0 => FpPriority::High,
            Rank::P1 => FpPriority::High,
            Rank::P2 => FpPriority::Medium,
            Rank::P3 => FpPriority::Low,
            Rank::P4 => FpPriority::Low,
        }
    }
}
