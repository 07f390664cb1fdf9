//! A reducer that spans domains of a line: one state, one registration, one order.

use std::fmt;

use event_contract::fold::Options;
use event_contract::registry::{Comparison, Registered};
use event_contract::{Fold, Meta, Record, Reduce, Registry, Tally, View};
use event_contract_macros::event_contract;
use event_contract_testkit::{Given, given};
use serde::{Deserialize, Serialize};
use serde_json::json;
use spec_kitty_contracts::v3::codec::reducers::{GATES, PROFILE_INVOCATION, RETROSPECTIVE};
use spec_kitty_contracts::v3::gates::GateFailedPayload;
use spec_kitty_contracts::v3::profile_invocation::ProfileInvocationStartedPayload;
use spec_kitty_contracts::v3::reducers::{
    GatesReducer, ProfileInvocationReducer, RetrospectiveReducer,
};
use spec_kitty_contracts::v3::retrospective::{
    RetrospectiveCompletedPayload, RetrospectiveSkippedPayload,
};
use spec_kitty_contracts::v3::{DOMAINS, LINE};

/// What happened, in the order in which it was taken.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Diary {
    lines: Vec<String>,
}

/// A mission that failed its gate is not to be skipped over.
#[derive(Debug, PartialEq)]
struct Careless;

impl fmt::Display for Careless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("skipped after a failure")
    }
}

impl std::error::Error for Careless {}

impl Fold for Diary {
    type Error = Careless;
    type Output = (Vec<String>, u64);

    fn finish(self, tally: Tally) -> Self::Output {
        (self.lines, tally.events)
    }
}

#[event_contract(
    id = "diary",
    own(Fold),
    ignore(gate_passed),
    also(RetrospectiveReducer, ProfileInvocationReducer)
)]
impl GatesReducer for Diary {
    fn gate_failed(&mut self, _: &Meta, failed: View<'_, GateFailedPayload>) {
        self.lines.push(format!("failed {}", failed.gate_name().text()));
    }
}

#[event_contract(part)]
impl RetrospectiveReducer for Diary {
    fn retrospective_completed(&mut self, _: &Meta, _: View<'_, RetrospectiveCompletedPayload>) {
        self.lines.push("looked back".to_owned());
    }

    fn retrospective_skipped(
        &mut self,
        _: &Meta,
        skipped: View<'_, RetrospectiveSkippedPayload>,
    ) -> Result<(), Self::Error> {
        if self.lines.iter().any(|line| line.starts_with("failed")) {
            return Err(Careless);
        }
        self.lines.push(format!("{} skipped", skipped.actor().text()));
        Ok(())
    }
}

#[event_contract(part)]
impl ProfileInvocationReducer for Diary {
    fn profile_invocation_started(
        &mut self,
        _: &Meta,
        started: View<'_, ProfileInvocationStartedPayload>,
    ) {
        self.lines.push(format!("ran as {}", started.profile_slug().text()));
    }
}

fn failed(gate: &str) -> serde_json::Value {
    json!({
        "gate_name": gate, "gate_type": "ci", "external_provider": "github", "check_run_id": 1,
        "check_run_url": "https://example.com/1", "delivery_id": "d-1", "conclusion": "failure",
    })
}

fn ran(profile: &str) -> serde_json::Value {
    json!({
        "mission_id": "m-1", "run_id": "r-1", "step_id": "s-1", "action": "build",
        "profile_slug": profile, "actor": { "actor_id": "ada", "actor_type": "human" },
    })
}

fn skipped(actor: &str) -> serde_json::Value {
    json!({
        "mission_id": "m-1", "actor": actor, "trigger_source": "operator", "skip_reason": "no time",
        "skipped_at": "2026-03-01",
    })
}

/// Events of three domains that are handled, one that is ignored and one of another domain.
fn stream() -> Given {
    let mut passed = failed("ci/test");
    passed["conclusion"] = "success".into();
    given(&LINE)
        .event("GateFailed", failed("ci/build"))
        .clock(2)
        .event("ProfileInvocationStarted", ran("fixer"))
        .event("GateFailed", failed("ci/lint"))
        .event("RetrospectiveSkipped", skipped("ada"))
        .clock(1)
        .event("GatePassed", passed)
        .event("WPStatusChanged", json!({}))
}

#[test]
fn events_of_all_domains_come_in_one_order_and_count_once() {
    // The laws of folding, `Sorted` and `Projection` are held to by `when`.
    stream().when::<Diary>().then_state(json!([
        ["ada skipped", "failed ci/build", "ran as fixer", "failed ci/lint"],
        4
    ]));
}

#[test]
fn a_part_may_stop_the_fold() {
    let event = ("RetrospectiveSkipped", skipped("bob"));
    let stopped = stream().clock(4).event(event.0, event.1).clock(9);
    stopped.when::<Diary>().then_error(|error| assert_eq!(*error, Careless));
}

#[test]
fn the_registry_has_one_entry_for_all_its_domains() {
    let registration = Diary::REGISTRATION;
    assert_eq!(registration.id, "diary");
    let mut registry = Registry::new();
    registry.register(registration).unwrap();
    let diary = registry.reducer("diary").unwrap();
    let domains: Vec<&str> = diary.domains.iter().map(|domain| domain.name).collect();
    assert_eq!(domains, ["gates", "retrospective", "profile_invocation"]);
    assert_eq!((diary.package(), diary.line()), ("spec-kitty-events", "v3"));
    let of_line: Vec<&str> = registry.reducers_of(&LINE).map(|(id, _)| id).collect();
    assert_eq!(of_line, ["diary"]);

    assert_eq!(
        registry.compare(&[&GATES, &RETROSPECTIVE, &PROFILE_INVOCATION]),
        Comparison::default()
    );
    assert_eq!(registry.compare(&[&GATES, &RETROSPECTIVE]).stray, ["diary"]);
    let unhandled = registry.compare(&DOMAINS).unhandled;
    assert_eq!(unhandled.len(), DOMAINS.len() - 3);
    assert!(!unhandled.contains(&"retrospective"));

    let records = stream().records();
    let events: Vec<&Record> = records.iter().filter(|event| diary.counts(event)).collect();
    assert_eq!(events.len(), 4);
    let state = diary.start(&Options::default()).unwrap().fold(&events).unwrap();
    assert_eq!(state, r#"[["ada skipped","failed ci/build","ran as fixer","failed ci/lint"],4]"#);
}

#[test]
fn what_is_reserved_in_any_of_its_domains_concerns_it() {
    assert!(Diary::concerns(&"ProfileInvocationFailed".into()));
    assert!(!Diary::concerns(&"GatePassed".into()));
    assert!(!Diary::concerns(&"WPStatusChanged".into()));
}
