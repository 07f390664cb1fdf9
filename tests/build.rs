//! Renders the golden contracts as a crate of their own would have them, and what the tests need to
//! treat all payloads of the Spec Kitty line alike. Beside them, the two contracts of one producer.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use event_contract_codegen::apply::{Mode, apply};
use event_contract_codegen::{Build, Layout, generate, load, read_dir};

fn main() -> Result<(), Box<dyn Error>> {
    Build::new().contracts("golden/contracts").compile();

    let contracts = concat!(env!("CARGO_MANIFEST_DIR"), "/../contracts");
    println!("cargo::rerun-if-changed={contracts}");
    let model = load(&read_dir(Path::new(contracts), "contracts")?)?;
    let mut arms = String::new();
    let live = model.lines.iter().filter(|line| line.name == "v3");
    for event in live.flat_map(|line| &line.events) {
        writeln!(arms, "Payload::{}(payload) => serde_json::to_string(payload),", event.name)?;
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    for version in ["before", "after"] {
        let folder = format!("suite/producers/{version}");
        println!("cargo::rerun-if-changed={folder}");
        let model = load(&read_dir(Path::new(&folder), &folder)?)?;
        apply(generate(&model, &Layout::out_dir()), &out.join(version), &[], Mode::Write)?;
    }
    let text = format!(
        "/// The payload as JSON text.\npub(crate) fn to_json(payload: &Payload) -> serde_json::Result<String> {{\n match payload {{\n{arms} }}\n}}\n"
    );
    fs::write(out.join("payload.rs"), text)?;
    Ok(())
}
