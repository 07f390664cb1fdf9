//! Requests to GitHub, and what they are answered with.

use std::time::{Duration, UNIX_EPOCH};

use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Result;
use crate::connectors::{COMMENTS, numbered};
use crate::error::FailureClass;
use crate::http::{Answer, Call, Complaint, Vendor, nullable, path};

/// How long to stay away after too much at once, if GitHub does not say.
const SECONDARY_LIMIT_SECONDS: u64 = 60;

pub(super) static GITHUB: Vendor = Vendor {
    name: super::NAME,
    headers: &[("accept", "application/vnd.github+json"), ("x-github-api-version", "2022-11-28")],
    complaint,
};

/// A repository, by its owner and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Repository {
    pub(super) owner: String,
    pub(super) name: String,
}

impl Repository {
    /// Of `owner/name`.
    pub(super) fn of(workspace: &str) -> Option<Self> {
        let (owner, name) = workspace.split_once('/')?;
        let whole = !owner.is_empty() && !name.is_empty() && !name.contains('/');
        whole.then(|| Self { owner: owner.to_owned(), name: name.to_owned() })
    }

    /// `owner/name`.
    pub(super) fn workspace(&self) -> String {
        format!("{}/{}", self.owner, self.name)
    }

    fn call(&self, operation: &'static str, method: Method, rest: &[&str]) -> Result<Call> {
        let segments = [&["repos", &*self.owner, &*self.name, "issues"], rest].concat();
        Ok(Call::new(operation, method, path(&segments)?))
    }

    /// Of the address that the API has for it.
    pub(super) fn of_url(url: &str) -> Option<Self> {
        Self::of(url.rsplit_once("/repos/")?.1)
    }

    /// The repository itself.
    pub(super) fn whole(&self) -> Result<Call> {
        let place = path(&["repos", &self.owner, &self.name])?;
        Ok(Call::new("get repository", Method::GET, place).following())
    }

    pub(super) fn list(&self, per_page: u32, page: u32) -> Result<Call> {
        let call = self.call("list issues", Method::GET, &[])?.query("state", "all");
        Ok(paged(call, per_page, page))
    }

    pub(super) fn get(&self, number: &str) -> Result<Call> {
        Ok(self.call("get issue", Method::GET, &[numbered(number)?])?.following())
    }

    pub(super) fn create(&self, body: Value) -> Result<Call> {
        Ok(self.call("create issue", Method::POST, &[])?.body(body))
    }

    pub(super) fn update(&self, number: &str, body: Value) -> Result<Call> {
        Ok(self.call("update issue", Method::PATCH, &[numbered(number)?])?.body(body))
    }

    pub(super) fn comment(&self, number: &str, body: &str) -> Result<Call> {
        let call = self.call("add comment", Method::POST, &[numbered(number)?, "comments"])?;
        Ok(call.body(json!({ "body": body })))
    }

    pub(super) fn comments(&self, number: &str, page: u32) -> Result<Call> {
        let call = self.call("list comments", Method::GET, &[numbered(number)?, "comments"])?;
        Ok(paged(call, COMMENTS, page))
    }

    pub(super) fn events(&self, per_page: u32, page: u32) -> Result<Call> {
        Ok(paged(self.call("list events", Method::GET, &["events"])?, per_page, page))
    }

    /// Makes an issue wait for another one, given by its database id.
    pub(super) fn block(&self, number: &str, by: u64) -> Result<Call> {
        let call = self.call(
            "link issues",
            Method::POST,
            &[numbered(number)?, "dependencies", "blocked_by"],
        )?;
        Ok(call.body(json!({ "issue_id": by })))
    }

    pub(super) fn blockers(&self, number: &str, page: u32) -> Result<Call> {
        let call = self.call(
            "list links",
            Method::GET,
            &[numbered(number)?, "dependencies", "blocked_by"],
        )?;
        Ok(paged(call, 100, page))
    }

    /// Makes another issue, given by its database id, a part of one.
    pub(super) fn adopt(&self, number: &str, part: u64) -> Result<Call> {
        let call = self.call("link issues", Method::POST, &[numbered(number)?, "sub_issues"])?;
        Ok(call.body(json!({ "sub_issue_id": part })))
    }

