//! Audits of a mission.

use serde_json::{Value, json};
use spec_kitty_contracts::v3::mission_audit::AuditStatus;
use spec_kitty_events::MissionAuditAnomalyKind::{
    DuplicateDecisionId, EventAfterTerminal, EventBeforeRequested,
};
use spec_kitty_events::{
    Error, MissionAuditAnomalyKind, MissionAuditFold, ReducedMissionAuditState,
};

use crate::support::{self, Said, id, keeps_the_laws, number};

fn after(events: impl IntoIterator<Item = Said>) -> Result<ReducedMissionAuditState, Error> {
    support::after(MissionAuditFold::default(), events)
}

/// An event about a run of a mission.
fn said(event_type: &'static str, run: &str, rest: Value) -> Said {
    let mut payload = json!({
        "mission_id": "m", "run_id": run, "mission_slug": "042-payments", "mission_number": 42,
        "mission_type": "software-dev", "actor": "auditor",
    });
    let Value::Object(rest) = rest else { unreachable!("fields") };
    payload.as_object_mut().unwrap().extend(rest);
    (event_type, payload)
}

fn requested(run: &str) -> Said {
    let rest = json!({
        "trigger_mode": "manual", "audit_scope": ["spec.md"], "enforcement_mode": "blocking",
    });
    said("MissionAuditRequested", run, rest)
}

fn started(run: &str) -> Said {
    said("MissionAuditStarted", run, json!({"audit_scope_hash": "abc"}))
}

fn asked(decision: &str) -> Said {
    let rest = json!({
        "decision_id": decision, "question": "Ship?", "context_summary": "", "severity": "error",
    });
    said("MissionAuditDecisionRequested", "r", rest)
}

fn report() -> Value {
    json!({
        "report_path": "audit.md",
        "content_hash": {"hash": "abc", "algorithm": "sha256"},
        "provenance": {},
    })
}

fn canonical_report() -> Value {
    json!({
        "report_path": "audit.md",
        "content_hash":
            {"hash": "abc", "algorithm": "sha256", "size_bytes": null, "encoding": null},
        "provenance": {
            "source_event_ids": null, "git_sha": null, "git_ref": null, "actor_id": null,
            "actor_kind": null, "revised_at": null,
        },
    })
}

fn completed() -> Said {
    let rest = json!({
        "verdict": "pass", "severity": "info", "findings_count": 0, "artifact_ref": report(),
        "summary": "All is well",
    });
    said("MissionAuditCompleted", "r", rest)
}

fn failed(rest: Value) -> Said {
    let (event_type, mut payload) =
        said("MissionAuditFailed", "r", json!({"error_code": "E1", "error_message": "no disk"}));
    let Value::Object(rest) = rest else { unreachable!("fields") };
    payload.as_object_mut().unwrap().extend(rest);
    (event_type, payload)
}

/// The numbers of the events that do not fit, each with the reason.
fn unfit(state: &ReducedMissionAuditState) -> Vec<(usize, MissionAuditAnomalyKind)> {
    state.anomalies.iter().map(|anomaly| (number(&anomaly.event_id), anomaly.kind)).collect()
}

#[test]
fn the_state_has_every_field() {
    let mut expected = json!({
        "audit_status": "pending", "verdict": null, "severity": null, "findings_count": null,
        "artifact_ref": null, "partial_artifact_ref": null, "summary": null, "error_code": null,
        "error_message": null, "pending_decisions": [], "mission_id": null, "run_id": null,
        "mission_slug": null, "mission_number": null, "mission_type": null, "trigger_mode": null,
        "enforcement_mode": null, "audit_scope": null, "audit_scope_hash": null, "anomalies": [],
        "event_count": 0,
    });
    assert_eq!(serde_json::to_value(after([]).unwrap()).unwrap(), expected);

    let foreign = ("MissionStarted", json!({}));
    let state = after([requested("r"), started("r"), asked("d"), foreign, completed(), asked("e")]);
    let all = json!({
        "audit_status": "completed", "verdict": "pass", "severity": "info", "findings_count": 0,
        "artifact_ref": canonical_report(), "summary": "All is well", "mission_id": "m",
        "run_id": "r", "mission_slug": "042-payments", "mission_number": 42,
        "mission_type": "software-dev", "trigger_mode": "manual", "enforcement_mode": "blocking",
        "audit_scope": ["spec.md"], "audit_scope_hash": "abc", "event_count": 6,
        "anomalies": [{
            "kind": "event_after_terminal", "event_id": id(5),
            "message": "nothing follows the end of an audit",
        }],
    });
    for (field, value) in all.as_object().unwrap() {
        expected[field] = value.clone();
    }
    assert_eq!(serde_json::to_value(state.unwrap()).unwrap(), expected);
}

