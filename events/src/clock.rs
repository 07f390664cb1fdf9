//! Lamport clocks: counters that grow with every event seen, so that no effect is numbered before its
//! cause (Lamport 1978).

use event_contract::ClockStorage;

/// The Lamport clock of one emitter, kept in a storage.
///
/// ```
/// use spec_kitty_events::{InMemoryClockStorage, LamportClock};
///
/// let mut storage = InMemoryClockStorage::default();
/// let mut clock = LamportClock::load("node-a", &mut storage)?;
/// assert_eq!(clock.tick()?, 1);
/// assert_eq!(clock.update(7)?, 8, "one more than the larger of both");
/// assert_eq!(clock.current(), 8);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct LamportClock<S> {
    node_id: String,
    reading: u64,
    storage: S,
}

/// Why a clock did not move.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClockError<E> {
    /// The reading would not fit 64 bits.
    #[error("the clock of {node} is at its end")]
    Exhausted {
        /// The emitter.
        node: String,
    },
    /// The storage failed; the clock reads as before.
    #[error("the clock's storage failed: {0}")]
    Storage(#[source] E),
}

impl<S: ClockStorage> LamportClock<S> {
    /// The clock of an emitter as the storage has it, or a new one at 0.
    pub fn load(node_id: impl Into<String>, storage: S) -> Result<Self, ClockError<S::Error>> {
        let node_id = node_id.into();
        let reading = storage.load(&node_id).map_err(ClockError::Storage)?;
        Ok(Self { node_id, reading, storage })
    }

    /// Counts an event of the emitter's own and gives the reading it carries.
    pub fn tick(&mut self) -> Result<u64, ClockError<S::Error>> {
        self.advance(self.reading)
    }

    /// Takes note of a reading from elsewhere: moves to one more than the larger of both.
    pub fn update(&mut self, remote: u64) -> Result<u64, ClockError<S::Error>> {
        self.advance(self.reading.max(remote))
    }

    /// The reading.
    pub const fn current(&self) -> u64 {
        self.reading
    }

    /// The emitter.
    pub fn node_id(&self) -> &str {
        &self.node_id
    }

    fn advance(&mut self, from: u64) -> Result<u64, ClockError<S::Error>> {
        let next = from
            .checked_add(1)
            .ok_or_else(|| ClockError::Exhausted { node: self.node_id.clone() })?;
        // Stored first: a reading that was handed out must never be handed out again.
        self.storage.save(&self.node_id, next).map_err(ClockError::Storage)?;
        self.reading = next;
        Ok(next)
    }
}

#[cfg(test)]
mod tests;
