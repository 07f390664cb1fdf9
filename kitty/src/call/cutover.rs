//! The cutover policy.

use serde_json::{Map, Value};
use spec_kitty_events::CutoverError;

use super::arguments::Arguments;
use super::json;
use event_contract_cli::protocol::Problem;

pub(super) fn load_cutover_artifact(_: &Arguments<'_>) -> Result<String, Problem> {
    json(&spec_kitty_events::load_cutover_artifact()?)
}

pub(super) fn canonical_signal_field_name(_: &Arguments<'_>) -> Result<String, Problem> {
    json(&spec_kitty_events::canonical_signal_field_name())
}

pub(super) fn canonical_signal_location(_: &Arguments<'_>) -> Result<String, Problem> {
    json(&spec_kitty_events::canonical_signal_location())
}

pub(super) fn read_cutover_signal(arguments: &Arguments<'_>) -> Result<String, Problem> {
    json(&spec_kitty_events::read_cutover_signal(&event(arguments)?).map_err(refused)?)
}

pub(super) fn accepted_major_matches(arguments: &Arguments<'_>) -> Result<String, Problem> {
    let version = arguments.text(0, "AttributeError")?;
    json(&spec_kitty_events::accepted_major_matches(&version).map_err(refused)?)
}

pub(super) fn required_cutover_value_matches(arguments: &Arguments<'_>) -> Result<String, Problem> {
    // What is not a text equals none.
    let version = arguments.text(0, "TypeError").unwrap_or_default();
    json(&spec_kitty_events::required_cutover_value_matches(&version))
}

pub(super) fn forbidden_legacy_keys(arguments: &Arguments<'_>) -> Result<String, Problem> {
    json(&spec_kitty_events::forbidden_legacy_keys(&event(arguments)?))
}

pub(super) fn forbidden_legacy_event_names(arguments: &Arguments<'_>) -> Result<String, Problem> {
    json(&Vec::from_iter(spec_kitty_events::forbidden_legacy_event_names(&event(arguments)?)))
}

pub(super) fn forbidden_legacy_aggregate_names(
    arguments: &Arguments<'_>,
) -> Result<String, Problem> {
    json(&Vec::from_iter(spec_kitty_events::forbidden_legacy_aggregate_names(&event(arguments)?)))
}

pub(super) fn is_pre_cutover_payload(arguments: &Arguments<'_>) -> Result<String, Problem> {
    json(&spec_kitty_events::is_pre_cutover_payload(&event(arguments)?).map_err(refused)?)
}

pub(super) fn assert_canonical_cutover_signal(
    arguments: &Arguments<'_>,
) -> Result<String, Problem> {
    spec_kitty_events::assert_canonical_cutover_signal(&event(arguments)?).map_err(refused)?;
    json(&())
}

fn event(arguments: &Arguments<'_>) -> Result<Map<String, Value>, Problem> {
    arguments.read(0, "AttributeError", "an object")
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` passes it")]
fn refused(error: CutoverError) -> Problem {
    let kind = match error {
        CutoverError::SignalType { .. } => "TypeError",
        _ => "ValueError",
    };
    Problem::new(kind, error.to_string())
}
