//! The order of events: the total one that every peer folds by, and the one of causes and effects.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet, VecDeque};

use crate::record::Record;
use crate::scalar::EventId;

/// An event beside what decides most comparisons, so that these do not look at the event.
#[derive(Clone, Copy)]
struct Keyed<'a> {
    /// The clock's reading, or the end of what 64 bits hold for one beyond.
    clock: i64,
    /// Events with different prints have different ids.
    print: u64,
    event: &'a Record,
}

impl<'a> Keyed<'a> {
    fn of(event: &'a Record) -> Self {
        let clock = &event.meta.lamport_clock;
        let clock = clock.to_i64().unwrap_or_else(|| match clock.cmp_i64(0) {
            Ordering::Less => i64::MIN,
            _ => i64::MAX,
        });
        Self { clock, print: event.meta.print(), event }
    }
}

/// Events in the total order of [`Meta::total_cmp`](crate::Meta::total_cmp), which is clock, time, id; and
/// the first of every id.
pub fn in_order<'a>(events: impl IntoIterator<Item = &'a Record>) -> Vec<&'a Record> {
    let events = events.into_iter();
    let mut keyed: Vec<Keyed<'_>> = Vec::with_capacity(events.size_hint().1.unwrap_or_default());
    keyed.extend(events.map(Keyed::of));
    let once = differ(keyed.iter().map(|keyed| keyed.print));
    let mut sorted = sorted(keyed);
    if !once {
        keep_first(&mut sorted);
    }
    sorted
}

/// Sorts events into the total order of [`Meta::total_cmp`](crate::Meta::total_cmp).
pub fn sort(events: &mut [&Record]) {
    let keyed = events.iter().map(|event| Keyed::of(event)).collect();
    events.copy_from_slice(&sorted(keyed));
}

/// Keeps the first event of every id.
pub fn dedup(events: &mut Vec<&Record>) {
    // In most streams no id occurs twice, which their prints can tell.
    if !differ(events.iter().map(|event| event.meta.print())) {
        keep_first(events);
    }
}

fn sorted(mut keyed: Vec<Keyed<'_>>) -> Vec<&Record> {
    if let Some(clocks) = Clocks::of(&keyed) {
        return clocks.sort(&keyed);
    }
    keyed.sort_by(|a, b| a.clock.cmp(&b.clock).then_with(|| a.event.meta.total_cmp(&b.event.meta)));
    keyed.into_iter().map(|keyed| keyed.event).collect()
}

fn keep_first(events: &mut Vec<&Record>) {
    let mut seen = HashSet::with_capacity(events.len());
    events.retain(|event| seen.insert(event.meta.event_id));
}

/// The readings of some events that lie close together, as those of Lamport clocks mostly do.
struct Clocks {
    least: i64,
    /// How many events have each reading, from the least on.
    counts: Vec<u32>,
}

impl Clocks {
    /// Nothing for readings that are further apart than counting them is worth.
    fn of(keyed: &[Keyed<'_>]) -> Option<Self> {
        let clocks = || keyed.iter().map(|keyed| keyed.clock);
        let least = clocks().min()?;
        let range = usize::try_from(clocks().max()?.checked_sub(least)?).ok()?;
        u32::try_from(keyed.len()).ok()?;
        if range > 4 * keyed.len() {
            return None;
        }
        let mut counted = Self { least, counts: vec![0; range + 1] };
        for clock in clocks() {
            let at = counted.index(clock);
            if let Some(count) = counted.counts.get_mut(at) {
                *count += 1;
            }
        }
        Some(counted)
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in the range")]
    const fn index(&self, clock: i64) -> usize {
        (clock - self.least) as usize
    }

    /// The events in the total order.
    fn sort<'a>(mut self, keyed: &[Keyed<'a>]) -> Vec<&'a Record> {
        let mut before = 0;
        for count in &mut self.counts {
            before += std::mem::replace(count, before);
        }
        // Each gets another place.
        let mut sorted: Vec<&Record> = keyed.iter().map(|keyed| keyed.event).collect();
        for keyed in keyed {
            let at = self.index(keyed.clock);
            if let Some(next) = self.counts.get_mut(at)
                && let Some(place) = sorted.get_mut(*next as usize)
            {
                *place = keyed.event;
                *next += 1;
            }
        }
        let mut start = 0;
        for end in self.counts {
            let end = end as usize;
            if let Some(concurrent) = sorted.get_mut(start..end)
                && concurrent.len() > 1
            {
                concurrent.sort_by(|a, b| a.meta.total_cmp(&b.meta));
            }
            start = end;
        }
        sorted
    }
}

/// How many places of a table are looked at for a number before giving up.
const PROBES: usize = 16;

/// Whether numbers surely differ, each from all others. Sometimes says no of those that do.
fn differ(numbers: impl ExactSizeIterator<Item = u64>) -> bool {
    let bits = (2 * numbers.len()).next_power_of_two().trailing_zeros().max(4);
    let mask = (1_usize << bits) - 1;
    let mut table = vec![0_u64; mask + 1];
    'numbers: for number in numbers {
        // Zero stands for an empty place; the odd factor spreads what is similar.
        let number = number | 1 << 63;
        let spread = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - bits);
        let start = usize::try_from(spread).unwrap_or_default();
        for at in start..start + PROBES {
            match table.get_mut(at & mask) {
                Some(place) if *place == 0 => {
                    *place = number;
                    continue 'numbers;
                }
                Some(place) if *place == number => return false,
                _ => {}
            }
        }
        return false;
    }
    true
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
            return Err(Unsortable::Duplicate { event: event.meta.event_id });
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
        .map(|member| events[member].meta.event_id)
        .collect();
    members.reverse();
    Err(Unsortable::Circle { members })
}

#[cfg(test)]
mod tests;
