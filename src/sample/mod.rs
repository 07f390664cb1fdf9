//! Seeded values from contract tables, for tests, demonstrations and benchmarks.
//!
//! Every value is made from a sequence of choices. The sequence comes from a seed, or is given, so that a
//! property test can shrink it: smaller choices make simpler values, and zeros the minimal valid value.

mod event;
mod mutate;
mod pattern;
mod text;
mod value;

pub use event::{Stream, StreamOptions, envelope, payload, stream};
pub use mutate::mutated;
pub use value::value;

/// A sequence of choices.
#[derive(Clone, Debug)]
pub struct Source(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Seeded(u64),
    Given(std::vec::IntoIter<u64>),
}

impl Source {
    /// An endless sequence that the seed determines (`SplitMix64`).
    pub const fn from_seed(seed: u64) -> Self {
        Self(Kind::Seeded(seed))
    }

    /// These choices, then zeros.
    pub fn from_choices(choices: &[u64]) -> Self {
        let choices: Vec<u64> = choices.into();
        Self(Kind::Given(choices.into_iter()))
    }

    /// The next choice.
    pub fn choice(&mut self) -> u64 {
        match &mut self.0 {
            Kind::Given(choices) => choices.next().unwrap_or(0),
            Kind::Seeded(state) => {
                *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
                let mut mixed = *state;
                mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
                mixed ^ mixed >> 31
            }
        }
    }

    /// A number below `bound`; 0 if that is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let choice = self.choice();
        usize::try_from(choice.checked_rem(bound as u64).unwrap_or(0)).unwrap_or(0)
    }

    /// `true` in this many cases of a thousand; `false` for a choice of 0.
    pub fn per_mille(&mut self, cases: u32) -> bool {
        self.choice() % 1000
            >= 1000_u64.saturating_sub(u64::from(cases)).max(u64::from(cases < 1000))
    }

    /// One of the items, the first for a choice of 0.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }
}

#[cfg(test)]
mod tests;
