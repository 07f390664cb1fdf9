//! Which words a mission uses in which sense, and what happens when senses clash.
//!
//! Generated from `contracts/spec-kitty/v3/glossary.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::Map;

use super::common::{ActorId, MissionId, StepId, Text};

/// Identifies a glossary scope.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GlossaryScopeId(pub(super) event_contract::ShortText);

/// Whose vocabulary a scope holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GlossaryScopeType {
    /// `spec_kitty_core`
    SpecKittyCore,
    /// `team_domain`
    TeamDomain,
    /// `audience_domain`
    AudienceDomain,
    /// `mission_local`
    MissionLocal,
}

/// Identifies a version of a glossary.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GlossaryVersionId(pub(super) event_contract::ShortText);

/// A word or phrase as it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(pub(super) event_contract::ShortText);

/// The id of an earlier event, in whatever form its emitter wrote it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventReference(pub(super) event_contract::ShortText);

/// How sure a finding is, from 0 (a guess) to 1 (certain).
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Confidence(pub(super) f64);

/// How a term went wrong: several senses at once, a sense that moved, or one that cannot be
/// told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictNature {
    /// `overloaded`
    Overloaded,
    /// `drift`
    Drift,
    /// `ambiguous`
    Ambiguous,
}

/// How much harm a clash of senses can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictSeverity {
    /// `low`
    Low,
    /// `medium`
    Medium,
    /// `high`
    High,
}

/// How soon an answer is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// `low`
    Low,
    /// `medium`
    Medium,
    /// `high`
    High,
}

/// How much a mission insists on settled terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GlossaryStrictness {
    /// `off`
    Off,
    /// `medium`
    Medium,
    /// `max`
    Max,
}

/// The levels of strictness that can stop work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockingStrictness {
    /// `medium`
    Medium,
    /// `max`
    Max,
}

/// What a semantic check advises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckRecommendation {
    /// `block`
    Block,
    /// `warn`
    Warn,
    /// `pass`
    Pass,
}

/// The ids of the semantic checks whose conflicts are still open.
#[derive(Clone, Debug, PartialEq)]
pub struct ConflictEvents(pub(super) Vec<String>);

/// One term whose sense is in doubt.
#[derive(Clone, Debug, PartialEq)]
pub struct SemanticConflictEntry {
    /// A word or phrase as it stands in the text.
    pub term: Term,
    /// How a term went wrong: several senses at once, a sense that moved, or one that cannot be
    /// told.
    pub nature: ConflictNature,
    /// How much harm a clash of senses can do.
    pub severity: ConflictSeverity,
    /// What clashes with what.
    pub description: String,
}

/// A glossary applies to a mission from now on.
#[derive(Clone, Debug, PartialEq)]
pub struct GlossaryScopeActivatedPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies a glossary scope.
    pub scope_id: GlossaryScopeId,
    /// Whose vocabulary a scope holds.
    pub scope_type: GlossaryScopeType,
    /// Identifies a version of a glossary.
    pub glossary_version_id: GlossaryVersionId,
}

/// A step used a term that may belong in the glossary.
#[derive(Clone, Debug, PartialEq)]
pub struct TermCandidateObservedPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies a glossary scope.
    pub scope_id: GlossaryScopeId,
    /// Identifies a step of a mission.
    pub step_id: StepId,
    /// A word or phrase as it stands in the text.
    pub term_surface: Term,
    /// How sure a finding is, from 0 (a guess) to 1 (certain).
    pub confidence: Confidence,
    /// Who noticed.
    pub actor: ActorId,
    /// What else is known about the step.
    pub step_metadata: Map<String>,
}

/// The terms of a step were checked against the glossary.
#[derive(Clone, Debug, PartialEq)]
pub struct SemanticCheckEvaluatedPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies a glossary scope.
    pub scope_id: GlossaryScopeId,
    /// Identifies a step of a mission.
    pub step_id: StepId,
    /// What was found; empty if nothing was.
    pub conflicts: Vec<SemanticConflictEntry>,
    /// The worst of the findings.
    pub severity: ConflictSeverity,
    /// How sure the check is as a whole.
    pub confidence: Confidence,
    /// What a semantic check advises.
    pub recommended_action: CheckRecommendation,
    /// The level that the check applied.
    pub effective_strictness: GlossaryStrictness,
    /// What else is known about the step.
    pub step_metadata: Map<String>,
}

/// Someone has to say what a term means.
#[derive(Clone, Debug, PartialEq)]
pub struct GlossaryClarificationRequestedPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies a glossary scope.
    pub scope_id: GlossaryScopeId,
    /// Identifies a step of a mission.
    pub step_id: StepId,
    /// The check that raised the question. Requests are grouped by it.
    pub semantic_check_event_id: EventReference,
    /// A word or phrase as it stands in the text.
    pub term: Term,
    /// What is asked.
    pub question: String,
    /// The meanings on offer.
    pub options: Vec<String>,
    /// How soon an answer is needed.
    pub urgency: Urgency,
    /// Who asks.
    pub actor: ActorId,
}

/// Someone said what a term means.
#[derive(Clone, Debug, PartialEq)]
pub struct GlossaryClarificationResolvedPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// The request that this answers.
    pub clarification_event_id: EventReference,
    /// The answer, picked or written.
    pub selected_meaning: Text,
    /// Who answered.
    pub actor: ActorId,
}

