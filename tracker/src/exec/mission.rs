//! Missions as operations.

use serde::Deserialize;

use crate::connector::Connector;
use crate::model::CanonicalIssue;
use crate::model::reference::Parts;
use crate::sync::marker;
use crate::{
    DecisionReference, Error, MissionSeed, MissionUpdate, Result, mission_seed_from_issue,
    publish_mission_update,
};

#[derive(Deserialize)]
pub(super) struct Seed {
    #[serde(rename = "ref")]
    reference: Parts,
    #[serde(default)]
    mission_id: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Publish {
    #[serde(rename = "ref")]
    reference: Parts,
    update: Update,
}

#[derive(Deserialize)]
struct Update {
    mission_id: String,
    mission_state: String,
    #[serde(default)]
    target_status: Option<String>,
    #[serde(default)]
    summary: Option<String>,
    #[serde(default)]
    mission_url: Option<String>,
    #[serde(default)]
    decision_references: Vec<Decision>,
}

#[derive(Deserialize)]
struct Decision {
    #[serde(rename = "decision_id")]
    id: String,
    #[serde(default)]
    summary: Option<String>,
    #[serde(default = "blocking")]
    blocking: bool,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    external_ref: Option<Parts>,
}

/// A decision holds a mission up unless it says that it does not.
fn blocking() -> bool {
    true
}

impl Seed {
    pub(super) async fn run(self, connector: &dyn Connector) -> Result<MissionSeed> {
        let mut issue = connector.get_issue(&self.reference.try_into()?).await?;
        marker::strip(&mut issue);
        Ok(mission_seed_from_issue(&issue, self.mission_id.as_deref()))
    }
}

impl Publish {
    pub(super) async fn run(self, connector: &dyn Connector) -> Result<CanonicalIssue> {
        let issue = self.reference.try_into()?;
        publish_mission_update(connector, &issue, &self.update.try_into()?).await
    }
}

impl TryFrom<Update> for MissionUpdate {
    type Error = Error;

    fn try_from(update: Update) -> Result<Self> {
        if update.mission_id.trim().is_empty() {
            return Err(Error::invalid("mission_id is blank"));
        }
        let decisions = update.decision_references.into_iter().map(TryInto::try_into);
        Ok(Self {
            mission_id: update.mission_id,
            mission_state: update.mission_state,
            target_status: update.target_status.map(|name| name.parse()).transpose()?,
            summary: update.summary,
            mission_url: update.mission_url,
            decision_references: decisions.collect::<Result<_>>()?,
        })
    }
}

impl TryFrom<Decision> for DecisionReference {
    type Error = Error;

    fn try_from(decision: Decision) -> Result<Self> {
        Ok(Self {
            decision_id: decision.id,
            summary: decision.summary,
            blocking: decision.blocking,
            url: decision.url,
            external_ref: decision.external_ref.map(TryInto::try_into).transpose()?,
        })
    }
}
