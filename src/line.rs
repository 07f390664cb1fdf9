//! Questions to a line of contracts: is this event valid, and if not, why?

use std::borrow::Cow;
use std::ops::Range;

use crate::check::{self, Checker, Verdict, Visit};
use crate::codec::{Checked, Contract as _};
use crate::collect::{self, Collector, ROOM};
use crate::cursor::{Cursor, Fault, Str};
use crate::rules::{self, Forget, Keep, MAX_BYTES, Spans};
use crate::scalar::EventId;
use crate::table::{Cutover, Envelope, Event, Field, Line, Map, Object, Presence, Type};
use crate::text;
use crate::tree::{self, Node, Tree};
use crate::violation::{Code, Violation, Violations};

/// A valid enveloped event, taken apart.
#[derive(Clone, Debug)]
pub struct Parts<'a> {
    /// The event that the envelope names.
    pub event: &'static Event,
    /// The event's index in [`Line::events`].
    pub index: usize,
    envelope: Located<'a>,
    payload: Located<'a>,
}

/// What an event is found by.
pub(crate) struct Names {
    /// In canonical spelling.
    pub(crate) event_id: EventId,
    pub(crate) event_type: &'static str,
    pub(crate) aggregate_id: Box<str>,
}

/// A checked object, and where its fields are in the text that holds it.
#[derive(Clone, Debug)]
struct Located<'a> {
    base: &'a str,
    text: &'a str,
    spans: Box<Spans>,
}

impl Located<'_> {
    fn checked(&self) -> Checked<'_> {
        Checked::located(self.text, self.spans.within(self.base))
    }
}

impl Parts<'_> {
    /// The whole document, checked against the envelope.
    pub fn envelope(&self) -> Checked<'_> {
        self.envelope.checked()
    }

    /// The payload, checked against the event's contract.
    pub fn payload(&self) -> Checked<'_> {
        self.payload.checked()
    }
}