#[test]
fn an_audit_that_was_asked_for_is_pending() {
    let state = after([requested("r")]).unwrap();
    assert_eq!(state.audit_status, AuditStatus::Pending);
    assert!(state.anomalies.is_empty());
}

#[test]
fn events_before_the_request_count_and_are_anomalies() {
    let state = after([started("r"), asked("d")]).unwrap();
    assert_eq!(unfit(&state), [(0, EventBeforeRequested), (1, EventBeforeRequested)]);
    assert_eq!(state.audit_status, AuditStatus::AwaitingDecision);
    assert_eq!(state.pending_decisions.len(), 1);
    assert_eq!(state.run_id.unwrap(), "r");
}

#[test]
fn requests_say_what_the_audit_is_about_and_other_events_only_if_none_did() {
    let run = |events: Vec<Said>| after(events).unwrap().run_id.unwrap();
    assert_eq!(run(vec![requested("r"), started("s")]), "r");
    assert_eq!(run(vec![started("s"), requested("r")]), "r");
    assert_eq!(run(vec![requested("r"), requested("s")]), "s");
    assert_eq!(run(vec![started("s"), completed()]), "s");
    assert_eq!(run(vec![completed()]), "r");
    assert_eq!(run(vec![failed(json!({}))]), "r");
}

#[test]
fn a_pending_decision_is_not_requested_twice() {
    let state = after([requested("r"), asked("d"), started("r"), asked("d"), asked("e")]).unwrap();
    assert_eq!(unfit(&state), [(3, DuplicateDecisionId)]);
    let pending: Vec<_> =
        state.pending_decisions.iter().map(|decision| decision.decision_id.as_str()).collect();
    assert_eq!(pending, ["d", "e"]);
    let status = after([requested("r"), asked("d"), started("r")]).unwrap().audit_status;
    assert_eq!(status, AuditStatus::Running, "a decision may be pending while the audit goes on");
}

#[test]
fn the_end_settles_all_decisions_and_nothing_follows_it() {
    let broken = ("MissionAuditStarted", json!({}));
    for end in [completed(), failed(json!({}))] {
        let events = [requested("r"), asked("d"), end, requested("s"), broken.clone()];
        let state = after(events).unwrap();
        assert!(state.pending_decisions.is_empty());
        assert_eq!(unfit(&state), [(3, EventAfterTerminal), (4, EventAfterTerminal)]);
        assert_eq!(state.run_id.unwrap(), "r");
    }
}

#[test]
fn a_failed_audit_may_have_a_part_of_a_report() {
    let state = after([requested("r"), failed(json!({}))]).unwrap();
    assert_eq!(state.audit_status, AuditStatus::Failed);
    assert_eq!((state.error_code.unwrap().as_str(), state.partial_artifact_ref), ("E1", None));

    let state = after([requested("r"), failed(json!({"partial_artifact_ref": report()}))]).unwrap();
    let part = serde_json::to_value(state.partial_artifact_ref).unwrap();
    assert_eq!(part, canonical_report());
    assert_eq!(state.artifact_ref, None);
}

#[test]
fn a_malformed_payload_stops_the_fold() {
    for (event_type, _) in
        [requested("r"), started("r"), asked("d"), completed(), failed(json!({}))]
    {
        let broken = (event_type, json!({"mission_id": "m", "token": "hunter2"}));
        let error = after([requested("r"), broken]).unwrap_err();
        let Error::MalformedPayload { event_type: named, event_id, violations } = &error else {
            unreachable!("{error}")
        };
        assert_eq!((named.as_str(), event_id.as_str()), (event_type, id(1).as_str()));
        assert!(violations.len() > 1);
        assert!(!error.to_string().contains("hunter2"));
    }
}

#[test]
fn order_repetition_and_rest_do_not_matter() {
    let palette = [
        requested("r"),
        requested("s"),
        started("r"),
        started("s"),
        asked("d"),
        asked("d"),
        asked("e"),
        ("MissionStarted", json!({})),
        ("MissionStarted", json!({})),
        completed(),
        failed(json!({"partial_artifact_ref": report()})),
        ("MissionAuditStarted", json!({})),
    ];
    keeps_the_laws(&MissionAuditFold::default(), &palette);
}
