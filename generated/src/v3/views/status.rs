//! The objects of the domain `status`, read field by field.
//!
//! Generated from `contracts/spec-kitty/v3/status.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use super::super::common::{MissionSlug, WorkPackageId};
use super::super::status::{
    Actor, ChangedRepos, DoneEvidence, ExecutionMode, Lane, ReviewVerdict,
    StatusTransitionPayload, VerificationEntry,
};

event_contract::impl_view!(pub DoneEvidenceView: DoneEvidence, [
    repos: ChangedRepos,
    verification: Vec<VerificationEntry>,
    review: ReviewVerdict,
]);

event_contract::impl_view!(pub StatusTransitionPayloadView: StatusTransitionPayload, [
    mission_slug: MissionSlug,
    wp_id: WorkPackageId,
    from_lane: Option<Lane>,
    to_lane: Lane,
    actor: Actor,
    force: bool,
    reason: Option<String>,
    execution_mode: ExecutionMode,
    review_ref: Option<String>,
    evidence: Option<DoneEvidence>,
]);
