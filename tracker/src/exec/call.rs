//! Operations and their arguments.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::mission::{Publish, Seed};
use crate::connector::{Connector, Query};
use crate::discovery::DiscoveredWorkspace;
use crate::http::Access;
use crate::model::issue::{IssueParts, LinkParts};
use crate::model::patch::PatchParts;
use crate::model::reference::Parts;
use crate::model::vocabulary::vocabulary;
use crate::model::{CanonicalStatus, Object, SyncCheckpoint};
use crate::settings::Settings;
use crate::{Error, Result, Trackers};

vocabulary! {
    /// The operations.
    Op {
        /// What the tracker can do.
        Capabilities = "capabilities",
        /// A page of issues.
        ListIssues = "list_issues",
        /// One issue.
        GetIssue = "get_issue",
        /// A new issue.
        CreateIssue = "create_issue",
        /// A changed issue.
        UpdateIssue = "update_issue",
        /// An issue with another status.
        TransitionIssue = "transition_issue",
        /// A link.
        UpsertLink = "upsert_link",
        /// A comment.
        AddComment = "add_comment",
        /// An issue less.
        DeleteIssue = "delete_issue",
        /// What happened.
        ListEvents = "list_events",
        /// What a mission of an issue begins with.
        MissionSeed = "mission_seed",
        /// An issue that knows how its mission is doing.
        MissionPublish = "mission_publish",
        /// What can be reached.
        DiscoverWorkspaces = "discover_workspaces",
        /// What can be connected.
        DiscoverResources = "discover_resources",
    }
}

impl Op {
    /// True if it needs no connector.
    pub(super) const fn discovers(self) -> bool {
        matches!(self, Self::DiscoverWorkspaces | Self::DiscoverResources)
    }
}

/// An operation with arguments of the right types, whose values may still be invalid.
pub(super) enum Call {
    Capabilities,
    ListIssues(ListIssues),
    GetIssue(GetIssue),
    CreateIssue(Box<CreateIssue>),
    UpdateIssue(Box<UpdateIssue>),
    TransitionIssue(TransitionIssue),
    UpsertLink(UpsertLink),
    AddComment(AddComment),
    DeleteIssue(GetIssue),
    ListEvents(ListEvents),
    MissionSeed(Seed),
    MissionPublish(Box<Publish>),
    DiscoverWorkspaces,
    DiscoverResources(DiscoverResources),
}

#[derive(Deserialize)]
pub(super) struct ListIssues {
    #[serde(default)]
    updated_since: Option<String>,
    #[serde(default)]
    cursor: Option<String>,
    limit: u64,
    #[serde(default)]
    filters: Option<Object>,
}

#[derive(Deserialize)]
pub(super) struct GetIssue {
    #[serde(rename = "ref")]
    reference: Parts,
}

#[derive(Deserialize)]
pub(super) struct CreateIssue {
    issue: IssueParts,
}

#[derive(Deserialize)]
pub(super) struct UpdateIssue {
    #[serde(rename = "ref")]
    reference: Parts,
    patch: PatchParts,
    #[serde(default)]
    idempotency_key: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct TransitionIssue {
    #[serde(rename = "ref")]
    reference: Parts,
    target_status: String,
}

#[derive(Deserialize)]
pub(super) struct UpsertLink {
    #[serde(rename = "ref")]
    reference: Parts,
    link: LinkParts,
}

#[derive(Deserialize)]
pub(super) struct AddComment {
    #[serde(rename = "ref")]
    reference: Parts,
    body: String,
}

#[derive(Deserialize)]
pub(super) struct ListEvents {
    #[serde(default)]
    checkpoint: Option<CheckpointParts>,
    limit: u64,
}

#[derive(Deserialize)]
struct CheckpointParts {
    #[serde(default)]
    cursor: Option<String>,
    #[serde(default)]
    updated_since: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct DiscoverResources {
    workspace: DiscoveredWorkspace,
}

impl Call {
    /// Reads the arguments of an operation.
    pub(super) fn read(op: Op, args: &str) -> Result<Self, &'static str> {
        let call = match op {
            Op::Capabilities => args_of::<Object>(args).map(|_| Self::Capabilities)?,
            Op::ListIssues => Self::ListIssues(args_of(args)?),
            Op::GetIssue => Self::GetIssue(args_of(args)?),
            Op::CreateIssue => Self::CreateIssue(args_of(args)?),
            Op::UpdateIssue => Self::UpdateIssue(args_of(args)?),
            Op::TransitionIssue => Self::TransitionIssue(args_of(args)?),
            Op::UpsertLink => Self::UpsertLink(args_of(args)?),
            Op::AddComment => Self::AddComment(args_of(args)?),
            Op::DeleteIssue => Self::DeleteIssue(args_of(args)?),
            Op::ListEvents => Self::ListEvents(args_of(args)?),
            Op::MissionSeed => Self::MissionSeed(args_of(args)?),
            Op::MissionPublish => Self::MissionPublish(args_of(args)?),
            Op::DiscoverWorkspaces => args_of::<Object>(args).map(|_| Self::DiscoverWorkspaces)?,
            Op::DiscoverResources => Self::DiscoverResources(args_of(args)?),
        };
        let limit = match &call {
            Self::ListIssues(args) => args.limit,
            Self::ListEvents(args) => args.limit,
            _ => return Ok(call),
        };
        if limit == 0 { Err("limit is at least 1") } else { Ok(call) }
    }

