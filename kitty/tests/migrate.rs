//! `contracts migrate`: every line is in the output or among the rejects, whatever happens on the way.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::run::{Run, contracts, folder};

/// An event of the earlier line, with a number in its id.
fn event(number: u32, event_type: &str, aggregate: &str, payload: &Value) -> Value {
    json!({
        "event_id": id(number), "event_type": event_type, "aggregate_id": aggregate, "payload": payload,
        "timestamp": "2026-03-01T12:00:00Z", "node_id": "n-1", "lamport_clock": number,
        "project_uuid": "a1b2c3d4-e5f6-7890-abcd-ef1234567890", "correlation_id": id(0),
    })
}

fn id(number: u32) -> String {
    format!("01JM{number:022}")
}

fn caused(mut event: Value, by: u32) -> Value {
    event["causation_id"] = id(by).into();
    event
}

fn created(number: u32, slug: &str) -> Value {
    let payload = json!({ "feature_slug": slug, "feature_number": 7, "mission_key": "research" });
    event(number, "FeatureCreated", &format!("feature/{slug}"), &payload)
}

fn requested(number: u32, slug: &str) -> Value {
    let payload = json!({
        "mission_id": "m", "run_id": "r", "feature_slug": slug, "actor": "a", "trigger_mode": "manual",
        "audit_scope": ["x"], "enforcement_mode": "blocking",
    });
    event(number, "MissionAuditRequested", "audit/1", &payload)
}

fn moved(number: u32) -> Value {
    let payload = json!({
        "feature_slug": "one", "wp_id": "WP01", "from_lane": "claimed", "to_lane": "doing", "actor": "a",
        "execution_mode": "worktree",
    });
    event(number, "WPStatusChanged", "feature/one", &payload)
}

fn comment(number: u32) -> Value {
    let payload =
        json!({ "participant_id": "p", "mission_id": "m", "comment_id": "c", "content": "x" });
    event(number, "CommentPosted", "mission/m", &payload)
}

struct Files {
    input: PathBuf,
    out: PathBuf,
}

impl Files {
    fn new(test: &str, lines: &[Vec<u8>]) -> Self {
        let folder = folder(test);
        let files = Self { input: folder.join("old.jsonl"), out: folder.join("new.jsonl") };
        fs::write(&files.input, lines.join(&b"\n"[..])).unwrap();
        files
    }

    fn args(&self) -> Vec<&str> {
        let [input, out] = [&self.input, &self.out].map(|path| path.to_str().unwrap());
        vec![
            "migrate",
            input,
            "--from",
            "2",
            "--to",
            "3",
            "--out",
            out,
            "--supply",
            "build-id=main",
        ]
    }

    fn run(&self, more: &[&str]) -> Run {
        contracts(&[self.args().as_slice(), more].concat())
    }

    fn beside(&self, end: &str) -> PathBuf {
        format!("{}{end}", self.out.display()).into()
    }

    fn report(&self) -> Value {
        serde_json::from_slice(&fs::read(self.beside(".report.json")).unwrap()).unwrap()
    }
}

fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_line_is_in_the_output_or_among_the_rejects() {
    let text = |event: Value| event.to_string().into_bytes();
    let mut blank = moved(9);
    blank["payload"]["actor"] = " ".into();
    let input = vec![
        // Its cause comes later, and is rejected.
        text(caused(comment(1), 8)),
        text(requested(2, "one")),
        text(requested(3, "two")),
        Vec::new(),
        text(created(4, "one")),
        text(moved(5)),
        text(comment(6)),
        b"{\"event_id\": \xFF}".to_vec(),
        text(event(8, "Unheard", "x", &json!({}))),
        text(blank),
        text(caused(comment(10), 6)),
        text(caused(comment(11), 99)),
    ];
    let files = Files::new("migrate", &input);
    let run = files.run(&[]);
    assert_eq!(run.code, Some(100), "{}", run.err);

    let out = lines(&files.out);
    let told = |event: &Value| (event["event_type"].clone(), event["aggregate_id"].clone());
    let told: Vec<(Value, Value)> = out.iter().map(told).collect();
    let expected = [
        ("MissionAuditRequested", "audit/1"),
        ("MissionCreated", "mission/one"),
        ("WPStatusChanged", "mission/one"),
        ("CommentPosted", "mission/m"),
        ("CommentPosted", "mission/m"),
        ("CommentPosted", "mission/m"),
    ];
    assert_eq!(told, expected.map(|(name, id)| (name.into(), id.into())));
    assert_eq!(out[0]["payload"]["mission_number"], 7, "the catalogue tells it, though later");
    assert_eq!(out[2]["payload"]["to_lane"], "in_progress");
    let judged = contracts(&["validate", "--quiet", files.out.to_str().unwrap()]);
    assert_eq!(judged.code, Some(0), "{}", judged.out);

    let rejects = lines(&files.beside(".rejects.jsonl"));
    let codes: Vec<(u64, &str)> = rejects
        .iter()
        .map(|line| (line["line"].as_u64().unwrap(), line["reason"]["code"].as_str().unwrap()))
        .collect();
    let expected = [
        (1, "cause_rejected"),
        (3, "value_missing"),
        (8, "invalid_before"),
        (9, "invalid_before"),
        (10, "invalid_after"),
    ];
    assert_eq!(codes, expected);
    for reject in &rejects {
        let line = &input[usize::try_from(reject["line"].as_u64().unwrap()).unwrap() - 1];
        match reject["document"].as_str() {
            Some(document) => assert_eq!(document.as_bytes(), line),
            None => assert_eq!(reject["document_hex"], "7b226576656e745f6964223a20ff7d"),
        }
    }

    let report = files.report();
    assert_eq!(report["input"]["lines"], 12);
    assert_eq!(report["input"]["blank"], 1);
    assert_eq!((&report["output"]["events"], &report["rejects"]["lines"]), (&json!(6), &json!(5)));
    assert_eq!(report["migrated"]["FeatureCreated"], json!({ "MissionCreated": 1 }));
    let states: BTreeMap<&str, (u64, u64)> =
        report["states"].as_array().unwrap().iter().map(state).collect();
    assert_eq!(states["collaboration"], (1, 0), "{states:?}");
    assert!(states.values().all(|(_, differing)| *differing == 0), "{states:?}");
    insta::with_settings!({
        filters => vec![(r"(output|rejects|report)( +)\S*/", "$1$2"), ("sha256 [0-9a-f]{64}", "sha256 [hash]")],
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, { insta::assert_snapshot!("migrate", run.out) });
    let left: Vec<bool> =
        [".partial", ".journal", ".lock"].map(|end| files.beside(end).exists()).into();
    assert_eq!(left, [false; 3]);
}

fn state(compared: &Value) -> (&str, (u64, u64)) {
    let differing = compared["differing"].as_array().unwrap().len() as u64;
    (compared["reducer"].as_str().unwrap(), (compared["compared"].as_u64().unwrap(), differing))
}

#[test]
fn what_was_missing_can_be_given() {
    let input: Vec<Vec<u8>> = [requested(1, "one"), requested(2, "two"), caused(comment(3), 99)]
        .map(|event| event.to_string().into_bytes())
        .into();
    let files = Files::new("migrate-supply", &input);
    let values = files.beside(".values");
    fs::write(
        &values,
        r#"{"mission-type": {"one": "research", "two": "plan"}, "mission-number": {"one": 1}}"#,
    )
    .unwrap();
    let run = files.run(&[
        "--supplies",
        values.to_str().unwrap(),
        "--supply",
        "mission-number:two=2",
        "--require-causes",
        "--format",
        "json",
    ]);
    assert_eq!(run.code, Some(100), "{}", run.err);
    assert_eq!(serde_json::from_str::<Value>(&run.out).unwrap(), files.report());
    let numbers: Vec<Value> =
        lines(&files.out).iter().map(|event| event["payload"]["mission_number"].clone()).collect();
    assert_eq!(numbers, [1, 2]);
    assert_eq!(lines(&files.beside(".rejects.jsonl"))[0]["reason"]["code"], "cause_missing");
}

#[test]
fn what_makes_no_sense_is_said_before_anything_is_written() {
    let files = Files::new("migrate-usage", &[comment(1).to_string().into_bytes()]);
    let run = |from: &str, to: &str, more: &[&str]| {
        let [input, out] = [&files.input, &files.out].map(|path| path.to_str().unwrap());
        contracts(&[&["migrate", input, "--from", from, "--to", to, "--out", out], more].concat())
    };
    for (from, to, more, said) in [
        ("3", "2", &[][..], "the chain has a gap: nothing says how events become events of v2"),
        ("2", "4", &[], "there is no line \"4\""),
        ("2", "2", &[], "events of v2 need no migration to v2"),
        ("2", "3", &["--supply", "build=x"], "asks for build-id, mission-type, mission-number"),
        ("2", "3", &["--supply", "mission-number=x"], "--supply mission-number: expected"),
        ("2", "3", &["--supply", "build-id:k=x"], "takes no key"),
        ("2", "3", &["--supply", "build-id"], "OPTION=VALUE"),
    ] {
        let run = run(from, to, more);
        assert_eq!(run.code, Some(2), "{}", run.err);
        assert!(run.err.contains(said), "{}", run.err);
    }
    assert!(!files.out.exists());
    let run = files.run(&["--report", files.input.to_str().unwrap()]);
    assert_eq!(run.code, Some(2), "{}", run.err);
    assert_eq!(fs::read_to_string(&files.input).unwrap(), comment(1).to_string());
    fs::write(files.beside(".report.json"), "mine").unwrap();
    assert_eq!(files.run(&[]).code, Some(1), "a report is not written over either");
    assert_eq!(fs::read_to_string(files.beside(".report.json")).unwrap(), "mine");
    fs::write(&files.out, "mine").unwrap();
    let run = files.run(&[]);
    assert_eq!((run.code, fs::read_to_string(&files.out).unwrap()), (Some(1), "mine".into()));
    assert!(run.err.contains("not written over"), "{}", run.err);
}

/// Kills a run once it has told how far it is, as often as asked, and lets the last one end.
fn interrupted(files: &Files, kills: usize) -> usize {
    let journal = files.beside(".journal");
    let mut killed = 0;
    for _ in 0..kills {
        let before = fs::read(&journal).ok();
        let mut child = Command::new(env!("CARGO_BIN_EXE_contracts"))
            .args(files.args())
            .args(["--checkpoint", "10"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Nothing but the file tells how far it is.
        while child.try_wait().unwrap().is_none() && fs::read(&journal).ok() == before {
            std::thread::yield_now();
        }
        killed += usize::from(child.try_wait().unwrap().is_none());
        let _ = child.kill();
        child.wait().unwrap();
    }
    killed
}

#[test]
fn a_killed_run_goes_on_where_it_was() {
    let mut input = Vec::new();
    for number in 0..600 {
        let event = if number % 7 == 3 { requested(number, "two") } else { comment(number) };
        input.push(event.to_string().into_bytes());
        if number % 50 == 0 {
            input.push(Vec::new());
        }
    }
    let whole = Files::new("migrate-whole", &input);
    assert_eq!(whole.run(&[]).code, Some(100));
    let files = Files::new("migrate-killed", &input);
    let killed = interrupted(&files, 5);
    assert!(killed > 0, "no run was interrupted");

    let other = files.run(&["--require-causes"]);
    assert_eq!(other.code, Some(1), "{}", other.err);
    assert!(other.err.contains("--restart"), "{}", other.err);

    for end in [".partial", ".rejects.jsonl.partial"] {
        let partial = files.beside(end);
        let sound = fs::read(&partial).unwrap();
        let mut damaged = sound.clone();
        damaged[sound.len().min(100) / 2] ^= 1;
        fs::write(&partial, &damaged).unwrap();
        let run = files.run(&[]);
        assert_eq!(run.code, Some(1), "{}", run.err);
        assert!(run.err.contains("was changed since"), "{}", run.err);
        fs::write(&partial, &sound).unwrap();
    }

    let run = files.run(&[]);
    assert_eq!(run.code, Some(100), "{}", run.err);
    for end in ["", ".rejects.jsonl"] {
        assert_eq!(fs::read(files.beside(end)).unwrap(), fs::read(whole.beside(end)).unwrap());
    }
    let counts = |files: &Files| {
        let report = files.report();
        (
            report["output"]["sha256"].clone(),
            report["migrated"].clone(),
            report["rejected"].clone(),
            report["input"]["blank"].clone(),
        )
    };
    assert_eq!(counts(&files), counts(&whole));
}

#[test]
fn a_packed_file_is_migrated_as_what_it_holds() {
    let input: Vec<Vec<u8>> = [comment(1), requested(2, "two"), comment(3)]
        .map(|event| event.to_string().into_bytes())
        .into();
    let plain = Files::new("migrate-plain", &input);
    plain.run(&[]);
    for (test, packed) in [
        ("migrate-gzip", crate::run::gzip(&input.join(&b'\n'))),
        ("migrate-marked", [&b"\xef\xbb\xbf"[..], &input.join(&b'\n')].concat()),
    ] {
        let files = Files::new(test, std::slice::from_ref(&packed));
        let run = files.run(&["--checkpoint", "1"]);
        assert_eq!(run.code, Some(100), "{}", run.err);
        for end in ["", ".rejects.jsonl"] {
            assert_eq!(lines(&files.beside(end)), lines(&plain.beside(end)), "{test}{end}");
        }
    }
}
