//! The work items of Azure Boards, by the REST API.

mod api;
mod map;

use std::time::Duration;

use async_trait::async_trait;
use serde_json::Value;

use self::api::{AZURE, BATCH, Batch, Ids, Project, WorkItem, change, relate, set, unrelate};
use super::{first, labels, paging};
use crate::capabilities::Capabilities;
use crate::connector::{Connector, Query};
use crate::contracts::words::{canonical_issue_type_to_azure_type, link_type_to_azure_relation};
use crate::error::FailureClass;
use crate::http::{Access, Call, Credential, Http, basic, path};
use crate::model::{CanonicalIssue, CanonicalLink, CanonicalStatus, ExternalRef, IssuePatch, Page};
use crate::secret::Secret;
use crate::settings::{Settings, StatusNames};
use crate::sync::Place;
use crate::{Error, Result};

const NAME: &str = "azure_devops";
const BASE_URL: &str = "https://dev.azure.com";
/// The most ids that a query gives.
const MOST_IDS: usize = 20_000;

/// The work items of a project.
pub struct AzureDevOps {
    http: Http,
    project: Project,
    workspace: String,
    /// Where work items are, in relations.
    items_url: String,
    states: StatusNames,
}

/// Which project, and what its states are called.
#[derive(Clone, Debug)]
pub struct AzureDevOpsConfig {
    /// The organization.
    pub organization: String,
    /// The project in it.
    pub project: String,
    /// The service; Azure's own if missing.
    pub base_url: Option<String>,
    /// What statuses are called here.
    pub states: StatusNames,
}

impl AzureDevOps {
    /// A connector with a personal access token, or through Nango, which knows the organization itself.
    pub fn new(config: AzureDevOpsConfig, access: Access<Secret>) -> Result<Self> {
        let access = match access {
            Access::Direct(token) => Access::Direct(Credential::authorization(basic("", &token))),
            Access::Nango(connection) => Access::Nango(connection),
        };
        let AzureDevOpsConfig { organization, project, base_url, states } = config;
        if organization.trim().is_empty() || project.trim().is_empty() {
            return Err(Error::config("organization and project are needed"));
        }
        let base_url = base_url.as_deref().unwrap_or(BASE_URL).trim().trim_end_matches('/');
        let http = Http::new(&AZURE, base_url, &access)?;
        let below = path(&[&organization, "_apis", "wit", "workItems"])?;
        let workspace = format!("{organization}/{project}");
        let organization = matches!(access, Access::Direct(_)).then_some(organization);
        let project = Project { organization, name: project };
        Ok(Self { http, project, workspace, items_url: format!("{base_url}{below}"), states })
    }

    pub(super) fn from_settings(hosted: bool, from: &mut Settings) -> Result<Self> {
        let config = AzureDevOpsConfig {
            organization: from.text("organization")?,
            project: from.text("project")?,
            base_url: from.optional("base_url")?,
            states: from.statuses("status_map")?,
        };
        Self::new(config, from.access(hosted, |from| from.secret("personal_access_token"))?)
    }

    async fn item(&self, call: Call) -> Result<WorkItem> {
        self.http.send(call).await?.json()
    }

    fn canonical(&self, item: &WorkItem) -> Result<CanonicalIssue> {
        map::issue(&self.workspace, item, &self.states)
    }

    fn url_of(&self, issue: &ExternalRef) -> Result<String> {
        Ok(format!("{}{}", self.items_url, path(&[issue.id()])?))
    }

    fn state(&self, status: CanonicalStatus) -> Value {
        set(map::STATE, map::state(status, &self.states))
    }

    /// The steps that give an issue another parent.
    async fn move_to(
        &self,
        issue: &ExternalRef,
        parent: Option<&ExternalRef>,
    ) -> Result<Vec<Value>> {
        let rel = map::PARENT.as_str();
        let item = self.item(self.project.get(issue.id())?).await?;
        let place = item.relations.iter().position(|relation| relation.rel == rel);
        let same = |at: usize, parent: &ExternalRef| {
            item.relations[at].url.rsplit('/').next() == Some(parent.id())
        };
        let mut steps = Vec::new();
        match (place, parent) {
            (Some(at), Some(parent)) if same(at, parent) => {}
            (at, parent) => {
                steps.extend(at.map(unrelate));
                if let Some(parent) = parent {
                    steps.push(relate(rel, &self.url_of(parent)?));
                }
            }
        }
        Ok(steps)
    }
}

fn tags(own: &[String]) -> String {
    labels(own, |c| c == ';' || c == ',').join("; ")
}

#[async_trait]
impl Connector for AzureDevOps {
    fn name(&self) -> &str {
        NAME
    }

