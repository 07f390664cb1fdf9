//! What the words of Azure Boards mean.

use serde_json::Value;

use super::api;
use crate::Result;
use crate::connectors::table;
use crate::model::{
    CanonicalIssue, CanonicalIssueType, CanonicalStatus, ExternalRef, LinkType, Priority, Title,
};
use crate::settings::StatusNames;

pub(super) const TITLE: &str = "System.Title";
pub(super) const DESCRIPTION: &str = "System.Description";
pub(super) const STATE: &str = "System.State";
pub(super) const ASSIGNED_TO: &str = "System.AssignedTo";
pub(super) const TAGS: &str = "System.Tags";
pub(super) const PRIORITY: &str = "Microsoft.VSTS.Common.Priority";
const TYPE: &str = "System.WorkItemType";
const CREATED: &str = "System.CreatedDate";
const CHANGED: &str = "System.ChangedDate";

/// What the names of states mean.
pub(super) const STATES: &[(&str, CanonicalStatus)] = &[
    ("done", CanonicalStatus::Done),
    ("closed", CanonicalStatus::Done),
    ("resolved", CanonicalStatus::Done),
    ("in progress", CanonicalStatus::InProgress),
    ("active", CanonicalStatus::InProgress),
    ("committed", CanonicalStatus::InProgress),
    ("blocked", CanonicalStatus::Blocked),
    ("on hold", CanonicalStatus::Blocked),
    ("review", CanonicalStatus::InReview),
    ("in review", CanonicalStatus::InReview),
    ("removed", CanonicalStatus::Canceled),
    ("canceled", CanonicalStatus::Canceled),
    ("cancelled", CanonicalStatus::Canceled),
];

/// What statuses are called, unless the settings say otherwise.
pub(super) const STATE_NAMES: &[(CanonicalStatus, &str)] = &[
    (CanonicalStatus::Todo, "New"),
    (CanonicalStatus::InProgress, "Active"),
    (CanonicalStatus::InReview, "Resolved"),
    (CanonicalStatus::Blocked, "Active"),
    (CanonicalStatus::Done, "Closed"),
    (CanonicalStatus::Canceled, "Removed"),
];

/// What the names of types mean; others are chores.
pub(super) const TYPES: &[(&str, CanonicalIssueType)] = &[
    ("epic", CanonicalIssueType::Epic),
    ("feature", CanonicalIssueType::Epic),
    ("initiative", CanonicalIssueType::Epic),
    ("user story", CanonicalIssueType::Story),
    ("story", CanonicalIssueType::Story),
    ("bug", CanonicalIssueType::Bug),
    ("defect", CanonicalIssueType::Bug),
    ("task", CanonicalIssueType::Task),
];

/// What types are called.
pub(super) const TYPE_NAMES: &[(CanonicalIssueType, &str)] = &[
    (CanonicalIssueType::Epic, "Epic"),
    (CanonicalIssueType::Story, "User Story"),
    (CanonicalIssueType::Task, "Task"),
    (CanonicalIssueType::Bug, "Bug"),
    (CanonicalIssueType::Chore, "Task"),
    (CanonicalIssueType::Subtask, "Task"),
];

/// What links are called.
pub(super) const RELATIONS: &[(LinkType, &str)] = &[
    (LinkType::Blocks, "System.LinkTypes.Dependency-Forward"),
    (LinkType::BlockedBy, "System.LinkTypes.Dependency-Reverse"),
    (LinkType::ParentOf, "System.LinkTypes.Hierarchy-Forward"),
    (LinkType::ChildOf, "System.LinkTypes.Hierarchy-Reverse"),
    (LinkType::RelatesTo, "System.LinkTypes.Related"),
    (LinkType::Duplicates, "System.LinkTypes.Related"),
];

/// The status of a state: a usual one, else one of the settings.
pub(super) fn status(state: &str, names: &StatusNames) -> CanonicalStatus {
    let own = || {
        let mut own = names.iter().filter(|(_, own)| own.eq_ignore_ascii_case(state));
        own.next().map(|(status, _)| *status)
    };
    table::meaning(STATES, state).or_else(own).unwrap_or(CanonicalStatus::Todo)
}

