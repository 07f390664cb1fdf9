//! The lines of an input, none of which is kept beyond a limit.

use std::io::{self, BufRead as _, BufReader, Read};

use crate::exit::Failure;
use crate::stream::{Input, Kind};

/// The lines of a file or of standard input.
pub struct Lines {
    source: BufReader<Box<dyn Read>>,
    most: usize,
    line: Vec<u8>,
}

/// A line.
#[derive(Debug)]
pub enum Line<'a> {
    /// All of it, with its line break if it has one.
    Whole(&'a [u8]),
    /// It was longer than allowed, and was not kept.
    TooLong,
}

impl Lines {
    /// Opens a file, or standard input if its name is `-`. Lines of more than `most` bytes are too long.
    ///
    /// # Errors
    ///
    /// A file that cannot be opened.
    pub fn open(file: &str, most: usize) -> Result<Self, Failure> {
        let Input { name, open, .. } = Input::file(file, Kind::Lines);
        let source = open().map(BufReader::new).map_err(|error| Failure::at(name, error))?;
        Ok(Self { source, most, line: Vec::new() })
    }

    /// Reads the next line; `None` at the end.
    ///
    /// # Errors
    ///
    /// Whatever the input says.
    #[expect(clippy::should_implement_trait, reason = "lines borrow from their reader")]
    pub fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.line.clear();
        let limit = (self.most as u64).saturating_add(1);
        if self.source.by_ref().take(limit).read_until(b'\n', &mut self.line)? == 0 {
            return Ok(None);
        }
        if self.line.len() as u64 == limit && self.line.last() != Some(&b'\n') {
            self.source.skip_until(b'\n')?;
            return Ok(Some(Line::TooLong));
        }
        Ok(Some(Line::Whole(&self.line)))
    }

    /// Whether the next line has to be waited for.
    pub(super) fn is_drained(&self) -> bool {
        self.source.buffer().is_empty()
    }
}
