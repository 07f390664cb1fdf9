//! Writes what the events of the input become.

use std::borrow::Cow;

use event_contract_compat::migrate::Migrator;
use event_contract_stores::hex;
use indicatif::ProgressBar;
use serde::Serialize;

use super::journal::{Journal, Progress};
use super::survey::{Rejection, Survey};
use super::{Args, input};
use crate::exit::Failure;
use crate::stream::{Piece, cut, numbered};

/// What was written.
pub(super) struct Done {
    pub(super) progress: Progress,
    pub(super) out_sha256: String,
    pub(super) rejects_sha256: String,
}

/// A line that was not migrated.
#[derive(Serialize)]
struct Rejected<'a> {
    /// Its number, from 1.
    line: u64,
    /// Where it begins in the input, in bytes.
    offset: u64,
    bytes: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_type: Option<Cow<'a, str>>,
    reason: Rejection,
    /// The line as it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    /// The line as it was, in hexadecimal, if it is not UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    document_hex: Option<String>,
}

/// Writes all that is left to be written.
pub(super) fn run(
    migrator: &Migrator<'_>,
    args: &Args,
    survey: &Survey,
    journal: Journal,
    bar: &ProgressBar,
) -> Result<Done, Failure> {
    let mut writer = Writer { migrator, args, survey, journal, since: 0 };
    let start = writer.journal.progress().clone();
    bar.set_position(start.offset);
    let mut failed = None;
    let read = cut(input(&args.file, start.offset), args.max_line_bytes, |piece| {
        let done = match piece {
            Piece::Lines { first, bytes } => {
                bar.inc(bytes.len() as u64);
                writer.lines(start.lines + first, &bytes)
            }
            Piece::TooLong { line, length } => {
                bar.inc(length);
                writer.too_long(start.lines + line, length)
            }
            Piece::Elements { .. } => Ok(()),
        };
        failed = done.err();
        failed.is_none()
    });
    if let Some(error) = failed {
        return Err(error);
    }
    read.map_err(|error| Failure::at(args.file.display(), error))?;
    // The last line need not end in a line break.
    writer.journal.progress().offset = survey.bytes;
    writer.journal.checkpoint()?;
    let (progress, [out_sha256, rejects_sha256]) = writer.journal.into_parts();
    Ok(Done { progress, out_sha256, rejects_sha256 })
}

struct Writer<'a> {
    migrator: &'a Migrator<'a>,
    args: &'a Args,
    survey: &'a Survey,
    journal: Journal,
    /// Lines since the last checkpoint.
    since: u64,
}

impl Writer<'_> {
    /// Takes whole lines, the first of which has this number. Checkpoints fall between lines.
    fn lines(&mut self, first: u64, bytes: &[u8]) -> Result<(), Failure> {
        let start = self.journal.progress().offset;
        for (number, place) in numbered(first, bytes) {
            let (from, end) = (start + place.start as u64, start + place.end as u64);
            let line = bytes.get(place).unwrap_or_default();
            self.line(number, from, line)?;
            self.passed(number, end + 1, 1)?;
        }
        let lines = memchr::memchr_iter(b'\n', bytes).count() as u64;
        let progress = self.journal.progress();
        progress.offset = start + bytes.len() as u64;
        let last = first + lines - u64::from(bytes.ends_with(b"\n"));
        progress.lines = progress.lines.max(last);
        Ok(())
    }

    /// The progress behind a line.
    fn passed(&mut self, number: u64, offset: u64, lines: u64) -> Result<(), Failure> {
        let progress = self.journal.progress();
        // A last line without a break ends with the input.
        (progress.lines, progress.offset) = (number, offset.min(self.survey.bytes));
        self.since += lines;
        if self.since >= self.args.checkpoint {
            self.since = 0;
            self.journal.checkpoint()?;
        }
        Ok(())
    }

    fn line(&mut self, number: u64, offset: u64, bytes: &[u8]) -> Result<(), Failure> {
        let too_long = bytes.len() > self.args.max_line_bytes;
        let judged = if too_long {
            Err(Rejection::TooLong)
        } else {
            self.survey.judge(self.migrator, bytes.trim_ascii())
        };
        let event_type = if too_long { None } else { self.migrator.event_type(bytes) };
        match judged {
            Ok(migrated) => {
                let progress = self.journal.progress();
                let by_name = progress.migrated.entry(event_type.unwrap_or_default().into_owned());
                *by_name.or_default().entry(migrated.event).or_default() += 1;
                self.journal.out.line(&migrated.document)
            }
            Err(reason) => {
                let document = std::str::from_utf8(bytes).ok().filter(|_| !too_long);
                let document_hex = (document.is_none() && !too_long).then(|| hex(bytes));
                let bytes = bytes.len() as u64;
                self.reject(&Rejected {
                    line: number,
                    offset,
                    bytes,
                    event_type,
                    reason,
                    document,
                    document_hex,
                })
            }
        }
    }

    fn too_long(&mut self, number: u64, length: u64) -> Result<(), Failure> {
        let offset = self.journal.progress().offset;
        self.reject(&Rejected {
            line: number,
            offset,
            bytes: length,
            event_type: None,
            reason: Rejection::TooLong,
            document: None,
            document_hex: None,
        })?;
        self.passed(number, offset + length + 1, 1)
    }

    fn reject(&mut self, rejected: &Rejected<'_>) -> Result<(), Failure> {
        let progress = self.journal.progress();
        // What is no event has a type that no event can have.
        let event_type = rejected.event_type.as_deref().unwrap_or_default();
        let known = self.migrator.knows(event_type);
        if let Rejection::Event(reason) = &rejected.reason
            && let Some(option) = reason.option()
        {
            *progress.unanswered.entry(option.to_owned()).or_default() += 1;
        }
        let by_type = progress.rejected.entry(if known { event_type } else { "" }.to_owned());
        *by_type.or_default().entry(rejected.reason.code().to_owned()).or_default() += 1;
        let text = serde_json::to_string(rejected)
            .map_err(|error| Failure::Failed(format!("line {}: {error}", rejected.line)))?;
        self.journal.rejects.line(&text)
    }
}
