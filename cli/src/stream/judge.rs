//! Verdicts on single events.

use std::borrow::Cow;
use std::ops::Range;

use event_contract::table::{Event, Line, Presence, Type};
use event_contract::{Code, Integer, ValidateError, Violation};
use serde_json::Value;

use super::cut::{Element, Piece, column, numbered};
use super::{Batch, Summary};
use crate::report::{Finding, Report};
use crate::schemas::SchemaSet;

/// What events are judged by.
#[derive(Debug)]
pub(crate) struct Judge {
    pub(crate) line: &'static Line,
    pub(crate) mode: Mode,
    /// The compiled schemas, if the JSON Schema layer is to be asked too.
    pub(crate) schemas: Option<&'static SchemaSet>,
    /// Whether keys of an earlier line are refused at any depth.
    pub(crate) nested_legacy_keys: bool,
    /// The longest line that is read.
    pub(crate) max_line_bytes: usize,
}

/// What an input holds.
#[derive(Debug)]
pub(crate) enum Mode {
    /// Events in their envelopes, of any type.
    Enveloped,
    /// Payloads of this event, or envelopes of it.
    Typed(String),
}

/// What is wrong with an event: a violation, or a disagreement between the layers.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) pointer: String,
    pub(crate) code: &'static str,
    pub(crate) rule: Option<&'static str>,
    pub(crate) expected: String,
    pub(crate) found: String,
    pub(crate) span: Range<usize>,
}

/// The code of a disagreement between the tables and the JSON Schema.
pub(crate) const SCHEMA_DISAGREEMENT: &str = "schema_disagreement";

impl From<Violation> for Problem {
    fn from(violation: Violation) -> Self {
        let Violation { pointer, code, rule, expected, found, span } = violation;
        Self { pointer, code: code.as_str(), rule, expected, found, span }
    }
}

impl Problem {
    /// A line that was not kept.
    pub(crate) fn too_long(length: u64, most: usize) -> Self {
        let expected = format!("a line of at most {most} bytes");
        Self::whole(Code::LineTooLong.as_str(), expected, format!("one of {length} bytes"))
    }

    /// The code, unless it is one of this module's own.
    fn code(&self) -> Option<Code> {
        self.code.parse().ok()
    }

    fn whole(code: &'static str, expected: impl Into<String>, found: impl Into<String>) -> Self {
        let (expected, found) = (expected.into(), found.into());
        Self { pointer: String::new(), code, rule: None, expected, found, span: 0..0 }
    }
}

/// The verdict on one event.
pub(crate) struct Verdict<'a> {
    /// What the event says it is.
    pub(crate) event_type: Option<Cow<'a, str>>,
    /// Empty for a valid event.
    pub(crate) problems: Vec<Problem>,
}

impl Judge {
    /// Judges one event.
    pub(crate) fn judge<'a>(&'a self, text: &'a [u8]) -> Verdict<'a> {
        let mut verdict = match &self.mode {
            Mode::Enveloped => self.enveloped(text),
            Mode::Typed(name) => {
                Verdict { event_type: Some(Cow::Borrowed(name)), problems: self.typed(name, text) }
            }
        };
        if self.nested_legacy_keys {
            let nested = self.line.nested_legacy_keys(text);
            verdict.problems.extend(nested.into_iter().map(Problem::from));
        }
        verdict
    }

    /// Judges a piece of an input, and lets the report tell.
    pub(super) fn piece(&self, input: usize, piece: &Piece, report: &Report) -> Batch {
        let mut batch = Batch::default();
        match piece {
            Piece::Lines { first, bytes } => {
                for (number, place) in numbered(*first, bytes) {
                    let text = bytes.get(place).unwrap_or_default();
                    if text.len() > self.max_line_bytes {
                        self.too_long(input, number, text.len() as u64, report, &mut batch);
                    } else {
                        self.tell(input, text, (number, 1), report, &mut batch);
                    }
                }
            }
            Piece::TooLong { line, length } => {
                self.too_long(input, *line, *length, report, &mut batch);
            }
            Piece::Elements { text, elements } => {
                for Element { span, line, column } in elements {
                    let text = text.get(span.clone()).unwrap_or_default();
                    self.tell(input, text, (*line, *column), report, &mut batch);
                }
            }
        }
        batch
    }

    fn tell(&self, input: usize, text: &[u8], at: (u64, u64), report: &Report, batch: &mut Batch) {
        let verdict = self.judge(text);
        let finding = Finding {
            input,
            text,
            at,
            event_type: verdict.event_type.as_deref(),
            problems: &verdict.problems,
        };
        self.count(&finding, text.len(), &mut batch.summary);
        report.event(&finding, &mut batch.text);
    }

    fn too_long(&self, input: usize, line: u64, length: u64, report: &Report, batch: &mut Batch) {
        let problems = [Problem::too_long(length, self.max_line_bytes)];
        let finding =
            Finding { input, text: b"", at: (line, 1), event_type: None, problems: &problems };
        self.count(&finding, usize::try_from(length).unwrap_or(usize::MAX), &mut batch.summary);
        report.event(&finding, &mut batch.text);
    }

