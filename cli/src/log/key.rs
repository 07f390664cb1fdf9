//! What events are folded together.

use std::borrow::Cow;

use event_contract::Record;

use crate::exit::Failure;
use crate::program::{Key, Program};

/// What is folded on its own.
#[derive(Clone, Copy, Debug)]
pub(crate) enum By {
    /// Every aggregate.
    Aggregate,
    /// The stream as a whole.
    All,
    /// Whatever the program says.
    Own(Key),
}

impl By {
    /// The way of this name.
    pub(crate) fn named(program: &Program, name: &str) -> Result<Self, Failure> {
        match (name, program.keys.iter().find(|key| key.name == name)) {
            ("aggregate", _) => Ok(Self::Aggregate),
            ("all", _) => Ok(Self::All),
            (_, Some(key)) => Ok(Self::Own(*key)),
            (_, None) => {
                let own = program.keys.iter().map(|key| key.name);
                let known: Vec<&str> = ["aggregate", "all"].into_iter().chain(own).collect();
                Err(Failure::Usage(format!(
                    "events cannot be folded by {name:?}; there is {}",
                    known.join(", ")
                )))
            }
        }
    }

    /// The key of an event.
    pub(super) fn key(self, event: &Record) -> Cow<'_, str> {
        match self {
            Self::Aggregate => Cow::Borrowed(&event.meta.aggregate_id),
            Self::All => Cow::Borrowed("all"),
            Self::Own(key) => (key.of)(event),
        }
    }
}
