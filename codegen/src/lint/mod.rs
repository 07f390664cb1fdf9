//! What contracts could do better: rules over contracts that are sound.
//!
//! [`run`] asks every rule that the [`Config`] puts in use, and takes out what an ignore comment, an
//! ignored path or the [`Baseline`] accounts for. Rules are pure functions over the model and the
//! syntax tree; [`rules`] lists them.
//!
//! ```
//! use event_contract_codegen::{Source, lint};
//!
//! let text = "domain: orders\nevents:\n  OrderPlaced: { since: 1.0.0, fields: { order_id: string } }\n";
//! let source = Source { path: "contracts/orders.yaml".into(), text: text.into() };
//! let paths = lint::Paths::new("contracts", "");
//! let report = lint::run(&[source], &lint::Config::default(), None, &paths).expect("it is sound");
//! assert!(report.findings().iter().any(|finding| finding.rule.id == "EVENT_DOC"));
//! ```

mod baseline;
mod config;
mod context;
mod docs;
mod ignores;
mod names;
mod patterns;
mod regex;
mod rule;
mod tidy;
mod types;

use std::sync::Arc;

use crate::diagnostic::{self, Diagnostic, Diagnostics, Severity, Sink};
use crate::resolve;
use crate::source::{Source, Span};

pub use baseline::Baseline;
pub use config::{Config, FailOn};
pub use rule::{Category, Rule, rule, rules};

use context::Context;
use ignores::Ignores;

/// How the paths of sources are shortened for configurations and baselines, which must not depend
/// on where a command was run.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    shown: String,
    inside: String,
}

impl Paths {
    /// Paths of sources begin with `shown`; the folder that they are counted from holds these
    /// contracts in its folder `inside`, or is the contracts' own where that is empty.
    pub fn new(shown: &str, inside: &str) -> Self {
        let plain = |path: &str| path.trim_matches('/').to_owned();
        Self { shown: shown.trim_end_matches('/').to_owned(), inside: plain(inside) }
    }

    fn relative(&self, path: &str) -> String {
        let rest = path.strip_prefix(&self.shown).unwrap_or(path).trim_start_matches('/');
        if self.inside.is_empty() { rest.to_owned() } else { format!("{}/{rest}", self.inside) }
    }

    /// Whether a shortened path leads to where these contracts are.
    fn covers(&self, relative: &str) -> bool {
        is_below(relative, &self.inside)
    }
}

/// Whether a path is another one, or below it.
fn is_below(path: &str, folder: &str) -> bool {
    let folder = folder.trim_matches('/');
    let rest = path.strip_prefix(folder);
    folder.is_empty()
        || folder == "."
        || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What a rule has to object to.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// The file, as configurations and baselines name it.
    pub path: String,
    /// What it is about, by keys of the file: `types/Lane`. Unlike the line it stays as the file grows.
    pub at: String,
    /// Message and place.
    pub diagnostic: Diagnostic,
}

/// A finding before anything accounts for it.
#[derive(Debug)]
struct Raw {
    span: Span,
    at: String,
    message: String,
    help: Option<String>,
}

