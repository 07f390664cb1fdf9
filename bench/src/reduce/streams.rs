//! Streams as they arrive: regular, and slightly out of order.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use event_contract::sample::Source;
use event_contract_parity::streams::{Setting, stream};
use serde_json::Value;

use crate::Outcome;

/// How many places an event may be late.
const LATE: usize = 16;

/// Writes a stream, one event a line.
pub(super) fn write(reducer: &str, events: usize, path: &Path) -> Outcome {
    let mut out = BufWriter::new(File::create(path)?);
    for event in arriving(stream(reducer, 1, Setting::regular(events))) {
        writeln!(out, "{event}")?;
    }
    Ok(out.flush()?)
}

/// Events in order of arrival.
pub(super) fn arriving(events: impl Iterator<Item = Value>) -> impl Iterator<Item = Value> {
    let mut events = events.fuse();
    let mut waiting: Vec<Value> = Vec::with_capacity(LATE);
    let mut source = Source::from_seed(2);
    std::iter::from_fn(move || {
        waiting.extend(events.by_ref().take(LATE - waiting.len()));
        if waiting.is_empty() { None } else { Some(waiting.remove(source.below(waiting.len()))) }
    })
}
