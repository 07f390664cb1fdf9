//! Requests to Linear's GraphQL API, and what they are answered with.

use std::time::{Duration, UNIX_EPOCH};

use reqwest::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::Result;
use crate::error::FailureClass;
use crate::http::{Answer, Call, Complaint, Http, Vendor};

pub(super) static LINEAR: Vendor =
    Vendor { name: super::NAME, headers: &[("accept", "application/json")], complaint };

/// What is read of an issue.
macro_rules! issue_fields {
    () => {
        "id identifier title description priority createdAt updatedAt url \
         state { id name type } labels(first: 50) { nodes { name } pageInfo { hasNextPage endCursor } } \
         assignee { id } parent { id identifier url } team { id }"
    };
}

pub(super) const LIST: &str = concat!(
    "query ListIssues($first: Int!, $after: String, $filter: IssueFilter) {\
     issues(first: $first, after: $after, filter: $filter) { nodes { ",
    issue_fields!(),
    " } pageInfo { hasNextPage endCursor } } }"
);
pub(super) const GET: &str =
    concat!("query GetIssue($id: String!) { issue(id: $id) { trashed ", issue_fields!(), " } }");
pub(super) const MORE_LABELS: &str = "query MoreLabels($id: String!, $after: String) { issue(id: $id) { \
     labels(first: 250, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } } }";
pub(super) const CREATE: &str = concat!(
    "mutation CreateIssue($input: IssueCreateInput!) { issueCreate(input: $input) { success issue { ",
    issue_fields!(),
    " } } }"
);
pub(super) const UPDATE: &str = concat!(
    "mutation UpdateIssue($id: String!, $input: IssueUpdateInput!) { \
     issueUpdate(id: $id, input: $input) { success issue { ",
    issue_fields!(),
    " } } }"
);
/// Moves an issue to the trash, from which it goes after a month.
pub(super) const DELETE: &str =
    "mutation DeleteIssue($id: String!) { issueDelete(id: $id) { success } }";
pub(super) const LABELS: &str = "query FindLabels($after: String, $filter: IssueLabelFilter) { \
     issueLabels(first: 250, after: $after, filter: $filter) { nodes { id name isGroup team { id } } \
     pageInfo { hasNextPage endCursor } } }";
pub(super) const CREATE_LABEL: &str = "mutation CreateLabel($input: IssueLabelCreateInput!) { \
     issueLabelCreate(input: $input) { success issueLabel { id name } } }";
pub(super) const LINK: &str = "mutation LinkIssues($input: IssueRelationCreateInput!) { \
     issueRelationCreate(input: $input) { success } }";
pub(super) const RELATIONS: &str = "query ListLinks($id: String!, $after: String) { issue(id: $id) { \
     relations(first: 250, after: $after) { \
     nodes { type relatedIssue { id identifier } } pageInfo { hasNextPage endCursor } } } }";
pub(super) const COMMENT: &str =
    "mutation AddComment($input: CommentCreateInput!) { commentCreate(input: $input) { success } }";

/// Asks Linear.
pub(crate) async fn ask<T: DeserializeOwned>(
    http: &Http,
    operation: &'static str,
    query: &str,
    variables: Value,
) -> Result<T> {
    let body = json!({ "query": query, "variables": variables });
    let call = Call::new(operation, Method::POST, String::new()).body(body);
    let answer = http.send(call).await?;
    let mut body: Value = answer.json().map_err(|error| error.during(super::NAME, operation))?;
    if !body["errors"].is_null() {
        return Err(http.failure(&answer).during(super::NAME, operation));
    }
    let data = body.get_mut("data").map(Value::take).unwrap_or_default();
    let data = serde_json::from_value(data);
    data.map_err(|_| {
        let said = "the answer is not what this call is answered with";
        crate::Error::request(FailureClass::NonRetryable, said).during(super::NAME, operation)
    })
}

/// A page of anything.
#[derive(Deserialize)]
pub(crate) struct Connection<T> {
    pub(crate) nodes: Vec<T>,
    #[serde(rename = "pageInfo")]
    pub(crate) page_info: PageInfo,
}

/// Whether there is more.
#[derive(Default, Deserialize)]
pub(crate) struct PageInfo {
    #[serde(rename = "hasNextPage")]
    has_next_page: bool,
    #[serde(rename = "endCursor")]
    end_cursor: Option<String>,
}

impl PageInfo {
    /// What asks for the next page.
    pub(crate) fn next(self) -> Option<String> {
        self.end_cursor.filter(|_| self.has_next_page)
    }
}

#[derive(Deserialize)]
pub(super) struct Issues {
    pub(super) issues: Connection<Issue>,
}

#[derive(Deserialize)]
pub(super) struct One<T> {
    pub(super) issue: Option<T>,
}

