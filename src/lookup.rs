//! Finding an event by its name.

use std::sync::OnceLock;

use crate::cursor::same;
use crate::table::Event;

/// Where each event is in its line: a hash table, made at first use.
#[derive(Debug, Default)]
pub struct Lookup {
    /// Indices of events, [`EMPTY`] between them. The number of slots is a power of two.
    slots: OnceLock<Box<[u32]>>,
}

const EMPTY: u32 = u32::MAX;

impl Lookup {
    /// To be filled at first use.
    pub const fn new() -> Self {
        Self { slots: OnceLock::new() }
    }

    /// The index of the event with this name. Each call must pass the same events.
    #[inline]
    pub(crate) fn find(&self, events: &[&Event], name: &str) -> Option<usize> {
        let slots = self.slots.get_or_init(|| fill(events));
        let mut slot = hash(name) as usize;
        loop {
            // Half of the slots are empty, so that the search ends.
            let index = *slots.get(slot & (slots.len() - 1))? as usize;
            if same(events.get(index)?.name.as_bytes(), name.as_bytes()) {
                return Some(index);
            }
            slot += 1;
        }
    }
}

fn fill(events: &[&Event]) -> Box<[u32]> {
    let mut slots = vec![EMPTY; (events.len() * 2).next_power_of_two()];
    let mask = slots.len() - 1;
    for (index, event) in (0..EMPTY).zip(events) {
        let mut slot = hash(event.name) as usize & mask;
        while slots.get(slot).is_some_and(|taken| *taken != EMPTY) {
            slot = (slot + 1) & mask;
        }
        if let Some(free) = slots.get_mut(slot) {
            *free = index;
        }
    }
    slots.into_boxed_slice()
}

/// Mixes the words of a name, of which the last may overlap with the one before.
#[inline]
fn hash(name: &str) -> u32 {
    let bytes = name.as_bytes();
    let mix =
        |hash: u64, word: u64| (hash ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    let (words, rest) = bytes.as_chunks::<8>();
    let last = match bytes.last_chunk::<8>() {
        Some(word) => u64::from_le_bytes(*word),
        None => rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    (mix(words.fold(bytes.len() as u64, mix), last) >> 32) as u32
}
