//! The Spec Kitty reducers, by name, and the options that they take.

use event_contract::fold::{BadOption, Options};
use event_contract::{JsonValue, Registry};

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
