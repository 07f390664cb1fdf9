//! `contracts validate --jsonl`: requests and answers.

use serde_json::{Value, json};

use crate::run::{GOOD, piped};

fn ask(requests: &str) -> Vec<Value> {
    let run = piped(&["validate", "--jsonl", "-"], requests.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn answers_come_in_order_with_ids() {
    let payload = r#"{"mission_slug":"m","mission_number":0,"mission_type":"t"}"#;
    let requests = format!(
        "{{\"id\":\"a\",\"event_type\":\"MissionClosed\",\"payload\":{payload}}}\n\
         {{\"payload\":{GOOD},\"strict\":true,\"event_type\":\"MissionClosed\",\"id\":[1, 2]}}\n"
    );
    let answers = ask(&requests);
    assert_eq!((&answers[0]["id"], &answers[0]["valid"]), (&json!("a"), &json!(false)));
    assert_eq!(answers[0]["model_violations"][0]["field"], "mission_number");
    assert_eq!(answers[0]["model_violations"][0]["violation_type"], "minimum");
    assert_eq!(answers[0]["schema_violations"][0]["json_path"], "$.mission_number");
    assert_eq!(answers[0]["schema_violations"][0]["validator"], "minimum");
    let clean = json!({ "id": [1, 2], "valid": true, "event_type": "MissionClosed", "model_violations": [], "schema_violations": [] });
    assert_eq!(answers[1], clean);
}

#[test]
fn places_are_within_the_payload_of_an_envelope() {
    let bad = GOOD.replace(r#""mission_number":1"#, r#""mission_number":0"#);
    let answer =
        &ask(&format!("{{\"id\":1,\"event_type\":\"MissionClosed\",\"payload\":{bad}}}"))[0];
    assert_eq!(answer["model_violations"][0]["field"], "mission_number");
    assert_eq!(answer["schema_violations"][0]["json_path"], "$.mission_number");
}

#[test]
fn hostile_requests_get_errors_of_the_right_kind() {
    let deep = format!(
        r#"{{"id":1,"event_type":"MissionClosed","payload":{}{}}}"#,
        "[".repeat(5000),
        "]".repeat(5000)
    );
    for (request, id, kind) in [
        ("nonsense", json!(null), "ValueError"),
        ("[1]", json!(null), "ValueError"),
        (r#"{"id":1,"event_type":"Nope","payload":{}}"#, json!(1), "ValueError"),
        (r#"{"id":1,"event_type":"NextStepPlanned","payload":{}}"#, json!(1), "ValueError"),
        (r#"{"id":1,"event_type":5,"payload":{}}"#, json!(1), "ValueError"),
        (r#"{"id":1,"event_type":null,"payload":{}}"#, json!(1), "ValueError"),
        (r#"{"id":1,"event_type":"\ud800","payload":{}}"#, json!(1), "ValueError"),
        (r#"{"id":1,"event_type":["MissionClosed"],"payload":{}}"#, json!(1), "TypeError"),
        (r#"{"id":1,"event_type":{},"payload":{}}"#, json!(1), "TypeError"),
        (r#"{"id":1,"event_type":"MissionClosed"}"#, json!(1), "TypeError"),
        (r#"{"id":1,"event_type":"MissionClosed","payload":"x"}"#, json!(1), "AttributeError"),
        (r#"{"id":1,"event_type":"MissionClosed","payload":null}"#, json!(1), "AttributeError"),
        (&deep, json!(1), "ValueError"),
    ] {
        let answers = ask(&format!("{request}\n"));
        assert_eq!(answers.len(), 1, "{request}");
        assert_eq!((&answers[0]["id"], &answers[0]["valid"]), (&id, &json!(false)), "{request}");
        assert_eq!(answers[0]["error"]["kind"], kind, "{request}");
    }
}

#[test]
fn hostile_payloads_are_judged() {
    let digits = "9".repeat(400);
    for payload in [
        format!(r#"{{"mission_slug":"m","mission_number":{digits},"mission_type":"t"}}"#),
        r#"{"mission_slug":"\ud800","mission_number":1,"mission_type":"t"}"#.to_owned(),
    ] {
        let answer =
            &ask(&format!(r#"{{"id":1,"event_type":"MissionClosed","payload":{payload}}}"#))[0];
        assert_eq!(answer["valid"], false);
    }
}

#[test]
fn an_alias_is_read_and_not_published() {
    let payload = json!({
        "mission_slug": "m-001", "wp_id": "WP01", "from_lane": "doing", "to_lane": "for_review",
        "actor": "ada", "execution_mode": "worktree",
    });
    let request = json!({ "id": 1, "event_type": "WPStatusChanged", "payload": payload });
    let answer = &ask(&request.to_string())[0];
    assert_eq!((&answer["valid"], &answer["model_violations"]), (&json!(false), &json!([])));
    assert_eq!(answer["schema_violations"][0]["json_path"], "$.from_lane");
}
