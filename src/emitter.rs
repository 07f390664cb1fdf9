//! Emitting events: from a typed payload to a committed event, with everything that its envelope needs.

use std::time::Duration;

use serde::Serialize;
use ulid::Ulid;

use crate::codec::Contract;
use crate::log::{Appended, Batch, Check, ClockStep, Entry, Error, Kind, Writer};
use crate::record::Record;
use crate::scalar::{EventId, JsonValue};
use crate::table::{Envelope, Event, Line, Order, Type};
use crate::violation::Violations;

/// What an emitter needs of the world around it.
pub trait Surroundings {
    /// Wall-clock time, since the beginning of 1970 in UTC.
    fn now(&mut self) -> Duration;

    /// Bytes that nobody can guess; `None` if there are none to be had.
    fn random(&mut self) -> Option<[u8; 10]>;
}

/// Emits the events of one node into a log. The clock and the event are committed together.
///
/// This is the way to make events: envelopes are not put together elsewhere.
#[derive(Debug)]
pub struct Emitter<W, S> {
    line: &'static Line,
    node_id: String,
    identity: Vec<(String, JsonValue)>,
    log: W,
    surroundings: S,
    reading: u64,
}

/// Conditions of an emission, and what caused it.
#[derive(Clone, Debug)]
pub struct Terms {
    /// What has to hold of the aggregate.
    pub check: Check,
    /// The event that caused this one.
    pub cause: Option<EventId>,
}

impl Default for Terms {
    fn default() -> Self {
        Self { check: Check::Any, cause: None }
    }
}

