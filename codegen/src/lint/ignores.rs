//! Ignore comments: `# contracts:lint:ignore RULE reason`, above a line or at its end.

use std::collections::HashMap;

use super::Raw;
use super::rule::{Category, Rule, none, rule, rules};
use crate::diagnostic::{Severity, did_you_mean};
use crate::source::{Lines, Source, Span};
use crate::yaml::{self, Comment};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "IGNORE_INVALID",
        category: Category::Ignores,
        severity: Severity::Error,
        default: true,
        meaning: "An ignore comment names a rule and gives a reason, and the configuration allows such comments.",
        mend: "Write `# contracts:lint:ignore RULE reason`, a comment for each rule.",
        bad: "types:\n  # contracts:lint:ignore TYPE_NAME_CAMEL\n  OrderID: { type: string, minLength: 1 }\n",
        good: "types:\n  # contracts:lint:ignore TYPE_NAME_CAMEL the partner's schema has this name\n  OrderID: { type: string, minLength: 1 }\n",
        check: none,
    },
    Rule {
        id: "UNUSED_IGNORE",
        category: Category::Ignores,
        severity: Severity::Warning,
        default: true,
        meaning: "An ignore comment accounts for a finding on its line, or on the line below it.",
        mend: "Remove the comment, or move it next to what it is about.",
        bad: "types:\n  # contracts:lint:ignore TYPE_NAME_CAMEL the partner's schema has this name\n  OrderId: { type: string, minLength: 1 }\n",
        good: "types:\n  OrderId: { type: string, minLength: 1 }\n",
        check: none,
    },
];

/// How the comments begin.
const PREFIX: &str = "contracts:lint:";

/// The ignore comments of all sources.
pub(super) struct Ignores {
    /// Where lines begin, by source.
    lines: Vec<Lines>,
    all: Vec<Ignore>,
    /// Indices of the comments that are about a rule on a line of a source.
    about: HashMap<(&'static str, usize, usize), usize>,
    /// Comments that are meant to ignore something, and cannot be understood.
    invalid: Vec<Raw>,
}

struct Ignore {
    rule: &'static Rule,
    span: Span,
    used: bool,
}

impl Ignores {
    pub(super) fn read(sources: &[Source]) -> Self {
        let lines = sources.iter().map(Lines::of).collect();
        let mut ignores =
            Self { lines, all: Vec::new(), about: HashMap::new(), invalid: Vec::new() };
        for (index, source) in sources.iter().enumerate() {
            ignores.source(index, &yaml::comments(index, source));
        }
        ignores
    }

    fn source(&mut self, index: usize, comments: &[Comment]) {
        // From the back: a comment above another one is about the same line.
        let mut below: Option<(usize, usize)> = None;
        for comment in comments.iter().rev() {
            let line = self.lines[index].line(comment.text.span.start());
            let target = match below {
                _ if comment.beside => line,
                Some((next, target)) if next == line + 1 => target,
                _ => line + 1,
            };
            if !comment.beside {
                below = Some((line, target));
            }
            let Some(text) = comment.text.trim().strip_prefix(PREFIX) else { continue };
            match understand(text) {
                Ok(rule) => {
                    let span = comment.text.span;
                    self.about.insert((rule.id, index, target), self.all.len());
                    self.all.push(Ignore { rule, span, used: false });
                }
                Err((message, help)) => {
                    let mut raw =
                        Raw::new(comment.text.span, format!("comment/{}", text.trim()), message);
                    raw.help = help;
                    self.invalid.push(raw);
                }
            }
        }
    }

    /// Whether a comment is about this rule where the span begins; it then is of use.
    pub(super) fn accounts_for(&mut self, rule: &Rule, span: Span) -> bool {
        let Some(lines) = self.lines.get(span.source()) else { return false };
        let place = (rule.id, span.source(), lines.line(span.start()));
        let Some(ignore) = self.about.get(&place).and_then(|at| self.all.get_mut(*at)) else {
            return false;
        };
        ignore.used = true;
        true
    }

    /// The comments that are wrong, of no use, or not allowed, with the rules that say so.
    pub(super) fn objections(&mut self, disallowed: bool) -> Vec<(&'static Rule, Raw)> {
        let [invalid, unused] = RULES else { return Vec::new() };
        let mut found: Vec<_> = self.invalid.drain(..).map(|raw| (invalid, raw)).collect();
        for ignore in &self.all {
            let at = format!("comment/{}", ignore.rule.id);
            if disallowed {
                let message = "the configuration does not allow ignore comments";
                let raw = Raw::new(ignore.span, at, message);
                found.push((invalid, raw.help("use `ignore_only` in the configuration")));
            } else if !ignore.used {
                let message = format!("there is no finding of {} to ignore here", ignore.rule.id);
                found.push((unused, Raw::new(ignore.span, at, message).help("remove the comment")));
            }
        }
        found
    }
}

/// The rule that a comment is about; otherwise what is wrong with it, and what would help.
fn understand(text: &str) -> Result<&'static Rule, (String, Option<String>)> {
    let form = || Some("write `# contracts:lint:ignore RULE reason`".to_owned());
    let mut words = text.split_whitespace();
    if words.next() != Some("ignore") || text.starts_with(char::is_whitespace) {
        return Err(("the comment cannot be understood".to_owned(), form()));
    }
    let Some(id) = words.next() else {
        return Err(("the comment does not name a rule".to_owned(), form()));
    };
    let Some(found) = rule(id) else {
        let help = did_you_mean(id, rules().map(|rule| rule.id));
        return Err((format!("there is no rule `{id}`"), help.or_else(form)));
    };
    if words.next().is_none() {
        return Err((format!("the comment does not say why {id} is ignored"), form()));
    }
    Ok(found)
}
