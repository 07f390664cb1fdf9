//! `contracts reduce --jsonl`: requests and answers.

use serde_json::{Value, json};

use crate::run::{GOOD, piped};

fn ask(requests: &[Value]) -> Vec<Value> {
    let lines: Vec<String> = requests.iter().map(Value::to_string).collect();
    let run = piped(&["reduce", "--jsonl", "-"], lines.join("\n").as_bytes());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn states_come_in_order_with_ids() {
    let event: Value = serde_json::from_str(GOOD).unwrap();
    let mut malformed = event.clone();
    malformed["event_id"] = json!("01JMXXXXXXXXXXXXXXXXXXXXX0");
    malformed["event_type"] = json!("SyncIngestAccepted");
    let answers = ask(&[
        json!({ "id": "a", "reducer": "sync", "events": [event, malformed, event] }),
        json!({ "id": 2, "reducer": "sync", "events": [], "options": { "mode": "no such mode" } }),
    ]);
    assert_eq!((&answers[0]["id"], &answers[0]["ok"]), (&json!("a"), &json!(true)));
    assert_eq!(answers[0]["state"]["event_count"], 2);
    assert_eq!(answers[0]["state"]["anomalies"][0]["event_id"], "01JMXXXXXXXXXXXXXXXXXXXXX0");
    assert_eq!((&answers[1]["id"], &answers[1]["ok"]), (&json!(2), &json!(true)));
    assert_eq!(answers[1]["state"]["event_count"], 0, "options of other reducers are passed over");
}

#[test]
fn what_cannot_be_folded_gets_an_error_of_the_right_kind() {
    for (request, kind) in [
        (json!({ "reducer": "sinc", "events": [] }), "ValueError"),
        (json!({ "events": [] }), "TypeError"),
        (json!({ "reducer": "sync" }), "TypeError"),
        (json!({ "reducer": "sync", "events": {} }), "TypeError"),
        (json!({ "reducer": "sync", "events": [], "options": [] }), "TypeError"),
        (json!({ "reducer": "sync", "events": [{}] }), "ValidationError"),
        (json!({ "reducer": "sync", "events": [7] }), "ValidationError"),
    ] {
        let answer = &ask(std::slice::from_ref(&request))[0];
        assert_eq!((&answer["id"], &answer["ok"]), (&json!(null), &json!(false)), "{request}");
        assert_eq!(answer["error"]["kind"], kind, "{request}");
    }
    let unknown = &ask(&[json!({ "reducer": "sinc", "events": [] })])[0];
    let message = unknown["error"]["message"].as_str().unwrap();
    assert!(message.ends_with("did you mean sync?"), "{message}");
}
