//! What a log holds in one line: how many events, and a hash over all of them.

use std::fmt;
use std::str::FromStr;

use event_contract::log::{Error, Stored};

use crate::digest::{content, hex, linked};

/// Where a log ends, and a hash over everything up to there: each event's hash is hashed into that of those before
/// it. Two logs with the same head hold the same events in the same order, whatever their backends.
///
/// A log whose end was cut off looks like one that was never longer. Whoever keeps a head elsewhere sees the
/// difference: [`Store::verify_since`](crate::Store::verify_since).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Head {
    /// The last position.
    pub position: u64,
    /// The hash; zeros before the first event.
    pub chain: [u8; 32],
}

impl Head {
    /// The head behind one more event, of which this is the hash.
    pub(crate) fn with(self, content: &[u8; 32]) -> Self {
        Self { position: self.position + 1, chain: linked(&self.chain, content) }
    }

    /// The head behind events that come next.
    pub(crate) fn behind(self, entries: &[Stored]) -> Result<Self, Error> {
        entries.iter().try_fold(self, |head, stored| {
            if stored.position != head.position + 1 {
                return Err(Error::corrupt(format!("position {} is missing", head.position + 1)));
            }
            Ok(head.with(&content(&stored.entry)))
        })
    }

    /// The head at a later position, by the pages of events behind this one.
    #[cfg(any(feature = "postgres", feature = "sqlite"))]
    pub(crate) fn to(
        self,
        position: u64,
        mut page: impl FnMut(u64) -> Result<Vec<Stored>, Error>,
    ) -> Result<Self, Error> {
        let mut head = self;
        while head.position < position {
            let mut entries = page(head.position)?;
            entries.retain(|stored| stored.position <= position);
            if entries.is_empty() {
                return Err(Error::corrupt(format!("position {} is missing", head.position + 1)));
            }
            head = head.behind(&entries)?;
        }
        Ok(head)
    }
}

/// `POSITION:HASH`, the hash in hexadecimal.
impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.position, hex(self.chain))
    }
}

/// A text that is no head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoHead;

impl fmt::Display for NoHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a head is POSITION:HASH, with 64 hexadecimal digits")
    }
}

impl std::error::Error for NoHead {}

impl FromStr for Head {
    type Err = NoHead;

    fn from_str(text: &str) -> Result<Self, NoHead> {
        let (position, digits) = text.trim().split_once(':').ok_or(NoHead)?;
        Ok(Self { position: position.parse().map_err(|_| NoHead)?, chain: bytes(digits)? })
    }
}

/// The bytes of a hash in hexadecimal.
pub(crate) fn bytes(digits: &str) -> Result<[u8; 32], NoHead> {
    let mut bytes = [0; 32];
    if digits.len() != 2 * bytes.len() || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(NoHead);
    }
    for (byte, at) in bytes.iter_mut().zip((0..).step_by(2)) {
        let pair = digits.get(at..at + 2).ok_or(NoHead)?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| NoHead)?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_written_and_read() {
        let head = Head { position: 12, chain: [0xab; 32] };
        let text = head.to_string();
        assert_eq!(text, format!("12:{}", "ab".repeat(32)));
        assert_eq!(format!(" {text}\n").parse(), Ok(head));
        for bad in
            ["", "12", ":", "x:00", &text[..66], &format!("{text}0"), &text.replace('b', "é")]
        {
            assert_eq!(bad.parse::<Head>(), Err(NoHead), "{bad}");
        }
    }

    #[test]
    fn order_and_content_count() {
        let (one, other) = ([1; 32], [2; 32]);
        let head =
            |contents: [&[u8; 32]; 2]| contents.into_iter().fold(Head::default(), Head::with);
        assert_eq!(head([&one, &other]).position, 2);
        assert_ne!(head([&one, &other]), head([&other, &one]));
        assert_ne!(head([&one, &one]), head([&one, &other]));
    }
}
