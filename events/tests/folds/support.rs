//! Streams of events, and what holds of every reducer.

use std::fmt::Debug;

use event_contract::{EventId, Integer, Projection, Record, Reduce, fold};
use event_contract_testkit::check;
use proptest::prelude::{Just, Strategy};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use spec_kitty_contracts::v3::LINE;

/// An event's type and payload.
pub(crate) type Said = (&'static str, Value);

/// The id of the event with a number.
pub(crate) fn id(number: usize) -> EventId {
    format!("01J{number:023}").parse().unwrap()
}

/// The number of the event with an id.
pub(crate) fn number(id: &EventId) -> usize {
    id.as_str().strip_prefix("01J").unwrap().parse().unwrap()
}

/// What a reducer comes to after events of one emitter, numbered from 0.
pub(crate) fn after<R: Reduce>(
    reducer: R,
    events: impl IntoIterator<Item = Said>,
) -> Result<R::Output, R::Error> {
    let records: Vec<Record> =
        events.into_iter().enumerate().map(|(at, said)| record(at, at as u64, &said)).collect();
    fold(reducer, &records)
}

/// Holds a reducer against streams made of some events: order and repetition do not matter, and a projection
/// that settles, rests and resumes on the way comes to the same as a fold.
pub(crate) fn keeps_the_laws<R>(reducer: &R, palette: &[Said])
where
    R: Reduce + Clone + Serialize + DeserializeOwned,
    R::Output: PartialEq + Debug,
    R::Error: PartialEq + Debug,
{
    let choices = proptest::collection::vec((0..palette.len(), 0..8_u64), 0..24);
    let streams = choices.prop_flat_map(|choices| {
        let events: Vec<_> = choices.into_iter().enumerate().collect();
        (Just(events.clone()), Just(events).prop_shuffle())
    });
    check(64, streams, |(events, shuffled)| {
        let records = |events: &[(usize, (usize, u64))]| -> Vec<Record> {
            let said = events.iter();
            said.map(|(number, (said, clock))| record(*number, *clock, &palette[*said])).collect()
        };
        let (events, shuffled) = (records(&events), records(&shuffled));
        let expected = fold(reducer.clone(), &events);
        assert_eq!(fold(reducer.clone(), shuffled.iter().chain(&events)), expected);
        assert_eq!(projected(reducer, &events), expected);
    });
}

fn record(number: usize, clock: u64, (event_type, payload): &Said) -> Record {
    let envelope = json!({
        "event_id": id(number),
        "event_type": event_type,
        "aggregate_id": "mission/042",
        "payload": payload,
        "timestamp": "2026-03-01T12:00:00Z",
        "build_id": "build-1",
        "node_id": "node-1",
        "lamport_clock": clock,
        "project_uuid": "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
        "correlation_id": id(0),
        "schema_version": "3.0.0",
    });
    LINE.record(envelope.to_string()).unwrap()
}

/// The state of a projection that takes events by clock, settles each clock reading and is stored after it.
fn projected<R>(reducer: &R, events: &[Record]) -> Result<R::Output, R::Error>
where
    R: Reduce + Clone + Serialize + DeserializeOwned,
{
    let mut projection = Projection::new(reducer.clone());
    let mut by_clock: Vec<&Record> = events.iter().collect();
    by_clock.sort_by_key(|event| event.meta.lamport_clock.clone());
    let same = |a: &&Record, b: &&Record| a.meta.lamport_clock == b.meta.lamport_clock;
    for concurrent in by_clock.chunk_by(same) {
        let mut clock = Integer::from(0);
        for event in concurrent {
            clock = event.meta.lamport_clock.clone();
            projection.push((*event).clone()).unwrap();
        }
        projection.settle(&clock)?;
        let stored = serde_json::to_string(&projection.snapshot()).unwrap();
        projection = Projection::resume(serde_json::from_str(&stored).unwrap(), &LINE).unwrap();
    }
    projection.state()
}
