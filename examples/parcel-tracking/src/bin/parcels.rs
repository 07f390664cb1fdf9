//! The command line of these events: every command of event-contract, with the carrier's contracts and reducers.

use std::process::ExitCode;

fn main() -> ExitCode {
    event_contract_cli::Program::new("parcels")
        .version(env!("CARGO_PKG_VERSION"))
        .contracts(&parcel_tracking::contracts::CONTRACTS)
        .run()
}
