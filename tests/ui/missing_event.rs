//! A new event is noticed wherever payloads are matched.

use spec_kitty_contracts::v3::Payload;

fn is_done(payload: &Payload) -> bool {
    match payload {
        Payload::MissionCompleted(_) => true,
    }
}

fn main() {}
