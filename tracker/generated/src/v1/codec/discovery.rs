//! Tables and decoders of the domain `discovery`.
//!
//! Generated from `contracts/v1/discovery.yaml` by `contracts generate`. Edit the contract, not
//! this file.

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields};
use event_contract::table::{self, Field, Type};
use event_contract::JsonValue;

use super::super::discovery::{
    ConnectorParams, DiscoveredResource, DiscoveredWorkspace, NotEmpty,
    ResourceFoundPayload, Resources, RoutingMetadata, WorkspaceContext,
    WorkspaceFoundPayload, Workspaces,
};

/// Table of [`NotEmpty`].
pub static NOT_EMPTY: table::Text = table::Text {
    name: "NotEmpty",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(NotEmpty : NOT_EMPTY);

/// Table of [`WorkspaceContext`].
pub static WORKSPACE_CONTEXT: table::Object = table::Object {
    name: "WorkspaceContext",
    fields: &[
        Field::optional("workspace_handle", Type::STRING),
        Field::optional("workspace_url", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for WorkspaceContext {
    const TYPE: Type = Type::Object(&WORKSPACE_CONTEXT);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&WORKSPACE_CONTEXT, text)?;
        Some(Self {
            workspace_handle: fields.next()?,
            workspace_url: fields.next()?,
        })
    }
}

impl Serialize for WorkspaceContext {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("WorkspaceContext", 2)?;
        out.serialize_field("workspace_handle", &self.workspace_handle)?;
        out.serialize_field("workspace_url", &self.workspace_url)?;
        out.end()
    }
}

/// Table of [`DiscoveredWorkspace`].
pub static DISCOVERED_WORKSPACE: table::Object = table::Object {
    name: "DiscoveredWorkspace",
    fields: &[
        Field::required("id", Type::Text(&NOT_EMPTY)),
        Field::required("name", Type::Text(&NOT_EMPTY)),
        Field::required("display", Type::STRING),
        Field::required("kind", Type::Text(&NOT_EMPTY)),
        Field::required("provider", Type::Text(&NOT_EMPTY)),
        Field::optional("provider_context", Type::Object(&WORKSPACE_CONTEXT)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for DiscoveredWorkspace {
    const TYPE: Type = Type::Object(&DISCOVERED_WORKSPACE);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&DISCOVERED_WORKSPACE, text)?;
        Some(Self {
            id: fields.next()?,
            name: fields.next()?,
            display: fields.next()?,
            kind: fields.next()?,
            provider: fields.next()?,
            provider_context: fields.next()?,
        })
    }
}

impl Serialize for DiscoveredWorkspace {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("DiscoveredWorkspace", 6)?;
        out.serialize_field("id", &self.id)?;
        out.serialize_field("name", &self.name)?;
        out.serialize_field("display", &self.display)?;
        out.serialize_field("kind", &self.kind)?;
        out.serialize_field("provider", &self.provider)?;
        out.serialize_field("provider_context", &self.provider_context)?;
        out.end()
    }
}

/// Table of [`ConnectorParams`].
pub static CONNECTOR_PARAMS: table::Map = table::Map {
    name: "ConnectorParams",
    values: Type::Any,
    min_properties: 1,
    max_properties: None,
};

event_contract::impl_map!(ConnectorParams : CONNECTOR_PARAMS, JsonValue);

/// Table of [`RoutingMetadata`].
pub static ROUTING_METADATA: table::Object = table::Object {
    name: "RoutingMetadata",
    fields: &[
        Field::optional("display_key", Type::STRING),
        Field::optional("resource_url", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for RoutingMetadata {
    const TYPE: Type = Type::Object(&ROUTING_METADATA);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&ROUTING_METADATA, text)?;
        Some(Self {
            display_key: fields.next()?,
            resource_url: fields.next()?,
        })
    }
}

impl Serialize for RoutingMetadata {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("RoutingMetadata", 2)?;
        out.serialize_field("display_key", &self.display_key)?;
        out.serialize_field("resource_url", &self.resource_url)?;
        out.end()
    }
}

/// Table of [`DiscoveredResource`].
pub static DISCOVERED_RESOURCE: table::Object = table::Object {
    name: "DiscoveredResource",
    fields: &[
        Field::required("provider", Type::Text(&NOT_EMPTY)),
        Field::required("parent_workspace_id", Type::Text(&NOT_EMPTY)),
        Field::required("resource_type", Type::Text(&NOT_EMPTY)),
        Field::required("stable_ref", Type::Text(&NOT_EMPTY)),
        Field::required("display_name", Type::Text(&NOT_EMPTY)),
        Field::required("connector_params", Type::Map(&CONNECTOR_PARAMS)),
        Field::required("routing_metadata", Type::Object(&ROUTING_METADATA)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for DiscoveredResource {
    const TYPE: Type = Type::Object(&DISCOVERED_RESOURCE);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&DISCOVERED_RESOURCE, text)?;
        Some(Self {
            provider: fields.next()?,
            parent_workspace_id: fields.next()?,
            resource_type: fields.next()?,
            stable_ref: fields.next()?,
            display_name: fields.next()?,
            connector_params: fields.next()?,
            routing_metadata: fields.next()?,
        })
    }
}

impl Serialize for DiscoveredResource {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("DiscoveredResource", 7)?;
        out.serialize_field("provider", &self.provider)?;
        out.serialize_field("parent_workspace_id", &self.parent_workspace_id)?;
        out.serialize_field("resource_type", &self.resource_type)?;
        out.serialize_field("stable_ref", &self.stable_ref)?;
        out.serialize_field("display_name", &self.display_name)?;
        out.serialize_field("connector_params", &self.connector_params)?;
        out.serialize_field("routing_metadata", &self.routing_metadata)?;
        out.end()
    }
}

/// Table of [`Workspaces`].
pub static WORKSPACES: table::Object = table::Object {
    name: "Workspaces",
    fields: &[
        Field::required(
            "items",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::Object(&DISCOVERED_WORKSPACE),
                    min_items: 0,
                    max_items: None,
                },
            ),
        ),
        Field::required("truncated", Type::Boolean),
    ],
    closed: false,
    rules: &[],
};

