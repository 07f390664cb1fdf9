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
pub(crate) use text::instant;
pub use text::{EventId, HttpUrl, IsoDateTime, OffsetDateTime, Timestamp, Uuid};
pub use unlisted::Unlisted;
