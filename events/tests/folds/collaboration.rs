//! People and agents at work on one mission.

use event_contract::fold::{Fold as _, Options};
use event_contract_testkit::{Given, given, id};
use serde_json::{Value, json};
use spec_kitty_contracts::v3::LINE;

use spec_kitty_events::{CollaborationFold, Error, ReducedCollaborationState};

use crate::support;

fn fold(mode: &str) -> CollaborationFold {
    let mode = Value::from(mode).to_string().parse().unwrap();
    CollaborationFold::configured(&Options::default().with("mode", mode)).unwrap()
}

fn identity(who: &str) -> Value {
    json!({"participant_id": who, "participant_type": "human"})
}

/// An event of Ada, who joins in the first event.
fn ada(given: Given, event_type: &str, payload: &Value) -> Given {
    let of_ada = json!({"participant_id": "ada", "mission_id": "m-1"});
    let of_ada = support::with(of_ada, payload);
    given.event(event_type, of_ada)
}

fn joined() -> Given {
    ada(given(&LINE), "ParticipantJoined", &json!({"participant_identity": identity("ada")}))
}

/// In both modes: in strict mode the last event stops the fold, in permissive mode it is the only anomaly.
fn objects(given: Given, last: usize) -> Value {
    given.clone().folded_by(fold("strict")).then_error(|error| {
        assert!(
            matches!(error, Error::Integrity { event_id, .. } if *event_id == id(last)),
            "{error}"
        );
    });
    one_anomaly(given, "permissive", last)
}

/// The state, in which the last event is the only anomaly.
fn one_anomaly(given: Given, mode: &str, last: usize) -> Value {
    let outcome = given.folded_by(fold(mode));
    outcome.then(|state| {
        let anomalies: Vec<&str> =
            state.anomalies.iter().map(|anomaly| anomaly.event_id.as_str()).collect();
        assert_eq!(anomalies, [id(last)]);
    });
    serde_json::to_value(outcome.into_result().unwrap()).unwrap()
}

#[test]
fn a_clean_stream_comes_to_everything_it_says() {
    let step = json!({"step_id": "s-1", "outcome": "success"});
    let focus = json!({"focus_target": {"target_type": "wp", "target_id": "WP01"}});
    let given = joined()
        .event(
            "ParticipantInvited",
            json!({"participant_id": "bob", "participant_identity": identity("bob"), "invited_by": "ada"}),
        )
        .event(
            "ParticipantJoined",
            json!({"participant_id": "bob", "participant_identity": {
                "participant_id": "bob", "participant_type": "llm_context", "display_name": "B"}}),
        );
    let given = ada(given, "DriveIntentSet", &json!({"intent": "active"}));
    let given =
        ada(given, "PresenceHeartbeat", &json!({})).timestamp("2026-01-01T00:00:00.5+00:00");
    let given = ada(given, "FocusChanged", &focus);
    let given = ada(given, "PromptStepExecutionStarted", &json!({"step_id": "s-2"}));
    let given = ada(given, "PromptStepExecutionStarted", &step);
    let given = ada(given, "PromptStepExecutionStarted", &json!({"step_id": "s-2"}));
    let given = ada(given, "PromptStepExecutionStarted", &step);
    let given = ada(given, "PromptStepExecutionCompleted", &json!({"step_id": "s-2"}));
    let warned = json!({"warning_id": "w-1", "participant_ids": ["ada", "bob"]});
    let given = given.event("ConcurrentDriverWarning", warned);
    let given =
        ada(given, "WarningAcknowledged", &json!({"warning_id": "w-1", "acknowledgement": "hold"}));
    let given = ada(given, "CommentPosted", &json!({"comment_id": "c-1", "content": "hello"}));
    let given = ada(
        given,
        "DecisionCaptured",
        &json!({"decision_id": "d-1", "topic": "t", "chosen_option": "o", "referenced_warning_id": "w-1"}),
    );
    let given = ada(given, "SessionLinked", &json!({"linked_session_id": "x"}));
    let given = given.event("MissionStarted", json!({})).event("Foreign", json!({}));
    given.when::<CollaborationFold>().then_state(json!({
        "mission_id": "m-1",
        "participants": {
            "ada": {
                "participant_id": "ada", "participant_type": "human",
                "display_name": null, "session_id": null,
            },
            "bob": {
                "participant_id": "bob", "participant_type": "llm_context",
                "display_name": "B", "session_id": null,
            },
        },
        "departed_participants": {},
        "presence": {"ada": "2026-01-01T00:00:00.500000Z"},
        "active_drivers": ["ada"],
        "focus_by_participant": {"ada": {"target_type": "wp", "target_id": "WP01"}},
        "participants_by_focus": {"wp:WP01": ["ada"]},
        "warnings": [{
            "warning_id": "w-1", "event_id": id(12), "warning_type": "ConcurrentDriverWarning",
            "participant_ids": ["ada", "bob"], "acknowledgements": {"ada": "hold"},
        }],
        "decisions": [{
            "decision_id": "d-1", "event_id": id(15), "participant_id": "ada", "topic": "t",
            "chosen_option": "o", "referenced_warning_id": "w-1",
        }],
        "comments": [{
            "comment_id": "c-1", "event_id": id(14), "participant_id": "ada", "content": "hello",
            "reply_to": null,
        }],
        "active_executions": {"ada": ["s-1", "s-2", "s-1"]},
        "linked_sessions": {"ada": ["x"]},
        "anomalies": [],
        "event_count": 16,
        "last_processed_event_id": id(16),
    }));
}

