//! Everything that CI checks, in one command.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::workspace::{apt_install, cargo, root, succeeds, target};
use crate::{Error, Usage, nats, parity, published, tidy};

/// A check with a name.
struct Step {
    name: &'static str,
    /// Whether `--quick` runs it too.
    quick: bool,
    check: fn() -> Result<Outcome, Error>,
}

enum Outcome {
    Passed,
    Failed,
    Skipped(String),
}

impl From<bool> for Outcome {
    fn from(passed: bool) -> Self {
        if passed { Self::Passed } else { Self::Failed }
    }
}

const STEPS: &[Step] = &[
    Step { name: "format", quick: true, check: format },
    Step { name: "tidy", quick: true, check: || Ok(tidy::run()?.into()) },
    Step { name: "lint", quick: true, check: lint },
    Step { name: "tests", quick: true, check: tests },
    Step { name: "docs", quick: true, check: docs },
    Step { name: "generated", quick: true, check: generated },
    Step { name: "examples", quick: false, check: examples },
    Step { name: "fuzz", quick: false, check: fuzz },
    Step { name: "parity", quick: false, check: parity },
    Step { name: "dependencies", quick: true, check: dependencies },
];

/// Runs the steps and says how each ended; the last line is `N passed, N failed`.
pub(crate) fn run(args: &[&str]) -> Result<bool, Error> {
    let steps = chosen(args)?;
    let mut ends = Vec::new();
    for step in steps {
        println!("\n==> {}", step.name);
        let start = Instant::now();
        let outcome = (step.check)().unwrap_or_else(|error| {
            eprintln!("{error}");
            Outcome::Failed
        });
        ends.push((step.name, outcome, start.elapsed()));
    }
    println!("\n{}", summary(&ends));
    Ok(!ends.iter().any(|(_, outcome, _)| matches!(outcome, Outcome::Failed)))
}

fn chosen(args: &[&str]) -> Result<Vec<&'static Step>, Usage> {
    let mut names: Vec<&str> = args.to_vec();
    let quick = names.contains(&"--quick");
    names.retain(|name| *name != "--quick");
    if let Some(unknown) = names.iter().find(|name| !STEPS.iter().any(|step| step.name == **name)) {
        return Err(Usage(format!("test {unknown}")));
    }
    let wanted = |step: &Step| names.is_empty() || names.contains(&step.name);
    Ok(STEPS.iter().filter(|step| wanted(step) && (step.quick || !quick)).collect())
}

fn summary(ends: &[(&str, Outcome, Duration)]) -> String {
    let mut lines = Vec::new();
    let (mut passed, mut failed) = (0, 0);
    for (name, outcome, time) in ends {
        let word = match outcome {
            Outcome::Passed => {
                passed += 1;
                "ok".to_owned()
            }
            Outcome::Failed => {
                failed += 1;
                "FAILED".to_owned()
            }
            Outcome::Skipped(reason) => format!("SKIPPED: {reason}"),
        };
        lines.push(format!("{name:<14} {:>7.1} s  {word}", time.as_secs_f64()));
    }
    lines.push(format!("{passed} passed, {failed} failed"));
    lines.join("\n")
}

fn format() -> Result<Outcome, Error> {
    Ok(succeeds(cargo(&["fmt", "--all", "--check"]))?.into())
}

fn lint() -> Result<Outcome, Error> {
    let args = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--locked",
        "--",
        "-Dwarnings",
    ];
    Ok(succeeds(cargo(&args))?.into())
}

fn tests() -> Result<Outcome, Error> {
    services()?;
    brought(published::fetch())?;
    Ok(succeeds(cargo(&[
        "test",
        "--workspace",
        "--features",
        "event-contract-stores/nats,event-contract-stores/postgres",
        "--locked",
        "--no-fail-fast",
    ]))?
    .into())
}

/// Installs the servers that tests start for themselves: NATS into the target folder, PostgreSQL where CI runs on a
/// bare machine. Elsewhere the tests say that they left something out.
fn services() -> Result<(), Error> {
    brought(nats::install())?;
    let there =
        Path::new("/usr/lib/postgresql").is_dir() || starts(quietly("postgres", "--version"));
    if there || !in_ci() {
        return Ok(());
    }
    if apt_install(&["postgresql"]) {
        return Ok(());
    }
    Err("PostgreSQL is needed (Debian: apt-get install postgresql)".into())
}

/// What could not be brought in fails in CI; elsewhere the tests say that they left something out.
fn brought<T>(done: Result<T, Error>) -> Result<(), Error> {
    match done {
        Err(error) if in_ci() => Err(error),
        Err(error) => {
            eprintln!("{error}");
            Ok(())
        }
        Ok(_) => Ok(()),
    }
}

fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| value == "true")
}

