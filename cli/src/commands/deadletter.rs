//! `contracts deadletter`: what did not get into a store, and getting it in after all.

use std::num::NonZeroUsize;

use event_contract::log::{Batch, Kind, Writer};

use super::ingest;
use super::store::{self, Url};
use crate::contracts::Contracts;
use crate::exit::{Exit, Outcome};
use crate::output::print;
use crate::program::Context;

/// Shows what a store rejected, and tries it again.
#[derive(clap::Subcommand, Debug)]
pub(crate) enum Command {
    /// Prints where rejected documents came from and why they were rejected, newest first, as JSON Lines.
    List {
        #[command(flatten)]
        url: Url,
        /// The most to print.
        #[arg(long, value_name = "N", default_value = "100")]
        limit: NonZeroUsize,
        /// Prints the documents too.
        #[arg(long)]
        show_values: bool,
    },
    /// Judges rejected documents again, as after a change of contracts. What is valid now goes into the store; the
    /// rest stays where it is.
    #[command(after_help = "Exit codes: 0 nothing is left, 100 some are, 1 the store failed.")]
    Retry(Url),
}

pub(crate) fn run(context: &Context<'_>, command: &Command) -> Outcome {
    match command {
        Command::List { url, limit, show_values } => {
            context.without_contracts("deadletter list")?;
            store::rejected(url, *limit, *show_values)?;
            Ok(Exit::Clean)
        }
        Command::Retry(url) => retry(context, url),
    }
}

fn retry(context: &Context<'_>, url: &Url) -> Outcome {
    let line = Contracts::open(context)?.line();
    let mut log = url.open()?;
    let mut rejected = log.load_recent(NonZeroUsize::MAX).map_err(|error| url.failed(&error))?;
    // In the order in which they came.
    rejected.reverse();
    let (mut taken, mut left) = (0_u64, 0_u64);
    for one in rejected {
        let Ok(entry) = ingest::judge(line, &one.document) else {
            left += 1;
            continue;
        };
        match Writer::append(&mut *log, &Batch::of([entry])) {
            Ok(_) => taken += 1,
            Err(error) if error.kind() == Kind::Conflict => {
                left += 1;
                continue;
            }
            Err(error) => return Err(url.failed(&error)),
        }
        // Only now: after an interruption it is a duplicate in the store.
        log.forget(&one).map_err(|error| url.failed(&error))?;
    }
    print(&format!("{taken} are in the store now, {left} are still rejected\n"))?;
    Ok(if left == 0 { Exit::Clean } else { Exit::Findings })
}
