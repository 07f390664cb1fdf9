//! A log in memory, for tests and short-lived tools.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::num::NonZeroUsize;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use event_contract::log::{
    Appended, Batch, Capabilities, Error, Of, Reader, Rejected, Saved, Stored, Writer,
};
use event_contract::{ClockStorage, ErrorStorage};

use crate::Head;
use crate::digest::{again, content};
use crate::store::{self, Stats, Store};

/// A log in memory. Clones are handles to the same log.
#[derive(Clone, Debug, Default)]
pub struct Memory(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    log: Mutex<Log>,
    grown: Condvar,
}

#[derive(Debug, Default)]
struct Log {
    /// The entry at position n is at n - 1.
    entries: Vec<Stored>,
    chained: Head,
    ids: HashMap<Box<str>, usize>,
    aggregates: HashMap<Box<str>, Vec<usize>>,
    types: HashMap<Box<str>, Vec<usize>>,
    clocks: HashMap<String, u64>,
    snapshots: BTreeMap<(String, String), Saved>,
    rejected: VecDeque<Rejected>,
    known_rejected: HashSet<Rejected>,
    retained: Option<NonZeroUsize>,
}

impl Memory {
    /// A log that keeps no more than this many rejected documents; without this call it keeps all.
    #[must_use]
    pub fn retaining(self, rejected: NonZeroUsize) -> Self {
        self.lock().retained = Some(rejected);
        self
    }

    fn lock(&self) -> MutexGuard<'_, Log> {
        // Changes are made after everything that may fail, so that a panic elsewhere leaves a whole log.
        self.0.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Log {
    fn head(&self) -> u64 {
        self.entries.len() as u64
    }

    fn version(&self, aggregate_id: &str) -> u64 {
        self.aggregates.get(aggregate_id).map_or(0, |places| places.len() as u64)
    }

    fn reading(&self, node_id: &str) -> u64 {
        self.clocks.get(node_id).copied().unwrap_or(0)
    }

    /// Appends a batch whose conditions hold, and gives nothing back if they do not.
    fn append(&mut self, batch: &Batch) -> Result<Vec<Appended>, Error> {
        let before = self.entries.len();
        let done = self.try_append(batch);
        match done {
            Ok(_) => {
                let new = self.entries.iter().skip(before);
                let contents = new.map(|stored| content(&stored.entry));
                self.chained = contents.fold(self.chained, |head, content| head.with(&content));
            }
            Err(_) => self.cut(before),
        }
        done
    }

    fn try_append(&mut self, batch: &Batch) -> Result<Vec<Appended>, Error> {
        let versions: Vec<u64> = batch.checks.iter().map(|(id, _)| self.version(id)).collect();
        let mut done = Vec::with_capacity(batch.entries.len());
        let mut any_new = batch.entries.is_empty();
        for entry in &batch.entries {
            if let Some(known) = self.ids.get(&entry.event_id).and_then(|at| self.entries.get(*at))
            {
                done.push(again(known, entry)?);
                continue;
            }
            any_new = true;
            let at = self.entries.len();
            let places = self.aggregates.entry(entry.aggregate_id.clone()).or_default();
            places.push(at);
            let (position, version) = (at as u64 + 1, places.len() as u64);
            self.types.entry(entry.event_type.clone()).or_default().push(at);
            self.ids.insert(entry.event_id.clone(), at);
            self.entries.push(Stored { position, version, entry: entry.clone() });
            done.push(Appended::New { position, version });
        }
        if !any_new {
            return Ok(done);
        }
        for ((aggregate_id, check), found) in batch.checks.iter().zip(versions) {
            check.require(aggregate_id, found)?;
        }
        if let Some(step) = &batch.clock {
            step.require(self.reading(&step.node_id))?;
            self.clocks.insert(step.node_id.clone(), step.to);
        }
        Ok(done)
    }

    /// Takes back what was appended last.
    fn cut(&mut self, to: usize) {
        for stored in self.entries.drain(to..).rev() {
            self.ids.remove(&stored.entry.event_id);
            for places in [
                self.aggregates.get_mut(&stored.entry.aggregate_id),
                self.types.get_mut(&stored.entry.event_type),
            ] {
                places.map(Vec::pop);
            }
        }
    }

    fn reject(&mut self, entry: Rejected) {
        if !self.known_rejected.insert(entry.clone()) {
            return;
        }
        self.rejected.push_back(entry);
        if self.retained.is_some_and(|most| self.rejected.len() > most.get())
            && let Some(oldest) = self.rejected.pop_front()
        {
            self.known_rejected.remove(&oldest);
        }
    }

    fn read(&self, of: Of<'_>, after: u64, limit: usize) -> Vec<Stored> {
        let after = usize::try_from(after).unwrap_or(usize::MAX).min(self.entries.len());
        let places = match of {
            Of::All => return self.entries.iter().skip(after).take(limit).cloned().collect(),
            Of::Aggregate(id) => self.aggregates.get(id),
            Of::Type(name) => self.types.get(name),
        };
        let places = places.map(Vec::as_slice).unwrap_or_default();
        let from = places.partition_point(|at| *at < after);
        let places = places.iter().skip(from).take(limit);
        places.filter_map(|at| self.entries.get(*at)).cloned().collect()
    }
}

impl Reader for Memory {
    fn capabilities(&self) -> Capabilities {
        Capabilities { durable: false, shared: true }
    }

