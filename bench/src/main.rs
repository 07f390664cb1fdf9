//! Benchmarks. Each prints a table with ratios, which say more than times about another machine; none
//! asserts anything.
//!
//! ```text
//! cargo xtask bench decode [EVENTS]    reading a mixed stream: this decoder and its alternatives
//! cargo xtask bench reduce [--quick] [--file-events N] [--reducer NAME]
//!                                      folding streams: our reducers and the reference's
//! cargo xtask bench build              compiling generated types and their alternatives
//! cargo xtask bench codegen            generating
//! cargo xtask bench store [PART]       appending to logs and reading them, beside raw SQLite, PostgreSQL
//!                                      and NATS, or a part of that
//! cargo xtask bench tracker [ISSUES CHANGES]
//!                                      pulling and pushing issues, beside the Python package
//! load MINUTES                         a gateway under mixed load: see `cargo xtask load`
//! ```

#![expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]

mod build;
mod codegen;
mod decode;
mod load;
mod plain;
mod reduce;
mod reference;
mod store;
mod table;
mod tracker;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

/// As in the `contracts` command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let result = match args.as_slice() {
        ["decode"] => decode::run(200_000),
        ["decode", events] if events.parse::<usize>().is_ok() => {
            decode::run(events.parse().unwrap_or_default())
        }
        ["reduce", rest @ ..] => reduce::run(rest),
        ["build"] => build::run(),
        ["codegen"] => codegen::run(),
        ["store"] => store::run(None),
        ["store", part] => store::run(Some(part)),
        ["tracker"] => tracker::run(10_000, 1_000),
        ["tracker", issues, changes] => match (issues.parse(), changes.parse()) {
            (Ok(issues), Ok(changes)) => tracker::run(issues, changes),
            _ => Err("tracker [ISSUES CHANGES]".into()),
        },
        // How `tracker` starts itself.
        ["tracker-ours", url, changes] => tracker::ours(url, changes.parse().unwrap_or_default()),
        ["load", minutes] if minutes.parse::<f64>().is_ok() => {
            load::run(minutes.parse().unwrap_or_default())
        }
        _ => {
            eprintln!(
                "usage: event-contract-bench decode [EVENTS] | reduce | build | codegen | store [PART] | tracker | load MINUTES"
            );
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The workspace.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// A folder of this name below cargo's target folder.
fn scratch(name: &str) -> Outcome<PathBuf> {
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let folder = env::current_dir()?.join(target).join(name);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The middle one of some measurements.
fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}
