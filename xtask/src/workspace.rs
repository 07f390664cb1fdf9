//! Where things are, and how cargo is called.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Error, Usage, parity};

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The folder for build output.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The cargo that runs this program, in the root of the workspace.
pub(crate) fn cargo(args: &[&str]) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.args(args).current_dir(root());
    command
}

/// Runs a command to its end with our streams.
pub(crate) fn succeeds(mut command: Command) -> Result<bool, Error> {
    let status = command
        .status()
        .map_err(|error| format!("cannot start {}: {error}", command.get_program().display()))?;
    Ok(status.success())
}

/// Runs a measurement, with the Python package where it is compared with.
pub(crate) fn bench(name: &str, args: &[&str]) -> Result<bool, Error> {
    if !["decode", "reduce", "build", "codegen", "store"].contains(&name) {
        return Err(Box::new(Usage(format!("bench {name}"))));
    }
    let mut all = vec!["run", "--release", "--locked", "--package", "event-contract-bench", "--"];
    all.push(name);
    all.extend(args);
    let mut command = cargo(&all);
    if ["decode", "reduce"].contains(&name) {
        match parity::install() {
            Ok(site) => _ = command.env("REFERENCE_SITE", site),
            Err(error) => eprintln!("{error}: no comparison with {}", parity::PACKAGE),
        }
    }
    succeeds(command)
}

/// Kills appending processes and looks at what they leave behind.
pub(crate) fn crash(kills: &str) -> Result<bool, Error> {
    if kills.parse::<u32>().is_err() {
        return Err(Box::new(Usage(format!("crash --kills {kills}"))));
    }
    let args = "test --locked --package event-contract-stores --test crash -- --nocapture";
    let mut command = cargo(&args.split(' ').collect::<Vec<_>>());
    command.env("CRASH_KILLS", kills);
    succeeds(command)
}
