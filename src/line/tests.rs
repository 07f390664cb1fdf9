//! The checker and the collector, one question.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::testing::{EVENT, LINE, NESTS};
#[cfg(feature = "sample")]
use crate::testing::{STATUS, ZOO};

fn event() -> Value {
    serde_json::from_str(EVENT).unwrap()
}

/// The codes and pointers of what is wrong, after asking both readers.
fn wrong(document: &str) -> Vec<(String, &'static str)> {
    let violations = LINE.violations(document.as_bytes());
    assert_eq!(
        LINE.accepts(document.as_bytes()),
        violations.is_empty(),
        "{document}\n{violations:?}"
    );
    violations.into_iter().map(|one| (one.pointer, one.code.as_str())).collect()
}

fn with(change: impl FnOnce(&mut Value)) -> Vec<(String, &'static str)> {
    let mut event = event();
    change(&mut event);
    wrong(&event.to_string())
}

#[track_caller]
fn only(found: impl AsRef<[(String, &'static str)]>, pointer: &str, code: &str) {
    let found: Vec<_> =
        found.as_ref().iter().map(|(pointer, code)| (pointer.as_str(), *code)).collect();
    assert_eq!(found, [(pointer, code)]);
}

#[test]
fn a_valid_event() {
    assert!(LINE.accepts(EVENT.as_bytes()));
    assert!(LINE.accepts(format!(" \n{EVENT}\t").as_bytes()));
    let parts = LINE.split(EVENT.as_bytes()).unwrap();
    assert_eq!(parts.event.name, "WPStatusChanged");
    assert_eq!(parts.index, 2);
    assert!(parts.payload().as_str().starts_with("{\"mission_slug\""));
    assert_eq!(LINE.event_type(EVENT.as_bytes()).as_deref(), Some("WPStatusChanged"));
    assert!(LINE.accepts_payload(parts.event, parts.payload().as_str().as_bytes()));
}

#[test]
fn payload_before_its_event_type() {
    let event = event();
    let mut keys: Vec<_> = event.as_object().unwrap().iter().collect();
    keys.reverse();
    let reversed: Value =
        keys.into_iter().map(|(key, value)| (key.clone(), value.clone())).collect();
    assert_eq!(wrong(&reversed.to_string()), []);
    assert_eq!(LINE.split(reversed.to_string().as_bytes()).unwrap().index, 2);
    let bad = reversed.to_string().replace("worktree", "woodtree");
    only(wrong(&bad), "/payload/execution_mode", "enum");
}

#[test]
fn escaped_keys_and_values_mean_the_same() {
    let escaped = EVENT
        .replace("\"event_type\"", r#""event\u005ftype""#)
        .replace("WPStatusChanged", r"WPStatus\u0043hanged")
        .replace("\"3.0.0\"", r#""3\u002e0.0""#)
        .replace("\"to_lane\"", r#""to\u005Flane""#)
        .replace("for_review", r"for\u005freview");
    assert_eq!(wrong(&escaped), []);
    let duplicate = EVENT.replace("\"wp_id\"", r#""wp_id":"WP03","wp\u005fid""#);
    only(wrong(&duplicate), "/payload/wp_id", "duplicate_key");
}

#[test]
fn cutover() {
    only(
        with(|e| drop(e.as_object_mut().unwrap().remove("schema_version"))),
        "/schema_version",
        "cutover_signal_missing",
    );
    only(with(|e| e["schema_version"] = json!("3.0.1")), "/schema_version", "cutover_version");
    only(with(|e| e["feature_slug"] = json!(1)), "/feature_slug", "forbidden_key");
    only(with(|e| e["aggregate_id"] = json!("feature/7")), "/aggregate_id", "forbidden_aggregate");
    assert_eq!(with(|e| e["aggregate_id"] = json!("features/7")), []);
    let numeric = with(|e| e["schema_version"] = json!(3));
    assert!(numeric.contains(&("/schema_version".into(), "cutover_signal_type")), "{numeric:?}");
    let open = |name: &str, payload: Value| {
        with(|e| {
            e["event_type"] = json!(name);
            e["payload"] = payload;
        })
    };
    assert_eq!(open("Opened", json!({"note": "x", "other": 1})), []);
    only(
        open("Opened", json!({"feature_number": null})),
        "/payload/feature_number",
        "forbidden_key",
    );
    only(open("Opened", json!({"mission_key": "m"})), "/payload/mission_key", "forbidden_key");
    only(open("FeatureCreated", json!({})), "/event_type", "forbidden_event_name");
    only(open("FeatureClosed", json!({})), "/event_type", "forbidden_event_name");
}

#[test]
fn legacy_keys_are_found_at_any_depth() {
    let nested = |payload: &Value| {
        let mut event: Value = serde_json::from_str(EVENT).unwrap();
        event["feature_slug"] = json!("the policy's own business");
        event["event_type"] = json!("Opened");
        event["payload"] = payload.clone();
        let found = LINE.nested_legacy_keys(event.to_string().as_bytes());
        assert!(found.iter().all(|violation| violation.code == Code::ForbiddenKey));
        found.into_iter().map(|violation| violation.pointer).collect::<Vec<_>>()
    };
    let deep = json!({
        "mission_key": { "feature_slug": 1, "fine": "feature_slug" },
        "list": [[{ "payload": { "feature_number": { "mission_key": null } } }]],
    });
    assert_eq!(
        nested(&deep),
        [
            "/payload/mission_key/feature_slug",
            "/payload/list/0/0/payload/feature_number",
            "/payload/list/0/0/payload/feature_number/mission_key",
        ]
    );
    assert_eq!(nested(&json!({ "mission_key": "m" })), [""; 0]);
    assert_eq!(LINE.nested_legacy_keys(b"{"), []);
}

#[test]
fn event_types() {
    only(with(|e| e["event_type"] = json!("WpStatusChange")), "/event_type", "unknown_event_type");
    only(
        with(|e| e["event_type"] = json!("NextStepPlanned")),
        "/event_type",
        "reserved_event_type",
    );
    let hint = LINE.violations(EVENT.replace("WPStatusChanged", "WpStatusChange").as_bytes());
    assert!(hint[0].expected.contains("did you mean \"WPStatusChanged\""), "{hint:?}");
}

#[test]
fn absent_payload_is_its_default() {
    let absent = |name: &str| {
        with(|e| {
            e["event_type"] = json!(name);
            e.as_object_mut().unwrap().remove("payload");
        })
    };
    assert_eq!(absent("Opened"), []);
    assert_eq!(absent("WPStatusChanged").len(), 5, "five fields are required");
    only(with(|e| e["payload"] = Value::Null), "/payload", "type");
    only(with(|e| e["payload"] = json!([])), "/payload", "type");
}

#[test]
fn every_violation_is_found() {
    let found = with(|e| {
        e["payload"]["to_lane"] = json!("doing");
        e["payload"]["force"] = json!(true);
        e["payload"]["reason"] = json!("\u{a0}");
        e["payload"]["actor"] = json!({});
        e["payload"]["extra"] = json!(1);
        e["payload"].as_object_mut().unwrap().remove("wp_id");
        e["lamport_clock"] = json!(-1);
        e["project_uuid"] = json!("x");
    });
    let expected = [
        ("/lamport_clock", "minimum"),
        ("/project_uuid", "format"),
        ("/payload/to_lane", "enum"),
        ("/payload/actor", "min_properties"),
        ("/payload/extra", "unknown_field"),
        ("/payload/wp_id", "required"),
        ("/payload/reason", "rule"),
    ];
    let mut found: Vec<_> = found.iter().map(|(pointer, code)| (pointer.as_str(), *code)).collect();
    let mut expected = expected.to_vec();
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected);
}

#[test]
fn nothing_quotes_the_value() {
    let secret =
        EVENT.replace("worktree", "hunter2").replace("laptop-4711", "").replace("1742", "-987654");
    for violation in LINE.violations(secret.as_bytes()) {
        let text = format!("{violation} {violation:?}");
        assert!(!text.contains("hunter2") && !text.contains("987654"), "{text}");
    }
}

#[test]
fn spans_point_at_the_value() {
    let document = EVENT.replace("worktree", "woodtree");
    let violation = LINE.violations(document.as_bytes()).remove(0);
    assert_eq!(&document[violation.span], "\"woodtree\"");
}

#[test]
fn aliases_are_for_decoding() {
    let alias = EVENT.replace("in_progress", "doing");
    only(wrong(&alias), "/payload/from_lane", "enum");
    assert!(LINE.split(alias.as_bytes()).is_ok());
    // In a rule, an alias counts as its value; here that is neither approved nor done.
    assert!(LINE.split(EVENT.replace("for_review", "doing").as_bytes()).is_ok());
}

#[test]
fn hostile_text() {
    for text in
        ["", " ", "{", "[]", "null", "\u{feff}{}", "{}x", "{\"a\":\"\\ud800\"}", "{\"a\":1e999}"]
    {
        assert_ne!(wrong(text), [], "{text}");
    }
    assert!(!LINE.accepts(b"{\"a\":\"\xff\"}"));
    assert_eq!(LINE.violations(b"{\"a\":\"\xff\"}")[0].code, Code::Syntax);
    let deep = format!("{}{}", "{\"payload\":".repeat(200), "[".repeat(100_000));
    only(wrong(&deep), "", "too_deep");
    let huge = with(|e| e["project_slug"] = json!("x".repeat(1 << 20)));
    assert_eq!(huge, []);
    let digits = EVENT.replace("1742", &"9".repeat(300));
    assert_eq!(wrong(&digits), []);
    only(wrong(&EVENT.replace("1742", &"9".repeat(400))), "/lamport_clock", "number_range");
    only(
        wrong(&EVENT.replace("\"data_tier\":0", "\"x\":[1,{\"y/~\":1e400}]")),
        "/x/1/y~1~0",
        "number_range",
    );
}

#[test]
fn replaced_map_values_do_not_count_and_cost_nothing() {
    let ty = Type::Map(&NESTS);
    let accepts = |text: &str| {
        let checked = check::document(text, ty, true).is_ok();
        assert_eq!(checked, collect::document(text.as_bytes(), ty, true).is_empty(), "{text}");
        checked
    };
    assert!(accepts(r#"{"a":1,"a":{}}"#));
    assert!(!accepts(r#"{"a":{},"a":1}"#));
    assert!(accepts(r#"{"a":1,"b":{},"\u0061":{"x":{}}}"#));
    // Would take 2^120 steps if nested maps were checked twice.
    let mut text = "1".to_owned();
    for _ in 0..120 {
        text = format!(r#"{{"a":1,"a":{text}}}"#);
    }
    assert!(!accepts(&text));
}

#[test]
fn validate_event() {
    let ask = |document: &str, name: &str| LINE.validate_event(document.as_bytes(), name, false);
    let payload = event()["payload"].to_string();
    assert!(ask(&payload, "WPStatusChanged").unwrap().valid());
    let enveloped = ask(EVENT, "WPStatusChanged").unwrap();
    assert!(enveloped.valid() && enveloped.enveloped);
    // Only cutover and payload of an envelope count.
    let partial = format!(
        r#"{{"event_type":"WPStatusChanged","schema_version":"3.0.0","payload":{payload}}}"#
    );
    assert!(ask(&partial, "WPStatusChanged").unwrap().valid());
    let old = ask(&partial.replace("3.0.0", "2.0.0"), "WPStatusChanged").unwrap();
    assert_eq!(old.model[0].code, Code::CutoverVersion);
    let inside = ask(&partial.replace("worktree", "x"), "WPStatusChanged").unwrap();
    assert_eq!(inside.model[0].pointer, "/payload/execution_mode");
    // The envelope's own name: the payload stays opaque.
    assert!(ask(&EVENT.replace("worktree", "x"), "Event").unwrap().valid());
    assert!(!ask(&EVENT.replace("1742", "-1"), "Event").unwrap().valid());
    assert!(matches!(
        ask("{}", "Evnt"),
        Err(crate::ValidateError::UnknownEventType { nearest: Some("Event"), .. })
    ));
    assert!(matches!(ask("{}", "NextStepPlanned"), Err(crate::ValidateError::Reserved { .. })));
    assert!(matches!(ask("[]", "Opened"), Err(crate::ValidateError::NotAnObject)));
    assert!(matches!(ask("{", "Opened"), Err(crate::ValidateError::Syntax(_))));
}

/// JSON that is near a payload of the two larger contracts.
#[cfg(feature = "sample")]
fn near(object: &'static Object) -> impl Strategy<Value = String> {
    use crate::sample::{Source, mutated, value};
    (proptest::collection::vec(any::<u64>(), 0..200), 0..4_usize).prop_map(
        move |(choices, changes)| {
            let mut source = Source::from_choices(&choices);
            let ty = Type::Object(object);
            let mut made = value(&ty, &mut source);
            for _ in 0..changes {
                made = mutated(&ty, made, &mut source);
            }
            made.to_string()
        },
    )
}

#[cfg(feature = "sample")]
proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn readers_agree(text in prop_oneof![near(&STATUS), near(&ZOO)], strict: bool) {
        for object in [&STATUS, &ZOO] {
            let ty = Type::Object(object);
            let found = collect::document(text.as_bytes(), ty, strict);
            prop_assert_eq!(check::document(&text, ty, strict).is_ok(), found.is_empty(), "{} {:?}", text, found);
        }
    }

    #[test]
    fn samples_are_valid(seed: u64) {
        use crate::sample::{Source, envelope, payload};
        let mut source = Source::from_seed(seed);
        for event in LINE.events.iter().filter(|event| event.name != "FeatureCreated" && event.name != "Opened") {
            let payload = payload(event, &mut source);
            let document = envelope(&LINE, event, payload, &mut source, 5).to_string();
            prop_assert_eq!(LINE.violations(document.as_bytes()), vec![]);
        }
    }
}

proptest! {
    #[test]
    fn cut_and_changed_events(at in 0..EVENT.len(), byte: u8) {
        let mut bytes = EVENT.as_bytes().to_vec();
        prop_assert!(!LINE.accepts(&bytes[..at]));
        bytes[at] = byte;
        prop_assert_eq!(LINE.accepts(&bytes), LINE.violations(&bytes).is_empty());
    }
}

/// How long a check takes, next to skipping every token: `cargo test --release -- --ignored --nocapture speed`.
#[test]
#[ignore = "a measurement"]
#[expect(clippy::disallowed_types, reason = "it measures time")]
fn speed() {
    use std::hint::black_box;
    let bytes = EVENT.as_bytes();
    let tasks: [(&str, &dyn Fn() -> bool); 5] = [
        ("IgnoredAny", &|| {
            serde_json::from_slice::<serde::de::IgnoredAny>(black_box(bytes)).is_ok()
        }),
        ("skip", &|| Cursor::new(std::str::from_utf8(black_box(bytes)).unwrap()).skip().is_ok()),
        ("accepts", &|| LINE.accepts(black_box(bytes))),
        ("split", &|| LINE.split(black_box(bytes)).is_ok()),
        ("violations", &|| LINE.violations(black_box(b"{\"payload\":{\"a\":1}}")).len() > 1),
    ];
    // Short turns, the best of many: what else runs on the machine disturbs few of them.
    let mut best = [f64::MAX; 5];
    for _ in 0..1000 {
        for (best, (_, act)) in best.iter_mut().zip(tasks) {
            let start = std::time::Instant::now();
            assert!((0..500).all(|_| act()));
            *best = best.min(start.elapsed().as_secs_f64() / 500.0 * 1e9);
        }
    }
    for (best_of, (name, _)) in best.iter().zip(tasks) {
        println!("{name:12} {best_of:6.0} ns {:5.2}x", best_of / best[0]);
    }
}
