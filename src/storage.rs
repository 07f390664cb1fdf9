//! What is kept beside events: the readings of clocks, and records of failures.

use std::num::NonZeroUsize;

/// Keeps the readings of Lamport clocks.
pub trait ClockStorage {
    /// Why an operation failed.
    type Error: std::error::Error;

    /// The last reading saved for an emitter, 0 if there is none.
    fn load(&self, node_id: &str) -> Result<u64, Self::Error>;

    /// Replaces the reading of an emitter.
    fn save(&mut self, node_id: &str, reading: u64) -> Result<(), Self::Error>;
}

/// Keeps records of failed actions, the latest ones only.
pub trait ErrorStorage<E> {
    /// Why an operation failed.
    type Error: std::error::Error;

    /// Adds an entry, and drops the oldest ones beyond what is retained.
    fn append(&mut self, entry: E) -> Result<(), Self::Error>;

    /// The latest entries, newest first.
    fn load_recent(&self, limit: NonZeroUsize) -> Result<Vec<E>, Self::Error>;
}

impl<S: ClockStorage + ?Sized> ClockStorage for &mut S {
    type Error = S::Error;

    fn load(&self, node_id: &str) -> Result<u64, S::Error> {
        (**self).load(node_id)
    }

    fn save(&mut self, node_id: &str, reading: u64) -> Result<(), S::Error> {
        (**self).save(node_id, reading)
    }
}

impl<S: ClockStorage + ?Sized> ClockStorage for Box<S> {
    type Error = S::Error;

    fn load(&self, node_id: &str) -> Result<u64, S::Error> {
        (**self).load(node_id)
    }

    fn save(&mut self, node_id: &str, reading: u64) -> Result<(), S::Error> {
        (**self).save(node_id, reading)
    }
}

impl<E, S: ErrorStorage<E> + ?Sized> ErrorStorage<E> for &mut S {
    type Error = S::Error;

    fn append(&mut self, entry: E) -> Result<(), S::Error> {
        (**self).append(entry)
    }

    fn load_recent(&self, limit: NonZeroUsize) -> Result<Vec<E>, S::Error> {
        (**self).load_recent(limit)
    }
}
