//! JSON that is carried, not interpreted.

use std::fmt;
use std::str::FromStr;

use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::violation::Violations;

/// Writes JSON text as it is, where the serializer can, else its value.
pub(crate) fn serialize_text<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let raw: &RawValue = serde_json::from_str(text).map_err(serde::ser::Error::custom)?;
    raw.serialize(serializer)
}

macro_rules! json_text {
    ($(#[$doc:meta])* $name:ident, $kind:literal) => {
        $(#[$doc])*
        ///
        /// The text is kept as it was read: key order, numbers of any length, white space. `Debug` does
        /// not show it. Two are compared by their texts.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The JSON text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Parses the text into a tree. Numbers beyond 64 bits become doubles.
            pub fn to_value(&self) -> serde_json::Value {
                serde_json::from_str(&self.0).unwrap_or_default()
            }

            pub(crate) fn from_checked(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($kind, " of {} bytes"), self.0.len())
            }
        }

        impl FromStr for $name {
            type Err = Violations;

            fn from_str(text: &str) -> Result<Self, Violations> {
                crate::decode(text.as_bytes())
            }
        }

        impl TryFrom<&serde_json::Value> for $name {
            type Error = Violations;

            fn try_from(value: &serde_json::Value) -> Result<Self, Violations> {
                value.to_string().parse()
            }
        }

        impl TryFrom<serde_json::Value> for $name {
            type Error = Violations;

            fn try_from(value: serde_json::Value) -> Result<Self, Violations> {
                Self::try_from(&value)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serialize_text(&self.0, serializer)
            }
        }
    };
}

json_text! {
    /// A JSON object with any content.
    JsonObject, "JSON object"
}

json_text! {
    /// Any JSON value.
    JsonValue, "JSON value"
}

impl Default for JsonObject {
    fn default() -> Self {
        Self("{}".into())
    }
}

impl Default for JsonValue {
    fn default() -> Self {
        Self("null".into())
    }
}

impl JsonObject {
    /// The number of distinct keys.
    pub fn len(&self) -> usize {
        self.to_value().as_object().map_or(0, serde_json::Map::len)
    }

    /// Whether there are no keys.
    pub fn is_empty(&self) -> bool {
        self.0.trim_start_matches('{').trim_start().starts_with('}')
    }
}

impl From<JsonObject> for JsonValue {
    fn from(object: JsonObject) -> Self {
        Self(object.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_kept_and_not_shown() {
        let text = r#"{ "b": 1.50, "a": 123456789012345678901234567890 }"#;
        let object: JsonObject = text.parse().unwrap();
        assert_eq!(object.as_str(), text);
        assert_eq!(serde_json::to_string(&object).unwrap(), text);
        assert_eq!(format!("{object:?}"), format!("JSON object of {} bytes", text.len()));
        assert_eq!(object.len(), 2);
        assert!(!object.is_empty());
        assert!("{ }".parse::<JsonObject>().unwrap().is_empty());
    }

    #[test]
    fn only_valid_json_gets_in() {
        assert!("[1]".parse::<JsonObject>().is_err());
        assert!("[1]".parse::<JsonValue>().is_ok());
        assert!("{".parse::<JsonValue>().is_err());
        assert!(JsonObject::try_from(serde_json::json!({"a": [null]})).is_ok());
    }
}
