//! The JSON Schema back-end: draft 2020-12, one self-contained file per published type.
//!
//! Cross-field rules are part of the schema, as `if` and `then`. Formats are meant to be asserted.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::model::{
    Builtin, Clause, Life, Line, Model, Object, Presence, Rule, Shape, Test, Text, Type, TypeDef,
    TypeId,
};
use crate::output::{Layout, Output};

/// ULIDs, bare UUIDs and hyphenated UUIDs.
const EVENT_ID: &str = "^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{26}$|^[0-9a-fA-F]{32}$|^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$";

/// A character that is not white space, spelled out because engines differ on `\s`.
const NOT_BLANK: &str = "[^\\u0009-\\u000d\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";

/// Renders the published schemas of every line.
pub(crate) fn render(model: &Model, layout: &Layout) -> impl Iterator<Item = Output> {
    model.lines.iter().flat_map(move |line| {
        line.published().into_iter().map(move |(name, id)| {
            let path = layout.schemas.join(&line.name).join(format!("{name}.schema.json"));
            let mut bytes = Vec::new();
            // Writing to memory does not fail, and a schema has no keys that are not text.
            serde_json::to_writer_pretty(&mut bytes, &document(line, &name, id))
                .unwrap_or_default();
            bytes.push(b'\n');
            Output { path, bytes }
        })
    })
}

/// The schema of one type, with everything that it refers to.
pub fn document(line: &Line, name: &str, id: TypeId) -> Value {
    let def = line.def(id);
    let mut root = Map::new();
    root.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    root.insert("$id".into(), format!("{}/{name}", line.package).into());
    root.insert("title".into(), def.name.clone().into());
    describe(&mut root, &def.doc, &def.life);
    let mut needed = BTreeSet::new();
    shape(line, def, &mut root, &mut needed);
    let mut defs: Vec<(&str, Value)> = Vec::new();
    let mut done = BTreeSet::new();
    while let Some(id) = needed.pop_first() {
        if done.insert(id) {
            let def = line.def(id);
            let mut body = Map::new();
            describe(&mut body, &def.doc, &def.life);
            shape(line, def, &mut body, &mut needed);
            defs.push((&def.name, Value::Object(body)));
        }
    }
    if !defs.is_empty() {
        defs.sort_by_key(|(name, _)| *name);
        let defs = defs.into_iter().map(|(name, body)| (name.to_owned(), body)).collect();
        root.insert("$defs".into(), Value::Object(defs));
    }
    Value::Object(root)
}

fn describe(out: &mut Map<String, Value>, doc: &str, life: &Life) {
    if !doc.is_empty() {
        out.insert("description".into(), doc.into());
    }
    put(out, "deprecated", life.deprecated.is_some().then_some(true));
}

fn put<T: Into<Value>>(out: &mut Map<String, Value>, keyword: &str, value: Option<T>) {
    if let Some(value) = value {
        out.insert(keyword.into(), value.into());
    }
}

