//! `contracts completions`: what a shell needs to complete command lines.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Cli;
use crate::exit::{Exit, Outcome};

/// Prints the completion script of a shell.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Example: contracts completions bash > ~/.local/share/bash-completion/completions/contracts"
)]
pub(crate) struct Args {
    /// The shell.
    shell: Shell,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "contracts", &mut script);
    super::print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Clean)
}
