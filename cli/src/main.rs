//! The `contracts` command.
fn main() {}
