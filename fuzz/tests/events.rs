//! The readers of an event agree with each other, and about JSON with `serde_json`.

use bolero::check;
use event_contract::schema::SchemaSet;
use event_contract::{Code, Violation};
use event_contract_fuzz::{Case, JSON, enveloped, payloads};
use serde_json::Value;
use spec_kitty_contracts::v3::LINE;

/// The codes of text that is not JSON or not within its limits.
const NOT_JSON: &[Code] = &[Code::Syntax, Code::TooDeep, Code::NumberRange];

fn has(violations: &[Violation], codes: &[Code]) -> bool {
    violations.iter().any(|violation| codes.contains(&violation.code))
}

fn shown(text: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(text)
}

#[test]
fn line() {
    let seeds: Vec<Vec<u8>> =
        payloads().iter().map(|(event, payload)| enveloped(event, payload)).collect();
    check!().with_type::<Case>().for_each(|case| {
        let text = case.text(&seeds, JSON);
        let violations = LINE.violations(&text);
        assert_eq!(LINE.accepts(&text), violations.is_empty(), "{}\n{violations:?}", shown(&text));
        let json = serde_json::from_slice::<Value>(&text);
        assert_eq!(
            json.is_err(),
            has(&violations, NOT_JSON),
            "{}\n{violations:?}\n{json:?}",
            shown(&text)
        );
        for violation in &violations {
            assert!(violation.span.start <= violation.span.end, "{violation:?}");
            assert!(violation.span.end <= text.len(), "{violation:?}");
        }
        if violations.is_empty() {
            assert!(LINE.split(&text).is_ok(), "valid and yet not decodable: {}", shown(&text));
        }
    });
}

#[test]
fn payload() {
    let (events, seeds): (Vec<String>, Vec<Vec<u8>>) =
        payloads().into_iter().filter(|(event, _)| LINE.event(event).is_some()).unzip();
    check!().with_type::<Case>().for_each(|case| {
        let name = &events[usize::from(case.seed) % events.len()];
        let Some(event) = LINE.event(name) else { return };
        let text = case.text(&seeds, JSON);
        let violations = LINE.payload_violations(event, &text);
        let accepted = LINE.accepts_payload(event, &text);
        assert_eq!(accepted, violations.is_empty(), "{name} {}\n{violations:?}", shown(&text));
        let Ok(json) = serde_json::from_slice::<Value>(&text) else {
            assert!(has(&violations, NOT_JSON), "{name} {}\n{violations:?}", shown(&text));
            return;
        };
        // A parsed value no longer shows that a key was there twice.
        if !has(&violations, &[Code::DuplicateKey]) {
            let schema = SchemaSet::shared(&LINE).accepts(event.schema, &json);
            assert!(
                matches!(schema, Ok(verdict) if verdict == accepted),
                "{name} {}\n{violations:?}\nschema: {schema:?}",
                shown(&text)
            );
        }
    });
}
