//! `contracts conventions`: what collaboration events keep beyond their contracts.

use std::io::Write as _;

use event_contract::{EventId, Loose, Record};
use event_contract_cli::output::stdout;
use event_contract_cli::protocol::{Line, Lines, MAX_LINE_BYTES};
use event_contract_cli::{Context, Exit, Failure, Outcome};
use spec_kitty_contracts::v3::LINE;

/// Looks for collaboration events whose envelope is valid, and does not follow the conventions of missions.
///
/// The envelope's model takes any text for an aggregate and a correlation. Peers that name the aggregate otherwise than
/// `mission/` and the `mission_id` of the payload split the state of a mission in two; a correlation is the ULID of the
/// mission's run. Lines that are no events are the business of `contracts validate`, and passed over.
#[derive(clap::Parser, Debug)]
#[command(
    name = "conventions",
    after_help = "Exit codes: 0 nothing found, 100 findings, 1 an input could not be read, 2 usage.\n\nExamples:\n  contracts conventions events.jsonl"
)]
pub(crate) struct Args {
    /// The files of events, one on each line; `-` for standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    files: Vec<String>,
}

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    // The conventions are those of one line.
    context.without_contracts("conventions")?;
    let mut out = stdout();
    let mut found = false;
    for file in &args.files {
        let mut lines = Lines::open(file, MAX_LINE_BYTES)?;
        let mut number = 0_u64;
        while let Some(line) = lines.next().map_err(|error| Failure::at(file, error))? {
            number += 1;
            let Line::Whole(text) = line else { continue };
            for (code, message) in advice(text) {
                found = true;
                writeln!(out, "{file}:{number}: warning[{code}]: {message}")?;
            }
        }
    }
    out.flush()?;
    Ok(if found { Exit::Findings } else { Exit::Clean })
}

/// What an event does not follow. Values stay unsaid: payloads may hold secrets.
fn advice(text: &[u8]) -> Vec<(&'static str, &'static str)> {
    let event = std::str::from_utf8(text).ok().and_then(|text| LINE.record(text.trim()).ok());
    let Some(event) = event.filter(is_of_collaboration) else { return Vec::new() };
    let mut found = Vec::new();
    if !names_its_mission(&event) {
        found.push((
            "AGGREGATE_OF_MISSION",
            "`aggregate_id` is `mission/` and the payload's `mission_id`",
        ));
    }
    if !correlates_by_ulid(&event) {
        found.push(("CORRELATION_ULID", "`correlation_id` is the ULID of the mission's run"));
    }
    found
}

fn is_of_collaboration(event: &Record) -> bool {
    LINE.event(&event.meta.event_type).is_some_and(|event| event.domain == "collaboration")
}

fn names_its_mission(event: &Record) -> bool {
    let [mission] = event.fields(["mission_id"]);
    let mission = mission.and_then(Loose::string);
    let named = event.meta.aggregate_id.strip_prefix("mission/");
    mission.is_none_or(|mission| named == Some(&*mission))
}

fn correlates_by_ulid(event: &Record) -> bool {
    let envelope = serde_json::from_str::<serde_json::Value>(event.document()).ok();
    let correlation =
        envelope.as_ref().and_then(|envelope| envelope.get("correlation_id")?.as_str());
    correlation.is_some_and(|id| EventId::new(id).is_ok_and(|id| id.ulid().is_some()))
}
