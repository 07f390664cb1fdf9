//! The glossary of a mission.

use event_contract::JsonValue;
use event_contract::fold::{Fold, Options};
use serde_json::{Value, json};
use spec_kitty_contracts::v3::glossary::GlossaryStrictness;
use spec_kitty_events::{Error, GlossaryFold, Mode, ReducedGlossaryState};

use crate::support::{self, Said, id, keeps_the_laws, number};

fn strictly(events: impl IntoIterator<Item = Said>) -> Result<ReducedGlossaryState, Error> {
    support::after(GlossaryFold::default(), events)
}

fn permissively(events: impl IntoIterator<Item = Said>) -> ReducedGlossaryState {
    support::after(GlossaryFold::new(Mode::Permissive), events).unwrap()
}

fn activated(scope: &str) -> Said {
    let payload = json!({
        "mission_id": "m", "scope_id": scope, "scope_type": "team_domain",
        "glossary_version_id": "v1",
    });
    ("GlossaryScopeActivated", payload)
}

fn observed(scope: &str, term: &str) -> Said {
    let payload = json!({
        "mission_id": "m", "scope_id": scope, "step_id": "plan", "term_surface": term,
        "confidence": 0.5, "actor": "a",
    });
    ("TermCandidateObserved", payload)
}

fn checked(scope: &str) -> Said {
    let payload = json!({
        "mission_id": "m", "scope_id": scope, "step_id": "plan", "conflicts": [],
        "severity": "low", "confidence": 0.9, "recommended_action": "pass",
        "effective_strictness": "max",
    });
    ("SemanticCheckEvaluated", payload)
}

/// A question of the check with a number.
fn asked(check: usize) -> Said {
    let payload = json!({
        "mission_id": "m", "scope_id": "s", "step_id": "plan",
        "semantic_check_event_id": id(check), "term": "lane", "question": "Which?",
        "options": [], "urgency": "low", "actor": "a",
    });
    ("GlossaryClarificationRequested", payload)
}

/// An answer to the question with a number.
fn answered(question: usize) -> Said {
    let payload = json!({
        "mission_id": "m", "clarification_event_id": id(question), "selected_meaning": "a column",
        "actor": "a",
    });
    ("GlossaryClarificationResolved", payload)
}

fn updated(scope: &str, term: &str, sense: &str) -> Said {
    let payload = json!({
        "mission_id": "m", "scope_id": scope, "term_surface": term, "after_sense": sense,
        "reason": "", "actor": "a",
    });
    ("GlossarySenseUpdated", payload)
}

fn blocked() -> Said {
    let payload = json!({
        "mission_id": "m", "step_id": "plan", "conflict_event_ids": ["x"],
        "blocking_strictness": "max",
    });
    ("GenerationBlockedBySemanticConflict", payload)
}

fn set(strictness: &str) -> Said {
    let payload = json!({"mission_id": "m", "new_strictness": strictness, "actor": "a"});
    ("GlossaryStrictnessSet", payload)
}

/// Holds that the last of some events stops a strict fold, and is an anomaly, as often as said, for a
/// permissive one; gives the state of that one.
fn objected(events: &[Said], times: usize) -> ReducedGlossaryState {
    let last = events.len() - 1;
    let (event_type, _) = &events[last];
    let before = strictly(events[..last].iter().cloned());
    assert!(before.unwrap().anomalies.is_empty());
    match strictly(events.iter().cloned()).unwrap_err() {
        Error::Integrity { event_type: named, event_id, .. } => {
            assert_eq!((named.as_str(), event_id.as_str()), (*event_type, id(last).as_str()));
        }
        other => unreachable!("{other}"),
    }
    let state = permissively(events.iter().cloned());
    let unfit: Vec<_> = state.anomalies.iter().map(|of| number(&of.event_id)).collect();
    assert_eq!(unfit, vec![last; times]);
    state
}

#[test]
fn the_state_has_every_field() {
    let mut expected = json!({
        "mission_id": "", "active_scopes": {}, "current_strictness": "medium",
        "strictness_history": [], "term_candidates": {}, "term_senses": {}, "clarifications": [],
        "semantic_checks": [], "generation_blocks": [], "anomalies": [], "event_count": 0,
        "last_processed_event_id": null,
    });
    assert_eq!(serde_json::to_value(strictly([]).unwrap()).unwrap(), expected);

    let state = strictly([
        activated("s"),
        observed("s", "lane"),
        updated("s", "lane", "a column"),
        checked("s"),
        asked(3),
        ("MissionStarted", json!({})),
        answered(4),
        set("max"),
        blocked(),
    ]);
    let filled = |(_, mut payload): Said, absent: Value| {
        let Value::Object(absent) = absent else { unreachable!("fields") };
        payload.as_object_mut().unwrap().extend(absent);
        payload
    };
    let all = json!({
        "mission_id": "m",
        "active_scopes": {"s": activated("s").1},
        "current_strictness": "max",
        "strictness_history": [filled(set("max"), json!({"previous_strictness": null}))],
        "term_candidates":
            {"s": {"lane": [filled(observed("s", "lane"), json!({"step_metadata": {}}))]}},
        "term_senses": {"s": {
            "lane": filled(updated("s", "lane", "a column"), json!({"before_sense": null})),
        }},
        "clarifications": [{
            "request_event_id": id(4), "semantic_check_event_id": id(3), "term": "lane",
            "resolved": true, "resolution_event_id": id(6),
        }],
        "semantic_checks": [filled(checked("s"), json!({"step_metadata": {}}))],
        "generation_blocks": [filled(blocked(), json!({"step_metadata": {}}))],
        "event_count": 8,
        "last_processed_event_id": id(8),
    });
    for (field, value) in all.as_object().unwrap() {
        expected[field] = value.clone();
    }
    assert_eq!(serde_json::to_value(state.unwrap()).unwrap(), expected);
}

