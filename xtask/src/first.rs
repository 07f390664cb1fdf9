//! The first minute: what a newcomer waits for.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::meter::{Cost, Meter};
use crate::workspace::{cargo, root, succeeds};
use crate::{Error, Usage};

/// The most seconds until the verdict, on two cores.
const MOST: f64 = 120.0;

/// The most of what a release build takes.
const SHARE: f64 = 0.2;

/// Measures `cargo demo` and a release build of everything, each in a fresh clone with an empty cargo home.
pub(crate) fn run(args: &[&str]) -> Result<bool, Error> {
    let release = match args {
        [] => true,
        ["--demo-only"] => false,
        _ => return Err(Box::new(Usage(format!("bench first {}", args.join(" "))))),
    };
    let folder = std::env::temp_dir().join(format!("first-minute-{}", std::process::id()));
    let measured = measure(&folder, release);
    let removed = std::fs::remove_dir_all(&folder);
    let passed = measured?;
    removed.map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(passed)
}

fn measure(folder: &Path, release: bool) -> Result<bool, Error> {
    let mut status = Command::new("git");
    status.args(["status", "--porcelain"]).current_dir(root());
    if !status.output()?.stdout.is_empty() {
        eprintln!("what is not committed is not measured");
    }
    let Some((clone, demo)) = timed(folder, "demo", &["demo"])? else { return Ok(false) };
    let mut again = Command::new(
        clone.join("target/first/contracts").with_extension(std::env::consts::EXE_EXTENSION),
    );
    again.arg("demo").current_dir(&clone).stdout(Stdio::null());
    let meter = Meter::start();
    if !succeeds(again)? {
        return Ok(false);
    }
    let itself = meter.read();
    let cores = std::thread::available_parallelism()?;
    println!("\nfresh clone, empty cargo home, {cores} cores\n");
    println!("cargo demo             {demo}   (aim on two idle cores: {MOST} s)");
    println!("  the demo itself      {itself}");
    if !release {
        return Ok(true);
    }
    let Some((_, all)) = timed(folder, "release", &["build", "--release", "--locked"])? else {
        return Ok(false);
    };
    let share = |of: fn(&Cost) -> Option<f64>| Some(of(&demo)? / of(&all)?);
    println!("cargo build --release  {all}");
    for (name, share) in
        [("wall", share(|cost| Some(cost.wall.as_secs_f64()))), ("CPU", share(|cost| cost.cpu))]
    {
        if let Some(share) = share {
            println!("share, {name:<15} {share:>7.2}     (aim: {SHARE})");
        }
    }
    Ok(true)
}

/// Clones, and runs cargo there; gives the clone and what cargo took, or nothing where it failed.
fn timed(folder: &Path, name: &str, args: &[&str]) -> Result<Option<(PathBuf, Cost)>, Error> {
    let (clone, home) = (folder.join(name), folder.join(name).with_extension("home"));
    std::fs::create_dir_all(&home)?;
    let mut git = Command::new("git");
    git.args(["clone", "--quiet", "--no-hardlinks"]).arg(root()).arg(&clone);
    if !succeeds(git)? {
        return Ok(None);
    }
    let mut command = cargo(args);
    command.current_dir(&clone).env("CARGO_HOME", home).env_remove("CARGO_TARGET_DIR");
    let meter = Meter::start();
    let passed = succeeds(command)?;
    Ok(passed.then(|| (clone, meter.read())))
}
