//! What handlers see of payloads: a view for each, and for the objects in them.
//!
//! Generated from `contracts/v1/*.yaml` by `contracts generate`. Edit the contract, not this
//! file.

pub mod discovery;
pub mod event;
pub mod issue;
pub mod mission;
