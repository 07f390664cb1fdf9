//! `contracts diff`: what a change of contracts breaks, and for whom.

mod origin;
mod render;
mod streams;

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use event_contract_codegen::Source;
use event_contract_codegen::model::Model;
use event_contract_compat::{
    Approval, Approvals, Consumers, Date, Finding, Kind, Mode, compare_models,
};

use crate::args::Format;
use crate::contracts::{self, Chosen};
use crate::exit::{Exit, Failure, Outcome};
use crate::output::print;
use crate::program::Context;
use crate::small_file;
use origin::Origin;
use streams::Stream;

/// Compares two versions of contracts: what changed, whom it breaks, and a payload that proves it.
///
/// Each change is judged backward (consumers have the new contracts, events come from the old ones),
/// forward (the other way round) and for Rust code against the generated crate. What is called breaking
/// comes with a value that one side's validator accepted and the other's refused; where none was found it is
/// `unproven`, and counts as breaking. --mode says which directions must hold.
///
/// Old versions are folders, archives (.tar, .tar.gz, .tgz) or, with --against, git refs too.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes: 0 nothing that breaks, or all of it approved; 100 findings; 1 a version could not be read.\n\n\
    Examples:\n  \
    {bin} diff --against HEAD~1\n  \
    {bin} diff --against v1.0 --against v1.1 --mode FULL_TRANSITIVE\n  \
    {bin} diff old/contracts contracts --format github\n  \
    {bin} diff --against main --streams recorded/*.jsonl"
)]
pub(crate) struct Args {
    /// The old versions, oldest first, and the new one [default for the new one: the contracts
    /// in use].
    #[arg(value_name = "VERSION")]
    versions: Vec<PathBuf>,
    /// An old version: a folder, an archive, or a git ref at which the new folder is looked up. Repeated,
    /// oldest first.
    #[arg(long, value_name = "REF|DIR|ARCHIVE")]
    against: Vec<String>,
    /// What must hold.
    #[arg(long, value_enum, ignore_case = true, default_value = "BACKWARD")]
    mode: Ask,
    /// What consumers that are behind do about keys and event types that they do not know.
    #[arg(long, value_enum, default_value = "tolerant")]
    consumers: Reading,
    /// The format.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// A YAML file of changes that are approved: `approvals`, a list of `rule`, `path`, `reason` and
    /// `expires`. Approvals that are past their date or approve nothing are findings.
    #[arg(long, value_name = "FILE")]
    approvals: Option<PathBuf>,
    /// The day on which approvals are looked at [default: today, UTC].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<Date>,
    /// Recorded events as JSON Lines, enveloped: those that were valid and would not be any more are
    /// findings. Verdicts are compared; what reducers would make of the events is not.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    streams: Vec<String>,
}

/// What must hold, and against which of the old versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Ask {
    /// New consumers take old events.
    #[value(name = "BACKWARD")]
    Backward,
    /// The same, of every old version.
    #[value(name = "BACKWARD_TRANSITIVE")]
    BackwardTransitive,
    /// Old consumers take new events.
    #[value(name = "FORWARD")]
    Forward,
    /// The same, of every old version.
    #[value(name = "FORWARD_TRANSITIVE")]
    ForwardTransitive,
    /// Both.
    #[value(name = "FULL")]
    Full,
    /// Both, of every old version.
    #[value(name = "FULL_TRANSITIVE")]
    FullTransitive,
    /// Rust code against the generated crate compiles.
    #[value(name = "SOURCE")]
    Source,
    /// Nothing: changes are listed.
    #[value(name = "NONE")]
    None,
}

impl Ask {
    const fn mode(self) -> Mode {
        match self {
            Self::Backward | Self::BackwardTransitive => Mode::Backward,
            Self::Forward | Self::ForwardTransitive => Mode::Forward,
            Self::Full | Self::FullTransitive => Mode::Full,
            Self::Source => Mode::Source,
            Self::None => Mode::None,
        }
    }

    const fn is_transitive(self) -> bool {
        matches!(self, Self::BackwardTransitive | Self::ForwardTransitive | Self::FullTransitive)
    }

    fn name(self) -> String {
        clap::ValueEnum::to_possible_value(&self)
            .map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// What consumers that are behind do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Reading {
    /// They leave them alone, even where their contracts are closed.
    Tolerant,
    /// They refuse what their contracts refuse.
    Strict,
}

/// A change from one of the old versions.
struct Change {
    /// The old version, as the command line names it.
    from: String,
    finding: Finding,
    /// Whether it breaks what must hold.
    breaks: bool,
    /// Why and until when it is wanted all the same: reason and date.
    approved: Option<(String, Date)>,
}

/// Everything there is to report.
struct Report {
    mode: String,
    directions: &'static [event_contract_compat::Direction],
    consumers: &'static str,
    /// The old versions and the new one, as the command line names them.
    old: Vec<String>,
    new: String,
    changes: Vec<Change>,
    /// The file of approvals, and those in it that are out of date or unused.
    approvals: Option<(String, Vec<(Kind, Approval)>)>,
    streams: Vec<Stream>,
}

impl Report {
    /// The changes that keep the run from being clean.
    fn breaking(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.breaks && change.approved.is_none())
    }

    fn stale(&self) -> &[(Kind, Approval)] {
        self.approvals.as_ref().map_or(&[], |(_, stale)| stale)
    }
}

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    let (old, new) = versions(context, args)?;
    let today = args.today.map_or_else(today, Ok)?;
    let approvals = args.approvals.as_deref().map(approvals).transpose()?;
    let after = load(context, &new)?;
    let consumers = match args.consumers {
        Reading::Tolerant => Consumers::Tolerant,
        Reading::Strict => Consumers::Strict,
    };
    let mode = args.mode.mode();
    let (mut origins, mut findings, mut streams) = (Vec::new(), Vec::new(), Vec::new());
    for origin in &old {
        let before = load(context, origin)?;
        for finding in compare_models(&before, &after, consumers) {
            origins.push(origin.shown.clone());
            findings.push(finding);
        }
        if !args.streams.is_empty() {
            streams.extend(streams::compare(
                context,
                &args.streams,
                &before,
                &after,
                &origin.shown,
            )?);
        }
    }
    let none = Approvals::default();
    let applied =
        approvals.as_ref().map_or(&none, |(_, approvals)| approvals).apply(&findings, today);
    let approved: Vec<Option<(String, Date)>> = applied
        .approved
        .iter()
        .map(|approval| approval.map(|approval| (approval.reason.clone(), approval.expires)))
        .collect();
    let stale: Vec<(Kind, Approval)> =
        applied.stale.iter().map(|(kind, approval)| (*kind, (*approval).clone())).collect();
    let changes = origins.into_iter().zip(findings).zip(approved);
    let changes = changes.map(|((from, finding), approved)| {
        let breaks = finding.breaks(mode);
        Change { from, finding, breaks, approved }
    });
    let report = Report {
        mode: args.mode.name(),
        directions: mode.directions(),
        consumers: match args.consumers {
            Reading::Tolerant => "tolerant",
            Reading::Strict => "strict",
        },
        old: old.iter().map(|origin| origin.shown.clone()).collect(),
        new: new.shown,
        changes: changes.collect(),
        approvals: approvals.map(|(file, _)| (file, stale)),
        streams,
    };
    print(&match args.format {
        Format::Text => render::text(&report),
        Format::Json => render::json(&report),
        Format::Github => render::github(&report),
        Format::Sarif => render::sarif(&report),
    })?;
    let failing = args.mode != Ask::None && report.streams.iter().any(|stream| !stream.is_clean());
    let clean = report.breaking().next().is_none() && report.stale().is_empty() && !failing;
    Ok(if clean { Exit::Clean } else { Exit::Findings })
}

/// The old versions that count, and the new one.
fn versions(context: &Context<'_>, args: &Args) -> Result<(Vec<Origin>, Origin), Failure> {
    let found = named(context, &args.versions, &args.against)?;
    let count = found.0.len();
    if count > 1 && !args.mode.is_transitive() {
        let message = format!(
            "{count} old versions need a mode that looks at all of them, such as {}_TRANSITIVE",
            if args.mode == Ask::None { "FULL".to_owned() } else { args.mode.name() }
        );
        return Err(Failure::Usage(message));
    }
    Ok(found)
}

/// The old versions and the new one, as a command line names them.
pub(super) fn named(
    context: &Context<'_>,
    versions: &[PathBuf],
    against: &[String],
) -> Result<(Vec<Origin>, Origin), Failure> {
    let (mut old, new) = match versions.split_last() {
        None => (&[][..], None),
        Some((only, [])) if against.is_empty() => (std::slice::from_ref(only), None),
        Some((new, old)) => (old, Some(new)),
    };
    if !against.is_empty() && !old.is_empty() {
        let message = "old versions are either named by --against or come before the new one";
        return Err(Failure::Usage(message.to_owned()));
    }
    let count = old.len() + against.len();
    if count == 0 {
        let message = "what is to be compared? Name an old version, or say --against REF";
        return Err(Failure::Usage(message.to_owned()));
    }
    let new = match new {
        Some(new) => {
            context.without_folder("the new version is named already")?;
            Origin::path(new)?
        }
        None => Chosen::by(context)?.into(),
    };
    let mut origins = Vec::new();
    while let Some((first, rest)) = old.split_first() {
        origins.push(Origin::path(first)?);
        old = rest;
    }
    for against in against {
        origins.push(Origin::named(against, &new)?);
    }
    Ok((origins, new))
}

/// The contracts of a version, or the line of them that was asked for.
pub(super) fn load(context: &Context<'_>, origin: &Origin) -> Result<Model, Failure> {
    let mut model = contracts::parse(&origin.sources, &origin.shown)?;
    if let Some(name) = &context.options.line {
        if !model.lines.iter().any(|line| line.name == *name) {
            return Err(Failure::Usage(format!("there is no line {name:?} in {}", origin.shown)));
        }
        model.lines.retain(|line| line.name == *name);
    }
    Ok(model)
}

fn approvals(file: &Path) -> Result<(String, Approvals), Failure> {
    let shown = file.to_string_lossy().into_owned();
    let text = small_file::read(file).map_err(|error| Failure::at(&shown, error))?;
    let source = Source { path: shown.clone(), text };
    match Approvals::read(&source) {
        Ok(approvals) => Ok((shown, approvals)),
        Err(mistakes) => {
            let said = mistakes.iter().map(|m| format!("\n  {shown}:{}: {}", m.line, m.message));
            Err(Failure::Failed(format!("{shown} cannot be used{}", said.collect::<String>())))
        }
    }
}

pub(super) fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "a day is spelled like 2026-12-31".to_owned())
}

/// The day that it is, in UTC.
pub(super) fn today() -> Result<Date, Failure> {
    let clock = || Failure::Failed("the clock shows no day; say which it is with --today".into());
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|_| clock())?;
    let mut days = since.as_secs() / 86_400;
    let leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let mut year = 1970;
    while days >= 365 + u64::from(leap(year)) {
        days -= 365 + u64::from(leap(year));
        year += 1;
    }
    let months = [31, 28 + u64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 1;
    for length in months {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    let (year, day) = (u16::try_from(year), u8::try_from(days + 1));
    year.ok().zip(day.ok()).and_then(|(year, day)| Date::new(year, month, day)).ok_or_else(clock)
}
