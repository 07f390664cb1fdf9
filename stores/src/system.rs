//! The machine's clock and randomness, for emitters.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use event_contract::emitter::Surroundings;

/// The machine's clock and randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

impl Surroundings for System {
    fn now(&mut self) -> Duration {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
    }

    fn random(&mut self) -> Option<[u8; 10]> {
        let mut bytes = [0; 10];
        getrandom::fill(&mut bytes).ok()?;
        Some(bytes)
    }
}
