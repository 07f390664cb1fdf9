//! What usually happens when in a stream, and which events refer to which.
//!
//! An event without a habit may happen at any time; it refers to others through shared ids alone. So a
//! contract may change without an edit here, and streams of the new events are only less plausible.

/// When an event usually happens, and what it takes over from earlier ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct Habit {
    /// The event's name.
    event: &'static str,
    /// How often it happens beside others that may; an event without a habit has 10.
    pub(super) weight: u32,
    /// The part of the stream in which it happens, in thousandths.
    pub(super) span: (u32, u32),
    /// What it takes over.
    pub(super) echoes: &'static [Echo],
    /// Fields with a usual value, as JSON text.
    pub(super) sets: &'static [(&'static str, &'static str)],
}

/// Something that an event takes over from an earlier one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Echo {
    /// The events that are referred to.
    pub(super) of: &'static [&'static str],
    /// The payload fields that are taken over.
    pub(super) fields: &'static [&'static str],
    /// The payload field that names the earlier event.
    pub(super) id: Option<&'static str>,
    /// Whether that settles the earlier event, so that no other refers to it again.
    pub(super) settles: bool,
}

/// An event without a habit.
pub(super) const NONE: Habit = habit("", 10, 0, 1000);

/// The habit of an event.
pub(super) fn of(event: &str) -> &'static Habit {
    HABITS.iter().find(|habit| habit.event == event).unwrap_or(&NONE)
}

/// Whether later events may refer to one of this type.
pub(super) fn is_echoed(event: &str) -> bool {
    HABITS.iter().flat_map(|habit| habit.echoes).any(|echo| echo.of.contains(&event))
}

const fn habit(event: &'static str, weight: u32, from: u32, to: u32) -> Habit {
    Habit { event, weight, span: (from, to), echoes: &[], sets: &[] }
}

impl Habit {
    const fn echoes(self, echoes: &'static [Echo]) -> Self {
        Self { echoes, ..self }
    }

    const fn sets(self, sets: &'static [(&'static str, &'static str)]) -> Self {
        Self { sets, ..self }
    }
}

const fn echo(of: &'static [&'static str], fields: &'static [&'static str]) -> Echo {
    Echo { of, fields, id: None, settles: false }
}

const fn settle(of: &'static [&'static str], fields: &'static [&'static str]) -> Echo {
    Echo { settles: true, ..echo(of, fields) }
}

impl Echo {
    const fn naming(self, field: &'static str) -> Self {
        Self { id: Some(field), ..self }
    }
}

const PRESENT: Echo = echo(&["ParticipantJoined"], &["participant_id"]);
const JOINED: &[Echo] = &[PRESENT];
const SCOPED: &[Echo] = &[echo(&["GlossaryScopeActivated"], &["scope_id"])];
const CHECKED: Echo =
    echo(&["SemanticCheckEvaluated"], &["scope_id", "step_id"]).naming("semantic_check_event_id");
const REQUESTED: Echo =
    settle(&["GlossaryClarificationRequested"], &[]).naming("clarification_event_id");
const OWNER: &[(&str, &str)] = &[
    ("actor_type", "\"human\""),
    ("authority_role", "\"mission_owner\""),
    ("mission_owner_authority_flag", "true"),
];
const HUMAN: &[(&str, &str)] = &[("actor_type", "\"human\"")];