#[test]
fn terms_are_kept_by_scope() {
    let state = strictly([
        activated("s"),
        activated("t"),
        observed("s", "lane"),
        observed("t", "lane"),
        observed("s", "lane"),
        updated("s", "lane", "a column"),
        updated("s", "lane", "a row"),
    ]);
    let state = serde_json::to_value(state.unwrap()).unwrap();
    assert_eq!(state["term_candidates"]["s"]["lane"].as_array().unwrap().len(), 2);
    assert_eq!(state["term_candidates"]["t"]["lane"].as_array().unwrap().len(), 1);
    assert_eq!(state["term_senses"]["s"]["lane"]["after_sense"], "a row");
    assert_eq!(state["term_senses"].get("t"), None);
}

#[test]
fn the_last_strictness_counts() {
    let state = strictly([set("max"), set("off")]).unwrap();
    assert_eq!(state.current_strictness, GlossaryStrictness::Off);
    assert_eq!(state.strictness_history.len(), 2);
}

#[test]
fn scopes_are_activated_before_they_are_used() {
    let state = objected(&[observed("s", "lane")], 1);
    assert_eq!(state.term_candidates.len(), 1, "the observation counts all the same");
    let state = objected(&[activated("t"), checked("s")], 1);
    assert_eq!(state.semantic_checks.len(), 1);
    // Its check is unknown as well.
    objected(&[asked(7)], 2);
}

#[test]
fn terms_are_observed_before_they_have_a_sense() {
    let state = objected(&[activated("s"), updated("s", "lane", "a column")], 1);
    assert_eq!(state.term_senses.len(), 1, "the sense counts all the same");
    // Another scope's observation does not count.
    objected(
        &[activated("s"), activated("t"), observed("t", "lane"), updated("s", "lane", "x")],
        1,
    );
    objected(&[updated("s", "lane", "a column")], 2);
}

#[test]
fn questions_belong_to_a_check() {
    let state = objected(&[activated("s"), asked(0)], 1);
    assert!(state.clarifications.is_empty(), "a question of nothing is not asked");
}

#[test]
fn three_questions_of_a_check_may_be_open() {
    let three = [activated("s"), checked("s"), asked(1), asked(1), asked(1)];
    let state = objected(&[&three[..], &[asked(1)]].concat(), 1);
    assert_eq!(state.clarifications.len(), 3, "the fourth is not asked");

    let other_check = strictly([&three[..], &[checked("s"), asked(5)]].concat());
    assert_eq!(other_check.unwrap().clarifications.len(), 4);
    let after_an_answer = strictly([&three[..], &[answered(2), asked(1)]].concat());
    assert_eq!(after_an_answer.unwrap().clarifications.len(), 4);
    // One question that is answered twice makes room for one other.
    objected(&[&three[..], &[answered(2), answered(2), asked(1), asked(1)]].concat(), 1);
}

#[test]
fn the_last_answer_counts() {
    let state = strictly([activated("s"), checked("s"), asked(1), answered(2), answered(2)]);
    assert_eq!(state.unwrap().clarifications[0].resolution_event_id, Some(id(4)));
}

#[test]
fn answers_belong_to_a_question() {
    objected(&[activated("s"), checked("s"), answered(1)], 1);
    // A question that was not asked cannot be answered.
    let state = permissively([activated("s"), asked(0), answered(1)]);
    assert_eq!(state.anomalies.len(), 2);
}

#[test]
fn a_malformed_payload_stops_the_fold_in_every_mode() {
    let all = [
        activated("s"),
        observed("s", "lane"),
        checked("s"),
        asked(0),
        answered(0),
        updated("s", "lane", "x"),
        blocked(),
        set("max"),
    ];
    for (event_type, _) in all {
        for mode in [Mode::Strict, Mode::Permissive] {
            for payload in [json!({"mission_id": 1}), json!({"mission_id": "m", "actor": null})] {
                let fold = GlossaryFold::new(mode);
                let error = support::after(fold, [activated("s"), (event_type, payload)]);
                assert!(matches!(error, Err(Error::MalformedPayload { .. })), "{event_type}");
            }
        }
    }
}

#[test]
fn the_mode_is_an_option() {
    let start = |mode: Option<Value>| {
        let options = Options::default();
        let set = |mode: Value| options.clone().with("mode", JsonValue::try_from(mode).unwrap());
        GlossaryFold::configured(&mode.map_or(options.clone(), set))
    };
    for (mode, stops) in [(None, true), (Some("strict"), true), (Some("permissive"), false)] {
        let fold = start(mode.map(Value::from)).unwrap();
        assert_eq!(support::after(fold, [observed("s", "lane")]).is_err(), stops, "{mode:?}");
    }
    for other in [json!("Strict"), json!(""), json!(null), json!(1), json!(["strict"])] {
        assert_eq!(start(Some(other)).unwrap_err().name, "mode");
    }
}

#[test]
fn order_repetition_and_rest_do_not_matter() {
    let palette = [
        activated("s"),
        activated("t"),
        observed("s", "lane"),
        observed("t", "lane"),
        updated("s", "lane", "a column"),
        updated("t", "lane", "a row"),
        checked("s"),
        checked("s"),
        asked(0),
        asked(1),
        asked(2),
        answered(1),
        answered(2),
        answered(3),
        blocked(),
        set("off"),
        ("MissionStarted", json!({})),
    ];
    keeps_the_laws(&GlossaryFold::new(Mode::Permissive), &palette);
    keeps_the_laws(&GlossaryFold::default(), &palette);
}
