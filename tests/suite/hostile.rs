//! Hostile JSON: every reader gives the same answer, says why, and none panics.

use event_contract::{Code, JsonValue};
use serde_json::Value;
use spec_kitty_contracts::v3::status::StatusTransitionPayload;
use spec_kitty_contracts::v3::{self, LINE};

use super::support::{judge_live, judge_type, schema_accepts, status_with_reason};

type Expected = Result<(), Code>;

/// Asks every reader about payload text of `WPStatusChanged`, alone and in an envelope.
fn judge(name: &str, payload: &[u8], expected: Expected) {
    let event = LINE.event("WPStatusChanged").unwrap();
    let codes = |violations: &[event_contract::Violation]| -> Vec<Code> {
        violations.iter().map(|violation| violation.code).collect()
    };
    let says = |reader: &str, found: Vec<Code>| match expected {
        Ok(()) => assert_eq!(found, [], "{name}: {reader}"),
        Err(code) => assert!(found.contains(&code), "{name}: {reader} says {found:?}, not {code}"),
    };
    assert_eq!(LINE.accepts_payload(event, payload), expected.is_ok(), "{name}: checker");
    says("collector", codes(&LINE.payload_violations(event, payload)));
    says(
        "typed",
        judge_type::<StatusTransitionPayload>(payload)
            .map_or_else(|found| codes(&found), |()| Vec::new()),
    );
    if let Ok(value) = serde_json::from_slice::<Value>(payload)
        && expected.err() != Some(Code::DuplicateKey)
    {
        assert_eq!(schema_accepts(event.schema, &value), expected.is_ok(), "{name}: schema");
    }

    let live = live(payload);
    assert_eq!(LINE.accepts(&live), expected.is_ok(), "{name}: live checker");
    says("live collector", codes(&LINE.violations(&live)));
    says("decoder", v3::decode(&live).map_or_else(|found| codes(&found), |_| Vec::new()));
    if let Ok(text) = std::str::from_utf8(&live) {
        assert_eq!(judge_live(text), expected.is_ok(), "{name}: live");
    }
    match LINE.validate_event(&live, event.name, true) {
        Ok(report) => assert_eq!(report.valid(), expected.is_ok(), "{name}: {report:?}"),
        Err(_) => assert!(matches!(expected, Err(Code::Syntax | Code::TooDeep)), "{name}"),
    }
    LINE.event_type(&live);
}

/// An envelope around payload bytes.
fn live(payload: &[u8]) -> Vec<u8> {
    let before = br#"{"event_id":"01J0000000000000000000000A","event_type":"WPStatusChanged","aggregate_id":"mission/1","payload":"#;
    let after = br#","timestamp":"2026-01-15T09:30:00Z","build_id":"b","node_id":"n","lamport_clock":1,"project_uuid":"6f1e1b52-9c7d-4c63-8a35-0d2f6b8e4a11","correlation_id":"01J0000000000000000000000A","schema_version":"3.0.0"}"#;
    [before.as_slice(), payload, after].concat()
}

/// `actor` may be any object, so that anything can stand in it.
fn with_actor(value: &str) -> String {
    status_with_reason("null").replace("\"actor\":\"a\"", &format!("\"actor\":{{\"x\":{value}}}"))
}

