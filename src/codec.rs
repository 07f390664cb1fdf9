//! What generated code stands on: from checked JSON text to Rust values, and constructors that check.

use std::borrow::Cow;
use std::ops::Range;
use std::str::FromStr;

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};

use crate::check::{self, Checker};
use crate::collect::{self, Collector};
use crate::cursor::{Cursor, Str, unescape};
use crate::rules::{self, Keep as _, MAX_BYTES, Span, Spans};
use crate::scalar::{Integer, JsonObject, JsonValue, Map};
use crate::scan;
use crate::table::{self, Field, Object, Presence, Type};
use crate::text::utf8;
use crate::tree;
use crate::view::built;
use crate::violation::{Code, Violation, Violations};

/// For generated code, which depends on this crate only.
#[doc(hidden)]
pub use serde;

/// Text that mostly is short: up to 23 bytes take no allocation, and clones of longer texts share theirs.
pub type ShortText = smol_str::SmolStr;

/// The JSON text of one value that the checker accepted for some type. Only this crate makes them.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    text: &'a str,
    /// Whether it is known to have no escapes.
    plain: bool,
    /// For an object: where its fields are, if the checker kept that.
    places: Option<Places<'a>>,
}

/// Where the fields of a checked object are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Places<'a> {
    /// The text that the spans are about.
    pub(crate) base: &'a str,
    pub(crate) spans: &'a [Span],
    /// Whether the object is known to have no escapes.
    pub(crate) plain: bool,
}

impl<'a> Places<'a> {
    /// The text of a field, or of its default; none for one that is absent.
    #[inline]
    pub(crate) fn field(self, index: usize, field: &'static Field) -> Option<Checked<'a>> {
        match (rules::span(self.spans, index), field.presence) {
            (Range { start: 0, .. }, Presence::Default(json)) => Some(Checked::new(json)),
            (Range { start: 0, .. }, _) => None,
            (span, _) => Some(Checked { plain: self.plain, ..Checked::new(self.base.get(span)?) }),
        }
    }
}

impl<'a> Checked<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { text, plain: false, places: None }
    }

    pub(crate) const fn located(text: &'a str, places: Places<'a>) -> Self {
        Self { text, plain: places.plain, places: Some(places) }
    }

    /// The JSON text.
    pub const fn as_str(self) -> &'a str {
        self.text
    }

    /// Whether the value has the JSON kind that the type asks for.
    pub fn may_be(self, ty: Type) -> bool {
        ty.may_start_with(self.text.bytes().next().unwrap_or_default())
    }

    /// The content of a string.
    pub fn string(self) -> Option<Cow<'a, str>> {
        let content = match self.text.as_bytes() {
            [b'"', .., b'"'] => self.text.get(1..self.text.len() - 1)?,
            _ => return None,
        };
        Some(if !self.plain && scan::has_slash(content.as_bytes()) {
            Cow::Owned(unescape(content))
        } else {
            Cow::Borrowed(content)
        })
    }

    /// A whole number within the bounds of a native type, however it is spelled: `4`, `4.0`, `1e3`.
    pub fn native<N: FromStr + TryFrom<i64>>(self) -> Option<N> {
        let plain = self.text.parse().ok();
        plain.or_else(|| N::try_from(Integer::from_number(self.text)?.to_i64()?).ok())
    }

    /// The items of an array; none of another kind.
    pub fn items(self) -> impl Iterator<Item = Self> {
        let mut cursor = Cursor::new(self.text);
        let mut more = cursor.peek() == b'[' && cursor.open().is_ok() && cursor.peek() != b']';
        std::iter::from_fn(move || {
            if !more {
                return None;
            }
            let start = cursor.pos;
            cursor.skip_checked();
            let item = Self::new(cursor.slice(start, cursor.pos));
            more = cursor.more(b']').unwrap_or(false);
            Some(item)
        })
    }

    /// The entries of an object; none of another kind. Keys may repeat.
    pub fn entries(self) -> impl Iterator<Item = (Cow<'a, str>, Self)> {
        let mut cursor = Cursor::new(self.text);
        let mut more = cursor.peek() == b'{' && cursor.open().is_ok() && cursor.peek() != b'}';
        std::iter::from_fn(move || {
            if !more {
                return None;
            }
            let key = cursor.checked_key();
            let start = cursor.pos;
            cursor.skip_checked();
            let value = Self::new(cursor.slice(start, cursor.pos));
            more = cursor.more(b'}').unwrap_or(false);
            Some((cursor.content(key), value))
        })
    }
}

/// A type with a contract.
pub trait Contract: Sized {
    /// The contract.
    const TYPE: Type;

