//! From what was discovered to the settings of a connector.

use serde_json::Value;

use crate::connectors::Vendor;
use crate::model::Object;
use crate::{Error, Result};

/// The settings of a hosted connector for a discovered resource, by its `connector_params`; the keys of
/// Nango are to be added.
///
/// # Errors
///
/// The tracker has no discovery, or a setting is missing.
pub fn settings_of(vendor: Vendor, params: &Object) -> Result<Object> {
    let (needed, optional): (&[&str], &[&str]) = match vendor {
        Vendor::Linear => (&["team_id"], &[]),
        Vendor::Jira => (&["project_key", "base_url"], &[]),
        Vendor::GitHub => (&["owner", "repo"], &[]),
        Vendor::GitLab => (&["project_id"], &["base_url"]),
        _ => return Err(super::not_discovered(vendor.as_str())),
    };
    let mut settings = Object::new();
    for name in needed {
        let value = params.get(*name).filter(|value| !value.is_null());
        let value =
            value.ok_or_else(|| Error::config(format!("connector_params have no {name}")))?;
        settings.insert((*name).to_owned(), text(value));
    }
    for name in optional {
        if let Some(value) = params.get(*name).filter(|value| !value.is_null()) {
            settings.insert((*name).to_owned(), text(value));
        }
    }
    Ok(settings)
}

fn text(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number.to_string()),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn settings_are_what_a_connector_needs() {
        let params = json!({ "project_key": "P", "base_url": "https://x", "cloud_id": "c" });
        let settings = settings_of(Vendor::Jira, params.as_object().unwrap()).unwrap();
        assert_eq!(Value::Object(settings), json!({ "project_key": "P", "base_url": "https://x" }));
        let number = json!({ "project_id": 42 });
        let settings = settings_of(Vendor::GitLab, number.as_object().unwrap()).unwrap();
        assert_eq!(Value::Object(settings), json!({ "project_id": "42" }));
        assert!(settings_of(Vendor::GitHub, &Object::new()).is_err());
        assert!(settings_of(Vendor::Fp, &Object::new()).is_err());
    }
}
