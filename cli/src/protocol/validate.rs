//! The verdicts of `contracts validate --jsonl`.

use std::fmt::Write as _;

use event_contract::table::Line;
use event_contract::{Report, ValidateError};
use serde_json::{Value, json};

use super::{Problem, Protocol, Request};

/// Answers with verdicts on single events.
pub(crate) struct Verdicts {
    /// The contracts to judge by.
    pub(crate) line: &'static Line,
}

impl Protocol for Verdicts {
    const SUCCESS: &'static str = "valid";

    fn answer(&self, request: &Request<'_>) -> Result<String, Problem> {
        let (Some(event_type), Some(payload)) = (request.get("event_type"), request.get("payload"))
        else {
            return Err(Problem::new("TypeError", "a request has an event_type and a payload"));
        };
        let name = match serde_json::from_str::<Value>(event_type) {
            Ok(Value::String(name)) => name,
            Ok(Value::Array(_) | Value::Object(_)) => {
                return Err(Problem::new("TypeError", "an event type is a string"));
            }
            _ => return Err(Problem::new("ValueError", "an event type is a string")),
        };
        match self.line.validate_event_as_read(payload.as_bytes(), &name, true) {
            Ok(report) => Ok(verdict(&report)),
            Err(error) => {
                let kind = match error {
                    ValidateError::NotAnObject => "AttributeError",
                    _ => "ValueError",
                };
                Err(Problem::new(kind, error.to_string()))
            }
        }
    }
}

fn verdict(report: &Report) -> String {
    // Places are within the payload, whether it came in an envelope or not.
    let inside = |pointer: &str| match pointer.strip_prefix("/payload") {
        Some(rest) if report.enveloped => rest.to_owned(),
        _ => pointer.to_owned(),
    };
    let model = report.model.iter().map(|violation| {
        json!({
            "field": keys(&inside(&violation.pointer)).join("."),
            "message": format!("expected {}; found {}", violation.expected, violation.found),
            "violation_type": violation.code.as_str(),
            "input": violation.found,
        })
    });
    let schema = report.schema.iter().map(|violation| {
        json!({
            "json_path": json_path(&inside(&violation.pointer)),
            "message": violation.message,
            "validator": violation.keyword,
        })
    });
    let answer = json!({
        "valid": report.valid(),
        "event_type": report.event_type,
        "model_violations": model.collect::<Vec<_>>(),
        "schema_violations": schema.collect::<Vec<_>>(),
    });
    answer.to_string()
}

/// The keys of a JSON Pointer.
fn keys(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(|key| key.replace("~1", "/").replace("~0", "~")).collect()
}

/// A place as a JSON path: `$.a[0].b`.
fn json_path(pointer: &str) -> String {
    let mut path = "$".to_owned();
    for key in keys(pointer) {
        if key.bytes().all(|byte| byte.is_ascii_digit()) && !key.is_empty() {
            let _ = write!(path, "[{key}]");
        } else {
            let _ = write!(path, ".{key}");
        }
    }
    path
}
