//! What GitHub's words mean.

use super::api;
use crate::Result;
use crate::connectors::table;
use crate::contracts::words::{
    GithubReason, GithubState, canonical_status_to_github_reason, canonical_status_to_github_state,
};
use crate::model::{CanonicalIssue, CanonicalIssueType, CanonicalStatus, ExternalRef, Title};

/// The label that makes an issue a bug.
const BUG: &str = "bug";

/// The status of a state and its reason.
pub(super) fn status(state: &str, reason: Option<&str>) -> CanonicalStatus {
    match table::word(GithubState::ALL, state).unwrap_or(GithubState::Open) {
        GithubState::Open => GithubState::Open.to_status_of_github(),
        GithubState::Closed => reason
            .and_then(|reason| table::word(GithubReason::ALL, reason))
            .map_or(GithubState::Closed.to_status_of_github(), |reason| {
                reason.to_status_of_github_reason()
            }),
    }
}

/// State and reason of a status.
pub(super) fn state(status: CanonicalStatus) -> (GithubState, Option<GithubReason>) {
    (canonical_status_to_github_state(status), canonical_status_to_github_reason(status))
}

/// The type that labels stand for. GitLab reads them alike.
pub(in crate::connectors) fn type_of_labels(labels: &[String]) -> CanonicalIssueType {
    let bug = labels.iter().any(|label| label.eq_ignore_ascii_case(BUG));
    if bug { CanonicalIssueType::Bug } else { CanonicalIssueType::Task }
}

/// An issue of a repository.
pub(super) fn issue(workspace: &str, issue: api::Issue) -> Result<CanonicalIssue> {
    let reference = reference(workspace, issue.number, issue.html_url)?;
    let mut canonical = CanonicalIssue::new(reference, Title::or_untitled(issue.title));
    canonical.labels = issue.labels.into_iter().filter_map(api::Label::name).collect();
    canonical.issue_type = type_of_labels(&canonical.labels);
    canonical.status = status(&issue.state, issue.state_reason.as_deref());
    canonical.body = issue.body;
    canonical.assignees = issue.assignees.into_iter().filter_map(|user| user.login).collect();
    canonical.created_at = issue.created_at.and_then(|text| text.parse().ok());
    canonical.updated_at = issue.updated_at.and_then(|text| text.parse().ok());
    Ok(canonical)
}

/// The reference of an issue's number.
pub(super) fn reference(workspace: &str, number: u64, url: Option<String>) -> Result<ExternalRef> {
    let reference = ExternalRef::new(super::NAME, workspace, number.to_string())?;
    let reference = reference.with_key(format!("#{number}"));
    Ok(match url {
        Some(url) => reference.with_url(url),
        None => reference,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_issues_keep_the_reason() {
        for canonical in CanonicalStatus::ALL {
            let (state, reason) = state(*canonical);
            let read = status(state.as_str(), reason.as_ref().map(AsRef::as_ref));
            let expected = if canonical.is_closed() { *canonical } else { CanonicalStatus::Todo };
            assert_eq!(read, expected, "{canonical}");
        }
        assert_eq!(status("closed", None), CanonicalStatus::Done);
        assert_eq!(status("closed", Some("whatever")), CanonicalStatus::Done);
        assert_eq!(status("open", Some("reopened")), CanonicalStatus::Todo);
    }

    #[test]
    fn a_label_makes_a_bug() {
        assert_eq!(type_of_labels(&["UI".into(), "Bug".into()]), CanonicalIssueType::Bug);
        assert_eq!(type_of_labels(&["debug".into()]), CanonicalIssueType::Task);
    }
}
