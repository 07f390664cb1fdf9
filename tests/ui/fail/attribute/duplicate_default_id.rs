use event_contract_macros::event_contract;
use serde::Serialize;
use spec_kitty_contracts::v3::reducers::GatesReducer;

#[derive(Default, Serialize)]
struct Passed;

#[event_contract(ignore(gate_passed, gate_failed))]
impl GatesReducer for Passed {}

#[derive(Default, Serialize)]
struct Failed;

#[event_contract(ignore(gate_passed, gate_failed))]
impl GatesReducer for Failed {}

fn main() {}