    fn head(&self) -> Result<u64, Error> {
        Ok(self.lock().head())
    }

    fn version(&self, aggregate_id: &str) -> Result<u64, Error> {
        Ok(self.lock().version(aggregate_id))
    }

    fn read(&self, of: Of<'_>, after: u64, limit: usize) -> Result<Vec<Stored>, Error> {
        Ok(self.lock().read(of, after, limit))
    }

    fn wait(&self, after: u64, at_most: Duration) -> Result<u64, Error> {
        let waited =
            self.0.grown.wait_timeout_while(self.lock(), at_most, |log| log.head() <= after);
        let (log, _) = waited.unwrap_or_else(PoisonError::into_inner);
        Ok(log.head())
    }

    fn snapshot(&self, name: &str, key: &str) -> Result<Option<Saved>, Error> {
        Ok(self.lock().snapshots.get(&(name.to_owned(), key.to_owned())).cloned())
    }
}

impl Writer for Memory {
    fn append(&mut self, batch: &Batch) -> Result<Vec<Appended>, Error> {
        let done = self.lock().append(batch);
        self.0.grown.notify_all();
        done
    }

    fn save_snapshot(&mut self, name: &str, key: &str, saved: &Saved) -> Result<(), Error> {
        let mut log = self.lock();
        let kept = log.snapshots.entry((name.to_owned(), key.to_owned()));
        let kept = kept.or_insert_with(|| saved.clone());
        if kept.position <= saved.position {
            kept.clone_from(saved);
        }
        Ok(())
    }
}

impl ClockStorage for Memory {
    type Error = Error;

    fn load(&self, node_id: &str) -> Result<u64, Error> {
        Ok(self.lock().reading(node_id))
    }

    fn save(&mut self, node_id: &str, reading: u64) -> Result<(), Error> {
        self.lock().clocks.insert(node_id.to_owned(), reading);
        Ok(())
    }
}

impl ErrorStorage<Rejected> for Memory {
    type Error = Error;

    fn append(&mut self, entry: Rejected) -> Result<(), Error> {
        self.lock().reject(entry);
        Ok(())
    }

    fn load_recent(&self, limit: NonZeroUsize) -> Result<Vec<Rejected>, Error> {
        Ok(self.lock().rejected.iter().rev().take(limit.get()).cloned().collect())
    }
}

impl Store for Memory {
    fn kept_head(&self) -> Result<Head, Error> {
        Ok(self.lock().chained)
    }

    fn verify_since(&self, earlier: Option<&Head>) -> Result<Head, Error> {
        store::verify(self, earlier, Some(self.kept_head()?), |_| Ok(()))
    }

    fn stats(&self) -> Result<Stats, Error> {
        let log = self.lock();
        let bytes = log.entries.iter().map(|stored| stored.entry.document.len() as u64).sum();
        Ok(Stats {
            events: log.head(),
            aggregates: log.aggregates.len() as u64,
            rejected: log.rejected.len() as u64,
            bytes,
        })
    }

    fn compact(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn keep(&mut self, rejected: &[Rejected]) -> Result<(), Error> {
        let mut log = self.lock();
        for one in rejected {
            log.reject(one.clone());
        }
        Ok(())
    }

    fn forget(&mut self, rejected: &Rejected) -> Result<bool, Error> {
        let mut log = self.lock();
        log.rejected.retain(|one| one != rejected);
        Ok(log.known_rejected.remove(rejected))
    }
}
