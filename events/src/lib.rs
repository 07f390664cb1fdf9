//! The ten reducers of the Spec Kitty event set, and the helpers around them.

mod error;

pub use error::Error;
