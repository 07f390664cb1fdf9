//! What a reducer makes of a stream, and where two answers differ.

use serde_json::{Map, Value};

use crate::Failure;

/// What a reducer makes of a stream.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The state.
    State(Value),
    /// It stopped: the class of the Python package's exception, and what was said.
    Stopped {
        /// The class.
        kind: String,
        /// The words, which are not compared.
        message: String,
    },
}

/// What Python raises where a program stumbles over a value rather than refuses it. That the fold stops is
/// all there is to match (D-040).
const STUMBLES: &[&str] = &["AttributeError", "TypeError"];

/// Lists in the place of sets, whose order means nothing.
const SETS: &[&str] = &["/active_drivers", "/participants_by_focus/*", "/seen_delivery_pairs"];

impl Answer {
    /// Reads an answer of the worker, or of `contracts reduce`.
    pub fn read(line: &str) -> Result<Self, Failure> {
        let answer: Value = serde_json::from_str(line)?;
        let text = |name: &str| answer["error"][name].as_str().unwrap_or_default().to_owned();
        match answer["ok"] {
            Value::Bool(true) => Ok(Self::State(answer["state"].clone())),
            Value::Bool(false) => {
                Ok(Self::Stopped { kind: text("kind"), message: text("message") })
            }
            _ => Err("an answer is neither a state nor an error".into()),
        }
    }

    /// How many anomalies the state has.
    pub fn anomalies(&self) -> usize {
        match self {
            Self::State(state) => state["anomalies"].as_array().map_or(0, Vec::len),
            Self::Stopped { .. } => 0,
        }
    }

    /// Where two answers differ, a line for each place. The words of anomalies and errors do not count, nor
    /// do the order of keys and of sets.
    pub fn differences(&self, ours: &Self) -> Vec<String> {
        match (self, ours) {
            (Self::State(reference), Self::State(ours)) => {
                let mut found = Vec::new();
                compare("", &settled("", reference), &settled("", ours), &mut found);
                found
            }
            (Self::Stopped { kind, .. }, Self::Stopped { kind: ours, .. })
                if kind == ours || STUMBLES.contains(&kind.as_str()) =>
            {
                Vec::new()
            }
            _ => vec![format!("reference: {self}; ours: {ours}")],
        }
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::State(_) => write!(f, "a state"),
            Self::Stopped { kind, message } => write!(f, "{kind} ({message})"),
        }
    }
}

/// A state without what is not compared.
fn settled(path: &str, value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let entry = |(key, value): (&String, &Value)| {
                let words = path == "/anomalies/*" && ["reason", "message"].contains(&key.as_str());
                let said = words && value.as_str().is_some_and(|words| !words.is_empty());
                let inner = if path == "/participants_by_focus" { "*" } else { key };
                let value =
                    if words { said.into() } else { settled(&format!("{path}/{inner}"), value) };
                (key.clone(), value)
            };
            Value::Object(map.iter().map(entry).collect())
        }
        Value::Array(items) => {
            let inner = format!("{path}/*");
            let mut items: Vec<Value> = items.iter().map(|item| settled(&inner, item)).collect();
            if SETS.contains(&path) {
                items.sort_by_key(Value::to_string);
            }
            Value::Array(items)
        }
        _ => value.clone(),
    }
}

fn compare(path: &str, reference: &Value, ours: &Value, found: &mut Vec<String>) {
    match (reference, ours) {
        (Value::Object(left), Value::Object(right)) => objects(path, left, right, found),
        (Value::Array(left), Value::Array(right)) => {
            for at in 0..left.len().max(right.len()) {
                one(&format!("{path}/{at}"), left.get(at), right.get(at), found);
            }
        }
        (Value::Number(left), Value::Number(right)) if left.as_f64() == right.as_f64() => {
            // Beyond 2^53 doubles are too coarse.
            if left.is_i64() && right.is_i64() && left != right {
                found.push(format!("{path}: reference {left}, ours {right}"));
            }
        }
        (left, right) if left == right => {}
        (left, right) => found.push(format!("{path}: reference {left}, ours {right}")),
    }
}

fn objects(
    path: &str,
    left: &Map<String, Value>,
    right: &Map<String, Value>,
    found: &mut Vec<String>,
) {
    let more = right.keys().filter(|key| !left.contains_key(*key));
    for key in left.keys().chain(more) {
        one(&format!("{path}/{key}"), left.get(key), right.get(key), found);
    }
}

fn one(path: &str, reference: Option<&Value>, ours: Option<&Value>, found: &mut Vec<String>) {
    match (reference, ours) {
        (Some(reference), Some(ours)) => compare(path, reference, ours, found),
        (reference, ours) => {
            let show = |side: Option<&Value>| side.map_or("nothing".to_owned(), Value::to_string);
            found.push(format!("{path}: reference {}, ours {}", show(reference), show(ours)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn differences(reference: Value, ours: Value) -> Vec<String> {
        Answer::State(reference).differences(&Answer::State(ours))
    }

    fn stopped(kind: &str) -> Answer {
        Answer::Stopped { kind: kind.to_owned(), message: String::new() }
    }

    #[test]
    fn words_and_orders_do_not_count() {
        let reference = json!({ "a": 1, "anomalies": [{ "kind": "k", "message": "one" }],
            "active_drivers": ["x", "y"], "participants_by_focus": { "wp:1": ["x", "y"] } });
        let ours = json!({ "anomalies": [{ "message": "another", "kind": "k" }], "a": 1.0,
            "active_drivers": ["y", "x"], "participants_by_focus": { "wp:1": ["y", "x"] } });
        assert_eq!(differences(reference, ours), Vec::<String>::new());
    }

    #[test]
    fn everything_else_counts() {
        let reference =
            json!({ "a": 1, "b": [1], "c": null, "anomalies": [{ "reason": "words" }] });
        let ours = json!({ "a": true, "b": [1, 2], "anomalies": [{ "reason": "" }] });
        assert_eq!(
            differences(reference, ours),
            [
                "/a: reference 1, ours true",
                "/b/1: reference nothing, ours 2",
                "/c: reference null, ours nothing",
                "/anomalies/0/reason: reference true, ours false",
            ]
        );
        assert_eq!(differences(json!(i64::MAX), json!(i64::MAX - 1)).len(), 1);
        assert_eq!(
            differences(json!({ "warnings": [1, 2] }), json!({ "warnings": [2, 1] })).len(),
            2
        );
    }

    #[test]
    fn errors_are_compared_by_class() {
        assert!(stopped("ValidationError").differences(&stopped("ValidationError")).is_empty());
        assert!(stopped("TypeError").differences(&stopped("ValidationError")).is_empty());
        assert!(!stopped("ValueError").differences(&stopped("ValidationError")).is_empty());
        assert!(!stopped("TypeError").differences(&Answer::State(json!({}))).is_empty());
    }
}
