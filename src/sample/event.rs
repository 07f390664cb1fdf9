//! Enveloped events, and streams of them.

use serde_json::{Map, Value};

use super::{Source, mutated, text, value};
use crate::table::{Cutover, Event, Format, Integer, Line, Presence, Text, Type};

/// A valid payload of the event.
pub fn payload(event: &Event, source: &mut Source) -> Value {
    value(&Type::Object(event.payload), source)
}

/// A valid envelope around a payload. `sequence` becomes its Lamport time and moves its clock.
///
/// The envelope is valid if the payload is; `null` comes back if the line has no envelope.
pub fn envelope(
    line: &Line,
    event: &Event,
    payload: Value,
    source: &mut Source,
    sequence: u64,
) -> Value {
    let Some(envelope) = line.envelope else { return Value::Null };
    let mut payload = Some(payload);
    let mut made = Map::new();
    for (index, field) in envelope.object.fields.iter().enumerate() {
        let cutover = line.cutover;
        let signal = cutover.is_some_and(|cutover| cutover.signal == index);
        let aggregate = cutover.is_some_and(|cutover| cutover.aggregate == index);
        let value = if index == envelope.event_type {
            event.name.into()
        } else if index == envelope.payload {
            payload.take().unwrap_or_default()
        } else if signal {
            cutover.map_or(Value::Null, |cutover| cutover.contract_version.into())
        } else if aggregate {
            format!("{}/{:03}", aggregate_name(cutover), source.below(16)).into()
        } else if field.presence != Presence::Required && source.per_mille(500) {
            continue;
        } else {
            match field.ty {
                Type::Integer(Integer { minimum, maximum: None, .. }) => {
                    i64::try_from(sequence).unwrap_or(0).max(minimum.unwrap_or(0)).into()
                }
                Type::Text(Text {
                    format: Some(Format::DateTime | Format::PydanticDatetime),
                    ..
                }) => {
                    // Six years and some after the beginning of sample time.
                    text::date_time(200_000_000 + sequence).into()
                }
                Type::Text(Text { format: Some(Format::EventId), .. }) => {
                    text::event_id(source).into()
                }
                Type::Text(Text {
                    format: None,
                    pattern: None,
                    max_length: None,
                    min_length: 0..=3,
                    ..
                }) => {
                    let stem = field.name.trim_end_matches("_id").replace('_', "-");
                    format!("{stem}-{}", source.below(8)).into()
                }
                ty => value(&ty, source),
            }
        };
        made.insert(field.name.into(), value);
    }
    Value::Object(made)
}

/// A name for aggregates that is not refused.
fn aggregate_name(cutover: Option<&Cutover>) -> &'static str {
    const NAME: &str = "sample";
    let refused = |cutover: &Cutover| cutover.forbidden_aggregate_names.contains(&NAME);
    if cutover.is_some_and(refused) { "thing" } else { NAME }
}

/// What a [`stream`] is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamOptions {
    /// How many events.
    pub count: usize,
    /// How many of a thousand are invalid.
    pub invalid_per_mille: u32,
    /// Events shorter than this many bytes are padded in a free text field.
    pub bytes: Option<usize>,
}

impl Default for StreamOptions {
    /// A thousand valid events.
    fn default() -> Self {
        Self { count: 1000, invalid_per_mille: 0, bytes: None }
    }
}

/// A stream of enveloped events, one JSON text each, of all of the line's event types.
pub fn stream(line: &'static Line, seed: u64, options: StreamOptions) -> Stream {
    Stream { line, source: Source::from_seed(seed), options, sequence: 0 }
}

/// The events of a [`stream`].
#[derive(Clone, Debug)]
pub struct Stream {
    line: &'static Line,
    source: Source,
    options: StreamOptions,
    sequence: u64,
}

impl Iterator for Stream {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if self.sequence >= self.options.count as u64 {
            return None;
        }
        let event = *self.source.pick(self.line.events)?;
        self.sequence += 1;
        let payload = payload(event, &mut self.source);
        let mut made = envelope(self.line, event, payload, &mut self.source, self.sequence);
        if let Some(bytes) = self.options.bytes {
            pad(self.line, event, &mut made, bytes);
        }
        if self.source.per_mille(self.options.invalid_per_mille) {
            made = self.broken(event, &made);
        }
        Some(made.to_string())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left =
            self.options.count.saturating_sub(usize::try_from(self.sequence).unwrap_or(usize::MAX));
        (0, Some(left))
    }
}

impl Stream {
    /// The event with a change that makes it invalid.
    fn broken(&mut self, event: &Event, valid: &Value) -> Value {
        let Some(envelope) = self.line.envelope else { return Value::Null };
        let field = envelope.object.fields.get(envelope.payload).map_or("", |field| field.name);
        for _ in 0..16 {
            let mut made = valid.clone();
            if self.source.per_mille(700) {
                let payload = made.get_mut(field).map(Value::take).unwrap_or_default();
                let payload = mutated(&Type::Object(event.payload), payload, &mut self.source);
                if let Some(map) = made.as_object_mut() {
                    map.insert(field.into(), payload);
                }
            } else {
                made = mutated(&Type::Object(envelope.object), made, &mut self.source);
            }
            if !self.line.accepts(made.to_string().as_bytes()) {
                return made;
            }
        }
        Value::Null
    }
}

/// Lengthens a free text of the payload, or else of the envelope.
fn pad(line: &Line, event: &Event, made: &mut Value, bytes: usize) {
    let missing = bytes.saturating_sub(made.to_string().len());
    let Some(envelope) = line.envelope.filter(|_| missing > 0) else { return };
    let free = |ty: &Type| {
        matches!(ty, Type::Text(Text { max_length: None, pattern: None, format: None, .. }))
    };
    let payload_field = envelope.object.fields.get(envelope.payload).map_or("", |field| field.name);
    let inner =
        event.payload.fields.iter().filter(|field| free(&field.ty)).map(|field| (true, field.name));
    let roles = [Some(envelope.event_type), Some(envelope.payload)];
    let outer = envelope.object.fields.iter().enumerate();
    let outer = outer
        .filter(|(at, field)| free(&field.ty) && !roles.contains(&Some(*at)))
        .map(|(_, field)| (false, field.name));
    for (in_payload, name) in inner.chain(outer) {
        let object = if in_payload { made.get_mut(payload_field) } else { Some(&mut *made) };
        if let Some(Value::String(text)) = object.and_then(|object| object.get_mut(name)) {
            let wanted = text.len() + missing;
            while text.len() < wanted {
                text.push_str(" and so on");
            }
            return;
        }
    }
}
