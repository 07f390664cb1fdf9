//! Workflow commands of GitHub Actions.

use std::fmt::Display;
use std::io::Write as _;

use super::{Finding, Report, message, pointer};
use crate::paint::Safe;

/// An annotation per violation.
pub(super) fn event(report: &Report, finding: &Finding<'_>, out: &mut Vec<u8>) {
    let name = finding.event_type.unwrap_or("no event type");
    for problem in report.shown(finding).0 {
        let title = format!("{}: {}", Safe(name), problem.code);
        let text = format!("{}: {}", Safe(pointer(problem)), Safe(&message(problem)));
        // Writing to memory cannot fail.
        let _ = writeln!(
            out,
            "{}",
            command("error", report.input(finding), finding.place(problem), &title, &text)
        );
    }
}

/// A command that annotates a place: `error` or `warning`.
pub(crate) fn command(
    level: &str,
    file: &str,
    at: (u64, u64),
    title: &str,
    message: &str,
) -> String {
    let (line, column) = at;
    format!(
        "::{level} file={},line={line},col={column},title={}::{}",
        property(file),
        property(title),
        data(message)
    )
}

fn data(text: impl Display) -> String {
    text.to_string().replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: impl Display) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
