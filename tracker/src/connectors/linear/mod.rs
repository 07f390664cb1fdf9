//! Linear's issues, by the GraphQL API.

mod api;
mod labels;
mod map;

use async_trait::async_trait;
use serde_json::{Value, json};

pub(crate) use self::api::{Connection, ask};
use self::api::{Issue, LINEAR, One};
use super::{filter_text, first};
use crate::capabilities::Capabilities;
use crate::connector::{Connector, Query};
use crate::contracts::words::link_type_to_linear_relation;
use crate::error::FailureClass;
use crate::http::{Access, Credential, Http};
use crate::model::{
    CanonicalIssue, CanonicalLink, CanonicalStatus, ExternalRef, IssuePatch, LinkType, Object, Page,
};
use crate::secret::Secret;
use crate::settings::{Settings, StatusNames};
use crate::sync::Place;
use crate::{Error, Result};

const NAME: &str = "linear";
const GRAPHQL_URL: &str = "https://api.linear.app/graphql";
/// What OAuth tokens begin with, which come after `Bearer`; API keys do not.
const OAUTH: &str = "lin_oauth_";
/// The most issues of a request: what one costs grows with their labels, and Linear has a limit.
const PAGE: u32 = 100;
/// The most issues of a page, which several requests may fill; Linear's own largest page.
const MOST: u32 = 250;

/// The issues of a team.
pub struct Linear {
    http: Http,
    config: LinearConfig,
}

/// Which team, and what its states are.
#[derive(Clone, Debug)]
pub struct LinearConfig {
    /// The id of the team.
    pub team_id: String,
    /// What the workspace is called in references; `linear` if missing.
    pub workspace: Option<String>,
    /// The API; Linear's own if missing.
    pub graphql_url: Option<String>,
    /// The ids of the workflow states that statuses become.
    pub states: StatusNames,
}

impl Linear {
    /// A connector with an API key or an OAuth token, or through Nango.
    pub fn new(config: LinearConfig, access: Access<Secret>) -> Result<Self> {
        let access = match access {
            Access::Direct(key) if key.reveal().starts_with(OAUTH) => {
                Access::Direct(Credential::bearer(&key))
            }
            Access::Direct(key) => Access::Direct(Credential::authorization(key)),
            Access::Nango(connection) => Access::Nango(connection),
        };
        if config.team_id.trim().is_empty() {
            return Err(Error::config("team_id is needed"));
        }
        let url = config.graphql_url.as_deref().unwrap_or(GRAPHQL_URL);
        Ok(Self { http: Http::new(&LINEAR, url, &access)?, config })
    }

    pub(super) fn from_settings(hosted: bool, from: &mut Settings) -> Result<Self> {
        let config = LinearConfig {
            team_id: from.text("team_id")?,
            workspace: from.optional("workspace")?,
            graphql_url: from.optional("graphql_url")?,
            states: from.statuses("status_to_state_id")?,
        };
        Self::new(config, from.access(hosted, |from| from.secret("api_key"))?)
    }

    fn workspace(&self) -> &str {
        self.config.workspace.as_deref().unwrap_or(NAME)
    }

    /// An issue with all its labels.
    async fn whole(&self, mut issue: Issue) -> Result<CanonicalIssue> {
        let mut more = issue.labels.page_info.next();
        issue.labels.page_info = api::PageInfo::default();
        while let Some(after) = more {
            let variables = json!({ "id": issue.named.id, "after": after });
            let found: One<api::Labelled> =
                ask(&self.http, "get issue", api::MORE_LABELS, variables).await?;
            let Some(api::Labelled { labels }) = found.issue else { break };
            issue.labels.nodes.extend(labels.nodes);
            more = labels.page_info.next();
        }
        map::issue(self.workspace(), issue)
    }

    /// An issue by id or key.
    async fn find(&self, id: &str) -> Result<One<Issue>> {
        let mut found: One<Issue> =
            ask(&self.http, "get issue", api::GET, json!({ "id": id })).await?;
        found.issue = found.issue.filter(|issue| issue.trashed != Some(true));
        Ok(found)
    }

