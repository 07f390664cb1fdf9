//! The laws of the orders, held against what a reader of their definition would write.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;
use crate::scalar::Integer;
use crate::testing::Made;

/// Events of which some differ in their id only, or in their time, or in how their time is spelled.
fn events() -> impl Strategy<Value = Vec<Record>> {
    let event = (0..12_u64, clock(), timestamp());
    proptest::collection::vec(event, 0..12).prop_map(|events| {
        let made = events
            .into_iter()
            .map(|(number, clock, time)| Made { clock, time, ..Made::new(number) }.record());
        made.collect()
    })
}

fn clock() -> impl Strategy<Value = u64> {
    prop_oneof![4 => 0..3_u64, 1 => select(vec![9, 10, (1 << 63) - 1, 1 << 63, u64::MAX])]
}

/// Few enough to meet, and all that a timestamp's text may differ in.
fn timestamp() -> impl Strategy<Value = String> {
    let day = select(vec!["0001-01-01", "1969-12-31", "2026-03-01", "2026-03-02", "9999-12-31"]);
    let time = select(vec!["00:00:00", "11:59:59", "12:00:00", "23:59:59"]);
    let fraction = prop_oneof![
        3 => Just(String::new()),
        1 => select(vec![".0", ".000001", ".1", ".10", ".9999999"]).prop_map(String::from),
        1 => (0..1_000_000_u32).prop_map(|micros| format!(".{micros:06}")),
    ];
    let offset = prop_oneof![
        2 => select(vec!["", "Z", "+00:00", "-00:00", "+00:01", "-00:01", "+23:59", "-23:59"])
            .prop_map(String::from),
        1 => (0..24_u8, 0..60_u8, any::<bool>()).prop_map(|(hours, minutes, west)| {
            format!("{}{hours:02}:{minutes:02}", if west { '-' } else { '+' })
        }),
    ];
    (day, time, fraction, offset)
        .prop_map(|(day, time, fraction, offset)| format!("{day}T{time}{fraction}{offset}"))
}

fn ids(events: &[&Record]) -> Vec<String> {
    events.iter().map(|event| event.meta.event_id.to_string()).collect()
}

/// The key as its definition says it.
fn naive_key(event: &Record) -> (Integer, String, String) {
    let meta = &event.meta;
    (meta.lamport_clock.clone(), meta.timestamp.isoformat(), meta.event_id.to_string())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_total_order_is_that_of_clock_text_and_id(events in events()) {
        for a in &events {
            for b in &events {
                prop_assert_eq!(a.meta.total_cmp(&b.meta), naive_key(a).cmp(&naive_key(b)));
            }
        }
        let mut sorted: Vec<&Record> = events.iter().collect();
        let mut naive = sorted.clone();
        sort(&mut sorted);
        naive.sort_by_key(|event| naive_key(event));
        prop_assert_eq!(sorted, naive);
    }

    #[test]
    fn sorting_and_deduplicating_forgets_the_order_of_arrival(
        events in events(),
        again in proptest::collection::vec(any::<Index>(), 0..8),
    ) {
        // An event that arrives again is the same event.
        let mut unique: Vec<&Record> = events.iter().collect();
        dedup(&mut unique);
        let mut arrived = unique.clone();
        if !unique.is_empty() {
            arrived.extend(again.iter().map(|index| *index.get(&unique)));
            let by = again.first().map_or(0, |index| index.index(arrived.len()));
            arrived.rotate_left(by);
            arrived.reverse();
        }
        for events in [&mut unique, &mut arrived] {
            sort(events);
            dedup(events);
        }
        prop_assert_eq!(&unique, &arrived);
        prop_assert!(unique.is_sorted_by(|a, b| a.meta.total_cmp(&b.meta).is_lt()));
    }
}

/// Events with one cause each at most, which may be any of them, or one that is not among them.
fn caused(most: usize) -> impl Strategy<Value = (Vec<Option<usize>>, Vec<usize>)> {
    (1..=most).prop_flat_map(|count| {
        let cause = proptest::option::weighted(0.8, 0..count + 2);
        let shuffled = Just((0..count).collect::<Vec<usize>>()).prop_shuffle();
        (proptest::collection::vec(cause, count), shuffled)
    })
}

fn records(causes: &[Option<usize>], order: &[usize]) -> Vec<Record> {
    let event = |at: &usize| {
        let cause = causes[*at].map(|cause| Made::id(cause as u64).to_lowercase());
        Made { cause, ..Made::new(*at as u64) }.record()
    };
    order.iter().map(event).collect()
}

fn is_acyclic(causes: &[Option<usize>]) -> bool {
    (0..causes.len()).all(|start| {
        let mut at = Some(start);
        for _ in 0..=causes.len() {
            at = at.and_then(|at| causes.get(at).copied().flatten());
        }
        at.is_none()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn causes_come_before_effects_or_a_circle_is_named((causes, order) in caused(9)) {
        let events = records(&causes, &order);
        let cause = |event: &Record| event.meta.causation_id;
        match topological_sort(&events) {
            Ok(sorted) => {
                prop_assert!(is_acyclic(&causes));
                let sorted_ids = ids(&sorted);
                let mut before = ids(&events.iter().collect::<Vec<_>>());
                let mut after = sorted_ids.clone();
                before.sort();
                after.sort();
                prop_assert_eq!(before, after);
                for (at, event) in sorted.iter().enumerate() {
                    if let Some(cause) = cause(event) {
                        prop_assert!(!sorted_ids[at..].contains(&cause.to_string()));
                    }
                }
            }
            Err(Unsortable::Circle { members }) => {
                prop_assert!(!is_acyclic(&causes));
                let next = members.iter().cycle().skip(1);
                for (member, effect) in members.iter().zip(next) {
                    let effect = events.iter().find(|event| event.meta.event_id == *effect);
                    let caused_by = effect.and_then(cause);
                    prop_assert_eq!(caused_by.as_ref(), Some(member));
                }
            }
            Err(other) => prop_assert!(false, "{other}"),
        }
    }
}

#[test]
fn events_without_causes_keep_their_order_and_effects_follow_breadth_first() {
    // 4 and 2 are roots; 1 and 3 are effects of 4, 0 of 2, and 5 of 1.
    let causes = [Some(2), Some(4), None, Some(4), Some(77), Some(1)];
    let events = records(&causes, &[5, 3, 0, 4, 1, 2]);
    let sorted = topological_sort(&events).unwrap();
    let expected: Vec<String> = [4, 2, 3, 1, 0, 5].into_iter().map(Made::id).collect();
    assert_eq!(ids(&sorted), expected);
}

#[test]
fn an_event_that_causes_itself_is_a_circle_of_one() {
    let events = records(&[None, Some(1)], &[0, 1]);
    let error = topological_sort(&events).unwrap_err();
    let id = Made::id(1);
    assert_eq!(error.to_string(), format!("events cause each other in a circle: {id} -> {id}"));
}

#[test]
fn an_id_twice_is_refused_until_one_is_kept() {
    let events = records(&[None, Some(0)], &[0, 1, 0]);
    let error = topological_sort(&events).unwrap_err();
    assert_eq!(error, Unsortable::Duplicate { event: events[0].meta.event_id });
    let mut kept: Vec<&Record> = events.iter().collect();
    dedup(&mut kept);
    assert_eq!(topological_sort(kept.iter().copied()).unwrap(), kept);
}
