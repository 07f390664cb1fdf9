//! Development tasks, run as `cargo xtask <task>`.

mod dist;
mod first;
mod meter;
mod nats;
mod parity;
mod published;
mod test;
mod tidy;
mod workspace;

use std::process::ExitCode;

const HELP: &str = "\
Development tasks of the workspace.

Usage: cargo xtask <task>

  test [--quick] [--timings] [STEP...]
                             everything CI checks, step by step; reports every failure at the end
                             --quick leaves out demo, examples, fuzz and parity; naming steps runs only those;
                             --timings says what each step cost, and what was compiled longest
  tidy                       house rules: floors, headers, file lengths, links
  parity schemas [--ours DIR]
                             compares our JSON Schemas with those of the Python package
  parity reducers [--streams N] [--seed S] [--reducer NAME]...
                             compares our reducers with the package's on random streams
  parity migrate [--events N] [--seed S]
                             has the package of 2.9.0 write events, migrates them, and has 3.2.0 judge them and
                             2.9.0 fold them; 100,000 unless told otherwise
  parity names               compares docs/python-names.md with the public names of both Python packages
  published                  fetches what vendors publish about their APIs, for the tests of the trackers
  crash [--kills N] [--backend NAME]
                             kills processes that append, and servers, and looks for what is lost or half-written;
                             300 kills of each backend (sqlite, postgres, nats) unless told otherwise;
                             of NATS also servers of a cluster, killed and stopped
  load [--minutes N]         a gateway under mixed load, with bad events, duplicates and slow clients: what is lost, and
                             whether memory grows; 10 minutes unless told otherwise
  dist [--profile NAME] [--test] [PART...]
                             makes what a release publishes into target/dist: crates, wheel, npm, archive; in the
                             profile release unless told otherwise. --test installs each into an empty place outside
                             this checkout, and has it begin a crate and judge events
  bench NAME [ARGS...]       a measurement in release mode: decode, reduce, build, codegen, store or tracker
  bench first [--demo-only]  what `cargo demo` and a release build take, each in a fresh clone with an empty cargo home

Exit codes: 0 clean, 1 something failed, 2 usage.
";

/// What a task says when it cannot answer.
type Error = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        [] | ["help"] => {
            print!("{HELP}");
            Ok(true)
        }
        args if args.contains(&"--help") || args.contains(&"-h") => {
            print!("{HELP}");
            Ok(true)
        }
        ["test", rest @ ..] => test::run(rest),
        ["tidy"] => tidy::run(),
        ["parity", "schemas"] => parity::schemas(None),
        ["parity", "schemas", "--ours", folder] => parity::schemas(Some(folder)),
        ["parity", "reducers", rest @ ..] => parity::reducers(rest),
        ["parity", "migrate", rest @ ..] => parity::migrate(rest, true),
        ["parity", "names"] => parity::names(),
        ["published"] => published::fetch().map(|folder| {
            println!("{}", folder.display());
            true
        }),
        ["crash", rest @ ..] => workspace::crash(rest),
        ["load"] => workspace::load("10"),
        ["load", "--minutes", minutes] => workspace::load(minutes),
        ["dist", rest @ ..] => dist::run(rest),
        ["bench", name, rest @ ..] => workspace::bench(name, rest),
        _ => Err(Box::from(Usage(args.join(" ")))),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::from(if error.is::<Usage>() { 2 } else { 1 })
        }
    }
}

/// Arguments that make no task.
#[derive(Debug)]
struct Usage(String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot run `{}`; see `cargo xtask --help`", self.0)
    }
}

impl std::error::Error for Usage {}
