//! What GitLab's words mean.

use super::api;
use crate::Result;
use crate::connectors::github::type_of_labels;
use crate::model::{CanonicalIssue, CanonicalStatus, ExternalRef, LinkType, Title};

/// What a status does to an issue.
pub(super) const STATE_EVENTS: &[(CanonicalStatus, &str)] = &[
    (CanonicalStatus::Todo, "reopen"),
    (CanonicalStatus::InProgress, "reopen"),
    (CanonicalStatus::InReview, "reopen"),
    (CanonicalStatus::Blocked, "reopen"),
    (CanonicalStatus::Done, "close"),
    (CanonicalStatus::Canceled, "close"),
];

/// What links are called; GitLab has three kinds.
pub(super) const LINKS: &[(LinkType, &str)] = &[
    (LinkType::Blocks, "blocks"),
    (LinkType::BlockedBy, "is_blocked_by"),
    (LinkType::RelatesTo, "relates_to"),
    (LinkType::Duplicates, "relates_to"),
    (LinkType::ParentOf, "relates_to"),
    (LinkType::ChildOf, "relates_to"),
];

/// The status of a state.
pub(super) fn status(state: &str) -> CanonicalStatus {
    let closed = state.eq_ignore_ascii_case("closed");
    if closed { CanonicalStatus::Done } else { CanonicalStatus::Todo }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connectors::table;

    #[test]
    fn issues_are_open_or_closed() {
        for status in CanonicalStatus::ALL {
            let event = table::name(STATE_EVENTS, *status);
            assert_eq!(event == "close", status.is_closed(), "{status}");
        }
        assert_eq!(status("closed"), CanonicalStatus::Done);
        assert_eq!(status("opened"), CanonicalStatus::Todo);
    }

    #[test]
    fn every_link_has_a_name() {
        let named = LinkType::ALL.iter().map(|link| table::name(LINKS, *link));
        let expected =
            ["blocks", "is_blocked_by", "relates_to", "relates_to", "relates_to", "relates_to"];
        assert!(named.eq(expected));
    }
}
