//! The lanes of work packages.

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;

use event_contract::fold::{Fold, Tally};
use event_contract::{
    Canonical, EventId, Kept, Lazy, Loose, Malformed, Meta, Record, ShortText, Timestamp, View,
};
use event_contract_macros::event_contract;
use serde::{Deserialize, Serialize};
use spec_kitty_contracts::v3::common::WorkPackageId;
use spec_kitty_contracts::v3::reducers::StatusReducer;
use spec_kitty_contracts::v3::status::{DoneEvidence, Lane, StatusTransitionPayload};

use crate::lanes::objections;

/// Where a work package is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkPackageState {
    /// The work package.
    pub wp_id: WorkPackageId,
    /// Its lane.
    pub current_lane: Lane,
    /// The event that brought it there.
    pub last_event_id: EventId,
    /// When that was.
    pub last_transition_at: Canonical<Timestamp>,
    /// Why it counts as done.
    pub evidence: Option<Kept<DoneEvidence>>,
}

/// A transition that was not made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TransitionAnomaly {
    /// The event that asked for it.
    pub event_id: EventId,
    /// The work package; `<unknown>` if the payload does not tell.
    pub wp_id: ShortText,
    /// The lane it was said to leave.
    pub from_lane: Option<Lane>,
    /// The lane it was to enter, if the payload tells.
    pub to_lane: Option<Lane>,
    /// Why it was not made, for people.
    pub reason: String,
}

/// The lanes of all work packages of a stream.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReducedStatus {
    /// The work packages by id.
    pub wp_states: BTreeMap<WorkPackageId, WorkPackageState>,
    /// Transitions that were not made: first those that could not be read.
    pub anomalies: Vec<TransitionAnomaly>,
    /// How many transitions there were.
    pub event_count: u64,
    /// The last of them.
    pub last_processed_event_id: Option<EventId>,
}

/// Moves work packages from lane to lane.
///
/// Transitions of one work package with the same clock reading are concurrent: each is held against the lane
/// before all of them, and the last one that fits wins. A reviewer's rollback goes last.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct StatusFold {
    work_packages: BTreeMap<WorkPackageId, WorkPackageState>,
    malformed: Vec<TransitionAnomaly>,
    refused: Vec<TransitionAnomaly>,
    /// The transitions of the clock reading under way; empty between two.
    #[serde(skip)]
    concurrent: Vec<Transition>,
}

/// A transition that was read and not made yet.
#[derive(Clone, Debug)]
struct Transition {
    event_id: EventId,
    at: Timestamp,
    wp_id: WorkPackageId,
    from: Option<Lane>,
    to: Lane,
    forced: bool,
    rollback: bool,
    violations: Vec<String>,
    evidence: Option<Kept<DoneEvidence>>,
}

impl Transition {
    fn refused(&self, reason: String) -> TransitionAnomaly {
        TransitionAnomaly {
            event_id: self.event_id,
            wp_id: self.wp_id.as_str().into(),
            from_lane: self.from,
            to_lane: Some(self.to),
            reason,
        }
    }

    /// Why it does not fit a work package in this lane, if so.
    fn objection(&self, lane: Option<Lane>) -> Option<String> {
        let name = |lane: Option<Lane>| lane.map_or("no lane", Lane::as_str);
        if self.from != lane && !self.forced {
            let (from, lane) = (name(self.from), name(lane));
            return Some(format!("it leaves {from}, and the work package is in {lane}"));
        }
        (!self.violations.is_empty()).then(|| self.violations.join("; "))
    }
}

impl StatusFold {
    /// Makes the last of a work package's concurrent transitions that fits the lane before all of them.
    fn step(&mut self, concurrent: &[Transition]) {
        let Some(Transition { wp_id, .. }) = concurrent.first() else { return };
        let known = self.work_packages.get_mut(wp_id);
        let lane = known.as_ref().map(|state| state.current_lane);
        let mut last = None;
        for transition in concurrent {
            match transition.objection(lane) {
                Some(reason) => self.refused.push(transition.refused(reason)),
                None => last = Some(transition),
            }
        }
        let Some(last) = last else { return };
        let state = WorkPackageState {
            wp_id: wp_id.clone(),
            current_lane: last.to,
            last_event_id: last.event_id,
            last_transition_at: Canonical(last.at.clone()),
            evidence: last.evidence.clone(),
        };
        match known {
            Some(known) => *known = state,
            None => _ = self.work_packages.insert(wp_id.clone(), state),
        }
    }
}

/// Work packages by their first transition, and in each of them rollbacks last.
fn arrange(concurrent: &mut [Transition]) {
    if concurrent.len() < 2 {
        return;
    }
    let mut first = HashMap::new();
    for transition in &*concurrent {
        let next = first.len();
        first.entry(transition.wp_id.clone()).or_insert(next);
    }
    concurrent
        .sort_by_key(|transition| (first.get(&transition.wp_id).copied(), transition.rollback));
}

#[event_contract(own(Fold))]
impl StatusReducer for StatusFold {
    fn wp_status_changed(&mut self, event: &Meta, payload: View<'_, StatusTransitionPayload>) {
        let (from, to) = (payload.from_lane().get(), payload.to_lane().get());
        let forced = payload.force().get();
        self.concurrent.push(Transition {
            event_id: event.event_id,
            at: event.timestamp.clone(),
            wp_id: payload.wp_id().get(),
            from,
            to,
            forced,
            rollback: from == Some(Lane::ForReview)
                && to == Lane::InProgress
                && payload.review_ref().given().is_some(),
            violations: objections(from, to, forced, &payload),
            evidence: payload.evidence().given().filter(|_| to == Lane::Done).map(Lazy::keep),
        });
    }
}

impl Fold for StatusFold {
    type Error = Infallible;
    type Output = ReducedStatus;

    fn malformed(&mut self, event: &Record, why: Malformed<'_>) -> Result<(), Infallible> {
        let [wp_id, from, to] = event.fields(["wp_id", "from_lane", "to_lane"]);
        let wp_id = wp_id.and_then(Loose::string).filter(|id| !id.is_empty());
        self.malformed.push(TransitionAnomaly {
            event_id: event.meta.event_id,
            wp_id: wp_id.map_or_else(|| "<unknown>".into(), Into::into),
            from_lane: from.and_then(Loose::read),
            to_lane: to.and_then(Loose::read),
            reason: why.violations().to_string(),
        });
        Ok(())
    }

    fn settle(&mut self) -> Result<(), Infallible> {
        let mut concurrent = std::mem::take(&mut self.concurrent);
        arrange(&mut concurrent);
        for transitions in concurrent.chunk_by(|a, b| a.wp_id == b.wp_id) {
            self.step(transitions);
        }
        // The room is used again.
        concurrent.clear();
        self.concurrent = concurrent;
        Ok(())
    }

    fn finish(mut self, tally: Tally) -> ReducedStatus {
        self.malformed.append(&mut self.refused);
        ReducedStatus {
            wp_states: self.work_packages,
            anomalies: self.malformed,
            event_count: tally.events,
            last_processed_event_id: tally.last,
        }
    }
}
