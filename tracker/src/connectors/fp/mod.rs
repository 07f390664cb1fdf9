//! The issues of `fp`, a tracker beside the code that writes for people.

mod map;

use async_trait::async_trait;

use super::{filter_text, paging};
use crate::capabilities::Capabilities;
use crate::connector::{Connector, Query};
use crate::contracts::words::canonical_status_to_fp_status;
use crate::error::FailureClass;
use crate::model::{
    CanonicalIssue, CanonicalIssueType, CanonicalLink, CanonicalStatus, ExternalRef, IssuePatch,
    LinkType, Page,
};
use crate::process::{Arguments, Program};
use crate::settings::Settings;
use crate::{Error, Result};

const NAME: &str = "fp";
const COMMAND: &str = "fp";

/// The issues that `fp` keeps in a folder.
pub struct Fp {
    program: Program,
    workspace: String,
    issue_type: CanonicalIssueType,
}

impl Fp {
    pub(super) fn from_settings(from: &mut Settings) -> Result<Self> {
        let workspace = from.optional("workspace")?.unwrap_or_else(|| NAME.to_owned());
        let command = from.optional("command")?.unwrap_or_else(|| COMMAND.to_owned());
        let cwd = from.optional("cwd")?.map(Into::into);
        let issue_type = from.optional("default_issue_type")?;
        let issue_type = issue_type.map_or(Ok(CanonicalIssueType::Task), |name| name.parse())?;
        Ok(Self { program: Program { provider: NAME, command, cwd }, workspace, issue_type })
    }

    async fn list(&self, status: Option<String>) -> Result<Vec<CanonicalIssue>> {
        let run = Arguments::new("list issues", &["issue", "list"]).maybe("--status", status);
        map::issues(&self.program.run(run).await?, &self.workspace, self.issue_type)
    }

    /// The issue that a text shows, or only names.
    fn shown(&self, text: &str, id: &str) -> Result<Option<CanonicalIssue>> {
        let all = map::issues(text, &self.workspace, self.issue_type)?;
        let found = all.into_iter().find(|issue| issue.reference.id() == id);
        if found.is_some() || map::first_id(text) != Some(id) {
            return Ok(found);
        }
        map::named(id, &self.workspace, self.issue_type, id).map(Some)
    }

    async fn depend(&self, issue: &ExternalRef, on: &ExternalRef) -> Result<()> {
        let run = Arguments::new("link issues", &["issue", "update"])
            .option("--depends", listed([on.id()])?)
            .last(issue.id());
        self.program.run(run).await.map(drop)
    }
}

/// Ids as one value, in which commas are taken.
fn listed<'a>(ids: impl IntoIterator<Item = &'a str>) -> Result<String> {
    let ids: Vec<_> = ids.into_iter().collect();
    if ids.iter().any(|id| id.contains(',')) {
        return Err(Error::invalid("an id of fp has no comma"));
    }
    Ok(ids.join(","))
}

