//! The `contracts` binary as users run it.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails by panicking, as the test does")]

mod authoring;
mod call;
mod changelog;
mod conventions;
mod diff;
mod golden;
mod graph;
mod lint;
mod lookup;
mod migrate;
mod outputs;
mod own;
mod protocol;
#[cfg(feature = "tracker")]
mod python_names;
mod reduce;
mod replay;
mod run;
#[cfg(feature = "serve")]
mod serve;
mod store;
mod stream;
#[cfg(feature = "tracker")]
mod tracker;
#[cfg(feature = "tracker")]
mod tracker_killed;
#[cfg(feature = "tracker")]
mod tracker_own;
mod validate;
