//! What can be said of a regular expression by looking at it.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look};

use crate::pattern::Pattern;
use crate::source::Spanned;
use crate::syntax::TypeSpec;

/// The pattern of a type, if it has one.
pub(super) fn pattern(spec: &TypeSpec) -> Option<(&Spanned<String>, Pattern)> {
    let source = spec.pattern.as_ref()?;
    Some((source, Pattern::parse(source).ok()?))
}

/// A pattern taken apart.
pub(super) fn tree(pattern: &Pattern) -> Option<Hir> {
    regex_syntax::parse(&pattern.translated).ok()
}

/// Whether every match begins where the text does, and whether every match ends there.
pub(super) fn anchors(tree: &Hir) -> (bool, bool) {
    let properties = tree.properties();
    (
        properties.look_set_prefix().contains(Look::Start),
        properties.look_set_suffix().contains(Look::End),
    )
}

/// Fewest characters of a match.
pub(super) fn fewest(tree: &Hir) -> u64 {
    match tree.kind() {
        HirKind::Empty | HirKind::Look(_) => 0,
        HirKind::Literal(literal) => characters(&literal.0),
        HirKind::Class(_) => 1,
        HirKind::Repetition(repeat) => fewest(&repeat.sub).saturating_mul(repeat.min.into()),
        HirKind::Capture(group) => fewest(&group.sub),
        HirKind::Concat(parts) => {
            parts.iter().fold(0, |sum: u64, part| sum.saturating_add(fewest(part)))
        }
        HirKind::Alternation(branches) => branches.iter().map(fewest).min().unwrap_or(0),
    }
}

/// Most characters of a match; `None` without end.
pub(super) fn most(tree: &Hir) -> Option<u64> {
    match tree.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(0),
        HirKind::Literal(literal) => Some(characters(&literal.0)),
        HirKind::Class(_) => Some(1),
        HirKind::Repetition(repeat) => most(&repeat.sub)?.checked_mul(repeat.max?.into()),
        HirKind::Capture(group) => most(&group.sub),
        HirKind::Concat(parts) => {
            parts.iter().try_fold(0, |sum: u64, part| sum.checked_add(most(part)?))
        }
        HirKind::Alternation(branches) => {
            branches.iter().try_fold(0, |longest: u64, branch| Some(longest.max(most(branch)?)))
        }
    }
}

fn characters(literal: &[u8]) -> u64 {
    String::from_utf8_lossy(literal).chars().count() as u64
}

/// White space, as `notBlank` understands it.
const BLANK: [(char, char); 10] = [
    ('\t', '\r'),
    ('\u{1C}', ' '),
    ('\u{85}', '\u{85}'),
    ('\u{A0}', '\u{A0}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{2000}', '\u{200A}'),
    ('\u{2028}', '\u{2029}'),
    ('\u{202F}', '\u{202F}'),
    ('\u{205F}', '\u{205F}'),
    ('\u{3000}', '\u{3000}'),
];

/// Whether every match has a character other than white space.
pub(super) fn is_visible(tree: &Hir) -> bool {
    match tree.kind() {
        HirKind::Empty | HirKind::Look(_) => false,
        HirKind::Literal(literal) => {
            String::from_utf8_lossy(&literal.0).chars().any(|c| !c.is_whitespace())
        }
        HirKind::Class(_) => {
            let blank = BLANK.map(|(from, to)| ClassUnicodeRange::new(from, to));
            are_disjoint(&first(tree), &ClassUnicode::new(blank))
        }
        HirKind::Repetition(repeat) => repeat.min > 0 && is_visible(&repeat.sub),
        HirKind::Capture(group) => is_visible(&group.sub),
        HirKind::Concat(parts) => parts.iter().any(is_visible),
        HirKind::Alternation(branches) => branches.iter().all(is_visible),
    }
}

/// Whether a branch of the pattern matches every text: it asks for nothing, at no place.
pub(super) fn takes_anything(tree: &Hir) -> bool {
    let everywhere = tree.properties().look_set().is_empty() && fewest(tree) == 0;
    everywhere
        || match tree.kind() {
            HirKind::Alternation(branches) => branches.iter().any(takes_anything),
            HirKind::Capture(group) => takes_anything(&group.sub),
            _ => false,
        }
}

/// Whether a part can never match, since it asks for the beginning behind a character or for the
/// end before one.
pub(super) fn has_dead_part(tree: &Hir) -> bool {
    is_dead(tree, false, false)
}

fn is_dead(tree: &Hir, after: bool, before: bool) -> bool {
    match tree.kind() {
        HirKind::Look(Look::Start) => after,
        HirKind::Look(Look::End) => before,
        HirKind::Empty | HirKind::Look(_) | HirKind::Literal(_) | HirKind::Class(_) => false,
        HirKind::Repetition(repeat) => is_dead(&repeat.sub, after, before),
        HirKind::Capture(group) => is_dead(&group.sub, after, before),
        HirKind::Alternation(branches) => {
            branches.iter().any(|branch| is_dead(branch, after, before))
        }
        HirKind::Concat(parts) => {
            let takes: Vec<bool> = parts.iter().map(|part| fewest(part) > 0).collect();
            let first = takes.iter().position(|takes| *takes);
            let last = takes.iter().rposition(|takes| *takes);
            parts.iter().enumerate().any(|(at, part)| {
                let after = after || first.is_some_and(|first| first < at);
                let before = before || last.is_some_and(|last| at < last);
                is_dead(part, after, before)
            })
        }
    }
}

