//! Logs of events: kept in memory and folded by all cores if they are small enough, else read once for an index of
//! what is where, and folded key by key.
//!
//! For the latter, memory holds 32 bytes for every event that counts, each key once, the state of one key, and the events
//! of one reading of the clock. The order of the lines does not matter.

mod events;
mod fold;
mod held;
mod index;
mod key;
mod source;
mod states;

pub(crate) use events::{Refused, events};
pub(crate) use fold::fold;
pub(crate) use held::{Held, fits};
pub(crate) use index::{Index, Plan};
pub(crate) use key::By;
pub(crate) use source::Source;
pub(crate) use states::hashes;