impl Line {
    /// The event with this name.
    pub fn event(&self, name: &str) -> Option<&'static Event> {
        self.events.get(self.event_index(name)?).copied()
    }

    /// Where the event with this name is in [`Line::events`].
    #[inline]
    pub fn event_index(&self, name: &str) -> Option<usize> {
        self.lookup.find(self.events, name)
    }

    /// The event name, reserved ones included, that `name` was probably meant to be.
    pub fn nearest_event(&self, name: &str) -> Option<&'static str> {
        let events = self.events.iter().map(|event| event.name);
        let envelope = self.envelope.iter().map(|envelope| envelope.name);
        text::nearest(name, events.chain(self.reserved.iter().copied()).chain(envelope))
    }

    /// Whether the line reserves this event name.
    pub fn is_reserved(&self, name: &str) -> bool {
        self.reserved.contains(&name)
    }

    /// Whether the document is a valid event: envelope, cutover policy and payload. One pass over the text.
    pub fn accepts(&self, document: &[u8]) -> bool {
        text::utf8(document).is_some_and(|text| self.holds(text, true))
    }

    /// Everything that is wrong with an enveloped event; empty exactly when [`Line::accepts`] it.
    pub fn violations(&self, document: &[u8]) -> Vec<Violation> {
        self.violations_within(document, ROOM).0
    }

    /// The same, as far as they have `room` bytes of text, and how many more there are. The first is there in any case.
    pub fn violations_within(&self, document: &[u8], room: usize) -> (Vec<Violation>, usize) {
        match collect::text(document) {
            Ok(text) if self.holds(text, true) => (Vec::new(), 0),
            Ok(text) => {
                let (found, more) = self.explain_within(text, true, room.max(1));
                (found.into_vec(), more)
            }
            Err(violation) => (vec![violation], 0),
        }
    }

    /// Takes a valid event apart. Unlike [`Line::accepts`], this takes aliases of enum values.
    pub fn split<'a>(&'static self, document: &'a [u8]) -> Result<Parts<'a>, Violations> {
        let text = collect::text(document)?;
        let Ok((live, index)) = self.read::<Box<Spans>, Box<Spans>>(text, false) else {
            return Err(self.explain(text, false));
        };
        let refused = || unexplained(0..text.len());
        let (base, payload) = match live.payload {
            Some(span) => (text, text.get(span).ok_or_else(refused)?),
            None => {
                let absent = live.envelope.object.absent(live.envelope.payload);
                (absent, absent)
            }
        };
        let envelope = text.trim_matches([' ', '\t', '\r', '\n']);
        Ok(Parts {
            event: self.events.get(index).copied().ok_or_else(refused)?,
            index,
            envelope: Located { base: text, text: envelope, spans: live.fields },
            payload: Located { base, text: payload, spans: live.payload_fields },
        })
    }

    /// What a valid event is found by in logs. None for those that are not valid, and for those that do not say all
    /// of it, as where a default stands in for a field: they are read as [`Line::record`] does.
    pub(crate) fn names(&self, text: &str) -> Option<Names> {
        let order = self.envelope?.order?;
        let (live, event) = self.read::<Spans, Forget>(text, true).ok()?;
        let value = |field| Some(Checked::new(text.get(live.fields.span(field))?));
        Some(Names {
            event_id: EventId::read(value(order.id)?)?.into_canonical(),
            event_type: self.events.get(event)?.name,
            aggregate_id: <Box<str>>::read(value(order.aggregate?)?)?,
        })
    }

    /// What the envelope says its event type is, however invalid the rest may be.
    pub fn event_type<'a>(&self, document: &'a [u8]) -> Option<Cow<'a, str>> {
        let (event_type, _) = self.roles()?;
        let text = text::utf8(document)?;
        let mut cursor = Cursor::new(text);
        cursor.space();
        if cursor.peek() != b'{' {
            return None;
        }
        cursor.open().ok()?;
        loop {
            let key = cursor.key().ok()?;
            if cursor.content(key) == event_type {
                let name = if cursor.peek() == b'"' { cursor.string().ok() } else { None };
                return name.map(|name| cursor.content(name));
            }
            cursor.skip().ok()?;
            if !cursor.more(b'}').ok()? {
                return None;
            }
        }
    }

    /// Whether the text is a valid payload of the event.
    pub fn accepts_payload(&self, event: &Event, payload: &[u8]) -> bool {
        let text = text::utf8(payload);
        text.is_some_and(|text| check::document(text, Type::Object(event.payload), true).is_ok())
    }

    /// Everything that is wrong with a payload of the event.
    pub fn payload_violations(&self, event: &Event, payload: &[u8]) -> Vec<Violation> {
        if self.accepts_payload(event, payload) {
            return Vec::new();
        }
        let found = collect::document(payload, Type::Object(event.payload), true);
        Violations::or(found, || unexplained(0..payload.len())).into_vec()
    }

    /// The names of the envelope's fields for the event type and the payload.
    pub(crate) fn roles(&self) -> Option<(&'static str, &'static str)> {
        let envelope = self.envelope?;
        Some((self.envelope_field(envelope.event_type)?, self.envelope_field(envelope.payload)?))
    }

    /// The name of a field of the envelope.
    pub(crate) fn envelope_field(&self, index: usize) -> Option<&'static str> {
        Some(self.envelope?.object.fields.get(index)?.name)
    }

    /// Whether a document is valid.
    #[inline]
    fn holds(&self, text: &str, strict: bool) -> bool {
        self.read::<Forget, Forget>(text, strict).is_ok()
    }

    /// Reads a document. Gives what was found, and the event, if it is valid.
    #[inline]
    fn read<K: Keep, P: Keep>(
        &self,
        text: &str,
        strict: bool,
    ) -> Result<(Live<'_, K, P>, usize), Fault> {
        let envelope = self.envelope.ok_or(Fault::Contract)?;
        check::require(text.len() <= MAX_BYTES)?;
        let mut live = Live::new(self, envelope);
        let mut checker = Checker { cursor: Cursor::new(text), strict };
        checker.cursor.space();
        checker.fields(envelope.object, &mut live)?;
        checker.cursor.finish()?;
        let event = live.finish(checker)?;
        Ok((live, event))
    }

    /// Everything that is wrong with a document that was refused.
    fn explain(&self, text: &str, strict: bool) -> Violations {
        self.explain_within(text, strict, ROOM).0
    }

    #[cold]
    fn explain_within(&self, text: &str, strict: bool, bytes: usize) -> (Violations, usize) {
        let whole = 0..text.len();
        let tree = match collect::parse(text) {
            Ok(tree) => tree,
            Err(violation) => return (violation.into(), 0),
        };
        let Some(envelope) = self.envelope else { return (unexplained(whole).into(), 0) };
        let root = tree.root();
        let absent = tree::parse(envelope.object.absent(envelope.payload));
        let absent = absent.ok().map(|tree| tree.standing_for(root.span()));
        let mut collector = Collector::within(strict, bytes);
        collector.ranges(&tree);
        collector.value(root, Type::Object(envelope.object));
        if root.members().is_some() {
            if let Some(cutover) = self.cutover {
                cutover.collect(&mut collector, self, root);
            }
            self.collect_payload(&mut collector, envelope, root, absent.as_ref());
        }
        (Violations::or(collector.found, || unexplained(whole)), collector.more)
    }

    /// Reports an event type that the line does not have, and what is wrong with the payload; `absent` is
    /// the payload of an event without one.
    fn collect_payload<'t>(
        &self,
        collector: &mut Collector<'t>,
        envelope: &Envelope,
        root: Node<'t>,
        absent: Option<&'t Tree<'t>>,
    ) {
        let Some((event_type, payload)) = self.roles() else { return };
        let name = root.get(event_type);
        let text = match name {
            Some(node) => node.string(),
            None => Checked::new(envelope.object.absent(envelope.event_type)).string(),
        };
        let Some(text) = text else {
            // An envelope that requires the field has said so already.
            if envelope
                .object
                .fields
                .get(envelope.event_type)
                .is_none_or(|field| field.presence == Presence::Optional)
            {
                collector.below(event_type, |to| {
                    to.add(Code::UnknownEventType, "the name of an event", "nothing", &root.span());
                });
            }
            return;
        };
        let Some(event) = self.event(&text) else {
            let span = name.unwrap_or(root).span();
            collector.below(event_type, |to| self.collect_unknown(to, &text, &span));
            return;
        };
        let ty = Type::Object(event.payload);
        collector.below(payload, |to| match root.get(payload) {
            Some(node) if node.members().is_some() => to.value(node, ty),
            Some(node) => {
                // What is no object, the envelope has refused already, unless it lets `null` through.
                let field = envelope.object.fields.get(envelope.payload);
                let optional = field.is_some_and(|field| field.presence == Presence::Optional);
                if !is_opaque(envelope) || optional && node.is_null() {
                    to.value(node, ty);
                }
            }
            None => {
                if let Some(tree) = absent {
                    to.value(tree.root(), ty);
                }
            }
        });
    }

    fn collect_unknown(&self, collector: &mut Collector<'_>, name: &str, span: &Range<usize>) {
        if self.cutover.is_some_and(|cutover| cutover.forbids_event(name)) {
            // Reported by the cutover policy.
            return;
        }
        let found = tree::mask("string", name.chars().count(), "character");
        if self.is_reserved(name) {
            let expected = "an event whose payload has a contract";
            collector.add(Code::ReservedEventType, expected, "a reserved name", span);
            return;
        }
        let hint = self.nearest_event(name).map(|near| format!("; did you mean {near:?}?"));
        let expected = format!("an event of {}{}", self.name, hint.unwrap_or_default());
        collector.add(Code::UnknownEventType, expected, found, span);
    }
}

