//! The in-memory stores against plain lists.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::testing::Made;

fn events() -> impl Strategy<Value = Vec<Record>> {
    let event = (0..8_u64, 0..3_u64, select(vec!["a", "b", "B"]), select(vec!["door/1", "door/2"]));
    proptest::collection::vec(event, 0..16).prop_map(|events| {
        let made = events.into_iter().map(|(number, clock, node, aggregate)| {
            Made { aggregate, node, clock, ..Made::new(number) }.record()
        });
        made.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn the_last_event_of_an_id_is_kept_and_loaded_in_order(events in events()) {
        let mut store = InMemoryEventStore::default();
        for event in &events {
            store.save(event.clone()).unwrap();
        }
        // An id has the place at which it came first, among events that the order does not tell apart.
        let mut expected: Vec<&Record> = Vec::new();
        for event in &events {
            match expected.iter_mut().find(|kept| kept.meta.event_id == event.meta.event_id) {
                Some(kept) => *kept = event,
                None => expected.push(event),
            }
        }
        expected.sort_by_key(|event| {
            (event.meta.lamport_clock.to_u64(), event.meta.node_id.to_string())
        });
        let all = store.load_all().unwrap();
        prop_assert_eq!(all.iter().collect::<Vec<_>>(), expected.clone());
        for aggregate in ["door/1", "door/2", "door/3"] {
            let own = store.load(aggregate).unwrap();
            let of = |event: &&&Record| *event.meta.aggregate_id == *aggregate;
            prop_assert_eq!(own.iter().collect::<Vec<_>>(), expected.iter().filter(of).copied().collect::<Vec<_>>());
        }
        // Saving what is there already changes nothing.
        for event in &all {
            store.save(event.clone()).unwrap();
        }
        prop_assert_eq!(store.load_all().unwrap(), all);
    }

    #[test]
    fn the_error_log_keeps_the_newest(count in 0..40_usize, retained in 1..12_usize, limit in 1..50_usize) {
        let size = |size: usize| NonZeroUsize::new(size).unwrap();
        let mut log = ErrorLog::new(InMemoryErrorStorage::retaining(size(retained)));
        for entry in 0..count {
            log.append(entry).unwrap();
        }
        let expected: Vec<usize> = (0..count).rev().take(retained).take(limit).collect();
        prop_assert_eq!(log.recent(size(limit)).unwrap(), expected);
    }
}

#[test]
fn a_hundred_failures_are_kept_and_ten_are_asked_for() {
    let mut storage = InMemoryErrorStorage::default();
    let mut log = ErrorLog::new(&mut storage);
    for entry in 0..150 {
        log.append(entry).unwrap();
    }
    let recent: Vec<i32> = log.recent(ErrorLog::<()>::USUAL_LIMIT).unwrap();
    assert_eq!(recent, (140..150).rev().collect::<Vec<_>>());
    assert_eq!(storage.load_recent(NonZeroUsize::MAX).unwrap().len(), 100);
}

#[test]
fn a_reading_that_was_not_saved_is_0() {
    let mut storage = InMemoryClockStorage::default();
    assert_eq!(storage.load("n"), Ok(0));
    storage.save("n", 7).unwrap();
    storage.save("n", 3).unwrap();
    assert_eq!(storage.load("n"), Ok(3), "a storage keeps what it is told");
}
