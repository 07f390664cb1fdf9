//! The checker: does this JSON text keep this contract, yes or no?
//!
//! It interprets the contract tables in one pass over the bytes and allocates nothing unless a string
//! that matters is spelled with escapes. Keys are expected in contract order: the next declared key is
//! compared literally before any search. Why a text is refused is the collector's business.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::cursor::{Cursor, Fault, Str, same};
use crate::rules::{self, Forget, Keep, MAX_BYTES, Spans};
use crate::scalar;
use crate::table::{
    AnyOf, Array, Enum, Field, Integer, Map, Matcher, Number, Object, Pattern, Presence, Text, Type,
};
use crate::{format, text};

pub(crate) type Verdict = Result<(), Fault>;

/// How many fields behind the expected one are compared with a key before it is looked up.
const LOOK_AHEAD: usize = 2;

/// Reads one document.
#[derive(Clone)]
pub(crate) struct Checker<'a> {
    pub(crate) cursor: Cursor<'a>,
    /// Whether enum aliases are refused.
    pub(crate) strict: bool,
}

/// What an object's reader does with its fields.
pub(crate) trait Visit {
    /// Reads the value of a declared field; the position is at its start.
    fn field(&mut self, checker: &mut Checker<'_>, index: usize, field: &'static Field) -> Verdict;

    /// Reads the value of an undeclared key.
    fn other(&mut self, checker: &mut Checker<'_>, _key: Str) -> Verdict {
        checker.cursor.skip()
    }
}

/// Checks the fields, and keeps where their values are if that is asked for.
impl<K: Keep> Visit for K {
    #[inline]
    fn field(&mut self, checker: &mut Checker<'_>, index: usize, field: &'static Field) -> Verdict {
        let start = checker.cursor.pos;
        checker.field(field)?;
        self.set(index, start, checker.cursor.pos);
        Ok(())
    }
}

/// Whether the whole of `text` is one value of the type.
pub(crate) fn document(text: &str, ty: Type, strict: bool) -> Verdict {
    require(text.len() <= MAX_BYTES)?;
    let mut checker = Checker { cursor: Cursor::new(text), strict };
    checker.cursor.space();
    checker.value(ty)?;
    checker.cursor.finish()
}

