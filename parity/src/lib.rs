//! Our reducers beside those of the Python package, on random event streams.
//!
//! [`streams`] makes streams whose events have to do with each other, [`Case`] is one of them with a
//! reducer and its options, [`Reference`] answers it in Python, and [`run()`] compares the answers.

mod answer;
mod case;
mod migration;
mod reference;
mod run;
pub mod streams;

pub use answer::Answer;
pub use case::Case;
pub use migration::{History, migrate};
pub use reference::Reference;
pub use run::{Plan, run};

/// Why there is no answer.
pub type Failure = Box<dyn std::error::Error>;

/// The ids of all reducers.
pub const REDUCERS: [&str; 10] = [
    "collaboration",
    "connector",
    "decisionpoint",
    "dossier",
    "glossary",
    "lifecycle",
    "mission_audit",
    "mission_next",
    "status",
    "sync",
];
