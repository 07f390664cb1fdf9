//! How often a token may ask.

use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A bucket for each token: full at twice what a second brings, so that bursts pass.
#[derive(Debug)]
pub(crate) struct Rate {
    per_second: NonZeroU32,
    buckets: Vec<Mutex<Bucket>>,
}

#[derive(Debug)]
struct Bucket {
    left: f64,
    filled: Instant,
}

impl Rate {
    pub(crate) fn new(per_second: NonZeroU32, tokens: usize, now: Instant) -> Self {
        let full = 2.0 * f64::from(per_second.get());
        let buckets = (0..tokens).map(|_| Mutex::new(Bucket { left: full, filled: now })).collect();
        Self { per_second, buckets }
    }

    /// Takes one request of a token, or says how long to wait.
    pub(crate) fn take(&self, token: usize, now: Instant) -> Result<(), Duration> {
        let Some(bucket) = self.buckets.get(token) else { return Ok(()) };
        let mut bucket = bucket.lock().unwrap_or_else(PoisonError::into_inner);
        let rate = f64::from(self.per_second.get());
        let passed = now.saturating_duration_since(bucket.filled).as_secs_f64();
        bucket.left = (bucket.left + passed * rate).min(2.0 * rate);
        bucket.filled = now;
        if bucket.left >= 1.0 {
            bucket.left -= 1.0;
            return Ok(());
        }
        Err(Duration::from_secs_f64((1.0 - bucket.left) / rate))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bursts_pass_and_more_waits_for_each_token_by_itself() {
        let start = Instant::now();
        let rate = Rate::new(NonZeroU32::new(10).unwrap(), 2, start);
        assert!((0..20).all(|_| rate.take(0, start).is_ok()));
        let wait = rate.take(0, start).unwrap_err();
        assert!(rate.take(1, start).is_ok());
        assert!(rate.take(0, start + wait / 2).is_err());
        assert!(rate.take(0, start + wait * 2).is_ok());
        let later = start + Duration::from_secs(100);
        assert_eq!((0..99).filter(|_| rate.take(0, later).is_ok()).count(), 20);
    }
}
