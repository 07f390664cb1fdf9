//! GitHub's issues, by the REST API.

mod api;
mod map;

use async_trait::async_trait;
use reqwest::Method;
use serde_json::{Value, json};

use self::api::{GITHUB, Issue, Repository};
pub(in crate::connectors) use self::map::type_of_labels;
use super::{paging, texts};
use crate::capabilities::Capabilities;
use crate::connector::{Connector, Query};
use crate::http::{Access, Call, Credential, Http};
use crate::model::{
    CanonicalIssue, CanonicalLink, Events, ExternalRef, IssuePatch, LinkType, Object, Page,
    SyncCheckpoint, Timestamp, TrackerEvent, TrackerEventType,
};
use crate::secret::Secret;
use crate::settings::Settings;
use crate::sync::Place;
use crate::{Error, Result};

const NAME: &str = "github";
const BASE_URL: &str = "https://api.github.com";
/// The most rows of a page.
const PAGE: u32 = 100;

/// The issues of a repository, without its pull requests.
pub struct GitHub {
    http: Http,
    repository: Repository,
    workspace: String,
}

/// Which repository.
#[derive(Clone, Debug)]
pub struct GitHubConfig {
    /// Whose repository it is.
    pub owner: String,
    /// What the repository is called.
    pub repo: String,
    /// The API; GitHub's own if missing.
    pub base_url: Option<String>,
}

impl GitHub {
    /// A connector with a token, or through Nango.
    pub fn new(config: GitHubConfig, access: Access<Secret>) -> Result<Self> {
        let access = match access {
            Access::Direct(token) => Access::Direct(Credential::bearer(&token)),
            Access::Nango(connection) => Access::Nango(connection),
        };
        let repository = Repository { owner: config.owner, name: config.repo };
        if repository.owner.trim().is_empty() || repository.name.trim().is_empty() {
            return Err(Error::config("owner and repo are needed"));
        }
        let http = Http::new(&GITHUB, config.base_url.as_deref().unwrap_or(BASE_URL), &access)?;
        Ok(Self { http, workspace: repository.workspace(), repository })
    }

    pub(super) fn from_settings(hosted: bool, from: &mut Settings) -> Result<Self> {
        let config = GitHubConfig {
            owner: from.text("owner")?,
            repo: from.text("repo")?,
            base_url: from.optional("base_url")?,
        };
        Self::new(config, from.access(hosted, |from| from.secret("token"))?)
    }

    /// The issue of a repository that a call is answered with. An issue that was transferred has another one by then.
    async fn issue(&self, of: &Repository, call: Call) -> Result<CanonicalIssue> {
        let answer = self.http.send(call).await?;
        let issue: Issue = answer.json()?;
        let now = issue.repository_url.as_deref().and_then(Repository::of_url);
        let transferred = match now.filter(|_| answer.was_found_elsewhere()) {
            Some(now) if now != *of && self.renamed(of).await?.as_ref() != Some(&now) => Some(now),
            _ => None,
        };
        map::issue(&transferred.as_ref().unwrap_or(of).workspace(), issue)
    }

    /// What a repository is called now, if that can be told.
    async fn renamed(&self, repository: &Repository) -> Result<Option<Repository>> {
        match self.http.send(repository.whole()?).await {
            Ok(answer) => {
                let name =
                    answer.value().and_then(|whole| Some(whole["full_name"].as_str()?.to_owned()));
                Ok(name.as_deref().and_then(Repository::of))
            }
            Err(error) if error.is_retryable() => Err(error),
            Err(_) => Ok(None),
        }
    }

    /// The repository of a reference, which may be another one.
    fn repository(&self, issue: &ExternalRef) -> Repository {
        let own = issue.system() != NAME || issue.workspace() == self.workspace;
        let other = if own { None } else { Repository::of(issue.workspace()) };
        other.unwrap_or_else(|| self.repository.clone())
    }

    async fn database_id(&self, issue: &ExternalRef) -> Result<u64> {
        let answer = self.http.send(self.repository(issue).get(issue.id())?).await?;
        Ok(answer.json::<Issue>()?.id)
    }