impl Object {
    /// The JSON text that stands in for an absent field.
    pub(crate) fn absent(&self, index: usize) -> &'static str {
        match self.fields.get(index).map(|field| field.presence) {
            Some(Presence::Default(json)) => json,
            _ => "null",
        }
    }
}

/// What is reported when an event was refused and no reason was found. That would be a defect of this
/// crate; the event stays refused.
fn unexplained(span: Range<usize>) -> Violation {
    let (expected, found) = ("a valid event".into(), "something else".into());
    Violation { pointer: String::new(), code: Code::Type, rule: None, expected, found, span }
}

/// Whether the envelope takes any object as payload, so that the event's contract says it all.
fn is_opaque(envelope: &Envelope) -> bool {
    let payload = envelope.object.fields.get(envelope.payload);
    payload.is_some_and(|field| {
        let Type::Map(map) = field.ty else { return false };
        matches!(map, Map { values: Type::Any, min_properties: 0, max_properties: None, .. })
    })
}

/// Reads an envelope, and the payload in place if the event type is known by then.
struct Live<'l, K, P> {
    line: &'l Line,
    envelope: &'l Envelope,
    policy: Policy<'l>,
    opaque: bool,
    fields: K,
    payload_fields: P,
    /// Where the envelope's rules, if it has any, find its fields.
    ruled: Option<Box<Spans>>,
    /// The fields that have a role, as a set of bits.
    roles: u64,
    /// Where the values that have a role start, 0 if they are absent.
    event_type: usize,
    aggregate: usize,
    signal: usize,
    /// Whether the accepted contract version was seen.
    signalled: bool,
    event: Option<usize>,
    payload: Option<Range<usize>>,
}

