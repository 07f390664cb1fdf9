//! Connections to services outside, and the users behind them.
//!
//! Generated from `contracts/spec-kitty/v2/connector.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::{HttpUrl, Timestamp, Uuid};
use event_contract::machine::{Effect, StateMachine};

use super::common::{ActorId, Digest, MissionId, Text};

/// Identifies a connector.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectorId(pub(super) event_contract::ShortText);

/// What kind of connector it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectorType(pub(super) event_contract::ShortText);

/// The service on the other side, such as `jira`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Provider(pub(super) event_contract::ShortText);

/// Identifies a user of a connector.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(pub(super) event_contract::ShortText);

/// What kind of actor a connector knows: `human`, `service` or `system`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectorActorType(pub(super) event_contract::ShortText);

/// The states of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConnectorState {
    /// `provisioned`
    Provisioned,
    /// `healthy`
    Healthy,
    /// `degraded`
    Degraded,
    /// `revoked`
    Revoked,
    /// `reconnected`
    Reconnected,
}

/// What a health check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HealthStatus {
    /// `healthy`
    Healthy,
    /// `degraded`
    Degraded,
    /// `unreachable`
    Unreachable,
}

/// How a connection was brought back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReconnectStrategy {
    /// `automatic`
    Automatic,
    /// `manual`
    Manual,
    /// `backoff`
    Backoff,
}

/// How long an answer took, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Latency(pub(super) f64);

/// How one user's connection stands.
#[derive(Clone, Debug, PartialEq)]
pub struct UserConnectionStatus {
    /// The user.
    pub user_id: String,
    /// The states of a connection.
    pub state: ConnectorState,
    /// When it last changed.
    pub last_event_at: Option<Timestamp>,
}

/// A connector was set up.
#[derive(Clone, Debug, PartialEq)]
pub struct ConnectorProvisionedPayload {
    /// Identifies a connector.
    pub connector_id: ConnectorId,
    /// What kind of connector it is.
    pub connector_type: ConnectorType,
    /// The service on the other side, such as `jira`.
    pub provider: Provider,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// The project that the connector serves.
    pub project_uuid: Uuid,
    /// Identifies whoever, or whatever, acted.
    pub actor_id: ActorId,
    /// What kind of actor a connector knows: `human`, `service` or `system`.
    pub actor_type: ConnectorActorType,
    /// Where the service is reached.
    pub endpoint_url: HttpUrl,
    /// When it was put on record.
    pub recorded_at: Timestamp,
    /// Where the credentials are kept; never the credentials.
    pub credentials_ref: Text,
    /// The digest of the connector's settings.
    pub config_hash: Digest,
    /// The user it was set up for.
    pub user_id: Option<String>,
}

/// A connector was checked. Whatever was found, it counts as healthy until it is reported
/// degraded.
#[derive(Clone, Debug, PartialEq)]
pub struct ConnectorHealthCheckedPayload {
    /// Identifies a connector.
    pub connector_id: ConnectorId,
    /// What kind of connector it is.
    pub connector_type: ConnectorType,
    /// The service on the other side, such as `jira`.
    pub provider: Provider,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// The project that the connector serves.
    pub project_uuid: Uuid,
    /// Identifies whoever, or whatever, acted.
    pub actor_id: ActorId,
    /// What kind of actor a connector knows: `human`, `service` or `system`.
    pub actor_type: ConnectorActorType,
    /// Where the service is reached.
    pub endpoint_url: HttpUrl,
    /// When it was put on record.
    pub recorded_at: Timestamp,
    /// What a health check found.
    pub health_status: HealthStatus,
    /// How long an answer took, in milliseconds.
    pub latency_ms: Latency,
    /// The user whose connection was checked.
    pub user_id: Option<String>,
}

/// A connector works badly or not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct ConnectorDegradedPayload {
    /// Identifies a connector.
    pub connector_id: ConnectorId,
    /// What kind of connector it is.
    pub connector_type: ConnectorType,
    /// The service on the other side, such as `jira`.
    pub provider: Provider,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// The project that the connector serves.
    pub project_uuid: Uuid,
    /// Identifies whoever, or whatever, acted.
    pub actor_id: ActorId,
    /// What kind of actor a connector knows: `human`, `service` or `system`.
    pub actor_type: ConnectorActorType,
    /// Where the service is reached.
    pub endpoint_url: HttpUrl,
    /// When it was put on record.
    pub recorded_at: Timestamp,
    /// What is wrong.
    pub degradation_reason: Text,
    /// When it last worked well.
    pub last_healthy_at: Timestamp,
    /// The user who is affected.
    pub user_id: Option<String>,
}

