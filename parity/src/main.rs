//! Compares our reducers with those of the Python package. `cargo xtask parity reducers` installs the
//! package and calls this.

use std::path::PathBuf;
use std::process::ExitCode;

use event_contract_parity::{Plan, run};

const USAGE: &str = "usage: event-contract-parity SITE [--streams N] [--seed S] [--reducer NAME]...
SITE is the folder into which spec-kitty-events is installed.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((site, plan)) = read(&args) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(&plan, &site) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
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