impl<'l, K: Keep, P: Keep> Live<'l, K, P> {
    fn new(line: &'l Line, envelope: &'l Envelope) -> Self {
        let signs = line
            .cutover
            .map_or(0, |cutover| check::bit(cutover.signal) | check::bit(cutover.aggregate));
        Self {
            roles: check::bit(envelope.event_type) | check::bit(envelope.payload) | signs,
            line,
            envelope,
            policy: Policy::new(line.cutover),
            opaque: is_opaque(envelope),
            fields: K::default(),
            payload_fields: P::default(),
            ruled: (!envelope.object.rules.is_empty()).then(Box::default),
            event_type: 0,
            aggregate: 0,
            signal: 0,
            signalled: false,
            event: None,
            payload: None,
        }
    }

    /// The event that the text at `start` names.
    #[inline]
    fn named(&self, text: &str, start: usize) -> Result<usize, Fault> {
        let name = string_at(text, start).ok_or(Fault::Contract)?;
        self.line.event_index(&name).ok_or(Fault::Contract)
    }

    /// Keeps where an envelope's field is.
    #[inline]
    fn keep(&mut self, index: usize, start: usize, end: usize) {
        self.fields.set(index, start, end);
        if let Some(ruled) = &mut self.ruled {
            ruled.set(index, start, end);
        }
    }

    /// Reads a field that has a role.
    fn role(&mut self, checker: &mut Checker<'_>, index: usize, field: &'static Field) -> Verdict {
        let start = checker.cursor.pos;
        if index == self.envelope.payload {
            if self.opaque && self.event_type != 0 {
                let event = self.named(checker.cursor.text, self.event_type)?;
                let named = self.line.events.get(event).ok_or(Fault::Contract)?;
                payload(checker, named, self.policy, &mut self.payload_fields)?;
                self.event = Some(event);
            } else {
                checker.field(field)?;
            }
            self.payload = Some(start..checker.cursor.pos);
        } else if self.policy.signals(checker, index) {
            self.signalled = true;
        } else {
            checker.field(field)?;
        }
        if index == self.envelope.event_type {
            self.event_type = start;
        }
        if let Some(cutover) = self.policy.cutover {
            if index == cutover.aggregate {
                self.aggregate = start;
            } else if index == cutover.signal {
                self.signal = start;
            }
        }
        Ok(())
    }

    /// What remains when the envelope's fields have been read; gives the event.
    fn finish(&mut self, mut checker: Checker<'_>) -> Result<usize, Fault> {
        let text = checker.cursor.text;
        let object = self.envelope.object;
        let ruled = self.ruled.as_deref();
        check::require(ruled.is_none_or(|spans| rules::hold(object, text, spans)))?;
        let event = match (self.event, self.event_type) {
            (Some(event), _) => event,
            (None, 0) => self.named(object.absent(self.envelope.event_type), 0)?,
            (None, start) => self.named(text, start)?,
        };
        let named = self.line.events.get(event).ok_or(Fault::Contract)?;
        if let Some(cutover) = self.policy.cutover {
            if !self.signalled {
                let version = looked_at(text, self.signal);
                check::require(version.is_some_and(|version| cutover.accepts_version(&version)))?;
            }
            check::require(!cutover.forbids_event(named.name))?;
            let aggregate = looked_at(text, self.aggregate);
            check::require(aggregate.is_none_or(|id| !cutover.forbids_aggregate(&id)))?;
        }
        if self.event.is_none() {
            checker.cursor = match &self.payload {
                Some(span) => Cursor::at(text, span.start, 1),
                None => Cursor::new(object.absent(self.envelope.payload)),
            };
            payload(&mut checker, named, self.policy, &mut self.payload_fields)?;
        }
        Ok(event)
    }
}