fn shape(line: &Line, def: &TypeDef, out: &mut Map<String, Value>, needed: &mut BTreeSet<TypeId>) {
    match &def.shape {
        Shape::Alias(ty) => type_into(line, ty, out, needed),
        Shape::Text(constraints) => text(constraints, out),
        Shape::Integer(bounds) => {
            out.insert("type".into(), "integer".into());
            let (least, most) = (bounds.minimum, bounds.maximum);
            if bounds.minimum_exclusive {
                put(out, "exclusiveMinimum", least.map(|least| least.saturating_sub(1)));
            } else {
                put(out, "minimum", least);
            }
            if bounds.maximum_exclusive {
                put(out, "exclusiveMaximum", most.map(|most| most.saturating_add(1)));
            } else {
                put(out, "maximum", most);
            }
        }
        Shape::Number(bounds) => {
            out.insert("type".into(), "number".into());
            put(out, "minimum", bounds.minimum);
            put(out, "maximum", bounds.maximum);
            put(out, "exclusiveMinimum", bounds.exclusive_minimum);
            put(out, "exclusiveMaximum", bounds.exclusive_maximum);
        }
        Shape::Enum(declared) => {
            out.insert("type".into(), "string".into());
            match declared.values.as_slice() {
                [only] if declared.constant => out.insert("const".into(), only.clone().into()),
                values => out.insert("enum".into(), values.into()),
            };
        }
        Shape::Array(array) => {
            out.insert("type".into(), "array".into());
            out.insert("items".into(), type_schema(line, &array.items, needed));
            put(out, "minItems", (array.min_items > 0).then_some(array.min_items));
            put(out, "maxItems", array.max_items);
        }
        Shape::Map(map) => {
            out.insert("type".into(), "object".into());
            out.insert("additionalProperties".into(), type_schema(line, &map.values, needed));
            put(out, "minProperties", (map.min_properties > 0).then_some(map.min_properties));
            put(out, "maxProperties", map.max_properties);
        }
        Shape::AnyOf(alternatives) => {
            let alternatives =
                alternatives.iter().map(|ty| type_schema(line, ty, needed)).collect();
            out.insert("anyOf".into(), Value::Array(alternatives));
        }
        Shape::Object(object) => self::object(line, object, out, needed),
    }
}

fn text(constraints: &Text, out: &mut Map<String, Value>) {
    out.insert("type".into(), "string".into());
    put(out, "examples", (!constraints.listed.is_empty()).then(|| constraints.listed.clone()));
    put(out, "minLength", (constraints.min_length > 0).then_some(constraints.min_length));
    put(out, "maxLength", constraints.max_length);
    put(out, "pattern", constraints.pattern.as_ref().map(|pattern| pattern.source.clone()));
    if constraints.not_blank {
        if out.contains_key("pattern") {
            out.insert("allOf".into(), json!([{ "pattern": NOT_BLANK }]));
        } else {
            out.insert("pattern".into(), NOT_BLANK.into());
        }
    }
}

fn object(
    line: &Line,
    object: &Object,
    out: &mut Map<String, Value>,
    needed: &mut BTreeSet<TypeId>,
) {
    out.insert("type".into(), "object".into());
    let mut properties = Map::new();
    for field in &object.fields {
        let mut body = Map::new();
        describe(&mut body, &field.doc, &field.life);
        match &field.presence {
            Presence::Optional => {
                let alternatives =
                    json!([type_schema(line, &field.ty, needed), { "type": "null" }]);
                body.insert("anyOf".into(), alternatives);
                body.insert("default".into(), Value::Null);
            }
            presence => {
                type_into(line, &field.ty, &mut body, needed);
                if let Presence::Default(value) = presence {
                    body.insert("default".into(), value.clone());
                }
            }
        }
        properties.insert(field.name.clone(), Value::Object(body));
    }
    out.insert("properties".into(), Value::Object(properties));
    let required = object.fields.iter().filter(|field| field.presence == Presence::Required);
    let required: Vec<&str> = required.map(|field| field.name.as_str()).collect();
    put(out, "required", (!required.is_empty()).then_some(required));
    put(out, "additionalProperties", object.closed.then_some(false));
    let rules: Vec<Value> = object.rules.iter().map(|rule| self::rule(object, rule)).collect();
    put(out, "allOf", (!rules.is_empty()).then_some(rules));
}

/// A rule as `if`/`then`, named by its `title`.
fn rule(object: &Object, rule: &Rule) -> Value {
    let mut out = Map::new();
    out.insert("title".into(), rule.id.clone().into());
    describe(&mut out, &rule.doc, &Life::default());
    if rule.when.is_empty() {
        out.extend(conjunction(object, &rule.then));
    } else {
        out.insert("if".into(), Value::Object(conjunction(object, &rule.when)));
        out.insert("then".into(), Value::Object(conjunction(object, &rule.then)));
    }
    Value::Object(out)
}

