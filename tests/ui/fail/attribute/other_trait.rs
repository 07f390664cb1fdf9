use event_contract_macros::event_contract;

struct Gates;

#[event_contract]
impl Default for Gates {
    fn default() -> Self {
        Self
    }
}

fn main() {}
