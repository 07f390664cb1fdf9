//! Merging what was decided without knowing of each other: replicated sets and counters, and states of
//! which one has to win.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use event_contract::{EventId, Integer, JsonValue, Loose, Number, Record};
use serde::Serialize;
use serde_json::Value;

/// Why events cannot be merged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MergeError {
    /// There is nothing to merge.
    #[error("there are no events to merge")]
    Empty,
    /// The events are not concurrent.
    #[error("event {event} has another {field} than the first: only concurrent events are merged")]
    NotConcurrent {
        /// The first event that differs.
        event: EventId,
        /// In what it differs.
        field: &'static str,
    },
    /// A payload lacks what is merged, or has it in another form.
    #[error("event {event}: the payload's `{key}` must be {expected}")]
    Payload {
        /// The event.
        event: EventId,
        /// The key of its payload.
        key: String,
        /// What the merge needs.
        expected: &'static str,
    },
    /// A state has no priority.
    #[error("event {event}: no priority is known for its state")]
    UnknownState {
        /// The event.
        event: EventId,
    },
    /// The sum is beyond 127 bits, or beyond a double.
    #[error("the counter's sum is out of range")]
    Overflow,
}

/// The union of the sets under `tags` in the payloads; a payload without it adds nothing.
///
/// Commutative, associative and idempotent. Members are scalars, spelled canonically: a number with a whole
/// value as a whole number. No contract vouches for the sets, and writers are many: an object stands for
/// its keys, and a text for its characters.
pub fn merge_gset<'a>(
    events: impl IntoIterator<Item = &'a Record>,
) -> Result<BTreeSet<JsonValue>, MergeError> {
    let mut merged = BTreeSet::new();
    for event in events {
        let [Some(tags)] = event.fields(["tags"]) else { continue };
        let members: Option<Vec<JsonValue>> = if let Some(text) = tags.string() {
            text.chars().map(|character| text_member(&character.to_string())).collect()
        } else if let Some(items) = tags.items() {
            items.map(scalar).collect()
        } else if let Some(entries) = tags.entries() {
            entries.map(|(key, _)| text_member(&key)).collect()
        } else {
            return Err(payload(event, "tags", "a set"));
        };
        merged.extend(members.ok_or_else(|| {
            payload(event, "tags", "a set of texts, numbers, booleans and nulls")
        })?);
    }
    Ok(merged)
}

fn text_member(text: &str) -> Option<JsonValue> {
    JsonValue::try_from(Value::from(text)).ok()
}

fn scalar(item: Loose<'_>) -> Option<JsonValue> {
    let spelled = match item.as_str().bytes().next()? {
        b'[' | b'{' => return None,
        b'"' => return text_member(&item.string()?),
        b'n' | b't' | b'f' => item.as_str().to_owned(),
        _ => match item.read::<Integer>() {
            Some(whole) => whole.to_string(),
            None => Value::from(item.read::<Number>()?.get()).to_string(),
        },
    };
    spelled.parse().ok()
}

/// What a counter comes to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Count {
    /// Every step was whole.
    Whole(Integer),
    /// Some step was not, or is too large.
    Real(Number),
}

/// The sum of the numbers under `delta` in the payloads, each event counted once; a payload without it adds
/// nothing, and `true` adds 1.
///
/// The sum is exact for whole steps, and does not depend on the order of events for others.
pub fn merge_counter<'a>(
    events: impl IntoIterator<Item = &'a Record>,
) -> Result<Count, MergeError> {
    let mut seen = HashSet::new();
    let mut whole = 0_i128;
    let mut parts = Vec::new();
    for event in events {
        if !seen.insert(&event.meta.event_id) {
            continue;
        }
        let [Some(delta)] = event.fields(["delta"]) else { continue };
        if let Some(step) = step(delta) {
            whole = whole.checked_add(step).ok_or(MergeError::Overflow)?;
        } else {
            let part: Option<Number> = delta.read();
            parts.push(part.ok_or_else(|| payload(event, "delta", "a number"))?.get());
        }
    }
    if parts.is_empty() {
        let sum = whole.to_string().parse();
        return sum.map(Count::Whole).map_err(|_| MergeError::Overflow);
    }
    // Addition of doubles depends on the order, so that there has to be one.
    parts.sort_by(f64::total_cmp);
    #[expect(clippy::cast_precision_loss, reason = "the nearest double is what is wanted")]
    let sum = whole as f64 + parts.iter().sum::<f64>();
    Number::new(sum).map(Count::Real).map_err(|_| MergeError::Overflow)
}

