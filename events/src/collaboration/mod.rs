//! Several people and agents at work on one mission: who is there, who drives, what was warned of.
//!
//! Payloads are not held against their contracts as a whole. Each event is read key by key, and counts as
//! far as it can be understood, since streams of several clients are rarely clean.

mod said;
mod state;
mod warning;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use event_contract::fold::{BadOption, Fold, Options, Reduce, Tally};
use event_contract::{Canonical, Loose, Map, Meta, Record, ShortText};
use event_contract_macros::event_contract;
use serde::{Deserialize, Serialize};
use spec_kitty_contracts::v3::codec::reducers::COLLABORATION;
use spec_kitty_contracts::v3::collaboration::{DriveIntent, FocusTarget, ParticipantIdentity};
use spec_kitty_contracts::v3::reducers::CollaborationEvent;

use crate::anomaly::Anomaly;
use crate::error::Error;
use crate::options::Mode;

use said::{Oddity, Said, Steps, texts};
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
    /// Those who were asked to join and have not.
    invited: BTreeSet<ShortText>,
    warnings: Vec<Warning>,
    /// Where each warning is.
    warning_places: BTreeMap<ShortText, usize>,
    executions: BTreeMap<ShortText, Steps>,
    sessions: BTreeMap<ShortText, Vec<Said>>,
    /// Whether there ever was something that is no text where text is wanted.
    odd: bool,
}

#[event_contract(domain(COLLABORATION))]
impl Reduce for CollaborationFold {
    fn concerns(event_type: &str) -> bool {
        CollaborationEvent::named(event_type).is_some()
    }

    fn take(&mut self, event: &Record) -> Result<(), Error> {
        if !self.begun {
            self.begun = true;
            let [mission] = event.fields(["mission_id"]);
            self.state.mission_id = mission.and_then(Loose::string).unwrap_or_default().into();
        }
        let Some(event_type) = CollaborationEvent::named(&event.meta.event_type) else {
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
        let participants =
            roster.into_iter().map(|(id, who)| (id.into(), Canonical(who))).collect();
        let state = ReducedCollaborationState { participants, ..Default::default() };
        Ok(Self { mode: Mode::of(options)?, state, ..Self::default() })
    }

    fn complete(&self) -> Result<(), Error> {
        self.oddity().map_or(Ok(()), |oddity| Err(oddity.error()))
    }

    fn finish(self, tally: Tally) -> ReducedCollaborationState {
        if tally.events == 0 {
            // Without events nothing is known of the mission, not even that the roster is its own.
            return ReducedCollaborationState::default();
        }
        let executions = self.executions.into_iter().map(|(who, steps)| (who, steps.into_steps()));
        let sessions = self.sessions.into_iter().map(|(who, said)| (who, texts(said)));
        ReducedCollaborationState {
            warnings: self.warnings.into_iter().map(Warning::into_entry).collect(),
            active_executions: executions.collect(),
            linked_sessions: sessions.collect(),
            event_count: tally.events,
            last_processed_event_id: tally.last,
            ..self.state
        }
    }
}

/// The roster.
impl CollaborationFold {
    fn invited(&mut self, event: &Record) {
        let Some((who, _)) = self.introduced(event) else { return };
        if self.state.participants.contains_key(&*who) || self.invited.contains(&*who) {
            self.anomaly(event, "the participant is invited or on the roster already");
            return;
        }
        self.invited.insert(who.into());
    }

    fn joined(&mut self, event: &Record) {
        let Some((who, identity)) = self.introduced(event) else { return };
        if self.state.participants.contains_key(&*who) {
            self.anomaly(event, "the participant is on the roster already");
            return;
        }
        self.state.departed_participants.remove(&*who);
        self.invited.remove(&*who);
        self.state.participants.insert(who.into(), Canonical(identity));
    }

    fn left(&mut self, event: &Record) {
        let [who] = event.fields(["participant_id"]);
        let Some(who) = name(who) else {
            self.anomaly(event, NAMELESS);
            return;
        };
        let Some((who, identity)) = self.state.participants.remove_entry(&*who) else {
            self.anomaly(event, NOT_ON_ROSTER);
            return;
        };
        self.state.active_drivers.remove(&who);
        self.look_away(&who);
        self.state.presence.remove(&who);
        self.executions.remove(&who);
        self.state.departed_participants.insert(who, identity);
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
    fn actor<'a>(
        &mut self,
        event: &Record,
        who: Option<Loose<'a>>,
    ) -> Result<Option<Cow<'a, str>>, Error> {
        match name(who) {
            Some(who) => Ok(self.on_roster(&event.meta, &who)?.then_some(who)),
            None => Ok(None),
        }
    }

