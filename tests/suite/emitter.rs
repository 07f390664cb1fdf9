//! Emitters over logs: what an emitted event carries, and what two emitters do to each other.

use std::time::Duration;

use event_contract::emitter::{EmitError, Emitter, Surroundings, Terms, ulid};
use event_contract::log::{Appended, Check, Error, Of, Reader as _};
use event_contract::{ClockStorage as _, JsonValue, sample};
use event_contract_stores::{Memory, Sqlite, System};
use spec_kitty_contracts::v3::LINE;
use spec_kitty_contracts::v3::lifecycle::MissionStartedPayload;

/// A world in which each look at the clock takes a second.
#[derive(Debug, Default)]
struct Ticking(u64);

impl Surroundings for Ticking {
    fn now(&mut self) -> Duration {
        self.0 += 1;
        Duration::from_micros(1_772_366_400_000_000 + self.0 * 1_000_500)
    }

    fn random(&mut self) -> Option<[u8; 10]> {
        self.0 += 1;
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&self.0.to_be_bytes());
        Some(bytes)
    }
}

fn identity() -> Vec<(String, JsonValue)> {
    let fields = [
        ("build_id", "\"main\""),
        ("project_uuid", "\"6f8a1c0e-3b5d-4c7f-9e21-0a4b8c6d2e10\""),
        ("correlation_id", "\"01J00000000000000000000001\""),
    ];
    fields.map(|(name, json)| (name.to_owned(), json.parse().unwrap())).to_vec()
}

fn started() -> MissionStartedPayload {
    let event = LINE.event("MissionStarted").unwrap();
    let payload = sample::payload(event, &mut sample::Source::from_choices(&[]));
    event_contract::decode(payload.to_string().as_bytes()).unwrap()
}

#[test]
fn an_emitted_event_is_valid_and_carries_the_next_reading() {
    let mut emitter =
        Emitter::new(&LINE, "n", identity(), Memory::default(), Ticking::default()).unwrap();
    let first = emitter.emit("mission/m1", &started()).unwrap();
    let terms = Terms { check: Check::MustBe(1), cause: Some(first.meta.event_id) };
    let second = emitter.emit_on(&terms, "mission/m1", &started()).unwrap();
    assert!(
        LINE.accepts(first.document().as_bytes()) && LINE.accepts(second.document().as_bytes())
    );
    assert_eq!(second.meta.causation_id, Some(first.meta.event_id));
    assert_eq!(first.meta.timestamp.as_str(), "2026-03-01T12:00:03.001500Z");
    assert_eq!(second.meta.lamport_clock.to_u64(), Some(2));
    assert!(second.document().contains("\"schema_version\":\"3.0.0\""));
    let stored = emitter.log().read(Of::All, 0, 9).unwrap();
    assert_eq!(*stored[1].entry.document, *second.document());
    assert_eq!(emitter.log().load("n").unwrap(), 2);
}

#[test]
fn what_is_not_committed_moves_no_clock() {
    let mut emitter =
        Emitter::new(&LINE, "n", identity(), Memory::default(), Ticking::default()).unwrap();
    let terms = Terms { check: Check::MustBe(1), cause: None };
    let error = emitter.emit_on(&terms, "mission/m1", &started()).unwrap_err();
    assert!(matches!(error, EmitError::Log(Error::Check { .. })), "{error}");
    // An aggregate of an earlier line is not valid.
    let error = emitter.emit("feature/m1", &started()).unwrap_err();
    assert!(matches!(error, EmitError::Invalid(_)), "{error}");
    assert_eq!((emitter.reading(), emitter.log().load("n").unwrap()), (0, 0));
    assert_eq!(emitter.log().head().unwrap(), 0);
}

#[test]
fn emitters_of_one_node_never_use_a_reading_twice() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    let mut emitters = [1, 2].map(|_| {
        let log = Sqlite::create(&path).unwrap();
        Emitter::new(&LINE, "n", identity(), log, System).unwrap()
    });
    let mut readings = Vec::new();
    for at in [0, 1, 1, 0, 0, 1] {
        let event = emitters[at].emit("mission/m1", &started()).unwrap();
        readings.push(event.meta.lamport_clock.to_u64().unwrap());
    }
    assert_eq!(readings, [1, 2, 3, 4, 5, 6]);
}

#[test]
fn what_is_received_moves_the_clock_beyond_it_once() {
    let mut there =
        Emitter::new(&LINE, "there", identity(), Memory::default(), Ticking::default()).unwrap();
    let events = [1, 2, 3].map(|_| there.emit("mission/m1", &started()).unwrap());
    let log = Memory::default();
    let mut here = Emitter::new(&LINE, "here", identity(), log.clone(), System).unwrap();
    assert_eq!(here.receive(&events[2]).unwrap(), Appended::New { position: 1, version: 1 });
    assert_eq!(here.reading(), 4);
    assert_eq!(here.receive(&events[2]).unwrap(), Appended::Duplicate { position: 1, version: 1 });
    assert_eq!((here.reading(), log.load("here").unwrap()), (4, 4));
    here.receive(&events[0]).unwrap();
    let own = here.emit("mission/m1", &started()).unwrap();
    assert_eq!(own.meta.lamport_clock.to_u64(), Some(6));
}

#[test]
fn ids_are_ulids_that_sort_by_time() {
    assert_eq!(ulid(Duration::ZERO, [0; 10]), "0".repeat(26));
    // The example of the ULID specification's time part.
    let id = ulid(Duration::from_millis(1_469_918_176_385), [0xFF; 10]);
    assert_eq!(id, "01ARYZ6S41ZZZZZZZZZZZZZZZZ");
    assert!(ulid(Duration::from_millis(2), [0; 10]) > ulid(Duration::from_millis(1), [0xFF; 10]));
}
