//! What tests of event contracts share: strategies that make events, a runner for properties, and
//! [given/when/then](mod@given) for reducers.
//!
//! ```
//! use event_contract_testkit::{check, strategy};
//! use spec_kitty_contracts::v3::LINE;
//!
//! let event = LINE.event("MissionStarted").unwrap();
//! check(16, strategy::payload(event), |payload| {
//!     assert!(LINE.accepts_payload(event, payload.to_string().as_bytes()));
//! });
//! check(16, strategy::envelope(&LINE), |document| {
//!     assert!(LINE.accepts(document.to_string().as_bytes()));
//! });
//! ```

pub mod given;
#[expect(clippy::unwrap_used, clippy::panic, reason = "that is how a test fails")]
pub mod log;
#[cfg(all(unix, feature = "nats"))]
#[expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "that is how a test fails")]
pub mod nats;
#[cfg(all(unix, feature = "postgres"))]
#[expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "that is how a test fails"
)]
pub mod postgres;
#[cfg(all(unix, any(feature = "nats", feature = "postgres")))]
#[expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "that is how a test fails")]
pub mod server;
pub mod strategy;

pub use given::{Given, Outcome, given, id};

use std::fmt::Debug;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

/// Holds a property, which asserts, against `cases` values, the same ones at every run.
///
/// The environment variable `PROPTEST_RNG_SEED` asks for other values.
///
/// # Panics
///
/// With the simplest value that breaks the property.
#[expect(clippy::panic, reason = "that is how a test fails")]
pub fn check<S: Strategy>(cases: u32, values: S, property: impl Fn(S::Value))
where
    S::Value: Debug,
{
    let defaults = Config::default();
    let rng_seed = match defaults.rng_seed {
        RngSeed::Random => RngSeed::Fixed(0x5EED),
        fixed @ RngSeed::Fixed(_) => fixed,
    };
    let config = Config { cases, rng_seed, failure_persistence: None, ..defaults };
    let held = TestRunner::new(config).run(&values, |value| {
        property(value);
        Ok::<(), TestCaseError>(())
    });
    if let Err(error) = held {
        panic!("{error}");
    }
}
