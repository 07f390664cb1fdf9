//! The `build.rs` of crates with contracts.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::apply::{self, Mode};
use crate::files::read_dir;
use crate::output::Layout;

/// Compiles a crate's contracts from its build script.
///
/// ```no_run
/// // build.rs
/// event_contract_codegen::Build::new().contracts("contracts").compile();
/// ```
///
/// The crate then includes the result with `event_contract::include_contracts!()`. A mistake in a
/// contract fails the build, with the lines concerned.
#[derive(Debug)]
pub struct Build {
    contracts: PathBuf,
}

impl Default for Build {
    fn default() -> Self {
        Self { contracts: "contracts".into() }
    }
}

impl Build {
    /// A build of the folder `contracts` next to `Cargo.toml`.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the contracts from another folder, relative to the crate.
    #[must_use]
    pub fn contracts(mut self, folder: impl Into<PathBuf>) -> Self {
        self.contracts = folder.into();
        self
    }

    /// Generates into `OUT_DIR`; ends the process with a message if that fails.
    pub fn compile(self) {
        finish(self.try_compile());
    }

    fn try_compile(&self) -> Result<(), String> {
        let shown = self.contracts.to_string_lossy().into_owned();
        println!("cargo::rerun-if-changed={shown}");
        let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: this is not a build script")?;
        let sources =
            read_dir(&self.contracts, &shown).map_err(|error| format!("{shown}: {error}"))?;
        let model = crate::load(&sources).map_err(|diagnostics| diagnostics.to_string())?;
        let layout = Layout::out_dir();
        apply::apply(crate::generate(&model, &layout), Path::new(&out), &[], Mode::Write)
            .map_err(|error| error.to_string())?;
        Ok(())
    }
}

/// Regenerates a workspace's committed output in place, from the build script of the crate that
/// holds it. `root` is the workspace, which holds `contracts/`.
///
/// Does nothing where there are no contracts (a packaged crate) or nothing can be written. What is
/// written takes the modification time of the newest input, or cargo would build again at once.
pub fn regenerate_workspace(root: &Path) {
    finish(try_regenerate(root));
}

fn try_regenerate(root: &Path) -> Result<(), String> {
    let layout = Layout::workspace();
    let contracts = root.join("contracts");
    println!("cargo::rerun-if-changed=build.rs");
    // Where crates are vendored, the folder beside may be a crate of that name.
    if !contracts.is_dir() || contracts.join("Cargo.toml").exists() {
        return Ok(());
    }
    println!("cargo::rerun-if-changed={}", contracts.display());
    let sources =
        read_dir(&contracts, "contracts").map_err(|error| format!("contracts: {error}"))?;
    let model = crate::load(&sources).map_err(|diagnostics| diagnostics.to_string())?;
    let mut paths = Vec::new();
    let outputs = crate::generate(&model, &layout).inspect(|output| {
        // The files, not their folders: writing a file by rename makes its folder newer than this build.
        let path = root.join(&output.path);
        println!("cargo::rerun-if-changed={}", path.display());
        paths.push(path);
    });
    let written = apply::apply(outputs, root, &layout.owned(), Mode::Write)
        .and_then(|_| apply::set_times(&paths, newest(&contracts)?));
    match written {
        Err(error)
            if error.kind() == io::ErrorKind::PermissionDenied
                || error.kind() == io::ErrorKind::ReadOnlyFilesystem =>
        {
            Ok(())
        }
        other => other.map_err(|error| error.to_string()),
    }
}

/// The newest modification time of a file below `folder`.
fn newest(folder: &Path) -> io::Result<SystemTime> {
    let mut newest = SystemTime::UNIX_EPOCH;
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                pending.push(entry.path());
            } else {
                newest = newest.max(entry.metadata()?.modified()?);
            }
        }
    }
    Ok(newest)
}

/// Ends the build script: cargo shows what is printed on standard error when the script fails.
fn finish(result: Result<(), String>) {
    if let Err(message) = result {
        eprintln!("\n{message}\n");
        std::process::exit(1);
    }
}
