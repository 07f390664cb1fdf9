//! The glossary of a mission: its scopes, terms and senses, and what was asked about them.

use std::collections::BTreeMap;

use event_contract::fold::{BadOption, Fold, Options, Tally};
use event_contract::{EventId, Kept, Loose, Malformed, Meta, Record, ShortText, View};
use event_contract_macros::event_contract;
use foldhash::fast::RandomState;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use spec_kitty_contracts::v3::glossary::{
    EventReference, GenerationBlockedBySemanticConflictPayload,
    GlossaryClarificationRequestedPayload, GlossaryClarificationResolvedPayload,
    GlossaryScopeActivatedPayload, GlossaryScopeId, GlossarySenseUpdatedPayload,
    GlossaryStrictness, GlossaryStrictnessSetPayload, SemanticCheckEvaluatedPayload, Term,
    TermCandidateObservedPayload,
};
use spec_kitty_contracts::v3::reducers::GlossaryReducer;

use crate::anomaly::Anomaly;
use crate::error::Error;
use crate::options::Mode;

/// How many questions of one semantic check may be open at a time.
pub const OPEN_CLARIFICATIONS_PER_CHECK: u64 = 3;

/// A question about a term, and whether it is settled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClarificationRecord {
    /// The event that asked.
    pub request_event_id: EventId,
    /// The check that raised the question.
    pub semantic_check_event_id: EventReference,
    /// The term.
    pub term: Term,
    /// Whether there is an answer.
    pub resolved: bool,
    /// The event with the last answer.
    pub resolution_event_id: Option<EventId>,
}

/// Something for each term of each scope.
pub type ByTerm<T> = BTreeMap<GlossaryScopeId, BTreeMap<Term, T>>;

/// The glossary of a mission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReducedGlossaryState {
    /// The mission of the first event; empty without events.
    pub mission_id: ShortText,
    /// The scopes that apply, each with its last activation.
    pub active_scopes: BTreeMap<GlossaryScopeId, Kept<GlossaryScopeActivatedPayload>>,
    /// How much the mission insists on settled terms.
    pub current_strictness: GlossaryStrictness,
    /// Every setting of it, in order.
    pub strictness_history: Vec<Kept<GlossaryStrictnessSetPayload>>,
    /// The sightings of each term, in order.
    pub term_candidates: ByTerm<Vec<Kept<TermCandidateObservedPayload>>>,
    /// The last sense of each term.
    pub term_senses: ByTerm<Kept<GlossarySenseUpdatedPayload>>,
    /// What was asked, in order.
    pub clarifications: Vec<ClarificationRecord>,
    /// Every semantic check, in order.
    pub semantic_checks: Vec<Kept<SemanticCheckEvaluatedPayload>>,
    /// Every block, in order.
    pub generation_blocks: Vec<Kept<GenerationBlockedBySemanticConflictPayload>>,
    /// Events that do not fit.
    pub anomalies: Vec<Anomaly>,
    /// How many events of the domain the stream has.
    pub event_count: u64,
    /// The last of them.
    pub last_processed_event_id: Option<EventId>,
}

impl Default for ReducedGlossaryState {
    /// Before any event: medium strictness, and nothing else.
    fn default() -> Self {
        Self {
            mission_id: "".into(),
            active_scopes: BTreeMap::new(),
            current_strictness: GlossaryStrictness::Medium,
            strictness_history: Vec::new(),
            term_candidates: BTreeMap::new(),
            term_senses: BTreeMap::new(),
            clarifications: Vec::new(),
            semantic_checks: Vec::new(),
            generation_blocks: Vec::new(),
            anomalies: Vec::new(),
            event_count: 0,
            last_processed_event_id: None,
        }
    }
}

/// Follows the glossary of a mission. A malformed payload stops it; an event that the events before it do
/// not allow does so in strict mode.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct GlossaryFold {
    mode: Mode,
    state: ReducedGlossaryState,
    /// How many questions of each check are open, by the check's event id.
    open: IndexMap<ShortText, u64, RandomState>,
    /// Where the question of an event is among the `clarifications`.
    asked: IndexMap<ShortText, usize, RandomState>,
}

impl GlossaryFold {
    /// A fold in some mode.
    pub fn new(mode: Mode) -> Self {
        Self { mode, ..Self::default() }
    }

    fn check_scope(&mut self, event: &Meta, scope: &GlossaryScopeId) -> Result<(), Error> {
        if self.state.active_scopes.contains_key(scope) {
            return Ok(());
        }
        self.object(event, "its scope is not active")
    }

    fn object(&mut self, event: &Meta, problem: &str) -> Result<(), Error> {
        self.mode.object(&mut self.state.anomalies, event, problem)
    }
}

