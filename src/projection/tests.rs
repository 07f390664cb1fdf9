//! A projection equals the fold over what it took, whatever happened in between.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::fold;
use crate::testing::diary::{Diary, arrivals, event};
use crate::testing::{LINE, Made};

type Doors = Diary<false>;

#[derive(Clone, Debug)]
enum Step {
    Push(u8),
    Settle(u64),
    /// Through JSON text, or through a tree of values.
    Rest(bool),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (0..24_u8).prop_map(Step::Push),
        1 => (0..7_u64).prop_map(Step::Settle),
        1 => any::<bool>().prop_map(Step::Rest),
    ]
}

fn resumed(projection: &Projection<Doors>, text: bool) -> Projection<Doors> {
    let snapshot = projection.snapshot();
    let snapshot: Snapshot<Doors> = if text {
        serde_json::from_str(&serde_json::to_string(&snapshot).unwrap()).unwrap()
    } else {
        serde_json::from_value(serde_json::to_value(&snapshot).unwrap()).unwrap()
    };
    Projection::resume(snapshot, &LINE).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_state_is_the_fold_over_everything_taken(
        steps in proptest::collection::vec(step(), 0..40),
    ) {
        let mut projection = Projection::new(Doors::default());
        let mut taken: Vec<Record> = Vec::new();
        let mut settled: Option<u64> = None;
        for step in steps {
            match step {
                Step::Push(number) => {
                    let event = event(number, 0);
                    let known = taken.iter().any(|other| other.meta == event.meta);
                    let late = settled.is_some_and(|settled| u64::from(number / 4) <= settled);
                    let before = projection.state();
                    match projection.push(event.clone()) {
                        Ok(Pushed::Taken) => {
                            prop_assert!(!known && !late);
                            taken.push(event);
                        }
                        Ok(Pushed::Duplicate) => prop_assert!(known),
                        Ok(Pushed::Foreign) => prop_assert_eq!(&*event.meta.event_type, "ZooVisited"),
                        Err(error) => {
                            prop_assert!(!known && late);
                            prop_assert_eq!(error.event, event.meta.event_id);
                            prop_assert_eq!(error.horizon.to_u64(), settled);
                            prop_assert_eq!(projection.state(), before);
                        }
                    }
                }
                Step::Settle(clock) => {
                    projection.settle(&clock.into()).unwrap();
                    settled = settled.max(Some(clock));
                }
                Step::Rest(text) => projection = resumed(&projection, text),
            }
            prop_assert_eq!(projection.state(), fold(Doors::default(), &taken));
            prop_assert_eq!(projection.horizon().and_then(Integer::to_u64), settled);
            let open = taken.iter().filter(|event| {
                settled.is_none_or(|settled| event.meta.lamport_clock > Integer::from(settled))
            });
            prop_assert_eq!(projection.open_events(), open.count());
        }
    }

    #[test]
    fn the_order_of_arrival_does_not_matter(numbers in arrivals(), settle in select(vec![None, Some(3)])) {
        let mut projection = Projection::new(Doors::default());
        let mut reversed = projection.clone();
        for number in &numbers {
            projection.push(event(*number, 0)).unwrap();
        }
        for number in numbers.iter().rev() {
            reversed.push(event(*number, 0)).unwrap();
        }
        if let Some(clock) = settle {
            projection.settle(&clock.into()).unwrap();
        }
        prop_assert_eq!(projection.state(), reversed.state());
    }
}

#[test]
fn of_events_with_one_id_the_first_in_the_total_order_counts() {
    let event = |clock: u64| {
        let note = format!(r#"{{"note":"{clock}"}}"#);
        Made { clock, payload: note, ..Made::new(1) }.record()
    };
    for order in [[5, 3, 4], [3, 4, 5], [4, 5, 3]] {
        let mut projection = Projection::new(Doors::default());
        let events = order.map(event);
        for event in &events {
            projection.push(event.clone()).unwrap();
        }
        assert_eq!(projection.open_events(), 1);
        assert_eq!(projection.state(), fold(Doors::default(), [&event(3)]), "{order:?}");
        assert_eq!(projection.state(), fold(Doors::default(), &events), "{order:?}");
    }
}

#[test]
fn a_late_event_is_refused_with_the_way_out() {
    let mut projection = Projection::new(Doors::default());
    projection.push(event(8, 0)).unwrap();
    projection.settle(&4.into()).unwrap();
    let late = projection.push(event(0, 0)).unwrap_err();
    assert_eq!(
        late.to_string(),
        "event 01J00000000000000000000000 with clock 0 comes too late: all up to 4 is settled; fold again \
         from the store"
    );
    assert_eq!(projection.push(event(8, 0)), Ok(Pushed::Duplicate), "what was settled is known");
    assert_eq!(projection.push(event(20, 0)), Ok(Pushed::Taken));
}

#[test]
fn a_reducer_that_stops_leaves_the_projection_as_it_was() {
    let mut projection = Projection::new(Doors::default());
    projection.push(event(2, 0)).unwrap();
    projection.push(event(24, 1)).unwrap();
    assert!(projection.state().is_err());
    assert!(projection.settle(&9.into()).is_err());
    assert_eq!((projection.open_events(), projection.horizon()), (2, None));
    projection.settle(&5.into()).unwrap();
    assert_eq!(projection.open_events(), 1, "what does not stop it can be settled");
}

#[test]
fn settling_again_for_an_earlier_reading_changes_nothing() {
    let mut projection = Projection::new(Doors::default());
    projection.settle(&5.into()).unwrap();
    projection.settle(&2.into()).unwrap();
    assert_eq!(projection.horizon(), Some(&5.into()));
    assert!(projection.push(event(12, 0)).is_err());
}

#[test]
fn an_earlier_event_with_a_settled_id_is_late() {
    let mut projection = Projection::new(Doors::default());
    let event = |clock: u64| Made { clock, ..Made::new(7) }.record();
    projection.push(event(3)).unwrap();
    projection.settle(&Integer::from(3_u64)).unwrap();
    assert_eq!(projection.push(event(3)), Ok(Pushed::Duplicate));
    assert_eq!(projection.push(event(9)), Ok(Pushed::Duplicate));
    // A fold over everything would take this one.
    assert!(projection.push(event(2)).is_err());
}
