//! Where things are, and how cargo is called.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{Error, Usage, first, nats, parity};

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
    forget_xtask(&mut command);
    if in_ci() {
        // Nothing is compiled there again after a change.
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

/// Takes back what the cargo that runs this program said about it. Build scripts that watch these variables (`ring`)
/// would run again in each cargo that is called from here, and again in each that is not.
pub(crate) fn forget_xtask(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        if is_about_xtask(&name.to_string_lossy()) {
            command.env_remove(name);
        }
    }
}

fn is_about_xtask(name: &str) -> bool {
    name.starts_with("CARGO_MANIFEST_") || name.starts_with("CARGO_PKG_")
}

/// Whether this is a machine that has to check everything.
pub(crate) fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| value == "true")
}

/// What steps compile: everything, with one set of features, so that none compiles anew what another one has.
pub(crate) const EVERYTHING: [&str; 3] = ["--workspace", "--all-features", "--locked"];

/// Builds programs of ours as tests have them, which costs little behind the tests; gives the folder that they are
/// in, or nothing where they do not compile.
pub(crate) fn programs(names: &[&str]) -> Result<Option<PathBuf>, Error> {
    // There are no examples (in cargo's sense). Asking for them is what makes cargo count the features that
    // dependencies have for tests.
    let mut command = cargo(&["build", "--quiet", "--examples"]);
    command.args(EVERYTHING);
    for name in names {
        command.args(["--bin", name]);
    }
    Ok(succeeds(command)?.then(|| target().join("debug")))
}

/// A program in a folder.
pub(crate) fn program(folder: &Path, name: &str) -> Command {
    let path = folder.join(name).with_extension(std::env::consts::EXE_EXTENSION);
    let mut command = Command::new(path);
    command.current_dir(root());
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
    if name == "first" {
        return first::run(args);
    }
    if !["decode", "reduce", "build", "codegen", "store", "tracker"].contains(&name) {
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
    if name == "tracker" {
        match parity::install_tracker() {
            Ok(site) => _ = command.env("REFERENCE_SITE", site),
            Err(error) => eprintln!("{error}: no comparison"),
        }
    }
    succeeds(command)
}

/// Kills what appends, and servers, and looks at what they leave behind.
pub(crate) fn crash(args: &[&str]) -> Result<bool, Error> {
    let test = "test --locked --package event-contract-stores --features nats,postgres \
                --test crash --test cluster -- --nocapture";
    let mut command = cargo(&test.split(' ').collect::<Vec<_>>());
    command.env("CRASH_KILLS", "300");
    for pair in args.chunks(2) {
        match pair {
            ["--kills", kills] if kills.parse::<u32>().is_ok() => command.env("CRASH_KILLS", kills),
            ["--backend", name @ ("sqlite" | "postgres" | "nats")] => {
                command.env("CRASH_BACKEND", name)
            }
            _ => return Err(Box::new(Usage(format!("crash {}", args.join(" "))))),
        };
    }
    if (!args.contains(&"--backend") || args.contains(&"nats"))
        && let Err(error) = nats::install()
    {
        eprintln!("no NATS server: {error}");
    }
    succeeds(command)
}

/// Puts a gateway under load.
pub(crate) fn load(minutes: &str) -> Result<bool, Error> {
    if minutes.parse::<f64>().is_err() {
        return Err(Box::new(Usage(format!("load --minutes {minutes}"))));
    }
    let build = ["build", "--release", "--locked", "--package", "spec-kitty-contracts-cli"];
    if !succeeds(cargo(&build))? {
        return Ok(false);
    }
    let run = "run --release --locked --package event-contract-bench -- load";
    let mut command = cargo(&run.split(' ').collect::<Vec<_>>());
    command.arg(minutes).env("CONTRACTS_BINARY", target().join("release/contracts"));
    succeeds(command)
}

/// Installs Debian packages where that is possible: with `apt-get`, as root or through `sudo`.
pub(crate) fn apt_install(packages: &[&str]) -> bool {
    let prefixes: [&[&str]; 2] = [&["apt-get"], &["sudo", "-n", "apt-get"]];
    prefixes.into_iter().any(|prefix| {
        let run = |args: &[&str]| {
            let mut command = Command::new(prefix[0]);
            command.args(&prefix[1..]).args(args).env("DEBIAN_FRONTEND", "noninteractive");
            command.stdout(Stdio::null()).status().is_ok_and(|end| end.success())
        };
        run(&["update", "--quiet"]) && run(&[&["install", "--yes", "--quiet"], packages].concat())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cargo_says_about_xtask_is_forgotten_and_what_users_say_is_not() {
        let mut command = cargo(&["metadata"]);
        let gone = |command: &Command, name: &str| {
            command.get_envs().any(|(known, value)| known == name && value.is_none())
        };
        assert!(gone(&command, "CARGO_MANIFEST_DIR") && gone(&command, "CARGO_PKG_NAME"));
        assert!(!is_about_xtask("CARGO_TARGET_DIR") && !is_about_xtask("CARGO_HOME"));
        command.env("CARGO_TERM_COLOR", "never");
        assert!(!gone(&command, "CARGO_TERM_COLOR"));
    }
}