#[event_contract(own(Fold))]
impl GlossaryReducer for GlossaryFold {
    fn glossary_scope_activated(
        &mut self,
        _: &Meta,
        payload: View<'_, GlossaryScopeActivatedPayload>,
    ) {
        self.state.active_scopes.insert(payload.scope_id().get(), payload.keep());
    }

    fn term_candidate_observed(
        &mut self,
        event: &Meta,
        payload: View<'_, TermCandidateObservedPayload>,
    ) -> Result<(), Error> {
        let scope = payload.scope_id().get();
        self.check_scope(event, &scope)?;
        let terms = self.state.term_candidates.entry(scope).or_default();
        terms.entry(payload.term_surface().get()).or_default().push(payload.keep());
        Ok(())
    }

    fn semantic_check_evaluated(
        &mut self,
        event: &Meta,
        payload: View<'_, SemanticCheckEvaluatedPayload>,
    ) -> Result<(), Error> {
        self.check_scope(event, &payload.scope_id().get())?;
        self.state.semantic_checks.push(payload.keep());
        self.open.insert(event.event_id.as_str().into(), 0);
        Ok(())
    }

    fn glossary_clarification_requested(
        &mut self,
        event: &Meta,
        payload: View<'_, GlossaryClarificationRequestedPayload>,
    ) -> Result<(), Error> {
        self.check_scope(event, &payload.scope_id().get())?;
        match self.open.get_mut(&*payload.semantic_check_event_id().text()) {
            None => self.object(event, "there is no such semantic check"),
            Some(open) if *open < OPEN_CLARIFICATIONS_PER_CHECK => {
                *open += 1;
                let at = self.state.clarifications.len();
                self.asked.insert(event.event_id.as_str().into(), at);
                self.state.clarifications.push(ClarificationRecord {
                    request_event_id: event.event_id,
                    semantic_check_event_id: payload.semantic_check_event_id().get(),
                    term: payload.term().get(),
                    resolved: false,
                    resolution_event_id: None,
                });
                Ok(())
            }
            Some(_) => self.object(event, "too many questions of its semantic check are open"),
        }
    }

    fn glossary_clarification_resolved(
        &mut self,
        event: &Meta,
        payload: View<'_, GlossaryClarificationResolvedPayload>,
    ) -> Result<(), Error> {
        let at = self.asked.get(&*payload.clarification_event_id().text());
        let Some(record) = at.and_then(|at| self.state.clarifications.get_mut(*at)) else {
            return self.object(event, "there is no such question");
        };
        record.resolution_event_id = Some(event.event_id);
        if !std::mem::replace(&mut record.resolved, true)
            && let Some(open) = self.open.get_mut(record.semantic_check_event_id.as_str())
        {
            *open = open.saturating_sub(1);
        }
        Ok(())
    }

    fn glossary_sense_updated(
        &mut self,
        event: &Meta,
        payload: View<'_, GlossarySenseUpdatedPayload>,
    ) -> Result<(), Error> {
        let (scope, term) = (payload.scope_id().get(), payload.term_surface().get());
        self.check_scope(event, &scope)?;
        let terms = self.state.term_candidates.get(&scope);
        let seen = terms.is_some_and(|terms| terms.contains_key(&term));
        if !seen {
            self.object(event, "its term was not observed")?;
        }
        let senses = self.state.term_senses.entry(scope).or_default();
        senses.insert(term, payload.keep());
        Ok(())
    }

    fn generation_blocked_by_semantic_conflict(
        &mut self,
        _: &Meta,
        payload: View<'_, GenerationBlockedBySemanticConflictPayload>,
    ) {
        self.state.generation_blocks.push(payload.keep());
    }

    fn glossary_strictness_set(
        &mut self,
        _: &Meta,
        payload: View<'_, GlossaryStrictnessSetPayload>,
    ) {
        self.state.current_strictness = payload.new_strictness().get();
        self.state.strictness_history.push(payload.keep());
    }
}

impl Fold for GlossaryFold {
    type Error = Error;
    type Output = ReducedGlossaryState;

    fn configured(options: &Options) -> Result<Self, BadOption> {
        Mode::of(options).map(Self::new)
    }

    fn admit(&mut self, event: &Record) -> Result<bool, Error> {
        if self.state.mission_id.is_empty() {
            // If it is not a text, neither does the payload keep its contract, and the fold stops.
            let [mission] = event.fields(["mission_id"]);
            self.state.mission_id = mission.and_then(Loose::string).unwrap_or_default().into();
        }
        Ok(true)
    }

    fn malformed(&mut self, event: &Record, why: Malformed<'_>) -> Result<(), Error> {
        Err(Error::malformed(event, why))
    }

    fn finish(self, tally: Tally) -> ReducedGlossaryState {
        ReducedGlossaryState {
            event_count: tally.events,
            last_processed_event_id: tally.last,
            ..self.state
        }
    }
}
