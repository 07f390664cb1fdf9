//! The configuration: the file `contracts.yaml` beside contracts or above them.

use std::collections::HashMap;
use std::sync::Arc;

use super::is_below;
use super::rule::{Category, Rule, rules};
use crate::diagnostic::{Diagnostics, Severity, Sink, did_you_mean};
use crate::source::{Source, Spanned};
use crate::syntax::{Decode, Keys, Named};
use crate::yaml::{self, Node};

/// From which severity on findings make a run fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FailOn {
    /// From errors on.
    Error,
    /// From warnings on: whatever is found.
    #[default]
    Warning,
    /// Not at all.
    Never,
}

impl FailOn {
    /// The choices by their names.
    const ALL: [(&'static str, Self); 3] =
        [("error", Self::Error), ("warning", Self::Warning), ("never", Self::Never)];

    pub(super) fn includes(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity == Severity::Error,
            Self::Warning => true,
            Self::Never => false,
        }
    }
}

/// What a configuration says about linting.
#[derive(Clone, Debug)]
pub struct Config {
    /// The rules in use, by id.
    severities: HashMap<&'static str, Severity>,
    ignore: Vec<String>,
    ignore_only: HashMap<&'static str, Vec<String>>,
    fail_on: FailOn,
    disallow_comment_ignores: bool,
    baseline: Option<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self::of(&LintDecl::default(), &mut Sink::new(Arc::from([])))
    }
}

impl Config {
    /// Reads a configuration; the error holds everything that is wrong with it.
    pub fn read(source: &Source) -> Result<Self, Diagnostics> {
        let mut sink = Sink::new(Arc::from([source.clone()]));
        let file =
            yaml::parse(0, source, &mut sink).and_then(|root| ConfigFile::decode(&root, &mut sink));
        let config = file.map(|file| Self::of(&file.lint, &mut sink));
        sink.finish(config)
    }

    /// From which severity on a run fails.
    pub fn fail_on(&self) -> FailOn {
        self.fail_on
    }

    /// The path of the baseline, from the folder of the configuration.
    pub fn baseline(&self) -> Option<&str> {
        self.baseline.as_deref()
    }

    /// The weight of a rule's findings, if it is in use.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.severities.get(rule.id).copied()
    }

    pub(super) fn is_ignored(&self, rule: &Rule, path: &str) -> bool {
        let only = self.ignore_only.get(rule.id).into_iter().flatten();
        self.ignore.iter().chain(only).any(|folder| is_below(path, folder))
    }

    pub(super) fn disallows_comments(&self) -> bool {
        self.disallow_comment_ignores
    }

    fn of(decl: &LintDecl, sink: &mut Sink) -> Self {
        let mut severities: HashMap<&'static str, Severity> = HashMap::new();
        match &decl.use_only {
            None => severities.extend(defaults().map(|rule| (rule.id, rule.severity))),
            Some(names) => {
                let housekeeping = rules().filter(|rule| rule.category == Category::Ignores);
                severities.extend(housekeeping.map(|rule| (rule.id, rule.severity)));
                let used = names.iter().flat_map(|name| select(name, sink));
                severities.extend(used.map(|rule| (rule.id, rule.severity)));
            }
        }
        for rule in decl.except.iter().flat_map(|name| select(name, sink)) {
            severities.remove(rule.id);
        }
        for (name, choice) in &decl.severity.0 {
            let severity = match choice.as_str() {
                "error" => Some(Severity::Error),
                "warning" => Some(Severity::Warning),
                "off" => None,
                other => {
                    let help = did_you_mean(other, ["error", "warning", "off"]);
                    let message =
                        format!("a severity is `error`, `warning` or `off`, not `{other}`");
                    sink.error_with_help(choice.span, "unknown-name", message, help);
                    continue;
                }
            };
            for rule in select(name, sink) {
                match severity {
                    Some(severity) => severities.insert(rule.id, severity),
                    None => severities.remove(rule.id),
                };
            }
        }
        let mut ignore_only: HashMap<&'static str, Vec<String>> = HashMap::new();
        for (name, paths) in &decl.ignore_only.0 {
            for rule in select(name, sink) {
                ignore_only.entry(rule.id).or_default().extend(plain(paths, sink));
            }
        }
        let fail_on = decl.fail_on.as_ref().and_then(|name| {
            let found = FailOn::ALL.into_iter().find(|(known, _)| *known == name.value);
            if found.is_none() {
                let help = did_you_mean(name, FailOn::ALL.map(|(known, _)| known));
                let message =
                    format!("`fail_on` is `error`, `warning` or `never`, not `{}`", name.value);
                sink.error_with_help(name.span, "unknown-name", message, help);
            }
            found
        });
        Self {
            severities,
            ignore: plain(&decl.ignore, sink),
            ignore_only,
            fail_on: fail_on.map_or_else(FailOn::default, |(_, fail_on)| fail_on),
            disallow_comment_ignores: decl
                .disallow_comment_ignores
                .as_ref()
                .is_some_and(|disallow| disallow.value),
            baseline: decl.baseline.as_ref().map(|path| path.value.clone()),
        }
    }
}

