//! `list`, `schema`, `fixtures`, `explain`, `demo`, `completions`, `man`.

use event_contract::Code;
use serde_json::Value;

use crate::assert_text;
use crate::run::{contracts, folder, piped, root};

#[test]
fn lists() {
    let events: Value =
        serde_json::from_str(&contracts(&["list", "--format", "json"]).out).unwrap();
    let items = events["items"].as_array().unwrap();
    assert!(
        items.iter().any(|item| item["event"] == "WPStatusChanged"
            && item["schema"] == "status_transition_payload")
    );
    assert!(
        items
            .iter()
            .any(|item| item["event"] == "NextStepPlanned" && item["schema"] == "(reserved)")
    );
    let folder = root().join("contracts/spec-kitty");
    let folder = folder.to_str().unwrap();
    for what in ["events", "domains", "types", "schemas"] {
        let built_in = contracts(&["list", what]);
        assert_eq!(built_in.code, Some(0));
        let read = contracts(&["--contracts", folder, "--line", "v3", "list", what]);
        assert_eq!(built_in.out, read.out);
        let old = contracts(&["--line", "v2", "list", what]);
        let read = contracts(&["--contracts", folder, "--line", "v2", "list", what]);
        assert_eq!((old.code, old.out.as_str()), (Some(0), read.out.as_str()));
    }
    assert!(contracts(&["--line", "v2", "list"]).out.contains("FeatureCreated"));
    assert!(!contracts(&["list"]).out.contains("FeatureCreated"));
    let none = contracts(&["--line", "v4", "list"]);
    assert_eq!((none.code, none.err.contains("v2, v3")), (Some(2), true), "{}", none.err);
}

#[test]
fn history_is_judged_only_by_its_own_line() {
    let old = contracts(&["--line", "v2", "sample", "--count", "200", "--invalid-per-mille", "0"]);
    assert_eq!(old.code, Some(0), "{}", old.err);
    let by_its_own = piped(&["--line", "v2", "validate", "-q"], old.out.as_bytes());
    assert_eq!(by_its_own.code, Some(0), "{}", by_its_own.out);
    let live = piped(&["validate", "--format", "json", "-q"], old.out.as_bytes());
    assert_eq!(live.code, Some(100));
    let report: Value = serde_json::from_str(&live.out).unwrap();
    assert_eq!(report["summary"]["valid"], 0, "{}", live.out);
    // Versions are sampled, some of them later ones.
    let counted = |key: &str| report["summary"][key].as_u64().unwrap();
    assert_eq!(counted("legacy") + counted("later"), 200, "{}", live.out);
}

