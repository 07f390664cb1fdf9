//! Runtime of event-contract: what generated contract code stands on.
//!
//! A contract is static data ([`table`]). Three readers share it: a checker that says yes or no in one
//! pass over the bytes, a collector that explains every violation, and decoders that build Rust values
//! ([`codec`]). The JSON Schema layer (feature `schema`) is a fourth opinion, and feature `sample` makes
//! valid and almost valid values.
//!
//! ```
//! use event_contract::{Timestamp, decode};
//!
//! let at: Timestamp = decode(b"\"2026-03-01T12:00:00.5+05:30\"").expect("a point in time");
//! assert_eq!(at.as_str(), "2026-03-01T12:00:00.5+05:30", "the wire form is kept");
//! assert_eq!(at.isoformat(), "2026-03-01T12:00:00.500000+05:30");
//!
//! let refused = decode::<Timestamp>(b"\"2026-02-30T12:00:00Z\"").expect_err("no such day");
//! assert_eq!(refused[0].code.as_str(), "format");
//! ```

mod built_in;
mod canonical;
mod check;
mod collect;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "rust_decimal"))]
pub mod convert;
mod cursor;
mod cutover;
pub mod emitter;
mod event_type;
pub mod fixture;
pub mod fold;
mod format;
mod kept;
mod line;
pub mod log;
mod lookup;
pub mod machine;
#[macro_use]
mod macros;
pub mod codec;
pub mod order;
mod projection;
mod record;
pub mod registry;
mod rules;
#[cfg(feature = "sample")]
pub mod sample;
mod scalar;
mod scan;
#[cfg(feature = "schema")]
pub mod schema;
mod storage;
pub mod table;
mod text;
mod tree;
mod validate;
pub mod view;
mod violation;

pub use built_in::{BuiltIn, BuiltInFile, BuiltInSource};
pub use canonical::{Canonical, canonical};
pub use codec::{ShortText, check, decode};
pub use event_type::EventType;
pub use fold::{Fold, Reduce, Scope, Tally, fold};
pub use kept::Kept;
pub use line::Parts;
pub use projection::{Late, Projection, Pushed, Snapshot};
pub use record::{Loose, Malformed, Meta, Record};
pub use registry::Registry;
pub use scalar::{
    EventId, HttpUrl, Integer, IsoDateTime, JsonObject, JsonValue, Map, Number, OffsetDateTime,
    OutOfRange, Timestamp, Unlisted, Uuid,
};
pub use storage::{ClockStorage, ErrorStorage};
pub use validate::{Report, SchemaViolation, ValidateError};
pub use view::{Lazy, View};
pub use violation::{Code, UnknownCode, Violation, Violations};

#[cfg(test)]
mod testing;
