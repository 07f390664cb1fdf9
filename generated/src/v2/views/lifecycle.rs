//! The objects of the domain `lifecycle`, read field by field.
//!
//! Generated from `contracts/spec-kitty/v2/lifecycle.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use super::super::common::{
    ActorId, FeatureNumber, FeatureSlug, MissionId, MissionType, Text,
};

use super::super::lifecycle::{
    FeatureClosedPayload, FeatureCreatedPayload, MissionCancelledPayload,
    MissionCompletedPayload, MissionStartedPayload, PhaseEnteredPayload, PhaseName,
    ReviewRollbackPayload,
};

event_contract::impl_view!(pub FeatureCreatedPayloadView: FeatureCreatedPayload, [
    feature_slug: FeatureSlug,
    feature_number: FeatureNumber,
    mission_key: MissionType,
]);

event_contract::impl_view!(pub FeatureClosedPayloadView: FeatureClosedPayload, [
    feature_slug: FeatureSlug,
    feature_number: FeatureNumber,
    mission_key: MissionType,
]);

event_contract::impl_view!(pub MissionStartedPayloadView: MissionStartedPayload, [
    mission_id: MissionId,
    mission_type: MissionType,
    initial_phase: PhaseName,
    actor: ActorId,
]);

event_contract::impl_view!(pub MissionCompletedPayloadView: MissionCompletedPayload, [
    mission_id: MissionId,
    mission_type: MissionType,
    final_phase: PhaseName,
    actor: ActorId,
]);

event_contract::impl_view!(pub MissionCancelledPayloadView: MissionCancelledPayload, [
    mission_id: MissionId,
    reason: Text,
    actor: ActorId,
    cancelled_wp_ids: Vec<String>,
]);

event_contract::impl_view!(pub PhaseEnteredPayloadView: PhaseEnteredPayload, [
    mission_id: MissionId,
    phase_name: PhaseName,
    previous_phase: Option<PhaseName>,
    actor: ActorId,
]);

event_contract::impl_view!(pub ReviewRollbackPayloadView: ReviewRollbackPayload, [
    mission_id: MissionId,
    review_ref: Text,
    target_phase: PhaseName,
    affected_wp_ids: Vec<String>,
    actor: ActorId,
]);
