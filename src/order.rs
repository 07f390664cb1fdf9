//! The order of events: the total one that every peer folds by, and the one of causes and effects.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::record::{Meta, Record};
use crate::scalar::{EventId, Integer};

/// Sorts events into the total order of [`Meta::total_cmp`]: clock, time as text, id.
pub fn sort(events: &mut [&Record]) {
    let clock = |event: &Record| {
        let clock = &event.meta.lamport_clock;
        let beyond = if *clock < Integer::from(0) { i64::MIN } else { i64::MAX };
        clock.to_i64().unwrap_or(beyond)
    };
    // The clocks decide most comparisons; side by side, they are looked at without the events.
    let mut keyed: Vec<(i64, &Record)> =
        events.iter().map(|event| (clock(event), *event)).collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.meta.total_cmp(&b.1.meta)));
    for (place, (_, event)) in events.iter_mut().zip(keyed) {
        *place = event;
    }
}

/// Keeps the first event of every id.
pub fn dedup(events: &mut Vec<&Record>) {
    // Ids that only go up, as those of one emitter do, are all different.
    if events.is_sorted_by(|a, b| a.meta.event_id < b.meta.event_id) {
        return;
    }
    let mut seen = HashSet::with_capacity(events.len());
    events.retain(|event| seen.insert(&event.meta.event_id));
}

/// Whether two events may contradict each other: different events with the same clock reading on the
/// same aggregate. Symmetric, and never true of an event and itself.
pub fn is_concurrent(a: &Meta, b: &Meta) -> bool {
    a.lamport_clock == b.lamport_clock
        && a.aggregate_id == b.aggregate_id
        && a.event_id != b.event_id
}

/// The key by which stores return events: clock, then emitter.
pub fn total_order_key(event: &Meta) -> (&Integer, &str) {
    (&event.lamport_clock, &event.node_id)
}

/// Why events cannot be put into the order of causes and effects.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsortable {
    /// Events cause each other.
    #[error("events cause each other in a circle: {}", circle(members))]
    Circle {
        /// The events of one circle, each the cause of the next and the last that of the first.
        members: Vec<EventId>,
    },
    /// Two events have one id, so that it is open which of them an effect is of.
    #[error("there is more than one event {event}; keep one of each id first")]
    Duplicate {
        /// The id.
        event: EventId,
    },
}

fn circle(members: &[EventId]) -> String {
    let first = members.first();
    let ids: Vec<&str> = members.iter().chain(first).map(EventId::as_str).collect();
    ids.join(" -> ")
}

/// Sorts events so that causes come before their effects (Kahn's algorithm); otherwise they keep their
/// order, breadth first. A cause that is not among the events counts as known. Takes linear time.
///
/// Each id may occur once: see [`dedup`].
pub fn topological_sort<'a>(
    events: impl IntoIterator<Item = &'a Record>,
) -> Result<Vec<&'a Record>, Unsortable> {
    let events: Vec<&Record> = events.into_iter().collect();
    let mut index: HashMap<&EventId, usize> = HashMap::with_capacity(events.len());
    for (at, event) in events.iter().enumerate() {
        if index.insert(&event.meta.event_id, at).is_some() {
            return Err(Unsortable::Duplicate { event: event.meta.event_id.clone() });
        }
    }
    let cause = |event: &Record| {
        event.meta.causation_id.as_ref().and_then(|cause| index.get(cause).copied())
    };
    let mut effects: Vec<Vec<usize>> = vec![Vec::new(); events.len()];
    let mut ready = VecDeque::new();
    for (at, event) in events.iter().enumerate() {
        match cause(event) {
            Some(cause) => effects[cause].push(at),
            None => ready.push_back(at),
        }
    }
    let mut sorted = Vec::with_capacity(events.len());
    let mut done = vec![false; events.len()];
    while let Some(at) = ready.pop_front() {
        sorted.push(events[at]);
        done[at] = true;
        // An event has one cause, so that its effects wait for nothing else.
        ready.extend(&effects[at]);
    }
    let Some(mut at) = done.iter().position(|done| !done) else { return Ok(sorted) };
    // Every event that is left has a cause that is left: going back from cause to cause ends in a circle.
    let mut path = Vec::new();
    let mut visited = vec![false; events.len()];
    while !visited[at] {
        visited[at] = true;
        path.push(at);
        at = cause(events[at]).unwrap_or(at);
    }
    let mut members: Vec<EventId> = path
        .into_iter()
        .skip_while(|member| *member != at)
        .map(|member| events[member].meta.event_id.clone())
        .collect();
    members.reverse();
    Err(Unsortable::Circle { members })
}

#[cfg(test)]
mod tests;
