//! Issues and links.

use serde::{Deserialize, Serialize};

use super::{CanonicalIssueType, CanonicalStatus, ExternalRef, LinkType, Object, Timestamp};
use crate::Error;
use crate::contracts::words::Rank;

/// What an issue is called; never blank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Title(String);

impl Title {
    /// Refuses a blank title.
    pub fn new(text: impl Into<String>) -> Result<Self, Error> {
        let text = text.into();
        if text.trim().is_empty() {
            return Err(Error::invalid("the title of an issue is blank"));
        }
        Ok(Self(text))
    }

    /// A title of what a tracker says, which may be nothing.
    pub(crate) fn or_untitled(text: Option<String>) -> Self {
        text.and_then(|text| Self::new(text).ok()).unwrap_or_else(|| Self("Untitled".to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How urgent an issue is: 0 is the most urgent, 4 the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Priority(u8);

impl Priority {
    /// The lowest urgency.
    pub const LEAST: Self = Self(4);

    /// Refuses what is outside 0 to 4.
    pub fn new(value: i64) -> Result<Self, Error> {
        match u8::try_from(value) {
            Ok(value) if value <= Self::LEAST.0 => Ok(Self(value)),
            _ => Err(Error::invalid("a priority is a number from 0 to 4")),
        }
    }

    /// The nearest priority.
    pub fn clamped(value: i64) -> Self {
        Self(u8::try_from(value.clamp(0, i64::from(Self::LEAST.0))).unwrap_or_default())
    }

    /// The number.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// The same as a word of contracts.
    pub(crate) fn rank(self) -> Rank {
        Rank::ALL.get(usize::from(self.0)).copied().unwrap_or(Rank::P4)
    }
}

impl From<Rank> for Priority {
    fn from(rank: Rank) -> Self {
        Self(rank as u8)
    }
}

/// A relation of an issue to another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CanonicalLink {
    /// What the issue is to the other one.
    #[serde(rename = "type")]
    pub link_type: LinkType,
    /// The other one.
    pub target: ExternalRef,
}

/// An issue, in words that all trackers understand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "IssueParts")]
pub struct CanonicalIssue {
    /// Which issue it is.
    #[serde(rename = "ref")]
    pub reference: ExternalRef,
    /// What it is called.
    pub title: Title,
    /// What it says.
    pub body: Option<String>,
    /// How far it is.
    pub status: CanonicalStatus,
    /// What kind of work it is.
    pub issue_type: CanonicalIssueType,
    /// How urgent it is.
    pub priority: Option<Priority>,
    /// Who works on it, by the names that the tracker uses.
    pub assignees: Vec<String>,
    /// How it is labelled.
    pub labels: Vec<String>,
    /// What it is a part of.
    pub parent: Option<ExternalRef>,
    /// What it has to do with.
    pub links: Vec<CanonicalLink>,
    /// Whatever else is recorded.
    pub custom_fields: Object,
    /// When it came to be.
    pub created_at: Option<Timestamp>,
    /// When it last changed.
    pub updated_at: Option<Timestamp>,
}

impl CanonicalIssue {
    /// A task that is to be done.
    pub fn new(reference: ExternalRef, title: Title) -> Self {
        Self {
            reference,
            title,
            body: None,
            status: CanonicalStatus::Todo,
            issue_type: CanonicalIssueType::Task,
            priority: None,
            assignees: Vec::new(),
            labels: Vec::new(),
            parent: None,
            links: Vec::new(),
            custom_fields: Object::new(),
            created_at: None,
            updated_at: None,
        }
    }
}

/// The JSON form of a link.
#[derive(Deserialize)]
pub(crate) struct LinkParts {
    #[serde(rename = "type")]
    link_type: String,
    target: super::reference::Parts,
}

impl TryFrom<LinkParts> for CanonicalLink {
    type Error = Error;

    fn try_from(parts: LinkParts) -> Result<Self, Error> {
        Ok(Self { link_type: parts.link_type.parse()?, target: parts.target.try_into()? })
    }
}

/// The JSON form of an issue.
#[derive(Deserialize)]
pub(crate) struct IssueParts {
    #[serde(rename = "ref")]
    reference: super::reference::Parts,
    title: String,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    issue_type: Option<String>,
    #[serde(default)]
    priority: Option<i64>,
    #[serde(default)]
    assignees: Option<Vec<String>>,
    #[serde(default)]
    labels: Option<Vec<String>>,
    #[serde(default)]
    parent: Option<super::reference::Parts>,
    #[serde(default)]
    links: Option<Vec<LinkParts>>,
    #[serde(default)]
    custom_fields: Option<Object>,
    #[serde(default)]
    created_at: Option<String>,
    #[serde(default)]
    updated_at: Option<String>,
}

impl TryFrom<IssueParts> for CanonicalIssue {
    type Error = Error;

    fn try_from(parts: IssueParts) -> Result<Self, Error> {
        let links = parts.links.unwrap_or_default().into_iter().map(TryInto::try_into);
        let mut issue = Self::new(parts.reference.try_into()?, Title::new(parts.title)?);
        if let Some(status) = parts.status {
            issue.status = status.parse()?;
        }
        if let Some(issue_type) = parts.issue_type {
            issue.issue_type = issue_type.parse()?;
        }
        issue.body = parts.body;
        issue.priority = parts.priority.map(Priority::new).transpose()?;
        issue.assignees = parts.assignees.unwrap_or_default();
        issue.labels = parts.labels.unwrap_or_default();
        issue.parent = parts.parent.map(TryInto::try_into).transpose()?;
        issue.links = links.collect::<Result<_, _>>()?;
        issue.custom_fields = parts.custom_fields.unwrap_or_default();
        issue.created_at = parts.created_at.map(|text| text.parse()).transpose()?;
        issue.updated_at = parts.updated_at.map(|text| text.parse()).transpose()?;
        Ok(issue)
    }
}
