//! Findings about contract text, each shown with the lines it is about.

mod codes;

use std::fmt;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};

use crate::source::{Source, Span};

pub use codes::{Mistake, mistake, mistakes};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It could be better.
    Warning,
    /// It is wrong.
    Error,
}

impl Severity {
    /// The severity in a word: `warning` or `error`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One finding about contract text.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Diagnostic {
    /// A stable id of the kind of finding, such as `unknown-type`: that of a [`Mistake`], or of a rule of the linter.
    pub code: &'static str,
    /// How much it weighs; what keeps contracts from being used is always an error.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The file, as [`Source::path`] names it.
    pub path: String,
    /// Line of the first character concerned, from 1.
    pub line: usize,
    /// Column of the first character concerned, in characters from 1.
    pub column: usize,
    /// What would mend it, where that is known.
    pub help: Option<String>,
    /// Where the same name was declared first, if that is what is wrong.
    pub first: Option<First>,
    pub(crate) span: Span,
}

/// Where a name was declared first.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct First {
    /// The file, as [`Source::path`] names it.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters from 1.
    pub column: usize,
    span: Span,
}

impl Diagnostic {
    /// A finding at a span, whose path, line and column [`locate`] fills in.
    pub(crate) fn new(
        span: Span,
        severity: Severity,
        code: &'static str,
        message: String,
        help: Option<String>,
    ) -> Self {
        let (path, first) = (String::new(), None);
        Self { code, severity, message, path, line: 1, column: 1, help, first, span }
    }
}

/// The findings that keep contract text from being used: never empty.
///
/// Its `Display` shows every finding with an excerpt, as a compiler would.
#[derive(Clone, Debug)]
pub struct Diagnostics {
    sources: Arc<[Source]>,
    findings: Vec<Diagnostic>,
}

impl Diagnostics {
    /// The findings, in the order of the text.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.findings.iter()
    }

    /// The findings as text, with colours for a terminal if `styled`.
    pub fn render(&self, styled: bool) -> String {
        render(&self.sources, &self.findings, styled)
    }
}

/// Findings about `sources` as text, with colours for a terminal if `styled`.
pub(crate) fn render<'a>(
    sources: &[Source],
    findings: impl IntoIterator<Item = &'a Diagnostic>,
    styled: bool,
) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut text = String::new();
    for finding in findings {
        text.push_str(&render_one(sources, &renderer, finding));
        text.push_str("\n\n");
    }
    text.truncate(text.trim_end().len());
    text
}

fn render_one(sources: &[Source], renderer: &Renderer, finding: &Diagnostic) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.code);
    let excerpt = Excerpt::at(sources, finding.span);
    let first = finding.first.as_ref().map(|first| (first, Excerpt::at(sources, first.span)));
    let mut groups = vec![match &excerpt {
        Some(excerpt) => excerpt.below(title, (&finding.path, finding.line, finding.column)),
        None => Group::with_title(title),
    }];
    if let Some((first, Some(excerpt))) = &first {
        let title = Level::NOTE.secondary_title("the first one is here");
        groups.push(excerpt.below(title, (&first.path, first.line, first.column)));
    }
    if let Some(help) = &finding.help {
        groups.push(Group::with_title(Level::HELP.secondary_title(help.as_str())));
    }
    renderer.render(&groups)
}

/// Gives findings their paths, lines and columns, in one pass over each source.
pub(crate) fn locate(sources: &[Source], findings: Vec<&mut Diagnostic>) {
    let mut places: Vec<(Span, (&mut String, &mut usize, &mut usize))> = Vec::new();
    for Diagnostic { span, path, line, column, first, .. } in findings {
        places.push((*span, (path, line, column)));
        if let Some(First { span, path, line, column }) = first {
            places.push((*span, (path, line, column)));
        }
    }
    places.sort_by_key(|(span, _)| *span);
    let mut passed = Passed::default();
    for (span, (path, line, column)) in places {
        let Some(source) = sources.get(span.source()) else { continue };
        (*line, *column) = passed.advance(source, span);
        path.clone_from(&source.path);
    }
}

/// How much of a source lies before the spans that are looked up in order.
#[derive(Default)]
struct Passed {
    source: usize,
    offset: usize,
    breaks: usize,
    /// Characters since the last line break.
    characters: usize,
}

impl Passed {
    /// Line and column (in characters), both from 1, of a span that is not before the last one.
    fn advance(&mut self, source: &Source, span: Span) -> (usize, usize) {
        if self.source != span.source() {
            *self = Self { source: span.source(), ..Self::default() };
        }
        let to = shown_start(source, span);
        for byte in source.text.get(self.offset..to).unwrap_or_default() {
            match byte {
                b'\n' => (self.breaks, self.characters) = (self.breaks + 1, 0),
                byte => self.characters += usize::from(is_boundary(*byte)),
            }
        }
        self.offset = to;
        (self.breaks + 1, self.characters + 1)
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Diagnostics {}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Where a span begins, or at the end of the last line where it begins behind it.
fn shown_start(source: &Source, span: Span) -> usize {
    let last = source.text.len() - usize::from(source.text.ends_with(b"\n"));
    span.start().min(last)
}

/// The line that a finding is about, in a form that can be shown: lossy where it is not UTF-8, and
/// of a long line only the part around the finding.
struct Excerpt<'a> {
    text: std::borrow::Cow<'a, str>,
    marked: std::ops::Range<usize>,
    /// Whether the line's beginning is shown.
    is_whole: bool,
}

impl<'a> Excerpt<'a> {
    /// What is shown on each side of the place at most.
    const MOST_BYTES: usize = 2 << 10;

