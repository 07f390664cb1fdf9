//! `contracts changelog`: what a new version brings, as an entry of a changelog.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use event_contract_codegen::model::{Line, Model, version};
use event_contract_compat::{Consumers, Date, Direction, Finding, Kind, Mode, compare};

use super::diff;
use crate::exit::{Exit, Failure, Outcome};
use crate::output::print;
use crate::program::Context;
use crate::small_file;

/// Writes the changelog entry of a new version of contracts, in the format of Keep a Changelog.
///
/// Every change is listed, with whom it breaks. The version in line.yaml is held against what the changes ask for:
/// a major one where events or readers break, a minor one for what is new, else a patch.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes: 0 written, 100 the new version's number is too small, 1 a version could not be read, 2 usage.\n\n\
    Examples:\n  \
    {bin} changelog --against v1.2.0\n  \
    {bin} changelog old/contracts new/contracts --into CHANGELOG.md"
)]
pub(crate) struct Args {
    /// The old version and the new one, as folders or archives [default of the new one: the contracts in use].
    #[arg(value_name = "VERSION", num_args = 0..=2)]
    versions: Vec<PathBuf>,
    /// The old version: a git ref, a folder or an archive.
    #[arg(long, value_name = "REF|DIR|ARCHIVE")]
    against: Option<String>,
    /// The day of the entry [default: today, UTC].
    #[arg(long, value_name = "DAY", value_parser = diff::day)]
    date: Option<Date>,
    /// Puts the entry into this file, above the last one's, instead of printing it.
    #[arg(long, value_name = "FILE")]
    into: Option<PathBuf>,
}

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    let against: Vec<String> = args.against.iter().cloned().collect();
    let (old, new) = diff::named(context, &args.versions, &against)?;
    let [old] = old.as_slice() else {
        return Err(Failure::Usage("a changelog is about one old version".into()));
    };
    let (before, after) = (diff::load(context, old)?, diff::load(context, &new)?);
    let (before, after) = (only(&before)?, only(&after)?);
    let date = args.date.map_or_else(diff::today, Ok)?;
    let findings = compare(before, after, Consumers::Tolerant);
    let entry = entry(after, date, &findings);
    match &args.into {
        Some(file) => insert(file, &after.version, &entry)?,
        None => print(&entry)?,
    }
    let step = Step::of(&findings);
    let found = Step::between(&before.version, &after.version);
    if findings.is_empty() || found.is_none_or(|found| found >= step) {
        return Ok(Exit::Clean);
    }
    let least = step.next(&before.version).unwrap_or_default();
    anstream::eprintln!(
        "{} is too small a step from {}: these changes ask for {least} at least",
        after.version,
        before.version
    );
    Ok(Exit::Findings)
}

fn only(model: &Model) -> Result<&Line, Failure> {
    let [line] = model.lines.as_slice() else {
        let names: Vec<&str> = model.lines.iter().map(|line| line.name.as_str()).collect();
        let message =
            format!("a changelog is about one line; name it with --line: {}", names.join(", "));
        return Err(Failure::Usage(message));
    };
    Ok(line)
}

/// How far a version is from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Patch,
    Minor,
    Major,
}

impl Step {
    /// The smallest step that tells of the changes.
    fn of(findings: &[Finding]) -> Self {
        let step = |finding: &Finding| match section(finding.kind) {
            _ if finding.breaks(Mode::Full) => Self::Major,
            _ if finding.verdict(Direction::Source).is_breaking() => Self::Minor,
            "Added" | "Deprecated" => Self::Minor,
            _ => Self::Patch,
        };
        findings.iter().map(step).max().unwrap_or(Self::Patch)
    }

    /// The step between two versions; none if they are not versions of three numbers.
    fn between(old: &str, new: &str) -> Option<Self> {
        let (old, new) = (version(old)?, version(new)?);
        // Before 1.0.0, each part counts for the one above it.
        let first = usize::from(old[0] == 0);
        Some(match () {
            () if new[..=first] > old[..=first] => Self::Major,
            () if new[..=first + 1] > old[..=first + 1] => Self::Minor,
            () => Self::Patch,
        })
    }

