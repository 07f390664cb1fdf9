//! One state over the events of two domains.

use event_contract::registry::Registered;
use event_contract::{Meta, View};
use event_contract_macros::event_contract;
use serde::Serialize;
use spec_kitty_contracts::v3::gates::GateFailedPayload;
use spec_kitty_contracts::v3::reducers::{GatesReducer, RetrospectiveReducer};
use spec_kitty_contracts::v3::retrospective::RetrospectiveCompletedPayload;

#[derive(Default, Serialize)]
struct Trouble {
    failures: u32,
    learned: bool,
}

#[event_contract(ignore(gate_passed), also(RetrospectiveReducer))]
impl GatesReducer for Trouble {
    fn gate_failed(&mut self, _: &Meta, _: View<'_, GateFailedPayload>) {
        self.failures += 1;
    }
}

#[event_contract(part, ignore(retrospective_skipped))]
impl RetrospectiveReducer for Trouble {
    fn retrospective_completed(&mut self, _: &Meta, _: View<'_, RetrospectiveCompletedPayload>) {
        self.learned = self.failures > 0;
    }
}

fn main() {
    let _: &str = Trouble::REGISTRATION.id;
}
