use event_contract_macros::event_contract;

struct Gates;

#[event_contract]
impl Gates {}

fn main() {}
