//! SARIF 2.1.0, the format of code scanning services.

use event_contract::Code;
use serde_json::{Value, json};
use std::fmt::Write as _;

use super::{Finding, Report, SEPARATOR, message, pointer};
use crate::stream::SCHEMA_DISAGREEMENT;

/// A kind of finding, with a description.
pub(crate) fn rule(id: &str, text: &str) -> Value {
    json!({ "id": id, "shortDescription": { "text": text } })
}

/// The kinds of findings about events.
pub(super) fn codes() -> Vec<Value> {
    let own = rule(
        SCHEMA_DISAGREEMENT,
        "The contract tables and the JSON Schema judge an event differently.",
    );
    Code::ALL.iter().map(|code| rule(code.as_str(), code.meaning())).chain([own]).collect()
}

/// Everything before the results, of which these rules tell the kinds.
pub(crate) fn begin(rules: &[Value]) -> String {
    let driver = json!({
        "name": "contracts",
        "version": env!("CARGO_PKG_VERSION"),
        "informationUri": env!("CARGO_PKG_REPOSITORY"),
        "rules": rules,
    });
    format!(
        "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\n\
         \"tool\":{{\"driver\":{driver}}},\n\"columnKind\":\"unicodeCodePoints\",\n\"results\":[\n"
    )
}

/// A result per violation.
pub(super) fn event(report: &Report, finding: &Finding<'_>, out: &mut Vec<u8>) {
    let name = finding.event_type.unwrap_or("no event type");
    for problem in report.shown(finding).0 {
        let text = format!("{name}: {}: {}", pointer(problem), message(problem));
        out.extend_from_slice(SEPARATOR);
        let place = (report.input(finding), finding.place(problem));
        let result = result("error", problem.code, &text, place);
        // Writing to memory cannot fail.
        let _ = serde_json::to_writer(&mut *out, &result);
    }
}

/// One result at a place in a file: `error` or `warning`.
pub(crate) fn result(level: &str, rule: &str, text: &str, (file, at): (&str, (u64, u64))) -> Value {
    json!({
        "ruleId": rule,
        "level": level,
        "message": { "text": text },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": uri(file) },
                "region": { "startLine": at.0, "startColumn": at.1 },
            },
        }],
    })
}

/// Everything after the results.
pub(crate) fn end() -> String {
    "\n]}]}\n".to_owned()
}

/// A path as a relative URI reference.
fn uri(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'\\' => text.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                text.push(char::from(byte));
            }
            _ => {
                let _ = write!(text, "%{byte:02X}");
            }
        }
    }
    text
}
