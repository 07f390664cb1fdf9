//! Calls back from trackers: whether they are genuine, and what they say.

mod signature;
mod vendors;

use serde_json::Value;

use crate::Result;
use crate::connectors::Vendor;
use crate::error::{Error, FailureClass};
use crate::model::{ExternalRef, Object, Timestamp, TrackerEvent, TrackerEventType};
use crate::secret::Secret;

/// A call from a tracker.
pub struct Delivery<'a> {
    /// Its headers, names in any case.
    pub headers: &'a [(String, String)],
    /// Its body, to the byte.
    pub body: &'a [u8],
}

impl Delivery<'_> {
    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim())
    }
}

/// What a call is about, in a vendor's words.
struct Told<'a> {
    event_type: TrackerEventType,
    /// Where the issue is, where the vendor says it.
    workspace: Option<&'a str>,
    id: String,
    key: Option<String>,
    url: Option<&'a str>,
    at: Option<Timestamp>,
    /// The header that identifies the call.
    delivery: &'static str,
}

/// What a call says, after its signature was checked with the secret of the webhook; nothing if it is not about
/// an issue.
///
/// The workspace is that of the connector, for vendors whose calls do not name it.
pub fn receive(
    vendor: Vendor,
    secret: &Secret,
    workspace: &str,
    delivery: &Delivery<'_>,
) -> Result<Option<TrackerEvent>> {
    let genuine = match vendor {
        Vendor::GitHub => signature::signed(delivery, "x-hub-signature-256", "sha256=", secret),
        Vendor::Jira => signature::signed(delivery, "x-hub-signature", "sha256=", secret),
        Vendor::Linear => signature::signed(delivery, "linear-signature", "", secret),
        Vendor::GitLab => signature::same(
            delivery.header("x-gitlab-token").unwrap_or_default().as_bytes(),
            secret.reveal().as_bytes(),
        ),
        _ => return Err(Error::unsupported("this tracker does not call back")),
    };
    // An empty secret would make everybody genuine.
    if !genuine || secret.reveal().is_empty() {
        let said = "the call is not signed with the secret of the webhook";
        return Err(Error::request(FailureClass::Authentication, said));
    }
    let unreadable = |_| Error::request(FailureClass::Validation, "the call is no JSON object");
    let payload: Object = serde_json::from_slice(delivery.body).map_err(unreadable)?;
    let body = Value::Object(payload);
    let told = match vendor {
        Vendor::GitHub => vendors::github(delivery, &body),
        Vendor::GitLab => vendors::gitlab(delivery, &body),
        Vendor::Jira => vendors::jira(&body),
        _ => vendors::linear(&body),
    };
    let Some(told) = told else { return Ok(None) };
    let workspace = told.workspace.unwrap_or(workspace);
    let mut issue_ref = ExternalRef::new(vendor.as_str(), workspace, told.id)?;
    if let Some(key) = told.key {
        issue_ref = issue_ref.with_key(key);
    }
    if let Some(url) = told.url {
        issue_ref = issue_ref.with_url(url);
    }
    let event_id = delivery.header(told.delivery).unwrap_or_default().to_owned();
    let (event_type, timestamp) = (told.event_type, told.at.unwrap_or_else(Timestamp::now));
    let Value::Object(payload) = body else { return Ok(None) };
    Ok(Some(TrackerEvent { event_id, event_type, issue_ref, timestamp, payload }))
}