/// Why an event was not emitted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EmitError {
    /// No event of the line has such a payload, or several have; those are emitted by name.
    #[error("{0} is not the payload of exactly one event of the line")]
    NotOneEvent(&'static str),
    /// The line's envelope does not say which fields order events.
    #[error("the line {0} has no envelope with an order")]
    NoEnvelope(&'static str),
    /// The event would not be valid.
    #[error("the event would not be valid: {0}")]
    Invalid(#[from] Violations),
    /// The payload has no JSON form.
    #[error("the payload has no JSON form: {0}")]
    Payload(#[from] serde_json::Error),
    /// The clock's next reading would not fit 64 bits.
    #[error("the clock of {0} is at its end")]
    Exhausted(String),
    /// There is no randomness to make an id from.
    #[error("the system gives no randomness")]
    NoRandomness,
    /// The log did not take it.
    #[error(transparent)]
    Log(#[from] Error),
}

/// An event on its way: all of it but for the clock.
struct Prepared<'a> {
    event: &'static Event,
    aggregate_id: &'a str,
    payload: String,
    id: String,
    time: String,
}

/// How often a clock that someone else moved is read again.
const TRIES: usize = 16;

impl<W: Writer, S: Surroundings> Emitter<W, S> {
    /// An emitter that goes on where the log's clock for this node is.
    ///
    /// `identity` holds the envelope's other fields, such as the build, the project and the correlation
    /// id, by name.
    pub fn new(
        line: &'static Line,
        node_id: impl Into<String>,
        identity: impl IntoIterator<Item = (String, JsonValue)>,
        log: W,
        surroundings: S,
    ) -> Result<Self, Error> {
        let node_id = node_id.into();
        let reading = log.load(&node_id)?;
        let identity = identity.into_iter().collect();
        Ok(Self { line, node_id, identity, log, surroundings, reading })
    }

    /// Emits the event whose payload this is.
    pub fn emit<P: Contract + Serialize>(
        &mut self,
        aggregate_id: &str,
        payload: &P,
    ) -> Result<Record, EmitError> {
        self.emit_on(&Terms::default(), aggregate_id, payload)
    }

    /// Emits the event whose payload this is, on terms.
    pub fn emit_on<P: Contract + Serialize>(
        &mut self,
        terms: &Terms,
        aggregate_id: &str,
        payload: &P,
    ) -> Result<Record, EmitError> {
        let prepared = self.prepare(aggregate_id, payload)?;
        let mut records = self.commit(terms, &[prepared])?;
        let missing = || EmitError::Log(Error::corrupt("an append without an answer"));
        records.pop().ok_or_else(missing)
    }

    /// Emits several events of one type at once: all of them, or none. Each takes the clock one further.
    pub fn emit_all<'a, P: Contract + Serialize + 'a>(
        &mut self,
        events: impl IntoIterator<Item = (&'a str, &'a P)>,
    ) -> Result<Vec<Record>, EmitError> {
        let mut prepared = Vec::new();
        for (aggregate_id, payload) in events {
            prepared.push(self.prepare(aggregate_id, payload)?);
        }
        if prepared.is_empty() {
            return Ok(Vec::new());
        }
        self.commit(&Terms::default(), &prepared)
    }

    /// Takes an event from elsewhere into the log and moves the clock beyond its reading. One that is
    /// there already changes nothing.
    pub fn receive(&mut self, event: &Record) -> Result<Appended, EmitError> {
        let remote = event.meta.lamport_clock.to_u64().unwrap_or(u64::MAX);
        let mut tries = 1;
        loop {
            let to = self.following(self.reading.max(remote))?;
            let batch = Batch::of([Entry::from(event)]).clock(self.step(to));
            match self.log.append(&batch) {
                Ok(done) => {
                    let done = done.first().copied();
                    let done = done.ok_or_else(|| Error::corrupt("an append without an answer"))?;
                    if matches!(done, Appended::New { .. }) {
                        self.reading = to;
                    }
                    return Ok(done);
                }
                Err(Error::Clock { found, .. }) if tries < TRIES => self.reading = found,
                Err(error) => return Err(error.into()),
            }
            tries += 1;
        }
    }

    /// The clock's reading.
    pub const fn reading(&self) -> u64 {
        self.reading
    }

    /// The log.
    pub const fn log(&self) -> &W {
        &self.log
    }

    /// The log, for appends beside the emitter's own.
    pub const fn log_mut(&mut self) -> &mut W {
        &mut self.log
    }

    fn event<P: Contract>(&self) -> Result<&'static Event, EmitError> {
        let Type::Object(object) = P::TYPE else { return Err(EmitError::NotOneEvent("a scalar")) };
        let mut events =
            self.line.events.iter().filter(|event| std::ptr::eq(event.payload, object));
        match (events.next(), events.next()) {
            (Some(event), None) => Ok(event),
            _ => Err(EmitError::NotOneEvent(object.name)),
        }
    }

    fn prepare<'a, P: Contract + Serialize>(
        &mut self,
        aggregate_id: &'a str,
        payload: &P,
    ) -> Result<Prepared<'a>, EmitError> {
        let event = self.event::<P>()?;
        let payload = serde_json::to_string(payload)?;
        let id = self.id()?;
        let time = timestamp(self.surroundings.now());
        Ok(Prepared { event, aggregate_id, payload, id, time })
    }

    /// Commits events that belong together, again whenever someone else moved the clock meanwhile.
    fn commit(&mut self, terms: &Terms, events: &[Prepared<'_>]) -> Result<Vec<Record>, EmitError> {
        for _ in 1..TRIES {
            match self.try_commit(terms, events) {
                Err(EmitError::Log(Error::Clock { found, .. })) => self.reading = found,
                done => return done,
            }
        }
        self.try_commit(terms, events)
    }

    fn try_commit(
        &mut self,
        terms: &Terms,
        events: &[Prepared<'_>],
    ) -> Result<Vec<Record>, EmitError> {
        let mut to = self.reading;
        let mut records = Vec::with_capacity(events.len());
        for event in events {
            to = self.following(to)?;
            records.push(self.record(event, to, terms)?);
        }
        let mut batch = Batch::of(records.iter().map(Entry::from)).clock(self.step(to));
        if let (Check::MustBe(_) | Check::MustNotExist, Some(first)) = (terms.check, events.first())
        {
            batch = batch.check(first.aggregate_id, terms.check);
        }
        match self.log.append(&batch) {
            Ok(_) => {}
            Err(error) => {
                if error.kind() == Kind::Unknown {
                    // It may have moved.
                    self.reading = self.log.load(&self.node_id).unwrap_or(self.reading);
                }
                return Err(error.into());
            }
        }
        self.reading = to;
        Ok(records)
    }

    /// The event with a reading of the clock, judged like any other.
    fn record(&self, event: &Prepared<'_>, to: u64, terms: &Terms) -> Result<Record, EmitError> {
        let cause = terms.cause.as_ref().map(EventId::as_str);
        let document = self.document(event, to, cause)?;
        if !self.line.accepts(document.as_bytes()) {
            self.line.split(document.as_bytes())?;
            // What is left are spellings that only reading takes, and no typed payload has them.
            return Err(EmitError::NotOneEvent(event.event.name));
        }
        Ok(self.line.record(document)?)
    }

    fn step(&self, to: u64) -> ClockStep {
        ClockStep { node_id: self.node_id.clone(), from: self.reading, to }
    }

    fn following(&self, reading: u64) -> Result<u64, EmitError> {
        reading.checked_add(1).ok_or_else(|| EmitError::Exhausted(self.node_id.clone()))
    }

    fn id(&mut self) -> Result<String, EmitError> {
        let now = self.surroundings.now();
        let random = self.surroundings.random().ok_or(EmitError::NoRandomness)?;
        Ok(ulid(now, random))
    }

    /// The enveloped event, its fields in the order of the contract.
    fn document(
        &self,
        prepared: &Prepared<'_>,
        clock: u64,
        cause: Option<&str>,
    ) -> Result<String, EmitError> {
        let Prepared { event, aggregate_id, payload, id, time } = prepared;
        let missing = || EmitError::NoEnvelope(self.line.name);
        let envelope: &Envelope = self.line.envelope.ok_or_else(missing)?;
        let order: Order = envelope.order.ok_or_else(missing)?;
        let mut document = String::with_capacity(payload.len() + 512);
        for (at, field) in envelope.object.fields.iter().enumerate() {
            let value = if at == envelope.payload {
                Some(payload.clone())
            } else if at == envelope.event_type {
                Some(quoted(event.name)?)
            } else if at == order.id {
                Some(quoted(id)?)
            } else if at == order.time {
                Some(quoted(time)?)
            } else if order.clock == Some(at) {
                Some(clock.to_string())
            } else if order.aggregate == Some(at) {
                Some(quoted(aggregate_id)?)
            } else if order.node == Some(at) {
                Some(quoted(&self.node_id)?)
            } else if order.cause == Some(at) {
                cause.map(quoted).transpose()?
            } else if let Some(cutover) = self.line.cutover.filter(|cutover| cutover.signal == at) {
                Some(quoted(cutover.contract_version)?)
            } else {
                let given = self.identity.iter().find(|(name, _)| name == field.name);
                given.map(|(_, value)| value.as_str().to_owned())
            };
            if let Some(value) = value {
                document.push(if document.is_empty() { '{' } else { ',' });
                document.push_str(&quoted(field.name)?);
                document.push(':');
                document.push_str(&value);
            }
        }
        document.push('}');
        Ok(document)
    }
}

/// A ULID: 48 bits of milliseconds since 1970 and 80 random ones, in upper case.
pub fn ulid(time: Duration, random: [u8; 10]) -> String {
    let random = random.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    let millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    Ulid::from_parts(millis & ((1 << 48) - 1), random).to_string()
}

/// A time since the beginning of 1970 in RFC 3339, in UTC, to the microsecond.
pub fn timestamp(now: Duration) -> String {
    let seconds = i64::try_from(now.as_secs()).unwrap_or(0);
    let at = speedate::DateTime::from_timestamp(seconds, now.subsec_micros());
    at.map_or_else(|_| "1970-01-01T00:00:00Z".to_owned(), |at| format!("{at}Z"))
}

fn quoted(text: &str) -> Result<String, serde_json::Error> {
    serde_json::to_string(text)
}