impl Checker<'_> {
    /// Checks the value at the position against the type.
    pub(crate) fn value(&mut self, ty: Type) -> Verdict {
        match ty {
            Type::Text(text) => self.text(text),
            Type::Integer(integer) => self.integer(integer),
            Type::Number(number) => self.number(number),
            Type::Boolean => match self.cursor.peek() {
                b't' => self.cursor.word("true"),
                _ => self.cursor.word("false"),
            },
            Type::Enum(choice) => self.choice(choice),
            Type::Object(object) => self.object(object),
            Type::Map(map) => self.map(map),
            Type::Array(array) => self.array(array),
            Type::AnyOf(any_of) => self.any_of(any_of),
            Type::Any => self.cursor.skip(),
        }
    }

    /// Checks the value of a field that is there.
    #[inline]
    pub(crate) fn field(&mut self, field: &'static Field) -> Verdict {
        if self.cursor.peek() == b'n' && field.presence == Presence::Optional {
            return self.cursor.word("null");
        }
        self.value(field.ty)
    }

    #[inline]
    fn string(&mut self) -> Result<Str, Fault> {
        if self.cursor.peek() == b'"' { self.cursor.string() } else { Err(Fault::Contract) }
    }

    /// The fast path makes no calls but those it ends with, so that it needs no stack frame.
    #[inline]
    fn text(&mut self, table: &'static Text) -> Verdict {
        match self.cursor.short_string() {
            Some((start, end)) if takes_any(table, end - start, text::UTF8) => Ok(()),
            Some((start, end)) => self.text_between(table, start, end),
            None => self.any_text(table),
        }
    }

    #[inline(never)]
    fn text_between(&self, table: &'static Text, start: usize, end: usize) -> Verdict {
        require(text_holds(table, self.cursor.slice(start, end)))
    }

    #[inline(never)]
    fn any_text(&mut self, table: &'static Text) -> Verdict {
        require(self.cursor.peek() == b'"')?;
        let string = self.cursor.any_string()?;
        let most = if string.escaped { text::ESCAPED } else { text::UTF8 };
        if takes_any(table, string.end - string.start, most) {
            return Ok(());
        }
        require(text_holds(table, &self.cursor.content(string)))
    }

    #[inline(never)]
    fn choice(&mut self, table: &'static Enum) -> Verdict {
        let string = self.string()?;
        if string.escaped {
            return require(enum_holds(table, &self.cursor.content(string), self.strict));
        }
        require(enum_holds(table, self.cursor.slice(string.start, string.end), self.strict))
    }

    #[inline(never)]
    fn integer(&mut self, table: &'static Integer) -> Verdict {
        if let Some(value) = self.cursor.short_whole() {
            let low = table.minimum.is_none_or(|minimum| value >= minimum);
            let high = table.maximum.is_none_or(|maximum| value <= maximum);
            return require(low && high);
        }
        let number = self.cursor.number()?;
        let text = self.cursor.slice(number.start, number.end);
        if number.plain && table.minimum.is_none() && table.maximum.is_none() {
            return Ok(());
        }
        require(integer_holds(table, text))
    }

    #[inline(never)]
    fn number(&mut self, table: &'static Number) -> Verdict {
        let number = self.cursor.number()?;
        let text = self.cursor.slice(number.start, number.end);
        require(text.parse().is_ok_and(|value| number_holds(table, value)))
    }

    #[inline(never)]
    fn array(&mut self, table: &'static Array) -> Verdict {
        if self.cursor.peek() != b'[' {
            return Err(Fault::Contract);
        }
        self.cursor.open()?;
        let mut count = 0;
        if self.cursor.peek() == b']' {
            self.cursor.close();
        } else {
            loop {
                self.value(table.items)?;
                count += 1;
                if !self.cursor.more(b']')? {
                    break;
                }
            }
        }
        require(within(count, table.min_items, table.max_items))
    }

    #[inline(never)]
    fn any_of(&mut self, table: &'static AnyOf) -> Verdict {
        let first = self.cursor.peek();
        let alternative = table.alternatives.iter().find(|ty| ty.may_start_with(first));
        self.value(*alternative.ok_or(Fault::Contract)?)
    }

    #[inline(never)]
    fn map(&mut self, table: &'static Map) -> Verdict {
        let start = self.clone();
        if self.cursor.peek() != b'{' {
            return Err(Fault::Contract);
        }
        self.cursor.open()?;
        let mut count = 0;
        let mut refused = None;
        if self.cursor.peek() == b'}' {
            self.cursor.close();
        } else {
            loop {
                self.cursor.key()?;
                count += 1;
                let value = self.cursor;
                if refused.is_some() {
                    self.cursor.skip()?;
                } else if self.value(table.values).is_err() {
                    // A later value of the same key would replace this one.
                    refused = Some(value.pos);
                    self.cursor = value;
                    self.cursor.skip()?;
                }
                if !self.cursor.more(b'}')? {
                    break;
                }
            }
        }
        let plainly = table.min_properties <= 1 || count == 0;
        if refused.is_none() && plainly && within(count, table.min_properties, table.max_properties)
        {
            return Ok(());
        }
        start.distinct_entries(table, refused)
    }

    /// The map at the position again, of each key the last value only. `refused` is where a value starts
    /// that did not hold. No value is checked a third time, however maps nest.
    #[cold]
    fn distinct_entries(mut self, table: &'static Map, refused: Option<usize>) -> Verdict {
        let mut last = HashMap::new();
        self.cursor.open()?;
        let mut more = self.cursor.peek() != b'}';
        while more {
            let key = self.cursor.key()?;
            last.insert(self.cursor.content(key), self.cursor);
            self.cursor.skip()?;
            more = self.cursor.more(b'}')?;
        }
        require(within(last.len(), table.min_properties, table.max_properties))?;
        let Some(refused) = refused else { return Ok(()) };
        for cursor in last.into_values() {
            require(cursor.pos != refused)?;
            if cursor.pos > refused {
                (Self { cursor, strict: self.strict }).value(table.values)?;
            }
        }
        Ok(())
    }

    #[inline(never)]
    pub(crate) fn object(&mut self, object: &'static Object) -> Verdict {
        if object.rules.is_empty() {
            return self.fields(object, &mut Forget);
        }
        let mut spans = Spans::new();
        self.fields(object, &mut spans)?;
        require(rules::hold(object, self.cursor.text, &spans))
    }

    /// Checks an object's keys, and has `visit` read the values. Rules are left to the caller.
    #[inline]
    pub(crate) fn fields<V: Visit>(&mut self, object: &'static Object, visit: &mut V) -> Verdict {
        if self.cursor.peek() != b'{' {
            return Err(Fault::Contract);
        }
        self.cursor.open()?;
        let fields = object.fields;
        let mut seen = 0_u64;
        let mut next = 0;
        let mut more = self.cursor.peek() != b'}';
        if !more {
            self.cursor.close();
        }
        while more {
            let mut index = next;
            let mut declared = fields.get(index);
            if !declared.is_some_and(|field| self.cursor.takes_key(field)) {
                let key;
                (index, key) = self.other_key(fields, next)?;
                declared = fields.get(index);
                if declared.is_none() {
                    require(!object.closed)?;
                    visit.other(self, key)?;
                }
            }
            if let Some(field) = declared {
                require(seen & bit(index) == 0)?;
                seen |= bit(index);
                next = index + 1;
                visit.field(self, index, field)?;
            }
            more = self.cursor.more(b'}')?;
        }
        require(required_seen(fields, seen))
    }

    /// Reads a key that is not the next one of the contract. Gives the index of its field, one beyond all
    /// fields for an undeclared key.
    #[inline(never)]
    fn other_key(&mut self, fields: &'static [Field], next: usize) -> Result<(usize, Str), Fault> {
        // Often some fields before it are absent.
        for index in next + 1..=next + LOOK_AHEAD {
            if fields.get(index).is_some_and(|field| self.cursor.takes_key(field)) {
                return Ok((index, Str { start: 0, end: 0, escaped: false }));
            }
        }
        let key = self.cursor.key()?;
        let index = find_field(fields, next, &self.cursor.content(key));
        Ok((index.unwrap_or(usize::MAX), key))
    }
}

