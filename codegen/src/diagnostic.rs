//! Findings about contract text, each shown with the lines it is about.

use std::fmt;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::source::{Source, Span};

/// One finding about contract text.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Diagnostic {
    /// A stable id of the kind of finding, such as `unknown-type`.
    pub code: &'static str,
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
    span: Span,
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
        let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.decor_style(DecorStyle::Ascii);
        let mut text = String::new();
        for finding in &self.findings {
            text.push_str(&self.render_one(&renderer, finding));
            text.push_str("\n\n");
        }
        text.truncate(text.trim_end().len());
        text
    }

    fn render_one(&self, renderer: &Renderer, finding: &Diagnostic) -> String {
        let title = Level::ERROR.primary_title(finding.message.as_str()).id(finding.code);
        let excerpt = self.sources.get(finding.span.source()).map(Excerpt::of);
        let mut groups = vec![match &excerpt {
            Some(excerpt) => title.element(
                Snippet::source(excerpt.text.as_ref())
                    .path(finding.path.as_str())
                    .line_start(1)
                    .annotation(AnnotationKind::Primary.span(excerpt.clamp(finding.span))),
            ),
            None => Group::with_title(title),
        }];
        if let Some(help) = &finding.help {
            groups.push(Group::with_title(Level::HELP.secondary_title(help.as_str())));
        }
        renderer.render(&groups)
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

/// Source text in a form that can be shown: lossy where it is not UTF-8, and bounded in line length.
struct Excerpt<'a> {
    text: std::borrow::Cow<'a, str>,
}

impl<'a> Excerpt<'a> {
    /// Longer files are shown only in their first part: an excerpt is for reading.
    const MOST_BYTES: usize = 1 << 20;

    fn of(source: &'a Source) -> Self {
        let shown = source.text.get(..Self::MOST_BYTES).unwrap_or(&source.text);
        Self { text: String::from_utf8_lossy(shown) }
    }

    fn clamp(&self, span: Span) -> std::ops::Range<usize> {
        let floor = |at: usize| {
            let mut at = at.min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = floor(span.start());
        let end = floor(span.end()).max(start);
        // A span over many lines is shown by its first.
        let line_end = self.text[start..end].find('\n').map_or(end, |at| start + at);
        start..line_end
    }
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

    fn push(&mut self, span: Span, code: &'static str, message: String, help: Option<String>) {
        let source = self.sources.get(span.source());
        let (line, column) = source.map_or((1, 1), |source| source.position(span.start()));
        let path = source.map_or_else(String::new, |source| source.path.clone());
        self.findings.push(Diagnostic { code, message, path, line, column, help, span });
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
