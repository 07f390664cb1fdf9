//! `contracts check`: findings about contract text.

use std::fmt::Write as _;
use std::path::PathBuf;

use event_contract_codegen::{Diagnostic, load};
use serde_json::{Value, json};

use super::{print, print_json};
use crate::args::{Format, Global};
use crate::contracts;
use crate::exit::{Exit, Outcome};
use crate::paint::{self, plural};
use crate::report::{github, sarif};

/// Checks contract files, and shows what is wrong with excerpts.
///
/// What is found here keeps contracts from being used. What could be better about sound contracts is the
/// business of `contracts lint`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes: 0 nothing found, 100 findings, 1 a folder could not be read.\n\nExample: contracts check contracts"
)]
pub(crate) struct Args {
    /// Folders of contracts [default: --contracts, or else `contracts`].
    #[arg(value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// The format. Text goes to standard error, everything else to standard output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(crate) fn run(global: &Global, args: &Args) -> Outcome {
    let default = || vec![global.contracts.clone().unwrap_or_else(|| "contracts".into())];
    let folders = if args.folders.is_empty() { default() } else { args.folders.clone() };
    let mut findings: Vec<Diagnostic> = Vec::new();
    let mut clean = String::new();
    for folder in folders {
        let (sources, shown) = contracts::sources(&folder)?;
        match load(&sources) {
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
            print_json(&json!({ "findings": findings.iter().map(as_json).collect::<Vec<_>>() }))?;
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

fn at(finding: &Diagnostic) -> (u64, u64) {
    (finding.line as u64, finding.column as u64)
}

fn as_json(finding: &Diagnostic) -> Value {
    let Diagnostic { code, message, path, line, column, help, .. } = finding;
    json!({ "code": code, "message": message, "path": path, "line": line, "column": column, "help": help })
}

fn as_sarif(findings: &[Diagnostic]) -> String {
    let mut codes: Vec<&'static str> = findings.iter().map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> =
        codes.into_iter().map(|code| sarif::rule(code, &code.replace('-', " "))).collect();
    let results = findings.iter().map(|finding| {
        let place = (finding.path.as_str(), at(finding));
        sarif::result(finding.severity.as_str(), finding.code, &finding.message, place).to_string()
    });
    sarif::begin(&rules) + &results.collect::<Vec<_>>().join(",\n") + &sarif::end()
}
