//! What commands print as JSON is what `contracts schema --output` says that they print.

use std::fs;
use std::path::Path;

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::run::{GOOD, Run, bad, contracts, folder, piped, root};

/// The schema of an output, itself a valid one.
fn schema(name: &str) -> Validator {
    let run = contracts(&["schema", "--output", name]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let schema: Value = serde_json::from_str(&run.out).unwrap();
    assert!(jsonschema::meta::is_valid(&schema), "{name}");
    jsonschema::draft202012::new(&schema).unwrap()
}

#[track_caller]
fn keeps(schema: &Validator, value: &Value) {
    let broken: Vec<String> = schema
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(broken.is_empty(), "{broken:#?}\n{value:#}");
}

/// A document that a command prints keeps its schema.
#[track_caller]
fn document(name: &str, run: &Run) -> Value {
    let value = serde_json::from_str(&run.out).unwrap();
    keeps(&schema(name), &value);
    value
}

/// Every line that a command prints keeps its schema.
#[track_caller]
fn lines(name: &str, run: &Run) -> Vec<Value> {
    let schema = schema(name);
    let values: Vec<Value> =
        run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for value in &values {
        keeps(&schema, value);
    }
    values
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn every_output_is_listed_and_others_are_not_there() {
    let listed = contracts(&["schema", "--outputs"]).out;
    let files = fs::read_dir(root().join("cli/schemas")).unwrap();
    let mut files: Vec<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .map(|file| file.strip_suffix(".schema.json").unwrap().to_owned())
        .collect();
    files.sort();
    assert_eq!(listed.lines().collect::<Vec<_>>(), files);
    let run = contracts(&["schema", "--output", "validate-lines"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("did you mean validate-line?"), "{}", run.err);
    // The schemas are closed, so that a key without a word about it is noticed.
    assert!(!schema("store-stats").is_valid(&json!({ "events": 1 })));
    let more = json!({ "events": 1, "aggregates": 1, "rejected": 0, "bytes": 9, "more": 1 });
    assert!(!schema("store-stats").is_valid(&more));
}

#[test]
fn verdicts() {
    let folder = folder("outputs-verdicts");
    let [one, two] = ["one.jsonl", "two.jsonl"].map(|name| folder.join(name));
    let odd = GOOD.replace("MissionClosed", "MissionClosd");
    let transition = GOOD.replace("MissionClosed", "WPStatusChanged").replace(
        r#"{"mission_slug":"m-001","mission_number":1,"mission_type":"software-dev"}"#,
        r#"{"mission_slug":"m","wp_id":"WP01","from_lane":"planned","to_lane":"claimed","actor":"a","execution_mode":"worktree","force":true}"#,
    );
    let legacy = GOOD.replace("3.0.0", "2.0.0");
    let all = [GOOD, &bad(), &odd, &transition, &legacy, "[1]", "{"].join("\n");
    fs::write(&one, &all).unwrap();
    fs::write(&two, GOOD).unwrap();
    let validate = |more: &[&str]| contracts(&[&["validate", text(&one)], more].concat());
    let report = document("validate", &validate(&["--format", "json", "--show-values"]));
    assert_eq!(report["findings"].as_array().unwrap().len(), 6);
    assert!(all.contains("force") && report.to_string().contains("\"rule\""), "{report:#}");
    let verdicts = lines("validate-line", &validate(&["--format", "jsonl", text(&two)]));
    assert_eq!(verdicts.len(), 8);
    lines("validate-line", &validate(&["--format", "jsonl", "--quiet"]));
}

#[test]
fn contracts_and_what_is_wrong_with_them() {
    let folder = folder("outputs-contracts");
    let write = |name: &str, text: &str| {
        let folder = folder.join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("shop.yaml"), text).unwrap();
        folder.to_str().unwrap().to_owned()
    };
    let old = "domain: shop\nevents:\n  Sold:\n    fields:\n      id: string\n      code: { type: string, pattern: \"[a-z]{3}\" }\n      channel: Channel\ntypes:\n  Channel: { enum: [web, shop] }\n";
    let broken = write("broken", &old.replace("id: string", "id: strin"));
    let new = write("new", &old.replace("[web, shop]", "[web]"));
    let old = write("old", old);
    let check = contracts(&["check", "--contracts", &broken, "--format", "json"]);
    assert_ne!(document("check", &check)["findings"], json!([]));
    let lint = contracts(&["lint", "--contracts", &old, "--format", "json"]);
    assert_ne!(document("lint", &lint)["findings"], json!([]));
    document("lint-rules", &contracts(&["lint", "--list", "--format", "json"]));

    let approvals = folder.join("approvals.yaml");
    let unused = "approvals:\n  - { rule: FIELD_NO_DELETE, path: events/Sold/id, reason: why, expires: 2030-01-01 }\n";
    fs::write(&approvals, unused).unwrap();
    let diff = ["diff", &old, &new, "--format", "json", "--approvals", text(&approvals)];
    let report = document("diff", &contracts(&diff));
    assert_ne!(report["changes"], json!([]));
    assert_ne!(report["approvals"], json!([]));
}

#[test]
fn lists() {
    for what in ["events", "domains", "types", "schemas"] {
        document("list", &contracts(&["list", what, "--format", "json"]));
    }
    let listed = document("fixtures", &contracts(&["fixtures", "list", "--format", "json"]));
    assert!(listed["fixtures"].as_array().unwrap().len() > 1000);
}

#[test]
fn states() {
    let replay = |events: &str, reducer: &[&str]| {
        piped(
            &[&["replay", "-", "--format", "json", "--reducer"], reducer].concat(),
            events.as_bytes(),
        )
    };
    let states = lines("replay-line", &replay(GOOD, &["lifecycle"]));
    assert!(states.iter().any(|line| line["state"].is_object()), "{states:?}");
    let broken = GOOD.replace("MissionClosed", "MissionAuditRequested");
    let stopped = lines("replay-line", &replay(&broken, &["mission_audit"]));
    assert!(stopped.iter().any(|line| line["error"].is_string()), "{stopped:?}");
}

#[test]
fn stores() {
    let folder = folder("outputs-stores");
    let file = folder.join("events.jsonl");
    fs::write(&file, [GOOD, &bad()].join("\n")).unwrap();
    let url = format!("sqlite:{}", folder.join("log.db").display());
    assert_eq!(contracts(&["ingest", text(&file), "--to", &url]).code, Some(100));
    let stats = document("store-stats", &contracts(&["store", "stats", &url]));
    assert_eq!(stats["rejected"], 1);
    for more in [&[][..], &["--show-values"]] {
        let rejected = contracts(&[&["store", "rejected", &url], more].concat());
        assert_eq!(lines("store-rejected-line", &rejected).len(), 1);
    }
}

#[test]
fn migrations() {
    let folder = folder("outputs-migrations");
    let [old, new] = ["old.jsonl", "new.jsonl"].map(|name| folder.join(name));
    let created = GOOD
        .replace("MissionClosed", "FeatureCreated")
        .replace("mission/001", "feature/m-001")
        .replace(
            r#"{"mission_slug":"m-001","mission_number":1,"mission_type":"software-dev"}"#,
            r#"{"feature_slug":"m-001","feature_number":7,"mission_key":"research"}"#,
        );
    fs::write(&old, [&created, "no event"].join("\n")).unwrap();
    let migrate = [
        "migrate",
        text(&old),
        "--from",
        "2",
        "--to",
        "3",
        "--out",
        text(&new),
        "--format",
        "json",
    ];
    let report = document("migrate", &contracts(&migrate));
    assert_eq!(report["input"]["lines"], 2);
    let kept = fs::read_to_string(folder.join("new.jsonl.report.json")).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&kept).unwrap(), report);
}
