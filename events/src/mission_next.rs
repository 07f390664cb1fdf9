//! How far one run of a mission has come.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use event_contract::fold::{Fold, Tally};
use event_contract::{EventId, Kept, Lazy, Malformed, Meta, Record, View};
use event_contract_macros::event_contract;
use serde::{Deserialize, Serialize};
use spec_kitty_contracts::v3::common::{DecisionId, MissionType, RunId, StepId};
use spec_kitty_contracts::v3::mission_next::{
    DecisionInputAnsweredPayload, DecisionInputRequestedPayload, MissionRunCompletedPayload,
    MissionRunStartedPayload, MissionRunStatus, NextStepAutoCompletedPayload,
    NextStepIssuedPayload,
};
use spec_kitty_contracts::v3::reducers::{MissionNextEvent, MissionNextReducer};

use crate::anomaly::Anomaly;

/// How far a run has come.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReducedMissionRunState {
    /// The run, once it has started.
    pub run_id: Option<RunId>,
    /// The workflow template that the run follows.
    pub mission_type: Option<MissionType>,
    /// Where the run stands, once it has started.
    pub run_status: Option<MissionRunStatus>,
    /// The step that was issued last, unless it is completed.
    pub current_step_id: Option<StepId>,
    /// The completed steps in the order of their first completion.
    pub completed_steps: Vec<StepId>,
    /// The questions without an answer.
    pub pending_decisions: BTreeMap<DecisionId, Kept<DecisionInputRequestedPayload>>,
    /// The last answer to each question, whether it was asked or not.
    pub answered_decisions: BTreeMap<DecisionId, Kept<DecisionInputAnsweredPayload>>,
    /// Events that do not fit.
    pub anomalies: Vec<Anomaly>,
    /// How many events of the domain the stream has, the reserved ones included.
    pub event_count: u64,
    /// The last of them.
    pub last_processed_event_id: Option<EventId>,
}

/// Follows the first run that a stream starts; what belongs to others is an anomaly.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct MissionNextFold {
    state: ReducedMissionRunState,
    /// The same as `completed_steps`.
    completed: BTreeSet<StepId>,
}

impl MissionNextFold {
    /// Whether an event is about the run that is followed; notes it if not.
    fn belongs(&mut self, event: &Meta, run: Lazy<'_, RunId>) -> bool {
        let belongs = self.state.run_id.as_ref().is_some_and(|own| *own == *run.text());
        if !belongs {
            self.anomaly(event, "it is about another run");
        }
        belongs
    }

    fn anomaly(&mut self, event: &Meta, reason: impl Into<String>) {
        self.state.anomalies.push(Anomaly::new(event, reason));
    }
}

#[event_contract(own(Fold))]
impl MissionNextReducer for MissionNextFold {
    fn mission_run_started(&mut self, _: &Meta, payload: View<'_, MissionRunStartedPayload>) {
        self.state.run_id = Some(payload.run_id().get());
        self.state.mission_type = Some(payload.mission_type().get());
        self.state.run_status = Some(MissionRunStatus::Running);
    }

    fn next_step_issued(&mut self, event: &Meta, payload: View<'_, NextStepIssuedPayload>) {
        if self.belongs(event, payload.run_id()) {
            self.state.current_step_id = Some(payload.step_id().get());
        }
    }

    fn next_step_auto_completed(
        &mut self,
        event: &Meta,
        payload: View<'_, NextStepAutoCompletedPayload>,
    ) {
        if !self.belongs(event, payload.run_id()) {
            return;
        }
        let step = payload.step_id().get();
        self.state.current_step_id.take_if(|current| *current == step);
        if self.completed.insert(step.clone()) {
            self.state.completed_steps.push(step);
        }
    }

    fn decision_input_requested(
        &mut self,
        event: &Meta,
        payload: View<'_, DecisionInputRequestedPayload>,
    ) {
        if !self.belongs(event, payload.run_id()) {
            return;
        }
        match self.state.pending_decisions.entry(payload.decision_id().get()) {
            Entry::Occupied(_) => self.anomaly(event, "the decision is requested already"),
            Entry::Vacant(place) => {
                place.insert(payload.keep());
            }
        }
    }

    fn decision_input_answered(
        &mut self,
        event: &Meta,
        payload: View<'_, DecisionInputAnsweredPayload>,
    ) {
        if !self.belongs(event, payload.run_id()) {
            return;
        }
        let decision = payload.decision_id().get();
        self.state.pending_decisions.remove(&decision);
        self.state.answered_decisions.insert(decision, payload.keep());
    }

    fn mission_run_completed(
        &mut self,
        event: &Meta,
        payload: View<'_, MissionRunCompletedPayload>,
    ) {
        if self.belongs(event, payload.run_id()) {
            self.state.run_status = Some(MissionRunStatus::Completed);
        }
    }
}

impl Fold for MissionNextFold {
    type Error = Infallible;
    type Output = ReducedMissionRunState;

    fn admit(&mut self, event: &Record) -> Result<bool, Infallible> {
        use MissionNextEvent::{MissionRunCompleted, MissionRunStarted};

        let Some(event_type) = MissionNextEvent::of(&event.meta.event_type) else {
            // Reserved: counted, and nothing more.
            return Ok(false);
        };
        let reason = match (self.state.run_status, event_type) {
            (None, MissionRunStarted) => return Ok(true),
            (None, _) => "the run has not started",
            (Some(MissionRunStatus::Running), MissionRunStarted) => "the run has started already",
            (Some(MissionRunStatus::Running), _) => return Ok(true),
            (Some(MissionRunStatus::Completed), MissionRunCompleted) => {
                "the run is completed already"
            }
            (Some(MissionRunStatus::Completed), _) => "nothing follows a completed run",
        };
        self.anomaly(&event.meta, reason);
        Ok(false)
    }

    fn malformed(&mut self, event: &Record, why: Malformed<'_>) -> Result<(), Infallible> {
        self.anomaly(&event.meta, why.violations().to_string());
        Ok(())
    }

    fn finish(self, tally: Tally) -> ReducedMissionRunState {
        ReducedMissionRunState {
            event_count: tally.events,
            last_processed_event_id: tally.last,
            ..self.state
        }
    }
}
