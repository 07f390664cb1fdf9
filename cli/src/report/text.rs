//! Reports for people.

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::Duration;

use event_contract::table::Line;

use super::{Finding, Report, message, pointer};
use crate::paint::{Count, Paint, Safe, plural};
use crate::stream::Summary;
use crate::table_text::Table;

/// An invalid event and its violations. Writing to memory cannot fail.
pub(super) fn event(report: &Report, finding: &Finding<'_>, out: &mut Vec<u8>) {
    let Paint { strong, bad, code, faint, .. } = report.paint;
    let name = finding.event_type.unwrap_or("(no event type)");
    let (file, line) = (report.input(finding), finding.at.0);
    let _ = writeln!(out, "{strong}{}:{line}{strong:#} {bad}{}{bad:#}", Safe(file), Safe(name));
    let (shown, more) = report.shown(finding);
    for problem in shown {
        let place = finding.place(problem);
        let at = if place.0 == line { String::new() } else { format!("{}:{}: ", place.0, place.1) };
        let text = message(problem);
        let _ = write!(
            out,
            "  {at}{} {code}{}{code:#}: {}",
            Safe(pointer(problem)),
            problem.code,
            Safe(&text)
        );
        if let Some(value) = report.value(finding, problem) {
            let _ = write!(out, " {faint}{}{faint:#}", Safe(&value));
        }
        out.push(b'\n');
    }
    if more > 0 {
        let _ = writeln!(out, "  {faint}and {}{faint:#}", plural(more as u64, "more violation"));
    }
}

/// The summary of a stream.
pub(crate) fn summary(
    line: &'static Line,
    summary: &Summary,
    time: Duration,
    paint: &Paint,
) -> String {
    let mut text = String::new();
    let Paint { good, bad, .. } = *paint;
    if summary.all.total() == 0 {
        return "No events.\n".to_owned();
    }
    let types = summary.by_type(line);
    let mut table = Table::new(&["Event type", "Valid", "Invalid"], &[1, 2]);
    for (name, verdicts) in types {
        table.row([
            name.to_owned(),
            Count(verdicts.valid).to_string(),
            Count(verdicts.invalid).to_string(),
        ]);
    }
    text.push_str(&table.render(paint, 100));
    if !summary.codes.is_empty() {
        text.push('\n');
        text.push_str(&codes(summary, paint));
    }
    text.push('\n');
    // Writing to a string cannot fail.
    let _ = write!(text, "{}: ", plural(summary.all.total(), "event"));
    let _ = write!(text, "{good}{} valid{good:#}, ", Count(summary.all.valid));
    let style = if summary.all.invalid > 0 { bad } else { good };
    let _ = write!(text, "{style}{} invalid{style:#}", Count(summary.all.invalid));
    let _ = writeln!(text, " ({})", throughput(summary, time));
    if summary.legacy > 0 {
        let events = plural(summary.legacy, "event");
        let _ = writeln!(
            text,
            "{events} refused as not of the live contract line; history is migrated: contracts migrate --help"
        );
    }
    if summary.later > 0 {
        let events = plural(summary.later, "event");
        let _ = writeln!(
            text,
            "{events} refused as of a later contract version than these contracts have: take newer ones"
        );
    }
    text
}

fn codes(summary: &Summary, paint: &Paint) -> String {
    let mut table = Table::new(&["Violation", "Count"], &[1]);
    for (code, count) in summary.by_code() {
        table.row([code.to_owned(), Count(count).to_string()]);
    }
    table.render(paint, 100)
}

/// `0.21 s, 46,000 events/s, 31 MB/s`.
pub(crate) fn throughput(summary: &Summary, time: Duration) -> String {
    let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX).max(1);
    let rate = |amount: u64| amount.saturating_mul(1_000_000) / micros;
    let per_second = Count(rate(summary.all.total()));
    format!(
        "{:.2} s, {per_second} events/s, {} MB/s",
        time.as_secs_f64(),
        rate(summary.bytes) / 1_000_000
    )
}
