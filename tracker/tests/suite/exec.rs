//! Single calls as lines.

use serde_json::{Value, json};
use spec_kitty_tracker::connectors::Vendor;
use spec_kitty_tracker::exec::Exec;

use crate::fakes::{SECRET, config, hosted, start};
use crate::server::Response;

async fn ask(exec: &mut Exec, request: &Value) -> Value {
    serde_json::from_str(&exec.answer(request.to_string().as_bytes()).await).unwrap()
}

fn memory(id: u32, op: &str, args: &Value) -> Value {
    json!({ "id": id, "vendor": "in_memory", "via": "direct", "op": op, "args": args,
            "config": { "name": "memory", "workspace": "w" } })
}

fn issue() -> Value {
    json!({ "system": "memory", "workspace": "w", "id": "1", "key": null, "url": null })
}

#[tokio::test]
async fn lines_that_are_no_requests_are_answered() {
    let mut exec = Exec::default();
    let good = memory(1, "capabilities", &json!({}));
    let with = |key: &str, value: Value| {
        let mut request = good.clone();
        request[key] = value;
        request.to_string()
    };
    let list = memory(1, "list_issues", &json!({ "limit": 0 })).to_string();
    let typed = memory(1, "add_comment", &json!({ "ref": issue(), "body": 7 })).to_string();
    let missing =
        memory(1, "get_issue", &json!({ "ref": { "system": "memory", "workspace": "w" } }))
            .to_string();
    for line in [
        "not json".to_owned(),
        "[]".to_owned(),
        "{}".to_owned(),
        with("vendor", json!("github2")),
        with("vendor", json!(7)),
        with("via", json!("post")),
        with("op", json!("close_issue")),
        with("config", json!([])),
        with("args", json!([])),
        list,
        typed,
        missing,
    ] {
        let answer: Value = serde_json::from_str(&exec.answer(line.as_bytes()).await).unwrap();
        assert_eq!(answer["ok"], false, "{line}");
        assert_eq!(answer["error"]["kind"], "ProtocolError", "{line}");
        let id = if line.contains("\"id\":1") { json!(1) } else { Value::Null };
        assert_eq!(answer["id"], id, "{line}");
        assert_eq!(answer["error"]["retryable"], false);
        assert!(answer["error"]["status"].is_null() && answer["error"]["message"].is_string());
    }
}

#[tokio::test]
async fn ids_come_back_as_they_were_spelled() {
    let mut exec = Exec::default();
    for id in ["1.0", "\"a\"", "null", "[1, 2]", "123456789012345678901234567890"] {
        let line = format!(
            r#"{{"id":{id},"vendor":"beads","via":"direct","config":{{}},"op":"capabilities","args":{{}}}}"#
        );
        let answer = exec.answer(line.as_bytes()).await;
        assert!(answer.starts_with(&format!("{{\"id\":{id},\"ok\":true,")), "{answer}");
    }
}

#[tokio::test]
async fn a_tracker_in_memory_lives_from_call_to_call() {
    let mut exec = Exec::default();
    let draft = json!({ "ref": issue(), "title": "One", "custom_fields": { "b": 1, "a": 2 } });
    let created = ask(&mut exec, &memory(1, "create_issue", &json!({ "issue": draft }))).await;
    assert_eq!(created["value"]["ref"], issue());
    let keys: Vec<_> = created["value"].as_object().unwrap().keys().cloned().collect();
    let expected = [
        "ref",
        "title",
        "body",
        "status",
        "issue_type",
        "priority",
        "assignees",
        "labels",
        "parent",
        "links",
        "custom_fields",
        "created_at",
        "updated_at",
    ];
    assert_eq!(keys, expected);
    let patch = json!({ "title": "Two", "priority": 0, "unknown": 7, "parent": issue() });
    ask(&mut exec, &memory(2, "update_issue", &json!({ "ref": issue(), "patch": patch }))).await;
    let target = json!({ "ref": issue(), "target_status": "done" });
    let moved = ask(&mut exec, &memory(3, "transition_issue", &target)).await;
    assert_eq!(
        (&moved["value"]["status"], &moved["value"]["title"]),
        (&json!("done"), &json!("Two"))
    );
    let link = json!({ "type": "blocks", "target": issue() });
    let linked =
        ask(&mut exec, &memory(4, "upsert_link", &json!({ "ref": issue(), "link": link }))).await;
    assert_eq!(linked, json!({ "id": 4, "ok": true, "value": null }));
    ask(&mut exec, &memory(5, "add_comment", &json!({ "ref": issue(), "body": "said" }))).await;
    let mut told = Vec::new();
    let mut checkpoint = Value::Null;
    loop {
        let args = json!({ "checkpoint": checkpoint, "limit": 2 });
        let events = ask(&mut exec, &memory(6, "list_events", &args)).await["value"].take();
        for event in events["events"].as_array().unwrap() {
            told.push((event["event_type"].as_str().unwrap().to_owned(), event["payload"].clone()));
        }
        checkpoint = events["checkpoint"].clone();
        if checkpoint["cursor"].is_null() {
            break;
        }
    }
    let expected = [
        ("created", json!({ "title": "One" })),
        ("updated", json!({ "patch": { "title": "Two", "priority": 0, "parent": issue() } })),
        ("updated", json!({ "patch": { "status": "done" } })),
        ("transitioned", json!({ "status": "done" })),
        ("link_upserted", json!({ "type": "blocks", "target": "memory:w:1" })),
        ("comment_added", json!({ "body": "said" })),
    ];
    assert_eq!(told, expected.map(|(name, payload)| (name.to_owned(), payload)));
    let mut other = memory(7, "get_issue", &json!({ "ref": issue() }));
    other["config"]["workspace"] = json!("another");
    assert_eq!(ask(&mut exec, &other).await["error"]["kind"], "IssueNotFoundError");
}

