//! The trackers that can be connected by settings: those of this crate, and whatever others register.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::connector::Connector;
use crate::connectors::{Vendor, open_with};
use crate::discovery::{
    self, DiscoveredResource, DiscoveredWorkspace, Discovery, DiscoveryResult, not_discovered,
};
use crate::http::Access;
use crate::settings::Settings;
use crate::{Error, Result};

/// A tracker that can be connected by settings.
pub trait Tracker: Send + Sync {
    /// What it is called wherever one is chosen. Its references should have it as their system.
    fn name(&self) -> &str;

    /// True if it cannot be reached through Nango.
    fn is_local(&self) -> bool {
        true
    }

    /// The keys of the settings that it takes, those in brackets if they are wanted. Where it is hosted, those of Nango are among
    /// them.
    fn settings(&self, hosted: bool) -> Vec<&str>;

    /// The keys among them that are credentials.
    fn secrets(&self) -> Vec<&str> {
        Vec::new()
    }

    /// The key of the setting that says where it is, and where it is without.
    fn address(&self) -> (&'static str, &str) {
        ("base_url", "http://localhost")
    }

    /// A connector. Settings that it does not read are refused afterwards.
    ///
    /// # Errors
    ///
    /// A setting is missing or of no use. The message holds no credential.
    fn open(&self, hosted: bool, settings: &mut Settings) -> Result<Arc<dyn Connector>>;

    /// What finds out what of it can be connected, if anything does.
    fn discovery(&self) -> Option<&dyn Discovery> {
        None
    }
}

impl Tracker for Vendor {
    fn name(&self) -> &str {
        self.as_str()
    }

    fn is_local(&self) -> bool {
        (*self).is_local()
    }

    fn settings(&self, hosted: bool) -> Vec<&str> {
        (*self).settings(hosted)
    }

    fn secrets(&self) -> Vec<&str> {
        vec!["token", "api_token", "api_key", "personal_access_token", "nango_secret_key"]
    }

    fn address(&self) -> (&'static str, &str) {
        match self {
            Self::GitHub => ("base_url", "https://api.github.com"),
            Self::GitLab => ("base_url", "https://gitlab.com"),
            Self::Jira => ("base_url", "https://api.atlassian.com"),
            Self::Linear => ("graphql_url", "https://api.linear.app"),
            Self::AzureDevOps => ("base_url", "https://dev.azure.com"),
            Self::InMemory | Self::Beads | Self::Fp => ("base_url", "http://localhost"),
        }
    }

    fn open(&self, hosted: bool, settings: &mut Settings) -> Result<Arc<dyn Connector>> {
        open_with(*self, hosted, settings)
    }

    fn discovery(&self) -> Option<&dyn Discovery> {
        self.is_discovered().then_some(self)
    }
}

/// Trackers by name. The default has those of this crate.
#[derive(Clone)]
pub struct Trackers {
    trackers: BTreeMap<String, Arc<dyn Tracker>>,
    /// The names, in the order in which they came.
    names: Vec<String>,
}

impl Default for Trackers {
    fn default() -> Self {
        let mut all = Self { trackers: BTreeMap::new(), names: Vec::new() };
        for vendor in Vendor::ALL {
            all.add(vendor.as_str().to_owned(), Arc::new(*vendor));
        }
        all
    }
}

impl Trackers {
    /// Takes a tracker.
    ///
    /// # Errors
    ///
    /// The name is taken, blank, or has a colon or white space, which would not be told apart in identities.
    pub fn register(&mut self, tracker: Arc<dyn Tracker>) -> Result<()> {
        let name = tracker.name().to_owned();
        if name.is_empty() || name.contains(|c: char| c == ':' || c.is_whitespace()) {
            let said = "the name of a tracker is not empty and has no colon and no white space";
            return Err(Error::config(said));
        }
        if self.trackers.contains_key(&name) {
            return Err(Error::config(format!("there is a tracker called {name} already")));
        }
        self.add(name, tracker);
        Ok(())
    }

    /// The same with a tracker, as [`register`](Self::register) takes it.
    ///
    /// # Errors
    ///
    /// As `register`.
    pub fn with(mut self, tracker: impl Tracker + 'static) -> Result<Self> {
        self.register(Arc::new(tracker))?;
        Ok(self)
    }

    /// The tracker of a name.
    ///
    /// # Errors
    ///
    /// There is none; the message names those that there are.
    pub fn get(&self, name: &str) -> Result<&Arc<dyn Tracker>> {
        let found = self.trackers.get(name);
        let known = || format!("the trackers are {}", self.names.join(", "));
        found.ok_or_else(|| Error::config(known()))
    }

    /// All of them, in the order in which they came.
    pub fn all(&self) -> impl Iterator<Item = &Arc<dyn Tracker>> {
        self.names.iter().filter_map(|name| self.trackers.get(name))
    }

    /// A connector by its settings: those of [`Settings`], with the credentials, or with the keys of Nango if it is hosted.
    ///
    /// # Errors
    ///
    /// There is no such tracker, or none that is hosted; a setting is missing, unknown or of no use.
    pub fn open(
        &self,
        name: &str,
        hosted: bool,
        mut settings: Settings,
    ) -> Result<Arc<dyn Connector>> {
        let tracker = self.get(name)?;
        if hosted && tracker.is_local() {
            return Err(Error::config("this tracker is local and has no hosted form"));
        }
        let connector = tracker.open(hosted, &mut settings)?;
        settings.finish()?;
        Ok(connector)
    }

    /// What finds out what can be connected of a tracker.
    ///
    /// # Errors
    ///
    /// There is no such tracker, or nothing can be discovered for it.
    pub fn discovery(&self, name: &str) -> Result<&dyn Discovery> {
        self.get(name)?.discovery().ok_or_else(|| not_discovered(name))
    }

    /// The workspaces of a tracker.
    ///
    /// # Errors
    ///
    /// As [`discovery`](Self::discovery); what it fails with; what it found breaks the
    /// [contract](crate::discovery::contract).
    pub async fn workspaces(
        &self,
        name: &str,
        access: Access<Settings>,
    ) -> Result<DiscoveryResult<DiscoveredWorkspace>> {
        discovery::workspaces(name, self.discovery(name)?, access).await
    }

    /// The resources of a workspace that can be connected.
    ///
    /// # Errors
    ///
    /// As [`workspaces`](Self::workspaces).
    pub async fn resources(
        &self,
        name: &str,
        workspace: &DiscoveredWorkspace,
        access: Access<Settings>,
    ) -> Result<DiscoveryResult<DiscoveredResource>> {
        discovery::resources(name, self.discovery(name)?, workspace, access).await
    }

    fn add(&mut self, name: String, tracker: Arc<dyn Tracker>) {
        self.names.push(name.clone());
        self.trackers.insert(name, tracker);
    }
}
