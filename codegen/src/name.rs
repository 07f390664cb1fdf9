//! Names: casing, and what Rust makes of them.

/// `snake_case` of a name in any casing: `WPStatusChanged` is `wp_status_changed`, `SyncLaneV1` is
/// `sync_lane_v1`.
pub fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 8);
    let mut chars = name.chars().peekable();
    let mut before: Option<char> = None;
    while let Some(c) = chars.next() {
        let starts_word = c.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || before.is_ascii_uppercase()
                        && chars.peek().is_some_and(char::is_ascii_lowercase)
            });
        before = Some(c);
        let other = !c.is_ascii_alphanumeric();
        if (other && !out.is_empty() || starts_word) && !out.ends_with('_') {
            out.push('_');
        }
        if !other {
            out.push(c.to_ascii_lowercase());
        }
    }
    out.truncate(out.trim_end_matches('_').len());
    out
}

/// `UpperCamelCase` of a name in any casing.
pub fn camel(name: &str) -> String {
    snake(name)
        .split('_')
        .map(|word| {
            let mut chars = word.chars();
            chars.next().map_or_else(String::new, |first| {
                first.to_ascii_uppercase().to_string() + chars.as_str()
            })
        })
        .collect()
}

/// The Rust variant of an enum's value. A constant may have a value that makes none.
pub fn variant(value: &str) -> String {
    let variant = camel(value);
    if is_variant(&variant) { variant } else { "Value".to_owned() }
}

/// Whether a name in `UpperCamelCase` can be a variant.
pub fn is_variant(name: &str) -> bool {
    is_camel(name) && name != "Self"
}

/// Whether a name is `UpperCamelCase`, but for the words of Rust's own.
pub fn is_camel(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Whether generated files use a name for something of their own.
pub fn is_taken(name: &str) -> bool {
    const TAKEN: [&str; 39] = [
        "Box",
        "Checked",
        "Clause",
        "Contract",
        "Deref",
        "Effect",
        "Err",
        "EventId",
        "Field",
        "Fields",
        "From",
        "Guard",
        "HttpUrl",
        "Integer",
        "IsoDateTime",
        "JsonObject",
        "JsonValue",
        "Map",
        "None",
        "Number",
        "OffsetDateTime",
        "Ok",
        "Option",
        "Result",
        "Rule",
        "Self",
        "Serialize",
        "SerializeStruct",
        "Serializer",
        "Some",
        "StateMachine",
        "String",
        "Test",
        "Timestamp",
        "Type",
        "Uuid",
        "Vec",
        "Violations",
        "Debug",
    ];
    TAKEN.contains(&name)
}

/// Whether a name is `snake_case` and a Rust identifier.
pub fn is_snake(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && !name.ends_with('_')
        && !name.contains("__")
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// Whether a name is `kebab-case`.
pub fn is_kebab(name: &str) -> bool {
    is_snake(&name.replace('-', "_")) && !name.contains('_')
}

/// Whether a name in `snake_case` is a word of Rust's own, in any edition.
pub fn is_keyword(name: &str) -> bool {
    // `gen` since 2024, which `syn` takes.
    name == "gen" || syn::parse_str::<syn::Ident>(name).is_err()
}

/// The Rust identifier for a key: `snake_case`, raw where it is a keyword.
pub fn field_ident(key: &str) -> String {
    let ident = snake(key);
    match ident.as_str() {
        // These cannot be raw identifiers.
        "self" | "super" | "crate" => ident + "_",
        _ if is_keyword(&ident) => format!("r#{ident}"),
        _ => ident,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn casing_keeps_acronyms_and_numbers_together() {
        let cases = [
            ("WPStatusChanged", "wp_status_changed"),
            ("SyncLaneV1", "sync_lane_v1"),
            ("StatusTransitionPayload", "status_transition_payload"),
            ("in_progress", "in_progress"),
            ("kebab-case", "kebab_case"),
            ("camelCase", "camel_case"),
            ("HTTP2Server", "http2_server"),
        ];
        for (name, wanted) in cases {
            assert_eq!(snake(name), wanted);
        }
        assert_eq!(camel("in_progress"), "InProgress");
        assert_eq!(field_ident("type"), "r#type");
    }
}
