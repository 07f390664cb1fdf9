//! Inputs, cut into pieces that workers judge independently.

use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;

use serde_json::value::RawValue;

use super::unpacked;

/// Something to read events from.
pub(crate) struct Input {
    /// As messages name it.
    pub(crate) name: String,
    /// How to read it.
    pub(crate) kind: Kind,
    /// Opens it; called once, when its turn comes.
    pub(crate) open: Box<dyn FnOnce() -> io::Result<Box<dyn Read>> + Send>,
}

impl Input {
    /// A file, or standard input if its name is `-`, without what it may be packed in.
    pub(crate) fn file(path: &str, kind: Kind) -> Self {
        if path == "-" {
            let open = || Ok(unpacked(Box::new(io::stdin())));
            return Self { name: "stdin".into(), kind, open: Box::new(open) };
        }
        let name = path.to_owned();
        let open = move || File::open(&name).map(|file| unpacked(Box::new(file)));
        Self { name: path.into(), kind, open: Box::new(open) }
    }
}

/// How events are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One event a line.
    Lines,
    /// One document: an event, or an array of them.
    Document,
}

/// A piece of an input.
#[derive(Debug)]
pub(crate) enum Piece {
    /// Whole lines, the first of which has this number.
    Lines { first: u64, bytes: Vec<u8> },
    /// A line that is longer than allowed; its text was not kept.
    TooLong { line: u64, length: u64 },
    /// Some elements of a JSON document.
    Elements { text: Arc<[u8]>, elements: Vec<Element> },
}

/// The lines of a block that are not blank, by number and place; `first` is the number of the first.
pub(crate) fn numbered(first: u64, bytes: &[u8]) -> impl Iterator<Item = (u64, Range<usize>)> {
    let ends = memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]);
    let mut start = 0;
    let lines = (first..).zip(ends).map(move |(number, end)| {
        let line = start..end;
        start = end + 1;
        (number, line)
    });
    lines.filter(|(_, line)| {
        !bytes.get(line.clone()).unwrap_or_default().iter().all(u8::is_ascii_whitespace)
    })
}

/// An event in a JSON document.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    /// Its text, in bytes of the document.
    pub(crate) span: Range<usize>,
    /// The line it begins on, from 1.
    pub(crate) line: u64,
    /// The column it begins at, in characters from 1.
    pub(crate) column: u64,
}

/// Blocks grow to about this many bytes before they are handed on.
const BLOCK: usize = 1 << 20;
/// The most bytes to ask of an input at once.
const CHUNK: usize = 1 << 18;
/// Elements in a piece of a JSON document.
const ELEMENTS: usize = 256;

/// Reads an input and hands its pieces to `emit`, until that returns false.
pub(crate) fn cut(input: Input, most: usize, emit: impl FnMut(Piece) -> bool) -> io::Result<()> {
    let source = (input.open)()?;
    match input.kind {
        Kind::Lines => lines(source, most, emit),
        Kind::Document => document(source, emit),
    }
}

