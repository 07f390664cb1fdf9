//! What can be connected: the workspaces somebody can reach through Nango, and the resources in them.
//!
//! What is found has to keep a [contract] before anybody sees it. Lists end after some pages; then they say
//! that they are truncated.

pub mod contract;
mod github;
mod gitlab;
mod jira;
mod linear;
mod model;
mod params;

use serde_json::Value;

pub use self::model::{DiscoveredResource, DiscoveredWorkspace, DiscoveryResult};
pub use self::params::settings_of;
use crate::connectors::Vendor;
use crate::http::{Access, NangoConnection};
use crate::{Error, Result};

/// The workspaces of a tracker that a connection reaches.
pub async fn discover_workspaces(
    vendor: Vendor,
    connection: NangoConnection,
) -> Result<DiscoveryResult<DiscoveredWorkspace>> {
    let access = Access::Nango(connection);
    let found = match vendor {
        Vendor::GitHub => github::workspaces(&access).await,
        Vendor::GitLab => gitlab::workspaces(&access).await,
        Vendor::Jira => jira::workspaces(&access).await,
        Vendor::Linear => linear::workspaces(&access).await,
        _ => return Err(nothing_to_discover()),
    }?;
    contract::check_workspaces(&found.value())?;
    found.read()
}

/// The resources of a workspace that can be connected.
pub async fn discover_resources(
    vendor: Vendor,
    workspace: &DiscoveredWorkspace,
    connection: NangoConnection,
) -> Result<DiscoveryResult<DiscoveredResource>> {
    let access = Access::Nango(connection);
    let found = match vendor {
        Vendor::GitHub => github::resources(&access, workspace).await,
        Vendor::GitLab => gitlab::resources(&access, workspace).await,
        Vendor::Jira => jira::resources(&access, workspace).await,
        Vendor::Linear => linear::resources(&access, workspace).await,
        _ => return Err(nothing_to_discover()),
    }?;
    contract::check_resources(&found.value())?;
    found.read()
}

fn nothing_to_discover() -> Error {
    Error::config("nothing can be discovered for this tracker")
}

/// What was found, before it is known to keep the contract.
struct Found {
    items: Vec<Value>,
    truncated: bool,
}

impl Found {
    fn value(&self) -> Value {
        serde_json::json!({ "items": self.items, "truncated": self.truncated })
    }

    fn read<T: serde::de::DeserializeOwned>(self) -> Result<DiscoveryResult<T>> {
        let unreadable =
            |_| Error::contract("items", "DR-002", "what was discovered does not read");
        let items =
            self.items.into_iter().map(|item| serde_json::from_value(item).map_err(unreadable));
        Ok(DiscoveryResult { items: items.collect::<Result<_>>()?, truncated: self.truncated })
    }
}

/// A number or text as text; anything else as nothing, which the contract objects to.
fn text_of(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number.to_string()),
        Value::String(_) => value.clone(),
        _ => Value::Null,
    }
}

/// The first of some values that is a text and not empty.
fn said<'a>(values: &[&'a Value]) -> Option<&'a str> {
    values.iter().find_map(|value| value.as_str().filter(|text| !text.is_empty()))
}
