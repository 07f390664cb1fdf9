//! What given/when/then notices, and what it says.

use std::cell::Cell;
use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};

use event_contract::fold::{Fold, Tally};
use event_contract::{EventType, Meta, Record, Reduce};
use serde::{Deserialize, Serialize};
use serde_json::json;
use spec_kitty_contracts::v3::LINE;

use super::{Given, given, id};

/// Ids of what it counts, with a mistake to choose.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Ids {
    taken: Vec<String>,
    #[serde(skip)]
    forgotten: Vec<String>,
    forgets: bool,
}

/// An event that the fold does not take.
#[derive(Clone, Debug, PartialEq)]
struct Refused(String);

impl Fold for Ids {
    type Error = Refused;
    type Output = Vec<String>;

    fn finish(mut self, _: Tally) -> Vec<String> {
        self.taken.append(&mut self.forgotten);
        self.taken
    }
}

impl Reduce for Ids {
    fn concerns(event_type: &EventType) -> bool {
        *event_type != "Foreign"
    }

    fn take(&mut self, event: &Record) -> Result<(), Refused> {
        if &*event.meta.event_type == "Refused" {
            return Err(Refused(event.meta.event_id.to_string()));
        }
        let kept = if self.forgets { &mut self.forgotten } else { &mut self.taken };
        kept.push(event.meta.event_id.to_string());
        Ok(())
    }
}

fn three() -> Given {
    given(&LINE)
        .event("WPStatusChanged", json!({}))
        .event("Foreign", json!({}))
        .event("MissionStarted", json!({"any": "payload"}))
}

fn failure(test: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(test)).expect_err("the test is to fail");
    let literal = || panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    panic.downcast_ref::<String>().cloned().or_else(literal).unwrap_or_default()
}

#[test]
fn clocks_and_ids_go_up_and_can_be_chosen() {
    let records = three()
        .event("Closed", json!({}))
        .clock(9)
        .id("0190a5b0-0000-7000-8000-000000000001")
        .timestamp("2020-01-01T00:00:00+02:00")
        .node("laptop")
        .aggregate("mission/7")
        .cause(&id(1))
        .event("Closed", json!({}))
        .again()
        .records();
    let clocks: Vec<String> =
        records.iter().map(|event| event.meta.lamport_clock.to_string()).collect();
    assert_eq!(clocks, ["1", "2", "3", "9", "10", "10"]);
    let Meta { event_id, timestamp, node_id, aggregate_id, causation_id, .. } = &records[3].meta;
    assert_eq!(event_id.as_str(), "0190a5b0-0000-7000-8000-000000000001");
    assert_eq!(timestamp.as_str(), "2020-01-01T00:00:00+02:00");
    assert_eq!((&**node_id, &**aggregate_id), ("laptop", "mission/7"));
    assert_eq!(causation_id.as_ref().unwrap().as_str(), id(1));
    assert_eq!(records[4], records[5]);
    assert!(records[0].meta.timestamp.as_str() < records[1].meta.timestamp.as_str());
    assert_eq!(records[0].meta.aggregate_id, records[1].meta.aggregate_id);
}

#[test]
fn states_parts_and_errors_are_told() {
    three()
        .when::<Ids>()
        .then(|ids| assert_eq!(ids.len(), 2))
        .then_state(json!([id(1), id(3)]))
        .then_part("/1", id(3));
    let ties = three().clock(1).timestamp("2020-01-01T00:00:00Z");
    ties.when::<Ids>().then_state(json!([id(3), id(1)]));
    three()
        .event("Refused", json!({}))
        .event("Refused", json!({}))
        .when::<Ids>()
        .then_error(|error| assert_eq!(*error, Refused(id(4))));
}

#[test]
fn a_difference_is_shown_line_by_line() {
    let message = failure(|| {
        three().when::<Ids>().then_state(json!([id(1), id(2)]));
    });
    let removed = format!("-  \"{}\"\n+  \"{}\"", id(2), id(3));
    assert!(message.contains("the state is not as expected"), "{message}");
    assert!(message.contains(&removed), "{message}");
    let message = failure(|| {
        three().when::<Ids>().then_part("/7", 1);
    });
    assert!(message.contains("a state without it"), "{message}");
    let message = failure(|| {
        three().when::<Ids>().then_error(|_| {});
    });
    assert!(message.contains("an error was expected"), "{message}");
    let stopping = three().event("Refused", json!({}));
    let message = failure(|| {
        stopping.when::<Ids>().then(|_| {});
    });
    assert!(message.contains(&format!("the fold stopped: Refused(\"{}\")", id(4))), "{message}");
}

#[test]
fn a_reducer_that_is_not_what_its_json_says_is_found_out() {
    let forgets = Ids { forgets: true, ..Ids::default() };
    let message = failure(|| {
        three().folded_by(forgets.clone());
    });
    assert!(message.contains("a projection that was stored"), "{message}");
    three().folded_without_snapshots(|| forgets.clone()).then(|ids| assert_eq!(ids.len(), 2));
}

/// Depends on how often a fold was begun.
struct Moody(u32);

impl Fold for Moody {
    type Error = Infallible;
    type Output = u32;

    fn finish(self, _: Tally) -> u32 {
        self.0
    }
}

impl Reduce for Moody {
    fn concerns(_: &EventType) -> bool {
        true
    }

    fn take(&mut self, _: &Record) -> Result<(), Infallible> {
        Ok(())
    }
}

#[test]
fn a_fold_that_differs_between_arrivals_is_found_out() {
    let begun = Cell::new(0);
    let start = || {
        begun.set(begun.get() + 1);
        Moody(begun.get())
    };
    let message = failure(|| {
        three().folded_without_snapshots(start);
    });
    assert!(message.contains("not the same when the events arrive in reverse"), "{message}");
}

#[test]
fn what_has_no_place_in_the_order_is_refused() {
    let twins = three().event("Closed", json!({})).id(&id(3)).clock(3);
    let twins = twins.timestamp(three().records()[2].meta.timestamp.as_str());
    let message = failure(|| {
        twins.when::<Ids>();
    });
    assert!(message.contains("events 3 and 4 differ"), "{message}");
    let message = failure(|| {
        three().field("event_id", "7").when::<Ids>();
    });
    assert!(message.contains("event 3: /event_id: format"), "{message}");
    let message = failure(|| {
        _ = given(&LINE).clock(7);
    });
    assert!(message.contains("there is no event yet"), "{message}");
}
