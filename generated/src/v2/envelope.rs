//! The envelope around every payload, and the record of a failed action.
//!
//! Generated from `contracts/spec-kitty/v2/envelope.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::{EventId, Integer, JsonObject, Timestamp, Uuid};

use super::common::Text;

/// Names the contract of the payload.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventType(pub(super) event_contract::ShortText);

/// Identifies the entity that an event changes; the part before the first `/` names its kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AggregateId(pub(super) event_contract::ShortText);

/// Identifies the emitter whose Lamport clock an event carries.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) event_contract::ShortText);

/// A reading of a Lamport clock, in ticks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LamportTime(pub(super) Integer);

/// A contract version of three numbers, `major.minor.patch`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContractVersion(pub(super) event_contract::ShortText);

/// How far an event may be shared, from 0 (stays on the machine) to 4 (telemetry).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DataTier(pub(super) u8);

/// An event with the causal metadata that orders it among all others.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Identifies the event: a ULID or a UUID.
    pub event_id: EventId,
    /// Names the contract of the payload.
    pub event_type: EventType,
    /// Identifies the entity that an event changes; the part before the first `/` names its kind.
    pub aggregate_id: AggregateId,
    /// The payload; its contract is named by `event_type`.
    pub payload: JsonObject,
    /// Wall-clock time of the emitter. Breaks ties only.
    pub timestamp: Timestamp,
    /// Identifies the emitter whose Lamport clock an event carries.
    pub node_id: NodeId,
    /// A reading of a Lamport clock, in ticks.
    pub lamport_clock: LamportTime,
    /// The event that caused this one; absent for a root event.
    pub causation_id: Option<EventId>,
    /// Scopes the event to one project.
    pub project_uuid: Uuid,
    /// The project's readable name.
    pub project_slug: Option<String>,
    /// Ties together the events of one run.
    pub correlation_id: EventId,
    /// The contract version that the envelope signals.
    pub schema_version: ContractVersion,
    /// How far an event may be shared, from 0 (stays on the machine) to 4 (telemetry).
    pub data_tier: DataTier,
}

/// A failed action, kept so that the next attempt can learn from it.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorEntry {
    /// When the action failed.
    pub timestamp: Timestamp,
    /// What was tried.
    pub action_attempted: Text,
    /// What went wrong.
    pub error_message: Text,
    /// How it was resolved; empty while it is not.
    pub resolution: String,
    /// Who tried.
    pub agent: String,
}

event_contract::impl_builder!(
    Event: super::codec::envelope::EVENT,
    EventBuilder,
    EventRequired {
        event_id: EventId,
        event_type: EventType,
        aggregate_id: AggregateId,
        timestamp: Timestamp,
        node_id: NodeId,
        lamport_clock: LamportTime,
        project_uuid: Uuid,
        correlation_id: EventId,
    },
    {
        3: payload(default JsonObject),
        7: causation_id(optional EventId),
        9: project_slug(optional into String),
        11: schema_version(default ContractVersion),
        12: data_tier(default DataTier),
    }
);

event_contract::impl_builder!(
    ErrorEntry: super::codec::envelope::ERROR_ENTRY,
    ErrorEntryBuilder,
    ErrorEntryRequired {
        timestamp: Timestamp,
        action_attempted: Text,
        error_message: Text,
    },
    {
        3: resolution(default into String),
        4: agent(default into String),
    }
);
