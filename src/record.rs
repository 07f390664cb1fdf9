//! Recorded events: what the envelope says, read once, and the payload as it came, with the places of its
//! fields.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use std::ptr;

use serde::ser::{Serialize, Serializer};

use crate::check;
use crate::codec::{self, Checked, Contract, Places};
use crate::cursor::{Cursor, same};
use crate::event_type::EventType;
use crate::rules::{self, Span};
use crate::scalar::{EventId, Integer, Timestamp};
use crate::scan::has_slash;
use crate::table::{Line, Object, TimeOrder, Type};
use crate::view::{Located, View, Viewed};
use crate::violation::{Code, Violation, Violations};

/// What an envelope says about its event, as far as ordering and folding need it.
///
/// Roles that the line's envelope does not have are empty: the clock 0, the texts `""`.
///
/// The fields come in the order in which folds ask for them, so that they find what they need in few cache
/// lines: what sorts and dispatches first.
#[derive(Clone, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct Meta {
    /// The rank of the timestamp among all others, by the line's order of times.
    time: [u64; 2],
    /// Equal for equal ids, and mostly for them alone.
    print: u64,
    /// The reading of the emitter's Lamport clock, in ticks.
    pub lamport_clock: Integer,
    /// Names the contract of the payload.
    pub event_type: EventType,
    /// Identifies the event, in canonical spelling: a ULID in upper case, a UUID in lower case.
    pub event_id: EventId,
    /// The emitter's wall-clock time.
    pub timestamp: Timestamp,
    /// The entity that the event changes.
    pub aggregate_id: Box<str>,
    /// The emitter.
    pub node_id: Box<str>,
    /// The event that caused this one, in canonical spelling.
    pub causation_id: Option<EventId>,
}

impl Meta {
    /// The total order of events of one line: by Lamport clock, then by timestamp, then by id.
    ///
    /// Timestamps compare as instants, unless the line says that their text counts
    /// ([`TimeOrder`](crate::table::TimeOrder)).
    ///
    /// Two events compare equal only if they have the same id.
    pub fn total_cmp(&self, other: &Self) -> Ordering {
        self.lamport_clock
            .cmp(&other.lamport_clock)
            .then_with(|| self.time.cmp(&other.time))
            .then_with(|| self.event_id.cmp(&other.event_id))
    }

    /// A short stand-in for the id. Events with different prints have different ids.
    pub(crate) const fn print(&self) -> u64 {
        self.print
    }

    pub(crate) fn place(&self) -> Place {
        (self.lamport_clock.clone(), self.time)
    }
}

/// An event's place in the total order, among events with the same id: its clock, and the rank of its
/// timestamp.
pub(crate) type Place = (Integer, [u64; 2]);

/// An event whose envelope is valid. Its payload may be anything that the envelope takes.
///
/// The document is kept as it came, so that nothing of it is lost on the way to a store.
#[derive(Clone)]
#[repr(C)]
pub struct Record {
    /// What the envelope says.
    pub meta: Meta,
    document: Box<str>,
    payload: Span,
    /// What is known of the payload, if it keeps the contract of its event.
    known: Option<Known>,
}

#[cfg(target_pointer_width = "64")]
const _: () = assert!(size_of::<Record>() == 256, "a record fills four cache lines");

/// A payload that keeps a contract.
#[derive(Clone)]
struct Known {
    object: &'static Object,
    /// Where the fields are in the document.
    spans: Box<[Span]>,
    /// Whether there are no escapes.
    plain: bool,
}

impl Known {
    /// The payload at a place of a document.
    fn at(document: &str, payload: &Range<usize>, object: &'static Object) -> Option<Self> {
        let places = codec::places_at(&mut Cursor::at(document, payload.start, 0), object)?;
        let spans = places.as_slice().get(..object.fields.len())?.into();
        let plain = !has_slash(document.as_bytes().get(payload.clone())?);
        Some(Self { object, spans, plain })
    }

    fn places<'a>(&'a self, document: &'a str) -> Places<'a> {
        Places { base: document, spans: &self.spans, plain: self.plain }
    }

    /// The values of some fields, if the contract declares all of them. None occurs twice.
    fn fields<'a, const N: usize>(
        &self,
        document: &'a str,
        names: [&str; N],
    ) -> Option<[Option<Loose<'a>>; N]> {
        let mut found = [None; N];
        for (found, name) in found.iter_mut().zip(names) {
            let index = check::find_field(self.object.fields, 0, name)?;
            let span = rules::span(&self.spans, index);
            if !span.is_empty() {
                *found = Some(Loose(Checked::new(document.get(span)?)));
            }
        }
        Some(found)
    }
}

impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        self.meta == other.meta && self.document == other.document
    }
}

impl Eq for Record {}

impl Record {
    /// The enveloped event, as it came.
    pub fn document(&self) -> &str {
        &self.document
    }

    /// The JSON text of the payload, an object.
    pub fn payload(&self) -> &str {
        // An absent payload has the empty place at the document's start.
        self.document.get(self.range()).filter(|text| !text.is_empty()).unwrap_or("{}")
    }

    /// Reads the payload. Enum aliases are taken.
    pub fn read<T: Contract>(&self) -> Result<T, Malformed<'_>> {
        let places = match T::TYPE {
            Type::Object(object) => self.places(object),
            _ => None,
        };
        let value = match places {
            Some(places) => T::read(Checked::located(self.payload(), places)),
            None => codec::read(self.payload()),
        };
        value.ok_or(Malformed { payload: self.payload(), ty: T::TYPE })
    }

    /// Lets something see the payload without building it. Enum aliases are taken.
    pub fn look<P: Viewed, T>(
        &self,
        see: impl FnOnce(View<'_, P>) -> T,
    ) -> Result<T, Malformed<'_>> {
        let malformed = || Malformed { payload: self.payload(), ty: P::TYPE };
        let Type::Object(object) = P::TYPE else { return Err(malformed()) };
        let text = self.payload();
        if let Some(places) = self.places(object) {
            return Ok(see(P::view(Located::new(object, text, places))));
        }
        let spans = codec::places(text, object).ok_or_else(malformed)?;
        Ok(see(P::view(Located::new(object, text, spans.within(text)))))
    }

    /// Where the payload is in the document.
    fn range(&self) -> Range<usize> {
        rules::range(self.payload)
    }

    /// Where the fields are, if this is the contract that the payload keeps.
    fn places(&self, object: &'static Object) -> Option<Places<'_>> {
        let known = self.known.as_ref().filter(|known| ptr::eq(known.object, object))?;
        Some(known.places(&self.document))
    }

    /// Fetches what a handler is going to read into the cache. The lines come side by side here, and one by
    /// one where they are read.
    pub(crate) fn touch(&self) {
        let byte = |byte: Option<&u8>| byte.map_or(0, |byte| u32::from(*byte));
        let start = |span: Option<&Span>| span.map_or(0, |(start, _)| *start);
        let (document, payload) = (self.document.as_bytes(), self.payload.0 as usize);
        let spans = self.known.as_ref().map_or(&[][..], |known| &known.spans);
        let id = byte(self.meta.event_id.as_str().as_bytes().last());
        // What follows comes by itself if it is read in turn.
        let lines = [0, 64, 128].map(|ahead| byte(document.get(payload + ahead)));
        let lines = lines.into_iter().fold(id, |all, line| all | line);
        std::hint::black_box(lines | start(spans.first()) | start(spans.last()));
    }

    /// The values of some keys of the payload as JSON text, whatever its contract says. Of a key that
    /// occurs again the last value counts.
    pub fn fields<const N: usize>(&self, names: [&str; N]) -> [Option<Loose<'_>>; N] {
        let known = self.known.as_ref().and_then(|known| known.fields(&self.document, names));
        if let Some(found) = known {
            return found;
        }
        let mut found = [None; N];
        // The document goes on behind the payload, which lets strings be read in blocks.
        let range = self.range();
        let mut cursor = Cursor::at(&self.document, range.start, 0);
        if range.is_empty() || cursor.open().is_err() || cursor.peek() == b'}' {
            return found;
        }
        loop {
            let key = cursor.checked_key();
            let key = cursor.content(key);
            let start = cursor.pos;
            cursor.skip_checked();
            let at = names.iter().position(|name| same(name.as_bytes(), key.as_bytes()));
            if let Some(at) = at {
                found[at] = Some(Loose(Checked::new(cursor.slice(start, cursor.pos))));
            }
            if !cursor.more(b'}').unwrap_or(false) {
                return found;
            }
        }
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record")
            .field("meta", &self.meta)
            .field("payload_bytes", &self.range().len())
            .finish_non_exhaustive()
    }
}

/// A JSON value that no contract vouches for.
#[derive(Clone, Copy, Debug)]
pub struct Loose<'a>(Checked<'a>);