    fn at(sources: &'a [Source], span: Span) -> Option<Self> {
        sources.get(span.source()).map(|source| Self::of(source, span))
    }

    /// The excerpt below a title, with the file, line and column that it is from.
    fn below<'t>(
        &'t self,
        title: Title<'t>,
        (path, line, column): (&'t String, usize, usize),
    ) -> Group<'t> {
        let marked = AnnotationKind::Primary.span(self.marked.clone());
        let snippet = Snippet::source(self.text.as_ref()).line_start(line).annotation(marked);
        if self.is_whole {
            return title.element(snippet.path(path.as_str()));
        }
        // The column is not that of the excerpt.
        let origin = Origin::path(path.as_str()).line(line).char_column(column);
        title.element(origin).element(snippet)
    }

    fn of(source: &'a Source, span: Span) -> Self {
        let bytes = source.text.as_slice();
        let at = shown_start(source, span);
        let (before, after) = bytes.split_at(at);
        let near = &before[before.len().saturating_sub(Self::MOST_BYTES)..];
        let length = near.iter().rev().position(|byte| *byte == b'\n');
        let is_whole = length.is_some() || near.len() == before.len();
        let mut start = at - length.unwrap_or(near.len());
        while !is_whole && start < at && !is_boundary(bytes[start]) {
            start += 1;
        }
        let near = &after[..after.len().min(Self::MOST_BYTES)];
        let mut end = at + near.iter().position(|byte| *byte == b'\n').unwrap_or(near.len());
        while end > at && bytes.get(end).is_some_and(|byte| !is_boundary(*byte)) {
            end -= 1;
        }
        let text = String::from_utf8_lossy(&bytes[start..end]);
        let floor = |at: usize| {
            let mut at = at.saturating_sub(start).min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        // A span over many lines is shown by its first.
        let marked = floor(at)..floor(span.end()).max(floor(at));
        Self { text, marked, is_whole }
    }
}

/// Whether a byte begins a character.
fn is_boundary(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// Collects findings while contract text is read.
#[derive(Debug)]
pub(crate) struct Sink {
    sources: Arc<[Source]>,
    findings: Vec<Diagnostic>,
}

impl Sink {
    pub(crate) fn new(sources: Arc<[Source]>) -> Self {
        Self { sources, findings: Vec::new() }
    }

    pub(crate) fn error(&mut self, span: Span, code: &'static str, message: impl Into<String>) {
        self.push(span, code, message.into(), None);
    }

    pub(crate) fn error_with_help(
        &mut self,
        span: Span,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<Option<String>>,
    ) {
        self.push(span, code, message.into(), help.into());
    }

    /// A name that was declared before: at `first`, as far as that is known.
    pub(crate) fn duplicate(
        &mut self,
        span: Span,
        first: Option<Span>,
        message: impl Into<String>,
    ) {
        self.repeated(span, first, "duplicate-name", message);
    }

    /// Something that was said before.
    pub(crate) fn repeated(
        &mut self,
        span: Span,
        first: Option<Span>,
        code: &'static str,
        message: impl Into<String>,
    ) {
        self.push(span, code, message.into(), None);
        if let Some(finding) = self.findings.last_mut() {
            let first = first.filter(|first| *first != span);
            finding.first =
                first.map(|span| First { path: String::new(), line: 1, column: 1, span });
        }
    }

    fn push(&mut self, span: Span, code: &'static str, message: String, help: Option<String>) {
        debug_assert!(mistake(code).is_some(), "{code} is not described");
        self.findings.push(Diagnostic::new(span, Severity::Error, code, message, help));
    }

    /// `value`, unless something was found.
    pub(crate) fn finish<T>(mut self, value: Option<T>) -> Result<T, Diagnostics> {
        if self.findings.is_empty() {
            if let Some(value) = value {
                return Ok(value);
            }
            self.error(Span::default(), "internal", "the contracts could not be read");
        }
        self.findings.sort_by_key(|finding| finding.span);
        // What a mixin gets wrong is found with each that includes it.
        self.findings
            .dedup_by(|a, b| a.span == b.span && a.code == b.code && a.message == b.message);
        locate(&self.sources, self.findings.iter_mut().collect());
        Err(Diagnostics { sources: self.sources, findings: self.findings })
    }

    pub(crate) fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }
}

/// `Did you mean …?`, when one of `known` is close to `name`.
pub(crate) fn did_you_mean<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(name, known).map(|near| format!("did you mean `{near}`?"))
}

/// The entry of `known` that is closest to `name`, if any is close.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let longest = 64;
    if name.len() > longest {
        return None;
    }
    let limit = (name.chars().count() / 3).max(1);
    known
        .into_iter()
        .filter(|candidate| candidate.len() <= longest)
        .map(|candidate| {
            (strsim::levenshtein(&name.to_lowercase(), &candidate.to_lowercase()), candidate)
        })
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
