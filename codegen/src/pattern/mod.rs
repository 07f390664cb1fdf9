//! The subset of regular expressions whose meaning is the same everywhere.
//!
//! A contract's pattern is read by the generated Rust, by JSON Schema validators in any language and
//! by people. Only constructs on which ECMA-262 (with the flag `u`), Rust and Python agree are allowed: literals, classes,
//! `\d` (ASCII), groups, choices, greedy counted repeats, `^` and `$`.

mod automaton;
mod parse;

use std::ops::RangeInclusive;

use regex_lite::Regex;

use automaton::Automaton;
pub use automaton::Texts;

/// A pattern of the subset.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// As written.
    pub source: String,
    /// In the syntax of the `regex` crate.
    pub translated: String,
    /// The literals, if the pattern is an anchored choice of them.
    pub literals: Option<Vec<String>>,
    /// A short text that matches.
    pub example: String,
    node: Node,
    regex: Regex,
}

/// A pattern taken apart.
#[derive(Clone, Debug)]
enum Node {
    /// The beginning of the text.
    Start,
    /// The end of the text.
    End,
    /// One of these characters.
    Class(Vec<RangeInclusive<char>>),
    Group(Box<Node>),
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
    /// At least and at most so often.
    Repeat(Box<Node>, u32, Option<u32>),
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// What is outside the subset, and what to write instead; or that no text matches.
    pub fn parse(source: &str) -> Result<Self, String> {
        let (node, translated) = parse::parse(source)?;
        let mut example = String::new();
        node.shortest(&mut example);
        let literals = node.literals();
        let regex = Regex::new(&translated).map_err(|error| error.to_string())?;
        let source = source.to_owned();
        let mut pattern = Self { source, translated, literals, example, node, regex };
        if !pattern.matches(&pattern.example) {
            match pattern.text(0, None, false) {
                Texts::Some(text) => pattern.example = text,
                Texts::None => return Err("no text matches the pattern".to_owned()),
                Texts::Unknown => {
                    return Err("no text matching the pattern could be found".to_owned());
                }
            }
        }
        Ok(pattern)
    }

    /// Whether a text matches.
    pub fn matches(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// A text that matches and has at least and at most so many characters; `visible` asks for one that is not white
    /// space.
    pub fn text(&self, fewest: u64, most: Option<u64>, visible: bool) -> Texts {
        let length = self.example.chars().count() as u64;
        let fits = length >= fewest
            && most.is_none_or(|most| length <= most)
            && (!visible || !self.example.trim().is_empty());
        // The example is the friendliest text there is.
        if fits && self.matches(&self.example) {
            return Texts::Some(self.example.clone());
        }
        Automaton::of(&self.node).text(fewest, most, visible)
    }

    /// A text that does not match, if one is near.
    pub fn counterexample(&self) -> Option<String> {
        self.counterexample_near(&self.example, 0, None)
    }

    /// A text of at least and at most so many characters that does not match, near one that does, if there is one.
    pub fn counterexample_near(
        &self,
        text: &str,
        fewest: u64,
        most: Option<u64>,
    ) -> Option<String> {
        let mut candidates = vec![format!("{text}!"), format!("!{text}")];
        let mut shorter = text.to_owned();
        let last = shorter.pop();
        candidates.extend([shorter.clone(), "!".to_owned(), String::new()]);
        candidates.extend(last.map(|_| format!("{shorter}!")));
        candidates.extend(
            ["!", "a", "0", " "].map(|one| {
                one.repeat(text.chars().count().max(usize::try_from(fewest).unwrap_or(0)))
            }),
        );
        let fits = |text: &String| {
            let length = text.chars().count() as u64;
            length >= fewest && most.is_none_or(|most| length <= most)
        };
        candidates.into_iter().filter(fits).find(|text| !self.matches(text))
    }
}

impl Node {
    /// How many characters stand side by side, repeats written out.
    fn places(&self) -> u64 {
        match self {
            Self::Start | Self::End => 0,
            Self::Class(_) => 1,
            Self::Group(inner) => inner.places(),
            Self::Sequence(parts) | Self::Choice(parts) => {
                parts.iter().fold(1, |sum: u64, part| sum.saturating_add(part.places()))
            }
            Self::Repeat(inner, fewest, most) => {
                inner.places().max(1).saturating_mul(most.unwrap_or(*fewest).max(1).into())
            }
        }
    }

    /// Appends a short match, whatever the anchors.
    fn shortest(&self, out: &mut String) {
        match self {
            Self::Start | Self::End => {}
            Self::Class(ranges) => out.extend(automaton::friendly(ranges)),
            Self::Group(inner) => inner.shortest(out),
            Self::Sequence(parts) => parts.iter().for_each(|part| part.shortest(out)),
            Self::Choice(branches) => {
                if let Some(first) = branches.first() {
                    first.shortest(out);
                }
            }
            Self::Repeat(inner, fewest, _) => {
                for _ in 0..*fewest {
                    inner.shortest(out);
                }
            }
        }
    }

    /// The literals of `^(a|b|c)$` or `^a$`.
    fn literals(&self) -> Option<Vec<String>> {
        let Self::Sequence(parts) = self else { return None };
        let [Self::Start, middle @ .., Self::End] = parts.as_slice() else { return None };
        match middle {
            [Self::Group(group)] => match group.as_ref() {
                Self::Choice(branches) => branches.iter().map(Self::literal).collect(),
                one => Some(vec![one.literal()?]),
            },
            parts => Some(vec![parts.iter().map(Self::literal).collect::<Option<String>>()?]),
        }
    }

    /// The only text that this stands for.
    fn literal(&self) -> Option<String> {
        match self {
            Self::Class(ranges) => match ranges.as_slice() {
                [range] if range.start() == range.end() => Some(range.start().to_string()),
                _ => None,
            },
            Self::Sequence(parts) if !parts.is_empty() => parts.iter().map(Self::literal).collect(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
