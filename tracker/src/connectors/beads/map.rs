//! What the words of `bd` mean.

use serde_json::Value;

use crate::Result;
use crate::connectors::table;
use crate::model::{
    CanonicalIssue, CanonicalIssueType, CanonicalLink, CanonicalStatus, ExternalRef, LinkType,
    Object, Priority, Title,
};

/// What the names of statuses mean; others are to be done.
pub(super) const STATUSES: &[(&str, CanonicalStatus)] = &[
    ("open", CanonicalStatus::Todo),
    ("in_progress", CanonicalStatus::InProgress),
    ("blocked", CanonicalStatus::Blocked),
    ("deferred", CanonicalStatus::Todo),
    ("closed", CanonicalStatus::Done),
    ("pinned", CanonicalStatus::InProgress),
    ("tombstone", CanonicalStatus::Canceled),
];

/// What statuses are called.
pub(super) const STATUS_NAMES: &[(CanonicalStatus, &str)] = &[
    (CanonicalStatus::Todo, "open"),
    (CanonicalStatus::InProgress, "in_progress"),
    (CanonicalStatus::InReview, "in_progress"),
    (CanonicalStatus::Blocked, "blocked"),
    (CanonicalStatus::Done, "closed"),
    (CanonicalStatus::Canceled, "closed"),
];

/// What the names of types mean; others are tasks.
pub(super) const TYPES: &[(&str, CanonicalIssueType)] = &[
    ("epic", CanonicalIssueType::Epic),
    ("feature", CanonicalIssueType::Story),
    ("task", CanonicalIssueType::Task),
    ("bug", CanonicalIssueType::Bug),
    ("chore", CanonicalIssueType::Chore),
    ("decision", CanonicalIssueType::Chore),
];

/// What types are called.
pub(super) const TYPE_NAMES: &[(CanonicalIssueType, &str)] = &[
    (CanonicalIssueType::Epic, "epic"),
    (CanonicalIssueType::Story, "feature"),
    (CanonicalIssueType::Task, "task"),
    (CanonicalIssueType::Bug, "bug"),
    (CanonicalIssueType::Chore, "chore"),
    (CanonicalIssueType::Subtask, "task"),
];

/// What the names of dependencies mean for the issue that has them; others block it.
pub(super) const DEPENDENCIES: &[(&str, LinkType)] = &[
    ("blocks", LinkType::BlockedBy),
    ("related", LinkType::RelatesTo),
    ("relates_to", LinkType::RelatesTo),
    ("relates", LinkType::RelatesTo),
    ("discovered-from", LinkType::RelatesTo),
    ("duplicates", LinkType::Duplicates),
    ("parent-child", LinkType::ChildOf),
];

/// What a link is called, and whether the other issue is the one that has it.
pub(super) fn dependency(link: LinkType) -> (&'static str, bool) {
    match link {
        LinkType::Blocks => ("blocks", true),
        LinkType::BlockedBy => ("blocks", false),
        LinkType::RelatesTo | LinkType::Duplicates => ("related", false),
        LinkType::ParentOf => ("parent-child", true),
        LinkType::ChildOf => ("parent-child", false),
    }
}

