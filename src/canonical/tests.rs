//! One meaning, one spelling.

use super::*;
use crate::testing::{ENVELOPE, LINE, Made, STATUS, ZOO};

fn zoo(text: &str) -> String {
    canonical(text.as_bytes(), Type::Object(&ZOO)).unwrap()
}

#[test]
fn spellings_of_one_meaning_become_one() {
    let stamps = ["2026-03-01T12:00:00.50Z", "2026-03-01 12:00:00.500000+00:00"];
    let counts = ["4", "4.0", "40e-1"];
    let ids = ["A1B2C3D4E5F67890ABCDEF1234567890", "{a1b2c3d4-e5f6-7890-abcd-ef1234567890}"];
    let mut seen = std::collections::BTreeSet::new();
    for stamp in stamps {
        for count in counts {
            for id in ids {
                seen.insert(zoo(&format!(
                    r#" {{"uuid":"{id}","gone":0,"short":"ab","count":{count},"number":2.50,"stamp":"{stamp}","any":[ 1.0 ]}} "#
                )));
            }
        }
    }
    let only = seen.first().unwrap();
    assert_eq!(seen.len(), 1, "{seen:?}");
    for part in [
        r#""stamp":"2026-03-01T12:00:00.500000Z""#,
        r#""uuid":"a1b2c3d4-e5f6-7890-abcd-ef1234567890""#,
        r#""count":4,"#,
        r#""number":2.5"#,
        r#""any":[ 1.0 ]"#,
        r#""iso":null"#,
    ] {
        assert!(only.contains(part), "{part} in {only}");
    }
    assert!(!only.contains("gone"));
    assert_eq!(zoo(only), *only, "the canonical form is its own");
}

#[test]
fn digits_are_kept_and_defaults_stand_in() {
    let long = "9".repeat(300);
    let text = format!(r#"{{"stamp":"2026-03-01","short":"ab","any":null,"count":{long}}}"#);
    assert!(zoo(&text).contains(&format!(r#""count":{long},"#)));
    let text = r#"{"stamp":"2026-03-01","short":"ab","any":null}"#;
    assert!(zoo(text).contains(r#""count":7,"#));
}

#[test]
fn envelopes_and_aliases() {
    let event = Made { id: Made::id(1).to_lowercase(), ..Made::new(1) }.record();
    let canonical_event = canonical(event.document().as_bytes(), Type::Object(&ENVELOPE)).unwrap();
    assert!(canonical_event.starts_with(&format!(r#"{{"event_id":"{}","#, Made::id(1))));
    assert!(canonical_event.ends_with(r#""schema_version":"3.0.0","data_tier":0}"#));
    assert_eq!(LINE.record(canonical_event).unwrap().meta, event.meta);
    let payload = r#"{"mission_slug":"m","wp_id":"w","to_lane":"doing","actor":{"b":1,"a":2},"execution_mode":"worktree"}"#;
    let status = canonical(payload.as_bytes(), Type::Object(&STATUS)).unwrap();
    assert!(status.contains(r#""to_lane":"in_progress","actor":{"b":1,"a":2},"force":false"#));
}

#[test]
fn what_breaks_its_contract_has_no_canonical_form() {
    let violations = canonical(br#"{"stamp":5}"#, Type::Object(&ZOO)).unwrap_err();
    assert!(violations.iter().any(|violation| violation.pointer == "/stamp"), "{violations}");
    assert!(canonical(b"\xff", Type::Any).is_err());
}
