//! What a log's messages look like: subjects, headers and markers.
//!
//! An event is a message on `LOG.e.AGGREGATE.TYPE` whose body is the document. Its id is a marker on `LOG.i.ID`, and
//! a reading of a clock is one on `LOG.c.NODE`. The last message of whatever was appended at once says where the
//! log ends.

use std::fmt::Write as _;

use async_nats::HeaderMap;
use event_contract::log::{Entry, Error, Stored};

use super::server::Found;
use crate::digest::{content, hex, key, placed};
use crate::head::bytes as unhex;
use crate::tls::unescaped;

pub(super) const POSITION: &str = "Log-Position";
const VERSION: &str = "Log-Version";
const EVENT_ID: &str = "Log-Event-Id";
const EVENT_TYPE: &str = "Log-Event-Type";
const AGGREGATE_ID: &str = "Log-Aggregate-Id";
const SEAL: &str = "Log-Seal";
const HEAD: &str = "Log-Head";
/// A hash over all events. Programs of earlier versions do not write it.
const CHAIN: &str = "Log-Chain";

/// What a stream's last message has to be for a message to be taken.
pub(super) const LAST: &str = "Nats-Expected-Last-Sequence";
/// The same, of the messages on its own subject,
pub(super) const LAST_ON_SUBJECT: &str = "Nats-Expected-Last-Subject-Sequence";
/// or on another one.
pub(super) const OF_SUBJECT: &str = "Nats-Expected-Last-Subject-Sequence-Subject";

/// The longest that a text may be in a subject; what is longer is found by its hash.
const TOKEN: usize = 100;
/// The most bytes of headers that a server takes, with room for those that it adds.
pub(super) const HEADERS: usize = 60_000;
/// Room for the headers that the log and the servers add, in bytes.
pub(super) const ROOM: usize = 1024;

/// A message on its way.
#[derive(Debug)]
pub(super) struct Outgoing {
    pub(super) subject: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Outgoing {
    /// Says what the last message on its own subject has to be: its sequence, 0 if there is none.
    pub(super) fn behind(mut self, last: u64) -> Self {
        self.headers.insert(LAST_ON_SUBJECT, last.to_string());
        self
    }

    /// The same, of another subject.
    pub(super) fn expect(mut self, subject: &str, last: u64) -> Self {
        self.headers.insert(OF_SUBJECT, subject);
        self.behind(last)
    }

    /// Says where the log ends behind this message.
    pub(super) fn end(&mut self, head: Head) {
        self.headers.insert(HEAD, format!("{} {}", head.position, head.aggregates));
        if let Some(chain) = head.chain {
            self.headers.insert(CHAIN, hex(chain));
        }
    }
}

/// Where a log ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// The sequence of the stream's last message.
    pub(super) sequence: u64,
    /// The last event's position.
    pub(super) position: u64,
    /// How many aggregates there are.
    pub(super) aggregates: u64,
    /// The hash over all events, if it is said.
    pub(super) chain: Option<[u8; 32]>,
}

impl Head {
    /// What the last message says.
    pub(super) fn read(last: &Found) -> Result<Self, Error> {
        let said = last.header(HEAD).and_then(|said| said.split_once(' '));
        let head = said.and_then(|(position, aggregates)| {
            Some(Self {
                sequence: last.sequence,
                position: position.parse().ok()?,
                aggregates: aggregates.parse().ok()?,
                chain: match last.header(CHAIN) {
                    Some(digits) => Some(unhex(digits).ok()?),
                    None => None,
                },
            })
        });
        head.ok_or_else(|| Error::corrupt("the stream's last message is none of a log"))
    }
}

/// A text in which all but plain bytes are in hexadecimal.
fn escaped(text: &str, plain: impl Fn(u8) -> bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if plain(byte) {
            escaped.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "={byte:02X}");
        }
    }
    escaped
}

