//! Those who take part, whether they are on the roster or not.

use std::collections::BTreeMap;

use event_contract::{Canonical, ShortText, Timestamp};
use foldhash::fast::RandomState;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use spec_kitty_contracts::v3::collaboration::{FocusTarget, ParticipantIdentity};

use super::said::{Oddity, Said, Steps, texts};
use super::state::{ReducedCollaborationState, Roster};

/// What is known of one participant.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Person {
    /// Who they are, as long as they are on the roster.
    pub(super) identity: Option<Canonical<ParticipantIdentity>>,
    /// Who they were when they left, until they come back.
    pub(super) departed: Option<Canonical<ParticipantIdentity>>,
    /// Whether they were asked to join and have not.
    pub(super) invited: bool,
    /// When they were heard of last.
    pub(super) heard: Option<Canonical<Timestamp>>,
    /// Whether they mean to change things.
    pub(super) drives: bool,
    /// What they look at.
    pub(super) focus: Option<FocusTarget>,
    /// What they have begun and not completed.
    pub(super) steps: Option<Steps>,
    /// Their sessions.
    pub(super) sessions: Vec<Said>,
}

impl Person {
    /// Takes them off the roster. Their sessions remain.
    pub(super) fn leave(&mut self, identity: Canonical<ParticipantIdentity>) {
        *self = Self {
            departed: Some(identity),
            invited: self.invited,
            sessions: std::mem::take(&mut self.sessions),
            ..Self::default()
        };
    }
}

/// Where a participant is among the [`People`].
pub(super) type Place = usize;

/// Participants by their id.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct People(IndexMap<ShortText, Person, RandomState>);

impl People {
    pub(super) fn of(roster: Roster) -> Self {
        let known = |identity| Person { identity: Some(identity), ..Person::default() };
        Self(roster.into_iter().map(|(who, identity)| (who, known(identity))).collect())
    }

    pub(super) fn find(&self, who: &str) -> Option<Place> {
        self.0.get_index_of(who)
    }

    /// A participant, who may be new.
    pub(super) fn find_or_add(&mut self, who: &str) -> &mut Person {
        let place = self.find(who);
        let place = place.unwrap_or_else(|| self.0.insert_full(who.into(), Person::default()).0);
        &mut self.0[place]
    }

    pub(super) fn name(&self, place: Place) -> ShortText {
        self.0.get_index(place).map(|(who, _)| who.clone()).unwrap_or_default()
    }

    /// Something that is no text where text is wanted.
    pub(super) fn oddity(&self) -> Option<&Oddity> {
        let mut people: Vec<_> = self.0.iter().collect();
        people.sort_unstable_by_key(|(who, _)| *who);
        let sessions = || people.iter().flat_map(|(_, person)| &person.sessions);
        let steps = || people.iter().filter_map(|(_, person)| person.steps.as_ref());
        sessions().find_map(Said::oddity).or_else(|| steps().find_map(Steps::oddity))
    }

    /// Puts what is known of each into the parts of a state.
    pub(super) fn settle(self, state: &mut ReducedCollaborationState) {
        for (who, person) in self.0 {
            if let Some(focus) = &person.focus {
                let watchers = state.participants_by_focus.entry(focus_key(focus)).or_default();
                watchers.insert(who.clone());
            }
            if person.drives {
                state.active_drivers.insert(who.clone());
            }
            let steps = person.steps.map(Steps::into_steps);
            let sessions = Some(person.sessions).filter(|sessions| !sessions.is_empty());
            enter(&mut state.participants, &who, person.identity);
            enter(&mut state.departed_participants, &who, person.departed);
            enter(&mut state.presence, &who, person.heard);
            enter(&mut state.focus_by_participant, &who, person.focus);
            enter(&mut state.active_executions, &who, steps);
            enter(&mut state.linked_sessions, &who, sessions.map(texts));
        }
    }
}

impl std::ops::Index<Place> for People {
    type Output = Person;

    fn index(&self, place: Place) -> &Person {
        &self.0[place]
    }
}

impl std::ops::IndexMut<Place> for People {
    fn index_mut(&mut self, place: Place) -> &mut Person {
        &mut self.0[place]
    }
}

fn enter<T>(part: &mut BTreeMap<ShortText, T>, who: &ShortText, value: Option<T>) {
    if let Some(value) = value {
        part.insert(who.clone(), value);
    }
}

fn focus_key(target: &FocusTarget) -> ShortText {
    [target.target_type.as_str(), ":", target.target_id.as_str()].concat().into()
}
