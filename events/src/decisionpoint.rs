//! The state of a decision, and who brought it there.

use std::convert::Infallible;

use event_contract::fold::{Fold, Scope, Tally};
use event_contract::machine::{Effect, Facts};
use event_contract::{
    Canonical, EventType, Malformed, Meta, Record, ShortText, Timestamp, View, Violations, decode,
};
use event_contract_macros::event_contract;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use spec_kitty_contracts::v3::decisionpoint::{
    DECISION_POINT, DecisionAuthorityRole, DecisionPointDiscussingPayload,
    DecisionPointOpenedPayload, DecisionPointOverriddenPayload, DecisionPointResolvedPayload,
    DecisionPointState,
};
use spec_kitty_contracts::v3::reducers::{DecisionpointEvent, DecisionpointReducer};

use crate::anomaly::Classified;

/// Why an event of a decision does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionPointAnomalyKind {
    /// The decision cannot go from its state to that one.
    InvalidTransition,
    /// Whoever decided has no authority to.
    AuthorityPolicyViolation,
    /// A model did what models may not do.
    LlmPolicyViolation,
    /// The payload does not keep its contract.
    MalformedPayload,
    /// The decision was over.
    EventAfterTerminal,
}

/// The state of the decision of a stream.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReducedDecisionPointState {
    /// Its state.
    pub state: Option<DecisionPointState>,
    /// The decision.
    pub decision_point_id: Option<ShortText>,
    /// The mission it belongs to.
    pub mission_id: Option<ShortText>,
    /// The run it belongs to.
    pub run_id: Option<ShortText>,
    /// The mission's readable name.
    pub mission_slug: Option<ShortText>,
    /// The mission's type.
    pub mission_type: Option<ShortText>,
    /// The phase it was last moved in.
    pub phase: Option<ShortText>,
    /// Who moved it last.
    pub last_actor_id: Option<ShortText>,
    /// What kind of actor that was.
    pub last_actor_type: Option<ShortText>,
    /// In which role.
    pub last_authority_role: Option<DecisionAuthorityRole>,
    /// Why.
    pub last_rationale: Option<ShortText>,
    /// What else was considered.
    pub last_alternatives_considered: Option<Vec<String>>,
    /// What it was based on.
    pub last_evidence_refs: Option<Vec<String>>,
    /// When it came to its state.
    pub last_state_entered_at: Option<Canonical<Timestamp>>,
    /// Events that do not fit.
    pub anomalies: Vec<Classified<DecisionPointAnomalyKind>>,
    /// How many events the stream has, of any type.
    pub event_count: u64,
}

/// Follows a decision through its states, as the contract's machine and its guards allow.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct DecisionPointFold {
    state: Option<DecisionPointState>,
    /// The payload that brought it there, and its event type. All that a state shows is in it, so that those
    /// before it need not be read.
    #[serde(deserialize_with = "checked")]
    last: Option<(EventType, String)>,
    anomalies: Vec<Classified<DecisionPointAnomalyKind>>,
}

/// Where an event takes the decision.
fn target(event: &Meta) -> Option<DecisionPointState> {
    match DECISION_POINT.effect(&event.event_type)? {
        Effect::To(to) => Some(to),
        Effect::Fields { .. } => None,
    }
}

impl DecisionPointFold {
    /// Where an event takes the decision, if the machine's guards let it pass. That the machine allows the
    /// transition has been found before.
    fn passes(&mut self, event: &Meta, payload: &impl Facts) -> Option<DecisionPointState> {
        let to = target(event)?;
        let Some(guard) = DECISION_POINT.unmet(self.state, to, payload).next() else {
            return Some(to);
        };
        // The guard on whoever decides asks for a person; all others are about models.
        let kind = if guard.when.is_empty() {
            DecisionPointAnomalyKind::AuthorityPolicyViolation
        } else {
            DecisionPointAnomalyKind::LlmPolicyViolation
        };
        self.anomaly(kind, event, guard.doc);
        None
    }

    fn anomaly(
        &mut self,
        kind: DecisionPointAnomalyKind,
        event: &Meta,
        message: impl Into<String>,
    ) {
        self.anomalies.push(Classified::new(kind, event, message));
    }
}

/// Moves the decision if the guards let the event pass.
macro_rules! step {
    ($fold:expr, $event:expr, $payload:expr) => {
        if let Some(to) = $fold.passes($event, &$payload) {
            $fold.state = Some(to);
            let new = || ($event.event_type.clone(), String::new());
            let (event_type, json) = $fold.last.get_or_insert_with(new);
            event_type.clone_from(&$event.event_type);
            json.clear();
            json.push_str($payload.as_json());
        }
    };
}

