//! `contracts conventions`.

use serde_json::json;

use crate::run::piped;

#[test]
fn the_aggregate_and_the_correlation_are_looked_at_in_collaboration_events_alone() {
    let codes = |event_type: &str, aggregate: &str, correlation: &str| {
        let event = json!({
            "event_id": "01JMXXXXXXXXXXXXXXXXXXXXX1", "event_type": event_type,
            "aggregate_id": aggregate, "payload": { "mission_id": "M042" },
            "timestamp": "2026-03-01T12:00:00Z", "build_id": "b", "node_id": "n",
            "lamport_clock": 1, "schema_version": "3.0.0", "correlation_id": correlation,
            "project_uuid": "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
        });
        let run = piped(&["conventions"], format!("nonsense\n{event}\n").as_bytes());
        assert_eq!(run.code, Some(if run.out.is_empty() { 0 } else { 100 }), "{}", run.err);
        assert!(run.out.lines().all(|line| line.starts_with("-:2: warning[")), "{}", run.out);
        let code = |line: &str| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned());
        run.out.lines().filter_map(code).collect::<Vec<_>>()
    };
    let (run, other) = ("01JNRB4S7QZQ4X2V8M6T5K3H00", "a1b2c3d4-e5f6-7890-abcd-ef1234567890");
    assert_eq!(codes("ParticipantJoined", "mission/M042", run), [""; 0]);
    assert_eq!(codes("ParticipantJoined", "M042", run), ["AGGREGATE_OF_MISSION"]);
    assert_eq!(codes("ParticipantJoined", "mission/M043", run), ["AGGREGATE_OF_MISSION"]);
    assert_eq!(codes("ParticipantJoined", "mission/M042", other), ["CORRELATION_ULID"]);
    assert_eq!(codes("MissionStarted", "M042", other), [""; 0]);
}
