//! `contracts validate`: formats, exit codes, layouts.

use std::fs;

use crate::assert_text;
use crate::run::{GOOD, bad, contracts, folder, piped};

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn valid_events_are_clean() {
    let run = piped(&["validate"], format!("{GOOD}\n").as_bytes());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert_text!("clean", run.out);
}

#[test]
fn findings_are_explained_and_exit_100() {
    let input = format!("{GOOD}\n{}\n{{\"event_type\":\"MissionClosd\"}}\n[]\n", bad());
    let run = piped(&["validate"], input.as_bytes());
    assert_eq!(run.code, Some(100));
    assert_text!("findings", run.out);
    let quiet = piped(&["validate", "--quiet"], input.as_bytes());
    assert!(
        !quiet.out.contains("stdin:2") && quiet.out.contains("1 valid, 3 invalid"),
        "{}",
        quiet.out
    );
}

#[test]
fn jsonl_has_one_object_per_line_in_order() {
    let input = format!("{GOOD}\n\n{}\n", bad());
    let run = piped(&["validate", "--format", "jsonl"], input.as_bytes());
    assert_eq!(run.code, Some(100));
    assert_text!("jsonl", run.out);
}

#[test]
fn values_are_shown_only_on_request_and_cut() {
    let secret = "s".repeat(60);
    let input = GOOD.replace(r#""mission_number":1"#, &format!(r#""mission_number":"{secret}""#));
    for format in ["text", "json", "jsonl", "github", "sarif"] {
        let run = piped(&["validate", "--format", format], input.as_bytes());
        assert!(!run.out.contains("sss"), "{format}: {}", run.out);
    }
    let shown = piped(&["validate", "--show-values"], input.as_bytes());
    assert!(
        shown.out.contains(&"s".repeat(39)) && !shown.out.contains(&"s".repeat(40)),
        "{}",
        shown.out
    );
}

#[test]
fn json_documents_hold_an_event_or_an_array() {
    let folder = folder("documents");
    let file = folder.join("events.json");
    let path = file.to_str().unwrap();
    let pretty = serde_json::to_string_pretty(&json(&bad())).unwrap();
    fs::write(&file, format!("[\n{GOOD},\n{pretty}\n]\n")).unwrap();
    let run = contracts(&["validate", "--format", "json", path]);
    assert_eq!(run.code, Some(100));
    let report = json(&run.out);
    assert_eq!(report["findings"][0]["line"], 3);
    let place = &report["findings"][0]["violations"][0];
    assert_eq!(place["pointer"], "/payload/mission_number");
    let line = fs::read_to_string(&file)
        .unwrap()
        .lines()
        .position(|line| line.contains("\"mission_number\": 0"))
        .unwrap();
    assert_eq!((&place["line"], &place["column"]), (&(line + 1).into(), &23.into()));
    assert_eq!(report["summary"]["valid"], 1);

    fs::write(&file, GOOD).unwrap();
    assert_eq!(contracts(&["validate", path]).code, Some(0));
    fs::write(&file, format!("[{GOOD},")).unwrap();
    let cut = contracts(&["validate", path]);
    assert_eq!(cut.code, Some(100));
    assert!(cut.out.contains("syntax"), "{}", cut.out);
}

#[test]
fn github_commands_are_escaped() {
    let folder = folder("github");
    let file = folder.join("a,b%.jsonl");
    fs::write(&file, bad()).unwrap();
    let run = contracts(&["validate", "--format", "github", file.to_str().unwrap()]);
    let command = run.out.lines().next().unwrap();
    assert!(
        command.starts_with("::error file=") && command.contains("a%2Cb%25.jsonl,line=1,col="),
        "{command}"
    );
    assert!(
        command.contains("title=MissionClosed%3A minimum::/payload/mission_number: expected"),
        "{command}"
    );
}

#[test]
fn sarif_has_the_shape_that_scanners_ask_for() {
    let run =
        piped(&["validate", "--format", "sarif"], format!("{}\n{}\n", bad(), bad()).as_bytes());
    let report = json(&run.out);
    assert_eq!(report["version"], "2.1.0");
    let log = &report["runs"][0];
    let rules = log["tool"]["driver"]["rules"].as_array().unwrap();
    let results = log["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    for (result, line) in results.iter().zip(1..) {
        assert!(rules.iter().any(|rule| rule["id"] == result["ruleId"]));
        assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], line);
    }
    let empty = json(&piped(&["validate", "--format", "sarif"], GOOD.as_bytes()).out);
    assert_eq!(empty["runs"][0]["results"].as_array().unwrap().len(), 0);
}

