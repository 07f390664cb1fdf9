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
pub(crate) mod migrate;
pub(crate) mod protocol;
mod reducers;
mod refusals;
pub(crate) mod replay;
pub(crate) mod sample;
pub(crate) mod schema;
#[cfg(feature = "serve")]
pub(crate) mod serve;
pub(crate) mod store;
#[cfg(feature = "tracker")]
pub(crate) mod tracker;
pub(crate) mod validate;

use std::io::{self, BufWriter, StdoutLock};

use crate::args::{Cli, Command};
use crate::exit::Outcome;

/// Runs the command that was asked for.
pub(crate) fn run(cli: Cli) -> Outcome {
    let Cli { global, command } = cli;
    match command {
        Command::Demo(args) => demo::run(&global, &args),
        Command::Validate(args) => validate::run(&global, &args),
        Command::Sample(args) => sample::run(&global, &args),
        Command::List(args) => list::run(&global, &args),
        Command::Explain(args) => explain::run(&global, &args),
        Command::Schema(args) => schema::run(&global, &args),
        Command::Fixtures(args) => fixtures::run(&global, &args),
        Command::Init(args) => init::run(&args),
        Command::Check(args) => check::run(&global, &args),
        Command::Lint(args) => lint::run(&global, &args),
        Command::Diff(args) => diff::run(&global, &args),
        Command::Changelog(args) => changelog::run(&global, &args),
        Command::Migrate(args) => migrate::run(&global, &args),
        Command::Generate(args) => generate::run(&global, &args),
        Command::Graph(args) => graph::run(&global, &args),
        Command::Store(command) => store::run(&global, &command),
        Command::Ingest(args) => ingest::run(&global, &args),
        Command::Deadletter(command) => deadletter::run(&global, &command),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&global, &args),
        Command::Replay(args) => replay::run(&args),
        Command::Reduce(args) => protocol::reduce::run(&args),
        Command::Call(args) => protocol::call::run(&args),
        #[cfg(feature = "tracker")]
        Command::Tracker(command) => tracker::run(&command),
        Command::Completions(args) => completions::run(&args),
    }
}

/// Standard output, in large writes. Whoever takes it flushes it, so that no error is lost.
fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Text or JSON, for commands that list things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ListFormat {
    /// For people.
    Text,
    /// One JSON document.
    Json,
}

/// Prints a JSON document.
fn print_json(value: &serde_json::Value) -> io::Result<()> {
    print(&format!("{value:#}\n"))
}

/// Prints text.
fn print(text: &str) -> io::Result<()> {
    use std::io::Write as _;
    let mut out = stdout();
    out.write_all(text.as_bytes())?;
    out.flush()
}
