//! Compares our reducers with those of the Python package, and has history of an earlier one migrated.
//! `cargo xtask parity reducers` and `parity migrate` install the packages and call this.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use event_contract_parity::{History, Plan, migrate, run};

const USAGE: &str = "usage: event-contract-parity SITE [--streams N] [--seed S] [--reducer NAME]...
       event-contract-parity migrate EARLIER LATER COMMAND FOLDER [--events N] [--seed S]
SITE, EARLIER and LATER are folders into which spec-kitty-events is installed, COMMAND is the binary `contracts`.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let same = match history(&args) {
        Some((history, [earlier, later, command, folder])) => {
            migrate(history, [earlier, later], command, folder)
        }
        None => match read(&args) {
            Some((site, plan)) => run(&plan, &site),
            None => {
                eprintln!("{USAGE}");
                return ExitCode::from(2);
            }
        },
    };
    match same {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// What to migrate, and the folders and the command that it takes.
fn history(args: &[String]) -> Option<(History, [&Path; 4])> {
    let (name, rest) = args.split_first()?;
    let (places, options) = rest.split_first_chunk::<4>().filter(|_| name == "migrate")?;
    let mut history = History { events: 100_000, seed: 1 };
    for pair in options.chunks(2) {
        let [name, value] = pair else { return None };
        match name.as_str() {
            "--events" => history.events = value.parse().ok()?,
            "--seed" => history.seed = value.parse().ok()?,
            _ => return None,
        }
    }
    Some((history, places.each_ref().map(Path::new)))
}

fn read(args: &[String]) -> Option<(PathBuf, Plan)> {
    let (site, rest) = args.split_first()?;
    let mut plan = Plan { streams: 30_000, seed: 1, reducers: Vec::new() };
    for pair in rest.chunks(2) {
        let [name, value] = pair else { return None };
        match name.as_str() {
            "--streams" => plan.streams = value.parse().ok()?,
            "--seed" => plan.seed = value.parse().ok()?,
            "--reducer" => plan.reducers.push(value.clone()),
            _ => return None,
        }
    }
    Some((site.into(), plan))
}
