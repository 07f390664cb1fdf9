//! GitLab's issues, by the REST API.

mod api;
mod map;

use async_trait::async_trait;
use serde_json::{Value, json};

use self::api::{GITLAB, Issue, Linked, Project, Target, User};
use super::{filter_text, labels, paging, texts};
use crate::capabilities::Capabilities;
use crate::connector::{Connector, Query};
use crate::contracts::words::{canonical_status_to_gitlab_event, link_type_to_gitlab_link};
use crate::error::FailureClass;
use crate::http::{Access, Call, Credential, Http};
use crate::model::{CanonicalIssue, CanonicalLink, ExternalRef, IssuePatch, Object, Page};
use crate::secret::Secret;
use crate::settings::Settings;
use crate::sync::Place;
use crate::{Error, Result};

const NAME: &str = "gitlab";
pub(crate) const BASE_URL: &str = "https://gitlab.com/api/v4";
/// The most rows of a page.
const PAGE: u32 = 100;

/// The issues of a project.
pub struct GitLab {
    http: Http,
    project: Project,
    workspace: String,
}

/// Which project.
#[derive(Clone, Debug)]
pub struct GitLabConfig {
    /// The project's number or its path.
    pub project_id: String,
    /// The API; GitLab.com's if missing.
    pub base_url: Option<String>,
}

impl GitLab {
    /// A connector with a token, or through Nango.
    pub fn new(config: GitLabConfig, access: Access<Secret>) -> Result<Self> {
        let access = match access {
            Access::Direct(value) => Access::Direct(Credential { header: "private-token", value }),
            Access::Nango(connection) => Access::Nango(connection),
        };
        if config.project_id.trim().is_empty() {
            return Err(Error::config("project_id is needed"));
        }
        let http = Http::new(&GITLAB, config.base_url.as_deref().unwrap_or(BASE_URL), &access)?;
        Ok(Self { http, project: Project::new(&config.project_id), workspace: config.project_id })
    }

    pub(super) fn from_settings(hosted: bool, from: &mut Settings) -> Result<Self> {
        let config = GitLabConfig {
            project_id: from.text_or_number("project_id")?,
            base_url: from.optional("base_url")?,
        };
        Self::new(config, from.access(hosted, |from| from.secret("token"))?)
    }

    async fn issue(&self, call: Call) -> Result<CanonicalIssue> {
        let answer = self.http.send(call).await?;
        map::issue(&self.workspace, answer.json()?)
    }

    /// The numbers of users, who are given by name or number.
    async fn users(&self, names: &[String]) -> Result<Vec<u64>> {
        let mut ids = Vec::with_capacity(names.len());
        for name in names {
            let id = match name.parse() {
                Ok(id) => id,
                Err(_) => {
                    let found: Vec<User> = self.http.send(api::users(name)?).await?.json()?;
                    let found = found.first().ok_or_else(|| {
                        Error::request(FailureClass::Validation, "an assignee is no user of GitLab")
                            .during(NAME, "find user")
                    });
                    found?.id
                }
            };
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    /// The existing link to a target.
    async fn linked(&self, issue: &ExternalRef, to: &Target<'_>) -> Result<Option<Linked>> {
        let linked: Vec<Linked> = self.http.send(self.project.links(issue.id())?).await?.json()?;
        let mut same: Vec<_> =
            linked.into_iter().filter(|linked| linked.iid.to_string() == to.iid).collect();
        // A project has two names; issues of the same number in two projects are told apart by either.
        if same.len() > 1 || to.project != self.project.id() {
            same.retain(|linked| linked.is_of(to.project));
        }
        Ok(same.pop())
    }
}

#[async_trait]
impl Connector for GitLab {
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
            supports_custom_fields: true,
            supports_multi_assignee: true,
            supports_sprints_or_cycles: true,
            supports_bulk_read: true,
            supports_bulk_write: false,
            supports_delete: true,
        }
    }

    async fn comments(&self, issue: &ExternalRef) -> Result<Option<Vec<String>>> {
        texts(&self.http, |page| self.project.comments(issue.id(), page)).await
    }

    fn hides_comments(&self) -> bool {
        true
    }

    async fn list_issues(&self, query: &Query) -> Result<Page<CanonicalIssue>> {
        let page = paging::page(query.cursor.as_deref())?;
        let asked = query.limit.clamp(1, PAGE);
        let mut call = self.project.list(asked, page)?;
        if let Some(since) = query.updated_since {
            call = call.query("updated_after", since.utc_seconds());
        }
        if let Some(text) = filter_text(query, "search")? {
            call = call.query("search", text);
        }
        let rows: Vec<Issue> = self.http.send(call).await?.json()?;
        let next_cursor = paging::after(page, rows.len(), asked);
        let items = rows.into_iter().map(|row| map::issue(&self.workspace, row));
        Ok(Page { items: items.collect::<Result<_>>()?, next_cursor })
    }

    fn ahead(&self, cursor: Option<&str>) -> Option<String> {
        paging::ahead(cursor)
    }

    async fn get_issue(&self, issue: &ExternalRef) -> Result<CanonicalIssue> {
        self.issue(self.project.get(issue.id())?).await
    }

    async fn create_issue(&self, issue: &CanonicalIssue) -> Result<CanonicalIssue> {
        let mut body = json!({
            "title": issue.title,
            "labels": labels(&issue.labels, |c| c == ','),
            "assignee_ids": self.users(&issue.assignees).await?,
        });
        if let Some(text) = &issue.body {
            body["description"] = json!(text);
        }
        self.issue(self.project.create(body)?).await
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
            set("description", json!(text));
        }
        if let Some(own) = &patch.labels {
            set("labels", json!(labels(own, |c| c == ',')));
        }
        if let Some(assignees) = &patch.assignees {
            set("assignee_ids", json!(self.users(assignees).await?));
        }
        if let Some(status) = patch.status {
            set("state_event", json!(canonical_status_to_gitlab_event(status)));
        }
        if body.is_empty() {
            return self.get_issue(issue).await;
        }
        self.issue(self.project.update(issue.id(), body.into())?).await
    }

    async fn upsert_link(&self, issue: &ExternalRef, link: &CanonicalLink) -> Result<()> {
        let target = &link.target;
        let project = Project::of_another(target).filter(|_| target.workspace() != self.workspace);
        let to = Target {
            project: project.as_ref().unwrap_or(&self.project).id(),
            iid: target.id(),
            link_type: link_type_to_gitlab_link(link.link_type),
        };
        let Err(error) = self.http.send(self.project.link(issue.id(), &to)?).await else {
            return Ok(());
        };
        if error.status() != Some(409) {
            return Err(error);
        }
        // Two issues have one link at most: one of another kind gives way.
        match self.linked(issue, &to).await? {
            None => Err(error),
            Some(linked) if linked.link_type == to.link_type.as_str() => Ok(()),
            Some(linked) => {
                self.http.send(self.project.unlink(issue.id(), linked.issue_link_id)?).await?;
                self.http.send(self.project.link(issue.id(), &to)?).await.map(drop)
            }
        }
    }

    async fn add_comment(&self, issue: &ExternalRef, body: &str) -> Result<()> {
        self.http.send(self.project.comment(issue.id(), body)?).await.map(drop)
    }

    async fn delete_issue(&self, issue: &ExternalRef) -> Result<()> {
        self.http.send(self.project.delete(issue.id())?).await.map(drop)
    }
}

/// What discovery asks GitLab through Nango.
pub(crate) fn discovery(access: &Access<Credential>) -> Result<Http> {
    Http::new(&GITLAB, BASE_URL, access)
}
