use event_contract::{Meta, View};
use event_contract_macros::event_contract;
use serde::Serialize;
use spec_kitty_contracts::v3::gates::GatePassedPayload;
use spec_kitty_contracts::v3::reducers::GatesReducer;

#[derive(Debug)]
struct Full;

#[derive(Default, Serialize)]
struct Gates;

#[event_contract(ignore(gate_failed))]
impl GatesReducer for Gates {
    fn gate_passed(&mut self, _: &Meta, _: View<'_, GatePassedPayload>) -> Result<(), Full> {
        Err(Full)
    }
}

fn main() {}
