//! What the words of `bd` mean.

use serde_json::Value;

use crate::Result;
use crate::connectors::table;
use crate::contracts::words::{
    BeadsDependency, BeadsStatus, BeadsType, link_type_to_beads_dependency,
};
use crate::model::{
    CanonicalIssue, CanonicalIssueType, CanonicalLink, CanonicalStatus, ExternalRef, LinkType,
    Object, Priority, Title,
};

/// What a link is called, and whether the other issue is the one that has it.
pub(super) fn dependency(link: LinkType) -> (&'static str, bool) {
    let others = matches!(link, LinkType::Blocks | LinkType::ParentOf);
    (link_type_to_beads_dependency(link).as_str(), others)
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
    canonical.status = table::word(BeadsStatus::ALL, meaning("status"))
        .map_or(CanonicalStatus::Todo, BeadsStatus::to_status_of_beads);
    canonical.issue_type = table::word(BeadsType::ALL, meaning("issue_type"))
        .map_or(CanonicalIssueType::Task, BeadsType::to_type_of_beads);
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
    let link_type = table::word(BeadsDependency::ALL, name)
        .map_or(LinkType::BlockedBy, BeadsDependency::to_link_of_beads);
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
