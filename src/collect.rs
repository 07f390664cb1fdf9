//! The collector: everything that is wrong with a document, explained.
//!
//! It reads the same tables as the checker, from a tree instead of bytes, and never stops at the first
//! violation. It finds nothing exactly when the checker says yes; tests hold the two together.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use crate::check;
use crate::cursor::Fault;
use crate::format;
use crate::rules;
use crate::scalar;
use crate::table::{
    Array, Clause, Enum, Field, Integer, Map, Number, Object, Presence, Test, Text, Type,
};
use crate::text;
use crate::tree::{self, Data, Node, Nodes, Tree};
use crate::violation::{Code, Violation};

/// Everything that is wrong with a document of the type.
pub(crate) fn document(json: &[u8], ty: Type, strict: bool) -> Vec<Violation> {
    let tree = match text(json).and_then(parse) {
        Ok(tree) => tree,
        Err(violation) => return vec![violation],
    };
    let mut collector = Collector::new(strict);
    collector.ranges(&tree);
    collector.value(tree.root(), ty);
    collector.found
}

/// The text that a document is.
pub(crate) fn text(json: &[u8]) -> Result<&str, Violation> {
    text::utf8(json).ok_or_else(|| {
        let found = std::str::from_utf8(json).err();
        let (at, length) =
            found.map_or((0, None), |error| (error.valid_up_to(), error.error_len()));
        let span = at..(at + length.unwrap_or(1)).min(json.len());
        stop(Code::Syntax, "UTF-8", "other bytes", span)
    })
}

/// Reads a document into a tree.
pub(crate) fn parse(text: &str) -> Result<Tree<'_>, Violation> {
    tree::parse(text).map_err(|(fault, at)| {
        let code = if fault == Fault::Depth { Code::TooDeep } else { Code::Syntax };
        let (expected, found) = describe(fault);
        let found = if at >= text.len() { "the end of the text" } else { found };
        stop(code, expected, found, at..(at + 1).min(text.len()))
    })
}

fn stop(code: Code, expected: &str, found: &str, span: Range<usize>) -> Violation {
    let (expected, found) = (expected.into(), found.into());
    Violation { pointer: String::new(), code, rule: None, expected, found, span }
}

const fn describe(fault: Fault) -> (&'static str, &'static str) {
    match fault {
        Fault::Value | Fault::Contract => ("a JSON value", "something else"),
        Fault::End => ("more text", "the end of the text"),
        Fault::Control => {
            ("control characters in strings to be escaped", "a bare control character")
        }
        Fault::Escape => ("an escape that JSON knows", "another character behind a backslash"),
        Fault::Surrogate => ("surrogates in pairs", "half of a pair"),
        Fault::Number => ("a number as JSON spells it", "another spelling"),
        Fault::Range => ("a number within the range of a double", "a larger one"),
        Fault::Key => ("a key in quotes", "something else"),
        Fault::Colon => ("a colon behind the key", "something else"),
        Fault::Comma => ("a comma or the end of the object or array", "something else"),
        Fault::Trailing => ("the end of the text behind the value", "more text"),
        Fault::Depth => ("at most 127 nested objects and arrays", "one more"),
    }
}

/// What a type asks for, to be read after "expected".
pub(crate) fn expectation(ty: Type) -> String {
    match ty {
        Type::Text(Text { format: Some(format), .. }) => format::expectation(*format).into(),
        Type::Text(_) => "a string".into(),
        Type::Integer(_) => "a whole number".into(),
        Type::Number(_) => "a number".into(),
        Type::Boolean => "true or false".into(),
        Type::Enum(table) => one_of(table.values),
        Type::Object(_) | Type::Map(_) => "an object".into(),
        Type::Array(_) => "an array".into(),
        Type::AnyOf(table) => {
            let all: Vec<_> = table.alternatives.iter().map(|ty| expectation(*ty)).collect();
            all.join(" or ")
        }
        Type::Any => "any JSON value".into(),
    }
}

fn one_of(values: &[&str]) -> String {
    let quoted: Vec<_> = values.iter().map(|value| format!("{value:?}")).collect();
    format!("one of {}", quoted.join(", "))
}

/// Gathers violations.
pub(crate) struct Collector<'t> {
    strict: bool,
    /// The way to the value that is looked at.
    steps: Vec<Step<'t>>,
    pub(crate) found: Vec<Violation>,
    /// How many more were found than there was room for.
    pub(crate) more: usize,
    /// How many bytes of text those that are still to come may have.
    room: usize,
}

