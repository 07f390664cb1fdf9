use event_contract_macros::event_contract;
use serde::Deserialize;

#[event_contract(ignore(gate_passed))]
#[derive(Deserialize)]
struct Gate {
    name: String,
}

fn main() {}