    /// Sends a link; one that is refused but already there is as good as made.
    async fn link(
        &self,
        call: Call,
        id: u64,
        existing: impl Fn(u32) -> Result<Call>,
    ) -> Result<()> {
        let Err(error) = self.http.send(call).await else { return Ok(()) };
        if error.status() != Some(422) {
            return Err(error);
        }
        for page in 1.. {
            let rows: Vec<Issue> = self.http.send(existing(page)?).await?.json()?;
            if rows.iter().any(|row| row.id == id) {
                return Ok(());
            }
            if rows.len() < PAGE as usize {
                break;
            }
        }
        Err(error)
    }

    fn event(&self, payload: Object) -> Result<Option<TrackerEvent>> {
        let issue = payload.get("issue").unwrap_or(&Value::Null);
        let Some(number) = issue["number"].as_u64() else { return Ok(None) };
        let url = issue["html_url"].as_str().map(str::to_owned);
        let at = payload.get("created_at").and_then(Value::as_str);
        let id = payload.get("id").unwrap_or(&Value::Null);
        Ok(Some(TrackerEvent {
            event_id: id.as_str().map_or_else(|| id.to_string(), str::to_owned),
            event_type: TrackerEventType::Updated,
            issue_ref: map::reference(&self.workspace, number, url)?,
            timestamp: at.and_then(|at| at.parse().ok()).unwrap_or_else(Timestamp::now),
            payload,
        }))
    }
}

