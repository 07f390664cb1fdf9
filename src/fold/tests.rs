//! The pipeline against its definition.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::scalar::Integer;
use crate::testing::diary::{Diary, Note, Stopped, arrivals, event};
use crate::testing::{LINE, Made, OPEN};

/// What the fold is to come to, written as its definition says.
fn expected<const STREAM: bool>(numbers: &[u8]) -> (Diary<STREAM>, Tally) {
    let unique: BTreeSet<u8> = numbers.iter().copied().collect();
    let mut events: Vec<Record> = unique.into_iter().map(|number| event(number, 0)).collect();
    events.retain(|event| STREAM || *event.meta.event_type == *"Opened");
    events.sort_by(|a, b| {
        let key = |event: &Record| {
            let meta = &event.meta;
            (meta.lamport_clock.clone(), meta.timestamp.isoformat(), meta.event_id)
        };
        key(a).cmp(&key(b))
    });
    let last = events.last().map(|event| event.meta.event_id);
    let tally = Tally { events: events.len() as u64, last };
    let mut diary = Diary::default();
    while let Some(clock) = events.first().map(|event| event.meta.lamport_clock.clone()) {
        let rest = events
            .split_off(events.iter().take_while(|event| event.meta.lamport_clock == clock).count());
        let mut group = std::mem::replace(&mut events, rest);
        group.sort_by_key(|event| std::cmp::Reverse(event.meta.node_id.clone()));
        let mut taken = 0;
        for event in group {
            let own = *event.meta.event_type == *"Opened" && *event.meta.aggregate_id != *"shut";
            match event.read::<Note>() {
                _ if !own => {}
                Ok(payload) => {
                    diary.taken.push((event.meta.event_id, payload.note, taken));
                    taken += 1;
                }
                Err(_) => diary.malformed.push(event.meta.event_id),
            }
        }
        diary.groups.push(taken);
    }
    (diary, tally)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_fold_takes_each_event_once_in_order(numbers in arrivals()) {
        let events: Vec<Record> = numbers.iter().map(|number| event(*number, 0)).collect();
        prop_assert_eq!(fold(Diary::<false>::default(), &events), Ok(expected(&numbers)));
        prop_assert_eq!(fold(Diary::<true>::default(), &events), Ok(expected(&numbers)));
    }

    #[test]
    fn a_sorted_fold_equals_the_fold(numbers in arrivals(), stops in select(vec![0, 0, 2])) {
        let unique: BTreeSet<u8> = numbers.iter().copied().collect();
        let events: Vec<Record> = unique.into_iter().map(|number| event(number, stops)).collect();
        let mut sorted: Vec<&Record> = events.iter().collect();
        order::sort(&mut sorted);
        let mut folding = Sorted::new(Diary::<true>::default());
        let pushed = sorted.iter().try_for_each(|event| folding.push((*event).clone()));
        let outcome = match pushed {
            Ok(()) => folding.finish(),
            Err(SortedError::Stopped(why)) => Err(why),
            Err(SortedError::OutOfOrder(error)) => return Err(TestCaseError::fail(error.to_string())),
        };
        prop_assert_eq!(outcome, fold(Diary::<true>::default(), &events));
    }
}

#[test]
fn the_first_reason_to_stop_stops_the_fold() {
    let events: Vec<Record> = (0..24).map(|number| event(number, 2)).collect();
    let stopped = fold(Diary::<false>::default(), &events).unwrap_err();
    assert_eq!(stopped, Stopped(Made::id(1).parse().unwrap()), "emitter b comes before a");
}

#[test]
fn what_is_not_sorted_is_refused() {
    let (first, second) = (event(0, 0), event(5, 0));
    for (before, after) in [(&second, &first), (&first, &first)] {
        let mut folding = Sorted::new(Diary::<false>::default());
        folding.push(before.clone()).unwrap();
        let error = folding.push(after.clone()).unwrap_err();
        let (event, after) = (after.meta.event_id, before.meta.event_id);
        assert_eq!(error, SortedError::OutOfOrder(OutOfOrder { event, after }));
        // What was refused does not count, and what comes next does.
        let (_, tally) = folding.finish().unwrap();
        assert_eq!(tally.events, 1);
    }
    let mut folding = Sorted::new(Diary::<false>::default());
    folding.push(second).unwrap();
    assert_eq!(folding.push(event(9, 0)), Ok(()), "events of others come in any order");
    assert!(folding.push(event(0, 0)).is_err());
}

#[test]
fn options_are_read_by_contract() {
    let options = Options::default().with("depth", "7".parse().unwrap());
    assert_eq!(options.get::<Integer>("depth").unwrap(), Some(7.into()));
    assert_eq!(options.get::<Integer>("width").unwrap(), None);
    let error = options.get::<String>("depth").unwrap_err();
    assert_eq!(
        error.to_string(),
        "option `depth`: document: type: expected a string; found number"
    );
}

#[test]
fn a_domain_finds_its_events_by_their_tables_and_by_their_names() {
    let declared = |name| LINE.event(name).unwrap();
    let another_lines =
        Event { name: "ZooVisited", domain: "house", place: 1, ..Event::around(&OPEN) };
    let house = Domain {
        line: "v1",
        package: "house",
        name: "house",
        events: Box::leak(Box::new([declared("Opened"), Box::leak(Box::new(another_lines))])),
        handlers: &["opened", "zoo_visited"],
        reserved: &["Closed"],
    };
    let of = |name| EventType::of(declared(name));
    assert_eq!(house.place(&of("Opened")), Some(0));
    assert_eq!(house.place(&"Opened".into()), Some(0));
    assert_eq!(house.place(&of("ZooVisited")), Some(1));
    // It has the same place as the first, in its own domain.
    assert_eq!(declared("WPStatusChanged").place, 0);
    assert_eq!(house.place(&of("WPStatusChanged")), None);

    assert!(house.declares(&of("ZooVisited")) && house.declares(&"Closed".into()));
    assert!(!house.declares_beside(&of("ZooVisited"), &["zoo_visited"]));
    assert!(!house.declares(&of("WPStatusChanged")));
}
