//! Runs of `bd`, and what it writes.

use serde_json::Value;

use crate::Error;
use crate::Result;
use crate::error::FailureClass;
use crate::model::Object;
use crate::process::{Arguments, Program};

/// A run of a command that writes JSON.
pub(super) fn run(operation: &'static str, words: &[&'static str]) -> Arguments {
    Arguments::new(operation, &[&["--json"], words].concat())
}

/// Runs it, and reads what it writes: newer versions put it into an envelope.
pub(super) async fn ask(program: &Program, arguments: Arguments) -> Result<Value> {
    let text = program.run(arguments).await?;
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    let mut value: Value = serde_json::from_str(&text).map_err(|_| unreadable())?;
    let enveloped = value.get("schema_version").is_some();
    let data = value.get_mut("data").filter(|_| enveloped).map(Value::take);
    Ok(data.unwrap_or(value))
}

/// The issues of a list.
pub(super) fn issues(value: Value) -> Result<Vec<Object>> {
    let list = match value {
        Value::Null => return Ok(Vec::new()),
        Value::Array(list) => list,
        Value::Object(mut object) => {
            let key = ["items", "issues"].into_iter().find(|key| object.contains_key(*key));
            match key.and_then(|key| object.remove(key)) {
                Some(Value::Array(list)) => list,
                Some(Value::Null) | None => return Ok(Vec::new()),
                Some(_) => return Err(unreadable()),
            }
        }
        _ => return Err(unreadable()),
    };
    Ok(list.into_iter().filter_map(object).collect())
}

/// The one issue that is shown, alone or in a list.
pub(super) fn one(value: Value) -> Option<Object> {
    match value {
        Value::Array(list) => list.into_iter().next().and_then(object),
        value => object(value),
    }
}

/// A value of a flag that takes a list, whose commas and quotes are its own.
pub(super) fn whole(value: &str) -> String {
    if value.contains([',', '"', '\n']) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value.to_owned()
    }
}

pub(super) fn unreadable() -> Error {
    Error::request(FailureClass::NonRetryable, "the output of bd is not what it should write")
}

fn object(value: Value) -> Option<Object> {
    match value {
        Value::Object(object) => Some(object),
        _ => None,
    }
}
