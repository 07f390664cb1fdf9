//! YAML text as a tree whose every node knows where it stands.
//!
//! Scalars stay text until the place they stand in gives them a type, so that `no` is a string where
//! a string is declared. Anchors, aliases, tags, merge keys, directives and duplicate keys are
//! refused, and size, depth and the number of nodes are bounded: contract text may come from anyone.

use granit_parser::{Event, Options, Parser, Placement, ScalarStyle};

use crate::diagnostic::Sink;
use crate::source::{Source, Span, Spanned};

/// The largest file, in bytes.
pub(crate) const MOST_BYTES: usize = 4 << 20;
/// The longest scalar, in bytes.
const MOST_SCALAR_BYTES: usize = 64 << 10;
/// The deepest nesting of collections.
const MOST_DEPTH: usize = 24;
/// The most nodes in a file.
const MOST_NODES: usize = 400_000;

/// A node of the tree.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
}

/// What a node is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// Text; `plain` when it was written without quotes.
    Scalar { text: String, plain: bool },
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values, in order, without duplicates.
    Mapping(Vec<(Spanned<String>, Node)>),
}

impl Node {
    /// Whether the node is an unquoted `null`, `~` or nothing at all.
    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null"))
    }

    /// Whether the node is an unquoted number or boolean, as YAML 1.2 reads it.
    pub(crate) fn is_number_or_boolean(&self) -> bool {
        self.is_number() || self.is_boolean()
    }

    /// Whether the node is a text with characters that steer a terminal.
    fn is_steering(&self) -> bool {
        let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
        matches!(&self.kind, Kind::Scalar { text, .. } if text.contains(steers))
    }

    fn is_boolean(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain: true } if matches!(text.as_str(), "true" | "false"))
    }

    fn is_number(&self) -> bool {
        let Kind::Scalar { text, plain: true } = &self.kind else { return false };
        let digits = text.trim_start_matches(['+', '-']);
        let of_base = |prefix, base| {
            digits.strip_prefix(prefix).is_some_and(|rest| {
                !rest.is_empty() && rest.chars().all(|digit: char| digit.is_digit(base))
            })
        };
        let decimal = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
            && digits.parse::<f64>().is_ok();
        decimal || of_base("0x", 16) || of_base("0o", 8) || matches!(digits, ".inf" | ".nan")
    }

    /// The node's kind in words, for messages.
    pub(crate) fn describe(&self) -> &'static str {
        match &self.kind {
            _ if self.is_null() => "nothing",
            _ if self.is_number() => "a number",
            _ if self.is_boolean() => "a boolean",
            Kind::Scalar { .. } => "a scalar",
            Kind::Sequence(_) => "a list",
            Kind::Mapping(_) => "a mapping",
        }
    }
}

/// Reads one file; what is wrong with it goes to `sink`.
pub(crate) fn parse(index: usize, source: &Source, sink: &mut Sink) -> Option<Node> {
    let at = |start, end| Span::new(index, start, end);
    if source.text.len() > MOST_BYTES {
        let message = format!("the file has more than {MOST_BYTES} bytes, the most that are read");
        sink.error(at(0, 0), "too-large", message);
        return None;
    }
    let text = match std::str::from_utf8(&source.text) {
        Ok(text) => text,
        Err(error) => {
            let start = error.valid_up_to();
            sink.error(at(start, start + 1), "not-utf8", "the file is not UTF-8 from here on");
            return None;
        }
    };
    if let Some(start) = text.find(turns_text) {
        let length = text[start..].chars().next().map_or(1, char::len_utf8);
        sink.error(at(start, start + length), "bidi-mark", BIDI);
        return None;
    }
    Builder { index, text, sink, nodes: 0, depth: 0 }.document()
}

const BIDI: &str =
    "a mark that turns the direction of text makes what is read differ from what is there";

/// Whether a character changes the direction of the text around it, which compilers and reviewers refuse.
const fn turns_text(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The comments of a file that [`parse`] has read, from after their `#`.
pub(crate) fn comments(index: usize, source: &Source) -> Vec<Comment> {
    let Ok(text) = std::str::from_utf8(&source.text) else { return Vec::new() };
    let mut options = options();
    options.emit_comments = true;
    options.max_buffered_comment_events = MOST_NODES;
    let events = Parser::new_from_str_with_options(text, options).map_while(Result::ok);
    let comment = |(event, span): (Event<'_>, granit_parser::Span)| match event {
        Event::Comment(text, placement) => {
            let range = span.byte_range().unwrap_or_default();
            let span = Span::new(index, range.start, range.end);
            let beside = placement == Placement::Right;
            Some(Comment { text: Spanned::new(text.into_owned(), span), beside })
        }
        _ => None,
    };
    events.filter_map(comment).collect()
}

/// A comment.
#[derive(Debug)]
pub(crate) struct Comment {
    pub(crate) text: Spanned<String>,
    /// Whether something other than the comment stands on its line.
    pub(crate) beside: bool,
}

fn options() -> Options {
    let mut options = Options::default();
    options.emit_comments = false;
    options.emit_unresolved_aliases = true;
    options.disallow_directives = true;
    options.flow_nesting_limit = MOST_DEPTH + 1;
    options.block_nesting_limit = MOST_DEPTH + 1;
    options
}

struct Builder<'a> {
    index: usize,
    text: &'a str,
    sink: &'a mut Sink,
    nodes: usize,
    depth: usize,
}

