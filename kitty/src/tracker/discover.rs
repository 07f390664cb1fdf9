//! `contracts tracker discover`: what a connection of Nango reaches.

use serde_json::json;
use spec_kitty_tracker::connectors::Vendor;
use spec_kitty_tracker::discovery::{discover_resources, discover_workspaces};

use super::connect::{nango, vendor};
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
    #[arg(long, value_name = "NAME", value_parser = vendor)]
    vendor: Vendor,
    /// Lists what is in the workspace of this id.
    #[arg(long, value_name = "ID")]
    workspace: Option<String>,
}

pub(super) async fn run(args: &Args) -> Outcome {
    let connection = nango()?;
    let found = discover_workspaces(args.vendor, connection.clone()).await.map_err(failed)?;
    let Some(id) = &args.workspace else {
        print_json(&json!(found))?;
        return Ok(Exit::Clean);
    };
    let workspace = found.items.iter().find(|workspace| workspace.id == *id);
    let missing = || Failure::Failed("there is no such workspace among those listed".to_owned());
    let workspace = workspace.ok_or_else(missing)?;
    let found = discover_resources(args.vendor, workspace, connection).await.map_err(failed)?;
    print_json(&json!(found))?;
    Ok(Exit::Clean)
}
