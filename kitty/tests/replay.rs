//! `contracts replay`: logs and their states.

use std::fs;

use serde_json::{Value, json};

use crate::assert_text;
use crate::run::{GOOD, Run, contracts, folder, piped};

/// A move of a work package, with its ids made of small numbers.
fn moved(id: u32, clock: u32, mission: &str, wp: &str, lanes: (Option<&str>, &str)) -> Value {
    let mut event: Value = serde_json::from_str(GOOD).unwrap();
    event["event_id"] = json!(format!("01JM{id:022}"));
    event["event_type"] = json!("WPStatusChanged");
    event["lamport_clock"] = json!(clock);
    event["aggregate_id"] = json!(format!("mission/{mission}"));
    event["payload"] = json!({
        "mission_slug": mission, "wp_id": wp, "from_lane": lanes.0, "to_lane": lanes.1,
        "actor": "ada", "execution_mode": "worktree",
    });
    event
}

/// Two missions, an event of another domain, a transition that is not allowed, ties and duplicates.
fn log() -> Vec<String> {
    let mut events = vec![
        moved(1, 1, "alpha", "WP01", (None, "planned")),
        moved(2, 2, "beta", "WP01", (None, "planned")),
        moved(3, 2, "alpha", "WP01", (Some("planned"), "claimed")),
        serde_json::from_str(GOOD).unwrap(),
        moved(5, 4, "alpha", "WP02", (None, "planned")),
        moved(4, 4, "alpha", "WP01", (Some("claimed"), "in_progress")),
        moved(6, 5, "beta", "WP01", (Some("planned"), "done")),
    ];
    // One id again: as it was, and with other clocks and content.
    events.push(events[2].clone());
    events.push(moved(3, 9, "alpha", "WP09", (None, "planned")));
    events.iter().map(Value::to_string).collect()
}

/// A replay of a pipe, which is that of a file, whether that fits into memory or not.
fn replay(lines: &[String], more: &[&str]) -> Run {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), lines.join("\n")).unwrap();
    let path = file.path().to_str().unwrap();
    let piped = piped(&[&["replay", "-", "--reducer"], more].concat(), lines.join("\n").as_bytes());
    for memory in ["1000000", "0"] {
        let args = [&["replay", path, "--memory", memory, "--reducer"], more].concat();
        let run = contracts(&args);
        assert_eq!((run.out, run.code), (piped.out.clone(), piped.code), "{args:?}");
        assert_eq!(run.err.replace(path, "stdin"), piped.err, "{args:?}");
    }
    piped
}

