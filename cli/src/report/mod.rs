//! Reports on events, in the formats that people and other programs read.
//!
//! A report is made of a beginning, a part per event, and an end. Parts are made by many threads and
//! are put together in input order.

pub(crate) mod github;
mod json;
pub(crate) mod sarif;
mod text;

pub(crate) use text::throughput;

use std::time::Duration;

use event_contract::table::Line;

use crate::paint::Paint;
use crate::stream::{Problem, Summary};

/// The format of a report on events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// Invalid events with their violations, and a summary.
    Text,
    /// One document with findings and summary.
    Json,
    /// One object per event, in order.
    Jsonl,
    /// Workflow commands that annotate files on GitHub.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

/// One event and what is wrong with it, if anything is.
pub(crate) struct Finding<'a> {
    /// Index of the input.
    pub(crate) input: usize,
    /// The event's text; empty where it was not kept.
    pub(crate) text: &'a [u8],
    /// Line and column of its beginning.
    pub(crate) at: (u64, u64),
    /// What the event says it is.
    pub(crate) event_type: Option<&'a str>,
    /// Empty for a valid event.
    pub(crate) problems: &'a [Problem],
}

impl Finding<'_> {
    /// Line and column of a problem.
    fn place(&self, problem: &Problem) -> (u64, u64) {
        crate::stream::place(self.text, self.at, problem.span.start)
    }
}

/// How to report.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) format: Format,
    pub(crate) line: &'static Line,
    /// The names of the inputs.
    pub(crate) inputs: Vec<String>,
    /// Most violations to show for an event.
    pub(crate) most: usize,
    /// Whether the offending values are shown.
    pub(crate) values: bool,
    /// Whether only the summary is wanted.
    pub(crate) quiet: bool,
    pub(crate) paint: Paint,
}

impl Report {
    /// What comes before all events.
    pub(crate) fn begin(&self) -> String {
        match self.format {
            Format::Json => json::begin(),
            Format::Sarif => sarif::begin(&sarif::codes()),
            Format::Text | Format::Jsonl | Format::Github => String::new(),
        }
    }

    /// The part about one event. Entries of a list begin with [`SEPARATOR`].
    pub(crate) fn event(&self, finding: &Finding<'_>, out: &mut Vec<u8>) {
        if self.format == Format::Jsonl {
            json::line(self, finding, out);
        } else if !finding.problems.is_empty() && !self.quiet {
            match self.format {
                Format::Text => text::event(self, finding, out),
                Format::Json => json::finding(self, finding, out),
                Format::Github => github::event(self, finding, out),
                Format::Sarif => sarif::event(self, finding, out),
                Format::Jsonl => {}
            }
        }
    }

    /// What comes after all events.
    pub(crate) fn end(&self, summary: &Summary, time: Duration) -> String {
        match self.format {
            Format::Text | Format::Github => {
                let gap = if summary.all.invalid > 0 && !self.quiet { "\n" } else { "" };
                gap.to_owned() + &text::summary(self.line, summary, time, &self.paint)
            }
            Format::Json => json::end(self.line, summary),
            Format::Sarif => sarif::end(),
            Format::Jsonl => String::new(),
        }
    }

    /// The bytes between two entries of the list, which come before every entry's text.
    pub(crate) const fn separator(&self) -> &'static [u8] {
        match self.format {
            Format::Json | Format::Sarif => SEPARATOR,
            Format::Text | Format::Jsonl | Format::Github => b"",
        }
    }

    fn input(&self, finding: &Finding<'_>) -> &str {
        self.inputs.get(finding.input).map_or("", String::as_str)
    }

    /// The violations to show, and how many more there are.
    fn shown<'a>(&self, finding: &Finding<'a>) -> (&'a [Problem], usize) {
        let problems = finding.problems;
        let shown = problems.get(..self.most).unwrap_or(problems);
        (shown, problems.len() - shown.len())
    }

    /// The offending value, cut, if values are to be shown.
    fn value(&self, finding: &Finding<'_>, problem: &Problem) -> Option<String> {
        if !self.values || problem.span.is_empty() {
            return None;
        }
        let text = String::from_utf8_lossy(finding.text.get(problem.span.clone())?);
        let mut shown: String = text.chars().take(LONGEST_VALUE).collect();
        if text.chars().nth(LONGEST_VALUE).is_some() {
            shown.push('…');
        }
        Some(shown)
    }
}

/// Values are shown up to this many characters.
const LONGEST_VALUE: usize = 40;

/// Between two entries of a JSON list.
pub(crate) const SEPARATOR: &[u8] = b",\n";

/// What a problem says, without where it is.
pub(crate) fn message(problem: &Problem) -> String {
    let rule = problem.rule.map_or_else(String::new, |rule| format!(" [{rule}]"));
    format!("expected {}; found {}{rule}", problem.expected, problem.found)
}

/// The place in the event, for people.
pub(crate) fn pointer(problem: &Problem) -> &str {
    if problem.pointer.is_empty() { "(whole event)" } else { &problem.pointer }
}
