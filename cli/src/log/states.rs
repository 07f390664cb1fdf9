//! States told apart by their hashes: what two readings of a log come to.

use std::collections::BTreeMap;
use std::path::Path;

use event_contract::Record;
use event_contract::fold::Options;
use sha2::{Digest as _, Sha256};

use super::{Index, Plan, Source, fold};
use crate::exit::Failure;

/// The hashes of the states of a log, by key. `wanted` says which events are read; it gets their places in
/// bytes. A fold that stops has the state of having stopped.
pub(crate) fn hashes(
    path: &Path,
    plan: &Plan,
    wanted: impl FnMut(&Record, u64) -> bool,
) -> Result<BTreeMap<String, [u8; 32]>, Failure> {
    let failed = |error| Failure::at(path.display(), error);
    let Source { input, mut again } = Source::open(&path.to_string_lossy()).map_err(failed)?;
    let index = Index::read_some(input, plan, |_| {}, |_| {}, wanted).map_err(failed)?;
    let mut states = BTreeMap::new();
    fold(&index, &mut again, (plan.reducer, &Options::default()), |key, state| {
        let text = state.unwrap_or_else(|stopped| format!("stopped: {stopped}"));
        states.insert(key.to_owned(), Sha256::digest(text.as_bytes()).into());
        Ok(())
    })?;
    Ok(states)
}
