//! The objects of the domain `mission_next`, read field by field.
//!
//! Generated from `contracts/spec-kitty/v2/mission_next.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use super::super::common::{ActorId, DecisionId, MissionType, RunId, StepId, Text};
use super::super::mission_next::{
    AgentId, DecisionInputAnsweredPayload, DecisionInputRequestedPayload,
    MissionRunCompletedPayload, MissionRunStartedPayload, NextStepAutoCompletedPayload,
    NextStepIssuedPayload, RuntimeActorIdentity, RuntimeActorType,
};

event_contract::impl_view!(pub RuntimeActorIdentityView: RuntimeActorIdentity, [
    actor_id: ActorId,
    actor_type: RuntimeActorType,
    display_name: String,
    provider: Option<String>,
    model: Option<String>,
    tool: Option<String>,
]);

event_contract::impl_view!(pub MissionRunStartedPayloadView: MissionRunStartedPayload, [
    run_id: RunId,
    mission_key: MissionType,
    actor: RuntimeActorIdentity,
]);

event_contract::impl_view!(pub NextStepIssuedPayloadView: NextStepIssuedPayload, [
    run_id: RunId,
    step_id: StepId,
    agent_id: AgentId,
    actor: RuntimeActorIdentity,
]);

event_contract::impl_view!(pub NextStepAutoCompletedPayloadView: NextStepAutoCompletedPayload, [
    run_id: RunId,
    step_id: StepId,
    agent_id: AgentId,
    result: Text,
    actor: RuntimeActorIdentity,
]);

event_contract::impl_view!(pub DecisionInputRequestedPayloadView: DecisionInputRequestedPayload, [
    run_id: RunId,
    decision_id: DecisionId,
    step_id: StepId,
    question: Text,
    options: Vec<String>,
    input_key: Option<String>,
    actor: RuntimeActorIdentity,
]);

event_contract::impl_view!(pub DecisionInputAnsweredPayloadView: DecisionInputAnsweredPayload, [
    run_id: RunId,
    decision_id: DecisionId,
    answer: Text,
    actor: RuntimeActorIdentity,
]);

event_contract::impl_view!(pub MissionRunCompletedPayloadView: MissionRunCompletedPayload, [
    run_id: RunId,
    mission_key: MissionType,
    actor: RuntimeActorIdentity,
]);
