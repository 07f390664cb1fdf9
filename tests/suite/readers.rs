//! The readers agree: checker, collector, JSON Schema and typed decoder give one answer to every value.

use std::cell::Cell;

use event_contract::sample::{self, StreamOptions};
use event_contract::table::Type;
use event_contract_testkit::{check, strategy};
use proptest::strategy::Strategy;
use serde_json::json;
use spec_kitty_contracts::v3::LINE;

use super::support::{event_of, judge_live, judge_payload, schema_accepts};

#[test]
fn valid_payloads_are_accepted_by_every_reader() {
    for event in LINE.events {
        check(24, strategy::payload(event), |payload| {
            assert!(judge_payload(event, &payload), "{}: {payload}", event.name);
        });
    }
}

#[test]
fn readers_agree_on_almost_valid_payloads() {
    for event in LINE.events {
        let refused = Cell::new(0);
        check(48, strategy::mutated(event), |payload| {
            let accepted = judge_payload(event, &payload);
            refused.set(refused.get() + u32::from(!accepted));
        });
        assert!(refused.get() >= 8, "{}: the mutations hardly break anything", event.name);
    }
}

#[test]
fn readers_agree_on_whole_events() {
    check(512, strategy::envelope(&LINE), |document| assert!(judge_live(&document.to_string())));
    let ty = Type::Object(LINE.envelope.unwrap().object);
    let broken = (strategy::envelope(&LINE), strategy::source());
    let broken =
        broken.prop_map(move |(document, mut source)| sample::mutated(&ty, document, &mut source));
    check(2048, broken, |document| {
        judge_live(&document.to_string());
    });
}

#[test]
fn readers_agree_on_every_published_type() {
    for schema in LINE.schemas {
        let event = event_of(schema.ty);
        let agree = |value: serde_json::Value| {
            let text = json!({ "value": value }).to_string();
            let accepted = LINE.accepts_payload(event, text.as_bytes());
            assert_eq!(
                accepted,
                LINE.payload_violations(event, text.as_bytes()).is_empty(),
                "{text}"
            );
            assert_eq!(accepted, schema_accepts(schema.name, &value), "{}: {value}", schema.name);
            accepted
        };
        check(12, strategy::value(schema.ty), |value| assert!(agree(value)));
        check(32, strategy::mutated_value(schema.ty), |value| {
            agree(value);
        });
    }
}

#[test]
fn a_stream_has_as_many_bad_events_as_asked_for() {
    let options = StreamOptions { count: 2000, invalid_per_mille: 50, bytes: Some(700) };
    let lines: Vec<String> = sample::stream(&LINE, 1, options).collect();
    let refused = lines.iter().filter(|line| !LINE.accepts(line.as_bytes())).count();
    assert_eq!(lines.len(), 2000);
    assert!((60..=140).contains(&refused), "{refused} of 2000 are bad");
    let average = lines.iter().map(String::len).sum::<usize>() / lines.len();
    assert!((600..=1000).contains(&average), "{average} bytes an event");
    assert!(sample::stream(&LINE, 1, options).eq(lines), "the seed does not determine the stream");
}
