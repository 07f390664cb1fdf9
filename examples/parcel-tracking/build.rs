//! Compiles `contracts/` into types.

fn main() {
    event_contract_codegen::Build::new().contracts("contracts").compile();
}
