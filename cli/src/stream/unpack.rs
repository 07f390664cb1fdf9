//! Inputs as they come: packed by gzip or zstd, with a mark of byte order, or in another form that is named.
//!
//! What an input is shows in its first bytes, whatever it is called. They are looked at when it is first read, and
//! no further than they may be the beginning of something that is known.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Error, ErrorKind, Read, Seek as _, SeekFrom};
use std::rc::Rc;

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// What an input begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// UTF-8 that says so.
    Marked,
    Gzip,
    Zstd,
    /// What is not read here, with what to do about it.
    Other(&'static str),
}

const FORMS: &[(&[u8], Form)] = &[
    (b"\xef\xbb\xbf", Form::Marked),
    (b"\x1f\x8b", Form::Gzip),
    (b"\x28\xb5\x2f\xfd", Form::Zstd),
    (b"BZh", Form::Other("it is packed by bzip2; unpack it first, as with `bzip2 -dc`")),
    (b"\xfd7zXZ\x00", Form::Other("it is packed by xz; unpack it first, as with `xz -dc`")),
    (b"\x04\x22\x4d\x18", Form::Other("it is packed by lz4; unpack it first, as with `lz4 -dc`")),
    (b"PK\x03\x04", Form::Other("it is a ZIP archive; unpack it first, as with `unzip -p`")),
    (
        b"\xff\xfe",
        Form::Other("it is UTF-16; write it as UTF-8 first, as with `iconv -f UTF-16 -t UTF-8`"),
    ),
    (
        b"\xfe\xff",
        Form::Other("it is UTF-16; write it as UTF-8 first, as with `iconv -f UTF-16 -t UTF-8`"),
    ),
];

/// The longest beginning of a form.
const LONGEST: usize = 6;

impl Form {
    fn of(start: &[u8]) -> Option<Self> {
        let known = FORMS.iter().find(|(magic, _)| start.starts_with(magic));
        // Frames that hold nothing may come before those of zstd.
        let skipped = matches!(start, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..]);
        known.map(|(_, form)| *form).or(skipped.then_some(Self::Zstd))
    }

    /// Whether more has to be known before a form is.
    fn is_open(start: &[u8]) -> bool {
        let skipped = match start {
            [0x50..=0x5f, rest @ ..] => begins_with(&[0x2a, 0x4d, 0x18], rest),
            _ => false,
        };
        skipped || FORMS.iter().any(|(magic, _)| begins_with(magic, start))
    }
}

/// Whether `part` is the beginning of `whole`, and not all of it.
fn begins_with(whole: &[u8], part: &[u8]) -> bool {
    part.len() < whole.len() && whole.starts_with(part)
}

/// An input without what it is packed in.
pub(crate) fn unpacked(source: Box<dyn Read>) -> Box<dyn Read> {
    Box::new(Unpacked { source, begun: false, inside: false })
}

/// Whether a file is read as it is, so that its places are those of what is read. Reading begins at its start again.
pub(crate) fn is_plain(file: &mut File) -> io::Result<bool> {
    let mut start = Vec::with_capacity(LONGEST);
    file.take(LONGEST as u64).read_to_end(&mut start)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(Form::of(&start).is_none())
}

struct Unpacked {
    source: Box<dyn Read>,
    begun: bool,
    /// Whether it was packed once already.
    inside: bool,
}

impl Read for Unpacked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !self.begun {
            self.begun = true;
            let source = std::mem::replace(&mut self.source, Box::new(io::empty()));
            self.source = begun(source, self.inside)?;
        }
        self.source.read(buffer)
    }
}

