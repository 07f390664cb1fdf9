//! `contracts fixtures`: the cases that probe every constraint.

use std::collections::HashMap;
use std::path::Path;

use event_contract_codegen::{Layout, Output};
use serde_json::{Value, json};

use super::{ListFormat, print, print_json};
use crate::args::Global;
use crate::contracts::Contracts;
use crate::exit::{Exit, Failure, Outcome};
use crate::paint::Paint;
use crate::suggest;
use crate::table_text::Table;

/// Lists and shows fixtures: valid and invalid payloads, made from the contracts.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:\n  \
    contracts fixtures list --event WPStatusChanged --result invalid\n  \
    contracts fixtures show v3.wp_status_changed.valid.minimal")]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Lists fixtures.
    List {
        /// Only those of this event.
        #[arg(long, value_name = "EVENT")]
        event: Option<String>,
        /// Only those that are to be accepted, or refused.
        #[arg(long, value_enum)]
        result: Option<Expected>,
        /// The format.
        #[arg(long, value_enum, default_value = "text")]
        format: ListFormat,
    },
    /// Prints the payload of a fixture; what it is for goes to standard error.
    Show {
        /// The id, as listed.
        id: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Expected {
    /// To be accepted.
    Valid,
    /// To be refused.
    Invalid,
}

impl Expected {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Invalid => "invalid",
        }
    }
}

pub(crate) fn run(global: &Global, args: &Args) -> Outcome {
    let contracts = Contracts::open(global)?;
    let fixtures = Fixtures::render(&contracts)?;
    match &args.command {
        Command::List { event, result, format } => {
            let entries = fixtures.entries.iter().filter(|entry| {
                event.as_deref().is_none_or(|event| field(entry, "event_type") == event)
                    && result
                        .is_none_or(|result| field(entry, "expected_result") == result.as_str())
            });
            let entries: Vec<&Value> = entries.collect();
            if let Some(event) = event.as_ref().filter(|_| entries.is_empty()) {
                let known = fixtures.entries.iter().map(|entry| field(entry, "event_type"));
                return Err(Failure::Usage(format!(
                    "there is no fixture of {event:?}{}",
                    suggest::hint(event, known)
                )));
            }
            list(&entries, *format)?;
        }
        Command::Show { id } => {
            let found = fixtures.entries.iter().find(|entry| field(entry, "id") == id).ok_or_else(
                || {
                    let known = fixtures.entries.iter().map(|entry| field(entry, "id"));
                    Failure::Usage(format!(
                        "there is no fixture {id:?}{}",
                        suggest::hint(id, known)
                    ))
                },
            )?;
            let payload = fixtures.payload(found)?;
            let Paint { faint, .. } = Paint::stderr();
            let (event, result) = (field(found, "event_type"), field(found, "expected_result"));
            anstream::eprintln!("{faint}{event}, {result}: {}{faint:#}", field(found, "notes"));
            print_json(&payload)?;
        }
    }
    Ok(Exit::Clean)
}

fn field<'a>(entry: &'a Value, name: &str) -> &'a str {
    entry.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn list(entries: &[&Value], format: ListFormat) -> std::io::Result<()> {
    if format == ListFormat::Json {
        return print_json(&json!({ "fixtures": entries }));
    }
    let mut table = Table::new(&["Fixture", "Notes"], &[]);
    for entry in entries {
        table.row([field(entry, "id").to_owned(), field(entry, "notes").to_owned()]);
    }
    print(&table.render(&Paint::stdout(), 120))
}

/// The fixtures of a line, as the generator renders them.
struct Fixtures {
    /// Entries of the manifest.
    entries: Vec<Value>,
    files: HashMap<String, Vec<u8>>,
}

impl Fixtures {
    const FOLDER: &'static str = "fixtures";

    fn render(contracts: &Contracts) -> Result<Self, Failure> {
        let layout = Layout { fixtures: Some(Self::FOLDER.into()), ..Layout::out_dir() };
        let named = |Output { path, bytes }: Output| {
            let name =
                path.strip_prefix(Self::FOLDER).map(Path::to_string_lossy).ok()?.replace('\\', "/");
            Some((name, bytes))
        };
        let outputs = event_contract_codegen::render_fixtures(contracts.model()?, &layout);
        let files: HashMap<String, Vec<u8>> = outputs.into_iter().filter_map(named).collect();
        let manifest = files.get("manifest.json").map_or(&[][..], Vec::as_slice);
        let manifest: Value = serde_json::from_slice(manifest)
            .map_err(|error| Failure::at("manifest.json", error))?;
        let prefix = format!("{}.", contracts.line().name);
        let entries =
            manifest.get("fixtures").and_then(Value::as_array).cloned().unwrap_or_default();
        let entries =
            entries.into_iter().filter(|entry| field(entry, "id").starts_with(&prefix)).collect();
        Ok(Self { entries, files })
    }

    fn payload(&self, entry: &Value) -> Result<Value, Failure> {
        let path = field(entry, "path");
        let lost =
            || Failure::Failed(format!("{path}: the manifest names it, but it was not rendered"));
        let (file, pointer) = path.split_once('#').ok_or_else(lost)?;
        let file = self.files.get(file).ok_or_else(lost)?;
        let document: Value =
            serde_json::from_slice(file).map_err(|error| Failure::at(path, error))?;
        document.pointer(pointer).cloned().ok_or_else(lost)
    }
}
