//! Regenerates what is made of the contracts beside it; does nothing where nothing can be written.

fn main() {
    event_contract_codegen::regenerate_workspace(env!("CARGO_MANIFEST_DIR").as_ref());
}
