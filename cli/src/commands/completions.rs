//! `contracts completions`: what a shell needs to complete command lines.

use clap_complete::Shell;

use crate::exit::{Exit, Outcome};
use crate::output::print;
use crate::program::Context;

/// Prints the completion script of a shell.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Example: {bin} completions bash > ~/.local/share/bash-completion/completions/{bin}"
)]
pub(crate) struct Args {
    /// The shell.
    shell: Shell,
}

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    context.without_contracts("completions")?;
    let mut script = Vec::new();
    let program = context.program;
    clap_complete::generate(args.shell, &mut program.command(), program.name(), &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Clean)
}
