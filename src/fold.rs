//! The pipeline that every reducer shares: which events count, in which order, each id once, payloads
//! read, handlers called.
//!
//! A reducer says what is its own: [`Fold`] holds the decisions that differ between domains, each with the
//! usual answer as default, and [`Reduce`] is the way from an event to its handler, which
//! `#[event_contract]` writes.

#[doc(hidden)]
pub mod complete;

use std::collections::BTreeMap;
use std::ptr;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::codec::Contract;
use crate::cursor::same;
use crate::event_type::EventType;
use crate::order;
use crate::record::{Malformed, Meta, Record};
use crate::scalar::{EventId, JsonValue};
use crate::table::Event;
use crate::view::{View, Viewed};

/// The events of one domain, as reducers see them.
#[derive(Debug)]
pub struct Domain {
    /// The line's name, as in `v1`.
    pub line: &'static str,
    /// The base of the line's schema ids.
    pub package: &'static str,
    /// The domain's name.
    pub name: &'static str,
    /// The events, in contract order.
    pub events: &'static [&'static Event],
    /// The names of the events' handlers, in the same order.
    pub handlers: &'static [&'static str],
    /// Event names without a payload contract yet.
    pub reserved: &'static [&'static str],
}

impl Domain {
    /// Whether the domain declares or reserves this event type.
    pub fn declares(&self, event_type: &EventType) -> bool {
        self.declares_beside(event_type, &[])
    }

    /// Whether the domain declares or reserves this event type, those with certain handlers left out.
    #[inline]
    pub fn declares_beside(&self, event_type: &EventType, handlers: &[&str]) -> bool {
        match self.place(event_type) {
            Some(at) => !self.handlers.get(at).is_some_and(|name| handlers.contains(name)),
            None => self.reserved.contains(&event_type.as_str()),
        }
    }

    /// The place of an event type among those that the domain declares.
    #[inline]
    pub fn place(&self, event_type: &EventType) -> Option<usize> {
        match event_type.declared() {
            Some(event) if self.events.get(event.place).is_some_and(|own| ptr::eq(*own, event)) => {
                Some(event.place)
            }
            _ => self.place_of(event_type),
        }
    }

    /// The place of a name, whichever line read it.
    #[inline(never)]
    fn place_of(&self, name: &str) -> Option<usize> {
        self.events.iter().position(|event| same(event.name.as_bytes(), name.as_bytes()))
    }
}

/// What a reducer trait is about. Generated for `dyn Trait`, so that a macro which sees no more than the
/// trait's name finds it.
pub trait Declares {
    /// The domain.
    const DOMAIN: &'static Domain;
}

/// Which events the tally counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those that the reducer handles.
    Own,
    /// All of the stream.
    Stream,
}

/// What the pipeline counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Events in scope, each id once.
    pub events: u64,
    /// The last of them in the total order.
    pub last: Option<EventId>,
}

/// What a reducer decides beside handling its events.
///
/// `#[event_contract]` implements it with the defaults and the reducer itself as output, unless it is told
/// `own(Fold)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `Fold`",
    label = "not a fold",
    note = "`#[event_contract]` on an impl of a reducer trait writes it; with `own(Fold)` you do: `impl Fold for {Self}`"
)]
pub trait Fold {
    /// What may stop the fold.
    type Error;
    /// What the fold comes to.
    type Output;

    /// A reducer as its user wants it. Most have nothing to choose.
    fn configured(_options: &Options) -> Result<Self, BadOption>
    where
        Self: Default,
    {
        Ok(Self::default())
    }

    /// Which events the tally counts.
    fn scope() -> Scope
    where
        Self: Sized,
    {
        Scope::Own
    }

    /// Makes room for what so many events leave in the state, if all of them are there.
    fn expect(&mut self, _events: usize) {}

    /// Puts events with the same clock reading into the order in which they are to be taken. They come in
    /// the total order.
    fn arrange(&self, _concurrent: &mut [&Record]) {}

    /// Whether to read an event's payload and call its handler.
    fn admit(&mut self, _event: &Record) -> Result<bool, Self::Error> {
        Ok(true)
    }

    /// Takes note of an admitted event whose payload does not keep its contract.
    fn malformed(&mut self, _event: &Record, _why: Malformed<'_>) -> Result<(), Self::Error> {
        Ok(())
    }