/// What a status is called.
pub(super) fn state(status: CanonicalStatus, names: &StatusNames) -> &str {
    names.get(&status).map_or_else(|| table::name(STATE_NAMES, status), String::as_str)
}

fn issue_type(name: &str) -> CanonicalIssueType {
    table::meaning(TYPES, name).unwrap_or(CanonicalIssueType::Chore)
}

fn priority(value: &Value) -> Option<Priority> {
    let number = value.as_i64().or_else(|| value.as_str()?.trim().parse().ok());
    number.map(Priority::clamped)
}

/// A work item of a project.
pub(super) fn issue(
    workspace: &str,
    item: &api::WorkItem,
    names: &StatusNames,
) -> Result<CanonicalIssue> {
    let text = |name: &str| item.fields.get(name).and_then(Value::as_str);
    let title = Title::or_untitled(text(TITLE).map(str::to_owned));
    let mut canonical = CanonicalIssue::new(
        reference(workspace, &item.id.to_string(), item.url.as_deref())?,
        title,
    );
    canonical.body = text(DESCRIPTION).filter(|text| !text.is_empty()).map(str::to_owned);
    canonical.status = status(text(STATE).unwrap_or_default(), names);
    canonical.issue_type = issue_type(text(TYPE).unwrap_or_default());
    canonical.priority = item.fields.get(PRIORITY).and_then(priority);
    let tags = text(TAGS).unwrap_or_default().split(';').map(str::trim);
    canonical.labels = tags.filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    let assignee = match item.fields.get(ASSIGNED_TO) {
        Some(Value::Object(person)) => person.get("displayName").and_then(Value::as_str),
        Some(Value::String(name)) => Some(name.as_str()),
        _ => None,
    };
    let assignee = assignee.filter(|name| !name.is_empty()).map(str::to_owned);
    canonical.assignees = assignee.into_iter().collect();
    let parent = table::name(RELATIONS, LinkType::ChildOf);
    let mut parents = item.relations.iter().filter(|relation| relation.rel == parent);
    canonical.parent = parents.find_map(|relation| {
        let (_, id) = relation.url.rsplit_once('/')?;
        reference(workspace, id, Some(&relation.url)).ok()
    });
    canonical.created_at = text(CREATED).and_then(|text| text.parse().ok());
    canonical.updated_at = text(CHANGED).and_then(|text| text.parse().ok());
    Ok(canonical)
}

fn reference(workspace: &str, id: &str, url: Option<&str>) -> Result<ExternalRef> {
    let reference = ExternalRef::new(super::NAME, workspace, id)?.with_key(id);
    Ok(match url.filter(|url| !url.is_empty()) {
        Some(url) => reference.with_url(url),
        None => reference,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_statuses_come_back_by_their_name() {
        let none = StatusNames::new();
        for own in CanonicalStatus::ALL {
            let expected = match own {
                CanonicalStatus::InReview => CanonicalStatus::Done,
                CanonicalStatus::Blocked => CanonicalStatus::InProgress,
                other => *other,
            };
            assert_eq!(status(state(*own, &none), &none), expected);
        }
        for (name, meant) in STATES {
            assert_eq!(status(&name.to_uppercase(), &none), *meant);
        }
        let own = StatusNames::from([(CanonicalStatus::Blocked, "Waiting".to_owned())]);
        assert_eq!(status(state(CanonicalStatus::Blocked, &own), &own), CanonicalStatus::Blocked);
    }

    #[test]
    fn every_type_and_link_has_a_name() {
        for of in CanonicalIssueType::ALL {
            let expected = match of {
                CanonicalIssueType::Chore | CanonicalIssueType::Subtask => CanonicalIssueType::Task,
                other => *other,
            };
            assert_eq!(issue_type(table::name(TYPE_NAMES, *of)), expected);
        }
        assert_eq!(issue_type("Test Case"), CanonicalIssueType::Chore);
        assert!(LinkType::ALL.iter().all(|link| !table::name(RELATIONS, *link).is_empty()));
    }
}
