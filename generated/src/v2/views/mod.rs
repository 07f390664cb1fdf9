//! What handlers see of payloads: a view for each, and for the objects in them.
//!
//! Generated from `contracts/spec-kitty/v2/*.yaml` by `contracts generate`. Edit the contract,
//! not this file.

pub mod collaboration;
pub mod connector;
pub mod decisionpoint;
pub mod dossier;
pub mod gates;
pub mod glossary;
pub mod lifecycle;
pub mod mission_audit;
pub mod mission_next;
pub mod status;
pub mod sync;
