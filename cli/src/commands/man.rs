//! `contracts man`: manual pages.

use std::fs;
use std::path::PathBuf;

use clap_mangen::{Man, generate_to};

use crate::exit::{Exit, Failure, Outcome};
use crate::output::print;
use crate::program::Context;

/// Prints the manual page, or writes one for each command into a folder.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples:\n  {bin} man | man -l -\n  {bin} man --out ~/.local/share/man/man1"
)]
pub(crate) struct Args {
    /// Writes a page for the whole and one for each command into this folder.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    context.without_contracts("man")?;
    let command = context.program.command();
    if let Some(folder) = &args.out {
        fs::create_dir_all(folder)
            .and_then(|()| generate_to(command, folder))
            .map_err(|error| Failure::at(folder.display(), error))?;
        return Ok(Exit::Clean);
    }
    let mut page = Vec::new();
    // As `generate_to` has it.
    Man::new(command.disable_help_subcommand(true))
        .render(&mut page)
        .map_err(|error| Failure::at("the manual page", error))?;
    print(&String::from_utf8_lossy(&page))?;
    Ok(Exit::Clean)
}
