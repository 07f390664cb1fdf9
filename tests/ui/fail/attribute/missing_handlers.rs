use event_contract_macros::event_contract;
use serde::Serialize;
use spec_kitty_contracts::v3::reducers::GatesReducer;

#[derive(Default, Serialize)]
struct Gates;

#[event_contract]
impl GatesReducer for Gates {}

fn main() {}
