//! Conditions across fields, on the text of a checked object.

use std::ops::Range;

use crate::codec::Places;
use crate::cursor::Cursor;
use crate::table::{Clause, Enum, Object, Presence, Rule, Test, Type};
use crate::text;

/// The longest document, in bytes: places in it are kept in 32 bits.
pub(crate) const MAX_BYTES: usize = u32::MAX as usize;

/// Where the values of an object's fields are. No value starts at 0, where its object does at the
/// earliest; that place stands for an absent field.
#[derive(Clone, Debug)]
pub(crate) struct Spans([Span; Object::MAX_FIELDS]);

/// From where to where a value is, in bytes.
pub(crate) type Span = (u32, u32);

/// Where the value of a field is, among those of its object.
#[inline]
pub(crate) fn span(spans: &[Span], index: usize) -> Range<usize> {
    range(spans.get(index).copied().unwrap_or_default())
}

/// A place as a range of indices.
#[inline]
pub(crate) const fn range((start, end): Span) -> Range<usize> {
    start as usize..end as usize
}

impl Spans {
    #[inline]
    pub(crate) const fn new() -> Self {
        Self([(0, 0); Object::MAX_FIELDS])
    }

    #[inline]
    pub(crate) fn start(&self, index: usize) -> usize {
        self.span(index).start
    }

    #[inline]
    pub(crate) fn span(&self, index: usize) -> Range<usize> {
        span(&self.0, index)
    }

    /// Where the value of a field is, in short.
    pub(crate) fn get(&self, index: usize) -> Span {
        self.0.get(index).copied().unwrap_or_default()
    }

    #[inline]
    pub(crate) const fn as_slice(&self) -> &[Span] {
        &self.0
    }

    /// The places in a text of which nothing else is known.
    #[inline]
    pub(crate) const fn within<'a>(&'a self, base: &'a str) -> Places<'a> {
        Places { base, spans: &self.0, plain: false }
    }
}

/// What becomes of the places of an object's fields.
pub(crate) trait Keep: Default {
    /// Takes note of where a field's value is.
    fn set(&mut self, index: usize, start: usize, end: usize);

    /// The places, if they are kept.
    fn kept(&mut self) -> Option<&mut Spans>;
}

/// Nothing: only the verdict is wanted.
#[derive(Default)]
pub(crate) struct Forget;

impl Keep for Forget {
    #[inline]
    fn set(&mut self, _: usize, _: usize, _: usize) {}

    #[inline]
    fn kept(&mut self) -> Option<&mut Spans> {
        None
    }
}

impl Keep for Spans {
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "documents are shorter than MAX_BYTES")]
    fn set(&mut self, index: usize, start: usize, end: usize) {
        if let Some(slot) = self.0.get_mut(index) {
            *slot = (start as u32, end as u32);
        }
    }

    #[inline]
    fn kept(&mut self) -> Option<&mut Spans> {
        Some(self)
    }
}

/// Places that are handed on: they are half a kilobyte, which is better not moved.
impl Keep for Box<Spans> {
    #[inline]
    fn set(&mut self, index: usize, start: usize, end: usize) {
        (**self).set(index, start, end);
    }

    #[inline]
    fn kept(&mut self) -> Option<&mut Spans> {
        Some(self)
    }
}

impl Default for Spans {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether every rule of the object holds.
#[inline]
pub(crate) fn hold(object: &Object, document: &str, spans: &Spans) -> bool {
    let all = |clauses: &[Clause]| {
        clauses.iter().all(|clause| clause_holds(object, clause, document, spans))
    };
    object.rules.iter().all(|rule: &Rule| !all(rule.when) || all(rule.then))
}

#[inline]
fn clause_holds(object: &Object, clause: &Clause, document: &str, spans: &Spans) -> bool {
    let Some(field) = object.fields.get(clause.field) else { return false };
    let (text, start) = match (spans.start(clause.field), field.presence) {
        (0, Presence::Default(json)) => (json, 0),
        (0, _) => ("null", 0),
        (start, _) => (document, start),
    };
    let mut cursor = Cursor::at(text, start, 0);
    cursor.space();
    let first = cursor.peek();
    match clause.test {
        Test::Is(value) => first == if value { b't' } else { b'f' },
        Test::Present => first != b'n',
        Test::Absent => first == b'n',
        Test::OneOf(_) | Test::NotBlank => {
            first == b'"'
                && cursor.string().is_ok_and(|string| {
                    let content = cursor.content(string);
                    string_passes(field.ty, clause.test, &content)
                })
        }
    }
}

/// Whether a string passes a test for strings.
pub(crate) fn string_passes(ty: Type, test: Test, value: &str) -> bool {
    match test {
        Test::OneOf(values) => values.contains(&resolve_alias(ty, value)),
        Test::NotBlank => !text::is_blank(value),
        Test::Present => true,
        Test::Is(_) | Test::Absent => false,
    }
}

/// The value that an enum's alias stands for, else the text itself.
pub(crate) fn resolve_alias(ty: Type, value: &str) -> &str {
    match ty {
        Type::Enum(Enum { aliases, .. }) => {
            aliases.iter().find(|(alias, _)| *alias == value).map_or(value, |(_, value)| value)
        }
        _ => value,
    }
}