/// A connector lost its access.
#[derive(Clone, Debug, PartialEq)]
pub struct ConnectorRevokedPayload {
    /// Identifies a connector.
    pub connector_id: ConnectorId,
    /// What kind of connector it is.
    pub connector_type: ConnectorType,
    /// The service on the other side, such as `jira`.
    pub provider: Provider,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// The project that the connector serves.
    pub project_uuid: Uuid,
    /// Identifies whoever, or whatever, acted.
    pub actor_id: ActorId,
    /// What kind of actor a connector knows: `human`, `service` or `system`.
    pub actor_type: ConnectorActorType,
    /// Where the service is reached.
    pub endpoint_url: HttpUrl,
    /// When it was put on record.
    pub recorded_at: Timestamp,
    /// Why.
    pub revocation_reason: Text,
    /// The user whose access it was.
    pub user_id: Option<String>,
}

/// A connector was connected again.
#[derive(Clone, Debug, PartialEq)]
pub struct ConnectorReconnectedPayload {
    /// Identifies a connector.
    pub connector_id: ConnectorId,
    /// What kind of connector it is.
    pub connector_type: ConnectorType,
    /// The service on the other side, such as `jira`.
    pub provider: Provider,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// The project that the connector serves.
    pub project_uuid: Uuid,
    /// Identifies whoever, or whatever, acted.
    pub actor_id: ActorId,
    /// What kind of actor a connector knows: `human`, `service` or `system`.
    pub actor_type: ConnectorActorType,
    /// Where the service is reached.
    pub endpoint_url: HttpUrl,
    /// When it was put on record.
    pub recorded_at: Timestamp,
    /// The state it came back from.
    pub previous_state: ConnectorState,
    /// How a connection was brought back.
    pub reconnect_strategy: ReconnectStrategy,
    /// The user who is connected again.
    pub user_id: Option<String>,
}

/// A user is connected from now on. The connector's state stays as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct UserConnectedPayload {
    /// Identifies a connector.
    pub connector_id: ConnectorId,
    /// What kind of connector it is.
    pub connector_type: ConnectorType,
    /// The service on the other side, such as `jira`.
    pub provider: Provider,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// The project that the connector serves.
    pub project_uuid: Uuid,
    /// Identifies whoever, or whatever, acted.
    pub actor_id: ActorId,
    /// What kind of actor a connector knows: `human`, `service` or `system`.
    pub actor_type: ConnectorActorType,
    /// Where the service is reached.
    pub endpoint_url: HttpUrl,
    /// When it was put on record.
    pub recorded_at: Timestamp,
    /// Identifies a user of a connector.
    pub user_id: UserId,
}

/// A user is no longer connected. The connector's state stays as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct UserDisconnectedPayload {
    /// Identifies a connector.
    pub connector_id: ConnectorId,
    /// What kind of connector it is.
    pub connector_type: ConnectorType,
    /// The service on the other side, such as `jira`.
    pub provider: Provider,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// The project that the connector serves.
    pub project_uuid: Uuid,
    /// Identifies whoever, or whatever, acted.
    pub actor_id: ActorId,
    /// What kind of actor a connector knows: `human`, `service` or `system`.
    pub actor_type: ConnectorActorType,
    /// Where the service is reached.
    pub endpoint_url: HttpUrl,
    /// When it was put on record.
    pub recorded_at: Timestamp,
    /// Identifies a user of a connector.
    pub user_id: UserId,
    /// Why; empty if nobody said.
    pub reason: String,
}

/// Which state of a connector may follow which.
pub static CONNECTOR: StateMachine<ConnectorState> = StateMachine {
    name: "Connector",
    initial: &[ConnectorState::Provisioned],
    terminal: &[],
    transitions: &[
        (ConnectorState::Provisioned, ConnectorState::Healthy),
        (ConnectorState::Provisioned, ConnectorState::Degraded),
        (ConnectorState::Provisioned, ConnectorState::Revoked),
        (ConnectorState::Healthy, ConnectorState::Degraded),
        (ConnectorState::Healthy, ConnectorState::Revoked),
        (ConnectorState::Degraded, ConnectorState::Healthy),
        (ConnectorState::Degraded, ConnectorState::Revoked),
        (ConnectorState::Degraded, ConnectorState::Reconnected),
        (ConnectorState::Revoked, ConnectorState::Reconnected),
        (ConnectorState::Reconnected, ConnectorState::Healthy),
        (ConnectorState::Reconnected, ConnectorState::Degraded),
        (ConnectorState::Reconnected, ConnectorState::Revoked),
    ],
    override_by: None,
    guards: &[],
    effects: &[
        ("ConnectorProvisioned", Effect::To(ConnectorState::Provisioned)),
        ("ConnectorHealthChecked", Effect::To(ConnectorState::Healthy)),
        ("ConnectorDegraded", Effect::To(ConnectorState::Degraded)),
        ("ConnectorRevoked", Effect::To(ConnectorState::Revoked)),
        ("ConnectorReconnected", Effect::To(ConnectorState::Reconnected)),
    ],
};