/// A text as a token of a subject. Different texts stay different.
fn token(text: &str) -> String {
    let token = escaped(text, |byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    match token.len() {
        0 => "=".to_owned(),
        1..=TOKEN => token,
        _ => format!("=h{}", hex(key([text]))),
    }
}

/// A text as the value of a header.
fn value(text: &str) -> String {
    escaped(text, |byte| byte.is_ascii_graphic() && byte != b'=')
}

/// The text of such a value.
fn text(value: &str) -> Option<Box<str>> {
    unescaped(value, b'=').map(Into::into)
}

/// The subjects with the events of an aggregate.
pub(super) fn of_aggregate(log: &str, id: &str) -> String {
    format!("{log}.e.{}.*", token(id))
}

/// The subjects with the events of a type.
pub(super) fn of_type(log: &str, name: &str) -> String {
    format!("{log}.e.*.{}", token(name))
}

/// The subjects with events.
pub(super) fn of_all(log: &str) -> String {
    format!("{log}.e.>")
}

/// The subject of an id's marker.
pub(super) fn of_id(log: &str, id: &str) -> String {
    format!("{log}.i.{}", token(id))
}

/// The subject of a clock.
pub(super) fn of_clock(log: &str, node: &str) -> String {
    format!("{log}.c.{}", token(node))
}

/// The subjects of clocks.
pub(super) fn of_clocks(log: &str) -> String {
    format!("{log}.c.>")
}

/// A message that holds nothing, for what it expects.
pub(super) fn guard(log: &str) -> Outgoing {
    Outgoing { subject: format!("{log}.g"), headers: HeaderMap::new(), body: Vec::new() }
}

/// An event as a message.
pub(super) fn event(
    log: &str,
    entry: &Entry,
    content: &[u8; 32],
    position: u64,
    version: u64,
) -> Outgoing {
    let Entry { event_id, event_type, aggregate_id, document } = entry;
    let subject = format!("{log}.e.{}.{}", token(aggregate_id), token(event_type));
    let mut headers = HeaderMap::new();
    headers.insert(POSITION, position.to_string());
    headers.insert(VERSION, version.to_string());
    headers.insert(EVENT_ID, value(event_id));
    headers.insert(EVENT_TYPE, value(event_type));
    headers.insert(AGGREGATE_ID, value(aggregate_id));
    headers.insert(SEAL, hex(placed(position, version, content)));
    Outgoing { subject, headers, body: document.as_bytes().to_vec() }
}

/// How many bytes of headers the texts of an entry take.
pub(super) fn header_bytes(entry: &Entry) -> usize {
    let Entry { event_id, event_type, aggregate_id, .. } = entry;
    [event_id, event_type, aggregate_id].iter().map(|text| value(text).len()).sum()
}

/// The event of a message.
pub(super) fn stored(message: &Found) -> Result<Stored, Error> {
    let wrong = || {
        let what = format!("message {} does not hold an event", message.sequence);
        Error::corrupt(what)
    };
    let number = |name| message.header(name).and_then(|number| number.parse::<u64>().ok());
    let written = |name| text(message.header(name).unwrap_or_default());
    let read = || {
        let entry = Entry {
            event_id: written(EVENT_ID)?,
            event_type: written(EVENT_TYPE)?,
            aggregate_id: written(AGGREGATE_ID)?,
            document: std::str::from_utf8(&message.body).ok()?.into(),
        };
        Some(Stored { position: number(POSITION)?, version: number(VERSION)?, entry })
    };
    let stored = read().ok_or_else(wrong)?;
    let seal = hex(placed(stored.position, stored.version, &content(&stored.entry)));
    if message.header(SEAL) != Some(&seal) {
        let what = format!("position {} does not have the content of its hash", stored.position);
        return Err(Error::corrupt(what));
    }
    Ok(stored)
}

/// The position that an event's message says, without a look at the rest.
pub(super) fn position(message: &Found) -> Result<u64, Error> {
    let position = message.header(POSITION).and_then(|number| number.parse().ok());
    position.ok_or_else(|| {
        Error::corrupt(format!("message {} does not hold an event", message.sequence))
    })
}

/// Where an id is taken, by what content, and in which attempt to append.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) position: u64,
    pub(super) version: u64,
    /// The sequence of the event's message.
    pub(super) sequence: u64,
    pub(super) content: String,
    pub(super) attempt: String,
}

impl Marker {
    pub(super) fn outgoing(&self, subject: String) -> Outgoing {
        let Self { position, version, sequence, content, attempt } = self;
        let body = format!("{position} {version} {sequence} {content} {attempt}").into_bytes();
        Outgoing { subject, headers: HeaderMap::new(), body }.behind(0)
    }

    pub(super) fn read(message: &Found) -> Result<Self, Error> {
        let said = std::str::from_utf8(&message.body).unwrap_or_default();
        let mut parts = said.split(' ');
        let mut read = || {
            Some(Self {
                position: parts.next()?.parse().ok()?,
                version: parts.next()?.parse().ok()?,
                sequence: parts.next()?.parse().ok()?,
                content: parts.next()?.to_owned(),
                attempt: parts.next()?.to_owned(),
            })
        };
        read().ok_or_else(|| {
            Error::corrupt(format!("message {} does not mark an id", message.sequence))
        })
    }
}

/// A reading of a clock, and the attempt to append that moved it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// The sequence of its message, 0 if the clock was never moved.
    pub(super) sequence: u64,
    pub(super) says: u64,
    pub(super) attempt: String,
}

impl Reading {
    /// The message that moves the clock on `subject` from this reading.
    pub(super) fn moved(&self, subject: String, to: u64, attempt: &str) -> Outgoing {
        let body = format!("{to} {attempt}").into_bytes();
        Outgoing { subject, headers: HeaderMap::new(), body }.behind(self.sequence)
    }

    pub(super) fn read(message: &Found) -> Result<Self, Error> {
        let said = std::str::from_utf8(&message.body).ok().and_then(|said| said.split_once(' '));
        let reading = said.and_then(|(reading, attempt)| {
            let (sequence, attempt) = (message.sequence, attempt.to_owned());
            Some(Self { sequence, says: reading.parse().ok()?, attempt })
        });
        reading.ok_or_else(|| {
            Error::corrupt(format!("message {} does not hold a clock", message.sequence))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_back_and_fits_a_header() {
        for given in ["", "a", " a ", "\0", "a=b", "\r\nX: y", "é\u{10ffff}", "=3D"] {
            let value = value(given);
            assert!(value.bytes().all(|byte| byte.is_ascii_graphic()), "{value}");
            assert_eq!(&*text(&value).unwrap(), given);
        }
        for bad in ["=", "=4", "=GG", "=FF"] {
            assert_eq!(text(bad), None, "{bad}");
        }
    }

    #[test]
    fn tokens_are_plain_and_tell_texts_apart() {
        let long = "long ".repeat(100);
        let texts = ["", "=", ".", "*", ">", "a.b", "a b", "a\0", "=h00", "é", &long, &long[1..]];
        let tokens: Vec<String> = texts.iter().map(|text| token(text)).collect();
        let distinct: std::collections::BTreeSet<&String> = tokens.iter().collect();
        assert_eq!(distinct.len(), texts.len());
        for token in &tokens {
            assert!(!token.is_empty() && token.len() <= TOKEN + 8);
            assert!(token.bytes().all(|byte| byte.is_ascii_graphic() && !b".*>".contains(&byte)));
        }
        assert_eq!(token("mission-001_a"), "mission-001_a");
    }
}
