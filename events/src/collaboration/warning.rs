//! Warnings, and what participants make of them.

use std::collections::BTreeMap;

use event_contract::{EventId, Loose, Record, ShortText};
use serde::{Deserialize, Serialize};

use super::said::{Said, texts};
use super::state::{WarningEntry, WarningType};
use super::{CollaborationFold, name};
use crate::error::Error;

/// A [`WarningEntry`] in the making.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Warning {
    event_id: EventId,
    kind: WarningType,
    participants: Vec<Said>,
    acknowledgements: BTreeMap<ShortText, Said>,
}

impl Warning {
    /// Everything that an event said of it.
    pub(super) fn said(&self) -> impl Iterator<Item = &Said> {
        self.participants.iter().chain(self.acknowledgements.values())
    }

    /// The warning without what is no text, of which there is nothing left.
    pub(super) fn into_entry(self, id: ShortText) -> WarningEntry {
        let answers = self.acknowledgements.into_iter();
        WarningEntry {
            warning_id: id,
            event_id: self.event_id,
            warning_type: self.kind,
            participant_ids: texts(self.participants),
            acknowledgements: answers
                .filter_map(|(who, said)| Some((who, said.into_text().ok()?)))
                .collect(),
        }
    }
}

impl CollaborationFold {
    pub(super) fn warning(&mut self, event: &Record, kind: WarningType) -> Result<(), Error> {
        let [warning, involved] = event.fields(["warning_id", "participant_ids"]);
        let Some(warning) = name(warning) else { return Ok(()) };
        let mut participants = Vec::new();
        match involved.map(Loose::items) {
            Some(None) => return Ok(()),
            Some(Some(involved)) => {
                for who in involved {
                    participants.push(self.involved(event, who)?);
                }
            }
            None => {}
        }
        let event_id = event.meta.event_id;
        match self.warnings.get_mut(&*warning) {
            // Answers are kept.
            Some(known) => {
                (known.event_id, known.kind) = (event_id, kind);
                known.participants = participants;
            }
            None => {
                let acknowledgements = BTreeMap::new();
                let raised = Warning { event_id, kind, participants, acknowledgements };
                self.warnings.insert(warning.into(), raised);
            }
        }
        Ok(())
    }

    /// One of those whom a warning concerns. They are noted whoever they are.
    fn involved(&mut self, event: &Record, who: Loose<'_>) -> Result<Said, Error> {
        match self.said(event, Some(who)) {
            Said::Text(who) => {
                self.on_roster(&event.meta, &who)?;
                Ok(Said::Text(who))
            }
            // Neither an object nor a list can be the id of anyone.
            Said::Other(oddity) if who.as_str().starts_with(['{', '[']) => Err(oddity.error()),
            Said::Other(oddity) => {
                self.stranger(&event.meta, who.as_str())?;
                Ok(Said::Other(oddity))
            }
        }
    }

    pub(super) fn acknowledged(&mut self, event: &Record) -> Result<(), Error> {
        let [who, warning, answer] =
            event.fields(["participant_id", "warning_id", "acknowledgement"]);
        let Some(who) = self.actor(event, who)? else { return Ok(()) };
        let warning = Said::of(event, warning);
        let who = self.people.name(who);
        let answer = self.said(event, answer);
        let known = match &warning {
            Said::Text(id) => self.warnings.get_mut(id),
            Said::Other(_) => None,
        };
        if let Some(known) = known {
            known.acknowledgements.insert(who, answer);
            return Ok(());
        }
        let problem = "the warning was not raised";
        self.mode.object(&mut self.state.anomalies, &event.meta, problem)?;
        let unknown = Warning {
            event_id: event.meta.event_id,
            kind: WarningType::UnknownWarning,
            participants: vec![Said::Text(who.clone())],
            acknowledgements: BTreeMap::from([(who, answer)]),
        };
        self.warnings.insert(warning.into_text()?, unknown);
        Ok(())
    }
}
