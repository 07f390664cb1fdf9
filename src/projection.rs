//! States that grow with the stream, survive restarts, and stay equal to a fold over everything.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::fold::{Folding, Reduce, Tally};
use crate::record::{Meta, Place, Record};
use crate::scalar::{EventId, Integer, JsonObject};
use crate::table::Line;
use crate::violation::Violations;

/// A state that takes events as they arrive.
///
/// Events may come in any order and more than once: [`Projection::state`] always equals
/// [`fold`](crate::fold()) over everything that was pushed. To make that possible, a projection keeps the
/// events themselves until [`Projection::settle`] says that none will come with an earlier clock reading.
/// Settled events are folded into the state for good and dropped; only their ids stay, to know them again.
///
/// An event that is *late*, that is, one whose clock reading is settled and that is not known, is
/// refused with [`Late`] and changes nothing. The answer to it is to fold again from the store, or to settle
/// later.
///
/// An event with the id of a settled one is taken to be that event.
///
/// A clone of a projection costs a clone of the reducer; [`Projection::state`] needs one.
#[derive(Clone, Debug)]
pub struct Projection<R> {
    settled: Folding<R>,
    /// The settled events by id.
    known: BTreeMap<EventId, Place>,
    /// Up to which clock reading, inclusive, events are settled.
    horizon: Option<Integer>,
    /// Events that are not settled.
    open: BTreeMap<Key, Record>,
    /// Where each open event is.
    places: BTreeMap<EventId, Key>,
}

/// An event's place in the total order.
#[derive(Clone, Debug)]
struct Key(Meta);

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Key {}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// What became of a pushed event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pushed {
    /// It counts from now on.
    Taken,
    /// An event with the same id, not later in the total order, counts already.
    Duplicate,
    /// It does not concern the reducer.
    Foreign,
}

/// An event came after its clock reading was settled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "event {event} with clock {clock} comes too late: all up to {horizon} is settled; fold again from the store"
)]
pub struct Late {
    /// The event.
    pub event: EventId,
    /// Its clock reading.
    pub clock: Integer,
    /// Up to which reading events are settled.
    pub horizon: Integer,
}

/// A projection at rest. Serialises to JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Snapshot<R> {
    reducer: R,
    tally: Tally,
    known: BTreeMap<EventId, Place>,
    horizon: Option<Integer>,
    open: Vec<JsonObject>,
}

impl<R: Reduce> Projection<R> {
    /// A projection that begins with `reducer`.
    pub fn new(reducer: R) -> Self {
        Self {
            settled: Folding::new(reducer),
            known: BTreeMap::new(),
            horizon: None,
            open: BTreeMap::new(),
            places: BTreeMap::new(),
        }
    }

    /// Takes an event.
    pub fn push(&mut self, event: Record) -> Result<Pushed, Late> {
        if !Folding::<R>::counts(&event) {
            return Ok(Pushed::Foreign);
        }
        let id = event.meta.event_id;
        // Of events with one id, the first in the total order counts.
        if self.known.get(&id).is_some_and(|settled| *settled <= event.meta.place()) {
            return Ok(Pushed::Duplicate);
        }
        if let Some(horizon) = &self.horizon
            && event.meta.lamport_clock <= *horizon
        {
            let clock = event.meta.lamport_clock;
            return Err(Late { event: id, clock, horizon: horizon.clone() });
        }
        let key = Key(event.meta.clone());
        if let Some(place) = self.places.get(&id) {
            if *place <= key {
                return Ok(Pushed::Duplicate);
            }
            self.open.remove(place);
        }
        self.places.insert(id, key.clone());
        self.open.insert(key, event);
        Ok(Pushed::Taken)
    }

    /// Folds everything up to a clock reading, inclusive, for good.
    ///
    /// If the reducer stops, the projection stays as it was.
    pub fn settle(&mut self, clock: &Integer) -> Result<(), R::Error>
    where
        R: Clone,
    {
        let mut ready: Vec<&Record> =
            self.open.values().take_while(|event| event.meta.lamport_clock <= *clock).collect();
        let mut settled = self.settled.clone();
        settled.take_sorted(&mut ready)?;
        self.settled = settled;
        let rest = self.open.keys().find(|key| key.0.lamport_clock > *clock).cloned();
        let later = rest.map_or_else(BTreeMap::new, |key| self.open.split_off(&key));
        for event in std::mem::replace(&mut self.open, later).into_values() {
            self.places.remove(&event.meta.event_id);
            let place = event.meta.place();
            self.known.insert(event.meta.event_id, place);
        }
        if self.horizon.as_ref().is_none_or(|horizon| horizon < clock) {
            self.horizon = Some(clock.clone());
        }
        Ok(())
    }

    /// The state: what a fold over all pushed events comes to.
    pub fn state(&self) -> Result<R::Output, R::Error>
    where
        R: Clone,
    {
        let mut folding = self.settled.clone();
        let mut open: Vec<&Record> = self.open.values().collect();
        folding.take_sorted(&mut open)?;
        folding.finish()
    }

    /// Up to which clock reading, inclusive, events are settled.
    pub const fn horizon(&self) -> Option<&Integer> {
        self.horizon.as_ref()
    }

    /// How many events are kept because they are not settled.
    pub fn open_events(&self) -> usize {
        self.open.len()
    }

    /// The projection in a form that can be stored.
    pub fn snapshot(&self) -> Snapshot<R>
    where
        R: Clone,
    {
        let open = self.open.values().filter_map(|event| event.document().parse().ok());
        Snapshot {
            reducer: self.settled.reducer.clone(),
            tally: self.settled.tally.clone(),
            known: self.known.clone(),
            horizon: self.horizon.clone(),
            open: open.collect(),
        }
    }

    /// Goes on from a snapshot. `line` is the line whose events were pushed.
    pub fn resume(snapshot: Snapshot<R>, line: &Line) -> Result<Self, Violations>
    where
        R: DeserializeOwned,
    {
        let Snapshot { reducer, tally, known, horizon, open } = snapshot;
        let settled = Folding { reducer, tally };
        let (places, open_events) = (BTreeMap::new(), BTreeMap::new());
        let mut projection = Self { settled, known, horizon, open: open_events, places };
        for document in open {
            let event = line.record(document.as_str())?;
            let key = Key(event.meta.clone());
            projection.places.insert(event.meta.event_id, key.clone());
            projection.open.insert(key, event);
        }
        Ok(projection)
    }
}

#[cfg(test)]
mod tests;
