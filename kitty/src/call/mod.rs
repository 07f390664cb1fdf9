//! `contracts call`: the functions around the Spec Kitty events, by the reference's names.

mod arguments;
mod cutover;
mod events;
mod order;
mod status;

use arguments::Arguments;
use event_contract_cli::protocol::{Problem, Protocol, Request, Requests};
use event_contract_cli::{Context, Outcome, suggest};
use serde::Serialize;

/// Calls functions of the Spec Kitty event set, by their names in the Python package.
///
/// One JSON object a line in and one out, in order: `{"id", "fn", "args"}` gets `{"id", "ok": true, "value"}`
/// or `{"id", "ok": false, "error"}`.
#[derive(clap::Parser, Debug)]
#[command(
    name = "call",
    after_help = "Examples:\n  echo '{\"id\":1,\"fn\":\"normalize_lane\",\"args\":[\"doing\"]}' | contracts call --jsonl -"
)]
pub(crate) struct Args {
    #[command(flatten)]
    requests: Requests,
}

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    // The functions are those of one line.
    context.without_contracts("call")?;
    args.requests.answer(&Calls)
}

struct Calls;

/// Gives the JSON text of the result.
type Function = fn(&Arguments<'_>) -> Result<String, Problem>;

/// Every function, by name.
const FUNCTIONS: &[(&str, Function)] = &[
    ("accepted_major_matches", cutover::accepted_major_matches),
    ("actor_label", status::actor_label),
    ("assert_canonical_cutover_signal", cutover::assert_canonical_cutover_signal),
    ("canonical_signal_field_name", cutover::canonical_signal_field_name),
    ("canonical_signal_location", cutover::canonical_signal_location),
    ("canonical_to_sync_v1", status::canonical_to_sync_v1),
    ("canonical_to_sync_v2", status::canonical_to_sync_v2),
    ("dedup_events", order::dedup_events),
    ("forbidden_legacy_aggregate_names", cutover::forbidden_legacy_aggregate_names),
    ("forbidden_legacy_event_names", cutover::forbidden_legacy_event_names),
    ("forbidden_legacy_keys", cutover::forbidden_legacy_keys),
    ("is_concurrent", order::is_concurrent),
    ("is_pre_cutover_payload", cutover::is_pre_cutover_payload),
    ("lamport_clock_replay", order::lamport_clock_replay),
    ("load_cutover_artifact", cutover::load_cutover_artifact),
    ("map_check_run_conclusion", status::map_check_run_conclusion),
    ("merge_counter", order::merge_counter),
    ("merge_gset", order::merge_gset),
    ("normalize_event_id", events::normalize_event_id),
    ("normalize_lane", status::normalize_lane),
    ("parse_event", events::parse_event),
    ("parse_payload", events::parse_payload),
    ("read_cutover_signal", cutover::read_cutover_signal),
    ("required_cutover_value_matches", cutover::required_cutover_value_matches),
    ("state_machine_merge", order::state_machine_merge),
    ("status_event_sort_key", order::status_event_sort_key),
    ("status_sort_dedup", order::status_sort_dedup),
    ("topological_sort", order::topological_sort),
    ("total_order_key", order::total_order_key),
    ("total_order_sort", order::total_order_sort),
    ("validate_transition", status::validate_transition),
];

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

/// A result as JSON text.
fn json(value: &impl Serialize) -> Result<String, Problem> {
    serde_json::to_string(value).map_err(|error| Problem::new("ValueError", error.to_string()))
}