/// What a change of an issue is answered with.
#[derive(Deserialize)]
pub(super) struct Changed {
    #[serde(alias = "issueCreate", alias = "issueUpdate")]
    pub(super) change: One<Issue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Issue {
    #[serde(flatten)]
    pub(super) named: Named,
    pub(super) title: Option<String>,
    /// Asked for where one issue is read: lists leave out what is in the trash.
    pub(super) trashed: Option<bool>,
    pub(super) description: Option<String>,
    pub(super) priority: Option<f64>,
    #[serde(default)]
    pub(super) state: Value,
    pub(super) labels: Connection<LabelName>,
    #[serde(default)]
    pub(super) assignee: Value,
    pub(super) parent: Option<Named>,
    #[serde(default)]
    pub(super) team: Value,
    pub(super) created_at: Option<String>,
    pub(super) updated_at: Option<String>,
}

/// How an issue is named.
#[derive(Deserialize)]
pub(super) struct Named {
    pub(super) id: String,
    pub(super) identifier: Option<String>,
    pub(super) url: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct LabelName {
    pub(super) name: String,
}

#[derive(Deserialize)]
pub(super) struct Labelled {
    pub(super) labels: Connection<LabelName>,
}

#[derive(Deserialize)]
pub(super) struct Related {
    pub(super) relations: Connection<Relation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Relation {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) related_issue: Named,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Labels {
    pub(super) issue_labels: Connection<Label>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Label {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) is_group: bool,
    #[serde(default)]
    pub(super) team: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CreatedLabel {
    pub(super) issue_label_create: CreatedLabelPayload,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CreatedLabelPayload {
    pub(super) issue_label: Label,
}

/// What Linear says about a failure: codes, whatever the status is.
fn complaint(answer: &Answer) -> Complaint {
    let mut complaint = Complaint::default();
    let body = answer.value().unwrap_or_default();
    for error in body["errors"].as_array().into_iter().flatten() {
        let code = error["extensions"]["code"].as_str();
        complaint.word(code);
        let missing = ["message", "/extensions/userPresentableMessage"].iter().any(|place| {
            let said = error.get(place).or_else(|| error.pointer(place)).and_then(Value::as_str);
            said.is_some_and(|said| said.starts_with("Entity not found"))
        });
        let class = match code {
            _ if missing => FailureClass::NotFound,
            Some("RATELIMITED") => FailureClass::RateLimit,
            Some("AUTHENTICATION_ERROR") => FailureClass::Authentication,
            Some("FORBIDDEN") => FailureClass::Permission,
            Some("INPUT_ERROR" | "INVALID_INPUT" | "GRAPHQL_VALIDATION_FAILED") => {
                FailureClass::Validation
            }
            Some("INTERNAL_SERVER_ERROR" | "SERVICE_UNAVAILABLE") => FailureClass::Transient,
            _ if answer.status() < 300 => FailureClass::NonRetryable,
            _ => continue,
        };
        complaint.class.get_or_insert(class);
    }
    if complaint.class == Some(FailureClass::RateLimit) {
        complaint.retry_after = reset(answer);
    }
    complaint
}

/// The seconds until the limit that is used up is lifted; Linear says when, in milliseconds.
fn reset(answer: &Answer) -> Option<u64> {
    let number = |name: String| answer.header(&name).and_then(|text| text.parse::<u64>().ok());
    let until = |kind: &str| {
        let millis = number(format!("x-ratelimit-{kind}-reset"))?;
        Some(answer.until(UNIX_EPOCH + Duration::from_millis(millis)))
    };
    let kinds = ["requests", "complexity", "endpoint-requests"];
    let used_up = |kind: &&&str| {
        number(format!("x-ratelimit-{kind}-remaining")).is_some_and(|left| left == 0)
    };
    let known = kinds.iter().filter(used_up).filter_map(|kind| until(kind)).max();
    known.or_else(|| kinds.iter().find_map(|kind| until(kind)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_come_as_bad_requests_with_a_time_in_milliseconds() {
        let headers = [
            ("date", "Thu, 01 Jan 2026 00:00:00 GMT"),
            ("x-ratelimit-requests-remaining", "4000"),
            ("x-ratelimit-requests-reset", "1767229200000"),
            ("x-ratelimit-complexity-remaining", "0"),
            ("x-ratelimit-complexity-reset", "1767225612500"),
        ];
        let headers = headers.iter().map(|(name, value)| {
            (reqwest::header::HeaderName::from_static(name), value.parse().unwrap())
        });
        let body =
            json!({ "errors": [{ "message": "x", "extensions": { "code": "RATELIMITED" } }] });
        let answer = Answer::new(400, headers.collect(), body.to_string().into_bytes());
        let complaint = complaint(&answer);
        assert_eq!(complaint.class, Some(FailureClass::RateLimit));
        assert_eq!(complaint.retry_after, Some(13));
        assert_eq!(complaint.words, ["RATELIMITED"]);
    }
}