    fn count(&self, finding: &Finding<'_>, bytes: usize, summary: &mut Summary) {
        summary.add(self.line, finding.event_type, finding.problems.is_empty(), bytes);
        for problem in finding.problems {
            *summary.codes.entry(problem.code).or_default() += 1;
        }
        let of_cutover = |problem: &Problem| problem.code().is_some_and(Code::is_of_cutover);
        if finding.problems.iter().any(of_cutover) {
            let later = self.line.is_later(finding.text);
            *(if later { &mut summary.later } else { &mut summary.legacy }) += 1;
        }
    }

    fn enveloped<'a>(&self, text: &'a [u8]) -> Verdict<'a> {
        let event_type = self.line.event_type(text);
        let violations = self.line.violations(text).into_iter();
        let mut problems: Vec<Problem> = violations.map(Problem::from).collect();
        if let Some(schemas) = self.schemas {
            let event = event_type.as_deref().and_then(|name| self.line.event(name));
            if let Some(event) = event {
                problems.extend(self.disagreement(schemas, event, text, &problems));
            }
        }
        Verdict { event_type, problems }
    }

    fn typed(&self, name: &str, text: &[u8]) -> Vec<Problem> {
        let report = match self.line.validate_event(text, name, false) {
            Ok(report) => report,
            Err(ValidateError::Syntax(violation)) => return vec![violation.into()],
            Err(ValidateError::NotAnObject) => {
                return vec![Problem::whole(
                    Code::Type.as_str(),
                    "an object",
                    "another JSON value",
                )];
            }
            Err(error) => {
                return vec![Problem::whole(
                    Code::UnknownEventType.as_str(),
                    "a known event",
                    error.to_string(),
                )];
            }
        };
        let mut problems: Vec<Problem> = report.model.into_iter().map(Problem::from).collect();
        if report.schema_checked && (problems.is_empty() || self.schemas.is_some()) {
            problems.extend(compare(problems.iter(), report.schema.is_empty(), name));
        }
        problems
    }

    /// What the JSON Schemas of envelope and payload say otherwise than the tables.
    fn disagreement(
        &self,
        schemas: &SchemaSet,
        event: &Event,
        text: &[u8],
        problems: &[Problem],
    ) -> Option<Problem> {
        let document: Value = serde_json::from_slice(text).ok()?;
        let envelope = self.line.envelope?;
        let same = |ty| matches!(ty, Type::Object(object) if std::ptr::eq(object, envelope.object));
        let field = envelope.object.fields.get(envelope.payload)?;
        let published = self.line.schemas.iter().find(|schema| same(schema.ty));
        let mut accepted = match published {
            Some(schema) => schemas.accepts(schema.name, &document).ok()?,
            None => true,
        };
        // Of an envelope without a schema, only the payload has two layers.
        let below = format!("/{}", field.name.replace('~', "~0").replace('/', "~1"));
        let has_layers = |problem: &&Problem| {
            published.is_some()
                || problem.code().is_some_and(is_of_text)
                || is_at(&problem.pointer, &below)
        };
        if problems.iter().any(|problem| loses_fraction(problem, text)) {
            return None;
        }
        let payload = match (document.get(field.name), field.presence) {
            (Some(payload), _) => payload.clone(),
            (None, Presence::Default(json)) => serde_json::from_str(json).ok()?,
            (None, _) => Value::Null,
        };
        accepted &= schemas.accepts(event.schema, &payload).ok()?;
        compare(problems.iter().filter(has_layers), accepted, event.name)
    }
}

/// Whether a pointer is that of a value or of a part of it.
fn is_at(pointer: &str, value: &str) -> bool {
    pointer.strip_prefix(value).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a number was refused for a fraction that the schema's reader does not see, which reads doubles.
fn loses_fraction(problem: &Problem, text: &[u8]) -> bool {
    let number = text.get(problem.span.clone()).unwrap_or_default();
    problem.code() == Some(Code::Type) && Integer::loses_fraction(number)
}

/// Whether a violation is one of the text, which no schema sees.
const fn is_of_text(code: Code) -> bool {
    matches!(code, Code::Syntax | Code::TooDeep | Code::DuplicateKey | Code::NumberRange)
}

/// The disagreement between the tables, which found `problems`, and the JSON Schema.
///
/// Some violations are beyond JSON Schema: those of the text, duplicate keys, and the cutover policy.
fn compare<'p>(
    mut problems: impl Iterator<Item = &'p Problem> + Clone,
    schema_accepts: bool,
    name: &str,
) -> Option<Problem> {
    if problems.clone().any(|problem| problem.code().is_some_and(is_of_text)) {
        return None;
    }
    let tables_accept = problems.all(|problem| problem.code().is_some_and(Code::is_of_cutover));
    (tables_accept != schema_accepts).then(|| {
        let (schema, tables) =
            if tables_accept { ("refuses", "accept") } else { ("accepts", "refuse") };
        let found = format!("for {name}, the JSON Schema {schema} what the tables {tables}");
        Problem::whole(SCHEMA_DISAGREEMENT, "both layers to agree", found)
    })
}

/// Line and column of an offset in an event that begins at `at`.
pub(crate) fn place(text: &[u8], at: (u64, u64), offset: usize) -> (u64, u64) {
    let before = text.get(..offset).unwrap_or(text);
    match memchr::memrchr(b'\n', before) {
        None => (at.0, at.1 + column(text, 0, before.len()) - 1),
        Some(end) => {
            let lines = memchr::memchr_iter(b'\n', before).count() as u64;
            (at.0 + lines, column(text, end + 1, before.len()))
        }
    }
}
