//! `contracts tracker`: issue trackers.

mod connectors;
mod exec;

use crate::exit::Outcome;

/// Calls issue trackers: GitHub, GitLab, Jira, Linear, Azure DevOps, bd and fp.
#[derive(clap::Subcommand, Debug)]
pub(crate) enum Command {
    Connectors(connectors::Args),
    Exec(exec::Args),
}

pub(crate) fn run(command: &Command) -> Outcome {
    match command {
        Command::Connectors(args) => connectors::run(args),
        Command::Exec(args) => exec::run(args),
    }
}
