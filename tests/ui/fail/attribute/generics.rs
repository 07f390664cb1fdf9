use event_contract::{Meta, View};
use event_contract_macros::event_contract;
use spec_kitty_contracts::v3::gates::GatePassedPayload;
use spec_kitty_contracts::v3::reducers::GatesReducer;

struct Gates<T>(T);

#[event_contract(ignore(gate_failed))]
impl<T: Default> GatesReducer for Gates<T> {
    fn gate_passed(&mut self, _: &Meta, _: View<'_, GatePassedPayload>) {}
}

fn main() {}
