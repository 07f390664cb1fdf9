//! What a record takes from its envelope, and what it leaves alone.

use super::*;
use crate::table::{Clause, Envelope, Field, Lookup, Rule, Test};
use crate::testing::diary::Note;
use crate::testing::{ENVELOPE, EVENT, LINE, Made, ORDER};

#[test]
fn the_envelope_is_read_and_the_document_kept() {
    let record = LINE.record(format!("  {EVENT}\n")).unwrap();
    let meta = &record.meta;
    assert_eq!(meta.event_id.as_str(), "01JNRB4S7QZQ4X2V8M6T5K3H1G");
    assert_eq!(&*meta.event_type, "WPStatusChanged");
    assert_eq!(&*meta.aggregate_id, "mission/042-payment-retries");
    assert_eq!(&*meta.node_id, "laptop-4711");
    assert_eq!(meta.lamport_clock, 1742);
    assert_eq!(meta.timestamp.as_str(), "2026-03-01T12:34:56.789012+00:00");
    assert_eq!(meta.causation_id.as_ref().unwrap().as_str(), "01JNRB4S7QZQ4X2V8M6T5K3H1F");
    assert_eq!(record.document(), format!("  {EVENT}\n"));
    assert!(record.payload().starts_with("{\"mission_slug\"") && record.payload().ends_with('}'));
    assert_eq!(serde_json::to_string(&record).unwrap(), EVENT);
}

#[test]
fn ids_are_canonical() {
    let uuid = "A1B2C3D4E5F67890ABCDEF1234567890";
    let made = Made { id: Made::id(7).to_lowercase(), cause: Some(uuid.into()), ..Made::new(0) };
    let meta = made.record().meta;
    assert_eq!(meta.event_id.as_str(), Made::id(7));
    assert_eq!(meta.causation_id.unwrap().as_str(), "a1b2c3d4-e5f6-7890-abcd-ef1234567890");
}

