//! From arguments, a file and the environment to a connector.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};
use spec_kitty_tracker::connectors::{Vendor, open};
use spec_kitty_tracker::layers::{Layered, Limit, Retry, Timeout};
use spec_kitty_tracker::{Connector, NangoConnection, Secret, Settings};

use super::failed;
use event_contract_cli::Failure;

/// What the names of variables begin with.
const PREFIX: &str = "CONTRACTS_TRACKER_";
/// What belongs into the environment, not into files.
const SECRET: &[&str] =
    &["token", "api_token", "api_key", "personal_access_token", "nango_secret_key"];
/// How long an attempt may take, and how many there may be at once.
const TIME_LIMIT: Duration = Duration::from_mins(1);
const AT_ONCE: usize = 8;

/// Which tracker, and how it is reached.
#[derive(clap::Args, Debug)]
pub(super) struct Connect {
    /// The tracker; `contracts tracker connectors` lists them.
    #[arg(long, value_name = "NAME", value_parser = vendor)]
    vendor: Vendor,
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
pub(super) fn vendor(name: &str) -> Result<Vendor, String> {
    Vendor::from_name(name).ok_or_else(|| {
        let names: Vec<_> = Vendor::ALL.iter().map(|vendor| vendor.as_str()).collect();
        format!("the trackers are {}", names.join(", "))
    })
}

impl Connect {
    /// The name of the tracker.
    pub(super) fn provider(&self) -> &'static str {
        self.vendor.as_str()
    }

    /// The settings of the file and, before them, those of the environment.
    fn settings(&self) -> Result<Map<String, Value>, Failure> {
        let mut settings = match &self.config {
            Some(path) => file(path)?,
            None => Map::new(),
        };
        for key in self.vendor.settings(self.nango) {
            let key = key.trim_matches(['[', ']']);
            if let Some(value) = variable(key) {
                settings.insert(key.to_owned(), value.into());
            }
        }
        Ok(settings)
    }

    /// What is not secret about how the tracker is reached, and where that is.
    pub(super) fn described(&self) -> Result<(String, String), Failure> {
        let mut settings = self.settings()?;
        settings.retain(|key, _| !SECRET.contains(&key.as_str()));
        let text = |key: &str| settings.get(key).and_then(Value::as_str).map(str::to_owned);
        let url =
            self.base_url.clone().or_else(|| text("base_url")).or_else(|| text("graphql_url"));
        let usual = match self.vendor {
            Vendor::GitHub => "https://api.github.com",
            Vendor::GitLab => "https://gitlab.com",
            Vendor::Jira => "https://api.atlassian.com",
            Vendor::Linear => "https://api.linear.app",
            Vendor::AzureDevOps => "https://dev.azure.com",
            Vendor::InMemory | Vendor::Beads | Vendor::Fp => "http://localhost",
        };
        let url = url.unwrap_or_else(|| usual.to_owned());
        let described = serde_json::json!([self.vendor.as_str(), self.nango, url, settings]);
        Ok((url, described.to_string()))
    }

    /// The connector, with retries and limits around it.
    pub(super) fn connector(&self) -> Result<Arc<dyn Connector>, Failure> {
        let mut settings = self.settings()?;
        if let Some(url) = &self.base_url {
            let key = if self.vendor == Vendor::Linear { "graphql_url" } else { "base_url" };
            settings.insert(key.to_owned(), url.clone().into());
        }
        let plain = open(self.vendor, self.nango, Settings::new(settings)).map_err(failed)?;
        let timed = Layered::new(Timeout(TIME_LIMIT), plain);
        let retried = Layered::new(Retry::default(), Arc::new(timed));
        Ok(Arc::new(Layered::new(Limit::new(AT_ONCE), Arc::new(retried))))
    }
}

/// The connection of Nango that the environment names.
pub(super) fn nango() -> Result<NangoConnection, Failure> {
    let needed = |key: &str| {
        let missing = || Failure::Usage(format!("{PREFIX}{} is not set", key.to_uppercase()));
        variable(key).ok_or_else(missing)
    };
    let secret = Secret::new(needed("nango_secret_key")?);
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

fn file(path: &PathBuf) -> Result<Map<String, Value>, Failure> {
    let text = std::fs::read(path).map_err(|error| Failure::at(path.display(), error))?;
    let settings: Map<String, Value> = serde_json::from_slice(&text)
        .map_err(|_| Failure::at(path.display(), "is no JSON object"))?;
    match SECRET.iter().find(|key| settings.contains_key(**key)) {
        None => Ok(settings),
        Some(key) => {
            let said = format!("holds `{key}`: set {PREFIX}{} instead", key.to_uppercase());
            Err(Failure::at(path.display(), said))
        }
    }
}
