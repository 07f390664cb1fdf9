//! Several people and agents at work on one mission: who is there, who drives, what was warned of.
//!
//! Payloads are not held against their contracts as a whole. Each event is read key by key, and counts as
//! far as it can be understood, since streams of several clients are rarely clean.

mod people;
mod said;
mod state;
mod warning;

use std::borrow::Cow;

use event_contract::fold::{BadOption, Fold, Options, Reduce, Tally};
use event_contract::{Canonical, EventType, Loose, Map, Meta, Record, ShortText};
use event_contract_macros::event_contract;
use foldhash::fast::RandomState;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use spec_kitty_contracts::v3::codec::reducers::COLLABORATION;
use spec_kitty_contracts::v3::collaboration::{DriveIntent, FocusTarget, ParticipantIdentity};
use spec_kitty_contracts::v3::reducers::CollaborationEvent;

use crate::anomaly::Anomaly;
use crate::error::Error;
use crate::options::Mode;

use people::{People, Place};
use said::{Oddity, Said};
pub use state::{
    CommentEntry, DecisionEntry, ReducedCollaborationState, Roster, WarningEntry, WarningType,
};
use warning::Warning;

/// Follows the participants of a mission.
///
/// Options: [`Mode`] as `mode`, and `roster`, an object of participant id to `ParticipantIdentity`, for
/// those who are on the roster before the first event.
///
/// In strict mode the fold stops over an event of someone who is not on the roster, a completion of a step
/// that was not begun, and an answer to a warning that was not raised. In permissive mode it notes them, and
/// keeps the answer, also for a warning that comes later.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct CollaborationFold {
    mode: Mode,
    /// The state, without what is below.
    state: ReducedCollaborationState,
    /// Whether there was an event.
    begun: bool,
    people: People,
    /// The warnings in the order of their first mention.
    #[serde(with = "indexmap::map::serde_seq")]
    warnings: IndexMap<ShortText, Warning, RandomState>,
    /// Whether there ever was something that is no text where text is wanted.
    odd: bool,
}

#[event_contract(domain(COLLABORATION))]
impl Reduce for CollaborationFold {
    fn concerns(event_type: &EventType) -> bool {
        CollaborationEvent::of(event_type).is_some()
    }

    fn take(&mut self, event: &Record) -> Result<(), Error> {
        if !self.begun {
            self.begun = true;
            let [mission] = event.fields(["mission_id"]);
            self.state.mission_id = mission.and_then(Loose::string).unwrap_or_default().into();
        }
        let Some(event_type) = CollaborationEvent::of(&event.meta.event_type) else {
            return Ok(());
        };
        match event_type {
            CollaborationEvent::ParticipantInvited => self.invited(event),
            CollaborationEvent::ParticipantJoined => self.joined(event),
            CollaborationEvent::ParticipantLeft => self.left(event),
            CollaborationEvent::PresenceHeartbeat => self.heartbeat(event)?,
            CollaborationEvent::DriveIntentSet => self.drive_intent(event)?,
            CollaborationEvent::FocusChanged => self.focus(event)?,
            CollaborationEvent::PromptStepExecutionStarted => self.step_begun(event)?,
            CollaborationEvent::PromptStepExecutionCompleted => self.step_completed(event)?,
            CollaborationEvent::ConcurrentDriverWarning => {
                self.warning(event, WarningType::ConcurrentDriverWarning)?;
            }
            CollaborationEvent::PotentialStepCollisionDetected => {
                self.warning(event, WarningType::PotentialStepCollisionDetected)?;
            }
            CollaborationEvent::WarningAcknowledged => self.acknowledged(event)?,
            CollaborationEvent::CommentPosted => self.comment(event)?,
            CollaborationEvent::DecisionCaptured => self.decision(event)?,
            CollaborationEvent::SessionLinked => self.session(event)?,
        }
        Ok(())
    }
}

impl Fold for CollaborationFold {
    type Error = Error;
    type Output = ReducedCollaborationState;

    fn configured(options: &Options) -> Result<Self, BadOption> {
        let roster: Map<ParticipantIdentity> = options.get("roster")?.unwrap_or_default();
        let roster = roster.into_iter().map(|(id, who)| (id.into(), Canonical(who))).collect();
        Ok(Self { mode: Mode::of(options)?, people: People::of(roster), ..Self::default() })
    }

    fn complete(&self) -> Result<(), Error> {
        self.oddity().map_or(Ok(()), |oddity| Err(oddity.error()))
    }

