//! The life of a mission.

use serde_json::{Value, json};
use spec_kitty_contracts::v3::lifecycle::MissionStatus;
use spec_kitty_events::{LifecycleFold, ReducedMissionState};

use crate::support::{self, Said, id, keeps_the_laws, number, stream};

fn after(events: impl IntoIterator<Item = Said>) -> ReducedMissionState {
    let Ok(state) = support::after(LifecycleFold::default(), events);
    state
}

fn started() -> Said {
    let payload = json!({
        "mission_id": "m-1", "mission_type": "software-dev", "initial_phase": "plan", "actor": "ada",
    });
    ("MissionStarted", payload)
}

fn entered(phase: &str) -> Said {
    ("PhaseEntered", json!({"mission_id": "m-1", "phase_name": phase, "actor": "ada"}))
}

fn rolled_back(phase: &str) -> Said {
    let payload = json!({
        "mission_id": "m-1", "review_ref": "review/7", "target_phase": phase, "actor": "ada",
    });
    ("ReviewRollback", payload)
}

fn completed() -> Said {
    let payload = json!({
        "mission_id": "m-1", "mission_type": "software-dev", "final_phase": "review", "actor": "ada",
    });
    ("MissionCompleted", payload)
}

fn cancelled() -> Said {
    ("MissionCancelled", json!({"mission_id": "m-1", "reason": "no time", "actor": "ada"}))
}

fn claimed(from: Value) -> Said {
    let payload = json!({
        "mission_slug": "042", "wp_id": "WP01", "from_lane": from, "to_lane": "planned", "actor": "ada",
        "execution_mode": "worktree",
    });
    ("WPStatusChanged", payload)
}

/// The numbers of the events that do not fit, in order.
fn unfit(state: &ReducedMissionState) -> Vec<usize> {
    state.anomalies.iter().map(|anomaly| number(&anomaly.event_id)).collect()
}

#[test]
fn a_mission_goes_through_its_phases_to_the_end() {
    let events =
        [started(), claimed(Value::Null), entered("review"), rolled_back("plan"), completed()];
    stream(events).when::<LifecycleFold>().then_state(json!({
        "mission_id": "m-1", "mission_status": "completed", "mission_type": "software-dev",
        "current_phase": "plan", "phases_entered": ["plan", "review", "plan"],
        "wp_states": { "WP01": {
            "wp_id": "WP01", "current_lane": "planned", "last_event_id": id(1),
            "last_transition_at": "2026-05-03T19:33:22Z", "evidence": null,
        }},
        "anomalies": [], "event_count": 5, "last_processed_event_id": id(4),
    }));
}

#[test]
fn every_event_of_the_stream_is_counted() {
    let state = after([("Unheard", json!({})), ("GatePassed", json!({}))]);
    assert_eq!(state.event_count, 2);
    assert!(state.anomalies.is_empty() && state.mission_status.is_none());
}

#[test]
fn what_comes_before_the_start_or_after_the_end_does_not_fit() {
    assert_eq!(unfit(&after([entered("plan"), started(), started()])), [0, 2]);
    let over = after([started(), completed(), entered("plan"), cancelled(), started()]);
    assert_eq!(unfit(&over), [2, 3, 4]);
    assert_eq!(over.mission_status, Some(MissionStatus::Completed));
}

#[test]
fn the_catalogue_may_say_what_it_likes_when_it_likes() {
    let created = json!({
        "mission_slug": "042", "mission_number": 42, "mission_type": "software-dev",
    });
    let closed = json!({
        "mission_slug": "042", "mission_number": 42, "mission_type": "software-dev",
    });
    let state =
        after([("MissionCreated", created), started(), cancelled(), ("MissionClosed", closed)]);
    assert!(state.anomalies.is_empty(), "{:?}", state.anomalies);
    assert_eq!(
        unfit(&after([("MissionCreated", json!({})), ("MissionClosed", json!({}))])),
        [0, 1]
    );
}

#[test]
fn malformed_payloads_do_not_fit() {
    for event_type in ["MissionStarted", "PhaseEntered", "MissionCompleted", "ReviewRollback"] {
        let events = if event_type == "MissionStarted" {
            vec![(event_type, json!({}))]
        } else {
            vec![started(), (event_type, json!({}))]
        };
        let last = events.len() - 1;
        assert_eq!(unfit(&after(events)), [last], "{event_type}");
    }
}

#[test]
fn of_concurrent_events_a_cancellation_goes_last() {
    let (_, cancelled) = cancelled();
    let given = stream([started()])
        .event("MissionCancelled", cancelled)
        .clock(5)
        .event("PhaseEntered", entered("review").1)
        .clock(5);
    given.when::<LifecycleFold>().then(|state| {
        assert_eq!(state.mission_status, Some(MissionStatus::Cancelled));
        assert_eq!(state.current_phase.as_deref(), Some("review"));
        assert!(state.anomalies.is_empty());
    });
}

#[test]
fn anomalies_of_work_packages_come_after_those_of_the_mission() {
    let state = after([claimed("done".into()), entered("plan"), started()]);
    assert_eq!(unfit(&state), [1, 0]);
    assert_eq!(&*state.anomalies[1].event_type, "WPStatusChanged");
}

#[test]
fn any_arrival_any_repetition_any_rest() {
    let palette = [
        started(),
        entered("plan"),
        entered("review"),
        rolled_back("plan"),
        completed(),
        cancelled(),
        claimed(Value::Null),
        claimed("planned".into()),
        ("PhaseEntered", json!({})),
        ("GatePassed", json!({})),
    ];
    keeps_the_laws(&LifecycleFold::default(), &palette);
}
