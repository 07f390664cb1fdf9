//! The objects of the domain `event`, read field by field.
//!
//! Generated from `contracts/v1/event.yaml` by `contracts generate`. Edit the contract, not
//! this file.

use event_contract::{JsonObject, Timestamp};

use super::super::event::{
    ChangeReportedPayload, TrackerEvent, TrackerEventId, TrackerEventType,
};

use super::super::issue::ExternalRef;

event_contract::impl_view!(pub TrackerEventView: TrackerEvent, [
    event_id: TrackerEventId,
    event_type: TrackerEventType,
    issue_ref: ExternalRef,
    timestamp: Timestamp,
    payload: JsonObject,
]);

event_contract::impl_view!(pub ChangeReportedPayloadView: ChangeReportedPayload, [
    event: TrackerEvent,
]);
