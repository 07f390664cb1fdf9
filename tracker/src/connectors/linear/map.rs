//! What Linear's words mean.

use serde_json::Value;

use super::api;
use crate::Result;
use crate::connectors::table;
use crate::contracts::words::{LinearPriority, LinearStateType};
use crate::model::{CanonicalIssue, CanonicalStatus, ExternalRef, Priority, Title};

/// Linear's number of a priority.
pub(super) fn priority_number(priority: Option<Priority>) -> i64 {
    let of = priority.map_or(LinearPriority::None, |of| of.rank().to_linear_priority());
    of as i64
}

fn priority(number: i64) -> Priority {
    let known = usize::try_from(number).ok().and_then(|at| LinearPriority::ALL.get(at));
    known.map_or(Priority::LEAST, |known| known.to_rank_of_linear().into())
}

fn status(state: &Value) -> CanonicalStatus {
    let text = |name: &str| state[name].as_str().unwrap_or_default().to_lowercase();
    let (kind, name) = (text("type"), text("name"));
    let of_type =
        table::word(LinearStateType::ALL, &kind).and_then(LinearStateType::to_status_of_linear);
    if let Some(status) = of_type {
        return status;
    }
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match kind.as_str() {
        _ if says(&["review"]) => CanonicalStatus::InReview,
        _ if says(&["block", "hold"]) => CanonicalStatus::Blocked,
        "started" => CanonicalStatus::InProgress,
        _ => CanonicalStatus::Todo,
    }
}

/// An issue of a team.
pub(super) fn issue(workspace: &str, issue: api::Issue) -> Result<CanonicalIssue> {
    let api::Named { id, identifier, url } = issue.named;
    let reference = reference(workspace, &id, identifier.as_deref(), url.as_deref())?;
    let mut canonical = CanonicalIssue::new(reference, Title::or_untitled(issue.title));
    canonical.body = issue.description;
    canonical.status = status(&issue.state);
    canonical.priority = issue.priority.map(|number| priority(whole(number)));
    canonical.labels = issue.labels.nodes.into_iter().map(|label| label.name).collect();
    let assignee = issue.assignee["id"].as_str().filter(|id| !id.is_empty());
    canonical.assignees = assignee.map(str::to_owned).into_iter().collect();
    if let Some(parent) = issue.parent {
        let (key, url) = (parent.identifier.as_deref(), parent.url.as_deref());
        canonical.parent = reference_or_none(workspace, &parent.id, key, url);
    }
    canonical.created_at = issue.created_at.and_then(|text| text.parse().ok());
    canonical.updated_at = issue.updated_at.and_then(|text| text.parse().ok());
    Ok(canonical)
}

/// GraphQL writes whole numbers as floats where the schema says so.
#[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate")]
fn whole(number: f64) -> i64 {
    number as i64
}

fn reference_or_none(
    workspace: &str,
    id: &str,
    key: Option<&str>,
    url: Option<&str>,
) -> Option<ExternalRef> {
    reference(workspace, id, key, url).ok()
}

fn reference(
    workspace: &str,
    id: &str,
    key: Option<&str>,
    url: Option<&str>,
) -> Result<ExternalRef> {
    let mut reference = ExternalRef::new(super::NAME, workspace, id)?;
    if let Some(key) = key.filter(|key| !key.is_empty()) {
        reference = reference.with_key(key);
    }
    if let Some(url) = url.filter(|url| !url.is_empty()) {
        reference = reference.with_url(url);
    }
    Ok(reference)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_priority_comes_back() {
        for value in 0..=4 {
            let own = Priority::new(value).unwrap();
            assert_eq!(priority(priority_number(Some(own))), own);
        }
        assert_eq!(priority_number(None), 0);
        assert_eq!(priority(17), Priority::LEAST);
    }

    #[test]
    fn states_are_read_by_type_and_name() {
        for (kind, name, read) in [
            ("completed", "Shipped", CanonicalStatus::Done),
            ("canceled", "Duplicate", CanonicalStatus::Canceled),
            ("started", "In Progress", CanonicalStatus::InProgress),
            ("started", "In Review", CanonicalStatus::InReview),
            ("started", "On Hold", CanonicalStatus::Blocked),
            ("started", "Blocked", CanonicalStatus::Blocked),
            ("backlog", "Review later", CanonicalStatus::Todo),
            ("unstarted", "Todo", CanonicalStatus::Todo),
            ("triage", "Triage", CanonicalStatus::Todo),
            ("", "Blocked", CanonicalStatus::Blocked),
        ] {
            assert_eq!(status(&json!({ "type": kind, "name": name })), read, "{kind} {name}");
        }
    }
}
