//! `contracts lint`: what contracts could do better.

mod report;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use event_contract_codegen::lint::{self, Baseline, Config, FailOn, Paths};
use event_contract_codegen::{CONFIG_FILE, Diagnostics, Source};

use crate::args::Format;
use crate::contracts::Chosen;
use crate::exit::{Exit, Failure, Outcome};
use crate::output::print;
use crate::paint;
use crate::program::Context;
use crate::small_file;

/// Looks for what sound contracts could do better, and shows it with excerpts.
///
/// What is in use is said by a file `contracts.yaml`, in the folder of the contracts or the one above it. A
/// finding that is meant to be is ignored by a comment at the end of its line or above it:
/// `# contracts:lint:ignore RULE reason`. `{bin} explain RULE` says what a rule asks for, with an example.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes: 0 nothing found at or above --fail-on, 100 findings, 1 contracts or configuration cannot be used.\n\n\
    Examples:\n  \
    {bin} lint\n  \
    {bin} lint --contracts my/contracts --format sarif > findings.sarif\n  \
    {bin} lint --write-baseline contracts/baseline.yaml\n  \
    {bin} lint --list\n  \
    {bin} explain TIMESTAMP_NAMED_AT"
)]
pub(crate) struct Args {
    /// The format of the report.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// The configuration [default: contracts.yaml in the folder of the contracts or above it].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Writes what is found to a baseline, which the configuration can name to have it passed over.
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
    /// Lists the rules instead: their categories, weights and meanings.
    #[arg(long, conflicts_with_all = ["config", "write_baseline", "fail_on"])]
    list: bool,
    /// From which severity on findings fail the run [default: what the configuration says, else warning].
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<Threshold>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Threshold {
    /// Errors.
    Error,
    /// Errors and warnings.
    Warning,
    /// Findings never fail the run.
    Never,
}

impl From<Threshold> for FailOn {
    fn from(threshold: Threshold) -> Self {
        match threshold {
            Threshold::Error => Self::Error,
            Threshold::Warning => Self::Warning,
            Threshold::Never => Self::Never,
        }
    }
}

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    if args.list {
        context.without_contracts("lint --list")?;
        let text = match args.format {
            Format::Text => report::list_text(),
            Format::Json => report::list_json(),
            Format::Github | Format::Sarif => {
                return Err(Failure::Usage("the list of rules comes as text or json".to_owned()));
            }
        };
        print(&text)?;
        return Ok(Exit::Clean);
    }
    let chosen = Chosen::by(context)?;
    context.without_line("lint", "a folder of that line")?;
    let folder = chosen.needs_folder("lint")?.to_owned();
    let Chosen { sources, shown, .. } = chosen;
    let (config, home) = configuration(&folder, args.config.as_deref())?;
    let baseline = match config.baseline().filter(|_| args.write_baseline.is_none()) {
        Some(path) => Some(read_baseline(&home.join(path))?),
        None => None,
    };
    let paths = Paths::new(&shown, &inside(&folder, &home)?);
    let report = lint::run(&sources, &config, baseline.as_ref(), &paths)
        .map_err(|found| unusable(&shown, &found))?;
    if let Some(file) = &args.write_baseline {
        fs::write(file, report.baseline()).map_err(|error| Failure::at(file.display(), error))?;
        print(&report::written(&report, file))?;
        return Ok(Exit::Clean);
    }
    print(&report::render(&report, args.format, sources.len()))?;
    let fail_on = args.fail_on.map_or(config.fail_on(), FailOn::from);
    Ok(if report.fails(fail_on) { Exit::Findings } else { Exit::Clean })
}

/// The configuration, and the folder from which its paths are counted.
fn configuration(folder: &Path, named: Option<&Path>) -> Result<(Config, PathBuf), Failure> {
    if let Some(file) = named {
        let home = file.parent().filter(|home| is_above(home, folder));
        return Ok((read_config(file)?, home.unwrap_or(folder).to_owned()));
    }
    for home in [folder.to_owned(), folder.join("..")] {
        let file = home.join(CONFIG_FILE);
        if file.is_file() {
            return Ok((read_config(&file)?, home));
        }
    }
    Ok((Config::default(), folder.to_owned()))
}

fn is_above(home: &Path, folder: &Path) -> bool {
    let home = if home.as_os_str().is_empty() { Path::new(".") } else { home };
    match (fs::canonicalize(home), fs::canonicalize(folder)) {
        (Ok(home), Ok(folder)) => folder.starts_with(home),
        _ => false,
    }
}

/// The way from the folder that paths are counted from to the contracts.
fn inside(folder: &Path, home: &Path) -> Result<String, Failure> {
    let home = if home.as_os_str().is_empty() { Path::new(".") } else { home };
    let real =
        |path: &Path| fs::canonicalize(path).map_err(|error| Failure::at(path.display(), error));
    let (folder, home) = (real(folder)?, real(home)?);
    let rest = folder.strip_prefix(&home).unwrap_or(Path::new(""));
    Ok(rest.to_string_lossy().replace('\\', "/"))
}

fn read_config(file: &Path) -> Result<Config, Failure> {
    let source = read(file)?;
    Config::read(&source).map_err(|found| unusable(&source.path, &found))
}

fn read_baseline(file: &Path) -> Result<Baseline, Failure> {
    let source = read(file).map_err(|failure| match failure {
        Failure::Failed(message) => Failure::Failed(format!(
            "{message} (the configuration names it as the baseline; --write-baseline writes it)"
        )),
        other => other,
    })?;
    Baseline::read(&source).map_err(|found| unusable(&source.path, &found))
}

fn read(file: &Path) -> Result<Source, Failure> {
    let path = shorten(file);
    match small_file::read(file) {
        Ok(text) => Ok(Source { path, text }),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(Failure::at(path, "there is no such file"))
        }
        Err(error) => Err(Failure::at(path, error)),
    }
}

/// A path as messages show it: `a/../b` is `b`.
fn shorten(file: &Path) -> String {
    let mut parts: Vec<std::path::Component<'_>> = Vec::new();
    for part in file.components() {
        let undone = part == std::path::Component::ParentDir
            && matches!(parts.last(), Some(std::path::Component::Normal(_)));
        if undone {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.iter().collect::<PathBuf>().to_string_lossy().replace('\\', "/")
}

fn unusable(shown: &str, found: &Diagnostics) -> Failure {
    Failure::Failed(format!(
        "{shown} cannot be used\n\n{}",
        found.render(paint::is_styled_stderr())
    ))
}
