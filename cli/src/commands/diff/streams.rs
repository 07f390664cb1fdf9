//! Recorded events under both versions: which were valid and would not be any more, and which states of the
//! reducers in the binary would be others.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use event_contract::table;
use event_contract_codegen::model::Model;
use event_contract_compat::tables;

use crate::exit::Failure;
use crate::log::{self, By, Plan};
use crate::program::Context;
use crate::protocol::MAX_LINE_BYTES;
use crate::reducers;
use crate::stream::{Input, Kind, Piece, cut, numbered};

/// So many line numbers are told of each kind of event.
const MOST_LINES: usize = 5;

/// A file of events under two versions.
pub(super) struct Stream {
    pub(super) file: String,
    /// The old version, as the command line names it.
    pub(super) from: String,
    pub(super) events: u64,
    /// How many neither version accepts.
    pub(super) invalid: u64,
    /// How many the new version accepts and the old one did not.
    pub(super) mended: u64,
    /// What newly fails, by event type.
    pub(super) newly: BTreeMap<String, Newly>,
    /// Where the events begin that one version accepts and the other does not, in bytes.
    differing: HashSet<u64>,
    /// The aggregates whose states change, by reducer.
    pub(super) states: BTreeMap<&'static str, Vec<String>>,
}

/// Events of a type that newly fail.
#[derive(Default)]
pub(super) struct Newly {
    pub(super) count: u64,
    /// The numbers of the first of them.
    pub(super) lines: Vec<u64>,
    /// What the first of them is refused for, without its values.
    pub(super) refusal: String,
}

impl Stream {
    /// Whether anything newly fails, or comes to another state.
    pub(super) fn is_clean(&self) -> bool {
        self.newly.is_empty() && self.states.is_empty()
    }

    /// How many events newly fail.
    pub(super) fn failing(&self) -> u64 {
        self.newly.values().map(|newly| newly.count).sum()
    }
}

/// Judges files of events by both versions.
pub(super) fn compare(
    context: &Context<'_>,
    files: &[String],
    old: &Model,
    new: &Model,
    from: &str,
) -> Result<Vec<Stream>, Failure> {
    let (old, new) = (only(old)?, only(new)?);
    files.iter().map(|file| stream(context, file, old, new, from)).collect()
}

/// The tables of the only line, whose events travel in an envelope.
fn only(model: &Model) -> Result<&'static table::Line, Failure> {
    let [line] = model.lines.as_slice() else {
        let names: Vec<&str> = model.lines.iter().map(|line| line.name.as_str()).collect();
        let message =
            format!("--streams needs one line; name it with --line: {}", names.join(", "));
        return Err(Failure::Usage(message));
    };
    if line.envelope.is_none() {
        let message = format!(
            "events of {} travel without an envelope: a stream does not say what they are",
            line.name
        );
        return Err(Failure::Usage(message));
    }
    Ok(tables::leak(line))
}

fn stream(
    context: &Context<'_>,
    file: &str,
    old: &'static table::Line,
    new: &'static table::Line,
    from: &str,
) -> Result<Stream, Failure> {
    let mut found = Stream {
        file: file.to_owned(),
        from: from.to_owned(),
        events: 0,
        invalid: 0,
        mended: 0,
        newly: BTreeMap::new(),
        differing: HashSet::new(),
        states: BTreeMap::new(),
    };
    let mut start = 0;
    let read = cut(Input::file(file, Kind::Lines), MAX_LINE_BYTES, |piece| {
        match piece {
            Piece::Lines { first, bytes } => {
                for (number, line) in numbered(first, &bytes) {
                    let place = (number, start + line.start as u64);
                    found.judge(place, bytes.get(line).unwrap_or_default(), old, new);
                }
                start += bytes.len() as u64;
            }
            // No version accepts it.
            Piece::TooLong { length, .. } => {
                start += length + 1;
                found.events += 1;
                found.invalid += 1;
            }
            Piece::Elements { .. } => {}
        }
        true
    });
    read.map_err(|error| Failure::at(file, error))?;
    let mut compiled = context.program.built_in.iter().flat_map(|built_in| built_in.lines).copied();
    let same = |line: &&table::Line| (new.name, new.package) == (line.name, line.package);
    if !found.differing.is_empty()
        && let Some(line) = compiled.find(same)
    {
        found.fold(context, line, (old, new))?;
    }
    Ok(found)
}

impl Stream {
    /// Looks for states that change: the reducers of a line that is compiled in see the events that each version
    /// accepts.
    fn fold(
        &mut self,
        context: &Context<'_>,
        line: &'static table::Line,
        (old, new): (&table::Line, &table::Line),
    ) -> Result<(), Failure> {
        let registry = reducers::of_line(context, line)?;
        let path = Path::new(&self.file);
        for name in registry.reducers() {
            let Some(reducer) = registry.reducer(name).copied() else { continue };
            let plan = Plan { line, reducer, by: By::Aggregate, max_line_bytes: MAX_LINE_BYTES };
            let states = |version: &table::Line| {
                log::hashes(path, &plan, |event, _| version.accepts(event.document().as_bytes()))
            };
            // Only the aggregates of events that are judged otherwise can have other states.
            let mut concerned = HashSet::new();
            log::hashes(path, &plan, |event, offset| {
                if self.differing.contains(&offset) && reducer.counts(event) {
                    concerned.insert(event.meta.aggregate_id.to_string());
                }
                false
            })?;
            if concerned.is_empty() {
                continue;
            }
            let (before, after) = (states(old)?, states(new)?);
            let mut changed: Vec<String> =
                concerned.into_iter().filter(|key| before.get(key) != after.get(key)).collect();
            changed.sort_unstable();
            if !changed.is_empty() {
                self.states.insert(name, changed);
            }
        }
        Ok(())
    }

    fn judge(
        &mut self,
        (number, offset): (u64, u64),
        event: &[u8],
        old: &table::Line,
        new: &table::Line,
    ) {
        self.events += 1;
        let verdicts = (old.accepts(event), new.accepts(event));
        if verdicts.0 != verdicts.1 {
            self.differing.insert(offset);
        }
        match verdicts {
            (true, true) => {}
            (false, false) => self.invalid += 1,
            (false, true) => self.mended += 1,
            (true, false) => {
                let name = new.event_type(event).unwrap_or_default().into_owned();
                let newly = self.newly.entry(name).or_default();
                newly.count += 1;
                if newly.lines.len() < MOST_LINES {
                    newly.lines.push(number);
                }
                if newly.refusal.is_empty() {
                    let found = new.violations(event);
                    newly.refusal = found.first().map(ToString::to_string).unwrap_or_default();
                }
            }
        }
    }
}
