//! Steps that run under an agent profile.
//!
//! Generated from `contracts/spec-kitty/v3/profile_invocation.yaml` by `contracts generate`.
//! Edit the contract, not this file.

use super::common::{MissionId, RunId, StepId, Text};
use super::mission_next::RuntimeActorIdentity;

/// The readable, stable name of an agent profile.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProfileSlug(pub(super) event_contract::ShortText);

/// A step began to run under a profile.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileInvocationStartedPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies one run of a mission.
    pub run_id: RunId,
    /// Identifies a step of a mission.
    pub step_id: StepId,
    /// What the step does.
    pub action: Text,
    /// The readable, stable name of an agent profile.
    pub profile_slug: ProfileSlug,
    /// Which version of it; absent where profiles have none.
    pub profile_version: Option<Text>,
    /// Who acted in a run.
    pub actor: RuntimeActorIdentity,
    /// The scope whose rules apply.
    pub governance_scope: Option<Text>,
}

event_contract::impl_builder!(
    ProfileInvocationStartedPayload: super::codec::profile_invocation::PROFILE_INVOCATION_STARTED_PAYLOAD,
    ProfileInvocationStartedBuilder,
    ProfileInvocationStartedRequired {
        mission_id: MissionId,
        run_id: RunId,
        step_id: StepId,
        action: Text,
        profile_slug: ProfileSlug,
        actor: RuntimeActorIdentity,
    },
    {
        5: profile_version(optional Text),
        7: governance_scope(optional Text),
    }
);
