//! Everything that CI checks, in one command.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::meter::{Cost, Meter, Reports};
use crate::workspace::{
    EVERYTHING, apt_install, cargo, in_ci, program, programs, root, succeeds, target,
};
use crate::{Error, Usage, dist, nats, parity, published, tidy};

/// A check with a name.
struct Step {
    name: &'static str,
    /// Whether `--quick` runs it too.
    quick: bool,
    check: fn(Compiler) -> Result<Outcome, Error>,
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
    Step { name: "tidy", quick: true, check: |_| Ok(tidy::run()?.into()) },
    Step { name: "lint", quick: true, check: lint },
    Step { name: "tests", quick: true, check: tests },
    Step { name: "docs", quick: true, check: docs },
    Step { name: "generated", quick: true, check: generated },
    Step { name: "demo", quick: false, check: demo },
    Step { name: "examples", quick: false, check: examples },
    Step { name: "dist", quick: false, check: dist },
    Step { name: "fuzz", quick: false, check: fuzz },
    Step { name: "parity", quick: false, check: parity },
    Step { name: "dependencies", quick: true, check: dependencies },
];

/// How cargo compiles in steps.
#[derive(Clone, Copy, Debug)]
struct Compiler {
    /// Whether it is to report how long what took.
    timings: bool,
}

impl Compiler {
    /// A call of cargo that compiles.
    fn cargo(self, args: &[&str]) -> Command {
        let mut command = cargo(args);
        if self.timings {
            command.arg("--timings");
        }
        command
    }

    /// The same for all crates at once.
    fn everything(self, args: &[&str]) -> Command {
        let mut command = self.cargo(args);
        command.args(EVERYTHING);
        command
    }
}

/// How a step ended.
struct End {
    name: &'static str,
    outcome: Outcome,
    cost: Cost,
    /// What it compiled, if that was asked for.
    compiled: String,
}

/// Runs the steps and says how each ended; the last line is `N passed, N failed`.
pub(crate) fn run(args: &[&str]) -> Result<bool, Error> {
    let (chosen, compiler) = chosen(args)?;
    let folders = [target(), fuzz_target()];
    let mut reports = Reports::default();
    reports.news(&folders);
    let mut ends = Vec::new();
    for step in chosen {
        println!("\n==> {}", step.name);
        let meter = Meter::start();
        let outcome = (step.check)(compiler).unwrap_or_else(|error| {
            eprintln!("{error}");
            Outcome::Failed
        });
        let report = if compiler.timings { reports.news(&folders) } else { String::new() };
        ends.push(End { name: step.name, outcome, cost: meter.read(), compiled: report });
    }
    println!("\n{}", summary(&ends));
    Ok(!ends.iter().any(|end| matches!(end.outcome, Outcome::Failed)))
}

fn chosen(args: &[&str]) -> Result<(Vec<&'static Step>, Compiler), Usage> {
    let (options, names): (Vec<&str>, Vec<&str>) =
        args.iter().partition(|arg| ["--quick", "--timings"].contains(arg));
    let quick = options.contains(&"--quick");
    if let Some(unknown) = names.iter().find(|name| !STEPS.iter().any(|step| step.name == **name)) {
        return Err(Usage(format!("test {unknown}")));
    }
    let wanted = |step: &Step| names.is_empty() || names.contains(&step.name);
    let steps = STEPS.iter().filter(|step| wanted(step) && (step.quick || !quick)).collect();
    Ok((steps, Compiler { timings: options.contains(&"--timings") }))
}

fn summary(ends: &[End]) -> String {
    let mut lines = Vec::new();
    let (mut passed, mut failed) = (0, 0);
    for End { name, outcome, cost, compiled } in ends {
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
        lines.push(format!("{name:<14} {cost}  {word}"));
        if !compiled.is_empty() {
            lines.push(format!("               {compiled}"));
        }
    }
    lines.push(format!("{passed} passed, {failed} failed"));
    lines.join("\n")
}

fn format(_: Compiler) -> Result<Outcome, Error> {
    Ok(succeeds(cargo(&["fmt", "--all", "--check"]))?.into())
}

fn lint(compiler: Compiler) -> Result<Outcome, Error> {
    let mut command = compiler.everything(&["clippy", "--all-targets"]);
    command.args(["--", "-Dwarnings"]);
    Ok(succeeds(command)?.into())
}

