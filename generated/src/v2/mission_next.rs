//! One run of a mission, step by step.
//!
//! Generated from `contracts/spec-kitty/v2/mission_next.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use super::common::{ActorId, DecisionId, MissionType, RunId, StepId, Text};

/// Where a run stands. Nothing follows a completed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissionRunStatus {
    /// `running`
    Running,
    /// `completed`
    Completed,
}

/// Identifies the agent that a step is given to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgentId(pub(super) event_contract::ShortText);

/// What kind of actor the runtime knows: `human`, `llm` or `service`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuntimeActorType(pub(super) event_contract::ShortText);

/// Who acted in a run.
#[derive(Clone, Debug, PartialEq)]
pub struct RuntimeActorIdentity {
    /// Identifies whoever, or whatever, acted.
    pub actor_id: ActorId,
    /// What kind of actor the runtime knows: `human`, `llm` or `service`.
    pub actor_type: RuntimeActorType,
    /// The name to show.
    pub display_name: String,
    /// Who offers the model, such as `anthropic`.
    pub provider: Option<String>,
    /// Which model it is.
    pub model: Option<String>,
    /// The tool it acts through.
    pub tool: Option<String>,
}

/// A run began.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionRunStartedPayload {
    /// Identifies one run of a mission.
    pub run_id: RunId,
    /// The workflow template that a mission follows, such as `software-dev`.
    pub mission_key: MissionType,
    /// Who acted in a run.
    pub actor: RuntimeActorIdentity,
}

/// An agent was given its next step.
#[derive(Clone, Debug, PartialEq)]
pub struct NextStepIssuedPayload {
    /// Identifies one run of a mission.
    pub run_id: RunId,
    /// Identifies a step of a mission.
    pub step_id: StepId,
    /// Identifies the agent that a step is given to.
    pub agent_id: AgentId,
    /// Who gave it.
    pub actor: RuntimeActorIdentity,
}

/// A step ended and was marked so by the runtime.
#[derive(Clone, Debug, PartialEq)]
pub struct NextStepAutoCompletedPayload {
    /// Identifies one run of a mission.
    pub run_id: RunId,
    /// Identifies a step of a mission.
    pub step_id: StepId,
    /// Identifies the agent that a step is given to.
    pub agent_id: AgentId,
    /// How it ended, such as `success`.
    pub result: Text,
    /// Who acted in a run.
    pub actor: RuntimeActorIdentity,
}

/// A step waits for an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionInputRequestedPayload {
    /// Identifies one run of a mission.
    pub run_id: RunId,
    /// Identifies a decision.
    pub decision_id: DecisionId,
    /// Identifies a step of a mission.
    pub step_id: StepId,
    /// What is asked.
    pub question: Text,
    /// Answers to choose from; others are allowed.
    pub options: Vec<String>,
    /// The input of the step that the answer fills.
    pub input_key: Option<String>,
    /// Who asks.
    pub actor: RuntimeActorIdentity,
}

/// A step got its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionInputAnsweredPayload {
    /// Identifies one run of a mission.
    pub run_id: RunId,
    /// Identifies a decision.
    pub decision_id: DecisionId,
    /// The answer.
    pub answer: Text,
    /// Who answered.
    pub actor: RuntimeActorIdentity,
}

/// A run reached its end.
#[derive(Clone, Debug, PartialEq)]
pub struct MissionRunCompletedPayload {
    /// Identifies one run of a mission.
    pub run_id: RunId,
    /// The workflow template that a mission follows, such as `software-dev`.
    pub mission_key: MissionType,
    /// Who acted in a run.
    pub actor: RuntimeActorIdentity,
}

event_contract::impl_builder!(
    RuntimeActorIdentity: super::codec::mission_next::RUNTIME_ACTOR_IDENTITY,
    RuntimeActorIdentityBuilder,
    RuntimeActorIdentityRequired {
        actor_id: ActorId,
        actor_type: RuntimeActorType,
    },
    {
        2: display_name(default into String),
        3: provider(optional into String),
        4: model(optional into String),
        5: tool(optional into String),
    }
);

event_contract::impl_builder!(
    MissionRunStartedPayload: super::codec::mission_next::MISSION_RUN_STARTED_PAYLOAD,
    MissionRunStartedBuilder,
    MissionRunStartedRequired {
        run_id: RunId,
        mission_key: MissionType,
        actor: RuntimeActorIdentity,
    },
    {}
);

event_contract::impl_builder!(
    NextStepIssuedPayload: super::codec::mission_next::NEXT_STEP_ISSUED_PAYLOAD,
    NextStepIssuedBuilder,
    NextStepIssuedRequired {
        run_id: RunId,
        step_id: StepId,
        agent_id: AgentId,
        actor: RuntimeActorIdentity,
    },
    {}
);

event_contract::impl_builder!(
    NextStepAutoCompletedPayload: super::codec::mission_next::NEXT_STEP_AUTO_COMPLETED_PAYLOAD,
    NextStepAutoCompletedBuilder,
    NextStepAutoCompletedRequired {
        run_id: RunId,
        step_id: StepId,
        agent_id: AgentId,
        result: Text,
        actor: RuntimeActorIdentity,
    },
    {}
);

event_contract::impl_builder!(
    DecisionInputRequestedPayload: super::codec::mission_next::DECISION_INPUT_REQUESTED_PAYLOAD,
    DecisionInputRequestedBuilder,
    DecisionInputRequestedRequired {
        run_id: RunId,
        decision_id: DecisionId,
        step_id: StepId,
        question: Text,
        actor: RuntimeActorIdentity,
    },
    {
        4: options(default Vec<String>),
        5: input_key(optional into String),
    }
);

event_contract::impl_builder!(
    DecisionInputAnsweredPayload: super::codec::mission_next::DECISION_INPUT_ANSWERED_PAYLOAD,
    DecisionInputAnsweredBuilder,
    DecisionInputAnsweredRequired {
        run_id: RunId,
        decision_id: DecisionId,
        answer: Text,
        actor: RuntimeActorIdentity,
    },
    {}
);

event_contract::impl_builder!(
    MissionRunCompletedPayload: super::codec::mission_next::MISSION_RUN_COMPLETED_PAYLOAD,
    MissionRunCompletedBuilder,
    MissionRunCompletedRequired {
        run_id: RunId,
        mission_key: MissionType,
        actor: RuntimeActorIdentity,
    },
    {}
);
