//! Another try, after a while.

use std::time::Duration;

use async_trait::async_trait;

use super::{Call, Layer, Running};
use crate::Result;
use crate::error::{Error, FailureClass};

/// Tries again what may work later: after a random part of a time that doubles, or after what the tracker
/// asks for.
///
/// What must not happen twice is only tried again if the tracker refused it because of a limit: after any
/// other failure it may have happened.
#[derive(Clone, Copy, Debug)]
pub struct Retry {
    /// The most attempts, with the first.
    pub attempts: u32,
    /// The longest wait before the second attempt.
    pub base: Duration,
    /// The longest wait before any attempt.
    pub longest: Duration,
    /// The longest wait that a tracker may ask for; it is cut to this.
    pub longest_asked: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 4,
            base: Duration::from_millis(500),
            longest: Duration::from_secs(20),
            longest_asked: Duration::from_mins(1),
        }
    }
}

impl Retry {
    /// How long to wait after a failure, the `failed`-th, counted from 0; nothing if it is the last.
    fn wait(&self, call: Call, error: &Error, failed: u32) -> Option<Duration> {
        let class = error.failure_class().filter(|class| class.is_retryable())?;
        let safe = call.repeatable || class == FailureClass::RateLimit;
        if !safe || failed.saturating_add(1) >= self.attempts {
            return None;
        }
        let doubled = self.base.saturating_mul(2_u32.saturating_pow(failed));
        let jitter = doubled.min(self.longest).mul_f64(random());
        let asked = error.retry_after_seconds().map(Duration::from_secs);
        Some(asked.map_or(jitter, |asked| asked.min(self.longest_asked).max(jitter)))
    }
}

/// From 0 to 1.
fn random() -> f64 {
    let mut bytes = [0; 4];
    // Without randomness everybody waits the whole time.
    if getrandom::fill(&mut bytes).is_err() {
        return 1.0;
    }
    f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX)
}

#[async_trait]
impl Layer for Retry {
    async fn around<T: Send>(
        &self,
        call: Call,
        run: &(dyn Fn() -> Running<'_, T> + Send + Sync),
    ) -> Result<T> {
        if let Some(rest) = call.rest {
            tokio::time::sleep(rest.min(self.longest_asked)).await;
        }
        let mut failed = 0;
        loop {
            let error = match run().await {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            match self.wait(call, &error, failed) {
                Some(wait) => tokio::time::sleep(wait).await,
                None => return Err(error),
            }
            failed += 1;
        }
    }
}
