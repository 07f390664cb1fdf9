//! The commands of event-contract on the carrier's own contracts and reducers.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const STREAM: &str = "fixtures/v1/parcels/replay/found_again.jsonl";

/// Runs `parcels` in the crate's folder: exit code, standard output, standard error.
fn parcels(args: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_parcels"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || {
            // A program may end before it has read everything.
            let _ = stdin.write_all(input.as_bytes());
        });
        child.wait_with_output().unwrap()
    });
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// What a run prints that ends well.
fn prints(args: &[&str], input: &str) -> String {
    let (code, out, err) = parcels(args, input);
    assert_eq!(code, Some(0), "{args:?}: {out}{err}");
    out
}

/// A folder of one test, empty at first.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn events_are_made_and_judged() {
    let sample = prints(&["sample", "--count", "100"], "");
    assert_eq!(sample.lines().count(), 100);
    let (code, out, err) = parcels(&["validate"], &sample);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(format!("{out}{err}").contains("100 valid"), "{out}{err}");

    let (code, out, err) = parcels(&["validate"], &sample.replace("\"parcel\":", "\"box\":"));
    assert_eq!(code, Some(100), "{out}{err}");
}

#[test]
fn a_log_is_folded_by_the_reducer_of_this_crate() {
    let states = prints(&["replay", STREAM, "--reducer", "parcels", "--format", "json"], "");
    assert!(
        states.contains(r#""key":"p-17""#) && states.contains(r#""signed_by":"Ada""#),
        "{states}"
    );

    let (code, _, err) = parcels(&["replay", STREAM, "--reducer", "status"], "");
    assert_eq!(code, Some(2));
    assert!(err.contains("parcels"), "{err}");
}

#[test]
fn another_program_has_streams_folded() {
    let stream = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(STREAM)).unwrap();
    let events: Vec<&str> = stream.lines().collect();
    let request =
        format!("{{\"id\":1,\"reducer\":\"parcels\",\"events\":[{}]}}\n", events.join(","));
    let answer = prints(&["reduce", "--jsonl", "-"], &request);
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["ok"], true, "{answer}");
    assert_eq!(answer["state"]["depots"], serde_json::json!(["Leeds", "York", "Hull"]));
}

#[test]
fn golden_states_are_held_and_made() {
    prints(&["fixtures", "golden", "--check"], "");

    let folder = folder("golden");
    let replay = folder.join("fixtures/v1/parcels/replay");
    fs::create_dir_all(&replay).unwrap();
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join(STREAM);
    fs::copy(&here, replay.join("again.jsonl")).unwrap();
    let root = folder.to_str().unwrap();
    assert_eq!(parcels(&["fixtures", "golden", "--check", "--root", root], "").0, Some(4));
    prints(&["fixtures", "golden", "--root", root], "");
    let golden = here.with_file_name("found_again.golden.json");
    assert_eq!(
        fs::read_to_string(replay.join("again.golden.json")).unwrap(),
        fs::read_to_string(golden).unwrap()
    );
}

#[test]
fn causes_are_drawn() {
    let graph = prints(&["graph", "causes", STREAM], "");
    assert!(graph.contains("ParcelScanned") && graph.contains("-->"), "{graph}");
    // It has neither cause nor effect.
    assert!(!graph.contains("ParcelLost"), "{graph}");
}

#[test]
fn events_are_kept_and_given_back() {
    let folder = folder("store");
    let store = format!("sqlite:{}", folder.join("parcels.db").display());
    prints(&["store", "init", &store], "");
    prints(&["ingest", STREAM, "--to", &store], "");
    prints(&["store", "verify", &store], "");
    let kept = prints(&["store", "export", &store, "--aggregate", "p-17"], "");
    assert_eq!(kept.lines().count(), 6);

    // The store holds what has no place in it, with the reason, and says so.
    let foreign = r#"{"id":"01JZ0000000000000000000009","type":"MissionClosed","data":{}}"#;
    let (code, ..) = parcels(&["ingest", "-", "--to", &store], foreign);
    assert_eq!(code, Some(100));
    assert_eq!(prints(&["store", "rejected", &store], "").lines().count(), 1);
}

#[test]
fn what_is_in_the_crate_for_others_follows_the_contracts() {
    let schema = prints(&["schema", "ParcelScanned"], "");
    let kept =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/v1/parcel_scanned_payload.schema.json");
    assert_eq!(fs::read_to_string(kept).unwrap(), schema);
}
