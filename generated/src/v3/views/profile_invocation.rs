//! The objects of the domain `profile_invocation`, read field by field.
//!
//! Generated from `contracts/spec-kitty/v3/profile_invocation.yaml` by `contracts generate`.
//! Edit the contract, not this file.

use super::super::common::{MissionId, RunId, StepId, Text};
use super::super::mission_next::RuntimeActorIdentity;
use super::super::profile_invocation::{ProfileInvocationStartedPayload, ProfileSlug};

event_contract::impl_view!(pub ProfileInvocationStartedPayloadView: ProfileInvocationStartedPayload, [
    mission_id: MissionId,
    run_id: RunId,
    step_id: StepId,
    action: Text,
    profile_slug: ProfileSlug,
    profile_version: Option<Text>,
    actor: RuntimeActorIdentity,
    governance_scope: Option<Text>,
]);
