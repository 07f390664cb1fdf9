//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser};

use crate::commands::Command;

/// Checks event contracts, generates from them, and validates and folds event streams.
#[derive(Debug, Parser)]
#[command(
    propagate_version = true,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Whose contracts: those in the folder of --contracts; else those in the nearest folder `contracts`, here or\n\
                  above; else, or with --builtin, those that this program was built with. Reducers know the contracts that\n\
                  they were compiled with, and no others.\n\n\
                  Exit codes: 0 clean, 1 operational failure, 2 usage, 4 generated output out of date, 100 findings.\n\n\
                  Examples:\n  \
                  {bin} demo\n  \
                  {bin} validate events.jsonl\n  \
                  {bin} replay events.jsonl --reducer {reducer}\n  \
                  {bin} explain {event}\n  \
                  {bin} --contracts my/contracts list"
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) options: Options,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The options of all commands.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// The folder of the contracts to work with.
    #[arg(long, global = true, value_name = "DIR", conflicts_with = "builtin")]
    pub(crate) contracts: Option<PathBuf>,
    /// Works with the contracts of this name that the program was built with.
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) builtin: Option<String>,
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
