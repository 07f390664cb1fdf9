//! The cross-crate test suite.
