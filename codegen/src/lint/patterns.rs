//! Rules about regular expressions.

use super::context::Context;
use super::rule::{Category, Rule};
use super::{Raw, regex};
use crate::diagnostic::Severity;
use regex_syntax::hir::Hir;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "REGEX_UNANCHORED",
        category: Category::Patterns,
        severity: Severity::Error,
        default: true,
        meaning: "A pattern says where it begins and ends: it is searched in the text, so that without `^` and `$` anything may surround a match.",
        mend: "Put the whole pattern between `^` and `$`, and a choice in between into parentheses.",
        bad: "types:\n  OrderId: { type: string, pattern: \"ord-[0-9]{6}\" }\n",
        good: "types:\n  OrderId: { type: string, pattern: \"^ord-[0-9]{6}$\" }\n",
        check: unanchored,
    },
    Rule {
        id: "REGEX_MATCHES_ANYTHING",
        category: Category::Patterns,
        severity: Severity::Error,
        default: true,
        meaning: "A pattern refuses something. One that can match nothing at all, at any place, refuses nothing.",
        mend: "Anchor the pattern, or ask for a character with `+` instead of `*`; if anything goes, leave the pattern out.",
        bad: "types:\n  OrderId: { type: string, pattern: \"[0-9]*\" }\n",
        good: "types:\n  OrderId: { type: string, pattern: \"^[0-9]*$\" }\n",
        check: matches_anything,
    },
    Rule {
        id: "REGEX_MATCHES_NOTHING",
        category: Category::Patterns,
        severity: Severity::Error,
        default: true,
        meaning: "Every part of a pattern can match. Nothing follows `$`, and nothing comes before `^`.",
        mend: "Move the anchor to the end of the pattern where it belongs, or remove the part.",
        bad: "types:\n  OrderId: { type: string, pattern: \"^ord$|x^old$\" }\n",
        good: "types:\n  OrderId: { type: string, pattern: \"^(ord|old)$\" }\n",
        check: matches_nothing,
    },
    Rule {
        id: "REGEX_SLOW",
        category: Category::Patterns,
        severity: Severity::Error,
        default: true,
        meaning: "A repeat does not hold another one that could take the same characters: engines that backtrack need exponential time for it.",
        mend: "Say it with one repeat, or separate the inner ones by something that they cannot match.",
        bad: "types:\n  Slug: { type: string, pattern: \"^([a-z]+-?)+$\" }\n",
        good: "types:\n  Slug: { type: string, pattern: \"^[a-z]+(-[a-z]+)*$\" }\n",
        check: slow,
    },
];

/// Objects to the patterns of which `objection` says something: message and help.
fn patterns(
    context: &Context<'_>,
    found: &mut Vec<Raw>,
    objection: impl Fn(&Hir) -> Option<(&'static str, &'static str)>,
) {
    for spec in &context.specs {
        let Some((source, pattern)) = regex::pattern(spec.spec) else { continue };
        let Some(tree) = regex::tree(&pattern) else { continue };
        if let Some((message, help)) = objection(&tree) {
            let at = format!("{}/pattern", spec.at);
            found.push(Raw::new(source.span, at, message).help(help));
        }
    }
}

fn unanchored(context: &Context<'_>, found: &mut Vec<Raw>) {
    patterns(context, found, |tree| {
        Some(match regex::anchors(tree) {
            (true, true) => return None,
            (true, false) => ("anything may follow what the pattern matches", "end it with `$`"),
            (false, true) => {
                ("anything may come before what the pattern matches", "begin it with `^`")
            }
            (false, false) => {
                ("anything may surround what the pattern matches", "write it between `^` and `$`")
            }
        })
    });
}

fn matches_anything(context: &Context<'_>, found: &mut Vec<Raw>) {
    patterns(context, found, |tree| {
        regex::takes_anything(tree)
            .then_some(("the pattern matches every text", "anchor it, or leave it out"))
    });
}

fn matches_nothing(context: &Context<'_>, found: &mut Vec<Raw>) {
    patterns(context, found, |tree| {
        regex::has_dead_part(tree).then_some((
            "a part of the pattern can never match",
            "nothing follows `$`, and nothing comes before `^`",
        ))
    });
}

fn slow(context: &Context<'_>, found: &mut Vec<Raw>) {
    patterns(context, found, |tree| {
        regex::is_ambiguous(tree).then_some((
            "two repeats of the pattern compete for the same characters",
            "separate the inner repeat by something that it cannot match",
        ))
    });
}
