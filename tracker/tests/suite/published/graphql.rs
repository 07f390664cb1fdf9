//! Requests by a GraphQL schema: documents, and the values of their variables.

use apollo_compiler::ast::Type;
use apollo_compiler::request::coerce_variable_values;
use apollo_compiler::response::{JsonMap, JsonValue};
use apollo_compiler::schema::ExtendedType;
use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument, Schema};
use serde_json::Value;

use super::Judgement;
use crate::server::Request;

/// A schema.
pub(super) struct Api(Valid<Schema>);

impl Api {
    pub(super) fn new(text: &str) -> Self {
        Self(Schema::parse_and_validate(text, "schema.graphql").unwrap())
    }

    pub(super) fn judge(&self, request: &Request) -> Judgement {
        let mut operation = String::new();
        let findings = match self.findings(request, &mut operation) {
            Ok(findings) => findings,
            Err(said) => vec![said],
        };
        Judgement { operation, findings }
    }

    fn findings(&self, request: &Request, name: &mut String) -> Result<Vec<String>, String> {
        if request.line() != "POST /graphql" || !request.query.is_empty() {
            return Err(format!("no operation is {}", request.line()));
        }
        if request.header("content-type") != Some("application/json") {
            return Err("a body is JSON".to_owned());
        }
        let text = request.body["query"].as_str().ok_or("query is missing")?;
        let document = ExecutableDocument::parse_and_validate(&self.0, text, "request.graphql");
        let document = document.map_err(|error| error.errors.to_string())?;
        let operation = document.operations.get(None).map_err(|_| "one operation is needed")?;
        let roots = operation.root_fields(&document).map(|field| field.name.as_str());
        *name = roots.collect::<Vec<_>>().join(" ");
        let mut findings = Vec::new();
        for field in operation.all_fields(&document) {
            if field.definition.directives.has("deprecated") {
                findings.push(format!("the field {} is deprecated", field.name));
            }
        }
        let variables = request.body["variables"].as_object().cloned().unwrap_or_default();
        let given: JsonMap = variables
            .iter()
            .map(|(name, value)| (name.as_str().into(), JsonValue::from(value.clone())))
            .collect();
        if let Err(error) = coerce_variable_values(&self.0, operation, &given) {
            findings.push(error.message().to_string());
        }
        for (name, value) in &variables {
            match operation.variables.iter().find(|variable| variable.name == **name) {
                None => findings.push(format!("there is no variable {name}")),
                Some(variable) => self.old(&variable.ty, value, &mut findings),
            }
        }
        Ok(findings)
    }

    /// The fields of a value that are deprecated.
    fn old(&self, of: &Type, value: &Value, findings: &mut Vec<String>) {
        if let Value::Array(items) = value {
            for item in items {
                self.old(of, item, findings);
            }
        }
        let Some(ExtendedType::InputObject(object)) = self.0.types.get(of.inner_named_type())
        else {
            return;
        };
        for (name, value) in value.as_object().into_iter().flatten() {
            let Some(field) = object.fields.get(name.as_str()) else { continue };
            if field.directives.has("deprecated") {
                findings.push(format!("the field {name} is deprecated"));
            }
            self.old(&field.ty, value, findings);
        }
    }
}
