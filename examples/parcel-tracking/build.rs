//! Compiles `contracts/` into types, and keeps what readers in other languages need beside them.

fn main() {
    event_contract_codegen::Build::new()
        .contracts("contracts")
        .schemas("schemas")
        .fixtures("fixtures")
        .compile();
}
