//! The Python reference on some events.

use std::env;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::Outcome;

/// Reads events from standard input and prints the time that judging them took, and the verdicts.
const SCRIPT: &str = "
import json, sys, time
sys.path.insert(0, sys.argv[1])
from spec_kitty_events import Event
from spec_kitty_events.conformance import validate_event

def judge(line):
    try:
        data = json.loads(line)
        Event(**data)
    except Exception:
        return False
    try:
        return validate_event(data, data['event_type'], strict=True).valid
    except Exception:
        return None

lines = sys.stdin.read().splitlines()
for line in lines[:50]:
    judge(line)
start = time.perf_counter()
verdicts = [judge(line) for line in lines]
seconds = time.perf_counter() - start
json.dump({'seconds': seconds, 'verdicts': verdicts}, sys.stdout)
";

/// What the reference says.
pub(crate) struct Judged {
    /// Time for all events.
    pub(crate) seconds: f64,
    /// Whether each is valid; `None` where the reference does not know the event type.
    pub(crate) verdicts: Vec<Option<bool>>,
}

/// The folder into which the package is installed; `cargo xtask bench` sees to it.
pub(crate) fn site() -> Outcome<PathBuf> {
    let site = env::var_os("REFERENCE_SITE").ok_or("start it with `cargo xtask bench`")?;
    Ok(site.into())
}

pub(crate) fn run(lines: &[String]) -> Outcome<Judged> {
    let mut child = Command::new("python3")
        .args(["-I", "-c", SCRIPT])
        .arg(site()?)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = child.stdin.take().ok_or("no standard input")?;
    input.write_all(lines.join("\n").as_bytes())?;
    drop(input);
    let output = child.wait_with_output()?;
    let answer: Value = serde_json::from_slice(&output.stdout)?;
    let verdicts = answer["verdicts"].as_array().ok_or("no verdicts")?;
    Ok(Judged {
        seconds: answer["seconds"].as_f64().ok_or("no time")?,
        verdicts: verdicts.iter().map(Value::as_bool).collect(),
    })
}
