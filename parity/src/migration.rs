//! History as the earlier Python package wrote it, migrated, and judged by the later one.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::{Answer, Case, Failure, REDUCERS, Reference};

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_mins(2);
/// So many lines are judged at once.
const CHUNK: usize = 500;
/// What is shown of differences between states.
const SHOWN: usize = 10;

/// What to migrate.
#[derive(Clone, Copy, Debug)]
pub struct History {
    /// How many events.
    pub events: usize,
    /// The seed of the first stream.
    pub seed: u64,
}

/// A stream in the file, by the numbers of its lines.
struct Stream {
    reducer: &'static str,
    options: Map<String, Value>,
    lines: std::ops::Range<usize>,
}

/// Has the earlier package write events, migrates them with the command, and compares. True if every line is
/// accounted for, the later package accepts every migrated event, and states are the same.
///
/// `sites` are the folders of the packages, `command` is the binary `contracts`, and files go to `folder`.
pub fn migrate(
    history: History,
    sites: [&Path; 2],
    command: &Path,
    folder: &Path,
) -> Result<bool, Failure> {
    let started = Instant::now();
    let (mut earlier, mut later) = (Reference::start(sites[0])?, Reference::start(sites[1])?);
    let (lines, streams) = written(history, &mut earlier)?;
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let [input, out] = ["old.jsonl", "new.jsonl"].map(|name| folder.join(name));
    fs::write(&input, lines.join("\n") + "\n")?;
    println!(
        "{} events of 2.9.0 in {} streams, {:.0} s",
        lines.len(),
        streams.len(),
        started.elapsed().as_secs_f64()
    );

    let started = Instant::now();
    let mut run = Command::new(command);
    run.arg("migrate").arg(&input).args(["--from", "2", "--to", "3", "--out"]).arg(&out);
    run.args([
        "--supply",
        "build-id=main",
        "--supply",
        "mission-type=software-dev",
        "--supply",
        "mission-number=7",
    ]);
    let status = run.stdin(Stdio::null()).status()?;
    println!("migrated in {:.1} s", started.elapsed().as_secs_f64());
    if !matches!(status.code(), Some(0 | 100)) {
        return Err(format!("{} ended with {status}", command.display()).into());
    }
    let outcome = Outcome::read(&lines, &out)?;
    let mut good = outcome.is_whole(&lines)?;
    good &= valid(&outcome, &mut later)?;
    good &= states(&streams, &lines, &outcome, &mut earlier)?;
    Ok(good)
}

/// The events as the earlier package writes them.
fn written(
    history: History,
    earlier: &mut Reference,
) -> Result<(Vec<String>, Vec<Stream>), Failure> {
    let (mut lines, mut streams): (Vec<String>, Vec<Stream>) = (Vec::new(), Vec::new());
    for (seed, reducer) in (history.seed..).flat_map(|seed| REDUCERS.map(|name| (seed, name))) {
        if lines.len() >= history.events {
            break;
        }
        let case = Case::random(reducer, seed);
        let events: Vec<Value> = case.events.into_iter().filter_map(before).collect();
        earlier.ask(&json!({ "write": events }).to_string())?;
        let Answer::State(Value::Array(made)) = earlier.answer(PATIENCE)? else {
            return Err("the earlier package writes nothing".into());
        };
        let start = lines.len();
        let made = made.into_iter().filter_map(|line| line.as_str().map(str::to_owned));
        lines.extend(made.take(history.events - start));
        streams.push(Stream { reducer, options: case.options, lines: start..lines.len() });
    }
    Ok((lines, streams))
}

/// Keys by their later and earlier names.
const KEYS: [(&str, &str); 2] =
    [("mission_slug", "feature_slug"), ("mission_number", "feature_number")];

/// A later event as it would have been in 2.9.0, written by hand: this is not the inverse of the migration.
fn before(mut event: Value) -> Option<Value> {
    let envelope = event.as_object_mut()?;
    envelope.shift_remove("build_id");
    envelope.shift_remove("schema_version");
    let name = envelope.get("event_type")?.as_str()?.to_owned();
    let payload = envelope.get_mut("payload")?.as_object_mut()?;
    let keyed = ["MissionRun", "MissionDossier", "MissionCreated", "MissionClosed"];
    let catalogue = ["MissionCreated", "MissionClosed"].contains(&&*name);
    if keyed.iter().any(|start| name.starts_with(start)) {
        rename(payload, "mission_type", "mission_key");
    } else if name.starts_with("DecisionPoint") || name.starts_with("MissionAudit") {
        payload.shift_remove("mission_type");
        payload.shift_remove("mission_number");
    }
    for (later, earlier) in KEYS {
        rename(payload, later, earlier);
    }
    for nested in ["namespace", "artifact_id", "expected_identity", "supersedes"] {
        if let Some(nested) = payload.get_mut(nested).and_then(Value::as_object_mut) {
            rename(nested, "mission_slug", "feature_slug");
            rename(nested, "mission_type", "mission_key");
        }
    }
    // The runtime wrote the end of a run so.
    if name == "MissionRunCompleted" && payload.len().is_multiple_of(2) {
        envelope.insert("event_type".into(), "MissionCompleted".into());
    } else if catalogue {
        envelope.insert("event_type".into(), name.replace("Mission", "Feature").into());
    }
    Some(event)
}

