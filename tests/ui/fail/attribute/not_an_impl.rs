use event_contract_macros::event_contract;

#[event_contract]
fn gates() {}

fn main() {}
