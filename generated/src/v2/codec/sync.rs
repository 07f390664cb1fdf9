//! Tables and decoders of the domain `sync`.
//!
//! Generated from `contracts/spec-kitty/v2/sync.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields};
use event_contract::table::{self, Field, Type};

use super::super::sync::{
    AttemptCount, ExternalReferenceLinkedPayload, IngestBatchId, IngestedCount, LinkId,
    ReplayId, SyncDeadLetteredPayload, SyncIngestAcceptedPayload,
    SyncIngestRejectedPayload, SyncOutcome, SyncReplayCompletedPayload,
    SyncRetryScheduledPayload,
};

use super::common::{ACTOR_ID, COUNT, DELIVERY_ID, MISSION_ID, TEXT};
use super::connector::{CONNECTOR_ID, PROVIDER};

/// Table of [`SyncOutcome`].
pub static SYNC_OUTCOME: table::Enum = table::Enum {
    name: "SyncOutcome",
    values: &[
        "accepted",
        "rejected",
        "retry_scheduled",
        "dead_lettered",
        "replay_completed",
    ],
    aliases: &[],
};

event_contract::impl_enum!(
    SyncOutcome : SYNC_OUTCOME, [Accepted, Rejected, RetryScheduled, DeadLettered,
    ReplayCompleted]
);

