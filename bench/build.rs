//! Renders the plain types that `decode` compares with.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use event_contract_codegen::{load, read_dir};

#[path = "src/plain.rs"]
mod plain;

fn main() -> Result<(), Box<dyn Error>> {
    let contracts = concat!(env!("CARGO_MANIFEST_DIR"), "/../contracts");
    println!("cargo::rerun-if-changed={contracts}");
    println!("cargo::rerun-if-changed=src/plain.rs");
    let model = load(&read_dir(Path::new(contracts), "contracts")?)?;
    let line = model.lines.iter().find(|line| line.name == "v3").ok_or("no contracts")?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    fs::write(out.join("plain.rs"), plain::render(line)?)?;
    Ok(())
}
