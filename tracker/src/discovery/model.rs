//! What discovery finds.

use serde::{Deserialize, Serialize};

use crate::model::Object;

/// An organization, site or group that somebody can reach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DiscoveredWorkspace {
    /// The tracker's id of it.
    pub id: String,
    /// What the tracker calls it in addresses.
    pub name: String,
    /// What people call it.
    pub display: String,
    /// What the tracker calls such things.
    pub kind: String,
    /// The tracker.
    pub provider: String,
    /// What else the tracker says, with `workspace_handle` and `workspace_url`.
    #[serde(default)]
    pub provider_context: Option<Object>,
}

/// A repository, project or team that can be connected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DiscoveredResource {
    /// The tracker.
    pub provider: String,
    /// The workspace it is in.
    pub parent_workspace_id: String,
    /// What the tracker calls such things.
    pub resource_type: String,
    /// What never changes about it.
    pub stable_ref: String,
    /// What people call it.
    pub display_name: String,
    /// Settings of a connector for it; see [`settings_of`](super::settings_of).
    pub connector_params: Object,
    /// What else the tracker says, with `display_key` and `resource_url`.
    pub routing_metadata: Object,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DiscoveryResult<T> {
    /// All of it, or the beginning.
    pub items: Vec<T>,
    /// True if there is more than that.
    pub truncated: bool,
}