/// Table of [`IngestBatchId`].
pub static INGEST_BATCH_ID: table::Text = table::Text {
    name: "IngestBatchId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(IngestBatchId : INGEST_BATCH_ID);

/// Table of [`IngestedCount`].
pub static INGESTED_COUNT: table::Integer = table::Integer {
    name: "IngestedCount",
    minimum: Some(1),
    ..table::Integer::ANY
};

event_contract::impl_integer!(IngestedCount : INGESTED_COUNT);

/// Table of [`AttemptCount`].
pub static ATTEMPT_COUNT: table::Integer = table::Integer {
    name: "AttemptCount",
    minimum: Some(1),
    ..table::Integer::ANY
};

event_contract::impl_integer!(AttemptCount : ATTEMPT_COUNT);

/// Table of [`ReplayId`].
pub static REPLAY_ID: table::Text = table::Text {
    name: "ReplayId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(ReplayId : REPLAY_ID);

/// Table of [`LinkId`].
pub static LINK_ID: table::Text = table::Text {
    name: "LinkId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(LinkId : LINK_ID);

/// Table of [`SyncIngestAcceptedPayload`].
pub static SYNC_INGEST_ACCEPTED_PAYLOAD: table::Object = table::Object {
    name: "SyncIngestAcceptedPayload",
    fields: &[
        Field::required("delivery_id", Type::Text(&DELIVERY_ID)),
        Field::required("source_event_fingerprint", Type::Text(&TEXT)),
        Field::required("connector_id", Type::Text(&CONNECTOR_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("recorded_at", Type::PYDANTIC_DATETIME),
        Field::required("ingest_batch_id", Type::Text(&INGEST_BATCH_ID)),
        Field::required("ingested_count", Type::Integer(&INGESTED_COUNT)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for SyncIngestAcceptedPayload {
    const TYPE: Type = Type::Object(&SYNC_INGEST_ACCEPTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&SYNC_INGEST_ACCEPTED_PAYLOAD, text)?;
        Some(Self {
            delivery_id: fields.next()?,
            source_event_fingerprint: fields.next()?,
            connector_id: fields.next()?,
            mission_id: fields.next()?,
            recorded_at: fields.next()?,
            ingest_batch_id: fields.next()?,
            ingested_count: fields.next()?,
        })
    }
}

impl Serialize for SyncIngestAcceptedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("SyncIngestAcceptedPayload", 7)?;
        out.serialize_field("delivery_id", &self.delivery_id)?;
        out.serialize_field("source_event_fingerprint", &self.source_event_fingerprint)?;
        out.serialize_field("connector_id", &self.connector_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("recorded_at", &self.recorded_at)?;
        out.serialize_field("ingest_batch_id", &self.ingest_batch_id)?;
        out.serialize_field("ingested_count", &self.ingested_count)?;
        out.end()
    }
}

/// Table of [`SyncIngestRejectedPayload`].
pub static SYNC_INGEST_REJECTED_PAYLOAD: table::Object = table::Object {
    name: "SyncIngestRejectedPayload",
    fields: &[
        Field::required("delivery_id", Type::Text(&DELIVERY_ID)),
        Field::required("source_event_fingerprint", Type::Text(&TEXT)),
        Field::required("connector_id", Type::Text(&CONNECTOR_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("recorded_at", Type::PYDANTIC_DATETIME),
        Field::required("rejection_reason", Type::Text(&TEXT)),
        Field::required("rejected_payload_ref", Type::Text(&TEXT)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for SyncIngestRejectedPayload {
    const TYPE: Type = Type::Object(&SYNC_INGEST_REJECTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&SYNC_INGEST_REJECTED_PAYLOAD, text)?;
        Some(Self {
            delivery_id: fields.next()?,
            source_event_fingerprint: fields.next()?,
            connector_id: fields.next()?,
            mission_id: fields.next()?,
            recorded_at: fields.next()?,
            rejection_reason: fields.next()?,
            rejected_payload_ref: fields.next()?,
        })
    }
}

impl Serialize for SyncIngestRejectedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("SyncIngestRejectedPayload", 7)?;
        out.serialize_field("delivery_id", &self.delivery_id)?;
        out.serialize_field("source_event_fingerprint", &self.source_event_fingerprint)?;
        out.serialize_field("connector_id", &self.connector_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("recorded_at", &self.recorded_at)?;
        out.serialize_field("rejection_reason", &self.rejection_reason)?;
        out.serialize_field("rejected_payload_ref", &self.rejected_payload_ref)?;
        out.end()
    }
}

/// Table of [`SyncRetryScheduledPayload`].
pub static SYNC_RETRY_SCHEDULED_PAYLOAD: table::Object = table::Object {
    name: "SyncRetryScheduledPayload",
    fields: &[
        Field::required("delivery_id", Type::Text(&DELIVERY_ID)),
        Field::required("source_event_fingerprint", Type::Text(&TEXT)),
        Field::required("connector_id", Type::Text(&CONNECTOR_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("recorded_at", Type::PYDANTIC_DATETIME),
        Field::required("retry_attempt", Type::Integer(&ATTEMPT_COUNT)),
        Field::required("max_retries", Type::Integer(&ATTEMPT_COUNT)),
        Field::required("next_retry_at", Type::PYDANTIC_DATETIME),
    ],
    closed: false,
    rules: &[],
};

impl Contract for SyncRetryScheduledPayload {
    const TYPE: Type = Type::Object(&SYNC_RETRY_SCHEDULED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&SYNC_RETRY_SCHEDULED_PAYLOAD, text)?;
        Some(Self {
            delivery_id: fields.next()?,
            source_event_fingerprint: fields.next()?,
            connector_id: fields.next()?,
            mission_id: fields.next()?,
            recorded_at: fields.next()?,
            retry_attempt: fields.next()?,
            max_retries: fields.next()?,
            next_retry_at: fields.next()?,
        })
    }
}

impl Serialize for SyncRetryScheduledPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("SyncRetryScheduledPayload", 8)?;
        out.serialize_field("delivery_id", &self.delivery_id)?;
        out.serialize_field("source_event_fingerprint", &self.source_event_fingerprint)?;
        out.serialize_field("connector_id", &self.connector_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("recorded_at", &self.recorded_at)?;
        out.serialize_field("retry_attempt", &self.retry_attempt)?;
        out.serialize_field("max_retries", &self.max_retries)?;
        out.serialize_field("next_retry_at", &self.next_retry_at)?;
        out.end()
    }
}

/// Table of [`SyncDeadLetteredPayload`].
pub static SYNC_DEAD_LETTERED_PAYLOAD: table::Object = table::Object {
    name: "SyncDeadLetteredPayload",
    fields: &[
        Field::required("delivery_id", Type::Text(&DELIVERY_ID)),
        Field::required("source_event_fingerprint", Type::Text(&TEXT)),
        Field::required("connector_id", Type::Text(&CONNECTOR_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("recorded_at", Type::PYDANTIC_DATETIME),
        Field::required("failure_reason", Type::Text(&TEXT)),
        Field::required("total_attempts", Type::Integer(&ATTEMPT_COUNT)),
        Field::required("dead_letter_ref", Type::Text(&TEXT)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for SyncDeadLetteredPayload {
    const TYPE: Type = Type::Object(&SYNC_DEAD_LETTERED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&SYNC_DEAD_LETTERED_PAYLOAD, text)?;
        Some(Self {
            delivery_id: fields.next()?,
            source_event_fingerprint: fields.next()?,
            connector_id: fields.next()?,
            mission_id: fields.next()?,
            recorded_at: fields.next()?,
            failure_reason: fields.next()?,
            total_attempts: fields.next()?,
            dead_letter_ref: fields.next()?,
        })
    }
}

impl Serialize for SyncDeadLetteredPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("SyncDeadLetteredPayload", 8)?;
        out.serialize_field("delivery_id", &self.delivery_id)?;
        out.serialize_field("source_event_fingerprint", &self.source_event_fingerprint)?;
        out.serialize_field("connector_id", &self.connector_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("recorded_at", &self.recorded_at)?;
        out.serialize_field("failure_reason", &self.failure_reason)?;
        out.serialize_field("total_attempts", &self.total_attempts)?;
        out.serialize_field("dead_letter_ref", &self.dead_letter_ref)?;
        out.end()
    }
}

/// Table of [`SyncReplayCompletedPayload`].
pub static SYNC_REPLAY_COMPLETED_PAYLOAD: table::Object = table::Object {
    name: "SyncReplayCompletedPayload",
    fields: &[
        Field::required("delivery_id", Type::Text(&DELIVERY_ID)),
        Field::required("source_event_fingerprint", Type::Text(&TEXT)),
        Field::required("connector_id", Type::Text(&CONNECTOR_ID)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("recorded_at", Type::PYDANTIC_DATETIME),
        Field::required("replay_id", Type::Text(&REPLAY_ID)),
        Field::required("replayed_count", Type::Integer(&COUNT)),
        Field::required("replay_source", Type::Text(&TEXT)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for SyncReplayCompletedPayload {
    const TYPE: Type = Type::Object(&SYNC_REPLAY_COMPLETED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&SYNC_REPLAY_COMPLETED_PAYLOAD, text)?;
        Some(Self {
            delivery_id: fields.next()?,
            source_event_fingerprint: fields.next()?,
            connector_id: fields.next()?,
            mission_id: fields.next()?,
            recorded_at: fields.next()?,
            replay_id: fields.next()?,
            replayed_count: fields.next()?,
            replay_source: fields.next()?,
        })
    }
}

impl Serialize for SyncReplayCompletedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("SyncReplayCompletedPayload", 8)?;
        out.serialize_field("delivery_id", &self.delivery_id)?;
        out.serialize_field("source_event_fingerprint", &self.source_event_fingerprint)?;
        out.serialize_field("connector_id", &self.connector_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("recorded_at", &self.recorded_at)?;
        out.serialize_field("replay_id", &self.replay_id)?;
        out.serialize_field("replayed_count", &self.replayed_count)?;
        out.serialize_field("replay_source", &self.replay_source)?;
        out.end()
    }
}

/// Table of [`ExternalReferenceLinkedPayload`].
pub static EXTERNAL_REFERENCE_LINKED_PAYLOAD: table::Object = table::Object {
    name: "ExternalReferenceLinkedPayload",
    fields: &[
        Field::required("link_id", Type::Text(&LINK_ID)),
        Field::required("connector_id", Type::Text(&CONNECTOR_ID)),
        Field::required("external_provider", Type::Text(&PROVIDER)),
        Field::required("external_ref_type", Type::Text(&TEXT)),
        Field::required("external_ref_id", Type::Text(&TEXT)),
        Field::required("external_ref_url", Type::URI),
        Field::required("internal_aggregate_type", Type::Text(&TEXT)),
        Field::required("internal_aggregate_id", Type::Text(&TEXT)),
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("linked_by", Type::Text(&ACTOR_ID)),
        Field::required("recorded_at", Type::PYDANTIC_DATETIME),
    ],
    closed: false,
    rules: &[],
};

impl Contract for ExternalReferenceLinkedPayload {
    const TYPE: Type = Type::Object(&EXTERNAL_REFERENCE_LINKED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&EXTERNAL_REFERENCE_LINKED_PAYLOAD, text)?;
        Some(Self {
            link_id: fields.next()?,
            connector_id: fields.next()?,
            external_provider: fields.next()?,
            external_ref_type: fields.next()?,
            external_ref_id: fields.next()?,
            external_ref_url: fields.next()?,
            internal_aggregate_type: fields.next()?,
            internal_aggregate_id: fields.next()?,
            mission_id: fields.next()?,
            linked_by: fields.next()?,
            recorded_at: fields.next()?,
        })
    }
}

impl Serialize for ExternalReferenceLinkedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ExternalReferenceLinkedPayload", 11)?;
        out.serialize_field("link_id", &self.link_id)?;
        out.serialize_field("connector_id", &self.connector_id)?;
        out.serialize_field("external_provider", &self.external_provider)?;
        out.serialize_field("external_ref_type", &self.external_ref_type)?;
        out.serialize_field("external_ref_id", &self.external_ref_id)?;
        out.serialize_field("external_ref_url", &self.external_ref_url)?;
        out.serialize_field("internal_aggregate_type", &self.internal_aggregate_type)?;
        out.serialize_field("internal_aggregate_id", &self.internal_aggregate_id)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("linked_by", &self.linked_by)?;
        out.serialize_field("recorded_at", &self.recorded_at)?;
        out.end()
    }
}

event_contract::impl_deserialize!(
    SyncIngestAcceptedPayload, SyncIngestRejectedPayload, SyncRetryScheduledPayload,
    SyncDeadLetteredPayload, SyncReplayCompletedPayload, ExternalReferenceLinkedPayload
);
