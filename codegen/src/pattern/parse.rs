//! The grammar of patterns.
//!
//! Everything here means the same in ECMA-262 with the flag `u`, in the crate `regex` and in Python. What only some of
//! them take, or take for something else, is refused with what to write instead.

use std::iter::Peekable;
use std::ops::RangeInclusive;
use std::str::CharIndices;

use super::Node;

/// The most that a counted repeat may ask for.
const MOST_REPEATS: u32 = 256;
/// The most characters that a match may have to be compared with, each repeat written out.
const MOST_PLACES: u64 = 5_000;
/// The deepest group.
const MOST_GROUPS: usize = 32;

/// The pattern taken apart, and its text in the syntax of the crate `regex`.
pub(super) fn parse(source: &str) -> Result<(Node, String), String> {
    let mut parser = Parser {
        rest: source.char_indices().peekable(),
        rust: String::with_capacity(source.len()),
        depth: 0,
    };
    let node = parser.choice()?;
    if parser.rest.peek().is_some() {
        return Err("a `)` closes nothing; for the character write `\\)`".to_owned());
    }
    if node.places() > MOST_PLACES {
        return Err(format!(
            "the pattern has more than {MOST_PLACES} places for a character, its repeats written out"
        ));
    }
    Ok((node, parser.rust))
}

struct Parser<'a> {
    rest: Peekable<CharIndices<'a>>,
    rust: String,
    depth: usize,
}

/// What a repeat may follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Anchor,
    Repeat,
    Atom,
}

