//! Fixtures for whoever wants to hold an implementation of their own against this one.
//!
//! Payloads and streams travel with the contracts. Payloads here are those that were written by hand; one on each side of
//! every constraint is made from the contracts by `contracts fixtures`, and `contracts fixtures check` judges all of them.
//!
//! ```
//! use spec_kitty_events::conformance::{load_fixtures, load_replay_stream};
//!
//! let cases = load_fixtures("dossier").expect("a domain");
//! assert_eq!(cases.iter().filter(|case| case.valid).count(), 10);
//! let stream = load_replay_stream("dossier_happy_path").expect("a stream");
//! assert_eq!(stream.events.lines().count(), 6);
//! ```

use event_contract::fixture::{Fixture, Stream};
use spec_kitty_contracts::CONTRACTS;
use spec_kitty_contracts::v3::LINE;

/// There is no fixture of this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no {what} {name:?}")]
pub struct UnknownFixture {
    /// What was asked for.
    what: &'static str,
    /// Its name.
    pub name: String,
}

/// The hand-written payloads of a domain of the live line, such as `dossier`, in the order of their ids.
///
/// # Errors
///
/// There is no such domain.
pub fn load_fixtures(domain: &str) -> Result<Vec<Fixture>, UnknownFixture> {
    let is_domain = spec_kitty_contracts::v3::DOMAINS.iter().any(|own| own.name == domain);
    if !is_domain {
        return Err(UnknownFixture { what: "domain", name: domain.to_owned() });
    }
    Ok(CONTRACTS.cases(LINE.name, domain))
}

/// The recorded stream with this id, as in `v3.dossier.replay.dossier_happy_path`, or this name if only one has it.
///
/// # Errors
///
/// There is no such stream, or several.
pub fn load_replay_stream(id: &str) -> Result<Stream, UnknownFixture> {
    CONTRACTS.stream(id).ok_or_else(|| UnknownFixture { what: "stream", name: id.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fixtures_of_the_dossier_are_there_and_judged_as_they_say() {
        let cases = load_fixtures("dossier").unwrap();
        assert_eq!(cases.len(), 13);
        for case in cases {
            assert_eq!(case.judge(&LINE), Ok(()), "{}", case.id);
        }
        assert!(load_fixtures("dosier").is_err());
    }

    #[test]
    fn the_streams_of_the_dossier_come_to_what_the_plan_says() {
        let registry = crate::registry().unwrap();
        let reducer = registry.reducer_of(&LINE, "dossier").unwrap();
        for (name, parity) in
            [("dossier_happy_path", "clean"), ("dossier_drift_scenario", "drifted")]
        {
            let stream = load_replay_stream(name).unwrap();
            assert_eq!(stream.judge(&LINE, reducer), Ok(()), "{name}");
            let golden = stream.golden.unwrap();
            assert!(golden.contains(&format!("\"parity_status\": \"{parity}\"")), "{golden}");
        }
        // Several domains have a stream of this name.
        assert!(load_replay_stream("everyday").is_err());
        assert!(load_replay_stream("v3.gates.replay.everyday").is_err());
        assert!(load_replay_stream("v3.status.replay.everyday").is_ok());
    }

    #[test]
    fn the_registry_judges_what_travels_with_the_contracts() {
        let registry = crate::registry().unwrap();
        assert!(registry.iter().any(|entry| entry.id == "spec-kitty/contracts"));
        assert_eq!(registry.run_cases(), []);
    }
}