/// What an input holds, by its first bytes.
fn begun(mut source: Box<dyn Read>, inside: bool) -> io::Result<Box<dyn Read>> {
    let mut start = Vec::with_capacity(LONGEST);
    while start.is_empty() || Form::is_open(&start) {
        let before = start.len();
        source.by_ref().take((LONGEST - before) as u64).read_once(&mut start)?;
        if start.len() == before {
            break;
        }
    }
    let form = Form::of(&start);
    let marked = form == Some(Form::Marked);
    let mut start = Cursor::new(start);
    start.set_position(if marked { 3 } else { 0 });
    let source = start.chain(source);
    let packed = Rc::new(Cell::new(0));
    let counted = Counted { source, read: Rc::clone(&packed) };
    let decoder: Box<dyn Read> = match form {
        None | Some(Form::Marked) => return Ok(Box::new(counted.source)),
        Some(Form::Other(what)) => return Err(Error::new(ErrorKind::InvalidData, what)),
        Some(_) if inside => {
            return Err(Error::new(ErrorKind::InvalidData, "it is packed twice; unpack it first"));
        }
        Some(Form::Gzip) => Box::new(MultiGzDecoder::new(counted)),
        Some(Form::Zstd) => Box::new(Zstd::new(BufReader::with_capacity(1 << 16, counted))),
    };
    let source = Box::new(Bounded { decoder, packed, unpacked: 0 });
    Ok(Box::new(Unpacked { source, begun: false, inside: true }))
}

trait ReadOnce: Read {
    /// Appends what one call gives.
    fn read_once(&mut self, to: &mut Vec<u8>) -> io::Result<()>;
}

impl<R: Read> ReadOnce for R {
    fn read_once(&mut self, to: &mut Vec<u8>) -> io::Result<()> {
        let mut part = [0; LONGEST];
        let read = loop {
            match self.read(&mut part) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        to.extend_from_slice(part.get(..read).unwrap_or_default());
        Ok(())
    }
}

/// Counts what is read.
struct Counted<R> {
    source: R,
    read: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}

/// How many times as long as it was packed something may be.
const MOST_TIMES: u64 = 1000;
/// What may be unpacked in any case, in bytes.
const MOST_AT_LEAST: u64 = 256 << 20;

/// Unpacks no more than anything that is worth it needs.
struct Bounded {
    decoder: Box<dyn Read>,
    packed: Rc<Cell<u64>>,
    unpacked: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.decoder.read(buffer).map_err(|error| {
            Error::new(error.kind(), format!("it cannot be unpacked to its end: {error}"))
        })?;
        self.unpacked += read as u64;
        if self.unpacked > MOST_AT_LEAST.max(self.packed.get().saturating_mul(MOST_TIMES)) {
            let what = format!("unpacked, it is more than {MOST_TIMES} times as long as packed");
            return Err(Error::new(ErrorKind::InvalidData, what));
        }
        Ok(read)
    }
}

/// Frames of zstd, one after the other.
struct Zstd<R> {
    source: R,
    decoder: FrameDecoder,
    in_frame: bool,
}

impl<R: BufRead> Zstd<R> {
    fn new(source: R) -> Self {
        Self { source, decoder: FrameDecoder::new(), in_frame: false }
    }

    /// Begins the next frame; false if there is none.
    fn next_frame(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.source) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    io::copy(&mut self.source.by_ref().take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(wrong(error)),
            }
        }
        Ok(false)
    }

    /// Whether the frame that ended holds what its checksum says, if it has one.
    fn is_whole(&self) -> io::Result<()> {
        let said = self.decoder.get_checksum_from_data();
        if said.is_none_or(|said| self.decoder.get_calculated_checksum() == Some(said)) {
            return Ok(());
        }
        Err(Error::new(ErrorKind::InvalidData, "a frame does not have its checksum"))
    }
}