impl Contract for Workspaces {
    const TYPE: Type = Type::Object(&WORKSPACES);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&WORKSPACES, text)?;
        Some(Self {
            items: fields.next()?,
            truncated: fields.next()?,
        })
    }
}

impl Serialize for Workspaces {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Workspaces", 2)?;
        out.serialize_field("items", &self.items)?;
        out.serialize_field("truncated", &self.truncated)?;
        out.end()
    }
}

/// Table of [`Resources`].
pub static RESOURCES: table::Object = table::Object {
    name: "Resources",
    fields: &[
        Field::required(
            "items",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::Object(&DISCOVERED_RESOURCE),
                    min_items: 0,
                    max_items: None,
                },
            ),
        ),
        Field::required("truncated", Type::Boolean),
    ],
    closed: false,
    rules: &[],
};

impl Contract for Resources {
    const TYPE: Type = Type::Object(&RESOURCES);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&RESOURCES, text)?;
        Some(Self {
            items: fields.next()?,
            truncated: fields.next()?,
        })
    }
}

impl Serialize for Resources {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Resources", 2)?;
        out.serialize_field("items", &self.items)?;
        out.serialize_field("truncated", &self.truncated)?;
        out.end()
    }
}

/// Table of [`WorkspaceFoundPayload`].
pub static WORKSPACE_FOUND_PAYLOAD: table::Object = table::Object {
    name: "WorkspaceFoundPayload",
    fields: &[Field::required("workspace", Type::Object(&DISCOVERED_WORKSPACE))],
    closed: false,
    rules: &[],
};

impl Contract for WorkspaceFoundPayload {
    const TYPE: Type = Type::Object(&WORKSPACE_FOUND_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&WORKSPACE_FOUND_PAYLOAD, text)?;
        Some(Self { workspace: fields.next()? })
    }
}

impl Serialize for WorkspaceFoundPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("WorkspaceFoundPayload", 1)?;
        out.serialize_field("workspace", &self.workspace)?;
        out.end()
    }
}

/// Table of [`ResourceFoundPayload`].
pub static RESOURCE_FOUND_PAYLOAD: table::Object = table::Object {
    name: "ResourceFoundPayload",
    fields: &[Field::required("resource", Type::Object(&DISCOVERED_RESOURCE))],
    closed: false,
    rules: &[],
};

impl Contract for ResourceFoundPayload {
    const TYPE: Type = Type::Object(&RESOURCE_FOUND_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&RESOURCE_FOUND_PAYLOAD, text)?;
        Some(Self { resource: fields.next()? })
    }
}

impl Serialize for ResourceFoundPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ResourceFoundPayload", 1)?;
        out.serialize_field("resource", &self.resource)?;
        out.end()
    }
}

event_contract::impl_deserialize!(
    WorkspaceContext, DiscoveredWorkspace, RoutingMetadata, DiscoveredResource,
    Workspaces, Resources, WorkspaceFoundPayload, ResourceFoundPayload
);