/// An issue as `bd` shows it, with what it says beside the issue.
pub(super) fn issue(
    workspace: &str,
    issue: &Object,
    details: Option<&Object>,
) -> Result<CanonicalIssue> {
    let text = |name: &str| issue.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let id = id(issue).unwrap_or_default();
    let mut reference = ExternalRef::new(super::NAME, workspace, id)?.with_key(id);
    if let Some(url) = text("external_ref") {
        reference = reference.with_url(url);
    }
    let title = Title::or_untitled(text("title").map(str::to_owned));
    let mut canonical = CanonicalIssue::new(reference, title);
    canonical.body = text("description").map(str::to_owned);
    let meaning = |name| text(name).unwrap_or_default();
    canonical.status = table::meaning(STATUSES, meaning("status")).unwrap_or(CanonicalStatus::Todo);
    canonical.issue_type =
        table::meaning(TYPES, meaning("issue_type")).unwrap_or(CanonicalIssueType::Task);
    canonical.priority = issue.get("priority").and_then(priority);
    canonical.assignees = text("assignee").map(str::to_owned).into_iter().collect();
    let labels = issue.get("labels").and_then(Value::as_array).into_iter().flatten();
    canonical.labels = labels
        .map(|label| label.as_str().map_or_else(|| label.to_string(), str::to_owned))
        .collect();
    canonical.parent =
        text("parent").and_then(|id| ExternalRef::new(super::NAME, workspace, id).ok());
    let told = details.and_then(|details| details.get("dependencies")).filter(|all| !all.is_null());
    let dependencies = told.or_else(|| issue.get("dependencies")).and_then(Value::as_array);
    canonical.links =
        dependencies.into_iter().flatten().filter_map(|one| link(workspace, one)).collect();
    let extra = [
        ("metadata", issue.get("metadata")),
        ("comments", details.and_then(|details| details.get("comments"))),
    ];
    for (name, value) in extra {
        if let Some(value) = value.filter(|value| !value.is_null()) {
            canonical.custom_fields.insert(name.to_owned(), value.clone());
        }
    }
    canonical.created_at = text("created_at").and_then(|text| text.parse().ok());
    canonical.updated_at = text("updated_at").and_then(|text| text.parse().ok());
    Ok(canonical)
}

/// The id of an issue.
pub(super) fn id(issue: &Object) -> Option<&str> {
    issue.get("id").and_then(Value::as_str).filter(|id| !id.is_empty())
}

fn link(workspace: &str, dependency: &Value) -> Option<CanonicalLink> {
    let text = |name: &str| dependency[name].as_str().filter(|text| !text.is_empty());
    let id = text("id").or_else(|| text("depends_on_id")).or_else(|| text("dependsOnId"))?;
    let name = text("dependency_type").or_else(|| text("type")).unwrap_or("blocks");
    let link_type = table::meaning(DEPENDENCIES, name).unwrap_or(LinkType::BlockedBy);
    Some(CanonicalLink { link_type, target: ExternalRef::new(super::NAME, workspace, id).ok()? })
}

fn priority(value: &Value) -> Option<Priority> {
    let number = value.as_i64().or_else(|| value.as_str()?.trim().parse().ok());
    number.map(Priority::clamped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn most_words_come_back() {
        for status in CanonicalStatus::ALL {
            let expected = match status {
                CanonicalStatus::InReview => CanonicalStatus::InProgress,
                CanonicalStatus::Canceled => CanonicalStatus::Done,
                other => *other,
            };
            let name = table::name(STATUS_NAMES, *status);
            assert_eq!(table::meaning(STATUSES, name), Some(expected));
        }
        for of in CanonicalIssueType::ALL {
            let expected = match of {
                CanonicalIssueType::Subtask => CanonicalIssueType::Task,
                other => *other,
            };
            assert_eq!(table::meaning(TYPES, table::name(TYPE_NAMES, *of)), Some(expected));
        }
        for link in LinkType::ALL {
            let (name, others) = dependency(*link);
            let read = table::meaning(DEPENDENCIES, name).unwrap();
            let expected = match link {
                LinkType::Blocks => LinkType::BlockedBy,
                LinkType::ParentOf => LinkType::ChildOf,
                LinkType::Duplicates => LinkType::RelatesTo,
                other => *other,
            };
            assert_eq!(
                (read, others),
                (expected, matches!(link, LinkType::Blocks | LinkType::ParentOf))
            );
        }
    }

    #[test]
    fn details_beside_the_issue_are_read() {
        let details = json!({
            "issue": { "id": "bd-1", "title": "", "priority": 9, "labels": ["a"], "metadata": { "k": 1 } },
            "dependencies": [{ "id": "bd-2", "dependency_type": "parent-child" }, { "id": "" }, 4],
            "comments": ["c"],
        });
        let details = details.as_object().unwrap();
        let own = details["issue"].as_object().unwrap();
        let read = issue("ws", own, Some(details)).unwrap();
        assert_eq!(read.title.as_str(), "Untitled");
        assert_eq!(read.priority, Some(Priority::LEAST));
        assert_eq!(read.links.len(), 1);
        assert_eq!(read.links[0].link_type, LinkType::ChildOf);
        assert_eq!(json!(read.custom_fields), json!({ "metadata": { "k": 1 }, "comments": ["c"] }));
    }
}
