//! From arguments, a file and the environment to a connector.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};
use spec_kitty_tracker::layers::{Layered, Limit, Retry, Timeout};
use spec_kitty_tracker::{Access, Connector, NangoConnection, Secret, Settings, Tracker, Trackers};

use super::failed;
use event_contract_cli::Failure;

/// What the names of variables begin with.
const PREFIX: &str = "CONTRACTS_TRACKER_";
/// The secret key of the Nango environment.
const NANGO_SECRET: &str = "nango_secret_key";
/// How long an attempt may take, and how many there may be at once.
const TIME_LIMIT: Duration = Duration::from_mins(1);
const AT_ONCE: usize = 8;

/// Which tracker, and how it is reached.
#[derive(clap::Args, Debug)]
pub(super) struct Connect {
    /// The tracker; `contracts tracker connectors` lists them.
    #[arg(long, value_name = "NAME")]
    vendor: String,
    /// Reaches it through Nango, which holds the credentials.
    #[arg(long)]
    nango: bool,
    /// The settings as a JSON object, without credentials. Each can come from the environment instead, credentials
    /// always do: `CONTRACTS_TRACKER_TOKEN`, `CONTRACTS_TRACKER_OWNER` and so on.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Where the tracker's API is, if it is not where the vendor has it.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

/// A tracker by its name.
pub(super) fn named<'a>(trackers: &'a Trackers, name: &str) -> Result<&'a dyn Tracker, Failure> {
    let found = trackers.get(name);
    found.map(|tracker| &**tracker).map_err(|error| {
        Failure::Usage(format!("no tracker is called `{name}` (--vendor): {error}"))
    })
}

impl Connect {
    /// The name of the tracker.
    pub(super) fn provider(&self) -> &str {
        &self.vendor
    }

    /// The settings of the file and, before them, those of the environment.
    fn settings(&self, tracker: &dyn Tracker) -> Result<Map<String, Value>, Failure> {
        let mut settings = match &self.config {
            Some(path) => file(path, &secrets(tracker))?,
            None => Map::new(),
        };
        settings.extend(environment(tracker, self.nango));
        Ok(settings)
    }

    /// What is not secret about how the tracker is reached, and where that is.
    pub(super) fn described(&self, trackers: &Trackers) -> Result<(String, String), Failure> {
        let tracker = named(trackers, &self.vendor)?;
        let mut settings = self.settings(tracker)?;
        let secrets = secrets(tracker);
        settings.retain(|key, _| !secrets.contains(&&**key));
        let text = |key: &str| settings.get(key).and_then(Value::as_str).map(str::to_owned);
        let url =
            self.base_url.clone().or_else(|| text("base_url")).or_else(|| text("graphql_url"));
        let url = url.unwrap_or_else(|| tracker.address().1.to_owned());
        let described = serde_json::json!([self.vendor, self.nango, url, settings]);
        Ok((url, described.to_string()))
    }

    /// The connector, with retries and limits around it.
    pub(super) fn connector(&self, trackers: &Trackers) -> Result<Arc<dyn Connector>, Failure> {
        let tracker = named(trackers, &self.vendor)?;
        let mut settings = self.settings(tracker)?;
        if let Some(url) = &self.base_url {
            settings.insert(tracker.address().0.to_owned(), url.clone().into());
        }
        let plain = trackers.open(&self.vendor, self.nango, Settings::new(settings));
        let timed = Layered::new(Timeout(TIME_LIMIT), plain.map_err(failed)?);
        let retried = Layered::new(Retry::default(), Arc::new(timed));
        Ok(Arc::new(Layered::new(Limit::new(AT_ONCE), Arc::new(retried))))
    }
}

/// What discovery of a tracker goes by: its settings, where it is direct, else a connection of Nango; all of the environment.
pub(super) fn access(tracker: &dyn Tracker, direct: bool) -> Result<Access<Settings>, Failure> {
    if direct {
        return Ok(Access::Direct(Settings::new(environment(tracker, false))));
    }
    nango().map(Access::Nango)
}

/// The settings of the environment.
fn environment(tracker: &dyn Tracker, hosted: bool) -> Map<String, Value> {
    let keys = tracker.settings(hosted).into_iter().map(|key| key.trim_matches(['[', ']']));
    keys.filter_map(|key| Some((key.to_owned(), variable(key)?.into()))).collect()
}

/// What belongs into the environment, not into files.
fn secrets(tracker: &dyn Tracker) -> Vec<&str> {
    let mut secrets = tracker.secrets();
    secrets.push(NANGO_SECRET);
    secrets
}

/// The connection of Nango that the environment names.
fn nango() -> Result<NangoConnection, Failure> {
    let needed = |key: &str| {
        let missing = || Failure::Usage(format!("{PREFIX}{} is not set", key.to_uppercase()));
        variable(key).ok_or_else(missing)
    };
    let secret = Secret::new(needed(NANGO_SECRET)?);
    let connection =
        NangoConnection::new(needed("connection_id")?, needed("provider_config_key")?, secret);
    let connection = connection.map_err(failed)?;
    Ok(match variable("nango_base_url") {
        Some(url) => connection.with_base_url(url),
        None => connection,
    })
}

/// The value of a variable of ours.
pub(super) fn variable(key: &str) -> Option<String> {
    std::env::var(format!("{PREFIX}{}", key.to_uppercase())).ok()
}

fn file(path: &PathBuf, secrets: &[&str]) -> Result<Map<String, Value>, Failure> {
    let text = std::fs::read(path).map_err(|error| Failure::at(path.display(), error))?;
    let settings: Map<String, Value> = serde_json::from_slice(&text)
        .map_err(|_| Failure::at(path.display(), "is no JSON object"))?;
    match secrets.iter().find(|key| settings.contains_key(**key)) {
        None => Ok(settings),
        Some(key) => {
            let said = format!("holds `{key}`: set {PREFIX}{} instead", key.to_uppercase());
            Err(Failure::at(path.display(), said))
        }
    }
}
