//! Which events may contradict each other, and the order in which stores return them.
//!
//! Folds go by another order, that of [`Meta::total_cmp`].

use event_contract::order::dedup;
use event_contract::{Integer, Meta, Record};

/// Whether two events may contradict each other: different events with the same clock reading on the
/// same aggregate. Symmetric, and never true of an event and itself.
pub fn is_concurrent(a: &Meta, b: &Meta) -> bool {
    a.lamport_clock == b.lamport_clock
        && a.aggregate_id == b.aggregate_id
        && a.event_id != b.event_id
}

/// The key by which stores return events: clock, then emitter.
pub fn total_order_key(event: &Meta) -> (&Integer, &str) {
    (&event.lamport_clock, &event.node_id)
}

/// The events without those whose id occurred before, in the order that they have.
pub fn dedup_events<'a>(events: impl IntoIterator<Item = &'a Record>) -> Vec<&'a Record> {
    let mut events = Vec::from_iter(events);
    dedup(&mut events);
    events
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::testing::Made;

    fn events() -> impl Strategy<Value = Vec<Record>> {
        let event = (0..8_u64, 0..3_u64, select(vec!["a", "b"]), select(vec!["door/1", "door/2"]));
        proptest::collection::vec(event, 0..12).prop_map(|events| {
            let made = events.into_iter().map(|(number, clock, node, aggregate)| {
                Made { aggregate, node, clock, ..Made::new(number) }.record()
            });
            made.collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn concurrency_is_symmetric_and_irreflexive(events in events()) {
            for a in &events {
                prop_assert!(!is_concurrent(&a.meta, &a.meta));
                for b in &events {
                    let concurrent = is_concurrent(&a.meta, &b.meta);
                    prop_assert_eq!(concurrent, is_concurrent(&b.meta, &a.meta));
                    if concurrent {
                        prop_assert_eq!(&a.meta.lamport_clock, &b.meta.lamport_clock);
                        prop_assert_eq!(&a.meta.aggregate_id, &b.meta.aggregate_id);
                        prop_assert_ne!(&a.meta.event_id, &b.meta.event_id);
                    }
                }
            }
        }
    }

    #[test]
    fn stores_go_by_clock_and_then_by_the_name_of_the_emitter() {
        let made = |clock, node| Made { node, clock, ..Made::new(1) }.record();
        let (first, other, later) = (made(9, "B"), made(9, "a"), made(10, "A"));
        let keys = [&first, &other, &later].map(|event| total_order_key(&event.meta));
        let (nine, ten) = (Integer::from(9), Integer::from(10));
        assert_eq!(keys, [(&nine, "B"), (&nine, "a"), (&ten, "A")]);
        assert!(keys.is_sorted(), "clocks are numbers, names are compared by their characters");
    }
}