fn tests(compiler: Compiler) -> Result<Outcome, Error> {
    services()?;
    brought(published::fetch())?;
    Ok(succeeds(compiler.everything(&["test", "--no-fail-fast"]))?.into())
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

fn quietly(program: &str, arg: &str) -> Command {
    let mut command = Command::new(program);
    command.arg(arg).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn docs(compiler: Compiler) -> Result<Outcome, Error> {
    // As in `programs`: dependencies as `lint` has checked them.
    let mut command = compiler.everything(&["doc", "--no-deps", "--lib", "--examples"]);
    for name in tidy::documented_programs()? {
        command.args(["--bin", &name]);
    }
    command.env("RUSTDOCFLAGS", "-Dwarnings");
    Ok(succeeds(command)?.into())
}

/// Whether what is generated is current, and the contracts are as `contracts/contracts.yaml` asks.
fn generated(_: Compiler) -> Result<Outcome, Error> {
    let Some(folder) = programs(&["contracts"])? else { return Ok(Outcome::Failed) };
    let contracts = |args: &[&str]| {
        let mut command = program(&folder, "contracts");
        command.args(args);
        succeeds(command)
    };
    let mut passed = contracts(&["generate", "--check"])? & contracts(&["lint"])?;
    // Trackers have contracts of their own, beside the crate that they are for.
    let own = ["--contracts", "tracker/contracts"];
    passed &= contracts(&[&own[..], &["generate", "--check", "--root", "tracker"]].concat())?;
    passed &= contracts(&[&own[..], &["lint"]].concat())?;
    Ok(passed.into())
}

/// The first minute: it ends in a verdict, and what the lean binary does without it refuses.
fn demo(_: Compiler) -> Result<Outcome, Error> {
    let mut passed = succeeds(cargo(&["demo"]))?;
    let lean = target().join("first");
    for args in [
        &["validate", "--jsonl"][..],
        &["validate", "--strict-schema"],
        &["store", "stats", "sqlite:events.db"],
        &["serve", "--store", "memory:"],
    ] {
        println!("-- contracts {}", args.join(" "));
        let mut command = program(&lean, "contracts");
        let status = command.args(args).stdin(Stdio::null()).status()?;
        if status.code() != Some(2) {
            eprintln!("ended with {status} instead of 2");
            passed = false;
        }
    }
    Ok(passed.into())
}

/// Examples are crates as their users would write them: each compiles with no more features than it asks for. Their
/// tests are among those of the workspace.
fn examples(compiler: Compiler) -> Result<Outcome, Error> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(root().join("examples"))? {
        let folder = entry?;
        if folder.path().join("Cargo.toml").is_file() {
            names.push(folder.file_name().to_string_lossy().into_owned());
        }
    }
    if names.is_empty() {
        return Err("no example crates were found".into());
    }
    names.sort();
    let mut passed = true;
    for name in &names {
        println!("-- {name} alone");
        let check = ["check", "--locked", "--all-targets", "--package", name];
        passed &= succeeds(compiler.cargo(&check))?;
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let Some(folder) = programs(&names)? else { return Ok(Outcome::Failed) };
    for name in names {
        println!("-- {name}");
        passed &= succeeds(program(&folder, name))?;
    }
    Ok(passed.into())
}

/// What a release publishes, installed where there is no checkout.
fn dist(_: Compiler) -> Result<Outcome, Error> {
    Ok(dist::run(&["--profile", "dev", "--test"])?.into())
}

/// A bounded run of every fuzz target, on stable.
///
/// A workspace of its own: the library behind it insists on versions that others refuse.
fn fuzz(compiler: Compiler) -> Result<Outcome, Error> {
    let mut passed = true;
    for mut command in [cargo(&["fmt", "--check"]), compiler.cargo(&["test", "--locked"])] {
        command.args(["--manifest-path", "fuzz/Cargo.toml"]);
        command.env("CARGO_TARGET_DIR", fuzz_target());
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

fn fuzz_target() -> PathBuf {
    target().join("fuzz")
}

/// Needs Python and its package index; only CI insists on them.
fn parity(_: Compiler) -> Result<Outcome, Error> {
    match parity::reference() {
        Ok(reference) => {
            let schemas = parity::compare(&reference, None)?;
            let reducers = parity::reducers(&["--streams", "3000"])?;
            let migrated = parity::migrate(&["--events", "5000"], false)?;
            let named = parity::names()?;
            Ok((schemas & reducers & migrated & named).into())
        }
        Err(error) if in_ci() => Err(error),
        Err(error) => Ok(Outcome::Skipped(format!("no reference package: {error}"))),
    }
}

fn dependencies(_: Compiler) -> Result<Outcome, Error> {
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
    use std::time::Duration;

    use super::*;

    fn names(args: &[&str]) -> Vec<&'static str> {
        chosen(args).unwrap().0.iter().map(|step| step.name).collect()
    }

    #[test]
    fn quick_leaves_out_the_slow_steps() {
        assert_eq!(names(&[]).len(), STEPS.len());
        let quick = names(&["--quick"]);
        assert!(quick.contains(&"tests"));
        assert!(
            ["demo", "examples", "dist", "fuzz", "parity"].iter().all(|slow| !quick.contains(slow))
        );
    }

    #[test]
    fn steps_can_be_named_and_misspelt() {
        assert_eq!(names(&["docs", "tidy"]), ["tidy", "docs"]);
        assert!(chosen(&["dox"]).is_err());
    }

    #[test]
    fn timings_are_an_option_and_no_step() {
        let (steps, compiler) = chosen(&["docs", "--timings"]).unwrap();
        assert!(compiler.timings && steps.len() == 1);
        assert!(!chosen(&["--quick"]).unwrap().1.timings);
    }

    #[test]
    fn the_summary_counts_and_a_skipped_step_is_neither() {
        let cost = Cost { wall: Duration::from_millis(1500), cpu: Some(2.0) };
        let end = |name, outcome, compiled: &str| End {
            name,
            outcome,
            cost,
            compiled: compiled.to_owned(),
        };
        let text = summary(&[
            end("a", Outcome::Passed, "3 units"),
            end("b", Outcome::Failed, ""),
            end("c", Outcome::Skipped("why".to_owned()), ""),
        ]);
        assert!(text.contains("SKIPPED: why") && text.contains("3 units"), "{text}");
        assert!(text.contains("1.5 s      2.0 s of CPU"), "{text}");
        assert_eq!(text.lines().last(), Some("1 passed, 1 failed"));
    }
}