#[test]
fn without_events_there_is_no_roster_either() {
    let roster = json!({"ada": identity("ada")}).to_string().parse().unwrap();
    let options = Options::default().with("roster", roster);
    let seeded = CollaborationFold::configured(&options).unwrap();
    let empty = serde_json::to_value(ReducedCollaborationState::default()).unwrap();
    given(&LINE).event("Foreign", json!({})).folded_by(seeded.clone()).then_state(empty);
    ada(given(&LINE), "PresenceHeartbeat", &json!({}))
        .folded_by(seeded)
        .then(|state| assert!(state.participants.contains_key("ada")));
}

#[test]
fn options_are_checked() {
    let configured = |name: &str, value: Value| {
        let value = value.to_string().parse().unwrap();
        CollaborationFold::configured(&Options::default().with(name, value))
    };
    assert_eq!(configured("mode", json!("lenient")).unwrap_err().name, "mode");
    let robot = json!({"x": {"participant_id": "x", "participant_type": "robot"}});
    assert_eq!(configured("roster", robot).unwrap_err().name, "roster");
}

#[test]
fn strangers_stop_a_strict_fold_and_are_noted_in_a_permissive_one() {
    let events = [
        ("PresenceHeartbeat", json!({})),
        ("DriveIntentSet", json!({"intent": "active"})),
        ("FocusChanged", json!({"focus_target": {"target_type": "wp", "target_id": "a"}})),
        ("PromptStepExecutionStarted", json!({"step_id": "s"})),
        ("PromptStepExecutionCompleted", json!({"step_id": "s"})),
        ("WarningAcknowledged", json!({"warning_id": "w", "acknowledgement": "hold"})),
        ("CommentPosted", json!({"content": "hello"})),
        ("DecisionCaptured", json!({"topic": "t"})),
        ("SessionLinked", json!({"linked_session_id": "x"})),
    ];
    for (event_type, payload) in events {
        // An invitation does not put anyone on the roster.
        let invited = json!({"participant_identity": identity("ada")});
        let given = ada(given(&LINE), "ParticipantInvited", &invited);
        let given = ada(given, event_type, &payload);
        given.clone().folded_by(fold("strict")).then_error(|error| {
            let expected = Error::UnknownParticipant {
                participant: "ada".into(),
                event_type: event_type.into(),
                event_id: id(2),
            };
            assert_eq!(*error, expected);
        });
        let state = one_anomaly(given, "permissive", 2);
        assert_eq!(state["anomalies"][0]["reason"], "the participant is not on the roster");
        assert_eq!(state["anomalies"][0]["event_type"], event_type);
        for part in ["presence", "focus_by_participant", "active_executions", "linked_sessions"] {
            assert_eq!(state[part], json!({}), "{event_type}");
        }
        for part in ["active_drivers", "warnings", "comments", "decisions"] {
            assert_eq!(state[part], json!([]), "{event_type}");
        }
    }
}

