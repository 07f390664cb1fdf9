//! The objects of the domain `sync`, read field by field.
//!
//! Generated from `contracts/spec-kitty/v3/sync.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::{HttpUrl, Timestamp};

use super::super::common::{ActorId, Count, DeliveryId, MissionId, Text};
use super::super::connector::{ConnectorId, Provider};
use super::super::sync::{
    AttemptCount, ExternalReferenceLinkedPayload, IngestBatchId, IngestedCount, LinkId,
    ReplayId, SyncDeadLetteredPayload, SyncIngestAcceptedPayload,
    SyncIngestRejectedPayload, SyncReplayCompletedPayload, SyncRetryScheduledPayload,
};

event_contract::impl_view!(pub SyncIngestAcceptedPayloadView: SyncIngestAcceptedPayload, [
    delivery_id: DeliveryId,
    source_event_fingerprint: Text,
    connector_id: ConnectorId,
    mission_id: MissionId,
    recorded_at: Timestamp,
    ingest_batch_id: IngestBatchId,
    ingested_count: IngestedCount,
]);

event_contract::impl_view!(pub SyncIngestRejectedPayloadView: SyncIngestRejectedPayload, [
    delivery_id: DeliveryId,
    source_event_fingerprint: Text,
    connector_id: ConnectorId,
    mission_id: MissionId,
    recorded_at: Timestamp,
    rejection_reason: Text,
    rejected_payload_ref: Text,
]);

event_contract::impl_view!(pub SyncRetryScheduledPayloadView: SyncRetryScheduledPayload, [
    delivery_id: DeliveryId,
    source_event_fingerprint: Text,
    connector_id: ConnectorId,
    mission_id: MissionId,
    recorded_at: Timestamp,
    retry_attempt: AttemptCount,
    max_retries: AttemptCount,
    next_retry_at: Timestamp,
]);

event_contract::impl_view!(pub SyncDeadLetteredPayloadView: SyncDeadLetteredPayload, [
    delivery_id: DeliveryId,
    source_event_fingerprint: Text,
    connector_id: ConnectorId,
    mission_id: MissionId,
    recorded_at: Timestamp,
    failure_reason: Text,
    total_attempts: AttemptCount,
    dead_letter_ref: Text,
]);

event_contract::impl_view!(pub SyncReplayCompletedPayloadView: SyncReplayCompletedPayload, [
    delivery_id: DeliveryId,
    source_event_fingerprint: Text,
    connector_id: ConnectorId,
    mission_id: MissionId,
    recorded_at: Timestamp,
    replay_id: ReplayId,
    replayed_count: Count,
    replay_source: Text,
]);

event_contract::impl_view!(pub ExternalReferenceLinkedPayloadView: ExternalReferenceLinkedPayload, [
    link_id: LinkId,
    connector_id: ConnectorId,
    external_provider: Provider,
    external_ref_type: Text,
    external_ref_id: Text,
    external_ref_url: HttpUrl,
    internal_aggregate_type: Text,
    internal_aggregate_id: Text,
    mission_id: MissionId,
    linked_by: ActorId,
    recorded_at: Timestamp,
]);
