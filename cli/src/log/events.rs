//! The events of a log, one a line.

use std::io;

use event_contract::Record;
use event_contract::table::Line;

use crate::stream::{Input, Piece, Problem, cut, numbered};

/// A line that is not an event.
#[derive(Debug)]
pub(crate) struct Refused {
    /// Its number, from 1.
    pub(crate) line: u64,
    /// What is wrong with it.
    pub(crate) problems: Vec<Problem>,
}

/// Reads a log of a line's events. Hands events with their places in bytes to `take`, lines that are no events to `refused`,
/// and how far it is, in bytes, to `progress`.
pub(crate) fn events(
    input: Input,
    line: &'static Line,
    max_line_bytes: usize,
    mut progress: impl FnMut(u64),
    mut refused: impl FnMut(Refused),
    mut take: impl FnMut(Record, u64),
) -> io::Result<()> {
    let mut offset = 0;
    cut(input, max_line_bytes, |piece| {
        match piece {
            Piece::Lines { first, bytes } => {
                for (number, place) in numbered(first, &bytes) {
                    let start = offset + place.start as u64;
                    match event(line, bytes.get(place).unwrap_or_default(), max_line_bytes) {
                        Ok(event) => take(event, start),
                        Err(problems) => refused(Refused { line: number, problems }),
                    }
                }
                offset += bytes.len() as u64;
            }
            Piece::TooLong { line: number, length } => {
                let problems = vec![Problem::too_long(length, max_line_bytes)];
                refused(Refused { line: number, problems });
                offset += length + 1;
            }
            Piece::Elements { .. } => {}
        }
        progress(offset);
        true
    })
}

pub(super) fn event(line: &Line, text: &[u8], most: usize) -> Result<Record, Vec<Problem>> {
    // Lengths are kept in 32 bits.
    let most = most.min(u32::MAX as usize);
    if text.len() > most {
        return Err(vec![Problem::too_long(text.len() as u64, most)]);
    }
    match str::from_utf8(text) {
        Ok(text) => line
            .record(text)
            .map_err(|violations| violations.into_iter().map(Problem::from).collect()),
        Err(_) => Err(line.violations(text).into_iter().map(Problem::from).collect()),
    }
}