    fn finish(self, tally: Tally) -> ReducedCollaborationState {
        if tally.events == 0 {
            // Without events nothing is known of the mission, not even that the roster is its own.
            return ReducedCollaborationState::default();
        }
        let warnings = self.warnings.into_iter().map(|(id, warning)| warning.into_entry(id));
        let mut state = ReducedCollaborationState {
            warnings: warnings.collect(),
            event_count: tally.events,
            last_processed_event_id: tally.last,
            ..self.state
        };
        self.people.settle(&mut state);
        state
    }
}

/// The roster.
impl CollaborationFold {
    fn invited(&mut self, event: &Record) {
        let Some((who, _)) = self.introduced(event) else { return };
        let person = self.people.find_or_add(&who);
        if person.identity.is_some() || person.invited {
            self.anomaly(event, "the participant is invited or on the roster already");
            return;
        }
        person.invited = true;
    }

    fn joined(&mut self, event: &Record) {
        let Some((who, identity)) = self.introduced(event) else { return };
        let person = self.people.find_or_add(&who);
        if person.identity.is_some() {
            self.anomaly(event, "the participant is on the roster already");
            return;
        }
        person.identity = Some(Canonical(identity));
        (person.departed, person.invited) = (None, false);
    }

    fn left(&mut self, event: &Record) {
        let [who] = event.fields(["participant_id"]);
        let Some(who) = name(who) else {
            self.anomaly(event, NAMELESS);
            return;
        };
        let person = self.people.find(&who).map(|place| &mut self.people[place]);
        let identity = person.and_then(|person| Some((person.identity.take()?, person)));
        match identity {
            Some((identity, person)) => person.leave(identity),
            None => self.anomaly(event, NOT_ON_ROSTER),
        }
    }

    /// The participant that an event introduces; an anomaly if it does not say who that is.
    fn introduced<'a>(&mut self, event: &'a Record) -> Option<(Cow<'a, str>, ParticipantIdentity)> {
        let [who, identity] = event.fields(["participant_id", "participant_identity"]);
        let Some(who) = name(who) else {
            self.anomaly(event, NAMELESS);
            return None;
        };
        let identity = identity.and_then(Loose::read);
        if identity.is_none() {
            self.anomaly(event, "`participant_identity` is not the identity of a participant");
        }
        Some((who, identity?))
    }

    /// The participant who acts, if the event names one and they are on the roster.
    fn actor(&mut self, event: &Record, who: Option<Loose<'_>>) -> Result<Option<Place>, Error> {
        match name(who) {
            Some(who) => self.on_roster(&event.meta, &who),
            None => Ok(None),
        }
    }

    /// A participant on the roster. If they are not, the fold stops, or notes it.
    fn on_roster(&mut self, event: &Meta, who: &str) -> Result<Option<Place>, Error> {
        let place = self.people.find(who);
        match place.map(|place| &self.people[place]) {
            Some(person) if person.identity.is_some() => return Ok(place),
            Some(person) if person.departed.is_some() => {
                self.mode.object(&mut self.state.anomalies, event, "the participant has left")?;
            }
            _ => self.stranger(event, who)?,
        }
        Ok(None)
    }

    fn stranger(&mut self, event: &Meta, who: &str) -> Result<(), Error> {
        match self.mode {
            Mode::Strict => Err(Error::UnknownParticipant {
                participant: who.to_owned(),
                event_type: event.event_type.to_string(),
                event_id: event.event_id.to_string(),
            }),
            Mode::Permissive => {
                self.state.anomalies.push(Anomaly::new(event, NOT_ON_ROSTER));
                Ok(())
            }
        }
    }

    fn anomaly(&mut self, event: &Record, reason: &str) {
        self.state.anomalies.push(Anomaly::new(&event.meta, reason));
    }
}

/// Who is there, who drives, who looks where.
impl CollaborationFold {
    fn heartbeat(&mut self, event: &Record) -> Result<(), Error> {
        let [who] = event.fields(["participant_id"]);
        let Some(who) = name(who) else { return Ok(()) };
        let place = match self.on_roster(&event.meta, &who)? {
            Some(place) => Some(place),
            // A heartbeat of someone who has left still tells when they were heard of last.
            None => self.people.find(&who).filter(|place| self.people[*place].departed.is_some()),
        };
        if let Some(place) = place {
            self.people[place].heard = Some(Canonical(event.meta.timestamp.clone()));
        }
        Ok(())
    }

