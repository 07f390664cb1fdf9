//! Names of issues in other systems.

use serde::{Deserialize, Serialize};

use crate::Error;

/// Names an issue in a tracker.
///
/// System, workspace and id are never blank; together they are the [identity](Self::identity).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Parts")]
pub struct ExternalRef {
    system: String,
    workspace: String,
    id: String,
    key: Option<String>,
    url: Option<String>,
}

impl ExternalRef {
    /// A reference without key and URL; refuses blank parts.
    pub fn new(
        system: impl Into<String>,
        workspace: impl Into<String>,
        id: impl Into<String>,
    ) -> Result<Self, Error> {
        let parts = Self {
            system: system.into(),
            workspace: workspace.into(),
            id: id.into(),
            key: None,
            url: None,
        };
        for (name, part) in
            [("system", &parts.system), ("workspace", &parts.workspace), ("id", &parts.id)]
        {
            if part.trim().is_empty() {
                return Err(Error::invalid(format!("the {name} of a reference is blank")));
            }
        }
        Ok(parts)
    }

    /// With the key that people use, such as `PROJ-1`.
    #[must_use]
    pub fn with_key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// With the page where people see the issue.
    #[must_use]
    pub fn with_url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// The tracker, such as `jira`.
    pub fn system(&self) -> &str {
        &self.system
    }

    /// The part of the tracker that the id is unique in.
    pub fn workspace(&self) -> &str {
        &self.workspace
    }

    /// The id that the tracker never changes.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The key that people use, if there is one.
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// The page where people see the issue, if known.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// The key, else the id: what trackers with keys are asked by.
    pub fn key_or_id(&self) -> &str {
        self.key().filter(|key| !key.trim().is_empty()).unwrap_or(&self.id)
    }

    /// `system:workspace:id`, the same for the same issue whatever its key and URL are.
    pub fn identity(&self) -> String {
        format!("{}:{}:{}", self.system, self.workspace, self.id)
    }
}

/// The JSON form, before anything is known to be valid.
#[derive(Deserialize)]
pub(crate) struct Parts {
    system: String,
    workspace: String,
    id: String,
    #[serde(default)]
    key: Option<String>,
    #[serde(default)]
    url: Option<String>,
}

impl TryFrom<Parts> for ExternalRef {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self, Error> {
        let reference = Self::new(parts.system, parts.workspace, parts.id)?;
        Ok(Self { key: parts.key, url: parts.url, ..reference })
    }
}
