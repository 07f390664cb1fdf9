//! `contracts store`: stores of events, by URL.

use std::io::{Read as _, Write as _};
use std::num::NonZeroUsize;

use event_contract::log::{Batch, Error, Of, Writer};
use event_contract_stores::{Head, Options, Store, knows, shown, unknown};
use serde_json::json;

use super::ingest;
use crate::contracts::Contracts;
use crate::exit::{Exit, Failure, Outcome};
use crate::output::{print, print_json, stdout};
use crate::program::Context;
use crate::stream::{Input, Kind, numbered};

/// Makes, fills, reads and checks stores of events: files of SQLite, or logs on servers of PostgreSQL or NATS.
#[derive(clap::Subcommand, Debug)]
pub(crate) enum Command {
    /// Makes a store. One that is there stays as it is.
    Init(Url),
    /// Appends the events of a file (JSON Lines): all of them, or, if one is not valid, none.
    Append {
        #[command(flatten)]
        url: Url,
        /// The file, `-` for standard input.
        #[arg(value_name = "FILE", default_value = "-")]
        file: String,
    },
    /// Prints events as JSON Lines, in the order of their positions, as they came.
    Export {
        #[command(flatten)]
        url: Url,
        /// Only those behind this position.
        #[arg(long, value_name = "POSITION", default_value_t = 0)]
        after: u64,
        /// Only those of this aggregate.
        #[arg(long, value_name = "ID", conflicts_with = "event_type")]
        aggregate: Option<String>,
        /// Only those of this type.
        #[arg(long, value_name = "NAME")]
        event_type: Option<String>,
    },
    /// Reads everything and compares it with hashes, positions and versions.
    #[command(
        after_help = "A store whose end was cut off looks like one that was never longer. Keep a head elsewhere, and compare:\n  \
        {bin} store head sqlite:events.db > events.head\n  \
        {bin} store verify sqlite:events.db --expect events.head\n\n\
        Exit codes: 0 all is as it was appended, 100 something is not, 1 the store could not be read."
    )]
    Verify {
        #[command(flatten)]
        url: Url,
        /// A head that the store had, as `store head` printed it, or a file with it: the store has to have it still,
        /// and may have gone on from there.
        #[arg(long, value_name = "HEAD")]
        expect: Option<String>,
    },
    /// Prints the head: how many events there are, and a hash over all of them, which moves with each append.
    Head(Url),
    /// Says how much there is, as JSON.
    Stats(Url),
    /// Gives back what the file no longer needs. Events stay.
    Compact(Url),
    /// Prints where rejected documents came from and why they were rejected, newest first, as JSON Lines.
    Rejected {
        #[command(flatten)]
        url: Url,
        /// The most to print.
        #[arg(long, value_name = "N", default_value = "100")]
        limit: NonZeroUsize,
        /// Prints the documents too.
        #[arg(long)]
        show_values: bool,
    },
}

#[derive(clap::Args, Debug)]
pub(crate) struct Url {
    /// The store, such as sqlite:events.db, `postgres://user@host/database` or `nats://host:4222/LOG`; `env:NAME`
    /// takes the URL from the environment.
    #[arg(value_name = "URL")]
    pub(super) url: String,
}

impl Url {
    pub(super) fn open(&self) -> Result<Box<dyn Store>, Failure> {
        known(&self.url)?;
        event_contract_stores::open(&self.url, Options::default())
            .map_err(|error| self.failed(&error))
    }

    /// The same where nothing is to be written, or can be.
    pub(super) fn open_to_read(&self) -> Result<Box<dyn Store>, Failure> {
        known(&self.url)?;
        event_contract_stores::open_to_read(&self.url, Options::default())
            .map_err(|error| self.failed(&error))
    }

    pub(super) fn failed(&self, error: &Error) -> Failure {
        Failure::at(shown(&self.url), error)
    }
}

/// How many events are read at once.
const PAGE: usize = 500;

/// Opens a store, or makes it.
///
/// # Errors
///
/// A URL of no known kind of store, or whatever the store says.
pub fn create(url: &str, options: Options) -> Result<Box<dyn Store>, Failure> {
    known(url)?;
    event_contract_stores::create(url, options).map_err(|error| Failure::at(shown(url), error))
}

fn known(url: &str) -> Result<(), Failure> {
    if knows(url) {
        return Ok(());
    }
    Err(Failure::Usage(unknown(url)))
}

