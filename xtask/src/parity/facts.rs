//! A JSON Schema as a flat list of facts, so that two ways of writing the same schema are equal.
//!
//! References and `allOf` are resolved into the place that uses them, `anyOf` with `null` becomes
//! nullability, a `const` is an enum of one, sets are sorted, annotations are left out, and so are
//! keywords with the value that their absence means.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// (path, keyword) to value. Paths name fields by key, items as `[]`, the values of maps as `{}`
/// and alternatives as `|type`.
pub(super) type Facts = BTreeMap<(String, String), Value>;

/// Keywords that constrain nothing.
const ANNOTATIONS: &[&str] =
    &["$schema", "$id", "$defs", "$comment", "title", "description", "examples", "deprecated"];

/// No schema of ours is this deep; a recursive one ends here.
const DEPTH: usize = 32;

/// The facts of a schema document.
pub(super) fn of(document: &Value) -> Facts {
    let mut facts = Facts::new();
    Reader { document, facts: &mut facts }.read(document, "", 0);
    facts
}

struct Reader<'a> {
    document: &'a Value,
    facts: &'a mut Facts,
}

impl Reader<'_> {
    fn state(&mut self, path: &str, keyword: &str, value: Value) {
        let path = if path.is_empty() { "/" } else { path };
        self.facts.insert((path.to_owned(), keyword.to_owned()), value);
    }

    fn read(&mut self, schema: &Value, path: &str, depth: usize) {
        if depth > DEPTH {
            return self.state(path, "depth", json!("recursive"));
        }
        let Value::Object(schema) = schema else {
            return if schema == &Value::Bool(false) {
                self.state(path, "nothing", true.into());
            };
        };
        let mut node = self.resolved(schema, 0);
        let nullable = self.take_null(&mut node);
        if nullable {
            self.state(path, "nullable", true.into());
            if node.get("default") == Some(&Value::Null) {
                node.remove("default");
            }
        }
        infer_type(&mut node);
        for (keyword, value) in node {
            self.keyword(&keyword, value, path, depth);
        }
    }

    fn keyword(&mut self, keyword: &str, value: Value, path: &str, depth: usize) {
        match (keyword, value) {
            ("properties", Value::Object(fields)) => {
                for (key, field) in fields {
                    self.read(&field, &format!("{path}/{key}"), depth + 1);
                }
            }
            ("items", value) => self.read(&value, &format!("{path}/[]"), depth + 1),
            ("anyOf" | "oneOf", Value::Array(alternatives)) => {
                for alternative in alternatives {
                    let kind = self.kind(&alternative);
                    self.state(&format!("{path}|{kind}"), "alternative", true.into());
                    self.read(&alternative, &format!("{path}|{kind}"), depth + 1);
                }
            }
            ("additionalProperties", Value::Bool(true)) => {}
            ("additionalProperties", Value::Bool(false)) => self.state(path, "closed", true.into()),
            ("additionalProperties", value) => {
                self.read(&value, &format!("{path}/{{}}"), depth + 1);
            }
            ("minLength" | "minItems" | "minProperties", value) if value == json!(0) => {}
            ("required", Value::Array(keys)) if keys.is_empty() => {}
            ("required" | "enum", Value::Array(values)) => {
                self.state(path, keyword, sorted(values));
            }
            ("const", value) => self.state(path, "enum", json!([value])),
            (keyword, _) if ANNOTATIONS.contains(&keyword) => {}
            (keyword, value) => self.state(path, keyword, number(value)),
        }
    }

    /// A node with its references and plain `allOf` members merged in.
    fn resolved(&self, node: &Map<String, Value>, depth: usize) -> Map<String, Value> {
        let mut out = node.clone();
        if depth > DEPTH {
            return out;
        }
        if let Some(Value::String(reference)) = node.get("$ref")
            && let Some(target) = self.target(reference)
        {
            out.remove("$ref");
            merge(&mut out, self.resolved(target, depth + 1));
        }
        if let Some(Value::Array(members)) = out.remove("allOf") {
            let mut rules = Vec::new();
            for member in members {
                match member {
                    Value::Object(member) if !is_rule(&member) => {
                        merge(&mut out, self.resolved(&member, depth + 1));
                    }
                    member => rules.push(rule_name(&member)),
                }
            }
            if !rules.is_empty() {
                out.insert("rules".to_owned(), sorted(rules));
            }
        }
        out
    }

    fn target(&self, reference: &str) -> Option<&Map<String, Value>> {
        self.document.pointer(reference.strip_prefix('#')?)?.as_object()
    }

    /// Takes `null` out of a node's alternatives; true if it was there.
    fn take_null(&self, node: &mut Map<String, Value>) -> bool {
        for keyword in ["anyOf", "oneOf"] {
            let Some(Value::Array(mut alternatives)) = node.remove(keyword) else { continue };
            let before = alternatives.len();
            alternatives.retain(|alternative| alternative != &json!({ "type": "null" }));
            let nullable = alternatives.len() < before;
            match <[Value; 1]>::try_from(alternatives) {
                Ok([Value::Object(only)]) => merge(node, self.resolved(&only, 0)),
                Ok([_]) => {}
                Err(alternatives) => {
                    node.insert(keyword.to_owned(), alternatives.into());
                }
            }
            if nullable {
                return true;
            }
        }
        if let Some(Value::Array(kinds)) = node.get_mut("type") {
            let before = kinds.len();
            kinds.retain(|kind| kind != "null");
            let nullable = kinds.len() < before;
            if let [only] = kinds.as_slice() {
                let only = only.clone();
                node.insert("type".to_owned(), only);
            }
            return nullable;
        }
        false
    }

    /// What an alternative is called in a path.
    fn kind(&self, alternative: &Value) -> String {
        let node = alternative.as_object().map(|node| self.resolved(node, 0)).unwrap_or_default();
        node.get("type").and_then(Value::as_str).unwrap_or("any").to_owned()
    }
}

