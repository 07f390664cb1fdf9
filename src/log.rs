//! Logs that last: what a durable store of events offers, without a word about how.
//!
//! A log is appended to and never changed. Each event has a global position, 1, 2, 3 and so on without
//! gaps in the order of commits, and a version, the same count within its aggregate. Logs know nothing of
//! contracts: they hold [`Entry`]s, whose documents they neither read nor alter.
//!
//! The calls block. A log has one order, so its appends happen one after the other whatever the backend;
//! callers with many tasks give the writer a thread of its own.

mod error;

use std::fmt;
use std::time::Duration;

pub use error::{Error, Kind};

use crate::line::Names;
use crate::record::Record;
use crate::storage::ClockStorage;
use crate::table::Line;
use crate::text;
use crate::violation::Violations;

/// An enveloped event as a log keeps it: the document as it came, and what it is found by.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// Identifies the event, in canonical spelling.
    pub event_id: Box<str>,
    /// Names the contract of the payload.
    pub event_type: Box<str>,
    /// The entity that the event changes.
    pub aggregate_id: Box<str>,
    /// The enveloped event, as it came.
    pub document: Box<str>,
}

impl Entry {
    /// A document that is a valid event of a line, as an entry, or everything that is wrong with it. This is
    /// how documents from elsewhere get into logs.
    pub fn judged(line: &Line, document: &[u8]) -> Result<Self, Violations> {
        Self::judged_within(line, document, usize::MAX).map_err(|refusal| refusal.violations)
    }

    /// The same, but violations have `room` bytes of text at most, the first of them aside.
    ///
    /// # Errors
    ///
    /// What is wrong with the document, as far as there is room for it.
    pub fn judged_within(line: &Line, document: &[u8], room: usize) -> Result<Self, Refusal> {
        if let Some(text) = text::utf8(document)
            && let Some(Names { event_id, event_type, aggregate_id }) = line.names(text)
        {
            return Ok(Self {
                event_id: event_id.as_str().into(),
                event_type: event_type.into(),
                aggregate_id,
                document: text.into(),
            });
        }
        let (violations, more) = line.violations_within(document, room);
        if let Some(violations) = Violations::new(violations) {
            return Err(Refusal { violations, more });
        }
        // What was accepted is UTF-8.
        match line.record(String::from_utf8_lossy(document)) {
            Ok(record) => Ok(Self::from(&record)),
            Err(violations) => Err(Refusal { violations, more: 0 }),
        }
    }
}

/// What is wrong with a document, as far as there was room to say it.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The violations.
    pub violations: Violations,
    /// How many more there are.
    pub more: usize,
}

impl From<&Record> for Entry {
    fn from(record: &Record) -> Self {
        Self {
            event_id: record.meta.event_id.as_str().into(),
            event_type: record.meta.event_type.as_str().into(),
            aggregate_id: record.meta.aggregate_id.clone(),
            document: record.document().into(),
        }
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("event_id", &self.event_id)
            .field("event_type", &self.event_type)
            .field("aggregate_id", &self.aggregate_id)
            .field("document_bytes", &self.document.len())
            .finish()
    }
}

/// An entry and its place in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its place among all entries, from 1 on.
    pub position: u64,
    /// Its place among those of its aggregate, from 1 on.
    pub version: u64,
    /// What was appended.
    pub entry: Entry,
}

/// What has to hold of an aggregate before something is appended to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// Nothing.
    Any,
    /// Its last event has this version; 0 says that it has none.
    MustBe(u64),
    /// It has no event.
    MustNotExist,
}

impl Check {
    /// Whether an aggregate with this version is as it has to be.
    pub const fn holds(self, version: u64) -> bool {
        match self {
            Self::Any => true,
            Self::MustBe(expected) => version == expected,
            Self::MustNotExist => version == 0,
        }
    }

    /// The error of an aggregate that does not have a version as it has to be. For backends.
    pub fn require(self, aggregate_id: &str, found: u64) -> Result<(), Error> {
        if self.holds(found) {
            return Ok(());
        }
        Err(Error::Check { aggregate_id: aggregate_id.to_owned(), expected: self, found })
    }
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any version"),
            Self::MustBe(version) => write!(f, "version {version}"),
            Self::MustNotExist => f.write_str("no event"),
        }
    }
}

/// A step of a Lamport clock that is committed together with events, so that no reading is used twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockStep {
    /// The emitter.
    pub node_id: String,
    /// The reading that the log has to have, or nothing is appended.
    pub from: u64,
    /// The reading afterwards.
    pub to: u64,
}

impl ClockStep {
    /// The error of a clock that does not have the reading that it has to. For backends.
    pub fn require(&self, found: u64) -> Result<(), Error> {
        if found == self.from {
            return Ok(());
        }
        Err(Error::Clock { node_id: self.node_id.clone(), expected: self.from, found })
    }
}

/// What is appended at once: all of it, or nothing.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// The entries, in order.
    pub entries: Vec<Entry>,
    /// What has to hold of aggregates. Checked only if at least one entry is new, so that a batch whose
    /// acknowledgement was lost can be appended again.
    pub checks: Vec<(Box<str>, Check)>,
    /// The clock that moves along.
    pub clock: Option<ClockStep>,
}

impl Batch {
    /// A batch without conditions.
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Self {
        Self { entries: entries.into_iter().collect(), ..Self::default() }
    }

    /// Adds a condition on an aggregate.
    #[must_use]
    pub fn check(mut self, aggregate_id: impl Into<Box<str>>, check: Check) -> Self {
        self.checks.push((aggregate_id.into(), check));
        self
    }

    /// Moves a clock along.
    #[must_use]
    pub fn clock(mut self, step: ClockStep) -> Self {
        self.clock = Some(step);
        self
    }
}

