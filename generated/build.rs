//! Regenerates this crate from the contracts beside it; does nothing where they are not.

fn main() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    event_contract_codegen::regenerate_workspace(root.as_ref());
}
