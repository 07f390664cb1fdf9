//! The objects of the domain `retrospective`, read field by field.
//!
//! Generated from `contracts/spec-kitty/v3/retrospective.yaml` by `contracts generate`. Edit
//! the contract, not this file.

use event_contract::IsoDateTime;

use super::super::common::{ActorId, MissionId, Text};
use super::super::dossier::ProvenanceRef;
use super::super::retrospective::{
    RetrospectiveCompletedPayload, RetrospectiveSkippedPayload, RetrospectiveTrigger,
};

event_contract::impl_view!(pub RetrospectiveCompletedPayloadView: RetrospectiveCompletedPayload, [
    mission_id: MissionId,
    actor: ActorId,
    trigger_source: RetrospectiveTrigger,
    artifact_ref: Option<ProvenanceRef>,
    completed_at: IsoDateTime,
]);

event_contract::impl_view!(pub RetrospectiveSkippedPayloadView: RetrospectiveSkippedPayload, [
    mission_id: MissionId,
    actor: ActorId,
    trigger_source: RetrospectiveTrigger,
    skip_reason: Text,
    skipped_at: IsoDateTime,
]);
