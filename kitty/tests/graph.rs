//! `contracts graph`: state machines, causes and effects.

use std::fs;

use serde_json::{Value, json};

use crate::assert_text;
use crate::run::{GOOD, contracts, folder, piped, root};

#[test]
fn machines_are_drawn() {
    assert_text!("graph_machine", contracts(&["graph", "machine", "Connector"]).out);
    assert_text!("graph_machines", contracts(&["graph", "machine"]).out);
    let picture = contracts(&["graph", "machine", "WorkPackage", "--format", "svg"]);
    assert_eq!((picture.code, picture.err.as_str()), (Some(0), ""));
    assert_text!("graph_machine_svg", picture.out);

    let contracts_folder = root().join("contracts/spec-kitty");
    let folder = contracts_folder.to_str().unwrap();
    let args = ["--contracts", folder, "--line", "v3", "graph", "machine"];
    assert_eq!(contracts(&args).out, contracts(&["graph", "machine"]).out);
    let unknown = contracts(&["graph", "machine", "WorkPakage"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.ends_with("did you mean WorkPackage?\n"), "{}", unknown.err);
}

#[test]
fn names_of_all_kinds_are_drawn() {
    let folder = folder("graph-names");
    fs::create_dir_all(folder.join("v1")).unwrap();
    fs::write(
        folder.join("v1/line.yaml"),
        "line: v1\npackage: a.test\nversion: 1.0.0\ndoc: A line.\n",
    )
    .unwrap();
    let machine = "domain: odd\ndoc: Odd names.\ntypes:\n  Mood: { enum: [\"so so\", \"x<&\\\"#>\"], doc: A mood. }\n\
        stateMachines:\n  Moods:\n    doc: Moods.\n    state: Mood\n    initial: [\"so so\"]\n    terminal: []\n    \
        transitions: { \"so so\": [\"x<&\\\"#>\"] }\n";
    fs::write(folder.join("v1/odd.yaml"), machine).unwrap();
    let draw = |format| {
        let args =
            ["--contracts", folder.to_str().unwrap(), "graph", "machine", "--format", format];
        let run = contracts(&args);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
        run.out
    };
    assert!(draw("mermaid").contains(r#"state "x#lt;&#quot;#35;>" as s2"#), "{}", draw("mermaid"));
    assert!(draw("svg").contains(">x&lt;&amp;&quot;#&gt;<"), "{}", draw("svg"));
}

/// Events in order; each with the number of its cause.
fn log(causes: &[(u32, Option<u32>)]) -> Vec<String> {
    let id = |id: u32| format!("01JM{id:022}");
    let event = |(number, cause): &(u32, Option<u32>)| {
        let mut event: Value = serde_json::from_str(GOOD).unwrap();
        event["event_id"] = json!(id(*number));
        event["lamport_clock"] = json!(number);
        event["causation_id"] = json!(cause.map(id));
        event.to_string()
    };
    causes.iter().map(event).collect()
}

#[test]
fn causes_and_effects_are_drawn() {
    let mut lines =
        log(&[(1, None), (2, Some(1)), (3, Some(1)), (4, Some(3)), (5, Some(99)), (6, None)]);
    lines.push(lines[1].clone());
    let draw = |lines: &[String], format| {
        piped(&["graph", "causes", "-", "--format", format], lines.join("\n").as_bytes())
    };
    let run = draw(&lines, "mermaid");
    assert_eq!(
        (run.code, run.err.as_str()),
        (Some(0), "1 event without cause and effect left out\n")
    );
    assert_text!("graph_causes", run.out);
    let picture = draw(&lines, "svg").out;
    assert_text!("graph_causes_svg", picture);
    lines.reverse();
    assert_eq!(draw(&lines, "mermaid").out, run.out);
    assert_eq!(draw(&lines, "svg").out, picture);

    lines.push("{}".into());
    let run = draw(&lines, "mermaid");
    assert_eq!(run.code, Some(100));
    assert!(run.err.starts_with("stdin:8 is not an event: "), "{}", run.err);
}

#[test]
fn circles_are_named() {
    let lines = log(&[(1, Some(3)), (2, Some(1)), (3, Some(2)), (4, None)]);
    let run = piped(&["graph", "causes"], lines.join("\n").as_bytes());
    assert_eq!((run.code, run.out.as_str()), (Some(100), ""));
    assert_text!("graph_circle", run.err);
}

#[test]
fn pictures_have_a_limit_that_text_does_not_have() {
    let chain: Vec<_> = (1..=400).map(|at| (at, (at > 1).then(|| at - 1))).collect();
    let lines = log(&chain).join("\n");
    let run = piped(&["graph", "causes", "--format", "svg"], lines.as_bytes());
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("ask for mermaid"), "{}", run.err);
    let run = piped(&["graph", "causes"], lines.as_bytes());
    assert_eq!((run.code, run.out.matches("-->").count()), (Some(0), 399));
}
