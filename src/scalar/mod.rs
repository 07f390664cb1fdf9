//! Scalars whose Rust types are the same in every contract. Each keeps the wire form it was read from.

mod integer;
mod json;
mod map;
mod number;
mod text;
mod unlisted;

pub use integer::{Integer, OutOfRange};
pub(crate) use json::serialize_text;
pub use json::{JsonObject, JsonValue};
pub use map::Map;
pub use number::Number;
pub use text::{EventId, HttpUrl, IsoDateTime, Timestamp, Uuid};
pub use unlisted::Unlisted;
