//! What is put on record about the gateway's own work: what was taken in, turned away and given up.

use event_contract::emitter::EmitError;
use event_contract::log::Error;
use event_contract_stores::Store;
use sha2::{Digest as _, Sha256};

/// Writes to a log, and what is written about it. A program whose contracts have events for that implements it.
pub trait Journal: Send {
    /// The log that the gateway writes to.
    fn log(&mut self) -> &mut dyn Store;

    /// Puts on record what became of a commit.
    ///
    /// # Errors
    ///
    /// An event that could not be made or appended. What the clients sent is in the log all the same.
    fn record(&mut self, commit: &Commit<'_>) -> Result<(), EmitError>;
}

/// Makes a journal around the log that a gateway writes to.
pub type OpenJournal = Box<dyn FnOnce(Box<dyn Store>) -> Result<Box<dyn Journal>, Error> + Send>;

/// What became of the documents of a commit.
#[derive(Clone, Copy, Debug)]
pub struct Commit<'a> {
    /// A hash of the ids of the events.
    pub fingerprint: &'a str,
    /// How many events the log took.
    pub accepted: u64,
    /// The documents that it did not take.
    pub refused: &'a [Refused],
}

/// A document that was not taken, and why.
#[derive(Clone, Debug)]
pub struct Refused {
    /// A hash of the document.
    pub fingerprint: String,
    /// Where it is kept.
    pub kept: String,
    /// Why, without payload values.
    pub reason: String,
    /// Whether it was valid, but the log has another event with its id.
    pub conflict: bool,
}

/// A log about which nothing is written.
pub(crate) struct Silent(pub(crate) Box<dyn Store>);

impl Journal for Silent {
    fn log(&mut self) -> &mut dyn Store {
        &mut *self.0
    }

    fn record(&mut self, _: &Commit<'_>) -> Result<(), EmitError> {
        Ok(())
    }
}

/// A hash of bytes, in hexadecimal.
pub(crate) fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    event_contract_stores::hex(hash.finalize())
}
