//! The matrix of lanes, and labels of actors.

use Lane::{Approved, Blocked, Canceled, Claimed, Done, ForReview, InProgress, Planned};
use serde_json::{Value, json};

use super::*;

fn transition(parts: &Value) -> StatusTransitionPayload {
    let mut payload = json!({
        "mission_slug": "m", "wp_id": "W", "to_lane": "planned",
        "execution_mode": "worktree", "actor": "someone",
        "evidence": {
            "repos": [{ "repo": "r", "branch": "b", "commit": "c" }],
            "review": { "reviewer": "r", "verdict": "v" },
        },
    });
    payload.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
    decode(payload.to_string().as_bytes()).unwrap()
}

/// What follows a lane regularly, beside what every lane but the last ones leads to.
const STEPS: &[(Lane, &[Lane])] = &[
    (Planned, &[Claimed]),
    (Claimed, &[InProgress]),
    (InProgress, &[ForReview, Approved, Planned]),
    (ForReview, &[Approved, Done, InProgress, Planned]),
    (Approved, &[Done, InProgress, Planned]),
    (Blocked, &[InProgress]),
];

#[test]
fn the_matrix_is_complete() {
    for from in Lane::ALL {
        for to in Lane::ALL {
            let terminal = [Done, Canceled].contains(from);
            let step = STEPS.iter().any(|(lane, next)| lane == from && next.contains(to));
            let aside = !terminal && [Blocked, Canceled].contains(to);
            let refused = if terminal { 2 } else { usize::from(!step && !aside) };
            let parts = |force: bool| {
                json!({
                    "from_lane": from, "to_lane": to, "force": force, "reason": "r", "review_ref": "v",
                })
            };
            let regular = validate_transition(&transition(&parts(false)));
            assert_eq!(regular.len(), refused, "{from} -> {to}: {regular:?}");
            assert_eq!(validate_transition(&transition(&parts(true))), [""; 0], "{from} -> {to}");
        }
    }
    for to in Lane::ALL {
        let refused = usize::from(*to != Planned);
        let first = transition(&json!({ "from_lane": null, "to_lane": to }));
        assert_eq!(validate_transition(&first).len(), refused, "{to}");
    }
}

#[test]
fn guards_hold_for_forced_transitions_too() {
    for (from, to, missing) in [
        (ForReview, InProgress, "review_ref"),
        (ForReview, Planned, "review_ref"),
        (Approved, InProgress, "review_ref"),
        (Approved, Planned, "review_ref"),
        (InProgress, Planned, "reason"),
    ] {
        for blank in [json!(null), json!(""), json!(" \t")] {
            let mut parts =
                json!({ "from_lane": from, "to_lane": to, "reason": "r", "review_ref": "v" });
            parts[missing] = blank;
            assert_eq!(validate_transition(&transition(&parts)).len(), 1, "{parts}");
            // Without a reason a transition cannot be forced.
            if missing != "reason" {
                parts["force"] = json!(true);
                assert_eq!(validate_transition(&transition(&parts)).len(), 1, "{parts}");
            }
        }
    }
}

#[test]
fn every_name_and_alias_of_a_lane_is_one() {
    for lane in Lane::ALL {
        assert_eq!(normalize_lane(lane.as_str()), Ok(*lane));
    }
    assert_eq!(normalize_lane("doing"), Ok(InProgress));
    for unknown in ["Doing", "", " planned", "cancelled"] {
        let violations = normalize_lane(unknown).unwrap_err();
        assert!(unknown.is_empty() || !violations.to_string().contains(unknown), "{violations}");
    }
}

#[test]
fn consumers_see_fewer_lanes() {
    let seen: Vec<_> = Lane::ALL
        .iter()
        .map(|lane| (canonical_to_sync_v1(*lane).as_str(), canonical_to_sync_v2(*lane).as_str()))
        .collect();
    let expected = [
        ("planned", "planned"),
        ("planned", "planned"),
        ("doing", "doing"),
        ("for_review", "for_review"),
        ("done", "approved"),
        ("done", "done"),
        ("doing", "doing"),
        ("planned", "planned"),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn actors_have_a_label() {
    for (actor, label) in [
        (json!(" x "), " x "),
        (json!({ "role": "r", "profile": "p" }), "p"),
        (json!({ "display_name": "d", "role": "r" }), "r"),
        (json!({ "z": "first", "actor_id": "i" }), "i"),
        (json!({ "profile": "", "role": null, "x": "y" }), "y"),
        (json!({ "profile": 5, "b": "b\u{e9}\n", "a": "a" }), "b\u{e9}\n"),
        (json!({ "a": "", "b": ["x"], "c": { "profile": "p" } }), "unknown"),
    ] {
        let payload = transition(&json!({ "actor": actor }));
        assert_eq!(actor_label(&payload.actor), label, "{actor}");
    }
}
