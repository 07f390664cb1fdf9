//! The issues of `bd`, a tracker beside the code.

mod api;
mod map;

use async_trait::async_trait;
use serde_json::Value;

use super::{filter_text, first, paging};
use crate::capabilities::Capabilities;
use crate::connector::{Connector, Query};
use crate::contracts::words::{
    canonical_issue_type_to_beads_type, canonical_status_to_beads_status,
};
use crate::model::{
    CanonicalIssue, CanonicalLink, CanonicalStatus, ExternalRef, IssuePatch, Object, Page,
    Priority, Title,
};
use crate::process::Program;
use crate::settings::Settings;
use crate::{Error, Result};

const NAME: &str = "beads";
const COMMAND: &str = "bd";
/// The priority of issues that have none.
const PRIORITY: u8 = 2;

/// The issues that `bd` keeps in a folder.
pub struct Beads {
    program: Program,
    workspace: String,
}

impl Beads {
    pub(super) fn from_settings(from: &mut Settings) -> Result<Self> {
        let workspace = from.optional("workspace")?.unwrap_or_else(|| NAME.to_owned());
        let command = from.optional("command")?.unwrap_or_else(|| COMMAND.to_owned());
        let cwd = from.optional("cwd")?.map(Into::into);
        Ok(Self { program: Program { provider: NAME, command, cwd }, workspace })
    }

    fn canonical(&self, shown: &Object) -> Result<CanonicalIssue> {
        match shown.get("issue") {
            Some(Value::Object(issue)) => map::issue(&self.workspace, issue, Some(shown)),
            _ => map::issue(&self.workspace, shown, None),
        }
    }

    fn reference(&self, id: &str) -> Result<ExternalRef> {
        ExternalRef::new(NAME, &*self.workspace, id)
    }
}

#[async_trait]
impl Connector for Beads {
    fn name(&self) -> &str {
        NAME
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            supports_webhooks: false,
            supports_comments: true,
            supports_hierarchy: true,
            supports_dependencies: true,
            supports_custom_fields: true,
            supports_multi_assignee: false,
            supports_sprints_or_cycles: false,
            supports_bulk_read: true,
            supports_bulk_write: true,
            supports_delete: true,
        }
    }

    async fn list_issues(&self, query: &Query) -> Result<Page<CanonicalIssue>> {
        let offset = paging::offset(query.cursor.as_deref())?;
        // Without these there is a tree of 50 open issues.
        let mut run = api::run("list issues", &["list", "--flat", "--all"]).option("--limit", "0");
        if let Some(since) = query.updated_since {
            run = run.option("--updated-after", since.day_before());
        }
        let text = |name| -> Result<Option<String>> {
            Ok(filter_text(query, name)?.filter(|text| !text.is_empty()))
        };
        let status = text("status")?.map(|name| match name.parse::<CanonicalStatus>() {
            Ok(status) => canonical_status_to_beads_status(status).to_string(),
            Err(_) => name,
        });
        run = run.maybe("--status", status);
        run = run.maybe("--title-contains", text("title_contains")?);
        run = run.maybe("--assignee", text("assignee")?);
        let found = api::issues(api::ask(&self.program, run).await?)?;
        let issues = found.iter().map(|shown| self.canonical(shown));
        let mut issues = issues.collect::<Result<Vec<_>>>()?;
        if let Some(since) = query.updated_since {
            issues.retain(|issue| issue.updated_at.is_none_or(|at| at >= since));
        }
        let (items, next_cursor) = paging::part(issues, offset, query.limit);
        Ok(Page { items, next_cursor })
    }

    async fn get_issue(&self, issue: &ExternalRef) -> Result<CanonicalIssue> {
        let run = api::run("get issue", &["show"]).value(issue.id());
        let shown = api::one(api::ask(&self.program, run).await?);
        let known = shown.filter(|shown| {
            map::id(shown).is_some() || shown.get("issue").is_some_and(Value::is_object)
        });
        let missing = || Error::not_found("no such issue").during(NAME, "get issue");
        self.canonical(&known.ok_or_else(missing)?)
    }

    async fn create_issue(&self, issue: &CanonicalIssue) -> Result<CanonicalIssue> {
        let priority = issue.priority.map_or(PRIORITY, Priority::get);
        let mut run = api::run("create issue", &["create"])
            .value(issue.title.as_str())
            .option("--type", canonical_issue_type_to_beads_type(issue.issue_type).as_str())
            .option("--priority", priority.to_string())
            .maybe("--description", issue.body.as_deref().filter(|body| !body.is_empty()))
            .maybe("--parent", issue.parent.as_ref().map(ExternalRef::id))
            .maybe("--assignee", first(&issue.assignees));
        for label in &issue.labels {
            run = run.option("--label", api::whole(label));
        }
        let created = api::one(api::ask(&self.program, run).await?);
        let created = created.ok_or_else(api::unreadable)?;
        let inner = created.get("issue").and_then(Value::as_object).unwrap_or(&created);
        let created = self.reference(map::id(inner).ok_or_else(api::unreadable)?)?;
        if issue.status == CanonicalStatus::Todo {
            self.get_issue(&created).await
        } else {
            self.transition_issue(&created, issue.status).await
        }
    }

    async fn update_issue(
        &self,
        issue: &ExternalRef,
        patch: &IssuePatch,
        _: Option<&str>,
    ) -> Result<CanonicalIssue> {
        let mut run = api::run("update issue", &["update"]).value(issue.id());
        run = run.maybe(
            "--status",
            patch.status.map(|of| canonical_status_to_beads_status(of).as_str()),
        );
        if let Some(Some(priority)) = patch.priority.value() {
            run = run.option("--priority", priority.get().to_string());
        }
        run = run.maybe("--title", patch.title.as_ref().map(Title::as_str));
        if let Some(body) = patch.body.value() {
            run = run.option("--description", body.map_or("", String::as_str));
        }
        run = run.maybe(
            "--type",
            patch.issue_type.map(|of| canonical_issue_type_to_beads_type(of).as_str()),
        );
        if let Some(assignees) = &patch.assignees {
            run = run.option("--assignee", first(assignees).unwrap_or_default());
        }
        if let Some(labels) = &patch.labels {
            for label in labels {
                run = run.option("--set-labels", api::whole(label));
            }
            if labels.is_empty() {
                run = run.option("--set-labels", "");
            }
        }
        if let Some(parent) = patch.parent.value() {
            run = run.option("--parent", parent.map_or("", ExternalRef::id));
        }
        if !run.is_plain() {
            self.program.run(run).await?;
        }
        self.get_issue(issue).await
    }

    async fn upsert_link(&self, issue: &ExternalRef, link: &CanonicalLink) -> Result<()> {
        let (name, others) = map::dependency(link.link_type);
        let (has, on) = if others { (&link.target, issue) } else { (issue, &link.target) };
        let run = api::run("link issues", &["dep", "add"]);
        let run = run.value(has.id()).value(on.id()).option("--type", name);
        self.program.run(run).await.map(drop)
    }

    async fn add_comment(&self, issue: &ExternalRef, body: &str) -> Result<()> {
        let run = api::run("add comment", &["comments", "add"]).value(issue.id()).value(body);
        self.program.run(run).await.map(drop)
    }

    async fn delete_issue(&self, issue: &ExternalRef) -> Result<()> {
        // Without `--force` it only says what it would delete.
        let run = api::run("delete issue", &["delete", "--force"]).value(issue.id());
        self.program.run(run).await.map(drop)
    }
}
