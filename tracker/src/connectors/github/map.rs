//! What GitHub's words mean.

use super::api;
use crate::Result;
use crate::model::{CanonicalIssue, CanonicalIssueType, CanonicalStatus, ExternalRef, Title};

/// The label that makes an issue a bug.
const BUG: &str = "bug";

/// State and reason of a status, as they are written.
pub(super) const STATES: &[(CanonicalStatus, (&str, Option<&str>))] = &[
    (CanonicalStatus::Todo, ("open", None)),
    (CanonicalStatus::InProgress, ("open", None)),
    (CanonicalStatus::InReview, ("open", None)),
    (CanonicalStatus::Blocked, ("open", None)),
    (CanonicalStatus::Done, ("closed", Some("completed"))),
    (CanonicalStatus::Canceled, ("closed", Some("not_planned"))),
];

/// The status of a state and its reason.
pub(super) fn status(state: &str, reason: Option<&str>) -> CanonicalStatus {
    match (state, reason) {
        ("closed", Some("not_planned" | "duplicate")) => CanonicalStatus::Canceled,
        ("closed", _) => CanonicalStatus::Done,
        _ => CanonicalStatus::Todo,
    }
}

/// State and reason of a status.
pub(super) fn state(status: CanonicalStatus) -> (&'static str, Option<&'static str>) {
    STATES.iter().find(|(known, _)| *known == status).map_or(("open", None), |(_, state)| *state)
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
        for (canonical, (state, reason)) in STATES {
            let read = status(state, *reason);
            let expected = if canonical.is_closed() { *canonical } else { CanonicalStatus::Todo };
            assert_eq!(read, expected, "{canonical}");
            assert_eq!(super::state(*canonical), (*state, *reason));
        }
        assert_eq!(STATES.len(), CanonicalStatus::ALL.len());
        assert_eq!(status("closed", None), CanonicalStatus::Done);
        assert_eq!(status("closed", Some("duplicate")), CanonicalStatus::Canceled);
        assert_eq!(status("open", Some("reopened")), CanonicalStatus::Todo);
    }

    #[test]
    fn a_label_makes_a_bug() {
        assert_eq!(type_of_labels(&["UI".into(), "Bug".into()]), CanonicalIssueType::Bug);
        assert_eq!(type_of_labels(&["debug".into()]), CanonicalIssueType::Task);
    }
}
