//! Reducers tested in three lines: these events given, folded by this reducer, then this state.
//!
//! ```
//! use event_contract::{Meta, View};
//! use event_contract_macros::event_contract;
//! use event_contract_testkit::{given, id};
//! use serde::{Deserialize, Serialize};
//! use serde_json::json;
//! use spec_kitty_contracts::v3::LINE;
//! use spec_kitty_contracts::v3::reducers::RetrospectiveReducer;
//! use spec_kitty_contracts::v3::retrospective::RetrospectiveSkippedPayload;
//!
//! /// Who decided not to look back, and in which event.
//! #[derive(Clone, Debug, Default, Serialize, Deserialize)]
//! struct Skipped(Vec<(String, String)>);
//!
//! #[event_contract(ignore(retrospective_completed))]
//! impl RetrospectiveReducer for Skipped {
//!     fn retrospective_skipped(
//!         &mut self,
//!         event: &Meta,
//!         skipped: View<'_, RetrospectiveSkippedPayload>,
//!     ) {
//!         self.0.push((skipped.actor().text().into(), event.event_id.to_string()));
//!     }
//! }
//!
//! let skipped = |actor: &str| json!({
//!     "mission_id": "m-1", "actor": actor, "trigger_source": "operator", "skip_reason": "no time",
//!     "skipped_at": "2026-03-01",
//! });
//! given(&LINE)
//!     .event("RetrospectiveSkipped", skipped("ada"))
//!     .event("RetrospectiveSkipped", skipped("bob")).clock(0)
//!     .when::<Skipped>()
//!     .then_state(json!([["bob", id(2)], ["ada", id(1)]]));
//! ```
//!
//! Every such test also holds the reducer to the laws of folding: whatever the order in which events arrive,
//! however often they do, however a [`Projection`](event_contract::Projection) settles them, and whenever it
//! is stored as JSON and taken up again, the state is the same.

mod laws;
mod outcome;

use std::collections::HashMap;

use event_contract::sample::{self, Source};
use event_contract::table::{Envelope, Line, Order, Presence};
use event_contract::{Record, Reduce};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

pub use outcome::Outcome;

/// Begins a test with events of a line.
///
/// # Panics
///
/// If the line has no events, or does not say which fields of its envelope order them.
#[track_caller]
#[expect(clippy::panic, reason = "that is how a test fails")]
pub fn given(line: &'static Line) -> Given {
    let Some((envelope, order)) =
        line.envelope.and_then(|envelope| Some((envelope, envelope.order?)))
    else {
        panic!("the envelope of {} has no `order`, so that its events cannot be folded", line.name);
    };
    Given { line, envelope, order, events: Vec::new() }
}

/// The id of the event in this place, from 1, unless [`Given::id`] gave it another.
pub fn id(place: usize) -> String {
    // A UUID is an id on every line.
    format!("00000000-0000-4000-8000-{place:012}")
}

/// Events, in the order of their arrival. Made by [`given()`].
///
/// Methods that say something about an event mean the one that was added last.
#[derive(Clone, Debug)]
#[must_use = "events are there to be folded: call `when`"]
pub struct Given {
    line: &'static Line,
    envelope: &'static Envelope,
    order: Order,
    events: Vec<Map<String, Value>>,
}

impl Given {
    /// Adds an event in a valid envelope. Type and payload may be anything that the envelope takes.
    ///
    /// Its clock is one ahead of the last event's, its timestamp one second later, its id is [`id`] of its
    /// place; events have the same aggregate and the same emitter.
    ///
    /// # Panics
    ///
    /// If the line has no events.
    #[track_caller]
    #[expect(clippy::panic, reason = "that is how a test fails")]
    pub fn event(mut self, event_type: &str, payload: Value) -> Self {
        let place = self.events.len() + 1;
        let clock = self.last_clock().map_or(1, |clock| clock.saturating_add(1));
        // The envelope of a foreign event is that of any other with another name.
        let line = self.line;
        let Some(event) = line.event(event_type).or_else(|| line.events.first().copied()) else {
            panic!("{} has no events", line.name);
        };
        let simplest = &mut Source::from_choices(&[]);
        let made = sample::envelope(line, event, payload, simplest, place as u64);
        let Value::Object(mut made) = made else { panic!("{} has no envelope", line.name) };
        let roles = [self.envelope.event_type, self.envelope.payload];
        for (at, field) in self.envelope.object.fields.iter().enumerate() {
            if field.presence != Presence::Required && !roles.contains(&at) {
                made.remove(field.name);
            }
        }
        self.events.push(made);
        let event_type_field = self.envelope.event_type;
        let given = self.set(Some(event_type_field), "type", event_type);
        let id_field = given.order.id;
        let given = given.set(Some(id_field), "id", id(place));
        if given.order.clock.is_some() { given.clock(clock) } else { given }
    }

    /// Its Lamport clock, from which those of the events after it go on. Events with the same reading are
    /// concurrent.
    #[track_caller]
    pub fn clock(self, reading: u64) -> Self {
        let field = self.order.clock;
        self.set(field, "clock", reading)
    }