    /// The page of an issue's key, which belongs to this team.
    async fn by_key(&self, key: &str) -> Result<Page<CanonicalIssue>> {
        let found = match self.find(key).await {
            Err(error) if error.failure_class() == Some(FailureClass::NotFound) => None,
            found => found?.issue,
        };
        let mut items = Vec::new();
        if let Some(issue) = found
            && issue.team["id"].as_str() == Some(&self.config.team_id)
        {
            items.push(self.whole(issue).await?);
        }
        Ok(Page { items, next_cursor: None })
    }

    fn state(&self, status: CanonicalStatus) -> Result<&str> {
        let state = self.config.states.get(&status).map(String::as_str);
        state.ok_or_else(|| {
            let said = format!("status_to_state_id has no state for {status}");
            Error::unsupported(said).during(NAME, "update issue")
        })
    }

    async fn change(
        &self,
        operation: &'static str,
        query: &str,
        variables: Value,
    ) -> Result<CanonicalIssue> {
        let changed: api::Changed = ask(&self.http, operation, query, variables).await?;
        let issue = changed.change.issue.ok_or_else(|| {
            Error::request(FailureClass::Validation, "nothing changed").during(NAME, operation)
        })?;
        self.whole(issue).await.map_err(Error::once_created)
    }

    async fn set_parent(&self, issue: &ExternalRef, parent: &ExternalRef) -> Result<()> {
        let variables = json!({ "id": issue.id(), "input": { "parentId": parent.id() } });
        self.change("link issues", api::UPDATE, variables).await.map(drop)
    }

    /// True if a relation exists.
    async fn related(&self, from: &str, to: &str, kind: &str) -> Result<bool> {
        let mut after = None;
        loop {
            let variables = json!({ "id": from, "after": after });
            let found: One<api::Related> =
                ask(&self.http, "list links", api::RELATIONS, variables).await?;
            let Some(related) = found.issue else { return Ok(false) };
            let same = |relation: &api::Relation| {
                let other = &relation.related_issue;
                relation.kind == kind && (other.id == to || other.identifier.as_deref() == Some(to))
            };
            if related.relations.nodes.iter().any(same) {
                return Ok(true);
            }
            after = related.relations.page_info.next();
            if after.is_none() {
                return Ok(false);
            }
        }
    }
}

#[async_trait]
impl Connector for Linear {
    fn name(&self) -> &str {
        NAME
    }

    fn place(&self) -> Option<Place> {
        let key = self.http.place(&[self.workspace(), &self.config.team_id]);
        Some(Place { key, workspace: self.workspace().to_owned(), prefix: None })
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            supports_webhooks: true,
            supports_comments: true,
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
        if let Some(key) = filter_text(query, "query_key")? {
            return self.by_key(&key).await;
        }
        let mut filter = json!({ "team": { "id": { "eq": self.config.team_id } } });
        if let Some(since) = query.updated_since {
            filter["updatedAt"] = json!({ "gte": since.to_string() });
        }
        if let Some(text) = filter_text(query, "query_text")? {
            filter["title"] = json!({ "containsIgnoreCase": text });
        } else if let Some(text) = filter_text(query, "title_contains")? {
            filter["title"] = json!({ "contains": text });
        }
        let wanted = query.limit.clamp(1, MOST) as usize;
        let mut items = Vec::new();
        let mut cursor = query.cursor.clone();
        loop {
            let left = u32::try_from(wanted - items.len()).unwrap_or(PAGE);
            let variables = json!({ "first": left.min(PAGE), "after": cursor, "filter": filter });
            let page: api::Issues = ask(&self.http, "list issues", api::LIST, variables).await?;
            for issue in page.issues.nodes {
                items.push(self.whole(issue).await?);
            }
            cursor = page.issues.page_info.next();
            if cursor.is_none() || items.len() >= wanted {
                return Ok(Page { items, next_cursor: cursor });
            }
        }
    }

