//! `contracts demo`: a made-up stream, judged before your eyes.

use std::fmt::Write as _;
use std::time::Duration;

use event_contract::Code;
use event_contract::sample::{Source, Stream, StreamOptions, stream};
use event_contract::table::Line;

use super::explain::{Page, advice};
use super::validate;
use crate::contracts::Contracts;
use crate::exit::{Exit, Failure, Outcome};
use crate::output::print;
use crate::paint::{Count, Paint, Safe, plural};
use crate::program::Context;
use crate::report::throughput;
use crate::stream::{Judge, Mode, Problem, Summary};
use crate::table_text::{Table, wrap};

/// Makes a stream of events from the contracts, some of them bad, validates it, and shows the result.
///
/// Finding the bad events is success. If one slips through, or a good event is refused, the exit code is 1.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:\n  {bin} demo\n  {bin} demo --count 1000000 --seed 7")]
pub(crate) struct Args {
    /// How many events to make.
    #[arg(long, default_value_t = COUNT)]
    count: usize,
    /// What decides everything that is left to chance.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Events made unless told otherwise: fewer where debug assertions make it slow.
const COUNT: usize = if cfg!(debug_assertions) { 1_000 } else { 10_000 };
/// How many of a thousand events are made bad.
const BAD_PER_MILLE: u32 = 50;
/// Events made at a time, so that memory does not grow with the stream.
const CHUNK: usize = 1000;

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    let contracts = Contracts::open(context)?;
    let line = contracts.line();
    if line.envelope.is_none() || line.events.is_empty() {
        return Err(Failure::Usage(format!("{} has no enveloped events to make", line.name)));
    }
    let tally = Tally::of(line, args);
    let paint = Paint::stdout();
    let page = Page { contracts: &contracts, line: contracts.model_line()?, paint };
    print(&render(&tally, line, (args, context.program.name()), &page))?;
    Ok(if tally.slipped + tally.refused == 0 { Exit::Clean } else { Exit::Failed })
}

/// What came of the stream.
struct Tally {
    summary: Summary,
    /// Events that were made bad.
    planted: u64,
    /// Bad events that were accepted, and good ones that were refused.
    slipped: u64,
    refused: u64,
    /// Time spent on validation alone.
    time: Duration,
    example: Option<Example>,
}

/// A refused event to show.
struct Example {
    number: usize,
    event_type: String,
    problem: Problem,
}

impl Tally {
    fn of(line: &'static Line, args: &Args) -> Self {
        let judge = Judge {
            line,
            mode: Mode::Enveloped,
            schemas: None,
            nested_legacy_keys: false,
            max_line_bytes: usize::MAX,
        };
        let mut made = Made::new(line, args.seed);
        let mut tally = Self {
            summary: Summary::default(),
            planted: 0,
            slipped: 0,
            refused: 0,
            time: Duration::ZERO,
            example: None,
        };
        let mut number = 0;
        let bar = validate::progress_of(args.count as u64);
        while number < args.count {
            bar.set_position(number as u64);
            let events: Vec<(bool, String)> =
                made.by_ref().take(CHUNK.min(args.count - number)).collect();
            if events.is_empty() {
                break;
            }
            let judged =
                || events.iter().map(|(_, text)| judge.judge(text.as_bytes())).collect::<Vec<_>>();
            let (verdicts, time) = validate::timed(judged);
            tally.time += time;
            for ((bad, text), verdict) in events.iter().zip(verdicts) {
                number += 1;
                let valid = verdict.problems.is_empty();
                tally.planted += u64::from(*bad);
                tally.slipped += u64::from(*bad && valid);
                tally.refused += u64::from(!*bad && !valid);
                let event_type = verdict.event_type.unwrap_or_default();
                tally.summary.add(
                    line,
                    Some(&event_type).filter(|name| !name.is_empty()).map(AsRef::as_ref),
                    valid,
                    text.len(),
                );
                for problem in &verdict.problems {
                    *tally.summary.codes.entry(problem.code).or_default() += 1;
                }
                tally.offer(number, &event_type, verdict.problems);
            }
        }
        bar.finish_and_clear();
        tally
    }

    /// Keeps the event that explains most: one with a single violation, best of a rule.
    fn offer(&mut self, number: usize, event_type: &str, problems: Vec<Problem>) {
        let Ok([problem]) = <[Problem; 1]>::try_from(problems) else { return };
        if !problem.pointer.starts_with("/payload/") {
            return;
        }
        let best = self.example.as_ref().map(|kept| worth(&kept.problem));
        if best.is_none_or(|best| worth(&problem) > best) {
            self.example = Some(Example { number, event_type: event_type.to_owned(), problem });
        }
    }
}

/// How much there is to learn from a violation.
fn worth(problem: &Problem) -> u8 {
    match problem.code {
        "rule" => 3,
        "enum" | "pattern" => 2,
        "type" | "required" => 0,
        _ => 1,
    }
}

/// An endless stream of events, each with whether it was made bad.
struct Made {
    good: Stream,
    bad: Stream,
    choices: Source,
}

impl Made {
    fn new(line: &'static Line, seed: u64) -> Self {
        let options = StreamOptions { count: usize::MAX, invalid_per_mille: 0, bytes: None };
        let bad = StreamOptions { invalid_per_mille: 1000, ..options };
        Self {
            good: stream(line, seed, options),
            bad: stream(line, seed.wrapping_add(1), bad),
            choices: Source::from_seed(seed.wrapping_add(2)),
        }
    }
}

