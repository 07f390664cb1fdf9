//! `contracts check`: findings about contract text.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use event_contract_codegen::{Diagnostic, First, Source, is_contract, load, mistake};
use serde_json::{Value, json};

use crate::args::Format;
use crate::contracts::{self, Chosen};
use crate::exit::{Exit, Failure, Outcome};
use crate::output::{print, print_json};
use crate::paint::{self, plural};
use crate::program::Context;
use crate::report::{github, sarif};

/// Checks contract files, and shows what is wrong with excerpts.
///
/// What is found here keeps contracts from being used. What could be better about sound contracts is the
/// business of `{bin} lint`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes: 0 nothing found, 100 findings, 1 a file could not be read, 2 there are no such contracts.\n\nExamples:\n  {bin} check\n  {bin} check contracts/orders.yaml"
)]
pub(crate) struct Args {
    /// Folders of contracts, or files in them, which are checked with the rest of their folder [default: the contracts in use].
    #[arg(value_name = "DIR|FILE")]
    places: Vec<PathBuf>,
    /// The format. Text goes to standard error, everything else to standard output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    let mut places = Vec::new();
    if args.places.is_empty() {
        places.push(Place::from(Chosen::by(context)?));
    } else {
        context.without_folder("the folders are named already")?;
        for path in &args.places {
            Place::add(&mut places, path)?;
        }
    }
    let mut findings: Vec<Diagnostic> = Vec::new();
    let mut clean = String::new();
    for Place { sources, shown } in &places {
        match load(sources) {
            Ok(model) => {
                let events = model.lines.iter().map(|line| line.events.len() as u64).sum();
                let (files, lines) = (sources.len() as u64, model.lines.len() as u64);
                let _ = writeln!(
                    clean,
                    "{shown}: {} in {} and {}: nothing to object to",
                    plural(events, "event"),
                    plural(files, "file"),
                    plural(lines, "line"),
                );
            }
            Err(found) => {
                if args.format == Format::Text {
                    anstream::eprintln!("{}\n", found.render(paint::is_styled_stderr()));
                }
                findings.extend(found.iter().cloned());
            }
        }
    }
    match args.format {
        Format::Text if findings.is_empty() => print(&clean)?,
        Format::Text => anstream::eprintln!("{}", plural(findings.len() as u64, "finding")),
        Format::Json => {
            print_json(&json!({
                "version": 1,
                "findings": findings.iter().map(as_json).collect::<Vec<_>>(),
                "summary": {
                    "files": places.iter().map(|place| place.sources.len()).sum::<usize>(),
                    "errors": findings.len(),
                },
            }))?;
        }
        Format::Github => {
            let commands = findings.iter().map(|finding| {
                let help =
                    finding.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
                github::command(
                    finding.severity.as_str(),
                    &finding.path,
                    at(finding),
                    finding.code,
                    &format!("{}{help}", finding.message),
                ) + "\n"
            });
            print(&commands.collect::<String>())?;
        }
        Format::Sarif => print(&as_sarif(&findings))?,
    }
    Ok(if findings.is_empty() { Exit::Clean } else { Exit::Findings })
}

/// What is checked together.
struct Place {
    sources: Vec<Source>,
    shown: String,
}

impl From<Chosen> for Place {
    fn from(Chosen { sources, shown, .. }: Chosen) -> Self {
        Self { sources, shown }
    }
}

impl Place {
    /// Adds a folder, or that of a file: alone, a file cannot be understood.
    fn add(places: &mut Vec<Self>, path: &Path) -> Result<(), Failure> {
        if !path.is_file() {
            let (sources, shown) = contracts::sources(path)?;
            places.push(Self { sources, shown });
            return Ok(());
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !is_contract(&name) {
            let message = format!("{}: contracts are files *.yaml", path.display());
            return Err(Failure::Usage(message));
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let (mut sources, shown) = contracts::sources(folder)?;
        // Folders below hold other lines.
        sources.retain(|source| source.folder() == shown.trim_end_matches('/'));
        if !places.iter().any(|place| place.shown == shown) {
            places.push(Self { sources, shown });
        }
        Ok(())
    }
}

/// What a code means, for lists of rules.
fn meaning(code: &str) -> String {
    mistake(code).map_or_else(|| code.replace('-', " "), |mistake| mistake.meaning.to_owned())
}

fn at(finding: &Diagnostic) -> (u64, u64) {
    (finding.line as u64, finding.column as u64)
}

fn as_json(finding: &Diagnostic) -> Value {
    let Diagnostic { code, severity, message, path, line, column, help, first, .. } = finding;
    let first = first.as_ref().map(
        |First { path, line, column, .. }| json!({ "path": path, "line": line, "column": column }),
    );
    json!({
        "code": code, "severity": severity.as_str(), "message": message, "path": path, "line": line, "column": column,
        "help": help, "first": first,
    })
}

fn as_sarif(findings: &[Diagnostic]) -> String {
    let mut codes: Vec<&'static str> = findings.iter().map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> =
        codes.into_iter().map(|code| sarif::rule(code, &meaning(code))).collect();
    let results = findings.iter().map(|finding| {
        let place = (finding.path.as_str(), at(finding));
        sarif::result(finding.severity.as_str(), finding.code, &finding.message, place).to_string()
    });
    sarif::begin(&rules) + &results.collect::<Vec<_>>().join(",\n") + &sarif::end()
}