event_contract::impl_builder!(
    UserConnectionStatus: super::codec::connector::USER_CONNECTION_STATUS,
    UserConnectionStatusBuilder,
    UserConnectionStatusRequired {
        user_id: String,
        state: ConnectorState,
    },
    {
        2: last_event_at(optional Timestamp),
    }
);

event_contract::impl_builder!(
    ConnectorProvisionedPayload: super::codec::connector::CONNECTOR_PROVISIONED_PAYLOAD,
    ConnectorProvisionedBuilder,
    ConnectorProvisionedRequired {
        connector_id: ConnectorId,
        connector_type: ConnectorType,
        provider: Provider,
        mission_id: MissionId,
        project_uuid: Uuid,
        actor_id: ActorId,
        actor_type: ConnectorActorType,
        endpoint_url: HttpUrl,
        recorded_at: Timestamp,
        credentials_ref: Text,
        config_hash: Digest,
    },
    {
        11: user_id(optional into String),
    }
);

event_contract::impl_builder!(
    ConnectorHealthCheckedPayload: super::codec::connector::CONNECTOR_HEALTH_CHECKED_PAYLOAD,
    ConnectorHealthCheckedBuilder,
    ConnectorHealthCheckedRequired {
        connector_id: ConnectorId,
        connector_type: ConnectorType,
        provider: Provider,
        mission_id: MissionId,
        project_uuid: Uuid,
        actor_id: ActorId,
        actor_type: ConnectorActorType,
        endpoint_url: HttpUrl,
        recorded_at: Timestamp,
        health_status: HealthStatus,
        latency_ms: Latency,
    },
    {
        11: user_id(optional into String),
    }
);

event_contract::impl_builder!(
    ConnectorDegradedPayload: super::codec::connector::CONNECTOR_DEGRADED_PAYLOAD,
    ConnectorDegradedBuilder,
    ConnectorDegradedRequired {
        connector_id: ConnectorId,
        connector_type: ConnectorType,
        provider: Provider,
        mission_id: MissionId,
        project_uuid: Uuid,
        actor_id: ActorId,
        actor_type: ConnectorActorType,
        endpoint_url: HttpUrl,
        recorded_at: Timestamp,
        degradation_reason: Text,
        last_healthy_at: Timestamp,
    },
    {
        11: user_id(optional into String),
    }
);

event_contract::impl_builder!(
    ConnectorRevokedPayload: super::codec::connector::CONNECTOR_REVOKED_PAYLOAD,
    ConnectorRevokedBuilder,
    ConnectorRevokedRequired {
        connector_id: ConnectorId,
        connector_type: ConnectorType,
        provider: Provider,
        mission_id: MissionId,
        project_uuid: Uuid,
        actor_id: ActorId,
        actor_type: ConnectorActorType,
        endpoint_url: HttpUrl,
        recorded_at: Timestamp,
        revocation_reason: Text,
    },
    {
        10: user_id(optional into String),
    }
);

event_contract::impl_builder!(
    ConnectorReconnectedPayload: super::codec::connector::CONNECTOR_RECONNECTED_PAYLOAD,
    ConnectorReconnectedBuilder,
    ConnectorReconnectedRequired {
        connector_id: ConnectorId,
        connector_type: ConnectorType,
        provider: Provider,
        mission_id: MissionId,
        project_uuid: Uuid,
        actor_id: ActorId,
        actor_type: ConnectorActorType,
        endpoint_url: HttpUrl,
        recorded_at: Timestamp,
        previous_state: ConnectorState,
        reconnect_strategy: ReconnectStrategy,
    },
    {
        11: user_id(optional into String),
    }
);

event_contract::impl_builder!(
    UserConnectedPayload: super::codec::connector::USER_CONNECTED_PAYLOAD,
    UserConnectedBuilder,
    UserConnectedRequired {
        connector_id: ConnectorId,
        connector_type: ConnectorType,
        provider: Provider,
        mission_id: MissionId,
        project_uuid: Uuid,
        actor_id: ActorId,
        actor_type: ConnectorActorType,
        endpoint_url: HttpUrl,
        recorded_at: Timestamp,
        user_id: UserId,
    },
    {}
);

event_contract::impl_builder!(
    UserDisconnectedPayload: super::codec::connector::USER_DISCONNECTED_PAYLOAD,
    UserDisconnectedBuilder,
    UserDisconnectedRequired {
        connector_id: ConnectorId,
        connector_type: ConnectorType,
        provider: Provider,
        mission_id: MissionId,
        project_uuid: Uuid,
        actor_id: ActorId,
        actor_type: ConnectorActorType,
        endpoint_url: HttpUrl,
        recorded_at: Timestamp,
        user_id: UserId,
    },
    {
        10: reason(default into String),
    }
);