/// Whether a repeat without end holds another one at its end that could go on instead of it: an
/// engine that backtracks then tries every way to share the text between the two.
pub(super) fn is_ambiguous(tree: &Hir) -> bool {
    match tree.kind() {
        HirKind::Repetition(repeat) => {
            let starts = first(&repeat.sub);
            repeat.max.is_none()
                && last_repeats(&repeat.sub)
                    .iter()
                    .any(|inner| !are_disjoint(&starts, &first(inner)))
                || is_ambiguous(&repeat.sub)
        }
        HirKind::Capture(group) => is_ambiguous(&group.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(is_ambiguous),
        _ => false,
    }
}

/// What is repeated without end at the end of a match.
fn last_repeats(tree: &Hir) -> Vec<&Hir> {
    match tree.kind() {
        HirKind::Repetition(repeat) => {
            let mut all = last_repeats(&repeat.sub);
            all.extend(repeat.max.is_none().then_some(&*repeat.sub));
            all
        }
        HirKind::Capture(group) => last_repeats(&group.sub),
        HirKind::Alternation(branches) => branches.iter().flat_map(last_repeats).collect(),
        HirKind::Concat(parts) => {
            // From the back, up to the first part that takes a character.
            let needed = parts.iter().rposition(|part| fewest(part) > 0).unwrap_or(0);
            parts[needed..].iter().flat_map(last_repeats).collect()
        }
        _ => Vec::new(),
    }
}

/// The characters with which a match can begin.
fn first(tree: &Hir) -> ClassUnicode {
    let mut set = ClassUnicode::empty();
    match tree.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => {
            if let Some(c) = String::from_utf8_lossy(&literal.0).chars().next() {
                set.push(ClassUnicodeRange::new(c, c));
            }
        }
        HirKind::Class(Class::Unicode(class)) => set = class.clone(),
        HirKind::Class(Class::Bytes(class)) => {
            for range in class.iter() {
                set.push(ClassUnicodeRange::new(range.start().into(), range.end().into()));
            }
        }
        HirKind::Repetition(repeat) => set = first(&repeat.sub),
        HirKind::Capture(group) => set = first(&group.sub),
        HirKind::Alternation(branches) => branches.iter().for_each(|part| set.union(&first(part))),
        HirKind::Concat(parts) => {
            let needed = parts.iter().position(|part| fewest(part) > 0);
            let end = needed.map_or(parts.len(), |at| at + 1);
            parts[..end].iter().for_each(|part| set.union(&first(part)));
        }
    }
    set
}

fn are_disjoint(one: &ClassUnicode, other: &ClassUnicode) -> bool {
    let mut common = one.clone();
    common.intersect(other);
    common.ranges().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(source: &str) -> Hir {
        tree(&Pattern::parse(source).unwrap()).unwrap()
    }

    #[test]
    fn lengths_are_counted_in_characters() {
        for (source, least, longest) in [
            ("^é{2}$", 2, Some(2)),
            ("^(ab|c)[0-9]?$", 1, Some(3)),
            (r"^\d+\.\d+$", 3, None),
            ("^$", 0, Some(0)),
        ] {
            let tree = parsed(source);
            assert_eq!((fewest(&tree), most(&tree)), (least, longest), "{source}");
        }
    }

    #[test]
    fn only_repeats_that_compete_are_ambiguous() {
        for source in ["^(a+)+$", "^([a-z]+-?)*$", "^((a|b)*c?)+$", "(([0-9])*)*x"] {
            assert!(is_ambiguous(&parsed(source)), "{source}");
        }
        for source in
            ["^[a-z]+(-[a-z]+)*$", r"^(\d+\.)+\d+$", "^(a{1,3})+$", "^a*b*$", "^([a-z]+;)*$"]
        {
            assert!(!is_ambiguous(&parsed(source)), "{source}");
        }
    }

    #[test]
    fn parts_behind_the_end_or_before_the_beginning_are_dead() {
        for source in ["^a$|b^c", "^(a|b$c)$", "a(b|^c)", "^a($b)?$"] {
            assert!(has_dead_part(&parsed(source)), "{source}");
        }
        for source in ["^a$", "^(a|b)$", "a?^b$", "(^a|b$)"] {
            assert!(!has_dead_part(&parsed(source)), "{source}");
        }
    }

    #[test]
    fn what_asks_for_nothing_takes_anything() {
        for source in ["[a-z]*", "(a|b?)", "^a$|b*"] {
            assert!(takes_anything(&parsed(source)), "{source}");
        }
        for source in ["^[a-z]*$", "[a-z]*$", "a", "(^a?|b)"] {
            assert!(!takes_anything(&parsed(source)), "{source}");
        }
        assert!(is_visible(&parsed("^[a-z ]*x$")) && !is_visible(&parsed("^[a-z ]+$")));
    }
}