impl Parser<'_> {
    fn peek(&mut self) -> Option<char> {
        self.rest.peek().map(|(_, c)| *c)
    }

    /// The next character, which means the same in the crate `regex`.
    fn take(&mut self) -> Option<char> {
        let c = self.next()?;
        self.rust.push(c);
        Some(c)
    }

    /// The next character, which is written otherwise there.
    fn next(&mut self) -> Option<char> {
        self.rest.next().map(|(_, c)| c)
    }

    fn takes(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.take();
        }
        found
    }

    fn choice(&mut self) -> Result<Node, String> {
        let mut branches = vec![self.sequence()?];
        while self.takes('|') {
            branches.push(self.sequence()?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Choice(branches) })
    }

    fn sequence(&mut self) -> Result<Node, String> {
        let mut parts: Vec<Node> = Vec::new();
        let mut before = Before::Nothing;
        while let Some(c) = self.peek().filter(|c| !matches!(c, '|' | ')')) {
            if matches!(c, '*' | '+' | '?' | '{') {
                let (fewest, most) = self.repeat(before)?;
                if let Some(part) = parts.pop() {
                    parts.push(Node::Repeat(Box::new(part), fewest, most));
                }
                before = Before::Repeat;
                continue;
            }
            let part = self.part(c)?;
            before = match part {
                Node::Start | Node::End => Before::Anchor,
                _ => Before::Atom,
            };
            parts.push(part);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Node::Sequence(parts) })
    }

    fn part(&mut self, c: char) -> Result<Node, String> {
        let plain = |what: &str| Err(format!("{what}; for the character write `\\{c}`"));
        match c {
            '^' => Ok(self.take().map_or(Node::Start, |_| Node::Start)),
            '$' => Ok(self.take().map_or(Node::End, |_| Node::End)),
            '.' => Err(
                "`.` is not allowed (write the class out: what it leaves out differs between engines); for the \
                 character write `\\.`"
                    .to_owned(),
            ),
            '(' => self.group(),
            '[' => self.class(),
            ']' => plain("a `]` closes nothing"),
            '}' => plain("a `}` closes nothing"),
            '\\' => self.escape(false).map(|found| match found {
                Escape::Character(c) => Node::Class(vec![c..=c]),
                Escape::Digit => {
                    self.rust.push_str("[0-9]");
                    Node::Class(vec!['0'..='9'])
                }
            }),
            c => {
                self.take();
                Ok(Node::Class(vec![c..=c]))
            }
        }
    }

    fn group(&mut self) -> Result<Node, String> {
        self.take();
        if self.takes('?') && !self.takes(':') {
            return Err("a named group, a flag or a look around is not allowed: `(…)` or `(?:…)`"
                .to_owned());
        }
        self.depth += 1;
        if self.depth > MOST_GROUPS {
            return Err(format!("groups are nested at most {MOST_GROUPS} deep"));
        }
        let inner = self.choice()?;
        self.depth -= 1;
        if self.takes(')') {
            Ok(Node::Group(Box::new(inner)))
        } else {
            Err("a `(` is not closed".to_owned())
        }
    }

    /// How often the part before is repeated, at least and at most.
    fn repeat(&mut self, before: Before) -> Result<(u32, Option<u32>), String> {
        let mark = self.take().unwrap_or_default();
        let times = match mark {
            '*' => (0, None),
            '+' => (1, None),
            '?' => (0, Some(1)),
            _ => self.counts()?,
        };
        match before {
            Before::Atom => Ok(times),
            Before::Nothing => {
                Err(format!("`{mark}` repeats nothing; for the character write `\\{mark}`"))
            }
            Before::Anchor => {
                Err(format!("`{mark}` repeats an anchor, which is there once or not at all"))
            }
            Before::Repeat => Err(format!(
                "`{mark}` after a repeat means another thing in each engine (lazy, possessive, repeated): write one \
                 repeat, or a group"
            )),
        }
    }

    fn counts(&mut self) -> Result<(u32, Option<u32>), String> {
        let wrong = || {
            "`{` begins a repeat: `{2}`, `{2,}` or `{2,5}`, without blanks; for the character write `\\{`".to_owned()
        };
        let fewest = self.number().ok_or_else(wrong)?;
        let most = if self.takes(',') { self.number() } else { Some(fewest) };
        if !self.takes('}') {
            return Err(wrong());
        }
        if fewest.max(most.unwrap_or(0)) > MOST_REPEATS {
            return Err(format!("a repeat may ask for {MOST_REPEATS} at most"));
        }
        if most.is_some_and(|most| most < fewest) {
            return Err(format!("a repeat of at least {fewest} and less"));
        }
        Ok((fewest, most))
    }

    fn number(&mut self) -> Option<u32> {
        let mut value = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            self.take();
            value = Some(value.unwrap_or(0_u32).saturating_mul(10).saturating_add(digit));
        }
        value
    }

    /// A backslash and what follows it. That of a digit is not written: within a class it looks otherwise.
    fn escape(&mut self, in_class: bool) -> Result<Escape, String> {
        self.next();
        let Some(c) = self.next() else { return Err("a `\\` escapes nothing".to_owned()) };
        match c {
            'd' => return Ok(Escape::Digit),
            '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|'
            | '/' => {}
            '-' if in_class => {}
            '-' => {
                return Err("`\\-` is an escape within a class only: write `-`".to_owned());
            }
            c if c.is_alphanumeric() => {
                return Err(format!(
                    "`\\{c}` is not allowed: of the classes only `\\d` is, others are written out; a character stands \
                     for itself"
                ));
            }
            c => return Err(format!("`\\{c}` is no escape in ECMA-262: write `{c}`")),
        }
        self.rust.push('\\');
        self.rust.push(c);
        Ok(Escape::Character(c))
    }

    fn class(&mut self) -> Result<Node, String> {
        self.take();
        let negated = self.takes('^');
        let mut ranges: Vec<RangeInclusive<char>> = Vec::new();
        loop {
            let Some(c) = self.peek() else { return Err("a `[` is not closed".to_owned()) };
            if c == ']' && !ranges.is_empty() {
                self.take();
                break;
            }
            ranges.push(self.item(ranges.is_empty())?);
        }
        Ok(Node::Class(if negated { complement(ranges) } else { ranges }))
    }

    /// A character, a range, or `\d`.
    fn item(&mut self, first: bool) -> Result<RangeInclusive<char>, String> {
        let Some(from) = self.member(first)? else {
            if self.peek() == Some('-') && !self.ends_after_hyphen() {
                return Err("`\\d` begins no range".to_owned());
            }
            return Ok('0'..='9');
        };
        if self.peek() != Some('-') || self.ends_after_hyphen() {
            return Ok(from..=from);
        }
        self.take();
        let Some(to) = self.member(false)? else { return Err("`\\d` ends no range".to_owned()) };
        if to < from {
            return Err(format!("the range `{from}-{to}` is the wrong way round"));
        }
        Ok(from..=to)
    }

    /// One character of a class; nothing for `\d`.
    fn member(&mut self, first: bool) -> Result<Option<char>, String> {
        let Some(c) = self.peek() else { return Err("a `[` is not closed".to_owned()) };
        match c {
            '\\' => match self.escape(true)? {
                Escape::Digit => {
                    self.rust.push_str("0-9");
                    Ok(None)
                }
                Escape::Character(c) => Ok(Some(c)),
            },
            ']' if first => Err("a class is not empty; for a `]` in it write `\\]`".to_owned()),
            ']' => Err("a range without its end".to_owned()),
            '[' => {
                Err("a `[` in a class begins another one in some engines: write `\\[`".to_owned())
            }
            '-' if !first && !self.ends_after_hyphen() => {
                Err("a `-` in the middle of a class is read in several ways: write `\\-`"
                    .to_owned())
            }
            '&' | '~' | '|' | '-' => {
                self.take();
                if self.peek() == Some(c) {
                    return Err(format!(
                        "`{c}{c}` in a class is an operator in some engines: write one `{c}`"
                    ));
                }
                Ok(Some(c))
            }
            c => {
                self.take();
                Ok(Some(c))
            }
        }
    }

    /// Whether the class ends right after this hyphen.
    fn ends_after_hyphen(&self) -> bool {
        let mut ahead = self.rest.clone();
        ahead.next();
        ahead.next().is_some_and(|(_, c)| c == ']')
    }
}

enum Escape {
    Character(char),
    Digit,
}

/// All characters that are in none of the ranges.
fn complement(mut ranges: Vec<RangeInclusive<char>>) -> Vec<RangeInclusive<char>> {
    ranges.sort_by_key(|range| *range.start());
    let mut free = Vec::new();
    let mut from = Some('\0');
    for range in ranges {
        let Some(start) = from else { break };
        if let Some(before) = step(*range.start(), -1).filter(|before| *before >= start) {
            free.push(start..=before);
        }
        if *range.end() >= start {
            from = step(*range.end(), 1);
        }
    }
    free.extend(from.map(|start| start..=char::MAX));
    free
}

/// The character after or before, over the gap of the surrogates.
fn step(c: char, by: i8) -> Option<char> {
    let code = u32::from(c);
    let next = if by > 0 { code + 1 } else { code.checked_sub(1)? };
    char::from_u32(next).or_else(|| {
        Some(if by > 0 { '\u{E000}' } else { '\u{D7FF}' }).filter(|_| next <= 0x10_FFFF)
    })
}
