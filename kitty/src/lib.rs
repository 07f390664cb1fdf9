//! What of the command `contracts` other programs can have.
//!
//! A program of one's own gets most commands from `event_contract_cli`. [`tracker::add`] adds `tracker`, for the trackers of
//! Spec Kitty and for those that the program registers.

#[cfg(feature = "tracker")]
pub mod tracker;
