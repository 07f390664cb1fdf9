//! What several test modules need: the repository's files, and every reader's answer at once.

use std::path::{Path, PathBuf};

use event_contract::codec::Contract;
use event_contract::sample::{self, Source};
use event_contract::schema::SchemaSet;
use event_contract::table::{Event, Field, Object, Type};
use event_contract::{Code, Violation};
use serde_json::{Value, json};
use spec_kitty_contracts::v3::{self, Decoded, LINE, Payload, envelope};

include!(concat!(env!("OUT_DIR"), "/payload.rs"));

/// The workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// An empty folder for one test.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The answer of the JSON Schema layer.
pub(crate) fn schema_accepts(schema: &str, value: &Value) -> bool {
    SchemaSet::shared(&LINE).accepts(schema, value).unwrap()
}

/// An event whose payload has the one field `value`: it makes the line's readers read any type.
pub(crate) fn event_of(ty: Type) -> &'static Event {
    let fields = Box::leak(Box::new([Field::required("value", ty)]));
    let payload = Box::leak(Box::new(Object { name: "", fields, closed: true, rules: &[] }));
    Box::leak(Box::new(Event::around(payload)))
}

/// A valid enveloped event around a payload, as text.
pub(crate) fn enveloped(event: &'static Event, payload: &Value) -> String {
    let mut source = Source::from_choices(&[]);
    sample::envelope(&LINE, event, payload.clone(), &mut source, 7).to_string()
}

/// Asks all readers of live events, asserts that they agree, and that what was decoded is written and
/// read again without change. Gives their verdict.
pub(crate) fn judge_live(text: &str) -> bool {
    let bytes = text.as_bytes();
    let accepted = LINE.accepts(bytes);
    let violations = LINE.violations(bytes);
    assert_eq!(accepted, violations.is_empty(), "checker and collector on {text}: {violations:?}");
    match v3::decode(bytes) {
        Err(found) => {
            assert!(!accepted, "refused by the decoder only: {text}: {found}");
            assert!(LINE.split(bytes).is_err());
            assert_ne!(violations, [], "nothing explained: {text}");
        }
        Ok(decoded) => {
            assert!(accepted || only_aliases(&violations), "taken by the decoder only: {text}");
            let payload = to_json(&decoded.payload).unwrap().parse().unwrap();
            let envelope = envelope::Event { payload, ..decoded.envelope };
            let written = serde_json::to_string(&envelope).unwrap();
            assert_eq!(LINE.violations(written.as_bytes()), [], "written from {text}");
            let again = v3::decode(written.as_bytes()).unwrap();
            assert_eq!(
                again,
                Decoded { envelope, payload: decoded.payload },
                "written from {text}"
            );
        }
    }
    accepted
}

/// Whether nothing but the spelling of enum values is refused, which decoding may forgive.
pub(crate) fn only_aliases(violations: &[Violation]) -> bool {
    violations
        .iter()
        .all(|violation| violation.code == Code::Enum && violation.expected.contains("alias"))
}

/// Asks all readers of a payload, asserts that they agree, and gives their verdict.
pub(crate) fn judge_payload(event: &'static Event, payload: &Value) -> bool {
    let text = payload.to_string();
    let accepted = LINE.accepts_payload(event, text.as_bytes());
    let violations = LINE.payload_violations(event, text.as_bytes());
    assert_eq!(accepted, violations.is_empty(), "checker and collector on {text}: {violations:?}");
    let schema = schema_accepts(event.schema, payload);
    assert_eq!(accepted, schema, "checker and schema on {text}: {violations:?}");
    if payload.is_object() {
        let report = LINE.validate_event(text.as_bytes(), event.name, true).unwrap();
        assert!(report.schema_checked);
        assert_eq!(
            (report.model.is_empty(), report.schema.is_empty()),
            (accepted, accepted),
            "{text}"
        );
    }
    // Keys of an earlier line are the cutover policy's business, not the payload contract's.
    let cutover = LINE.cutover.unwrap();
    if !cutover.forbidden_keys.iter().any(|key| payload.get(key).is_some()) {
        assert_eq!(judge_live(&enveloped(event, payload)), accepted, "in an envelope: {text}");
    }
    accepted
}

/// Whether all ways to read one type refuse or take the text, and what they say.
pub(crate) fn judge_type<T: Contract + serde::de::DeserializeOwned>(
    json: &[u8],
) -> Result<(), Vec<Violation>> {
    let checked = event_contract::check::<T>(json);
    let decoded = event_contract::decode::<T>(json);
    let derived = serde_json::from_slice::<T>(json);
    match checked {
        Ok(()) => {
            assert!(decoded.is_ok() && derived.is_ok(), "{}", String::from_utf8_lossy(json));
            Ok(())
        }
        Err(violations) => {
            assert!(decoded.is_err() || only_aliases(&violations), "{violations}");
            assert_eq!(
                decoded.is_ok(),
                derived.is_ok(),
                "{}: {violations}",
                String::from_utf8_lossy(json)
            );
            Err(violations.into_vec())
        }
    }
}

/// A valid payload of `WPStatusChanged` around some text for its field `reason`.
pub(crate) fn status_with_reason(reason: &str) -> String {
    let payload = json!({
        "mission_slug": "m", "wp_id": "WP01", "to_lane": "claimed", "actor": "a",
        "execution_mode": "worktree", "reason": "@",
    });
    payload.to_string().replace("\"@\"", reason)
}
