use event_contract::{Meta, View};
use event_contract_macros::event_contract;
use serde::Serialize;
use spec_kitty_contracts::v3::gates::GatePassedPayload;
use spec_kitty_contracts::v3::reducers::GatesReducer;

#[derive(Default, Serialize)]
struct Gates {
    passed: u64,
}

#[event_contract(ignore(gate_failed))]
impl GatesReducer for Gates {
    fn count(&mut self) {
        self.passed += 1;
    }

    fn gate_passed(&mut self, _: &Meta, _: View<'_, GatePassedPayload>) {}
}

fn main() {}
