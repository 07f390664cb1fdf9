//! Orders, merges and clocks.

use std::collections::BTreeMap;

use event_contract::{ClockStorage as _, EventId, Record, order};
use event_contract_cli::protocol::Problem;
use serde_json::{Value, json};
use spec_kitty_events::{InMemoryClockStorage, LamportClock, MergeError};

use super::arguments::Arguments;

pub(super) fn is_concurrent(arguments: &Arguments<'_>) -> Result<String, Problem> {
    let (a, b) = (arguments.event(0)?, arguments.event(1)?);
    super::json(&spec_kitty_events::is_concurrent(&a.meta, &b.meta))
}

pub(super) fn total_order_key(arguments: &Arguments<'_>) -> Result<String, Problem> {
    super::json(&spec_kitty_events::total_order_key(&arguments.event(0)?.meta))
}

pub(super) fn status_event_sort_key(arguments: &Arguments<'_>) -> Result<String, Problem> {
    let meta = arguments.event(0)?.meta;
    super::json(&(meta.lamport_clock, meta.timestamp.isoformat(), meta.event_id))
}

pub(super) fn total_order_sort(arguments: &Arguments<'_>) -> Result<String, Problem> {
    let mut events = arguments.events(0)?;
    let key = spec_kitty_events::total_order_key;
    events.sort_by(|a, b| key(&a.meta).cmp(&key(&b.meta)));
    ids(&events)
}

pub(super) fn status_sort_dedup(arguments: &Arguments<'_>) -> Result<String, Problem> {
    let events = arguments.events(0)?;
    ids(order::in_order(&events))
}

pub(super) fn dedup_events(arguments: &Arguments<'_>) -> Result<String, Problem> {
    ids(spec_kitty_events::dedup_events(&arguments.events(0)?))
}

pub(super) fn topological_sort(arguments: &Arguments<'_>) -> Result<String, Problem> {
    let events = arguments.events(0)?;
    let sorted = order::topological_sort(&events);
    ids(sorted.map_err(|error| Problem::new("CyclicDependencyError", error.to_string()))?)
}

fn ids<'a>(events: impl IntoIterator<Item = &'a Record>) -> Result<String, Problem> {
    let ids: Vec<&EventId> = events.into_iter().map(|event| &event.meta.event_id).collect();
    super::json(&ids)
}

pub(super) fn merge_gset(arguments: &Arguments<'_>) -> Result<String, Problem> {
    super::json(
        &spec_kitty_events::merge_gset(&arguments.events(0)?).map_err(|error| unmerged(&error))?,
    )
}

pub(super) fn merge_counter(arguments: &Arguments<'_>) -> Result<String, Problem> {
    super::json(
        &spec_kitty_events::merge_counter(&arguments.events(0)?)
            .map_err(|error| unmerged(&error))?,
    )
}

fn unmerged(error: &MergeError) -> Problem {
    Problem::new("TypeError", error.to_string())
}

pub(super) fn state_machine_merge(arguments: &Arguments<'_>) -> Result<String, Problem> {
    let events = arguments.events(0)?;
    let priorities: BTreeMap<String, i64> =
        arguments.read(1, "TypeError", "a whole number for each state")?;
    let key = match arguments.len() {
        ..=2 => "state".to_owned(),
        _ => arguments.text(2, "TypeError")?,
    };
    let events: Vec<&Record> = events.iter().collect();
    let merged = spec_kitty_events::state_machine_merge(&events, &priorities, &key)
        .map_err(|error| Problem::new("ValidationError", error.to_string()))?;
    let id = |event: &Record| event.meta.event_id.as_str().to_owned();
    let conflicting: Vec<String> = merged.conflicting_events.into_iter().map(id).collect();
    super::json(&json!({
        "merged_event_id": id(merged.merged_event),
        "resolution_note": merged.resolution_note,
        "requires_manual_review": merged.requires_manual_review,
        "conflicting_event_ids": conflicting,
    }))
}

/// The readings of a clock that starts at a stored value: at first, after every step, and in the storage
/// at last.
pub(super) fn lamport_clock_replay(arguments: &Arguments<'_>) -> Result<String, Problem> {
    let node = arguments.text(0, "TypeError")?;
    let start: u64 = arguments.read(1, "ValueError", "a reading, 0 or more")?;
    let steps: Vec<Vec<Value>> = arguments.read(2, "TypeError", "a list of steps")?;
    let failed = |error: &dyn std::error::Error| Problem::new("StorageError", error.to_string());
    let mut storage = InMemoryClockStorage::default();
    storage.save(&node, start).map_err(|error| failed(&error))?;
    let mut clock =
        LamportClock::load(node.as_str(), &mut storage).map_err(|error| failed(&error))?;
    let mut readings = vec![clock.current()];
    for step in &steps {
        let reading = match step.as_slice() {
            [Value::String(name)] if name == "tick" => clock.tick(),
            // Every clock is ahead of a reading below 0.
            [Value::String(name), Value::Number(remote)] if name == "update" => {
                clock.update(remote.as_u64().unwrap_or_default())
            }
            _ => return Err(Problem::new("ValueError", "a step is [\"tick\"] or [\"update\", n]")),
        };
        readings.push(reading.map_err(|error| failed(&error))?);
    }
    readings.push(storage.load(&node).map_err(|error| failed(&error))?);
    super::json(&readings)
}
