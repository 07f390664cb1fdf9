//! Jira Cloud's issues, by the REST API. Its search lags behind: a change may be missing from lists for a
//! moment, but not from the issue itself.

mod adf;
mod api;
mod jql;
mod map;

use async_trait::async_trait;
use serde_json::{Value, json};

use self::api::JIRA;
use super::{first, labels};
use crate::capabilities::Capabilities;
use crate::connector::{Connector, Query};
use crate::contracts::words::link_type_to_jira_link;
use crate::error::FailureClass;
use crate::http::{Access, Credential, Http, basic};
use crate::model::{
    CanonicalIssue, CanonicalIssueType, CanonicalLink, CanonicalStatus, ExternalRef, IssuePatch,
    LinkType, Object, Page, Title,
};
use crate::secret::Secret;
use crate::settings::{Settings, StatusNames};
use crate::sync::Place;
use crate::{Error, Result};

const NAME: &str = "jira";
/// Where sites are reached by OAuth.
pub(crate) const CLOUD_URL: &str = "https://api.atlassian.com";
/// The most rows of a page.
const PAGE: u32 = 5000;
/// The most characters of a title.
const SUMMARY: usize = 255;
const TASK: &str = "Task";

/// The issues of a project.
pub struct Jira {
    http: Http,
    config: JiraConfig,
}

/// Which project, and what its words are.
#[derive(Clone, Debug)]
pub struct JiraConfig {
    /// The site, or its place below Atlassian's API.
    pub base_url: String,
    /// The key of the project.
    pub project_key: String,
    /// What plain issues are called; `Task` if missing.
    pub default_issue_type: Option<String>,
    /// What statuses are called here.
    pub status_names: StatusNames,
    /// The field that holds the mission of an issue.
    pub mission_field: Option<String>,
}

/// Whose API token it is.
#[derive(Clone, Debug)]
pub struct JiraCredentials {
    /// The account.
    pub email: String,
    /// Its token.
    pub api_token: Secret,
}

impl Jira {
    /// A connector with an API token, or through Nango.
    pub fn new(config: JiraConfig, access: Access<JiraCredentials>) -> Result<Self> {
        let access = match access {
            Access::Direct(JiraCredentials { email, api_token }) => {
                Access::Direct(Credential::authorization(basic(&email, &api_token)))
            }
            Access::Nango(connection) => Access::Nango(connection),
        };
        if config.project_key.trim().is_empty() {
            return Err(Error::config("project_key is needed"));
        }
        Ok(Self { http: Http::new(&JIRA, &config.base_url, &access)?, config })
    }

    pub(super) fn from_settings(hosted: bool, from: &mut Settings) -> Result<Self> {
        let config = JiraConfig {
            base_url: from.text("base_url")?,
            project_key: from.text("project_key")?,
            default_issue_type: from.optional("default_issue_type")?,
            status_names: from.statuses("status_name_map")?,
            mission_field: from.optional("spec_kitty_mission_field_id")?,
        };
        let access = from.access(hosted, |from| {
            Ok(JiraCredentials { email: from.text("email")?, api_token: from.secret("api_token")? })
        })?;
        Self::new(config, access)
    }

    async fn by_key(&self, key: &str) -> Result<CanonicalIssue> {
        let answer = self.http.send(api::get(key)?).await?;
        map::issue(&self.config.base_url, answer.json()?, &self.config.status_names)
    }

    /// The transition that leads to a status; nothing if the issue is there.
    async fn way_to(&self, key: &str, target: CanonicalStatus) -> Result<Option<String>> {
        let names = &self.config.status_names;
        let answer = self.http.send(api::transitions(key)?).await?;
        let all = answer.json::<api::Transitions>()?.transitions;
        let wanted = map::status_name(target, names);
        let to = |way: &api::Transition| way.to["name"].as_str().unwrap_or_default().to_owned();
        let found = all
            .iter()
            .find(|way| way.name.eq_ignore_ascii_case(wanted))
            .or_else(|| all.iter().find(|way| to(way).eq_ignore_ascii_case(wanted)))
            .or_else(|| {
                let means = |way: &&api::Transition| map::meaning(&to(way));
                all.iter().find(|way| means(way) == Some(target))
            });
        if let Some(way) = found {
            return Ok(Some(way.id.clone()));
        }
        if self.by_key(key).await?.status == target {
            return Ok(None);
        }
        let said = format!("no transition leads from where the issue is to {target}");
        Err(Error::unsupported(said).during(NAME, "transition issue"))
    }

    fn title(title: &Title) -> Result<Value> {
        let summary = map::summary(title);
        if summary.chars().count() > SUMMARY {
            return Err(refused("titles have at most 255 characters in Jira"));
        }
        Ok(json!(summary))
    }

    async fn set_parent(&self, issue: &ExternalRef, parent: &ExternalRef) -> Result<()> {
        let body = json!({ "fields": { "parent": named(parent) } });
        self.http.send(api::update(issue.key_or_id(), body)?).await.map(drop)
    }
}

#[async_trait]
impl Connector for Jira {
    fn name(&self) -> &str {
        NAME
    }