    fn drive_intent(&mut self, event: &Record) -> Result<(), Error> {
        let [who, intent] = event.fields(["participant_id", "intent"]);
        let Some(who) = self.actor(event, who)? else { return Ok(()) };
        if let Some(intent) = intent.and_then(Loose::read::<DriveIntent>) {
            self.people[who].drives = intent == DriveIntent::Active;
        }
        Ok(())
    }

    fn focus(&mut self, event: &Record) -> Result<(), Error> {
        let [who, target] = event.fields(["participant_id", "focus_target"]);
        let Some(who) = self.actor(event, who)? else { return Ok(()) };
        match target.and_then(Loose::read::<FocusTarget>) {
            Some(target) => self.people[who].focus = Some(target),
            None => self.anomaly(event, "`focus_target` is not a target"),
        }
        Ok(())
    }
}

/// Steps and sessions.
impl CollaborationFold {
    fn step_begun(&mut self, event: &Record) -> Result<(), Error> {
        let [who, step] = event.fields(["participant_id", "step_id"]);
        let Some(who) = self.actor(event, who)? else { return Ok(()) };
        let step = self.said(event, step);
        self.people[who].steps.get_or_insert_default().begin(step);
        Ok(())
    }

    fn step_completed(&mut self, event: &Record) -> Result<(), Error> {
        let [who, step] = event.fields(["participant_id", "step_id"]);
        let Some(who) = self.actor(event, who)? else { return Ok(()) };
        let step = Said::of(event, step);
        if self.people[who].steps.as_mut().is_some_and(|steps| steps.complete(&step)) {
            return Ok(());
        }
        let problem = "the participant has not begun the step";
        self.mode.object(&mut self.state.anomalies, &event.meta, problem)
    }

    fn session(&mut self, event: &Record) -> Result<(), Error> {
        let [who, session] = event.fields(["participant_id", "linked_session_id"]);
        let Some(who) = self.actor(event, who)? else { return Ok(()) };
        let session = self.said(event, session);
        self.people[who].sessions.push(session);
        Ok(())
    }
}

/// What was said and decided.
impl CollaborationFold {
    fn comment(&mut self, event: &Record) -> Result<(), Error> {
        let [who, id, content, reply_to] =
            event.fields(["participant_id", "comment_id", "content", "reply_to"]);
        let Some(who) = self.actor(event, who)? else { return Ok(()) };
        self.state.comments.push(CommentEntry {
            comment_id: Said::of(event, id).into_text()?,
            event_id: event.meta.event_id,
            participant_id: self.people.name(who),
            content: Said::of(event, content).into_text()?,
            reply_to: optional(event, reply_to)?,
        });
        Ok(())
    }

    fn decision(&mut self, event: &Record) -> Result<(), Error> {
        let [who, id, topic, chosen_option, warning] = event.fields([
            "participant_id",
            "decision_id",
            "topic",
            "chosen_option",
            "referenced_warning_id",
        ]);
        let Some(who) = self.actor(event, who)? else { return Ok(()) };
        self.state.decisions.push(DecisionEntry {
            decision_id: Said::of(event, id).into_text()?,
            event_id: event.meta.event_id,
            participant_id: self.people.name(who),
            topic: Said::of(event, topic).into_text()?,
            chosen_option: Said::of(event, chosen_option).into_text()?,
            referenced_warning_id: optional(event, warning)?,
        });
        Ok(())
    }

    /// What an event says under a key, to be kept until the end.
    fn said(&mut self, event: &Record, value: Option<Loose<'_>>) -> Said {
        let said = Said::of(event, value);
        self.odd |= said.oddity().is_some();
        said
    }

    /// Something in the state that is no text where text is wanted.
    fn oddity(&self) -> Option<&Oddity> {
        if !self.odd {
            return None;
        }
        let mut warned = self.warnings.values().flat_map(Warning::said);
        warned.find_map(Said::oddity).or_else(|| self.people.oddity())
    }
}

const NAMELESS: &str = "`participant_id` does not name anyone";
const NOT_ON_ROSTER: &str = "the participant is not on the roster";

/// The text of an id, unless it is empty.
fn name(value: Option<Loose<'_>>) -> Option<Cow<'_, str>> {
    value?.string().filter(|name| !name.is_empty())
}

fn optional(event: &Record, value: Option<Loose<'_>>) -> Result<Option<ShortText>, Error> {
    let value = value.filter(|value| !value.is_null());
    value.map(|value| Said::of(event, Some(value)).into_text()).transpose()
}
