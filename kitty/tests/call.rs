//! `contracts call --jsonl`: functions by name.

use serde_json::{Value, json};

use crate::run::{GOOD, piped};

fn ask(requests: &str) -> Vec<Value> {
    let run = piped(&["call", "--jsonl", "-"], requests.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn request(name: &str, arguments: &Value) -> String {
    json!({ "id": 7, "fn": name, "args": arguments }).to_string()
}

/// The values of calls, which all succeed.
fn values(calls: &[(&str, Value)]) -> Vec<Value> {
    let requests: Vec<String> =
        calls.iter().map(|(name, arguments)| request(name, arguments)).collect();
    let answers = ask(&requests.join("\n"));
    assert_eq!(answers.len(), calls.len());
    answers
        .into_iter()
        .zip(calls)
        .map(|(answer, call)| {
            assert_eq!((&answer["ok"], &answer["id"]), (&json!(true), &json!(7)), "{call:?}");
            answer["value"].clone()
        })
        .collect()
}

/// The kind of error that a call ends with, and its message.
fn error(name: &str, arguments: &Value) -> (String, String) {
    let answer = ask(&request(name, arguments)).remove(0);
    assert_eq!((&answer["ok"], &answer["id"]), (&json!(false), &json!(7)), "{name} {arguments}");
    let text = |key: &str| answer["error"][key].as_str().unwrap().to_owned();
    (text("kind"), text("message"))
}

/// The event that [`GOOD`] is, with some parts of its own.
fn event(number: u64, parts: &Value) -> Value {
    let mut event: Value = serde_json::from_str(GOOD).unwrap();
    event["event_id"] = id(number);
    for (key, value) in parts.as_object().unwrap() {
        event[key] = value.clone();
    }
    event
}

fn id(number: u64) -> Value {
    json!(format!("01J{number:023}"))
}

#[test]
fn functions_without_events() {
    let transition = |parts: Value| {
        let mut payload = json!({
            "mission_slug": "m", "wp_id": "W", "to_lane": "planned",
            "execution_mode": "worktree", "actor": {"role": "", "x": "someone"},
        });
        payload.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
        json!([payload])
    };
    let artifact = values(&[("load_cutover_artifact", json!([]))]).remove(0);
    assert_eq!(artifact["forbidden_legacy_contract_surfaces"], json!(["legacy-cleanup"]));
    let cases = [
        ("normalize_lane", json!(["doing"]), json!("in_progress")),
        ("canonical_to_sync_v1", json!(["approved"]), json!("done")),
        ("canonical_to_sync_v2", json!(["approved"]), json!("approved")),
        ("map_check_run_conclusion", json!(["timed_out"]), json!("GateFailed")),
        ("map_check_run_conclusion", json!(["stale"]), json!(null)),
        ("actor_label", transition(json!({})), json!("someone")),
        ("validate_transition", transition(json!({})), json!({ "valid": true, "violations": [] })),
        ("accepted_major_matches", json!(["3.9"]), json!(true)),
        ("required_cutover_value_matches", json!(["3.9"]), json!(false)),
        ("required_cutover_value_matches", json!([3]), json!(false)),
        (
            "normalize_event_id",
            json!(["01jmxxxxxxxxxxxxxxxxxxxxxx"]),
            json!("01JMXXXXXXXXXXXXXXXXXXXXXX"),
        ),
        (
            "lamport_clock_replay",
            json!(["n", 3, [["tick"], ["update", 10], ["update", -1]]]),
            json!([3, 4, 11, 12, 12]),
        ),
    ];
    let calls: Vec<(&str, Value)> =
        cases.iter().map(|(name, arguments, _)| (*name, arguments.clone())).collect();
    for (value, case) in values(&calls).into_iter().zip(&cases) {
        assert_eq!(value, case.2, "{case:?}");
    }
    let refused = transition(json!({ "from_lane": "done", "to_lane": "claimed" }));
    let verdict = values(&[("validate_transition", refused)]).remove(0);
    assert_eq!(verdict["valid"], false);
    assert_eq!(verdict["violations"].as_array().unwrap().len(), 2, "{verdict}");
}

#[test]
fn functions_of_events() {
    let payload = |payload: Value| json!({ "payload": payload });
    let first = event(1, &json!({ "payload": { "tags": ["a", 1.0], "delta": 2, "state": "b" } }));
    let second = event(
        2,
        &json!({
            "payload": { "tags": ["a"], "delta": 0.5, "status": "c" },
            "causation_id": id(1), "node_id": "m",
        }),
    );
    let earlier = event(3, &json!({ "lamport_clock": 1 }));
    let both = json!([[second, first]]);
    let all = json!([[second, first, earlier, second]]);
    let cases = [
        ("is_concurrent", json!([first, second]), json!(true)),
        ("is_concurrent", json!([first, first]), json!(false)),
        ("total_order_key", json!([first]), json!([3, "n-1"])),
        ("status_event_sort_key", json!([first]), json!([3, "2026-03-01T12:00:00+00:00", id(1)])),
        ("total_order_sort", all.clone(), json!([id(3), id(2), id(2), id(1)])),
        ("status_sort_dedup", all.clone(), json!([id(3), id(1), id(2)])),
        ("dedup_events", all.clone(), json!([id(2), id(1), id(3)])),
        ("canonical_signal_field_name", json!([]), json!("schema_version")),
        ("canonical_signal_location", json!([]), json!("event_envelope")),
        ("topological_sort", both.clone(), json!([id(1), id(2)])),
        ("merge_gset", all.clone(), json!(["a", 1])),
        ("merge_counter", all, json!(2.5)),
        ("merge_counter", json!([[event(1, &payload(json!({ "delta": 1e20 })))]]), json!(1e20)),
        (
            "forbidden_legacy_keys",
            json!([payload(json!({ "mission_key": 1 }))]),
            json!(["mission_key"]),
        ),
        (
            "forbidden_legacy_event_names",
            json!([{ "event_type": "FeatureClosed" }]),
            json!(["FeatureClosed"]),
        ),
        ("forbidden_legacy_aggregate_names", json!([{ "aggregate_id": "mission/1" }]), json!([])),
        ("read_cutover_signal", json!([{}]), json!(null)),
        ("is_pre_cutover_payload", json!([first]), json!(false)),
        ("assert_canonical_cutover_signal", json!([first]), json!(null)),
    ];
    let calls: Vec<(&str, Value)> =
        cases.iter().map(|(name, arguments, _)| (*name, arguments.clone())).collect();
    for (value, case) in values(&calls).into_iter().zip(&cases) {
        assert_eq!(value, case.2, "{}", case.0);
    }
    let merged = values(&[("state_machine_merge", json!([both[0], { "b": 1, "c": 1 }]))]).remove(0);
    assert_eq!(merged["merged_event_id"], id(2), "of equals, the emitter that is first by name");
    assert_eq!(merged["conflicting_event_ids"], json!([id(2), id(1)]));
}

#[test]
fn parsed_events_are_canonical() {
    let loose = event(
        1,
        &json!({
            "timestamp": "2026-03-01 12:00:00.5+00:00", "undeclared": 1,
            "project_uuid": "A1B2C3D4E5F67890ABCDEF1234567890",
        }),
    );
    let values = values(&[
        ("parse_event", json!([loose])),
        ("parse_payload", json!(["Event", loose])),
        ("parse_payload", json!(["MissionClosed", loose["payload"]])),
    ]);
    let event = &values[0];
    assert_eq!(event["timestamp"], "2026-03-01T12:00:00.500000Z");
    assert_eq!(event["project_uuid"], "a1b2c3d4-e5f6-7890-abcd-ef1234567890");
    assert_eq!((&event["data_tier"], &event["causation_id"]), (&json!(0), &json!(null)));
    assert!(event.get("undeclared").is_none() && event.get("causation_id").is_some());
    assert_eq!(*event, values[1]);
    assert_eq!(values[2]["mission_slug"], "m-001");
}

#[test]
fn errors_are_of_the_right_kind() {
    let cycle = json!([[
        event(1, &json!({ "causation_id": id(2) })),
        event(2, &json!({ "causation_id": id(1) })),
    ]]);
    let tags = |tags: Value| json!([[event(1, &json!({ "payload": { "tags": tags } }))]]);
    for (name, arguments, kind) in [
        ("normalize_lane", json!(["DOING"]), "ValidationError"),
        ("normalize_lane", json!([null]), "ValidationError"),
        ("canonical_to_sync_v1", json!(["doing"]), "KeyError"),
        ("map_check_run_conclusion", json!([5]), "UnknownConclusionError"),
        ("normalize_event_id", json!(["x"]), "ValueError"),
        ("validate_transition", json!([{}]), "ValidationError"),
        ("accepted_major_matches", json!(["v3"]), "ValueError"),
        ("read_cutover_signal", json!([{ "schema_version": 3 }]), "TypeError"),
        ("assert_canonical_cutover_signal", json!([{}]), "ValueError"),
        ("parse_event", json!([{}]), "ValidationError"),
        ("parse_payload", json!(["MissionClosed", []]), "ValidationError"),
        ("parse_payload", json!(["MissionClose", {}]), "ValueError"),
        ("total_order_key", json!([{}]), "ValidationError"),
        ("total_order_sort", json!([5]), "TypeError"),
        ("topological_sort", cycle, "CyclicDependencyError"),
        ("merge_gset", tags(json!(5)), "TypeError"),
        ("merge_gset", tags(json!([[]])), "TypeError"),
        ("state_machine_merge", json!([[], {}]), "ValidationError"),
        ("lamport_clock_replay", json!(["n", -1, []]), "ValueError"),
        ("lamport_clock_replay", json!(["n", u64::MAX, [["tick"]]]), "StorageError"),
        ("normalize_lane", json!([]), "TypeError"),
        ("normalize_lane", json!("planned"), "TypeError"),
    ] {
        assert_eq!(error(name, &arguments).0, kind, "{name} {arguments}");
    }
    let (kind, message) = error("merge_gest", &json!([]));
    assert_eq!(kind, "ValueError");
    assert_eq!(message, "there is no function \"merge_gest\"; did you mean merge_gset?");
}

#[test]
fn hostile_requests_are_answered() {
    let deep = format!(r#"{{"fn":"parse_event","args":{}{}}}"#, "[".repeat(5000), "]".repeat(5000));
    let huge = format!(r#"{{"fn":"merge_counter","args":[[{}]]}}"#, {
        event(1, &json!({ "payload": { "delta": 1 } }))
            .to_string()
            .replace("\"delta\":1", &format!("\"delta\":{}", "9".repeat(300)))
    });
    for request in ["", "[]", "{}", r#"{"fn":5,"args":[]}"#, r#"{"fn":"parse_event"}"#, &deep] {
        let answers = ask(&format!("{request}\n"));
        assert_eq!(answers.len(), usize::from(!request.is_empty()));
        assert!(answers.iter().all(|answer| answer["ok"] == false), "{request}");
    }
    assert!(ask(&huge)[0]["value"].as_f64().unwrap() > 9e299);
}
