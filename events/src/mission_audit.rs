//! How an audit of a mission went.

use std::collections::BTreeSet;

use event_contract::fold::{Fold, Scope, Tally};
use event_contract::{Canonical, Malformed, Meta, Record, View};
use event_contract_macros::event_contract;
use serde::{Deserialize, Serialize};
use spec_kitty_contracts::v3::common::{
    Count, DecisionId, Digest, MissionId, MissionNumber, MissionSlug, MissionType, RunId, Text,
};
use spec_kitty_contracts::v3::mission_audit::{
    AuditArtifactRef, AuditEnforcement, AuditScope, AuditSeverity, AuditStatus, AuditTrigger,
    AuditVerdict, MissionAuditCompletedPayload, MissionAuditDecisionRequestedPayload,
    MissionAuditFailedPayload, MissionAuditRequestedPayload, MissionAuditStartedPayload,
};
use spec_kitty_contracts::v3::reducers::{MissionAuditEvent, MissionAuditReducer};

use crate::anomaly::Classified;
use crate::error::Error;

/// Why an audit event does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissionAuditAnomalyKind {
    /// The audit was not asked for yet. The event counts all the same.
    EventBeforeRequested,
    /// The audit is over.
    EventAfterTerminal,
    /// The decision is pending already.
    DuplicateDecisionId,
}

/// A decision that an audit waits for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PendingDecision {
    /// The decision.
    pub decision_id: DecisionId,
    /// What is to be decided.
    pub question: String,
    /// What one has to know for it.
    pub context_summary: String,
    /// How grave the question is.
    pub severity: AuditSeverity,
}

/// How an audit went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReducedMissionAuditState {
    /// Where the audit stands.
    pub audit_status: AuditStatus,
    /// What it concludes.
    pub verdict: Option<AuditVerdict>,
    /// The gravest of its findings.
    pub severity: Option<AuditSeverity>,
    /// How many findings there are.
    pub findings_count: Option<Count>,
    /// Its report.
    pub artifact_ref: Option<Canonical<AuditArtifactRef>>,
    /// What a failed audit has of a report.
    pub partial_artifact_ref: Option<Canonical<AuditArtifactRef>>,
    /// The result in brief.
    pub summary: Option<String>,
    /// A code for what made it fail.
    pub error_code: Option<Text>,
    /// What made it fail.
    pub error_message: Option<String>,
    /// The decisions that it waits for, in order. None once it is over.
    pub pending_decisions: Vec<PendingDecision>,
    /// The mission.
    pub mission_id: Option<MissionId>,
    /// The run of the mission.
    pub run_id: Option<RunId>,
    /// The readable name of the mission.
    pub mission_slug: Option<MissionSlug>,
    /// The number of the mission.
    pub mission_number: Option<MissionNumber>,
    /// The workflow template of the mission.
    pub mission_type: Option<MissionType>,
    /// What set off the audit.
    pub trigger_mode: Option<AuditTrigger>,
    /// Whether a bad verdict stops the mission.
    pub enforcement_mode: Option<AuditEnforcement>,
    /// What the audit looks at.
    pub audit_scope: Option<AuditScope>,
    /// The digest of what it looks at.
    pub audit_scope_hash: Option<Digest>,
    /// Events that do not fit.
    pub anomalies: Vec<Classified<MissionAuditAnomalyKind>>,
    /// How many events the stream has, of any type.
    pub event_count: u64,
}

impl Default for ReducedMissionAuditState {
    /// Before any event.
    fn default() -> Self {
        Self {
            audit_status: AuditStatus::Pending,
            verdict: None,
            severity: None,
            findings_count: None,
            artifact_ref: None,
            partial_artifact_ref: None,
            summary: None,
            error_code: None,
            error_message: None,
            pending_decisions: Vec::new(),
            mission_id: None,
            run_id: None,
            mission_slug: None,
            mission_number: None,
            mission_type: None,
            trigger_mode: None,
            enforcement_mode: None,
            audit_scope: None,
            audit_scope_hash: None,
            anomalies: Vec::new(),
            event_count: 0,
        }
    }
}

/// Follows one audit from the request to the verdict. A malformed payload stops it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct MissionAuditFold {
    state: ReducedMissionAuditState,
    requested: bool,
    /// The ids of `pending_decisions`.
    pending: BTreeSet<DecisionId>,
}

impl MissionAuditFold {
    fn end(&mut self, status: AuditStatus) {
        self.state.audit_status = status;
        self.state.pending_decisions.clear();
        self.pending.clear();
    }

