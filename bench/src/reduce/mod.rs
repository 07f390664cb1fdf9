//! Folding streams from memory: our reducers and those of the Python package, each measurement in a process
//! of its own, so that its peak memory is known.

mod file;
mod ours;
mod streams;
mod work;

use std::path::Path;
use std::time::Duration;

use event_contract_parity::{Answer, REDUCERS, Reference};
use serde_json::{Value, json};

use crate::{Outcome, reference, scratch, table};

/// Longer measurements of the reference are broken off.
const PATIENCE: Duration = Duration::from_mins(2);

/// Time for the reference to read its events, which is not measured.
const LOADING: Duration = Duration::from_mins(10);

/// How often both sides are measured, in turn, at sizes up to [`STEADIED`]: the machine may be busy with other
/// things meanwhile.
const ROUNDS: usize = 5;

/// Measurements of more events are long enough.
const STEADIED: usize = 10_000;

/// How many times as fast as the reference a reducer is to be at 10,000 events.
const AIM: f64 = 50.0;

/// The same for the one that decodes no payloads, in Python neither.
const AIM_WITHOUT_DECODING: (&str, f64) = ("collaboration", 15.0);

/// What folding took.
#[derive(Clone, Copy, Debug)]
struct Measured {
    /// Processor time of one run, the mean of some.
    seconds: f64,
    /// Peak memory of the process, events included.
    peak_kib: f64,
}

/// The measurements of one size: those of the round whose ratio is the middle one.
struct Row {
    events: usize,
    ours: Measured,
    reference: Option<Measured>,
}

impl Row {
    /// How many times as fast as the reference this is; 0 without one.
    fn ratio(&self) -> f64 {
        self.reference.map_or(0.0, |reference| reference.seconds / self.ours.seconds)
    }

    /// Whether the reference would take too long for so many events, of which it folds each stream twice: it was
    /// too slow for fewer, or is even if time grows no more than linearly.
    fn is_hopeless(&self, events: usize) -> bool {
        let linear = |measured: Measured| measured.seconds * events as f64 / self.events as f64;
        self.reference.is_none_or(|measured| 2.0 * linear(measured) > PATIENCE.as_secs_f64())
    }
}

/// The arguments of `cargo xtask bench reduce`.
struct Plan<'a> {
    sizes: &'static [usize],
    file_events: usize,
    /// Whether to count instructions instead of time.
    instructions: bool,
    reducers: Vec<&'a str>,
}

pub(crate) fn run(args: &[&str]) -> Outcome {
    if let [extent @ ("ours" | "once"), reducer, path] = args {
        return ours::measure(reducer, Path::new(path), *extent == "once");
    }
    if let ["stream", reducer, events, path] = args {
        return streams::write(reducer, events.parse()?, Path::new(path));
    }
    let plan = read(args)
        .ok_or("usage: reduce [--quick] [--file-events N] [--instructions] [--reducer NAME]...")?;
    if plan.instructions {
        return work::run(&plan);
    }
    let site = reference::site();
    if let Err(error) = &site {
        println!("The Python reference is not measured: {error}");
    }
    let mut all = Vec::new();
    for reducer in &plan.reducers {
        let mut rows: Vec<Row> = Vec::new();
        for &events in plan.sizes {
            let path = scratch("bench-reduce")?.join("stream.jsonl");
            streams::write(reducer, events, &path)?;
            let hopeless = rows.last().is_some_and(|row| row.is_hopeless(events));
            let python = match &site {
                Ok(site) if !hopeless => Some(Python::load(reducer, site, &path)?),
                _ => None,
            };
            rows.push(compare(reducer, events, &path, python)?);
            std::fs::remove_file(&path)?;
            eprintln!("{reducer}: {events} events done");
        }
        all.push((*reducer, rows));
    }
    print(&all);
    aims(&all);
    if plan.file_events > 0 { file::run(plan.file_events) } else { Ok(()) }
}

fn read<'a>(args: &[&'a str]) -> Option<Plan<'a>> {
    let mut plan = Plan {
        sizes: &[1000, 10_000, 100_000, 1_000_000],
        file_events: 10_000_000,
        instructions: false,
        reducers: Vec::new(),
    };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match *arg {
            "--quick" => {
                plan.sizes = &[1000, 10_000];
                plan.file_events = plan.file_events.min(100_000);
            }
            "--file-events" => plan.file_events = args.next()?.parse().ok()?,
            "--instructions" => plan.instructions = true,
            "--reducer" => plan.reducers.push(args.next()?),
            _ => return None,
        }
    }
    if plan.reducers.is_empty() {
        plan.reducers.extend(REDUCERS);
    }
    Some(plan)
}

/// Measures both sides in turn.
fn compare(reducer: &str, events: usize, path: &Path, mut python: Option<Python>) -> Outcome<Row> {
    let mut rounds = Vec::new();
    for _ in 0..if events > STEADIED { 1 } else { ROUNDS } {
        let ours = ours::in_child(reducer, path)?;
        let reference =
            python.as_mut().and_then(|python| python.measure().transpose()).transpose()?;
        if reference.is_none() {
            python = None;
        }
        rounds.push(Row { events, ours, reference });
    }
    rounds.sort_by(|a, b| a.ratio().total_cmp(&b.ratio()));
    Ok(rounds.swap_remove(rounds.len() / 2))
}

