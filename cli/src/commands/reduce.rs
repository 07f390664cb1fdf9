//! `contracts reduce`: the states of streams of events.

use event_contract::fold::{BadOption, Options};
use event_contract::registry::Stopped;
use event_contract::{Record, Registry, Violations};
use serde_json::value::RawValue;

use crate::contracts::Contracts;
use crate::exit::{Failure, Outcome};
use crate::program::{Context, Program};
use crate::protocol::{Problem, Protocol, Request, Requests};
use crate::reducers;

/// Folds streams of events into states, as other programs ask for it.
///
/// One JSON object a line in and one out, in order: `{"id", "reducer", "events", "options"?}` gets
/// `{"id", "ok": true, "state"}` or `{"id", "ok": false, "error": {"kind", "message", "details"?}}`. Events are envelopes, in any order; options
/// are those of the reducer, such as `mode` and `roster`. Where this program has no reducers for the contracts of a crate, the
/// crate's own program answers, by `cargo run`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples:\n  echo '{\"id\":1,\"reducer\":\"{reducer}\",\"events\":[]}' | {bin} reduce --jsonl -"
)]
pub(crate) struct Args {
    #[command(flatten)]
    requests: Requests,
}

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    let contracts = Contracts::open(context)?;
    let registry = reducers::of(context, &contracts)?;
    if registry.reducers().next().is_none() {
        return Err(Failure::Usage(reducers::none(&contracts)));
    }
    args.requests.answer(&Folds { program: context.program, contracts, registry })
}

struct Folds<'a> {
    program: &'a Program,
    contracts: Contracts,
    registry: Registry,
}

impl Protocol for Folds<'_> {
    const SUCCESS: &'static str = "ok";

    fn answer(&self, request: &Request<'_>) -> Result<String, Problem> {
        let name =
            request.get("reducer").and_then(|text| serde_json::from_str::<String>(text).ok());
        let name = name.ok_or_else(|| Problem::new("TypeError", "`reducer` names a reducer"))?;
        let unknown = || {
            let message = reducers::unknown(&self.registry, &name, &self.contracts);
            Problem::new("ValueError", message)
        };
        let reducer = self.registry.reducer(&name).ok_or_else(unknown)?;
        let line = self.contracts.line();
        let events = request.get("events").map(serde_json::from_str::<Vec<&RawValue>>);
        let Some(Ok(events)) = events else {
            return Err(Problem::new("TypeError", "`events` is a list of envelopes"));
        };
        let record = |(at, event): (usize, &RawValue)| {
            line.record(event.get()).map_err(|violations| bad_envelope(at, &violations))
        };
        let events: Vec<Record> =
            events.into_iter().enumerate().map(record).collect::<Result<_, _>>()?;
        let options = request.get("options").filter(|options| *options != "null").unwrap_or("{}");
        if !options.starts_with('{') {
            return Err(Problem::new("TypeError", "`options` is an object"));
        }
        let options = Options::from_json(options).map_err(|error| bad_option(&error))?;
        let fold = reducer.start(&options).map_err(|error| bad_option(&error))?;
        let events: Vec<&Record> = events.iter().collect();
        let state = fold.fold(&events).map_err(|error| self.stopped(&error))?;
        Ok(format!("{{\"ok\":true,\"state\":{state}}}"))
    }
}

fn bad_envelope(at: usize, violations: &Violations) -> Problem {
    Problem::new("ValidationError", format!("event {at}: {violations}"))
}

fn bad_option(error: &BadOption) -> Problem {
    Problem::new("ValidationError", error.to_string())
}

impl Folds<'_> {
    fn stopped(&self, error: &Stopped) -> Problem {
        Problem::new(self.program.class(&**error), error.to_string())
            .with_details(self.program.details(&**error))
    }
}
