//! The reducers, event by event.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails by panicking, as the test does")]

mod collaboration;
mod connector;
mod decisionpoint;
mod dossier;
mod glossary;
mod lifecycle;
mod mission_audit;
mod mission_next;
mod status;
mod support;
mod sync;