#[test]
fn texts() {
    let megabyte = "x".repeat(1 << 20);
    let escapes = "\\u0041\\n\\\"\\\\\\/\\u00e9\\ud83d\\ude00".repeat(1000);
    let cases: [(&str, String, Expected); 21] = [
        ("plain", "\"why\"".into(), Ok(())),
        ("escapes", format!("\"{escapes}\""), Ok(())),
        ("megabyte", format!("\"{megabyte}\""), Ok(())),
        ("escaped nul", "\"\\u0000\"".into(), Ok(())),
        ("noncharacter", "\"\u{ffff}\\uffff\"".into(), Ok(())),
        ("delete and separators", "\"\u{7f}\u{2028}\u{85}\"".into(), Ok(())),
        ("high surrogate alone", "\"\\ud83d\"".into(), Err(Code::Syntax)),
        ("low surrogate alone", "\"\\ude00\"".into(), Err(Code::Syntax)),
        ("surrogates swapped", "\"\\ude00\\ud83d\"".into(), Err(Code::Syntax)),
        ("high surrogate and text", "\"\\ud83dx\"".into(), Err(Code::Syntax)),
        ("high surrogate and newline", "\"\\ud83d\\n\"".into(), Err(Code::Syntax)),
        ("raw newline", "\"a\nb\"".into(), Err(Code::Syntax)),
        ("raw nul", "\"a\0b\"".into(), Err(Code::Syntax)),
        ("raw control", "\"a\u{1f}b\"".into(), Err(Code::Syntax)),
        ("unknown escape", "\"\\x41\"".into(), Err(Code::Syntax)),
        ("short escape", "\"\\u12\"".into(), Err(Code::Syntax)),
        ("signed escape", "\"\\u+123\"".into(), Err(Code::Syntax)),
        ("single quotes", "'why'".into(), Err(Code::Syntax)),
        ("unclosed", "\"why".into(), Err(Code::Syntax)),
        ("a number", "1".into(), Err(Code::Type)),
        ("a list", "[\"why\"]".into(), Err(Code::Type)),
    ];
    for (name, reason, expected) in cases {
        judge(name, status_with_reason(&reason).as_bytes(), expected);
    }
}

#[test]
fn anything_anywhere() {
    let digits = "9".repeat(400);
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let objects = |depth: usize| format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    // The envelope, the payload and the actor are three levels of their own.
    let cases: [(&str, String, Expected); 24] = [
        ("deepest lists", nested(124), Ok(())),
        ("deepest objects", objects(124), Ok(())),
        ("endless lists", "[".repeat(1_000_000), Err(Code::TooDeep)),
        ("endless objects", "{\"a\":".repeat(300_000), Err(Code::TooDeep)),
        ("very deep", nested(100_000), Err(Code::TooDeep)),
        ("300 digits", "9".repeat(300), Ok(())),
        ("400 digits", digits.clone(), Err(Code::NumberRange)),
        ("minus 400 digits", format!("-{digits}"), Err(Code::NumberRange)),
        ("400 decimals", format!("0.{digits}"), Ok(())),
        ("large exponent", "1e308".into(), Ok(())),
        ("too large exponent", "1e309".into(), Err(Code::NumberRange)),
        ("tiny", "1e-999999999999".into(), Ok(())),
        ("NaN", "NaN".into(), Err(Code::Syntax)),
        ("infinity", "-Infinity".into(), Err(Code::Syntax)),
        ("leading zero", "01".into(), Err(Code::Syntax)),
        ("plus", "+1".into(), Err(Code::Syntax)),
        ("bare point", "1.".into(), Err(Code::Syntax)),
        ("hexadecimal", "0x10".into(), Err(Code::Syntax)),
        ("trailing comma", "[1,]".into(), Err(Code::Syntax)),
        ("comment", "1 /* one */".into(), Err(Code::Syntax)),
        ("upper case", "True".into(), Err(Code::Syntax)),
        ("lone surrogate in a skipped value", "{\"k\":\"\\udead\"}".into(), Err(Code::Syntax)),
        ("lone surrogate in a key", "{\"\\udead\":1}".into(), Err(Code::Syntax)),
        ("same key twice", "{\"k\":1,\"k\":2}".into(), Ok(())),
    ];
    for (name, value, expected) in cases {
        judge(name, with_actor(&value).as_bytes(), expected);
    }
}

