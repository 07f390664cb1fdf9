//! `contracts tracker connectors`: the trackers there are.

use serde_json::{Value, json};
use spec_kitty_tracker::Trackers;

use event_contract_cli::output::{ListFormat, print, print_json};
use event_contract_cli::{Exit, Outcome};

/// Lists the trackers and the settings of their connectors.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// How to print them.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ListFormat,
}

pub(crate) fn run(args: &Args, trackers: &Trackers) -> Outcome {
    match args.format {
        ListFormat::Json => {
            let all = trackers.all().map(|vendor| {
                json!({
                    "vendor": vendor.name(),
                    "direct": vendor.settings(false),
                    "nango": if vendor.is_local() { Value::Null } else { json!(vendor.settings(true)) },
                })
            });
            print_json(&all.collect())?;
        }
        ListFormat::Text => {
            let mut text = String::new();
            for vendor in trackers.all() {
                text.push_str(vendor.name());
                text.push_str("\n  direct  ");
                text.push_str(&vendor.settings(false).join(", "));
                if !vendor.is_local() {
                    text.push_str("\n  nango   ");
                    text.push_str(&vendor.settings(true).join(", "));
                }
                text.push('\n');
            }
            print(&text)?;
        }
    }
    Ok(Exit::Clean)
}
