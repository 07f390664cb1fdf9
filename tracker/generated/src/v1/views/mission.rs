//! The objects of the domain `mission`, read field by field.
//!
//! Generated from `contracts/v1/mission.yaml` by `contracts generate`. Edit the contract, not
//! this file.

use super::super::issue::{CanonicalStatus, ExternalRef, Filled, Priority};
use super::super::mission::{
    DecisionReference, MissionId, MissionSeed, MissionSeededPayload,
};

event_contract::impl_view!(pub MissionSeedView: MissionSeed, [
    mission_id: MissionId,
    source_issue_ref: ExternalRef,
    title: Filled,
    body: Option<String>,
    status: CanonicalStatus,
    priority: Option<Priority>,
    assignees: Vec<String>,
    labels: Vec<String>,
    decision_references: Vec<DecisionReference>,
]);

event_contract::impl_view!(pub MissionSeededPayloadView: MissionSeededPayload, [
    seed: MissionSeed,
]);
