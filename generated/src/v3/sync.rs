//! What became of the events that connectors brought in.
//!
//! Generated from `contracts/spec-kitty/v3/sync.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::{HttpUrl, Integer, Timestamp};

use super::common::{ActorId, Count, DeliveryId, MissionId, Text};
use super::connector::{ConnectorId, Provider};

/// What can become of a delivery; one for each sync event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SyncOutcome {
    /// `accepted`
    Accepted,
    /// `rejected`
    Rejected,
    /// `retry_scheduled`
    RetryScheduled,
    /// `dead_lettered`
    DeadLettered,
    /// `replay_completed`
    ReplayCompleted,
}

/// Identifies a batch of ingested events.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IngestBatchId(pub(super) event_contract::ShortText);

/// How many events a batch brought in; an empty batch is none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IngestedCount(pub(super) Integer);

/// A count of attempts that starts at 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttemptCount(pub(super) Integer);

/// Identifies a replay.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReplayId(pub(super) event_contract::ShortText);

/// Identifies a link between something here and something outside.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkId(pub(super) event_contract::ShortText);

/// A delivery was taken in.
#[derive(Clone, Debug, PartialEq)]
pub struct SyncIngestAcceptedPayload {
    /// Identifies one delivery from outside; a repeated delivery has the same one.
    pub delivery_id: DeliveryId,
    /// A fingerprint of the event as the source sent it.
    pub source_event_fingerprint: Text,
    /// Identifies a connector.
    pub connector_id: ConnectorId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// When it was put on record.
    pub recorded_at: Timestamp,
    /// Identifies a batch of ingested events.
    pub ingest_batch_id: IngestBatchId,
    /// How many events a batch brought in; an empty batch is none.
    pub ingested_count: IngestedCount,
}

/// A delivery was turned away.
#[derive(Clone, Debug, PartialEq)]
pub struct SyncIngestRejectedPayload {
    /// Identifies one delivery from outside; a repeated delivery has the same one.
    pub delivery_id: DeliveryId,
    /// A fingerprint of the event as the source sent it.
    pub source_event_fingerprint: Text,
    /// Identifies a connector.
    pub connector_id: ConnectorId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// When it was put on record.
    pub recorded_at: Timestamp,
    /// Why.
    pub rejection_reason: Text,
    /// Where the payload is kept.
    pub rejected_payload_ref: Text,
}

/// A delivery will be tried again.
#[derive(Clone, Debug, PartialEq)]
pub struct SyncRetryScheduledPayload {
    /// Identifies one delivery from outside; a repeated delivery has the same one.
    pub delivery_id: DeliveryId,
    /// A fingerprint of the event as the source sent it.
    pub source_event_fingerprint: Text,
    /// Identifies a connector.
    pub connector_id: ConnectorId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// When it was put on record.
    pub recorded_at: Timestamp,
    /// Which retry it is.
    pub retry_attempt: AttemptCount,
    /// How many are made before giving up.
    pub max_retries: AttemptCount,
    /// When it is due.
    pub next_retry_at: Timestamp,
}

/// A delivery was given up.
#[derive(Clone, Debug, PartialEq)]
pub struct SyncDeadLetteredPayload {
    /// Identifies one delivery from outside; a repeated delivery has the same one.
    pub delivery_id: DeliveryId,
    /// A fingerprint of the event as the source sent it.
    pub source_event_fingerprint: Text,
    /// Identifies a connector.
    pub connector_id: ConnectorId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// When it was put on record.
    pub recorded_at: Timestamp,
    /// Why.
    pub failure_reason: Text,
    /// How many were made.
    pub total_attempts: AttemptCount,
    /// Where the delivery is kept.
    pub dead_letter_ref: Text,
}

/// Earlier deliveries were played again.
#[derive(Clone, Debug, PartialEq)]
pub struct SyncReplayCompletedPayload {
    /// Identifies one delivery from outside; a repeated delivery has the same one.
    pub delivery_id: DeliveryId,
    /// A fingerprint of the event as the source sent it.
    pub source_event_fingerprint: Text,
    /// Identifies a connector.
    pub connector_id: ConnectorId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// When it was put on record.
    pub recorded_at: Timestamp,
    /// Identifies a replay.
    pub replay_id: ReplayId,
    /// How many were played.
    pub replayed_count: Count,
    /// Where they came from.
    pub replay_source: Text,
}

