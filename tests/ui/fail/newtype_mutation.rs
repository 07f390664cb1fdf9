//! What a list newtype holds cannot be changed behind its bounds.

use spec_kitty_contracts::v3::status::ChangedRepos;

fn empty(repos: &mut ChangedRepos) {
    repos.clear();
}

fn main() {}