#[tokio::test]
async fn invalid_values_are_told_from_wrong_types() {
    let mut exec = Exec::default();
    let draft = |name: &str, value: Value| {
        let mut draft = json!({ "ref": issue(), "title": "One" });
        draft[name] = value;
        memory(1, "create_issue", &json!({ "issue": draft }))
    };
    let patch =
        |patch: Value| memory(1, "update_issue", &json!({ "ref": issue(), "patch": patch }));
    let blank = json!({ "system": "memory", "workspace": " ", "id": "1" });
    for (kind, request) in [
        ("ValueError", draft("title", json!(" "))),
        ("ValueError", draft("priority", json!(5))),
        ("ValueError", draft("status", json!("open"))),
        ("ValueError", draft("created_at", json!("yesterday"))),
        ("ValueError", draft("ref", blank)),
        ("ProtocolError", draft("title", json!(7))),
        ("ProtocolError", draft("labels", json!("a"))),
        ("ValueError", patch(json!({ "title": null }))),
        ("ValueError", patch(json!({ "status": "closed" }))),
        ("ProtocolError", patch(json!({ "priority": "high" }))),
        ("IssueNotFoundError", patch(json!({ "body": null }))),
        ("ValueError", memory(1, "list_issues", &json!({ "limit": 1, "cursor": "x" }))),
        ("ValueError", memory(1, "list_issues", &json!({ "limit": 1, "updated_since": "x" }))),
    ] {
        assert_eq!(ask(&mut exec, &request).await["error"]["kind"], kind, "{request}");
    }
}

#[tokio::test]
async fn settings_are_checked() {
    let mut exec = Exec::default();
    let request = |vendor: Vendor, via: &str, config: Value| json!({ "id": 1, "vendor": vendor, "via": via, "config": config, "op": "capabilities", "args": {} });
    let mut cases = vec![
        (
            "ConnectorConfigError",
            request(Vendor::InMemory, "nango", json!({ "name": "n", "workspace": "w" })),
        ),
        ("ConnectorConfigError", request(Vendor::InMemory, "direct", json!({ "name": "n" }))),
        ("ConnectorConfigError", request(Vendor::Beads, "direct", json!({ "unknown": "n" }))),
        ("ValueError", request(Vendor::Fp, "direct", json!({ "default_issue_type": "thing" }))),
    ];
    for vendor in crate::fakes::REMOTE {
        let good = config(vendor, "http://127.0.0.1:1");
        let keys: Vec<_> = good.as_object().unwrap().keys().cloned().collect();
        for key in keys {
            let optional = ["graphql_url", "status_map", "status_name_map", "status_to_state_id"]
                .contains(&&*key)
                || key == "spec_kitty_mission_field_id"
                || (key == "base_url" && vendor != Vendor::Jira);
            if !optional {
                let mut without = good.clone();
                without.as_object_mut().unwrap().remove(&key);
                cases.push(("ConnectorConfigError", request(vendor, "direct", without)));
            }
            if good[&key].is_string() {
                let mut blank = good.clone();
                blank[&key] = json!(" ");
                cases.push(("ConnectorConfigError", request(vendor, "direct", blank)));
            }
        }
        let mut extra = good.clone();
        extra["connection_id"] = json!("c");
        cases.push(("ConnectorConfigError", request(vendor, "direct", extra)));
        let mut blank = hosted(vendor, "http://127.0.0.1:1");
        blank["connection_id"] = json!("");
        cases.push(("ValueError", request(vendor, "nango", blank)));
        let mut without = hosted(vendor, "http://127.0.0.1:1");
        without.as_object_mut().unwrap().remove("nango_secret_key");
        cases.push(("ConnectorConfigError", request(vendor, "nango", without)));
        for (via, config) in [("direct", good), ("nango", hosted(vendor, "http://127.0.0.1:1"))] {
            let answer = ask(&mut exec, &request(vendor, via, config)).await;
            assert_eq!(answer["ok"], true, "{answer}");
            assert_eq!(answer["value"].as_object().unwrap().len(), 10);
        }
    }
    for (kind, request) in cases {
        let answer = ask(&mut exec, &request).await;
        assert_eq!(answer["error"]["kind"], kind, "{request}");
        assert!(!answer.to_string().contains(SECRET));
    }
}