/// A term has another sense than before.
#[derive(Clone, Debug, PartialEq)]
pub struct GlossarySenseUpdatedPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies a glossary scope.
    pub scope_id: GlossaryScopeId,
    /// A word or phrase as it stands in the text.
    pub term_surface: Term,
    /// The sense it had; absent for its first.
    pub before_sense: Option<String>,
    /// The sense it has now.
    pub after_sense: Text,
    /// Why.
    pub reason: String,
    /// Identifies whoever, or whatever, acted.
    pub actor: ActorId,
}

/// A step may not generate anything before its terms are settled.
#[derive(Clone, Debug, PartialEq)]
pub struct GenerationBlockedBySemanticConflictPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// Identifies a step of a mission.
    pub step_id: StepId,
    /// The ids of the semantic checks whose conflicts are still open.
    pub conflict_event_ids: ConflictEvents,
    /// The level that stopped it.
    pub blocking_strictness: BlockingStrictness,
    /// What else is known about the step.
    pub step_metadata: Map<String>,
}

/// A mission insists more, or less, on settled terms than before.
#[derive(Clone, Debug, PartialEq)]
pub struct GlossaryStrictnessSetPayload {
    /// Identifies a mission.
    pub mission_id: MissionId,
    /// The level from now on.
    pub new_strictness: GlossaryStrictness,
    /// The level until now; absent if none was set.
    pub previous_strictness: Option<GlossaryStrictness>,
    /// Identifies whoever, or whatever, acted.
    pub actor: ActorId,
}

event_contract::impl_builder!(
    SemanticConflictEntry: super::codec::glossary::SEMANTIC_CONFLICT_ENTRY,
    SemanticConflictEntryBuilder,
    SemanticConflictEntryRequired {
        term: Term,
        nature: ConflictNature,
        severity: ConflictSeverity,
        description: String,
    },
    {}
);

event_contract::impl_builder!(
    GlossaryScopeActivatedPayload: super::codec::glossary::GLOSSARY_SCOPE_ACTIVATED_PAYLOAD,
    GlossaryScopeActivatedBuilder,
    GlossaryScopeActivatedRequired {
        mission_id: MissionId,
        scope_id: GlossaryScopeId,
        scope_type: GlossaryScopeType,
        glossary_version_id: GlossaryVersionId,
    },
    {}
);

event_contract::impl_builder!(
    TermCandidateObservedPayload: super::codec::glossary::TERM_CANDIDATE_OBSERVED_PAYLOAD,
    TermCandidateObservedBuilder,
    TermCandidateObservedRequired {
        mission_id: MissionId,
        scope_id: GlossaryScopeId,
        step_id: StepId,
        term_surface: Term,
        confidence: Confidence,
        actor: ActorId,
    },
    {
        6: step_metadata(default Map<String>),
    }
);

event_contract::impl_builder!(
    SemanticCheckEvaluatedPayload: super::codec::glossary::SEMANTIC_CHECK_EVALUATED_PAYLOAD,
    SemanticCheckEvaluatedBuilder,
    SemanticCheckEvaluatedRequired {
        mission_id: MissionId,
        scope_id: GlossaryScopeId,
        step_id: StepId,
        conflicts: Vec<SemanticConflictEntry>,
        severity: ConflictSeverity,
        confidence: Confidence,
        recommended_action: CheckRecommendation,
        effective_strictness: GlossaryStrictness,
    },
    {
        8: step_metadata(default Map<String>),
    }
);

event_contract::impl_builder!(
    GlossaryClarificationRequestedPayload: super::codec::glossary::GLOSSARY_CLARIFICATION_REQUESTED_PAYLOAD,
    GlossaryClarificationRequestedBuilder,
    GlossaryClarificationRequestedRequired {
        mission_id: MissionId,
        scope_id: GlossaryScopeId,
        step_id: StepId,
        semantic_check_event_id: EventReference,
        term: Term,
        question: String,
        options: Vec<String>,
        urgency: Urgency,
        actor: ActorId,
    },
    {}
);

event_contract::impl_builder!(
    GlossaryClarificationResolvedPayload: super::codec::glossary::GLOSSARY_CLARIFICATION_RESOLVED_PAYLOAD,
    GlossaryClarificationResolvedBuilder,
    GlossaryClarificationResolvedRequired {
        mission_id: MissionId,
        clarification_event_id: EventReference,
        selected_meaning: Text,
        actor: ActorId,
    },
    {}
);

event_contract::impl_builder!(
    GlossarySenseUpdatedPayload: super::codec::glossary::GLOSSARY_SENSE_UPDATED_PAYLOAD,
    GlossarySenseUpdatedBuilder,
    GlossarySenseUpdatedRequired {
        mission_id: MissionId,
        scope_id: GlossaryScopeId,
        term_surface: Term,
        after_sense: Text,
        reason: String,
        actor: ActorId,
    },
    {
        3: before_sense(optional into String),
    }
);

event_contract::impl_builder!(
    GenerationBlockedBySemanticConflictPayload: super::codec::glossary::GENERATION_BLOCKED_BY_SEMANTIC_CONFLICT_PAYLOAD,
    GenerationBlockedBySemanticConflictBuilder,
    GenerationBlockedBySemanticConflictRequired {
        mission_id: MissionId,
        step_id: StepId,
        conflict_event_ids: ConflictEvents,
        blocking_strictness: BlockingStrictness,
    },
    {
        4: step_metadata(default Map<String>),
    }
);

event_contract::impl_builder!(
    GlossaryStrictnessSetPayload: super::codec::glossary::GLOSSARY_STRICTNESS_SET_PAYLOAD,
    GlossaryStrictnessSetBuilder,
    GlossaryStrictnessSetRequired {
        mission_id: MissionId,
        new_strictness: GlossaryStrictness,
        actor: ActorId,
    },
    {
        2: previous_strictness(optional GlossaryStrictness),
    }
);
