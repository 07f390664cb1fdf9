//! Requests to GitLab, and what they are answered with.

use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Result;
use crate::connectors::{COMMENTS, numbered};
use crate::contracts::words::GitlabLink;
use crate::http::{Answer, Call, Complaint, Vendor, nullable, path};
use crate::model::ExternalRef;

pub(super) static GITLAB: Vendor =
    Vendor { name: super::NAME, headers: &[("accept", "application/json")], complaint };

/// A project, by its number or path.
pub(super) struct Project(String);

impl Project {
    /// Of a number or a path, which may already be encoded.
    pub(super) fn new(id: &str) -> Self {
        Self(id.trim().replace("%2F", "/").replace("%2f", "/"))
    }

    /// The project of a reference to GitLab, if it names one.
    pub(super) fn of_another(issue: &ExternalRef) -> Option<Self> {
        let project = Self::new(issue.workspace());
        let number = project.0.bytes().all(|byte| byte.is_ascii_digit());
        let named = issue.system() == super::NAME && (number || project.0.contains('/'));
        named.then_some(project)
    }

    pub(super) fn id(&self) -> &str {
        &self.0
    }

    fn call(&self, operation: &'static str, method: Method, rest: &[&str]) -> Result<Call> {
        let segments = [&["projects", &*self.0, "issues"], rest].concat();
        Ok(Call::new(operation, method, path(&segments)?))
    }

    pub(super) fn list(&self, per_page: u32, page: u32) -> Result<Call> {
        let call = self.call("list issues", Method::GET, &[])?.query("state", "all");
        Ok(call.query("per_page", per_page.to_string()).query("page", page.to_string()))
    }

    pub(super) fn get(&self, iid: &str) -> Result<Call> {
        self.call("get issue", Method::GET, &[numbered(iid)?])
    }

    pub(super) fn create(&self, body: Value) -> Result<Call> {
        Ok(self.call("create issue", Method::POST, &[])?.body(body))
    }

    pub(super) fn update(&self, iid: &str, body: Value) -> Result<Call> {
        Ok(self.call("update issue", Method::PUT, &[numbered(iid)?])?.body(body))
    }

    pub(super) fn delete(&self, iid: &str) -> Result<Call> {
        self.call("delete issue", Method::DELETE, &[numbered(iid)?])
    }

    pub(super) fn comment(&self, iid: &str, body: &str) -> Result<Call> {
        let call = self.call("add comment", Method::POST, &[numbered(iid)?, "notes"])?;
        Ok(call.body(json!({ "body": body })))
    }

    pub(super) fn comments(&self, iid: &str, page: u32) -> Result<Call> {
        let call = self.call("list comments", Method::GET, &[numbered(iid)?, "notes"])?;
        // Oldest first, as everybody else has them.
        let call = call.query("sort", "asc");
        Ok(call.query("per_page", COMMENTS.to_string()).query("page", page.to_string()))
    }

    pub(super) fn links(&self, iid: &str) -> Result<Call> {
        self.call("list links", Method::GET, &[numbered(iid)?, "links"])
    }

    pub(super) fn link(&self, iid: &str, to: &Target<'_>) -> Result<Call> {
        let call = self.call("link issues", Method::POST, &[numbered(iid)?, "links"])?;
        Ok(call.body(json!({
            "target_project_id": to.project,
            "target_issue_iid": to.iid,
            "link_type": to.link_type,
        })))
    }

    pub(super) fn unlink(&self, iid: &str, link: u64) -> Result<Call> {
        self.call("remove link", Method::DELETE, &[numbered(iid)?, "links", &link.to_string()])
    }
}

/// What an issue is linked to, and how.
pub(super) struct Target<'a> {
    pub(super) project: &'a str,
    pub(super) iid: &'a str,
    pub(super) link_type: GitlabLink,
}

/// The users of a name.
pub(super) fn users(name: &str) -> Result<Call> {
    Ok(Call::new("find user", Method::GET, path(&["users"])?).query("username", name))
}

#[derive(Deserialize)]
pub(super) struct Issue {
    pub(super) iid: u64,
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub(super) state: String,
    #[serde(default, deserialize_with = "nullable")]
    pub(super) labels: Vec<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub(super) assignees: Vec<User>,
    pub(super) web_url: Option<String>,
    pub(super) created_at: Option<String>,
    pub(super) updated_at: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct User {
    pub(super) id: u64,
    pub(super) username: Option<String>,
}

/// An issue that another one is linked to.
#[derive(Deserialize)]
pub(super) struct Linked {
    pub(super) iid: u64,
    pub(super) project_id: u64,
    pub(super) issue_link_id: u64,
    pub(super) link_type: String,
    pub(super) references: Option<References>,
}

impl Linked {
    /// True if it is an issue of a project, given by number or path.
    pub(super) fn is_of(&self, project: &str) -> bool {
        let full = self.references.as_ref().and_then(|references| references.full.as_deref());
        let path = full.and_then(|full| full.rsplit_once('#')).map(|(path, _)| path);
        self.project_id.to_string() == project || path == Some(project)
    }
}

#[derive(Deserialize)]
pub(super) struct References {
    /// `group/project#iid`.
    pub(super) full: Option<String>,
}

fn complaint(answer: &Answer) -> Complaint {
    let mut complaint = Complaint::default();
    let body = answer.value().unwrap_or_default();
    for name in body["message"].as_object().into_iter().flat_map(|fields| fields.keys()) {
        complaint.word(Some(name));
    }
    complaint
}
