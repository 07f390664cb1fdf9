//! The contracts that this crate was generated from, and fixtures of its own, as text.
//!
//! Generated from `contracts/v1/*.yaml` by `contracts generate`. Edit the contract, not this
//! file.

use event_contract::{BuiltInFile, BuiltInSource};

/// The contract files of all lines.
pub static SOURCES: &[BuiltInSource] = &[
    BuiltInSource {
        line: "v1",
        path: "contracts/v1/discovery.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: discovery
doc: What can be connected, by the rules WS, RS and DR.

types:
  NotEmpty:
    type: string
    minLength: 1
    doc: A text that is not empty.
  WorkspaceContext:
    doc: "What else a tracker says about a workspace; more keys may be there."
    fields:
      workspace_handle: { type: "string?", doc: The workspace in addresses (WS-008). }
      workspace_url: { type: "string?", doc: Its page (WS-009). }
  DiscoveredWorkspace:
    publish: true
    doc: "An organization, site or group that somebody can reach."
    fields:
      id: { type: NotEmpty, doc: The tracker's id of it (WS-001). }
      name: { type: NotEmpty, doc: What the tracker calls it in addresses (WS-002). }
      display: { type: string, doc: What people call it (WS-003). }
      kind: # contracts:lint:ignore CLOSED_TEXT trackers have words of their own
        { type: NotEmpty, doc: What the tracker calls such things (WS-004). }
      provider: { type: NotEmpty, doc: The tracker (WS-005). }
      provider_context: { type: "WorkspaceContext?", doc: What else the tracker says (WS-006). }
  ConnectorParams:
    type: object
    minProperties: 1
    additionalProperties: any
    doc: Settings of a connector (RS-007).
  RoutingMetadata:
    doc: "What else a tracker says about a resource; more keys may be there."
    fields:
      display_key: { type: "string?", doc: Its short name (RS-011). }
      resource_url: { type: "string?", doc: Its page (RS-012). }
  DiscoveredResource:
    publish: true
    doc: "A repository, project or team that can be connected."
    fields:
      provider: { type: NotEmpty, doc: The tracker (RS-001). }
      parent_workspace_id: { type: NotEmpty, doc: The workspace it is in (RS-002). }
      resource_type: # contracts:lint:ignore CLOSED_TEXT trackers have words of their own
        { type: NotEmpty, doc: What the tracker calls such things (RS-003). }
      stable_ref: { type: NotEmpty, doc: What never changes about it (RS-004). }
      display_name: { type: NotEmpty, doc: What people call it (RS-005). }
      connector_params: { type: ConnectorParams, doc: Settings of a connector for it (RS-006). }
      routing_metadata: { type: RoutingMetadata, doc: What else the tracker says (RS-009). }
  Workspaces:
    publish: true
    doc: The workspaces that were found (DR-001).
    fields:
      items: { type: "[DiscoveredWorkspace]", doc: "All of them, or the beginning (DR-002)." }
      truncated: { type: boolean, doc: True if there are more (DR-003). }
  Resources:
    publish: true
    doc: The resources that were found (DR-001).
    fields:
      items: { type: "[DiscoveredResource]", doc: "All of them, or the beginning (DR-002)." }
      truncated: { type: boolean, doc: True if there are more (DR-003). }

events:
  WorkspaceFound:
    since: 1.0.0
    doc: A workspace can be reached.
    fields:
      workspace: { type: DiscoveredWorkspace, doc: The workspace. }
  ResourceFound:
    since: 1.0.0
    doc: A resource can be connected.
    fields:
      resource: { type: DiscoveredResource, doc: The resource. }
"#,
    },
    BuiltInSource {
        line: "v1",
        path: "contracts/v1/event.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: event
doc: What trackers report, and how far somebody has read.

types:
  TrackerEventType:
    enum: [created, updated, transitioned, comment_added, link_upserted]
    doc: What happened to an issue.
  TrackerEventId:
    type: string
    doc: Identifies an event among those of its tracker.
  TrackerEvent:
    publish: true
    doc: Something that happened to an issue.
    fields:
      event_id: { type: TrackerEventId, doc: The tracker's id of the event. }
      event_type: { type: TrackerEventType, doc: What happened. }
      issue_ref: { type: ExternalRef, doc: To which issue. }
      timestamp: # contracts:lint:ignore TIMESTAMP_NAMED_AT the name is that of the Python package
        { type: pydantic-datetime, doc: When. }
      payload: { type: object, doc: What the tracker says about it. }
  SyncCheckpoint:
    publish: true
    doc: How far somebody has read.
    fields:
      cursor: { type: "string?", doc: What asks for the next part. }
      updated_since: # contracts:lint:ignore TIMESTAMP_NAMED_AT the name is that of the Python package
        { type: "pydantic-datetime?", doc: Nothing that changed before is of interest. }
  Events:
    publish: true
    doc: A part of what happened.
    fields:
      events: { type: "[TrackerEvent]", doc: The part. }
      checkpoint: { type: "SyncCheckpoint?", doc: Where to go on. }
  IssuePage:
    publish: true
    doc: A part of a list of issues.
    fields:
      items: { type: "[CanonicalIssue]", doc: The part. }
      next_cursor: { type: "string?", doc: "What asks for the next part; nothing at the end." }
  Capabilities:
    publish: true
    doc: What a tracker can do, and what its connector makes use of.
    additionalProperties: false
    fields:
      supports_webhooks: { type: boolean, doc: It calls back when something changes. }
      supports_comments: { type: boolean, doc: It takes comments. }
      supports_hierarchy: { type: boolean, doc: Issues are parts of issues. }
      supports_dependencies: { type: boolean, doc: Issues wait for issues. }
      supports_custom_fields: { type: boolean, doc: It has fields beyond the common ones. }
      supports_multi_assignee: { type: boolean, doc: Several people may be assigned. }
      supports_sprints_or_cycles: { type: boolean, doc: "It plans in sprints, cycles or milestones." }
      supports_bulk_read: { type: boolean, doc: It lists many issues at once. }
      supports_bulk_write: { type: boolean, doc: It changes many issues at once. }
      supports_delete: { type: boolean, doc: It deletes issues. }

events:
  ChangeReported:
    since: 1.0.0
    doc: A tracker told what happened to an issue.
    fields:
      event: { type: TrackerEvent, doc: What happened. }
"#,
    },
    BuiltInSource {
        line: "v1",
        path: "contracts/v1/issue.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: issue
doc: Issues of trackers, in words that all of them understand.

types:
  Filled:
    type: string
    notBlank: true
    doc: A text with more than white space in it.
  CanonicalStatus:
    enum: [todo, in_progress, in_review, blocked, done, canceled]
    doc: How far the work on an issue is.
  CanonicalIssueType:
    enum: [epic, story, task, bug, chore, subtask]
    doc: What kind of work an issue is.
  LinkType:
    enum: [blocks, blocked_by, relates_to, duplicates, parent_of, child_of]
    doc: What an issue is to another one.
  Priority:
    type: integer
    minimum: 0
    maximum: 4
    doc: How urgent an issue is, from 0, the most urgent, to 4.
  ExternalRef:
    publish: true
    doc: Names an issue in a tracker.
    fields:
      system: { type: Filled, doc: The tracker. }
      workspace: { type: Filled, doc: The part of the tracker that the id is unique in. }
      id: { type: Filled, doc: The id that the tracker never changes. }
      key: { type: "string?", doc: The key that people use. }
      url: { type: "string?", doc: The page where people see the issue. }
  CanonicalLink:
    publish: true
    doc: A relation of an issue to another one.
    fields:
      type: { type: LinkType, doc: What the issue is to the other one. }
      target: { type: ExternalRef, doc: The other one. }
  CanonicalIssue:
    publish: true
    doc: An issue.
    fields:
      ref: { type: ExternalRef, doc: Which issue it is. }
      title: { type: Filled, doc: What it is called. }
      body: { type: "string?", doc: What it says. }
      status: { type: CanonicalStatus, default: todo }
      issue_type: { type: CanonicalIssueType, default: task }
      priority: Priority?
      assignees: { type: "[string]", default: [], doc: Who works on it. }
      labels: { type: "[string]", default: [], doc: How it is labelled. }
      parent: { type: "ExternalRef?", doc: What it is a part of. }
      links: { type: "[CanonicalLink]", default: [], doc: What it has to do with. }
      custom_fields: { type: object, default: {}, doc: Whatever else is recorded. }
      created_at: { type: "pydantic-datetime?", doc: When it came to be. }
      updated_at: { type: "pydantic-datetime?", doc: When it last changed. }

events:
  IssueReported:
    since: 1.0.0
    doc: A tracker showed an issue.
    fields:
      issue: { type: CanonicalIssue, doc: The issue. }
"#,
    },
    BuiltInSource {
        line: "v1",
        path: "contracts/v1/line.yaml",
        text: r"# yaml-language-server: $schema=../../../codegen/schema/line.schema.json
line: v1
package: spec-kitty-tracker
version: 1.0.0
doc: Issues and what trackers say about them.
",
    },
    BuiltInSource {
        line: "v1",
        path: "contracts/v1/mission.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: mission
doc: Missions and the issues they come from.

types:
  DecisionId:
    type: string
    doc: Identifies a decision.
  MissionId:
    type: string
    doc: Identifies a mission.
  DecisionReference:
    publish: true
    doc: A decision that a mission depends on.
    fields:
      decision_id: { type: DecisionId, doc: Which decision. }
      summary: { type: "string?", doc: What it is about. }
      blocking: { type: boolean, doc: True if nothing goes on without it. }
      url: { type: "string?", doc: The page where it is. }
      external_ref: { type: "ExternalRef?", doc: "The issue that it is, if it is one." }
  MissionSeed:
    publish: true
    doc: What a mission begins with.
    fields:
      mission_id: { type: MissionId, doc: The mission. }
      source_issue_ref: { type: ExternalRef, doc: The issue it comes from. }
      title: { type: Filled, doc: What the issue is called. }
      body: { type: "string?", doc: What it says. }
      status: { type: CanonicalStatus, doc: How far it is. }
      priority: Priority?
      assignees: { type: "[string]", doc: Who works on it. }
      labels: { type: "[string]", doc: How it is labelled. }
      decision_references: { type: "[DecisionReference]", doc: The decisions it names. }

events:
  MissionSeeded:
    since: 1.0.0
    doc: A mission began with an issue.
    fields:
      seed: { type: MissionSeed, doc: What it begins with. }
"#,
    },
    BuiltInSource {
        line: "v1",
        path: "contracts/v1/words.yaml",
        text: r#"# yaml-language-server: $schema=../../../codegen/schema/contract.schema.json
domain: words
doc: What trackers call things, and what their words mean. Names are read without regard to case.

types:
  Rank:
    enum: [p0, p1, p2, p3, p4]
    doc: "Priorities, the most urgent first."

  GithubState:
    enum: [open, closed]
    doc: States of issues in GitHub.
  GithubReason:
    enum: [completed, not_planned, duplicate, reopened]
    doc: Why an issue of GitHub is in its state.

  GitlabState:
    enum: [opened, closed]
    doc: States of issues in GitLab.
  GitlabEvent:
    enum: [reopen, close]
    doc: What is done to the state of an issue in GitLab.
  GitlabLink:
    enum: [relates_to, blocks, is_blocked_by]
    doc: Links of GitLab.

  JiraStatus:
    enum: [To Do, In Progress, In Review, Blocked, Done, Canceled, Closed, Resolved, Doing, Started, Review, On Hold, Cancelled]
    doc: "Usual names of statuses in Jira; projects have their own."
  JiraType:
    enum: [Epic, Story, Bug, Sub-task, Initiative, Defect, Subtask, Chore, Maintenance]
    doc: "Usual names of issue types in Jira, without that of plain tasks, which settings name."
  JiraPriority:
    enum: [Highest, High, Medium, Low, Lowest]
    doc: Priorities of Jira.
  JiraLink:
    enum: [Blocks, Duplicate, Relates]
    doc: Types of links in Jira.

  LinearStateType:
    enum: [backlog, unstarted, started, completed, canceled]
    doc: Types of workflow states in Linear.
  LinearPriority:
    enum: [none, urgent, high, medium, low]
    doc: "Priorities of Linear, in the order of their numbers."
  LinearRelation:
    enum: [blocks, duplicate, related]
    doc: Types of relations in Linear.

  AzureState:
    enum: [New, Active, Resolved, Closed, Removed, Done, In Progress, Committed, Blocked, On Hold, Review, In Review, Canceled, Cancelled]
    doc: "Usual names of states in Azure Boards; processes have their own."
  AzureType:
    enum: [Epic, User Story, Task, Bug, Feature, Initiative, Story, Defect]
    doc: Usual types of work items in Azure Boards.
  AzureRelation:
    enum:
      - System.LinkTypes.Dependency-Forward
      - System.LinkTypes.Dependency-Reverse
      - System.LinkTypes.Hierarchy-Forward
      - System.LinkTypes.Hierarchy-Reverse
      - System.LinkTypes.Related
    doc: Types of links in Azure Boards.

  BeadsStatus:
    enum: [open, in_progress, blocked, deferred, closed, pinned, tombstone]
    doc: "Statuses of `bd`."
  BeadsType:
    enum: [epic, feature, task, bug, chore, decision]
    doc: "Types of issues in `bd`."
  BeadsDependency:
    enum: [blocks, related, relates_to, relates, discovered-from, duplicates, parent-child]
    doc: "Types of dependencies in `bd`."

  FpStatus:
    enum: [todo, in-progress, done, blocked, in-review, canceled, cancelled]
    doc: "Statuses of `fp`."
  FpPriority:
    enum: [high, medium, low]
    doc: "Priorities of `fp`."

mappings:
  StatusOfGithub:
    from: GithubState
    to: CanonicalStatus
    table: { open: todo, closed: done }
    doc: What a state of GitHub means where there is no reason for it.
  StatusOfGithubReason:
    from: GithubReason
    to: CanonicalStatus
    table: { completed: done, not_planned: canceled, duplicate: canceled, reopened: done }
    doc: What the reason of a closed issue of GitHub means.
  GithubState:
    from: CanonicalStatus
    to: GithubState
    table: { todo: open, in_progress: open, in_review: open, blocked: open, done: closed, canceled: closed }
    doc: The state that a status becomes in GitHub.
  GithubReason:
    from: CanonicalStatus
    to: GithubReason?
    table: { todo: null, in_progress: null, in_review: null, blocked: null, done: completed, canceled: not_planned }
    doc: The reason that a status becomes in GitHub.

  StatusOfGitlab:
    from: GitlabState
    to: CanonicalStatus
    table: { opened: todo, closed: done }
    doc: What a state of GitLab means.
  GitlabEvent:
    from: CanonicalStatus
    to: GitlabEvent
    table: { todo: reopen, in_progress: reopen, in_review: reopen, blocked: reopen, done: close, canceled: close }
    doc: What brings an issue of GitLab to a status.
  GitlabLink:
    from: LinkType
    to: GitlabLink
    table:
      blocks: blocks
      blocked_by: is_blocked_by
      relates_to: relates_to
      duplicates: relates_to
      parent_of: relates_to
      child_of: relates_to
    doc: What a link is called in GitLab.

  StatusOfJira:
    from: JiraStatus
    to: CanonicalStatus
    table:
      To Do: todo
      In Progress: in_progress
      Doing: in_progress
      Started: in_progress
      In Review: in_review
      Review: in_review
      Blocked: blocked
      On Hold: blocked
      Done: done
      Closed: done
      Resolved: done
      Canceled: canceled
      Cancelled: canceled
    doc: What a status of Jira means.
  JiraStatus:
    from: CanonicalStatus
    to: JiraStatus
    table:
      todo: To Do
      in_progress: In Progress
      in_review: In Review
      blocked: Blocked
      done: Done
      canceled: Canceled
    doc: "What a status is called in Jira, unless settings say otherwise."
  TypeOfJira:
    from: JiraType
    to: CanonicalIssueType
    table:
      Epic: epic
      Initiative: epic
      Story: story
      Bug: bug
      Defect: bug
      Sub-task: subtask
      Subtask: subtask
      Chore: chore
      Maintenance: chore
    doc: What a type of Jira means.
  JiraType:
    from: CanonicalIssueType
    to: JiraType?
    table: { epic: Epic, story: Story, task: null, bug: Bug, chore: null, subtask: Sub-task }
    doc: "What a type is called in Jira; nothing for those called as plain tasks are."
  RankOfJira:
    from: JiraPriority
    to: Rank
    table: { Highest: p0, High: p1, Medium: p2, Low: p3, Lowest: p4 }
    doc: What a priority of Jira means.
  JiraPriority:
    from: Rank
    to: JiraPriority
    table: { p0: Highest, p1: High, p2: Medium, p3: Low, p4: Lowest }
    doc: What a priority is called in Jira.
  JiraLink:
    from: LinkType
    to: JiraLink?
    table:
      blocks: Blocks
      blocked_by: Blocks
      relates_to: Relates
      duplicates: Duplicate
      parent_of: null
      child_of: null
    doc: "What a link is called in Jira; parents are no links."

  StatusOfLinear:
    from: LinearStateType
    to: CanonicalStatus?
    table: { backlog: todo, unstarted: todo, started: null, completed: done, canceled: canceled }
    doc: "What a type of states means in Linear; nothing where the name of the state decides."
  RankOfLinear:
    from: LinearPriority
    to: Rank
    table: { none: p4, urgent: p0, high: p1, medium: p2, low: p3 }
    doc: What a priority of Linear means.
  LinearPriority:
    from: Rank
    to: LinearPriority
    table: { p0: urgent, p1: high, p2: medium, p3: low, p4: none }
    doc: What a priority becomes in Linear.
  LinearRelation:
    from: LinkType
    to: LinearRelation?
    table:
      blocks: blocks
      blocked_by: blocks
      relates_to: related
      duplicates: duplicate
      parent_of: null
      child_of: null
    doc: "What a link is called in Linear; parents are no relations."

  StatusOfAzure:
    from: AzureState
    to: CanonicalStatus
    table:
      New: todo
      Active: in_progress
      In Progress: in_progress
      Committed: in_progress
      Review: in_review
      In Review: in_review
      Blocked: blocked
      On Hold: blocked
      Resolved: done
      Closed: done
      Done: done
      Removed: canceled
      Canceled: canceled
      Cancelled: canceled
    doc: What a state of Azure Boards means.
  AzureState:
    from: CanonicalStatus
    to: AzureState
    table:
      todo: New
      in_progress: Active
      in_review: Resolved
      blocked: Active
      done: Closed
      canceled: Removed
    doc: "What a status is called in Azure Boards, unless settings say otherwise."
  TypeOfAzure:
    from: AzureType
    to: CanonicalIssueType
    table:
      Epic: epic
      Feature: epic
      Initiative: epic
      User Story: story
      Story: story
      Task: task
      Bug: bug
      Defect: bug
    doc: What a type of work items means.
  AzureType:
    from: CanonicalIssueType
    to: AzureType
    table: { epic: Epic, story: User Story, task: Task, bug: Bug, chore: Task, subtask: Task }
    doc: What a type is called in Azure Boards.
  AzureRelation:
    from: LinkType
    to: AzureRelation
    table:
      blocks: System.LinkTypes.Dependency-Forward
      blocked_by: System.LinkTypes.Dependency-Reverse
      relates_to: System.LinkTypes.Related
      duplicates: System.LinkTypes.Related
      parent_of: System.LinkTypes.Hierarchy-Forward
      child_of: System.LinkTypes.Hierarchy-Reverse
    doc: What a link is called in Azure Boards.

  StatusOfBeads:
    from: BeadsStatus
    to: CanonicalStatus
    table:
      open: todo
      in_progress: in_progress
      blocked: blocked
      deferred: todo
      closed: done
      pinned: in_progress
      tombstone: canceled
    doc: "What a status of `bd` means."
  BeadsStatus:
    from: CanonicalStatus
    to: BeadsStatus
    table:
      todo: open
      in_progress: in_progress
      in_review: in_progress
      blocked: blocked
      done: closed
      canceled: closed
    doc: "What a status is called in `bd`."
  TypeOfBeads:
    from: BeadsType
    to: CanonicalIssueType
    table: { epic: epic, feature: story, task: task, bug: bug, chore: chore, decision: chore }
    doc: "What a type of `bd` means."
  BeadsType:
    from: CanonicalIssueType
    to: BeadsType
    table: { epic: epic, story: feature, task: task, bug: bug, chore: chore, subtask: task }
    doc: "What a type is called in `bd`."
  LinkOfBeads:
    from: BeadsDependency
    to: LinkType
    table:
      blocks: blocked_by
      related: relates_to
      relates_to: relates_to
      relates: relates_to
      discovered-from: relates_to
      duplicates: duplicates
      parent-child: child_of
    doc: "What a dependency of `bd` means for the issue that has it."
  BeadsDependency:
    from: LinkType
    to: BeadsDependency
    table:
      blocks: blocks
      blocked_by: blocks
      relates_to: related
      duplicates: related
      parent_of: parent-child
      child_of: parent-child
    doc: "What a link is called in `bd`, whichever issue has it."

  StatusOfFp:
    from: FpStatus
    to: CanonicalStatus
    table:
      todo: todo
      in-progress: in_progress
      done: done
      blocked: blocked
      in-review: in_review
      canceled: canceled
      cancelled: canceled
    doc: "What a status of `fp` means."
  FpStatus:
    from: CanonicalStatus
    to: FpStatus
    table:
      todo: todo
      in_progress: in-progress
      in_review: in-progress
      blocked: in-progress
      done: done
      canceled: done
    doc: "What a status is called in `fp`."
  RankOfFp:
    from: FpPriority
    to: Rank
    table: { high: p1, medium: p2, low: p3 }
    doc: "What a priority of `fp` means."
  FpPriority:
    from: Rank
    to: FpPriority
    table: { p0: high, p1: high, p2: medium, p3: low, p4: low }
    doc: "What a priority is called in `fp`."
"#,
    },
];

/// Cases that were written by hand, and recorded streams, by their paths among the fixtures.
pub static FIXTURES: &[BuiltInFile] = &[
];
