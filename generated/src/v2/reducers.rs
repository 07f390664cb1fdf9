//! Reducer traits: one method for every event of a domain. A reducer that forgets an event does
//! not compile.
//!
//! Generated from `contracts/spec-kitty/v2/*.yaml` by `contracts generate`. Edit the contract,
//! not this file.

use event_contract::fold::{Fold, hand, pass};
use event_contract::{EventType, Meta, Record, View};

use super::{
    collaboration, connector, decisionpoint, dossier, gates, glossary, lifecycle,
    mission_audit, mission_next, status, sync,
};

/// The events of the domain `collaboration`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CollaborationEvent {
    /// Someone was asked to join a mission, and has not joined yet.
    ParticipantInvited,
    /// A participant is on a mission's roster from now on.
    ParticipantJoined,
    /// A participant is off a mission's roster.
    ParticipantLeft,
    /// A participant is still there.
    PresenceHeartbeat,
    /// A participant took the wheel or let go of it.
    DriveIntentSet,
    /// A participant turned to something else.
    FocusChanged,
    /// A participant began to execute a step.
    PromptStepExecutionStarted,
    /// A participant is done with a step.
    PromptStepExecutionCompleted,
    /// Several participants drive with the same thing in focus.
    ConcurrentDriverWarning,
    /// Several participants may be executing the same step.
    PotentialStepCollisionDetected,
    /// A participant has read a warning and says what follows from it.
    WarningAcknowledged,
    /// A participant said something.
    CommentPosted,
    /// A participant settled a question.
    DecisionCaptured,
    /// Two sessions of a participant were joined.
    SessionLinked,
}

event_contract::impl_event_names!(
    CollaborationEvent : super::codec::reducers::COLLABORATION, [ParticipantInvited,
    ParticipantJoined, ParticipantLeft, PresenceHeartbeat, DriveIntentSet, FocusChanged,
    PromptStepExecutionStarted, PromptStepExecutionCompleted, ConcurrentDriverWarning,
    PotentialStepCollisionDetected, WarningAcknowledged, CommentPosted, DecisionCaptured,
    SessionLinked]
);

