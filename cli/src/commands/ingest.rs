//! `contracts ingest`: events from a file into a store, and the rest beside them with reasons.

use std::num::NonZeroUsize;

use event_contract::log::{Appended, Batch, Entry, Error, Kind, Rejected, Writer};
use event_contract::table::Line;
use event_contract_stores::{Options, Store, shown};

use super::{store, validate};
use crate::contracts::Contracts;
use crate::exit::{Exit, Failure, Outcome};
use crate::output::print;
use crate::program::Context;
use crate::protocol;
use crate::stream::{Input, Kind as Layout, Piece, cut, numbered};

/// Puts the events of a file into a store: JSON Lines of any mix of event types.
///
/// Each line is validated. What is not a valid event, or has the id of another event, is kept in the store as
/// rejected, with its place and all reasons; nothing is dropped. After an interruption, run it again: what is in
/// the store already counts as a duplicate.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes: 0 all are in the store, 100 some were rejected, 1 the file or the store failed.\n\n\
    Examples:\n  \
    {bin} ingest events.jsonl --to sqlite:events.db\n  \
    {bin} store rejected sqlite:events.db"
)]
pub(crate) struct Args {
    /// The file, `-` for standard input; it may be packed by gzip or zstd.
    #[arg(value_name = "FILE")]
    file: String,
    /// The store, such as sqlite:events.db, `postgres://user@host/database` or
    /// `nats://host:4222/LOG`; `env:NAME` takes the URL from the environment. It is made if it is not there.
    #[arg(long, value_name = "URL")]
    to: String,
    /// How many events are committed at once.
    #[arg(long, value_name = "N", default_value = "500")]
    batch: NonZeroUsize,
}

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    let line = Contracts::open(context)?.line();
    let log = store::create(&args.to, Options::default())?;
    let input = Input::file(&args.file, Layout::Lines);
    let name = input.name.clone();
    let bar = validate::progress(std::slice::from_ref(&args.file));
    let mut ingest =
        Ingest { line, log, name: name.clone(), waiting: Vec::new(), counts: Counts::default() };
    let mut failed = None;
    let read = cut(input, protocol::MAX_LINE_BYTES, |piece| {
        let done = match piece {
            Piece::Lines { first, bytes } => {
                bar.inc(bytes.len() as u64);
                ingest.lines(first, &bytes, args.batch.get())
            }
            // Its text was not kept by whoever cut the input: the file has it.
            Piece::TooLong { line, length } => {
                bar.inc(length);
                ingest.too_long(line, length)
            }
            Piece::Elements { .. } => Ok(()),
        };
        failed = done.err();
        failed.is_none()
    });
    let rest = match failed {
        Some(error) => Err(error),
        None => ingest.flush(),
    };
    bar.finish_and_clear();
    rest.map_err(|error| Failure::at(shown(&args.to), error))?;
    read.map_err(|error| Failure::at(name, error))?;
    let Counts { new, duplicate, rejected } = ingest.counts;
    print(&format!("{new} new, {duplicate} there already, {rejected} rejected\n"))?;
    Ok(if rejected == 0 { Exit::Clean } else { Exit::Findings })
}

#[derive(Debug, Default)]
struct Counts {
    new: u64,
    duplicate: u64,
    rejected: u64,
}

struct Ingest {
    line: &'static Line,
    log: Box<dyn Store>,
    name: String,
    /// Valid events on their way, by line.
    waiting: Vec<(u64, Entry)>,
    counts: Counts,
}

impl Ingest {
    fn lines(&mut self, first: u64, bytes: &[u8], most: usize) -> Result<(), Error> {
        for (number, place) in numbered(first, bytes) {
            let document = bytes.get(place).unwrap_or_default().trim_ascii();
            // Whoever cut the input kept one that is a little too long.
            if document.len() > protocol::MAX_LINE_BYTES {
                self.too_long(number, document.len() as u64)?;
                continue;
            }
            match judge(self.line, document) {
                Ok(entry) => self.waiting.push((number, entry)),
                Err(reason) => self.reject(number, reason, document)?,
            }
            if self.waiting.len() >= most {
                self.flush()?;
            }
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Error> {
        let (lines, entries): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.waiting).into_iter().unzip();
        self.put(&lines, entries)
    }

    /// Commits events at once, or in halves where the store does not take so many, or one is in conflict.
    fn put(&mut self, lines: &[u64], entries: Vec<Entry>) -> Result<(), Error> {
        let mut batch = Batch::of(entries);
        let error = match Writer::append(&mut *self.log, &batch) {
            Ok(done) => {
                self.count(&done);
                return Ok(());
            }
            Err(error) => error,
        };
        match (error.kind(), lines, &*batch.entries) {
            (Kind::Conflict, [line], [entry]) => {
                self.reject(*line, error.to_string(), entry.document.as_bytes())
            }
            (Kind::Conflict | Kind::TooLarge, [_, _, ..], _) => {
                let (left, right) = lines.split_at(lines.len() / 2);
                let rest = batch.entries.split_off(left.len());
                self.put(left, batch.entries)?;
                self.put(right, rest)
            }
            _ => Err(error),
        }
    }

    fn count(&mut self, done: &[Appended]) {
        for one in done {
            match one {
                Appended::New { .. } => self.counts.new += 1,
                Appended::Duplicate { .. } => self.counts.duplicate += 1,
            }
        }
    }

    fn too_long(&mut self, line: u64, length: u64) -> Result<(), Error> {
        self.reject(line, format!("the line has {length} bytes"), &[])
    }

    fn reject(&mut self, line: u64, reason: String, document: &[u8]) -> Result<(), Error> {
        self.counts.rejected += 1;
        let origin = format!("{}:{line}", self.name);
        let rejected = Rejected { origin, reason, document: document.to_vec() };
        self.log.keep(&[rejected])
    }
}

/// A valid event as an entry, or everything that is wrong with it.
pub(super) fn judge(line: &Line, document: &[u8]) -> Result<Entry, String> {
    Entry::judged(line, document).map_err(|violations| {
        let all: Vec<String> = violations.iter().map(ToString::to_string).collect();
        all.join("\n")
    })
}
