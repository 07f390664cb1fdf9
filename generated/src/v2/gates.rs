//! What CI checks said about a change.
//!
//! Generated from `contracts/spec-kitty/v2/gates.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::{HttpUrl, Integer};

use super::common::{DeliveryId, Text};

/// How GitHub says that a check run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckRunConclusion {
    /// `success`
    Success,
    /// `failure`
    Failure,
    /// `timed_out`
    TimedOut,
    /// `cancelled`
    Cancelled,
    /// `action_required`
    ActionRequired,
    /// `neutral`
    Neutral,
    /// `skipped`
    Skipped,
    /// `stale`
    Stale,
}

/// The events that a check run can amount to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GateEvent {
    /// `GatePassed`
    GatePassed,
    /// `GateFailed`
    GateFailed,
}

/// What kind of gate it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GateType {
    /// `ci`
    Ci,
}

/// Whose check it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GateProvider {
    /// `github`
    Github,
}

/// The conclusion that opens a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PassedConclusion {
    /// `success`
    Success,
}

/// The conclusions that keep a gate shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FailedConclusion {
    /// `failure`
    Failure,
    /// `timed_out`
    TimedOut,
    /// `cancelled`
    Cancelled,
    /// `action_required`
    ActionRequired,
}

/// The number that GitHub gave a check run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CheckRunId(pub(super) Integer);

/// The number of a pull request in its repository.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PullRequestNumber(pub(super) Integer);

/// A check let a change through.
#[derive(Clone, Debug, PartialEq)]
pub struct GatePassedPayload {
    /// The gate, such as `ci/build`.
    pub gate_name: Text,
    /// What kind of gate it is.
    pub gate_type: GateType,
    /// Whose check it is.
    pub external_provider: GateProvider,
    /// The number that GitHub gave a check run.
    pub check_run_id: CheckRunId,
    /// Where the check run can be looked at.
    pub check_run_url: HttpUrl,
    /// The webhook call that reported it.
    pub delivery_id: DeliveryId,
    /// The pull request under test.
    pub pr_number: Option<PullRequestNumber>,
    /// The conclusion that opens a gate.
    pub conclusion: PassedConclusion,
}

/// A check stopped a change.
#[derive(Clone, Debug, PartialEq)]
pub struct GateFailedPayload {
    /// The gate, such as `ci/build`.
    pub gate_name: Text,
    /// What kind of gate it is.
    pub gate_type: GateType,
    /// Whose check it is.
    pub external_provider: GateProvider,
    /// The number that GitHub gave a check run.
    pub check_run_id: CheckRunId,
    /// Where the check run can be looked at.
    pub check_run_url: HttpUrl,
    /// The webhook call that reported it.
    pub delivery_id: DeliveryId,
    /// The pull request under test.
    pub pr_number: Option<PullRequestNumber>,
    /// The conclusions that keep a gate shut.
    pub conclusion: FailedConclusion,
}

impl CheckRunConclusion {
    /// The event that a conclusion calls for; none if it neither opens nor shuts a gate.
    pub const fn to_gate_event(self) -> Option<GateEvent> {
        match self {
            CheckRunConclusion::Success => Some(GateEvent::GatePassed),
            CheckRunConclusion::Failure => Some(GateEvent::GateFailed),
            CheckRunConclusion::TimedOut => Some(GateEvent::GateFailed),
            CheckRunConclusion::Cancelled => Some(GateEvent::GateFailed),
            CheckRunConclusion::ActionRequired => Some(GateEvent::GateFailed),
            CheckRunConclusion::Neutral => None,
            CheckRunConclusion::Skipped => None,
            CheckRunConclusion::Stale => None,
        }
    }
}

event_contract::impl_builder!(
    GatePassedPayload: super::codec::gates::GATE_PASSED_PAYLOAD,
    GatePassedBuilder,
    GatePassedRequired {
        gate_name: Text,
        gate_type: GateType,
        external_provider: GateProvider,
        check_run_id: CheckRunId,
        check_run_url: HttpUrl,
        delivery_id: DeliveryId,
        conclusion: PassedConclusion,
    },
    {
        6: pr_number(optional PullRequestNumber),
    }
);

event_contract::impl_builder!(
    GateFailedPayload: super::codec::gates::GATE_FAILED_PAYLOAD,
    GateFailedBuilder,
    GateFailedRequired {
        gate_name: Text,
        gate_type: GateType,
        external_provider: GateProvider,
        check_run_id: CheckRunId,
        check_run_url: HttpUrl,
        delivery_id: DeliveryId,
        conclusion: FailedConclusion,
    },
    {
        6: pr_number(optional PullRequestNumber),
    }
);
