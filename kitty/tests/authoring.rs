//! `init`, `check`, `generate`.

use std::fs;
use std::path::Path;

use event_contract_codegen::{load, read_dir};
use serde_json::Value;

use crate::assert_text;
use crate::run::{contracts, folder, piped, root};

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_new_crate_has_contracts_that_work() {
    let folder = folder("init").join("my-events");
    let run = contracts(&["init", text(&folder), "--path", text(&root())]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    assert!(
        manifest.contains("name = \"my-events\"")
            && manifest.contains("event-contract-codegen = { path = ")
    );
    let yaml = folder.join("contracts");
    let model = load(&read_dir(&yaml, "contracts").unwrap()).unwrap();
    assert_eq!(model.lines[0].events[0].name, "BookReturned");

    let sample = contracts(&["--contracts", text(&yaml), "sample", "--count", "50"]).out;
    assert_eq!(piped(&["--contracts", text(&yaml), "validate"], sample.as_bytes()).code, Some(0));
    assert_eq!(
        contracts(&["--contracts", text(&yaml), "explain", "damage-is-described"]).code,
        Some(0)
    );

    let again = contracts(&["init", text(&folder)]);
    assert_eq!(again.code, Some(1));
    assert!(again.err.contains("is there already"), "{}", again.err);
    assert_eq!(contracts(&["init", text(&folder.join("x")), "--name", "1 2"]).code, Some(2));
    assert_eq!(
        contracts(&["init", text(&folder.join("x")), "--path", "/nonexistent"]).code,
        Some(2)
    );
    assert!(!folder.join("x").exists());
}

/// A folder with contracts that are wrong at a known place.
fn wrong(test: &str) -> std::path::PathBuf {
    let folder = folder(test);
    fs::write(folder.join("line.yaml"), "line: v1\npackage: p\nversion: 1.0.0\ndoc: A line.\n")
        .unwrap();
    let domain = "domain: d\ndoc: A domain.\ntypes:\n  Name:\n    type: strin\n    doc: A name.\n";
    fs::write(folder.join("d.yaml"), domain).unwrap();
    folder
}

#[test]
fn mistakes_are_shown_where_they_are() {
    let folder = wrong("check");
    let run = contracts(&["check", text(&folder)]);
    assert_eq!((run.code, run.out.as_str()), (Some(100), ""));
    assert!(
        run.err.contains("d.yaml:5:")
            && run.err.contains("type: strin")
            && run.err.contains("1 finding"),
        "{}",
        run.err
    );

    let report = |format: &str| contracts(&["check", "--format", format, text(&folder)]).out;
    let json: Value = serde_json::from_str(&report("json")).unwrap();
    assert_eq!(json["findings"][0]["line"], 5);
    let sarif: Value = serde_json::from_str(&report("sarif")).unwrap();
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], 5);
    assert_eq!(sarif["runs"][0]["tool"]["driver"]["rules"][0]["id"], result["ruleId"]);
    assert!(report("github").starts_with("::error file="), "{}", report("github"));

    // Every other command fails: nothing was judged.
    let list = contracts(&["--contracts", text(&folder), "list"]);
    assert_eq!(list.code, Some(1));
    assert!(list.err.contains("type: strin"), "{}", list.err);
}

#[test]
fn good_contracts_pass() {
    let run = contracts(&["check", text(&root().join("contracts"))]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert_eq!(contracts(&["check", "/nonexistent"]).code, Some(2));
    assert!(contracts(&["check", "--help"]).out.contains("contracts lint"));
}

#[test]
fn generated_files_are_checked_written_and_cleared_away() {
    let root = folder("generate");
    let yaml = root.join("contracts");
    fs::create_dir(&yaml).unwrap();
    for (name, text) in [
        ("line.yaml", "line: v1\npackage: p\nversion: 1.0.0\ndoc: A line.\n"),
        (
            "d.yaml",
            "domain: d\ndoc: A domain.\nevents:\n  Done:\n    since: 1.0.0\n    doc: It is done.\n    fields:\n      name: { type: string, doc: Its name. }\n",
        ),
    ] {
        fs::write(yaml.join(name), text).unwrap();
    }
    let generate =
        |args: &[&str]| contracts(&[&["generate", "--root", text(&root)], args].concat());
    let dry = generate(&["--dry-run"]);
    assert_eq!(dry.code, Some(0));
    assert!(
        dry.out.contains("missing  generated/src/v1/d.rs") && !root.join("generated").exists(),
        "{}",
        dry.out
    );
    assert_eq!(generate(&["--check"]).code, Some(4));
    assert_eq!(generate(&[]).code, Some(0));
    let clean = generate(&["--check"]);
    assert_eq!(clean.code, Some(0), "{}", clean.out);

    let file = root.join("generated/src/v1/d.rs");
    let made = fs::read_to_string(&file).unwrap();
    fs::write(&file, made.replace("pub name", "pub nam")).unwrap();
    let orphan = root.join("generated/schemas/v1/old.schema.json");
    fs::write(&orphan, "{}").unwrap();
    let stale = generate(&["--check"]);
    assert_eq!(stale.code, Some(4));
    assert_text!("generate_check", stale.out);
    assert!(orphan.exists());
    generate(&[]);
    assert!(!orphan.exists());
    assert_eq!(fs::read_to_string(&file).unwrap(), made);
}
