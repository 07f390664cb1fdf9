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

use async_trait::async_trait;
use serde_json::Value;

pub use self::model::{DiscoveredResource, DiscoveredWorkspace, DiscoveryResult};
pub use self::params::settings_of;
use crate::connectors::Vendor;
use crate::error::Discovered;
use crate::http::{Access, NangoConnection};
use crate::settings::Settings;
use crate::{Error, Result};

/// Finds what can be connected of a tracker. What it finds is checked by the [contract] before anybody sees it.
#[async_trait]
pub trait Discovery: Send + Sync {
    /// True if it goes by settings of its own, false if through Nango.
    fn is_direct(&self) -> bool {
        false
    }

    /// The workspaces that are reached.
    ///
    /// # Errors
    ///
    /// The tracker cannot be reached so, or did not answer.
    async fn workspaces(&self, access: Access<Settings>) -> Result<Found>;

    /// The resources of a workspace.
    ///
    /// # Errors
    ///
    /// As [`workspaces`](Self::workspaces).
    async fn resources(
        &self,
        workspace: &DiscoveredWorkspace,
        access: Access<Settings>,
    ) -> Result<Found>;
}

/// The trackers of ours that discovery knows.
const KNOWN: [Vendor; 4] = [Vendor::GitHub, Vendor::GitLab, Vendor::Jira, Vendor::Linear];

impl Vendor {
    /// True if what can be connected of it can be discovered.
    pub fn is_discovered(self) -> bool {
        KNOWN.contains(&self)
    }
}

#[async_trait]
impl Discovery for Vendor {
    async fn workspaces(&self, access: Access<Settings>) -> Result<Found> {
        let access = Access::Nango(hosted(*self, access)?);
        match self {
            Self::GitHub => github::workspaces(&access).await,
            Self::GitLab => gitlab::workspaces(&access).await,
            Self::Jira => jira::workspaces(&access).await,
            Self::Linear => linear::workspaces(&access).await,
            _ => Err(not_discovered(self.as_str())),
        }
    }

    async fn resources(
        &self,
        workspace: &DiscoveredWorkspace,
        access: Access<Settings>,
    ) -> Result<Found> {
        let access = Access::Nango(hosted(*self, access)?);
        match self {
            Self::GitHub => github::resources(&access, workspace).await,
            Self::GitLab => gitlab::resources(&access, workspace).await,
            Self::Jira => jira::resources(&access, workspace).await,
            Self::Linear => linear::resources(&access, workspace).await,
            _ => Err(not_discovered(self.as_str())),
        }
    }
}

/// The workspaces of a tracker that a connection reaches.
///
/// # Errors
///
/// The tracker has no discovery, cannot be reached, or what it answers breaks the [contract].
pub async fn discover_workspaces(
    vendor: Vendor,
    connection: NangoConnection,
) -> Result<DiscoveryResult<DiscoveredWorkspace>> {
    workspaces(vendor.as_str(), &vendor, Access::Nango(connection)).await
}

/// The resources of a workspace that can be connected.
///
/// # Errors
///
/// As [`discover_workspaces`].
pub async fn discover_resources(
    vendor: Vendor,
    workspace: &DiscoveredWorkspace,
    connection: NangoConnection,
) -> Result<DiscoveryResult<DiscoveredResource>> {
    resources(vendor.as_str(), &vendor, workspace, Access::Nango(connection)).await
}

/// What a discovery finds, once it is known to keep the contract.
pub(crate) async fn workspaces(
    provider: &str,
    by: &dyn Discovery,
    access: Access<Settings>,
) -> Result<DiscoveryResult<DiscoveredWorkspace>> {
    let found = by.workspaces(access).await?;
    let of = |error: Error| error.of_provider(provider.to_owned());
    contract::check_workspaces(&found.value()).map_err(of)?;
    found.read().map_err(of)
}

pub(crate) async fn resources(
    provider: &str,
    by: &dyn Discovery,
    workspace: &DiscoveredWorkspace,
    access: Access<Settings>,
) -> Result<DiscoveryResult<DiscoveredResource>> {
    let found = by.resources(workspace, access).await?;
    let of = |error: Error| error.of_provider(provider.to_owned());
    contract::check_resources(&found.value()).map_err(of)?;
    found.read().map_err(of)
}

/// The connection of Nango; a tracker without discovery says that first.
fn hosted(vendor: Vendor, access: Access<Settings>) -> Result<NangoConnection> {
    match access {
        _ if !vendor.is_discovered() => Err(not_discovered(vendor.as_str())),
        Access::Nango(connection) => Ok(connection),
        Access::Direct(_) => Err(Error::config("discovery goes through Nango")),
    }
}

/// Says what to do instead.
pub(crate) fn not_discovered(name: &str) -> Error {
    let known = KNOWN.map(Vendor::as_str).join(", ");
    Error::config(format!(
        "nothing can be discovered for {name}, but for {known}; what is to be connected of {name} is named in its settings"
    ))
}

/// What was found, before it is known to keep the contract.
pub struct Found {
    /// The workspaces or resources, as JSON.
    pub items: Vec<Value>,
    /// True if there is more than that.
    pub truncated: bool,
}

impl Found {
    fn value(&self) -> Value {
        serde_json::json!({ "items": self.items, "truncated": self.truncated })
    }

    fn read<T: serde::de::DeserializeOwned>(self) -> Result<DiscoveryResult<T>> {
        let unreadable =
            |_| Error::contract(Discovered::Result, "items", "DR-002", "a list that reads");
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