impl Iterator for Made {
    type Item = (bool, String);

    fn next(&mut self) -> Option<(bool, String)> {
        let bad = self.choices.per_mille(BAD_PER_MILLE);
        let text = if bad { self.bad.next()? } else { self.good.next()? };
        Some((bad, text))
    }
}

fn render(
    tally: &Tally,
    line: &'static Line,
    (args, bin): (&Args, &str),
    page: &Page<'_>,
) -> String {
    let Paint { strong, code, faint, .. } = page.paint;
    let mut text = String::new();
    let total = tally.summary.all.total();
    let (events, domains) = (line.events.len() as u64, tally.summary.by_domain(line));
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "{strong}{} {}{strong:#}: {} in {}\n",
        line.package,
        line.name,
        plural(events, "event type"),
        plural(domains.len() as u64, "domain")
    );
    let _ = writeln!(
        text,
        "Made       {} from the contracts (seed {}), {} of them bad on purpose",
        plural(total, "event"),
        args.seed,
        Count(tally.planted)
    );
    let _ = writeln!(text, "Validated  {} on one core\n", throughput(&tally.summary, tally.time));

    let mut table =
        Table::new(&["Domain", "Events", "Valid", "Invalid", "Most of them"], &[1, 2, 3]);
    for (domain, verdicts) in domains {
        let counts = [verdicts.total(), verdicts.valid, verdicts.invalid]
            .map(|count| Count(count).to_string());
        table.row([domain.to_owned()].into_iter().chain(counts).chain([worst(
            &tally.summary,
            line,
            domain,
        )]));
    }
    for (name, verdicts) in
        [("(unknown type)", tally.summary.unknown), ("(no type)", tally.summary.unnamed)]
    {
        let counts = [verdicts.total(), verdicts.valid, verdicts.invalid]
            .map(|count| Count(count).to_string());
        table.row([name.to_owned()].into_iter().chain(counts).chain([String::new()]));
    }
    text += &table.render(&page.paint, 96);

    let mut table = Table::new(&["Violation", "Count", "Meaning"], &[1]);
    for (code, count) in tally.summary.by_code().into_iter().take(8) {
        let meaning = code.parse::<Code>().map_or("", Code::meaning);
        table.row([code.to_owned(), Count(count).to_string(), meaning.to_owned()]);
    }
    let _ = write!(text, "\n{}", table.render(&page.paint, 96));

    if let Some(example) = &tally.example {
        let Example { number, event_type, problem } = example;
        let _ = writeln!(
            text,
            "\n{strong}For example{strong:#}, event {} ({}):\n",
            Count(*number as u64),
            Safe(event_type)
        );
        let rule = problem.rule.map_or_else(String::new, |rule| format!(" [{rule}]"));
        let _ = writeln!(
            text,
            "  {} {code}{}{code:#}: expected {}; found {}{rule}",
            Safe(&problem.pointer),
            problem.code,
            problem.expected,
            problem.found
        );
        for line in
            problem.code.parse().map_or_else(|_| Vec::new(), |code| wrap(advice(code).0, 94))
        {
            let _ = writeln!(text, "  {line}");
        }
        text.push('\n');
        text += &source(page, event_type, problem);
    }
    let _ = writeln!(text, "\n{}", outcome(tally, page));
    let _ = writeln!(
        text,
        "{faint}Next: {bin} explain {}; {bin} sample --count 5 | {bin} validate{faint:#}",
        line.events.first().map_or("", |event| event.name)
    );
    text
}

/// The event types of a domain with most invalid events.
fn worst(summary: &Summary, line: &'static Line, domain: &str) -> String {
    let types = summary.by_type(line).into_iter().filter(|(name, verdicts)| {
        verdicts.invalid > 0 && line.event(name).is_some_and(|event| event.domain == domain)
    });
    let mut types: Vec<_> = types.collect();
    types.sort_by_key(|(name, verdicts)| (std::cmp::Reverse(verdicts.invalid), *name));
    let shown: Vec<String> = types
        .iter()
        .take(1)
        .map(|(name, verdicts)| format!("{name} {}", verdicts.invalid))
        .collect();
    let more =
        if types.len() > 1 { format!(" and {} more", types.len() - 1) } else { String::new() };
    shown.join(", ") + &more
}

/// The YAML behind a violation: the rule, the field, or else the event.
fn source(page: &Page<'_>, event_type: &str, problem: &Problem) -> String {
    let Some(event) = page.line.events.iter().find(|event| event.name == event_type) else {
        return String::new();
    };
    let object = page.line.payload(event);
    let rule = object.rules.iter().find(|rule| Some(rule.id.as_str()) == problem.rule);
    let key = problem.pointer.split('/').nth(2).unwrap_or_default();
    let field = object.fields.iter().find(|field| field.name == key);
    let at = rule.map(|rule| &rule.location).or(field.map(|field| &field.location));
    page.yaml(at.unwrap_or(&event.location))
}

fn outcome(tally: &Tally, page: &Page<'_>) -> String {
    let Paint { good, bad, .. } = page.paint;
    let (planted, fine) = (Count(tally.planted), Count(tally.summary.all.total() - tally.planted));
    if tally.slipped + tally.refused == 0 {
        return format!(
            "{good}All {planted} bad events were refused, and all {fine} good ones accepted.{good:#}"
        );
    }
    format!(
        "{bad}{} accepted, and {} refused: this is a defect of the validator.{bad:#}",
        plural(tally.slipped, "bad event"),
        plural(tally.refused, "good event")
    )
}
