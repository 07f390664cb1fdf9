//! The canonical form of values: what two peers compare.
//!
//! A contract leaves room for spelling: fields may be absent, timestamps and identifiers have several forms.
//! Events keep what was written; reduced states do not, since a state says what was meant.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error as _, Serialize, Serializer};

use crate::check::{self, find_field};
use crate::codec::{self, Checked, Contract};
use crate::scalar::{
    EventId, HttpUrl, Integer, Number, OffsetDateTime, Timestamp, Uuid, serialize_text,
};
use crate::table::{Enum, Format, Object, Presence, Type};
use crate::violation::Violations;

/// A value that serialises in canonical form.
///
/// - Declared fields are all there, in contract order: absent ones as their default or `null`. Undeclared
///   ones are not.
/// - Timestamps have six digits of a second or none, and `Z` for no offset. UUIDs are in lower case with
///   hyphens, event ids as [`EventId::canonical`] spells them, URLs as the WHATWG standard does.
/// - An enum's alias is its value. A whole number has digits only, any other number the fewest digits that
///   tell it apart.
///
/// ```
/// use event_contract::{Canonical, Timestamp};
///
/// let at = Timestamp::new("2026-03-01 12:00:00.50+00:00")?;
/// assert_eq!(serde_json::to_string(&Canonical(at)).unwrap(), "\"2026-03-01T12:00:00.500000Z\"");
/// # Ok::<(), event_contract::Violations>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Canonical<T>(pub T);

impl<T: Contract + Serialize> Serialize for Canonical<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = serde_json::to_string(&self.0).map_err(S::Error::custom)?;
        serialize_text(&rewritten(Checked::new(&written), T::TYPE), serializer)
    }
}

impl<'de, T: Contract> Deserialize<'de> for Canonical<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        codec::deserialize(deserializer).map(Self)
    }
}

/// The canonical form of JSON text that keeps a type's contract; on failure, everything that is wrong with
/// it. Enum aliases are taken.
pub fn canonical(json: &[u8], ty: Type) -> Result<String, Violations> {
    let text = std::str::from_utf8(json).ok();
    match text.filter(|text| check::document(text, ty, false).is_ok()) {
        Some(text) => Ok(rewritten(Checked::new(text.trim_matches([' ', '\t', '\r', '\n'])), ty)),
        None => Err(codec::refused(json, ty, false)),
    }
}

pub(crate) fn rewritten(text: Checked<'_>, ty: Type) -> String {
    let mut out = String::with_capacity(text.as_str().len());
    write(text, ty, &mut out);
    out
}

fn write(text: Checked<'_>, ty: Type, out: &mut String) {
    match ty {
        Type::Object(object) => fields(text, object, out),
        Type::Map(map) => {
            // Of a key that occurs again the last value counts.
            let entries: indexmap::IndexMap<_, _> = text.entries().collect();
            separated(entries, '{', '}', out, |(key, value), out| {
                push_string(&key, out);
                out.push(':');
                write(value, map.values, out);
            });
        }
        Type::Array(array) => {
            separated(text.items(), '[', ']', out, |item, out| write(item, array.items, out));
        }
        Type::AnyOf(any_of) => match any_of.alternatives.iter().find(|ty| text.may_be(**ty)) {
            Some(ty) => write(text, *ty, out),
            None => out.push_str(text.as_str()),
        },
        Type::Text(table) => match table.format.and_then(|format| respelled(text, format)) {
            Some(spelled) => push_string(&spelled, out),
            None => out.push_str(text.as_str()),
        },
        Type::Enum(table) => out.push_str(&value_of(text, table)),
        Type::Integer(_) => match Integer::read(text) {
            Some(whole) => out.push_str(&whole.to_string()),
            None => out.push_str(text.as_str()),
        },
        Type::Number(_) => match Number::read(text) {
            Some(number) => out.push_str(&serde_json::Value::from(number.get()).to_string()),
            None => out.push_str(text.as_str()),
        },
        Type::Boolean | Type::Any => out.push_str(text.as_str()),
    }
}

fn fields(text: Checked<'_>, object: &Object, out: &mut String) {
    let mut places = vec![None; object.fields.len()];
    let mut next = 0;
    for (key, value) in text.entries() {
        if let Some(at) = find_field(object.fields, next, &key) {
            places[at] = Some(value);
            next = at + 1;
        }
    }
    separated(object.fields.iter().zip(places), '{', '}', out, |(field, place), out| {
        push_string(field.name, out);
        out.push(':');
        match (place, field.presence) {
            (Some(value), _) if value.as_str() != "null" => write(value, field.ty, out),
            (None, Presence::Default(json)) => write(Checked::new(json), field.ty, out),
            _ => out.push_str("null"),
        }
    });
}

fn separated<T>(
    items: impl IntoIterator<Item = T>,
    open: char,
    close: char,
    out: &mut String,
    mut each: impl FnMut(T, &mut String),
) {
    out.push(open);
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        each(item, out);
    }
    out.push(close);
}

fn push_string(content: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(content).to_string());
}

fn respelled(text: Checked<'_>, format: Format) -> Option<String> {
    match format {
        Format::DateTime => Some(OffsetDateTime::read(text)?.canonical().as_str().to_owned()),
        Format::PydanticDatetime => Some(Timestamp::read(text)?.canonical().as_str().to_owned()),
        Format::Uuid => Some(Uuid::read(text)?.canonical()),
        Format::Uri => Some(HttpUrl::read(text)?.canonical()),
        Format::EventId => Some(EventId::read(text)?.canonical()),
        Format::Iso8601 => None,
    }
}

fn value_of(text: Checked<'_>, table: &Enum) -> String {
    let alias = text.string().and_then(|name| {
        table.aliases.iter().find(|(alias, _)| **alias == *name).map(|(_, value)| *value)
    });
    let mut out = String::new();
    match alias {
        Some(value) => push_string(value, &mut out),
        None => out.push_str(text.as_str()),
    }
    out
}

#[cfg(test)]
mod tests;