#[test]
fn payloads_may_be_absent_or_break_their_contract() {
    let document = Made::new(1).record().document().replace("\"payload\":{},", "");
    assert_eq!(LINE.record(document).unwrap().payload(), "{}");
    let made = Made { payload: r#"{"note":5}"#.into(), ..Made::new(1) };
    assert_eq!(made.record().payload(), r#"{"note":5}"#);
    let legacy = Made { payload: r#"{"feature_slug":1}"#.into(), ..Made::new(1) }.record();
    assert_eq!(legacy.payload(), r#"{"feature_slug":1}"#, "the cutover policy is not asked");
}

#[test]
fn envelopes_that_break_theirs_are_refused() {
    let good = Made::new(1).record().document().to_owned();
    for (from, to, code) in [
        ("\"lamport_clock\":1", "\"lamport_clock\":-1", Code::Minimum),
        ("\"lamport_clock\":1", "\"lamport_clock\":\"1\"", Code::Type),
        ("\"node_id\":\"n\",", "", Code::Required),
        ("\"payload\":{}", "\"payload\":[]", Code::Type),
        ("2026-03-01", "2026-02-30", Code::Format),
        ("\"build_id\"", "\"node_id\"", Code::DuplicateKey),
    ] {
        let violations = LINE.record(good.replace(from, to)).unwrap_err();
        assert!(violations.iter().any(|violation| violation.code == code), "{violations}");
    }
    for document in ["", "[]", "null", &format!("[{good}]"), &format!("{good}{good}")] {
        assert!(LINE.record(document).is_err(), "{document}");
    }
}

#[test]
fn rules_of_the_envelope_hold() {
    static RULED: Object = Object {
        rules: &[Rule {
            id: "effects-name-their-project",
            doc: "",
            when: &[Clause { field: 8, test: Test::Present }],
            then: &[Clause { field: 10, test: Test::Present }],
        }],
        fields: ENVELOPE_FIELDS,
        name: "Event",
        closed: false,
    };
    const ENVELOPE_FIELDS: &[Field] = ENVELOPE.fields;
    static RULED_ENVELOPE: Envelope =
        Envelope { name: "Event", object: &RULED, event_type: 1, payload: 3, order: Some(ORDER) };
    let line = Line {
        envelope: Some(&RULED_ENVELOPE),
        events: &[],
        schemas: &[],
        lookup: Lookup::new(),
        ..LINE
    };
    let effect = Made { cause: Some(Made::id(2)), ..Made::new(1) }.record();
    let violations = line.record(effect.document()).unwrap_err();
    assert_eq!(violations[0].rule, Some("effects-name-their-project"));
    assert!(line.record(Made::new(1).record().document()).is_ok());
}

#[test]
fn a_line_without_order_has_no_records() {
    static UNORDERED: Envelope =
        Envelope { name: "Event", object: &ENVELOPE, event_type: 1, payload: 3, order: None };
    for envelope in [Some(&UNORDERED), None] {
        let line = Line { envelope, events: &[], schemas: &[], lookup: Lookup::new(), ..LINE };
        let violations = line.record(EVENT).unwrap_err();
        assert_eq!(violations[0].found, "no `order` in its envelope");
    }
}

#[test]
fn loose_values_are_read_by_whoever_knows_them() {
    let payload = r#"{"a":1,"b":"x\u0061","c":[1,"2"],"d":{"k":true},"e":null,"a":2}"#;
    let record = Made { payload: payload.into(), ..Made::new(1) }.record();
    let keys = ["a", "b", "c", "d", "e", "f"];
    let [twice, text, list, object, null, absent] = record.fields(keys);
    let (twice, text, list, object) =
        (twice.unwrap(), text.unwrap(), list.unwrap(), object.unwrap());
    assert_eq!(twice.read::<Integer>().unwrap(), 2, "of a key that occurs again, the last");
    assert_eq!(twice.string(), None);
    assert_eq!(text.string().as_deref(), Some("xa"));
    assert_eq!(text.read::<Integer>(), None);
    let items: Vec<&str> = list.items().unwrap().map(Loose::as_str).collect();
    assert_eq!(items, ["1", "\"2\""]);
    assert!(object.items().is_none() && list.entries().is_none());
    let entries: Vec<_> = object.entries().unwrap().collect();
    assert_eq!((&*entries[0].0, entries[0].1.as_str()), ("k", "true"));
    assert!(null.unwrap().is_null() && absent.is_none());
}

#[test]
fn payloads_are_read_alike_whichever_contract_the_line_has_for_them() {
    let note = |record: &Record| {
        let note = record.read::<Note>();
        note.map(|read| read.note).map_err(|malformed| malformed.violations().to_string())
    };
    for (payload, expected) in [
        ("{}", Ok(None)),
        (r#"{"note":"a"}"#, Ok(Some("a"))),
        (
            r#"{ "more" : [{"note":"\"}"}, -1.5e3, {}] , "n\u006fte" : "\u0061\n" }"#,
            Ok(Some("a\n")),
        ),
        (r#"{"note":null,"more":true}"#, Ok(None)),
        (r#"{"note":5}"#, Err(())),
        (r#"{"note":"a","note":"a"}"#, Err(())),
    ] {
        let opened = Made { payload: payload.into(), ..Made::new(1) };
        // `OPEN` is not the contract of this one, nor is there one for the last.
        let other = Made { event_type: "ZooVisited", ..opened.clone() };
        let unknown = Made { event_type: "Unknown", ..opened.clone() };
        let read = note(&opened.record());
        assert_eq!(read.as_ref().map(Option::as_deref).map_err(drop), expected, "{payload}");
        assert_eq!(note(&other.record()), read);
        assert_eq!(note(&unknown.record()), read);
    }
    let absent = Made::new(1).record().document().replace("\"payload\":{},", "");
    assert_eq!(note(&LINE.record(absent).unwrap()), Ok(None));
}

#[test]
fn payloads_are_not_shown() {
    let record = Made { payload: r#"{"note":"secret"}"#.into(), ..Made::new(1) }.record();
    let shown = format!("{record:?}");
    assert!(shown.contains("payload_bytes: 17") && !shown.contains("secret"), "{shown}");
}

#[test]
fn fields_are_those_of_the_text_whether_the_payload_is_valid_or_not() {
    let names = ["reason", "review_ref", "evidence", "wp_id"];
    let valid = LINE.record(EVENT).unwrap();
    assert!(valid.known.is_some());
    let invalid = LINE.record(EVENT.replace("\"force\":false", "\"force\":0")).unwrap();
    assert!(invalid.known.is_none());
    let texts =
        |record: &Record| record.fields(names).map(|field| field.map(|it| it.as_str().to_owned()));
    assert_eq!(texts(&valid), texts(&invalid));
    let [reason, review, evidence, _] = valid.fields(names);
    assert!(reason.unwrap().string().unwrap().starts_with("All subtasks"));
    assert!(review.unwrap().is_null() && evidence.is_none());
    let [unknown, wp] = valid.fields(["nobody declares it", "wp_id"]);
    assert!(unknown.is_none() && wp.is_some());
}
