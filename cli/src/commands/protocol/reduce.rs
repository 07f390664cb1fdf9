//! `contracts reduce`: the states of streams of events.

use event_contract::fold::BadOption;
use event_contract::registry::Stopped;
use event_contract::{Record, Registry, Violations};
use serde_json::value::RawValue;
use spec_kitty_contracts::v3::LINE;
use spec_kitty_events::kind_of;

use super::{Problem, Protocol, Request, Requests};
use crate::commands::reducers;
use crate::exit::Outcome;

/// Folds streams of Spec Kitty events into states.
///
/// One JSON object a line in and one out, in order: `{"id", "reducer", "events", "options"?}` gets
/// `{"id", "ok": true, "state"}` or `{"id", "ok": false, "error"}`. Events are envelopes, in any order; options
/// are those of the reducer, such as `mode` and `roster`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples:\n  echo '{\"id\":1,\"reducer\":\"sync\",\"events\":[]}' | contracts reduce --jsonl -"
)]
pub(crate) struct Args {
    #[command(flatten)]
    requests: Requests,
}

pub(crate) fn run(args: &Args) -> Outcome {
    args.requests.answer(&Folds { registry: reducers::registry()? })
}

struct Folds {
    registry: Registry,
}

impl Protocol for Folds {
    const SUCCESS: &'static str = "ok";

    fn answer(&self, request: &Request<'_>) -> Result<String, Problem> {
        let name =
            request.get("reducer").and_then(|text| serde_json::from_str::<String>(text).ok());
        let name = name.ok_or_else(|| Problem::new("TypeError", "`reducer` names a reducer"))?;
        let reducer = self
            .registry
            .reducer(&name)
            .ok_or_else(|| Problem::new("ValueError", reducers::unknown(&self.registry, &name)))?;
        let events = request.get("events").map(serde_json::from_str::<Vec<&RawValue>>);
        let Some(Ok(events)) = events else {
            return Err(Problem::new("TypeError", "`events` is a list of envelopes"));
        };
        let record = |(at, event): (usize, &RawValue)| {
            LINE.record(event.get()).map_err(|violations| bad_envelope(at, &violations))
        };
        let events: Vec<Record> =
            events.into_iter().enumerate().map(record).collect::<Result<_, _>>()?;
        let options = request.get("options").filter(|options| *options != "null").unwrap_or("{}");
        if !options.starts_with('{') {
            return Err(Problem::new("TypeError", "`options` is an object"));
        }
        let options = reducers::options(options).map_err(|error| bad_option(&error))?;
        let fold = reducer.start(&options).map_err(|error| bad_option(&error))?;
        let events: Vec<&Record> = events.iter().collect();
        let state = fold.fold(&events).map_err(|error| stopped(&error))?;
        Ok(format!("{{\"ok\":true,\"state\":{state}}}"))
    }
}

fn bad_envelope(at: usize, violations: &Violations) -> Problem {
    Problem::new("ValidationError", format!("event {at}: {violations}"))
}

fn bad_option(error: &BadOption) -> Problem {
    Problem::new("ValidationError", error.to_string())
}

fn stopped(error: &Stopped) -> Problem {
    let kind = kind_of(&**error).unwrap_or("SpecKittyEventsError");
    Problem::new(kind, error.to_string())
}
