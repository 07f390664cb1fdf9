//! Streams: order, limits, hostile bytes.

use std::fmt::Write;

use serde_json::Value;

use crate::run::{GOOD, bad, contracts, piped};

fn verdicts(args: &[&str], input: &[u8]) -> Vec<Value> {
    let args = [&["validate", "--format", "jsonl"], args].concat();
    piped(&args, input).out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Line and verdict.
fn lines(args: &[&str], input: &[u8]) -> Vec<(u64, bool)> {
    let verdicts = verdicts(args, input);
    verdicts
        .iter()
        .map(|verdict| (verdict["line"].as_u64().unwrap(), verdict["valid"].as_bool().unwrap()))
        .collect()
}

#[test]
fn order_is_kept_over_many_blocks_and_threads() {
    // Some 6 MB: several blocks for each of many threads.
    let mut input = String::new();
    for number in 0..15_000 {
        let _ = writeln!(input, "{}", if number % 7 == 0 { bad() } else { GOOD.to_owned() });
    }
    let expected: Vec<(u64, bool)> =
        (0..15_000).map(|number| (number + 1, number % 7 != 0)).collect();
    assert_eq!(lines(&["--threads", "8"], input.as_bytes()), expected);
    assert_eq!(lines(&["--threads", "1"], input.as_bytes()), expected);
}

#[test]
fn line_ends_and_blank_lines() {
    let good = GOOD;
    for (input, expected) in [
        (String::new(), vec![]),
        ("\n\n".to_owned(), vec![]),
        (good.to_owned(), vec![(1, true)]),
        (format!("{good}\r\n{good}\r\n"), vec![(1, true), (2, true)]),
        (format!("\n  \n{good}\n\t\n{good}"), vec![(3, true), (5, true)]),
    ] {
        assert_eq!(lines(&[], input.as_bytes()), expected, "{input:?}");
    }
}

#[test]
fn broken_text_is_a_verdict_and_the_stream_goes_on() {
    let broken: [&[u8]; 6] =
        [b"\xFF\xFE", b"{\"a\":\"\xC3\"}", br#"{"a":"\ud800"}"#, b"{\"a\":", b"nul", b"[1,2"];
    for text in broken {
        let input = [GOOD.as_bytes(), b"\n", text, b"\n", GOOD.as_bytes()].concat();
        let found = verdicts(&[], &input);
        assert_eq!(found.len(), 3, "{text:?}");
        assert_eq!((&found[0]["valid"], &found[2]["valid"]), (&true.into(), &true.into()));
        assert_eq!(found[1]["violations"][0]["code"], "syntax", "{text:?}");
    }
    let deep = "[".repeat(100_000);
    assert_eq!(verdicts(&[], deep.as_bytes())[0]["violations"][0]["code"], "too_deep");
    let truncated = &GOOD[..GOOD.len() - 3];
    assert_eq!(verdicts(&[], truncated.as_bytes())[0]["violations"][0]["code"], "syntax");
}

#[test]
fn overlong_lines_are_reported_and_skipped() {
    let limit = GOOD.len() + 10;
    let exact = format!("{GOOD}{}", " ".repeat(10));
    // Far longer than what is read at once, in the middle and at the end.
    for long in [limit + 1, 300_000, 3_000_000] {
        let long = "x".repeat(long);
        for input in [
            format!("{exact}\n{long}\n{GOOD}\n{long}"),
            format!("{exact}\n{long}\n{GOOD}\n{long}\n"),
        ] {
            let found = verdicts(&["--max-line-bytes", &limit.to_string()], input.as_bytes());
            let valid: Vec<bool> =
                found.iter().map(|verdict| verdict["valid"].as_bool().unwrap()).collect();
            assert_eq!(valid, [true, false, true, false]);
            for (at, line) in [(1, 2), (3, 4)] {
                assert_eq!(found[at]["line"], line);
                assert_eq!(found[at]["violations"][0]["code"], "line_too_long");
                assert_eq!(
                    found[at]["violations"][0]["found"],
                    format!("one of {} bytes", long.len())
                );
            }
        }
    }
}

#[test]
fn terminal_commands_in_the_input_are_not_passed_on() {
    let input = GOOD
        .replace("MissionClosed", r"\u001b[2J\u0007\u202e")
        .replace("mission_slug", r"\u001b]0;x");
    let run = piped(&["validate"], input.as_bytes());
    assert!(
        run.out.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'),
        "{:?}",
        run.out
    );
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_contracts"))
        .args(["sample", "--count", "1000000"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(141));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn samples_repeat_and_have_the_share_that_was_asked_for() {
    let args = ["sample", "--count", "400", "--seed", "5", "--invalid-per-mille", "250"];
    let first = contracts(&args).out;
    assert_eq!(first, contracts(&args).out);
    let invalid = lines(&[], first.as_bytes()).iter().filter(|(_, valid)| !valid).count();
    assert!((50..150).contains(&invalid), "{invalid}");
    let of_one =
        contracts(&["sample", "--count", "5", "--event", "GatePassed", "--bytes", "900"]).out;
    assert_eq!(of_one.lines().count(), 5);
    assert!(of_one.lines().all(|event| event.contains("GatePassed") && event.len() >= 900));
}
