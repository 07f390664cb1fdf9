//! Not more calls at once.

use async_trait::async_trait;
use tokio::sync::Semaphore;

use super::{Call, Layer, Running};
use crate::Result;
use crate::error::Error;

/// Lets calls wait while there are too many.
#[derive(Debug)]
pub struct Limit(Semaphore);

impl Limit {
    /// At most so many calls at once; at least one.
    pub fn new(most: usize) -> Self {
        Self(Semaphore::new(most.clamp(1, Semaphore::MAX_PERMITS)))
    }
}

#[async_trait]
impl Layer for Limit {
    async fn around<T: Send>(
        &self,
        _: Call,
        run: &(dyn Fn() -> Running<'_, T> + Send + Sync),
    ) -> Result<T> {
        let _permit = self.0.acquire().await.map_err(|_| Error::config("the limit is closed"))?;
        run().await
    }
}
