//! Deliveries from outside.

use serde_json::{Value, json};
use spec_kitty_events::{ReducedSyncState, SyncAnomalyKind, SyncFold};

use crate::support::{self, Said, id, keeps_the_laws, number, stream};

fn after(events: impl IntoIterator<Item = Said>) -> ReducedSyncState {
    let Ok(state) = support::after(SyncFold::default(), events);
    state
}

fn said(event_type: &'static str, delivery: &str, fingerprint: &str) -> Said {
    let payload = json!({
        "delivery_id": delivery, "source_event_fingerprint": fingerprint, "connector_id": "c-1",
        "mission_id": "m-1", "recorded_at": "2026-03-01T12:00:00Z",
    });
    let own = match event_type {
        "SyncIngestAccepted" => json!({"ingest_batch_id": "b-1", "ingested_count": 1}),
        "SyncIngestRejected" => json!({"rejection_reason": "bad", "rejected_payload_ref": "p-1"}),
        "SyncRetryScheduled" => {
            json!({"retry_attempt": 1, "max_retries": 3, "next_retry_at": "2026-03-01T13:00:00Z"})
        }
        "SyncDeadLettered" => {
            json!({"failure_reason": "bad", "total_attempts": 3, "dead_letter_ref": "d-1"})
        }
        _ => json!({"replay_id": "r-1", "replayed_count": 1, "replay_source": "log"}),
    };
    let payload = support::with(payload, &own);
    (event_type, payload)
}

/// The events that do not fit, by number, and why.
fn unfit(state: &ReducedSyncState) -> Vec<(usize, SyncAnomalyKind)> {
    state.anomalies.iter().map(|it| (number(&it.event_id), it.kind)).collect()
}

#[test]
fn every_outcome_is_counted_and_logged() {
    let events = [
        said("SyncIngestAccepted", "b", "1"),
        said("SyncIngestRejected", "a", "1"),
        said("SyncRetryScheduled", "a", "2"),
        said("SyncDeadLettered", "a", "3"),
        said("SyncReplayCompleted", "a", "4"),
        ("ExternalReferenceLinked", json!({})),
    ];
    stream(events).when::<SyncFold>().then_state(json!({
        "connector_id": "c-1",
        "outcome_counts": {
            "accepted_count": 1, "rejected_count": 1, "retry_count": 1, "dead_letter_count": 1,
            "replay_count": 1,
        },
        "outcome_log": [
            [id(0), "accepted", "b"], [id(1), "rejected", "a"], [id(2), "retry_scheduled", "a"],
            [id(3), "dead_lettered", "a"], [id(4), "replay_completed", "a"],
        ],
        "seen_delivery_pairs": [["a", "1"], ["a", "2"], ["a", "3"], ["a", "4"], ["b", "1"]],
        "anomalies": [], "event_count": 6,
    }));
}

#[test]
fn one_delivery_of_one_source_event_counts_once() {
    let state = after([
        said("SyncIngestAccepted", "a", "1"),
        said("SyncIngestAccepted", "a", "1"),
        said("SyncIngestRejected", "a", "1"),
        said("SyncIngestAccepted", "a", "2"),
    ]);
    let again = SyncAnomalyKind::DuplicateDeliveryPair;
    assert_eq!(unfit(&state), [(1, again), (2, again)]);
    assert_eq!(state.outcome_counts.accepted_count, 2);
    assert_eq!(state.outcome_counts.rejected_count, 0);
}

#[test]
fn where_an_id_ends_makes_a_difference() {
    let state =
        after([said("SyncIngestAccepted", "a", "bc"), said("SyncIngestAccepted", "ab", "c")]);
    let parts = state.deliveries.keys().map(|delivery| (delivery.id(), delivery.fingerprint()));
    assert!(parts.eq([("a", "bc"), ("ab", "c")]), "{state:?}");
}

#[test]
fn a_malformed_payload_does_not_fit() {
    let (event_type, mut payload) = said("SyncIngestAccepted", "a", "1");
    payload["ingested_count"] = Value::from(0);
    let state = after([(event_type, payload)]);
    assert_eq!(unfit(&state), [(0, SyncAnomalyKind::MalformedPayload)]);
    assert_eq!(state.connector_id, None);
}

#[test]
fn any_arrival_any_repetition_any_rest() {
    let palette = [
        said("SyncIngestAccepted", "a", "1"),
        said("SyncIngestRejected", "a", "1"),
        said("SyncRetryScheduled", "a", "2"),
        said("SyncDeadLettered", "b", "1"),
        said("SyncReplayCompleted", "b", "2"),
        ("SyncDeadLettered", json!({})),
        ("ExternalReferenceLinked", json!({})),
    ];
    keeps_the_laws(&SyncFold::default(), &palette);
}
