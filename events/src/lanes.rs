//! Lanes of work packages, outside of a fold.

use spec_kitty_contracts::v3::status::{Lane, StatusTransitionPayload, WORK_PACKAGE};

/// Everything that forbids a transition, for people; nothing for one that is allowed.
///
/// A forced transition may go anywhere, but meets the guards like any other.
pub fn validate_transition(payload: &StatusTransitionPayload) -> Vec<String> {
    let (from, to) = (payload.from_lane, payload.to_lane);
    let mut violations = Vec::new();
    if !payload.force {
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
