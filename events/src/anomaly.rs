//! What a fold notes about events that do not fit, and goes on.

use event_contract::{EventId, EventType, Meta};
use serde::{Deserialize, Serialize};

/// An event that does not fit, with the reason in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anomaly {
    /// The event.
    pub event_id: EventId,
    /// Its type.
    pub event_type: EventType,
    /// Why it does not fit, for people.
    pub reason: String,
}

impl Anomaly {
    pub(crate) fn new(event: &Meta, reason: impl Into<String>) -> Self {
        Self {
            event_id: event.event_id,
            event_type: event.event_type.clone(),
            reason: reason.into(),
        }
    }
}

/// An event that does not fit, with the reason as one of a few kinds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classified<K> {
    /// Why it does not fit.
    pub kind: K,
    /// The event.
    pub event_id: EventId,
    /// The same for people.
    pub message: String,
}

impl<K> Classified<K> {
    pub(crate) fn new(kind: K, event: &Meta, message: impl Into<String>) -> Self {
        Self { kind, event_id: event.event_id, message: message.into() }
    }
}
