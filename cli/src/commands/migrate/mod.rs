//! `contracts migrate`: history of an earlier line becomes history of a later one.

mod answers;
mod journal;
mod report;
mod states;
mod survey;
mod write;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use event_contract_codegen::{Source, model};
use event_contract_compat::migrate::Migrator;
use event_contract_stores::hex;
use sha2::{Digest as _, Sha256};

use super::validate;
use crate::contracts::{self, Chosen};
use crate::exit::{Exit, Failure, Outcome};
use crate::output::{ListFormat, print, print_json};
use crate::program::Context;
use crate::protocol;
use crate::stream::{Input, Kind as Layout, is_plain, unpacked};
use crate::suggest;
use journal::{Files, Journal};
use report::Report;

/// Turns a file of events of an earlier line into events of a later one, offline.
///
/// What becomes of an event is declared in the later line's `line.yaml` (`migration`). Every event is validated
/// before and after. Nothing is dropped and nothing invented: each line of the input is in the output, or with its
/// reasons in the file of rejects. An event is rejected, too, when the event that caused it was. After an
/// interruption, run the same command again: it goes on where it was.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes: 0 all migrated, 100 some were rejected or a state differs, 1 a file failed, 2 usage.\n\n\
    Examples:\n  \
    {bin} migrate old.jsonl --from 1 --to 2 --out new.jsonl --supply currency=EUR\n  \
    {bin} migrate old.jsonl --from 1 --to 2 --out new.jsonl --supplies values.json\n  \
    {bin} migrate old.jsonl --from 1 --to 2 --out new.jsonl --supply currency=EUR --supply region:o-17=north"
)]
pub(crate) struct Args {
    /// The file, one event a line. It is read several times.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The line that the events are of, such as 1 or v1.
    #[arg(long, value_name = "LINE")]
    from: String,
    /// The line that they are to be of, such as 2 or v2.
    #[arg(long, value_name = "LINE")]
    to: String,
    /// Where the migrated events go, in the order of the input. Must not be there yet.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Where lines that were not migrated go, one JSON object each [default: OUT with `.rejects.jsonl`].
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Where the report goes, as JSON [default: OUT with `.report.json`].
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// A value that the events do not tell: OPTION=VALUE, or OPTION:KEY=VALUE for one key.
    #[arg(long, value_name = "OPTION[:KEY]=VALUE")]
    supply: Vec<String>,
    /// A JSON file of such values: an object from options to values, or to objects from keys to values.
    #[arg(long, value_name = "FILE")]
    supplies: Option<PathBuf>,
    /// Rejects events whose causes are not in the input.
    #[arg(long)]
    require_causes: bool,
    /// How many lines are written between two points to go on from.
    #[arg(long, value_name = "LINES", default_value = "10000", value_parser = clap::value_parser!(u64).range(1..))]
    checkpoint: u64,
    /// Does not compare the states that reducers make of the input and the output.
    #[arg(long)]
    skip_states: bool,
    /// Starts over instead of going on after an interruption.
    #[arg(long)]
    restart: bool,
    /// The format of the summary.
    #[arg(long, value_enum, default_value = "text")]
    format: ListFormat,
    /// Longer lines are rejected; their text stays in the input only.
    #[arg(long, value_name = "BYTES", default_value_t = protocol::MAX_LINE_BYTES)]
    max_line_bytes: usize,
}

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    context.without_line("migrate", "--from and --to")?;
    let chosen = Chosen::by(context)?;
    let (model, program) = (chosen.model()?, context.program);
    let (from, to) = (line(&model, &args.from)?, line(&model, &args.to)?);
    let migrator = Migrator::new(&model, &from.name, &to.name, |line| {
        contracts::tables(program, &model, line)
    });
    let migrator = migrator.map_err(|error| Failure::Usage(error.to_string()))?;
    let mut migrator = match program.hook {
        Some(hook) => migrator.hook(hook),
        None => migrator,
    };
    let answers = answers::give(&mut migrator, args)?;

    let files = Files::of(args);
    files.apart(&args.file)?;
    let failed = |error| Failure::at(args.file.display(), error);
    if !fs::metadata(&args.file).map_err(failed)?.is_file() {
        let message =
            format!("{} is no file: it has to be read several times", args.file.display());
        return Err(Failure::Usage(message));
    }
    let _lock = files.lock()?;
    let bar = validate::progress(&[args.file.display().to_string()]);
    let survey = survey::Survey::read(&mut migrator, args, &bar)?;
    let settings = settings(&chosen.sources, &answers, args);
    let journal = Journal::open(&files, &survey, &settings, args.restart)?;
    let done = write::run(&migrator, args, &survey, journal, &bar)?;
    bar.finish_and_clear();

    let states = match contracts::compiled(program, &model, to) {
        Some(line) if !args.skip_states => {
            let lines = (contracts::tables(program, &model, from), line);
            states::compare(context, &migrator, args, &files, lines)?
        }
        _ => Vec::new(),
    };
    let report = Report::of(&migrator, args, &files, &survey, &done, &states);
    files.finish(&report.document)?;
    match args.format {
        ListFormat::Text => print(&report.text)?,
        ListFormat::Json => print_json(&report.document)?,
    }
    Ok(if report.clean { Exit::Clean } else { Exit::Findings })
}

/// The line of a name; its `v` may be left out.
fn line<'m>(model: &'m model::Model, name: &str) -> Result<&'m model::Line, Failure> {
    let names = || model.lines.iter().map(|line| line.name.as_str());
    let wanted =
        |line: &&model::Line| line.name == name || line.name.strip_prefix('v') == Some(name);
    model.lines.iter().find(wanted).ok_or_else(|| {
        let known = names().collect::<Vec<_>>().join(", ");
        let hint = suggest::hint(name, names());
        Failure::Usage(format!("there is no line {name:?}{hint}; there is {known}"))
    })
}

/// A hash of everything but the input that decides what is written.
fn settings(sources: &[Source], answers: &[String], args: &Args) -> String {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    for source in sources {
        // Not where they are: the run may go on from another folder.
        add(&source.text);
    }
    for answer in answers {
        add(answer.as_bytes());
    }
    add(env!("CARGO_PKG_VERSION").as_bytes());
    let Args { from, to, require_causes, max_line_bytes, .. } = args;
    add(format!("{from} {to} {require_causes} {max_line_bytes}").as_bytes());
    hex(hash.finalize())
}

/// An input from a place on in what a file holds, which may be packed.
fn input(path: &Path, from: u64) -> Input {
    let name = path.display().to_string();
    let path = path.to_owned();
    let open = move || {
        use std::io::{Seek as _, SeekFrom};
        let mut file = File::open(&path)?;
        if is_plain(&mut file)? {
            file.seek(SeekFrom::Start(from))?;
            return Ok(Box::new(file) as Box<dyn Read>);
        }
        let mut source = unpacked(Box::new(file));
        io::copy(&mut source.by_ref().take(from), &mut io::sink())?;
        Ok(source)
    };
    Input { name, kind: Layout::Lines, open: Box::new(open) }
}

/// A reader that hashes what it reads.
struct Hashing<R> {
    source: R,
    hash: Arc<Mutex<(Sha256, u64)>>,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        let mut hash = self.hash.lock().map_err(|_| io::ErrorKind::Other)?;
        hash.0.update(buffer.get(..read).unwrap_or_default());
        hash.1 += read as u64;
        Ok(read)
    }
}
