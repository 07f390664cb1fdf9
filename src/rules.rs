//! Conditions across fields, on the text of a checked object.

use crate::cursor::Cursor;
use crate::table::{Clause, Enum, Object, Presence, Rule, Test, Type};
use crate::text;

/// Where the values of an object's fields start; 0 stands for an absent field.
pub(crate) struct Starts([usize; Object::MAX_FIELDS]);

impl Starts {
    #[inline]
    pub(crate) const fn new() -> Self {
        Self([0; Object::MAX_FIELDS])
    }

    #[inline]
    pub(crate) fn set(&mut self, index: usize, start: usize) {
        if let Some(slot) = self.0.get_mut(index) {
            *slot = start;
        }
    }

    #[inline]
    pub(crate) fn get(&self, index: usize) -> usize {
        self.0.get(index).copied().unwrap_or(0)
    }
}

/// Whether every rule of the object holds.
#[inline]
pub(crate) fn hold(object: &Object, document: &str, starts: &Starts) -> bool {
    let all = |clauses: &[Clause]| {
        clauses.iter().all(|clause| clause_holds(object, clause, document, starts))
    };
    object.rules.iter().all(|rule: &Rule| !all(rule.when) || all(rule.then))
}

#[inline]
fn clause_holds(object: &Object, clause: &Clause, document: &str, starts: &Starts) -> bool {
    let Some(field) = object.fields.get(clause.field) else { return false };
    let (text, start) = match (starts.get(clause.field), field.presence) {
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
