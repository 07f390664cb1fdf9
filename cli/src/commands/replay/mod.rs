//! `contracts replay`: the states that a log of events comes to.

mod table;

use std::collections::HashMap;
use std::io::{self, Write};

use event_contract::fold::{BadOption, Options};
use event_contract::registry::{Reducer, Stopped};
use serde_json::json;
use serde_json::value::RawValue;

use super::refusals::Refusals;
use super::validate;
use crate::contracts::Contracts;
use crate::exit::{Exit, Failure, Outcome};
use crate::log::{self, By, Held, Index, Plan, Refused, Source};
use crate::output::stdout;
use crate::paint::{Count, Paint, Safe, plural};
use crate::program::Context;
use crate::protocol::MAX_LINE_BYTES;
use crate::reducers;
use crate::small_file;

/// Folds a log of events and prints the states.
///
/// Reads JSON Lines of enveloped events of any mix of types, in any order. An event whose id occurred
/// earlier in the total order does not count again. Keys without an event that concerns the reducer are
/// left out. A log that is small enough is kept in memory (`--memory`). Of others, memory
/// is constant in the length of lines and states: 32 bytes for an event. Standard input goes through a temporary file. Reducers are those of this program; where it has none for the contracts of a crate, the
/// crate's own program does the work, by `cargo run`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes: 0 done, 100 a line is not an event or a fold stopped, 1 an input could not be read, 2 usage.\n\n\
    Examples:\n  \
    {bin} replay events.jsonl --reducer {reducer}\n  \
    {bin} replay - --reducer {reducer} --by all --format json"
)]
pub(crate) struct Args {
    /// The log, `-` for standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    file: String,
    /// The reducer.
    #[arg(long, value_name = "NAME")]
    reducer: String,
    /// What is folded on its own: every `aggregate`, `all` events together, or what else the program knows.
    #[arg(long, value_name = "KEY", default_value = "aggregate")]
    by: String,
    /// How to take events that their predecessors do not allow; for reducers that know both ways.
    #[arg(long, value_enum)]
    mode: Option<Mode>,
    /// A JSON file with the participants known before the first event, by id; for reducers that know them.
    #[arg(long, value_name = "FILE")]
    roster: Option<String>,
    /// The format.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// Longer lines are refused, and are not kept in memory.
    #[arg(long, value_name = "BYTES", default_value_t = MAX_LINE_BYTES)]
    max_line_bytes: usize,
    /// A log of half as many bytes is kept in memory, parsed once, and folded by all threads. A larger one, or one whose length
    /// is not known before, is read twice by one thread, in 32 bytes for an event.
    #[arg(long, value_name = "BYTES", default_value_t = 1 << 30)]
    memory: u64,
    /// How many threads parse and fold [default: one per core].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

/// How to take events that their predecessors do not allow.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Mode {
    /// The fold stops.
    Strict,
    /// They become anomalies of the state.
    Permissive,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people.
    Table,
    /// One object a line: `{"key", "state"}`, or `{"key", "error"}` where the fold stopped.
    Json,
}

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    let contracts = Contracts::open(context)?;
    let line = contracts.ordered()?;
    let reducer = reducers::named(context, &contracts, &args.reducer)?;
    let by = By::named(context.program, &args.by)?;
    let options = options(args, reducer)?;
    let failed = |error| Failure::at(&args.file, error);
    let bar = validate::progress(std::slice::from_ref(&args.file));
    let plan = Plan { line, reducer, by, max_line_bytes: args.max_line_bytes };
    let name = if args.file == "-" { "stdin" } else { &args.file };
    let mut refusals = Refusals::of(name, &bar);
    let paint = if args.format == Format::Table { Paint::stdout() } else { Paint::default() };
    let mut states = States { format: args.format, paint, out: stdout(), stopped: 0, anomalies: 0 };
    let progress = |bytes| bar.set_position(bytes);
    let (counts, refused) = if log::fits(&args.file, args.memory).map_err(failed)? {
        let threads = args.threads.map_or_else(validate::cores, usize::from);
        let held = Held::read(&args.file, &plan, threads, progress, |line| refusals.refuse(line))?;
        let refused = refusals.finish();
        bar.finish_and_clear();
        held.fold((reducer, &options), threads, |key, state| states.state(key, state))?;
        ([held.events, held.counted(), held.keys()], refused)
    } else {
        let Source { input, mut again } = Source::open(&args.file).map_err(failed)?;
        let refuse = |line: Refused| refusals.refuse(&line);
        let index = Index::read(input, &plan, progress, refuse).map_err(failed)?;
        let refused = refusals.finish();
        bar.finish_and_clear();
        log::fold(&index, &mut again, (reducer, &options), |key, state| states.state(key, state))?;
        ([index.events, index.counted(), index.keys()], refused)
    };
    let States { mut out, stopped, anomalies, .. } = states;
    let summary = summary(counts, [refused, stopped, anomalies]);
    match args.format {
        Format::Table => writeln!(out, "{summary}")?,
        Format::Json => anstream::eprintln!("{summary}"),
    }
    out.flush()?;
    Ok(if refused + stopped > 0 { Exit::Findings } else { Exit::Clean })
}

