//! Hashes of documents and of whole entries.

use std::fmt::Write as _;

use event_contract::log::{Appended, Entry, Error, Stored};
use sha2::{Digest as _, Sha256};

/// What becomes of an entry whose id is in the log already: a duplicate if it is the same, or else a
/// conflict.
pub(crate) fn again(known: &Stored, offered: &Entry) -> Result<Appended, Error> {
    let Stored { position, version, entry: stored } = known;
    if stored == offered {
        return Ok(Appended::Duplicate { position: *position, version: *version });
    }
    Err(Error::Conflict {
        event_id: offered.event_id.to_string(),
        stored: hash(&stored.document),
        offered: hash(&offered.document),
    })
}

fn hash(document: &str) -> String {
    hex(Sha256::digest(document.as_bytes()))
}

/// Bytes in hexadecimal, as messages and reports tell hashes.
pub fn hex(bytes: impl AsRef<[u8]>) -> String {
    let bytes = bytes.as_ref();
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// A hash over an entry and its place, which tells an altered row from a sound one.
#[cfg(feature = "sqlite")]
pub(crate) fn seal(position: u64, version: u64, entry: &Entry) -> [u8; 32] {
    hash_of([position, version], texts(entry))
}

/// A hash over an entry wherever it is, which tells a duplicate from another event.
pub(crate) fn content(entry: &Entry) -> [u8; 32] {
    hash_of([], texts(entry))
}

/// A hash over a content and everything before it, of which `chain` is the hash.
pub(crate) fn linked(chain: &[u8; 32], content: &[u8; 32]) -> [u8; 32] {
    hash_of([], [chain, content].map(|hash| &hash[..]))
}

/// A hash over a content and its place, which tells an altered row from a sound one.
#[cfg(any(feature = "nats", feature = "postgres"))]
pub(crate) fn placed(position: u64, version: u64, content: &[u8; 32]) -> [u8; 32] {
    hash_of([position, version], [content])
}

/// What texts of any length are found by. Half of a SHA-256: nobody finds two texts that share one.
#[cfg(any(feature = "nats", feature = "postgres"))]
pub(crate) fn key<const N: usize>(texts: [&str; N]) -> [u8; 16] {
    let hash = hash_of([], texts.map(str::as_bytes));
    let (half, _) = hash.split_first_chunk().unwrap_or((&[0; 16], &[]));
    *half
}

/// A hash that tells rejected documents apart.
#[cfg(any(feature = "nats", feature = "postgres", feature = "sqlite"))]
pub(crate) fn print(rejected: &event_contract::log::Rejected) -> [u8; 32] {
    let event_contract::log::Rejected { origin, reason, document } = rejected;
    hash_of([], [origin.as_bytes(), reason.as_bytes(), document])
}

fn texts(entry: &Entry) -> [&[u8]; 4] {
    let Entry { event_id, event_type, aggregate_id, document } = entry;
    [event_id, event_type, aggregate_id, document].map(|text| text.as_bytes())
}

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