#[test]
fn who_left_takes_no_part_until_they_join_again() {
    let left = || {
        let given = ada(joined(), "DriveIntentSet", &json!({"intent": "active"}));
        let given = ada(given, "PresenceHeartbeat", &json!({}));
        let target = json!({"focus_target": {"target_type": "step", "target_id": "s"}});
        let given = ada(given, "FocusChanged", &target);
        let given = ada(given, "PromptStepExecutionStarted", &json!({"step_id": "s"}));
        let given = ada(given, "SessionLinked", &json!({"linked_session_id": "x"}));
        ada(given, "ParticipantLeft", &json!({}))
    };
    left().when::<CollaborationFold>().then(|state| {
        assert!(state.participants.is_empty() && state.departed_participants.contains_key("ada"));
        assert!(state.active_drivers.is_empty() && state.presence.is_empty());
        assert!(state.focus_by_participant.is_empty() && state.participants_by_focus.is_empty());
        assert!(state.active_executions.is_empty());
        assert_eq!(state.linked_sessions["ada"].len(), 1, "what was linked stays linked");
    });
    objects(ada(left(), "CommentPosted", &json!({"content": "bye"})), 8);
    let state = objects(ada(left(), "PresenceHeartbeat", &json!({})), 8);
    assert!(state["presence"]["ada"].is_string(), "when they were heard of last");
    let again = json!({"participant_identity": identity("ada")});
    ada(left(), "ParticipantJoined", &again)
        .when::<CollaborationFold>()
        .then_part("/departed_participants", json!({}))
        .then_part("/anomalies", json!([]));
}

#[test]
fn what_is_wrong_with_the_roster_is_noted_in_both_modes() {
    let introduced = json!({"participant_identity": identity("ada")});
    let twice = ada(given(&LINE), "ParticipantInvited", &introduced);
    let cases = [
        ada(joined(), "ParticipantJoined", &introduced),
        ada(joined(), "ParticipantInvited", &introduced),
        ada(twice, "ParticipantInvited", &introduced),
        joined().event("ParticipantLeft", json!({"participant_id": "bob"})),
        joined().event("ParticipantLeft", json!({"participant_id": 5})),
        joined().event("ParticipantJoined", json!({"participant_identity": identity("bob")})),
        joined().event("ParticipantInvited", json!({"participant_id": ""})),
        joined().event("ParticipantJoined", json!({"participant_id": "bob"})),
        joined().event(
            "ParticipantInvited",
            json!({"participant_id": "bob", "participant_identity": {"participant_id": "bob"}}),
        ),
        ada(joined(), "FocusChanged", &json!({"focus_target": {"target_type": "moon"}})),
    ];
    for given in cases {
        one_anomaly(given.clone(), "strict", 2);
        one_anomaly(given, "permissive", 2);
    }
}

