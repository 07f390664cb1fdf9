use event_contract::{Fold, Meta, Tally, View};
use event_contract_macros::event_contract;
use spec_kitty_contracts::v3::gates::GatePassedPayload;
use spec_kitty_contracts::v3::reducers::GatesReducer;

#[derive(Default)]
struct Gates;

#[event_contract(own(Flod), ignore(gate_failed))]
impl GatesReducer for Gates {
    fn gate_passed(&mut self, _: &Meta, _: View<'_, GatePassedPayload>) {}
}

impl Fold for Gates {
    type Error = std::convert::Infallible;
    type Output = bool;

    fn finish(self, tally: Tally) -> bool {
        tally.events > 0
    }
}

fn main() {}
