//! Inputs that are read twice.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};

use super::index::Entry;
use crate::stream::{Input, Kind, is_plain};

/// An input, and the file to read it from again: its own, or a temporary one.
pub(crate) struct Source {
    /// The input, for the first time.
    pub(crate) input: Input,
    /// What was read, to be read again.
    pub(crate) again: Again,
}

impl Source {
    /// Opens a file, or standard input if its name is `-`. What cannot be read twice, or is packed, is written to a
    /// temporary file as it is read.
    pub(crate) fn open(path: &str) -> io::Result<Self> {
        let input = Input::file(path, Kind::Lines);
        // A pipe is not opened before it is read: whoever writes to it would see it closed again.
        if path != "-" && fs::metadata(path)?.is_file() {
            let mut file = File::open(path)?;
            if is_plain(&mut file)? {
                let again = Again::new(&input.name, file);
                return Ok(Self { input, again });
            }
        }
        let spool = tempfile::tempfile()?;
        let copy = spool.try_clone()?;
        let Input { name, kind, open } = input;
        let again = Again::new(&name, spool);
        let open = move || {
            let source = open()?;
            Ok(Box::new(Tee { source, copy }) as Box<dyn Read>)
        };
        Ok(Self { input: Input { name, kind, open: Box::new(open) }, again })
    }
}

/// Reads, and writes a copy of what it read.
struct Tee {
    source: Box<dyn Read>,
    copy: File,
}

impl Read for Tee {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.copy.write_all(buffer.get(..read).unwrap_or_default())?;
        Ok(read)
    }
}

/// The texts of a log, by place.
pub(crate) struct Again {
    /// The log, as messages name it.
    pub(super) name: String,
    file: File,
    /// Where `block` begins in the file.
    start: u64,
    block: Vec<u8>,
}

/// The most bytes that are read at once.
const BLOCK: u64 = 1 << 20;
/// Unused bytes that are cheaper to read than to leave out.
const GAP: u64 = 4 << 10;

impl Again {
    fn new(name: &str, file: File) -> Self {
        Self { name: name.to_owned(), file, start: 0, block: Vec::new() }
    }

    /// The text of the first of some entries. As many of the following ones are read with it as lie close
    /// behind.
    pub(super) fn text(&mut self, entries: &[Entry]) -> io::Result<&[u8]> {
        let Some((first, rest)) = entries.split_first() else { return Ok(&[]) };
        let block = self.start..self.start + self.block.len() as u64;
        if first.offset < block.start || block.end < first.end() {
            let mut end = first.end();
            for next in rest {
                if next.offset < end || next.offset - end > GAP || next.end() - first.offset > BLOCK
                {
                    break;
                }
                end = next.end();
            }
            self.block.clear();
            self.start = first.offset;
            self.file.seek(SeekFrom::Start(first.offset))?;
            (&self.file).take(end - first.offset).read_to_end(&mut self.block)?;
        }
        let at = usize::try_from(first.offset - self.start).unwrap_or(usize::MAX);
        let text = self.block.get(at..).and_then(|rest| rest.get(..first.bytes as usize));
        text.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}
