//! The reducers, event by event.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails by panicking, as the test does")]

mod collaboration;
mod dossier;
mod glossary;
mod mission_audit;
mod mission_next;
mod support;
