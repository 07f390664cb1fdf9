//! Decisions on record, who may take them, and when.
//!
//! Generated from `contracts/spec-kitty/v2/decisionpoint.yaml` by `contracts generate`. Edit
//! the contract, not this file.

use event_contract::Timestamp;
use event_contract::machine::{Effect, Guard, StateMachine};
use event_contract::table::Test;

use super::common::{ActorId, FeatureSlug, MissionId, RunId, Text};
use super::lifecycle::PhaseName;
use super::mission_next::RuntimeActorType;

/// Identifies a decision point.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecisionPointId(pub(super) event_contract::ShortText);

/// The stages of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecisionPointState {
    /// `open`
    Open,
    /// `discussing`
    Discussing,
    /// `resolved`
    Resolved,
    /// `overridden`
    Overridden,
}

/// What say an actor has in a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecisionAuthorityRole {
    /// `mission_owner`
    MissionOwner,
    /// `advisory`
    Advisory,
    /// `informed`
    Informed,
}

/// The options that were weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternatives(pub(super) Vec<String>);

/// Where the evidence for a decision can be read.
#[derive(Clone, Debug, PartialEq)]
pub struct EvidenceRefs(pub(super) Vec<String>);

/// There is something to decide.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionPointOpenedPayload {
    /// Identifies a decision point.
    pub decision_point_id: DecisionPointId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies one run of a mission.
    pub run_id: RunId,
    /// The readable, stable name of a feature; a mission in later words.
    pub feature_slug: FeatureSlug,
    /// The name of a stage in a mission's template.
    pub phase: PhaseName,
    /// Identifies whoever, or whatever, acted.
    pub actor_id: ActorId,
    /// What kind of actor the runtime knows: `human`, `llm` or `service`.
    pub actor_type: RuntimeActorType,
    /// What say an actor has in a decision.
    pub authority_role: DecisionAuthorityRole,
    /// Whether the actor acts for the mission's owner.
    pub mission_owner_authority_flag: bool,
    /// Where that authority comes from.
    pub mission_owner_authority_path: String,
    /// Why.
    pub rationale: Text,
    /// The options that were weighed.
    pub alternatives_considered: Alternatives,
    /// Where the evidence for a decision can be read.
    pub evidence_refs: EvidenceRefs,
    /// When the decision entered the stage.
    pub state_entered_at: Timestamp,
    /// When that was put on record.
    pub recorded_at: Timestamp,
}

/// A decision is being talked over.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionPointDiscussingPayload {
    /// Identifies a decision point.
    pub decision_point_id: DecisionPointId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies one run of a mission.
    pub run_id: RunId,
    /// The readable, stable name of a feature; a mission in later words.
    pub feature_slug: FeatureSlug,
    /// The name of a stage in a mission's template.
    pub phase: PhaseName,
    /// Identifies whoever, or whatever, acted.
    pub actor_id: ActorId,
    /// What kind of actor the runtime knows: `human`, `llm` or `service`.
    pub actor_type: RuntimeActorType,
    /// What say an actor has in a decision.
    pub authority_role: DecisionAuthorityRole,
    /// Whether the actor acts for the mission's owner.
    pub mission_owner_authority_flag: bool,
    /// Where that authority comes from.
    pub mission_owner_authority_path: String,
    /// Why.
    pub rationale: Text,
    /// The options that were weighed.
    pub alternatives_considered: Alternatives,
    /// Where the evidence for a decision can be read.
    pub evidence_refs: EvidenceRefs,
    /// When the decision entered the stage.
    pub state_entered_at: Timestamp,
    /// When that was put on record.
    pub recorded_at: Timestamp,
}