/// Folds the events of the domain `collaboration`. `#[event_contract]` makes an implementation
/// a reducer, and does not take one that neither handles nor ignores an event.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fold the events of `collaboration`",
    note = "write `#[event_contract] impl CollaborationReducer for {Self}`, or, if another `impl` registers the reducer, `#[event_contract(part)]`"
)]
pub trait CollaborationReducer: Fold {
    /// Someone was asked to join a mission, and has not joined yet.
    fn participant_invited(
        &mut self,
        event: &Meta,
        payload: View<'_, collaboration::ParticipantInvitedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A participant is on a mission's roster from now on.
    fn participant_joined(
        &mut self,
        event: &Meta,
        payload: View<'_, collaboration::ParticipantJoinedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A participant is off a mission's roster.
    fn participant_left(
        &mut self,
        event: &Meta,
        payload: View<'_, collaboration::ParticipantLeftPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A participant is still there.
    fn presence_heartbeat(
        &mut self,
        event: &Meta,
        payload: View<'_, collaboration::PresenceHeartbeatPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A participant took the wheel or let go of it.
    fn drive_intent_set(
        &mut self,
        event: &Meta,
        payload: View<'_, collaboration::DriveIntentSetPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A participant turned to something else.
    fn focus_changed(
        &mut self,
        event: &Meta,
        payload: View<'_, collaboration::FocusChangedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A participant began to execute a step.
    fn prompt_step_execution_started(
        &mut self,
        event: &Meta,
        payload: View<'_, collaboration::PromptStepExecutionStartedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A participant is done with a step.
    fn prompt_step_execution_completed(
        &mut self,
        event: &Meta,
        payload: View<'_, collaboration::PromptStepExecutionCompletedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// Several participants drive with the same thing in focus.
    fn concurrent_driver_warning(
        &mut self,
        event: &Meta,
        payload: View<'_, collaboration::ConcurrentDriverWarningPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// Several participants may be executing the same step.
    fn potential_step_collision_detected(
        &mut self,
        event: &Meta,
        payload: View<'_, collaboration::PotentialStepCollisionDetectedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A participant has read a warning and says what follows from it.
    fn warning_acknowledged(
        &mut self,
        event: &Meta,
        payload: View<'_, collaboration::WarningAcknowledgedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A participant said something.
    fn comment_posted(
        &mut self,
        event: &Meta,
        payload: View<'_, collaboration::CommentPostedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A participant settled a question.
    fn decision_captured(
        &mut self,
        event: &Meta,
        payload: View<'_, collaboration::DecisionCapturedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// Two sessions of a participant were joined.
    fn session_linked(
        &mut self,
        event: &Meta,
        payload: View<'_, collaboration::SessionLinkedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// The handlers of the events that are ignored. Only what `#[event_contract]` completes has it.
    #[doc(hidden)]
    fn __event_contract_is_missing_here() -> &'static [&'static str]
    where
        Self: Sized;
    /// Whether an event of this type is handled.
    #[doc(hidden)]
    fn __concerns(event_type: &EventType) -> bool
    where
        Self: Sized,
    {
        super::codec::reducers::COLLABORATION
            .declares_beside(event_type, Self::__event_contract_is_missing_here())
    }

    /// Reads the payload of an event and calls its method.
    #[doc(hidden)]
    fn __dispatch(&mut self, event: &Record) -> Result<(), Self::Error> {
        match CollaborationEvent::of(&event.meta.event_type) {
            Some(CollaborationEvent::ParticipantInvited) => {
                hand::<
                    _,
                    collaboration::ParticipantInvitedPayload,
                >(self, event, <Self as CollaborationReducer>::participant_invited)
            }
            Some(CollaborationEvent::ParticipantJoined) => {
                hand::<
                    _,
                    collaboration::ParticipantJoinedPayload,
                >(self, event, <Self as CollaborationReducer>::participant_joined)
            }
            Some(CollaborationEvent::ParticipantLeft) => {
                hand::<
                    _,
                    collaboration::ParticipantLeftPayload,
                >(self, event, <Self as CollaborationReducer>::participant_left)
            }
            Some(CollaborationEvent::PresenceHeartbeat) => {
                hand::<
                    _,
                    collaboration::PresenceHeartbeatPayload,
                >(self, event, <Self as CollaborationReducer>::presence_heartbeat)
            }
            Some(CollaborationEvent::DriveIntentSet) => {
                hand::<
                    _,
                    collaboration::DriveIntentSetPayload,
                >(self, event, <Self as CollaborationReducer>::drive_intent_set)
            }
            Some(CollaborationEvent::FocusChanged) => {
                hand::<
                    _,
                    collaboration::FocusChangedPayload,
                >(self, event, <Self as CollaborationReducer>::focus_changed)
            }
            Some(CollaborationEvent::PromptStepExecutionStarted) => {
                hand::<
                    _,
                    collaboration::PromptStepExecutionStartedPayload,
                >(
                    self,
                    event,
                    <Self as CollaborationReducer>::prompt_step_execution_started,
                )
            }
            Some(CollaborationEvent::PromptStepExecutionCompleted) => {
                hand::<
                    _,
                    collaboration::PromptStepExecutionCompletedPayload,
                >(
                    self,
                    event,
                    <Self as CollaborationReducer>::prompt_step_execution_completed,
                )
            }
            Some(CollaborationEvent::ConcurrentDriverWarning) => {
                hand::<
                    _,
                    collaboration::ConcurrentDriverWarningPayload,
                >(self, event, <Self as CollaborationReducer>::concurrent_driver_warning)
            }
            Some(CollaborationEvent::PotentialStepCollisionDetected) => {
                hand::<
                    _,
                    collaboration::PotentialStepCollisionDetectedPayload,
                >(
                    self,
                    event,
                    <Self as CollaborationReducer>::potential_step_collision_detected,
                )
            }
            Some(CollaborationEvent::WarningAcknowledged) => {
                hand::<
                    _,
                    collaboration::WarningAcknowledgedPayload,
                >(self, event, <Self as CollaborationReducer>::warning_acknowledged)
            }
            Some(CollaborationEvent::CommentPosted) => {
                hand::<
                    _,
                    collaboration::CommentPostedPayload,
                >(self, event, <Self as CollaborationReducer>::comment_posted)
            }
            Some(CollaborationEvent::DecisionCaptured) => {
                hand::<
                    _,
                    collaboration::DecisionCapturedPayload,
                >(self, event, <Self as CollaborationReducer>::decision_captured)
            }
            Some(CollaborationEvent::SessionLinked) => {
                hand::<
                    _,
                    collaboration::SessionLinkedPayload,
                >(self, event, <Self as CollaborationReducer>::session_linked)
            }
            None => Ok(()),
        }
    }
}

/// The events of the domain `connector`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConnectorEvent {
    /// A connector was set up.
    ConnectorProvisioned,
    /// A connector was checked. Whatever was found, it counts as healthy until it is reported
    /// degraded.
    ConnectorHealthChecked,
    /// A connector works badly or not at all.
    ConnectorDegraded,
    /// A connector lost its access.
    ConnectorRevoked,
    /// A connector was connected again.
    ConnectorReconnected,
    /// A user is connected from now on. The connector's state stays as it is.
    UserConnected,
    /// A user is no longer connected. The connector's state stays as it is.
    UserDisconnected,
}

event_contract::impl_event_names!(
    ConnectorEvent : super::codec::reducers::CONNECTOR, [ConnectorProvisioned,
    ConnectorHealthChecked, ConnectorDegraded, ConnectorRevoked, ConnectorReconnected,
    UserConnected, UserDisconnected]
);

/// Folds the events of the domain `connector`. `#[event_contract]` makes an implementation a
/// reducer, and does not take one that neither handles nor ignores an event.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fold the events of `connector`",
    note = "write `#[event_contract] impl ConnectorReducer for {Self}`, or, if another `impl` registers the reducer, `#[event_contract(part)]`"
)]
pub trait ConnectorReducer: Fold {
    /// A connector was set up.
    fn connector_provisioned(
        &mut self,
        event: &Meta,
        payload: View<'_, connector::ConnectorProvisionedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A connector was checked. Whatever was found, it counts as healthy until it is reported
    /// degraded.
    fn connector_health_checked(
        &mut self,
        event: &Meta,
        payload: View<'_, connector::ConnectorHealthCheckedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A connector works badly or not at all.
    fn connector_degraded(
        &mut self,
        event: &Meta,
        payload: View<'_, connector::ConnectorDegradedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A connector lost its access.
    fn connector_revoked(
        &mut self,
        event: &Meta,
        payload: View<'_, connector::ConnectorRevokedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A connector was connected again.
    fn connector_reconnected(
        &mut self,
        event: &Meta,
        payload: View<'_, connector::ConnectorReconnectedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A user is connected from now on. The connector's state stays as it is.
    fn user_connected(
        &mut self,
        event: &Meta,
        payload: View<'_, connector::UserConnectedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A user is no longer connected. The connector's state stays as it is.
    fn user_disconnected(
        &mut self,
        event: &Meta,
        payload: View<'_, connector::UserDisconnectedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// The handlers of the events that are ignored. Only what `#[event_contract]` completes has it.
    #[doc(hidden)]
    fn __event_contract_is_missing_here() -> &'static [&'static str]
    where
        Self: Sized;
    /// Whether an event of this type is handled.
    #[doc(hidden)]
    fn __concerns(event_type: &EventType) -> bool
    where
        Self: Sized,
    {
        super::codec::reducers::CONNECTOR
            .declares_beside(event_type, Self::__event_contract_is_missing_here())
    }

    /// Reads the payload of an event and calls its method.
    #[doc(hidden)]
    fn __dispatch(&mut self, event: &Record) -> Result<(), Self::Error> {
        match ConnectorEvent::of(&event.meta.event_type) {
            Some(ConnectorEvent::ConnectorProvisioned) => {
                hand::<
                    _,
                    connector::ConnectorProvisionedPayload,
                >(self, event, <Self as ConnectorReducer>::connector_provisioned)
            }
            Some(ConnectorEvent::ConnectorHealthChecked) => {
                hand::<
                    _,
                    connector::ConnectorHealthCheckedPayload,
                >(self, event, <Self as ConnectorReducer>::connector_health_checked)
            }
            Some(ConnectorEvent::ConnectorDegraded) => {
                hand::<
                    _,
                    connector::ConnectorDegradedPayload,
                >(self, event, <Self as ConnectorReducer>::connector_degraded)
            }
            Some(ConnectorEvent::ConnectorRevoked) => {
                hand::<
                    _,
                    connector::ConnectorRevokedPayload,
                >(self, event, <Self as ConnectorReducer>::connector_revoked)
            }
            Some(ConnectorEvent::ConnectorReconnected) => {
                hand::<
                    _,
                    connector::ConnectorReconnectedPayload,
                >(self, event, <Self as ConnectorReducer>::connector_reconnected)
            }
            Some(ConnectorEvent::UserConnected) => {
                hand::<
                    _,
                    connector::UserConnectedPayload,
                >(self, event, <Self as ConnectorReducer>::user_connected)
            }
            Some(ConnectorEvent::UserDisconnected) => {
                hand::<
                    _,
                    connector::UserDisconnectedPayload,
                >(self, event, <Self as ConnectorReducer>::user_disconnected)
            }
            None => Ok(()),
        }
    }
}

/// The events of the domain `decisionpoint`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecisionpointEvent {
    /// There is something to decide.
    DecisionPointOpened,
    /// A decision is being talked over.
    DecisionPointDiscussing,
    /// A decision was taken.
    DecisionPointResolved,
    /// A decision was taken back in favour of another.
    DecisionPointOverridden,
}

event_contract::impl_event_names!(
    DecisionpointEvent : super::codec::reducers::DECISIONPOINT, [DecisionPointOpened,
    DecisionPointDiscussing, DecisionPointResolved, DecisionPointOverridden]
);

/// Folds the events of the domain `decisionpoint`. `#[event_contract]` makes an implementation
/// a reducer, and does not take one that neither handles nor ignores an event.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fold the events of `decisionpoint`",
    note = "write `#[event_contract] impl DecisionpointReducer for {Self}`, or, if another `impl` registers the reducer, `#[event_contract(part)]`"
)]
pub trait DecisionpointReducer: Fold {
    /// There is something to decide.
    fn decision_point_opened(
        &mut self,
        event: &Meta,
        payload: View<'_, decisionpoint::DecisionPointOpenedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A decision is being talked over.
    fn decision_point_discussing(
        &mut self,
        event: &Meta,
        payload: View<'_, decisionpoint::DecisionPointDiscussingPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A decision was taken.
    fn decision_point_resolved(
        &mut self,
        event: &Meta,
        payload: View<'_, decisionpoint::DecisionPointResolvedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A decision was taken back in favour of another.
    fn decision_point_overridden(
        &mut self,
        event: &Meta,
        payload: View<'_, decisionpoint::DecisionPointOverriddenPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// The handlers of the events that are ignored. Only what `#[event_contract]` completes has it.
    #[doc(hidden)]
    fn __event_contract_is_missing_here() -> &'static [&'static str]
    where
        Self: Sized;
    /// Whether an event of this type is handled.
    #[doc(hidden)]
    fn __concerns(event_type: &EventType) -> bool
    where
        Self: Sized,
    {
        super::codec::reducers::DECISIONPOINT
            .declares_beside(event_type, Self::__event_contract_is_missing_here())
    }

    /// Reads the payload of an event and calls its method.
    #[doc(hidden)]
    fn __dispatch(&mut self, event: &Record) -> Result<(), Self::Error> {
        match DecisionpointEvent::of(&event.meta.event_type) {
            Some(DecisionpointEvent::DecisionPointOpened) => {
                hand::<
                    _,
                    decisionpoint::DecisionPointOpenedPayload,
                >(self, event, <Self as DecisionpointReducer>::decision_point_opened)
            }
            Some(DecisionpointEvent::DecisionPointDiscussing) => {
                hand::<
                    _,
                    decisionpoint::DecisionPointDiscussingPayload,
                >(self, event, <Self as DecisionpointReducer>::decision_point_discussing)
            }
            Some(DecisionpointEvent::DecisionPointResolved) => {
                hand::<
                    _,
                    decisionpoint::DecisionPointResolvedPayload,
                >(self, event, <Self as DecisionpointReducer>::decision_point_resolved)
            }
            Some(DecisionpointEvent::DecisionPointOverridden) => {
                hand::<
                    _,
                    decisionpoint::DecisionPointOverriddenPayload,
                >(self, event, <Self as DecisionpointReducer>::decision_point_overridden)
            }
            None => Ok(()),
        }
    }
}

/// The events of the domain `dossier`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DossierEvent {
    /// An artifact was found and entered in the dossier.
    MissionDossierArtifactIndexed,
    /// An artifact that should be there is not.
    MissionDossierArtifactMissing,
    /// The whole dossier was summed up in one digest.
    MissionDossierSnapshotComputed,
    /// A dossier no longer agrees with its baseline.
    MissionDossierParityDriftDetected,
}

event_contract::impl_event_names!(
    DossierEvent : super::codec::reducers::DOSSIER, [MissionDossierArtifactIndexed,
    MissionDossierArtifactMissing, MissionDossierSnapshotComputed,
    MissionDossierParityDriftDetected]
);

/// Folds the events of the domain `dossier`. `#[event_contract]` makes an implementation a
/// reducer, and does not take one that neither handles nor ignores an event.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fold the events of `dossier`",
    note = "write `#[event_contract] impl DossierReducer for {Self}`, or, if another `impl` registers the reducer, `#[event_contract(part)]`"
)]
pub trait DossierReducer: Fold {
    /// An artifact was found and entered in the dossier.
    fn mission_dossier_artifact_indexed(
        &mut self,
        event: &Meta,
        payload: View<'_, dossier::MissionDossierArtifactIndexedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// An artifact that should be there is not.
    fn mission_dossier_artifact_missing(
        &mut self,
        event: &Meta,
        payload: View<'_, dossier::MissionDossierArtifactMissingPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// The whole dossier was summed up in one digest.
    fn mission_dossier_snapshot_computed(
        &mut self,
        event: &Meta,
        payload: View<'_, dossier::MissionDossierSnapshotComputedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A dossier no longer agrees with its baseline.
    fn mission_dossier_parity_drift_detected(
        &mut self,
        event: &Meta,
        payload: View<'_, dossier::MissionDossierParityDriftDetectedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// The handlers of the events that are ignored. Only what `#[event_contract]` completes has it.
    #[doc(hidden)]
    fn __event_contract_is_missing_here() -> &'static [&'static str]
    where
        Self: Sized;
    /// Whether an event of this type is handled.
    #[doc(hidden)]
    fn __concerns(event_type: &EventType) -> bool
    where
        Self: Sized,
    {
        super::codec::reducers::DOSSIER
            .declares_beside(event_type, Self::__event_contract_is_missing_here())
    }

    /// Reads the payload of an event and calls its method.
    #[doc(hidden)]
    fn __dispatch(&mut self, event: &Record) -> Result<(), Self::Error> {
        match DossierEvent::of(&event.meta.event_type) {
            Some(DossierEvent::MissionDossierArtifactIndexed) => {
                hand::<
                    _,
                    dossier::MissionDossierArtifactIndexedPayload,
                >(
                    self,
                    event,
                    <Self as DossierReducer>::mission_dossier_artifact_indexed,
                )
            }
            Some(DossierEvent::MissionDossierArtifactMissing) => {
                hand::<
                    _,
                    dossier::MissionDossierArtifactMissingPayload,
                >(
                    self,
                    event,
                    <Self as DossierReducer>::mission_dossier_artifact_missing,
                )
            }
            Some(DossierEvent::MissionDossierSnapshotComputed) => {
                hand::<
                    _,
                    dossier::MissionDossierSnapshotComputedPayload,
                >(
                    self,
                    event,
                    <Self as DossierReducer>::mission_dossier_snapshot_computed,
                )
            }
            Some(DossierEvent::MissionDossierParityDriftDetected) => {
                hand::<
                    _,
                    dossier::MissionDossierParityDriftDetectedPayload,
                >(
                    self,
                    event,
                    <Self as DossierReducer>::mission_dossier_parity_drift_detected,
                )
            }
            None => Ok(()),
        }
    }
}

/// The events of the domain `gates`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GatesEvent {
    /// A check let a change through.
    GatePassed,
    /// A check stopped a change.
    GateFailed,
}

event_contract::impl_event_names!(
    GatesEvent : super::codec::reducers::GATES, [GatePassed, GateFailed]
);

/// Folds the events of the domain `gates`. `#[event_contract]` makes an implementation a
/// reducer, and does not take one that neither handles nor ignores an event.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fold the events of `gates`",
    note = "write `#[event_contract] impl GatesReducer for {Self}`, or, if another `impl` registers the reducer, `#[event_contract(part)]`"
)]
pub trait GatesReducer: Fold {
    /// A check let a change through.
    fn gate_passed(
        &mut self,
        event: &Meta,
        payload: View<'_, gates::GatePassedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A check stopped a change.
    fn gate_failed(
        &mut self,
        event: &Meta,
        payload: View<'_, gates::GateFailedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// The handlers of the events that are ignored. Only what `#[event_contract]` completes has it.
    #[doc(hidden)]
    fn __event_contract_is_missing_here() -> &'static [&'static str]
    where
        Self: Sized;
    /// Whether an event of this type is handled.
    #[doc(hidden)]
    fn __concerns(event_type: &EventType) -> bool
    where
        Self: Sized,
    {
        super::codec::reducers::GATES
            .declares_beside(event_type, Self::__event_contract_is_missing_here())
    }

    /// Reads the payload of an event and calls its method.
    #[doc(hidden)]
    fn __dispatch(&mut self, event: &Record) -> Result<(), Self::Error> {
        match GatesEvent::of(&event.meta.event_type) {
            Some(GatesEvent::GatePassed) => {
                hand::<
                    _,
                    gates::GatePassedPayload,
                >(self, event, <Self as GatesReducer>::gate_passed)
            }
            Some(GatesEvent::GateFailed) => {
                hand::<
                    _,
                    gates::GateFailedPayload,
                >(self, event, <Self as GatesReducer>::gate_failed)
            }
            None => Ok(()),
        }
    }
}

/// The events of the domain `glossary`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GlossaryEvent {
    /// A glossary applies to a mission from now on.
    GlossaryScopeActivated,
    /// A step used a term that may belong in the glossary.
    TermCandidateObserved,
    /// The terms of a step were checked against the glossary.
    SemanticCheckEvaluated,
    /// Someone has to say what a term means.
    GlossaryClarificationRequested,
    /// Someone said what a term means.
    GlossaryClarificationResolved,
    /// A term has another sense than before.
    GlossarySenseUpdated,
    /// A step may not generate anything before its terms are settled.
    GenerationBlockedBySemanticConflict,
    /// A mission insists more, or less, on settled terms than before.
    GlossaryStrictnessSet,
}

event_contract::impl_event_names!(
    GlossaryEvent : super::codec::reducers::GLOSSARY, [GlossaryScopeActivated,
    TermCandidateObserved, SemanticCheckEvaluated, GlossaryClarificationRequested,
    GlossaryClarificationResolved, GlossarySenseUpdated,
    GenerationBlockedBySemanticConflict, GlossaryStrictnessSet]
);

/// Folds the events of the domain `glossary`. `#[event_contract]` makes an implementation a
/// reducer, and does not take one that neither handles nor ignores an event.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fold the events of `glossary`",
    note = "write `#[event_contract] impl GlossaryReducer for {Self}`, or, if another `impl` registers the reducer, `#[event_contract(part)]`"
)]
pub trait GlossaryReducer: Fold {
    /// A glossary applies to a mission from now on.
    fn glossary_scope_activated(
        &mut self,
        event: &Meta,
        payload: View<'_, glossary::GlossaryScopeActivatedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A step used a term that may belong in the glossary.
    fn term_candidate_observed(
        &mut self,
        event: &Meta,
        payload: View<'_, glossary::TermCandidateObservedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// The terms of a step were checked against the glossary.
    fn semantic_check_evaluated(
        &mut self,
        event: &Meta,
        payload: View<'_, glossary::SemanticCheckEvaluatedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// Someone has to say what a term means.
    fn glossary_clarification_requested(
        &mut self,
        event: &Meta,
        payload: View<'_, glossary::GlossaryClarificationRequestedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// Someone said what a term means.
    fn glossary_clarification_resolved(
        &mut self,
        event: &Meta,
        payload: View<'_, glossary::GlossaryClarificationResolvedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A term has another sense than before.
    fn glossary_sense_updated(
        &mut self,
        event: &Meta,
        payload: View<'_, glossary::GlossarySenseUpdatedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A step may not generate anything before its terms are settled.
    fn generation_blocked_by_semantic_conflict(
        &mut self,
        event: &Meta,
        payload: View<'_, glossary::GenerationBlockedBySemanticConflictPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A mission insists more, or less, on settled terms than before.
    fn glossary_strictness_set(
        &mut self,
        event: &Meta,
        payload: View<'_, glossary::GlossaryStrictnessSetPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// The handlers of the events that are ignored. Only what `#[event_contract]` completes has it.
    #[doc(hidden)]
    fn __event_contract_is_missing_here() -> &'static [&'static str]
    where
        Self: Sized;
    /// Whether an event of this type is handled.
    #[doc(hidden)]
    fn __concerns(event_type: &EventType) -> bool
    where
        Self: Sized,
    {
        super::codec::reducers::GLOSSARY
            .declares_beside(event_type, Self::__event_contract_is_missing_here())
    }

    /// Reads the payload of an event and calls its method.
    #[doc(hidden)]
    fn __dispatch(&mut self, event: &Record) -> Result<(), Self::Error> {
        match GlossaryEvent::of(&event.meta.event_type) {
            Some(GlossaryEvent::GlossaryScopeActivated) => {
                hand::<
                    _,
                    glossary::GlossaryScopeActivatedPayload,
                >(self, event, <Self as GlossaryReducer>::glossary_scope_activated)
            }
            Some(GlossaryEvent::TermCandidateObserved) => {
                hand::<
                    _,
                    glossary::TermCandidateObservedPayload,
                >(self, event, <Self as GlossaryReducer>::term_candidate_observed)
            }
            Some(GlossaryEvent::SemanticCheckEvaluated) => {
                hand::<
                    _,
                    glossary::SemanticCheckEvaluatedPayload,
                >(self, event, <Self as GlossaryReducer>::semantic_check_evaluated)
            }
            Some(GlossaryEvent::GlossaryClarificationRequested) => {
                hand::<
                    _,
                    glossary::GlossaryClarificationRequestedPayload,
                >(
                    self,
                    event,
                    <Self as GlossaryReducer>::glossary_clarification_requested,
                )
            }
            Some(GlossaryEvent::GlossaryClarificationResolved) => {
                hand::<
                    _,
                    glossary::GlossaryClarificationResolvedPayload,
                >(
                    self,
                    event,
                    <Self as GlossaryReducer>::glossary_clarification_resolved,
                )
            }
            Some(GlossaryEvent::GlossarySenseUpdated) => {
                hand::<
                    _,
                    glossary::GlossarySenseUpdatedPayload,
                >(self, event, <Self as GlossaryReducer>::glossary_sense_updated)
            }
            Some(GlossaryEvent::GenerationBlockedBySemanticConflict) => {
                hand::<
                    _,
                    glossary::GenerationBlockedBySemanticConflictPayload,
                >(
                    self,
                    event,
                    <Self as GlossaryReducer>::generation_blocked_by_semantic_conflict,
                )
            }
            Some(GlossaryEvent::GlossaryStrictnessSet) => {
                hand::<
                    _,
                    glossary::GlossaryStrictnessSetPayload,
                >(self, event, <Self as GlossaryReducer>::glossary_strictness_set)
            }
            None => Ok(()),
        }
    }
}

/// The events of the domain `lifecycle`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LifecycleEvent {
    /// A feature entered the catalogue.
    FeatureCreated,
    /// The catalogue's entry of a feature was closed.
    FeatureClosed,
    /// Work on a mission began.
    MissionStarted,
    /// A mission reached its goal.
    MissionCompleted,
    /// A mission was given up.
    MissionCancelled,
    /// A mission went on to another phase.
    PhaseEntered,
    /// A review sent a mission back to a phase that it had left.
    ReviewRollback,
}

event_contract::impl_event_names!(
    LifecycleEvent : super::codec::reducers::LIFECYCLE, [FeatureCreated, FeatureClosed,
    MissionStarted, MissionCompleted, MissionCancelled, PhaseEntered, ReviewRollback]
);

/// Folds the events of the domain `lifecycle`. `#[event_contract]` makes an implementation a
/// reducer, and does not take one that neither handles nor ignores an event.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fold the events of `lifecycle`",
    note = "write `#[event_contract] impl LifecycleReducer for {Self}`, or, if another `impl` registers the reducer, `#[event_contract(part)]`"
)]
pub trait LifecycleReducer: Fold {
    /// A feature entered the catalogue.
    fn feature_created(
        &mut self,
        event: &Meta,
        payload: View<'_, lifecycle::FeatureCreatedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// The catalogue's entry of a feature was closed.
    fn feature_closed(
        &mut self,
        event: &Meta,
        payload: View<'_, lifecycle::FeatureClosedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// Work on a mission began.
    fn mission_started(
        &mut self,
        event: &Meta,
        payload: View<'_, lifecycle::MissionStartedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A mission reached its goal.
    fn mission_completed(
        &mut self,
        event: &Meta,
        payload: View<'_, lifecycle::MissionCompletedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A mission was given up.
    fn mission_cancelled(
        &mut self,
        event: &Meta,
        payload: View<'_, lifecycle::MissionCancelledPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A mission went on to another phase.
    fn phase_entered(
        &mut self,
        event: &Meta,
        payload: View<'_, lifecycle::PhaseEnteredPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A review sent a mission back to a phase that it had left.
    fn review_rollback(
        &mut self,
        event: &Meta,
        payload: View<'_, lifecycle::ReviewRollbackPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// The handlers of the events that are ignored. Only what `#[event_contract]` completes has it.
    #[doc(hidden)]
    fn __event_contract_is_missing_here() -> &'static [&'static str]
    where
        Self: Sized;
    /// Whether an event of this type is handled.
    #[doc(hidden)]
    fn __concerns(event_type: &EventType) -> bool
    where
        Self: Sized,
    {
        super::codec::reducers::LIFECYCLE
            .declares_beside(event_type, Self::__event_contract_is_missing_here())
    }

    /// Reads the payload of an event and calls its method.
    #[doc(hidden)]
    fn __dispatch(&mut self, event: &Record) -> Result<(), Self::Error> {
        match LifecycleEvent::of(&event.meta.event_type) {
            Some(LifecycleEvent::FeatureCreated) => {
                hand::<
                    _,
                    lifecycle::FeatureCreatedPayload,
                >(self, event, <Self as LifecycleReducer>::feature_created)
            }
            Some(LifecycleEvent::FeatureClosed) => {
                hand::<
                    _,
                    lifecycle::FeatureClosedPayload,
                >(self, event, <Self as LifecycleReducer>::feature_closed)
            }
            Some(LifecycleEvent::MissionStarted) => {
                hand::<
                    _,
                    lifecycle::MissionStartedPayload,
                >(self, event, <Self as LifecycleReducer>::mission_started)
            }
            Some(LifecycleEvent::MissionCompleted) => {
                hand::<
                    _,
                    lifecycle::MissionCompletedPayload,
                >(self, event, <Self as LifecycleReducer>::mission_completed)
            }
            Some(LifecycleEvent::MissionCancelled) => {
                hand::<
                    _,
                    lifecycle::MissionCancelledPayload,
                >(self, event, <Self as LifecycleReducer>::mission_cancelled)
            }
            Some(LifecycleEvent::PhaseEntered) => {
                hand::<
                    _,
                    lifecycle::PhaseEnteredPayload,
                >(self, event, <Self as LifecycleReducer>::phase_entered)
            }
            Some(LifecycleEvent::ReviewRollback) => {
                hand::<
                    _,
                    lifecycle::ReviewRollbackPayload,
                >(self, event, <Self as LifecycleReducer>::review_rollback)
            }
            None => Ok(()),
        }
    }
}

/// The events of the domain `mission_audit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissionAuditEvent {
    /// An audit was asked for.
    MissionAuditRequested,
    /// An audit is under way.
    MissionAuditStarted,
    /// An audit cannot go on before someone decides.
    MissionAuditDecisionRequested,
    /// An audit came to its verdict. One without a report has failed instead.
    MissionAuditCompleted,
    /// An audit broke off without a verdict.
    MissionAuditFailed,
}

event_contract::impl_event_names!(
    MissionAuditEvent : super::codec::reducers::MISSION_AUDIT, [MissionAuditRequested,
    MissionAuditStarted, MissionAuditDecisionRequested, MissionAuditCompleted,
    MissionAuditFailed]
);

/// Folds the events of the domain `mission_audit`. `#[event_contract]` makes an implementation
/// a reducer, and does not take one that neither handles nor ignores an event.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fold the events of `mission_audit`",
    note = "write `#[event_contract] impl MissionAuditReducer for {Self}`, or, if another `impl` registers the reducer, `#[event_contract(part)]`"
)]
pub trait MissionAuditReducer: Fold {
    /// An audit was asked for.
    fn mission_audit_requested(
        &mut self,
        event: &Meta,
        payload: View<'_, mission_audit::MissionAuditRequestedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// An audit is under way.
    fn mission_audit_started(
        &mut self,
        event: &Meta,
        payload: View<'_, mission_audit::MissionAuditStartedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// An audit cannot go on before someone decides.
    fn mission_audit_decision_requested(
        &mut self,
        event: &Meta,
        payload: View<'_, mission_audit::MissionAuditDecisionRequestedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// An audit came to its verdict. One without a report has failed instead.
    fn mission_audit_completed(
        &mut self,
        event: &Meta,
        payload: View<'_, mission_audit::MissionAuditCompletedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// An audit broke off without a verdict.
    fn mission_audit_failed(
        &mut self,
        event: &Meta,
        payload: View<'_, mission_audit::MissionAuditFailedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// The handlers of the events that are ignored. Only what `#[event_contract]` completes has it.
    #[doc(hidden)]
    fn __event_contract_is_missing_here() -> &'static [&'static str]
    where
        Self: Sized;
    /// Whether an event of this type is handled.
    #[doc(hidden)]
    fn __concerns(event_type: &EventType) -> bool
    where
        Self: Sized,
    {
        super::codec::reducers::MISSION_AUDIT
            .declares_beside(event_type, Self::__event_contract_is_missing_here())
    }

    /// Reads the payload of an event and calls its method.
    #[doc(hidden)]
    fn __dispatch(&mut self, event: &Record) -> Result<(), Self::Error> {
        match MissionAuditEvent::of(&event.meta.event_type) {
            Some(MissionAuditEvent::MissionAuditRequested) => {
                hand::<
                    _,
                    mission_audit::MissionAuditRequestedPayload,
                >(self, event, <Self as MissionAuditReducer>::mission_audit_requested)
            }
            Some(MissionAuditEvent::MissionAuditStarted) => {
                hand::<
                    _,
                    mission_audit::MissionAuditStartedPayload,
                >(self, event, <Self as MissionAuditReducer>::mission_audit_started)
            }
            Some(MissionAuditEvent::MissionAuditDecisionRequested) => {
                hand::<
                    _,
                    mission_audit::MissionAuditDecisionRequestedPayload,
                >(
                    self,
                    event,
                    <Self as MissionAuditReducer>::mission_audit_decision_requested,
                )
            }
            Some(MissionAuditEvent::MissionAuditCompleted) => {
                hand::<
                    _,
                    mission_audit::MissionAuditCompletedPayload,
                >(self, event, <Self as MissionAuditReducer>::mission_audit_completed)
            }
            Some(MissionAuditEvent::MissionAuditFailed) => {
                hand::<
                    _,
                    mission_audit::MissionAuditFailedPayload,
                >(self, event, <Self as MissionAuditReducer>::mission_audit_failed)
            }
            None => Ok(()),
        }
    }
}

/// The events of the domain `mission_next`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissionNextEvent {
    /// A run began.
    MissionRunStarted,
    /// An agent was given its next step.
    NextStepIssued,
    /// A step ended and was marked so by the runtime.
    NextStepAutoCompleted,
    /// A step waits for an answer.
    DecisionInputRequested,
    /// A step got its answer.
    DecisionInputAnswered,
    /// A run reached its end.
    MissionRunCompleted,
}

event_contract::impl_event_names!(
    MissionNextEvent : super::codec::reducers::MISSION_NEXT, [MissionRunStarted,
    NextStepIssued, NextStepAutoCompleted, DecisionInputRequested, DecisionInputAnswered,
    MissionRunCompleted]
);

/// Folds the events of the domain `mission_next`. `#[event_contract]` makes an implementation a
/// reducer, and does not take one that neither handles nor ignores an event.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fold the events of `mission_next`",
    note = "write `#[event_contract] impl MissionNextReducer for {Self}`, or, if another `impl` registers the reducer, `#[event_contract(part)]`"
)]
pub trait MissionNextReducer: Fold {
    /// A run began.
    fn mission_run_started(
        &mut self,
        event: &Meta,
        payload: View<'_, mission_next::MissionRunStartedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// An agent was given its next step.
    fn next_step_issued(
        &mut self,
        event: &Meta,
        payload: View<'_, mission_next::NextStepIssuedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A step ended and was marked so by the runtime.
    fn next_step_auto_completed(
        &mut self,
        event: &Meta,
        payload: View<'_, mission_next::NextStepAutoCompletedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A step waits for an answer.
    fn decision_input_requested(
        &mut self,
        event: &Meta,
        payload: View<'_, mission_next::DecisionInputRequestedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A step got its answer.
    fn decision_input_answered(
        &mut self,
        event: &Meta,
        payload: View<'_, mission_next::DecisionInputAnsweredPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A run reached its end.
    fn mission_run_completed(
        &mut self,
        event: &Meta,
        payload: View<'_, mission_next::MissionRunCompletedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// The handlers of the events that are ignored. Only what `#[event_contract]` completes has it.
    #[doc(hidden)]
    fn __event_contract_is_missing_here() -> &'static [&'static str]
    where
        Self: Sized;
    /// Whether an event of this type is handled.
    #[doc(hidden)]
    fn __concerns(event_type: &EventType) -> bool
    where
        Self: Sized,
    {
        super::codec::reducers::MISSION_NEXT
            .declares_beside(event_type, Self::__event_contract_is_missing_here())
    }

    /// Reads the payload of an event and calls its method.
    #[doc(hidden)]
    fn __dispatch(&mut self, event: &Record) -> Result<(), Self::Error> {
        match MissionNextEvent::of(&event.meta.event_type) {
            Some(MissionNextEvent::MissionRunStarted) => {
                hand::<
                    _,
                    mission_next::MissionRunStartedPayload,
                >(self, event, <Self as MissionNextReducer>::mission_run_started)
            }
            Some(MissionNextEvent::NextStepIssued) => {
                hand::<
                    _,
                    mission_next::NextStepIssuedPayload,
                >(self, event, <Self as MissionNextReducer>::next_step_issued)
            }
            Some(MissionNextEvent::NextStepAutoCompleted) => {
                hand::<
                    _,
                    mission_next::NextStepAutoCompletedPayload,
                >(self, event, <Self as MissionNextReducer>::next_step_auto_completed)
            }
            Some(MissionNextEvent::DecisionInputRequested) => {
                hand::<
                    _,
                    mission_next::DecisionInputRequestedPayload,
                >(self, event, <Self as MissionNextReducer>::decision_input_requested)
            }
            Some(MissionNextEvent::DecisionInputAnswered) => {
                hand::<
                    _,
                    mission_next::DecisionInputAnsweredPayload,
                >(self, event, <Self as MissionNextReducer>::decision_input_answered)
            }
            Some(MissionNextEvent::MissionRunCompleted) => {
                hand::<
                    _,
                    mission_next::MissionRunCompletedPayload,
                >(self, event, <Self as MissionNextReducer>::mission_run_completed)
            }
            None => Ok(()),
        }
    }
}

/// The events of the domain `status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusEvent {
    /// A work package moved, or was moved, from one lane to another.
    WPStatusChanged,
}

event_contract::impl_event_names!(
    StatusEvent : super::codec::reducers::STATUS, [WPStatusChanged]
);

/// Folds the events of the domain `status`. `#[event_contract]` makes an implementation a
/// reducer, and does not take one that neither handles nor ignores an event.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fold the events of `status`",
    note = "write `#[event_contract] impl StatusReducer for {Self}`, or, if another `impl` registers the reducer, `#[event_contract(part)]`"
)]
pub trait StatusReducer: Fold {
    /// A work package moved, or was moved, from one lane to another.
    fn wp_status_changed(
        &mut self,
        event: &Meta,
        payload: View<'_, status::StatusTransitionPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// The handlers of the events that are ignored. Only what `#[event_contract]` completes has it.
    #[doc(hidden)]
    fn __event_contract_is_missing_here() -> &'static [&'static str]
    where
        Self: Sized;
    /// Whether an event of this type is handled.
    #[doc(hidden)]
    fn __concerns(event_type: &EventType) -> bool
    where
        Self: Sized,
    {
        super::codec::reducers::STATUS
            .declares_beside(event_type, Self::__event_contract_is_missing_here())
    }

    /// Reads the payload of an event and calls its method.
    #[doc(hidden)]
    fn __dispatch(&mut self, event: &Record) -> Result<(), Self::Error> {
        match StatusEvent::of(&event.meta.event_type) {
            Some(StatusEvent::WPStatusChanged) => {
                hand::<
                    _,
                    status::StatusTransitionPayload,
                >(self, event, <Self as StatusReducer>::wp_status_changed)
            }
            None => Ok(()),
        }
    }
}

/// The events of the domain `sync`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SyncEvent {
    /// A delivery was taken in.
    SyncIngestAccepted,
    /// A delivery was turned away.
    SyncIngestRejected,
    /// A delivery will be tried again.
    SyncRetryScheduled,
    /// A delivery was given up.
    SyncDeadLettered,
    /// Earlier deliveries were played again.
    SyncReplayCompleted,
    /// Something here was tied to its counterpart outside.
    ExternalReferenceLinked,
}

event_contract::impl_event_names!(
    SyncEvent : super::codec::reducers::SYNC, [SyncIngestAccepted, SyncIngestRejected,
    SyncRetryScheduled, SyncDeadLettered, SyncReplayCompleted, ExternalReferenceLinked]
);

/// Folds the events of the domain `sync`. `#[event_contract]` makes an implementation a
/// reducer, and does not take one that neither handles nor ignores an event.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fold the events of `sync`",
    note = "write `#[event_contract] impl SyncReducer for {Self}`, or, if another `impl` registers the reducer, `#[event_contract(part)]`"
)]
pub trait SyncReducer: Fold {
    /// A delivery was taken in.
    fn sync_ingest_accepted(
        &mut self,
        event: &Meta,
        payload: View<'_, sync::SyncIngestAcceptedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A delivery was turned away.
    fn sync_ingest_rejected(
        &mut self,
        event: &Meta,
        payload: View<'_, sync::SyncIngestRejectedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A delivery will be tried again.
    fn sync_retry_scheduled(
        &mut self,
        event: &Meta,
        payload: View<'_, sync::SyncRetryScheduledPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A delivery was given up.
    fn sync_dead_lettered(
        &mut self,
        event: &Meta,
        payload: View<'_, sync::SyncDeadLetteredPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// Earlier deliveries were played again.
    fn sync_replay_completed(
        &mut self,
        event: &Meta,
        payload: View<'_, sync::SyncReplayCompletedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// Something here was tied to its counterpart outside.
    fn external_reference_linked(
        &mut self,
        event: &Meta,
        payload: View<'_, sync::ExternalReferenceLinkedPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// The handlers of the events that are ignored. Only what `#[event_contract]` completes has it.
    #[doc(hidden)]
    fn __event_contract_is_missing_here() -> &'static [&'static str]
    where
        Self: Sized;
    /// Whether an event of this type is handled.
    #[doc(hidden)]
    fn __concerns(event_type: &EventType) -> bool
    where
        Self: Sized,
    {
        super::codec::reducers::SYNC
            .declares_beside(event_type, Self::__event_contract_is_missing_here())
    }

    /// Reads the payload of an event and calls its method.
    #[doc(hidden)]
    fn __dispatch(&mut self, event: &Record) -> Result<(), Self::Error> {
        match SyncEvent::of(&event.meta.event_type) {
            Some(SyncEvent::SyncIngestAccepted) => {
                hand::<
                    _,
                    sync::SyncIngestAcceptedPayload,
                >(self, event, <Self as SyncReducer>::sync_ingest_accepted)
            }
            Some(SyncEvent::SyncIngestRejected) => {
                hand::<
                    _,
                    sync::SyncIngestRejectedPayload,
                >(self, event, <Self as SyncReducer>::sync_ingest_rejected)
            }
            Some(SyncEvent::SyncRetryScheduled) => {
                hand::<
                    _,
                    sync::SyncRetryScheduledPayload,
                >(self, event, <Self as SyncReducer>::sync_retry_scheduled)
            }
            Some(SyncEvent::SyncDeadLettered) => {
                hand::<
                    _,
                    sync::SyncDeadLetteredPayload,
                >(self, event, <Self as SyncReducer>::sync_dead_lettered)
            }
            Some(SyncEvent::SyncReplayCompleted) => {
                hand::<
                    _,
                    sync::SyncReplayCompletedPayload,
                >(self, event, <Self as SyncReducer>::sync_replay_completed)
            }
            Some(SyncEvent::ExternalReferenceLinked) => {
                hand::<
                    _,
                    sync::ExternalReferenceLinkedPayload,
                >(self, event, <Self as SyncReducer>::external_reference_linked)
            }
            None => Ok(()),
        }
    }
}