fn wrong(error: FrameDecoderError) -> Error {
    Error::new(ErrorKind::InvalidData, error)
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.in_frame {
                self.in_frame = self.next_frame()?;
                if !self.in_frame {
                    return Ok(0);
                }
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let some = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.source, some).map_err(wrong)?;
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            self.is_whole()?;
            self.in_frame = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(text: &[u8]) -> Vec<u8> {
        compress_to_vec(text, CompressionLevel::Fastest)
    }

    /// Gives a byte at a time.
    struct Slowly(Cursor<Vec<u8>>);

    impl Read for Slowly {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = buffer.len().min(1);
            self.0.read(&mut buffer[..most])
        }
    }

    fn read(bytes: &[u8]) -> Result<Vec<u8>, String> {
        let mut text = Vec::new();
        let source = Slowly(Cursor::new(bytes.to_vec()));
        let read = unpacked(Box::new(source)).read_to_end(&mut text);
        read.map(|_| text).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_packed_or_marked_comes_out_as_it_was() {
        let text = "{\"a\": 1}\n".repeat(5000).into_bytes();
        let marked = [b"\xef\xbb\xbf", &text[..]].concat();
        let twice = [&text[..], &text].concat();
        for (packed, expected) in [
            (text.clone(), &text),
            (marked.clone(), &text),
            (gzip(&text), &text),
            (gzip(&marked), &text),
            ([gzip(&text), gzip(&text)].concat(), &twice),
            (zstd(&text), &text),
            (zstd(&marked), &text),
            ([&zstd(&text)[..], b"\x52\x2a\x4d\x18\x03\0\0\0abc", &zstd(&text)].concat(), &twice),
            ([b"\x50\x2a\x4d\x18\0\0\0\0", &zstd(&text)[..]].concat(), &text),
        ] {
            assert!(read(&packed).unwrap() == *expected);
        }
        for plain in [&b""[..], b"\x1f", b"B", b"BZ", b"P", b"1\n", b"\xef\xbb", b"\x28\xb5\x2f"] {
            assert_eq!(read(plain).unwrap(), plain);
        }
    }

    #[test]
    fn what_is_not_whole_is_an_error() {
        let text = "{\"a\": 1}\n".repeat(50).into_bytes();
        for packed in [gzip(&text), zstd(&text)] {
            for kept in 7..packed.len() {
                let error = read(&packed[..kept]).unwrap_err();
                assert!(error.contains("cannot be unpacked"), "{kept}: {error}");
            }
            let mut damaged = packed.clone();
            let end = damaged.len() - 1;
            damaged[end] ^= 1;
            assert!(read(&damaged).is_err(), "its checksum or length is another");
            assert!(read(&[&packed[..], b"{}"].concat()).is_err(), "something is behind it");
        }
        assert!(read(&gzip(&gzip(&text))).unwrap_err().contains("twice"));
    }

    #[test]
    fn what_is_not_read_here_is_named() {
        for (start, named) in [
            (&b"BZh9"[..], "bzip2"),
            (b"\xfd7zXZ\0..", "xz"),
            (b"PK\x03\x04", "ZIP"),
            (b"\xff\xfe{\0", "UTF-16"),
        ] {
            assert!(read(start).unwrap_err().contains(named), "{named}");
        }
    }

    #[test]
    fn a_short_input_is_not_waited_for() {
        struct Once(Option<&'static [u8]>);
        impl Read for Once {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let text = self.0.take().expect("it is read once before it is used");
                buffer[..text.len()].copy_from_slice(text);
                Ok(text.len())
            }
        }
        let mut buffer = [0; 8];
        assert_eq!(unpacked(Box::new(Once(Some(b"1\n")))).read(&mut buffer).unwrap(), 2);
    }

    #[test]
    fn what_grows_without_end_is_stopped() {
        let zeros = vec![0_u8; 8 << 20];
        let frame = zstd(&zeros);
        assert!(frame.len() < 8 << 10);
        let frames = frame.repeat(40);
        let mut source = unpacked(Box::new(Cursor::new(frames)));
        let error = io::copy(&mut source, &mut io::sink()).unwrap_err();
        assert!(error.to_string().contains("1000 times"), "{error}");
    }
}
