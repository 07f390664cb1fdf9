//! Baselines: findings that were there before, and are to be reported no more.
//!
//! An entry names rule, file and place by keys, not by lines, so that it holds while the file grows.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

use super::rule::{Category, Rule, none, rule, rules};
use super::{Finding, Raw};
use crate::diagnostic::{Diagnostics, Severity, Sink, did_you_mean};
use crate::source::{Source, Span, Spanned};
use crate::syntax::{Decode, Keys};
use crate::yaml::{self, Node};

pub(super) const RULES: &[Rule] = &[Rule {
    id: "BASELINE_STALE",
    category: Category::Ignores,
    severity: Severity::Warning,
    default: true,
    meaning: "An entry of the baseline accounts for a finding that is still there.",
    mend: "Write the baseline again with `contracts lint --write-baseline`, or remove the entry.",
    bad: "# in the baseline, after the event was described\n- { rule: EVENT_DOC, path: \"orders.yaml\", at: \"events/OrderPlaced\" }\n",
    good: "# without the entry\n",
    check: none,
}];

/// The rule about entries of no use.
pub(super) fn stale() -> &'static Rule {
    &RULES[0]
}

/// The findings to pass over.
#[derive(Clone, Debug)]
pub struct Baseline {
    source: Source,
    entries: Vec<Entry>,
    index: HashMap<(&'static str, String, String), usize>,
}

#[derive(Clone, Debug)]
struct Entry {
    rule: &'static Rule,
    path: String,
    at: String,
    span: Span,
}

impl Baseline {
    /// Reads a baseline; the error holds everything that is wrong with it.
    pub fn read(source: &Source) -> Result<Self, Diagnostics> {
        let mut sink = Sink::new(Arc::from([source.clone()]));
        let file = yaml::parse(0, source, &mut sink)
            .and_then(|root| BaselineFile::decode(&root, &mut sink));
        let mut baseline =
            Self { source: source.clone(), entries: Vec::new(), index: HashMap::new() };
        for decl in file.into_iter().flat_map(|file| file.findings) {
            let Some(rule) = rule(&decl.rule) else {
                let help = did_you_mean(&decl.rule, rules().map(|rule| rule.id));
                let message = format!("there is no rule `{}`", decl.rule.value);
                sink.error_with_help(decl.rule.span, "unknown-rule", message, help);
                continue;
            };
            let (path, at) = (decl.path.value, decl.at.value);
            let key = (rule.id, path.clone(), at.clone());
            if baseline.index.insert(key, baseline.entries.len()).is_some() {
                sink.error(decl.span, "duplicate-name", "the entry occurs twice");
            }
            baseline.entries.push(Entry { rule, path, at, span: decl.span });
        }
        sink.finish(Some(baseline))
    }

    pub(super) fn source(&self) -> &Source {
        &self.source
    }

    /// A mark for every entry that no finding has asked for.
    pub(super) fn unseen(&self) -> Vec<bool> {
        vec![true; self.entries.len()]
    }

    /// The entry for a finding.
    pub(super) fn find(&self, rule: &Rule, path: &str, at: &str) -> Option<usize> {
        self.index.get(&(rule.id, path.to_owned(), at.to_owned())).copied()
    }

    /// Rule and path of an entry.
    pub(super) fn entry(&self, entry: usize) -> (&'static Rule, &str) {
        let Entry { rule, path, .. } = &self.entries[entry];
        (rule, path)
    }

    /// The objection to an entry of no use; the baseline is the source of this index.
    pub(super) fn objection(&self, entry: usize, index: usize) -> Raw {
        let Entry { rule, path, at, span } = &self.entries[entry];
        let span = Span::new(index, span.start(), span.end());
        let message = format!("{} has nothing to object to there any more", rule.id);
        let at = format!("{}/{path}/{at}", rule.id);
        Raw::new(span, at, message).help("write the baseline again, or remove the entry")
    }
}

/// The text of a baseline with these findings.
pub(super) fn write(findings: &[Finding]) -> String {
    let mut text = String::from(
        "# Findings that `contracts lint` passes over. Written by `contracts lint --write-baseline`.\nversion: 1\nfindings:",
    );
    let housekeeping = |finding: &&Finding| finding.rule.category != Category::Ignores;
    let entries: BTreeSet<_> = findings
        .iter()
        .filter(housekeeping)
        .map(|finding| (finding.path.as_str(), finding.at.as_str(), finding.rule.id))
        .collect();
    if entries.is_empty() {
        text.push_str(" []");
    }
    for (path, at, id) in entries {
        // JSON's strings are YAML's. Writing to a string cannot fail.
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let _ = write!(text, "\n  - {{ rule: {id}, path: {}, at: {} }}", quoted(path), quoted(at));
    }
    text.push('\n');
    text
}

const LANGUAGE: &str = "a baseline";

struct BaselineFile {
    findings: Vec<EntryDecl>,
}

struct EntryDecl {
    rule: Spanned<String>,
    path: Spanned<String>,
    at: Spanned<String>,
    span: Span,
}

impl Decode for BaselineFile {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        let what = "a mapping with the keys `version` and `findings`";
        let mut keys = Keys::in_language(LANGUAGE, node, what, sink)?;
        super::config::version(&mut keys, sink);
        let findings = keys.required("findings", sink);
        keys.finish(sink);
        Some(Self { findings: findings? })
    }
}

impl Decode for EntryDecl {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        let what = "a mapping with the keys `rule`, `path` and `at`";
        let mut keys = Keys::in_language(LANGUAGE, node, what, sink)?;
        let (rule, path, at) =
            (keys.required("rule", sink), keys.required("path", sink), keys.required("at", sink));
        keys.finish(sink);
        Some(Self { rule: rule?, path: path?, at: at?, span: node.span })
    }
}
