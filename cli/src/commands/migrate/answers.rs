//! The values that whoever migrates supplies.

use event_contract_compat::migrate::Migrator;
use serde_json::Value;

use super::Args;
use crate::exit::Failure;
use crate::small_file;

/// Hands all answers to the migrator. Returns them in a form that tells different ones apart.
pub(super) fn give(migrator: &mut Migrator<'_>, args: &Args) -> Result<Vec<String>, Failure> {
    let mut answers: Vec<(String, Option<String>, String)> = Vec::new();
    if let Some(path) = &args.supplies {
        let failed = |error: &dyn std::fmt::Display| Failure::at(path.display(), error);
        let text = small_file::read(path).map_err(|error| failed(&error))?;
        let values: Value = serde_json::from_slice(&text).map_err(|error| failed(&error))?;
        let Value::Object(values) = values else {
            return Err(failed(&"expected an object from options to values"));
        };
        for (option, value) in values {
            match value {
                Value::Object(by_key) => answers.extend(
                    by_key
                        .into_iter()
                        .map(|(key, value)| (option.clone(), Some(key), text_of(value))),
                ),
                value => answers.push((option, None, text_of(value))),
            }
        }
    }
    for supply in &args.supply {
        let Some((name, value)) = supply.split_once('=') else {
            let message = "--supply takes OPTION=VALUE or OPTION:KEY=VALUE";
            return Err(Failure::Usage(message.into()));
        };
        let (option, key) = match name.split_once(':') {
            Some((option, key)) => (option, Some(key.to_owned())),
            None => (name, None),
        };
        answers.push((option.to_owned(), key, value.to_owned()));
    }
    for (option, key, value) in &answers {
        migrator.answer(option, key.as_deref(), value).map_err(|error| {
            let key = key.as_ref().map_or_else(String::new, |key| format!(":{key}"));
            Failure::Usage(format!("--supply {option}{key}: {error}"))
        })?;
    }
    let mut told: Vec<String> = answers.into_iter().map(|answer| format!("{answer:?}")).collect();
    told.sort_unstable();
    Ok(told)
}

fn text_of(value: Value) -> String {
    match value {
        Value::String(text) => text,
        value => value.to_string(),
    }
}
