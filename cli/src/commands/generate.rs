//! `contracts generate`: everything that is generated from contracts, in the layout of a workspace.

use std::path::{Path, PathBuf};

use event_contract_codegen::apply::{Change, ChangeKind, Mode, apply};
use event_contract_codegen::{Layout, Output, contract_schema, line_schema};
use serde_json::Value;

use crate::contracts;
use crate::exit::{Exit, Failure, Outcome};
use crate::output::print;
use crate::paint::{Paint, plural};
use crate::program::Context;

/// Generates Rust, JSON Schemas and fixtures from contracts.
///
/// Files are written only where their content changes; generated files that no contract asks for any more
/// are removed. A crate with a build script of its own needs none of this.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes: 0 done or up to date, 4 with --check when something is out of date, 1 failure.\n\n\
    Examples:\n  {bin} generate\n  {bin} generate --check"
)]
pub(crate) struct Args {
    /// Writes nothing, and shows what differs.
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    /// Writes nothing, and lists what would be written.
    #[arg(long)]
    dry_run: bool,
    /// The folder of the workspace; its contracts are in `contracts`, unless --contracts says otherwise.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    context.without_line("generate", "a folder of that line")?;
    if context.options.builtin.is_some() {
        context.without_folder("what is generated is made of a folder of contracts")?;
    }
    let options = context.options;
    let folder = options.contracts.clone().unwrap_or_else(|| args.root.join("contracts"));
    // Generated headers name the contracts as seen from the root.
    let shown =
        folder.strip_prefix(&args.root).unwrap_or(&folder).to_string_lossy().replace('\\', "/");
    let sources = contracts::sources_as(&folder, &shown)?;
    let model = contracts::parse(&sources, &shown)?;
    let layout = Layout::workspace()
        .with_own(&args.root)
        .map_err(|error| Failure::at(args.root.display(), error))?;
    let mut files = 0;
    let outputs = event_contract_codegen::generate(&model, &layout)
        .chain(language(&args.root))
        .inspect(|_| files += 1);
    let mode = if args.check || args.dry_run { Mode::Check } else { Mode::Write };
    let changes = apply(outputs, &args.root, &layout.owned(), mode)
        .map_err(|error| Failure::at(args.root.display(), error))?;
    report(&changes, mode, args.check, &plural(files, "generated file"))
}

/// Tells what was written, or with `check` what differs and how; `files` says of how many.
pub(super) fn report(changes: &[Change], mode: Mode, check: bool, files: &str) -> Outcome {
    let paint = Paint::stdout();
    let mut text = String::new();
    for change in changes {
        text += &line(change, mode, &paint);
        if check {
            text += &diff(&change.diff, &paint);
        }
    }
    let outcome = match (changes.len() as u64, mode) {
        (0, _) => format!("{files} up to date\n"),
        (count, Mode::Check) => format!("{} out of date, of {files}\n", plural(count, "file")),
        (count, Mode::Write) => {
            format!("{} written or removed, of {files}\n", plural(count, "file"))
        }
    };
    print(&(text + &outcome))?;
    Ok(if check && !changes.is_empty() { Exit::Stale } else { Exit::Clean })
}

/// The JSON Schemas of the contract language itself, where the generator's source is.
fn language(root: &Path) -> Vec<Output> {
    let folder = Path::new("codegen/schema");
    if !root.join(folder).is_dir() {
        return Vec::new();
    }
    let output = |name: &str, schema: &Value| Output {
        path: folder.join(name),
        bytes: format!("{schema:#}\n").into_bytes(),
    };
    vec![
        output("contract.schema.json", &contract_schema()),
        output("line.schema.json", &line_schema()),
    ]
}

fn line(change: &Change, mode: Mode, paint: &Paint) -> String {
    let what = match (change.kind, mode) {
        (ChangeKind::Missing, Mode::Check) => "missing",
        (ChangeKind::Stale, Mode::Check) => "stale",
        (ChangeKind::Orphaned, Mode::Check) => "orphaned",
        (ChangeKind::Missing, Mode::Write) => "created",
        (ChangeKind::Stale, Mode::Write) => "updated",
        (ChangeKind::Orphaned, Mode::Write) => "removed",
    };
    format!("{}{what:<8}{:#} {}\n", paint.strong, paint.strong, change.path.display())
}

fn diff(text: &str, paint: &Paint) -> String {
    let lines = text.lines().map(|line| {
        let style = match line.as_bytes().first() {
            Some(b'+') => paint.good,
            Some(b'-') => paint.bad,
            Some(b'@') => paint.code,
            _ => return format!("{line}\n"),
        };
        format!("{style}{line}{style:#}\n")
    });
    lines.collect()
}
