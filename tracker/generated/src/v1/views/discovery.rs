//! The objects of the domain `discovery`, read field by field.
//!
//! Generated from `contracts/v1/discovery.yaml` by `contracts generate`. Edit the contract, not
//! this file.

use super::super::discovery::{
    ConnectorParams, DiscoveredResource, DiscoveredWorkspace, NotEmpty,
    ResourceFoundPayload, RoutingMetadata, WorkspaceContext, WorkspaceFoundPayload,
};

event_contract::impl_view!(pub DiscoveredWorkspaceView: DiscoveredWorkspace, [
    id: NotEmpty,
    name: NotEmpty,
    display: String,
    kind: NotEmpty,
    provider: NotEmpty,
    provider_context: Option<WorkspaceContext>,
]);

event_contract::impl_view!(pub DiscoveredResourceView: DiscoveredResource, [
    provider: NotEmpty,
    parent_workspace_id: NotEmpty,
    resource_type: NotEmpty,
    stable_ref: NotEmpty,
    display_name: NotEmpty,
    connector_params: ConnectorParams,
    routing_metadata: RoutingMetadata,
]);

event_contract::impl_view!(pub WorkspaceFoundPayloadView: WorkspaceFoundPayload, [
    workspace: DiscoveredWorkspace,
]);

event_contract::impl_view!(pub ResourceFoundPayloadView: ResourceFoundPayload, [
    resource: DiscoveredResource,
]);
