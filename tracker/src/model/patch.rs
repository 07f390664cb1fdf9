//! Changes of issues.

use serde::Deserialize;
use serde_json::{Value, json};

use super::issue::LinkParts;
use super::reference::Parts;
use super::{
    CanonicalIssue, CanonicalIssueType, CanonicalLink, CanonicalStatus, ExternalRef, Object,
    Priority, Timestamp, Title,
};
use crate::Error;

/// What becomes of something that may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Change<T> {
    /// It stays.
    #[default]
    Keep,
    /// It is missing from now on.
    Clear,
    /// It is this from now on.
    Set(T),
}

impl<T> Change<T> {
    /// What it will be, unless it stays.
    pub fn value(&self) -> Option<Option<&T>> {
        match self {
            Self::Keep => None,
            Self::Clear => Some(None),
            Self::Set(value) => Some(Some(value)),
        }
    }

    /// Applies the change.
    pub fn apply(self, to: &mut Option<T>) {
        match self {
            Self::Keep => {}
            Self::Clear => *to = None,
            Self::Set(value) => *to = Some(value),
        }
    }

    fn keep() -> Self {
        Self::Keep
    }

    /// What it will be, unless it stays, where nothing is a value.
    fn or_default(self) -> Option<T>
    where
        T: Default,
    {
        match self {
            Self::Keep => None,
            Self::Clear => Some(T::default()),
            Self::Set(value) => Some(value),
        }
    }

    fn try_map<U>(self, map: impl FnOnce(T) -> Result<U, Error>) -> Result<Change<U>, Error> {
        Ok(match self {
            Self::Keep => Change::Keep,
            Self::Clear => Change::Clear,
            Self::Set(value) => Change::Set(map(value)?),
        })
    }
}

/// A change of an issue: what is not named stays as it is.
///
/// What a tracker cannot hold is left out of what it is sent; the issue that a connector returns is the
/// one that the tracker now has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IssuePatch {
    /// What it is called from now on.
    pub title: Option<Title>,
    /// What it says.
    pub body: Change<String>,
    /// How far it is.
    pub status: Option<CanonicalStatus>,
    /// What kind of work it is.
    pub issue_type: Option<CanonicalIssueType>,
    /// How urgent it is.
    pub priority: Change<Priority>,
    /// Who works on it, all of them.
    pub assignees: Option<Vec<String>>,
    /// Its labels, all of them.
    pub labels: Option<Vec<String>>,
    /// What it is a part of.
    pub parent: Change<ExternalRef>,
    /// What it has to do with.
    pub links: Option<Vec<CanonicalLink>>,
    /// Whatever else is recorded, all of it.
    pub custom_fields: Option<Object>,
    /// When it came to be.
    pub created_at: Change<Timestamp>,
    /// When it last changed.
    pub updated_at: Change<Timestamp>,
    /// The ids of the issues it waits for; only `fp` knows these.
    pub depends: Option<Vec<String>>,
}

impl IssuePatch {
    /// A change of the status.
    pub fn status(status: CanonicalStatus) -> Self {
        Self { status: Some(status), ..Self::default() }
    }

