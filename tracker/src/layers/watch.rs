//! Somebody who watches.

use std::time::{Duration, Instant};

use async_trait::async_trait;

use super::{Call, Layer, Running};
use crate::Result;
use crate::error::Error;

/// Tells how every call went: for logs, traces and counters. Failures can be shown, they hold no content.
pub struct Watch<F>(pub F);

#[async_trait]
impl<F> Layer for Watch<F>
where
    F: Fn(Call, Duration, Option<&Error>) + Send + Sync,
{
    async fn around<T: Send>(
        &self,
        call: Call,
        run: &(dyn Fn() -> Running<'_, T> + Send + Sync),
    ) -> Result<T> {
        let began = Instant::now();
        let result = run().await;
        (self.0)(call, began.elapsed(), result.as_ref().err());
        result
    }
}
