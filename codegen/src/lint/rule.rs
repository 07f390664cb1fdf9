//! What a rule is, and all of them.

use super::context::Context;
use super::{Raw, baseline, docs, ignores, names, patterns, tidy, types};
use crate::diagnostic::Severity;

/// A rule of the linter.
#[derive(Debug)]
pub struct Rule {
    /// The id in `UPPER_SNAKE`, under which it is configured and ignored.
    pub id: &'static str,
    /// What it is about.
    pub category: Category,
    /// How much its findings weigh unless the configuration says otherwise.
    pub severity: Severity,
    /// Whether it is in use unless the configuration says otherwise.
    pub default: bool,
    /// What it asks for, in a sentence.
    pub meaning: &'static str,
    /// What to do about a finding.
    pub mend: &'static str,
    /// Part of a contract that breaks it, below `domain`; or a `line.yaml`.
    pub bad: &'static str,
    /// The same part, mended.
    pub good: &'static str,
    pub(super) check: fn(&Context<'_>, &mut Vec<Raw>),
}

/// What rules are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Category {
    /// Names and their casing.
    Names,
    /// Descriptions and versions.
    Docs,
    /// Whether types say what is known.
    Types,
    /// Regular expressions.
    Patterns,
    /// What could be left out.
    Tidy,
    /// Ignore comments and baselines; always in use unless excepted.
    Ignores,
}

impl Category {
    /// Every category.
    pub const ALL: [Self; 6] =
        [Self::Names, Self::Docs, Self::Types, Self::Patterns, Self::Tidy, Self::Ignores];

    /// The name under which a configuration selects all of its rules.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Names => "NAMES",
            Self::Docs => "DOCS",
            Self::Types => "TYPES",
            Self::Patterns => "PATTERNS",
            Self::Tidy => "TIDY",
            Self::Ignores => "IGNORES",
        }
    }
}

/// Every rule, by category.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let lists: [&'static [Rule]; 7] = [
        names::RULES,
        docs::RULES,
        types::RULES,
        patterns::RULES,
        tidy::RULES,
        ignores::RULES,
        baseline::RULES,
    ];
    lists.into_iter().flatten()
}

/// The rule of an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}

/// The check of rules whose findings come from elsewhere.
pub(super) fn none(_: &Context<'_>, _: &mut Vec<Raw>) {}