    /// Builds the value from text that was checked against [`Contract::TYPE`]. `None` is unreachable for
    /// such text.
    fn read(text: Checked<'_>) -> Option<Self>;
}

/// A type that a field of an object can have.
pub trait FieldValue: Sized {
    /// Builds the value from the field's text; `None` stands for an absent field without a default.
    fn field(text: Option<Checked<'_>>) -> Option<Self>;
}

impl<T: Contract> FieldValue for T {
    #[inline]
    fn field(text: Option<Checked<'_>>) -> Option<Self> {
        T::read(text?)
    }
}

impl<T: Contract> FieldValue for Option<T> {
    #[inline]
    fn field(text: Option<Checked<'_>>) -> Option<Self> {
        match text {
            None | Some(Checked { text: "null", .. }) => Some(None),
            Some(text) => T::read(text).map(Some),
        }
    }
}

/// The fields of a checked object, in contract order.
#[derive(Debug)]
pub struct Fields<'a> {
    declared: &'static [Field],
    source: Source<'a>,
    next: usize,
}

/// Where the fields are: known from the check, or found again.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "lives on the stack for the length of one read")]
enum Source<'a> {
    Known(Places<'a>),
    Found(&'a str, Spans),
}

impl<'a> Fields<'a> {
    /// Finds the fields of an object. `None` is unreachable for text checked against `object`.
    pub fn of(object: &'static Object, text: Checked<'a>) -> Option<Self> {
        let source = match text.places {
            Some(places) => Source::Known(places),
            None => Source::Found(text.text, found(object, Cursor::new(text.text))?),
        };
        Some(Self { declared: object.fields, source, next: 0 })
    }

    /// The value of the next declared field.
    #[inline]
    #[expect(clippy::should_implement_trait, reason = "each call yields another type")]
    pub fn next<F: FieldValue>(&mut self) -> Option<F> {
        let field = self.declared.get(self.next)?;
        let text = match &self.source {
            Source::Known(places) => places.field(self.next, field),
            Source::Found(base, spans) => spans.within(base).field(self.next, field),
        };
        self.next += 1;
        F::field(text)
    }
}

/// Where the fields of the checked object at a position are.
pub(crate) fn found(object: &'static Object, cursor: Cursor<'_>) -> Option<Spans> {
    let mut finder = Finder(Spans::new());
    (Checker { cursor, strict: false }).fields(object, &mut finder).ok()?;
    Some(finder.0)
}

/// Finds an object's fields; the values have been checked before.
struct Finder(Spans);

impl check::Visit for Finder {
    #[inline]
    fn field(
        &mut self,
        checker: &mut Checker<'_>,
        index: usize,
        _: &'static Field,
    ) -> check::Verdict {
        let start = checker.cursor.pos;
        checker.cursor.skip_checked();
        self.0.set(index, start, checker.cursor.pos);
        Ok(())
    }

    #[inline]
    fn other(&mut self, checker: &mut Checker<'_>, _: Str) -> check::Verdict {
        checker.cursor.skip_checked();
        Ok(())
    }
}

impl Contract for String {
    const TYPE: Type = Type::STRING;

    fn read(text: Checked<'_>) -> Option<Self> {
        text.string().map(Cow::into_owned)
    }
}

impl Contract for Box<str> {
    const TYPE: Type = Type::STRING;

    fn read(text: Checked<'_>) -> Option<Self> {
        text.string().map(Into::into)
    }
}

impl Contract for bool {
    const TYPE: Type = Type::Boolean;

    fn read(text: Checked<'_>) -> Option<Self> {
        text.text.parse().ok()
    }
}

impl Contract for f64 {
    const TYPE: Type = Type::NUMBER;

    fn read(text: Checked<'_>) -> Option<Self> {
        text.text.parse().ok()
    }
}

impl Contract for Integer {
    const TYPE: Type = Type::INTEGER;

    fn read(text: Checked<'_>) -> Option<Self> {
        Self::from_number(text.text)
    }
}

macro_rules! native {
    ($($ty:ident)*) => {$(
        /// With the bounds of the type.
        impl Contract for $ty {
            const TYPE: Type = Type::Integer(&table::Integer {
                name: "",
                minimum: Some($ty::MIN as i64),
                maximum: Some($ty::MAX as i64),
            });

            fn read(text: Checked<'_>) -> Option<Self> {
                text.native()
            }
        }
    )*};
}
native!(i8 i16 i32 i64 u8 u16 u32);

impl Contract for JsonObject {
    const TYPE: Type = Type::OBJECT;

    fn read(text: Checked<'_>) -> Option<Self> {
        Some(Self::from_checked(text.text))
    }
}

impl Contract for JsonValue {
    const TYPE: Type = Type::Any;

    fn read(text: Checked<'_>) -> Option<Self> {
        Some(Self::from_checked(text.text))
    }
}

impl<T: Contract> Contract for Box<T> {
    const TYPE: Type = T::TYPE;

    fn read(text: Checked<'_>) -> Option<Self> {
        T::read(text).map(Self::new)
    }
}

impl<T: Contract> Contract for Vec<T> {
    const TYPE: Type =
        Type::Array(&table::Array { name: "", items: T::TYPE, min_items: 0, max_items: None });

    fn read(text: Checked<'_>) -> Option<Self> {
        text.items().map(T::read).collect()
    }
}

impl<T: Contract> Contract for Map<T> {
    const TYPE: Type = Type::Map(&table::Map { values: T::TYPE, ..table::Map::ANY });

    /// Of a key that occurs again the last value counts, and only that one has been checked.
    fn read(text: Checked<'_>) -> Option<Self> {
        let entries: indexmap::IndexMap<_, _> = text.entries().collect();
        entries.into_iter().map(|(key, value)| Some((key, T::read(value)?))).collect()
    }
}

impl_deserialize!(
    Integer,
    JsonObject,
    JsonValue,
    crate::scalar::OffsetDateTime,
    crate::scalar::Timestamp,
    crate::scalar::IsoDateTime,
    crate::scalar::Uuid,
    crate::scalar::HttpUrl,
    crate::scalar::EventId
);

impl<'de, T: Contract> Deserialize<'de> for Map<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer)
    }
}