    pub(super) fn parts(&self, number: &str, page: u32) -> Result<Call> {
        Ok(paged(
            self.call("list links", Method::GET, &[numbered(number)?, "sub_issues"])?,
            100,
            page,
        ))
    }
}

fn paged(call: Call, per_page: u32, page: u32) -> Call {
    call.query("per_page", per_page.to_string()).query("page", page.to_string())
}

/// An issue or pull request.
#[derive(Deserialize)]
pub(super) struct Issue {
    /// The id that links are made with.
    pub(super) id: u64,
    pub(super) number: u64,
    pub(super) html_url: Option<String>,
    /// Where the API has its repository.
    pub(super) repository_url: Option<String>,
    pub(super) title: Option<String>,
    pub(super) body: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub(super) state: String,
    pub(super) state_reason: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub(super) labels: Vec<Label>,
    #[serde(default, deserialize_with = "nullable")]
    pub(super) assignees: Vec<User>,
    pub(super) created_at: Option<String>,
    pub(super) updated_at: Option<String>,
    /// There for pull requests only.
    pub(super) pull_request: Option<Value>,
}

/// A label, alone or with its looks.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Label {
    Name(String),
    Described { name: Option<String> },
}

impl Label {
    pub(super) fn name(self) -> Option<String> {
        let name = match self {
            Self::Name(name) => Some(name),
            Self::Described { name } => name,
        };
        name.filter(|name| !name.is_empty())
    }
}

#[derive(Deserialize)]
pub(super) struct User {
    pub(super) login: Option<String>,
}

/// What GitHub says about a failure: limits come as 403 too.
fn complaint(answer: &Answer) -> Complaint {
    let mut complaint = Complaint::default();
    let body = answer.value().unwrap_or_default();
    let exhausted = answer.header("x-ratelimit-remaining") == Some("0");
    let secondary = body["message"].as_str().is_some_and(|said| {
        said.to_lowercase().contains("secondary rate limit") || said.contains("abuse detection")
    });
    if matches!(answer.status(), 403 | 429) && (exhausted || secondary) {
        complaint.class = Some(FailureClass::RateLimit);
        let reset = answer.header("x-ratelimit-reset").and_then(|text| text.parse().ok());
        complaint.retry_after = match reset {
            Some(reset) if exhausted => Some(answer.until(UNIX_EPOCH + Duration::from_secs(reset))),
            _ => Some(SECONDARY_LIMIT_SECONDS),
        };
    }
    for error in body["errors"].as_array().map(Vec::as_slice).unwrap_or_default() {
        complaint.word(error["field"].as_str());
        complaint.word(error["code"].as_str());
    }
    complaint
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(status: u16, headers: &[(&str, &str)], body: &Value) -> Complaint {
        let headers = headers.iter().map(|(name, value)| {
            (name.parse::<reqwest::header::HeaderName>().unwrap(), value.parse().unwrap())
        });
        complaint(&Answer::new(status, headers.collect(), body.to_string().into_bytes()))
    }

    #[test]
    fn limits_are_told_from_missing_permission() {
        let none = said(403, &[("x-ratelimit-remaining", "12")], &json!({ "message": "No" }));
        assert_eq!((none.class, none.retry_after), (None, None));
        let headers = [
            ("x-ratelimit-remaining", "0"),
            ("x-ratelimit-reset", "1767225690"),
            ("date", "Thu, 01 Jan 2026 00:00:00 GMT"),
        ];
        let primary = said(403, &headers, &json!({}));
        assert_eq!(primary.class, Some(FailureClass::RateLimit));
        assert_eq!(primary.retry_after, Some(90));
        let secondary =
            said(403, &[], &json!({ "message": "You have exceeded a secondary rate limit." }));
        assert_eq!(secondary.class, Some(FailureClass::RateLimit));
        assert_eq!(secondary.retry_after, Some(60));
    }

    #[test]
    fn fields_are_named_but_not_quoted() {
        let errors =
            json!([{ "field": "title", "code": "missing_field", "value": "secret plans" }]);
        let complaint =
            said(422, &[], &json!({ "message": "Validation Failed", "errors": errors }));
        assert_eq!(complaint.words, ["title", "missing_field"]);
    }
}
