//! A JSON document as a tree with spans, for explanations.

use std::borrow::Cow;
use std::ops::Range;

use crate::cursor::{Cursor, Fault};

/// A value and where it is.
pub(crate) struct Node<'a> {
    pub(crate) span: Range<usize>,
    pub(crate) data: Data<'a>,
}

/// A value by kind.
pub(crate) enum Data<'a> {
    Null,
    Boolean(bool),
    Number { text: &'a str, finite: bool },
    Text(Cow<'a, str>),
    Array(Vec<Node<'a>>),
    Object(Vec<Member<'a>>),
}

/// A key with its value.
pub(crate) struct Member<'a> {
    pub(crate) key: Cow<'a, str>,
    pub(crate) key_span: Range<usize>,
    pub(crate) value: Node<'a>,
}

/// A document, and whether any of its numbers exceeds a double.
pub(crate) struct Tree<'a> {
    pub(crate) root: Node<'a>,
    pub(crate) infinite: bool,
}

/// Reads a document. Numbers beyond a double's range are let through, and marked.
pub(crate) fn parse(text: &str) -> Result<Tree<'_>, (Fault, usize)> {
    let mut reader = Reader { cursor: Cursor::new(text), infinite: false };
    let root = reader.document().map_err(|fault| (fault, reader.cursor.pos))?;
    Ok(Tree { root, infinite: reader.infinite })
}

struct Reader<'a> {
    cursor: Cursor<'a>,
    infinite: bool,
}

impl<'a> Reader<'a> {
    fn document(&mut self) -> Result<Node<'a>, Fault> {
        self.cursor.space();
        let root = self.node()?;
        self.cursor.finish()?;
        Ok(root)
    }

    /// Recursion is bounded by the cursor's depth.
    fn node(&mut self) -> Result<Node<'a>, Fault> {
        let start = self.cursor.pos;
        let data = match self.cursor.peek() {
            b'"' => {
                let string = self.cursor.string()?;
                Data::Text(self.cursor.content(string))
            }
            b'{' => Data::Object(self.members()?),
            b'[' => Data::Array(self.items()?),
            b'-' | b'0'..=b'9' => {
                let finite = match self.cursor.number() {
                    Ok(_) => true,
                    Err(Fault::Range) => false,
                    Err(fault) => return Err(fault),
                };
                self.infinite |= !finite;
                Data::Number { text: self.cursor.slice(start, self.cursor.pos), finite }
            }
            _ => {
                self.cursor.skip()?;
                match self.cursor.slice(start, self.cursor.pos) {
                    "true" => Data::Boolean(true),
                    "false" => Data::Boolean(false),
                    _ => Data::Null,
                }
            }
        };
        Ok(Node { span: start..self.cursor.pos, data })
    }

    fn items(&mut self) -> Result<Vec<Node<'a>>, Fault> {
        let mut items = Vec::new();
        self.cursor.open()?;
        if self.cursor.peek() == b']' {
            self.cursor.close();
            return Ok(items);
        }
        loop {
            items.push(self.node()?);
            if !self.cursor.more(b']')? {
                return Ok(items);
            }
        }
    }

    fn members(&mut self) -> Result<Vec<Member<'a>>, Fault> {
        let mut members = Vec::new();
        self.cursor.open()?;
        if self.cursor.peek() == b'}' {
            self.cursor.close();
            return Ok(members);
        }
        loop {
            let key = self.cursor.key()?;
            let key_span = key.start - 1..key.end + 1;
            let value = self.node()?;
            members.push(Member { key: self.cursor.content(key), key_span, value });
            if !self.cursor.more(b'}')? {
                return Ok(members);
            }
        }
    }
}

impl<'a> Node<'a> {
    /// The members, if this is an object.
    pub(crate) fn members(&self) -> Option<&[Member<'a>]> {
        match &self.data {
            Data::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The value of a key, the last if it occurs again.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.members()?.iter().rev().find(|member| member.key == key).map(|member| &member.value)
    }

    /// The content, if this is a string.
    pub(crate) fn as_str(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A byte that a value of this kind starts with.
    pub(crate) const fn first_byte(&self) -> u8 {
        match &self.data {
            Data::Null => b'n',
            Data::Boolean(_) => b't',
            Data::Number { .. } => b'0',
            Data::Text(_) => b'"',
            Data::Array(_) => b'[',
            Data::Object(_) => b'{',
        }
    }

    /// Kind and size, never content.
    pub(crate) fn masked(&self) -> String {
        match &self.data {
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

/// A kind with its size, as in "string of 3 characters".
pub(crate) fn mask(kind: &str, count: usize, unit: &str) -> String {
    format!("{kind} of {count} {unit}{}", if count == 1 { "" } else { "s" })
}
