//! Where the events of each key are.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::io;

use event_contract::registry::Reducer;
use event_contract::table::Line;
use event_contract::{EventId, Record};

use super::By;
use super::events::{Refused, events};
use crate::stream::Input;

/// An event that counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// Its place in the log, in bytes.
    pub(super) offset: u64,
    /// A hash of its id.
    pub(super) id: u64,
    /// The reading of its clock; the largest number for all readings beyond.
    pub(super) clock: u64,
    /// Index into [`Index::keys`].
    pub(super) key: u32,
    /// Its length.
    pub(super) bytes: u32,
}

impl Entry {
    pub(super) const fn end(&self) -> u64 {
        self.offset + self.bytes as u64
    }
}

/// How to read a log.
pub(crate) struct Plan {
    /// The line of the events.
    pub(crate) line: &'static Line,
    /// What will fold it.
    pub(crate) reducer: Reducer,
    /// What is folded on its own.
    pub(crate) by: By,
    /// The longest line, in bytes.
    pub(crate) max_line_bytes: usize,
}

/// Where the events of each key are.
#[derive(Debug)]
pub(crate) struct Index {
    /// The line of the events.
    pub(super) line: &'static Line,
    /// The keys, sorted.
    pub(super) keys: Vec<Box<str>>,
    /// The events that count, sorted by key, clock and place.
    pub(super) entries: Vec<Entry>,
    /// How many events there are, counting or not.
    pub(crate) events: u64,
    hasher: RandomState,
}

impl Index {
    fn new(line: &'static Line) -> Self {
        let (keys, entries, hasher) = (Vec::new(), Vec::new(), RandomState::new());
        Self { line, keys, entries, events: 0, hasher }
    }

    /// Reads a log. Hands progress in bytes to `progress` and lines that are no events to `refused`.
    pub(crate) fn read(
        input: Input,
        plan: &Plan,
        progress: impl FnMut(u64),
        refused: impl FnMut(Refused),
    ) -> io::Result<Self> {
        Self::read_some(input, plan, progress, refused, |_, _| true)
    }

    /// The same, but only of the events that `wanted` says so of; it gets their places in bytes.
    pub(crate) fn read_some(
        input: Input,
        plan: &Plan,
        progress: impl FnMut(u64),
        refused: impl FnMut(Refused),
        mut wanted: impl FnMut(&Record, u64) -> bool,
    ) -> io::Result<Self> {
        let mut index = Self::new(plan.line);
        let mut known = HashMap::new();
        let take = |event: Record, offset| {
            if wanted(&event, offset) {
                index.add(plan, &mut known, &event, offset);
            }
        };
        events(input, plan.line, plan.max_line_bytes, progress, refused, take)?;
        index.sort(known);
        Ok(index)
    }

    fn add(
        &mut self,
        plan: &Plan,
        known: &mut HashMap<Box<str>, u32>,
        event: &Record,
        offset: u64,
    ) {
        self.events += 1;
        if !plan.reducer.counts(event) {
            return;
        }
        let key = plan.by.key(event);
        let key = known.get(&*key).copied().unwrap_or_else(|| {
            let new = u32::try_from(known.len()).unwrap_or(u32::MAX);
            known.insert(key.into(), new);
            new
        });
        self.entries.push(Entry {
            offset,
            id: self.hash(&event.meta.event_id),
            clock: event.meta.lamport_clock.to_u64().unwrap_or(u64::MAX),
            key,
            bytes: u32::try_from(event.document().len()).unwrap_or(u32::MAX),
        });
    }

    fn sort(&mut self, known: HashMap<Box<str>, u32>) {
        let mut keys: Vec<(Box<str>, u32)> = known.into_iter().collect();
        keys.sort_unstable();
        let mut ranks = vec![0; keys.len()];
        for (rank, (_, key)) in (0..).zip(&keys) {
            ranks[*key as usize] = rank;
        }
        self.keys = keys.into_iter().map(|(key, _)| key).collect();
        for entry in &mut self.entries {
            entry.key = ranks[entry.key as usize];
        }
        self.entries.sort_unstable_by_key(|entry| (entry.key, entry.clock, entry.offset));
    }

    /// The hash of an id, as the entries have it.
    pub(super) fn hash(&self, id: &EventId) -> u64 {
        self.hasher.hash_one(id)
    }

    /// How many keys have events that count.
    pub(crate) fn keys(&self) -> u64 {
        self.keys.len() as u64
    }

    /// How many events count.
    pub(crate) fn counted(&self) -> u64 {
        self.entries.len() as u64
    }
}