#[test]
fn keys() {
    let base = status_with_reason("null");
    let with = |extra: &str| base.replacen('{', &format!("{{{extra},"), 1);
    let cases: [(&str, String, Expected); 9] = [
        ("declared key twice", with("\"wp_id\":\"WP02\""), Err(Code::DuplicateKey)),
        (
            "declared key twice, once escaped",
            with("\"wp\\u005fid\":\"WP02\""),
            Err(Code::DuplicateKey),
        ),
        ("escaped key", base.replace("\"wp_id\"", "\"\\u0077p_id\""), Ok(())),
        ("undeclared key", with("\"wp_Id\":1"), Err(Code::UnknownField)),
        ("empty key", with("\"\":1"), Err(Code::UnknownField)),
        ("key with nul", with("\"wp_id\\u0000\":\"WP01\""), Err(Code::UnknownField)),
        ("key without quotes", with("wp_id:1"), Err(Code::Syntax)),
        ("key of a number", with("1:1"), Err(Code::Syntax)),
        ("two commas", with("\"wp_id\":\"WP02\","), Err(Code::Syntax)),
    ];
    for (name, payload, expected) in cases {
        judge(name, payload.as_bytes(), expected);
    }
}

#[test]
fn bytes() {
    let base = status_with_reason("\"why\"").into_bytes();
    let replaced = |with: &[u8]| {
        let at = base.windows(3).position(|window| window == b"why").unwrap();
        [&base[..at], with, &base[at + 3..]].concat()
    };
    judge("invalid utf-8", &replaced(b"\xff"), Err(Code::Syntax));
    judge("overlong utf-8", &replaced(b"\xc0\x80"), Err(Code::Syntax));
    judge("surrogate in utf-8", &replaced(b"\xed\xa0\x80"), Err(Code::Syntax));
    judge("cut character", &replaced(b"\xf0\x9f\x98"), Err(Code::Syntax));
    judge("byte order mark", &[b"\xef\xbb\xbf", base.as_slice()].concat(), Err(Code::Syntax));
    judge("nul behind", &[base.as_slice(), b"\0"].concat(), Err(Code::Syntax));
    judge("form feed behind", &[base.as_slice(), b"\x0c"].concat(), Err(Code::Syntax));
    judge("white space around", &[b" \t\r\n", base.as_slice(), b"\r\n"].concat(), Ok(()));
    judge("nothing", b"", Err(Code::Syntax));
    judge("two values", &[base.as_slice(), b" ", base.as_slice()].concat(), Err(Code::Syntax));
}

#[test]
fn a_cut_event_is_never_accepted() {
    let whole = live(status_with_reason("\"wh\\u0079 \u{1f600}\"").as_bytes());
    assert!(LINE.accepts(&whole));
    for length in 0..whole.len() {
        let cut = &whole[..length];
        assert!(!LINE.accepts(cut), "{length}");
        assert_eq!(LINE.violations(cut).len(), 1, "{length}");
        assert!(
            v3::decode(cut).is_err() && LINE.validate_event(cut, "WPStatusChanged", false).is_err(),
            "{length}"
        );
        LINE.event_type(cut);
    }
}

#[test]
fn documents_that_are_not_objects() {
    for text in ["null", "true", "0", "\"text\"", "[]", "[{}]", "{}"] {
        assert!(!judge_live(text), "{text}");
        assert!(judge_type::<StatusTransitionPayload>(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn the_depth_limit_is_the_same_for_every_reader() {
    for (depth, accepted) in [(126, true), (127, true), (128, false), (129, false)] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let inside = if open == "[" { "" } else { "1" };
            let text = format!("{}{inside}{}", open.repeat(depth), close.repeat(depth));
            assert_eq!(
                judge_type::<JsonValue>(text.as_bytes()).is_ok(),
                accepted,
                "{depth} levels of {open}"
            );
            // `serde_json` draws the line at the same place.
            assert_eq!(
                serde_json::from_str::<Value>(&text).is_ok(),
                accepted,
                "{depth} levels of {open}"
            );
        }
    }
}
