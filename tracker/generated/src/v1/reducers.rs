//! Reducer traits: one method for every event of a domain. A reducer that forgets an event does
//! not compile.
//!
//! Generated from `contracts/v1/*.yaml` by `contracts generate`. Edit the contract, not this
//! file.

use event_contract::fold::{Fold, hand, pass};
use event_contract::{EventType, Meta, Record, View};

use super::{discovery, event, issue, mission};

/// The events of the domain `discovery`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DiscoveryEvent {
    /// A workspace can be reached.
    WorkspaceFound,
    /// A resource can be connected.
    ResourceFound,
}

event_contract::impl_event_names!(
    DiscoveryEvent : super::codec::reducers::DISCOVERY, [WorkspaceFound, ResourceFound]
);

/// Folds the events of the domain `discovery`. `#[event_contract]` makes an implementation a
/// reducer, and does not take one that neither handles nor ignores an event.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fold the events of `discovery`",
    note = "write `#[event_contract] impl DiscoveryReducer for {Self}`, or, if another `impl` registers the reducer, `#[event_contract(part)]`"
)]
pub trait DiscoveryReducer: Fold {
    /// A workspace can be reached.
    fn workspace_found(
        &mut self,
        event: &Meta,
        payload: View<'_, discovery::WorkspaceFoundPayload>,
    ) -> Result<(), Self::Error> {
        pass(event, payload)
    }

    /// A resource can be connected.
    fn resource_found(
        &mut self,
        event: &Meta,
        payload: View<'_, discovery::ResourceFoundPayload>,
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
        super::codec::reducers::DISCOVERY
            .declares_beside(event_type, Self::__event_contract_is_missing_here())
    }

    /// Reads the payload of an event and calls its method.
    #[doc(hidden)]
    fn __dispatch(&mut self, event: &Record) -> Result<(), Self::Error> {
        match DiscoveryEvent::of(&event.meta.event_type) {
            Some(DiscoveryEvent::WorkspaceFound) => {
                hand::<
                    _,
                    discovery::WorkspaceFoundPayload,
                >(self, event, <Self as DiscoveryReducer>::workspace_found)
            }
            Some(DiscoveryEvent::ResourceFound) => {
                hand::<
                    _,
                    discovery::ResourceFoundPayload,
                >(self, event, <Self as DiscoveryReducer>::resource_found)
            }
            None => Ok(()),
        }
    }
}

/// The events of the domain `event`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventEvent {
    /// A tracker told what happened to an issue.
    ChangeReported,
}

event_contract::impl_event_names!(
    EventEvent : super::codec::reducers::EVENT, [ChangeReported]
);

/// Folds the events of the domain `event`. `#[event_contract]` makes an implementation a
/// reducer, and does not take one that neither handles nor ignores an event.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fold the events of `event`",
    note = "write `#[event_contract] impl EventReducer for {Self}`, or, if another `impl` registers the reducer, `#[event_contract(part)]`"
)]
pub trait EventReducer: Fold {
    /// A tracker told what happened to an issue.
    fn change_reported(
        &mut self,
        event: &Meta,
        payload: View<'_, event::ChangeReportedPayload>,
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
        super::codec::reducers::EVENT
            .declares_beside(event_type, Self::__event_contract_is_missing_here())
    }

    /// Reads the payload of an event and calls its method.
    #[doc(hidden)]
    fn __dispatch(&mut self, event: &Record) -> Result<(), Self::Error> {
        match EventEvent::of(&event.meta.event_type) {
            Some(EventEvent::ChangeReported) => {
                hand::<
                    _,
                    event::ChangeReportedPayload,
                >(self, event, <Self as EventReducer>::change_reported)
            }
            None => Ok(()),
        }
    }
}

/// The events of the domain `issue`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IssueEvent {
    /// A tracker showed an issue.
    IssueReported,
}

event_contract::impl_event_names!(
    IssueEvent : super::codec::reducers::ISSUE, [IssueReported]
);

/// Folds the events of the domain `issue`. `#[event_contract]` makes an implementation a
/// reducer, and does not take one that neither handles nor ignores an event.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fold the events of `issue`",
    note = "write `#[event_contract] impl IssueReducer for {Self}`, or, if another `impl` registers the reducer, `#[event_contract(part)]`"
)]
pub trait IssueReducer: Fold {
    /// A tracker showed an issue.
    fn issue_reported(
        &mut self,
        event: &Meta,
        payload: View<'_, issue::IssueReportedPayload>,
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
        super::codec::reducers::ISSUE
            .declares_beside(event_type, Self::__event_contract_is_missing_here())
    }

    /// Reads the payload of an event and calls its method.
    #[doc(hidden)]
    fn __dispatch(&mut self, event: &Record) -> Result<(), Self::Error> {
        match IssueEvent::of(&event.meta.event_type) {
            Some(IssueEvent::IssueReported) => {
                hand::<
                    _,
                    issue::IssueReportedPayload,
                >(self, event, <Self as IssueReducer>::issue_reported)
            }
            None => Ok(()),
        }
    }
}

/// The events of the domain `mission`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissionEvent {
    /// A mission began with an issue.
    MissionSeeded,
}

event_contract::impl_event_names!(
    MissionEvent : super::codec::reducers::MISSION, [MissionSeeded]
);

/// Folds the events of the domain `mission`. `#[event_contract]` makes an implementation a
/// reducer, and does not take one that neither handles nor ignores an event.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fold the events of `mission`",
    note = "write `#[event_contract] impl MissionReducer for {Self}`, or, if another `impl` registers the reducer, `#[event_contract(part)]`"
)]
pub trait MissionReducer: Fold {
    /// A mission began with an issue.
    fn mission_seeded(
        &mut self,
        event: &Meta,
        payload: View<'_, mission::MissionSeededPayload>,
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
        super::codec::reducers::MISSION
            .declares_beside(event_type, Self::__event_contract_is_missing_here())
    }

    /// Reads the payload of an event and calls its method.
    #[doc(hidden)]
    fn __dispatch(&mut self, event: &Record) -> Result<(), Self::Error> {
        match MissionEvent::of(&event.meta.event_type) {
            Some(MissionEvent::MissionSeeded) => {
                hand::<
                    _,
                    mission::MissionSeededPayload,
                >(self, event, <Self as MissionReducer>::mission_seeded)
            }
            None => Ok(()),
        }
    }
}
