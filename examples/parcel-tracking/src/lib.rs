//! Parcels on their way: their events, where they are, and a notice that another carrier sends.

pub mod claim;
pub mod contracts {
    //! What `build.rs` made of `contracts/`.
    event_contract::include_contracts!();
}
pub mod tracking;
pub mod webhook;