#[async_trait]
impl Connector for Fp {
    fn name(&self) -> &str {
        NAME
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            supports_webhooks: false,
            supports_comments: true,
            supports_hierarchy: true,
            supports_dependencies: true,
            supports_custom_fields: false,
            supports_multi_assignee: false,
            supports_sprints_or_cycles: false,
            supports_bulk_read: false,
            supports_bulk_write: false,
            supports_delete: false,
        }
    }

    async fn list_issues(&self, query: &Query) -> Result<Page<CanonicalIssue>> {
        let offset = paging::offset(query.cursor.as_deref())?;
        let status = filter_text(query, "status")?.filter(|name| !name.is_empty());
        let status = status.map(|name| match name.parse::<CanonicalStatus>() {
            Ok(status) => canonical_status_to_fp_status(status).to_string(),
            Err(_) => name,
        });
        let (items, next_cursor) = paging::part(self.list(status).await?, offset, query.limit);
        Ok(Page { items, next_cursor })
    }

    async fn get_issue(&self, issue: &ExternalRef) -> Result<CanonicalIssue> {
        let id = issue.id();
        let show = Arguments::new("get issue", &["issue", "show"]).value(id);
        let shown = self.program.run(show).await?;
        let context = self.program.run(Arguments::new("get issue", &["context"]).value(id)).await?;
        let mut found = self.shown(&shown, id)?;
        if found.is_none() {
            let all = self.list(None).await?;
            found = all.into_iter().find(|issue| issue.reference.id() == id);
        }
        let missing = || Error::not_found("no such issue").during(NAME, "get issue");
        let mut found = found.ok_or_else(missing)?;
        let context = context.trim();
        if !context.is_empty() {
            found.body = Some(context.to_owned());
        }
        Ok(found)
    }

    async fn create_issue(&self, issue: &CanonicalIssue) -> Result<CanonicalIssue> {
        let waits = |link: &&CanonicalLink| {
            matches!(link.link_type, LinkType::BlockedBy | LinkType::RelatesTo)
        };
        let depends = listed(issue.links.iter().filter(waits).map(|link| link.target.id()))?;
        let run = Arguments::new("create issue", &["issue", "create"])
            .option("--title", issue.title.as_str())
            .maybe("--description", issue.body.as_deref().filter(|body| !body.is_empty()))
            .maybe("--parent", issue.parent.as_ref().map(ExternalRef::id))
            .maybe("--priority", issue.priority.map(map::priority_name))
            .maybe("--depends", Some(depends).filter(|ids| !ids.is_empty()));
        let said = self.program.run(run).await?;
        let id = map::first_id(&said).ok_or_else(|| {
            Error::request(FailureClass::NonRetryable, "fp did not say which issue it created")
                .during(NAME, "create issue")
        })?;
        let reference = ExternalRef::new(NAME, &*self.workspace, id)?;
        let created = match issue.status {
            CanonicalStatus::Todo => self.get_issue(&reference).await?,
            status => self.transition_issue(&reference, status).await?,
        };
        for link in issue.links.iter().filter(|link| link.link_type == LinkType::Blocks) {
            self.upsert_link(&created.reference, link).await?;
        }
        Ok(created)
    }

    async fn update_issue(
        &self,
        issue: &ExternalRef,
        patch: &IssuePatch,
        _: Option<&str>,
    ) -> Result<CanonicalIssue> {
        const FIXED: &[&str] =
            &["title", "body", "issue_type", "assignees", "labels", "parent", "custom_fields"];
        let fixed: Vec<_> = patch.names().into_iter().filter(|name| FIXED.contains(name)).collect();
        if !fixed.is_empty() {
            let said = format!("fp cannot change {}", fixed.join(", "));
            return Err(Error::unsupported(said).during(NAME, "update issue"));
        }
        let mut run = Arguments::new("update issue", &["issue", "update"]);
        run = run
            .maybe("--status", patch.status.map(|of| canonical_status_to_fp_status(of).as_str()));
        if let Some(Some(priority)) = patch.priority.value() {
            run = run.option("--priority", map::priority_name(*priority));
        }
        if let Some(depends) = patch.depends.as_ref().filter(|depends| !depends.is_empty()) {
            run = run.option("--depends", listed(depends.iter().map(String::as_str))?);
        }
        if !run.is_plain() {
            self.program.run(run.last(issue.id())).await?;
        }
        self.get_issue(issue).await
    }

    async fn upsert_link(&self, issue: &ExternalRef, link: &CanonicalLink) -> Result<()> {
        match link.link_type {
            LinkType::Blocks => self.depend(&link.target, issue).await,
            LinkType::BlockedBy | LinkType::RelatesTo => self.depend(issue, &link.target).await,
            LinkType::Duplicates | LinkType::ParentOf | LinkType::ChildOf => {
                Err(Error::unsupported("fp has dependencies, no other links")
                    .during(NAME, "link issues"))
            }
        }
    }

    async fn add_comment(&self, issue: &ExternalRef, body: &str) -> Result<()> {
        let run = Arguments::new("add comment", &["comment"]).value(issue.id()).value(body);
        self.program.run(run).await.map(drop)
    }

    async fn delete_issue(&self, _: &ExternalRef) -> Result<()> {
        Err(Error::unsupported("fp deletes no issues").during(NAME, "delete issue"))
    }
}
