//! The life of a mission, and its work packages.

use std::collections::BTreeMap;
use std::convert::Infallible;

use event_contract::fold::{Fold, Scope, Tally};
use event_contract::{EventId, Malformed, Meta, Record, ShortText, View};
use event_contract_macros::event_contract;
use serde::{Deserialize, Serialize};
use spec_kitty_contracts::v3::common::WorkPackageId;
use spec_kitty_contracts::v3::lifecycle::{
    MissionCancelledPayload, MissionClosedPayload, MissionCompletedPayload, MissionCreatedPayload,
    MissionStartedPayload, MissionStatus, PhaseEnteredPayload, ReviewRollbackPayload,
};
use spec_kitty_contracts::v3::reducers::{LifecycleEvent, LifecycleReducer};

use crate::anomaly::Anomaly;
use crate::status::{StatusFold, WorkPackageState};

/// The life of the mission of a stream.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReducedMissionState {
    /// The mission.
    pub mission_id: Option<ShortText>,
    /// Where it is in its life.
    pub mission_status: Option<MissionStatus>,
    /// Its type.
    pub mission_type: Option<ShortText>,
    /// The phase it is in.
    pub current_phase: Option<ShortText>,
    /// All phases that it entered, in order.
    pub phases_entered: Vec<ShortText>,
    /// Its work packages by id.
    pub wp_states: BTreeMap<WorkPackageId, WorkPackageState>,
    /// Events that do not fit: first those of the mission, then those of its work packages.
    pub anomalies: Vec<Anomaly>,
    /// How many events the stream has, of any type.
    pub event_count: u64,
    /// The last of them.
    pub last_processed_event_id: Option<EventId>,
}

/// Follows a mission through its phases to its end. Work packages are left to [`StatusFold`].
///
/// Of concurrent events a cancellation goes last, so that it wins.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct LifecycleFold {
    state: ReducedMissionState,
    work_packages: StatusFold,
}

impl LifecycleFold {
    fn enter(&mut self, phase: &str) {
        self.state.current_phase = Some(phase.into());
        self.state.phases_entered.push(phase.into());
    }

    fn anomaly(&mut self, event: &Meta, reason: &str) {
        self.state.anomalies.push(Anomaly::new(event, reason));
    }

    fn is_over(&self) -> bool {
        matches!(
            self.state.mission_status,
            Some(MissionStatus::Completed | MissionStatus::Cancelled)
        )
    }

    /// Why the mission is not where an event needs it, whatever its payload says.
    fn objection(&self, event: LifecycleEvent) -> Option<&'static str> {
        use LifecycleEvent::{MissionClosed, MissionCreated, MissionStarted};
        match (event, &self.state.mission_id) {
            (MissionCreated | MissionClosed, _) => None,
            _ if self.is_over() => Some("the mission is over"),
            (MissionStarted, Some(_)) => Some("the mission was started before"),
            (MissionStarted, None) | (_, Some(_)) => None,
            (_, None) => Some("the mission has not been started"),
        }
    }
}

/// Where an event goes among concurrent ones of the mission; nothing for others.
fn place(event: &Record) -> Option<(bool, &EventId)> {
    let kind = LifecycleEvent::of(&event.meta.event_type)?;
    Some((kind == LifecycleEvent::MissionCancelled, &event.meta.event_id))
}

#[event_contract(own(Fold), delegate(work_packages: StatusFold))]
impl LifecycleReducer for LifecycleFold {
    /// Creation and closing concern the catalogue only.
    fn mission_created(&mut self, _: &Meta, _: View<'_, MissionCreatedPayload>) {}

    fn mission_closed(&mut self, _: &Meta, _: View<'_, MissionClosedPayload>) {}

    fn mission_started(&mut self, _: &Meta, payload: View<'_, MissionStartedPayload>) {
        self.state.mission_id = Some(payload.mission_id().text().into());
        self.state.mission_type = Some(payload.mission_type().text().into());
        self.state.mission_status = Some(MissionStatus::Active);
        self.enter(&payload.initial_phase().text());
    }

    fn mission_completed(&mut self, _: &Meta, _: View<'_, MissionCompletedPayload>) {
        self.state.mission_status = Some(MissionStatus::Completed);
    }

    fn mission_cancelled(&mut self, _: &Meta, _: View<'_, MissionCancelledPayload>) {
        self.state.mission_status = Some(MissionStatus::Cancelled);
    }

    fn phase_entered(&mut self, _: &Meta, payload: View<'_, PhaseEnteredPayload>) {
        self.enter(&payload.phase_name().text());
    }

    fn review_rollback(&mut self, _: &Meta, payload: View<'_, ReviewRollbackPayload>) {
        self.enter(&payload.target_phase().text());
    }
}

impl Fold for LifecycleFold {
    type Error = Infallible;
    type Output = ReducedMissionState;

    fn scope() -> Scope {
        Scope::Stream
    }

    /// Concurrent events of the mission go by id, whatever their time, and cancellations last. Those of work
    /// packages keep their order.
    fn arrange(&self, concurrent: &mut [&Record]) {
        concurrent.sort_by(|a, b| place(a).cmp(&place(b)));
    }

    fn admit(&mut self, event: &Record) -> Result<bool, Infallible> {
        let objection =
            LifecycleEvent::of(&event.meta.event_type).and_then(|kind| self.objection(kind));
        if let Some(reason) = objection {
            self.anomaly(&event.meta, reason);
        }
        Ok(objection.is_none())
    }

    fn malformed(&mut self, event: &Record, why: Malformed<'_>) -> Result<(), Infallible> {
        self.anomaly(&event.meta, &why.violations().to_string());
        Ok(())
    }

    fn settle(&mut self) -> Result<(), Infallible> {
        self.work_packages.settle()
    }

    fn finish(self, tally: Tally) -> ReducedMissionState {
        let work_packages = self.work_packages.finish(Tally::default());
        let mut anomalies = self.state.anomalies;
        anomalies.extend(work_packages.anomalies.into_iter().map(|anomaly| Anomaly {
            event_id: anomaly.event_id,
            event_type: "WPStatusChanged".into(),
            reason: format!("work package {}: {}", anomaly.wp_id, anomaly.reason),
        }));
        ReducedMissionState {
            wp_states: work_packages.wp_states,
            anomalies,
            event_count: tally.events,
            last_processed_event_id: tally.last,
            ..self.state
        }
    }
}
