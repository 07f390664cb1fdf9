//! `contracts call`: the functions around the Spec Kitty events, by the reference's names.

mod arguments;

use arguments::Arguments;
use event_contract::EventId;
use serde_json::Value;

use super::{Problem, Protocol, Request, Requests};
use crate::exit::Outcome;
use crate::suggest;

/// Calls functions of the Spec Kitty event set, by their names in the Python package.
///
/// One JSON object a line in and one out, in order: `{"id", "fn", "args"}` gets `{"id", "ok": true, "value"}`
/// or `{"id", "ok": false, "error"}`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples:\n  echo '{\"id\":1,\"fn\":\"normalize_lane\",\"args\":[\"doing\"]}' | contracts call --jsonl -"
)]
pub(crate) struct Args {
    #[command(flatten)]
    requests: Requests,
}

pub(crate) fn run(args: &Args) -> Outcome {
    args.requests.answer(&Calls)
}

struct Calls;

/// Gives the JSON text of the result.
type Function = fn(&Arguments<'_>) -> Result<String, Problem>;

/// Every function, by name.
const FUNCTIONS: &[(&str, Function)] = &[("normalize_event_id", normalize_event_id)];

impl Protocol for Calls {
    const SUCCESS: &'static str = "ok";

    fn answer(&self, request: &Request<'_>) -> Result<String, Problem> {
        let text = |key| serde_json::from_str::<String>(request.get(key)?).ok();
        let name = text("fn").ok_or_else(|| Problem::new("TypeError", "`fn` names a function"))?;
        let Some((_, function)) = FUNCTIONS.iter().find(|(known, _)| *known == name) else {
            let hint = suggest::hint(&name, FUNCTIONS.iter().map(|(known, _)| *known));
            return Err(Problem::new("ValueError", format!("there is no function {name:?}{hint}")));
        };
        let value = function(&Arguments::new(request)?)?;
        Ok(format!("{{\"ok\":true,\"value\":{value}}}"))
    }
}

fn normalize_event_id(arguments: &Arguments<'_>) -> Result<String, Problem> {
    let id = EventId::new(arguments.text(0)?)
        .map_err(|violations| Problem::new("ValueError", violations.to_string()))?;
    Ok(Value::from(id.canonical()).to_string())
}
