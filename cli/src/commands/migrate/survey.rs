//! What is to be known of all events before the first is written: the hash of the input, what some events
//! tell of others, and which are rejected, so that whatever they caused is rejected with them.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::io::Read;
use std::sync::{Arc, Mutex};

use event_contract::{EventId, Record};
use event_contract_compat::migrate::{Migrated, Migrator, Reason};
use event_contract_stores::hex;
use indicatif::ProgressBar;
use serde::ser::{Serialize, SerializeMap, Serializer};
use sha2::{Digest as _, Sha256};

use super::{Args, Hashing, input};
use crate::exit::Failure;
use crate::stream::{Input, Piece, cut, numbered};

/// What is known of the input as a whole.
pub(super) struct Survey {
    pub(super) bytes: u64,
    pub(super) sha256: String,
    ids: Ids,
    /// The events that are rejected, if anything may follow from that.
    rejected: HashSet<u128>,
    /// All events, if causes are to be among them.
    known: Option<HashSet<u128>>,
}

/// Why a line is not in the output.
#[derive(Clone, Debug)]
pub(super) enum Rejection {
    /// The event cannot be migrated.
    Event(Reason),
    /// The event that caused it was rejected.
    CauseRejected,
    /// The event that caused it is not in the input.
    CauseMissing,
    /// The line is longer than the reader accepts.
    TooLong,
}

impl Rejection {
    /// A stable name of the kind of rejection.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Event(reason) => reason.code(),
            Self::CauseRejected => "cause_rejected",
            Self::CauseMissing => "cause_missing",
            Self::TooLong => "line_too_long",
        }
    }
}

impl Serialize for Rejection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let message = match self {
            Self::Event(reason) => return reason.serialize(serializer),
            Self::CauseRejected => "the event that caused it was rejected",
            Self::CauseMissing => "the event that caused it is not in the input",
            Self::TooLong => "the line is longer than allowed; its text is in the input only",
        };
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("code", self.code())?;
        map.serialize_entry("message", message)?;
        map.end()
    }
}

/// Short stand-ins for ids. Whoever makes up ids does not know the keys of the hashes.
#[derive(Default)]
struct Ids([RandomState; 2]);

impl Ids {
    fn print(&self, id: &EventId) -> u128 {
        let [high, low] = &self.0;
        u128::from(high.hash_one(id)) << 64 | u128::from(low.hash_one(id))
    }
}

impl Survey {
    /// Reads the input as often as it takes.
    pub(super) fn read(
        migrator: &mut Migrator<'_>,
        args: &Args,
        bar: &ProgressBar,
    ) -> Result<Self, Failure> {
        let hash = Arc::new(Mutex::new((Sha256::default(), 0)));
        let mut survey = Self {
            bytes: 0,
            sha256: String::new(),
            ids: Ids::default(),
            rejected: HashSet::new(),
            known: args.require_causes.then(HashSet::new),
        };
        let learns = migrator.learns();
        let source = hashing(input(&args.file, 0), &hash);
        each(source, args, bar, |line| {
            if learns {
                migrator.learn(line);
            }
            if let Some(known) = &mut survey.known
                && let Some(record) = record(migrator, line)
            {
                known.insert(survey.ids.print(&record.meta.event_id));
            }
        })?;
        let hash = Arc::into_inner(hash).and_then(|hash| hash.into_inner().ok());
        let (hash, bytes) = hash.unwrap_or_default();
        (survey.sha256, survey.bytes) = (hex(hash.finalize()), bytes);
        // Causes come before their effects as a rule; where they do not, once more is enough unless that
        // rejects something new.
        while survey.reject(migrator, args, bar)? {}
        Ok(survey)
    }

    /// Looks for rejected events; true if one of them may have effects that come before it.
    fn reject(
        &mut self,
        migrator: &Migrator<'_>,
        args: &Args,
        bar: &ProgressBar,
    ) -> Result<bool, Failure> {
        let before = self.rejected.len();
        let mut met = HashSet::new();
        each(input(&args.file, 0), args, bar, |line| {
            let Some(record) = record(migrator, line) else { return };
            let id = self.ids.print(&record.meta.event_id);
            let cause = self.cause(&record);
            if self.judged(migrator, line, || cause).is_err() {
                self.rejected.insert(id);
            } else {
                met.extend(cause);
            }
        })?;
        Ok(self.rejected.len() > before && !self.rejected.is_disjoint(&met))
    }

    fn cause(&self, record: &Record) -> Option<u128> {
        record.meta.causation_id.as_ref().map(|cause| self.ids.print(cause))
    }

    /// The migrated event, or why there is none.
    pub(super) fn judge(
        &self,
        migrator: &Migrator<'_>,
        line: &[u8],
    ) -> Result<Migrated, Rejection> {
        self.judged(migrator, line, || self.cause(&record(migrator, line)?))
    }

    /// The same; the cause is asked for only where it matters.
    fn judged(
        &self,
        migrator: &Migrator<'_>,
        line: &[u8],
        cause: impl FnOnce() -> Option<u128>,
    ) -> Result<Migrated, Rejection> {
        let migrated = migrator.migrate(line).map_err(Rejection::Event)?;
        if self.rejected.is_empty() && self.known.is_none() {
            return Ok(migrated);
        }
        match (cause(), &self.known) {
            (Some(cause), _) if self.rejected.contains(&cause) => Err(Rejection::CauseRejected),
            (Some(cause), Some(known)) if !known.contains(&cause) => Err(Rejection::CauseMissing),
            _ => Ok(migrated),
        }
    }
}

fn record(migrator: &Migrator<'_>, line: &[u8]) -> Option<Record> {
    migrator.record(std::str::from_utf8(line).ok()?)
}

fn hashing(input: Input, hash: &Arc<Mutex<(Sha256, u64)>>) -> Input {
    let (hash, open) = (Arc::clone(hash), input.open);
    let open = move || Ok(Box::new(Hashing { source: open()?, hash }) as Box<dyn Read>);
    Input { open: Box::new(open), ..input }
}

/// Hands over every line that is not blank.
fn each(
    input: Input,
    args: &Args,
    bar: &ProgressBar,
    mut take: impl FnMut(&[u8]),
) -> Result<(), Failure> {
    bar.set_position(0);
    let read = cut(input, args.max_line_bytes, |piece| {
        match piece {
            Piece::Lines { first, bytes } => {
                for (_, place) in numbered(first, &bytes) {
                    let line = bytes.get(place).unwrap_or_default();
                    if line.len() <= args.max_line_bytes {
                        take(line.trim_ascii());
                    }
                }
                bar.inc(bytes.len() as u64);
            }
            Piece::TooLong { length, .. } => bar.inc(length),
            Piece::Elements { .. } => {}
        }
        true
    });
    read.map_err(|error| Failure::at(args.file.display(), error))
}
