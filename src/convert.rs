//! To and from the types that other crates have for points in time and decimals, behind features of the crates' names:
//! `jiff`, `chrono`, `rust_decimal`.
//!
//! A [`Timestamp`](crate::Timestamp) keeps the text it came with, so that what is converted is its meaning. Digits
//! beyond microseconds are cut off on the way out. Whatever would lose something else is refused.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "rust_decimal")]
mod rust_decimal;

/// Why a value has no counterpart in another type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConversionError {
    /// A time whose offset from UTC is left open is no instant.
    #[error("the time leaves its offset from UTC open")]
    NoOffset,
    /// The other type does not reach that far.
    #[error("the value is out of the range of the type")]
    OutOfRange,
    /// The other type has not enough digits, or none behind the point.
    #[error("the type cannot hold the value exactly")]
    Inexact,
}
