//! A reducer brings streams and what they come to, and the registry runs them.

use event_contract::fixture::Finding;
use event_contract::registry::{Registered, StreamCase};
use event_contract::{Meta, Registry, View};
use event_contract_macros::event_contract;
use serde::Serialize;
use spec_kitty_contracts::v3::gates::GateFailedPayload;
use spec_kitty_contracts::v3::reducers::GatesReducer;
use spec_kitty_contracts::v3::LINE;

#[derive(Default, Serialize)]
struct Failures(u32);

#[event_contract(ignore(gate_passed), cases = cases)]
impl GatesReducer for Failures {
    fn gate_failed(&mut self, _: &Meta, _: View<'_, GateFailedPayload>) {
        self.0 += 1;
    }
}

const FAILED: &str = r#"{"event_id":"01J0000000000000000000000A","event_type":"GateFailed","aggregate_id":"gate/1","timestamp":"2026-01-15T09:30:00Z","build_id":"b","node_id":"n","lamport_clock":1,"project_uuid":"6f1e1b52-9c7d-4c63-8a35-0d2f6b8e4a11","correlation_id":"01J0000000000000000000000B","schema_version":"3.0.0","payload":{"gate_name":"ci/build","gate_type":"ci","external_provider":"github","check_run_id":1,"check_run_url":"https://example.com/1","delivery_id":"d-1","conclusion":"failure"}}"#;

fn cases() -> Vec<StreamCase> {
    vec![
        StreamCase::comes_to(&LINE, "nothing happened", "", "0"),
        StreamCase::comes_to(&LINE, "told twice", format!("{FAILED}\n{FAILED}"), "1"),
        StreamCase::comes_to(&LINE, "a lie", FAILED, "2"),
        StreamCase::stops(&LINE, "a gate that stops", FAILED, "too much"),
        StreamCase::comes_to(&LINE, "no event", "{}", "0"),
    ]
}

fn main() {
    let mut registry = Registry::new();
    registry.register(Failures::REGISTRATION).expect("one entry");
    let found = registry.run_cases();
    let names: Vec<&str> = found.iter().map(|found| found.case.as_str()).collect();
    assert_eq!(names, ["a lie", "a gate that stops", "no event"]);
    assert!(matches!(&found[0].finding, Finding::Differs { found, .. } if found == r#"{"state":1}"#));
    assert!(matches!(&found[2].finding, Finding::Unusable(why) if why.contains("line 1")));
}
