//! A newtype is made by its constructor only, which checks.

use spec_kitty_contracts::v3::common::MissionSlug;

fn main() {
    let _ = MissionSlug("".into());
}