/// What the state shows of a payload. All payloads have the same fields.
macro_rules! shown {
    ($payload:ty, $json:expr) => {
        decode::<$payload>($json.as_bytes()).map(|payload| ReducedDecisionPointState {
            decision_point_id: Some(payload.decision_point_id.as_str().into()),
            mission_id: Some(payload.mission_id.as_str().into()),
            run_id: Some(payload.run_id.as_str().into()),
            mission_slug: Some(payload.mission_slug.as_str().into()),
            mission_type: Some(payload.mission_type.as_str().into()),
            phase: Some(payload.phase.as_str().into()),
            last_actor_id: Some(payload.actor_id.as_str().into()),
            last_actor_type: Some(payload.actor_type.as_str().into()),
            last_authority_role: Some(payload.authority_role),
            last_rationale: Some(payload.rationale.as_str().into()),
            last_alternatives_considered: Some(payload.alternatives_considered.into_inner()),
            last_evidence_refs: Some(payload.evidence_refs.into_inner()),
            last_state_entered_at: Some(Canonical(payload.state_entered_at)),
            ..ReducedDecisionPointState::default()
        })
    };
}

/// What the state shows of the payload that brought it there.
fn shown(event_type: &EventType, json: &str) -> Result<ReducedDecisionPointState, Violations> {
    use DecisionpointEvent::{
        DecisionPointDiscussing, DecisionPointOpened, DecisionPointOverridden,
        DecisionPointResolved,
    };
    match DecisionpointEvent::of(event_type) {
        Some(DecisionPointOpened) => shown!(DecisionPointOpenedPayload, json),
        Some(DecisionPointDiscussing) => shown!(DecisionPointDiscussingPayload, json),
        Some(DecisionPointResolved) => shown!(DecisionPointResolvedPayload, json),
        Some(DecisionPointOverridden) => shown!(DecisionPointOverriddenPayload, json),
        None => Ok(ReducedDecisionPointState::default()),
    }
}

/// A payload from a snapshot, which anybody may have written.
fn checked<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<(EventType, String)>, D::Error> {
    let last: Option<(EventType, String)> = Option::deserialize(deserializer)?;
    if let Some((event_type, json)) = &last {
        shown(event_type, json).map_err(D::Error::custom)?;
    }
    Ok(last)
}

#[event_contract(own(Fold))]
impl DecisionpointReducer for DecisionPointFold {
    fn decision_point_opened(
        &mut self,
        event: &Meta,
        payload: View<'_, DecisionPointOpenedPayload>,
    ) {
        step!(self, event, payload);
    }

    fn decision_point_discussing(
        &mut self,
        event: &Meta,
        payload: View<'_, DecisionPointDiscussingPayload>,
    ) {
        step!(self, event, payload);
    }

    fn decision_point_resolved(
        &mut self,
        event: &Meta,
        payload: View<'_, DecisionPointResolvedPayload>,
    ) {
        step!(self, event, payload);
    }

    fn decision_point_overridden(
        &mut self,
        event: &Meta,
        payload: View<'_, DecisionPointOverriddenPayload>,
    ) {
        step!(self, event, payload);
    }
}

impl Fold for DecisionPointFold {
    type Error = Infallible;
    type Output = ReducedDecisionPointState;

    fn scope() -> Scope {
        Scope::Stream
    }

    fn admit(&mut self, event: &Record) -> Result<bool, Infallible> {
        let Some(to) = target(&event.meta) else { return Ok(true) };
        let from = self.state;
        if from.is_some_and(|from| DECISION_POINT.is_terminal(from)) {
            self.anomaly(
                DecisionPointAnomalyKind::EventAfterTerminal,
                &event.meta,
                "the decision was overridden before",
            );
            return Ok(false);
        }
        if !DECISION_POINT.allows(from, to) {
            let from = from.map_or("no state", DecisionPointState::as_str);
            let message = format!("a decision does not go from {from} to {}", to.as_str());
            self.anomaly(DecisionPointAnomalyKind::InvalidTransition, &event.meta, message);
            return Ok(false);
        }
        Ok(true)
    }

    fn malformed(&mut self, event: &Record, why: Malformed<'_>) -> Result<(), Infallible> {
        let message = why.violations().to_string();
        self.anomaly(DecisionPointAnomalyKind::MalformedPayload, &event.meta, message);
        Ok(())
    }

    fn finish(self, tally: Tally) -> ReducedDecisionPointState {
        // It was checked when it came.
        let shown = self.last.and_then(|(event_type, json)| shown(&event_type, &json).ok());
        ReducedDecisionPointState {
            state: self.state,
            anomalies: self.anomalies,
            event_count: tally.events,
            ..shown.unwrap_or_default()
        }
    }
}
