//! What typify cannot read: rules across fields, `if` and `then` in an `allOf`, end its process.

use serde_json::Value;

/// Removes rules across fields from a schema. The types accept more without them, never less.
pub(crate) fn strip_rules(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            let rules = map.get("allOf").and_then(Value::as_array);
            if rules.is_some_and(|rules| rules.iter().any(|rule| rule.get("if").is_some())) {
                map.remove("allOf");
            }
            map.values_mut().for_each(strip_rules);
        }
        Value::Array(items) => items.iter_mut().for_each(strip_rules),
        _ => {}
    }
}
