//! Random pairs.
