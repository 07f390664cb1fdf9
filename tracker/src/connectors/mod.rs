//! The trackers, a folder each: `mod` is the connector, `api` what is sent and answered, `map` what words
//! mean on either side.

pub mod azure_devops;
pub mod beads;
pub mod fp;
pub mod github;
pub mod gitlab;
pub mod in_memory;
pub mod jira;
pub mod linear;
mod paging;
mod table;

use std::sync::Arc;

use serde_json::Value;

use crate::connector::{Connector, Query};
use crate::http::{Call, Http};
use crate::model::vocabulary::vocabulary;
use crate::settings::Settings;
use crate::trackers::Trackers;
use crate::{Error, FailureClass, Result};

vocabulary! {
    /// The trackers there are connectors for.
    Vendor {
        /// GitHub's issues.
        GitHub = "github",
        /// GitLab's issues.
        GitLab = "gitlab",
        /// Jira Cloud.
        Jira = "jira",
        /// Linear.
        Linear = "linear",
        /// Azure Boards.
        AzureDevOps = "azure_devops",
        /// A tracker in memory.
        InMemory = "in_memory",
        /// The program `bd`.
        Beads = "beads",
        /// The program `fp`.
        Fp = "fp",
    }
}

impl Vendor {
    /// True if it is reached without a network, and so only directly.
    pub const fn is_local(self) -> bool {
        matches!(self, Self::InMemory | Self::Beads | Self::Fp)
    }

    /// The keys of the settings that it takes, those in brackets if they are wanted.
    pub fn settings(self, hosted: bool) -> Vec<&'static str> {
        const NANGO: &[&str] =
            &["connection_id", "provider_config_key", "nango_secret_key", "[nango_base_url]"];
        let (own, credentials): (&[_], &[_]) = match self {
            Self::GitHub => (&["owner", "repo", "[base_url]"], &["token"]),
            Self::GitLab => (&["project_id", "[base_url]"], &["token"]),
            Self::Jira => (
                &[
                    "base_url",
                    "project_key",
                    "[default_issue_type]",
                    "[status_name_map]",
                    "[spec_kitty_mission_field_id]",
                ],
                &["email", "api_token"],
            ),
            Self::Linear => {
                (&["team_id", "[workspace]", "[graphql_url]", "[status_to_state_id]"], &["api_key"])
            }
            Self::AzureDevOps => (
                &["organization", "project", "[base_url]", "[status_map]"],
                &["personal_access_token"],
            ),
            Self::InMemory => (&["name", "workspace"], &[]),
            Self::Beads => (&["[workspace]", "[command]", "[cwd]"], &[]),
            Self::Fp => (&["[workspace]", "[command]", "[cwd]", "[default_issue_type]"], &[]),
        };
        [own, if hosted { NANGO } else { credentials }].concat()
    }
}

/// How many comments are asked for at once.
const COMMENTS: u32 = 100;

/// The texts of all comments, page by page, as GitHub and GitLab answer them.
async fn texts(http: &Http, of: impl Fn(u32) -> Result<Call>) -> Result<Option<Vec<String>>> {
    let mut texts = Vec::new();
    for page in 1.. {
        let rows: Vec<Said> = http.send(of(page)?).await?.json()?;
        let last = rows.len() < COMMENTS as usize;
        texts.extend(rows.into_iter().filter_map(|row| row.body));
        if last {
            break;
        }
    }
    Ok(Some(texts))
}

/// A comment, as GitHub and GitLab answer it.
#[derive(serde::Deserialize)]
struct Said {
    body: Option<String>,
}

/// An issue's number, where a tracker has numbers: it has no issue under anything else.
fn numbered(id: &str) -> Result<&str> {
    if id.len() <= 18 && !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(id);
    }
    Err(Error::request(FailureClass::NotFound, "the reference has no issue number"))
}

/// A connector by its settings: those of [`Settings`], with the credentials, or with the keys of Nango if
/// it is hosted.
///
/// # Errors
///
/// A setting is missing, unknown or of no use.
pub fn open(vendor: Vendor, hosted: bool, settings: Settings) -> Result<Arc<dyn Connector>> {
    Trackers::default().open(vendor.as_str(), hosted, settings)
}

/// A connector by its settings, of which some may be left over.
pub(crate) fn open_with(
    vendor: Vendor,
    hosted: bool,
    from: &mut Settings,
) -> Result<Arc<dyn Connector>> {
    Ok(match vendor {
        Vendor::GitHub => Arc::new(github::GitHub::from_settings(hosted, from)?),
        Vendor::GitLab => Arc::new(gitlab::GitLab::from_settings(hosted, from)?),
        Vendor::Jira => Arc::new(jira::Jira::from_settings(hosted, from)?),
        Vendor::Linear => Arc::new(linear::Linear::from_settings(hosted, from)?),
        Vendor::AzureDevOps => Arc::new(azure_devops::AzureDevOps::from_settings(hosted, from)?),
        Vendor::InMemory => Arc::new(in_memory::InMemory::from_settings(from)?),
        Vendor::Beads => Arc::new(beads::Beads::from_settings(from)?),
        Vendor::Fp => Arc::new(fp::Fp::from_settings(from)?),
    })
}

/// A text of the filters; numbers and booleans as their text.
fn filter_text(query: &Query, name: &str) -> Result<Option<String>> {
    match query.filters.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(value @ (Value::Number(_) | Value::Bool(_))) => Ok(Some(value.to_string())),
        Some(_) => Err(Error::invalid(format!("the filter {name} is a text"))),
    }
}

/// Who a tracker is told to assign that takes one person: the first, or nobody.
fn first(assignees: &[String]) -> Option<&str> {
    assignees.iter().map(String::as_str).find(|name| !name.trim().is_empty())
}

/// Labels with a `_` for each run of what a tracker's labels cannot hold, without empty and repeated ones.
fn labels(labels: &[String], cannot: impl Fn(char) -> bool) -> Vec<String> {
    let mut held: Vec<String> = Vec::with_capacity(labels.len());
    for label in labels {
        let words = label.split(&cannot).filter(|word| !word.is_empty());
        let label = words.collect::<Vec<_>>().join("_");
        if !label.trim().is_empty() && !held.contains(&label) {
            held.push(label);
        }
    }
    held
}