    /// The names of what changes, as in JSON.
    pub fn names(&self) -> Vec<&'static str> {
        let named = [
            ("title", self.title.is_some()),
            ("body", self.body != Change::Keep),
            ("status", self.status.is_some()),
            ("issue_type", self.issue_type.is_some()),
            ("priority", self.priority != Change::Keep),
            ("assignees", self.assignees.is_some()),
            ("labels", self.labels.is_some()),
            ("parent", self.parent != Change::Keep),
            ("links", self.links.is_some()),
            ("custom_fields", self.custom_fields.is_some()),
            ("created_at", self.created_at != Change::Keep),
            ("updated_at", self.updated_at != Change::Keep),
            ("depends", self.depends.is_some()),
        ];
        named.into_iter().filter(|(_, changes)| *changes).map(|(name, _)| name).collect()
    }

    /// True if everything stays.
    pub fn is_empty(&self) -> bool {
        self.names().is_empty()
    }

    /// The JSON form.
    pub fn to_json(&self) -> Object {
        let mut object = Object::new();
        for name in self.names() {
            let value = match name {
                "title" => json!(self.title),
                "body" => json!(self.body.value()),
                "status" => json!(self.status),
                "issue_type" => json!(self.issue_type),
                "priority" => json!(self.priority.value()),
                "assignees" => json!(self.assignees),
                "labels" => json!(self.labels),
                "parent" => json!(self.parent.value()),
                "links" => json!(self.links),
                "custom_fields" => json!(self.custom_fields),
                "created_at" => json!(self.created_at.value()),
                "updated_at" => json!(self.updated_at.value()),
                _ => json!(self.depends),
            };
            object.insert(name.to_owned(), value);
        }
        object
    }

    /// Changes an issue.
    pub fn apply(self, issue: &mut CanonicalIssue) {
        fn set<T>(change: Option<T>, to: &mut T) {
            if let Some(value) = change {
                *to = value;
            }
        }
        set(self.title, &mut issue.title);
        self.body.apply(&mut issue.body);
        set(self.status, &mut issue.status);
        set(self.issue_type, &mut issue.issue_type);
        self.priority.apply(&mut issue.priority);
        set(self.assignees, &mut issue.assignees);
        set(self.labels, &mut issue.labels);
        self.parent.apply(&mut issue.parent);
        set(self.links, &mut issue.links);
        set(self.custom_fields, &mut issue.custom_fields);
        self.created_at.apply(&mut issue.created_at);
        self.updated_at.apply(&mut issue.updated_at);
    }
}

/// The JSON form of a change, where absent and `null` differ.
#[derive(Deserialize)]
pub(crate) struct PatchParts {
    #[serde(default = "Change::keep")]
    title: Change<String>,
    #[serde(default = "Change::keep")]
    body: Change<String>,
    #[serde(default = "Change::keep")]
    status: Change<String>,
    #[serde(default = "Change::keep")]
    issue_type: Change<String>,
    #[serde(default = "Change::keep")]
    priority: Change<i64>,
    #[serde(default = "Change::keep")]
    assignees: Change<Vec<String>>,
    #[serde(default = "Change::keep")]
    labels: Change<Vec<String>>,
    #[serde(default = "Change::keep")]
    parent: Change<Parts>,
    #[serde(default = "Change::keep")]
    links: Change<Vec<LinkParts>>,
    #[serde(default = "Change::keep")]
    custom_fields: Change<Object>,
    #[serde(default = "Change::keep")]
    created_at: Change<String>,
    #[serde(default = "Change::keep")]
    updated_at: Change<String>,
    #[serde(default = "Change::keep")]
    depends: Change<Vec<Value>>,
}

/// Of what is there; `keep` is for what is not.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Change<T> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(from)?.map_or(Self::Clear, Self::Set))
    }
}

impl TryFrom<PatchParts> for IssuePatch {
    type Error = Error;

    fn try_from(parts: PatchParts) -> Result<Self, Error> {
        let text = |id: &Value| id.as_str().map_or_else(|| id.to_string(), str::to_owned);
        let ids = |ids: Vec<Value>| {
            ids.iter().filter(|id| !id.is_null()).map(text).filter(|id| !id.is_empty()).collect()
        };
        let links = parts.links.or_default();
        let links = links.map(|links| links.into_iter().map(TryInto::try_into).collect());
        Ok(Self {
            title: needed(parts.title, "title")?.map(Title::new).transpose()?,
            body: parts.body,
            status: needed(parts.status, "status")?.map(|name| name.parse()).transpose()?,
            issue_type: needed(parts.issue_type, "issue_type")?
                .map(|name| name.parse())
                .transpose()?,
            priority: parts.priority.try_map(Priority::new)?,
            assignees: parts.assignees.or_default(),
            labels: parts.labels.or_default(),
            parent: parts.parent.try_map(TryInto::try_into)?,
            links: links.transpose()?,
            custom_fields: parts.custom_fields.or_default(),
            created_at: parts.created_at.try_map(|text| text.parse())?,
            updated_at: parts.updated_at.try_map(|text| text.parse())?,
            depends: parts.depends.or_default().map(ids),
        })
    }
}

/// What cannot be missing cannot be cleared.
fn needed<T>(change: Change<T>, name: &str) -> Result<Option<T>, Error> {
    match change {
        Change::Keep => Ok(None),
        Change::Set(value) => Ok(Some(value)),
        Change::Clear => Err(Error::invalid(format!("the {name} of an issue cannot be cleared"))),
    }
}