    fn next(self, old: &str) -> Option<String> {
        let [major, minor, patch] = version(old)?;
        let [major, minor, patch] = match (self, major) {
            (Self::Major, 0) => [0, minor + 1, 0],
            (Self::Major, _) => [major + 1, 0, 0],
            (Self::Minor, 0) | (Self::Patch, _) => [major, minor, patch + 1],
            (Self::Minor, _) => [major, minor + 1, 0],
        };
        Some(format!("{major}.{minor}.{patch}"))
    }
}

/// The sections of an entry, in their order.
const SECTIONS: [&str; 4] = ["Added", "Changed", "Deprecated", "Removed"];

/// Where a kind of change is told of.
fn section(kind: Kind) -> &'static str {
    match kind.id() {
        "DEPRECATED" => "Deprecated",
        "RESERVED_NAME_USED" => "Added",
        id if id.ends_with("_NO_DELETE") || id.ends_with("_REMOVED") => "Removed",
        id if id.ends_with("_ADDED") => "Added",
        _ => "Changed",
    }
}

fn entry(line: &Line, date: Date, findings: &[Finding]) -> String {
    let mut out = format!("## [{}] - {date}\n", line.version);
    for name in SECTIONS {
        let told = |finding: &&Finding| {
            section(finding.kind) == name && finding.kind != Kind::LineVersionChanged
        };
        let mut items = findings.iter().filter(told).peekable();
        if items.peek().is_none() {
            continue;
        }
        let _ = write!(out, "\n### {name}\n\n");
        for finding in items {
            let breaks: Vec<&str> = Direction::ALL
                .into_iter()
                .filter(|direction| finding.verdict(*direction).is_breaking())
                .map(|direction| match direction {
                    Direction::Backward => "reading history",
                    Direction::Forward => "consumers that are behind",
                    Direction::Source => "Rust code",
                })
                .collect();
            let breaks = if breaks.is_empty() {
                String::new()
            } else {
                format!(" **Breaks {}.**", breaks.join(", "))
            };
            let doc = described(line, finding).map_or_else(String::new, |doc| format!(" {doc}"));
            let _ = writeln!(
                out,
                "- `{}`: {}.{doc}{breaks}",
                finding.path,
                finding.message.trim_end_matches('.')
            );
        }
    }
    if findings.is_empty() {
        out.push_str("\nNothing that anyone could notice.\n");
    }
    out
}

/// What a new event is, in the contract's words.
fn described<'l>(line: &'l Line, finding: &Finding) -> Option<&'l str> {
    let name = finding.path.strip_prefix("events/").filter(|_| section(finding.kind) == "Added")?;
    let event = line.events.iter().find(|event| event.name == name)?;
    Some(event.doc.as_str()).filter(|doc| !doc.is_empty())
}

/// Puts an entry above the newest one of a changelog, below what is not released yet.
fn insert(file: &Path, version: &str, entry: &str) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::at(file.display(), error);
    let text = small_file::read_text(file).map_err(|error| failed(&error))?;
    let heading = |line: &str| line.starts_with("## [") && !line.starts_with("## [Unreleased]");
    if text.lines().any(|line| line.starts_with(&format!("## [{version}]"))) {
        return Err(failed(&format!("it has an entry of {version} already")));
    }
    let mut start = 0;
    let place = text.split_inclusive('\n').find_map(|line| {
        let here = start;
        start += line.len();
        heading(line).then_some(here)
    });
    let (above, below) = text.split_at(place.unwrap_or(text.len()));
    let gap = if above.is_empty() || above.ends_with("\n\n") { "" } else { "\n" };
    let rest = if below.is_empty() { String::new() } else { format!("\n{below}") };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut new = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))
        .map_err(|error| failed(&error))?;
    new.write_all(format!("{above}{gap}{entry}{rest}").as_bytes())
        .map_err(|error| failed(&error))?;
    // Temporary files are for their owner only.
    let metadata = std::fs::metadata(file).map_err(|error| failed(&error))?;
    new.as_file().set_permissions(metadata.permissions()).map_err(|error| failed(&error))?;
    new.persist(file).map_err(|error| failed(&error.error))?;
    Ok(())
}
