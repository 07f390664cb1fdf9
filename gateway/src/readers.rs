//! Handles that read the log, on threads where blocking is allowed.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use event_contract::log::Error;
use event_contract_stores::Store;
use tokio::sync::Semaphore;

use crate::answer::Problem;

/// How many read at a time.
const READERS: usize = 4;

/// Opens another handle on the log.
pub(crate) type Open = Arc<dyn Fn() -> Result<Box<dyn Store>, Error> + Send + Sync>;

/// Handles that are opened when they are needed, and kept.
#[derive(Clone)]
pub(crate) struct Readers {
    open: Open,
    idle: Arc<Mutex<Vec<Box<dyn Store>>>>,
    permits: Arc<Semaphore>,
    patience: Duration,
}

impl Readers {
    pub(crate) fn new(open: Open, patience: Duration) -> Self {
        let permits = Arc::new(Semaphore::new(READERS));
        Self { open, idle: Arc::default(), permits, patience }
    }

    /// Runs work that reads.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Store) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let permit = Arc::clone(&self.permits).acquire_owned();
        let permit = tokio::time::timeout(self.patience, permit).await;
        let Ok(Ok(permit)) = permit else { return Err(Problem::busy("all readers are at work")) };
        let Self { open, idle, .. } = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let known = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let log = match known {
                Some(log) => log,
                None => open()?,
            };
            let done = work(&*log);
            // A handle that failed is not used again.
            if done.is_ok() {
                idle.lock().unwrap_or_else(PoisonError::into_inner).push(log);
            }
            done
        });
        done.await.unwrap_or_else(|_| Err(Problem::new(500, "failed", "reading was broken off")))
    }
}
