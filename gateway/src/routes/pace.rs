//! How many events are read at once: many small ones, few large ones.

use event_contract::log::Stored;

/// About how many bytes are read at once.
const BYTES: usize = 512 << 10;
/// The most events that are read at once.
const MOST: usize = 500;

/// How many events to read next, by those that were read last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace(usize);

impl Default for Pace {
    fn default() -> Self {
        Self(8)
    }
}

impl Pace {
    pub(super) const fn events(self) -> usize {
        self.0
    }

    pub(super) fn learn(&mut self, read: &[Stored]) {
        let bytes: usize = read.iter().map(|stored| stored.entry.document.len()).sum();
        let fitting = BYTES.saturating_mul(read.len()) / bytes.max(1);
        // Never much more than before, since the next ones may be larger.
        self.0 = fitting.min(self.0 * 4).clamp(1, MOST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use event_contract::log::Entry;

    fn read(events: usize, bytes: usize) -> Vec<Stored> {
        let document = "x".repeat(bytes).into_boxed_str();
        let [event_id, event_type, aggregate_id] = ["1", "X", "a"].map(Box::from);
        let entry = Entry { event_id, event_type, aggregate_id, document };
        vec![Stored { position: 1, version: 1, entry }; events]
    }

    #[test]
    fn small_events_come_by_the_hundred_and_large_ones_alone() {
        let mut pace = Pace::default();
        pace.learn(&read(8, 500));
        assert_eq!(pace.events(), 32);
        for _ in 0..9 {
            pace.learn(&read(pace.events(), 500));
        }
        assert_eq!(pace.events(), MOST);
        pace.learn(&read(3, 4 << 20));
        assert_eq!(pace.events(), 1);
        pace.learn(&[]);
        assert_eq!(pace.events(), 1);
    }
}
