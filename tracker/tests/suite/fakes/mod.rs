//! Stand-ins for trackers: they keep issues, page lists, and answer as the vendors do.

mod azure_devops;
mod github;
mod gitlab;
mod jira;
mod linear;

use std::sync::Arc;

use serde_json::{Value, json};
use spec_kitty_tracker::connectors::{Vendor, open};
use spec_kitty_tracker::{Connector, Settings};

use crate::server::{Fake, Response, Server};

pub(crate) use self::azure_devops::AzureDevOps;
pub(crate) use self::github::GitHub;
pub(crate) use self::gitlab::GitLab;
pub(crate) use self::jira::Jira;
pub(crate) use self::linear::Linear;

/// The credential of every connector here; it must not be seen anywhere.
pub(crate) const SECRET: &str = "s3cr3t-t0k3n";

/// The trackers that are reached by HTTP.
pub(crate) const REMOTE: [Vendor; 5] =
    [Vendor::GitHub, Vendor::GitLab, Vendor::Jira, Vendor::Linear, Vendor::AzureDevOps];

/// A running stand-in with some issues.
pub(crate) async fn start(vendor: Vendor, issues: usize) -> Server {
    Server::start_boxed(fake(vendor, issues)).await
}

/// A stand-in with some issues.
pub(crate) fn fake(vendor: Vendor, issues: usize) -> Box<dyn Fake> {
    match vendor {
        Vendor::GitHub => Box::new(GitHub::with(issues)),
        Vendor::GitLab => Box::new(GitLab::with(issues)),
        Vendor::Jira => Box::new(Jira::with(issues)),
        Vendor::Linear => Box::new(Linear::with(issues)),
        Vendor::AzureDevOps => Box::new(AzureDevOps::with(issues)),
        _ => unreachable!("no server stands in for it"),
    }
}

/// Settings of a connector to a stand-in.
pub(crate) fn config(vendor: Vendor, url: &str) -> Value {
    match vendor {
        Vendor::GitHub => {
            json!({ "owner": "acme", "repo": "widgets", "token": SECRET, "base_url": url })
        }
        Vendor::GitLab => {
            json!({ "project_id": "acme/widgets", "token": SECRET, "base_url": format!("{url}/api/v4") })
        }
        Vendor::Jira => json!({
            "base_url": url, "email": "a@example.org", "api_token": SECRET, "project_key": "PROJ",
            "status_name_map": { "canceled": "Won't do" }, "spec_kitty_mission_field_id": "customfield_1",
        }),
        Vendor::Linear => json!({
            "api_key": SECRET, "team_id": "team-1", "graphql_url": format!("{url}/graphql"),
            "status_to_state_id": linear::STATES.iter().map(|(status, id, ..)| ((*status).to_owned(), json!(id)))
                .collect::<serde_json::Map<_, _>>(),
        }),
        Vendor::AzureDevOps => json!({
            "organization": "acme", "project": "O'Hara & Co", "personal_access_token": SECRET, "base_url": url,
            "status_map": { "blocked": "On Hold", "in_review": "Review" },
        }),
        _ => unreachable!("no server stands in for it"),
    }
}

/// The same through Nango.
pub(crate) fn hosted(vendor: Vendor, url: &str) -> Value {
    let mut config = config(vendor, "http://provider.invalid");
    let object = config.as_object_mut().unwrap();
    for key in ["token", "email", "api_token", "api_key", "personal_access_token"] {
        object.remove(key);
    }
    object.insert("connection_id".into(), json!("connection-1"));
    object.insert("provider_config_key".into(), json!("integration-1"));
    object.insert("nango_secret_key".into(), json!(SECRET));
    object.insert("nango_base_url".into(), json!(url));
    config
}

/// A connector of settings.
pub(crate) fn connect(vendor: Vendor, hosted: bool, config: &Value) -> Arc<dyn Connector> {
    open(vendor, hosted, Settings::new(config.as_object().unwrap().clone())).unwrap()
}

/// The time of the n-th change.
fn at(n: usize) -> String {
    format!("2026-01-{:02}T{:02}:{:02}:00Z", 1 + n / 1440, n / 60 % 24, n % 60)
}

/// A page by number.
fn paged(rows: &[Value], page: usize, size: usize) -> Response {
    Response::ok(&rows.iter().skip((page - 1) * size).take(size).cloned().collect())
}

/// Copies what a change names.
fn merge(into: &mut Value, change: &Value, names: &[&str]) {
    for name in names {
        if let Some(value) = change.get(*name) {
            into[*name] = value.clone();
        }
    }
}
