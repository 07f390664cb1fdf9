//! The ten reducers of the Spec Kitty event set, and the helpers around them.

mod anomaly;
mod error;
mod sync;

pub use anomaly::{Anomaly, Classified};
pub use error::{Error, kind_of};
pub use sync::{OutcomeCounts, ReducedSyncState, SyncAnomalyKind, SyncFold};

use event_contract::registry::{Duplicate, Registry};

/// Everything that is registered in the program, the ten reducers included.
///
/// The same as [`Registry::discover`], but a program that calls this is sure to contain this crate.
pub fn registry() -> Result<Registry, Duplicate> {
    Registry::discover()
}
