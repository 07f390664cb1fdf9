//! Stores as the Python package has them: events, clocks and failures, each in memory.
//!
//! An [`EventStore`] is a set of events that a later one with the same id replaces; what lasts is a
//! [log](event_contract::log), which replaces nothing. Clocks and failures are kept by the same traits in both.

use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;
use std::num::NonZeroUsize;

use event_contract::{ClockStorage, ErrorStorage, EventId, Record};
use indexmap::IndexMap;

use crate::order;

/// Keeps events, whose payloads it does not look at.
pub trait EventStore {
    /// Why an operation failed.
    type Error: std::error::Error;

    /// Keeps an event. One with the same id is replaced, so that saving again changes nothing.
    fn save(&mut self, event: Record) -> Result<(), Self::Error>;

    /// The events of an aggregate by clock, then emitter.
    fn load(&self, aggregate_id: &str) -> Result<Vec<Record>, Self::Error>;

    /// All events by clock, then emitter.
    fn load_all(&self) -> Result<Vec<Record>, Self::Error>;
}

impl<S: EventStore + ?Sized> EventStore for &mut S {
    type Error = S::Error;

    fn save(&mut self, event: Record) -> Result<(), S::Error> {
        (**self).save(event)
    }

    fn load(&self, aggregate_id: &str) -> Result<Vec<Record>, S::Error> {
        (**self).load(aggregate_id)
    }

    fn load_all(&self) -> Result<Vec<Record>, S::Error> {
        (**self).load_all()
    }
}

/// Events in memory, for tests and short-lived tools.
#[derive(Clone, Debug, Default)]
pub struct InMemoryEventStore {
    events: IndexMap<EventId, Record>,
}

impl InMemoryEventStore {
    fn sorted(&self, wanted: impl Fn(&Record) -> bool) -> Vec<Record> {
        let mut events: Vec<Record> =
            self.events.values().filter(|event| wanted(event)).cloned().collect();
        events
            .sort_by(|a, b| order::total_order_key(&a.meta).cmp(&order::total_order_key(&b.meta)));
        events
    }
}

impl EventStore for InMemoryEventStore {
    type Error = Infallible;

    fn save(&mut self, event: Record) -> Result<(), Infallible> {
        self.events.insert(event.meta.event_id, event);
        Ok(())
    }

    fn load(&self, aggregate_id: &str) -> Result<Vec<Record>, Infallible> {
        Ok(self.sorted(|event| *event.meta.aggregate_id == *aggregate_id))
    }

    fn load_all(&self) -> Result<Vec<Record>, Infallible> {
        Ok(self.sorted(|_| true))
    }
}

/// Clock readings in memory, for tests and short-lived tools.
#[derive(Clone, Debug, Default)]
pub struct InMemoryClockStorage {
    readings: HashMap<String, u64>,
}

impl ClockStorage for InMemoryClockStorage {
    type Error = Infallible;

    fn load(&self, node_id: &str) -> Result<u64, Infallible> {
        Ok(self.readings.get(node_id).copied().unwrap_or(0))
    }

    fn save(&mut self, node_id: &str, reading: u64) -> Result<(), Infallible> {
        self.readings.insert(node_id.to_owned(), reading);
        Ok(())
    }
}

/// Records of failures in memory. Keeps 100 entries unless told otherwise.
#[derive(Clone, Debug)]
pub struct InMemoryErrorStorage<E> {
    entries: VecDeque<E>,
    retained: NonZeroUsize,
}

impl<E> InMemoryErrorStorage<E> {
    /// An empty storage that keeps this many entries.
    pub const fn retaining(retained: NonZeroUsize) -> Self {
        Self { entries: VecDeque::new(), retained }
    }
}

impl<E> Default for InMemoryErrorStorage<E> {
    fn default() -> Self {
        const RETAINED: NonZeroUsize = NonZeroUsize::MIN.saturating_add(99);
        Self::retaining(RETAINED)
    }
}

impl<E: Clone> ErrorStorage<E> for InMemoryErrorStorage<E> {
    type Error = Infallible;

    fn append(&mut self, entry: E) -> Result<(), Infallible> {
        self.entries.push_back(entry);
        if self.entries.len() > self.retained.get() {
            self.entries.pop_front();
        }
        Ok(())
    }

    fn load_recent(&self, limit: NonZeroUsize) -> Result<Vec<E>, Infallible> {
        Ok(self.entries.iter().rev().take(limit.get()).cloned().collect())
    }
}

/// A log of failed actions, so that the next attempt can learn from them.
///
/// Which entries are kept, and for how long, is the storage's business.
#[derive(Debug)]
pub struct ErrorLog<S> {
    storage: S,
}

impl<S> ErrorLog<S> {
    /// How many entries [`ErrorLog::recent`] is usually asked for.
    pub const USUAL_LIMIT: NonZeroUsize = NonZeroUsize::MIN.saturating_add(9);

    /// A log over a storage.
    pub const fn new(storage: S) -> Self {
        Self { storage }
    }

    /// Adds an entry.
    pub fn append<E>(&mut self, entry: E) -> Result<(), S::Error>
    where
        S: ErrorStorage<E>,
    {
        self.storage.append(entry)
    }

    /// The latest entries, newest first.
    pub fn recent<E>(&self, limit: NonZeroUsize) -> Result<Vec<E>, S::Error>
    where
        S: ErrorStorage<E>,
    {
        self.storage.load_recent(limit)
    }
}

#[cfg(test)]
mod tests;