#[test]
fn events_that_name_nobody_do_nothing() {
    let given = joined()
        .event("PresenceHeartbeat", json!({"participant_id": ""}))
        .event("DriveIntentSet", json!({"intent": "active"}))
        .event("CommentPosted", json!({"participant_id": 5, "content": "hello"}))
        .event("ConcurrentDriverWarning", json!({"participant_ids": ["bob"]}))
        .event("ConcurrentDriverWarning", json!({"warning_id": "w", "participant_ids": "ada"}));
    let given = ada(given, "DriveIntentSet", &json!({"intent": "maybe"}));
    given.when::<CollaborationFold>().then(|state| {
        assert!(state.anomalies.is_empty() && state.warnings.is_empty());
        assert!(state.active_drivers.is_empty() && state.comments.is_empty());
        assert_eq!(state.event_count, 7);
    });
}

#[test]
fn focus_and_intent_follow_the_last_word() {
    let target = |id: &str| json!({"focus_target": {"target_type": "file", "target_id": id}});
    let given = ada(joined(), "FocusChanged", &target("a:b"));
    let given = ada(given, "FocusChanged", &target("a:b"));
    let given = ada(given, "FocusChanged", &target("c"));
    let given = ada(given, "DriveIntentSet", &json!({"intent": "active"}));
    let given = ada(given, "DriveIntentSet", &json!({"intent": "inactive"}));
    given
        .when::<CollaborationFold>()
        .then_part("/participants_by_focus", json!({"file:c": ["ada"]}))
        .then_part("/focus_by_participant/ada/target_id", "c")
        .then_part("/active_drivers", json!([]));
}

#[test]
fn steps_that_were_not_begun_cannot_be_completed() {
    let begun = ada(joined(), "PromptStepExecutionStarted", &json!({"step_id": "s-1"}));
    let other = ada(begun, "PromptStepExecutionCompleted", &json!({"step_id": "s-2"}));
    let state = objects(other, 3);
    assert_eq!(state["active_executions"], json!({"ada": ["s-1"]}));
    let none = ada(joined(), "PromptStepExecutionCompleted", &json!({}));
    assert_eq!(objects(none, 2)["active_executions"], json!({}));
}

#[test]
fn answers_are_kept_whatever_becomes_of_the_warning() {
    let raised = |given: Given, event_type: &str| {
        given.event(event_type, json!({"warning_id": "w", "participant_ids": ["ada"]}))
    };
    let answer = |given, answer: &str| {
        ada(given, "WarningAcknowledged", &json!({"warning_id": "w", "acknowledgement": answer}))
    };
    let given = answer(raised(joined(), "ConcurrentDriverWarning"), "hold");
    let given = raised(answer(given, "defer"), "PotentialStepCollisionDetected");
    let warning = json!([{
        "warning_id": "w", "event_id": id(5), "warning_type": "PotentialStepCollisionDetected",
        "participant_ids": ["ada"], "acknowledgements": {"ada": "defer"},
    }]);
    given.when::<CollaborationFold>().then_part("/warnings", warning);

    let state = objects(answer(joined(), "hold"), 2);
    let unknown = json!([{
        "warning_id": "w", "event_id": id(2), "warning_type": "UnknownWarning",
        "participant_ids": ["ada"], "acknowledgements": {"ada": "hold"},
    }]);
    assert_eq!(state["warnings"], unknown);
    raised(answer(joined(), "hold"), "ConcurrentDriverWarning")
        .folded_by(fold("permissive"))
        .then_part("/warnings/0/event_id", id(3))
        .then_part("/warnings/0/acknowledgements", json!({"ada": "hold"}));
}

#[test]
fn a_warning_stands_even_if_it_concerns_strangers() {
    let warned = json!({"warning_id": "w", "participant_ids": ["ada", "bob"]});
    let given = joined().event("ConcurrentDriverWarning", warned);
    given.clone().folded_by(fold("strict")).then_error(|error| {
        assert!(
            matches!(error, Error::UnknownParticipant { participant, .. } if participant == "bob")
        );
    });
    let state = one_anomaly(given, "permissive", 2);
    assert_eq!(state["warnings"][0]["participant_ids"], json!(["ada", "bob"]));
}

