use event_contract::{Meta, View};
use event_contract_macros::event_contract;
use serde::Serialize;
use spec_kitty_contracts::v3::gates::{GateFailedPayload, GatePassedPayload};
use spec_kitty_contracts::v3::reducers::GatesReducer;

#[derive(Default, Serialize)]
struct Passed(u64);

#[event_contract(id = "gate_count", ignore(gate_failed))]
impl GatesReducer for Passed {
    fn gate_passed(&mut self, _: &Meta, _: View<'_, GatePassedPayload>) {
        self.0 += 1;
    }
}

#[derive(Default, Serialize)]
struct Failed(u64);

#[event_contract(id = "gate_count", ignore(gate_passed))]
impl GatesReducer for Failed {
    fn gate_failed(&mut self, _: &Meta, _: View<'_, GateFailedPayload>) {
        self.0 += 1;
    }
}

fn main() {}
