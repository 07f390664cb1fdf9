//! The requests and answers of `contracts validate --jsonl`: one JSON object a line in, one a line out,
//! in order.
//!
//! A request may hold any JSON, however hostile: its payload is kept as text until the reader that judges
//! it sees it.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};

use event_contract::table::Line;
use event_contract::{Report, ValidateError};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::{stdout, validate};
use crate::exit::{Exit, Failure, Outcome};
use crate::stream::Input;

/// Answers every line of the inputs. What is wrong with a request is in its answer, so the run is clean.
pub(super) fn answer(line: &'static Line, inputs: Vec<Input>, most: usize) -> Outcome {
    let mut out = stdout();
    for input in inputs {
        let name = input.name.clone();
        let mut requests = validate::open(input)?;
        let mut request = Vec::new();
        while let Some(whole) =
            next(&mut requests, &mut request, most).map_err(|error| Failure::at(&name, error))?
        {
            if request.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let answer = if whole {
                respond(line, &request)
            } else {
                failure(None, "ValueError", "the line is too long")
            };
            out.write_all(answer.as_bytes())?;
            out.write_all(b"\n")?;
            // Whoever waits for an answer before the next question gets it.
            if requests.buffer().is_empty() {
                out.flush()?;
            }
        }
    }
    out.flush()?;
    Ok(Exit::Clean)
}

/// Reads the next line; `None` at the end, false for a line that was longer than allowed and not kept.
fn next(
    requests: &mut BufReader<Box<dyn Read>>,
    request: &mut Vec<u8>,
    most: usize,
) -> std::io::Result<Option<bool>> {
    request.clear();
    let limit = (most as u64).saturating_add(1);
    if requests.by_ref().take(limit).read_until(b'\n', request)? == 0 {
        return Ok(None);
    }
    if request.len() as u64 == limit && request.last() != Some(&b'\n') {
        requests.skip_until(b'\n')?;
        return Ok(Some(false));
    }
    Ok(Some(true))
}

fn respond(line: &'static Line, request: &[u8]) -> String {
    let Ok(request) = serde_json::from_slice::<HashMap<String, &RawValue>>(request) else {
        return failure(None, "ValueError", "a request is a JSON object on one line");
    };
    let id = request.get("id").copied();
    let event_type = request.get("event_type").copied();
    let (Some(event_type), Some(payload)) = (event_type, request.get("payload")) else {
        return failure(id, "TypeError", "a request has an event_type and a payload");
    };
    let name = match serde_json::from_str::<Value>(event_type.get()) {
        Ok(Value::String(name)) => name,
        Ok(Value::Array(_) | Value::Object(_)) => {
            return failure(id, "TypeError", "an event type is a string");
        }
        _ => return failure(id, "ValueError", "an event type is a string"),
    };
    match line.validate_event(payload.get().as_bytes(), &name, true) {
        Ok(report) => verdict(id, &report),
        Err(error) => {
            let kind = match error {
                ValidateError::NotAnObject => "AttributeError",
                _ => "ValueError",
            };
            failure(id, kind, &error.to_string())
        }
    }
}

fn verdict(id: Option<&RawValue>, report: &Report) -> String {
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
    with_id(id, &answer)
}

fn failure(id: Option<&RawValue>, kind: &str, message: &str) -> String {
    with_id(id, &json!({ "valid": false, "error": { "kind": kind, "message": message } }))
}

/// An answer, with the request's id as it was spelled. Answers are objects, never empty ones.
fn with_id(id: Option<&RawValue>, answer: &Value) -> String {
    let id = id.map_or("null", RawValue::get);
    let answer = answer.to_string();
    format!("{{\"id\":{id},{}", answer.get(1..).unwrap_or_default())
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
