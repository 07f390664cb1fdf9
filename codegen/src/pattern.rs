//! The subset of regular expressions whose meaning is the same everywhere.
//!
//! A contract's pattern is read by the generated Rust, by JSON Schema validators in any language and
//! by people. Only constructs on which ECMA-262 and Rust agree are allowed: literals, classes, `\d`
//! (ASCII), groups, choices, greedy counted repeats, `^` and `$`.

use regex_syntax::ast::{self, Ast};

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
}

/// The most repetitions that a counted repeat may ask for.
const MOST_REPEATS: u32 = 256;

impl Pattern {
    /// Reads a pattern; the error says which construct is outside the subset.
    pub fn parse(source: &str) -> Result<Self, String> {
        let tree = ast::parse::Parser::new()
            .parse(source)
            .map_err(|error| format!("the pattern does not parse: {}", error.kind()))?;
        let mut digits = Vec::new();
        check(&tree, &mut digits)?;
        let mut translated = String::with_capacity(source.len());
        let mut at = 0;
        for (range, in_class) in digits {
            translated.push_str(&source[at..range.start]);
            translated.push_str(if in_class { "0-9" } else { "[0-9]" });
            at = range.end;
        }
        translated.push_str(&source[at..]);
        let mut example = String::new();
        shortest(&tree, &mut example);
        let pattern =
            Self { source: source.to_owned(), translated, literals: literals(&tree), example };
        if pattern.matches(&pattern.example) {
            Ok(pattern)
        } else {
            Err("no text matching the pattern could be found".to_owned())
        }
    }

    /// Whether a text matches.
    pub fn matches(&self, text: &str) -> bool {
        regex_lite::Regex::new(&self.translated).is_ok_and(|regex| regex.is_match(text))
    }

    /// A text that does not match, if one is near.
    pub fn counterexample(&self) -> Option<String> {
        let mut candidates = vec![format!("{}!", self.example), format!("!{}", self.example)];
        let mut shorter = self.example.clone();
        shorter.pop();
        candidates.extend([shorter, "!".to_owned(), String::new()]);
        candidates.into_iter().find(|text| !self.matches(text))
    }
}

type Digits = Vec<(std::ops::Range<usize>, bool)>;

fn check(tree: &Ast, digits: &mut Digits) -> Result<(), String> {
    let refuse = |what: &str| Err(format!("{what} is not allowed in a contract's pattern"));
    match tree {
        Ast::Empty(_) => Ok(()),
        Ast::Literal(literal) => check_literal(literal),
        Ast::Dot(_) => {
            refuse("`.` (write the class out: what it leaves out differs between engines)")
        }
        Ast::Assertion(assertion) => match assertion.kind {
            ast::AssertionKind::StartLine | ast::AssertionKind::EndLine => Ok(()),
            _ => refuse("an assertion other than `^` and `$`"),
        },
        Ast::ClassPerl(class) => check_digit(class, false, digits),
        Ast::ClassBracketed(class) => check_class(&class.kind, digits),
        Ast::Repetition(repetition) => {
            if !repetition.greedy {
                return refuse("a lazy repeat");
            }
            let most = match &repetition.op.kind {
                ast::RepetitionKind::Range(
                    ast::RepetitionRange::Exactly(n) | ast::RepetitionRange::AtLeast(n),
                ) => *n,
                ast::RepetitionKind::Range(ast::RepetitionRange::Bounded(_, most)) => *most,
                _ => 1,
            };
            if most > MOST_REPEATS {
                return Err(format!("a repeat may ask for {MOST_REPEATS} at most"));
            }
            check(&repetition.ast, digits)
        }
        Ast::Group(group) => match &group.kind {
            ast::GroupKind::CaptureIndex(_) => check(&group.ast, digits),
            ast::GroupKind::NonCapturing(flags) if flags.items.is_empty() => {
                check(&group.ast, digits)
            }
            _ => refuse("a named group or a flag"),
        },
        Ast::Alternation(choice) => choice.asts.iter().try_for_each(|tree| check(tree, digits)),
        Ast::Concat(list) => list.asts.iter().try_for_each(|tree| check(tree, digits)),
        _ => refuse("this construct"),
    }
}

fn check_literal(literal: &ast::Literal) -> Result<(), String> {
    match literal.kind {
        ast::LiteralKind::Verbatim | ast::LiteralKind::Meta => Ok(()),
        _ => Err(format!("the escape for `{}` is not allowed in a contract's pattern", literal.c)),
    }
}

fn check_digit(class: &ast::ClassPerl, in_class: bool, digits: &mut Digits) -> Result<(), String> {
    if class.kind != ast::ClassPerlKind::Digit || class.negated {
        return Err("only `\\d` is allowed of the class escapes".to_owned());
    }
    digits.push((class.span.start.offset..class.span.end.offset, in_class));
    Ok(())
}

fn check_class(set: &ast::ClassSet, digits: &mut Digits) -> Result<(), String> {
    match set {
        ast::ClassSet::Item(item) => check_item(item, digits),
        ast::ClassSet::BinaryOp(_) => Err("class operators are not allowed".to_owned()),
    }
}

