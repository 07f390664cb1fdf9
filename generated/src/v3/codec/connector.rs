//! Tables and decoders of the domain `connector`.
//!
//! Generated from `contracts/spec-kitty/v3/connector.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields};
use event_contract::table::{self, Field, Type};

use super::super::connector::{
    ConnectorActorType, ConnectorDegradedPayload, ConnectorHealthCheckedPayload,
    ConnectorId, ConnectorProvisionedPayload, ConnectorReconnectedPayload,
    ConnectorRevokedPayload, ConnectorState, ConnectorType, HealthStatus, Latency,
    Provider, ReconnectStrategy, UserConnectedPayload, UserConnectionStatus,
    UserDisconnectedPayload, UserId,
};

use super::common::{ACTOR_ID, DIGEST, MISSION_ID, TEXT};

/// Table of [`ConnectorId`].
pub static CONNECTOR_ID: table::Text = table::Text {
    name: "ConnectorId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(ConnectorId : CONNECTOR_ID);

/// Table of [`ConnectorType`].
pub static CONNECTOR_TYPE: table::Text = table::Text {
    name: "ConnectorType",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(ConnectorType : CONNECTOR_TYPE);

/// Table of [`Provider`].
pub static PROVIDER: table::Text = table::Text {
    name: "Provider",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(Provider : PROVIDER);

/// Table of [`UserId`].
pub static USER_ID: table::Text = table::Text {
    name: "UserId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(UserId : USER_ID);

static CONNECTOR_ACTOR_TYPE_PATTERN: table::Pattern = table::Pattern::one_of(
    "^(human|service|system)$",
    &["human", "service", "system"],
);

/// Table of [`ConnectorActorType`].
pub static CONNECTOR_ACTOR_TYPE: table::Text = table::Text {
    name: "ConnectorActorType",
    pattern: Some(&CONNECTOR_ACTOR_TYPE_PATTERN),
    ..table::Text::ANY
};

event_contract::impl_text!(ConnectorActorType : CONNECTOR_ACTOR_TYPE);

/// Table of [`ConnectorState`].
pub static CONNECTOR_STATE: table::Enum = table::Enum {
    name: "ConnectorState",
    values: &["provisioned", "healthy", "degraded", "revoked", "reconnected"],
    aliases: &[],
};

event_contract::impl_enum!(
    ConnectorState : CONNECTOR_STATE, [Provisioned, Healthy, Degraded, Revoked,
    Reconnected]
);

/// Table of [`HealthStatus`].
pub static HEALTH_STATUS: table::Enum = table::Enum {
    name: "HealthStatus",
    values: &["healthy", "degraded", "unreachable"],
    aliases: &[],
};

event_contract::impl_enum!(
    HealthStatus : HEALTH_STATUS, [Healthy, Degraded, Unreachable]
);

/// Table of [`ReconnectStrategy`].
pub static RECONNECT_STRATEGY: table::Enum = table::Enum {
    name: "ReconnectStrategy",
    values: &["automatic", "manual", "backoff"],
    aliases: &[],
};

event_contract::impl_enum!(
    ReconnectStrategy : RECONNECT_STRATEGY, [Automatic, Manual, Backoff]
);

/// Table of [`Latency`].
pub static LATENCY: table::Number = table::Number {
    name: "Latency",
    minimum: Some(0.0),
    ..table::Number::ANY
};

event_contract::impl_number!(Latency : LATENCY);

/// Table of [`UserConnectionStatus`].
pub static USER_CONNECTION_STATUS: table::Object = table::Object {
    name: "UserConnectionStatus",
    fields: &[
        Field::required("user_id", Type::STRING),
        Field::required("state", Type::Enum(&CONNECTOR_STATE)),
        Field::optional("last_event_at", Type::PYDANTIC_DATETIME),
    ],
    closed: false,
    rules: &[],
};

impl Contract for UserConnectionStatus {
    const TYPE: Type = Type::Object(&USER_CONNECTION_STATUS);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&USER_CONNECTION_STATUS, text)?;
        Some(Self {
            user_id: fields.next()?,
            state: fields.next()?,
            last_event_at: fields.next()?,
        })
    }
}

impl Serialize for UserConnectionStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("UserConnectionStatus", 3)?;
        out.serialize_field("user_id", &self.user_id)?;
        out.serialize_field("state", &self.state)?;
        out.serialize_field("last_event_at", &self.last_event_at)?;
        out.end()
    }
}

