//! Strategies for values of contract types. They shrink: to fewer and smaller choices, which stand for
//! simpler values.

use event_contract::sample::{self, Source};
use event_contract::table::{Event, Line, Type};
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::strategy::Strategy;
use serde_json::Value;

/// The most choices of a value; what a value needs beyond them is as simple as can be.
const MOST_CHOICES: usize = 160;

/// Sequences of choices, from which everything else is made.
pub fn source() -> impl Strategy<Value = Source> {
    vec(any::<u64>(), 0..MOST_CHOICES).prop_map(|choices| Source::from_choices(&choices))
}

/// Valid values of a type.
pub fn value(ty: Type) -> impl Strategy<Value = Value> {
    source().prop_map(move |mut source| sample::value(&ty, &mut source))
}

/// Values of a type after one random change, which may or may not make them invalid.
pub fn mutated_value(ty: Type) -> impl Strategy<Value = Value> {
    // The change has choices of its own, or it would see nothing but zeros behind a large value.
    (value(ty), source())
        .prop_map(move |(value, mut source)| sample::mutated(&ty, value, &mut source))
}

/// Valid payloads of an event.
pub fn payload(event: &'static Event) -> impl Strategy<Value = Value> {
    value(Type::Object(event.payload))
}

/// Payloads of an event after one random change, which may or may not make them invalid.
pub fn mutated(event: &'static Event) -> impl Strategy<Value = Value> {
    mutated_value(Type::Object(event.payload))
}

/// Valid enveloped events of a line, of all its event types; `null` for a line without an envelope.
pub fn envelope(line: &'static Line) -> impl Strategy<Value = Value> {
    let events = 0..line.events.len().max(1);
    (events, 0..1_000_000_u64, source(), source()).prop_map(
        move |(at, sequence, mut inner, mut outer)| {
            line.events.get(at).map_or(Value::Null, |event| {
                let payload = sample::payload(event, &mut inner);
                sample::envelope(line, event, payload, &mut outer, sequence)
            })
        },
    )
}
