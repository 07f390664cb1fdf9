//! The states of a log's keys, one after the other.

use std::collections::HashSet;
use std::io;
use std::ops::Range;

use event_contract::Record;
use event_contract::fold::{Options, SortedError};
use event_contract::registry::{AnyFold, Reducer, Stopped};

use super::index::{Entry, Index};
use super::source::Again;
use crate::exit::Failure;

/// Folds every key and hands its state, as JSON text, to `sink`: what `event_contract::fold` makes of all
/// events of the key.
pub(crate) fn fold(
    index: &Index,
    log: &mut Again,
    (reducer, options): (Reducer, &Options),
    mut sink: impl FnMut(&str, Result<String, Stopped>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut start = 0;
    for entries in index.entries.chunk_by(|a, b| a.key == b.key) {
        let fold = reducer.start(options).map_err(|error| Failure::Failed(error.to_string()))?;
        let places = start..start + entries.len();
        start = places.end;
        let state = Key { index, log, places }.fold(fold)?;
        let key = entries.first().and_then(|entry| index.keys.get(entry.key as usize));
        sink(key.map_or("", |key| key), state)?;
    }
    Ok(())
}

/// A key under way.
struct Key<'a> {
    index: &'a Index,
    log: &'a mut Again,
    /// Its entries.
    places: Range<usize>,
}

impl Key<'_> {
    fn fold(mut self, mut fold: Box<dyn AnyFold>) -> Result<Result<String, Stopped>, Failure> {
        let entries = self.index.entries.get(self.places.clone()).unwrap_or_default();
        let repeated = repeated(entries);
        let mut seen = HashSet::new();
        let mut events = Vec::new();
        for concurrent in entries.chunk_by(|a, b| a.clock == b.clock) {
            for _ in concurrent {
                let event = self.next().map_err(|error| Failure::at(&self.log.name, error))?;
                events.push(event);
            }
            // Stable: of events with one id that agree in all else, the first in the log counts.
            events.sort_by(|a, b| a.meta.total_cmp(&b.meta));
            for event in events.drain(..) {
                let id = &event.meta.event_id;
                let once = repeated.is_empty()
                    || !repeated.contains(&self.index.hash(id))
                    || seen.insert(*id);
                if once && let Err(error) = fold.push(event) {
                    return Ok(Err(match error {
                        SortedError::Stopped(error) => error,
                        SortedError::OutOfOrder(error) => error.into(),
                    }));
                }
            }
        }
        Ok(fold.finish())
    }

    /// Reads the next event of the key.
    fn next(&mut self) -> io::Result<Record> {
        let entries = self.index.entries.get(self.places.start..).unwrap_or_default();
        self.places.start += 1;
        let changed = || io::Error::other("the log has changed since it was read first");
        let text = str::from_utf8(self.log.text(entries)?).map_err(|_| changed())?;
        let event = self.index.line.record(text).map_err(|_| changed())?;
        let same =
            entries.first().is_some_and(|entry| entry.id == self.index.hash(&event.meta.event_id));
        if same { Ok(event) } else { Err(changed()) }
    }
}

/// The hashes that more than one entry has, sure to be those of all ids that occur again.
fn repeated(entries: &[Entry]) -> HashSet<u64> {
    let mut ids: Vec<u64> = entries.iter().map(|entry| entry.id).collect();
    ids.sort_unstable();
    ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect()
}