fn check_item(item: &ast::ClassSetItem, digits: &mut Digits) -> Result<(), String> {
    match item {
        ast::ClassSetItem::Literal(literal) => check_literal(literal),
        ast::ClassSetItem::Range(range) => {
            check_literal(&range.start)?;
            check_literal(&range.end)
        }
        ast::ClassSetItem::Perl(class) => check_digit(class, true, digits),
        ast::ClassSetItem::Union(union) => {
            union.items.iter().try_for_each(|item| check_item(item, digits))
        }
        _ => Err("a class holds characters, ranges and `\\d` only".to_owned()),
    }
}

/// Appends a shortest match (ignoring anchors).
fn shortest(tree: &Ast, out: &mut String) {
    match tree {
        Ast::Literal(literal) => out.push(literal.c),
        Ast::ClassPerl(_) => out.push('0'),
        Ast::ClassBracketed(class) => out.push(class_member(class)),
        Ast::Repetition(repetition) => {
            let fewest = match &repetition.op.kind {
                ast::RepetitionKind::ZeroOrOne | ast::RepetitionKind::ZeroOrMore => 0,
                ast::RepetitionKind::OneOrMore => 1,
                ast::RepetitionKind::Range(range) => match range {
                    ast::RepetitionRange::Exactly(n)
                    | ast::RepetitionRange::AtLeast(n)
                    | ast::RepetitionRange::Bounded(n, _) => *n,
                },
            };
            for _ in 0..fewest {
                shortest(&repetition.ast, out);
            }
        }
        Ast::Group(group) => shortest(&group.ast, out),
        Ast::Alternation(choice) => {
            if let Some(first) = choice.asts.first() {
                shortest(first, out);
            }
        }
        Ast::Concat(list) => list.asts.iter().for_each(|tree| shortest(tree, out)),
        _ => {}
    }
}

fn class_member(class: &ast::ClassBracketed) -> char {
    let mut pool: Vec<char> = ('a'..='z').chain('0'..='9').chain('A'..='Z').collect();
    pool.extend("-_./: ~!".chars());
    let inside = |c: char| class_holds(&class.kind, c) != class.negated;
    pool.into_iter().find(|c| inside(*c)).or_else(|| first_of(&class.kind)).unwrap_or('a')
}

fn class_holds(set: &ast::ClassSet, c: char) -> bool {
    fn item_holds(item: &ast::ClassSetItem, c: char) -> bool {
        match item {
            ast::ClassSetItem::Literal(literal) => literal.c == c,
            ast::ClassSetItem::Range(range) => (range.start.c..=range.end.c).contains(&c),
            ast::ClassSetItem::Perl(_) => c.is_ascii_digit(),
            ast::ClassSetItem::Union(union) => union.items.iter().any(|item| item_holds(item, c)),
            _ => false,
        }
    }
    matches!(set, ast::ClassSet::Item(item) if item_holds(item, c))
}

fn first_of(set: &ast::ClassSet) -> Option<char> {
    fn first(item: &ast::ClassSetItem) -> Option<char> {
        match item {
            ast::ClassSetItem::Literal(literal) => Some(literal.c),
            ast::ClassSetItem::Range(range) => Some(range.start.c),
            ast::ClassSetItem::Union(union) => union.items.iter().find_map(first),
            _ => None,
        }
    }
    match set {
        ast::ClassSet::Item(item) => first(item),
        ast::ClassSet::BinaryOp(_) => None,
    }
}

/// The literals of `^(a|b|c)$` or `^a$`.
fn literals(tree: &Ast) -> Option<Vec<String>> {
    let Ast::Concat(list) = tree else { return None };
    let [Ast::Assertion(start), middle @ .., Ast::Assertion(end)] = list.asts.as_slice() else {
        return None;
    };
    if start.kind != ast::AssertionKind::StartLine || end.kind != ast::AssertionKind::EndLine {
        return None;
    }
    match middle {
        [Ast::Group(group)] => match group.ast.as_ref() {
            Ast::Alternation(choice) => choice.asts.iter().map(literal_text).collect(),
            one => Some(vec![literal_text(one)?]),
        },
        parts => Some(vec![parts.iter().map(literal_text).collect::<Option<String>>()?]),
    }
}

fn literal_text(tree: &Ast) -> Option<String> {
    match tree {
        Ast::Literal(literal) => Some(literal.c.to_string()),
        Ast::Concat(list) => list.asts.iter().map(literal_text).collect(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subset_is_translated_and_exemplified() {
        let version = Pattern::parse(r"^\d+\.\d+\.\d+$").expect("in the subset");
        assert_eq!(version.translated, r"^[0-9]+\.[0-9]+\.[0-9]+$");
        assert_eq!(version.example, "0.0.0");
        assert!(version.literals.is_none());
        assert!(version.counterexample().is_some_and(|text| !version.matches(&text)));

        let choice = Pattern::parse("^(human|llm|service)$").expect("in the subset");
        let words = ["human", "llm", "service"].map(str::to_owned);
        assert_eq!(choice.literals.as_deref(), Some(words.as_slice()));
    }

    #[test]
    fn what_engines_disagree_on_is_refused() {
        for source in
            [r"\w+", r"a.c", r"\bword", "(?i)x", "a+?", r"(?<n>a)", r"\p{L}", r"\x41", "["]
        {
            assert!(Pattern::parse(source).is_err(), "{source}");
        }
    }
}
