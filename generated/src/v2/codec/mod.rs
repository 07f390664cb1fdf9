//! What the readers of contract values work from: tables, and impls over them.
//!
//! Generated from `contracts/spec-kitty/v2/*.yaml` by `contracts generate`. Edit the contract,
//! not this file.

pub mod collaboration;
pub mod common;
pub mod connector;
pub mod decisionpoint;
pub mod dossier;
pub mod envelope;
pub mod gates;
pub mod glossary;
pub mod lifecycle;
pub mod mission_audit;
pub mod mission_next;
pub mod status;
pub mod sync;
pub mod schemas;
pub mod line;
pub mod reducers;