/// Gives a member another name, in its place.
fn rename(object: &mut Map<String, Value>, from: &str, to: &str) {
    if object.contains_key(from) {
        let members = std::mem::take(object);
        let name = |key: String| if key == from { to.to_owned() } else { key };
        object.extend(members.into_iter().map(|(key, value)| (name(key), value)));
    }
}

/// What the command left.
struct Outcome {
    /// The migrated events.
    migrated: Vec<String>,
    /// Rejected lines by number, from 0.
    rejected: BTreeMap<usize, Value>,
    report: Value,
}

impl Outcome {
    fn read(lines: &[String], out: &Path) -> Result<Self, Failure> {
        let beside = |end: &str| fs::read_to_string(format!("{}{end}", out.display()));
        let migrated = beside("")?.lines().map(str::to_owned).collect();
        let mut rejected = BTreeMap::new();
        for line in beside(".rejects.jsonl")?.lines() {
            let mut line: Value = serde_json::from_str(line)?;
            let number = line["line"].as_u64().and_then(|line| usize::try_from(line).ok());
            let number = number.filter(|number| (1..=lines.len()).contains(number));
            rejected.insert(number.ok_or("a reject names no line")? - 1, line.take());
        }
        Ok(Self { migrated, rejected, report: serde_json::from_str(&beside(".report.json")?)? })
    }

    /// Whether every line is in the output or among the rejects, as it was.
    fn is_whole(&self, lines: &[String]) -> Result<bool, Failure> {
        let told = |pointer: &str| self.report.pointer(pointer).and_then(Value::as_u64);
        let numbers =
            [lines.len(), self.migrated.len(), self.rejected.len()].map(|count| Some(count as u64));
        let mut whole = [told("/input/lines"), told("/output/events"), told("/rejects/lines")]
            == numbers
            && self.migrated.len() + self.rejected.len() == lines.len();
        for (number, reject) in &self.rejected {
            whole &= lines.get(*number).map(String::as_str) == reject["document"].as_str();
        }
        // The ids of the others are those of the output, in order.
        let left = (0..).zip(lines).filter(|(number, _)| !self.rejected.contains_key(number));
        for ((_, before), after) in left.zip(&self.migrated) {
            let [before, after] = [before, after].map(|text| serde_json::from_str::<Value>(text));
            whole &= before?["event_id"] == after?["event_id"];
        }
        let said = if whole { "every line is accounted for" } else { "LINES ARE MISSING" };
        println!("{said}: {} migrated, {} rejected", self.migrated.len(), self.rejected.len());
        for (reason, count) in self.report["rejects"]["reasons"].as_object().into_iter().flatten() {
            println!("  {reason}: {count}");
        }
        let mut why: BTreeMap<String, usize> = BTreeMap::new();
        for reject in self.rejected.values() {
            for violation in reject["reason"]["violations"].as_array().into_iter().flatten() {
                *why.entry(format!("{} {}", violation["pointer"], violation["code"]))
                    .or_default() += 1;
            }
        }
        for (violation, count) in &why {
            println!("    {violation}: {count}");
        }
        Ok(whole)
    }

    /// The migrated events of lines.
    fn of(&self, lines: std::ops::Range<usize>) -> &[String] {
        let before = |line: usize| line - self.rejected.range(..line).count();
        self.migrated.get(before(lines.start)..before(lines.end)).unwrap_or_default()
    }
}

/// Whether the later package accepts every migrated event.
fn valid(outcome: &Outcome, later: &mut Reference) -> Result<bool, Failure> {
    let started = Instant::now();
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    for chunk in outcome.migrated.chunks(CHUNK) {
        later.ask(&json!({ "judge": chunk }).to_string())?;
        let Answer::State(Value::Array(verdicts)) = later.answer(PATIENCE)? else {
            return Err("the later package judges nothing".into());
        };
        if verdicts.len() != chunk.len() {
            return Err("the later package judges too little".into());
        }
        for verdict in verdicts {
            if let Some(why) = verdict.as_str() {
                *refused.entry(why.to_owned()).or_default() += 1;
            }
        }
    }
    // 3.2.0 reduces these two and forgot to register them (D-002).
    let known =
        |why: &str| why == "unregistered UserConnected" || why == "unregistered UserDisconnected";
    let (known, new): (Vec<_>, Vec<_>) = refused.iter().partition(|(why, _)| known(why));
    let known: usize = known.into_iter().map(|(_, count)| count).sum();
    let refused: usize = new.iter().map(|(_, count)| *count).sum();
    println!(
        "3.2.0 judged {} in {:.0} s: {refused} refused, {known} it has no contract for (D-002)",
        outcome.migrated.len(),
        started.elapsed().as_secs_f64()
    );
    for (why, count) in new {
        println!("  {why}: {count}");
    }
    Ok(refused == 0)
}

