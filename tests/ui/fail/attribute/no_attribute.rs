use event_contract::{Fold, Meta, Tally, View};
use serde::Serialize;
use spec_kitty_contracts::v3::gates::GatePassedPayload;
use spec_kitty_contracts::v3::reducers::GatesReducer;

#[derive(Default, Serialize)]
struct Gates;

impl Fold for Gates {
    type Error = std::convert::Infallible;
    type Output = Self;

    fn finish(self, _: Tally) -> Self {
        self
    }
}

impl GatesReducer for Gates {
    fn gate_passed(&mut self, _: &Meta, _: View<'_, GatePassedPayload>) -> Result<(), Self::Error> {
        Ok(())
    }
}

fn main() {}
