//! The objects of the domain `status`, read field by field.
//!
//! Generated from `contracts/spec-kitty/v2/status.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use super::super::common::{ActorId, FeatureSlug, WorkPackageId};
use super::super::status::{
    ChangedRepos, DoneEvidence, ExecutionMode, Lane, ReviewVerdict,
    StatusTransitionPayload, VerificationEntry,
};

event_contract::impl_view!(pub DoneEvidenceView: DoneEvidence, [
    repos: ChangedRepos,
    verification: Vec<VerificationEntry>,
    review: ReviewVerdict,
]);

event_contract::impl_view!(pub StatusTransitionPayloadView: StatusTransitionPayload, [
    feature_slug: FeatureSlug,
    wp_id: WorkPackageId,
    from_lane: Option<Lane>,
    to_lane: Lane,
    actor: ActorId,
    force: bool,
    reason: Option<String>,
    execution_mode: ExecutionMode,
    review_ref: Option<String>,
    evidence: Option<DoneEvidence>,
]);