impl Raw {
    fn new(span: Span, at: impl Into<String>, message: impl Into<String>) -> Self {
        Self { span, at: at.into(), message: message.into(), help: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// What was found in contracts, in the order of the text.
#[derive(Clone, Debug)]
pub struct Report {
    sources: Arc<[Source]>,
    findings: Vec<Finding>,
    accounted: Accounted,
}

/// How many findings something accounts for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accounted {
    /// Files and folders that the configuration ignores.
    pub paths: u64,
    /// Comments beside the text.
    pub comments: u64,
    /// The baseline.
    pub baseline: u64,
}

impl Report {
    /// The findings that nothing accounts for.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The numbers of the others.
    pub fn accounted(&self) -> Accounted {
        self.accounted
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> u64 {
        let with = |finding: &&Finding| finding.diagnostic.severity == severity;
        self.findings.iter().filter(with).count() as u64
    }

    /// Whether a run with this threshold fails.
    pub fn fails(&self, fail_on: FailOn) -> bool {
        self.findings.iter().any(|finding| fail_on.includes(finding.diagnostic.severity))
    }

    /// The findings with excerpts, as a compiler would show them, with colours if `styled`.
    pub fn render(&self, styled: bool) -> String {
        let findings = self.findings.iter().map(|finding| &finding.diagnostic);
        diagnostic::render(&self.sources, findings, styled)
    }

    /// The text of a baseline that accounts for every finding.
    pub fn baseline(&self) -> String {
        baseline::write(&self.findings)
    }
}

/// Lints contracts. The error says why they cannot be used at all.
pub fn run(
    contracts: &[Source],
    config: &Config,
    baseline: Option<&Baseline>,
    paths: &Paths,
) -> Result<Report, Diagnostics> {
    let model = crate::load(contracts)?;
    let mut sources = contracts.to_vec();
    sources.extend(baseline.map(|baseline| baseline.source().clone()));
    let sources: Arc<[Source]> = sources.into();
    let mut sift = Sift {
        relative: sources.iter().map(|source| paths.relative(&source.path)).collect(),
        config,
        ignores: Ignores::read(contracts),
        baseline: baseline.map(|baseline| (baseline, baseline.unseen())),
        findings: Vec::new(),
        accounted: Accounted::default(),
    };
    // What cannot be read has been reported by `load`.
    let mut sink = Sink::new(Arc::clone(&sources));
    for (folder, files) in resolve::folders(contracts) {
        let files = resolve::read(&files, contracts, &mut sink);
        let Some(line) = model.lines.iter().find(|line| line.folder == folder) else { continue };
        let context = Context::new(line, &files, contracts);
        for rule in rules() {
            let mut found = Vec::new();
            if config.severity(rule).is_some() {
                (rule.check)(&context, &mut found);
            }
            for raw in found {
                sift.take(rule, raw);
            }
        }
    }
    sift.housekeeping(contracts.len(), paths);
    let Sift { mut findings, accounted, .. } = sift;
    diagnostic::locate(&sources, findings.iter_mut().map(|found| &mut found.diagnostic).collect());
    findings.sort_by(|a, b| {
        (a.diagnostic.span, a.rule.id, &a.at).cmp(&(b.diagnostic.span, b.rule.id, &b.at))
    });
    Ok(Report { sources, findings, accounted })
}

/// Findings on their way into a report.
struct Sift<'a> {
    /// The paths of the sources, shortened.
    relative: Vec<String>,
    config: &'a Config,
    ignores: Ignores,
    /// The baseline, and which of its entries no finding has asked for yet.
    baseline: Option<(&'a Baseline, Vec<bool>)>,
    findings: Vec<Finding>,
    accounted: Accounted,
}

impl Sift<'_> {
    /// Keeps a finding unless something accounts for it.
    fn take(&mut self, rule: &'static Rule, raw: Raw) {
        let Some(severity) = self.config.severity(rule) else { return };
        let source = raw.span.source();
        let path = self.relative.get(source).map_or("", String::as_str);
        if self.config.is_ignored(rule, path) {
            self.accounted.paths += 1;
            return;
        }
        if !self.config.disallows_comments() && self.ignores.accounts_for(rule, raw.span) {
            self.accounted.comments += 1;
            return;
        }
        if let Some((baseline, unseen)) = &mut self.baseline
            && let Some(entry) = baseline.find(rule, path, &raw.at)
        {
            unseen[entry] = false;
            self.accounted.baseline += 1;
            return;
        }
        let Raw { span, at, message, help } = raw;
        let diagnostic = Diagnostic::new(span, severity, rule.id, message, help);
        self.findings.push(Finding { rule, path: path.to_owned(), at, diagnostic });
    }

    /// Looks for ignores and baseline entries that are wrong or of no use any more. The baseline
    /// stands behind the contracts, of which there are so many.
    fn housekeeping(&mut self, contracts: usize, paths: &Paths) {
        let disallowed = self.config.disallows_comments();
        for (rule, raw) in self.ignores.objections(disallowed) {
            self.take(rule, raw);
        }
        let Some((baseline, unseen)) = self.baseline.take() else { return };
        for entry in unseen.iter().enumerate().filter_map(|(at, unseen)| unseen.then_some(at)) {
            let (rule, path) = baseline.entry(entry);
            let judged = self.config.severity(rule).is_some()
                && !self.config.is_ignored(rule, path)
                && paths.covers(path);
            if judged {
                self.take(baseline::stale(), baseline.objection(entry, contracts));
            }
        }
    }
}
