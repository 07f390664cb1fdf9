//! Missions and the issues they come from.
//!
//! Generated from `contracts/v1/mission.yaml` by `contracts generate`. Edit the contract, not
//! this file.

use super::issue::{CanonicalStatus, ExternalRef, Filled, Priority};

/// Identifies a decision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecisionId(pub(super) event_contract::ShortText);

/// Identifies a mission.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MissionId(pub(super) event_contract::ShortText);

/// A decision that a mission depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionReference {
    /// Which decision.
    pub decision_id: DecisionId,
    /// What it is about.
    pub summary: Option<String>,
    /// True if nothing goes on without it.
    pub blocking: bool,
    /// The page where it is.
    pub url: Option<String>,
    /// The issue that it is, if it is one.
    pub external_ref: Option<ExternalRef>,
}

/// What a mission begins with.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionSeed {
    /// The mission.
    pub mission_id: MissionId,
    /// The issue it comes from.
    pub source_issue_ref: ExternalRef,
    /// What the issue is called.
    pub title: Filled,
    /// What it says.
    pub body: Option<String>,
    /// How far it is.
    pub status: CanonicalStatus,
    /// How urgent an issue is, from 0, the most urgent, to 4.
    pub priority: Option<Priority>,
    /// Who works on it.
    pub assignees: Vec<String>,
    /// How it is labelled.
    pub labels: Vec<String>,
    /// The decisions it names.
    pub decision_references: Vec<DecisionReference>,
}

/// A mission began with an issue.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionSeededPayload {
    /// What it begins with.
    pub seed: MissionSeed,
}

event_contract::impl_builder!(
    DecisionReference: super::codec::mission::DECISION_REFERENCE,
    DecisionReferenceBuilder,
    DecisionReferenceRequired {
        decision_id: DecisionId,
        blocking: bool,
    },
    {
        1: summary(optional into String),
        3: url(optional into String),
        4: external_ref(optional ExternalRef),
    }
);

event_contract::impl_builder!(
    MissionSeed: super::codec::mission::MISSION_SEED,
    MissionSeedBuilder,
    MissionSeedRequired {
        mission_id: MissionId,
        source_issue_ref: ExternalRef,
        title: Filled,
        status: CanonicalStatus,
        assignees: Vec<String>,
        labels: Vec<String>,
        decision_references: Vec<DecisionReference>,
    },
    {
        3: body(optional into String),
        5: priority(optional Priority),
    }
);

event_contract::impl_builder!(
    MissionSeededPayload: super::codec::mission::MISSION_SEEDED_PAYLOAD,
    MissionSeededBuilder,
    MissionSeededRequired {
        seed: MissionSeed,
    },
    {}
);
