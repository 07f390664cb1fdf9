//! The live Spec Kitty contract line. Envelopes signal contract version 3.0.0.
//!
//! Generated from `contracts/spec-kitty/v3/*.yaml` by `contracts generate`. Edit the contract,
//! not this file.

pub mod codec;
pub mod collaboration;
pub mod common;
pub mod connector;
pub mod cutover;
pub mod decisionpoint;
pub mod dossier;
pub mod envelope;
pub mod gates;
pub mod glossary;
pub mod lifecycle;
pub mod mission_audit;
pub mod mission_next;
pub mod profile_invocation;
pub mod retrospective;
pub mod status;
pub mod sync;
pub mod reducers;
pub mod views;

pub use codec::line::{CUTOVER, LINE};
pub use codec::reducers::DOMAINS;

use event_contract::Violations;
use event_contract::codec::{Contract, unreadable};

/// A payload of any event of the line.
#[derive(Clone, Debug, PartialEq)]
pub enum Payload {
    /// A participant said something.
    CommentPosted(collaboration::CommentPostedPayload),
    /// Several participants drive with the same thing in focus.
    ConcurrentDriverWarning(collaboration::ConcurrentDriverWarningPayload),
    /// A connector works badly or not at all.
    ConnectorDegraded(connector::ConnectorDegradedPayload),
    /// A connector was checked. Whatever was found, it counts as healthy until it is reported
    /// degraded.
    ConnectorHealthChecked(connector::ConnectorHealthCheckedPayload),
    /// A connector was set up.
    ConnectorProvisioned(connector::ConnectorProvisionedPayload),
    /// A connector was connected again.
    ConnectorReconnected(connector::ConnectorReconnectedPayload),
    /// A connector lost its access.
    ConnectorRevoked(connector::ConnectorRevokedPayload),
    /// A participant settled a question.
    DecisionCaptured(collaboration::DecisionCapturedPayload),
    /// A step got its answer.
    DecisionInputAnswered(mission_next::DecisionInputAnsweredPayload),
    /// A step waits for an answer.
    DecisionInputRequested(mission_next::DecisionInputRequestedPayload),
    /// A decision is being talked over.
    DecisionPointDiscussing(decisionpoint::DecisionPointDiscussingPayload),
    /// There is something to decide.
    DecisionPointOpened(decisionpoint::DecisionPointOpenedPayload),
    /// A decision was taken back in favour of another.
    DecisionPointOverridden(decisionpoint::DecisionPointOverriddenPayload),
    /// A decision was taken.
    DecisionPointResolved(decisionpoint::DecisionPointResolvedPayload),
    /// A participant took the wheel or let go of it.
    DriveIntentSet(collaboration::DriveIntentSetPayload),
    /// Something here was tied to its counterpart outside.
    ExternalReferenceLinked(sync::ExternalReferenceLinkedPayload),
    /// A participant turned to something else.
    FocusChanged(collaboration::FocusChangedPayload),
    /// A check stopped a change.
    GateFailed(gates::GateFailedPayload),
    /// A check let a change through.
    GatePassed(gates::GatePassedPayload),
    /// A step may not generate anything before its terms are settled.
    GenerationBlockedBySemanticConflict(
        glossary::GenerationBlockedBySemanticConflictPayload,
    ),
    /// Someone has to say what a term means.
    GlossaryClarificationRequested(glossary::GlossaryClarificationRequestedPayload),
    /// Someone said what a term means.
    GlossaryClarificationResolved(glossary::GlossaryClarificationResolvedPayload),
    /// A glossary applies to a mission from now on.
    GlossaryScopeActivated(glossary::GlossaryScopeActivatedPayload),
    /// A term has another sense than before.
    GlossarySenseUpdated(glossary::GlossarySenseUpdatedPayload),
    /// A mission insists more, or less, on settled terms than before.
    GlossaryStrictnessSet(glossary::GlossaryStrictnessSetPayload),
    /// An audit came to its verdict. One without a report has failed instead.
    MissionAuditCompleted(mission_audit::MissionAuditCompletedPayload),
    /// An audit cannot go on before someone decides.
    MissionAuditDecisionRequested(mission_audit::MissionAuditDecisionRequestedPayload),
    /// An audit broke off without a verdict.
    MissionAuditFailed(mission_audit::MissionAuditFailedPayload),
    /// An audit was asked for.
    MissionAuditRequested(mission_audit::MissionAuditRequestedPayload),
    /// An audit is under way.
    MissionAuditStarted(mission_audit::MissionAuditStartedPayload),
    /// A mission was given up.
    MissionCancelled(lifecycle::MissionCancelledPayload),
    /// The catalogue's entry of a mission was closed.
    MissionClosed(lifecycle::MissionClosedPayload),
    /// A mission reached its goal.
    MissionCompleted(lifecycle::MissionCompletedPayload),
    /// A mission entered the catalogue.
    MissionCreated(lifecycle::MissionCreatedPayload),
    /// An artifact was found and entered in the dossier.
    MissionDossierArtifactIndexed(dossier::MissionDossierArtifactIndexedPayload),
    /// An artifact that should be there is not.
    MissionDossierArtifactMissing(dossier::MissionDossierArtifactMissingPayload),
    /// A dossier no longer agrees with its baseline.
    MissionDossierParityDriftDetected(dossier::MissionDossierParityDriftDetectedPayload),
    /// The whole dossier was summed up in one digest.
    MissionDossierSnapshotComputed(dossier::MissionDossierSnapshotComputedPayload),
    /// A run reached its end.
    MissionRunCompleted(mission_next::MissionRunCompletedPayload),
    /// A run began.
    MissionRunStarted(mission_next::MissionRunStartedPayload),
    /// Work on a mission began.
    MissionStarted(lifecycle::MissionStartedPayload),
    /// A step ended and was marked so by the runtime.
    NextStepAutoCompleted(mission_next::NextStepAutoCompletedPayload),
    /// An agent was given its next step.
    NextStepIssued(mission_next::NextStepIssuedPayload),
    /// Someone was asked to join a mission, and has not joined yet.
    ParticipantInvited(collaboration::ParticipantInvitedPayload),
    /// A participant is on a mission's roster from now on.
    ParticipantJoined(collaboration::ParticipantJoinedPayload),
    /// A participant is off a mission's roster.
    ParticipantLeft(collaboration::ParticipantLeftPayload),
    /// A mission went on to another phase.
    PhaseEntered(lifecycle::PhaseEnteredPayload),
    /// Several participants may be executing the same step.
    PotentialStepCollisionDetected(collaboration::PotentialStepCollisionDetectedPayload),
    /// A participant is still there.
    PresenceHeartbeat(collaboration::PresenceHeartbeatPayload),
    /// A step began to run under a profile.
    ProfileInvocationStarted(profile_invocation::ProfileInvocationStartedPayload),
    /// A participant is done with a step.
    PromptStepExecutionCompleted(collaboration::PromptStepExecutionCompletedPayload),
    /// A participant began to execute a step.
    PromptStepExecutionStarted(collaboration::PromptStepExecutionStartedPayload),
    /// A mission was looked back on.
    RetrospectiveCompleted(retrospective::RetrospectiveCompletedPayload),
    /// Someone decided not to look back on a mission.
    RetrospectiveSkipped(retrospective::RetrospectiveSkippedPayload),
    /// A review sent a mission back to a phase that it had left.
    ReviewRollback(lifecycle::ReviewRollbackPayload),
    /// The terms of a step were checked against the glossary.
    SemanticCheckEvaluated(glossary::SemanticCheckEvaluatedPayload),
    /// Two sessions of a participant were joined.
    SessionLinked(collaboration::SessionLinkedPayload),
    /// A delivery was given up.
    SyncDeadLettered(sync::SyncDeadLetteredPayload),
    /// A delivery was taken in.
    SyncIngestAccepted(sync::SyncIngestAcceptedPayload),
    /// A delivery was turned away.
    SyncIngestRejected(sync::SyncIngestRejectedPayload),
    /// Earlier deliveries were played again.
    SyncReplayCompleted(sync::SyncReplayCompletedPayload),
    /// A delivery will be tried again.
    SyncRetryScheduled(sync::SyncRetryScheduledPayload),
    /// A step used a term that may belong in the glossary.
    TermCandidateObserved(glossary::TermCandidateObservedPayload),
    /// A user is connected from now on. The connector's state stays as it is.
    UserConnected(connector::UserConnectedPayload),
    /// A user is no longer connected. The connector's state stays as it is.
    UserDisconnected(connector::UserDisconnectedPayload),
    /// A work package moved, or was moved, from one lane to another.
    WPStatusChanged(status::StatusTransitionPayload),
    /// A participant has read a warning and says what follows from it.
    WarningAcknowledged(collaboration::WarningAcknowledgedPayload),
}

