//! Whether a mission was looked back on. Nothing follows either event.
//!
//! Generated from `contracts/spec-kitty/v3/retrospective.yaml` by `contracts generate`. Edit
//! the contract, not this file.

use event_contract::IsoDateTime;

use super::common::{ActorId, MissionId, Text};
use super::dossier::ProvenanceRef;

/// Who or what calls for a retrospective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RetrospectiveTrigger {
    /// `runtime`
    Runtime,
    /// `operator`
    Operator,
    /// `policy`
    Policy,
}

/// A mission was looked back on.
#[derive(Clone, Debug, PartialEq)]
pub struct RetrospectiveCompletedPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies whoever, or whatever, acted.
    pub actor: ActorId,
    /// Who or what calls for a retrospective.
    pub trigger_source: RetrospectiveTrigger,
    /// What came of it, if anything was written down.
    pub artifact_ref: Option<ProvenanceRef>,
    /// When.
    pub completed_at: IsoDateTime,
}

/// Someone decided not to look back on a mission.
#[derive(Clone, Debug, PartialEq)]
pub struct RetrospectiveSkippedPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Who decided.
    pub actor: ActorId,
    /// Who or what calls for a retrospective.
    pub trigger_source: RetrospectiveTrigger,
    /// Why not.
    pub skip_reason: Text,
    /// When it was decided.
    pub skipped_at: IsoDateTime,
}

event_contract::impl_builder!(
    RetrospectiveCompletedPayload: super::codec::retrospective::RETROSPECTIVE_COMPLETED_PAYLOAD,
    RetrospectiveCompletedBuilder,
    RetrospectiveCompletedRequired {
        mission_id: MissionId,
        actor: ActorId,
        trigger_source: RetrospectiveTrigger,
        completed_at: IsoDateTime,
    },
    {
        3: artifact_ref(optional ProvenanceRef),
    }
);

event_contract::impl_builder!(
    RetrospectiveSkippedPayload: super::codec::retrospective::RETROSPECTIVE_SKIPPED_PAYLOAD,
    RetrospectiveSkippedBuilder,
    RetrospectiveSkippedRequired {
        mission_id: MissionId,
        actor: ActorId,
        trigger_source: RetrospectiveTrigger,
        skip_reason: Text,
        skipped_at: IsoDateTime,
    },
    {}
);