/// Reads a value from JSON text. Enum aliases are taken.
pub fn decode<T: Contract>(json: &[u8]) -> Result<T, Violations> {
    let value = utf8(json).and_then(read);
    value.ok_or_else(|| refused(json, T::TYPE, false))
}

/// Reads a value from JSON text, or says no. Enum aliases are taken.
pub(crate) fn read<T: Contract>(text: &str) -> Option<T> {
    if let Type::Object(object) = T::TYPE {
        // The places of the fields are kept, so that reading need not look for them again.
        return T::read(Checked::located(text, places(text, object)?.within(text)));
    }
    check::document(text, T::TYPE, false).ok()?;
    T::read(Checked::new(text.trim_matches([' ', '\t', '\r', '\n'])))
}

/// Where the fields of an object are, if the whole text is one that keeps the contract. Enum aliases are
/// taken.
#[inline]
pub(crate) fn places(text: &str, object: &'static Object) -> Option<Spans> {
    check::require(text.len() <= MAX_BYTES).ok()?;
    let mut cursor = Cursor::new(text);
    cursor.space();
    let spans = places_at(&mut cursor, object)?;
    cursor.finish().ok()?;
    Some(spans)
}

/// Where the fields of the object at the position are, if it keeps the contract. Enum aliases are taken.
#[inline]
pub(crate) fn places_at(cursor: &mut Cursor<'_>, object: &'static Object) -> Option<Spans> {
    let mut spans = Spans::new();
    let mut checker = Checker { cursor: *cursor, strict: false };
    checker.fields(object, &mut spans).ok()?;
    *cursor = checker.cursor;
    rules::hold(object, cursor.text, &spans).then_some(spans)
}

/// Checks JSON text against a type's contract. Enum aliases are refused.
pub fn check<T: Contract>(json: &[u8]) -> Result<(), Violations> {
    let text = utf8(json);
    if text.is_some_and(|text| check::document(text, T::TYPE, true).is_ok()) {
        return Ok(());
    }
    Err(refused(json, T::TYPE, true))
}

pub(crate) fn refused(json: &[u8], ty: Type, strict: bool) -> Violations {
    Violations::or(collect::document(json, ty, strict), || unreadable_violation(ty))
}

/// What is reported when a value was refused and no reason was found. That would be a defect of this
/// crate; the value stays refused.
fn unreadable_violation(ty: Type) -> Violation {
    Violation {
        pointer: String::new(),
        code: Code::Type,
        rule: None,
        expected: collect::expectation(ty),
        found: "something else".into(),
        span: 0..0,
    }
}

/// What an object's field is when nothing is given: its default, or `None`. For fields that are not required.
pub fn absent<F: FieldValue>(object: &'static Object, index: usize) -> F {
    let field = object.fields.get(index);
    built(field.and_then(|field| {
        F::field(match field.presence {
            Presence::Default(json) => Some(Checked::new(json)),
            _ => None,
        })
    }))
}

