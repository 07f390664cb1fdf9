//! Why a fold stops.

use std::error::Error as StdError;

use event_contract::fold::BadOption;
use event_contract::order::Unsortable;
use event_contract::{Malformed, Meta, Record, Violations};
use serde_json::{Value, json};
use spec_kitty_contracts::v3::dossier::LocalNamespaceTuple;

/// Why a fold stops.
///
/// Most of what is wrong with a stream becomes an anomaly of the state. These are the exceptions: input that
/// a strict fold must not pass over.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An event of a participant who never was on the roster (strict mode).
    #[error("participant `{participant}` of {event_type} {event_id} is not on the roster")]
    UnknownParticipant {
        /// The participant.
        participant: String,
        /// The type of the event.
        event_type: String,
        /// The event.
        event_id: String,
    },
    /// An event that the events before it do not allow (strict mode).
    #[error("{event_type} {event_id}: {problem}")]
    Integrity {
        /// What is wrong.
        problem: String,
        /// The type of the event.
        event_type: String,
        /// The event.
        event_id: String,
    },
    /// Events of one stream that belong to different dossiers.
    #[error(
        "events {first} and {second} belong to different dossiers: they differ in `{field}`; expected {}, found {}",
        json(expected),
        json(found)
    )]
    NamespaceMixed {
        /// The first event that has a namespace.
        first: String,
        /// Its namespace.
        expected: Box<LocalNamespaceTuple>,
        /// An event whose namespace differs.
        second: String,
        /// That one.
        found: Box<LocalNamespaceTuple>,
        /// The first field of the namespace that differs.
        field: &'static str,
    },
    /// A payload that does not keep its contract, where the reducer cannot go on without it.
    #[error("{event_type} {event_id}: {violations}")]
    MalformedPayload {
        /// The type of the event.
        event_type: String,
        /// The event.
        event_id: String,
        /// Everything that is wrong with the payload.
        violations: Violations,
    },
}

impl Error {
    /// An event that the events before it do not allow.
    pub(crate) fn integrity(event: &Meta, problem: impl Into<String>) -> Self {
        Self::Integrity {
            problem: problem.into(),
            event_type: event.event_type.to_string(),
            event_id: event.event_id.to_string(),
        }
    }

    /// A payload that the reducer cannot go on without.
    pub(crate) fn malformed(event: &Record, why: Malformed<'_>) -> Self {
        Self::MalformedPayload {
            event_type: event.meta.event_type.to_string(),
            event_id: event.meta.event_id.to_string(),
            violations: why.violations(),
        }
    }

    /// What the error is about, by the names of the Python package's attributes where that has some.
    pub fn details(&self) -> Value {
        match self {
            Self::UnknownParticipant { participant, event_type, event_id } => json!({
                "participant_id": participant, "event_id": event_id, "event_type": event_type,
            }),
            Self::NamespaceMixed { first, expected, second, found, field } => json!({
                "expected": { "event_id": first, "namespace": expected },
                "found": { "event_id": second, "namespace": found },
                "field": field,
            }),
            Self::Integrity { event_type, event_id, .. }
            | Self::MalformedPayload { event_type, event_id, .. } => {
                json!({ "event_id": event_id, "event_type": event_type })
            }
        }
    }

    /// The class of the Python package's exception for the same stop.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::UnknownParticipant { .. } => "UnknownParticipantError",
            Self::Integrity { .. } => "SpecKittyEventsError",
            Self::NamespaceMixed { .. } => "NamespaceMixedStreamError",
            Self::MalformedPayload { .. } => "ValidationError",
        }
    }
}

/// The class of the Python package's exception for an error of this crate or of the runtime whose type is
/// forgotten, as a registered reducer returns it. Nothing for errors without a counterpart.
pub fn kind_of(error: &(dyn StdError + 'static)) -> Option<&'static str> {
    if let Some(error) = error.downcast_ref::<Error>() {
        return Some(error.kind());
    }
    if error.is::<Violations>() || error.is::<BadOption>() {
        return Some("ValidationError");
    }
    error.is::<Unsortable>().then_some("CyclicDependencyError")
}

/// What a forgotten error is about, as [`Error::details`] has it. Nothing for errors of other types.
pub fn details_of(error: &(dyn StdError + 'static)) -> Option<Value> {
    error.downcast_ref::<Error>().map(Error::details)
}

/// A namespace as its payload has it.
fn json(namespace: &LocalNamespaceTuple) -> String {
    serde_json::to_string(namespace).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forgotten_error_has_the_class_of_its_type() {
        let participant = Error::UnknownParticipant {
            participant: "p".into(),
            event_type: "t".into(),
            event_id: "i".into(),
        };
        let details = json!({ "participant_id": "p", "event_id": "i", "event_type": "t" });
        assert_eq!(details_of(&participant), Some(details));
        let option = BadOption { name: "mode".into(), problem: "no such mode".into() };
        let circle = Unsortable::Circle { members: Vec::new() };
        let errors: [(Box<dyn StdError>, _); 4] = [
            (participant.into(), Some("UnknownParticipantError")),
            (option.into(), Some("ValidationError")),
            (circle.into(), Some("CyclicDependencyError")),
            (std::fmt::Error.into(), None),
        ];
        for (error, class) in errors {
            assert_eq!(kind_of(&*error), class, "{error}");
        }
    }
}
