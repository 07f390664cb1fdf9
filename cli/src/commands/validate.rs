//! `contracts validate`: verdicts on events.

use std::ffi::OsStr;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use event_contract::table::Line;
use indicatif::{ProgressBar, ProgressStyle};

use crate::contracts::Contracts;
use crate::exit::{Exit, Failure, Outcome};
use crate::output::stdout;
use crate::paint::{ERROR, Paint};
use crate::program::Context;
use crate::protocol;
use crate::report::{Format, Report};
use crate::schemas;
use crate::stream::{self, Input, Judge, Kind, Mode, Summary};
use crate::suggest;

/// Validates events: JSON Lines or JSON, from files or standard input, of any mix of event types.
///
/// An event is valid when its envelope, the cutover policy and its payload are. Events are judged by all
/// cores and reported in input order; memory stays constant for streams of any length (a JSON document, as
/// opposed to JSON Lines, is read as a whole). Blank lines are not events: they are counted as lines, and
/// nothing is reported about them. Values are never shown unless --show-values asks for it.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes: 0 all valid, 100 something is invalid, 1 an input could not be read.\n\n\
    Examples:\n  \
    {bin} validate events.jsonl\n  \
    tail -f events.jsonl | {bin} validate --format jsonl\n  \
    {bin} validate --event-type {event} payload.json\n  \
    {bin} validate --format sarif events/*.jsonl > findings.sarif"
)]
pub(crate) struct Args {
    /// The files, `-` for standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    files: Vec<String>,
    /// How events are laid out [default: json for *.json, jsonl for everything else].
    #[arg(long, value_enum, value_name = "LAYOUT")]
    input: Option<Layout>,
    /// The inputs hold payloads of this event (or envelopes of it, of which only the payload and the
    /// cutover policy are looked at).
    #[arg(long, value_name = "NAME")]
    event_type: Option<String>,
    /// The format of the report.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Only the summary, or with jsonl only the verdicts.
    #[arg(long, short)]
    quiet: bool,
    /// Most violations to show for an event.
    #[arg(long, value_name = "N", default_value_t = 20)]
    max_violations: usize,
    /// Shows the first 40 characters of offending values.
    #[arg(long)]
    show_values: bool,
    /// Asks the JSON Schemas too, and reports where they judge otherwise than the contract tables.
    #[arg(long)]
    strict_schema: bool,
    /// Refuses keys of earlier contract lines at any depth, not only in envelopes and payloads themselves.
    #[arg(long)]
    nested_legacy_keys: bool,
    /// Longer lines are reported as `line_too_long`, and are not kept in memory.
    #[arg(long, value_name = "BYTES", default_value_t = protocol::MAX_LINE_BYTES)]
    max_line_bytes: usize,
    /// How many threads judge [default: one per core].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Answers requests instead, one JSON object a line in and one out:
    /// `{"id", "event_type", "payload"}` gets `{"id", "valid", "event_type", "model_violations", "schema_violations"}`.
    #[arg(long, conflicts_with_all = ["input", "event_type", "format", "quiet", "show_values", "strict_schema", "nested_legacy_keys"])]
    jsonl: bool,
}

/// How events are laid out in an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Layout {
    /// One document: an event, or an array of events.
    Json,
    /// One event a line.
    Jsonl,
}

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    let contracts = Contracts::open(context)?;
    let line = contracts.line();
    if args.jsonl {
        schemas::of_line(line, "--jsonl")?;
        return protocol::answer(&protocol::Verdicts { line }, &args.files, args.max_line_bytes);
    }
    let inputs: Vec<Input> = args.files.iter().map(|file| input(file, args.input)).collect();
    let judge = Arc::new(judge(line, args)?);
    let report = Arc::new(Report {
        format: args.format,
        line,
        inputs: inputs.iter().map(|input| input.name.clone()).collect(),
        most: args.max_violations,
        values: args.show_values,
        quiet: args.quiet,
        paint: if args.format == Format::Text { Paint::stdout() } else { Paint::default() },
    });
    let threads = args.threads.map_or_else(cores, usize::from);
    let bar = progress(&args.files);
    let started = Instant::now();
    let mut writer = Writer {
        bar: &bar,
        separator: report.separator(),
        summary: Summary::default(),
        failed: false,
    };
    Writer::write(report.begin().as_bytes())?;
    stream::run(inputs, &judge, &report, threads, |batch| writer.batch(batch))?;
    let Writer { summary, failed, .. } = writer;
    bar.finish_and_clear();
    finish(&report.end(&summary, started.elapsed()))?;
    Ok(match (failed, summary.all.invalid) {
        (true, _) => Exit::Failed,
        (false, 0) => Exit::Clean,
        (false, _) => Exit::Findings,
    })
}

/// How many threads there are unless told otherwise.
pub(super) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn judge(line: &'static Line, args: &Args) -> Result<Judge, Failure> {
    let mode = match &args.event_type {
        None if line.envelope.is_none() => {
            let message = format!(
                "events of {} travel without an envelope; say what they are with --event-type",
                line.name
            );
            return Err(Failure::Usage(message));
        }
        None => Mode::Enveloped,
        Some(name) => {
            let envelope = line.envelope.is_some_and(|envelope| envelope.name == name);
            if line.event(name).is_none() && !envelope {
                return Err(Failure::Usage(suggest::unknown_event(line, name)));
            }
            Mode::Typed(name.clone())
        }
    };
    let schemas =
        args.strict_schema.then(|| schemas::of_line(line, "--strict-schema")).transpose()?;
    let Args { nested_legacy_keys, max_line_bytes, .. } = *args;
    Ok(Judge { line, mode, schemas, nested_legacy_keys, max_line_bytes })
}

fn input(file: &str, layout: Option<Layout>) -> Input {
    let kind = match layout {
        Some(Layout::Json) => Kind::Document,
        None if is_json(Path::new(file)) => Kind::Document,
        Some(Layout::Jsonl) | None => Kind::Lines,
    };
    Input::file(file, kind)
}

/// Whether a file's name is that of a JSON document, which may be packed.
fn is_json(file: &Path) -> bool {
    let ends = |path: &Path, ends: &[&str]| {
        path.extension().and_then(OsStr::to_str).is_some_and(|end| ends.contains(&end))
    };
    let packed = ends(file, &["gz", "zst"]);
    ends(file, &["json"])
        || packed && file.file_stem().is_some_and(|stem| ends(Path::new(stem), &["json"]))
}

/// A bar of the bytes read, on a terminal; hidden elsewhere, and until the work takes a moment.
pub(super) fn progress(files: &[String]) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let size = |file: &String| {
        std::fs::metadata(file).ok().filter(std::fs::Metadata::is_file).map(|data| data.len())
    };
    let total: Option<u64> = files.iter().map(size).sum();
    let template = match total {
        Some(_) => "{bar:40} {percent:>3} %  {binary_bytes_per_sec}  {eta} left",
        None => "{spinner} {binary_bytes}  {binary_bytes_per_sec}",
    };
    let bar = total.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// A bar of events made, on a terminal; hidden elsewhere.
pub(super) fn progress_of(events: u64) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(events);
    match ProgressStyle::with_template("{bar:40} {percent:>3} %  {human_pos} events  {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Puts the batches together.
struct Writer<'a> {
    bar: &'a ProgressBar,
    /// To be left out before the first entry of a list.
    separator: &'static [u8],
    summary: Summary,
    failed: bool,
}

impl Writer<'_> {
    fn batch(&mut self, batch: Result<stream::Batch, String>) -> io::Result<()> {
        match batch {
            Ok(batch) => {
                let text = batch.text.strip_prefix(self.separator).unwrap_or(&batch.text);
                if !text.is_empty() {
                    self.separator = b"";
                    self.bar.suspend(|| Self::write(text))?;
                }
                self.summary.merge(batch.summary);
                self.bar.set_position(self.summary.bytes);
            }
            Err(message) => {
                self.failed = true;
                self.bar.suspend(|| anstream::eprintln!("{ERROR}error:{ERROR:#} {message}"));
            }
        }
        Ok(())
    }

    fn write(text: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text)?;
        out.flush()
    }
}

fn finish(text: &str) -> io::Result<()> {
    let mut out = stdout();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// How long something took, for commands that validate in the process.
pub(super) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    let made = work();
    (made, started.elapsed())
}
