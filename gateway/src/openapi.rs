//! The gateway's description, from its ways in and the schemas of its line.

use event_contract::table::Line;
use serde_json::{Map, Value, json};

use crate::routes::{WAYS, Way};

/// A document of `OpenAPI` 3.1.
pub(crate) fn document(line: &Line) -> String {
    let mut paths = Map::new();
    for way in WAYS {
        let path = paths.entry(way.path).or_insert_with(|| json!({}));
        path[way.method] = operation(way);
    }
    let mut schemas = own();
    for schema in line.schemas {
        // Each has an `$id`, so that what it refers to is found within it.
        if let Ok(text) = serde_json::from_str(schema.text) {
            schemas.insert(format!("contract.{}", schema.name), text);
        }
    }
    let event = line.schemas.iter().any(|schema| schema.name == "event");
    let event =
        if event { json!({ "$ref": "#/components/schemas/contract.event" }) } else { json!({}) };
    schemas.insert("Event".into(), event);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Event gateway",
            "version": env!("CARGO_PKG_VERSION"),
            "description": format!("Events of the contract line {} in, out, and folded.", line.name),
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "bearer": { "type": "http", "scheme": "bearer" } },
        },
    })
    .to_string()
}

fn operation(way: &Way) -> Value {
    let (status, media, schema) = way.answer;
    let schema = json!({ "$ref": format!("#/components/schemas/{schema}") });
    let mut parameters: Vec<Value> = way
        .parameters
        .iter()
        .map(|(name, what)| {
            let number = ["after", "limit"].contains(name);
            let ty = if number {
                json!({ "type": "integer", "minimum": 0 })
            } else {
                json!({ "type": "string" })
            };
            json!({ "name": name, "in": "query", "description": what, "schema": ty })
        })
        .collect();
    for name in way.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
        let ty = json!({ "type": "string" });
        parameters.push(json!({ "name": name, "in": "path", "required": true, "schema": ty }));
    }
    let mut responses = Map::new();
    let good = json!({ "description": way.summary, "content": { media: { "schema": schema } } });
    responses.insert(status.to_string(), good);
    let mut problems: Vec<(u16, &str)> = Vec::new();
    if way.scope.is_some() {
        problems.extend([
            (400, "The request makes no sense."),
            (401, "No known token."),
            (403, "The token has another scope."),
            (429, "The token asks too often."),
            (503, "Busy; try again as Retry-After says."),
        ]);
    }
    if way.method == "post" {
        problems.extend([
            (408, "The body came too slowly."),
            (413, "The body is too large, as it comes or unpacked, or has too many events."),
            (415, "Neither JSON nor JSON Lines, or packed by something else than gzip."),
        ]);
    }
    for (status, what) in problems {
        let problem = json!({ "$ref": "#/components/schemas/Problem" });
        let content = json!({ "application/problem+json": { "schema": problem } });
        responses.insert(status.to_string(), json!({ "description": what, "content": content }));
    }
    let mut operation =
        json!({ "summary": way.summary, "parameters": parameters, "responses": responses });
    if let Some(scope) = way.scope {
        operation["security"] = json!([{ "bearer": [scope.name()] }]);
    }
    if way.method == "post" {
        let event = json!({ "$ref": "#/components/schemas/Event" });
        operation["requestBody"] = json!({
            "required": true,
            "description": "One event, an array of events, or one event a line; also with Content-Encoding: gzip.",
            "content": {
                "application/json": { "schema": { "oneOf": [event, { "type": "array", "items": event }] } },
                "application/jsonl": { "schema": { "type": "string" } },
            },
        });
    }
    operation
}

/// The schemas of the gateway's own answers.
fn own() -> Map<String, Value> {
    let count = || json!({ "type": "integer", "minimum": 0 });
    let text = || json!({ "type": "string" });
    let object = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties });
    let of = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let violation = object(
        &["pointer", "code", "expected", "found"],
        json!({ "pointer": text(), "code": text(), "rule": text(), "expected": text(), "found": text() }),
    );
    let result = object(
        &["result"],
        json!({
            "result": { "enum": ["accepted", "duplicate", "rejected", "conflict"] },
            "event_id": text(), "position": count(), "version": count(),
            "violations": { "type": "array", "items": of("Violation") },
            "violation_count": count(), "stored_sha256": text(), "offered_sha256": text(),
        }),
    );
    let results = object(
        &["accepted", "duplicate", "rejected", "conflict", "results"],
        json!({
            "accepted": count(), "duplicate": count(), "rejected": count(), "conflict": count(),
            "results": { "type": "array", "items": of("Result") },
        }),
    );
    let stored = object(
        &["position", "version", "event"],
        json!({ "position": count(), "version": count(), "event": of("Event") }),
    );
    let page = object(
        &["events", "next", "head"],
        json!({
            "events": { "type": "array", "items": of("Stored") }, "next": count(), "head": count(),
        }),
    );
    let state = object(
        &["position", "events", "state"],
        json!({ "position": count(), "events": count(), "state": {} }),
    );
    let problem = object(
        &["status", "code", "detail"],
        json!({ "type": text(), "status": count(), "code": text(), "detail": text() }),
    );
    let reducers =
        object(&["reducers"], json!({ "reducers": { "type": "array", "items": text() } }));
    [
        ("Violation", violation),
        ("Result", result),
        ("Results", results),
        ("Stored", stored),
        ("Page", page),
        ("State", state),
        ("Problem", problem),
        ("Reducers", reducers),
        ("Health", object(&["status"], json!({ "status": text() }))),
        ("Text", text()),
        ("Any", json!({})),
    ]
    .map(|(name, schema)| (name.to_owned(), schema))
    .into_iter()
    .collect()
}
