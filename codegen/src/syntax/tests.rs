//! The language's own JSON Schemas against the contracts that are written in it.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Sink;
use crate::resolve::values;
use crate::{contract_schema, line_schema, yaml};

#[test]
fn editors_accept_what_the_parser_accepts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../contracts");
    let sources = crate::read_dir(&root, "contracts").expect("the contracts are there");
    let schemas = [contract_schema(), line_schema()].map(|schema| {
        jsonschema::validator_for(&schema).expect("the language's schema is a schema")
    });
    for (index, source) in sources.iter().enumerate() {
        let mut sink = Sink::new(Arc::from(sources.clone()));
        let root = yaml::parse(index, source, &mut sink).expect("the file is YAML");
        let value = values::any(&root);
        let [contract, line] = &schemas;
        let schema = if source.path.ends_with("line.yaml") { line } else { contract };
        let errors: Vec<String> = schema
            .iter_errors(&value)
            .map(|error| format!("{} {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", source.path);
    }
}

#[test]
fn editors_refuse_a_misspelt_keyword() {
    let schema = jsonschema::validator_for(&contract_schema()).expect("a schema");
    let wrong = serde_json::json!({
        "domain": "orders",
        "types": { "OrderId": { "type": "string", "minLenght": 1 } },
    });
    assert!(!schema.is_valid(&wrong));
}

#[test]
fn the_schemas_name_themselves() {
    for (schema, name) in [(contract_schema(), "contract"), (line_schema(), "line")] {
        let id = schema["$id"].as_str().unwrap_or_default();
        assert!(
            id.starts_with("https://") && id.ends_with(&format!("/{name}.schema.json")),
            "{id}"
        );
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["title"].as_str().map(|title| title.contains("File")), Some(false));
    }
}
