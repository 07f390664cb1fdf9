//! What Jira's words mean.

use serde_json::Value;

use super::{adf, api};
use crate::Result;
use crate::connectors::table;
use crate::model::{
    CanonicalIssue, CanonicalIssueType, CanonicalStatus, ExternalRef, LinkType, Priority, Title,
};
use crate::settings::StatusNames;

/// What the names of statuses mean.
pub(super) const STATUSES: &[(&str, CanonicalStatus)] = &[
    ("done", CanonicalStatus::Done),
    ("closed", CanonicalStatus::Done),
    ("resolved", CanonicalStatus::Done),
    ("in progress", CanonicalStatus::InProgress),
    ("doing", CanonicalStatus::InProgress),
    ("started", CanonicalStatus::InProgress),
    ("in review", CanonicalStatus::InReview),
    ("review", CanonicalStatus::InReview),
    ("blocked", CanonicalStatus::Blocked),
    ("on hold", CanonicalStatus::Blocked),
    ("canceled", CanonicalStatus::Canceled),
    ("cancelled", CanonicalStatus::Canceled),
];

/// What statuses are called, unless the settings say otherwise.
pub(super) const STATUS_NAMES: &[(CanonicalStatus, &str)] = &[
    (CanonicalStatus::Todo, "To Do"),
    (CanonicalStatus::InProgress, "In Progress"),
    (CanonicalStatus::InReview, "In Review"),
    (CanonicalStatus::Blocked, "Blocked"),
    (CanonicalStatus::Done, "Done"),
    (CanonicalStatus::Canceled, "Canceled"),
];

/// What the names of issue types mean.
pub(super) const TYPES: &[(&str, CanonicalIssueType)] = &[
    ("epic", CanonicalIssueType::Epic),
    ("initiative", CanonicalIssueType::Epic),
    ("story", CanonicalIssueType::Story),
    ("bug", CanonicalIssueType::Bug),
    ("defect", CanonicalIssueType::Bug),
    ("sub-task", CanonicalIssueType::Subtask),
    ("subtask", CanonicalIssueType::Subtask),
    ("chore", CanonicalIssueType::Chore),
    ("maintenance", CanonicalIssueType::Chore),
];

/// What types are called; the others are called by the default of the settings.
pub(super) const TYPE_NAMES: &[(CanonicalIssueType, &str)] = &[
    (CanonicalIssueType::Epic, "Epic"),
    (CanonicalIssueType::Story, "Story"),
    (CanonicalIssueType::Bug, "Bug"),
    (CanonicalIssueType::Subtask, "Sub-task"),
];

/// Priorities by their names, in order.
pub(super) const PRIORITIES: [&str; 5] = ["Highest", "High", "Medium", "Low", "Lowest"];

/// What links are called. Parents are no links.
pub(super) const LINKS: &[(LinkType, &str)] = &[
    (LinkType::Blocks, "Blocks"),
    (LinkType::BlockedBy, "Blocks"),
    (LinkType::Duplicates, "Duplicate"),
    (LinkType::RelatesTo, "Relates"),
];

/// The status of a name: a usual one, else one of the settings.
pub(super) fn status(name: &str, names: &StatusNames) -> CanonicalStatus {
    let own = || {
        let mut own = names.iter().filter(|(_, own)| own.eq_ignore_ascii_case(name));
        own.next().map(|(status, _)| *status)
    };
    table::meaning(STATUSES, name).or_else(own).unwrap_or(CanonicalStatus::Todo)
}

/// What a status is called.
pub(super) fn status_name(status: CanonicalStatus, names: &StatusNames) -> &str {
    names.get(&status).map_or_else(|| table::name(STATUS_NAMES, status), String::as_str)
}

/// What a type is called.
pub(super) fn type_name(issue_type: CanonicalIssueType, otherwise: &str) -> &str {
    match table::name(TYPE_NAMES, issue_type) {
        "" => otherwise,
        name => name,
    }
}

fn priority(name: &str) -> Option<Priority> {
    let at = PRIORITIES.iter().position(|known| known.eq_ignore_ascii_case(name))?;
    i64::try_from(at).ok().map(Priority::clamped)
}

/// What a priority is called.
pub(super) fn priority_name(priority: Priority) -> &'static str {
    PRIORITIES[usize::from(priority.get())]
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
    canonical.issue_type =
        table::meaning(TYPES, &name(&fields.issuetype)).unwrap_or(CanonicalIssueType::Task);
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
        for (name, meant) in STATUSES {
            assert_eq!(status(&name.to_uppercase(), &none), *meant);
        }
        assert_eq!(status("Somewhere", &none), CanonicalStatus::Todo);
        let own = StatusNames::from([(CanonicalStatus::InReview, "Peer check".to_owned())]);
        assert_eq!(status("peer CHECK", &own), CanonicalStatus::InReview);
        assert_eq!(status_name(CanonicalStatus::InReview, &own), "Peer check");
    }

    #[test]
    fn every_type_has_a_name_and_most_come_back() {
        for issue_type in CanonicalIssueType::ALL {
            let name = type_name(*issue_type, "Task");
            let back = table::meaning(TYPES, name).unwrap_or(CanonicalIssueType::Task);
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