/// Table of [`ConnectorProvisionedPayload`].
pub static CONNECTOR_PROVISIONED_PAYLOAD: table::Object = table::Object {
    name: "ConnectorProvisionedPayload",
    fields: &[
        Field::required("connector_id", Type::Text(&CONNECTOR_ID)),
        Field::required("connector_type", Type::Text(&CONNECTOR_TYPE)),
        Field::required("provider", Type::Text(&PROVIDER)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("project_uuid", Type::UUID),
        Field::required("actor_id", Type::Text(&ACTOR_ID)),
        Field::required("actor_type", Type::Text(&CONNECTOR_ACTOR_TYPE)),
        Field::required("endpoint_url", Type::URI),
        Field::required("recorded_at", Type::PYDANTIC_DATETIME),
        Field::required("credentials_ref", Type::Text(&TEXT)),
        Field::required("config_hash", Type::Text(&DIGEST)),
        Field::optional("user_id", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for ConnectorProvisionedPayload {
    const TYPE: Type = Type::Object(&CONNECTOR_PROVISIONED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&CONNECTOR_PROVISIONED_PAYLOAD, text)?;
        Some(Self {
            connector_id: fields.next()?,
            connector_type: fields.next()?,
            provider: fields.next()?,
            mission_id: fields.next()?,
            project_uuid: fields.next()?,
            actor_id: fields.next()?,
            actor_type: fields.next()?,
            endpoint_url: fields.next()?,
            recorded_at: fields.next()?,
            credentials_ref: fields.next()?,
            config_hash: fields.next()?,
            user_id: fields.next()?,
        })
    }
}

impl Serialize for ConnectorProvisionedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ConnectorProvisionedPayload", 12)?;
        out.serialize_field("connector_id", &self.connector_id)?;
        out.serialize_field("connector_type", &self.connector_type)?;
        out.serialize_field("provider", &self.provider)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("project_uuid", &self.project_uuid)?;
        out.serialize_field("actor_id", &self.actor_id)?;
        out.serialize_field("actor_type", &self.actor_type)?;
        out.serialize_field("endpoint_url", &self.endpoint_url)?;
        out.serialize_field("recorded_at", &self.recorded_at)?;
        out.serialize_field("credentials_ref", &self.credentials_ref)?;
        out.serialize_field("config_hash", &self.config_hash)?;
        out.serialize_field("user_id", &self.user_id)?;
        out.end()
    }
}

/// Table of [`ConnectorHealthCheckedPayload`].
pub static CONNECTOR_HEALTH_CHECKED_PAYLOAD: table::Object = table::Object {
    name: "ConnectorHealthCheckedPayload",
    fields: &[
        Field::required("connector_id", Type::Text(&CONNECTOR_ID)),
        Field::required("connector_type", Type::Text(&CONNECTOR_TYPE)),
        Field::required("provider", Type::Text(&PROVIDER)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("project_uuid", Type::UUID),
        Field::required("actor_id", Type::Text(&ACTOR_ID)),
        Field::required("actor_type", Type::Text(&CONNECTOR_ACTOR_TYPE)),
        Field::required("endpoint_url", Type::URI),
        Field::required("recorded_at", Type::PYDANTIC_DATETIME),
        Field::required("health_status", Type::Enum(&HEALTH_STATUS)),
        Field::required("latency_ms", Type::Number(&LATENCY)),
        Field::optional("user_id", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for ConnectorHealthCheckedPayload {
    const TYPE: Type = Type::Object(&CONNECTOR_HEALTH_CHECKED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&CONNECTOR_HEALTH_CHECKED_PAYLOAD, text)?;
        Some(Self {
            connector_id: fields.next()?,
            connector_type: fields.next()?,
            provider: fields.next()?,
            mission_id: fields.next()?,
            project_uuid: fields.next()?,
            actor_id: fields.next()?,
            actor_type: fields.next()?,
            endpoint_url: fields.next()?,
            recorded_at: fields.next()?,
            health_status: fields.next()?,
            latency_ms: fields.next()?,
            user_id: fields.next()?,
        })
    }
}

impl Serialize for ConnectorHealthCheckedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ConnectorHealthCheckedPayload", 12)?;
        out.serialize_field("connector_id", &self.connector_id)?;
        out.serialize_field("connector_type", &self.connector_type)?;
        out.serialize_field("provider", &self.provider)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("project_uuid", &self.project_uuid)?;
        out.serialize_field("actor_id", &self.actor_id)?;
        out.serialize_field("actor_type", &self.actor_type)?;
        out.serialize_field("endpoint_url", &self.endpoint_url)?;
        out.serialize_field("recorded_at", &self.recorded_at)?;
        out.serialize_field("health_status", &self.health_status)?;
        out.serialize_field("latency_ms", &self.latency_ms)?;
        out.serialize_field("user_id", &self.user_id)?;
        out.end()
    }
}

/// Table of [`ConnectorDegradedPayload`].
pub static CONNECTOR_DEGRADED_PAYLOAD: table::Object = table::Object {
    name: "ConnectorDegradedPayload",
    fields: &[
        Field::required("connector_id", Type::Text(&CONNECTOR_ID)),
        Field::required("connector_type", Type::Text(&CONNECTOR_TYPE)),
        Field::required("provider", Type::Text(&PROVIDER)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("project_uuid", Type::UUID),
        Field::required("actor_id", Type::Text(&ACTOR_ID)),
        Field::required("actor_type", Type::Text(&CONNECTOR_ACTOR_TYPE)),
        Field::required("endpoint_url", Type::URI),
        Field::required("recorded_at", Type::PYDANTIC_DATETIME),
        Field::required("degradation_reason", Type::Text(&TEXT)),
        Field::required("last_healthy_at", Type::PYDANTIC_DATETIME),
        Field::optional("user_id", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for ConnectorDegradedPayload {
    const TYPE: Type = Type::Object(&CONNECTOR_DEGRADED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&CONNECTOR_DEGRADED_PAYLOAD, text)?;
        Some(Self {
            connector_id: fields.next()?,
            connector_type: fields.next()?,
            provider: fields.next()?,
            mission_id: fields.next()?,
            project_uuid: fields.next()?,
            actor_id: fields.next()?,
            actor_type: fields.next()?,
            endpoint_url: fields.next()?,
            recorded_at: fields.next()?,
            degradation_reason: fields.next()?,
            last_healthy_at: fields.next()?,
            user_id: fields.next()?,
        })
    }
}

impl Serialize for ConnectorDegradedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ConnectorDegradedPayload", 12)?;
        out.serialize_field("connector_id", &self.connector_id)?;
        out.serialize_field("connector_type", &self.connector_type)?;
        out.serialize_field("provider", &self.provider)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("project_uuid", &self.project_uuid)?;
        out.serialize_field("actor_id", &self.actor_id)?;
        out.serialize_field("actor_type", &self.actor_type)?;
        out.serialize_field("endpoint_url", &self.endpoint_url)?;
        out.serialize_field("recorded_at", &self.recorded_at)?;
        out.serialize_field("degradation_reason", &self.degradation_reason)?;
        out.serialize_field("last_healthy_at", &self.last_healthy_at)?;
        out.serialize_field("user_id", &self.user_id)?;
        out.end()
    }
}

/// Table of [`ConnectorRevokedPayload`].
pub static CONNECTOR_REVOKED_PAYLOAD: table::Object = table::Object {
    name: "ConnectorRevokedPayload",
    fields: &[
        Field::required("connector_id", Type::Text(&CONNECTOR_ID)),
        Field::required("connector_type", Type::Text(&CONNECTOR_TYPE)),
        Field::required("provider", Type::Text(&PROVIDER)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("project_uuid", Type::UUID),
        Field::required("actor_id", Type::Text(&ACTOR_ID)),
        Field::required("actor_type", Type::Text(&CONNECTOR_ACTOR_TYPE)),
        Field::required("endpoint_url", Type::URI),
        Field::required("recorded_at", Type::PYDANTIC_DATETIME),
        Field::required("revocation_reason", Type::Text(&TEXT)),
        Field::optional("user_id", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for ConnectorRevokedPayload {
    const TYPE: Type = Type::Object(&CONNECTOR_REVOKED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&CONNECTOR_REVOKED_PAYLOAD, text)?;
        Some(Self {
            connector_id: fields.next()?,
            connector_type: fields.next()?,
            provider: fields.next()?,
            mission_id: fields.next()?,
            project_uuid: fields.next()?,
            actor_id: fields.next()?,
            actor_type: fields.next()?,
            endpoint_url: fields.next()?,
            recorded_at: fields.next()?,
            revocation_reason: fields.next()?,
            user_id: fields.next()?,
        })
    }
}

impl Serialize for ConnectorRevokedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ConnectorRevokedPayload", 11)?;
        out.serialize_field("connector_id", &self.connector_id)?;
        out.serialize_field("connector_type", &self.connector_type)?;
        out.serialize_field("provider", &self.provider)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("project_uuid", &self.project_uuid)?;
        out.serialize_field("actor_id", &self.actor_id)?;
        out.serialize_field("actor_type", &self.actor_type)?;
        out.serialize_field("endpoint_url", &self.endpoint_url)?;
        out.serialize_field("recorded_at", &self.recorded_at)?;
        out.serialize_field("revocation_reason", &self.revocation_reason)?;
        out.serialize_field("user_id", &self.user_id)?;
        out.end()
    }
}

/// Table of [`ConnectorReconnectedPayload`].
pub static CONNECTOR_RECONNECTED_PAYLOAD: table::Object = table::Object {
    name: "ConnectorReconnectedPayload",
    fields: &[
        Field::required("connector_id", Type::Text(&CONNECTOR_ID)),
        Field::required("connector_type", Type::Text(&CONNECTOR_TYPE)),
        Field::required("provider", Type::Text(&PROVIDER)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("project_uuid", Type::UUID),
        Field::required("actor_id", Type::Text(&ACTOR_ID)),
        Field::required("actor_type", Type::Text(&CONNECTOR_ACTOR_TYPE)),
        Field::required("endpoint_url", Type::URI),
        Field::required("recorded_at", Type::PYDANTIC_DATETIME),
        Field::required("previous_state", Type::Enum(&CONNECTOR_STATE)),
        Field::required("reconnect_strategy", Type::Enum(&RECONNECT_STRATEGY)),
        Field::optional("user_id", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for ConnectorReconnectedPayload {
    const TYPE: Type = Type::Object(&CONNECTOR_RECONNECTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&CONNECTOR_RECONNECTED_PAYLOAD, text)?;
        Some(Self {
            connector_id: fields.next()?,
            connector_type: fields.next()?,
            provider: fields.next()?,
            mission_id: fields.next()?,
            project_uuid: fields.next()?,
            actor_id: fields.next()?,
            actor_type: fields.next()?,
            endpoint_url: fields.next()?,
            recorded_at: fields.next()?,
            previous_state: fields.next()?,
            reconnect_strategy: fields.next()?,
            user_id: fields.next()?,
        })
    }
}

impl Serialize for ConnectorReconnectedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ConnectorReconnectedPayload", 12)?;
        out.serialize_field("connector_id", &self.connector_id)?;
        out.serialize_field("connector_type", &self.connector_type)?;
        out.serialize_field("provider", &self.provider)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("project_uuid", &self.project_uuid)?;
        out.serialize_field("actor_id", &self.actor_id)?;
        out.serialize_field("actor_type", &self.actor_type)?;
        out.serialize_field("endpoint_url", &self.endpoint_url)?;
        out.serialize_field("recorded_at", &self.recorded_at)?;
        out.serialize_field("previous_state", &self.previous_state)?;
        out.serialize_field("reconnect_strategy", &self.reconnect_strategy)?;
        out.serialize_field("user_id", &self.user_id)?;
        out.end()
    }
}

/// Table of [`UserConnectedPayload`].
pub static USER_CONNECTED_PAYLOAD: table::Object = table::Object {
    name: "UserConnectedPayload",
    fields: &[
        Field::required("connector_id", Type::Text(&CONNECTOR_ID)),
        Field::required("connector_type", Type::Text(&CONNECTOR_TYPE)),
        Field::required("provider", Type::Text(&PROVIDER)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("project_uuid", Type::UUID),
        Field::required("actor_id", Type::Text(&ACTOR_ID)),
        Field::required("actor_type", Type::Text(&CONNECTOR_ACTOR_TYPE)),
        Field::required("endpoint_url", Type::URI),
        Field::required("recorded_at", Type::PYDANTIC_DATETIME),
        Field::required("user_id", Type::Text(&USER_ID)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for UserConnectedPayload {
    const TYPE: Type = Type::Object(&USER_CONNECTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&USER_CONNECTED_PAYLOAD, text)?;
        Some(Self {
            connector_id: fields.next()?,
            connector_type: fields.next()?,
            provider: fields.next()?,
            mission_id: fields.next()?,
            project_uuid: fields.next()?,
            actor_id: fields.next()?,
            actor_type: fields.next()?,
            endpoint_url: fields.next()?,
            recorded_at: fields.next()?,
            user_id: fields.next()?,
        })
    }
}

impl Serialize for UserConnectedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("UserConnectedPayload", 10)?;
        out.serialize_field("connector_id", &self.connector_id)?;
        out.serialize_field("connector_type", &self.connector_type)?;
        out.serialize_field("provider", &self.provider)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("project_uuid", &self.project_uuid)?;
        out.serialize_field("actor_id", &self.actor_id)?;
        out.serialize_field("actor_type", &self.actor_type)?;
        out.serialize_field("endpoint_url", &self.endpoint_url)?;
        out.serialize_field("recorded_at", &self.recorded_at)?;
        out.serialize_field("user_id", &self.user_id)?;
        out.end()
    }
}

/// Table of [`UserDisconnectedPayload`].
pub static USER_DISCONNECTED_PAYLOAD: table::Object = table::Object {
    name: "UserDisconnectedPayload",
    fields: &[
        Field::required("connector_id", Type::Text(&CONNECTOR_ID)),
        Field::required("connector_type", Type::Text(&CONNECTOR_TYPE)),
        Field::required("provider", Type::Text(&PROVIDER)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("project_uuid", Type::UUID),
        Field::required("actor_id", Type::Text(&ACTOR_ID)),
        Field::required("actor_type", Type::Text(&CONNECTOR_ACTOR_TYPE)),
        Field::required("endpoint_url", Type::URI),
        Field::required("recorded_at", Type::PYDANTIC_DATETIME),
        Field::required("user_id", Type::Text(&USER_ID)),
        Field::with_default("reason", Type::STRING, r#""""#),
    ],
    closed: false,
    rules: &[],
};

impl Contract for UserDisconnectedPayload {
    const TYPE: Type = Type::Object(&USER_DISCONNECTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&USER_DISCONNECTED_PAYLOAD, text)?;
        Some(Self {
            connector_id: fields.next()?,
            connector_type: fields.next()?,
            provider: fields.next()?,
            mission_id: fields.next()?,
            project_uuid: fields.next()?,
            actor_id: fields.next()?,
            actor_type: fields.next()?,
            endpoint_url: fields.next()?,
            recorded_at: fields.next()?,
            user_id: fields.next()?,
            reason: fields.next()?,
        })
    }
}

impl Serialize for UserDisconnectedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("UserDisconnectedPayload", 11)?;
        out.serialize_field("connector_id", &self.connector_id)?;
        out.serialize_field("connector_type", &self.connector_type)?;
        out.serialize_field("provider", &self.provider)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("project_uuid", &self.project_uuid)?;
        out.serialize_field("actor_id", &self.actor_id)?;
        out.serialize_field("actor_type", &self.actor_type)?;
        out.serialize_field("endpoint_url", &self.endpoint_url)?;
        out.serialize_field("recorded_at", &self.recorded_at)?;
        out.serialize_field("user_id", &self.user_id)?;
        out.serialize_field("reason", &self.reason)?;
        out.end()
    }
}

event_contract::impl_deserialize!(
    UserConnectionStatus, ConnectorProvisionedPayload, ConnectorHealthCheckedPayload,
    ConnectorDegradedPayload, ConnectorRevokedPayload, ConnectorReconnectedPayload,
    UserConnectedPayload, UserDisconnectedPayload
);
