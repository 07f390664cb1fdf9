//! Which issues of a store are those of a connector, where a store has issues of several places of one system.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::exchange::Exchange;
use crate::model::{ExternalRef, SyncCheckpoint};
use crate::{Error, Result};

/// What the keys of places begin with where no run has been since places are kept.
const UNVISITED: &str = "? ";

/// A part of a tracker that a connector reads and writes: a repository, a project, a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The system, the host and what is below it, the same however they are spelled.
    pub key: String,
    /// The workspace of its references, as it is spelled here.
    pub workspace: String,
    /// What the keys of its issues begin with, where several places have one workspace and are told apart by that.
    pub prefix: Option<String>,
}

impl Place {
    /// True if an issue is known by its reference to be of this place. Nothing if that cannot be told.
    pub fn has(&self, issue: &ExternalRef) -> Option<bool> {
        if issue.workspace() != self.workspace {
            return Some(false);
        }
        match (&self.prefix, issue.key()) {
            (None, _) => Some(true),
            (Some(prefix), Some(key)) => Some(key.starts_with(&**prefix)),
            (Some(_), None) => None,
        }
    }

    /// One that the store has issues of, though no run since places are kept has been there.
    fn unvisited(workspace: &str) -> Self {
        let key = format!("{UNVISITED}{workspace}");
        Self { key, workspace: workspace.to_owned(), prefix: None }
    }

    /// True if two places have issues that are not told apart by their references.
    fn is_confused_with(&self, other: &Self) -> bool {
        !other.key.starts_with(UNVISITED)
            && self.workspace == other.workspace
            && (self.prefix.is_none() || self.prefix == other.prefix)
    }

    /// True if a workspace is that of this place, spelled otherwise.
    fn is_respelled(&self, workspace: &str) -> bool {
        let plain = |text: &str| text.trim().trim_end_matches('/').to_lowercase();
        workspace != self.workspace && plain(workspace) == plain(&self.workspace)
    }
}

/// Whose an issue of the store is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    Ours,
    Others,
    /// It was never anywhere, and may go to one of several places.
    Unclear,
}

/// The place of a run, and those of other runs on the same store.
pub(super) struct Here {
    place: Option<Place>,
    others: Vec<Place>,
}

impl Here {
    /// Whose an issue is. One that was never anywhere may have a placeholder for its workspace.
    pub(super) fn whose(&self, issue: &ExternalRef, was_in_step: bool) -> Whose {
        let Some(place) = &self.place else { return Whose::Ours };
        match place.has(issue) {
            Some(true) => Whose::Ours,
            _ if was_in_step => Whose::Others,
            _ if self.others.iter().any(|other| other.has(issue) == Some(true)) => Whose::Others,
            _ if self.others.is_empty() => Whose::Ours,
            _ => Whose::Unclear,
        }
    }

    pub(super) fn is_ours(&self, issue: &ExternalRef) -> bool {
        self.whose(issue, true) == Whose::Ours
    }
}

impl Exchange {
    /// What the store calls how far this place was read.
    pub(super) fn reading(&self) -> String {
        let place = self.connector.place();
        place.map_or_else(|| self.connector.name().to_owned(), |place| place.key)
    }

    /// Finds out what else the store has issues of. Refuses a place whose issues it would take for those of another.
    pub(super) async fn enter(&self) -> Result<Here> {
        let system = self.connector.name();
        let Some(place) = self.connector.place() else {
            return Ok(Here { place: None, others: Vec::new() });
        };
        let mut others = self.store.places(system).await?;
        let first = others.is_empty();
        let known = others.iter().position(|other| other.key == place.key);
        match known.map(|at| others.remove(at)) {
            Some(known) if known.workspace != place.workspace => {
                return Err(respelled(&known.workspace));
            }
            Some(_) => {}
            None => {
                if let Some(other) = others.iter().find(|other| place.is_confused_with(other)) {
                    return Err(Error::config(format!(
                        "the store has issues of {}, which would not be told apart from those of {}: use another store",
                        other.key, place.key
                    )));
                }
                if first {
                    others = self.inherit(&place).await?;
                }
                self.store.put_place(system, &place).await?;
            }
        }
        Ok(Here { place: Some(place), others })
    }

    /// Goes on from where a store was that did not tell places apart, if all that it has is of this place. What it has of
    /// others is told.
    async fn inherit(&self, place: &Place) -> Result<Vec<Place>> {
        let system = self.connector.name();
        let mut others = BTreeSet::new();
        for issue in self.store.list(system).await? {
            let reference = &issue.reference;
            if place.has(reference) == Some(true) || self.store.base(reference).await?.is_none() {
                continue;
            }
            if place.is_respelled(reference.workspace()) {
                return Err(respelled(reference.workspace()));
            }
            others.insert(reference.workspace().to_owned());
        }
        let read = self.store.checkpoint(system).await?;
        let fresh = self.store.checkpoint(&place.key).await? == SyncCheckpoint::default();
        if others.is_empty() && fresh && read != SyncCheckpoint::default() {
            self.store.put_checkpoint(&place.key, &read).await?;
        }
        // Another project of the same site is no place of its own until a run was there.
        others.remove(&place.workspace);
        let others: Vec<_> = others.iter().map(|workspace| Place::unvisited(workspace)).collect();
        for other in &others {
            self.store.put_place(system, other).await?;
        }
        Ok(others)
    }
}

fn respelled(known: &str) -> Error {
    Error::config(format!("the store has this place as {known}: it is to be spelled so"))
}
