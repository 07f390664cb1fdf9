//! Events of tests, whose payloads are JSON text of any spelling.

use event_contract::Record;
use spec_kitty_contracts::v3::LINE;

/// What differs between events of tests.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    pub(crate) id: String,
    pub(crate) aggregate: &'static str,
    pub(crate) node: &'static str,
    pub(crate) clock: u64,
    pub(crate) payload: String,
}

impl Made {
    /// An event of its own, by number.
    pub(crate) fn new(number: u64) -> Self {
        Self {
            id: Self::id(number),
            aggregate: "door/1",
            node: "n",
            clock: 1,
            payload: "{}".into(),
        }
    }

    pub(crate) fn id(number: u64) -> String {
        format!("01J{number:023}")
    }

    pub(crate) fn record(&self) -> Record {
        let Self { id, aggregate, node, clock, payload } = self;
        let document = format!(
            r#"{{"event_id":"{id}","event_type":"Opened","aggregate_id":"{aggregate}","payload":{payload},"timestamp":"2026-03-01T12:00:00Z","build_id":"b","node_id":"{node}","lamport_clock":{clock},"project_uuid":"a1b2c3d4-e5f6-7890-abcd-ef1234567890","correlation_id":"01JNRB4S7QZQ4X2V8M6T5K3H00"}}"#
        );
        LINE.record(document).unwrap()
    }
}
