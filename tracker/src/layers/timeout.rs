//! No call takes longer.

use std::time::Duration;

use async_trait::async_trait;

use super::{Call, Layer, Running};
use crate::Result;
use crate::error::{Error, FailureClass};

/// Gives up a call after a time; that failure may be temporary.
#[derive(Clone, Copy, Debug)]
pub struct Timeout(pub Duration);

#[async_trait]
impl Layer for Timeout {
    async fn around<T: Send>(
        &self,
        _: Call,
        run: &(dyn Fn() -> Running<'_, T> + Send + Sync),
    ) -> Result<T> {
        match tokio::time::timeout(self.0, run()).await {
            Ok(result) => result,
            Err(_) => Err(Error::request(FailureClass::Transient, "the call took too long")),
        }
    }
}
