//! The contract of discovery, rule by rule. The first rule that is broken is named, with its place.

use serde_json::Value;

use crate::error::Discovered;
use crate::{Error, Result};

/// What a member has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// A text that is not empty.
    Filled,
    /// A text.
    Text,
    /// An object.
    Object,
    /// An object that is not empty, by this rule.
    NotEmpty,
    /// An object or nothing.
    ObjectOrNull,
    /// A text or nothing, if it is there at all; only within an object.
    TextOrNull,
}

/// A rule: its name, the member it is about, and what that has to be. Rules that JSON cannot break
/// (WS-007, RS-008 and RS-010: the value is JSON) are not listed.
type Rule = (&'static str, &'static str, Shape);

const WORKSPACE: &[Rule] = &[
    ("WS-001", "id", Shape::Filled),
    ("WS-002", "name", Shape::Filled),
    ("WS-003", "display", Shape::Text),
    ("WS-004", "kind", Shape::Filled),
    ("WS-005", "provider", Shape::Filled),
    ("WS-006", "provider_context", Shape::ObjectOrNull),
    ("WS-008", "provider_context.workspace_handle", Shape::TextOrNull),
    ("WS-009", "provider_context.workspace_url", Shape::TextOrNull),
];

const RESOURCE: &[Rule] = &[
    ("RS-001", "provider", Shape::Filled),
    ("RS-002", "parent_workspace_id", Shape::Filled),
    ("RS-003", "resource_type", Shape::Filled),
    ("RS-004", "stable_ref", Shape::Filled),
    ("RS-005", "display_name", Shape::Filled),
    ("RS-006", "connector_params", Shape::Object),
    ("RS-007", "connector_params", Shape::NotEmpty),
    ("RS-009", "routing_metadata", Shape::Object),
    ("RS-011", "routing_metadata.display_key", Shape::TextOrNull),
    ("RS-012", "routing_metadata.resource_url", Shape::TextOrNull),
];

/// Checks a result with workspaces.
///
/// # Errors
///
/// The first rule that is broken, with the place, and the tracker if that is said there.
pub fn check_workspaces(result: &Value) -> Result<()> {
    check(result, Discovered::Workspace, WORKSPACE)
}

/// Checks a result with resources.
///
/// # Errors
///
/// As [`check_workspaces`].
pub fn check_resources(result: &Value) -> Result<()> {
    check(result, Discovered::Resource, RESOURCE)
}

fn check(result: &Value, of: Discovered, rules: &[Rule]) -> Result<()> {
    let broken = |path, rule, wanted| Err(Error::contract(Discovered::Result, path, rule, wanted));
    let Value::Object(result) = result else {
        return broken("<root>", "DR-001", "an object");
    };
    let Some(Value::Array(items)) = result.get("items") else {
        return broken("items", "DR-002", "a list");
    };
    if !result.get("truncated").is_some_and(Value::is_boolean) {
        return broken("truncated", "DR-003", "true or false");
    }
    for (at, item) in items.iter().enumerate() {
        for (rule, member, shape) in rules {
            if let Some(wanted) = objection(item, member, *shape) {
                let error = Error::contract(of, format!("items[{at}].{member}"), rule, wanted);
                return Err(match item.get("provider").and_then(Value::as_str) {
                    Some(provider) if !provider.is_empty() => {
                        error.of_provider(provider.to_owned())
                    }
                    _ => error,
                });
            }
        }
    }
    Ok(())
}

