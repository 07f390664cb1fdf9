//! The Spec Kitty reducers, by name, and the options that they take.

use std::collections::BTreeMap;

use event_contract::fold::{BadOption, Options};
use event_contract::{JsonValue, Registry};
use serde_json::value::RawValue;

use crate::exit::Failure;
use crate::suggest;

/// The reducers in the binary.
pub(super) fn registry() -> Result<Registry, Failure> {
    spec_kitty_events::registry().map_err(|duplicate| Failure::Failed(duplicate.to_string()))
}

/// The message for a name that no reducer has.
pub(super) fn unknown(registry: &Registry, name: &str) -> String {
    let hint = suggest::hint(name, registry.reducers());
    if hint.is_empty() {
        let known: Vec<&str> = registry.reducers().collect();
        return format!("there is no reducer {name:?}; there is {}", known.join(", "));
    }
    format!("there is no reducer {name:?}{hint}")
}

/// Sets an option to a JSON value.
pub(super) fn option(options: Options, name: &str, json: &str) -> Result<Options, BadOption> {
    match json.parse::<JsonValue>() {
        Ok(value) => Ok(options.with(name, value)),
        Err(violations) => {
            Err(BadOption { name: name.to_owned(), problem: violations.to_string() })
        }
    }
}

/// Options as a JSON object.
pub(super) fn options(json: &str) -> Result<Options, BadOption> {
    let options: BTreeMap<String, &RawValue> = serde_json::from_str(json).map_err(|_| {
        BadOption { name: "options".into(), problem: "they are not a JSON object".into() }
    })?;
    options
        .into_iter()
        .try_fold(Options::default(), |options, (name, value)| option(options, &name, value.get()))
}