#[async_trait]
impl Connector for GitHub {
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
            supports_comments: true,
            supports_hierarchy: true,
            supports_dependencies: true,
            supports_custom_fields: false,
            supports_multi_assignee: true,
            supports_sprints_or_cycles: true,
            supports_bulk_read: true,
            supports_bulk_write: false,
            supports_delete: false,
        }
    }

    async fn comments(&self, issue: &ExternalRef) -> Result<Option<Vec<String>>> {
        let repository = self.repository(issue);
        texts(&self.http, |page| repository.comments(issue.id(), page)).await
    }

    fn hides_comments(&self) -> bool {
        true
    }

    async fn list_issues(&self, query: &Query) -> Result<Page<CanonicalIssue>> {
        let page = paging::page(query.cursor.as_deref())?;
        let asked = query.limit.clamp(1, PAGE);
        let mut call = self.repository.list(asked, page)?;
        if let Some(since) = query.updated_since {
            call = call.query("since", since.utc_seconds());
        }
        let wanted = wanted_labels(query)?;
        // The list of labels is cut at its commas.
        let (sent, checked): (Vec<_>, Vec<_>) =
            wanted.into_iter().partition(|label| !label.contains(','));
        if !sent.is_empty() {
            call = call.query("labels", sent.join(","));
        }
        let rows: Vec<Issue> = self.http.send(call).await?.json()?;
        let next_cursor = paging::after(page, rows.len(), asked);
        let issues = rows.into_iter().filter(|row| row.pull_request.is_none());
        let issues = issues.map(|row| map::issue(&self.workspace, row));
        let mut items = issues.collect::<Result<Vec<_>>>()?;
        items.retain(|issue| {
            let has =
                |label: &String| issue.labels.iter().any(|own| own.eq_ignore_ascii_case(label));
            checked.iter().all(has)
        });
        Ok(Page { items, next_cursor })
    }

    fn ahead(&self, cursor: Option<&str>) -> Option<String> {
        paging::ahead(cursor)
    }

    async fn get_issue(&self, issue: &ExternalRef) -> Result<CanonicalIssue> {
        let repository = self.repository(issue);
        self.issue(&repository, repository.get(issue.id())?).await
    }

    async fn create_issue(&self, issue: &CanonicalIssue) -> Result<CanonicalIssue> {
        let mut body = json!({
            "title": issue.title,
            "labels": issue.labels,
            "assignees": issue.assignees,
        });
        if let Some(text) = &issue.body {
            body["body"] = json!(text);
        }
        self.issue(&self.repository, self.repository.create(body)?).await
    }

    async fn update_issue(
        &self,
        issue: &ExternalRef,
        patch: &IssuePatch,
        _: Option<&str>,
    ) -> Result<CanonicalIssue> {
        let mut body = Object::new();
        let mut set = |name: &str, value: Value| body.insert(name.to_owned(), value);
        if let Some(title) = &patch.title {
            set("title", json!(title));
        }
        if let Some(text) = patch.body.value() {
            set("body", json!(text));
        }
        if let Some(labels) = &patch.labels {
            set("labels", json!(labels));
        }
        if let Some(assignees) = &patch.assignees {
            set("assignees", json!(assignees));
        }
        if let Some(status) = patch.status {
            let (state, reason) = map::state(status);
            set("state", json!(state));
            if let Some(reason) = reason {
                set("state_reason", json!(reason));
            }
        }
        if body.is_empty() {
            return self.get_issue(issue).await;
        }
        let repository = self.repository(issue);
        self.issue(&repository, repository.update(issue.id(), body.into())?).await
    }

    async fn upsert_link(&self, issue: &ExternalRef, link: &CanonicalLink) -> Result<()> {
        let (from, to) = (issue, &link.target);
        match link.link_type {
            LinkType::Blocks | LinkType::BlockedBy => {
                let waits = if link.link_type == LinkType::Blocks { to } else { from };
                let blocker = if link.link_type == LinkType::Blocks { from } else { to };
                let (id, repository) = (self.database_id(blocker).await?, self.repository(waits));
                let call = repository.block(waits.id(), id)?;
                self.link(call, id, |page| repository.blockers(waits.id(), page)).await
            }
            LinkType::ParentOf | LinkType::ChildOf => {
                let whole = if link.link_type == LinkType::ParentOf { from } else { to };
                let part = if link.link_type == LinkType::ParentOf { to } else { from };
                let (id, repository) = (self.database_id(part).await?, self.repository(whole));
                let call = repository.adopt(whole.id(), id)?;
                self.link(call, id, |page| repository.parts(whole.id(), page)).await
            }
            LinkType::RelatesTo | LinkType::Duplicates => {
                Err(Error::unsupported("GitHub has dependencies and sub-issues, no other links")
                    .during(NAME, "link issues"))
            }
        }
    }

    async fn add_comment(&self, issue: &ExternalRef, body: &str) -> Result<()> {
        self.http.send(self.repository(issue).comment(issue.id(), body)?).await.map(drop)
    }

    async fn delete_issue(&self, _: &ExternalRef) -> Result<()> {
        Err(Error::unsupported("GitHub's REST API deletes no issues").during(NAME, "delete issue"))
    }

    async fn list_events(&self, since: Option<&SyncCheckpoint>, limit: u32) -> Result<Events> {
        let page = paging::page(since.and_then(|since| since.cursor.as_deref()))?;
        let asked = limit.clamp(1, PAGE);
        let answer = self.http.send(self.repository.events(asked, page)?).await?;
        let rows: Vec<Object> = answer.json()?;
        let cursor = paging::after(page, rows.len(), asked);
        let mut events = Vec::with_capacity(rows.len());
        for row in rows {
            events.extend(self.event(row)?);
        }
        Ok(Events { events, checkpoint: Some(SyncCheckpoint { cursor, updated_since: None }) })
    }
}

fn wanted_labels(query: &Query) -> Result<Vec<String>> {
    let refused = || Error::invalid("the filter labels is a list of texts");
    match query.filters.get("labels") {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(labels)) => labels
            .iter()
            .map(|label| label.as_str().map(str::to_owned).ok_or_else(refused))
            .collect(),
        Some(_) => Err(refused()),
    }
}

/// What discovery asks GitHub through Nango.
pub(crate) fn discovery(access: &Access<Credential>) -> Result<Http> {
    Http::new(&GITHUB, BASE_URL, access)
}

/// A page of a list.
pub(crate) fn page_of(path: String, operation: &'static str, page: u32) -> Call {
    Call::new(operation, Method::GET, path)
        .query("per_page", PAGE.to_string())
        .query("page", page.to_string())
}