impl<'a> Loose<'a> {
    /// The JSON text.
    pub const fn as_str(self) -> &'a str {
        self.0.as_str()
    }

    /// The content, if it is a string.
    pub fn string(self) -> Option<Cow<'a, str>> {
        self.0.string()
    }

    /// The items, if it is a list.
    pub fn items(self) -> Option<impl Iterator<Item = Self>> {
        self.as_str().starts_with('[').then(|| self.0.items().map(Self))
    }

    /// The entries, if it is an object. Keys may repeat.
    pub fn entries(self) -> Option<impl Iterator<Item = (Cow<'a, str>, Self)>> {
        let entries = || self.0.entries().map(|(key, value)| (key, Self(value)));
        self.as_str().starts_with('{').then(entries)
    }

    /// Whether it is `null`.
    pub fn is_null(self) -> bool {
        self.as_str() == "null"
    }

    /// Reads it by a contract. Enum aliases are taken.
    pub fn read<T: Contract>(self) -> Option<T> {
        codec::read(self.as_str())
    }
}

/// A payload that does not keep its contract.
#[derive(Clone, Copy, Debug)]
pub struct Malformed<'a> {
    payload: &'a str,
    ty: Type,
}

impl Malformed<'_> {
    /// Everything that is wrong with it. Computed on each call.
    pub fn violations(&self) -> Violations {
        codec::refused(self.payload.as_bytes(), self.ty, false)
    }
}

fn rank(timestamp: &Timestamp, order: TimeOrder) -> [u64; 2] {
    match order {
        TimeOrder::Instant => crate::scalar::instant(timestamp.as_str()),
        TimeOrder::Text => timestamp.rank(),
    }
}

/// FNV-1a, 64 bits.
fn fnv(text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

impl Line {
    /// Reads an event whose envelope is valid, whatever its payload and whichever version it signals.
    ///
    /// Fails for documents whose envelope is not valid, and for lines whose envelope does not say which
    /// fields order events.
    pub fn record(&self, document: impl Into<Box<str>>) -> Result<Record, Violations> {
        let document = document.into();
        let Some((envelope, order)) =
            self.envelope.and_then(|envelope| Some((envelope, envelope.order?)))
        else {
            return Err(unordered(self).into());
        };
        let read = || {
            let places = codec::places(&document, envelope.object)?;
            let place = Placed { object: envelope.object, places: places.within(&document) };
            let optional =
                |field: Option<usize>| field.map_or(Some("".into()), |at| place.text(at));
            // Every spelling of a stricter form is one of these.
            let timestamp: Timestamp = place.read(order.time)?;
            let event_id = place.id(order.id)?;
            let event_type = place.value(envelope.event_type)?.string()?;
            let event = self.event(&event_type);
            let meta = Meta {
                print: fnv(event_id.as_str()),
                event_id,
                event_type: event.map_or_else(|| (&*event_type).into(), EventType::of),
                aggregate_id: optional(order.aggregate)?,
                node_id: optional(order.node)?,
                lamport_clock: match order.clock {
                    Some(clock) => place.read(clock)?,
                    None => Integer::from(0),
                },
                causation_id: order.cause.and_then(|cause| place.id(cause)),
                time: rank(&timestamp, order.time_order),
                timestamp,
            };
            let payload = places.span(envelope.payload);
            let object = event.map(|event| event.payload).filter(|_| !payload.is_empty());
            let known = object.and_then(|object| Known::at(&document, &payload, object));
            Some((meta, places.get(envelope.payload), known))
        };
        match read() {
            Some((meta, payload, known)) => Ok(Record { meta, document, payload, known }),
            None => Err(codec::refused(document.as_bytes(), Type::Object(envelope.object), false)),
        }
    }
}

/// The fields of a checked object.
struct Placed<'a> {
    object: &'static Object,
    places: Places<'a>,
}

impl Placed<'_> {
    /// The value of a field that is not null.
    fn value(&self, field: usize) -> Option<Checked<'_>> {
        let text = self.places.field(field, self.object.fields.get(field)?)?;
        (text.as_str() != "null").then_some(text)
    }

    fn read<T: Contract>(&self, field: usize) -> Option<T> {
        T::read(self.value(field)?)
    }

    fn text(&self, field: usize) -> Option<Box<str>> {
        self.read(field)
    }

    fn id(&self, field: usize) -> Option<EventId> {
        self.read(field).map(EventId::into_canonical)
    }
}

fn unordered(line: &Line) -> Violation {
    Violation {
        pointer: String::new(),
        code: Code::Type,
        rule: None,
        expected: format!("{} to say in `line.yaml` which fields order its events", line.name),
        found: "no `order` in its envelope".into(),
        span: 0..0,
    }
}

impl Serialize for Record {
    /// The document, as it came.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::scalar::serialize_text(&self.document, serializer)
    }
}

#[cfg(test)]
mod tests;