/// What became of one entry of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// It is in the log now.
    New {
        /// Its place among all entries.
        position: u64,
        /// Its place among those of its aggregate.
        version: u64,
    },
    /// It was there already, the same to the byte.
    Duplicate {
        /// Its place among all entries.
        position: u64,
        /// Its place among those of its aggregate.
        version: u64,
    },
}

impl Appended {
    /// The place among all entries.
    pub const fn position(self) -> u64 {
        match self {
            Self::New { position, .. } | Self::Duplicate { position, .. } => position,
        }
    }
}

/// Which entries are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of<'a> {
    /// All.
    All,
    /// Those of an aggregate.
    Aggregate(&'a str),
    /// Those of an event type.
    Type(&'a str),
}

/// The state of a fold at a position, so that a reader need not start from the beginning.
#[derive(Clone, PartialEq, Eq)]
pub struct Saved {
    /// The last position that went into it.
    pub position: u64,
    /// The state; its form is the fold's business.
    pub state: Box<str>,
}

impl fmt::Debug for Saved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.state.len();
        f.debug_struct("Saved").field("position", &self.position).field("bytes", &bytes).finish()
    }
}

/// A document that did not get into the log, and why. Logs keep the same one once.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Rejected {
    /// Where it came from, such as a file and a line.
    pub origin: String,
    /// Why it was refused, without payload values.
    pub reason: String,
    /// The bytes as they came.
    pub document: Vec<u8>,
}

impl fmt::Debug for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rejected")
            .field("origin", &self.origin)
            .field("reason", &self.reason)
            .field("document_bytes", &self.document.len())
            .finish()
    }
}

/// What a backend is able to do beyond the rest; the behaviour suite asks accordingly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// What was acknowledged is there after the process ended and the log is opened again.
    pub durable: bool,
    /// Several writers may have the log open.
    pub shared: bool,
}

/// Reads a log.
pub trait Reader {
    /// What the backend is able to do.
    fn capabilities(&self) -> Capabilities;

    /// The last position, 0 if there is none.
    fn head(&self) -> Result<u64, Error>;

    /// The version of an aggregate's last event, 0 if there is none.
    fn version(&self, aggregate_id: &str) -> Result<u64, Error>;

    /// At most `limit` entries behind a position, in order.
    fn read(&self, of: Of<'_>, after: u64, limit: usize) -> Result<Vec<Stored>, Error>;

    /// Waits until there is something behind a position, or for this long. Gives the last position.
    fn wait(&self, after: u64, at_most: Duration) -> Result<u64, Error>;

    /// The state that was saved last under a name, such as a reducer's, for a key.
    fn snapshot(&self, name: &str, key: &str) -> Result<Option<Saved>, Error>;
}

/// Appends to a log, and keeps what goes with it: clocks and snapshots. What was rejected is kept by
/// [`ErrorStorage<Rejected>`](crate::ErrorStorage), which backends implement as well.
pub trait Writer: Reader + ClockStorage<Error = Error> {
    /// Appends a batch: all of it, or nothing. What is acknowledged is as durable as the backend can be.
    fn append(&mut self, batch: &Batch) -> Result<Vec<Appended>, Error>;

    /// Saves a state in place of an older one. One of an earlier position than what is there is not taken.
    fn save_snapshot(&mut self, name: &str, key: &str, saved: &Saved) -> Result<(), Error>;
}

/// Follows a log from a position on.
#[derive(Debug)]
pub struct Subscription<R> {
    reader: R,
    position: u64,
}

impl<R: Reader> Subscription<R> {
    /// Begins behind a position; 0 is the beginning.
    pub const fn new(reader: R, after: u64) -> Self {
        Self { reader, position: after }
    }

    /// The last position that was given out.
    pub const fn position(&self) -> u64 {
        self.position
    }

    /// The next entries, at most `limit`; waits for this long if there are none. Empty when the wait was in vain.
    pub fn next(&mut self, limit: usize, at_most: Duration) -> Result<Vec<Stored>, Error> {
        if self.reader.wait(self.position, at_most)? <= self.position {
            return Ok(Vec::new());
        }
        let entries = self.reader.read(Of::All, self.position, limit)?;
        // A reader that lost a place would lose it for good.
        for stored in &entries {
            if stored.position != self.position + 1 {
                return Err(Error::corrupt(format!("position {} is missing", self.position + 1)));
            }
            self.position = stored.position;
        }
        Ok(entries)
    }
}

/// Whatever leads to a reader is one.
macro_rules! readers {
    ($($this:ty),*) => {
        $(
        impl<R: Reader + ?Sized> Reader for $this {
            fn capabilities(&self) -> Capabilities {
                (**self).capabilities()
            }

            fn head(&self) -> Result<u64, Error> {
                (**self).head()
            }

            fn version(&self, aggregate_id: &str) -> Result<u64, Error> {
                (**self).version(aggregate_id)
            }

            fn read(&self, of: Of<'_>, after: u64, limit: usize) -> Result<Vec<Stored>, Error> {
                (**self).read(of, after, limit)
            }

            fn wait(&self, after: u64, at_most: Duration) -> Result<u64, Error> {
                (**self).wait(after, at_most)
            }

            fn snapshot(&self, name: &str, key: &str) -> Result<Option<Saved>, Error> {
                (**self).snapshot(name, key)
            }
        }
        )*
    };
}

readers!(&R, Box<R>);

impl<W: Writer + ?Sized> Writer for Box<W> {
    fn append(&mut self, batch: &Batch) -> Result<Vec<Appended>, Error> {
        Writer::append(&mut **self, batch)
    }

    fn save_snapshot(&mut self, name: &str, key: &str, saved: &Saved) -> Result<(), Error> {
        (**self).save_snapshot(name, key, saved)
    }
}
