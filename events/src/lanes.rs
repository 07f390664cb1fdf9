//! Lanes of work packages, outside of a fold.

use std::borrow::Cow;

use event_contract::machine::Facts;
use event_contract::{Violations, decode};
use spec_kitty_contracts::v3::status::{
    Actor, Lane, StatusTransitionPayload, SyncLaneV1, SyncLaneV2, WORK_PACKAGE,
};

/// The lane of a name. Aliases are taken, such as `doing` for `in_progress`.
pub fn normalize_lane(name: &str) -> Result<Lane, Violations> {
    name.parse()
}

/// The lane as a first-generation consumer sees it.
pub const fn canonical_to_sync_v1(lane: Lane) -> SyncLaneV1 {
    lane.to_sync_lane_v1()
}

/// The lane as a second-generation consumer sees it.
pub const fn canonical_to_sync_v2(lane: Lane) -> SyncLaneV2 {
    lane.to_sync_lane_v2()
}

/// Who acted, in a word: for states, logs and people.
///
/// A plain label is taken as it is. A record gives the first text of `profile`, `role`, `display_name`,
/// `actor_id` and then of any other key, in its own order; `unknown` if there is none. Empty texts do not
/// count.
pub fn actor_label(actor: &Actor) -> Cow<'_, str> {
    let record = match actor {
        Actor::Text(label) => return label.as_str().into(),
        Actor::Object(record) => record,
    };
    let preferred = ["profile", "role", "display_name", "actor_id"];
    let preferred = preferred.iter().filter_map(|key| record.get(*key));
    let text = |json: &str| decode::<String>(json.as_bytes()).ok().filter(|text| !text.is_empty());
    let label = preferred.chain(record.values()).find_map(|value| text(value.as_str()));
    label.map_or("unknown".into(), Cow::Owned)
}

/// Everything that forbids a transition, for people; nothing for one that is allowed.
///
/// A forced transition may go anywhere, but meets the guards like any other.
pub fn validate_transition(payload: &StatusTransitionPayload) -> Vec<String> {
    objections(payload.from_lane, payload.to_lane, payload.force, payload)
}

/// A transition that is not allowed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the transition is not allowed: {}", violations.join("; "))]
pub struct TransitionError {
    /// Everything that forbids it, for people.
    pub violations: Vec<String>,
}

/// As [`validate_transition`], for those who go no further with a transition that is not allowed.
///
/// # Errors
///
/// Everything that forbids the transition.
pub fn require_transition(payload: &StatusTransitionPayload) -> Result<(), TransitionError> {
    let violations = validate_transition(payload);
    if violations.is_empty() { Ok(()) } else { Err(TransitionError { violations }) }
}

/// Who forced a transition, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForceMetadata {
    /// Who, in a word: see [`actor_label`].
    pub actor: String,
    /// Why.
    pub reason: String,
}

impl ForceMetadata {
    /// That of a transition, if it was forced and says why.
    pub fn of(payload: &StatusTransitionPayload) -> Option<Self> {
        let reason = payload.reason.as_deref().filter(|_| payload.force)?;
        Some(Self { actor: actor_label(&payload.actor).into_owned(), reason: reason.to_owned() })
    }
}

/// The same for a payload that need not be built.
pub(crate) fn objections(
    from: Option<Lane>,
    to: Lane,
    forced: bool,
    payload: &impl Facts,
) -> Vec<String> {
    let mut violations = Vec::new();
    if !forced {
        if let Some(from) = from.filter(|from| WORK_PACKAGE.is_terminal(*from)) {
            violations.push(format!("nothing leaves {} unless it is forced", from.as_str()));
        }
        if !WORK_PACKAGE.allows(from, to) {
            let from = from.map_or("no lane", Lane::as_str);
            violations.push(format!("no transition leads from {from} to {}", to.as_str()));
        }
    }
    violations.extend(WORK_PACKAGE.unmet(from, to, payload).map(|guard| guard.doc.to_owned()));
    violations
}

#[cfg(test)]
mod tests;
