//! Missions from their entry in the catalogue to their end.
//!
//! Generated from `contracts/spec-kitty/v2/lifecycle.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use super::common::{ActorId, FeatureNumber, FeatureSlug, MissionId, MissionType, Text};

/// Where a mission stands. Only an active one goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissionStatus {
    /// `active`
    Active,
    /// `completed`
    Completed,
    /// `cancelled`
    Cancelled,
}

/// The name of a stage in a mission's template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhaseName(pub(super) event_contract::ShortText);

/// A feature entered the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct FeatureCreatedPayload {
    /// The readable, stable name of a feature; a mission in later words.
    pub feature_slug: FeatureSlug,
    /// The number of a feature in its project's catalogue.
    pub feature_number: FeatureNumber,
    /// The workflow template that a mission follows, such as `software-dev`.
    pub mission_key: MissionType,
}

/// The catalogue's entry of a feature was closed.
#[derive(Clone, Debug, PartialEq)]
pub struct FeatureClosedPayload {
    /// The readable, stable name of a feature; a mission in later words.
    pub feature_slug: FeatureSlug,
    /// The number of a feature in its project's catalogue.
    pub feature_number: FeatureNumber,
    /// The workflow template that a mission follows, such as `software-dev`.
    pub mission_key: MissionType,
}

/// Work on a mission began.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionStartedPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// The workflow template that a mission follows, such as `software-dev`.
    pub mission_type: MissionType,
    /// Where it begins.
    pub initial_phase: PhaseName,
    /// Identifies whoever, or whatever, acted.
    pub actor: ActorId,
}

/// A mission reached its goal.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionCompletedPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// The workflow template that a mission follows, such as `software-dev`.
    pub mission_type: MissionType,
    /// Where it ended.
    pub final_phase: PhaseName,
    /// Identifies whoever, or whatever, acted.
    pub actor: ActorId,
}

/// A mission was given up.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionCancelledPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Why.
    pub reason: Text,
    /// Identifies whoever, or whatever, acted.
    pub actor: ActorId,
    /// The work packages given up with it.
    pub cancelled_wp_ids: Vec<String>,
}

/// A mission went on to another phase.
#[derive(Clone, Debug, PartialEq)]
pub struct PhaseEnteredPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Where it is now.
    pub phase_name: PhaseName,
    /// Where it was before; absent for its first.
    pub previous_phase: Option<PhaseName>,
    /// Identifies whoever, or whatever, acted.
    pub actor: ActorId,
}

/// A review sent a mission back to a phase that it had left.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewRollbackPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// The review that did.
    pub review_ref: Text,
    /// Where the mission goes on.
    pub target_phase: PhaseName,
    /// The work packages to be done again.
    pub affected_wp_ids: Vec<String>,
    /// Identifies whoever, or whatever, acted.
    pub actor: ActorId,
}

event_contract::impl_builder!(
    FeatureCreatedPayload: super::codec::lifecycle::FEATURE_CREATED_PAYLOAD,
    FeatureCreatedBuilder,
    FeatureCreatedRequired {
        feature_slug: FeatureSlug,
        feature_number: FeatureNumber,
        mission_key: MissionType,
    },
    {}
);

event_contract::impl_builder!(
    FeatureClosedPayload: super::codec::lifecycle::FEATURE_CLOSED_PAYLOAD,
    FeatureClosedBuilder,
    FeatureClosedRequired {
        feature_slug: FeatureSlug,
        feature_number: FeatureNumber,
        mission_key: MissionType,
    },
    {}
);

event_contract::impl_builder!(
    MissionStartedPayload: super::codec::lifecycle::MISSION_STARTED_PAYLOAD,
    MissionStartedBuilder,
    MissionStartedRequired {
        mission_id: MissionId,
        mission_type: MissionType,
        initial_phase: PhaseName,
        actor: ActorId,
    },
    {}
);

event_contract::impl_builder!(
    MissionCompletedPayload: super::codec::lifecycle::MISSION_COMPLETED_PAYLOAD,
    MissionCompletedBuilder,
    MissionCompletedRequired {
        mission_id: MissionId,
        mission_type: MissionType,
        final_phase: PhaseName,
        actor: ActorId,
    },
    {}
);

event_contract::impl_builder!(
    MissionCancelledPayload: super::codec::lifecycle::MISSION_CANCELLED_PAYLOAD,
    MissionCancelledBuilder,
    MissionCancelledRequired {
        mission_id: MissionId,
        reason: Text,
        actor: ActorId,
    },
    {
        3: cancelled_wp_ids(default Vec<String>),
    }
);

event_contract::impl_builder!(
    PhaseEnteredPayload: super::codec::lifecycle::PHASE_ENTERED_PAYLOAD,
    PhaseEnteredBuilder,
    PhaseEnteredRequired {
        mission_id: MissionId,
        phase_name: PhaseName,
        actor: ActorId,
    },
    {
        2: previous_phase(optional PhaseName),
    }
);

event_contract::impl_builder!(
    ReviewRollbackPayload: super::codec::lifecycle::REVIEW_ROLLBACK_PAYLOAD,
    ReviewRollbackBuilder,
    ReviewRollbackRequired {
        mission_id: MissionId,
        review_ref: Text,
        target_phase: PhaseName,
        actor: ActorId,
    },
    {
        3: affected_wp_ids(default Vec<String>),
    }
);
