//! A fold that can stop, says what it comes to, and takes only some events.

use std::convert::Infallible;

use event_contract::{Fold, Meta, Record, Tally, View};
use event_contract_macros::event_contract;
use spec_kitty_contracts::v3::gates::{GateFailedPayload, GatePassedPayload};
use spec_kitty_contracts::v3::reducers::GatesReducer;
use spec_kitty_contracts::v3::LINE;

#[derive(Default)]
struct Shut(bool);

#[derive(Debug)]
struct Failed;

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a second gate failed")
    }
}

impl std::error::Error for Failed {}

#[event_contract(own(Fold))]
impl GatesReducer for Shut {
    fn gate_passed(&mut self, _: &Meta, _: View<'_, GatePassedPayload>) {}

    fn gate_failed(&mut self, _: &Meta, _: View<'_, GateFailedPayload>) -> Result<(), Failed> {
        if std::mem::replace(&mut self.0, true) { Err(Failed) } else { Ok(()) }
    }
}

impl Fold for Shut {
    type Error = Failed;
    type Output = u64;

    fn finish(self, tally: Tally) -> u64 {
        tally.events
    }
}

/// The usual error of a fold that has none.
#[derive(Default)]
struct Never;

#[event_contract(id = "never", own(Fold), ignore(gate_passed, gate_failed))]
impl GatesReducer for Never {}

impl Fold for Never {
    type Error = Infallible;
    type Output = ();

    fn admit(&mut self, _: &Record) -> Result<bool, Infallible> {
        Ok(false)
    }

    fn finish(self, _: Tally) {}
}

fn main() {
    assert_eq!(LINE.name, "v3");
    assert_eq!(event_contract::fold(Shut::default(), &[]).unwrap(), 0);
    event_contract::fold(Never, &[]).unwrap();
}
