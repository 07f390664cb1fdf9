//! Streams of events, told by type and payload alone.

use std::fmt::Debug;

use event_contract::{EventId, Reduce};
use event_contract_testkit::{Given, check, given};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use spec_kitty_contracts::v3::LINE;

/// An event's type and payload.
pub(crate) type Said = (&'static str, Value);

/// An object with some keys set otherwise, or added.
pub(crate) fn with(mut object: Value, more: &Value) -> Value {
    for (key, value) in more.as_object().unwrap() {
        object[key] = value.clone();
    }
    object
}

/// The id of the event with a number, from 0.
pub(crate) fn id(number: usize) -> EventId {
    event_contract_testkit::id(number + 1).parse().unwrap()
}

/// The number of the event with an id.
pub(crate) fn number(id: &EventId) -> usize {
    let place: usize = id.as_str().rsplit('-').next().unwrap().parse().unwrap();
    place - 1
}

/// Events, one after the other.
pub(crate) fn stream(events: impl IntoIterator<Item = Said>) -> Given {
    events
        .into_iter()
        .fold(given(&LINE), |given, (event_type, payload)| given.event(event_type, payload))
}

/// What a reducer comes to after events.
pub(crate) fn after<R>(
    reducer: R,
    events: impl IntoIterator<Item = Said>,
) -> Result<R::Output, R::Error>
where
    R: Reduce + Clone + Serialize + DeserializeOwned,
    R::Output: Serialize,
    R::Error: Debug,
{
    stream(events).folded_by(reducer).into_result()
}

/// Holds a reducer to the laws of folding with streams made of some events, many of them concurrent.
pub(crate) fn keeps_the_laws<R>(reducer: &R, palette: &[Said])
where
    R: Reduce + Clone + Serialize + DeserializeOwned,
    R::Output: Serialize,
    R::Error: Debug,
{
    let streams = proptest::collection::vec((0..palette.len(), 0..8_u64), 0..24);
    check(64, streams, |choices| {
        let stream = choices.into_iter().fold(given(&LINE), |given, (said, clock)| {
            let (event_type, payload) = palette[said].clone();
            given.event(event_type, payload).clock(clock)
        });
        stream.folded_by(reducer.clone());
    });
}
