//! The objects of the domain `glossary`, read field by field.
//!
//! Generated from `contracts/spec-kitty/v2/glossary.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::Map;

use super::super::common::{ActorId, MissionId, StepId, Text};
use super::super::glossary::{
    BlockingStrictness, CheckRecommendation, Confidence, ConflictEvents,
    ConflictSeverity, EventReference, GenerationBlockedBySemanticConflictPayload,
    GlossaryClarificationRequestedPayload, GlossaryClarificationResolvedPayload,
    GlossaryScopeActivatedPayload, GlossaryScopeId, GlossaryScopeType,
    GlossarySenseUpdatedPayload, GlossaryStrictness, GlossaryStrictnessSetPayload,
    GlossaryVersionId, SemanticCheckEvaluatedPayload, SemanticConflictEntry, Term,
    TermCandidateObservedPayload, Urgency,
};

event_contract::impl_view!(pub GlossaryScopeActivatedPayloadView: GlossaryScopeActivatedPayload, [
    mission_id: MissionId,
    scope_id: GlossaryScopeId,
    scope_type: GlossaryScopeType,
    glossary_version_id: GlossaryVersionId,
]);

event_contract::impl_view!(pub TermCandidateObservedPayloadView: TermCandidateObservedPayload, [
    mission_id: MissionId,
    scope_id: GlossaryScopeId,
    step_id: StepId,
    term_surface: Term,
    confidence: Confidence,
    actor: ActorId,
    step_metadata: Map<String>,
]);

event_contract::impl_view!(pub SemanticCheckEvaluatedPayloadView: SemanticCheckEvaluatedPayload, [
    mission_id: MissionId,
    scope_id: GlossaryScopeId,
    step_id: StepId,
    conflicts: Vec<SemanticConflictEntry>,
    severity: ConflictSeverity,
    confidence: Confidence,
    recommended_action: CheckRecommendation,
    effective_strictness: GlossaryStrictness,
    step_metadata: Map<String>,
]);

event_contract::impl_view!(pub GlossaryClarificationRequestedPayloadView: GlossaryClarificationRequestedPayload, [
    mission_id: MissionId,
    scope_id: GlossaryScopeId,
    step_id: StepId,
    semantic_check_event_id: EventReference,
    term: Term,
    question: String,
    options: Vec<String>,
    urgency: Urgency,
    actor: ActorId,
]);

event_contract::impl_view!(pub GlossaryClarificationResolvedPayloadView: GlossaryClarificationResolvedPayload, [
    mission_id: MissionId,
    clarification_event_id: EventReference,
    selected_meaning: Text,
    actor: ActorId,
]);

event_contract::impl_view!(pub GlossarySenseUpdatedPayloadView: GlossarySenseUpdatedPayload, [
    mission_id: MissionId,
    scope_id: GlossaryScopeId,
    term_surface: Term,
    before_sense: Option<String>,
    after_sense: Text,
    reason: String,
    actor: ActorId,
]);

event_contract::impl_view!(pub GenerationBlockedBySemanticConflictPayloadView: GenerationBlockedBySemanticConflictPayload, [
    mission_id: MissionId,
    step_id: StepId,
    conflict_event_ids: ConflictEvents,
    blocking_strictness: BlockingStrictness,
    step_metadata: Map<String>,
]);

event_contract::impl_view!(pub GlossaryStrictnessSetPayloadView: GlossaryStrictnessSetPayload, [
    mission_id: MissionId,
    new_strictness: GlossaryStrictness,
    previous_strictness: Option<GlossaryStrictness>,
    actor: ActorId,
]);
