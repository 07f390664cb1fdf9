//! Requests by an `OpenAPI` document. Bodies are taken strictly: an object has the members that are declared, unless
//! the document lets it have others.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jsonschema::Validator;
use serde_json::{Value, json};

use super::Judgement;
use crate::server::{Request, decode};

/// A document, and the schemas of it that were used.
pub(super) struct Api {
    document: Value,
    schemas: Mutex<HashMap<String, Arc<Validator>>>,
}

/// How deeply schemas may refer to others.
const DEPTH: usize = 24;

impl Api {
    pub(super) fn new(text: &str) -> Self {
        Self { document: serde_json::from_str(text).unwrap(), schemas: Mutex::default() }
    }

    pub(super) fn judge(&self, request: &Request) -> Judgement {
        let segments: Vec<&str> = request.path.trim_matches('/').split('/').collect();
        let method = request.method.to_lowercase();
        let paths = self.document["paths"].as_object().unwrap();
        let named = paths.iter().filter(|(template, item)| {
            item.get(&method).is_some() && values_of(template, &segments).is_some()
        });
        // A path that is written out goes before one with a place for anything.
        let Some((template, item)) =
            named.min_by_key(|(template, _)| template.matches('{').count())
        else {
            let findings = vec![format!("no operation is {}", request.line())];
            return Judgement { operation: String::new(), findings };
        };
        let operation = &item[&method];
        let name = operation["operationId"].as_str().unwrap_or(template).to_owned();
        let mut findings = Vec::new();
        if operation["deprecated"] == true {
            findings.push("the operation is deprecated".to_owned());
        }
        let values = values_of(template, &segments).unwrap();
        self.parameters(&name, [item, operation], request, &values, &mut findings);
        self.body(&name, &operation["requestBody"], request, &mut findings);
        Judgement { operation: name, findings }
    }

    fn parameters(
        &self,
        operation: &str,
        places: [&Value; 2],
        request: &Request,
        values: &[(&str, String)],
        findings: &mut Vec<String>,
    ) {
        let declared = places.into_iter().filter_map(|place| place["parameters"].as_array());
        let declared: Vec<_> = declared.flatten().map(|one| self.followed(one)).collect();
        for parameter in &declared {
            let name = parameter["name"].as_str().unwrap();
            let given: Vec<_> = match parameter["in"].as_str().unwrap() {
                "path" => values.iter().filter(|(at, _)| *at == name).map(|(_, v)| &**v).collect(),
                "query" => {
                    request.query.iter().filter(|(at, _)| at == name).map(|(_, v)| &**v).collect()
                }
                "header" => request.header(&name.to_lowercase()).into_iter().collect(),
                _ => continue,
            };
            if given.is_empty() && parameter["required"] == true {
                findings.push(format!("{name} is missing"));
            }
            if given.len() > 1 {
                findings.push(format!("{name} is given more than once"));
            }
            let schema = self.schema(&format!("{operation} {name}"), &parameter["schema"]);
            for text in given {
                if !readings(text).iter().any(|value| schema.is_valid(value)) {
                    findings.push(format!("{name} is not what it should be"));
                }
            }
        }
        for (name, _) in &request.query {
            let known = |one: &&&Value| one["in"] == "query" && one["name"] == **name;
            match declared.iter().find(known) {
                None => findings.push(format!("there is no parameter {name}")),
                Some(one) if one["deprecated"] == true => {
                    findings.push(format!("the parameter {name} is deprecated"));
                }
                Some(_) => {}
            }
        }
    }

    fn body(
        &self,
        operation: &str,
        declared: &Value,
        request: &Request,
        findings: &mut Vec<String>,
    ) {
        let declared = self.followed(declared);
        if request.body.is_null() {
            if declared["required"] == true {
                findings.push("a body is needed".to_owned());
            }
            return;
        }
        let media_type = request.header("content-type").unwrap_or_default();
        let Some(content) = declared["content"].get(media_type) else {
            findings.push(format!("a body of {media_type} is not taken"));
            return;
        };
        let schema = self.schema(operation, &content["schema"]);
        let wrong = schema.iter_errors(&request.body);
        findings.extend(wrong.map(|error| format!("{}: {error}", error.instance_path())));
    }

    /// What a reference refers to, or the value itself.
    fn followed<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str().and_then(|name| name.strip_prefix('#')) {
            Some(pointer) => self.document.pointer(pointer).unwrap(),
            None => value,
        }
    }

    fn schema(&self, name: &str, schema: &Value) -> Arc<Validator> {
        let mut schemas = self.schemas.lock().unwrap_or_else(PoisonError::into_inner);
        let made = || Arc::new(jsonschema::validator_for(&self.closed(schema, 0)).unwrap());
        Arc::clone(schemas.entry(name.to_owned()).or_insert_with(made))
    }

    /// A schema of `OpenAPI` 3.0 as one of JSON Schema, for what is sent.
    fn closed(&self, schema: &Value, depth: usize) -> Value {
        let schema = self.followed(schema);
        let Value::Object(members) = schema else { return schema.clone() };
        if depth > DEPTH {
            return Value::Bool(true);
        }
        if schema["readOnly"] == true {
            return Value::Bool(false);
        }
        let each = |value: &Value| self.closed(value, depth + 1);
        let mut made = json!({});
        for (name, value) in members {
            made[name] = match (&**name, value) {
                ("properties", Value::Object(all)) => {
                    all.iter().map(|(name, value)| (name.clone(), each(value))).collect()
                }
                ("oneOf" | "anyOf" | "allOf", Value::Array(all)) => all.iter().map(each).collect(),
                ("items" | "additionalProperties" | "not", value) => each(value),
                ("type" | "enum" | "required" | "pattern", value) => value.clone(),
                (name, value) if name.starts_with("min") || name.starts_with("max") => {
                    value.clone()
                }
                _ => continue,
            };
        }
        let whole = schema.get("properties").is_some() && schema.get("allOf").is_none();
        if whole && schema.get("additionalProperties").is_none() {
            made["additionalProperties"] = json!(false);
        }
        if schema["nullable"] == true {
            json!({ "anyOf": [{ "type": "null" }, made] })
        } else {
            made
        }
    }
}

/// The values in the places of a template, if a path is one of its.
fn values_of<'a>(template: &'a str, segments: &[&str]) -> Option<Vec<(&'a str, String)>> {
    let places: Vec<&str> = template.trim_matches('/').split('/').collect();
    if places.len() != segments.len() {
        return None;
    }
    let mut values = Vec::new();
    for (place, segment) in places.into_iter().zip(segments) {
        match place.strip_prefix('{').and_then(|place| place.strip_suffix('}')) {
            Some(name) if !segment.is_empty() => values.push((name, decode(segment))),
            None if place == *segment => {}
            _ => return None,
        }
    }
    Some(values)
}

/// What a text of a path or query may stand for.
fn readings(text: &str) -> Vec<Value> {
    let scalar = serde_json::from_str(text).ok().filter(|value: &Value| !value.is_object());
    scalar.into_iter().chain([json!(text)]).collect()
}