fn defaults() -> impl Iterator<Item = &'static Rule> {
    rules().filter(|rule| rule.default)
}

/// The rules behind a name: `ALL`, `DEFAULT`, a category or an id.
fn select(name: &Spanned<String>, sink: &mut Sink) -> Vec<&'static Rule> {
    let found: Vec<&'static Rule> = match name.as_str() {
        "ALL" => rules().collect(),
        "DEFAULT" => defaults().collect(),
        name => rules().filter(|rule| rule.id == name || rule.category.as_str() == name).collect(),
    };
    if found.is_empty() {
        let known = rules().map(|rule| rule.id).chain(Category::ALL.map(Category::as_str));
        let help = did_you_mean(name, known.chain(["ALL", "DEFAULT"]))
            .or_else(|| Some("`contracts lint --list` shows all rules and categories".to_owned()));
        let message = format!("there is no rule or category `{}`", name.value);
        sink.error_with_help(name.span, "unknown-rule", message, help);
    }
    found
}

/// Paths of files and folders, which are counted from a fixed folder and use `/`.
fn plain(paths: &[Spanned<String>], sink: &mut Sink) -> Vec<String> {
    for path in paths {
        let outside = path.split('/').any(|part| part == "..");
        if path.starts_with('/') || path.contains('\\') || outside || path.contains('*') {
            let message = "a path leads down from the folder of the configuration, without `..`, `\\` or wildcards";
            sink.error(path.span, "bad-path", message);
        }
    }
    paths.iter().map(|path| path.trim_start_matches("./").to_owned()).collect()
}

const LANGUAGE: &str = "a configuration";

struct ConfigFile {
    lint: LintDecl,
}

#[derive(Default)]
struct LintDecl {
    use_only: Option<Vec<Spanned<String>>>,
    except: Vec<Spanned<String>>,
    ignore: Vec<Spanned<String>>,
    ignore_only: Named<Vec<Spanned<String>>>,
    severity: Named<Spanned<String>>,
    fail_on: Option<Spanned<String>>,
    disallow_comment_ignores: Option<Spanned<bool>>,
    baseline: Option<Spanned<String>>,
}

/// Takes the key `version`, whose only value so far is 1.
pub(super) fn version(keys: &mut Keys<'_>, sink: &mut Sink) {
    let version: Option<Spanned<u64>> = keys.required("version", sink);
    if let Some(version) = version.filter(|version| version.value != 1) {
        let message = format!("version {} is not known here", version.value);
        sink.error_with_help(
            version.span,
            "unknown-version",
            message,
            "write `version: 1`".to_owned(),
        );
    }
}

impl Decode for ConfigFile {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        let what = "a mapping with the key `version`";
        let mut keys = Keys::in_language(LANGUAGE, node, what, sink)?;
        version(&mut keys, sink);
        let lint = keys.or_default("lint", sink);
        keys.finish(sink);
        Some(Self { lint })
    }
}

impl Decode for LintDecl {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        let mut keys = Keys::in_language(LANGUAGE, node, "a mapping", sink)?;
        let decl = Self {
            use_only: keys.optional("use", sink),
            except: keys.or_default("except", sink),
            ignore: keys.or_default("ignore", sink),
            ignore_only: keys.or_default("ignore_only", sink),
            severity: keys.or_default("severity", sink),
            fail_on: keys.optional("fail_on", sink),
            disallow_comment_ignores: keys.optional("disallow_comment_ignores", sink),
            baseline: keys.optional("baseline", sink),
        };
        keys.finish(sink);
        Some(decl)
    }
}
