//! `contracts tracker discover`: what a connection of Nango reaches.

use serde_json::json;
use spec_kitty_tracker::Trackers;

use super::connect::{access, named};
use super::failed;
use event_contract_cli::output::print_json;
use event_contract_cli::{Exit, Failure, Outcome};

/// Lists the workspaces that a connection of Nango reaches, or what is in one of them, as JSON.
///
/// The connection comes from the environment: `CONTRACTS_TRACKER_CONNECTION_ID`,
/// `CONTRACTS_TRACKER_PROVIDER_CONFIG_KEY` and `CONTRACTS_TRACKER_NANGO_SECRET_KEY`.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The tracker: github, gitlab, jira or linear.
    #[arg(long, value_name = "NAME")]
    vendor: String,
    /// Lists what is in the workspace of this id.
    #[arg(long, value_name = "ID")]
    workspace: Option<String>,
}

pub(super) async fn run(args: &Args, trackers: &Trackers) -> Outcome {
    let tracker = named(trackers, &args.vendor)?;
    let usage = |error: spec_kitty_tracker::Error| Failure::Usage(error.to_string());
    let direct = trackers.discovery(&args.vendor).map_err(usage)?.is_direct();
    let access = access(tracker, direct)?;
    let found = trackers.workspaces(&args.vendor, access.clone()).await.map_err(failed)?;
    let Some(id) = &args.workspace else {
        print_json(&json!(found))?;
        return Ok(Exit::Clean);
    };
    let workspace = found.items.iter().find(|workspace| workspace.id == *id);
    let missing = || Failure::Failed("there is no such workspace among those listed".to_owned());
    let workspace = workspace.ok_or_else(missing)?;
    let found = trackers.resources(&args.vendor, workspace, access).await.map_err(failed)?;
    print_json(&json!(found))?;
    Ok(Exit::Clean)
}
