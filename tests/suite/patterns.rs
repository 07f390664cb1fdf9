//! A pattern that is taken means the same in Rust, in ECMA-262 with the flag `u`, and in Python.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};

use event_contract_codegen::pattern::{Pattern, Texts};
use proptest::prelude::{Strategy, any};
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use proptest::{collection, prop_assert, prop_assert_eq, prop_oneof};
use serde_json::{Value, json};

/// Pieces of patterns: what people write, and what engines fight over.
const PIECES: [&str; 48] = [
    "a", "b", "ab", "-", "]", "}", "{", "{2}", "{1,3}", "{0,}", "{ 2 }", "{2, 3}", "{,2}", "[",
    "[^", "[a-c]", "[^a]", "[]a]", "[-a]", "[a-]", "[--a]", "[a&&b]", "[\\d_]", "[\\]\\-]", "(",
    "(?:", ")", "(a|b)", "|", "*", "+", "?", "^", "$", "\\d", "\\-", "\\.", "\\/", "\\@", "\\w",
    ".", "é", "😀", " ", "\\", "&&", "/", "\n",
];

const TEXTS: [&str; 16] =
    ["a", "b", "c", "-", "]", "}", "{", " ", "\n", "1", "٣", "é", "😀", ".", "/", "^"];

/// The engine of Python, in a process of its own.
struct Python {
    child: Child,
    answers: BufReader<std::process::ChildStdout>,
}

const SCRIPT: &str = "
import json, re, sys, warnings
warnings.simplefilter('error')
for line in sys.stdin:
    pattern, texts = json.loads(line)
    try:
        found = re.compile(pattern, re.ASCII)
        print(json.dumps([bool(found.search(text)) for text in texts]), flush=True)
    except (re.error, Warning) as error:
        print(json.dumps(str(error)), flush=True)
";

impl Python {
    fn start() -> Self {
        let mut child = Command::new("python3")
            .args(["-c", SCRIPT])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 is needed");
        let answers = BufReader::new(child.stdout.take().unwrap());
        Self { child, answers }
    }

    fn search(&mut self, pattern: &str, texts: &[String]) -> Value {
        let input = self.child.stdin.as_mut().unwrap();
        writeln!(input, "{}", json!([ending(pattern), texts])).unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        serde_json::from_str(&answer).unwrap()
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// The pattern with Python's words for the end of the text: `$` is before a last line feed, too, there.
fn ending(pattern: &str) -> String {
    let (mut out, mut escaped, mut in_class) = (String::new(), false, false);
    for c in pattern.chars() {
        match c {
            '$' if !escaped && !in_class => out.push_str("\\Z"),
            c => out.push(c),
        }
        in_class = match c {
            '[' if !escaped => true,
            ']' if !escaped => false,
            _ => in_class,
        };
        escaped = c == '\\' && !escaped;
    }
    out
}

fn config() -> Config {
    let cases = std::env::var("PATTERN_CASES").ok().and_then(|cases| cases.parse().ok());
    let cases = cases.unwrap_or(20_000);
    Config { cases, max_shrink_iters: 2_000, failure_persistence: None, ..Config::default() }
}

fn patterns() -> impl Strategy<Value = String> {
    let pieces = collection::vec(select(&PIECES[..]), 0..7).prop_map(|pieces| pieces.concat());
    // The same between anchors, with counts that mean something.
    let sound = collection::vec(
        (
            select(&["a", "[a-c]", "\\d", "(a|b)", "[^\\]-]", "é", "(?:a-)"][..]),
            select(&["", "*", "+", "?", "{2,3}"][..]),
        ),
        0..5,
    )
    .prop_map(|parts| parts.iter().flat_map(|(atom, times)| [*atom, *times]).collect::<String>());
    prop_oneof![3 => pieces, 1 => (any::<bool>(), sound).prop_map(|(anchored, text)| {
        if anchored { format!("^{text}$") } else { text }
    })]
}

#[test]
fn every_engine_reads_a_pattern_that_is_taken_alike() {
    let mut python = Python::start();
    let taken = std::cell::Cell::new(0_u32);
    let python = std::cell::RefCell::new(&mut python);
    let text = || collection::vec(select(&TEXTS[..]), 0..6).prop_map(|parts| parts.concat());
    let strategy = (patterns(), collection::vec(text(), 8));
    let judged = TestRunner::new(config()).run(&strategy, |(source, mut texts)| {
        let Ok(pattern) = Pattern::parse(&source) else { return Ok(()) };
        taken.set(taken.get() + 1);
        texts.push(pattern.example.clone());
        texts.push(format!("{}\n", pattern.example));
        texts.extend(pattern.counterexample());
        let rust = regex::Regex::new(&pattern.translated);
        prop_assert!(rust.is_ok(), "the crate regex: {source}");
        let rust = rust.unwrap();
        let ecma = regress::Regex::with_flags(&source, "u");
        prop_assert!(ecma.is_ok(), "ECMA-262: {source}: {ecma:?}");
        let ecma = ecma.unwrap();
        let found: Vec<bool> = texts.iter().map(|text| rust.is_match(text)).collect();
        let by_ecma: Vec<bool> = texts.iter().map(|text| ecma.find(text).is_some()).collect();
        prop_assert_eq!(&found, &by_ecma, "ECMA-262: {} {:?}", source, texts);
        let by_python = python.borrow_mut().search(&source, &texts);
        prop_assert_eq!(json!(found), by_python, "Python: {} {:?}", source, texts);
        prop_assert!(pattern.matches(&pattern.example), "{source}");
        Ok(())
    });
    judged.unwrap_or_else(|error| panic!("{error}"));
    assert!(taken.get() > config().cases / 10, "only {} were taken", taken.get());
}

#[test]
fn texts_of_a_length_are_found_wherever_there_are_some() {
    let letters = || collection::vec(select(&["a", "b", "1", "-"][..]), 0..7);
    let texts = letters().prop_map(|parts| parts.concat());
    let strategy = (patterns(), texts, 0_u64..7, 0_u64..4);
    let judged = TestRunner::new(config()).run(&strategy, |(source, text, fewest, more)| {
        let Ok(pattern) = Pattern::parse(&source) else { return Ok(()) };
        let most = fewest + more;
        let fits = |text: &str| {
            let length = text.chars().count() as u64;
            (fewest..=most).contains(&length) && pattern.matches(text)
        };
        match pattern.text(fewest, Some(most), false) {
            Texts::Some(found) => {
                prop_assert!(fits(&found), "{source} {fewest}..={most}: {found:?}");
            }
            Texts::None => {
                prop_assert!(!fits(&text), "{source} {fewest}..={most}: {text:?}");
            }
            Texts::Unknown => prop_assert!(false, "{source} is small"),
        }
        Ok(())
    });
    judged.unwrap_or_else(|error| panic!("{error}"));
}
