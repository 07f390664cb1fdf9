//! The objects of the domain `decisionpoint`, read field by field.
//!
//! Generated from `contracts/spec-kitty/v3/decisionpoint.yaml` by `contracts generate`. Edit
//! the contract, not this file.

use event_contract::Timestamp;

use super::super::common::{ActorId, MissionId, MissionSlug, MissionType, RunId, Text};
use super::super::decisionpoint::{
    Alternatives, DecisionAuthorityRole, DecisionPointDiscussingPayload, DecisionPointId,
    DecisionPointOpenedPayload, DecisionPointOverriddenPayload,
    DecisionPointResolvedPayload, EvidenceRefs,
};

use super::super::lifecycle::PhaseName;
use super::super::mission_next::RuntimeActorType;

event_contract::impl_view!(pub DecisionPointOpenedPayloadView: DecisionPointOpenedPayload, [
    decision_point_id: DecisionPointId,
    mission_id: MissionId,
    run_id: RunId,
    mission_slug: MissionSlug,
    mission_type: MissionType,
    phase: PhaseName,
    actor_id: ActorId,
    actor_type: RuntimeActorType,
    authority_role: DecisionAuthorityRole,
    mission_owner_authority_flag: bool,
    mission_owner_authority_path: String,
    rationale: Text,
    alternatives_considered: Alternatives,
    evidence_refs: EvidenceRefs,
    state_entered_at: Timestamp,
    recorded_at: Timestamp,
]);

event_contract::impl_view!(pub DecisionPointDiscussingPayloadView: DecisionPointDiscussingPayload, [
    decision_point_id: DecisionPointId,
    mission_id: MissionId,
    run_id: RunId,
    mission_slug: MissionSlug,
    mission_type: MissionType,
    phase: PhaseName,
    actor_id: ActorId,
    actor_type: RuntimeActorType,
    authority_role: DecisionAuthorityRole,
    mission_owner_authority_flag: bool,
    mission_owner_authority_path: String,
    rationale: Text,
    alternatives_considered: Alternatives,
    evidence_refs: EvidenceRefs,
    state_entered_at: Timestamp,
    recorded_at: Timestamp,
]);

event_contract::impl_view!(pub DecisionPointResolvedPayloadView: DecisionPointResolvedPayload, [
    decision_point_id: DecisionPointId,
    mission_id: MissionId,
    run_id: RunId,
    mission_slug: MissionSlug,
    mission_type: MissionType,
    phase: PhaseName,
    actor_id: ActorId,
    actor_type: RuntimeActorType,
    authority_role: DecisionAuthorityRole,
    mission_owner_authority_flag: bool,
    mission_owner_authority_path: String,
    rationale: Text,
    alternatives_considered: Alternatives,
    evidence_refs: EvidenceRefs,
    state_entered_at: Timestamp,
    recorded_at: Timestamp,
]);

event_contract::impl_view!(pub DecisionPointOverriddenPayloadView: DecisionPointOverriddenPayload, [
    decision_point_id: DecisionPointId,
    mission_id: MissionId,
    run_id: RunId,
    mission_slug: MissionSlug,
    mission_type: MissionType,
    phase: PhaseName,
    actor_id: ActorId,
    actor_type: RuntimeActorType,
    authority_role: DecisionAuthorityRole,
    mission_owner_authority_flag: bool,
    mission_owner_authority_path: String,
    rationale: Text,
    alternatives_considered: Alternatives,
    evidence_refs: EvidenceRefs,
    state_entered_at: Timestamp,
    recorded_at: Timestamp,
]);
