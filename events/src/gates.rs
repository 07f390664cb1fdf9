//! What a check run on GitHub means for a gate.

use spec_kitty_contracts::v3::gates::{CheckRunConclusion, GateEvent};

/// The event that the conclusion of a check run calls for, by the name that GitHub gives the conclusion.
///
/// `None` for conclusions that neither open nor shut a gate: these are to be ignored. Names are taken as
/// GitHub spells them, in lower case.
pub fn map_check_run_conclusion(conclusion: &str) -> Result<Option<GateEvent>, UnknownConclusion> {
    let known: CheckRunConclusion =
        conclusion.parse().map_err(|_| UnknownConclusion { conclusion: conclusion.into() })?;
    Ok(known.to_gate_event())
}

/// A conclusion that GitHub is not known to give. The message does not repeat it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no check run is known to end so; known are: {}", known())]
pub struct UnknownConclusion {
    /// The conclusion, as it was given.
    pub conclusion: Box<str>,
}

fn known() -> String {
    let names: Vec<&str> = CheckRunConclusion::ALL.iter().map(|known| known.as_str()).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conclusions_open_shut_or_leave_a_gate() {
        assert_eq!(map_check_run_conclusion("success"), Ok(Some(GateEvent::GatePassed)));
        for shut in ["failure", "timed_out", "cancelled", "action_required"] {
            assert_eq!(map_check_run_conclusion(shut), Ok(Some(GateEvent::GateFailed)), "{shut}");
        }
        for ignored in ["neutral", "skipped", "stale"] {
            assert_eq!(map_check_run_conclusion(ignored), Ok(None), "{ignored}");
        }
    }

    #[test]
    fn other_spellings_are_unknown_and_not_repeated() {
        for unknown in ["SUCCESS", "", " success", "startup_failure"] {
            let error = map_check_run_conclusion(unknown).unwrap_err();
            assert_eq!(&*error.conclusion, unknown);
            assert_eq!(
                error.to_string(),
                "no check run is known to end so; known are: success, failure, timed_out, cancelled, \
                 action_required, neutral, skipped, stale"
            );
        }
    }
}
