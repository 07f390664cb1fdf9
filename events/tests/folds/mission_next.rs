//! Runs of a mission.

use serde_json::{Value, json};
use spec_kitty_contracts::v3::mission_next::MissionRunStatus;
use spec_kitty_events::{MissionNextFold, ReducedMissionRunState};

use crate::support::{self, Said, id, keeps_the_laws, number};

fn after(events: impl IntoIterator<Item = Said>) -> ReducedMissionRunState {
    let Ok(state) = support::after(MissionNextFold::default(), events);
    state
}

fn actor() -> Value {
    json!({"actor_id": "claude", "actor_type": "llm"})
}

fn started(run: &str) -> Said {
    let payload = json!({"run_id": run, "mission_type": "software-dev", "actor": actor()});
    ("MissionRunStarted", payload)
}

fn issued(run: &str, step: &str) -> Said {
    let payload = json!({"run_id": run, "step_id": step, "agent_id": "a", "actor": actor()});
    ("NextStepIssued", payload)
}

fn step_completed(run: &str, step: &str) -> Said {
    let payload = json!({
        "run_id": run, "step_id": step, "agent_id": "a", "result": "success", "actor": actor(),
    });
    ("NextStepAutoCompleted", payload)
}

fn asked(run: &str, decision: &str) -> Said {
    let payload = json!({
        "run_id": run, "decision_id": decision, "step_id": "plan", "question": "Which?",
        "actor": actor(),
    });
    ("DecisionInputRequested", payload)
}

fn answered(run: &str, decision: &str, answer: &str) -> Said {
    let payload =
        json!({"run_id": run, "decision_id": decision, "answer": answer, "actor": actor()});
    ("DecisionInputAnswered", payload)
}

fn completed(run: &str) -> Said {
    let payload = json!({"run_id": run, "mission_type": "software-dev", "actor": actor()});
    ("MissionRunCompleted", payload)
}

/// The numbers of the events that do not fit, in order.
fn unfit(state: &ReducedMissionRunState) -> Vec<usize> {
    state.anomalies.iter().map(|anomaly| number(&anomaly.event_id)).collect()
}

#[test]
fn the_state_has_every_field() {
    assert_eq!(
        serde_json::to_value(after([])).unwrap(),
        json!({
            "run_id": null, "mission_type": null, "run_status": null, "current_step_id": null,
            "completed_steps": [], "pending_decisions": {}, "answered_decisions": {},
            "anomalies": [], "event_count": 0, "last_processed_event_id": null,
        })
    );
    let state = after([started("r"), asked("r", "d"), issued("r", "plan"), ("Foreign", json!({}))]);
    assert_eq!(
        serde_json::to_value(state).unwrap(),
        json!({
            "run_id": "r", "mission_type": "software-dev", "run_status": "running",
            "current_step_id": "plan", "completed_steps": [],
            "pending_decisions": {"d": {
                "run_id": "r", "decision_id": "d", "step_id": "plan", "question": "Which?",
                "options": [], "input_key": null,
                "actor": {
                    "actor_id": "claude", "actor_type": "llm", "display_name": "",
                    "provider": null, "model": null, "tool": null,
                },
            }},
            "answered_decisions": {}, "anomalies": [], "event_count": 3,
            "last_processed_event_id": id(2),
        })
    );
}

#[test]
fn steps_are_completed_once_whether_issued_or_not() {
    let state = after([
        started("r"),
        issued("r", "plan"),
        step_completed("r", "build"),
        step_completed("r", "plan"),
        step_completed("r", "build"),
    ]);
    assert_eq!(state.completed_steps, ["build", "plan"]);
    assert_eq!(state.current_step_id, None);
    assert!(state.anomalies.is_empty());
}

#[test]
fn another_step_that_ends_leaves_the_current_one() {
    let state = after([started("r"), issued("r", "plan"), step_completed("r", "build")]);
    assert_eq!(state.current_step_id.unwrap(), "plan");
}