fn lines(
    mut source: impl Read,
    most: usize,
    mut emit: impl FnMut(Piece) -> bool,
) -> io::Result<()> {
    let mut buffer = Vec::with_capacity(BLOCK + CHUNK);
    // The number of the line that `buffer` begins with, and the end of its last whole line.
    let mut first = 1;
    let mut whole = 0;
    // Bytes already dropped of a line that is too long.
    let mut dropped = 0_u64;
    loop {
        let before = buffer.len();
        buffer.resize(before + CHUNK, 0);
        let read = read(&mut source, &mut buffer[before..])?;
        buffer.truncate(before + read);
        if dropped > 0 {
            let end = memchr::memchr(b'\n', &buffer);
            dropped += end.unwrap_or(buffer.len()) as u64;
            if end.is_none() && read > 0 {
                buffer.clear();
                continue;
            }
            if !emit(Piece::TooLong { line: first, length: dropped }) {
                return Ok(());
            }
            dropped = 0;
            first += 1;
            buffer.drain(..end.map_or(buffer.len(), |end| end + 1));
            whole = memchr::memrchr(b'\n', &buffer).map_or(0, |end| end + 1);
        } else if let Some(end) = memchr::memrchr(b'\n', &buffer[before..]) {
            whole = before + end + 1;
        }
        let last = read == 0;
        if last {
            whole = buffer.len();
        }
        // A short read means that whoever writes is slower than we are: do not keep events waiting.
        if whole > 0 && (last || buffer.len() >= BLOCK || read < CHUNK) {
            let mut rest = Vec::with_capacity(BLOCK + CHUNK);
            rest.extend_from_slice(&buffer[whole..]);
            buffer.truncate(whole);
            let bytes = std::mem::replace(&mut buffer, rest);
            let next = first + memchr::memchr_iter(b'\n', &bytes).count() as u64;
            if !emit(Piece::Lines { first, bytes }) {
                return Ok(());
            }
            first = next;
            whole = 0;
        }
        if last {
            return Ok(());
        }
        if whole == 0 && buffer.len() > most {
            dropped = buffer.len() as u64;
            buffer.clear();
        }
    }
}

fn read(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match source.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

/// The largest JSON document, in bytes; JSON Lines have no limit.
const MOST_DOCUMENT_BYTES: usize = 256 << 20;

fn document(source: impl Read, mut emit: impl FnMut(Piece) -> bool) -> io::Result<()> {
    let mut text = Vec::new();
    source.take(MOST_DOCUMENT_BYTES as u64 + 1).read_to_end(&mut text)?;
    if text.len() > MOST_DOCUMENT_BYTES {
        let limit = MOST_DOCUMENT_BYTES >> 20;
        let message = format!("a JSON document may have {limit} MiB; JSON Lines have no limit");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    let text: Arc<[u8]> = text.into();
    for elements in elements(&text).chunks(ELEMENTS) {
        if !emit(Piece::Elements { text: Arc::clone(&text), elements: elements.to_vec() }) {
            break;
        }
    }
    Ok(())
}

/// The elements of an array, or else the document as the only one.
fn elements(text: &[u8]) -> Vec<Element> {
    let Some(start) = text.iter().position(|byte| !byte.is_ascii_whitespace()) else {
        return Vec::new();
    };
    let spans: Vec<Range<usize>> = match serde_json::from_slice::<Vec<&RawValue>>(text) {
        Ok(values) => {
            let base = text.as_ptr().addr();
            let span = |value: &RawValue| {
                let start = value.get().as_ptr().addr() - base;
                start..start + value.get().len()
            };
            values.into_iter().map(span).collect()
        }
        Err(_) => std::iter::once(start..text.len()).collect(),
    };
    let mut position = Position::default();
    let element = |span: Range<usize>| {
        let (line, column) = position.advance(text, span.start);
        Element { span, line, column }
    };
    spans.into_iter().map(element).collect()
}

/// Line and column of ascending offsets.
#[derive(Debug, Default)]
struct Position {
    at: usize,
    lines: u64,
    line_start: usize,
}

impl Position {
    fn advance(&mut self, text: &[u8], to: usize) -> (u64, u64) {
        let between = text.get(self.at..to).unwrap_or_default();
        for end in memchr::memchr_iter(b'\n', between) {
            self.lines += 1;
            self.line_start = self.at + end + 1;
        }
        self.at = to;
        (self.lines + 1, column(text, self.line_start, to))
    }
}

/// The column of an offset, in characters from 1, given where its line starts.
pub(crate) fn column(text: &[u8], line_start: usize, at: usize) -> u64 {
    let before = text.get(line_start..at).unwrap_or_default();
    // Every byte but the continuation bytes of UTF-8 begins a character.
    1 + before.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u64
}