    fn anomaly(&mut self, kind: MissionAuditAnomalyKind, event: &Meta, message: &str) {
        self.state.anomalies.push(Classified::new(kind, event, message));
    }
}

/// Takes over which mission and run a payload is about.
macro_rules! take_subject {
    ($state:expr, $payload:expr) => {
        $state.mission_id = Some($payload.mission_id().get());
        $state.run_id = Some($payload.run_id().get());
        $state.mission_slug = Some($payload.mission_slug().get());
        $state.mission_number = Some($payload.mission_number().get());
        $state.mission_type = Some($payload.mission_type().get());
    };
}

/// The same for events that should have come after one that says it.
macro_rules! take_missing_subject {
    ($state:expr, $payload:expr) => {
        if $state.mission_id.is_none() {
            take_subject!($state, $payload);
        }
    };
}

#[event_contract(own(Fold))]
impl MissionAuditReducer for MissionAuditFold {
    fn mission_audit_requested(
        &mut self,
        _: &Meta,
        payload: View<'_, MissionAuditRequestedPayload>,
    ) {
        self.requested = true;
        take_subject!(self.state, payload);
        self.state.trigger_mode = Some(payload.trigger_mode().get());
        self.state.enforcement_mode = Some(payload.enforcement_mode().get());
        self.state.audit_scope = Some(payload.audit_scope().get());
    }

    fn mission_audit_started(&mut self, _: &Meta, payload: View<'_, MissionAuditStartedPayload>) {
        take_missing_subject!(self.state, payload);
        self.state.audit_scope_hash = Some(payload.audit_scope_hash().get());
        self.state.audit_status = AuditStatus::Running;
    }

    fn mission_audit_decision_requested(
        &mut self,
        event: &Meta,
        payload: View<'_, MissionAuditDecisionRequestedPayload>,
    ) {
        take_missing_subject!(self.state, payload);
        self.state.audit_status = AuditStatus::AwaitingDecision;
        let decision_id = payload.decision_id().get();
        if !self.pending.insert(decision_id.clone()) {
            self.anomaly(
                MissionAuditAnomalyKind::DuplicateDecisionId,
                event,
                "the decision is requested already",
            );
            return;
        }
        self.state.pending_decisions.push(PendingDecision {
            decision_id,
            question: payload.question().get(),
            context_summary: payload.context_summary().get(),
            severity: payload.severity().get(),
        });
    }

    fn mission_audit_completed(
        &mut self,
        _: &Meta,
        payload: View<'_, MissionAuditCompletedPayload>,
    ) {
        take_missing_subject!(self.state, payload);
        self.state.verdict = Some(payload.verdict().get());
        self.state.severity = Some(payload.severity().get());
        self.state.findings_count = Some(payload.findings_count().get());
        self.state.artifact_ref = Some(Canonical(payload.artifact_ref().get()));
        self.state.summary = Some(payload.summary().get());
        self.end(AuditStatus::Completed);
    }

    fn mission_audit_failed(&mut self, _: &Meta, payload: View<'_, MissionAuditFailedPayload>) {
        take_missing_subject!(self.state, payload);
        self.state.error_code = Some(payload.error_code().get());
        self.state.error_message = Some(payload.error_message().get());
        self.state.partial_artifact_ref = payload.partial_artifact_ref().get().map(Canonical);
        self.end(AuditStatus::Failed);
    }
}

impl Fold for MissionAuditFold {
    type Error = Error;
    type Output = ReducedMissionAuditState;

    fn scope() -> Scope {
        Scope::Stream
    }

    fn admit(&mut self, event: &Record) -> Result<bool, Error> {
        if matches!(self.state.audit_status, AuditStatus::Completed | AuditStatus::Failed) {
            self.anomaly(
                MissionAuditAnomalyKind::EventAfterTerminal,
                &event.meta,
                "nothing follows the end of an audit",
            );
            return Ok(false);
        }
        if !self.requested
            && *event.meta.event_type != *MissionAuditEvent::MissionAuditRequested.as_str()
        {
            self.anomaly(
                MissionAuditAnomalyKind::EventBeforeRequested,
                &event.meta,
                "the audit was not asked for yet",
            );
        }
        Ok(true)
    }

    fn malformed(&mut self, event: &Record, why: Malformed<'_>) -> Result<(), Error> {
        Err(Error::malformed(event, why))
    }

    fn finish(self, tally: Tally) -> ReducedMissionAuditState {
        ReducedMissionAuditState { event_count: tally.events, ..self.state }
    }
}
