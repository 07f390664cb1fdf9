//! A new value of an enum is noticed wherever the enum is matched.

use spec_kitty_contracts::v3::status::SyncLaneV1;

fn is_open(lane: SyncLaneV1) -> bool {
    match lane {
        SyncLaneV1::Planned | SyncLaneV1::Doing => true,
        SyncLaneV1::Done => false,
    }
}

fn main() {}