#[test]
fn schemas_go_by_several_names() {
    let by_event = contracts(&["schema", "WPStatusChanged"]);
    assert_eq!(by_event.code, Some(0));
    assert_eq!(by_event.out, contracts(&["schema", "status_transition_payload"]).out);
    assert_eq!(by_event.out, contracts(&["schema", "StatusTransitionPayload"]).out);
    for (name, keyword) in [("contract", "stateMachines"), ("line", "cutover")] {
        let printed = contracts(&["schema", name]).out;
        let kept = root().join(format!("codegen/schema/{name}.schema.json"));
        assert_eq!(printed, std::fs::read_to_string(kept).unwrap());
        let schema: Value = serde_json::from_str(&printed).unwrap();
        assert!(schema["$id"].as_str().unwrap().ends_with(&format!("/{name}.schema.json")));
        assert!(schema["properties"].get(keyword).is_some(), "{name}");
        // It is the same for all contracts.
        assert_eq!(contracts(&["schema", name, "--contracts", "contracts"]).code, Some(2));
    }
    let names = contracts(&["schema", "--list"]).out;
    assert!(names.lines().any(|name| name == "lane"));
    let unknown = contracts(&["schema", "WPStatusChange"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("did you mean WPStatusChanged?"), "{}", unknown.err);
}

#[test]
fn fixtures_are_what_the_checkout_has() {
    let listed =
        contracts(&["fixtures", "list", "--event", "WPStatusChanged", "--format", "json"]).out;
    let listed: Value = serde_json::from_str(&listed).unwrap();
    let listed = listed["fixtures"].as_array().unwrap();
    let manifest =
        std::fs::read_to_string(root().join("generated/fixtures/manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    let known = manifest["fixtures"].as_array().unwrap();
    assert!(listed.iter().all(|entry| known.contains(entry)) && listed.len() > 10);
    let invalid =
        contracts(&["fixtures", "list", "--event", "WPStatusChanged", "--result", "invalid"]);
    assert!(!invalid.out.contains(".valid."), "{}", invalid.out);

    let shown = contracts(&["fixtures", "show", "v3.wp_status_changed.valid.full"]);
    let args = ["validate", "--input", "json", "--event-type", "WPStatusChanged"];
    assert_eq!(piped(&args, shown.out.as_bytes()).code, Some(0));
    assert_eq!(contracts(&["fixtures", "show", "nothing"]).code, Some(2));
    assert_eq!(contracts(&["fixtures", "list", "--event", "nothing"]).code, Some(2));
}

#[test]
fn events_types_and_rules_are_explained_with_their_yaml() {
    assert_text!("explain_event", contracts(&["explain", "GatePassed"]).out);
    assert_text!("explain_type", contracts(&["explain", "ExecutionMode"]).out);
    assert_text!("explain_rule", contracts(&["explain", "forced-transition-states-reason"]).out);
    assert_text!("explain_guard", contracts(&["explain", "rollback-names-its-review"]).out);
    assert_text!("explain_reserved", contracts(&["explain", "NextStepPlanned"]).out);
}

#[test]
fn every_code_is_explained() {
    for code in Code::ALL {
        let run = contracts(&["explain", code.as_str()]);
        assert_eq!(run.code, Some(0), "{code}");
        assert!(
            run.out.contains("To mend it") && !run.out.contains("None is known"),
            "{}",
            run.out
        );
    }
    assert_text!("explain_max_length", contracts(&["explain", "max_length"]).out);
    assert_text!("explain_enum", contracts(&["explain", "enum"]).out);
    let unknown = contracts(&["explain", "requird"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (Some(2), ""));
    assert!(unknown.err.contains("did you mean required?"), "{}", unknown.err);
}

#[test]
fn the_demo_finds_what_it_planted() {
    let run = contracts(&["demo", "--count", "3000", "--seed", "3"]);
    assert_eq!(run.code, Some(0), "{}", run.out);
    assert!(
        !run.out.contains('\u{1b}') && run.out.lines().all(|line| line.chars().count() <= 120),
        "{}",
        run.out
    );
    assert!(run.out.contains("bad events were refused, and all"), "{}", run.out);
    let styled = contracts(&["--color", "always", "demo", "--count", "10"]);
    assert!(styled.out.contains('\u{1b}'));
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = folder("man");
    let run = contracts(&["man", "--out", folder.join("man1").to_str().unwrap()]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{}", run.err);
    let page = |name: &str| std::fs::read_to_string(folder.join("man1").join(name)).unwrap();
    assert!(page("contracts-validate.1").contains(".TH contracts-validate 1"));
    assert!(page("contracts-store-verify.1").contains("contracts\\-store\\-verify"));
    let whole = page("contracts.1");
    assert!(whole.contains("contracts\\-completions(1)"), "{whole}");
    assert_eq!(contracts(&["man"]).out, whole);

    let file = folder.join("file");
    std::fs::write(&file, "").unwrap();
    let refused = contracts(&["man", "--out", file.to_str().unwrap()]);
    assert_eq!(refused.code, Some(1), "{}", refused.err);
}

#[test]
fn shells_get_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = contracts(&["completions", shell]);
        assert_eq!(run.code, Some(0));
        assert!(run.out.contains("contracts"), "{shell}");
    }
}
