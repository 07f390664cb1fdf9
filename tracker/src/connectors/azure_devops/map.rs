//! What the words of Azure Boards mean.

use serde_json::Value;

use super::api;
use crate::Result;
use crate::connectors::table;
use crate::contracts::words::{
    AzureRelation, AzureState, AzureType, canonical_status_to_azure_state,
};
use crate::model::{
    CanonicalIssue, CanonicalIssueType, CanonicalStatus, ExternalRef, Priority, Title,
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
/// The relation to a parent.
pub(super) const PARENT: AzureRelation = AzureRelation::SystemLinkTypesHierarchyReverse;

/// The status of a state: a usual one, else one of the settings.
pub(super) fn status(state: &str, names: &StatusNames) -> CanonicalStatus {
    let usual = table::word(AzureState::ALL, state).map(AzureState::to_status_of_azure);
    table::status(usual, state, names)
}

/// What a status is called.
pub(super) fn state(status: CanonicalStatus, names: &StatusNames) -> &str {
    let usual = || canonical_status_to_azure_state(status).as_str();
    names.get(&status).map_or_else(usual, String::as_str)
}

/// The type of a name; types that are not known are chores.
fn issue_type(name: &str) -> CanonicalIssueType {
    table::word(AzureType::ALL, name).map_or(CanonicalIssueType::Chore, AzureType::to_type_of_azure)
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
    let parent = PARENT.as_str();
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
    use crate::contracts::words::canonical_issue_type_to_azure_type;

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
        let own = StatusNames::from([(CanonicalStatus::Blocked, "Waiting".to_owned())]);
        assert_eq!(status(state(CanonicalStatus::Blocked, &own), &own), CanonicalStatus::Blocked);
    }

    #[test]
    fn most_types_come_back_by_their_name() {
        for of in CanonicalIssueType::ALL {
            let expected = match of {
                CanonicalIssueType::Chore | CanonicalIssueType::Subtask => CanonicalIssueType::Task,
                other => *other,
            };
            assert_eq!(issue_type(canonical_issue_type_to_azure_type(*of).as_str()), expected);
        }
        assert_eq!(issue_type("Test Case"), CanonicalIssueType::Chore);
    }
}
