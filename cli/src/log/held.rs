//! Logs that are small enough to be kept: each event is parsed once, and all cores parse and fold.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use event_contract::Record;
use event_contract::fold::Options;
use event_contract::registry::{Reducer, Stopped};

use super::events::{Refused, event};
use super::index::Plan;
use crate::exit::Failure;
use crate::stream::{self, Input, Kind, Piece, Problem, Work, is_plain, numbered};

/// How many bytes of memory a byte of a log takes, about: its text, and what is known of each event.
const PER_BYTE: u64 = 2;

/// The events that count, by key.
pub(crate) struct Held {
    /// Sorted by key; the events in the order of the log.
    keys: Vec<(Box<str>, Vec<Record>)>,
    /// How many events there are, counting or not.
    pub(crate) events: u64,
}

/// What a worker makes of a piece.
#[derive(Default)]
struct Parsed {
    /// Those that count.
    counted: Vec<Record>,
    events: u64,
    bytes: u64,
    refused: Vec<Refused>,
}

/// Whether a log is known to need no more memory than that.
pub(crate) fn fits(path: &str, memory: u64) -> io::Result<bool> {
    if path == "-" || !fs::metadata(path)?.is_file() {
        return Ok(false);
    }
    let mut file = File::open(path)?;
    Ok(file.metadata()?.len().saturating_mul(PER_BYTE) <= memory && is_plain(&mut file)?)
}

impl Held {
    /// Reads a log. Hands progress in bytes to `progress` and lines that are no events to `refused`, both in order.
    pub(crate) fn read(
        path: &str,
        plan: &Plan,
        threads: usize,
        mut progress: impl FnMut(u64),
        mut refused: impl FnMut(&Refused),
    ) -> Result<Self, Failure> {
        let (line, reducer, most) = (plan.line, plan.reducer, plan.max_line_bytes);
        let parse = move |_: usize, piece: &Piece| {
            let mut parsed = Parsed::default();
            match piece {
                Piece::Lines { first, bytes } => {
                    parsed.bytes = bytes.len() as u64;
                    for (number, place) in numbered(*first, bytes) {
                        match event(line, bytes.get(place).unwrap_or_default(), most) {
                            Ok(event) => {
                                parsed.events += 1;
                                if reducer.counts(&event) {
                                    parsed.counted.push(event);
                                }
                            }
                            Err(problems) => {
                                parsed.refused.push(Refused { line: number, problems });
                            }
                        }
                    }
                }
                Piece::TooLong { line, length } => {
                    let problems = vec![Problem::too_long(*length, most)];
                    parsed.refused.push(Refused { line: *line, problems });
                    parsed.bytes = length + 1;
                }
                Piece::Elements { .. } => {}
            }
            parsed
        };
        let mut keys: HashMap<Box<str>, Vec<Record>> = HashMap::new();
        let (mut events, mut offset, mut failed) = (0, 0, None);
        let input = Input::file(path, Kind::Lines);
        let parse: Work<Parsed> = Arc::new(parse);
        stream::each_piece(vec![input], most, threads, &parse, |parsed| {
            let parsed = match parsed {
                Ok(parsed) => parsed,
                Err(error) => {
                    failed = Some(error);
                    return Ok(());
                }
            };
            events += parsed.events;
            for event in parsed.counted {
                let key = plan.by.key(&event);
                match keys.get_mut(&*key) {
                    Some(known) => known.push(event),
                    None => {
                        let key = key.into();
                        keys.insert(key, vec![event]);
                    }
                }
            }
            parsed.refused.iter().for_each(&mut refused);
            offset += parsed.bytes;
            progress(offset);
            Ok(())
        })?;
        if let Some(error) = failed {
            return Err(Failure::Failed(error));
        }
        let mut keys: Vec<(Box<str>, Vec<Record>)> = keys.into_iter().collect();
        keys.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        Ok(Self { keys, events })
    }

    /// How many keys have events that count.
    pub(crate) const fn keys(&self) -> u64 {
        self.keys.len() as u64
    }

    /// How many events count.
    pub(crate) fn counted(&self) -> u64 {
        self.keys.iter().map(|(_, events)| events.len() as u64).sum()
    }

    /// Folds every key and hands its state, as JSON text, to `sink`, in the order of keys.
    pub(crate) fn fold(
        &self,
        (reducer, options): (Reducer, &Options),
        threads: usize,
        mut sink: impl FnMut(&str, Result<String, Stopped>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let next = AtomicUsize::new(0);
        let (done, states) = channel();
        thread::scope(|scope| {
            for _ in 0..threads.min(self.keys.len()) {
                let (done, next) = (done.clone(), &next);
                scope.spawn(move || {
                    while let Some((at, events)) = self.take(next) {
                        // An error means that nobody wants any more states.
                        if done.send((at, state(reducer, options, events))).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(done);
            let mut early = BTreeMap::new();
            let mut due = 0;
            for (at, state) in states {
                early.insert(at, state);
                while let Some(state) = early.remove(&due) {
                    let key = self.keys.get(due).map_or("", |(key, _)| key);
                    sink(key, state?)?;
                    due += 1;
                }
            }
            Ok(())
        })
    }

    /// The next key that nobody has taken.
    fn take(&self, next: &AtomicUsize) -> Option<(usize, &[Record])> {
        let at = next.fetch_add(1, Ordering::Relaxed);
        self.keys.get(at).map(|(_, events)| (at, &events[..]))
    }
}

fn state(
    reducer: Reducer,
    options: &Options,
    events: &[Record],
) -> Result<Result<String, Stopped>, Failure> {
    let fold = reducer.start(options).map_err(|error| Failure::Failed(error.to_string()))?;
    let events: Vec<&Record> = events.iter().collect();
    Ok(fold.fold(&events))
}
