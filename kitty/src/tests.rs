//! Tables made at run time against those that are compiled in, in a process where nobody has used these yet.

use std::path::Path;

use event_contract_codegen::{load, read_dir};
use event_contract_compat::tables;

#[test]
fn tables_made_at_run_time_are_the_compiled_ones() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../contracts/spec-kitty");
    let model = load(&read_dir(&folder, "contracts/spec-kitty").unwrap()).unwrap();
    let line = model.lines.iter().find(|line| line.name == "v3").unwrap();
    let made = format!("{:#?}", tables::leak(line));
    let compiled = format!("{:#?}", spec_kitty_contracts::v3::LINE);
    let differing = made.lines().zip(compiled.lines()).find(|(made, compiled)| made != compiled);
    assert_eq!(differing, None);
    assert_eq!(made.len(), compiled.len());
}

#[test]
fn the_text_that_is_compiled_in_is_that_of_the_contracts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../contracts");
    let read = read_dir(&folder, "contracts").unwrap();
    let built_in = spec_kitty_contracts::CONTRACTS.sources;
    let read: Vec<(&str, &[u8])> =
        read.iter().map(|source| (source.path.as_str(), source.text.as_slice())).collect();
    let built_in: Vec<(&str, &[u8])> =
        built_in.iter().map(|source| (source.path, source.text.as_bytes())).collect();
    assert_eq!(read, built_in);
}
