//! A JSON document with the place of every value, for explanations.
//!
//! The values lie side by side in one list, each before those inside it: a document costs one allocation, and
//! the contents are looked at only where somebody asks.

use std::borrow::Cow;
use std::ops::Range;

use crate::cursor::{Cursor, Fault, Str};
use crate::scalar::Integer;

/// A document, and whether any of its numbers exceeds a double.
pub(crate) struct Tree<'a> {
    cursor: Cursor<'a>,
    entries: Vec<Entry>,
    /// What the document stands in for, if it does not come from the text that is explained.
    stands_for: Option<Range<usize>>,
    pub(crate) infinite: bool,
    /// Whether it has a number with a fraction that a double has not: readers by doubles take it for whole.
    pub(crate) inexact: bool,
}

/// A value. The first one inside it, if there is one, is the next of the list.
#[derive(Clone, Copy)]
struct Entry {
    kind: Kind,
    /// The key before it, for a member of an object.
    key: Str,
    start: usize,
    end: usize,
    /// How many values are directly inside it.
    count: usize,
    /// The place in the list behind everything inside it.
    next: usize,
}

#[derive(Clone, Copy)]
enum Kind {
    Null,
    Boolean(bool),
    Number { finite: bool },
    Text { escaped: bool },
    Array,
    Object,
}

/// A value in its document.
#[derive(Clone, Copy)]
pub(crate) struct Node<'t> {
    tree: &'t Tree<'t>,
    at: usize,
}

/// A value by kind.
pub(crate) enum Data<'t> {
    Null,
    Boolean(bool),
    Number {
        text: &'t str,
        finite: bool,
    },
    Text(Cow<'t, str>),
    Array(Nodes<'t>),
    /// Members are values with a key.
    Object(Nodes<'t>),
}

/// The values directly inside another one, in the order of the text.
#[derive(Clone)]
pub(crate) struct Nodes<'t> {
    tree: &'t Tree<'t>,
    at: usize,
    left: usize,
}

const NO_KEY: Str = Str { start: 0, end: 0, escaped: false };

static NOTHING: Entry =
    Entry { kind: Kind::Null, key: NO_KEY, start: 0, end: 0, count: 0, next: usize::MAX };

/// Most values that are provided for before any is seen.
const EXPECTED: usize = 64;

/// Reads a document. Numbers beyond a double's range are let through, and marked.
pub(crate) fn parse(text: &str) -> Result<Tree<'_>, (Fault, usize)> {
    let entries = Vec::with_capacity((text.len() / 16).min(EXPECTED));
    let mut tree = Tree {
        cursor: Cursor::new(text),
        entries,
        stands_for: None,
        infinite: false,
        inexact: false,
    };
    match tree.document() {
        Ok(()) => Ok(tree),
        Err(fault) => Err((fault, tree.cursor.pos)),
    }
}

impl Tree<'_> {
    /// Reports everything as being at a place of another text.
    pub(crate) fn standing_for(mut self, span: Range<usize>) -> Self {
        self.stands_for = Some(span);
        self
    }

    /// The whole document.
    pub(crate) const fn root(&self) -> Node<'_> {
        Node { tree: self, at: 0 }
    }

    fn document(&mut self) -> Result<(), Fault> {
        self.cursor.space();
        self.value(NO_KEY)?;
        self.cursor.finish()
    }

    /// Recursion is bounded by the cursor's depth.
    fn value(&mut self, key: Str) -> Result<(), Fault> {
        let (at, start) = (self.entries.len(), self.cursor.pos);
        let entry = Entry { kind: Kind::Null, key, start, end: start, count: 0, next: at + 1 };
        self.entries.push(entry);
        let mut count = 0;
        let kind = match self.cursor.peek() {
            b'"' => Kind::Text { escaped: self.cursor.string()?.escaped },
            b'{' => {
                count = self.inside(b'}', |tree| {
                    let key = tree.cursor.key()?;
                    tree.value(key)
                })?;
                Kind::Object
            }
            b'[' => {
                count = self.inside(b']', |tree| tree.value(NO_KEY))?;
                Kind::Array
            }
            b'-' | b'0'..=b'9' => {
                let finite = match self.cursor.number() {
                    Ok(number) => {
                        let text = self.cursor.text.get(number.start..number.end);
                        self.inexact |= !number.plain
                            && text.is_some_and(|text| Integer::loses_fraction(text.as_bytes()));
                        true
                    }
                    Err(Fault::Range) => false,
                    Err(fault) => return Err(fault),
                };
                self.infinite |= !finite;
                Kind::Number { finite }
            }
            first => {
                self.cursor.skip()?;
                if first == b'n' { Kind::Null } else { Kind::Boolean(first == b't') }
            }
        };
        let (end, next) = (self.cursor.pos, self.entries.len());
        if let Some(entry) = self.entries.get_mut(at) {
            *entry = Entry { kind, end, count, next, ..*entry };
        }
        Ok(())
    }

    /// Reads what is inside a container. Gives the number of values.
    #[inline]
    fn inside(
        &mut self,
        end: u8,
        read: impl Fn(&mut Self) -> Result<(), Fault>,
    ) -> Result<usize, Fault> {
        self.cursor.open()?;
        if self.cursor.peek() == end {
            self.cursor.close();
            return Ok(0);
        }
        let mut count = 0;
        loop {
            read(self)?;
            count += 1;
            if !self.cursor.more(end)? {
                return Ok(count);
            }
        }
    }
}

