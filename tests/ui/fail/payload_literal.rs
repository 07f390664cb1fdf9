//! A payload with rules is made by `build` only.

use spec_kitty_contracts::v3::status::{StatusTransitionParts, StatusTransitionPayload};

fn unchecked(parts: StatusTransitionParts) -> StatusTransitionPayload {
    StatusTransitionPayload(parts)
}

fn main() {}
