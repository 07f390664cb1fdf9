//! The JSON Schema layer: a line's published schemas, compiled, with the contract's formats asserted.
//!
//! Nothing is ever fetched. A schema is compiled when it is first asked.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use jsonschema::{Draft, Validator};
use serde_json::Value;

use crate::format;
use crate::table::{Line, Schema};
use crate::validate::SchemaViolation;

/// The schemas of a line.
#[derive(Debug)]
pub struct SchemaSet {
    /// In the line's order, which is by name.
    schemas: Vec<Compiled>,
}

#[derive(Debug)]
struct Compiled {
    schema: &'static Schema,
    validator: OnceLock<Result<Validator, SchemaError>>,
}

/// A schema cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SchemaError {
    /// The line publishes no schema of this name.
    #[error("no schema is named {0:?}")]
    Unknown(String),
    /// The schema is not one.
    #[error("schema {name:?}: {reason}")]
    Broken {
        /// Its name.
        name: &'static str,
        /// What is wrong with it.
        reason: String,
    },
}

impl SchemaSet {
    /// The schemas of a line, each compiled.
    pub fn new(line: &'static Line) -> Result<Self, SchemaError> {
        let set = Self::lazy(line);
        for compiled in &set.schemas {
            compiled.validator()?;
        }
        Ok(set)
    }

    /// The schemas of a line, each to be compiled when it is first asked.
    pub fn lazy(line: &'static Line) -> Self {
        let compiled = |schema| Compiled { schema, validator: OnceLock::new() };
        Self { schemas: line.schemas.iter().map(compiled).collect() }
    }

    /// The one set of a line that all callers share.
    pub fn shared(line: &'static Line) -> &'static Self {
        static SETS: Mutex<Option<HashMap<usize, &'static SchemaSet>>> = Mutex::new(None);
        let mut sets = SETS.lock().unwrap_or_else(PoisonError::into_inner);
        // A static line's address identifies it for as long as the program runs.
        let address = std::ptr::from_ref(line).addr();
        let set = sets.get_or_insert_default().entry(address);
        set.or_insert_with(|| Box::leak(Box::new(Self::lazy(line))))
    }

    /// Everything that a schema refuses in a value. No message quotes the value.
    pub fn violations(
        &self,
        name: &str,
        value: &Value,
    ) -> Result<Vec<SchemaViolation>, SchemaError> {
        let validator = self.validator(name)?;
        let errors = validator.iter_errors(value).map(|error| SchemaViolation {
            pointer: error.instance_path().to_string(),
            keyword: error.kind().keyword().to_owned(),
            message: error.masked_with("the value").to_string(),
        });
        Ok(errors.collect())
    }

    /// Whether a schema accepts a value.
    pub fn accepts(&self, name: &str, value: &Value) -> Result<bool, SchemaError> {
        Ok(self.validator(name)?.is_valid(value))
    }

    fn validator(&self, name: &str) -> Result<&Validator, SchemaError> {
        let found = self.schemas.iter().find(|compiled| compiled.schema.name == name);
        found.ok_or_else(|| SchemaError::Unknown(name.into()))?.validator()
    }
}

impl Compiled {
    fn validator(&self) -> Result<&Validator, SchemaError> {
        self.validator.get_or_init(|| self.compile()).as_ref().map_err(Clone::clone)
    }

    fn compile(&self) -> Result<Validator, SchemaError> {
        let name = self.schema.name;
        let broken = |reason: String| SchemaError::Broken { name, reason };
        let mut schema =
            serde_json::from_str(self.schema.text).map_err(|error| broken(error.to_string()))?;
        assert_comments(&mut schema);
        let mut options =
            jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
        for (format_name, format) in format::NAMED {
            options =
                options.with_format(format_name, move |text: &str| format::accepts(format, text));
        }
        options.build(&schema).map_err(|error| broken(error.to_string()))
    }
}

/// Makes formats of the comments that stand for them: strict validators elsewhere refuse a schema with formats
/// that they do not know, and so a published one has `"$comment": "format: NAME"`.
fn assert_comments(schema: &mut Value) {
    match schema {
        Value::Object(keys) => {
            let comment = keys.get("$comment").and_then(Value::as_str);
            let name = comment.and_then(|comment| comment.strip_prefix("format: "));
            if let Some(name) = name.map(str::to_owned) {
                keys.entry("format").or_insert(name.into());
            }
            keys.values_mut().for_each(assert_comments);
        }
        Value::Array(items) => items.iter_mut().for_each(assert_comments),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::testing::LINE;

    #[test]
    fn formats_are_the_contracts_and_values_stay_unsaid() {
        let set = SchemaSet::new(&LINE).unwrap();
        let valid = json!({
            "stamp": "1700000000", "iso": "2026-W09-7", "uuid": "{0f8fad5b-d9cb-469f-a165-70867728950e}",
            "uri": "http:a.example", "tier": 4.0, "short": "\u{e4}\u{e4}\u{e4}\u{e4}"
        });
        assert_eq!(set.violations("zoo_payload", &valid), Ok(vec![]));
        let bad = json!({
            "stamp": "hunter2", "iso": "hunter2", "uuid": "hunter2", "uri": "ftp://hunter2", "tier": 4711, "short": "hunter2"
        });
        let found = set.violations("zoo_payload", &bad).unwrap();
        assert_eq!(found.len(), 6, "{found:?}");
        for violation in &found {
            assert!(
                !violation.message.contains("hunter2") && !violation.message.contains("4711"),
                "{violation:?}"
            );
        }
        assert!(found.iter().any(|one| one.pointer == "/tier" && one.keyword == "maximum"));
        assert!(matches!(set.accepts("other", &valid), Err(SchemaError::Unknown(_))));
    }

    #[test]
    fn both_layers_answer() {
        let ask = |json: &str| LINE.validate_event(json.as_bytes(), "ZooVisited", true).unwrap();
        let report = ask(r#"{"stamp":"2026-03-01","short":"abc","any":0}"#);
        assert!(report.valid() && report.schema_checked);
        let inside = r#"{"event_type":"ZooVisited","schema_version":"3.0.0","payload":{"stamp":"x","short":"abc","any":0}}"#;
        let report = ask(inside);
        assert_eq!(report.model[0].pointer, "/payload/stamp");
        assert_eq!(report.schema[0].pointer, "/payload/stamp");
    }
}
