//! Breaking changes that somebody approved: which, why, and until when.

use std::fmt;

use event_contract_codegen::Source;
use event_contract_codegen::document::{self, Content, Part};

use crate::finding::{Direction, Finding};
use crate::kind::Kind;

/// A file of approvals.
#[derive(Clone, Debug, Default)]
pub struct Approvals {
    /// The approvals, in order.
    pub all: Vec<Approval>,
}

/// A breaking change that is wanted.
#[derive(Clone, Debug)]
pub struct Approval {
    /// The kind of change.
    pub kind: Kind,
    /// The path of the finding.
    pub path: String,
    /// The line of contracts, if it is said.
    pub of_line: Option<String>,
    /// Why the change is wanted.
    pub reason: String,
    /// The last day on which the approval counts.
    pub expires: Date,
    /// The line of the file.
    pub line: usize,
}

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Something wrong with a file of approvals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The line of the file.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// What became of findings and approvals.
#[derive(Clone, Debug, Default)]
pub struct Applied<'a> {
    /// For each finding, its approval.
    pub approved: Vec<Option<&'a Approval>>,
    /// Approvals past their date, which approve nothing, and approvals of nothing.
    pub stale: Vec<(Kind, &'a Approval)>,
}

impl Date {
    /// A day of year, month and day of month; nothing if there is none such.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => return None,
        };
        (year <= 9999 && (1..=days).contains(&day)).then_some(Self { year, month, day })
    }

    /// A day as ISO 8601 spells it: `2026-12-31`.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts.as_slice() else { return None };
        let digits =
            |text: &str, count| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Approvals {
    /// Reads a file of approvals: a list `approvals`, each with `rule`, `path`, `reason`, `expires`, and
    /// `line` where there are several lines of contracts.
    pub fn read(source: &Source) -> Result<Self, Vec<Mistake>> {
        let root = document::read(source).map_err(|found| {
            let mistake = |found: &event_contract_codegen::Diagnostic| Mistake {
                line: found.line,
                message: found.message.clone(),
            };
            found.iter().map(mistake).collect::<Vec<_>>()
        })?;
        let mut mistakes = Vec::new();
        let mut wrong =
            |line, message: &str| mistakes.push(Mistake { line, message: message.to_owned() });
        let mut all = Vec::new();
        match root.content {
            Content::Map(entries) => {
                for (key, value) in entries {
                    match (key.as_str(), value.content) {
                        ("approvals", Content::List(items)) => {
                            for item in items {
                                all.extend(Approval::read(&item, &mut wrong));
                            }
                        }
                        ("approvals", _) => wrong(value.line, "`approvals` is a list"),
                        _ => wrong(value.line, &format!("there is no key `{key}` here")),
                    }
                }
            }
            _ => wrong(root.line, "the file is a mapping with the key `approvals`"),
        }
        if mistakes.is_empty() { Ok(Self { all }) } else { Err(mistakes) }
    }

    /// Finds for each finding that breaks something its approval.
    pub fn apply(&self, findings: &[Finding], today: Date) -> Applied<'_> {
        let mut used = vec![false; self.all.len()];
        let breaks = |finding: &Finding| {
            Direction::ALL.iter().any(|direction| finding.verdict(*direction).is_breaking())
        };
        let mut approval = |finding: &Finding| {
            let at = self.all.iter().position(|approval| approval.is_of(finding))?;
            let approval = &self.all[at];
            if !breaks(finding) {
                return None;
            }
            used[at] = true;
            (approval.expires >= today).then_some(approval)
        };
        let approved = findings.iter().map(&mut approval).collect();
        let stale = self.all.iter().zip(used).filter_map(|(approval, used)| {
            let kind = match (used, approval.expires >= today) {
                (_, false) => Kind::ApprovalExpired,
                (false, true) => Kind::ApprovalUnused,
                (true, true) => return None,
            };
            Some((kind, approval))
        });
        Applied { approved, stale: stale.collect() }
    }
}

impl Approval {
    fn is_of(&self, finding: &Finding) -> bool {
        self.kind == finding.kind
            && self.path == finding.path
            && self.of_line.as_ref().is_none_or(|line| *line == finding.line)
    }

    fn read(part: &Part, wrong: &mut impl FnMut(usize, &str)) -> Option<Self> {
        let Content::Map(entries) = &part.content else {
            wrong(part.line, "an approval is a mapping");
            return None;
        };
        let keys = ["rule", "path", "reason", "expires", "line"];
        let mut texts: [Option<&str>; 5] = [None; 5];
        for (key, value) in entries {
            match (keys.iter().position(|known| known == key), &value.content) {
                (Some(at), Content::Text(text)) if !text.trim().is_empty() => {
                    texts[at] = Some(text);
                }
                (Some(_), _) => wrong(value.line, &format!("`{key}` is a text")),
                (None, _) => wrong(value.line, &format!("there is no key `{key}` here")),
            }
        }
        let mut needed = |at: usize| {
            if texts[at].is_none() {
                wrong(part.line, &format!("an approval needs `{}`", keys[at]));
            }
            texts[at]
        };
        let (rule, path, reason, expires) = (needed(0), needed(1), needed(2), needed(3));
        let kind = rule.map(Kind::of);
        if kind == Some(None) {
            wrong(part.line, "there is no such rule");
        }
        let date = expires.map(Date::parse);
        if date == Some(None) {
            wrong(part.line, "`expires` is a date such as 2026-12-31");
        }
        Some(Self {
            kind: kind??,
            path: path?.to_owned(),
            of_line: texts[4].map(str::to_owned),
            reason: reason?.to_owned(),
            expires: date??,
            line: part.line,
        })
    }
}