type Events<'a> = Parser<'a, granit_parser::StrInput<'a>>;

impl<'a> Builder<'a> {
    fn document(&mut self) -> Option<Node> {
        let mut events = Parser::new_from_str_with_options(self.text, options());
        let mut root = None;
        loop {
            let (event, span) = self.next(&mut events)?;
            match event {
                Event::StreamEnd => break,
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event if root.is_none() => root = Some(self.node(event, span, &mut events)?),
                _ => {
                    self.sink.error(span, "second-document", "a contract file holds one document");
                    return None;
                }
            }
        }
        if root.is_none() {
            self.sink.error(Span::new(self.index, 0, 0), "empty", "the file is empty");
        }
        root
    }

    fn next(&mut self, events: &mut Events<'a>) -> Option<(Event<'a>, Span)> {
        match events.next()? {
            Ok((event, span)) => {
                let range = span.byte_range().unwrap_or_default();
                Some((event, Span::new(self.index, range.start, range.end)))
            }
            Err(error) => {
                let start = error.marker().byte_offset().unwrap_or(self.text.len());
                let span = Span::new(self.index, start, start + 1);
                self.sink.error(span, "yaml-syntax", error.info());
                None
            }
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span, events: &mut Events<'a>) -> Option<Node> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            let message = format!("a file may have {MOST_NODES} nodes at most");
            return self.refuse(span, "too-many-nodes", message);
        }
        if event.tag().is_some() {
            return self.refuse(span, "yaml-tag", "tags have no meaning in a contract");
        }
        if event.anchor_id().is_some() {
            return self.refuse(
                span,
                "yaml-anchor",
                "anchors are not allowed: name a type instead",
            );
        }
        match event {
            Event::Scalar(text, ..) if text.len() > MOST_SCALAR_BYTES => {
                let message = format!("a scalar may have {MOST_SCALAR_BYTES} bytes at most");
                self.refuse(span, "too-long", message)
            }
            Event::Scalar(text, ..) if text.contains(turns_text) => {
                self.refuse(span, "bidi-mark", BIDI)
            }
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                Some(Node { kind: Kind::Scalar { text: text.into_owned(), plain }, span })
            }
            Event::SequenceStart(..) => self.sequence(span, events),
            Event::MappingStart(..) => self.mapping(span, events),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse(span, "yaml-alias", "aliases are not allowed: name a type instead")
            }
            _ => self.refuse(span, "yaml-syntax", "unexpected YAML"),
        }
    }

    fn sequence(&mut self, start: Span, events: &mut Events<'a>) -> Option<Node> {
        self.descend(start)?;
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next(events)?;
            if matches!(event, Event::SequenceEnd) {
                self.depth -= 1;
                let span = self.cover(start, span);
                return Some(Node { kind: Kind::Sequence(items), span });
            }
            items.push(self.node(event, span, events)?);
        }
    }

    fn mapping(&mut self, start: Span, events: &mut Events<'a>) -> Option<Node> {
        self.descend(start)?;
        let mut entries: Vec<(Spanned<String>, Node)> = Vec::new();
        let mut seen = std::collections::HashMap::new();
        loop {
            let (event, span) = self.next(events)?;
            if matches!(event, Event::MappingEnd) {
                self.depth -= 1;
                let span = self.cover(start, span);
                return Some(Node { kind: Kind::Mapping(entries), span });
            }
            let key = self.node(event, span, events)?;
            let Kind::Scalar { text: key, plain } = key.kind else {
                return self.refuse(key.span, "yaml-key", "a key must be a scalar");
            };
            if plain && key == "<<" {
                return self.refuse(span, "yaml-merge", "merge keys are not allowed: use a mixin");
            }
            let (event, value_span) = self.next(events)?;
            let value = self.node(event, value_span, events)?;
            if key == "doc" && value.is_steering() {
                let message = "a description has no characters that steer a terminal";
                return self.refuse(value_span, "control-character", message);
            }
            let first = *seen.entry(key.clone()).or_insert(span);
            if first == span {
                entries.push((Spanned::new(key, span), value));
            } else {
                let message = format!("the key `{key}` occurs twice");
                self.sink.repeated(span, Some(first), "duplicate-key", message);
            }
        }
    }

    fn descend(&mut self, span: Span) -> Option<()> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return self.refuse(
                span,
                "too-deep",
                format!("more than {MOST_DEPTH} levels of nesting"),
            );
        }
        Some(())
    }

    fn cover(&self, start: Span, end: Span) -> Span {
        // A block collection ends where the next token begins: white space is not part of it.
        let text = self.text.get(start.start()..end.end()).unwrap_or_default();
        Span::new(self.index, start.start(), start.start() + text.trim_end().len())
    }

    fn refuse<T>(
        &mut self,
        span: Span,
        code: &'static str,
        message: impl Into<String>,
    ) -> Option<T> {
        self.sink.error(span, code, message);
        None
    }
}
