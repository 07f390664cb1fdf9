//! Work packages on their way through the lanes.

use serde_json::{Value, json};
use spec_kitty_contracts::v3::status::Lane;
use spec_kitty_events::{ReducedStatus, StatusFold};

use crate::support::{self, Said, id, keeps_the_laws, number, stream};

fn after(events: impl IntoIterator<Item = Said>) -> ReducedStatus {
    let Ok(state) = support::after(StatusFold::default(), events);
    state
}

fn moved(wp_id: &str, from: Option<&str>, to: &str) -> Said {
    with(wp_id, from, to, &json!({}))
}

fn with(wp_id: &str, from: Option<&str>, to: &str, more: &Value) -> Said {
    let payload = json!({
        "mission_slug": "042", "wp_id": wp_id, "from_lane": from, "to_lane": to, "actor": "ada",
        "execution_mode": "worktree",
    });
    let payload = support::with(payload, more);
    ("WPStatusChanged", payload)
}

fn evidence() -> Value {
    json!({
        "repos": [{"repo": "r", "branch": "b", "commit": "c"}], "verification": [],
        "review": {"reviewer": "bob", "verdict": "fine"},
    })
}

/// WP01 as far as review.
fn to_review() -> Vec<Said> {
    vec![
        moved("WP01", None, "planned"),
        moved("WP01", Some("planned"), "claimed"),
        moved("WP01", Some("claimed"), "in_progress"),
        moved("WP01", Some("in_progress"), "for_review"),
    ]
}

fn lane(state: &ReducedStatus, wp_id: &str) -> Option<Lane> {
    state.wp_states.iter().find(|(id, _)| id.as_str() == wp_id).map(|(_, state)| state.current_lane)
}

/// The numbers of the events that do not fit, in order.
fn unfit(state: &ReducedStatus) -> Vec<usize> {
    state.anomalies.iter().map(|anomaly| number(&anomaly.event_id)).collect()
}

#[test]
fn a_work_package_is_done_and_shows_why() {
    let done =
        with("WP01", Some("for_review"), "done", &json!({"evidence": evidence(), "reason": "ok"}));
    stream(to_review().into_iter().chain([done])).when::<StatusFold>().then_state(json!({
        "wp_states": { "WP01": {
            "wp_id": "WP01", "current_lane": "done", "last_event_id": id(4),
            "last_transition_at": "2026-05-03T19:33:25Z",
            "evidence": {
                "repos": [{"repo": "r", "branch": "b", "commit": "c", "files_touched": null}],
                "verification": [],
                "review": {"reviewer": "bob", "verdict": "fine", "reference": null},
            },
        }},
        "anomalies": [], "event_count": 5, "last_processed_event_id": id(4),
    }));
}

#[test]
fn nothing_comes_to_the_empty_state() {
    let foreign = [("MissionStarted", json!({})), ("SomethingElse", json!({}))];
    stream(foreign).when::<StatusFold>().then_state(json!({
        "wp_states": {}, "anomalies": [], "event_count": 0, "last_processed_event_id": null,
    }));
}

#[test]
fn evidence_is_kept_for_what_is_done_only() {
    let approved = with("WP01", Some("in_progress"), "approved", &json!({"evidence": evidence()}));
    let state = after(to_review().into_iter().take(3).chain([approved]));
    assert_eq!(lane(&state, "WP01"), Some(Lane::Approved));
    assert!(state.wp_states.values().all(|state| state.evidence.is_none()));
}

#[test]
fn transitions_that_do_not_fit_are_anomalies() {
    for (transition, why) in [
        (moved("WP01", Some("claimed"), "in_progress"), "the work package is elsewhere"),
        (moved("WP02", Some("planned"), "claimed"), "the work package is nowhere"),
        (moved("WP01", Some("for_review"), "claimed"), "the matrix does not have it"),
        (moved("WP01", Some("for_review"), "in_progress"), "a rollback names its review"),
    ] {
        let state = after(to_review().into_iter().chain([transition]));
        assert_eq!(unfit(&state), [4], "{why}");
        assert_eq!(lane(&state, "WP01"), Some(Lane::ForReview), "{why}");
        assert_eq!(state.event_count, 5, "{why}");
    }
}

#[test]
fn a_forced_transition_goes_anywhere_from_anywhere() {
    let forced =
        with("WP09", Some("claimed"), "blocked", &json!({"force": true, "reason": "import"}));
    let state = after([forced]);
    assert_eq!(lane(&state, "WP09"), Some(Lane::Blocked));
    assert!(state.anomalies.is_empty());
}

#[test]
fn a_forced_rollback_still_names_its_review() {
    let forced = json!({"force": true, "reason": "again"});
    let back = with("WP01", Some("for_review"), "in_progress", &forced);
    assert_eq!(unfit(&after(to_review().into_iter().chain([back]))), [4]);
}

#[test]
fn a_malformed_transition_tells_what_can_be_read() {
    let events = [
        moved("WP02", Some("planned"), "claimed"),
        ("WPStatusChanged", json!({"wp_id": "WP01", "from_lane": "doing", "to_lane": "nowhere"})),
        ("WPStatusChanged", json!({"wp_id": 7})),
    ];
    let state = serde_json::to_value(after(events)).unwrap();
    let told: Vec<_> = state["anomalies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (&it["event_id"], &it["wp_id"], &it["from_lane"], &it["to_lane"]))
        .map(|(event, wp, from, to)| json!([event, wp, from, to]))
        .collect();
    assert_eq!(
        told,
        [
            json!([id(1), "WP01", "in_progress", null]),
            json!([id(2), "<unknown>", null, null]),
            json!([id(0), "WP02", "planned", "claimed"]),
        ],
        "what cannot be read comes first"
    );
}

#[test]
fn concurrent_transitions_start_from_one_lane_and_the_last_that_fits_wins() {
    let given = stream(to_review().into_iter().take(3))
        .event("WPStatusChanged", moved("WP01", Some("in_progress"), "for_review").1)
        .clock(9)
        .event("WPStatusChanged", moved("WP01", Some("in_progress"), "blocked").1)
        .clock(9)
        .event("WPStatusChanged", moved("WP01", Some("for_review"), "blocked").1)
        .clock(9);
    given.when::<StatusFold>().then(|state| {
        assert_eq!(lane(state, "WP01"), Some(Lane::Blocked));
        assert_eq!(unfit(state), [5], "it leaves a lane that another entered at the same time");
    });
}

#[test]
fn of_concurrent_transitions_a_rollback_wins() {
    let back = json!({"review_ref": "review/7"});
    let given = stream(to_review())
        .event("WPStatusChanged", with("WP01", Some("for_review"), "in_progress", &back).1)
        .clock(9)
        .event("WPStatusChanged", moved("WP01", Some("for_review"), "blocked").1)
        .clock(9);
    given.when::<StatusFold>().then(|state| {
        assert_eq!(lane(state, "WP01"), Some(Lane::InProgress));
        assert!(state.anomalies.is_empty());
    });
}

#[test]
fn any_arrival_any_repetition_any_rest() {
    let mut palette = to_review();
    palette.extend([
        moved("WP02", None, "planned"),
        with("WP01", Some("for_review"), "in_progress", &json!({"review_ref": "r"})),
        with("WP02", Some("done"), "blocked", &json!({"force": true, "reason": "r"})),
        ("WPStatusChanged", json!({"wp_id": "WP01"})),
        ("GatePassed", json!({})),
    ]);
    keeps_the_laws(&StatusFold::default(), &palette);
}
