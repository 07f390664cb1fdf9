//! What can be connected, by the rules WS, RS and DR.
//!
//! Generated from `contracts/v1/discovery.yaml` by `contracts generate`. Edit the contract, not
//! this file.

use event_contract::{JsonValue, Map};

/// A text that is not empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NotEmpty(pub(super) event_contract::ShortText);

/// What else a tracker says about a workspace; more keys may be there.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkspaceContext {
    /// The workspace in addresses (WS-008).
    pub workspace_handle: Option<String>,
    /// Its page (WS-009).
    pub workspace_url: Option<String>,
}

/// An organization, site or group that somebody can reach.
#[derive(Clone, Debug, PartialEq)]
pub struct DiscoveredWorkspace {
    /// The tracker's id of it (WS-001).
    pub id: NotEmpty,
    /// What the tracker calls it in addresses (WS-002).
    pub name: NotEmpty,
    /// What people call it (WS-003).
    pub display: String,
    /// What the tracker calls such things (WS-004).
    pub kind: NotEmpty,
    /// The tracker (WS-005).
    pub provider: NotEmpty,
    /// What else the tracker says (WS-006).
    pub provider_context: Option<WorkspaceContext>,
}

/// Settings of a connector (RS-007).
#[derive(Clone, Debug, PartialEq)]
pub struct ConnectorParams(pub(super) Map<JsonValue>);

/// What else a tracker says about a resource; more keys may be there.
#[derive(Clone, Debug, PartialEq)]
pub struct RoutingMetadata {
    /// Its short name (RS-011).
    pub display_key: Option<String>,
    /// Its page (RS-012).
    pub resource_url: Option<String>,
}

/// A repository, project or team that can be connected.
#[derive(Clone, Debug, PartialEq)]
pub struct DiscoveredResource {
    /// The tracker (RS-001).
    pub provider: NotEmpty,
    /// The workspace it is in (RS-002).
    pub parent_workspace_id: NotEmpty,
    /// What the tracker calls such things (RS-003).
    pub resource_type: NotEmpty,
    /// What never changes about it (RS-004).
    pub stable_ref: NotEmpty,
    /// What people call it (RS-005).
    pub display_name: NotEmpty,
    /// Settings of a connector for it (RS-006).
    pub connector_params: ConnectorParams,
    /// What else the tracker says (RS-009).
    pub routing_metadata: RoutingMetadata,
}

/// The workspaces that were found (DR-001).
#[derive(Clone, Debug, PartialEq)]
pub struct Workspaces {
    /// All of them, or the beginning (DR-002).
    pub items: Vec<DiscoveredWorkspace>,
    /// True if there are more (DR-003).
    pub truncated: bool,
}

/// The resources that were found (DR-001).
#[derive(Clone, Debug, PartialEq)]
pub struct Resources {
    /// All of them, or the beginning (DR-002).
    pub items: Vec<DiscoveredResource>,
    /// True if there are more (DR-003).
    pub truncated: bool,
}

/// A workspace can be reached.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkspaceFoundPayload {
    /// The workspace.
    pub workspace: DiscoveredWorkspace,
}

/// A resource can be connected.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceFoundPayload {
    /// The resource.
    pub resource: DiscoveredResource,
}

event_contract::impl_builder!(
    WorkspaceContext: super::codec::discovery::WORKSPACE_CONTEXT,
    WorkspaceContextBuilder,
    {},
    {
        0: workspace_handle(optional into String),
        1: workspace_url(optional into String),
    }
);

event_contract::impl_builder!(
    DiscoveredWorkspace: super::codec::discovery::DISCOVERED_WORKSPACE,
    DiscoveredWorkspaceBuilder,
    DiscoveredWorkspaceRequired {
        id: NotEmpty,
        name: NotEmpty,
        display: String,
        kind: NotEmpty,
        provider: NotEmpty,
    },
    {
        5: provider_context(optional WorkspaceContext),
    }
);

event_contract::impl_builder!(
    RoutingMetadata: super::codec::discovery::ROUTING_METADATA,
    RoutingMetadataBuilder,
    {},
    {
        0: display_key(optional into String),
        1: resource_url(optional into String),
    }
);

event_contract::impl_builder!(
    DiscoveredResource: super::codec::discovery::DISCOVERED_RESOURCE,
    DiscoveredResourceBuilder,
    DiscoveredResourceRequired {
        provider: NotEmpty,
        parent_workspace_id: NotEmpty,
        resource_type: NotEmpty,
        stable_ref: NotEmpty,
        display_name: NotEmpty,
        connector_params: ConnectorParams,
        routing_metadata: RoutingMetadata,
    },
    {}
);

event_contract::impl_builder!(
    Workspaces: super::codec::discovery::WORKSPACES,
    WorkspacesBuilder,
    WorkspacesRequired {
        items: Vec<DiscoveredWorkspace>,
        truncated: bool,
    },
    {}
);

event_contract::impl_builder!(
    Resources: super::codec::discovery::RESOURCES,
    ResourcesBuilder,
    ResourcesRequired {
        items: Vec<DiscoveredResource>,
        truncated: bool,
    },
    {}
);

event_contract::impl_builder!(
    WorkspaceFoundPayload: super::codec::discovery::WORKSPACE_FOUND_PAYLOAD,
    WorkspaceFoundBuilder,
    WorkspaceFoundRequired {
        workspace: DiscoveredWorkspace,
    },
    {}
);

event_contract::impl_builder!(
    ResourceFoundPayload: super::codec::discovery::RESOURCE_FOUND_PAYLOAD,
    ResourceFoundBuilder,
    ResourceFoundRequired {
        resource: DiscoveredResource,
    },
    {}
);