impl<'t> Node<'t> {
    /// There is an entry wherever a node is.
    #[inline]
    fn entry(self) -> &'t Entry {
        self.tree.entries.get(self.at).unwrap_or(&NOTHING)
    }

    fn shown(self, span: Range<usize>) -> Range<usize> {
        self.tree.stands_for.clone().unwrap_or(span)
    }

    /// Where it is.
    pub(crate) fn span(self) -> Range<usize> {
        let entry = self.entry();
        self.shown(entry.start..entry.end)
    }

    /// The key before it, for a member of an object.
    #[inline]
    pub(crate) fn key(self) -> Cow<'t, str> {
        self.tree.cursor.content(self.entry().key)
    }

    /// Where that key is, quotes included.
    pub(crate) fn key_span(self) -> Range<usize> {
        let key = self.entry().key;
        self.shown(key.start.saturating_sub(1)..key.end + 1)
    }

    /// Whether it is the member with this key.
    #[inline]
    fn is_called(self, name: &str) -> bool {
        let key = self.entry().key;
        if key.escaped { self.key() == name } else { self.tree.cursor.has_at(key.start, name) }
    }

    /// What it is.
    #[inline]
    pub(crate) fn data(self) -> Data<'t> {
        let Entry { kind, start, end, count, .. } = *self.entry();
        let inside = Nodes { tree: self.tree, at: self.at + 1, left: count };
        match kind {
            Kind::Null => Data::Null,
            Kind::Boolean(value) => Data::Boolean(value),
            Kind::Number { finite } => {
                Data::Number { text: self.tree.cursor.slice(start, end), finite }
            }
            Kind::Text { escaped } => {
                let content = Str { start: start + 1, end: end - 1, escaped };
                Data::Text(self.tree.cursor.content(content))
            }
            Kind::Array => Data::Array(inside),
            Kind::Object => Data::Object(inside),
        }
    }

    /// Whether it is `null`.
    pub(crate) fn is_null(self) -> bool {
        matches!(self.entry().kind, Kind::Null)
    }

    /// The members, if this is an object.
    pub(crate) fn members(self) -> Option<Nodes<'t>> {
        match self.data() {
            Data::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The value of a key, the last if it occurs again.
    pub(crate) fn get(self, key: &str) -> Option<Self> {
        self.members()?.filter(|member| member.is_called(key)).last()
    }

    /// The content, if this is a string.
    pub(crate) fn string(self) -> Option<Cow<'t, str>> {
        match self.data() {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A byte that a value of this kind starts with.
    pub(crate) fn first_byte(self) -> u8 {
        match self.entry().kind {
            Kind::Null => b'n',
            Kind::Boolean(_) => b't',
            Kind::Number { .. } => b'0',
            Kind::Text { .. } => b'"',
            Kind::Array => b'[',
            Kind::Object => b'{',
        }
    }

    /// Kind and size, never content.
    pub(crate) fn masked(self) -> String {
        match self.data() {
            Data::Null => "null".into(),
            Data::Boolean(true) => "true".into(),
            Data::Boolean(false) => "false".into(),
            Data::Number { .. } => "number".into(),
            Data::Text(text) => mask("string", text.chars().count(), "character"),
            Data::Array(items) => mask("array", items.len(), "item"),
            Data::Object(members) => mask("object", members.len(), "key"),
        }
    }
}

impl<'t> Iterator for Nodes<'t> {
    type Item = Node<'t>;

    #[inline]
    fn next(&mut self) -> Option<Node<'t>> {
        self.left = self.left.checked_sub(1)?;
        let node = Node { tree: self.tree, at: self.at };
        self.at = node.entry().next;
        Some(node)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Nodes<'_> {}

/// A kind with its size, as in "string of 3 characters".
pub(crate) fn mask(kind: &str, count: usize, unit: &str) -> String {
    format!("{kind} of {count} {unit}{}", if count == 1 { "" } else { "s" })
}