/// A decision was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionPointResolvedPayload {
    /// Identifies a decision point.
    pub decision_point_id: DecisionPointId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies one run of a mission.
    pub run_id: RunId,
    /// The readable, stable name of a feature; a mission in later words.
    pub feature_slug: FeatureSlug,
    /// The name of a stage in a mission's template.
    pub phase: PhaseName,
    /// Identifies whoever, or whatever, acted.
    pub actor_id: ActorId,
    /// What kind of actor the runtime knows: `human`, `llm` or `service`.
    pub actor_type: RuntimeActorType,
    /// What say an actor has in a decision.
    pub authority_role: DecisionAuthorityRole,
    /// Whether the actor acts for the mission's owner.
    pub mission_owner_authority_flag: bool,
    /// Where that authority comes from.
    pub mission_owner_authority_path: String,
    /// Why.
    pub rationale: Text,
    /// The options that were weighed.
    pub alternatives_considered: Alternatives,
    /// Where the evidence for a decision can be read.
    pub evidence_refs: EvidenceRefs,
    /// When the decision entered the stage.
    pub state_entered_at: Timestamp,
    /// When that was put on record.
    pub recorded_at: Timestamp,
}

/// A decision was taken back in favour of another.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionPointOverriddenPayload {
    /// Identifies a decision point.
    pub decision_point_id: DecisionPointId,
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies one run of a mission.
    pub run_id: RunId,
    /// The readable, stable name of a feature; a mission in later words.
    pub feature_slug: FeatureSlug,
    /// The name of a stage in a mission's template.
    pub phase: PhaseName,
    /// Identifies whoever, or whatever, acted.
    pub actor_id: ActorId,
    /// What kind of actor the runtime knows: `human`, `llm` or `service`.
    pub actor_type: RuntimeActorType,
    /// What say an actor has in a decision.
    pub authority_role: DecisionAuthorityRole,
    /// Whether the actor acts for the mission's owner.
    pub mission_owner_authority_flag: bool,
    /// Where that authority comes from.
    pub mission_owner_authority_path: String,
    /// Why.
    pub rationale: Text,
    /// The options that were weighed.
    pub alternatives_considered: Alternatives,
    /// Where the evidence for a decision can be read.
    pub evidence_refs: EvidenceRefs,
    /// When the decision entered the stage.
    pub state_entered_at: Timestamp,
    /// When that was put on record.
    pub recorded_at: Timestamp,
}

/// Which stage of a decision may follow which, and who may bring it about.
pub static DECISION_POINT: StateMachine<DecisionPointState> = StateMachine {
    name: "DecisionPoint",
    initial: &[DecisionPointState::Open],
    terminal: &[DecisionPointState::Overridden],
    transitions: &[
        (DecisionPointState::Open, DecisionPointState::Discussing),
        (DecisionPointState::Open, DecisionPointState::Resolved),
        (DecisionPointState::Discussing, DecisionPointState::Discussing),
        (DecisionPointState::Discussing, DecisionPointState::Resolved),
        (DecisionPointState::Resolved, DecisionPointState::Overridden),
    ],
    override_by: None,
    guards: &[
        Guard {
            id: "mission-owner-decides",
            doc: "Only a person with the mission owner's authority takes or overrides a decision.",
            from: &[],
            to: &[DecisionPointState::Resolved, DecisionPointState::Overridden],
            when: &[],
            require: &[
                ("actor_type", Test::OneOf(&["human"])),
                ("authority_role", Test::OneOf(&["mission_owner"])),
                ("mission_owner_authority_flag", Test::Is(true)),
            ],
        },
        Guard {
            id: "llm-advises-early",
            doc: "A model takes part in the first phase only.",
            from: &[],
            to: &[],
            when: &[("actor_type", Test::OneOf(&["llm"]))],
            require: &[("phase", Test::OneOf(&["P0"]))],
        },
        Guard {
            id: "llm-has-no-say",
            doc: "A model advises or is told; it does not decide.",
            from: &[],
            to: &[],
            when: &[("actor_type", Test::OneOf(&["llm"]))],
            require: &[("authority_role", Test::OneOf(&["advisory", "informed"]))],
        },
        Guard {
            id: "llm-is-not-the-owner",
            doc: "A model never acts for the mission's owner.",
            from: &[],
            to: &[],
            when: &[("actor_type", Test::OneOf(&["llm"]))],
            require: &[("mission_owner_authority_flag", Test::Is(false))],
        },
    ],
    effects: &[
        ("DecisionPointOpened", Effect::To(DecisionPointState::Open)),
        ("DecisionPointDiscussing", Effect::To(DecisionPointState::Discussing)),
        ("DecisionPointResolved", Effect::To(DecisionPointState::Resolved)),
        ("DecisionPointOverridden", Effect::To(DecisionPointState::Overridden)),
    ],
};

