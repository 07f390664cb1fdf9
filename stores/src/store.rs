//! Stores by URL, and what is done with a whole store.

use std::num::NonZeroUsize;

use event_contract::ErrorStorage;
use event_contract::log::{Error, Of, Reader, Rejected, Stored, Writer};

use crate::url::{self, Named};
use crate::{Head, Memory};

/// A log with its upkeep, whatever the backend.
pub trait Store: Writer + ErrorStorage<Rejected, Error = Error> + Send {
    /// The head that is kept with the events and moves with each append.
    ///
    /// # Errors
    ///
    /// Whatever keeps the log from being read.
    fn kept_head(&self) -> Result<Head, Error>;

    /// Reads everything and compares it with its hashes, positions and versions, with the head that is kept, and, if
    /// the log is to have had an earlier head, with that. Gives the head that it comes to. Looks at rejected documents
    /// and at how the log is kept, too.
    ///
    /// # Errors
    ///
    /// [`Error::Corrupt`] for what is not as it was, or whatever keeps the log from being read.
    fn verify_since(&self, earlier: Option<&Head>) -> Result<Head, Error>;

    /// The same without an earlier head. Gives the number of entries.
    ///
    /// # Errors
    ///
    /// As above.
    fn verify(&self) -> Result<u64, Error> {
        Ok(self.verify_since(None)?.position)
    }

    /// Sizes of the log.
    fn stats(&self) -> Result<Stats, Error>;

    /// Gives back what the backend no longer needs. Entries stay.
    fn compact(&mut self) -> Result<(), Error>;

    /// Keeps rejected documents, all of them or none.
    fn keep(&mut self, rejected: &[Rejected]) -> Result<(), Error>;

    /// Drops a rejected document that was dealt with. Gives whether it was there.
    fn forget(&mut self, rejected: &Rejected) -> Result<bool, Error>;
}

/// Sizes of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stats {
    /// Entries.
    pub events: u64,
    /// Aggregates with at least one entry.
    pub aggregates: u64,
    /// Rejected documents.
    pub rejected: u64,
    /// Bytes that it takes, without write-ahead logs.
    pub bytes: u64,
}

/// How stores are opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The most rejected documents that are kept, the newest ones; all of them if there is no such bound.
    pub retained: Option<NonZeroUsize>,
}

/// Opens a store that is there: `sqlite:PATH`, `postgres://…` or `nats://…`.
///
/// # Errors
///
/// [`Error::Unsupported`] for a URL that is none or names no store, or whatever the backend says.
pub fn open(url: &str, options: Options) -> Result<Box<dyn Store>, Error> {
    connect(url, options, Access::Write)
}

/// Opens a store that is there without writing anything to it, also where nothing can be written. A store with
/// tables of an earlier version is read as it is.
///
/// # Errors
///
/// As [`open`].
pub fn open_to_read(url: &str, options: Options) -> Result<Box<dyn Store>, Error> {
    connect(url, options, Access::Read)
}

/// Makes a store, or opens the one that is there: `sqlite:PATH`, `postgres://…`,
/// `nats://…` or `memory:`.
///
/// # Errors
///
/// As [`open`].
pub fn create(url: &str, options: Options) -> Result<Box<dyn Store>, Error> {
    connect(url, options, Access::Create)
}

/// What is to be done with a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// To read what is there.
    Read,
    /// To append to what is there.
    Write,
    /// To make it if it is not there.
    Create,
}

fn connect(url: &str, options: Options, access: Access) -> Result<Box<dyn Store>, Error> {
    let url = url::resolved(url)?;
    match url::named(&url)? {
        #[cfg(feature = "postgres")]
        Named::Postgres(url) => {
            Ok(boxed(crate::Postgres::connect(url, access)?, options, crate::Postgres::retaining))
        }
        #[cfg(feature = "nats")]
        Named::Nats(url) => {
            Ok(boxed(crate::Nats::connect(url, access)?, options, crate::Nats::retaining))
        }
        #[cfg(feature = "sqlite")]
        Named::Sqlite(path, mode) => {
            let log = crate::Sqlite::connect(path.as_ref(), mode.within(access)?)?;
            Ok(boxed(log, options, crate::Sqlite::retaining))
        }
        Named::Memory if access == Access::Create => {
            Ok(boxed(Memory::default(), options, Memory::retaining))
        }
        _ => {
            let what = "a log in memory, which is new each time and never there".to_owned();
            Err(Error::Unsupported { what })
        }
    }
}

/// A log that keeps as many rejected documents as it is to.
fn boxed<S: Store + 'static>(
    log: S,
    options: Options,
    retaining: impl FnOnce(S, NonZeroUsize) -> S,
) -> Box<dyn Store> {
    match options.retained {
        Some(most) => Box::new(retaining(log, most)),
        None => Box::new(log),
    }
}

/// Reads all entries and looks at positions, versions and heads (`kept` was read before), giving each page of them to `page` too. Gives
/// the head that they come to. Rows are compared with their hashes whenever they are read.
pub(crate) fn verify(
    log: &impl Reader,
    earlier: Option<&Head>,
    kept: Option<Head>,
    mut page: impl FnMut(&[Stored]) -> Result<(), Error>,
) -> Result<Head, Error> {
    let heads = Heads { kept, earlier };
    let mut versions = std::collections::HashMap::<Box<str>, u64>::new();
    let mut head = Head::default();
    heads.look(head)?;
    loop {
        let entries = log.read(Of::All, head.position, 1000)?;
        if entries.is_empty() {
            break;
        }
        page(&entries)?;
        for stored in &entries {
            head = head.behind(std::slice::from_ref(stored))?;
            heads.look(head)?;
            let last = versions.entry(stored.entry.aggregate_id.clone()).or_default();
            *last += 1;
            if stored.version != *last {
                let (position, version) = (stored.position, stored.version);
                let what =
                    format!("position {position} has version {version} where {last} belongs");
                return Err(Error::corrupt(what));
            }
        }
    }
    heads.end(head)?;
    Ok(head)
}

/// Heads that a log has to come by.
struct Heads<'a> {
    kept: Option<Head>,
    earlier: Option<&'a Head>,
}

impl Heads<'_> {
    /// Compares the head at a position with those at the same one.
    fn look(&self, head: Head) -> Result<(), Error> {
        let other = |there: &Head| there.position == head.position && there.chain != head.chain;
        let what = if self.earlier.is_some_and(other) {
            "are not those that the log had when the expected head was taken"
        } else if self.kept.as_ref().is_some_and(other) {
            "do not come to the head that is kept with them"
        } else {
            return Ok(());
        };
        Err(Error::corrupt(format!("the first {} events {what}", head.position)))
    }

    /// Whether a log that ends at a head came by all.
    fn end(&self, head: Head) -> Result<(), Error> {
        match (self.earlier, self.kept) {
            (Some(earlier), _) if earlier.position > head.position => {
                Err(lost(head.position, earlier.position, "the expected head"))
            }
            (_, Some(kept)) if kept.position > head.position => {
                Err(lost(head.position, kept.position, "the head that is kept"))
            }
            _ => Ok(()),
        }
    }
}

/// The error of a log that ends before a position that it had.
pub(crate) fn lost(end: u64, position: u64, whose: &str) -> Error {
    Error::corrupt(format!(
        "the log ends at position {end}, where {whose} says {position}: the last {} are lost",
        position - end
    ))
}
