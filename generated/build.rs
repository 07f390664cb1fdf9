//! Regenerates this crate from the contracts beside it; does nothing where they are not.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "regenerate")]
    event_contract_codegen::regenerate_workspace(
        concat!(env!("CARGO_MANIFEST_DIR"), "/..").as_ref(),
    );
}
