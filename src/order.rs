//! The order of events: the total one that every peer folds by, and the one of causes and effects.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::record::{Meta, Record};
use crate::scalar::{EventId, Integer};

/// Sorts events into the total order of [`Meta::total_cmp`]: clock, time as text, id.
pub fn sort(events: &mut [&Record]) {
    events.sort_by(|a, b| a.meta.total_cmp(&b.meta));
}

/// Keeps the first event of every id.
pub fn dedup(events: &mut Vec<&Record>) {
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

/// Events whose causes form a circle.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("events cause each other in a circle: {}", text(members))]
pub struct CyclicDependency {
    /// The events of one circle, each the cause of the next and the last that of the first.
    pub members: Vec<EventId>,
}

fn text(members: &[EventId]) -> String {
    let first = members.first();
    let ids: Vec<&str> = members.iter().chain(first).map(EventId::as_str).collect();
    ids.join(" -> ")
}

/// Sorts events so that causes come before their effects (Kahn's algorithm); otherwise they keep their
/// order, breadth first. A cause that is not among the events counts as known. Of events with the same id
/// the last one is taken.
pub fn topological_sort<'a>(
    events: impl IntoIterator<Item = &'a Record>,
) -> Result<Vec<&'a Record>, CyclicDependency> {
    let mut index: HashMap<&EventId, usize> = HashMap::new();
    let mut unique: Vec<&Record> = Vec::new();
    for event in events {
        match index.get(&event.meta.event_id) {
            Some(at) => unique[*at] = event,
            None => {
                index.insert(&event.meta.event_id, unique.len());
                unique.push(event);
            }
        }
    }
    let cause = |event: &Record| {
        event.meta.causation_id.as_ref().and_then(|cause| index.get(cause).copied())
    };
    let mut effects: Vec<Vec<usize>> = vec![Vec::new(); unique.len()];
    let mut ready = VecDeque::new();
    for (at, event) in unique.iter().enumerate() {
        match cause(event) {
            Some(cause) => effects[cause].push(at),
            None => ready.push_back(at),
        }
    }
    let mut sorted = Vec::with_capacity(unique.len());
    let mut done = vec![false; unique.len()];
    while let Some(at) = ready.pop_front() {
        sorted.push(unique[at]);
        done[at] = true;
        // An event has one cause, so that its effects wait for nothing else.
        ready.extend(&effects[at]);
    }
    let Some(mut at) = done.iter().position(|done| !done) else { return Ok(sorted) };
    // Every event that is left has a cause that is left: going back from cause to cause ends in a circle.
    let mut path = Vec::new();
    let mut visited = vec![false; unique.len()];
    while !visited[at] {
        visited[at] = true;
        path.push(at);
        at = cause(unique[at]).unwrap_or(at);
    }
    let mut members: Vec<EventId> = path
        .into_iter()
        .skip_while(|member| *member != at)
        .map(|member| unique[member].meta.event_id.clone())
        .collect();
    members.reverse();
    Err(CyclicDependency { members })
}
