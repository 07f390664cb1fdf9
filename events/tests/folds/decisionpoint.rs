//! A decision, and who may take it.

use serde_json::{Value, json};
use spec_kitty_contracts::v3::decisionpoint::DecisionPointState;
use spec_kitty_events::{DecisionPointAnomalyKind, DecisionPointFold, ReducedDecisionPointState};

use crate::support::{self, Said, id, keeps_the_laws, number, stream};

fn after(events: impl IntoIterator<Item = Said>) -> ReducedDecisionPointState {
    let Ok(state) = support::after(DecisionPointFold::default(), events);
    state
}

/// An event of a person with the owner's authority.
fn owner(event_type: &'static str) -> Said {
    with(event_type, &json!({}))
}

fn with(event_type: &'static str, more: &Value) -> Said {
    let payload = json!({
        "decision_point_id": "d-1", "mission_id": "m-1", "run_id": "r-1", "mission_slug": "042",
        "mission_type": "software-dev", "phase": "P0", "actor_id": "ada", "actor_type": "human",
        "authority_role": "mission_owner", "mission_owner_authority_flag": true,
        "mission_owner_authority_path": "charter", "rationale": "cheap",
        "alternatives_considered": ["dear"], "evidence_refs": ["e-1"],
        "state_entered_at": "2026-03-01T12:00:00.5+01:00", "recorded_at": "2026-03-01T12:00:01Z",
    });
    let payload = support::with(payload, more);
    (event_type, payload)
}

/// The events that do not fit, by number, and why.
fn unfit(state: &ReducedDecisionPointState) -> Vec<(usize, DecisionPointAnomalyKind)> {
    state.anomalies.iter().map(|it| (number(&it.event_id), it.kind)).collect()
}

#[test]
fn a_decision_is_opened_discussed_and_taken() {
    let events = [
        owner("DecisionPointOpened"),
        with("DecisionPointDiscussing", &json!({"actor_type": "service", "actor_id": "bot"})),
        owner("DecisionPointDiscussing"),
        with("DecisionPointResolved", &json!({"phase": "P2"})),
    ];
    stream(events).when::<DecisionPointFold>().then_state(json!({
        "state": "resolved", "decision_point_id": "d-1", "mission_id": "m-1", "run_id": "r-1",
        "mission_slug": "042", "mission_type": "software-dev", "phase": "P2", "last_actor_id": "ada",
        "last_actor_type": "human", "last_authority_role": "mission_owner",
        "last_rationale": "cheap", "last_alternatives_considered": ["dear"],
        "last_evidence_refs": ["e-1"], "last_state_entered_at": "2026-03-01T12:00:00.500000+01:00",
        "anomalies": [], "event_count": 4,
    }));
    stream([]).when::<DecisionPointFold>().then_part("/last_evidence_refs", Value::Null);
}

#[test]
fn transitions_that_the_machine_does_not_have() {
    let invalid = DecisionPointAnomalyKind::InvalidTransition;
    assert_eq!(unfit(&after([owner("DecisionPointResolved")])), [(0, invalid)]);
    let twice = after([owner("DecisionPointOpened"), owner("DecisionPointOpened")]);
    assert_eq!(unfit(&twice), [(1, invalid)]);
}

#[test]
fn nothing_follows_an_overridden_decision() {
    let state = after([
        owner("DecisionPointOpened"),
        owner("DecisionPointResolved"),
        owner("DecisionPointOverridden"),
        owner("DecisionPointDiscussing"),
        ("DecisionPointOverridden", json!({})),
    ]);
    let over = DecisionPointAnomalyKind::EventAfterTerminal;
    assert_eq!(unfit(&state), [(3, over), (4, over)]);
    assert_eq!(state.state, Some(DecisionPointState::Overridden));
}

#[test]
fn who_may_do_what() {
    use DecisionPointAnomalyKind::{AuthorityPolicyViolation, LlmPolicyViolation};
    let llm = |more: Value| {
        let payload = json!({
            "actor_type": "llm", "authority_role": "advisory", "mission_owner_authority_flag": false,
        });
        support::with(payload, &more)
    };
    for (event_type, actor, refused) in [
        ("DecisionPointResolved", json!({"actor_type": "service"}), Some(AuthorityPolicyViolation)),
        (
            "DecisionPointResolved",
            json!({"authority_role": "informed"}),
            Some(AuthorityPolicyViolation),
        ),
        (
            "DecisionPointResolved",
            json!({"mission_owner_authority_flag": false}),
            Some(AuthorityPolicyViolation),
        ),
        ("DecisionPointResolved", llm(json!({})), Some(AuthorityPolicyViolation)),
        ("DecisionPointDiscussing", llm(json!({})), None),
        ("DecisionPointDiscussing", llm(json!({"authority_role": "informed"})), None),
        ("DecisionPointDiscussing", llm(json!({"phase": "P1"})), Some(LlmPolicyViolation)),
        (
            "DecisionPointDiscussing",
            llm(json!({"authority_role": "mission_owner"})),
            Some(LlmPolicyViolation),
        ),
        (
            "DecisionPointDiscussing",
            llm(json!({"mission_owner_authority_flag": true})),
            Some(LlmPolicyViolation),
        ),
    ] {
        let state = after([owner("DecisionPointOpened"), with(event_type, &actor)]);
        let expected: Vec<_> = refused.into_iter().map(|kind| (1, kind)).collect();
        assert_eq!(unfit(&state), expected, "{event_type} {actor}");
        let moved = state.state != Some(DecisionPointState::Open);
        assert_eq!(moved, refused.is_none(), "{event_type} {actor}");
    }
}

#[test]
fn a_malformed_payload_does_not_fit() {
    let state = after([("DecisionPointOpened", json!({"rationale": ""}))]);
    assert_eq!(unfit(&state), [(0, DecisionPointAnomalyKind::MalformedPayload)]);
    assert_eq!(state.anomalies[0].event_id, id(0));
}

#[test]
fn any_arrival_any_repetition_any_rest() {
    let palette = [
        owner("DecisionPointOpened"),
        owner("DecisionPointDiscussing"),
        owner("DecisionPointResolved"),
        owner("DecisionPointOverridden"),
        with("DecisionPointDiscussing", &json!({"actor_type": "llm"})),
        ("DecisionPointOpened", json!({})),
        ("GatePassed", json!({})),
    ];
    keeps_the_laws(&DecisionPointFold::default(), &palette);
}
