//! The `build.rs` of crates with contracts.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::apply::{self, Mode};
use crate::files::{own_fixtures, read_dir};
use crate::model::Model;
use crate::output::{Layout, Output, OwnFixtures};
use crate::source::Source;

/// Compiles a crate's contracts from its build script.
///
/// ```no_run
/// // build.rs
/// event_contract_codegen::Build::new().contracts("contracts").compile();
/// ```
///
/// The crate then includes the result with `event_contract::include_contracts!()`. A mistake in a
/// contract fails the build, with the lines concerned.
///
/// JSON Schemas and fixtures for readers in other languages can be had in the crate's own folders, to be
/// committed with the contracts that they follow:
///
/// ```no_run
/// event_contract_codegen::Build::new()
///     .contracts("contracts")
///     .schemas("schemas")
///     .fixtures("fixtures")
///     .compile();
/// ```
#[derive(Debug)]
pub struct Build {
    contracts: PathBuf,
    schemas: Option<PathBuf>,
    fixtures: Option<PathBuf>,
}

impl Default for Build {
    fn default() -> Self {
        Self { contracts: "contracts".into(), schemas: None, fixtures: None }
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

    /// Writes the JSON Schemas into a folder, too, relative to the crate: `LINE/TYPE.schema.json`.
    ///
    /// A file is written when its content changes, and removed when its type is gone. Files that were not
    /// generated are left alone; one in the place of a schema fails the build. A crate that was packaged is
    /// built without writing.
    #[must_use]
    pub fn schemas(mut self, folder: impl Into<PathBuf>) -> Self {
        self.schemas = Some(folder.into());
        self
    }

    /// Writes the fixtures into a folder, relative to the crate, as [`Build::schemas`] does: valid and
    /// invalid payloads of every event, and `manifest.json`, which lists them.
    #[must_use]
    pub fn fixtures(mut self, folder: impl Into<PathBuf>) -> Self {
        self.fixtures = Some(folder.into());
        self
    }

    /// Generates into `OUT_DIR`, and into the folders that were asked for; ends the process with a message
    /// if that fails.
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
        let root = Path::new("");
        let mut own = self.own(root)?;
        // Cargo writes this file into every package, and forbids build scripts to change one.
        if !Path::new("Cargo.toml.orig").is_file() {
            for path in self.write_beside(root, &model, &own)? {
                println!("cargo::rerun-if-changed={}", path.display());
                if let Some(path) = self.fixtures.as_ref().and_then(|of| path.strip_prefix(of).ok())
                    && path.components().count() > 1
                {
                    own.tested.push(path.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        let layout = Layout { own, ..Layout::out_dir() };
        apply::apply(crate::generate(&model, &layout), Path::new(&out), &[], Mode::Write)
            .map_err(|error| error.to_string())?;
        Ok(())
    }

    /// The fixtures that are not generated.
    fn own(&self, root: &Path) -> Result<OwnFixtures, String> {
        let Some(folder) = &self.fixtures else { return Ok(OwnFixtures::default()) };
        let shown = folder.to_string_lossy().replace('\\', "/");
        let files =
            own_fixtures(&root.join(folder)).map_err(|error| format!("{shown}: {error}"))?;
        watch(&root.join(folder), &files);
        Ok(OwnFixtures { files, folder: shown, tested: Vec::new() })
    }

    /// Writes the folders that were asked for, relative to `root`, and tells what is in them.
    fn write_beside(
        &self,
        root: &Path,
        model: &Model,
        own: &OwnFixtures,
    ) -> Result<Vec<PathBuf>, String> {
        let owned: Vec<PathBuf> =
            [&self.schemas, &self.fixtures].into_iter().flatten().cloned().collect();
        let is_own = |folder: &PathBuf| {
            folder.components().any(|part| matches!(part, std::path::Component::Normal(_)))
        };
        if let Some(folder) = owned.iter().find(|folder| !is_own(folder)) {
            let folder = folder.to_string_lossy();
            return Err(format!("{folder:?}: what is generated needs a folder of its own"));
        }
        let outputs = self.beside(model, own);
        let failed = |path: &Path, error: io::Error| format!("{}: {error}", path.display());
        for output in &outputs {
            if apply::is_foreign(root, output).map_err(|error| failed(&output.path, error))? {
                return Err(format!(
                    "{}: a generated file goes here, but this one was not generated; move it away",
                    output.path.display()
                ));
            }
        }
        let packages: Vec<&str> = model.lines.iter().map(|line| line.package.as_str()).collect();
        let paths: Vec<PathBuf> = outputs.iter().map(|output| output.path.clone()).collect();
        let whole: Vec<PathBuf> = paths.iter().map(|path| root.join(path)).collect();
        let written = apply::apply(outputs, root, &[], Mode::Write)
            .and_then(|_| apply::clear(root, &owned, &paths, &packages))
            .and_then(|()| apply::set_times(&whole, newest(&root.join(&self.contracts))?));
        unless_read_only(written).map(|()| paths)
    }

    /// What goes into the folders that were asked for.
    fn beside(&self, model: &Model, own: &OwnFixtures) -> Vec<Output> {
        let layout = Layout {
            schemas: self.schemas.clone().unwrap_or_default(),
            fixtures: self.fixtures.clone(),
            own: own.clone(),
            ..Layout::out_dir()
        };
        let schemas = self.schemas.iter().flat_map(|_| crate::render_schemas(model, &layout));
        schemas.chain(crate::render_fixtures(model, &layout)).collect()
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
    let layout = layout.with_own(root).map_err(|error| format!("fixtures: {error}"))?;
    if let Some(folder) = &layout.fixtures {
        watch(&root.join(folder), &layout.own.files);
    }
    let mut paths = Vec::new();
    let outputs = crate::generate(&model, &layout).inspect(|output| {
        // The files, not their folders: writing a file by rename makes its folder newer than this build.
        let path = root.join(&output.path);
        println!("cargo::rerun-if-changed={}", path.display());
        paths.push(path);
    });
    let written = apply::apply(outputs, root, &layout.owned(), Mode::Write)
        .and_then(|_| apply::set_times(&paths, newest(&contracts)?));
    unless_read_only(written)
}

/// Has cargo build again when a fixture that is not generated changes, appears beside another, or goes.
fn watch(folder: &Path, files: &[Source]) {
    let mut last = None;
    for source in files {
        let path = folder.join(&source.path);
        if last.as_deref() != path.parent() {
            last = path.parent().map(Path::to_owned);
            println!("cargo::rerun-if-changed={}", last.as_deref().unwrap_or(folder).display());
        }
    }
}

/// Passes over an error that says that nothing can be written here.
fn unless_read_only(written: io::Result<()>) -> Result<(), String> {
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

#[cfg(test)]
mod tests;