    fn place(&self) -> Option<Place> {
        let key = self.http.place(&[&self.workspace]);
        Some(Place { key, workspace: self.workspace.clone(), prefix: None })
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            supports_webhooks: true,
            supports_comments: false,
            supports_hierarchy: true,
            supports_dependencies: true,
            supports_custom_fields: true,
            supports_multi_assignee: false,
            supports_sprints_or_cycles: true,
            supports_bulk_read: true,
            supports_bulk_write: false,
            supports_delete: true,
        }
    }

    async fn list_issues(&self, query: &Query) -> Result<Page<CanonicalIssue>> {
        let offset = paging::offset(query.cursor.as_deref())?;
        let limit = (query.limit.max(1) as usize).min(MOST_IDS);
        let end = offset.saturating_add(limit);
        // One more tells whether there is more.
        let top = end.saturating_add(1).min(MOST_IDS);
        let answer = self.http.send(self.project.ids(query.updated_since, top)?).await?;
        let ids: Vec<_> =
            answer.json::<Ids>()?.work_items.into_iter().map(|item| item.id).collect();
        if ids.len() == MOST_IDS && end >= MOST_IDS {
            let said = "a query gives at most 20,000 work items: ask for what changed since a time";
            return Err(Error::request(FailureClass::Validation, said).during(NAME, "list issues"));
        }
        let next_cursor = (ids.len() > end).then(|| end.to_string());
        let wanted: Vec<_> = ids.into_iter().skip(offset).take(limit).collect();
        let mut items = Vec::with_capacity(wanted.len());
        for ids in wanted.chunks(BATCH) {
            let batch: Batch = self.http.send(self.project.batch(ids)?).await?.json()?;
            for item in batch.value.iter().flatten() {
                items.push(self.canonical(item)?);
            }
        }
        Ok(Page { items, next_cursor })
    }

    async fn get_issue(&self, issue: &ExternalRef) -> Result<CanonicalIssue> {
        self.canonical(&self.item(self.project.get(issue.id())?).await?)
    }

    async fn create_issue(&self, issue: &CanonicalIssue) -> Result<CanonicalIssue> {
        let mut steps = vec![set(map::TITLE, issue.title.as_str())];
        if let Some(body) = issue.body.as_deref().filter(|body| !body.is_empty()) {
            steps.push(set(map::DESCRIPTION, body));
        }
        if let Some(priority) = issue.priority {
            steps.push(set(map::PRIORITY, priority.get()));
        }
        if !issue.labels.is_empty() {
            steps.push(set(map::TAGS, tags(&issue.labels)));
        }
        if let Some(assignee) = first(&issue.assignees) {
            steps.push(set(map::ASSIGNED_TO, assignee));
        }
        if let Some(parent) = &issue.parent {
            let rel = map::PARENT.as_str();
            steps.push(relate(rel, &self.url_of(parent)?));
        }
        let name = canonical_issue_type_to_azure_type(issue.issue_type).as_str();
        self.canonical(&self.item(self.project.create(name, steps)?).await?)
    }

    async fn update_issue(
        &self,
        issue: &ExternalRef,
        patch: &IssuePatch,
        _: Option<&str>,
    ) -> Result<CanonicalIssue> {
        let mut steps = Vec::new();
        if let Some(title) = &patch.title {
            steps.push(set(map::TITLE, title.as_str()));
        }
        if let Some(body) = patch.body.value() {
            steps.push(change(map::DESCRIPTION, body.cloned()));
        }
        if let Some(priority) = patch.priority.value() {
            steps.push(change(map::PRIORITY, priority.map(|priority| priority.get())));
        }
        if let Some(own) = &patch.labels {
            steps.push(set(map::TAGS, tags(own)));
        }
        if let Some(assignees) = &patch.assignees {
            steps.push(change(map::ASSIGNED_TO, first(assignees)));
        }
        if let Some(status) = patch.status {
            steps.push(self.state(status));
        }
        if let Some(parent) = patch.parent.value() {
            steps.extend(self.move_to(issue, parent).await?);
        }
        if steps.is_empty() {
            return self.get_issue(issue).await;
        }
        self.canonical(&self.item(self.project.update(issue.id(), steps)?).await?)
    }

    async fn upsert_link(&self, issue: &ExternalRef, link: &CanonicalLink) -> Result<()> {
        let url = self.url_of(&link.target)?;
        let rel = link_type_to_azure_relation(link.link_type).as_str();
        let step = relate(rel, &url);
        let Err(error) = self.http.send(self.project.update(issue.id(), vec![step])?).await else {
            return Ok(());
        };
        if error.status() != Some(400) {
            return Err(error);
        }
        let item = self.item(self.project.get(issue.id())?).await?;
        let there = |relation: &api::Relation| {
            relation.rel == rel && relation.url.rsplit('/').next() == Some(link.target.id())
        };
        if item.relations.iter().any(there) { Ok(()) } else { Err(error) }
    }

    fn rest(&self) -> Option<Duration> {
        self.http.rest()
    }

    async fn add_comment(&self, _: &ExternalRef, _: &str) -> Result<()> {
        Err(Error::config("comments are switched off for Azure DevOps").during(NAME, "add comment"))
    }

    async fn delete_issue(&self, issue: &ExternalRef) -> Result<()> {
        self.http.send(self.project.delete(issue.id())?).await.map(drop)
    }
}