/// Finds a field by name, beginning behind the one that was expected.
#[inline]
pub(crate) fn find_field(fields: &[Field], next: usize, name: &str) -> Option<usize> {
    let (before, after) = fields.split_at(next.min(fields.len()));
    let named = |field: &Field| same(field.name.as_bytes(), name.as_bytes());
    let found = after.iter().position(named).map(|at| at + before.len());
    found.or_else(|| before.iter().position(named))
}

/// The bit of a field in a set of fields.
#[inline]
pub(crate) const fn bit(index: usize) -> u64 {
    1 << (index % Object::MAX_FIELDS)
}

#[inline]
fn required_seen(fields: &[Field], seen: u64) -> bool {
    let all = if fields.len() >= Object::MAX_FIELDS { u64::MAX } else { bit(fields.len()) - 1 };
    let mut missing = all & !seen;
    while missing != 0 {
        let field = fields.get(missing.trailing_zeros() as usize);
        if field.is_some_and(|field| field.presence == Presence::Required) {
            return false;
        }
        missing &= missing - 1;
    }
    true
}

#[inline]
pub(crate) const fn require(holds: bool) -> Verdict {
    if holds { Ok(()) } else { Err(Fault::Contract) }
}

#[inline]
pub(crate) fn within(count: usize, min: usize, max: Option<usize>) -> bool {
    count >= min && max.is_none_or(|max| count <= max)
}

/// Whether every string of so many bytes, at `most` that many for a code point, keeps the constraints.
#[inline]
fn takes_any(table: &Text, bytes: usize, most: usize) -> bool {
    table.format.is_none()
        && table.pattern.is_none()
        && !table.not_blank
        && text::bytes_within(bytes, most, table.min_length, table.max_length)
}

/// Whether a string's content keeps its constraints.
#[inline]
pub(crate) fn text_holds(table: &Text, value: &str) -> bool {
    text::length_within(value, table.min_length, table.max_length)
        && (!table.not_blank || !text::is_blank(value))
        && table.format.is_none_or(|format| format::accepts(format, value))
        && table.pattern.is_none_or(|pattern| pattern.matches(value))
}

#[inline]
fn enum_holds(table: &Enum, value: &str, strict: bool) -> bool {
    table.values.iter().any(|candidate| same(candidate.as_bytes(), value.as_bytes()))
        || (!strict && table.aliases.iter().any(|(alias, _)| *alias == value))
}

/// Whether a JSON number is whole and keeps its bounds.
pub(crate) fn integer_holds(table: &Integer, number: &str) -> bool {
    scalar::Integer::from_number(number).is_some_and(|value| {
        table.minimum.is_none_or(|minimum| value.cmp_i64(minimum) != Ordering::Less)
            && table.maximum.is_none_or(|maximum| value.cmp_i64(maximum) != Ordering::Greater)
    })
}

/// Whether a number is finite and keeps its bounds.
pub(crate) fn number_holds(table: &Number, value: f64) -> bool {
    value.is_finite()
        && table.minimum.is_none_or(|minimum| value >= minimum)
        && table.maximum.is_none_or(|maximum| value <= maximum)
        && table.exclusive_minimum.is_none_or(|minimum| value > minimum)
        && table.exclusive_maximum.is_none_or(|maximum| value < maximum)
}

impl Pattern {
    /// Whether the value matches. An expression that does not compile matches nothing.
    pub(crate) fn matches(&self, value: &str) -> bool {
        match &self.matcher {
            Matcher::OneOf(literals) => literals.contains(&value),
            Matcher::Regex { source, compiled } => compiled
                .get_or_init(|| regex::Regex::new(source).ok())
                .as_ref()
                .is_some_and(|regex| regex.is_match(value)),
        }
    }
}

impl Type {
    /// Whether a value of the type can start with this byte.
    #[inline]
    pub(crate) fn may_start_with(&self, byte: u8) -> bool {
        match self {
            Self::Text(_) | Self::Enum(_) => byte == b'"',
            Self::Integer(_) | Self::Number(_) => matches!(byte, b'-' | b'0'..=b'9'),
            Self::Boolean => matches!(byte, b't' | b'f'),
            Self::Object(_) | Self::Map(_) => byte == b'{',
            Self::Array(_) => byte == b'[',
            Self::AnyOf(any_of) => any_of.alternatives.iter().any(|ty| ty.may_start_with(byte)),
            Self::Any => true,
        }
    }
}