#[tokio::test]
async fn failures_of_requests_say_all_that_callers_branch_on() {
    let server = start(Vendor::GitHub, 1).await;
    let mut exec = Exec::default();
    server.fail(Response::new(429, &json!({})).with("retry-after", "7"));
    let request = json!({ "id": 1, "vendor": "github", "via": "direct", "op": "list_issues",
                          "config": config(Vendor::GitHub, server.url()), "args": { "limit": 3 } });
    let error = ask(&mut exec, &request).await["error"].take();
    assert_eq!(error["kind"], "ConnectorRequestError");
    assert_eq!((&error["status"], &error["retryable"]), (&json!(429), &json!(true)));
    assert_eq!(error["failure_class"], "rate_limit");
    assert_eq!(error["retry_after_seconds"], 7);
    assert_eq!(ask(&mut exec, &request).await["ok"], true);
}

#[tokio::test]
async fn discovery_is_hosted() {
    let mut exec = Exec::default();
    let config = hosted(Vendor::GitHub, "http://127.0.0.1:1");
    for (vendor, via, config, kind) in [
        ("github", "direct", json!({}), "ConnectorConfigError"),
        ("github", "nango", json!({}), "ConnectorConfigError"),
        ("github", "nango", json!({ "connection_id": "c", "unknown": 1 }), "ConnectorConfigError"),
        ("azure_devops", "nango", config.clone(), "ConnectorConfigError"),
        ("github", "nango", config, "ConnectorRequestError"),
    ] {
        let request = json!({ "id": 1, "vendor": vendor, "via": via, "config": config, "op": "discover_workspaces" });
        assert_eq!(ask(&mut exec, &request).await["error"]["kind"], kind, "{request}");
    }
}

#[tokio::test]
async fn missions_begin_with_issues_and_tell_them() {
    let mut exec = Exec::default();
    let created = json!({ "issue": { "ref": issue(), "title": "One", "status": "todo", "issue_type": "task" } });
    assert_eq!(ask(&mut exec, &memory(1, "create_issue", &created)).await["ok"], true);
    let seed = json!({ "ref": issue(), "mission_id": "m-1" });
    let seed = ask(&mut exec, &memory(2, "mission_seed", &seed)).await;
    assert_eq!(
        (&seed["value"]["mission_id"], &seed["value"]["title"]),
        (&json!("m-1"), &json!("One"))
    );
    let unnamed = ask(&mut exec, &memory(3, "mission_seed", &json!({ "ref": issue() }))).await;
    assert_eq!(unnamed["value"]["mission_id"], "mission:memory:w:1");
    let decision = json!({ "system": "memory", "workspace": "w", "id": "2" });
    let update = json!({
        "mission_id": "m-1", "mission_state": "doing", "target_status": "in_progress",
        "decision_references": [{ "decision_id": "D1", "external_ref": decision },
            { "decision_id": "D2", "blocking": false, "external_ref": issue() }],
    });
    let publish = json!({ "ref": issue(), "update": update });
    for id in [4, 5] {
        let told = ask(&mut exec, &memory(id, "mission_publish", &publish)).await;
        assert_eq!(told["value"]["status"], "in_progress", "{told}");
    }
    let now = ask(&mut exec, &memory(6, "get_issue", &json!({ "ref": issue() }))).await;
    let now = &now["value"];
    assert_eq!(now["custom_fields"]["comments"].as_array().unwrap().len(), 1);
    assert_eq!(now["links"].as_array().unwrap().len(), 1);
    for (member, value, kind) in [
        ("target_status", json!("soon"), "ValueError"),
        ("mission_id", json!(" "), "ValueError"),
        ("mission_state", json!(7), "ProtocolError"),
        ("decision_references", json!([{}]), "ProtocolError"),
    ] {
        let mut wrong = publish.clone();
        wrong["update"][member] = value;
        let answer = ask(&mut exec, &memory(7, "mission_publish", &wrong)).await;
        assert_eq!(answer["error"]["kind"], kind, "{member}");
    }
}