#[test]
fn payloads_are_validated_by_name() {
    let payload = &json(GOOD)["payload"].to_string();
    let args = ["validate", "--event-type", "MissionClosed"];
    assert_eq!(piped(&args, payload.as_bytes()).code, Some(0));
    // An envelope of the event is recognised, and only its payload and the cutover policy count.
    assert_eq!(piped(&args, GOOD.replace("a1b2c3d4-", "").as_bytes()).code, Some(0));
    assert_eq!(piped(&args, GOOD.replace(r#""3.0.0""#, r#""2.0.0""#).as_bytes()).code, Some(100));
    assert_eq!(piped(&args, b"{}").code, Some(100));
    let unknown = piped(&["validate", "--event-type", "MissionClosd"], b"{}");
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("did you mean MissionClosed?"), "{}", unknown.err);
}

#[test]
fn legacy_keys_below_the_surface_are_refused_on_request() {
    let mut event = json(GOOD);
    event["payload"]["extra"] = serde_json::json!([{ "feature_slug": "007" }]);
    let text = event.to_string();
    let run = piped(&["validate", "--format", "json"], text.as_bytes());
    assert_eq!(json(&run.out)["summary"]["legacy"], 0, "{}", run.out);
    let run = piped(&["validate", "--format", "json", "--nested-legacy-keys"], text.as_bytes());
    let report = json(&run.out);
    assert_eq!(run.code, Some(100));
    assert_eq!(report["summary"]["legacy"], 1, "{}", run.out);
    let violations = report["findings"][0]["violations"].as_array().unwrap();
    let at = |pointer: &str| {
        violations.iter().any(|violation| {
            violation["pointer"] == pointer && violation["code"] == "forbidden_key"
        })
    };
    assert!(at("/payload/extra/0/feature_slug"), "{}", run.out);
}

#[test]
fn both_layers_agree_about_a_sampled_stream() {
    let sample = contracts(&["sample", "--count", "600", "--invalid-per-mille", "300"]).out;
    let run = piped(&["validate", "--strict-schema", "--format", "json"], sample.as_bytes());
    let codes = &json(&run.out)["summary"]["by_code"];
    assert_eq!(codes["schema_disagreement"], serde_json::Value::Null, "{codes}");
    assert!(codes["required"].as_u64().unwrap() > 0);
}

#[test]
fn violations_per_event_are_limited() {
    let run = piped(&["validate", "--max-violations", "1"], br#"{"event_type":"MissionClosed"}"#);
    assert!(run.out.contains("more violation"), "{}", run.out);
    assert_eq!(
        run.out.lines().filter(|line| line.starts_with("  /") || line.starts_with("  (")).count(),
        1
    );
}

#[test]
fn an_unreadable_input_is_a_failure_and_the_rest_is_still_judged() {
    let run = piped(&["validate", "/nonexistent.jsonl", "-"], bad().as_bytes());
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("/nonexistent.jsonl"), "{}", run.err);
    assert!(run.out.contains("1 invalid"), "{}", run.out);
}

#[test]
fn usage_mistakes_exit_2() {
    for args in [
        &["validate", "--format", "xml"][..],
        &["validate", "--jsonl", "--format", "json"],
        &["--line", "v9", "list"],
        &["validate", "--threads", "0"],
        &["nonsense"],
    ] {
        assert_eq!(contracts(args).code, Some(2), "{args:?}");
    }
}

/// An envelope that is not published, around a payload with a whole number.
const COUNTED: &str = "\
domain: shop
types:
  Env:
    fields: { id: event-id, kind: string, data: object }
events:
  Counted: { since: 1.0.0, fields: { count: { type: integer, minimum: 0 } } }
";

#[test]
fn layers_do_not_disagree_about_what_only_one_of_them_sees() {
    let folder = folder("one-layer");
    let line = "line: v1\npackage: demo\nversion: 1.0.0\nenvelope: { type: Env, eventType: kind, payload: data }\n";
    for (name, text) in [("line.yaml", line), ("shop.yaml", COUNTED)] {
        fs::write(folder.join(name), text).unwrap();
    }
    let id = "01J0000000000000000000000A";
    let codes = |id: &str, count: &str| {
        let event =
            format!("{{\"id\":\"{id}\",\"kind\":\"Counted\",\"data\":{{\"count\":{count}}}}}\n");
        let folder = folder.to_str().unwrap();
        let args = ["--contracts", folder, "validate", "--strict-schema", "--format", "jsonl"];
        let found = json(&piped(&args, event.as_bytes()).out);
        let violations = found["violations"].as_array().cloned().unwrap_or_default();
        let code = |it: &serde_json::Value| format!("{} {}", it["pointer"], it["code"]);
        violations.iter().map(code).collect::<Vec<String>>()
    };
    assert_eq!(codes(id, "3.0"), [""; 0]);
    assert_eq!(codes("x", "3"), [r#""/id" "format""#]);
    assert_eq!(codes(id, "-3"), [r#""/data/count" "minimum""#]);
    assert_eq!(codes(id, "9007199254740992.5"), [r#""/data/count" "type""#]);
    assert_eq!(codes("x", "\"3\""), [r#""/id" "format""#, r#""/data/count" "type""#]);
}
