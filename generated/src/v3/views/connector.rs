//! The objects of the domain `connector`, read field by field.
//!
//! Generated from `contracts/spec-kitty/v3/connector.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::{HttpUrl, Timestamp, Uuid};

use super::super::common::{ActorId, Digest, MissionId, Text};
use super::super::connector::{
    ConnectorActorType, ConnectorDegradedPayload, ConnectorHealthCheckedPayload,
    ConnectorId, ConnectorProvisionedPayload, ConnectorReconnectedPayload,
    ConnectorRevokedPayload, ConnectorState, ConnectorType, HealthStatus, Latency,
    Provider, ReconnectStrategy, UserConnectedPayload, UserDisconnectedPayload, UserId,
};

event_contract::impl_view!(pub ConnectorProvisionedPayloadView: ConnectorProvisionedPayload, [
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
    user_id: Option<String>,
]);

event_contract::impl_view!(pub ConnectorHealthCheckedPayloadView: ConnectorHealthCheckedPayload, [
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
    user_id: Option<String>,
]);

event_contract::impl_view!(pub ConnectorDegradedPayloadView: ConnectorDegradedPayload, [
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
    user_id: Option<String>,
]);

event_contract::impl_view!(pub ConnectorRevokedPayloadView: ConnectorRevokedPayload, [
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
    user_id: Option<String>,
]);

event_contract::impl_view!(pub ConnectorReconnectedPayloadView: ConnectorReconnectedPayload, [
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
    user_id: Option<String>,
]);

event_contract::impl_view!(pub UserConnectedPayloadView: UserConnectedPayload, [
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
]);

event_contract::impl_view!(pub UserDisconnectedPayloadView: UserDisconnectedPayload, [
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
    reason: String,
]);
