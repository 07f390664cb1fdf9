//! The command `contracts`: event contracts on the command line, with those of Spec Kitty built in.

mod call;
mod conventions;
#[cfg(feature = "serve")]
mod journal;
mod key;
#[cfg(test)]
mod tests;

use std::process::ExitCode;

use event_contract_cli::Program;

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let program = Program::new("contracts")
        .version(env!("CARGO_PKG_VERSION"))
        .contracts(&spec_kitty_contracts::CONTRACTS)
        .reducers(spec_kitty_events::registry)
        .error_classes(|error| {
            Some(spec_kitty_events::kind_of(error).unwrap_or("SpecKittyEventsError"))
        })
        .error_details(spec_kitty_events::details_of)
        .key(key::MISSION)
        .subcommand(call::run)
        .subcommand(conventions::run);
    #[cfg(feature = "serve")]
    let program = program.journal(event_contract_cli::Serving::new(journal::make));
    #[cfg(feature = "tracker")]
    let program =
        spec_kitty_contracts_cli::tracker::add(program, spec_kitty_tracker::Trackers::default());
    program.run()
}
