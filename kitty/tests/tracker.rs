//! `contracts tracker`.

use std::fs;

use serde_json::{Value, json};
use spec_kitty_tracker::exec::Op;
use spec_kitty_tracker::sync::{LocalIssues as _, SqliteIssues};
use spec_kitty_tracker::{CanonicalIssue, ExternalRef, Title};

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
fn help_names_every_operation() {
    let help = contracts(&["tracker", "exec", "--help"]).out;
    let operations = help.split("Operations: ").nth(1).unwrap();
    for op in Op::ALL {
        assert!(
            operations.contains(&format!("{op},")) || operations.contains(&format!("{op}.")),
            "{op}"
        );
    }
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

/// A `bd` that knows two issues, and its settings.
#[cfg(unix)]
fn beads(folder: &std::path::Path) -> String {
    use std::os::unix::fs::PermissionsExt as _;
    let program = folder.join("bd");
    let list = r#"[{"id":"bd-1","title":"One","status":"open"},{"id":"bd-2","title":"Two","status":"closed"}]"#;
    fs::write(&program, format!("#!/bin/sh\necho '{list}'\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let config = folder.join("beads.json");
    fs::write(&config, json!({ "command": program }).to_string()).unwrap();
    config.to_str().unwrap().to_owned()
}

#[cfg(unix)]
#[test]
fn reducers_show_the_state_of_a_connection() {
    let folder = tempfile::tempdir().unwrap();
    let config = beads(folder.path());
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (store, events) = (path("issues.db"), format!("sqlite:{}", path("events.db")));
    let with = ["--vendor", "beads", "--config", &*config, "--events", &*events];
    for _ in 0..2 {
        let run = contracts(&[&["tracker", "sync", "--store", &*store], &with[..]].concat());
        assert_eq!(run.code, Some(0), "{}", run.err);
    }
    let link = ["tracker", "link", "bd-1", "--to-mission", "m-001"];
    let run = contracts(&[&link[..], &with[..]].concat());
    assert_eq!(run.code, Some(0), "{}", run.err);
    let exported = path("events.jsonl");
    fs::write(&exported, contracts(&["store", "export", &*events]).out).unwrap();
    assert_eq!(contracts(&["validate", &*exported]).code, Some(0));
    let state = |reducer: &str, key: &str| {
        let run = contracts(&["replay", &*exported, "--reducer", reducer, "--format", "json"]);
        let mut lines = run.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        lines.find(|line| line["key"] == key).unwrap()["state"].take()
    };
    let connector = state("connector", "connector/beads");
    assert_eq!(
        (&connector["current_state"], &connector["anomalies"]),
        (&json!("healthy"), &json!([]))
    );
    let sync = state("sync", "sync/beads");
    assert_eq!(
        (&sync["outcome_counts"]["accepted_count"], &sync["anomalies"]),
        (&json!(1), &json!([]))
    );
    // Two issues and a mission were tied.
    let links = fs::read_to_string(&exported).unwrap().matches("ExternalReferenceLinked").count();
    assert_eq!(links, 3);
}

#[cfg(unix)]
#[test]
fn an_issue_here_and_one_there_become_one() {
    let folder = tempfile::tempdir().unwrap();
    let config = beads(folder.path());
    let store = folder.path().join("issues.db");
    let draft = ExternalRef::new("beads", "draft", "mine").unwrap();
    let issue = CanonicalIssue::new(draft, Title::new("One").unwrap());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(SqliteIssues::open(&store).unwrap().put(&issue)).unwrap();
    let path = store.to_str().unwrap();
    let link = |local: &str| {
        contracts(&[
            "tracker", "link", "bd-1", "--vendor", "beads", "--config", &config, "--local", local,
            "--store", path,
        ])
    };
    assert_eq!(link("beads:draft:mine").code, Some(0));
    let here = runtime.block_on(SqliteIssues::open(&store).unwrap().list("beads")).unwrap();
    let ids: Vec<_> = here.iter().map(|issue| issue.reference.id()).collect();
    assert_eq!(ids, ["bd-1"]);
    assert_eq!(link("beads:draft:mine").code, Some(1));
    assert_eq!(link("no identity").code, Some(2));
}

#[cfg(unix)]
#[test]
fn a_file_and_a_tracker_are_kept_in_step() {
    let folder = tempfile::tempdir().unwrap();
    let config = beads(folder.path());
    let store = folder.path().join("issues.db");
    let (config, store) = (&*config, store.to_str().unwrap());
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

#[test]
fn what_has_no_meaning_is_refused_with_a_reason() {
    let nango = "is not set";
    for (args, said) in [
        (&["connectors", "--line", "nope"][..], "--line has no meaning for `tracker`"),
        (&["connectors", "--builtin", "nope"], "--builtin has no meaning for `tracker`"),
        (&["discover", "--vendor", "azure_devops"], "nothing can be discovered for azure_devops"),
        (&["discover", "--vendor", "board"], "no tracker is called `board`"),
        (&["discover", "--vendor", "github"], nango),
        (&["plan", "--vendor", "board", "--store", "s.db"], "no tracker is called `board`"),
        (
            &[
                "link",
                "1",
                "--vendor",
                "beads",
                "--relation",
                "blocks",
                "--target",
                "2",
                "--owner",
                "local",
            ],
            "--local",
        ),
    ] {
        let run = contracts(&[&["tracker"][..], args].concat());
        assert_eq!((run.code, &*run.out), (Some(2), ""), "{args:?} {}", run.err);
        assert!(run.err.contains(said), "{args:?} {}", run.err);
    }
}

#[test]
fn what_only_reads_a_file_makes_none() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("typo.db");
    let store = store.to_str().unwrap();
    for args in [
        &["plan", "--vendor", "github", "--store", store][..],
        &["conflicts", "--store", store],
        &["conflicts", "--store", store, "--settle", "1", "--take", "local"],
    ] {
        let run = contracts(&[&["tracker"][..], args].concat());
        assert_eq!((run.code, &*run.out), (Some(1), ""), "{args:?}");
        assert!(run.err.contains("there is no such file"), "{}", run.err);
        assert!(!std::path::Path::new(store).exists());
    }
}