impl Payload {
    /// The name of the event type.
    pub const fn event_type(&self) -> &'static str {
        match self {
            Self::CommentPosted(_) => "CommentPosted",
            Self::ConcurrentDriverWarning(_) => "ConcurrentDriverWarning",
            Self::ConnectorDegraded(_) => "ConnectorDegraded",
            Self::ConnectorHealthChecked(_) => "ConnectorHealthChecked",
            Self::ConnectorProvisioned(_) => "ConnectorProvisioned",
            Self::ConnectorReconnected(_) => "ConnectorReconnected",
            Self::ConnectorRevoked(_) => "ConnectorRevoked",
            Self::DecisionCaptured(_) => "DecisionCaptured",
            Self::DecisionInputAnswered(_) => "DecisionInputAnswered",
            Self::DecisionInputRequested(_) => "DecisionInputRequested",
            Self::DecisionPointDiscussing(_) => "DecisionPointDiscussing",
            Self::DecisionPointOpened(_) => "DecisionPointOpened",
            Self::DecisionPointOverridden(_) => "DecisionPointOverridden",
            Self::DecisionPointResolved(_) => "DecisionPointResolved",
            Self::DriveIntentSet(_) => "DriveIntentSet",
            Self::ExternalReferenceLinked(_) => "ExternalReferenceLinked",
            Self::FocusChanged(_) => "FocusChanged",
            Self::GateFailed(_) => "GateFailed",
            Self::GatePassed(_) => "GatePassed",
            Self::GenerationBlockedBySemanticConflict(_) => {
                "GenerationBlockedBySemanticConflict"
            }
            Self::GlossaryClarificationRequested(_) => "GlossaryClarificationRequested",
            Self::GlossaryClarificationResolved(_) => "GlossaryClarificationResolved",
            Self::GlossaryScopeActivated(_) => "GlossaryScopeActivated",
            Self::GlossarySenseUpdated(_) => "GlossarySenseUpdated",
            Self::GlossaryStrictnessSet(_) => "GlossaryStrictnessSet",
            Self::MissionAuditCompleted(_) => "MissionAuditCompleted",
            Self::MissionAuditDecisionRequested(_) => "MissionAuditDecisionRequested",
            Self::MissionAuditFailed(_) => "MissionAuditFailed",
            Self::MissionAuditRequested(_) => "MissionAuditRequested",
            Self::MissionAuditStarted(_) => "MissionAuditStarted",
            Self::MissionCancelled(_) => "MissionCancelled",
            Self::MissionClosed(_) => "MissionClosed",
            Self::MissionCompleted(_) => "MissionCompleted",
            Self::MissionCreated(_) => "MissionCreated",
            Self::MissionDossierArtifactIndexed(_) => "MissionDossierArtifactIndexed",
            Self::MissionDossierArtifactMissing(_) => "MissionDossierArtifactMissing",
            Self::MissionDossierParityDriftDetected(_) => {
                "MissionDossierParityDriftDetected"
            }
            Self::MissionDossierSnapshotComputed(_) => "MissionDossierSnapshotComputed",
            Self::MissionRunCompleted(_) => "MissionRunCompleted",
            Self::MissionRunStarted(_) => "MissionRunStarted",
            Self::MissionStarted(_) => "MissionStarted",
            Self::NextStepAutoCompleted(_) => "NextStepAutoCompleted",
            Self::NextStepIssued(_) => "NextStepIssued",
            Self::ParticipantInvited(_) => "ParticipantInvited",
            Self::ParticipantJoined(_) => "ParticipantJoined",
            Self::ParticipantLeft(_) => "ParticipantLeft",
            Self::PhaseEntered(_) => "PhaseEntered",
            Self::PotentialStepCollisionDetected(_) => "PotentialStepCollisionDetected",
            Self::PresenceHeartbeat(_) => "PresenceHeartbeat",
            Self::ProfileInvocationStarted(_) => "ProfileInvocationStarted",
            Self::PromptStepExecutionCompleted(_) => "PromptStepExecutionCompleted",
            Self::PromptStepExecutionStarted(_) => "PromptStepExecutionStarted",
            Self::RetrospectiveCompleted(_) => "RetrospectiveCompleted",
            Self::RetrospectiveSkipped(_) => "RetrospectiveSkipped",
            Self::ReviewRollback(_) => "ReviewRollback",
            Self::SemanticCheckEvaluated(_) => "SemanticCheckEvaluated",
            Self::SessionLinked(_) => "SessionLinked",
            Self::SyncDeadLettered(_) => "SyncDeadLettered",
            Self::SyncIngestAccepted(_) => "SyncIngestAccepted",
            Self::SyncIngestRejected(_) => "SyncIngestRejected",
            Self::SyncReplayCompleted(_) => "SyncReplayCompleted",
            Self::SyncRetryScheduled(_) => "SyncRetryScheduled",
            Self::TermCandidateObserved(_) => "TermCandidateObserved",
            Self::UserConnected(_) => "UserConnected",
            Self::UserDisconnected(_) => "UserDisconnected",
            Self::WPStatusChanged(_) => "WPStatusChanged",
            Self::WarningAcknowledged(_) => "WarningAcknowledged",
        }
    }
}

/// An event with its payload read.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The envelope.
    pub envelope: envelope::Event,
    /// The payload, by event type.
    pub payload: Payload,
}

/// Reads an enveloped event; on failure, everything that is wrong with it.
pub fn decode(json: &[u8]) -> Result<Decoded, Violations> {
    let parts = LINE.split(json)?;
    let envelope = <envelope::Event as Contract>::read(parts.envelope());
    let payload = Payload::read(parts.index, parts.payload());
    match (envelope, payload) {
        (Some(envelope), Some(payload)) => Ok(Decoded { envelope, payload }),
        _ => Err(unreadable(envelope::Event::TYPE)),
    }
}
