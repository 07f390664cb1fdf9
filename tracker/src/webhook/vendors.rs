//! What the calls of vendors are about.

use std::time::Duration;

use serde_json::Value;

use super::{Delivery, Told};
use crate::model::{Timestamp, TrackerEventType};

pub(super) fn github<'a>(delivery: &Delivery<'_>, body: &'a Value) -> Option<Told<'a>> {
    let issue = &body["issue"];
    if !issue["pull_request"].is_null() {
        return None;
    }
    let action = body["action"].as_str()?;
    let event_type = match (delivery.header("x-github-event")?, action) {
        ("issues", "opened") => TrackerEventType::Created,
        ("issues", "closed" | "reopened") => TrackerEventType::Transitioned,
        ("issues", _) => TrackerEventType::Updated,
        ("issue_comment", "created") => TrackerEventType::CommentAdded,
        ("issue_dependencies" | "sub_issues", _) => TrackerEventType::LinkUpserted,
        _ => return None,
    };
    let number = issue["number"].as_u64()?;
    Some(Told {
        event_type,
        workspace: body["repository"]["full_name"].as_str(),
        id: number.to_string(),
        key: Some(format!("#{number}")),
        url: issue["html_url"].as_str(),
        at: time(&body["comment"]["created_at"]).or_else(|| time(&issue["updated_at"])),
        delivery: "x-github-delivery",
    })
}

pub(super) fn gitlab<'a>(delivery: &Delivery<'_>, body: &'a Value) -> Option<Told<'a>> {
    let attributes = &body["object_attributes"];
    let (event_type, issue) = match delivery.header("x-gitlab-event")? {
        "Issue Hook" | "Confidential Issue Hook" => {
            let event_type = match attributes["action"].as_str()? {
                "open" => TrackerEventType::Created,
                "close" | "reopen" => TrackerEventType::Transitioned,
                _ => TrackerEventType::Updated,
            };
            (event_type, attributes)
        }
        "Note Hook" | "Confidential Note Hook" => (TrackerEventType::CommentAdded, &body["issue"]),
        _ => return None,
    };
    let iid = issue["iid"].as_u64()?.to_string();
    Some(Told {
        event_type,
        workspace: None,
        key: Some(iid.clone()),
        id: iid,
        url: issue["url"].as_str().or_else(|| attributes["url"].as_str()),
        at: time(&attributes["updated_at"]),
        delivery: "x-gitlab-event-uuid",
    })
}

pub(super) fn jira(body: &Value) -> Option<Told<'_>> {
    let changed = body["changelog"]["items"].as_array();
    let moved = changed.into_iter().flatten().any(|item| item["field"] == "status");
    let event_type = match body["webhookEvent"].as_str()? {
        "jira:issue_created" => TrackerEventType::Created,
        "jira:issue_updated" if moved => TrackerEventType::Transitioned,
        "jira:issue_updated" => TrackerEventType::Updated,
        "comment_created" => TrackerEventType::CommentAdded,
        _ => return None,
    };
    Some(Told {
        event_type,
        workspace: None,
        id: body["issue"]["id"].as_str()?.to_owned(),
        key: body["issue"]["key"].as_str().map(str::to_owned),
        url: None,
        at: millis(&body["timestamp"]),
        delivery: "x-atlassian-webhook-identifier",
    })
}

pub(super) fn linear(body: &Value) -> Option<Told<'_>> {
    let data = &body["data"];
    let moved = !body["updatedFrom"]["stateId"].is_null();
    let (event_type, issue) = match (body["type"].as_str()?, body["action"].as_str()?) {
        ("Issue", "create") => (TrackerEventType::Created, data),
        ("Issue", "update") if moved => (TrackerEventType::Transitioned, data),
        ("Issue", _) => (TrackerEventType::Updated, data),
        ("Comment", "create") => (TrackerEventType::CommentAdded, &data["issue"]),
        _ => return None,
    };
    let id = issue["id"].as_str().or_else(|| data["issueId"].as_str())?;
    Some(Told {
        event_type,
        workspace: None,
        id: id.to_owned(),
        key: issue["identifier"].as_str().map(str::to_owned),
        url: body["url"].as_str(),
        at: time(&body["createdAt"]).or_else(|| millis(&body["webhookTimestamp"])),
        delivery: "linear-delivery",
    })
}

fn time(value: &Value) -> Option<Timestamp> {
    // Older hooks of GitLab write times as Ruby shows them.
    let text = value.as_str()?.trim_end_matches(" UTC");
    text.parse().ok()
}

fn millis(value: &Value) -> Option<Timestamp> {
    value.as_u64().map(|millis| Timestamp::from_unix(Duration::from_millis(millis)))
}
