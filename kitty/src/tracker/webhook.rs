//! `contracts tracker webhook`: calls back from trackers.

use std::io::Read as _;

use serde_json::json;
use spec_kitty_tracker::Secret;
use spec_kitty_tracker::connectors::Vendor;
use spec_kitty_tracker::webhook::{Delivery, receive};

use super::connect::variable;
use super::failed;
use event_contract_cli::output::print_json;
use event_contract_cli::{Exit, Failure, Outcome};

/// Checks the signature of a call from a tracker, read from standard input, and prints what it is about as JSON.
///
/// The secret of the webhook comes from the environment: `CONTRACTS_TRACKER_WEBHOOK_SECRET`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes: 0 it is genuine, 1 it is not or does not read. A call that is not about an issue prints null."
)]
pub(crate) struct Args {
    /// The tracker: github, gitlab, jira or linear.
    #[arg(long, value_name = "NAME", value_parser = vendor)]
    vendor: Vendor,
    /// The workspace of the issue, for trackers that do not name it.
    #[arg(long, value_name = "NAME", default_value = "webhook")]
    workspace: String,
    /// A header of the call.
    #[arg(long = "header", value_name = "NAME: VALUE")]
    headers: Vec<String>,
}

/// The most bytes of a call.
const LIMIT: u64 = 32 << 20;

pub(super) fn run(args: &Args) -> Outcome {
    let secret = variable("webhook_secret").map(Secret::new);
    let missing = || Failure::Usage("CONTRACTS_TRACKER_WEBHOOK_SECRET is not set".to_owned());
    let secret = secret.ok_or_else(missing)?;
    let mut headers = Vec::with_capacity(args.headers.len());
    for header in &args.headers {
        let parts = header.split_once(':');
        let parts = parts.ok_or_else(|| Failure::Usage("a header is `NAME: VALUE`".to_owned()))?;
        headers.push((parts.0.trim().to_owned(), parts.1.trim().to_owned()));
    }
    let mut body = Vec::new();
    let read = std::io::stdin().lock().take(LIMIT).read_to_end(&mut body);
    read.map_err(|error| Failure::at("standard input", error))?;
    let delivery = Delivery { headers: &headers, body: &body };
    let event = receive(args.vendor, &secret, &args.workspace, &delivery).map_err(failed)?;
    print_json(&json!(event))?;
    Ok(Exit::Clean)
}

/// A tracker that calls back, by its name.
fn vendor(name: &str) -> Result<Vendor, String> {
    let known = "github, gitlab, jira or linear";
    Vendor::from_name(name).ok_or_else(|| format!("calls are known of {known}"))
}