fn quietly(program: &str, arg: &str) -> Command {
    let mut command = Command::new(program);
    command.arg(arg).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn docs() -> Result<Outcome, Error> {
    let mut command = cargo(&["doc", "--workspace", "--no-deps", "--locked"]);
    command.env("RUSTDOCFLAGS", "-Dwarnings");
    Ok(succeeds(command)?.into())
}

/// Whether what is generated is current, and the contracts are as `contracts/contracts.yaml` asks.
fn generated() -> Result<Outcome, Error> {
    let contracts = |args: &[&str]| {
        let run = ["run", "--locked", "--quiet", "--bin", "contracts", "--"];
        succeeds(cargo(&[&run, args].concat()))
    };
    let mut passed = contracts(&["generate", "--check"])? & contracts(&["lint"])?;
    // Trackers have contracts of their own, beside the crate that they are for.
    let own = ["--contracts", "tracker/contracts"];
    passed &= contracts(&[&own[..], &["generate", "--check", "--root", "tracker"]].concat())?;
    passed &= contracts(&[&own[..], &["lint"]].concat())?;
    Ok(passed.into())
}

/// Examples are workspaces of their own, as their users would have them.
fn examples() -> Result<Outcome, Error> {
    let folder = target().join("examples");
    let mut passed = true;
    let mut found = 0;
    for entry in std::fs::read_dir(root().join("examples"))? {
        let manifest = entry?.path().join("Cargo.toml");
        if !manifest.is_file() {
            continue;
        }
        found += 1;
        for args in
            [&["fmt", "--check"][..], &["test", "--locked"], &["run", "--locked", "--quiet"]]
        {
            println!("-- cargo {} in {}", args.join(" "), manifest.display());
            let mut command = cargo(args);
            command.arg("--manifest-path").arg(&manifest).env("CARGO_TARGET_DIR", &folder);
            passed &= succeeds(command)?;
        }
    }
    if found == 0 {
        return Err("no example crates were found".into());
    }
    Ok(passed.into())
}

/// A bounded run of every fuzz target, on stable.
fn fuzz() -> Result<Outcome, Error> {
    let mut passed = true;
    for args in [&["fmt", "--check"][..], &["test", "--locked"]] {
        let mut command = cargo(args);
        command.args(["--manifest-path", "fuzz/Cargo.toml"]);
        command.env("CARGO_TARGET_DIR", target().join("fuzz"));
        for (name, value) in [("BOLERO_RANDOM_ITERATIONS", "1000"), ("BOLERO_RANDOM_SEED", "1")] {
            // Whoever sets them means a longer or another run.
            if std::env::var_os(name).is_none() {
                command.env(name, value);
            }
        }
        passed &= succeeds(command)?;
    }
    Ok(passed.into())
}

/// Needs Python and its package index; only CI insists on them.
fn parity() -> Result<Outcome, Error> {
    match parity::reference() {
        Ok(reference) => {
            let schemas = parity::compare(&reference, None)?;
            let reducers = parity::reducers(&["--streams", "3000"])?;
            let migrated = parity::migrate(&["--events", "5000"], "dev")?;
            Ok((schemas & reducers & migrated).into())
        }
        Err(error) if in_ci() => Err(error),
        Err(error) => Ok(Outcome::Skipped(format!("no reference package: {error}"))),
    }
}

fn dependencies() -> Result<Outcome, Error> {
    let mut probe = cargo(&["deny", "--version"]);
    probe.stdout(Stdio::null()).stderr(Stdio::null());
    if !starts(probe) {
        let reason = "cargo-deny is not installed (`cargo install cargo-deny --locked`)";
        return Ok(Outcome::Skipped(reason.to_owned()));
    }
    // Licences, bans and sources need nothing from outside; the advisories have to be fetched.
    let known = succeeds(cargo(&["deny", "--locked", "check", "bans", "licenses", "sources"]))?;
    if !starts(cargo(&["deny", "fetch", "db"])) {
        eprintln!("NOT CHECKED: the advisory database could not be fetched");
        return Ok(known.into());
    }
    Ok((known & succeeds(cargo(&["deny", "--locked", "check", "advisories"]))?).into())
}

fn starts(mut command: Command) -> bool {
    command.status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(args: &[&str]) -> Vec<&'static str> {
        chosen(args).unwrap().iter().map(|step| step.name).collect()
    }

    #[test]
    fn quick_leaves_out_the_slow_steps() {
        assert_eq!(names(&[]).len(), STEPS.len());
        let quick = names(&["--quick"]);
        assert!(quick.contains(&"tests"));
        assert!(["examples", "fuzz", "parity"].iter().all(|slow| !quick.contains(slow)));
    }

    #[test]
    fn steps_can_be_named_and_misspelt() {
        assert_eq!(names(&["docs", "tidy"]), ["tidy", "docs"]);
        assert!(chosen(&["dox"]).is_err());
    }

    #[test]
    fn the_summary_counts_and_a_skipped_step_is_neither() {
        let time = Duration::from_millis(1500);
        let ends = [
            ("a", Outcome::Passed, time),
            ("b", Outcome::Failed, time),
            ("c", Outcome::Skipped("why".to_owned()), time),
        ];
        let text = summary(&ends);
        assert!(text.contains("SKIPPED: why"), "{text}");
        assert_eq!(text.lines().last(), Some("1 passed, 1 failed"));
    }
}