impl<K: Keep, P: Keep> Visit for Live<'_, K, P> {
    #[inline]
    fn field(&mut self, checker: &mut Checker<'_>, index: usize, field: &'static Field) -> Verdict {
        let start = checker.cursor.pos;
        if self.roles & check::bit(index) == 0 {
            checker.field(field)?;
        } else {
            self.role(checker, index, field)?;
        }
        self.keep(index, start, checker.cursor.pos);
        Ok(())
    }

    fn other(&mut self, checker: &mut Checker<'_>, key: Str) -> Verdict {
        self.policy.admits(&checker.cursor.content(key))?;
        checker.cursor.skip()
    }
}

/// The cutover policy, with what makes its test of keys cheap.
#[derive(Clone, Copy)]
struct Policy<'l> {
    cutover: Option<&'l Cutover>,
    /// One bit for each length, modulo 64, that a forbidden key has.
    lengths: u64,
}

impl<'l> Policy<'l> {
    fn new(cutover: Option<&'l Cutover>) -> Self {
        let keys = cutover.map_or(&[][..], |cutover| cutover.forbidden_keys);
        Self {
            cutover,
            lengths: keys.iter().fold(0, |lengths, key| lengths | 1 << (key.len() % 64)),
        }
    }

    /// Steps over the field that signals the contract version, if it holds the accepted one. That one is
    /// valid for its type: the generator checks it.
    #[inline]
    fn signals(&self, checker: &mut Checker<'_>, index: usize) -> bool {
        self.cutover.is_some_and(|cutover| {
            cutover.signal == index && checker.cursor.takes_string(cutover.contract_version)
        })
    }

    /// Refuses an undeclared key of an earlier line. No declared key is one: the generator checks it.
    #[inline]
    fn admits(&self, key: &str) -> Verdict {
        let suspect = self.lengths >> (key.len() % 64) & 1 != 0;
        let forbids = |cutover: &Cutover| cutover.forbids_key(key);
        check::require(!suspect || !self.cutover.is_some_and(forbids))
    }
}

/// The string whose value starts at a place, if there is one.
#[inline]
fn looked_at(text: &str, start: usize) -> Option<Cow<'_, str>> {
    if start == 0 { None } else { string_at(text, start) }
}

#[inline]
fn string_at(text: &str, start: usize) -> Option<Cow<'_, str>> {
    let mut cursor = Cursor::at(text, start, 0);
    if cursor.peek() != b'"' {
        return None;
    }
    let string = cursor.string().ok()?;
    Some(cursor.content(string))
}

/// Checks a payload, and that it has no key of an earlier line.
fn payload<K: Keep>(
    checker: &mut Checker<'_>,
    event: &Event,
    policy: Policy<'_>,
    fields: &mut K,
) -> Verdict {
    let object = event.payload;
    if object.rules.is_empty() {
        return checker.fields(object, &mut Payload { policy, fields });
    }
    let mut local;
    let fields = match fields.kept() {
        Some(kept) => kept,
        None => {
            local = Spans::new();
            &mut local
        }
    };
    checker.fields(object, &mut Payload { policy, fields: &mut *fields })?;
    check::require(rules::hold(object, checker.cursor.text, fields))
}

struct Payload<'l, K> {
    policy: Policy<'l>,
    fields: &'l mut K,
}

impl<K: Keep> Visit for Payload<'_, K> {
    #[inline]
    fn field(&mut self, checker: &mut Checker<'_>, index: usize, field: &'static Field) -> Verdict {
        let start = checker.cursor.pos;
        checker.field(field)?;
        self.fields.set(index, start, checker.cursor.pos);
        Ok(())
    }

    fn other(&mut self, checker: &mut Checker<'_>, key: Str) -> Verdict {
        self.policy.admits(&checker.cursor.content(key))?;
        checker.cursor.skip()
    }
}

#[cfg(test)]
mod tests;