    /// Called after the last event of each clock reading.
    fn settle(&mut self) -> Result<(), Self::Error> {
        Ok(())
    }

    /// Called after the last event, before [`Fold::finish`]: the last chance to stop.
    fn complete(&self) -> Result<(), Self::Error> {
        Ok(())
    }

    /// The result.
    fn finish(self, tally: Tally) -> Self::Output
    where
        Self: Sized;
}

/// A method of a reducer trait.
type Handler<R, P> = fn(&mut R, &Meta, View<'_, P>) -> Result<(), <R as Fold>::Error>;

/// Hands the payload of an event to a handler, or to [`Fold::malformed`]. For generated code.
#[doc(hidden)]
pub fn hand<R: Fold + ?Sized, P: Viewed>(
    reducer: &mut R,
    event: &Record,
    handler: Handler<R, P>,
) -> Result<(), R::Error> {
    match event.look::<P, _>(|payload| handler(reducer, &event.meta, payload)) {
        Ok(done) => done,
        Err(malformed) => reducer.malformed(event, malformed),
    }
}

/// What the handler of an ignored event does. For generated code.
#[doc(hidden)]
pub const fn pass<P: Copy, E>(_event: &Meta, _payload: P) -> Result<(), E> {
    Ok(())
}

/// What users of a reducer may choose, by name.
#[derive(Clone, Debug, Default)]
pub struct Options(BTreeMap<String, JsonValue>);

/// An option that a reducer does not take.
#[derive(Clone, Debug, thiserror::Error)]
#[error("option `{name}`: {problem}")]
pub struct BadOption {
    /// Its name.
    pub name: String,
    /// What is wrong with it.
    pub problem: String,
}

impl Options {
    /// Options as a JSON object.
    ///
    /// # Errors
    ///
    /// The text is not an object, or a value in it is not valid JSON.
    pub fn from_json(json: &str) -> Result<Self, BadOption> {
        let options: BTreeMap<String, &RawValue> = serde_json::from_str(json).map_err(|_| {
            BadOption { name: "options".into(), problem: "they are not a JSON object".into() }
        })?;
        options.into_iter().try_fold(Self::default(), |options, (name, value)| {
            options.with_json(&name, value.get())
        })
    }

    /// Sets an option to a value that is JSON text.
    ///
    /// # Errors
    ///
    /// The text is not valid JSON.
    pub fn with_json(self, name: &str, json: &str) -> Result<Self, BadOption> {
        match json.parse::<JsonValue>() {
            Ok(value) => Ok(self.with(name, value)),
            Err(violations) => {
                Err(BadOption { name: name.to_owned(), problem: violations.to_string() })
            }
        }
    }

    /// Sets an option.
    #[must_use]
    pub fn with(mut self, name: &str, value: JsonValue) -> Self {
        self.0.insert(name.to_owned(), value);
        self
    }

    /// The value of an option that was set.
    pub fn get<T: Contract>(&self, name: &str) -> Result<Option<T>, BadOption> {
        let read = |value: &JsonValue| {
            crate::decode(value.as_str().as_bytes()).map_err(|violations| BadOption {
                name: name.to_owned(),
                problem: violations.to_string(),
            })
        };
        self.0.get(name).map(read).transpose()
    }
}

/// The way from an event to its handler.
pub trait Reduce: Fold + Sized {
    /// Whether events of this type concern the reducer.
    fn concerns(event_type: &EventType) -> bool;

    /// Reads an event's payload and calls its handler, or [`Fold::malformed`]. Does nothing for events
    /// without a handler.
    fn take(&mut self, event: &Record) -> Result<(), Self::Error>;
}

/// How many events are fetched into the cache at a time.
const AHEAD: usize = 16;

/// A fold under way.
#[derive(Clone, Debug)]
pub(crate) struct Folding<R> {
    pub(crate) reducer: R,
    pub(crate) tally: Tally,
}

impl<R: Reduce> Folding<R> {
    pub(crate) fn new(reducer: R) -> Self {
        Self { reducer, tally: Tally::default() }
    }

    /// Whether an event counts at all.
    pub(crate) fn counts(event: &Record) -> bool {
        R::scope() == Scope::Stream || R::concerns(&event.meta.event_type)
    }

    /// Takes events that count, sorted, each id once. Events of one clock reading must come in one call.
    pub(crate) fn take_sorted(&mut self, events: &mut [&Record]) -> Result<(), R::Error> {
        self.tally.events += events.len() as u64;
        if let Some(last) = events.last() {
            self.tally.last = Some(last.meta.event_id);
        }
        // A few that come by themselves have just been read.
        let arrived = if events.len() > AHEAD { events.to_vec() } else { Vec::new() };
        let mut ahead = arrived.chunks(AHEAD);
        let mut taken = 0;
        let same = |a: &&Record, b: &&Record| a.meta.lamport_clock == b.meta.lamport_clock;
        for concurrent in events.chunk_by_mut(same) {
            if concurrent.len() > 1 {
                self.reducer.arrange(concurrent);
            }
            for event in concurrent {
                if taken % AHEAD == 0 {
                    ahead.next().into_iter().flatten().for_each(|event| event.touch());
                }
                taken += 1;
                // All that count in the scope `Own` concern the reducer.
                let concerns = R::scope() == Scope::Own || R::concerns(&event.meta.event_type);
                if concerns && self.reducer.admit(event)? {
                    self.reducer.take(event)?;
                }
            }
            self.reducer.settle()?;
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<R::Output, R::Error> {
        self.reducer.complete()?;
        Ok(self.reducer.finish(self.tally))
    }
}

/// Folds events, whatever order they come in and however often: the result is the same for every
/// permutation.
///
/// Of different events with one id the first in the total order counts. If they also have one clock reading
/// and time, the first to arrive does.
///
/// Takes time in `n log n` for `n` events that are not sorted, and in `n` for events that are.
pub fn fold<'a, R: Reduce>(
    reducer: R,
    events: impl IntoIterator<Item = &'a Record>,
) -> Result<R::Output, R::Error> {
    let counting = events.into_iter().filter(|event| Folding::<R>::counts(event));
    let mut events = order::in_order(counting);
    let mut folding = Folding::new(reducer);
    folding.reducer.expect(events.len());
    folding.take_sorted(&mut events)?;
    folding.finish()
}

/// A fold over events that come in the total order, one at a time, in constant memory beside the state.
///
/// Equal to [`fold`] as long as the events come sorted and each id once. What is out of order is refused; an
/// id that returns with a later clock reading is not noticed, since that would take all ids.
#[derive(Clone, Debug)]
pub struct Sorted<R> {
    folding: Folding<R>,
    /// The events of the latest clock reading, whose group may not be complete.
    latest: Vec<Record>,
}

/// An event came out of order.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("event {event} does not come after {after} in the total order")]
pub struct OutOfOrder {
    /// The event.
    pub event: EventId,
    /// The one that came before it.
    pub after: EventId,
}

/// Why a sorted fold stopped.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SortedError<E> {
    /// The events are not sorted.
    #[error(transparent)]
    OutOfOrder(OutOfOrder),
    /// The reducer stopped.
    #[error("{0}")]
    Stopped(E),
}

impl<R: Reduce> Sorted<R> {
    /// A fold that begins with `reducer`.
    pub fn new(reducer: R) -> Self {
        Self { folding: Folding::new(reducer), latest: Vec::new() }
    }

    /// Takes the next event.
    pub fn push(&mut self, event: Record) -> Result<(), SortedError<R::Error>> {
        if !Folding::<R>::counts(&event) {
            return Ok(());
        }
        if let Some(last) = self.latest.last() {
            if last.meta.total_cmp(&event.meta).is_ge() {
                return Err(SortedError::OutOfOrder(OutOfOrder {
                    event: event.meta.event_id,
                    after: last.meta.event_id,
                }));
            }
            if last.meta.lamport_clock != event.meta.lamport_clock {
                self.flush().map_err(SortedError::Stopped)?;
            }
        }
        self.latest.push(event);
        Ok(())
    }

    /// The result.
    pub fn finish(mut self) -> Result<R::Output, R::Error> {
        self.flush()?;
        self.folding.finish()
    }

    /// The reducer without the events of the latest clock reading.
    pub(crate) fn into_reducer(self) -> R {
        self.folding.reducer
    }

    fn flush(&mut self) -> Result<(), R::Error> {
        let mut events: Vec<&Record> = self.latest.iter().collect();
        self.folding.take_sorted(&mut events)?;
        self.latest.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests;
