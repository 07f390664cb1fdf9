//! `lint`, and what `explain` says about its rules.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::assert_text;
use crate::run::{Run, contracts, folder, root};

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A folder `contracts/v1` with one finding that is an error and one that is a warning.
fn flawed(test: &str) -> PathBuf {
    let contracts = folder(test).join("contracts");
    fs::create_dir_all(contracts.join("v1")).unwrap();
    let orders = "domain: orders\ndoc: Orders.\nevents:\n  OrderPlaced:\n    since: 1.0.0\n    fields:\n      code: { type: string, pattern: \"[a-z]{3}\", doc: A code. }\n";
    fs::write(contracts.join("v1/orders.yaml"), orders).unwrap();
    contracts
}

fn lint(folder: &Path, args: &[&str]) -> Run {
    contracts(&[&["lint", "--contracts", text(folder)], args].concat())
}

#[test]
fn the_contracts_here_are_clean() {
    for folder in [
        "contracts",
        "contracts/spec-kitty",
        "examples/parcel-tracking/contracts",
        "examples/order-events/contracts",
    ] {
        let run = lint(&root().join(folder), &[]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{folder}: {}", run.out);
    }
    let new = folder("lint-init").join("my-events");
    assert_eq!(contracts(&["init", text(&new), "--path", text(&root())]).code, Some(0));
    let run = lint(&new.join("contracts"), &[]);
    assert_eq!(run.code, Some(0), "{}", run.out);
}

#[test]
fn findings_are_shown_in_every_format() {
    let folder = flawed("lint-formats");
    let run = lint(&folder, &[]);
    assert_eq!((run.code, run.err.as_str()), (Some(100), ""));
    assert_text!("lint_text", run.out.replace(text(&folder), "contracts"));

    let report =
        |format: &str| lint(&folder, &["--format", format]).out.replace(text(&folder), "contracts");
    assert_text!("lint_json", report("json"));
    let json: Value = serde_json::from_str(&report("json")).unwrap();
    assert_eq!(json["summary"]["errors"], 1);
    assert_text!("lint_github", report("github"));
    let sarif: Value = serde_json::from_str(&report("sarif")).unwrap();
    let run = &sarif["runs"][0];
    let result = &run["results"][0];
    assert_eq!(result["ruleId"], "EVENT_DOC");
    assert_eq!(result["level"], "warning");
    assert_eq!(
        result["partialFingerprints"]["contractPlace/v1"],
        "EVENT_DOC:v1/orders.yaml:events/OrderPlaced"
    );
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let rule = rules.iter().find(|rule| rule["id"] == "REGEX_UNANCHORED").unwrap();
    assert_eq!(rule["defaultConfiguration"]["level"], "error");
    assert_eq!(rule["properties"]["category"], "PATTERNS");
}

#[test]
fn thresholds_come_from_flags_before_files_before_defaults() {
    let folder = flawed("lint-thresholds");
    let code = |args: &[&str]| lint(&folder, args).code;
    assert_eq!(code(&["--fail-on", "never"]), Some(0));
    fs::write(
        folder.join("contracts.yaml"),
        "version: 1\nlint: { except: [PATTERNS], fail_on: error }\n",
    )
    .unwrap();
    assert_eq!(code(&[]), Some(0));
    assert_eq!(code(&["--fail-on", "warning"]), Some(100));
    // The folder above is looked at, but no further; a named file comes before both.
    assert_eq!(lint(&folder.join("v1"), &[]).code, Some(0));
    fs::create_dir(folder.join("v1/deep")).unwrap();
    fs::rename(folder.join("v1/orders.yaml"), folder.join("v1/deep/orders.yaml")).unwrap();
    assert_eq!(lint(&folder.join("v1/deep"), &[]).code, Some(100));
    let config = folder.join("contracts.yaml");
    assert_eq!(lint(&folder.join("v1/deep"), &["--config", text(&config)]).code, Some(0));
}

#[test]
fn what_cannot_be_judged_never_reads_as_clean() {
    let folder = flawed("lint-broken");
    assert_eq!(contracts(&["lint", "--contracts", "/nonexistent"]).code, Some(2));
    assert_eq!(lint(&folder, &["--config", "/nonexistent"]).code, Some(1));
    assert_eq!(lint(&folder, &["--fail-on", "info"]).code, Some(2));
    assert_eq!(contracts(&["lint", "--list", "--format", "sarif"]).code, Some(2));

    let config = folder.join("contracts.yaml");
    fs::write(&config, "version: 1\nlint:\n  use: [EVENT_DOCS]\n").unwrap();
    let run = lint(&folder, &["--fail-on", "never"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(
        run.err.contains("contracts.yaml:3:9") && run.err.contains("did you mean `EVENT_DOC`?"),
        "{}",
        run.err
    );
    fs::write(&config, "version: 1\nlint: { baseline: gone.yaml }\n").unwrap();
    let run = lint(&folder, &["--fail-on", "never"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("--write-baseline"), "{}", run.err);
    fs::remove_file(&config).unwrap();

    let file = folder.join("v1/orders.yaml");
    let broken = fs::read_to_string(&file).unwrap().replace("type: string", "type: strin");
    fs::write(&file, broken).unwrap();
    let run = lint(&folder, &["--fail-on", "never"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("did you mean `string`?"), "{}", run.err);
}

#[test]
fn a_baseline_is_written_and_held_against_the_contracts() {
    let folder = flawed("lint-baseline");
    let baseline = folder.join("baseline.txt");
    let run = lint(&folder, &["--write-baseline", text(&baseline)]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.contains("2 findings"), "{}", run.out);
    fs::write(folder.join("contracts.yaml"), "version: 1\nlint: { baseline: baseline.txt }\n")
        .unwrap();
    let run = lint(&folder, &[]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (Some(0), "1 file: nothing to object to (ignored: 2 by the baseline)\n")
    );
    // A line alone is held against the same baseline.
    assert_eq!(lint(&folder.join("v1"), &[]).code, Some(0));

    let file = folder.join("v1/orders.yaml");
    let mended = fs::read_to_string(&file).unwrap().replace("[a-z]{3}", "^[a-z]{3}$");
    fs::write(&file, mended).unwrap();
    let run = lint(&folder, &[]);
    assert_eq!(run.code, Some(100));
    assert!(
        run.out.contains("BASELINE_STALE") && run.out.contains("baseline.txt:5:"),
        "{}",
        run.out
    );
    // Written anew, it has no entry for what was mended.
    assert_eq!(lint(&folder, &["--write-baseline", text(&baseline)]).code, Some(0));
    assert_eq!(lint(&folder, &[]).code, Some(0));
}

#[test]
fn the_guide_lists_the_rules_there_are() {
    let list: Value =
        serde_json::from_str(&contracts(&["lint", "--list", "--format", "json"]).out).unwrap();
    let rules = list["rules"].as_array().unwrap();
    let mut table =
        String::from("| rule | category | severity | default | meaning |\n|---|---|---|---|---|\n");
    for rule in rules {
        let of = |key: &str| rule[key].as_str().unwrap();
        let default = if rule["default"] == true { "on" } else { "off" };
        writeln!(
            table,
            "| `{}` | {} | {} | {default} | {} |",
            of("rule"),
            of("category"),
            of("severity"),
            of("meaning")
        )
        .unwrap();
    }
    let guide = fs::read_to_string(root().join("docs/guide/linting.md")).unwrap();
    assert!(guide.contains(&table), "docs/guide/linting.md should have this table:\n\n{table}");
    let listed = contracts(&["lint", "--list"]).out;
    for rule in rules {
        let id = rule["rule"].as_str().unwrap();
        assert!(listed.contains(id));
        let run = contracts(&["explain", id]);
        assert_eq!(run.code, Some(0));
        assert!(run.out.contains("To mend it") && run.out.contains("Mended"), "{}", run.out);
    }
    assert_text!("explain_lint", contracts(&["explain", "TIMESTAMP_NAMED_AT"]).out);
    assert!(contracts(&["explain", "EVENT_DOX"]).err.contains("did you mean EVENT_DOC?"));
}
