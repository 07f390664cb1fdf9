//! What is known of people and agents at work on one mission.

use std::collections::{BTreeMap, BTreeSet};

use event_contract::{Canonical, EventId, ShortText, Timestamp};
use serde::{Deserialize, Serialize};
use spec_kitty_contracts::v3::collaboration::{FocusTarget, ParticipantIdentity};

use crate::anomaly::Anomaly;

/// Participants by their id.
pub type Roster = BTreeMap<ShortText, Canonical<ParticipantIdentity>>;

/// What is known of people and agents at work on one mission.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReducedCollaborationState {
    /// The mission that the first event names; empty if it names none.
    pub mission_id: ShortText,
    /// Those on the roster.
    pub participants: Roster,
    /// Those who left and have not come back.
    pub departed_participants: Roster,
    /// When each participant was heard of last.
    pub presence: BTreeMap<ShortText, Canonical<Timestamp>>,
    /// Those who mean to change things.
    pub active_drivers: BTreeSet<ShortText>,
    /// What each participant is looking at.
    pub focus_by_participant: BTreeMap<ShortText, FocusTarget>,
    /// Who is looking at something: by its type and id, with a colon in between.
    pub participants_by_focus: BTreeMap<ShortText, BTreeSet<ShortText>>,
    /// The warnings in the order of their first mention.
    pub warnings: Vec<WarningEntry>,
    /// The decisions, in order.
    pub decisions: Vec<DecisionEntry>,
    /// The comments, in order.
    pub comments: Vec<CommentEntry>,
    /// The steps that each participant has begun and not completed, in order. A step that was begun twice is
    /// there twice.
    pub active_executions: BTreeMap<ShortText, Vec<ShortText>>,
    /// The sessions that each participant has linked, in order.
    pub linked_sessions: BTreeMap<ShortText, Vec<ShortText>>,
    /// Events that do not fit.
    pub anomalies: Vec<Anomaly>,
    /// How many events of the domain the stream has.
    pub event_count: u64,
    /// The last of them.
    pub last_processed_event_id: Option<EventId>,
}

/// What a warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WarningType {
    /// Several participants drive with the same thing in focus.
    ConcurrentDriverWarning,
    /// Several participants may be executing the same step.
    PotentialStepCollisionDetected,
    /// Someone has read it, and the stream does not have it.
    UnknownWarning,
}

/// A warning, and what participants make of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WarningEntry {
    /// Its id.
    pub warning_id: ShortText,
    /// The last event that raised it, or the first that mentions it if none did.
    pub event_id: EventId,
    /// What it is about.
    pub warning_type: WarningType,
    /// Whom it concerns.
    pub participant_ids: Vec<ShortText>,
    /// The last response of each participant.
    pub acknowledgements: BTreeMap<ShortText, ShortText>,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionEntry {
    /// Its id.
    pub decision_id: ShortText,
    /// The event.
    pub event_id: EventId,
    /// Who decided.
    pub participant_id: ShortText,
    /// The question.
    pub topic: ShortText,
    /// The answer.
    pub chosen_option: ShortText,
    /// The warning that raised the question.
    pub referenced_warning_id: Option<ShortText>,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentEntry {
    /// Its id.
    pub comment_id: ShortText,
    /// The event.
    pub event_id: EventId,
    /// Who said it.
    pub participant_id: ShortText,
    /// What they said.
    pub content: ShortText,
    /// The comment it answers.
    pub reply_to: Option<ShortText>,
}
