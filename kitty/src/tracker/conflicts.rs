//! `contracts tracker conflicts`: what somebody has to decide.

use std::path::PathBuf;

use serde_json::json;
use spec_kitty_tracker::sync::Side;

use super::{existing, failed};
use event_contract_cli::output::print_json;
use event_contract_cli::{Exit, Outcome};

/// Lists what both sides changed, as JSON, or settles one of it.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The file with the issues.
    #[arg(long, value_name = "FILE")]
    store: PathBuf,
    /// Lists those that were settled or need nobody, too.
    #[arg(long, conflicts_with = "settle")]
    all: bool,
    /// Settles the conflict of this number; the next push tells the tracker.
    #[arg(long, value_name = "ID", requires = "take")]
    settle: Option<i64>,
    /// Which side is right.
    #[arg(long, value_name = "SIDE", requires = "settle")]
    take: Option<Take>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Take {
    /// We are.
    Local,
    /// The tracker is.
    External,
}

pub(super) fn run(args: &Args) -> Outcome {
    let store = existing(&args.store)?;
    if let (Some(id), Some(take)) = (args.settle, args.take) {
        let right = match take {
            Take::Local => Side::Local,
            Take::External => Side::External,
        };
        store.settle_conflict(id, right).map_err(failed)?;
        return Ok(Exit::Clean);
    }
    if args.all {
        print_json(&json!(store.all_conflicts().map_err(failed)?))?;
        return Ok(Exit::Clean);
    }
    let open = store.conflicts().map_err(failed)?;
    print_json(&json!(open))?;
    Ok(if open.is_empty() { Exit::Clean } else { Exit::Findings })
}
