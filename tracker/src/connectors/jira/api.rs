//! Requests to Jira Cloud, and what they are answered with.

use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Result;
use crate::error::FailureClass;
use crate::http::{Answer, Call, Complaint, Vendor, nullable, path};

pub(super) static JIRA: Vendor =
    Vendor { name: super::NAME, headers: &[("accept", "application/json")], complaint };

/// The fields that are asked for.
const FIELDS: &[&str] = &[
    "summary",
    "description",
    "status",
    "priority",
    "assignee",
    "labels",
    "issuetype",
    "parent",
    "updated",
    "created",
];

fn call(operation: &'static str, method: Method, rest: &[&str]) -> Result<Call> {
    Ok(Call::new(operation, method, path(&[&["rest", "api", "3"], rest].concat())?))
}

pub(super) fn search(jql: &str, limit: u32, token: Option<&str>) -> Result<Call> {
    let mut body = json!({ "jql": jql, "maxResults": limit, "fields": FIELDS });
    if let Some(token) = token {
        body["nextPageToken"] = json!(token);
    }
    Ok(call("list issues", Method::POST, &["search", "jql"])?.body(body))
}

pub(super) fn get(key: &str) -> Result<Call> {
    Ok(call("get issue", Method::GET, &["issue", key])?.query("fields", FIELDS.join(",")))
}

pub(super) fn create(body: Value) -> Result<Call> {
    Ok(call("create issue", Method::POST, &["issue"])?.body(body))
}

pub(super) fn update(key: &str, body: Value) -> Result<Call> {
    Ok(call("update issue", Method::PUT, &["issue", key])?.body(body))
}

/// Deletes an issue that has no sub-tasks; one that has some is refused.
pub(super) fn delete(key: &str) -> Result<Call> {
    call("delete issue", Method::DELETE, &["issue", key])
}

pub(super) fn transitions(key: &str) -> Result<Call> {
    call("list transitions", Method::GET, &["issue", key, "transitions"])
}

pub(super) fn transition(key: &str, id: &str) -> Result<Call> {
    let call = call("transition issue", Method::POST, &["issue", key, "transitions"])?;
    Ok(call.body(json!({ "transition": { "id": id } })))
}

/// Links two issues; the inward one does to the outward one what the link's name says.
pub(super) fn link(name: &str, inward: &Value, outward: &Value) -> Result<Call> {
    let body = json!({ "type": { "name": name }, "inwardIssue": inward, "outwardIssue": outward });
    Ok(call("link issues", Method::POST, &["issueLink"])?.body(body))
}

pub(super) fn comment(key: &str, document: &Value) -> Result<Call> {
    let call = call("add comment", Method::POST, &["issue", key, "comment"])?;
    Ok(call.body(json!({ "body": document })))
}

#[derive(Deserialize)]
pub(super) struct Found {
    #[serde(default, deserialize_with = "nullable")]
    pub(super) issues: Vec<Issue>,
    #[serde(rename = "nextPageToken")]
    pub(super) next_page_token: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Issue {
    pub(super) id: String,
    pub(super) key: Option<String>,
    #[serde(default)]
    pub(super) fields: Fields,
}

#[derive(Default, Deserialize)]
pub(super) struct Fields {
    pub(super) summary: Option<String>,
    #[serde(default)]
    pub(super) description: Value,
    #[serde(default)]
    pub(super) status: Value,
    #[serde(default)]
    pub(super) issuetype: Value,
    #[serde(default)]
    pub(super) priority: Value,
    #[serde(default)]
    pub(super) assignee: Value,
    #[serde(default)]
    pub(super) parent: Value,
    #[serde(default, deserialize_with = "nullable")]
    pub(super) labels: Vec<String>,
    pub(super) created: Option<String>,
    pub(super) updated: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Created {
    pub(super) key: String,
}

#[derive(Deserialize)]
pub(super) struct Transitions {
    #[serde(default)]
    pub(super) transitions: Vec<Transition>,
}

#[derive(Deserialize)]
pub(super) struct Transition {
    pub(super) id: String,
    #[serde(default)]
    pub(super) name: String,
    /// The status it leads to.
    #[serde(default)]
    pub(super) to: Value,
}

/// What Jira says about a failure: the fields it objects to, and limits.
fn complaint(answer: &Answer) -> Complaint {
    let mut complaint = Complaint::default();
    let limited = answer.header("ratelimit-reason").or_else(|| answer.header("x-ratelimit-reason"));
    if limited.is_some() && matches!(answer.status(), 403 | 429 | 503) {
        complaint.class = Some(FailureClass::RateLimit);
        complaint.word(limited);
    }
    let body = answer.value().unwrap_or_default();
    for name in body["errors"].as_object().into_iter().flat_map(|fields| fields.keys()) {
        complaint.word(Some(name));
    }
    complaint
}
