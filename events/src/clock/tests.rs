//! Clocks against the rule they follow, and over storages that fail.

use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::store::InMemoryClockStorage;

/// A storage that fails when it is told to.
#[derive(Default)]
struct Flaky {
    readings: HashMap<String, u64>,
    fails: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the disk is full")]
struct Full;

impl ClockStorage for Flaky {
    type Error = Full;

    fn load(&self, node_id: &str) -> Result<u64, Full> {
        if self.fails { Err(Full) } else { Ok(self.readings.get(node_id).copied().unwrap_or(0)) }
    }

    fn save(&mut self, node_id: &str, reading: u64) -> Result<(), Full> {
        if self.fails {
            return Err(Full);
        }
        self.readings.insert(node_id.to_owned(), reading);
        Ok(())
    }
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Tick,
    Update(u64),
    Fail(bool),
    Restart,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::Tick),
        2 => (0..20_u64).prop_map(Step::Update),
        1 => any::<bool>().prop_map(Step::Fail),
        1 => Just(Step::Restart),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Whatever fails or restarts in between, readings that were handed out only grow.
    #[test]
    fn readings_only_grow(steps in proptest::collection::vec(step(), 0..40)) {
        let mut clock = LamportClock::load("n", Flaky::default()).unwrap();
        for step in steps {
            let before = clock.current();
            let (moved, expected) = match step {
                Step::Tick => (clock.tick(), before + 1),
                Step::Update(remote) => (clock.update(remote), before.max(remote) + 1),
                Step::Fail(fails) => {
                    clock.storage.fails = fails;
                    continue;
                }
                Step::Restart => {
                    let mut storage = clock.storage;
                    storage.fails = false;
                    clock = LamportClock::load("n", storage).unwrap();
                    prop_assert_eq!(clock.current(), before);
                    continue;
                }
            };
            if clock.storage.fails {
                prop_assert_eq!(moved, Err(ClockError::Storage(Full)));
                prop_assert_eq!(clock.current(), before);
            } else {
                prop_assert_eq!(moved, Ok(expected));
                prop_assert_eq!(clock.current(), expected);
                prop_assert_eq!(clock.storage.readings["n"], expected);
            }
        }
    }
}

#[test]
fn emitters_have_clocks_of_their_own() {
    let mut storage = InMemoryClockStorage::default();
    let mut first = LamportClock::load("a", &mut storage).unwrap();
    first.update(41).unwrap();
    assert_eq!(first.node_id(), "a");
    assert_eq!(LamportClock::load("b", &mut storage).unwrap().current(), 0);
    assert_eq!(LamportClock::load("a", &mut storage).unwrap().current(), 42);
}

#[test]
fn the_last_reading_is_the_last() {
    let mut clock = LamportClock::load("n", InMemoryClockStorage::default()).unwrap();
    assert_eq!(clock.update(u64::MAX - 1), Ok(u64::MAX));
    let exhausted = Err(ClockError::Exhausted { node: "n".into() });
    assert_eq!(clock.tick(), exhausted);
    assert_eq!(clock.update(u64::MAX), exhausted);
    assert_eq!(clock.current(), u64::MAX);
}

#[test]
fn a_storage_that_cannot_be_read_gives_no_clock() {
    let storage = Flaky { fails: true, ..Flaky::default() };
    let error = LamportClock::load("n", storage).err().unwrap();
    assert_eq!(error.to_string(), "the clock's storage failed: the disk is full");
}
