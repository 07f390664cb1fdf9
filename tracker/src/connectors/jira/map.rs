//! What Jira's words mean.

use serde_json::Value;

use super::{adf, api};
use crate::Result;
use crate::connectors::table;
use crate::contracts::words::{
    JiraPriority, JiraStatus, JiraType, canonical_issue_type_to_jira_type,
    canonical_status_to_jira_status,
};
use crate::model::{
    CanonicalIssue, CanonicalIssueType, CanonicalStatus, ExternalRef, Priority, Title,
};
use crate::settings::StatusNames;

/// The status of a name: a usual one, else one of the settings.
pub(super) fn status(name: &str, names: &StatusNames) -> CanonicalStatus {
    table::status(meaning(name), name, names)
}

/// What a usual name of a status means.
pub(super) fn meaning(name: &str) -> Option<CanonicalStatus> {
    table::word(JiraStatus::ALL, name).map(JiraStatus::to_status_of_jira)
}

/// What a status is called.
pub(super) fn status_name(status: CanonicalStatus, names: &StatusNames) -> &str {
    let usual = || canonical_status_to_jira_status(status).as_str();
    names.get(&status).map_or_else(usual, String::as_str)
}

fn issue_type(name: &str) -> CanonicalIssueType {
    table::word(JiraType::ALL, name).map_or(CanonicalIssueType::Task, JiraType::to_type_of_jira)
}

/// What a type is called.
pub(super) fn type_name(issue_type: CanonicalIssueType, otherwise: &str) -> &str {
    canonical_issue_type_to_jira_type(issue_type).map_or(otherwise, |known| known.as_str())
}

fn priority(name: &str) -> Option<Priority> {
    table::word(JiraPriority::ALL, name).map(|known| known.to_rank_of_jira().into())
}

/// What a priority is called.
pub(super) fn priority_name(priority: Priority) -> &'static str {
    priority.rank().to_jira_priority().as_str()
}

/// A title as Jira takes it: one line.
pub(super) fn summary(title: &Title) -> String {
    let lines = title.as_str().split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// An issue of a site.
pub(super) fn issue(site: &str, issue: api::Issue, names: &StatusNames) -> Result<CanonicalIssue> {
    let reference = reference(site, &issue.id, issue.key.as_deref())?;
    let fields = issue.fields;
    let mut canonical = CanonicalIssue::new(reference, Title::or_untitled(fields.summary));
    canonical.body = adf::text(&fields.description);
    let name = |named: &Value| named["name"].as_str().unwrap_or_default().to_owned();
    canonical.status = status(&name(&fields.status), names);
    canonical.issue_type = issue_type(&name(&fields.issuetype));
    canonical.priority = priority(&name(&fields.priority));
    let assignee = fields.assignee["accountId"].as_str().filter(|id| !id.is_empty());
    canonical.assignees = assignee.map(str::to_owned).into_iter().collect();
    canonical.labels = fields.labels;
    if let Some(id) = fields.parent["id"].as_str() {
        canonical.parent = reference_or_none(site, id, fields.parent["key"].as_str());
    }
    canonical.created_at = fields.created.and_then(|text| text.parse().ok());
    canonical.updated_at = fields.updated.and_then(|text| text.parse().ok());
    Ok(canonical)
}

fn reference_or_none(site: &str, id: &str, key: Option<&str>) -> Option<ExternalRef> {
    reference(site, id, key).ok()
}

/// The reference of an issue's id and key.
fn reference(site: &str, id: &str, key: Option<&str>) -> Result<ExternalRef> {
    let reference = ExternalRef::new(super::NAME, site, id)?;
    Ok(match key.filter(|key| !key.is_empty()) {
        Some(key) => {
            let page = format!("{}/browse/{key}", site.trim_end_matches('/'));
            reference.with_key(key).with_url(page)
        }
        None => reference,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_comes_back_by_its_name() {
        let none = StatusNames::new();
        for own in CanonicalStatus::ALL {
            assert_eq!(status(status_name(*own, &none), &none), *own);
        }
        assert_eq!(status("Somewhere", &none), CanonicalStatus::Todo);
        let own = StatusNames::from([(CanonicalStatus::InReview, "Peer check".to_owned())]);
        assert_eq!(status("peer CHECK", &own), CanonicalStatus::InReview);
        assert_eq!(status_name(CanonicalStatus::InReview, &own), "Peer check");
        let own = StatusNames::from([(CanonicalStatus::Blocked, "To Do".to_owned())]);
        assert_eq!(status("to do", &own), CanonicalStatus::Blocked);
    }

    #[test]
    fn every_type_has_a_name_and_most_come_back() {
        for issue_type in CanonicalIssueType::ALL {
            let name = type_name(*issue_type, "Task");
            let back = super::issue_type(name);
            let expected = match issue_type {
                CanonicalIssueType::Chore => CanonicalIssueType::Task,
                other => *other,
            };
            assert_eq!(back, expected);
        }
    }

    #[test]
    fn every_priority_comes_back_by_its_name() {
        for value in 0..=4 {
            let own = Priority::new(value).unwrap();
            assert_eq!(priority(priority_name(own)), Some(own));
        }
        assert_eq!(priority("Urgent"), None);
    }

    #[test]
    fn summaries_are_one_line() {
        assert_eq!(summary(&Title::new("a\r\n b\n\nc").unwrap()), "a b c");
    }
}