/// Whether our reducers make of migrated streams what those of 2.9.0 make of the originals.
fn states(
    streams: &[Stream],
    lines: &[String],
    outcome: &Outcome,
    earlier: &mut Reference,
) -> Result<bool, Failure> {
    let registry = spec_kitty_events::registry()?;
    let mut seen: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    let mut shown: HashSet<String> = HashSet::new();
    let mut text = String::new();
    for stream in streams {
        let parsed = |texts: &mut dyn Iterator<Item = &String>| -> Result<Vec<Value>, Failure> {
            Ok(texts.map(|text| serde_json::from_str(text)).collect::<Result<_, _>>()?)
        };
        let mut kept = stream.lines.clone().filter(|line| !outcome.rejected.contains_key(line));
        let old = parsed(&mut kept.by_ref().filter_map(|line| lines.get(line)))?;
        let new = parsed(&mut outcome.of(stream.lines.clone()).iter())?;
        let has = |pointer: &str, value: Value| {
            old.iter().any(|event| event.pointer(pointer) == Some(&value))
        };
        let forced = has("/payload/force", true.into());
        // Of the mission, and not of a run.
        let completed = old.iter().any(|event| {
            let run = event.pointer("/payload/run_id");
            event.get("event_type") == Some(&"MissionCompleted".into()) && run.is_none()
        });
        let case = |events| Case {
            reducer: stream.reducer.to_owned(),
            events,
            options: stream.options.clone(),
        };
        earlier.ask(&case(old).request())?;
        let ours = case(new).answer(&registry)?;
        let theirs = match earlier.answer(PATIENCE)? {
            Answer::State(state) => Answer::State(after(state)),
            stopped @ Answer::Stopped { .. } => stopped,
        };
        let differences = theirs.differences(&ours);
        let (known, unknown): (Vec<_>, Vec<_>) = differences
            .into_iter()
            .partition(|difference| is_known((stream.reducer, difference), forced, completed));
        let counts = seen.entry(stream.reducer).or_default();
        counts.0 += 1;
        counts.1 += usize::from(unknown.is_empty() && !known.is_empty());
        counts.2 += usize::from(!unknown.is_empty());
        for difference in unknown {
            let kind =
                format!("{} {}", stream.reducer, difference.split(':').next().unwrap_or_default());
            if shown.len() < SHOWN && shown.insert(kind) {
                // Writing to a string cannot fail.
                let _ = writeln!(
                    text,
                    "  {} (line {}) {difference}",
                    stream.reducer,
                    stream.lines.start + 1
                );
            }
        }
    }
    for (reducer, (streams, known, differing)) in &seen {
        println!(
            "{reducer:<14} {streams:>6} states, {known:>5} with a known difference, {differing:>3} others"
        );
    }
    print!("{text}");
    Ok(seen.values().all(|(.., differing)| *differing == 0))
}

/// A state of 2.9.0 in later words.
fn after(state: Value) -> Value {
    match state {
        Value::Object(members) => {
            let name = |key: String| match &*key {
                "feature_slug" => "mission_slug".to_owned(),
                "mission_key" => "mission_type".to_owned(),
                _ => key,
            };
            members.into_iter().map(|(key, value)| (name(key), after(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(after).collect(),
        value => value,
    }
}

/// Whether the two versions of the package come to different states by themselves, as a row in
/// `docs/deviations.md` says.
fn is_known((reducer, difference): (&str, &str), forced: bool, completed: bool) -> bool {
    let starts = |starts: &[&str]| starts.iter().any(|start| difference.starts_with(start));
    match reducer {
        // D-052: a forced transition counts although the work package was elsewhere.
        "status" | "lifecycle" => forced,
        // D-055: the end of a mission counts among the events of its runs, as one that does not fit.
        "mission_next" => {
            completed && starts(&["/anomalies", "/event_count", "/last_processed_event_id"])
        }
        // D-053: the state has the fields that the payloads got.
        "decisionpoint" => starts(&["/mission_type: reference nothing"]),
        // D-053, and D-054: whichever event comes first says which mission it is.
        "mission_audit" => starts(&[
            "/mission_type: reference nothing",
            "/mission_number: reference nothing",
            "/mission_id: reference null",
            "/run_id: reference null",
            "/mission_slug: reference null",
        ]),
        _ => false,
    }
}