/// Something here was tied to its counterpart outside.
#[derive(Clone, Debug, PartialEq)]
pub struct ExternalReferenceLinkedPayload {
    /// Identifies a link between something here and something outside.
    pub link_id: LinkId,
    /// Identifies a connector.
    pub connector_id: ConnectorId,
    /// The service on the other side, such as `jira`.
    pub external_provider: Provider,
    /// What it is outside, such as `issue`.
    pub external_ref_type: Text,
    /// Which one it is outside.
    pub external_ref_id: Text,
    /// Where it can be looked at outside.
    pub external_ref_url: HttpUrl,
    /// What it is here, such as `work_package`.
    pub internal_aggregate_type: Text,
    /// Which one it is here.
    pub internal_aggregate_id: Text,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Who tied them.
    pub linked_by: ActorId,
    /// When it was put on record.
    pub recorded_at: Timestamp,
}

event_contract::impl_builder!(
    SyncIngestAcceptedPayload: super::codec::sync::SYNC_INGEST_ACCEPTED_PAYLOAD,
    SyncIngestAcceptedBuilder,
    SyncIngestAcceptedRequired {
        delivery_id: DeliveryId,
        source_event_fingerprint: Text,
        connector_id: ConnectorId,
        mission_id: MissionId,
        recorded_at: Timestamp,
        ingest_batch_id: IngestBatchId,
        ingested_count: IngestedCount,
    },
    {}
);

event_contract::impl_builder!(
    SyncIngestRejectedPayload: super::codec::sync::SYNC_INGEST_REJECTED_PAYLOAD,
    SyncIngestRejectedBuilder,
    SyncIngestRejectedRequired {
        delivery_id: DeliveryId,
        source_event_fingerprint: Text,
        connector_id: ConnectorId,
        mission_id: MissionId,
        recorded_at: Timestamp,
        rejection_reason: Text,
        rejected_payload_ref: Text,
    },
    {}
);

event_contract::impl_builder!(
    SyncRetryScheduledPayload: super::codec::sync::SYNC_RETRY_SCHEDULED_PAYLOAD,
    SyncRetryScheduledBuilder,
    SyncRetryScheduledRequired {
        delivery_id: DeliveryId,
        source_event_fingerprint: Text,
        connector_id: ConnectorId,
        mission_id: MissionId,
        recorded_at: Timestamp,
        retry_attempt: AttemptCount,
        max_retries: AttemptCount,
        next_retry_at: Timestamp,
    },
    {}
);

event_contract::impl_builder!(
    SyncDeadLetteredPayload: super::codec::sync::SYNC_DEAD_LETTERED_PAYLOAD,
    SyncDeadLetteredBuilder,
    SyncDeadLetteredRequired {
        delivery_id: DeliveryId,
        source_event_fingerprint: Text,
        connector_id: ConnectorId,
        mission_id: MissionId,
        recorded_at: Timestamp,
        failure_reason: Text,
        total_attempts: AttemptCount,
        dead_letter_ref: Text,
    },
    {}
);

event_contract::impl_builder!(
    SyncReplayCompletedPayload: super::codec::sync::SYNC_REPLAY_COMPLETED_PAYLOAD,
    SyncReplayCompletedBuilder,
    SyncReplayCompletedRequired {
        delivery_id: DeliveryId,
        source_event_fingerprint: Text,
        connector_id: ConnectorId,
        mission_id: MissionId,
        recorded_at: Timestamp,
        replay_id: ReplayId,
        replayed_count: Count,
        replay_source: Text,
    },
    {}
);

event_contract::impl_builder!(
    ExternalReferenceLinkedPayload: super::codec::sync::EXTERNAL_REFERENCE_LINKED_PAYLOAD,
    ExternalReferenceLinkedBuilder,
    ExternalReferenceLinkedRequired {
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
    },
    {}
);
