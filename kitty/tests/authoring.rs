//! `init`, `check`, `generate`.

use std::fs;
use std::path::Path;
use std::process::Command;

use event_contract_codegen::{load, read_dir};
use serde_json::Value;

use crate::assert_text;
use crate::run::{Run, contracts, folder, piped, root};

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
    let names: Vec<&str> = model.lines[0].events.iter().map(|event| event.name.as_str()).collect();
    assert_eq!(names, ["BookLent", "BookReturned"]);
    let returned = r#"{"id":"01JMXXXXXXXXXXXXXXXXXXXXXX","type":"BookReturned","time":"2026-03-01T12:00:00Z","payload":{"book_id":"b-17","condition":"worn"}}"#;
    assert_eq!(piped(&["--contracts", text(&yaml), "validate"], returned.as_bytes()).code, Some(0));
    for file in ["line.yaml", "library.yaml"] {
        let yaml = yaml.join(file);
        assert_eq!(contracts(&["check", text(&yaml)]).code, Some(0), "{file}");
        let first = fs::read_to_string(&yaml).unwrap();
        let schema = first.lines().next().unwrap().split_once("$schema=").unwrap().1;
        assert!(yaml.with_file_name(schema).is_file(), "{schema}");
    }

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

#[test]
fn a_new_crate_leaves_what_is_there() {
    let folder = folder("init-beside");
    fs::write(folder.join("README.md"), "By hand.\n").unwrap();
    let run = contracts(&["init", text(&folder), "--name", "beside"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.contains("README.md was there"), "{}", run.out);
    assert_eq!(fs::read_to_string(folder.join("README.md")).unwrap(), "By hand.\n");

    fs::remove_file(folder.join("Cargo.toml")).unwrap();
    let line = folder.join("contracts/line.yaml");
    fs::write(&line, "").unwrap();
    assert_eq!(contracts(&["init", text(&folder)]).code, Some(1));
    assert!(fs::read_to_string(&line).unwrap().is_empty() && !folder.join("Cargo.toml").exists());
}

#[test]
fn a_new_crate_depends_on_what_it_is_told_to() {
    let folder = folder("init-git").join("shop");
    let url = "https://example.org/event-contract";
    let run = contracts(&["init", text(&folder), "--git", url, "--tag", "v0.1.0"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    for name in ["", "-cli", "-codegen", "-macros", "-testkit"] {
        let expected = format!("event-contract{name} = {{ git = {url:?}, tag = \"v0.1.0\"");
        assert!(manifest.contains(&expected), "{expected}: {manifest}");
    }
    let folder = folder.with_file_name("versions");
    assert_eq!(contracts(&["init", text(&folder)]).code, Some(0));
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    assert!(manifest.contains("event-contract-macros = \"") && !manifest.contains("path ="));
    for clash in [
        &["--git", url, "--path", "."][..],
        &["--tag", "v1"],
        &["--git", url, "--tag", "a", "--rev", "b"],
    ] {
        let other = folder.join("x");
        assert_eq!(contracts(&[&["init", text(&other)], clash].concat()).code, Some(2));
    }
}

/// Compiles a crate, once for as long as the folder of the examples' builds lasts.
#[test]
fn a_new_crate_builds_and_has_every_command_for_its_own_events() {
    let folder = folder("init-builds").join("my-events");
    assert_eq!(contracts(&["init", text(&folder), "--path", text(&root())]).code, Some(0));
    // The versions that are tested here, and are there without a network.
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    // What it needs of others is compiled by now, if it is compiled alike.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    fs::create_dir(folder.join(".cargo")).unwrap();
    fs::write(folder.join(".cargo/config.toml"), profile(&manifest)).unwrap();
    let given = folder.join("given.jsonl");
    let cargo = |args: &[&str], input: &str| {
        fs::write(&given, input).unwrap();
        let output = Command::new(env!("CARGO"))
            .args(args)
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", &target)
            .env_remove("CLICOLOR_FORCE")
            .stdin(fs::File::open(&given).unwrap())
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    };
    // Above it here, and nowhere else, are settings of ours.
    fs::write(folder.join("rustfmt.toml"), "").unwrap();
    let format = cargo(&["fmt", "--check"], "");
    assert_eq!(format.code, Some(0), "{}", format.out);
    let test = cargo(&["test", "--offline"], "");
    assert_eq!(test.code, Some(0), "{}{}", test.out, test.err);
    assert!(test.out.contains("5 passed"), "{}", test.out);

    let own = |args: &[&str], input: &str| {
        cargo(&[&["run", "--offline", "--quiet", "--"], args].concat(), input)
    };
    let list = own(&["list"], "");
    assert!(list.out.contains("BookLent") && !list.out.contains("Mission"), "{}", list.out);
    let sample = own(&["sample", "--count", "100"], "").out;
    assert_eq!(own(&["validate"], &sample).code, Some(0));
    let replay = ["replay", "--reducer", "library", "--by", "all", "--format", "json"];
    let replayed = own(&replay, &sample);
    assert_eq!(replayed.code, Some(0), "{}", replayed.err);
    let state: Value = serde_json::from_str(&replayed.out).unwrap();
    assert!(!state["state"]["out"].as_object().unwrap().is_empty(), "{state}");
    // As its workflow and its hook call it.
    for args in
        [&["check", "--format", "github"][..], &["lint"], &["check", "contracts/library.yaml"]]
    {
        let run = own(args, "");
        assert_eq!(run.code, Some(0), "{args:?}: {}{}", run.out, run.err);
    }
}

/// The profile that tests are compiled with.
fn profile(manifest: &str) -> String {
    let mut own = false;
    let lines = manifest.lines().filter(|line| {
        if line.starts_with('[') {
            own = line.starts_with("[profile.dev");
        }
        own
    });
    lines.map(|line| line.to_owned() + "\n").collect()
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