const HABITS: &[Habit] = &[
    habit("MissionStarted", 80, 0, 40),
    habit("MissionCompleted", 10, 960, 1000),
    habit("MissionCancelled", 5, 980, 1000),
    habit("WPStatusChanged", 40, 0, 1000),
    habit("ParticipantInvited", 10, 0, 100),
    habit("ParticipantJoined", 60, 0, 120),
    habit("ParticipantLeft", 1, 700, 1000).echoes(JOINED),
    habit("PresenceHeartbeat", 20, 100, 1000).echoes(JOINED),
    habit("DriveIntentSet", 10, 100, 1000).echoes(JOINED),
    habit("FocusChanged", 15, 100, 1000).echoes(JOINED),
    habit("PromptStepExecutionStarted", 15, 100, 1000).echoes(JOINED),
    habit("PromptStepExecutionCompleted", 15, 120, 1000).echoes(&[settle(
        &["PromptStepExecutionStarted"],
        &["participant_id", "step_id", "wp_id"],
    )]),
    habit("ConcurrentDriverWarning", 5, 100, 1000),
    habit("PotentialStepCollisionDetected", 5, 100, 1000),
    habit("WarningAcknowledged", 10, 120, 1000).echoes(&[
        PRESENT,
        echo(&["ConcurrentDriverWarning", "PotentialStepCollisionDetected"], &["warning_id"]),
    ]),
    habit("CommentPosted", 15, 100, 1000).echoes(JOINED),
    habit("DecisionCaptured", 8, 100, 1000).echoes(JOINED),
    habit("SessionLinked", 5, 100, 1000).echoes(JOINED),
    habit("GlossaryScopeActivated", 40, 0, 120),
    habit("TermCandidateObserved", 20, 60, 1000).echoes(SCOPED),
    habit("SemanticCheckEvaluated", 15, 60, 1000).echoes(SCOPED),
    habit("GlossaryClarificationRequested", 15, 100, 1000).echoes(&[CHECKED]),
    habit("GlossaryClarificationResolved", 15, 120, 1000).echoes(&[REQUESTED]),
    habit("GlossarySenseUpdated", 15, 100, 1000)
        .echoes(&[echo(&["TermCandidateObserved"], &["scope_id", "term_surface"])]),
    habit("GlossaryStrictnessSet", 4, 0, 1000),
    habit("GenerationBlockedBySemanticConflict", 4, 100, 1000),
    habit("MissionRunStarted", 80, 0, 40),
    habit("NextStepIssued", 20, 40, 1000),
    habit("NextStepAutoCompleted", 20, 60, 1000)
        .echoes(&[settle(&["NextStepIssued"], &["run_id", "step_id", "agent_id"])]),
    habit("DecisionInputRequested", 10, 40, 1000),
    habit("DecisionInputAnswered", 10, 60, 1000)
        .echoes(&[settle(&["DecisionInputRequested"], &["run_id", "decision_id"])]),
    habit("MissionRunCompleted", 10, 980, 1000),
    habit("MissionAuditRequested", 80, 0, 40),
    habit("MissionAuditStarted", 30, 40, 120),
    habit("MissionAuditDecisionRequested", 20, 60, 1000),
    habit("MissionAuditCompleted", 5, 970, 1000),
    habit("MissionAuditFailed", 3, 970, 1000),
    habit("DecisionPointOpened", 80, 0, 40).sets(HUMAN),
    habit("DecisionPointDiscussing", 20, 20, 1000).sets(HUMAN),
    habit("DecisionPointResolved", 10, 900, 1000).sets(OWNER),
    habit("DecisionPointOverridden", 5, 960, 1000).sets(OWNER),
    habit("UserConnected", 10, 40, 1000),
    habit("UserDisconnected", 5, 80, 1000).echoes(&[echo(&["UserConnected"], &["user_id"])]),
];

#[cfg(test)]
mod tests {
    use spec_kitty_contracts::v3::LINE;

    use super::*;

    #[test]
    fn habits_are_those_of_events() {
        for habit in HABITS {
            let event = LINE.event(habit.event).unwrap_or_else(|| panic!("{}", habit.event));
            let has = |name: &str| event.payload.fields.iter().any(|field| field.name == name);
            assert!(habit.sets.iter().all(|(name, _)| has(name)), "{}", habit.event);
            for echo in habit.echoes {
                assert!(echo.of.iter().all(|of| LINE.event(of).is_some()), "{}", habit.event);
                let names = echo.fields.iter().chain(echo.id.as_ref());
                assert!(names.into_iter().all(|name| has(name)), "{}", habit.event);
            }
        }
    }
}
