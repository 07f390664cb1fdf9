//! The program of the crate that contracts belong to. Reducers are compiled, so a program without those of the chosen
//! contracts has the crate's own program do the work.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use serde_json::Value;

use crate::exit::{Exit, Failure};
use crate::paint::Paint;

/// What a crate with a program of its own depends on.
const LIBRARY: &str = "event-contract-cli";

/// Set for the crate's program, which does not look for yet another one.
const MARK: &str = "EVENT_CONTRACT_OWN_PROGRAM";

/// A program that cargo builds and runs.
pub(crate) struct OwnProgram {
    manifest: PathBuf,
    binary: String,
}

impl fmt::Display for OwnProgram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cargo run --bin {}", self.binary)
    }
}

impl OwnProgram {
    /// The program of the crate that has this folder of contracts at its root, if it has one.
    pub(crate) fn of(contracts: &Path) -> Option<Self> {
        if env::var_os(MARK).is_some() {
            return None;
        }
        let root = contracts.canonicalize().ok()?;
        let manifest = root.parent()?.join("Cargo.toml");
        if !manifest.is_file() {
            return None;
        }
        let mut command = cargo();
        command.args(["metadata", "--format-version=1", "--no-deps", "--manifest-path"]);
        let output = command.arg(&manifest).stdin(Stdio::null()).stderr(Stdio::null()).output();
        let metadata = output.ok().filter(|output| output.status.success())?;
        let binary = binary(&serde_json::from_slice(&metadata.stdout).ok()?, &manifest)?;
        Some(Self { manifest, binary })
    }

    /// Runs it with the arguments of this one, here and with this one's streams.
    ///
    /// # Errors
    ///
    /// Cargo cannot be started.
    pub(crate) fn run(&self, args: &[OsString]) -> Result<ExitCode, Failure> {
        let paint = Paint::stderr();
        anstream::eprintln!(
            "{}reducers are in the program of this crate: {self}{:#}",
            paint.faint,
            paint.faint
        );
        let mut command = cargo();
        command.args(["run", "--quiet", "--manifest-path"]).arg(&self.manifest);
        command.args(["--bin", &self.binary, "--"]).args(args).env(MARK, "1");
        let status = command.status().map_err(|error| Failure::at(self, error))?;
        let code = status.code().and_then(|code| u8::try_from(code).ok());
        Ok(code.map_or_else(|| Exit::Failed.into(), ExitCode::from))
    }
}

fn cargo() -> Command {
    Command::new(env::var_os("CARGO").as_deref().unwrap_or(OsStr::new("cargo")))
}

/// The binary of the package with this manifest, if it depends on the library; of several, the one that runs when
/// none is named.
fn binary(metadata: &Value, manifest: &Path) -> Option<String> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let packages = list(&metadata["packages"]);
    let is_this = |package: &&Value| {
        package["manifest_path"].as_str().is_some_and(|path| Path::new(path) == manifest)
    };
    let package = packages.iter().find(is_this)?;
    if !list(&package["dependencies"]).iter().any(|dependency| dependency["name"] == LIBRARY) {
        return None;
    }
    if let Some(default) = package["default_run"].as_str() {
        return Some(default.to_owned());
    }
    let targets = list(&package["targets"]);
    let mut binaries =
        targets.iter().filter(|target| list(&target["kind"]).iter().any(|kind| kind == "bin"));
    match (binaries.next(), binaries.next()) {
        (Some(only), None) => only["name"].as_str().map(str::to_owned),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn found(package: &Value) -> Option<String> {
        binary(&json!({ "packages": [package] }), Path::new("/shop/Cargo.toml"))
    }

    fn package() -> Value {
        json!({
            "manifest_path": "/shop/Cargo.toml",
            "dependencies": [{ "name": "serde" }, { "name": LIBRARY }],
            "targets": [{ "name": "shop", "kind": ["lib"] }, { "name": "till", "kind": ["bin"] }],
            "default_run": null,
        })
    }

    #[test]
    fn it_is_the_only_binary_or_the_default_one() {
        assert_eq!(found(&package()).as_deref(), Some("till"));
        let mut two = package();
        two["targets"][0]["kind"] = json!(["bin"]);
        assert_eq!(found(&two), None);
        two["default_run"] = "shop".into();
        assert_eq!(found(&two).as_deref(), Some("shop"));
    }

    #[test]
    fn a_crate_without_the_library_has_none_nor_has_another_one() {
        let mut without = package();
        without["dependencies"] = json!([{ "name": "serde" }]);
        assert_eq!(found(&without), None);
        let mut other = package();
        other["manifest_path"] = "/shop/tools/Cargo.toml".into();
        assert_eq!(found(&other), None);
        assert_eq!(found(&json!({})), None);
    }

    #[test]
    fn a_folder_outside_a_crate_has_none() {
        let folder = tempfile::tempdir().unwrap();
        assert!(OwnProgram::of(folder.path()).is_none());
        assert!(OwnProgram::of(&folder.path().join("contracts")).is_none());
    }
}