#[test]
fn states_are_tables_for_people() {
    let run = replay(&log(), &["status"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert_text!("replay_status", run.out);
}

#[test]
fn a_log_comes_to_what_the_fold_of_all_its_events_comes_to() {
    let mut lines = log();
    let request = format!(r#"{{"reducer":"status","events":[{}]}}"#, lines.join(","));
    let answer = piped(&["reduce", "--jsonl", "-"], request.as_bytes()).out;
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let folder = folder("replay-order");
    for round in 0..8 {
        let run = replay(&lines, &["status", "--by", "all", "--format", "json"]);
        assert_eq!(run.code, Some(0), "{}", run.err);
        let state: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(state["state"], answer["state"], "round {round}");
        assert!(run.err.starts_with("9 events (8 counted), 1 key, "), "{}", run.err);

        // A file is read in place, whatever standard input does.
        let file = folder.join("log.jsonl");
        fs::write(&file, lines.join("\r\n")).unwrap();
        let args = ["replay", file.to_str().unwrap(), "--reducer", "status", "--format", "json"];
        let by_aggregate = contracts(&args);
        assert_eq!(by_aggregate.out, replay(&lines, &["status", "--format", "json"]).out);
        assert_eq!(by_aggregate.out.lines().count(), 2);
        lines.rotate_left(1);
        lines[..5].reverse();
    }
}

#[test]
fn clocks_beyond_all_machine_integers_have_their_order() {
    let states = ["planned", "claimed", "in_progress", "for_review"];
    let clocks = ["7", "18446744073709551615", "18446744073709551616", "1e300"];
    let clocks = clocks.map(|clock| clock.replace("1e300", &format!("1{}", "0".repeat(300))));
    let moves = (1..).zip(states.iter().zip(&clocks));
    let mut lines: Vec<String> = moves
        .map(|(id, (to, clock))| {
            let from = (id > 1).then(|| states[id as usize - 2]);
            let event = moved(id, 12_345, "alpha", "WP01", (from, to)).to_string();
            event.replace(":12345,", &format!(":{clock},"))
        })
        .collect();
    lines.swap(0, 3);
    lines.swap(1, 2);
    let run = replay(&lines, &["status", "--format", "json"]);
    let state: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(state["state"]["wp_states"]["WP01"]["current_lane"], "for_review", "{}", run.out);
    assert_eq!(state["state"]["anomalies"], json!([]));
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_read_once() {
    let mut lines = log();
    lines.reverse();
    let run = piped(&["replay", "/dev/stdin", "--reducer", "status"], lines.join("\n").as_bytes());
    assert_eq!((run.code, run.out), (Some(0), replay(&lines, &["status"]).out));
}

#[test]
fn keys_are_aggregates_missions_or_the_stream() {
    let mut lines = log();
    let mut odd: Value = serde_json::from_str(&lines[0]).unwrap();
    odd["event_id"] = json!("01JM0000000000000000000099");
    odd["event_type"] = json!("SyncIngestAccepted");
    odd["aggregate_id"] = json!("mission/gamma/sync");
    odd["payload"] = json!({ "mission_id": 7, "mission_slug": "" });
    lines.push(odd.to_string());
    odd["event_id"] = json!("01JM0000000000000000000098");
    odd["aggregate_id"] = json!("connector-1");
    lines.push(odd.to_string());
    let keys = |by| {
        let run = replay(&lines, &["sync", "--by", by, "--format", "json"]);
        let key = |line: &str| serde_json::from_str::<Value>(line).unwrap()["key"].to_string();
        run.out.lines().map(key).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(keys("mission"), r#""alpha" "beta" "connector-1" "gamma" "m-001""#);
    assert_eq!(
        keys("aggregate"),
        r#""connector-1" "mission/001" "mission/alpha" "mission/beta" "mission/gamma/sync""#
    );
    assert_eq!(keys("all"), r#""all""#);
}

#[test]
fn lines_that_are_no_events_are_told_and_passed_over() {
    let mut lines = log();
    lines.insert(1, "{".into());
    lines.insert(2, String::new());
    lines.insert(3, r#"{"event_type":"WPStatusChanged"}"#.into());
    lines.push(" ".repeat(5000) + "7");
    let run = replay(&lines, &["status", "--format", "json", "--max-line-bytes", "2000"]);
    assert_eq!((run.code, run.out.lines().count()), (Some(100), 2));
    assert_text!("replay_refused", run.err);
    assert_eq!(run.out, replay(&log(), &["status", "--format", "json"]).out);

    let garbage = vec!["x".to_owned(); 1000];
    let run = replay(&garbage, &["status"]);
    assert_eq!((run.code, run.err.lines().count()), (Some(100), 21));
    assert!(run.err.ends_with("and 980 more lines\n"), "{}", run.err);
    assert_eq!(run.out, "0 events (0 counted), 0 keys, 0 anomalies, 1,000 lines refused\n");
}

#[test]
fn a_fold_that_stops_is_a_finding_and_others_go_on() {
    let joined = |id: u32, aggregate: &str| {
        let mut event = moved(id, id, "m", "WP01", (None, "planned"));
        event["event_type"] = json!("DriveIntentSet");
        event["aggregate_id"] = json!(aggregate);
        event["payload"] =
            json!({ "participant_id": "ada", "mission_id": "m", "intent": "active" });
        event.to_string()
    };
    let lines = [joined(1, "a"), joined(2, "b")];
    let run = replay(&lines, &["collaboration"]);
    assert_eq!(run.code, Some(100));
    assert_text!("replay_stopped", run.out);
    let run = replay(&lines, &["collaboration", "--mode", "permissive"]);
    assert_eq!(run.code, Some(0), "{}", run.out);

    let folder = folder("replay-roster");
    let roster = folder.join("roster.json");
    let identity = json!({ "participant_id": "ada", "participant_type": "human" });
    fs::write(&roster, json!({ "ada": identity }).to_string()).unwrap();
    let args = ["collaboration", "--roster", roster.to_str().unwrap(), "--format", "json"];
    let run = replay(&lines, &args);
    assert_eq!((run.code, run.out.contains("\"error\"")), (Some(0), false), "{}", run.out);
    fs::write(&roster, "{\"ada\":7}").unwrap();
    let run = replay(&lines, &args);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("option `roster`"), "{}", run.err);
}

#[test]
fn what_does_not_exist_is_said() {
    let run = replay(&[], &["statsu"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.err.contains("there is no reducer \"statsu\" for v3 of ")
            && run.err.ends_with("; did you mean status?\n"),
        "{}",
        run.err
    );
    let run = contracts(&["replay", "no/such/file.jsonl", "--reducer", "status"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("no/such/file.jsonl"), "{}", run.err);
}
