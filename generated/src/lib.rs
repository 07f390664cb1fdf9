//! The Spec Kitty event contracts: types that cannot hold an invalid value, one module per line.
//!
//! Everything below [`v3`] is written by the generator from the YAML in `contracts/`; change that,
//! and build.

// The generator formats what it writes.
#[rustfmt::skip]
pub mod v3;
