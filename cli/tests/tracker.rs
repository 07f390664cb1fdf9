//! `contracts tracker`.

use std::fs;

use serde_json::{Value, json};

use crate::run::{contracts, piped};

fn line(id: u32, op: &str, args: &Value) -> String {
    let request = json!({ "id": id, "vendor": "in_memory", "via": "direct", "op": op, "args": args,
                          "config": { "name": "m", "workspace": "w" } });
    format!("{request}\n")
}

#[test]
fn calls_are_answered_in_order() {
    let reference = json!({ "system": "m", "workspace": "w", "id": "1" });
    let issue = json!({ "ref": reference, "title": "One" });
    let input = [
        line(1, "create_issue", &json!({ "issue": issue })),
        "\n".to_owned(),
        "no request\n".to_owned(),
        line(2, "get_issue", &json!({ "ref": reference })),
        line(3, "list_issues", &json!({ "limit": 5 })),
    ];
    let run = piped(&["tracker", "exec", "--jsonl", "-"], input.concat().as_bytes());
    assert_eq!((run.code, &*run.err), (Some(0), ""));
    let answers: Vec<Value> =
        run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let shown: Vec<_> =
        answers.iter().map(|answer| (answer["id"].clone(), answer["ok"] == true)).collect();
    assert_eq!(shown, [(json!(1), true), (Value::Null, false), (json!(2), true), (json!(3), true)]);
    assert_eq!(answers[3]["value"]["items"][0]["title"], "One");
    let nothing = contracts(&["tracker", "exec", "--jsonl", "-"]);
    assert_eq!((nothing.code, &*nothing.out), (Some(0), ""));
    assert_eq!(contracts(&["tracker", "exec"]).code, Some(2));
}

#[test]
fn trackers_are_listed_with_their_settings() {
    let run = contracts(&["tracker", "connectors", "--format", "json"]);
    let all: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(all.as_array().unwrap().len(), 8);
    assert_eq!(all[0]["direct"], json!(["owner", "repo", "[base_url]", "token"]));
    assert!(contracts(&["tracker", "connectors"]).out.contains("azure_devops"));
}

#[test]
fn credentials_do_not_belong_into_files() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("github.json");
    fs::write(&config, r#"{"owner":"o","repo":"r","token":"t0k3n"}"#).unwrap();
    let store = folder.path().join("issues.db");
    let paths = [config.to_str().unwrap(), store.to_str().unwrap()];
    let args = ["tracker", "pull", "--vendor", "github", "--config", paths[0], "--store", paths[1]];
    let run = contracts(&args);
    assert_eq!(run.code, Some(1));
    assert!(
        run.err.contains("CONTRACTS_TRACKER_TOKEN") && !run.err.contains("t0k3n"),
        "{}",
        run.err
    );
}

#[cfg(unix)]
#[test]
fn a_file_and_a_tracker_are_kept_in_step() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("bd");
    let list = r#"[{"id":"bd-1","title":"One","status":"open"},{"id":"bd-2","title":"Two","status":"closed"}]"#;
    fs::write(&program, format!("#!/bin/sh\necho '{list}'\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let config = folder.path().join("beads.json");
    fs::write(&config, json!({ "command": program }).to_string()).unwrap();
    let store = folder.path().join("issues.db");
    let (config, store) = (config.to_str().unwrap(), store.to_str().unwrap());
    for (created, skipped) in [(2, 2), (0, 4)] {
        let run = contracts(&[
            "tracker", "sync", "--vendor", "beads", "--config", config, "--store", store,
        ]);
        assert_eq!(run.code, Some(0), "{}", run.err);
        let told: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!((&told["pulled_created"], &told["skipped"]), (&json!(created), &json!(skipped)));
    }
    let run = contracts(&["tracker", "conflicts", "--store", store]);
    assert_eq!((run.code, run.out.trim()), (Some(0), "[]"));
    let run =
        contracts(&["tracker", "conflicts", "--store", store, "--settle", "1", "--take", "local"]);
    assert_eq!(run.code, Some(1));
}
