//! The commands, one file each.

pub(crate) mod changelog;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod deadletter;
pub(crate) mod demo;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod fixtures;
pub(crate) mod generate;
pub(crate) mod graph;
pub(crate) mod ingest;
pub(crate) mod init;
pub(crate) mod lint;
pub(crate) mod list;
pub(crate) mod man;
pub(crate) mod migrate;
pub(crate) mod reduce;
mod refusals;
pub(crate) mod replay;
pub(crate) mod sample;
pub(crate) mod schema;
#[cfg(feature = "serve")]
pub(crate) mod serve;
pub(crate) mod store;
pub(crate) mod validate;

use crate::exit::Outcome;
use crate::program::Context;

/// The commands of every program.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Demo(demo::Args),
    Validate(validate::Args),
    Sample(sample::Args),
    List(list::Args),
    Explain(explain::Args),
    Schema(schema::Args),
    Fixtures(fixtures::Args),
    Init(init::Args),
    Check(check::Args),
    Lint(lint::Args),
    Diff(diff::Args),
    Changelog(changelog::Args),
    Migrate(migrate::Args),
    Generate(generate::Args),
    Graph(graph::Args),
    #[command(subcommand)]
    Store(store::Command),
    Ingest(ingest::Args),
    #[command(subcommand)]
    Deadletter(deadletter::Command),
    #[cfg(feature = "serve")]
    Serve(serve::Args),
    Replay(replay::Args),
    Reduce(reduce::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Runs the command that was asked for.
pub(crate) fn run(context: &Context<'_>, command: Command) -> Outcome {
    match command {
        Command::Demo(args) => demo::run(context, &args),
        Command::Validate(args) => validate::run(context, &args),
        Command::Sample(args) => sample::run(context, &args),
        Command::List(args) => list::run(context, &args),
        Command::Explain(args) => explain::run(context, &args),
        Command::Schema(args) => schema::run(context, &args),
        Command::Fixtures(args) => fixtures::run(context, &args),
        Command::Init(args) => init::run(context, &args),
        Command::Check(args) => check::run(context, &args),
        Command::Lint(args) => lint::run(context, &args),
        Command::Diff(args) => diff::run(context, &args),
        Command::Changelog(args) => changelog::run(context, &args),
        Command::Migrate(args) => migrate::run(context, &args),
        Command::Generate(args) => generate::run(context, &args),
        Command::Graph(args) => graph::run(context, &args),
        Command::Store(command) => store::run(context, &command),
        Command::Ingest(args) => ingest::run(context, &args),
        Command::Deadletter(command) => deadletter::run(context, &command),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(context, &args, None),
        Command::Replay(args) => replay::run(context, &args),
        Command::Reduce(args) => reduce::run(context, &args),
        Command::Completions(args) => completions::run(context, &args),
        Command::Man(args) => man::run(context, &args),
    }
}