/// The reducer's options, which it has agreed to.
fn options(args: &Args, reducer: Reducer) -> Result<Options, Failure> {
    let mut options = Options::default();
    if let Some(mode) = args.mode {
        let mode = match mode {
            Mode::Strict => "\"strict\"",
            Mode::Permissive => "\"permissive\"",
        };
        options = options.with_json("mode", mode).map_err(|error| usage(&error))?;
    }
    if let Some(path) = &args.roster {
        let roster =
            small_file::read_text(path.as_ref()).map_err(|error| Failure::at(path, error))?;
        options = options.with_json("roster", &roster).map_err(|error| usage(&error))?;
    }
    reducer.start(&options).map_err(|error| usage(&error))?;
    Ok(options)
}

fn usage(error: &BadOption) -> Failure {
    Failure::Usage(error.to_string())
}

fn summary([events, counted, keys]: [u64; 3], [refused, stopped, anomalies]: [u64; 3]) -> String {
    let noun = if anomalies == 1 { "anomaly" } else { "anomalies" };
    let mut parts = vec![
        format!("{} ({} counted)", plural(events, "event"), Count(counted)),
        plural(keys, "key"),
        format!("{} {noun}", Count(anomalies)),
    ];
    for (count, noun, what) in [(stopped, "fold", "stopped"), (refused, "line", "refused")] {
        if count > 0 {
            parts.push(format!("{} {what}", plural(count, noun)));
        }
    }
    parts.join(", ")
}

/// Prints states.
struct States<W> {
    format: Format,
    paint: Paint,
    out: W,
    /// Folds that stopped.
    stopped: u64,
    anomalies: u64,
}

impl<W: Write> States<W> {
    fn state(&mut self, key: &str, state: Result<String, Stopped>) -> Result<(), Failure> {
        let state = match state {
            Ok(state) => state,
            Err(error) => return Ok(self.stopped(key, &error)?),
        };
        self.anomalies += anomalies(&state);
        match self.format {
            Format::Json => writeln!(self.out, "{{\"key\":{},\"state\":{state}}}", json!(key))?,
            Format::Table => {
                let state = serde_json::from_str(&state)
                    .map_err(|error| Failure::Failed(format!("the state of {key}: {error}")))?;
                writeln!(self.out, "{}", table::state(key, &state, &self.paint))?;
            }
        }
        Ok(())
    }

    fn stopped(&mut self, key: &str, error: &Stopped) -> io::Result<()> {
        self.stopped += 1;
        let message = error.to_string();
        match self.format {
            Format::Json => writeln!(self.out, "{}", json!({ "key": key, "error": message })),
            Format::Table => {
                let Paint { strong, bad, .. } = self.paint;
                let (key, message) = (Safe(key), Safe(&message));
                writeln!(self.out, "{strong}{key}{strong:#}\n  {bad}stopped{bad:#}: {message}\n")
            }
        }
    }
}

/// How many anomalies a state has. It may be large, and is not taken apart for this.
fn anomalies(state: &str) -> u64 {
    let fields = serde_json::from_str::<HashMap<String, &RawValue>>(state).ok();
    let list = fields.as_ref().and_then(|fields| fields.get("anomalies"));
    let list = list.and_then(|list| serde_json::from_str::<Vec<&RawValue>>(list.get()).ok());
    list.map_or(0, |list| list.len() as u64)
}