/// A step that is whole and fits.
fn step(delta: Loose<'_>) -> Option<i128> {
    match delta.as_str() {
        "true" => Some(1),
        "false" => Some(0),
        _ => delta.read::<Integer>()?.to_string().parse().ok(),
    }
}

/// How a conflict between concurrent events was resolved.
#[derive(Clone, Debug)]
pub struct ConflictResolution<'a> {
    /// The event that won.
    pub merged_event: &'a Record,
    /// Why it won, for people.
    pub resolution_note: String,
    /// Whether someone should look at it. Priorities settle every conflict, so this is `false`.
    pub requires_manual_review: bool,
    /// All events that were merged, the winner among them.
    pub conflicting_events: Vec<&'a Record>,
}

/// Picks among concurrent events the one whose state has the highest priority; among equals, the one of
/// the emitter that comes first by name.
///
/// The state is the payload's `state_key`; with the usual key `state`, payloads that have none may say
/// `status` instead.
pub fn state_machine_merge<'a>(
    events: &[&'a Record],
    priorities: &BTreeMap<String, i64>,
    state_key: &str,
) -> Result<ConflictResolution<'a>, MergeError> {
    let first = events.first().ok_or(MergeError::Empty)?;
    for event in events {
        let differs = |field| MergeError::NotConcurrent { event: event.meta.event_id, field };
        if event.meta.lamport_clock != first.meta.lamport_clock {
            return Err(differs("lamport_clock"));
        }
        if event.meta.aggregate_id != first.meta.aggregate_id {
            return Err(differs("aggregate_id"));
        }
    }
    let mut candidates = Vec::with_capacity(events.len());
    for event in events {
        let state = state(event, state_key)?;
        let priority = *priorities
            .get(&state)
            .ok_or(MergeError::UnknownState { event: event.meta.event_id })?;
        candidates.push((Reverse(priority), &event.meta.node_id, state, *event));
    }
    // The first of equal candidates wins, so that the sort has to be stable.
    candidates.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    let Some((Reverse(priority), node, state, winner)) = candidates.first() else {
        return Err(MergeError::Empty);
    };
    let others = candidates.len() - 1;
    let resolution_note = if others == 0 {
        format!("{state} stands alone")
    } else if candidates.iter().all(|(_, _, other, _)| other == state) {
        format!("all {} events say {state}; node {node} comes first by name", candidates.len())
    } else {
        format!("{state} of node {node} wins over {others} other(s) with priority {priority}")
    };
    Ok(ConflictResolution {
        merged_event: winner,
        resolution_note,
        requires_manual_review: false,
        conflicting_events: events.to_vec(),
    })
}

fn state(event: &Record, key: &str) -> Result<String, MergeError> {
    let fallback = if key == "state" { "status" } else { key };
    let [state, status] = event.fields([key, fallback]);
    let value = state.filter(|value| !value.is_null()).or(status);
    value
        .and_then(Loose::string)
        .map(Into::into)
        .ok_or_else(|| payload(event, key, "the name of a state"))
}

fn payload(event: &Record, key: &str, expected: &'static str) -> MergeError {
    MergeError::Payload { event: event.meta.event_id, key: key.to_owned(), expected }
}

#[cfg(test)]
mod tests;