    /// Whether a participant is on the roster. If not, the fold stops, or notes it.
    fn on_roster(&mut self, event: &Meta, who: &str) -> Result<bool, Error> {
        if self.state.participants.contains_key(who) {
            return Ok(true);
        }
        if self.state.departed_participants.contains_key(who) {
            self.mode.object(&mut self.state.anomalies, event, "the participant has left")?;
        } else {
            self.stranger(event, who)?;
        }
        Ok(false)
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
        let there = self.on_roster(&event.meta, &who)?;
        // A heartbeat of someone who has left still tells when they were heard of last.
        if there || self.state.departed_participants.contains_key(&*who) {
            let at = Canonical(event.meta.timestamp.clone());
            match self.state.presence.get_mut(&*who) {
                Some(last) => *last = at,
                None => _ = self.state.presence.insert(who.into(), at),
            }
        }
        Ok(())
    }

    fn drive_intent(&mut self, event: &Record) -> Result<(), Error> {
        let [who, intent] = event.fields(["participant_id", "intent"]);
        let Some(who) = self.actor(event, who)? else { return Ok(()) };
        let drivers = &mut self.state.active_drivers;
        match intent.and_then(Loose::read) {
            Some(DriveIntent::Active) if drivers.contains(&*who) => {}
            Some(DriveIntent::Active) => _ = drivers.insert(who.into()),
            Some(DriveIntent::Inactive) => _ = drivers.remove(&*who),
            None => {}
        }
        Ok(())
    }

    fn focus(&mut self, event: &Record) -> Result<(), Error> {
        let [who, target] = event.fields(["participant_id", "focus_target"]);
        let Some(who) = self.actor(event, who)? else { return Ok(()) };
        let Some(target) = target.and_then(Loose::read::<FocusTarget>) else {
            self.anomaly(event, "`focus_target` is not a target");
            return Ok(());
        };
        let key = focus_key(&target);
        let watcher = match self.state.focus_by_participant.get_mut(&*who) {
            Some(focus) if *focus == target => return Ok(()),
            Some(focus) => {
                let old = std::mem::replace(focus, target);
                self.unwatched(&who, &old)
            }
            None => {
                self.state.focus_by_participant.insert(who.as_ref().into(), target);
                None
            }
        };
        let watcher = watcher.unwrap_or_else(|| who.into());
        self.state.participants_by_focus.entry(key).or_default().insert(watcher);
        Ok(())
    }

    /// Takes a participant's focus away.
    fn look_away(&mut self, who: &str) {
        if let Some(target) = self.state.focus_by_participant.remove(who) {
            self.unwatched(who, &target);
        }
    }

    /// Takes a participant off those who look at a target.
    fn unwatched(&mut self, who: &str, target: &FocusTarget) -> Option<ShortText> {
        let key = focus_key(target);
        let watchers = self.state.participants_by_focus.get_mut(&key)?;
        let watcher = watchers.take(who);
        if watchers.is_empty() {
            self.state.participants_by_focus.remove(&key);
        }
        watcher
    }
}

/// Steps and sessions.
impl CollaborationFold {
    fn step_begun(&mut self, event: &Record) -> Result<(), Error> {
        let [who, step] = event.fields(["participant_id", "step_id"]);
        let Some(who) = self.actor(event, who)? else { return Ok(()) };
        let step = self.said(event, step);
        change(&mut self.executions, who, |steps| steps.begin(step));
        Ok(())
    }

    fn step_completed(&mut self, event: &Record) -> Result<(), Error> {
        let [who, step] = event.fields(["participant_id", "step_id"]);
        let Some(who) = self.actor(event, who)? else { return Ok(()) };
        let step = Said::of(event, step);
        let steps = self.executions.get_mut(&*who);
        if steps.is_some_and(|steps| steps.complete(&step)) {
            return Ok(());
        }
        let problem = "the participant has not begun the step";
        self.mode.object(&mut self.state.anomalies, &event.meta, problem)
    }

    fn session(&mut self, event: &Record) -> Result<(), Error> {
        let [who, session] = event.fields(["participant_id", "linked_session_id"]);
        let Some(who) = self.actor(event, who)? else { return Ok(()) };
        let session = self.said(event, session);
        change(&mut self.sessions, who, |sessions| sessions.push(session));
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
            event_id: event.meta.event_id.clone(),
            participant_id: who.into(),
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
            event_id: event.meta.event_id.clone(),
            participant_id: who.into(),
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
        let warned = self.warnings.iter().flat_map(Warning::said);
        let sessions = self.sessions.values().flatten();
        let mut said = warned.chain(sessions);
        let steps = || self.executions.values().find_map(Steps::oddity);
        said.find_map(Said::oddity).or_else(steps)
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

fn focus_key(target: &FocusTarget) -> ShortText {
    [target.target_type.as_str(), ":", target.target_id.as_str()].concat().into()
}

/// Changes a participant's share.
fn change<T: Default>(
    shares: &mut BTreeMap<ShortText, T>,
    who: Cow<'_, str>,
    change: impl FnOnce(&mut T),
) {
    match shares.get_mut(&*who) {
        Some(share) => change(share),
        None => {
            let mut share = T::default();
            change(&mut share);
            shares.insert(who.into(), share);
        }
    }
}
