//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

#[cfg(feature = "serve")]
use crate::commands::serve;
#[cfg(feature = "tracker")]
use crate::commands::tracker;
use crate::commands::{
    changelog, check, completions, deadletter, demo, diff, explain, fixtures, generate, graph,
    ingest, init, lint, list, migrate, protocol::call, protocol::reduce, replay, sample, schema,
    store, validate,
};

/// Checks event contracts, generates from them, and validates and folds event streams.
///
/// Without --contracts, every command works with the Spec Kitty contracts in the binary.
#[derive(Debug, Parser)]
#[command(
    name = "contracts",
    version,
    propagate_version = true,
    after_help = "Exit codes: 0 clean, 1 operational failure, 2 usage, 4 generated output out of date, 100 findings.\n\n\
                  Examples:\n  \
                  contracts demo\n  \
                  contracts validate events.jsonl\n  \
                  contracts replay events.jsonl --reducer status\n  \
                  contracts explain WPStatusChanged\n  \
                  contracts --contracts my/contracts list"
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Args, Debug)]
pub(crate) struct Global {
    /// Works with the contracts in this folder instead of the Spec Kitty contracts in the binary.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) contracts: Option<PathBuf>,
    /// The line of contracts to work with, where there are several.
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) line: Option<String>,
    /// When to use colours.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless the environment says otherwise (`NO_COLOR`, `TERM=dumb`).
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Makes every stream behave so.
    pub(crate) fn write_global(self) {
        let choice = match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

#[derive(Debug, Subcommand)]
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
    Call(call::Args),
    #[cfg(feature = "tracker")]
    #[command(subcommand)]
    Tracker(tracker::Command),
    Completions(completions::Args),
}

/// How commands that judge contracts tell what they found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
    /// Workflow commands that annotate files on GitHub.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}
