//! A real gateway on loopback, and what clients get from it.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails by panicking, as the test does")]

mod adversarial;
mod behaviour;
mod client;
mod line;
#[cfg(feature = "otel")]
mod traces;