/// The reference, with a stream in memory.
struct Python {
    process: Reference,
    request: String,
}

impl Python {
    fn load(reducer: &str, site: &Path, path: &Path) -> Outcome<Self> {
        let mut process = Reference::start(site)?;
        process.ask(&json!({ "load": path }).to_string())?;
        state(process.answer(LOADING)?)?;
        let options = ours::MODES.iter().find(|(name, _)| *name == reducer);
        let options = options.map_or(json!({}), |(_, mode)| json!({ "mode": mode }));
        let request = json!({ "measure": reducer, "options": options }).to_string();
        Ok(Self { process, request })
    }

    /// Folds the stream; nothing if that takes too long.
    fn measure(&mut self) -> Outcome<Option<Measured>> {
        self.process.ask(&self.request)?;
        match self.process.answer(PATIENCE) {
            Ok(answer) => Measured::read(&state(answer)?).map(Some),
            Err(_) => Ok(None),
        }
    }
}

fn state(answer: Answer) -> Outcome<Value> {
    match answer {
        Answer::State(value) => Ok(value),
        stopped @ Answer::Stopped { .. } => Err(format!("the reference stopped: {stopped}").into()),
    }
}

impl Measured {
    fn read(value: &Value) -> Outcome<Self> {
        let number = |name: &str| value[name].as_f64().ok_or("no measurement");
        Ok(Self { seconds: number("seconds")?, peak_kib: number("peak_kib")? })
    }
}

fn print(all: &[(&str, Vec<Row>)]) {
    let mut cells = Vec::new();
    for (reducer, rows) in all {
        let mut before: Option<&Row> = None;
        for row in rows {
            let growth = |of: fn(&Row) -> Option<f64>| exponent(before, row, of);
            let per_event = |seconds: f64, unit: f64| seconds / row.events as f64 * unit;
            let python = |show: &dyn Fn(Measured) -> String| {
                row.reference.map_or_else(|| "-".to_owned(), show)
            };
            cells.push(vec![
                (*reducer).to_owned(),
                row.events.to_string(),
                format!("{:.0}", per_event(row.ours.seconds, 1e9)),
                format!("{:.2}", row.events as f64 / row.ours.seconds / 1e6),
                growth(|row| Some(row.ours.seconds)),
                format!("{:.0}", row.ours.peak_kib / 1024.0),
                python(&|python| format!("{:.2}", per_event(python.seconds, 1e6))),
                growth(|row| Some(row.reference?.seconds)),
                python(&|python| format!("{:.0}", python.peak_kib / 1024.0)),
                python(&|_| format!("{:.0}", row.ratio())),
            ]);
            before = Some(row);
        }
    }
    let header = [
        "",
        "events",
        "ns/event",
        "M events/s",
        "growth",
        "MiB",
        "Python µs/event",
        "growth",
        "MiB",
        "× as fast",
    ];
    println!(
        "\nevents in memory, payloads not decoded; growth is the exponent from the size before\n"
    );
    table::print(&header, &cells);
}

/// The exponent by which a time grew from one size to the next.
fn exponent(before: Option<&Row>, row: &Row, of: fn(&Row) -> Option<f64>) -> String {
    let growth = || {
        let before = before?;
        let sizes = row.events as f64 / before.events as f64;
        Some(format!("{:.2}", (of(row)? / of(before)?).ln() / sizes.ln()))
    };
    growth().unwrap_or_default()
}

/// How many times `n log n` a cost grew by from one number of events to another.
fn beyond_sorting(events: (usize, usize), cost: (f64, f64)) -> f64 {
    let sorting = |events: usize| events as f64 * (events as f64).log2();
    (cost.1 / cost.0) / (sorting(events.1) / sorting(events.0))
}

/// Says which aims are reached.
fn aims(all: &[(&str, Vec<Row>)]) {
    for (reducer, rows) in all {
        let (name, other) = AIM_WITHOUT_DECODING;
        let aim = if *reducer == name { other } else { AIM };
        let at_aim = rows.iter().find(|row| row.events == 10_000);
        if let Some(ratio) = at_aim.filter(|row| row.reference.is_some()).map(Row::ratio) {
            let word = if ratio >= aim { "reached" } else { "MISSED" };
            println!(
                "{reducer:<14} {ratio:>6.0} times the reference at 10,000 events; aim {aim}: {word}"
            );
        }
        if let [.., before, last] = rows.as_slice() {
            let seconds = (before.ours.seconds, last.ours.seconds);
            let factor = beyond_sorting((before.events, last.events), seconds);
            // Caches that are left behind make memory slower, not the work more.
            let word = if factor < 1.5 { "reached" } else { "MISSED" };
            println!(
                "{reducer:<14} {factor:>6.2} times n log n from {} to {} events: {word}",
                before.events, last.events
            );
        }
    }
    println!();
}
