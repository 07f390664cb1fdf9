//! Logs of events behind the traits of [`event_contract::log`], a file for each backend.
//!
//! ```
//! use event_contract::log::{Appended, Batch, Entry, Reader, Writer};
//! use event_contract_stores::Memory;
//!
//! let entry = Entry {
//!     event_id: "01J00000000000000000000001".into(),
//!     event_type: "DoorOpened".into(),
//!     aggregate_id: "door/1".into(),
//!     document: "{}".into(),
//! };
//! let mut log = Memory::default();
//! let first = log.append(&Batch::of([entry.clone()]))?;
//! assert_eq!(first, [Appended::New { position: 1, version: 1 }]);
//! let again = log.append(&Batch::of([entry]))?;
//! assert_eq!(again, [Appended::Duplicate { position: 1, version: 1 }]);
//! assert_eq!(log.head()?, 1);
//! # Ok::<(), event_contract::log::Error>(())
//! ```

mod digest;
mod head;
mod memory;
#[cfg(feature = "nats")]
mod nats;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;
mod store;
mod system;
#[cfg(any(feature = "nats", feature = "postgres"))]
mod tls;
mod url;

pub use digest::hex;
pub use head::{Head, NoHead};
pub use memory::Memory;
#[cfg(feature = "nats")]
pub use nats::Nats;
#[cfg(feature = "postgres")]
pub use postgres::Postgres;
#[cfg(feature = "sqlite")]
pub use sqlite::Sqlite;
pub use store::{Options, Stats, Store, create, open, open_to_read};
pub use system::System;
pub use url::{knows, shown, unknown};
