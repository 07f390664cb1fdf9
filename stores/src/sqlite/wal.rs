//! Whether a write-ahead log breaks off where it should not.
//!
//! SQLite reads it up to the first frame whose checksum is wrong, and takes that for its end: behind a flipped bit,
//! transactions that were acknowledged are gone without a word. But each is on the disk before the next one begins,
//! so a commit that was cut off has no other behind it.

use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read};
use std::path::Path;

/// How a write-ahead log breaks off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Break {
    /// The frame that is not whole, from 1; 0 is the header.
    frame: u64,
    /// Transactions that end in or behind it.
    commits: u64,
}

impl Break {
    /// Whether it cannot be a commit that was cut off, as by the power.
    pub(super) const fn is_damage(&self) -> bool {
        self.frame == 0 || self.commits > 1
    }

    /// What to say of it.
    pub(super) fn told(&self) -> String {
        let Self { frame, commits } = self;
        if *frame == 0 {
            return "the header of the write-ahead log (-wal) is not as it was written, so SQLite reads nothing of \
                    the log; keep a copy of both files"
                .to_owned();
        }
        let meaning = if self.is_damage() {
            "which were acknowledged and which SQLite leaves out"
        } else {
            "which either was cut off before it was acknowledged, or damaged since; SQLite leaves it out"
        };
        format!(
            "frame {frame} of the write-ahead log (-wal) is not as it was written, and {commits} transactions end \
             there or behind it, {meaning}; keep a copy of both files"
        )
    }
}

/// Looks through the write-ahead log of a file. Someone may be writing to it, so only what is found twice counts.
pub(super) fn look(path: &Path) -> io::Result<Option<Break>> {
    let first = scan(path)?;
    if first.is_none() {
        return Ok(None);
    }
    Ok(scan(path)?.filter(|second| Some(second) == first.as_ref()))
}

fn scan(path: &Path) -> io::Result<Option<Break>> {
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    let mut source = BufReader::with_capacity(1 << 18, file);
    let mut header = [0; HEADER];
    if !fill(&mut source, &mut header)? || header == [0; HEADER] {
        return Ok(None);
    }
    let Some(mut log) = Log::begun(&header) else {
        return Ok(Some(Break { frame: 0, commits: 0 }));
    };
    let mut found: Option<Break> = None;
    let mut frame = vec![0; FRAME + log.page];
    for number in 1.. {
        if !fill(&mut source, &mut frame)? {
            break;
        }
        let (head, page) = frame.split_at(FRAME);
        if found.is_none() && !log.goes_on(head, page) {
            found = Some(Break { frame: number, commits: 0 });
        }
        if let Some(found) = &mut found {
            found.commits += u64::from(log.is_own(head) && word(head, 1) != 0);
        }
    }
    // What is behind the end is mostly of an earlier round, or of nobody's.
    Ok(found.filter(|found| found.commits > 0))
}

/// Bytes of the log's header, and of a frame's.
const HEADER: usize = 32;
const FRAME: usize = 24;
/// The first word, which in its last bit says how checksums read words.
const MAGIC: u32 = 0x377f_0682;

/// A log, as far as it was read.
struct Log {
    page: usize,
    /// In every frame of this round.
    salts: [u32; 2],
    big: bool,
    sums: [u32; 2],
}

impl Log {
    fn begun(header: &[u8; HEADER]) -> Option<Self> {
        let magic = word(header, 0);
        let page = word(header, 2);
        if magic & !1 != MAGIC || !page.is_power_of_two() || !(512..=65536).contains(&page) {
            return None;
        }
        let salts = [word(header, 4), word(header, 5)];
        let mut log =
            Self { page: usize::try_from(page).ok()?, salts, big: magic & 1 == 1, sums: [0; 2] };
        log.add(header.get(..24)?);
        (log.sums == [word(header, 6), word(header, 7)]).then_some(log)
    }

    fn is_own(&self, head: &[u8]) -> bool {
        [word(head, 2), word(head, 3)] == self.salts
    }

    /// Whether a frame is whole, and belongs behind those before it.
    fn goes_on(&mut self, head: &[u8], page: &[u8]) -> bool {
        self.add(head.get(..8).unwrap_or_default());
        self.add(page);
        self.is_own(head) && word(head, 0) != 0 && self.sums == [word(head, 4), word(head, 5)]
    }

    fn add(&mut self, bytes: &[u8]) {
        let [mut one, mut two] = self.sums;
        for pair in bytes.chunks_exact(8) {
            let read = |at| if self.big { word(pair, at) } else { word(pair, at).swap_bytes() };
            one = one.wrapping_add(read(0)).wrapping_add(two);
            two = two.wrapping_add(read(1)).wrapping_add(one);
        }
        self.sums = [one, two];
    }
}

/// The word at a place, as headers have it.
fn word(bytes: &[u8], at: usize) -> u32 {
    let word = bytes.get(4 * at..).and_then(|rest| rest.first_chunk());
    word.map_or(0, |word| u32::from_be_bytes(*word))
}

/// Whether there was enough to fill a buffer.
fn fill(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match source.read_exact(buffer) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        done => done.map(|()| true),
    }
}