/// What is no text stops the fold, here or in the end.
fn malformed(given: Given, mode: &str, at: usize) {
    given.folded_by(fold(mode)).then_error(|error| {
        assert!(
            matches!(error, Error::MalformedPayload { event_id, violations, .. }
                if *event_id == id(at) && !violations.is_empty()),
            "{error}"
        );
    });
}

#[test]
fn what_is_no_text_stops_the_fold_if_it_would_be_in_the_state() {
    let warned = json!({"warning_id": "w", "participant_ids": ["ada"]});
    let answered = |answer: Value| {
        let given = joined().event("ConcurrentDriverWarning", warned.clone());
        let answer = json!({"warning_id": "w", "acknowledgement": answer});
        ada(given, "WarningAcknowledged", &answer)
    };
    for mode in ["strict", "permissive"] {
        malformed(ada(joined(), "CommentPosted", &json!({"content": 5})), mode, 2);
        malformed(ada(joined(), "CommentPosted", &json!({"content": "", "reply_to": 5})), mode, 2);
        malformed(ada(joined(), "DecisionCaptured", &json!({"topic": null})), mode, 2);
        malformed(ada(joined(), "SessionLinked", &json!({"linked_session_id": null})), mode, 2);
        malformed(ada(joined(), "PromptStepExecutionStarted", &json!({"step_id": 5})), mode, 2);
        malformed(answered(json!(["hold"])), mode, 3);
    }
    let involved = |who: Value| {
        let warned = json!({"warning_id": "w", "participant_ids": ["ada", who]});
        joined().event("ConcurrentDriverWarning", warned)
    };
    malformed(involved(json!(5)), "permissive", 2);
    malformed(involved(json!(["ada"])), "permissive", 2);
    malformed(involved(json!({})), "strict", 2);
    involved(json!(5))
        .folded_by(fold("strict"))
        .then_error(|error| assert!(matches!(error, Error::UnknownParticipant { .. })));
    let unknown = ada(joined(), "WarningAcknowledged", &json!({"warning_id": 7}));
    malformed(unknown.clone(), "permissive", 2);
    unknown
        .folded_by(fold("strict"))
        .then_error(|error| assert!(matches!(error, Error::Integrity { .. })));
}

#[test]
fn what_is_no_text_is_forgotten_with_what_it_belongs_to() {
    let begun = || ada(joined(), "PromptStepExecutionStarted", &json!({"step_id": 1}));
    ada(begun(), "PromptStepExecutionCompleted", &json!({"step_id": 1.0}))
        .when::<CollaborationFold>()
        .then_part("/active_executions", json!({"ada": []}));
    ada(begun(), "ParticipantLeft", &json!({}))
        .when::<CollaborationFold>()
        .then_part("/active_executions", json!({}));
    let warned = |who: Value| json!({"warning_id": "w", "participant_ids": [who]});
    joined()
        .event("ConcurrentDriverWarning", warned(json!(null)))
        .event("ConcurrentDriverWarning", warned(json!("ada")))
        .folded_by(fold("permissive"))
        .then_part("/warnings/0/participant_ids", json!(["ada"]));
    let answer = |given, answer: Value| {
        ada(given, "WarningAcknowledged", &json!({"warning_id": "w", "acknowledgement": answer}))
    };
    let given = joined().event("ConcurrentDriverWarning", warned(json!("ada")));
    answer(answer(given, json!(5)), json!("hold"))
        .when::<CollaborationFold>()
        .then_part("/warnings/0/acknowledgements", json!({"ada": "hold"}));
}

#[test]
fn an_error_that_comes_later_in_the_stream_comes_before_one_in_the_end() {
    let begun = ada(joined(), "PromptStepExecutionStarted", &json!({"step_id": 5}));
    begun
        .event("CommentPosted", json!({"participant_id": "bob"}))
        .folded_by(fold("strict"))
        .then_error(|error| assert!(matches!(error, Error::UnknownParticipant { .. })));
}
