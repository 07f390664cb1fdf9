//! Entries of logs: judged in one pass, they are what the record of the document says.

use event_contract::log::Entry;
use event_contract::sample::{StreamOptions, stream};
use spec_kitty_contracts::v3::LINE;

/// What `Entry::judged` has to give.
fn expected(document: &str) -> Option<Entry> {
    let record = LINE.accepts(document.as_bytes()).then(|| LINE.record(document).unwrap());
    record.as_ref().map(Entry::from)
}

#[test]
fn a_judged_document_is_the_entry_of_its_record_or_is_explained_in_full() {
    let options = StreamOptions { count: 3_000, invalid_per_mille: 200, bytes: None };
    let mut refused = 0;
    for document in stream(&LINE, 11, options) {
        match Entry::judged(&LINE, document.as_bytes()) {
            Ok(entry) => assert_eq!(Some(entry), expected(&document), "{document}"),
            Err(violations) => {
                refused += 1;
                assert_eq!(expected(&document), None, "{document}");
                let all = LINE.violations(document.as_bytes());
                assert_eq!(violations.iter().collect::<Vec<_>>(), all.iter().collect::<Vec<_>>());
            }
        }
    }
    assert!(refused > 400, "{refused}");
}

#[test]
fn ids_are_canonical_and_names_are_read_whatever_their_spelling() {
    let document = r#" {"payload":{"mission_slug":"m-1","mission_number":1,"mission_type":"software-dev"},
        "event_id":"6F8A1C0E-3B5D-4C7F-9E21-0A4B8C6D2E10","event_type":"Mission\u0043losed",
        "aggregate_id":"mission\/\u00e91","timestamp":"2026-03-01T12:00:00Z","build_id":"b-1","node_id":"n-1",
        "lamport_clock":1,"project_uuid":"a1b2c3d4-e5f6-7890-abcd-ef1234567890",
        "correlation_id":"01JMXXXXXXXXXXXXXXXXXXXXXX","schema_version":"3.0.0"} "#;
    let entry = Entry::judged(&LINE, document.as_bytes()).unwrap();
    assert_eq!(&*entry.event_id, "6f8a1c0e-3b5d-4c7f-9e21-0a4b8c6d2e10");
    assert_eq!(&*entry.event_type, "MissionClosed");
    assert_eq!(&*entry.aggregate_id, "mission/é1");
    assert_eq!(&*entry.document, document);
    assert_eq!(Some(entry), expected(document));
    assert!(Entry::judged(&LINE, b"\xff{}").is_err());
}