/// The most bytes of text that violations of one document have, all together. A long key that many of them are below
/// would make gigabytes of a small document.
pub(crate) const ROOM: usize = 64 << 20;

/// A step further down in a document.
pub(crate) enum Step<'t> {
    Key(Cow<'t, str>),
    Index(usize),
}

impl From<usize> for Step<'_> {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

impl<'t> From<&'t str> for Step<'t> {
    fn from(key: &'t str) -> Self {
        Self::Key(key.into())
    }
}

impl<'t> From<Cow<'t, str>> for Step<'t> {
    fn from(key: Cow<'t, str>) -> Self {
        Self::Key(key)
    }
}

impl<'t> Collector<'t> {
    pub(crate) const fn new(strict: bool) -> Self {
        Self::within(strict, ROOM)
    }

    /// With room for so many bytes of text; the first violation finds room in any case.
    pub(crate) const fn within(strict: bool, room: usize) -> Self {
        Self { strict, steps: Vec::new(), found: Vec::new(), more: 0, room }
    }

    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.steps {
            match step {
                Step::Key(key) => text::push_pointer(&mut pointer, key),
                Step::Index(index) => text::push_pointer(&mut pointer, &index.to_string()),
            }
        }
        pointer
    }

    pub(crate) fn add(
        &mut self,
        code: Code,
        expected: impl Into<String>,
        found: impl Into<String>,
        span: &Range<usize>,
    ) {
        if self.room == 0 {
            self.more += 1;
            return;
        }
        let (pointer, expected, found) = (self.pointer(), expected.into(), found.into());
        let text = pointer.len() + expected.len() + found.len() + size_of::<Violation>();
        if text > self.room {
            self.room = 0;
            if !self.found.is_empty() {
                self.more += 1;
                return;
            }
        }
        self.room = self.room.saturating_sub(text);
        let span = span.clone();
        self.found.push(Violation { pointer, code, rule: None, expected, found, span });
    }

    /// Does something one key or index further down.
    #[inline]
    pub(crate) fn below(&mut self, step: impl Into<Step<'t>>, act: impl FnOnce(&mut Self)) {
        self.steps.push(step.into());
        act(self);
        self.steps.pop();
    }

    /// Reports every number beyond a double's range, wherever it is.
    pub(crate) fn ranges(&mut self, tree: &'t Tree<'t>) {
        if tree.infinite {
            self.ranges_below(tree.root());
        }
    }

    fn ranges_below(&mut self, node: Node<'t>) {
        match node.data() {
            Data::Number { finite: false, .. } => {
                self.add(
                    Code::NumberRange,
                    describe(Fault::Range).0,
                    describe(Fault::Range).1,
                    &node.span(),
                );
            }
            Data::Array(items) => {
                for (index, item) in items.enumerate() {
                    self.below(index, |this| this.ranges_below(item));
                }
            }
            Data::Object(members) => {
                for member in members {
                    self.below(member.key(), |this| this.ranges_below(member));
                }
            }
            _ => {}
        }
    }

    /// Everything that is wrong with a value of the type.
    pub(crate) fn value(&mut self, node: Node<'t>, ty: Type) {
        match (ty, node.data()) {
            (Type::Any, _) | (Type::Boolean, Data::Boolean(_)) => {}
            (Type::Text(table), Data::Text(value)) => self.text(table, &value, || node.span()),
            (Type::Enum(table), Data::Text(value)) => self.choice(table, &value, node),
            (Type::Integer(table), Data::Number { text, finite }) => {
                if finite {
                    self.integer(table, text, &node.span());
                }
            }
            (Type::Number(table), Data::Number { text, finite }) => {
                if finite {
                    self.number(table, text.parse().unwrap_or_default(), &node.span());
                }
            }
            (Type::Object(table), Data::Object(members)) => self.object(table, members, node),
            (Type::Map(table), Data::Object(members)) => self.map(table, members, node),
            (Type::Array(table), Data::Array(items)) => self.array(table, items, node),
            (Type::AnyOf(table), _) => {
                let first = node.first_byte();
                match table.alternatives.iter().find(|ty| ty.may_start_with(first)) {
                    Some(ty) => self.value(node, *ty),
                    None => self.add(Code::Type, expectation(ty), node.masked(), &node.span()),
                }
            }
            _ => self.add(Code::Type, expectation(ty), node.masked(), &node.span()),
        }
    }

    pub(crate) fn text(&mut self, table: &Text, value: &str, span: impl FnOnce() -> Range<usize>) {
        if check::text_holds(table, value) {
            return;
        }
        let span = &span();
        let count = value.chars().count();
        let masked = || tree::mask("string", count, "character");
        if count < table.min_length {
            let expected =
                format!("at least {}", tree::mask("a length", table.min_length, "character"));
            self.add(Code::MinLength, expected, masked(), span);
        }
        if let Some(max) = table.max_length
            && count > max
        {
            let expected = format!("at most {}", tree::mask("a length", max, "character"));
            self.add(Code::MaxLength, expected, masked(), span);
        }
        if table.not_blank && text::is_blank(value) {
            self.add(Code::Blank, "text that is not just white space", masked(), span);
        }
        if let Some(format) = table.format
            && !format::accepts(format, value)
        {
            self.add(Code::Format, format::expectation(format), masked(), span);
        }
        if let Some(pattern) = table.pattern
            && !pattern.matches(value)
        {
            self.add(Code::Pattern, format!("a match of {}", pattern.source), masked(), span);
        }
    }

    fn choice(&mut self, table: &Enum, value: &str, node: Node<'t>) {
        if table.values.contains(&value) {
            return;
        }
        let alias = table.aliases.iter().find(|(alias, _)| *alias == value);
        match alias {
            Some(_) if !self.strict => {}
            Some((_, meant)) => {
                let expected = format!(
                    "{}; this alias of {meant:?} is for reading only",
                    one_of(table.values)
                );
                self.add(Code::Enum, expected, node.masked(), &node.span());
            }
            None => self.add(Code::Enum, one_of(table.values), node.masked(), &node.span()),
        }
    }

    pub(crate) fn integer(&mut self, table: &Integer, number: &str, span: &Range<usize>) {
        let Some(value) = scalar::Integer::from_number(number) else {
            self.add(Code::Type, "a whole number", "number with a fraction", span);
            return;
        };
        if let Some(minimum) = table.minimum
            && value.cmp_i64(minimum).is_lt()
        {
            self.add(Code::Minimum, format!("{minimum} or more"), "number", span);
        }
        if let Some(maximum) = table.maximum
            && value.cmp_i64(maximum).is_gt()
        {
            self.add(Code::Maximum, format!("{maximum} or less"), "number", span);
        }
    }

    pub(crate) fn number(&mut self, table: &Number, value: f64, span: &Range<usize>) {
        if !value.is_finite() {
            self.add(Code::NumberRange, "a finite number", "number", span);
            return;
        }
        let bounds = [
            (
                Code::Minimum,
                table.minimum,
                "or more",
                table.minimum.is_none_or(|bound| value >= bound),
            ),
            (
                Code::Maximum,
                table.maximum,
                "or less",
                table.maximum.is_none_or(|bound| value <= bound),
            ),
            (
                Code::ExclusiveMinimum,
                table.exclusive_minimum,
                "exceeded",
                table.exclusive_minimum.is_none_or(|bound| value > bound),
            ),
            (
                Code::ExclusiveMaximum,
                table.exclusive_maximum,
                "not reached",
                table.exclusive_maximum.is_none_or(|bound| value < bound),
            ),
        ];
        for (code, bound, words, holds) in bounds {
            if let Some(bound) = bound
                && !holds
            {
                self.add(code, format!("{bound} {words}"), "number", span);
            }
        }
    }

    /// Reports a number of items or keys out of bounds.
    pub(crate) fn count(
        &mut self,
        (low, high): (Code, Code),
        unit: &str,
        count: usize,
        (min, max): (usize, Option<usize>),
        span: &Range<usize>,
    ) {
        if count < min {
            self.add(low, format!("{min} {unit} or more"), count.to_string(), span);
        }
        if let Some(max) = max
            && count > max
        {
            self.add(high, format!("{max} {unit} or fewer"), count.to_string(), span);
        }
    }

    fn array(&mut self, table: &Array, items: Nodes<'t>, node: Node<'t>) {
        let bounds = (table.min_items, table.max_items);
        self.count((Code::MinItems, Code::MaxItems), "items", items.len(), bounds, &node.span());
        for (index, item) in items.enumerate() {
            self.below(index, |this| this.value(item, table.items));
        }
    }

    /// Of a key that occurs again, the last value counts.
    fn map(&mut self, table: &Map, members: Nodes<'t>, node: Node<'t>) {
        let bounds = (table.min_properties, table.max_properties);
        if matches!(table.values, Type::Any) && bounds == (0, None) {
            return;
        }
        let mut keys = HashSet::new();
        let mut last: Vec<_> = members.collect();
        last.reverse();
        last.retain(|member| keys.insert(member.key()));
        last.reverse();
        self.count(
            (Code::MinProperties, Code::MaxProperties),
            "keys",
            last.len(),
            bounds,
            &node.span(),
        );
        if !matches!(table.values, Type::Any) {
            for member in last {
                self.below(member.key(), |this| this.value(member, table.values));
            }
        }
    }

    fn object(&mut self, table: &Object, members: Nodes<'t>, node: Node<'t>) {
        let mut seen = 0_u64;
        let mut next = 0;
        for member in members {
            let index = check::find_field(table.fields, next, &member.key());
            next = index.map_or(next, |index| index + 1);
            let declared = index.and_then(|at| Some((at, table.fields.get(at)?)));
            let Some((index, field)) = declared else {
                if table.closed {
                    self.unknown(table, member);
                }
                continue;
            };
            let again = seen & check::bit(index) != 0;
            seen |= check::bit(index);
            let nothing = member.is_null() && field.presence == Presence::Optional;
            if nothing && !again {
                continue;
            }
            self.below(field.name, |this| {
                if again {
                    let expected = "each declared key once";
                    this.add(
                        Code::DuplicateKey,
                        expected,
                        "the same key again",
                        &member.key_span(),
                    );
                }
                if !nothing {
                    this.value(member, field.ty);
                }
            });
        }
        for (index, field) in table.fields.iter().enumerate() {
            if field.presence == Presence::Required && seen & check::bit(index) == 0 {
                self.below(field.name, |this| {
                    this.add(Code::Required, expectation(field.ty), "nothing", &node.span());
                });
            }
        }
        for rule in table.rules {
            let holds = |clause: &&Clause| clause_holds(table, clause, node);
            if !rule.when.iter().all(|clause| holds(&clause)) {
                continue;
            }
            for clause in rule.then.iter().filter(|clause| !holds(clause)) {
                self.broken(table, rule.id, clause, node);
            }
        }
    }

    fn unknown(&mut self, table: &Object, member: Node<'t>) {
        let near = text::nearest(&member.key(), table.fields.iter().map(|field| field.name));
        let hint = near.map(|name| format!("; did you mean {name:?}?")).unwrap_or_default();
        let expected = format!("only keys that the contract declares{hint}");
        self.below(member.key(), |this| {
            this.add(Code::UnknownField, expected, "another key", &member.key_span());
        });
    }

    /// Reports a clause of a rule's conclusion.
    fn broken(&mut self, table: &Object, id: &'static str, clause: &Clause, node: Node<'t>) {
        let Some(field) = table.fields.get(clause.field) else {
            self.add(Code::Rule, "a field that the contract declares", "nothing", &node.span());
            return;
        };
        let value = node.get(field.name);
        let expected = match clause.test {
            Test::Is(value) => value.to_string(),
            Test::OneOf(values) => one_of(values),
            Test::Present => expectation(field.ty),
            Test::Absent => "nothing".into(),
            Test::NotBlank => "text that is not just white space".into(),
        };
        let found = value.map_or_else(|| "nothing".into(), Node::masked);
        self.below(field.name, |this| {
            let before = this.found.len();
            this.add(Code::Rule, expected, found, &value.unwrap_or(node).span());
            if let Some(violation) = this.found.get_mut(before) {
                violation.rule = Some(id);
            }
        });
    }
}

fn clause_holds(table: &Object, clause: &Clause, node: Node<'_>) -> bool {
    let Some(field) = table.fields.get(clause.field) else { return false };
    match (node.get(field.name), field.presence) {
        (Some(value), _) => test_holds(field, clause.test, &value.data()),
        (None, Presence::Default(json)) => {
            tree::parse(json).is_ok_and(|tree| test_holds(field, clause.test, &tree.root().data()))
        }
        (None, _) => test_holds(field, clause.test, &Data::Null),
    }
}

fn test_holds(field: &Field, test: Test, value: &Data<'_>) -> bool {
    match (test, value) {
        (Test::Is(expected), Data::Boolean(value)) => *value == expected,
        (Test::Present, value) => !matches!(value, Data::Null),
        (Test::Absent, value) => matches!(value, Data::Null),
        (Test::OneOf(_) | Test::NotBlank, Data::Text(value)) => {
            rules::string_passes(field.ty, test, value)
        }
        _ => false,
    }
}
