//! `contracts tracker`: issue trackers.

mod conflicts;
mod connect;
mod connectors;
mod discover;
mod events;
mod exec;
mod link;
mod policy;
mod sync;
mod webhook;

use std::path::Path;

use event_contract_cli::{Context, Failure, Outcome, Program};
use spec_kitty_tracker::Trackers;
use spec_kitty_tracker::sync::SqliteIssues;

/// Calls issue trackers: GitHub, GitLab, Jira, Linear, Azure DevOps, bd and fp.
#[derive(clap::Parser, Debug)]
#[command(name = "tracker", subcommand_required = true, arg_required_else_help = true)]
enum Command {
    Connectors(connectors::Args),
    Exec(exec::Args),
    Discover(discover::Args),
    Pull(sync::Pull),
    Push(sync::Push),
    Sync(sync::Sync),
    Plan(sync::Plan),
    Conflicts(conflicts::Args),
    Link(link::Args),
    Webhook(webhook::Args),
}

/// A program with the command `tracker`, for these trackers. [`Trackers::default`] has those of `spec-kitty-tracker`; what
/// else is registered in them is called, discovered and kept in step like those.
#[must_use]
pub fn add(program: Program, trackers: Trackers) -> Program {
    program.subcommand(move |context, command: &Command| run(context, &trackers, command))
}

fn run(context: &Context<'_>, trackers: &Trackers, command: &Command) -> Outcome {
    // What trackers say has contracts of its own, and no others.
    context.without_contracts("tracker")?;
    match command {
        Command::Connectors(args) => connectors::run(args, trackers),
        Command::Exec(args) => wait(exec::run(args, trackers)),
        Command::Discover(args) => wait(discover::run(args, trackers)),
        Command::Pull(args) => wait(sync::pull(args, trackers)),
        Command::Push(args) => wait(sync::push(args, trackers)),
        Command::Sync(args) => wait(sync::sync(args, trackers)),
        Command::Plan(args) => wait(sync::plan(args, trackers)),
        Command::Conflicts(args) => conflicts::run(args),
        Command::Link(args) => wait(link::run(args, trackers)),
        Command::Webhook(args) => webhook::run(args),
    }
}

/// Runs what waits for other people's servers.
fn wait(work: impl Future<Output = Outcome>) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| Failure::Failed(format!("no runtime: {error}")))?.block_on(work)
}

/// A file with issues, which has to be there: what only reads makes none.
fn existing(path: &Path) -> Result<SqliteIssues, Failure> {
    if !path.exists() {
        return Err(Failure::at(path.display(), "there is no such file; a pull or sync makes it"));
    }
    SqliteIssues::open(path).map_err(failed)
}

/// Errors of trackers may be shown: they hold neither credentials nor content.
#[expect(clippy::needless_pass_by_value, reason = "as `map_err` passes it")]
fn failed(error: spec_kitty_tracker::Error) -> Failure {
    Failure::Failed(error.to_string())
}