#[test]
fn an_answer_settles_its_question_and_a_later_one_replaces_it() {
    let state = after([
        started("r"),
        asked("r", "d"),
        answered("r", "d", "yes"),
        answered("r", "d", "no"),
        answered("r", "unasked", "yes"),
        asked("r", "d"),
    ]);
    assert!(state.anomalies.is_empty());
    let answers: Vec<_> =
        state.answered_decisions.values().map(|of| of.get().answer.to_string()).collect();
    assert_eq!(answers, ["no", "yes"]);
    assert_eq!(state.pending_decisions.len(), 1, "a settled question may be asked again");
}

#[test]
fn a_pending_question_is_not_asked_twice() {
    let state = after([started("r"), asked("r", "d"), asked("r", "d")]);
    assert_eq!(unfit(&state), [2]);
}

#[test]
fn nothing_comes_before_the_start() {
    let broken = ("NextStepIssued", json!({}));
    let state = after([issued("r", "plan"), completed("r"), broken, started("r")]);
    assert_eq!(unfit(&state), [0, 1, 2]);
    assert_eq!(state.run_status, Some(MissionRunStatus::Running));
}

#[test]
fn the_first_start_counts() {
    let broken = ("MissionRunStarted", json!({}));
    let state = after([broken.clone(), started("r"), started("s"), broken]);
    assert_eq!(unfit(&state), [0, 2, 3]);
    assert_eq!(state.run_id.unwrap(), "r");
    let reasons: Vec<_> = state.anomalies.iter().map(|anomaly| &*anomaly.reason).collect();
    assert_eq!(reasons[1], reasons[2], "a second start is one, whatever its payload");
    assert_ne!(reasons[0], reasons[1]);
}

#[test]
fn nothing_follows_the_completion() {
    let state = after([
        started("r"),
        completed("r"),
        completed("r"),
        started("r"),
        ("NextStepPlanned", json!({})),
        ("NextStepIssued", json!({})),
    ]);
    assert_eq!(unfit(&state), [2, 3, 5], "the reserved event is passed over");
    assert_eq!(state.run_status, Some(MissionRunStatus::Completed));
    assert_eq!(state.last_processed_event_id, Some(id(5)));
}

#[test]
fn events_of_other_runs_change_nothing() {
    let own = [started("r"), issued("r", "plan"), asked("r", "d")];
    let others = [
        issued("s", "build"),
        step_completed("s", "plan"),
        asked("s", "e"),
        answered("s", "d", "yes"),
        completed("s"),
    ];
    let state = after(own.clone().into_iter().chain(others));
    assert_eq!(unfit(&state), [3, 4, 5, 6, 7]);
    let alone = after(own);
    assert_eq!(
        ReducedMissionRunState {
            anomalies: Vec::new(),
            event_count: alone.event_count,
            last_processed_event_id: alone.last_processed_event_id,
            ..state
        },
        alone
    );
}

#[test]
fn reserved_events_are_counted_and_change_nothing() {
    let state = after([("NextStepPlanned", json!({"run_id": 1}))]);
    let counted = ReducedMissionRunState {
        event_count: 1,
        last_processed_event_id: Some(id(0)),
        ..ReducedMissionRunState::default()
    };
    assert_eq!(state, counted);
}

#[test]
fn malformed_payloads_are_anomalies_that_do_not_quote_them() {
    let types = [
        "NextStepIssued",
        "NextStepAutoCompleted",
        "DecisionInputRequested",
        "DecisionInputAnswered",
        "MissionRunCompleted",
    ];
    let broken = types.map(|event_type| (event_type, json!({"run_id": "r", "actor": "hunter2"})));
    let state = after([started("r")].into_iter().chain(broken));
    assert_eq!(unfit(&state), [1, 2, 3, 4, 5]);
    assert!(state.anomalies.iter().all(|anomaly| !anomaly.reason.contains("hunter2")));
    assert_eq!(state.run_status, Some(MissionRunStatus::Running));
}

#[test]
fn order_repetition_and_rest_do_not_matter() {
    let palette = [
        started("r"),
        started("s"),
        issued("r", "plan"),
        issued("s", "plan"),
        step_completed("r", "plan"),
        asked("r", "d"),
        answered("r", "d", "yes"),
        completed("r"),
        ("NextStepPlanned", json!({})),
        ("NextStepIssued", json!({})),
        ("MissionAuditStarted", json!({})),
    ];
    keeps_the_laws(&MissionNextFold::default(), &palette);
}
