//! The laws of merges, and what payloads may hold.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;
use crate::testing::Made;

fn with(number: u64, payload: &str) -> Record {
    Made { payload: payload.into(), ..Made::new(number) }.record()
}

/// Events by id: the same number is the same event.
fn events(payload: fn(u8) -> String) -> impl Strategy<Value = Vec<Record>> {
    proptest::collection::vec(0..24_u8, 0..10).prop_map(move |numbers| {
        numbers.into_iter().map(|number| with(number.into(), &payload(number))).collect()
    })
}

fn tags(number: u8) -> String {
    let tags = [
        r#"["a","b"]"#,
        r#"["\u0061",1]"#,
        "[1.0,1e0,null]",
        r#"[true,2.50,"2.5"]"#,
        r#""ab""#,
        r#"{"a":0,"z":{}}"#,
        "[]",
        "[123456789012345678901234567890]",
    ];
    format!(r#"{{"tags":{}}}"#, tags[usize::from(number) % tags.len()])
}

fn step(number: u8) -> String {
    let steps =
        ["1", "-3", "0", "2.0", "9007199254740992", "true", "100000000000000000000", "-1e3"];
    match steps.get(usize::from(number % 9)) {
        Some(step) => format!(r#"{{"delta":{step}}}"#),
        None => "{}".into(),
    }
}

fn any_step(number: u8) -> String {
    match number % 3 {
        0 => format!(r#"{{"delta":{}.1}}"#, u64::from(number) * 7),
        1 => format!(r#"{{"delta":-{number}.7e-3}}"#),
        _ => step(number),
    }
}

fn set(events: &[Record]) -> Vec<String> {
    let set = merge_gset(events).unwrap();
    set.iter().map(|member| member.as_str().to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn sets_merge_in_any_order_and_grouping(events in events(tags), cut in any::<Index>()) {
        let merged = merge_gset(&events).unwrap();
        let mut again: Vec<&Record> = events.iter().chain(&events).collect();
        again.reverse();
        prop_assert_eq!(&merged, &merge_gset(again).unwrap());
        let (left, right) = events.split_at(cut.index(events.len() + 1));
        let mut parts = merge_gset(left).unwrap();
        parts.append(&mut merge_gset(right).unwrap());
        prop_assert_eq!(merged, parts);
    }

    #[test]
    fn counters_count_every_event_once_in_any_order(events in events(step)) {
        let sum = merge_counter(&events).unwrap();
        let mut again: Vec<&Record> = events.iter().chain(&events).collect();
        again.reverse();
        prop_assert_eq!(&sum, &merge_counter(again).unwrap());
        let mut ids = HashSet::new();
        let steps = [1, -3, 0, 2, 9_007_199_254_740_992, 1, 100_000_000_000_000_000_000, -1000, 0];
        let expected: i128 = events
            .iter()
            .filter(|event| ids.insert(event.meta.event_id))
            .map(|event| {
                let number: usize = event.meta.event_id.as_str()[3..].parse().unwrap();
                steps[number % 9]
            })
            .sum();
        prop_assert_eq!(serde_json::to_string(&sum).unwrap(), expected.to_string());
    }

    #[test]
    fn sums_of_fractions_do_not_depend_on_the_order(
        events in events(any_step),
        by in any::<Index>(),
    ) {
        let sum = merge_counter(&events).unwrap();
        let mut other: Vec<&Record> = events.iter().collect();
        other.rotate_left(by.index(events.len() + 1));
        // Once more, and the other way round.
        let mut turned = other.clone();
        turned.reverse();
        other.extend(turned);
        prop_assert_eq!(sum, merge_counter(other).unwrap());
    }
}

#[test]
fn members_of_sets_are_scalars_by_value() {
    let events: Vec<Record> = (0..8).map(|number| with(number.into(), &tags(number))).collect();
    let members = set(&events);
    let expected = [
        "\"2.5\"",
        "\"a\"",
        "\"b\"",
        "\"z\"",
        "1",
        "123456789012345678901234567890",
        "2.5",
        "null",
        "true",
    ];
    assert_eq!(members, expected);
    assert_eq!(set(&[with(1, "{}"), with(2, r#"{"tag":["x"]}"#)]), [""; 0]);
    for refused in ["5", "null", "true", "[[]]", "[{}]"] {
        let event = with(1, &format!(r#"{{"tags":{refused}}}"#));
        let error = merge_gset([&event]).unwrap_err();
        assert!(matches!(error, MergeError::Payload { key, .. } if key == "tags"), "{refused}");
    }
}

#[test]
fn steps_of_counters_are_numbers() {
    for (steps, sum) in [
        (&[][..], "0"),
        (&["1.0", "2"], "3"),
        (&["0.5", "0.25"], "0.75"),
        (&["0.5", "0.5"], "1.0"),
        (&["1e300"], "1e+300"),
        (&["false", "true"], "1"),
        (&["9007199254740993", "1.0"], "9007199254740994"),
    ] {
        let events: Vec<Record> = (0..)
            .zip(steps)
            .map(|(number, step)| with(number, &format!(r#"{{"delta":{step}}}"#)))
            .collect();
        let count = merge_counter(&events).unwrap();
        assert_eq!(serde_json::to_string(&count).unwrap(), sum, "{steps:?}");
    }
    for refused in ["null", "\"1\"", "[]", "{}"] {
        let event = with(1, &format!(r#"{{"delta":{refused}}}"#));
        let error = merge_counter([&event]).unwrap_err();
        assert!(matches!(error, MergeError::Payload { key, .. } if key == "delta"), "{refused}");
    }
    let large = format!(r#"{{"delta":1{}}}"#, "0".repeat(38));
    let events = [with(1, &large), with(2, &large)];
    assert_eq!(merge_counter(&events), Err(MergeError::Overflow));
    let events = [with(1, r#"{"delta":1.7e308}"#), with(2, r#"{"delta":1.7e308}"#)];
    assert_eq!(merge_counter(&events), Err(MergeError::Overflow));
}

fn priorities() -> BTreeMap<String, i64> {
    let known = [("done", 4), ("for_review", 3), ("doing", 2), ("also", 2), ("planned", 1)];
    known.into_iter().map(|(state, priority)| (state.to_owned(), priority)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Each emitter says one thing at a time, so that priority and emitter tell events apart.
    #[test]
    fn the_state_with_the_highest_priority_wins_in_any_order(
        states in proptest::collection::vec(
            select(vec!["done", "for_review", "doing", "also", "planned"]), 1..6,
        ),
        by in any::<Index>(),
    ) {
        let nodes = ["b", "B", "a", "\u{e9}", "ab", "aa"];
        let events: Vec<Record> = (0..).zip(states.iter().zip(nodes)).map(|(number, (state, node))| {
            let payload = format!(r#"{{"state":"{state}"}}"#);
            Made { node, payload, ..Made::new(number) }.record()
        }).collect();
        let mut events: Vec<&Record> = events.iter().collect();
        let first = state_machine_merge(&events, &priorities(), "state").unwrap();
        prop_assert_eq!(&first.conflicting_events, &events);
        let winner = first.merged_event;
        let len = events.len();
        events.rotate_left(by.index(len));
        events.reverse();
        let second = state_machine_merge(&events, &priorities(), "state").unwrap();
        prop_assert_eq!(winner, second.merged_event);
        let rank = |event: &Record| {
            let state = state(event, "state").unwrap();
            (Reverse(priorities()[&state]), event.meta.node_id.clone())
        };
        prop_assert!(events.iter().all(|event| rank(winner) <= rank(event)));
    }
}

#[test]
fn states_are_where_the_key_says() {
    let (state, status) = (with(1, r#"{"state":"planned"}"#), with(2, r#"{"status":"done"}"#));
    let null = with(3, r#"{"state":null,"status":"doing"}"#);
    let merge = |events: &[&Record], key: &str| {
        state_machine_merge(events, &priorities(), key)
            .map(|merged| merged.merged_event.meta.event_id.to_string())
    };
    assert_eq!(merge(&[&state, &status, &null], "state"), Ok(Made::id(2)));
    assert_eq!(merge(&[&null], "state"), Ok(Made::id(3)));
    assert_eq!(merge(&[&status], "status"), Ok(Made::id(2)));
    let missing = |key: &str| {
        let event = Made::id(1).parse().unwrap();
        Err(MergeError::Payload { event, key: key.into(), expected: "the name of a state" })
    };
    assert_eq!(merge(&[&state], "status"), missing("status"), "only `state` has a substitute");
    assert_eq!(merge(&[&with(1, r#"{"state":5}"#)], "state"), missing("state"));
    assert_eq!(
        merge(&[&with(1, r#"{"state":"secret"}"#)], "state"),
        Err(MergeError::UnknownState { event: Made::id(1).parse().unwrap() })
    );
}

#[test]
fn only_concurrent_events_are_merged() {
    let planned = || Made { payload: r#"{"state":"planned"}"#.into(), ..Made::new(1) };
    let first = planned().record();
    for (field, other) in [
        ("lamport_clock", Made { clock: 2, ..planned() }),
        ("aggregate_id", Made { aggregate: "door/2", ..planned() }),
    ] {
        let other = Made { id: Made::id(2), ..other }.record();
        let error = state_machine_merge(&[&first, &other], &priorities(), "state").unwrap_err();
        let event = other.meta.event_id;
        assert_eq!(error, MergeError::NotConcurrent { event, field });
    }
    let nothing = state_machine_merge(&[], &priorities(), "state").unwrap_err();
    assert_eq!(nothing, MergeError::Empty);
}