event_contract::impl_builder!(
    DecisionPointOpenedPayload: super::codec::decisionpoint::DECISION_POINT_OPENED_PAYLOAD,
    DecisionPointOpenedBuilder,
    DecisionPointOpenedRequired {
        decision_point_id: DecisionPointId,
        mission_id: MissionId,
        run_id: RunId,
        feature_slug: FeatureSlug,
        phase: PhaseName,
        actor_id: ActorId,
        actor_type: RuntimeActorType,
        authority_role: DecisionAuthorityRole,
        mission_owner_authority_flag: bool,
        mission_owner_authority_path: String,
        rationale: Text,
        alternatives_considered: Alternatives,
        evidence_refs: EvidenceRefs,
        state_entered_at: Timestamp,
        recorded_at: Timestamp,
    },
    {}
);

event_contract::impl_builder!(
    DecisionPointDiscussingPayload: super::codec::decisionpoint::DECISION_POINT_DISCUSSING_PAYLOAD,
    DecisionPointDiscussingBuilder,
    DecisionPointDiscussingRequired {
        decision_point_id: DecisionPointId,
        mission_id: MissionId,
        run_id: RunId,
        feature_slug: FeatureSlug,
        phase: PhaseName,
        actor_id: ActorId,
        actor_type: RuntimeActorType,
        authority_role: DecisionAuthorityRole,
        mission_owner_authority_flag: bool,
        mission_owner_authority_path: String,
        rationale: Text,
        alternatives_considered: Alternatives,
        evidence_refs: EvidenceRefs,
        state_entered_at: Timestamp,
        recorded_at: Timestamp,
    },
    {}
);

event_contract::impl_builder!(
    DecisionPointResolvedPayload: super::codec::decisionpoint::DECISION_POINT_RESOLVED_PAYLOAD,
    DecisionPointResolvedBuilder,
    DecisionPointResolvedRequired {
        decision_point_id: DecisionPointId,
        mission_id: MissionId,
        run_id: RunId,
        feature_slug: FeatureSlug,
        phase: PhaseName,
        actor_id: ActorId,
        actor_type: RuntimeActorType,
        authority_role: DecisionAuthorityRole,
        mission_owner_authority_flag: bool,
        mission_owner_authority_path: String,
        rationale: Text,
        alternatives_considered: Alternatives,
        evidence_refs: EvidenceRefs,
        state_entered_at: Timestamp,
        recorded_at: Timestamp,
    },
    {}
);

event_contract::impl_builder!(
    DecisionPointOverriddenPayload: super::codec::decisionpoint::DECISION_POINT_OVERRIDDEN_PAYLOAD,
    DecisionPointOverriddenBuilder,
    DecisionPointOverriddenRequired {
        decision_point_id: DecisionPointId,
        mission_id: MissionId,
        run_id: RunId,
        feature_slug: FeatureSlug,
        phase: PhaseName,
        actor_id: ActorId,
        actor_type: RuntimeActorType,
        authority_role: DecisionAuthorityRole,
        mission_owner_authority_flag: bool,
        mission_owner_authority_path: String,
        rationale: Text,
        alternatives_considered: Alternatives,
        evidence_refs: EvidenceRefs,
        state_entered_at: Timestamp,
        recorded_at: Timestamp,
    },
    {}
);
