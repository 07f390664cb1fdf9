//! The model and its contracts.

use std::fs;
use std::path::Path;

use event_contract::codec::{Contract, check, decode};
use serde_json::{Value, json};
use spec_kitty_tracker::contracts::{discovery, event, issue};
use spec_kitty_tracker::discovery::contract::{check_resources, check_workspaces};
use spec_kitty_tracker::exec::Exec;
use spec_kitty_tracker::{Query, SyncCheckpoint};

use crate::fakes::{REMOTE, config, connect, start};

/// The generated cases of an event: a name and a payload each.
fn cases(domain: &str, kind: &str, event: &str) -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("generated/fixtures/v1");
    let path = folder.join(domain).join(kind).join(format!("{event}.json"));
    let cases: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let cases = cases["cases"].as_object().unwrap();
    cases.iter().map(|(name, payload)| (name.clone(), payload.clone())).collect()
}

fn keeps<T: Contract>(value: &Value) -> bool {
    check::<T>(value.to_string().as_bytes()).is_ok()
}

#[tokio::test]
async fn whatever_trackers_show_keeps_the_contract() {
    for vendor in REMOTE {
        let server = start(vendor, 3).await;
        let connector = connect(vendor, false, &config(vendor, server.url()));
        let page = connector.list_issues(&Query::all(2)).await.unwrap();
        let text = serde_json::to_string(&page).unwrap();
        let read: event::IssuePage =
            decode(text.as_bytes()).unwrap_or_else(|wrong| panic!("{vendor}: {wrong}"));
        // Nothing is lost, and nothing is said in another way.
        assert_eq!(serde_json::to_value(read).unwrap(), serde_json::to_value(&page).unwrap());
        assert!(keeps::<event::Capabilities>(&json!(connector.capabilities())));
        let events = connector.list_events(None, 10).await.unwrap();
        assert!(keeps::<event::Events>(&json!(events)));
    }
    assert!(keeps::<event::SyncCheckpoint>(&json!(SyncCheckpoint::default())));
}

#[tokio::test]
async fn requests_take_the_issues_that_the_contract_takes() {
    let mut exec = Exec::default();
    for kind in ["valid", "invalid"] {
        let cases = cases("issue", kind, "issue_reported");
        assert!(cases.len() > 5);
        for (name, payload) in cases {
            let request = json!({ "id": 1, "vendor": "in_memory", "via": "direct", "op": "create_issue",
                "config": { "name": "m", "workspace": "w" }, "args": { "issue": payload["issue"] } });
            let answer = exec.answer(request.to_string().as_bytes()).await;
            let taken = answer.contains("\"ok\":true");
            // Requests may leave out or null what has a default.
            let default = payload["issue"].as_object().is_some_and(|issue| {
                issue.values().any(Value::is_null)
                    && keeps::<issue::CanonicalIssue>(&without_nulls(issue))
            });
            assert_eq!(taken, kind == "valid" || default, "{name}: {answer}");
        }
    }
}

fn without_nulls(object: &serde_json::Map<String, Value>) -> Value {
    object
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

#[test]
fn discovery_is_judged_alike() {
    for kind in ["valid", "invalid"] {
        for (name, payload) in cases("discovery", kind, "workspace_found") {
            let result = json!({ "items": [payload["workspace"]], "truncated": false });
            assert_eq!(
                check_workspaces(&result).is_ok(),
                keeps::<discovery::Workspaces>(&result),
                "{name}"
            );
        }
        for (name, payload) in cases("discovery", kind, "resource_found") {
            let result = json!({ "items": [payload["resource"]], "truncated": false });
            assert_eq!(
                check_resources(&result).is_ok(),
                keeps::<discovery::Resources>(&result),
                "{name}"
            );
        }
    }
}
