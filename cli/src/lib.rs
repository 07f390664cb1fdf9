//! A command line for event contracts, as a library: a program hands it the contracts and reducers that it was
//! built with, and gets `validate`, `replay`, `serve` and every other command for them.
//!
//! ```no_run
//! # mod shop { use event_contract::BuiltIn; pub static CONTRACTS: BuiltIn = BuiltIn { name: "shop", lines: &[], sources: &[], fixtures: &[] }; }
//! // `CONTRACTS` is what `include_contracts!()` made of the crate's YAML.
//! fn main() -> std::process::ExitCode {
//!     event_contract_cli::Program::new(env!("CARGO_PKG_NAME"))
//!         .version(env!("CARGO_PKG_VERSION"))
//!         .contracts(&shop::CONTRACTS)
//!         .run()
//! }
//! ```
//!
//! A program may have more than contracts and reducers: subcommands of its own, keys to fold by, hooks of migrations.
//!
//! Results go to standard output, diagnostics to standard error. Exit codes: 0 clean, 1 operational
//! failure, 2 usage, 4 generated output out of date, 100 findings.

mod args;
mod commands;
mod contracts;
mod exit;
mod log;
pub mod output;
mod own_program;
mod paint;
mod program;
pub mod protocol;
mod reducers;
mod report;
mod schemas;
mod small_file;
mod stream;
pub mod suggest;
mod table_text;

pub use commands::store::create as create_store;
pub use exit::{Exit, Failure, Outcome};
pub use program::{Context, Key, Program};
#[cfg(feature = "serve")]
pub use program::{MakeJournal, Serving};
