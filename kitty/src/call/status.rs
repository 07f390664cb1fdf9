//! Lanes, actors and gates.

use serde_json::json;
use spec_kitty_contracts::v3::gates::GateEvent;
use spec_kitty_contracts::v3::status::{Lane, StatusTransitionPayload};

use super::arguments::Arguments;
use event_contract_cli::protocol::Problem;

pub(super) fn normalize_lane(arguments: &Arguments<'_>) -> Result<String, Problem> {
    let name = arguments.text(0, "ValidationError")?;
    super::json(&spec_kitty_events::normalize_lane(&name)?)
}

pub(super) fn canonical_to_sync_v1(arguments: &Arguments<'_>) -> Result<String, Problem> {
    super::json(&spec_kitty_events::canonical_to_sync_v1(lane(arguments)?))
}

pub(super) fn canonical_to_sync_v2(arguments: &Arguments<'_>) -> Result<String, Problem> {
    super::json(&spec_kitty_events::canonical_to_sync_v2(lane(arguments)?))
}

/// A lane by its own name, not by an alias.
fn lane(arguments: &Arguments<'_>) -> Result<Lane, Problem> {
    let name = arguments.text(0, "KeyError")?;
    let lane = Lane::ALL.iter().find(|lane| lane.as_str() == name);
    lane.copied().ok_or_else(|| Problem::new("KeyError", "there is no such lane"))
}

pub(super) fn validate_transition(arguments: &Arguments<'_>) -> Result<String, Problem> {
    let payload: StatusTransitionPayload = arguments.value(0)?;
    let violations = spec_kitty_events::validate_transition(&payload);
    super::json(&json!({ "valid": violations.is_empty(), "violations": violations }))
}

pub(super) fn actor_label(arguments: &Arguments<'_>) -> Result<String, Problem> {
    let payload: StatusTransitionPayload = arguments.value(0)?;
    super::json(&spec_kitty_events::actor_label(&payload.actor))
}

pub(super) fn map_check_run_conclusion(arguments: &Arguments<'_>) -> Result<String, Problem> {
    const KIND: &str = "UnknownConclusionError";
    let conclusion = arguments.text(0, KIND)?;
    let event: Option<GateEvent> = spec_kitty_events::map_check_run_conclusion(&conclusion)
        .map_err(|error| {
            let details = json!({ "conclusion": error.conclusion });
            Problem::new(KIND, error.to_string()).with_details(details)
        })?;
    super::json(&event)
}