    /// Its timestamp, which orders events with the same clock reading.
    #[track_caller]
    pub fn timestamp(self, at: &str) -> Self {
        let field = self.order.time;
        self.set(Some(field), "time", at)
    }

    /// Its id, which orders events with the same clock reading and timestamp. Of events with one id the
    /// first in the total order counts.
    #[track_caller]
    pub fn id(self, id: &str) -> Self {
        let field = self.order.id;
        self.set(Some(field), "id", id)
    }

    /// Its emitter.
    #[track_caller]
    pub fn node(self, node: &str) -> Self {
        let field = self.order.node;
        self.set(field, "node", node)
    }

    /// The entity that it changes.
    #[track_caller]
    pub fn aggregate(self, aggregate: &str) -> Self {
        let field = self.order.aggregate;
        self.set(field, "aggregate", aggregate)
    }

    /// The id of the event that caused it.
    #[track_caller]
    pub fn cause(self, id: &str) -> Self {
        let field = self.order.cause;
        self.set(field, "cause", id)
    }

    /// Any field of its envelope.
    ///
    /// # Panics
    ///
    /// If there is no event yet.
    #[track_caller]
    #[expect(clippy::panic, reason = "that is how a test fails")]
    pub fn field(mut self, name: &str, value: impl Into<Value>) -> Self {
        let Some(last) = self.events.last_mut() else { panic!("there is no event yet") };
        last.insert(name.to_owned(), value.into());
        self
    }

    /// It arrives once more, as it is now.
    ///
    /// # Panics
    ///
    /// If there is no event yet.
    #[track_caller]
    #[expect(clippy::panic, reason = "that is how a test fails")]
    pub fn again(mut self) -> Self {
        let Some(last) = self.events.last().cloned() else { panic!("there is no event yet") };
        self.events.push(last);
        self
    }

    /// Folds the events by a reducer in its default state.
    ///
    /// # Panics
    ///
    /// If an envelope is not valid, or a law of folding does not hold.
    #[track_caller]
    pub fn when<R>(self) -> Outcome<R>
    where
        R: Reduce + Default + Clone + Serialize + DeserializeOwned,
        R::Output: Serialize,
        R::Error: std::fmt::Debug,
    {
        self.folded_by(R::default())
    }

    /// Folds the events by this reducer.
    ///
    /// # Panics
    ///
    /// If an envelope is not valid, or a law of folding does not hold.
    #[track_caller]
    pub fn folded_by<R>(self, reducer: R) -> Outcome<R>
    where
        R: Reduce + Clone + Serialize + DeserializeOwned,
        R::Output: Serialize,
        R::Error: std::fmt::Debug,
    {
        let (records, anew) = (self.records(), move || reducer.clone());
        let outcome = Outcome::of(&anew, &records);
        laws::projection(self.line, anew, &records, &outcome.told());
        outcome
    }

    /// Folds the events by a reducer that cannot be cloned or stored, so that projections cannot take it:
    /// only the laws of arrival are held.
    ///
    /// # Panics
    ///
    /// If an envelope is not valid, or a law of arrival does not hold.
    #[track_caller]
    pub fn folded_without_snapshots<R>(self, reducer: impl Fn() -> R) -> Outcome<R>
    where
        R: Reduce,
        R::Output: Serialize,
        R::Error: std::fmt::Debug,
    {
        Outcome::of(reducer, &self.records())
    }

    /// The events, read.
    ///
    /// # Panics
    ///
    /// If an envelope is not valid, or if two different events are in the same place of the total order: then
    /// nothing says which of them counts.
    #[track_caller]
    #[expect(clippy::panic, reason = "that is how a test fails")]
    pub fn records(&self) -> Vec<Record> {
        let mut records: Vec<Record> = Vec::new();
        let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, event) in self.events.iter().enumerate() {
            let record = match self.line.record(Value::from(event.clone()).to_string()) {
                Ok(record) => record,
                Err(violations) => panic!("event {}: {violations}", at + 1),
            };
            let same_id = seen.entry(record.meta.event_id.as_str().to_owned()).or_default();
            for other in &*same_id {
                let earlier: &Record = &records[*other];
                assert!(
                    self.events[*other] == *event || earlier.meta.total_cmp(&record.meta).is_ne(),
                    "events {} and {} differ, but have the same clock, timestamp and id: \
                     nothing says which counts",
                    other + 1,
                    at + 1,
                );
            }
            same_id.push(at);
            records.push(record);
        }
        records
    }

    fn last_clock(&self) -> Option<u64> {
        let field = self.envelope.object.fields.get(self.order.clock?)?;
        self.events.last()?.get(field.name)?.as_u64()
    }

    /// Sets the field with a role.
    #[track_caller]
    #[expect(clippy::panic, reason = "that is how a test fails")]
    fn set(self, field: Option<usize>, role: &str, value: impl Into<Value>) -> Self {
        match field.and_then(|at| self.envelope.object.fields.get(at)) {
            Some(field) => self.field(field.name, value),
            None => panic!("the envelope of {} has no {role}", self.line.name),
        }
    }
}

#[cfg(test)]
mod tests;
