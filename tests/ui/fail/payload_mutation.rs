//! A payload with rules is read through its parts, never changed.

use spec_kitty_contracts::v3::status::StatusTransitionPayload;

fn force(payload: &mut StatusTransitionPayload) {
    payload.force = true;
}

fn main() {}