/// Adds what `out` does not say itself. Two statements of one keyword are kept side by side.
fn merge(out: &mut Map<String, Value>, more: Map<String, Value>) {
    for (keyword, value) in more {
        let both = match out.get(&keyword) {
            None => value,
            Some(_) if ANNOTATIONS.contains(&keyword.as_str()) => continue,
            Some(own) if *own == value => continue,
            Some(own) => json!({ "both": [own, value] }),
        };
        out.insert(keyword, both);
    }
}

/// Whether a member of `allOf` is a condition rather than a part of the type.
fn is_rule(member: &Map<String, Value>) -> bool {
    member.contains_key("if") || member.contains_key("title")
}

fn rule_name(member: &Value) -> Value {
    member.get("title").cloned().unwrap_or_else(|| "without a name".into())
}

/// An enum or a const of strings says its type.
fn infer_type(node: &mut Map<String, Value>) {
    let strings = match (node.get("enum"), node.get("const")) {
        (Some(Value::Array(values)), _) => values.iter().all(Value::is_string),
        (_, Some(value)) => value.is_string(),
        _ => false,
    };
    if strings && !node.contains_key("type") {
        node.insert("type".to_owned(), "string".into());
    }
}

fn sorted(mut values: Vec<Value>) -> Value {
    values.sort_by_key(Value::to_string);
    values.dedup();
    values.into()
}

/// `1.0` and `1` are the same bound.
fn number(value: Value) -> Value {
    let whole = value.as_f64().and_then(|double| double.to_string().parse::<i64>().ok());
    whole.map_or(value, Value::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &Value, other: &Value) {
        assert_eq!(of(one), of(other));
    }

    #[test]
    fn nullability_has_one_form() {
        let plain = json!({ "type": ["string", "null"], "minLength": 1 });
        let any_of = json!({ "anyOf": [{ "type": "string", "minLength": 1 }, { "type": "null" }], "default": null });
        let with_pattern = json!({ "anyOf": [{ "$ref": "#/$defs/T" }, { "type": "null" }], "$defs": { "T": { "type": "string", "minLength": 1 } } });
        same(&plain, &any_of);
        same(&plain, &with_pattern);
        assert_ne!(of(&plain), of(&json!({ "type": "string", "minLength": 1 })));
    }

    #[test]
    fn references_are_read_where_they_are_used() {
        let inline = json!({ "properties": { "lane": { "enum": ["b", "a"], "type": "string" } } });
        let by_name = json!({
            "properties": { "lane": { "$ref": "#/$defs/Lane", "description": "x" } },
            "$defs": { "Lane": { "enum": ["a", "b"], "title": "Lane" } }
        });
        let all_of = json!({
            "properties": { "lane": { "allOf": [{ "$ref": "#/$defs/Lane" }] } },
            "$defs": { "Lane": { "enum": ["a", "b"] } }
        });
        same(&inline, &by_name);
        same(&inline, &all_of);
    }

    #[test]
    fn constraints_are_facts_with_a_path() {
        let facts = of(&json!({
            "type": "object", "required": ["b", "a"], "additionalProperties": false,
            "properties": {
                "a": { "type": "array", "minItems": 2, "items": { "type": "integer", "minimum": 1.0 } },
                "b": { "type": "object", "additionalProperties": { "const": "x" } }
            }
        }));
        let fact = |path: &str, keyword: &str| facts.get(&(path.to_owned(), keyword.to_owned()));
        assert_eq!(fact("/", "closed"), Some(&json!(true)));
        assert_eq!(fact("/", "required"), Some(&json!(["a", "b"])));
        assert_eq!(fact("/a", "minItems"), Some(&json!(2)));
        assert_eq!(fact("/a/[]", "minimum"), Some(&json!(1)));
        assert_eq!(fact("/b/{}", "enum"), Some(&json!(["x"])));
    }

    #[test]
    fn rules_are_named_and_keep_out_of_the_type() {
        let facts = of(&json!({
            "allOf": [
                { "title": "r2", "if": {}, "then": {} },
                { "title": "r1", "required": ["x"] },
                { "required": ["y"] }
            ]
        }));
        assert_eq!(facts[&("/".to_owned(), "rules".to_owned())], json!(["r1", "r2"]));
        assert_eq!(facts[&("/".to_owned(), "required".to_owned())], json!(["y"]));
    }

    #[test]
    fn a_recursive_schema_ends() {
        let facts = of(&json!({ "properties": { "again": { "$ref": "#" } } }));
        assert!(facts.keys().any(|(_, keyword)| keyword == "depth"));
    }
}
