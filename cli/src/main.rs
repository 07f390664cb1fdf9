//! The `contracts` command: checks contracts, generates from them, and validates and folds event streams.
//!
//! Results go to standard output, diagnostics to standard error. Exit codes: 0 clean, 1 operational
//! failure, 2 usage, 4 generated output out of date, 100 findings.

mod args;
mod commands;
mod contracts;
mod exit;
mod log;
mod paint;
mod report;
mod stream;
mod suggest;
mod table_text;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Cli;
use crate::exit::Failure;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    cli.global.color.write_global();
    match commands::run(cli) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            if let Some(message) = failure.message() {
                anstream::eprintln!("{}error:{:#} {message}", paint::ERROR, paint::ERROR);
            }
            Failure::exit(&failure).into()
        }
    }
}