/// The schema of objects for which every clause holds.
fn conjunction(object: &Object, clauses: &[Clause]) -> Map<String, Value> {
    let mut properties = Map::new();
    let mut required: Vec<&str> = Vec::new();
    for clause in clauses {
        let field = &object.fields[clause.field];
        let (body, holds_when_absent) = match &clause.test {
            Test::Is(value) => (json!({ "const": value }), default(field) == Some(&json!(value))),
            Test::OneOf(values) => {
                let by_default = default(field).and_then(Value::as_str);
                (
                    json!({ "enum": values }),
                    by_default.is_some_and(|text| values.iter().any(|value| value == text)),
                )
            }
            Test::Present => (json!({ "not": { "type": "null" } }), default(field).is_some()),
            Test::Absent => (json!({ "type": "null" }), true),
            Test::NotBlank => {
                let by_default = default(field).and_then(Value::as_str);
                (
                    json!({ "type": "string", "pattern": NOT_BLANK }),
                    by_default.is_some_and(|text| !text.trim().is_empty()),
                )
            }
        };
        properties.insert(field.name.clone(), body);
        if !holds_when_absent {
            required.push(&field.name);
        }
    }
    let mut out = Map::new();
    out.insert("properties".into(), Value::Object(properties));
    put(&mut out, "required", (!required.is_empty()).then_some(required));
    out
}

fn default(field: &crate::model::Field) -> Option<&Value> {
    match &field.presence {
        Presence::Default(value) => Some(value),
        _ => None,
    }
}

fn type_schema(line: &Line, ty: &Type, needed: &mut BTreeSet<TypeId>) -> Value {
    let mut out = Map::new();
    type_into(line, ty, &mut out, needed);
    Value::Object(out)
}

fn type_into(line: &Line, ty: &Type, out: &mut Map<String, Value>, needed: &mut BTreeSet<TypeId>) {
    match ty {
        Type::Named(id) => {
            needed.insert(*id);
            out.insert("$ref".into(), format!("#/$defs/{}", line.def(*id).name).into());
        }
        Type::List(item) => {
            out.insert("type".into(), "array".into());
            out.insert("items".into(), type_schema(line, item, needed));
        }
        Type::Map(value) => {
            out.insert("type".into(), "object".into());
            out.insert("additionalProperties".into(), type_schema(line, value, needed));
        }
        Type::Builtin(builtin) => self::builtin(*builtin, out),
    }
}

fn builtin(builtin: Builtin, out: &mut Map<String, Value>) {
    let (kind, format) = match builtin {
        Builtin::Any => return,
        Builtin::String | Builtin::EventId | Builtin::PydanticDatetime | Builtin::Iso8601 => {
            ("string", None)
        }
        Builtin::Integer => ("integer", None),
        Builtin::Number => ("number", None),
        Builtin::Boolean => ("boolean", None),
        Builtin::Object => ("object", None),
        Builtin::DateTime => ("string", Some("date-time")),
        Builtin::Uuid => ("string", Some("uuid")),
        Builtin::Uri => ("string", Some("uri")),
    };
    out.insert("type".into(), kind.into());
    put(out, "format", format);
    match builtin {
        Builtin::EventId => {
            out.insert("minLength".into(), 26.into());
            out.insert("maxLength".into(), 36.into());
            out.insert("pattern".into(), EVENT_ID.into());
        }
        Builtin::Object => {
            out.insert("additionalProperties".into(), true.into());
        }
        Builtin::Uri => {
            out.insert("minLength".into(), 1.into());
        }
        Builtin::PydanticDatetime | Builtin::Iso8601 => {
            // Not a format: strict validators refuse schemas with one that they do not know.
            out.insert("$comment".into(), format!("format: {}", builtin.name()).into());
            out.insert("minLength".into(), 1.into());
        }
        _ => {}
    }
}
