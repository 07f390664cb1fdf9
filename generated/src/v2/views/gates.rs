//! The objects of the domain `gates`, read field by field.
//!
//! Generated from `contracts/spec-kitty/v2/gates.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::HttpUrl;

use super::super::common::{DeliveryId, Text};
use super::super::gates::{
    CheckRunId, FailedConclusion, GateFailedPayload, GatePassedPayload, GateProvider,
    GateType, PassedConclusion, PullRequestNumber,
};

event_contract::impl_view!(pub GatePassedPayloadView: GatePassedPayload, [
    gate_name: Text,
    gate_type: GateType,
    external_provider: GateProvider,
    check_run_id: CheckRunId,
    check_run_url: HttpUrl,
    delivery_id: DeliveryId,
    pr_number: Option<PullRequestNumber>,
    conclusion: PassedConclusion,
]);

event_contract::impl_view!(pub GateFailedPayloadView: GateFailedPayload, [
    gate_name: Text,
    gate_type: GateType,
    external_provider: GateProvider,
    check_run_id: CheckRunId,
    check_run_url: HttpUrl,
    delivery_id: DeliveryId,
    pr_number: Option<PullRequestNumber>,
    conclusion: FailedConclusion,
]);