    async fn get_issue(&self, issue: &ExternalRef) -> Result<CanonicalIssue> {
        let found = self.find(issue.id()).await?.issue.ok_or_else(|| {
            Error::request(FailureClass::NotFound, "no such issue").during(NAME, "get issue")
        })?;
        self.whole(found).await
    }

    async fn create_issue(&self, issue: &CanonicalIssue) -> Result<CanonicalIssue> {
        let mut input = json!({
            "teamId": self.config.team_id,
            "title": issue.title,
            "priority": map::priority_number(issue.priority),
        });
        if !issue.labels.is_empty() {
            input["labelIds"] = json!(self.label_ids(&issue.labels).await?);
        }
        if let Some(body) = &issue.body {
            input["description"] = json!(body);
        }
        if let Some(parent) = &issue.parent {
            input["parentId"] = json!(parent.id());
        }
        if let Some(assignee) = first(&issue.assignees) {
            input["assigneeId"] = json!(assignee);
        }
        if let Some(state) = self.config.states.get(&issue.status) {
            input["stateId"] = json!(state);
        }
        self.change("create issue", api::CREATE, json!({ "input": input })).await
    }

    async fn update_issue(
        &self,
        issue: &ExternalRef,
        patch: &IssuePatch,
        _: Option<&str>,
    ) -> Result<CanonicalIssue> {
        let mut input = Object::new();
        let mut set = |name: &str, value: Value| input.insert(name.to_owned(), value);
        if let Some(status) = patch.status {
            set("stateId", json!(self.state(status)?));
        }
        if let Some(title) = &patch.title {
            set("title", json!(title));
        }
        if let Some(body) = patch.body.value() {
            set("description", json!(body));
        }
        if let Some(labels) = &patch.labels {
            set("labelIds", json!(self.label_ids(labels).await?));
        }
        if let Some(priority) = patch.priority.value() {
            set("priority", json!(map::priority_number(priority.copied())));
        }
        if let Some(assignees) = &patch.assignees {
            set("assigneeId", json!(first(assignees)));
        }
        if let Some(parent) = patch.parent.value() {
            set("parentId", json!(parent.map(ExternalRef::id)));
        }
        if input.is_empty() {
            return self.get_issue(issue).await;
        }
        let variables = json!({ "id": issue.id(), "input": input });
        self.change("update issue", api::UPDATE, variables).await
    }

    async fn upsert_link(&self, issue: &ExternalRef, link: &CanonicalLink) -> Result<()> {
        let target = &link.target;
        let (from, to) = match link.link_type {
            LinkType::ChildOf | LinkType::BlockedBy => (target, issue),
            _ => (issue, target),
        };
        let Some(kind) = link_type_to_linear_relation(link.link_type) else {
            return self.set_parent(to, from).await;
        };
        let kind = kind.as_str();
        if self.related(from.id(), to.id(), kind).await? {
            return Ok(());
        }
        let input = json!({ "issueId": from.id(), "relatedIssueId": to.id(), "type": kind });
        let made: Result<Value> =
            ask(&self.http, "link issues", api::LINK, json!({ "input": input })).await;
        made.map(drop)
    }

    async fn add_comment(&self, issue: &ExternalRef, body: &str) -> Result<()> {
        let input = json!({ "issueId": issue.id(), "body": body });
        let made: Result<Value> =
            ask(&self.http, "add comment", api::COMMENT, json!({ "input": input })).await;
        made.map(drop)
    }

    async fn delete_issue(&self, issue: &ExternalRef) -> Result<()> {
        let gone: Result<Value> =
            ask(&self.http, "delete issue", api::DELETE, json!({ "id": issue.id() })).await;
        gone.map(drop)
    }
}

/// What discovery asks Linear through Nango.
pub(crate) fn discovery(access: &Access<Credential>) -> Result<Http> {
    Http::new(&LINEAR, GRAPHQL_URL, access)
}
