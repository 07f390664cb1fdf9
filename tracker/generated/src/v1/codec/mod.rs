//! What the readers of contract values work from: tables, and impls over them.
//!
//! Generated from `contracts/v1/*.yaml` by `contracts generate`. Edit the contract, not this
//! file.

pub mod discovery;
pub mod event;
pub mod issue;
pub mod mission;
pub mod words;
pub mod schemas;
pub mod line;
pub mod reducers;