    /// Calls a connector.
    pub(super) async fn run(self, connector: &dyn Connector) -> Result<Value> {
        match self {
            Self::Capabilities => shown(&connector.capabilities()),
            Self::ListIssues(args) => {
                let updated_since = args.updated_since.map(|text| text.parse()).transpose()?;
                let filters = args.filters.unwrap_or_default();
                let limit = capped(args.limit);
                let query = Query { updated_since, cursor: args.cursor, limit, filters };
                shown(&connector.list_issues(&query).await?)
            }
            Self::GetIssue(args) => shown(&connector.get_issue(&args.reference.try_into()?).await?),
            Self::CreateIssue(args) => {
                shown(&connector.create_issue(&args.issue.try_into()?).await?)
            }
            Self::UpdateIssue(args) => {
                let (issue, patch) = (args.reference.try_into()?, args.patch.try_into()?);
                let key = args.idempotency_key.as_deref();
                shown(&connector.update_issue(&issue, &patch, key).await?)
            }
            Self::TransitionIssue(args) => {
                let issue = args.reference.try_into()?;
                let target: CanonicalStatus = args.target_status.parse()?;
                shown(&connector.transition_issue(&issue, target).await?)
            }
            Self::UpsertLink(args) => {
                let (issue, link) = (args.reference.try_into()?, args.link.try_into()?);
                connector.upsert_link(&issue, &link).await.map(|()| Value::Null)
            }
            Self::AddComment(args) => {
                let issue = args.reference.try_into()?;
                connector.add_comment(&issue, &args.body).await.map(|()| Value::Null)
            }
            Self::DeleteIssue(args) => {
                let issue = args.reference.try_into()?;
                connector.delete_issue(&issue).await.map(|()| Value::Null)
            }
            Self::ListEvents(args) => {
                let since = args.checkpoint.map(CheckpointParts::read).transpose()?;
                shown(&connector.list_events(since.as_ref(), capped(args.limit)).await?)
            }
            Self::MissionSeed(args) => shown(&args.run(connector).await?),
            Self::MissionPublish(args) => shown(&args.run(connector).await?),
            Self::DiscoverWorkspaces | Self::DiscoverResources(_) => {
                Err(Error::config("discovery needs no connector"))
            }
        }
    }

    /// Discovers.
    pub(super) async fn discover(
        self,
        trackers: &Trackers,
        vendor: &str,
        access: Access<Settings>,
    ) -> Result<Value> {
        match self {
            Self::DiscoverResources(args) => {
                shown(&trackers.resources(vendor, &args.workspace, access).await?)
            }
            _ => shown(&trackers.workspaces(vendor, access).await?),
        }
    }
}

impl CheckpointParts {
    fn read(self) -> Result<SyncCheckpoint> {
        let updated_since = self.updated_since.map(|text| text.parse()).transpose()?;
        Ok(SyncCheckpoint { cursor: self.cursor, updated_since })
    }
}

fn args_of<T: DeserializeOwned>(args: &str) -> Result<T, &'static str> {
    let args = if args == "null" { "{}" } else { args };
    // A list would be read as members in their order.
    if !args.starts_with('{') {
        return Err("args is an object");
    }
    serde_json::from_str(args).map_err(|_| "an argument is missing or of the wrong type")
}

fn capped(limit: u64) -> u32 {
    u32::try_from(limit).unwrap_or(u32::MAX)
}

fn shown(value: &impl serde::Serialize) -> Result<Value> {
    serde_json::to_value(value).map_err(|_| Error::config("no JSON can be made of the value"))
}
