//! Hashes of documents and of whole entries.

use std::fmt::Write as _;

use event_contract::log::Error;
#[cfg(feature = "sqlite")]
use event_contract::log::{Entry, Rejected};
use sha2::{Digest as _, Sha256};

/// The conflict between what is stored under an id and what was offered under it.
pub(crate) fn conflict(event_id: &str, stored: &str, offered: &str) -> Error {
    Error::Conflict { event_id: event_id.into(), stored: hash(stored), offered: hash(offered) }
}

fn hash(document: &str) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(document.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// A hash over an entry and its place, which tells an altered row from a sound one.
#[cfg(feature = "sqlite")]
pub(crate) fn seal(position: u64, version: u64, entry: &Entry) -> [u8; 32] {
    let Entry { event_id, event_type, aggregate_id, document } = entry;
    let texts = [event_id, event_type, aggregate_id, document].map(|text| text.as_bytes());
    hash_of([position, version], texts)
}

/// A hash that tells rejected documents apart.
#[cfg(feature = "sqlite")]
pub(crate) fn print(rejected: &Rejected) -> [u8; 32] {
    let Rejected { origin, reason, document } = rejected;
    hash_of([], [origin.as_bytes(), reason.as_bytes(), document])
}

#[cfg(feature = "sqlite")]
fn hash_of<const N: usize, const M: usize>(numbers: [u64; N], texts: [&[u8]; M]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for number in numbers {
        hash.update(number.to_le_bytes());
    }
    for text in texts {
        // With its length, so that no text can pass for the end of the one before it.
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    }
    hash.finalize().into()
}