pub(crate) fn run(context: &Context<'_>, command: &Command) -> Outcome {
    if !matches!(command, Command::Append { .. }) {
        context.without_contracts("store")?;
    }
    match command {
        Command::Init(url) => drop(create(&url.url, Options::default())?),
        Command::Append { url, file } => return append(context, url, file),
        Command::Export { url, after, aggregate, event_type } => {
            let of = match (aggregate, event_type) {
                (Some(id), _) => Of::Aggregate(id),
                (None, Some(name)) => Of::Type(name),
                (None, None) => Of::All,
            };
            export(url, of, *after)?;
        }
        Command::Verify { url, expect } => return verify(url, expect.as_deref()),
        Command::Head(url) => {
            let head = url.open_to_read()?.kept_head().map_err(|error| url.failed(&error))?;
            print(&format!("{head}\n"))?;
        }
        Command::Stats(url) => {
            let stats = url.open_to_read()?.stats().map_err(|error| url.failed(&error))?;
            print_json(&json!({
                "events": stats.events,
                "aggregates": stats.aggregates,
                "rejected": stats.rejected,
                "bytes": stats.bytes,
            }))?;
        }
        Command::Compact(url) => url.open()?.compact().map_err(|error| url.failed(&error))?,
        Command::Rejected { url, limit, show_values } => rejected(url, *limit, *show_values)?,
    }
    Ok(Exit::Clean)
}

fn append(context: &Context<'_>, url: &Url, file: &str) -> Outcome {
    let line = Contracts::open(context)?.line();
    let mut log = url.open()?;
    let input = Input::file(file, Kind::Lines);
    let mut bytes = Vec::new();
    let read = (input.open)().and_then(|mut reader| reader.read_to_end(&mut bytes));
    read.map_err(|error| Failure::at(&input.name, error))?;
    let mut entries = Vec::new();
    let mut valid = true;
    for (number, place) in numbered(1, &bytes) {
        match ingest::judge(line, bytes.get(place).unwrap_or_default().trim_ascii()) {
            Ok(entry) => entries.push(entry),
            Err(reason) => {
                valid = false;
                print(&format!("{}:{number}: {reason}\n", input.name))?;
            }
        }
    }
    if !valid {
        return Ok(Exit::Findings);
    }
    let done =
        Writer::append(&mut *log, &Batch::of(entries)).map_err(|error| url.failed(&error))?;
    let head = log.head().map_err(|error| url.failed(&error))?;
    print(&format!("{} events are in the store, whose last position is {head}\n", done.len()))?;
    Ok(Exit::Clean)
}

fn export(url: &Url, of: Of<'_>, mut after: u64) -> Result<(), Failure> {
    let log = url.open_to_read()?;
    let mut out = stdout();
    loop {
        let page = log.read(of, after, PAGE).map_err(|error| url.failed(&error))?;
        let Some(last) = page.last() else { break };
        after = last.position;
        for stored in page {
            // A document may span lines; JSON has line breaks only where a space may be.
            let line = stored.entry.document.replace(['\n', '\r'], " ");
            writeln!(out, "{line}")?;
        }
    }
    Ok(out.flush()?)
}

fn verify(url: &Url, expected: Option<&str>) -> Outcome {
    known(&url.url)?;
    let expected = expected.map(head).transpose()?;
    let log = event_contract_stores::open_to_read(&url.url, Options::default());
    match log.and_then(|log| log.verify_since(expected.as_ref())) {
        Ok(Head { position: events, .. }) => {
            print(&format!("{events} events, all as they were appended\n"))?;
            Ok(Exit::Clean)
        }
        Err(Error::Corrupt { what }) => {
            print(&format!("damaged: {what}\n"))?;
            Ok(Exit::Findings)
        }
        Err(error) => Err(url.failed(&error)),
    }
}

/// A head, or that in a file.
fn head(given: &str) -> Result<Head, Failure> {
    if let Ok(head) = given.parse() {
        return Ok(head);
    }
    let text = std::fs::read_to_string(given).map_err(|error| {
        Failure::Usage(format!("--expect {given:?} is no head, and no file with one: {error}"))
    })?;
    text.parse().map_err(|error| Failure::Usage(format!("{given}: {error}")))
}

pub(super) fn rejected(url: &Url, limit: NonZeroUsize, show_values: bool) -> Result<(), Failure> {
    let rejected = url.open_to_read()?.load_recent(limit).map_err(|error| url.failed(&error))?;
    let mut out = stdout();
    for one in rejected {
        let mut shown = json!({ "origin": one.origin, "reason": one.reason });
        if show_values && let Some(shown) = shown.as_object_mut() {
            let document = String::from_utf8_lossy(&one.document).into_owned();
            shown.insert("document".into(), document.into());
        }
        writeln!(out, "{shown}")?;
    }
    Ok(out.flush()?)
}
