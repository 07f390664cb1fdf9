use event_contract_macros::event_contract;
use serde::Serialize;
use spec_kitty_contracts::v3::reducers::RetrospectiveReducer;

#[derive(Default, Serialize)]
struct Gates;

#[event_contract(part, ignore(retrospective_completed, retrospective_skipped))]
impl RetrospectiveReducer for Gates {}

fn main() {}