/// What a member should have been.
fn objection(item: &Value, member: &str, shape: Shape) -> Option<&'static str> {
    let found = member.split('.').try_fold(item, |value, name| value.get(name));
    let value = found.unwrap_or(&Value::Null);
    let (holds, wanted) = match shape {
        Shape::Filled => {
            (value.as_str().is_some_and(|text| !text.is_empty()), "a text that is not empty")
        }
        Shape::Text => (value.is_string(), "a text"),
        Shape::Object => (value.is_object(), "an object"),
        Shape::NotEmpty => (
            value.as_object().is_some_and(|object| !object.is_empty()),
            "an object that is not empty",
        ),
        Shape::ObjectOrNull => (value.is_object() || value.is_null(), "an object or null"),
        Shape::TextOrNull => (value.is_string() || value.is_null(), "a text or null"),
    };
    (!holds).then_some(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use serde_json::json;

    fn workspace() -> Value {
        json!({ "id": "1", "name": "n", "display": "", "kind": "org", "provider": "github",
                "provider_context": { "workspace_handle": null, "workspace_url": "u" } })
    }

    fn resource() -> Value {
        json!({ "provider": "github", "parent_workspace_id": "1", "resource_type": "repository",
                "stable_ref": "1", "display_name": "d", "connector_params": { "owner": "o" },
                "routing_metadata": { "display_key": "k", "resource_url": null } })
    }

    fn broken(
        check: fn(&Value) -> Result<()>,
        item: &Value,
        member: &str,
        value: Value,
    ) -> (String, String) {
        let of = if item.get("kind").is_some() { "workspace" } else { "resource" };
        let mut item = item.clone();
        let place = format!("/{}", member.replace('.', "/"));
        *item.pointer_mut(&place).unwrap() = value;
        let error = check(&json!({ "items": [workspace_or(&item), item], "truncated": false }))
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::DiscoveryContract);
        assert_eq!(error.discovered().map(Discovered::as_str), Some(of));
        let provider = (member != "provider").then_some("github");
        assert_eq!(error.provider(), provider);
        let shown = format!("{of}: items[1].{member} breaks {}: ", error.reason().unwrap());
        assert!(error.to_string().contains(&shown), "{error}");
        assert_eq!(error.to_string().starts_with("github, "), provider.is_some(), "{error}");
        (error.reason().unwrap().to_owned(), error.field_path().unwrap().to_owned())
    }

    /// An item of the same kind that keeps the contract.
    fn workspace_or(item: &Value) -> Value {
        if item.get("kind").is_some() { workspace() } else { resource() }
    }

    #[test]
    fn what_keeps_the_contract_passes() {
        let result = |items: Value| json!({ "items": items, "truncated": true });
        assert!(check_workspaces(&result(json!([workspace()]))).is_ok());
        assert!(check_resources(&result(json!([resource()]))).is_ok());
        let mut without = workspace();
        without["provider_context"] = Value::Null;
        assert!(check_workspaces(&result(json!([without]))).is_ok());
    }

    #[test]
    fn each_rule_is_named_with_its_place() {
        for (rule, member, value) in [
            ("WS-001", "id", json!("")),
            ("WS-001", "id", json!(5)),
            ("WS-002", "name", Value::Null),
            ("WS-003", "display", json!(1)),
            ("WS-004", "kind", json!("")),
            ("WS-005", "provider", json!([])),
            ("WS-006", "provider_context", json!([])),
            ("WS-008", "provider_context.workspace_handle", json!(1)),
            ("WS-009", "provider_context.workspace_url", json!({})),
        ] {
            let found = broken(check_workspaces, &workspace(), member, value);
            assert_eq!(found, (rule.to_owned(), format!("items[1].{member}")));
        }
        for (rule, member, value) in [
            ("RS-001", "provider", json!("")),
            ("RS-002", "parent_workspace_id", json!(1)),
            ("RS-003", "resource_type", Value::Null),
            ("RS-004", "stable_ref", json!("")),
            ("RS-005", "display_name", json!("")),
            ("RS-006", "connector_params", Value::Null),
            ("RS-007", "connector_params", json!({})),
            ("RS-009", "routing_metadata", json!("x")),
            ("RS-011", "routing_metadata.display_key", json!(1)),
            ("RS-012", "routing_metadata.resource_url", json!(true)),
        ] {
            let found = broken(check_resources, &resource(), member, value);
            assert_eq!(found, (rule.to_owned(), format!("items[1].{member}")));
        }
    }

    #[test]
    fn the_envelope_comes_first() {
        for (rule, result) in [
            ("DR-001", json!([])),
            ("DR-002", json!({ "items": {}, "truncated": 1 })),
            ("DR-003", json!({ "items": [{}] })),
        ] {
            for check in [check_workspaces, check_resources] {
                let error = check(&result).unwrap_err();
                assert_eq!(error.reason(), Some(rule));
                assert_eq!(
                    (error.discovered(), error.provider()),
                    (Some(Discovered::Result), None)
                );
            }
        }
    }
}
