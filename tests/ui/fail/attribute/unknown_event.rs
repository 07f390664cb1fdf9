use event_contract::{Meta, View};
use event_contract_macros::event_contract;
use serde::Serialize;
use spec_kitty_contracts::v3::gates::{GateFailedPayload, GatePassedPayload};
use spec_kitty_contracts::v3::reducers::GatesReducer;

#[derive(Default, Serialize)]
struct Gates;

#[event_contract]
impl GatesReducer for Gates {
    fn gate_pased(&mut self, _: &Meta, _: View<'_, GatePassedPayload>) {}

    fn gate_failed(&mut self, _: &Meta, _: View<'_, GateFailedPayload>) {}
}

fn main() {}