/// The answer where [`Contract::read`] gave `None` on checked text, which it never does.
pub fn unreadable(ty: Type) -> Violations {
    unreadable_violation(ty).into()
}

/// Gives a value back if what it serialises to keeps its contract: for constructors whose parts are
/// valid but must also agree with one another.
pub fn validated<T: Contract + Serialize>(value: T) -> Result<T, Violations> {
    match serde_json::to_string(&value) {
        Ok(text) => check::<T>(text.as_bytes()).map(|()| value),
        Err(_) => Err(unreadable(T::TYPE)),
    }
}

/// The name by which `serde_json` asks for a value's text as it is. Other formats do not know it and
/// give the value itself.
const RAW: &str = "$serde_json::private::RawValue";

/// Deserialises through JSON text and the same check as [`decode`]. From `serde_json` the text is taken as
/// it is, so that numbers keep their digits; other formats are transcribed.
pub fn deserialize<'de, T: Contract, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct Text;

    impl<'de> Visitor<'de> for Text {
        type Value = String;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a JSON value")
        }

        fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<String, D::Error> {
            serde_json::Value::deserialize(inner).map(|value| value.to_string())
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<String, A::Error> {
            match map.next_key::<Cow<'_, str>>()? {
                Some(key) if key == RAW => map.next_value(),
                _ => Err(A::Error::custom("a format that gives JSON values is needed")),
            }
        }
    }

    let text = deserializer.deserialize_newtype_struct(RAW, Text)?;
    decode(text.as_bytes()).map_err(D::Error::custom)
}

/// Runs a part of the collector on a bare value.
fn explain(holds: bool, ty: Type, act: impl FnOnce(&mut Collector<'_>)) -> Result<(), Violations> {
    if holds {
        return Ok(());
    }
    let mut collector = Collector::new(true);
    act(&mut collector);
    Err(Violations::or(collector.found, || unreadable_violation(ty)))
}

/// Checks a string's content.
pub fn text(table: &'static table::Text, value: &str) -> Result<(), Violations> {
    let holds = check::text_holds(table, value);
    explain(holds, Type::Text(table), |to| to.text(table, value, || 0..value.len()))
}

/// Finds a string among an enum's values and aliases: the index of the value.
pub fn variant(table: &'static table::Enum, value: &str) -> Result<usize, Violations> {
    let resolved = rules::resolve_alias(Type::Enum(table), value);
    let index = table.values.iter().position(|candidate| *candidate == resolved);
    index.ok_or_else(|| {
        let found = tree::mask("string", value.chars().count(), "character");
        let expected = collect::expectation(Type::Enum(table));
        Violation {
            code: Code::Enum,
            expected,
            found,
            span: 0..value.len(),
            ..unreadable_violation(Type::Any)
        }
        .into()
    })
}

/// Checks a whole number's bounds.
pub fn integer(table: &'static table::Integer, value: &Integer) -> Result<(), Violations> {
    let number = value.to_string();
    let holds = check::integer_holds(table, &number) && value.to_f64().is_finite();
    explain(holds, Type::Integer(table), |to| to.integer(table, &number, &(0..0)))
}

/// Checks a whole number's bounds, which are within those of a native type.
pub fn native<N: TryFrom<i64>>(
    table: &'static table::Integer,
    value: &Integer,
) -> Result<N, Violations> {
    integer(table, value)?;
    let value = value.to_i64().and_then(|value| N::try_from(value).ok());
    value.ok_or_else(|| unreadable(Type::Integer(table)))
}

/// Checks a number's bounds.
pub fn number(table: &'static table::Number, value: f64) -> Result<(), Violations> {
    let holds = check::number_holds(table, value);
    explain(holds, Type::Number(table), |to| to.number(table, value, &(0..0)))
}

/// Checks how many items a list has.
pub fn item_count(table: &'static table::Array, count: usize) -> Result<(), Violations> {
    let bounds = (table.min_items, table.max_items);
    let codes = (Code::MinItems, Code::MaxItems);
    explain(check::within(count, bounds.0, bounds.1), Type::Array(table), |to| {
        to.count(codes, "items", count, bounds, &(0..0));
    })
}

/// Checks how many keys a map has.
pub fn key_count(table: &'static table::Map, count: usize) -> Result<(), Violations> {
    let bounds = (table.min_properties, table.max_properties);
    let codes = (Code::MinProperties, Code::MaxProperties);
    explain(check::within(count, bounds.0, bounds.1), Type::Map(table), |to| {
        to.count(codes, "keys", count, bounds, &(0..0));
    })
}

#[cfg(test)]
#[expect(unreachable_pub, dead_code, reason = "the macros are made for public types")]
mod tests;
