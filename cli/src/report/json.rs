//! Reports as JSON: one document, or one object per event.

use std::io::Write as _;

use event_contract::table::Line;
use serde_json::{Map, Value, json};

use super::{Finding, Report, SEPARATOR};
use crate::stream::{Problem, Summary, Verdicts};

pub(super) fn begin() -> String {
    "{\"findings\":[\n".to_owned()
}

/// An entry of the findings.
pub(super) fn finding(report: &Report, finding: &Finding<'_>, out: &mut Vec<u8>) {
    let mut entry = Map::new();
    entry.insert("file".into(), report.input(finding).into());
    entry.insert("line".into(), finding.at.0.into());
    entry.insert("event_type".into(), finding.event_type.into());
    let (shown, more) = report.shown(finding);
    entry.insert(
        "violations".into(),
        shown.iter().map(|problem| violation(report, finding, problem)).collect(),
    );
    if more > 0 {
        entry.insert("omitted".into(), more.into());
    }
    out.extend_from_slice(SEPARATOR);
    // Writing to memory cannot fail.
    let _ = serde_json::to_writer(out, &entry);
}

/// One object on a line of its own.
pub(super) fn line(report: &Report, finding: &Finding<'_>, out: &mut Vec<u8>) {
    let _ = write!(out, "{{\"line\":{}", finding.at.0);
    if report.inputs.len() > 1 {
        out.extend_from_slice(b",\"file\":");
        let _ = serde_json::to_writer(&mut *out, report.input(finding));
    }
    out.extend_from_slice(b",\"event_type\":");
    let _ = serde_json::to_writer(&mut *out, &finding.event_type);
    if finding.problems.is_empty() {
        out.extend_from_slice(b",\"valid\":true}\n");
        return;
    }
    out.extend_from_slice(b",\"valid\":false");
    if !report.quiet {
        let (shown, more) = report.shown(finding);
        let violations: Vec<Value> =
            shown.iter().map(|problem| violation(report, finding, problem)).collect();
        out.extend_from_slice(b",\"violations\":");
        let _ = serde_json::to_writer(&mut *out, &violations);
        if more > 0 {
            let _ = write!(out, ",\"omitted\":{more}");
        }
    }
    out.extend_from_slice(b"}\n");
}

fn violation(report: &Report, finding: &Finding<'_>, problem: &Problem) -> Value {
    let (line, column) = finding.place(problem);
    let mut entry = Map::new();
    entry.insert("pointer".into(), problem.pointer.as_str().into());
    entry.insert("code".into(), problem.code.into());
    if let Some(rule) = problem.rule {
        entry.insert("rule".into(), rule.into());
    }
    entry.insert("expected".into(), problem.expected.as_str().into());
    entry.insert("found".into(), problem.found.as_str().into());
    entry.insert("line".into(), line.into());
    entry.insert("column".into(), column.into());
    if let Some(value) = report.value(finding, problem) {
        entry.insert("value".into(), value.into());
    }
    Value::Object(entry)
}

pub(super) fn end(line: &'static Line, summary: &Summary) -> String {
    let verdicts =
        |verdicts: Verdicts| json!({ "valid": verdicts.valid, "invalid": verdicts.invalid });
    let types: Map<String, Value> = summary
        .by_type(line)
        .into_iter()
        .map(|(name, counts)| (name.to_owned(), verdicts(counts)))
        .collect();
    let codes: Map<String, Value> = summary
        .by_code()
        .into_iter()
        .map(|(code, count)| (code.to_owned(), count.into()))
        .collect();
    let summary = json!({
        "events": summary.all.total(),
        "valid": summary.all.valid,
        "invalid": summary.all.invalid,
        "legacy": summary.legacy,
        "later": summary.later,
        "bytes": summary.bytes,
        "by_event_type": types,
        "by_code": codes,
    });
    format!("\n],\n\"summary\":{summary}}}\n")
}
