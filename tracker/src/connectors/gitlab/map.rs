//! What GitLab's words mean.

use super::api;
use crate::Result;
use crate::connectors::github::type_of_labels;
use crate::connectors::table;
use crate::contracts::words::GitlabState;
use crate::model::{CanonicalIssue, CanonicalStatus, ExternalRef, Title};

/// The status of a state.
pub(super) fn status(state: &str) -> CanonicalStatus {
    let state = table::word(GitlabState::ALL, state).unwrap_or(GitlabState::Opened);
    state.to_status_of_gitlab()
}

/// An issue of a project.
pub(super) fn issue(workspace: &str, issue: api::Issue) -> Result<CanonicalIssue> {
    let iid = issue.iid.to_string();
    let mut reference = ExternalRef::new(super::NAME, workspace, &*iid)?.with_key(iid);
    if let Some(url) = issue.web_url {
        reference = reference.with_url(url);
    }
    let mut canonical = CanonicalIssue::new(reference, Title::or_untitled(issue.title));
    canonical.body = issue.description;
    canonical.status = status(&issue.state);
    canonical.issue_type = type_of_labels(&issue.labels);
    canonical.labels = issue.labels;
    let names = issue.assignees.into_iter().filter_map(|user| user.username);
    canonical.assignees = names.filter(|name| !name.is_empty()).collect();
    canonical.created_at = issue.created_at.and_then(|text| text.parse().ok());
    canonical.updated_at = issue.updated_at.and_then(|text| text.parse().ok());
    Ok(canonical)
}
