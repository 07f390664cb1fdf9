//! `contracts fixtures golden`: recorded streams and their states.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::assert_text;
use crate::run::{contracts, folder, piped, root};

/// The recorded streams, by reducer.
fn streams() -> Vec<(String, PathBuf)> {
    let mut streams = Vec::new();
    for domain in fs::read_dir(root().join("generated/fixtures/v3")).unwrap() {
        let domain = domain.unwrap();
        let Ok(replay) = fs::read_dir(domain.path().join("replay")) else { continue };
        for file in replay {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "jsonl") {
                streams.push((domain.file_name().into_string().unwrap(), path));
            }
        }
    }
    streams.sort();
    streams
}

#[test]
fn goldens_are_current() {
    let root = root().join("generated");
    let run = contracts(&["fixtures", "golden", "--check", "--root", root.to_str().unwrap()]);
    assert_eq!(run.code, Some(0), "run `contracts fixtures golden` and commit:\n{}", run.out);
}

#[test]
fn every_reducer_has_an_everyday_a_mixed_and_a_bad_stream() {
    let streams = streams();
    let names = |reducer: &str| -> Vec<String> {
        let own = streams.iter().filter(|(domain, _)| domain == reducer);
        own.map(|(_, path)| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
    };
    for reducer in spec_kitty_events::registry().unwrap().reducers() {
        let names = names(reducer);
        assert!(names.contains(&"everyday".into()), "{reducer}: {names:?}");
        assert!(names.contains(&"mixed".into()), "{reducer}: {names:?}");
        assert!(names.iter().any(|name| name.starts_with("anomalies")), "{reducer}: {names:?}");
    }
    for (_, path) in streams.iter().filter(|(_, path)| path.ends_with("everyday.jsonl")) {
        assert_eq!(contracts(&["validate", path.to_str().unwrap()]).code, Some(0), "{path:?}");
    }
}

#[test]
fn the_order_of_lines_is_nothing_to_a_replay() {
    for (reducer, path) in streams() {
        let golden = fs::read(path.with_extension("golden.json")).unwrap();
        let golden: Value = serde_json::from_slice(&golden).unwrap();
        let options = fs::read(path.with_extension("options.json")).unwrap_or(b"{}".to_vec());
        let options: Value = serde_json::from_slice(&options).unwrap();
        let mode = options["mode"].as_str().unwrap_or("strict");
        let folder = folder(&format!("golden-order-{reducer}"));
        let roster = folder.join("roster.json");
        let none = serde_json::json!({});
        fs::write(&roster, options.get("roster").unwrap_or(&none).to_string()).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        for _ in 0..2 {
            lines.reverse();
            let args = ["replay", "-", "--reducer", &reducer, "--by", "all", "--format", "json"];
            let args =
                [&args[..], &["--mode", mode, "--roster", roster.to_str().unwrap()]].concat();
            let run = piped(&args, lines.join("\n").as_bytes());
            // In memory it comes to the same.
            let file = folder.join("log.jsonl");
            fs::write(&file, lines.join("\n")).unwrap();
            let of_file = [&["replay", file.to_str().unwrap()], &args[2..]].concat();
            assert_eq!(contracts(&of_file).out, run.out, "{path:?}");
            let state: Value = serde_json::from_str(&run.out).unwrap();
            assert_eq!(state.get("state"), golden.get("state"), "{path:?}");
            assert_eq!(state["error"], golden["error"]["message"], "{path:?}");
            let code = if golden.get("error").is_some() { 100 } else { 0 };
            assert_eq!(run.code, Some(code), "{path:?}");
        }
    }
}

#[test]
fn tables_of_real_states() {
    let table = |reducer: &str, name: &str| {
        let path = root().join(format!("generated/fixtures/v3/{reducer}/replay/{name}.jsonl"));
        contracts(&["replay", path.to_str().unwrap(), "--reducer", reducer]).out
    };
    assert_text!("replay_lifecycle", table("lifecycle", "anomalies"));
    assert_text!("replay_collaboration", table("collaboration", "everyday"));
    assert_text!("replay_glossary", table("glossary", "everyday"));
    assert_text!("replay_dossier", table("dossier", "everyday"));
    assert_text!("replay_connector", table("connector", "mixed"));
}

#[test]
fn what_differs_is_shown_and_mended() {
    let folder = folder("golden");
    let replay = Path::new("fixtures/v3/sync/replay");
    fs::create_dir_all(folder.join(replay)).unwrap();
    for name in ["everyday.jsonl", "everyday.golden.json", "mixed.jsonl"] {
        fs::copy(root().join("generated").join(replay).join(name), folder.join(replay).join(name))
            .unwrap();
    }
    let golden = folder.join(replay).join("everyday.golden.json");
    let current = fs::read_to_string(&golden).unwrap();
    fs::write(&golden, current.replace("\"event_count\": 11", "\"event_count\": 12")).unwrap();
    fs::write(folder.join(replay).join("gone.golden.json"), "{}").unwrap();
    let run = |check: &[&str]| {
        let args = ["fixtures", "golden", "--root", folder.to_str().unwrap()];
        contracts(&[&args, check].concat())
    };
    let checked = run(&["--check"]);
    assert_eq!(checked.code, Some(4));
    assert_text!("golden_check", checked.out);
    assert_eq!(run(&[]).code, Some(0));
    assert_eq!(run(&["--check"]).out, "2 golden states up to date\n");
    assert_eq!(fs::read_to_string(&golden).unwrap(), current);
    assert!(!folder.join(replay).join("gone.golden.json").exists());

    fs::write(folder.join(replay).join("mixed.jsonl"), "{}\n").unwrap();
    let run_bad = run(&[]);
    assert_eq!(run_bad.code, Some(1));
    assert!(run_bad.err.contains("mixed.jsonl:1 is not an event: "), "{}", run_bad.err);
    fs::create_dir_all(folder.join("fixtures/v3/gates/replay")).unwrap();
    fs::write(folder.join("fixtures/v3/gates/replay/a.jsonl"), "").unwrap();
    assert!(
        run(&[]).err.contains("gates of v3 has no reducer in this program"),
        "{}",
        run(&[]).err
    );
}
