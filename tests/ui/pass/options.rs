//! A reducer under an id of its own, which leaves an event out.

use event_contract::registry::Registered;
use event_contract::{Meta, Reduce, View};
use event_contract_macros::event_contract;
use serde::Serialize;
use spec_kitty_contracts::v3::gates::GateFailedPayload;
use spec_kitty_contracts::v3::reducers::GatesReducer;

#[derive(Default, Serialize)]
struct Failures(u32);

#[event_contract(id = "failures", ignore(gate_passed))]
impl GatesReducer for Failures {
    fn gate_failed(&mut self, _: &Meta, _: View<'_, GateFailedPayload>) {
        self.0 += 1;
    }
}

fn main() {
    assert_eq!(Failures::REGISTRATION.id, "failures");
    assert!(Failures::concerns(&"GateFailed".into()));
    assert!(!Failures::concerns(&"GatePassed".into()));
}
