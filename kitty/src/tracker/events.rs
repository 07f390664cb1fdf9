//! What happens in a run: into a log, and onto the screen.

use std::io::IsTerminal as _;
use std::sync::atomic::{AtomicUsize, Ordering};

use event_contract::JsonValue;
use event_contract::emitter::{Emitter, Surroundings as _, ulid};
use event_contract_stores::{Options, Store, System, hex, shown};
use indicatif::{ProgressBar, ProgressStyle};
use sha2::{Digest as _, Sha256};
use spec_kitty_contracts::v3::LINE;
use spec_kitty_tracker::events::{Connection, Emitting};
use spec_kitty_tracker::sync::{Observer, SyncEvent, Tie};
use spec_kitty_tracker::{ExternalRef, Trackers};

use super::connect::Connect;
use event_contract_cli::Failure;
use event_contract_cli::create_store;

/// Where events go, and who is named in them.
#[derive(clap::Args, Debug)]
pub(super) struct Events {
    /// Puts links, what came in, and how the connection is, into a store of events, such as sqlite:events.db. It is made
    /// if it is not there.
    #[arg(long = "events", id = "events", value_name = "URL")]
    log: Option<String>,
    /// The connection in those events; the tracker's name if missing.
    #[arg(long, value_name = "ID", requires = "events")]
    connector: Option<String>,
    /// The project in those events, a UUID.
    #[arg(
        long,
        value_name = "UUID",
        requires = "events",
        default_value = "00000000-0000-0000-0000-000000000000"
    )]
    project: String,
    /// The mission in those events that nothing else says.
    #[arg(long, value_name = "ID", requires = "events", default_value = "tracker")]
    mission: String,
    /// Whoever does it, in those events.
    #[arg(long, value_name = "ID", requires = "events", default_value = "contracts-tracker")]
    actor: String,
}

type Log = Emitting<Box<dyn Store>, System>;

/// Watches a run.
pub(super) struct Watch {
    bar: ProgressBar,
    read: AtomicUsize,
    settled: AtomicUsize,
    log: Option<(String, Log)>,
}

impl Watch {
    /// Opens the log, if there is to be one.
    pub(super) fn new(
        events: &Events,
        connect: &Connect,
        trackers: &Trackers,
    ) -> Result<Self, Failure> {
        let log = match &events.log {
            Some(url) => Some((shown(url), open(url, events, connect, trackers)?)),
            None => None,
        };
        let (read, settled) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Ok(Self { bar: bar(), read, settled, log })
    }

    /// Ties something here to an issue.
    pub(super) fn link(&self, issue: &ExternalRef, to: Tie<'_>) -> Result<(), Failure> {
        let Some((url, log)) = &self.log else { return Ok(()) };
        log.link(issue, to).map_err(|error| Failure::at(url, error))
    }

    /// Clears the screen, and says whether events were lost.
    pub(super) fn finish(&self) -> Result<(), Failure> {
        self.bar.finish_and_clear();
        let Some((url, log)) = &self.log else { return Ok(()) };
        log.finish().map_err(|error| Failure::at(url, error))
    }
}

impl Observer for Watch {
    fn saw(&self, event: SyncEvent<'_>) {
        match event {
            SyncEvent::Read(more) => drop(self.read.fetch_add(more, Ordering::Relaxed)),
            SyncEvent::Settled(..) => drop(self.settled.fetch_add(1, Ordering::Relaxed)),
            _ => {}
        }
        let count = |of: &AtomicUsize| of.load(Ordering::Relaxed);
        self.bar.set_message(format!(
            "{} read, {} settled",
            count(&self.read),
            count(&self.settled)
        ));
        self.bar.tick();
        if let Some((_, log)) = &self.log {
            log.saw(event);
        }
    }
}

fn bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    match ProgressStyle::with_template("{spinner} {msg}  {elapsed}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn open(
    url: &str,
    events: &Events,
    connect: &Connect,
    trackers: &Trackers,
) -> Result<Log, Failure> {
    let log = create_store(url, Options::default())?;
    let failed = |error: &dyn std::fmt::Display| Failure::at(shown(url), error);
    let (endpoint_url, settings) = connect.described(trackers)?;
    let connection = Connection {
        connector_id: events.connector.clone().unwrap_or_else(|| connect.provider().to_owned()),
        provider: connect.provider().to_owned(),
        mission_id: events.mission.clone(),
        project_uuid: events.project.clone(),
        actor_id: events.actor.clone(),
        endpoint_url,
        credentials_ref: "environment".to_owned(),
        config_hash: hex(Sha256::digest(settings.as_bytes())),
    };
    let correlation = ulid(System.now(), System.random().unwrap_or_default());
    let fields = [
        ("build_id", env!("CARGO_PKG_VERSION")),
        ("project_uuid", &*events.project),
        ("correlation_id", &*correlation),
    ];
    let fields = fields.into_iter().filter_map(|(name, value)| {
        let value = JsonValue::try_from(serde_json::Value::from(value)).ok()?;
        Some((name.to_owned(), value))
    });
    let emitter = Emitter::new(&LINE, &*events.actor, fields, log, System);
    let emitter = emitter.map_err(|error| failed(&error))?;
    Emitting::new(emitter, connection).map_err(|error| failed(&error))
}
