//! Embeds the text of the Spec Kitty contracts, which `explain` and `fixtures` show wherever the binary runs.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use event_contract_codegen::is_contract;

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = root.join("contracts/spec-kitty");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut code = String::from("pub(crate) static SOURCES: &[(&str, &str)] = &[\n");
    for file in files(&folder)? {
        let shown = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let text = fs::canonicalize(&file)?;
        // Writing to a string cannot fail.
        let _ = writeln!(code, "    ({shown:?}, include_str!({:?})),", text.display().to_string());
    }
    code.push_str("];\n");
    let out = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(out.join("sources.rs"), code)
}

/// The contract files below a folder in order; none where a packaged crate has no such folder.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop().filter(|folder| folder.is_dir()) {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                pending.push(path);
            } else if path.file_name().is_some_and(|name| is_contract(&name.to_string_lossy())) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
