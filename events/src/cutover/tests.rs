//! The policy, and that the line applies the same one.

use event_contract::Code;

use super::*;

fn object(value: Value) -> Object {
    serde_json::from_value(value).unwrap()
}

fn event(version: &Value) -> Object {
    object(json!({
        "event_id": "01JMXXXXXXXXXXXXXXXXXXXXXX", "event_type": "MissionClosed",
        "aggregate_id": "mission/1", "timestamp": "2026-03-01T12:00:00Z", "build_id": "b",
        "node_id": "n", "lamport_clock": 1, "schema_version": version,
        "project_uuid": "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
        "correlation_id": "01JMXXXXXXXXXXXXXXXXXXXXXX",
        "payload": { "mission_slug": "m", "mission_number": 1, "mission_type": "t" },
    }))
}

fn with(key: &str, value: Value) -> Object {
    let mut event = event(&json!("3.0.0"));
    event.insert(key.to_owned(), value);
    event
}

#[test]
fn the_live_version_passes() {
    let live = event(&json!("3.0.0"));
    assert_eq!(assert_canonical_cutover_signal(&live), Ok(()));
    assert_eq!(is_pre_cutover_payload(&live), Ok(false));
    assert_eq!(read_cutover_signal(&live), Ok(Some("3.0.0")));
}

#[test]
fn other_versions_are_from_before_the_cutover_or_no_versions() {
    let field = "schema_version";
    let (major, version) =
        (CutoverError::Major { accepted: 3 }, CutoverError::Version { accepted: "3.0.0" });
    for (signal, refused, before) in [
        (json!(null), CutoverError::SignalMissing { field }, true),
        (json!("2.9.0"), major.clone(), true),
        (json!("99999999999999999999999.0.0"), major, true),
        (json!("3"), version.clone(), true),
        (json!("3.0.0\n"), version.clone(), true),
        (json!("003.0.0"), version, true),
        (json!("v3"), CutoverError::NotAVersion, false),
        (json!(""), CutoverError::NotAVersion, false),
        (json!(" 3.0.0"), CutoverError::NotAVersion, false),
        (json!("+3.0.0"), CutoverError::NotAVersion, false),
        (json!("\u{b3}.0.0"), CutoverError::NotAVersion, false),
        (json!(3), CutoverError::SignalType { field }, false),
        (json!(["3.0.0"]), CutoverError::SignalType { field }, false),
    ] {
        let event = event(&signal);
        let is_before = if before { Ok(true) } else { Err(refused.clone()) };
        assert_eq!(is_pre_cutover_payload(&event), is_before, "{signal}");
        assert_eq!(assert_canonical_cutover_signal(&event), Err(refused), "{signal}");
    }
}

#[test]
fn what_earlier_lines_carried_is_named() {
    let event = with("feature_slug", json!(null));
    assert_eq!(forbidden_legacy_keys(&event), ["feature_slug"]);
    let event = with("payload", json!({ "mission_key": 1, "deep": { "feature_slug": 1 } }));
    assert_eq!(forbidden_legacy_keys(&event), ["mission_key"]);
    assert_eq!(forbidden_legacy_keys(&with("payload", json!("feature_slug"))), [""; 0]);
    let event = with("event_type", json!("FeatureClosed"));
    assert_eq!(forbidden_legacy_event_names(&event), Some("FeatureClosed"));
    assert_eq!(forbidden_legacy_event_names(&with("event_type", json!(["FeatureClosed"]))), None);
    for (id, name) in [
        ("feature", Some("feature")),
        ("feature/7", Some("feature")),
        ("feature_catalog/7/x", Some("feature_catalog")),
        ("features/7", None),
        ("/feature", None),
    ] {
        assert_eq!(
            forbidden_legacy_aggregate_names(&with("aggregate_id", json!(id))),
            name,
            "{id}"
        );
    }
}

/// Both readings of the policy agree on every event whose envelope is otherwise valid.
#[test]
fn the_line_applies_the_same_policy() {
    for event in [
        event(&json!("3.0.0")),
        event(&json!("2.0.0")),
        event(&json!("3.0.1")),
        event(&json!(null)),
        event(&json!(3)),
        with("feature_slug", json!(1)),
        with("aggregate_id", json!("feature/1")),
        with("event_type", json!("FeatureCreated")),
    ] {
        let text = serde_json::to_string(&event).unwrap();
        let refused = LINE.violations(text.as_bytes()).iter().any(|violation| {
            [
                Code::CutoverSignalMissing,
                Code::CutoverSignalType,
                Code::CutoverVersion,
                Code::ForbiddenKey,
                Code::ForbiddenEventName,
                Code::ForbiddenAggregate,
            ]
            .contains(&violation.code)
        });
        assert_eq!(assert_canonical_cutover_signal(&event).is_err(), refused, "{text}");
    }
}

#[test]
fn the_artifact_keeps_its_contract() {
    let artifact = load_cutover_artifact().unwrap();
    assert_eq!(artifact.signal_field_name, "schema_version");
    assert_eq!(artifact.forbidden_legacy_keys, CUTOVER.forbidden_keys);
}