    fn place(&self) -> Option<Place> {
        let key = self.http.place(&[&self.config.project_key]);
        Some(Place {
            key,
            workspace: self.config.base_url.clone(),
            prefix: Some(format!("{}-", self.config.project_key.to_uppercase())),
        })
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
        let jql = jql::query(&self.config.project_key, query)?;
        let token = query.cursor.as_deref().filter(|cursor| !["", "0"].contains(cursor));
        let call = api::search(&jql, query.limit.clamp(1, PAGE), token)?;
        let found: api::Found = self.http.send(call).await?.json()?;
        let (site, names) = (&*self.config.base_url, &self.config.status_names);
        let items = found.issues.into_iter().map(|issue| map::issue(site, issue, names));
        Ok(Page { items: items.collect::<Result<_>>()?, next_cursor: found.next_page_token })
    }

    async fn get_issue(&self, issue: &ExternalRef) -> Result<CanonicalIssue> {
        self.by_key(issue.key_or_id()).await
    }

    async fn create_issue(&self, issue: &CanonicalIssue) -> Result<CanonicalIssue> {
        if issue.issue_type == CanonicalIssueType::Subtask && issue.parent.is_none() {
            return Err(refused("a sub-task needs a parent in Jira"));
        }
        let otherwise = self.config.default_issue_type.as_deref().unwrap_or(TASK);
        let mut fields = json!({
            "project": { "key": self.config.project_key },
            "summary": Self::title(&issue.title)?,
            "issuetype": { "name": map::type_name(issue.issue_type, otherwise) },
            "labels": labels(&issue.labels, char::is_whitespace),
        });
        if let Some(body) = issue.body.as_deref().filter(|body| !body.is_empty()) {
            fields["description"] = adf::document(body);
        }
        if let Some(priority) = issue.priority {
            fields["priority"] = json!({ "name": map::priority_name(priority) });
        }
        if let Some(account) = first(&issue.assignees) {
            fields["assignee"] = json!({ "accountId": account });
        }
        if let Some(parent) = &issue.parent {
            fields["parent"] = named(parent);
        }
        let answer = self.http.send(api::create(json!({ "fields": fields }))?).await?;
        let created = self.by_key(&answer.json::<api::Created>()?.key).await;
        created.map_err(Error::once_created)
    }

    async fn update_issue(
        &self,
        issue: &ExternalRef,
        patch: &IssuePatch,
        _: Option<&str>,
    ) -> Result<CanonicalIssue> {
        let key = issue.key_or_id();
        let mut fields = Object::new();
        let mut set = |name: &str, value: Value| fields.insert(name.to_owned(), value);
        if let Some(title) = &patch.title {
            set("summary", Self::title(title)?);
        }
        if let Some(body) = patch.body.value() {
            let body = body.filter(|body| !body.is_empty());
            set("description", body.map_or(Value::Null, |body| adf::document(body)));
        }
        if let Some(own) = &patch.labels {
            set("labels", json!(labels(own, char::is_whitespace)));
        }
        // Jira's issues always have a priority.
        if let Some(Some(priority)) = patch.priority.value() {
            set("priority", json!({ "name": map::priority_name(*priority) }));
        }
        if let Some(assignees) = &patch.assignees {
            let account = first(assignees).map(|account| json!({ "accountId": account }));
            set("assignee", account.unwrap_or(Value::Null));
        }
        if let Some(parent) = patch.parent.value() {
            set("parent", parent.map_or(Value::Null, named));
        }
        if let (Some(custom), Some(field)) = (&patch.custom_fields, &self.config.mission_field) {
            match custom.get("spec_kitty_mission") {
                Some(Value::Null) => drop(set(field, Value::Null)),
                Some(mission) => drop(set(field, json!(mission.to_string()))),
                None if custom.is_empty() => drop(set(field, Value::Null)),
                None => {}
            }
        }
        // A status that cannot be reached is known before anything changes.
        let way = match patch.status {
            Some(status) => self.way_to(key, status).await?,
            None => None,
        };
        if !fields.is_empty() {
            self.http.send(api::update(key, json!({ "fields": fields }))?).await?;
        }
        if let Some(way) = way {
            self.http.send(api::transition(key, &way)?).await?;
        }
        self.by_key(key).await
    }

    async fn upsert_link(&self, issue: &ExternalRef, link: &CanonicalLink) -> Result<()> {
        let target = &link.target;
        let (first, second) = match link.link_type {
            LinkType::ChildOf | LinkType::BlockedBy => (target, issue),
            _ => (issue, target),
        };
        match link_type_to_jira_link(link.link_type) {
            None => self.set_parent(second, first).await,
            Some(kind) => {
                let call = api::link(kind.as_str(), &named(first), &named(second))?;
                self.http.send(call).await.map(drop)
            }
        }
    }

    async fn add_comment(&self, issue: &ExternalRef, body: &str) -> Result<()> {
        let call = api::comment(issue.key_or_id(), &adf::document(body))?;
        self.http.send(call).await.map(drop)
    }

    async fn delete_issue(&self, issue: &ExternalRef) -> Result<()> {
        self.http.send(api::delete(issue.key_or_id())?).await.map(drop)
    }
}

/// An issue as another one names it.
fn named(issue: &ExternalRef) -> Value {
    let name = issue.key_or_id();
    let number = name.bytes().all(|byte| byte.is_ascii_digit());
    if number { json!({ "id": name }) } else { json!({ "key": name }) }
}

/// A failure that needs no request to be known.
fn refused(said: &str) -> Error {
    Error::request(FailureClass::Validation, said).during(NAME, "write issue")
}

/// What discovery asks Atlassian through Nango.
pub(crate) fn discovery(access: &Access<Credential>) -> Result<Http> {
    Http::new(&JIRA, CLOUD_URL, access)
}
