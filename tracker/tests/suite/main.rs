//! Connectors against stand-ins for their trackers.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a helper of a test fails by panicking, as the test does"
)]

mod behaviour;
mod contracts;
mod discovery;
#[cfg(feature = "sqlite")]
mod durable;
#[cfg(feature = "events")]
mod events;
mod exec;
mod failures;
mod fakes;
mod gone;
mod hosted;
mod layers;
mod local;
mod mission;
mod model;
mod open;
mod pages;
mod places;
mod published;
mod requests;
mod server;
mod sync;
mod webhook;
mod words;
