//! Requests to Azure DevOps, and what they are answered with.

use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Result;
use crate::connectors::numbered;
use crate::http::{Answer, Call, Complaint, Vendor, nullable, path};
use crate::model::{Object, Timestamp};

/// The version of the API.
const VERSION: &str = "7.1";
/// The most ids of a request.
pub(super) const BATCH: usize = 200;
const PATCH: &str = "application/json-patch+json";

pub(super) static AZURE: Vendor =
    Vendor { name: super::NAME, headers: &[("accept", "application/json")], complaint };

/// A place below an organization and a project. Nango knows the organization itself.
pub(super) struct Project {
    pub(super) organization: Option<String>,
    pub(super) name: String,
}

impl Project {
    fn call(&self, operation: &'static str, method: Method, rest: &[&str]) -> Result<Call> {
        let own = [self.name.as_str(), "_apis", "wit"];
        let segments: Vec<_> = self.organization.as_deref().into_iter().chain(own).collect();
        let path = path(&[&segments, rest].concat())?;
        Ok(Call::new(operation, method, path).query("api-version", VERSION))
    }

    /// The ids of what changed last, newest first.
    pub(super) fn ids(&self, since: Option<Timestamp>, top: usize) -> Result<Call> {
        let since =
            since.map(|since| format!(" AND [System.ChangedDate] >= '{}'", since.utc_seconds()));
        let query = format!(
            "SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = '{}'{} \
             ORDER BY [System.ChangedDate] DESC, [System.Id] DESC",
            self.name.replace('\'', "''"),
            since.unwrap_or_default(),
        );
        let call = self.call("list issues", Method::POST, &["wiql"])?;
        let call = call.query("timePrecision", "true").query("$top", top.to_string());
        Ok(call.body(json!({ "query": query })))
    }

    pub(super) fn batch(&self, ids: &[i64]) -> Result<Call> {
        let call = self.call("list issues", Method::POST, &["workitemsbatch"])?;
        Ok(call.body(json!({ "ids": ids, "$expand": "relations", "errorPolicy": "omit" })))
    }

    pub(super) fn get(&self, id: &str) -> Result<Call> {
        let call = self.call("get issue", Method::GET, &["workitems", numbered(id)?])?;
        Ok(call.query("$expand", "relations"))
    }

    pub(super) fn create(&self, name_of_type: &str, steps: Vec<Value>) -> Result<Call> {
        let named = format!("${name_of_type}");
        let call = self.call("create issue", Method::POST, &["workitems", &named])?;
        Ok(call.query("$expand", "relations").content_type(PATCH).body(steps.into()))
    }

    /// Moves a work item to the recycle bin.
    pub(super) fn delete(&self, id: &str) -> Result<Call> {
        self.call("delete issue", Method::DELETE, &["workitems", numbered(id)?])
    }

    pub(super) fn update(&self, id: &str, steps: Vec<Value>) -> Result<Call> {
        let call = self.call("update issue", Method::PATCH, &["workitems", numbered(id)?])?;
        Ok(call.query("$expand", "relations").content_type(PATCH).body(steps.into()))
    }
}

/// Sets a field.
pub(super) fn set(field: &str, value: impl Into<Value>) -> Value {
    json!({ "op": "add", "path": format!("/fields/{field}"), "value": value.into() })
}

/// Sets a field, or empties it.
pub(super) fn change(field: &str, value: Option<impl Into<Value>>) -> Value {
    match value {
        Some(value) => set(field, value),
        None => json!({ "op": "remove", "path": format!("/fields/{field}") }),
    }
}

/// Adds a relation.
pub(super) fn relate(relation: &str, url: &str) -> Value {
    json!({ "op": "add", "path": "/relations/-", "value": { "rel": relation, "url": url } })
}

/// Removes a relation by its place.
pub(super) fn unrelate(at: usize) -> Value {
    json!({ "op": "remove", "path": format!("/relations/{at}") })
}

#[derive(Deserialize)]
pub(super) struct Ids {
    #[serde(default, rename = "workItems", deserialize_with = "nullable")]
    pub(super) work_items: Vec<Id>,
}

#[derive(Deserialize)]
pub(super) struct Id {
    pub(super) id: i64,
}

#[derive(Deserialize)]
pub(super) struct Batch {
    /// Nothing in the place of what is gone.
    #[serde(default, deserialize_with = "nullable")]
    pub(super) value: Vec<Option<WorkItem>>,
}

#[derive(Deserialize)]
pub(super) struct WorkItem {
    pub(super) id: i64,
    #[serde(default, deserialize_with = "nullable")]
    pub(super) fields: Object,
    pub(super) url: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub(super) relations: Vec<Relation>,
}

#[derive(Deserialize)]
pub(super) struct Relation {
    pub(super) rel: String,
    pub(super) url: String,
}

fn complaint(answer: &Answer) -> Complaint {
    let mut complaint = Complaint::default();
    let body = answer.value().unwrap_or_default();
    complaint.word(body["typeKey"].as_str());
    complaint
}
