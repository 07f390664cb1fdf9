//! YAML files that are not contracts, such as lists of approvals: trees of text, whose parts know their lines.

use std::sync::Arc;

use crate::diagnostic::{Diagnostics, Sink};
use crate::source::{Lines, Source};
use crate::yaml::{self, Kind};

/// A part of a document.
#[derive(Clone, Debug)]
pub struct Part {
    /// The line it begins on, from 1.
    pub line: usize,
    /// What it is.
    pub content: Content,
}

/// What a part of a document is. Scalars are text.
#[derive(Clone, Debug)]
pub enum Content {
    /// A scalar.
    Text(String),
    /// A list.
    List(Vec<Part>),
    /// Keys and values, in order, without duplicates.
    Map(Vec<(String, Part)>),
}

/// Reads a document, with the restrictions that contracts have.
pub fn read(source: &Source) -> Result<Part, Diagnostics> {
    let mut sink = Sink::new(Arc::from([source.clone()]));
    let root = yaml::parse(0, source, &mut sink);
    let lines = Lines::of(source);
    sink.finish(root.map(|root| part(root, &lines)))
}

fn part(node: yaml::Node, lines: &Lines) -> Part {
    let line = lines.line(node.span.start());
    let content = match node.kind {
        Kind::Scalar { text, .. } => Content::Text(text),
        Kind::Sequence(items) => {
            Content::List(items.into_iter().map(|item| part(item, lines)).collect())
        }
        Kind::Mapping(entries) => Content::Map(
            entries.into_iter().map(|(key, value)| (key.value, part(value, lines))).collect(),
        ),
    };
    Part { line, content }
}
