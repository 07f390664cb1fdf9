//! Random event streams, the same for the same seed, whose events have to do with each other.
//!
//! Payloads are valid values of their contracts' tables. Over them come values from small pools
//! (`pools`), what events take over from earlier ones (`habits`), walks of state machines (`walks`),
//! and the disorder that streams meet on their way (`disorder`).

mod disorder;
mod envelope;
mod habits;
mod pools;
mod spoil;
mod walks;

use std::collections::{HashMap, VecDeque};

use event_contract::sample::{self, Source};
use event_contract::table::{Event, Object, Presence, Text, Type};
use serde_json::{Map, Value, json};
use spec_kitty_contracts::v3::{DOMAINS, LINE};

use habits::Echo;
use pools::Pools;
use walks::{Connections, Lanes};

pub use disorder::disorder;

/// How many earlier events of a type can be referred to.
const MEMORY: usize = 12;

/// What a stream is like. Shares are in thousandths.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// How many events.
    pub length: usize,
    /// Events whose type and references are chosen without regard for what came before.
    pub random: u32,
    /// Events whose payload does not keep its contract.
    pub malformed: u32,
    /// Events that do not concern the reducer.
    pub foreign: u32,
    /// Whether the stream is as a well-behaved peer would write it: times in one spelling, few ties, and
    /// ever new work packages, steps and deliveries.
    pub regular: bool,
}

impl Setting {
    /// A long stream without surprises.
    pub const fn regular(length: usize) -> Self {
        Self { length, random: 0, malformed: 0, foreign: 20, regular: true }
    }
}

/// A stream of enveloped events that concern a reducer, mostly.
pub fn stream(reducer: &str, seed: u64, setting: Setting) -> Stream {
    // Missions carry their work packages' events.
    let domains: &[&str] =
        if reducer == "lifecycle" { &["lifecycle", "status"] } else { &[reducer] };
    let own = DOMAINS.iter().filter(|domain| domains.contains(&domain.name));
    Stream {
        own: own.flat_map(|domain| domain.events).copied().collect(),
        source: Source::from_seed(seed),
        seed,
        setting,
        pools: Pools::new(seed, setting.regular),
        sequence: 0,
        clock: 0,
        seconds: 0,
        recent: HashMap::new(),
        ids: VecDeque::new(),
        lanes: Lanes::new(setting.regular),
        connections: Connections::default(),
    }
}

/// The events of a [`stream`], in the order in which they were emitted.
#[derive(Clone, Debug)]
pub struct Stream {
    own: Vec<&'static Event>,
    source: Source,
    seed: u64,
    setting: Setting,
    pools: Pools,
    sequence: u64,
    clock: u64,
    seconds: u64,
    /// Events that others may refer to: id and payload, by type.
    recent: HashMap<&'static str, VecDeque<(String, Value)>>,
    /// The ids of the last events.
    ids: VecDeque<String>,
    lanes: Lanes,
    connections: Connections,
}

impl Iterator for Stream {
    type Item = Value;

    fn next(&mut self) -> Option<Value> {
        if self.sequence >= self.setting.length as u64 {
            return None;
        }
        let id = envelope::event_id(self.seed, self.sequence);
        let made = if self.source.per_mille(self.setting.foreign) {
            self.foreign()
        } else {
            self.chosen().map(|event| self.own(event, &id))
        };
        let (name, event, payload) = made?;
        self.sequence += 1;
        let mut made = sample::envelope(&LINE, event, payload, &mut self.source, self.sequence);
        self.address(&mut made, &name, &id);
        self.ids.push_back(id);
        if self.ids.len() > MEMORY {
            self.ids.pop_front();
        }
        Some(made)
    }
}

type Made = (String, &'static Event, Value);

impl Stream {
    fn chosen(&mut self) -> Option<&'static Event> {
        if self.source.per_mille(self.setting.random) {
            return self.source.pick(&self.own).copied();
        }
        let position = self.age();
        let weight = |event: &&Event| {
            let habit = habits::of(event.name);
            let (from, to) = (u64::from(habit.span.0), u64::from(habit.span.1));
            let now = (from..=to).contains(&position)
                && self.connections.allow(event.name)
                && (!self.setting.regular || habit.echoes.iter().all(|echo| self.answers(echo)));
            if now { habit.weight as usize } else { 0 }
        };
        let weights: Vec<usize> = self.own.iter().map(weight).collect();
        let mut at = self.source.below(weights.iter().sum());
        let found = weights.iter().position(|weight| {
            let here = at < *weight;
            at = at.saturating_sub(*weight);
            here
        });
        found.map_or_else(|| self.source.pick(&self.own), |found| self.own.get(found)).copied()
    }

    /// Where in its life the stream is, in thousandths.
    fn age(&self) -> u64 {
        let length = self.setting.length as u64;
        if !self.setting.regular {
            return self.sequence * 1000 / length.max(1);
        }
        // Beginning and end take as long in a long stream as in a short one.
        let left = length.saturating_sub(self.sequence);
        match (self.sequence, left) {
            (early @ 0..64, _) => early * 200 / 64,
            (_, late @ 0..32) => 1000 - late * 3,
            _ => 500,
        }
    }

    /// Whether there is an event to refer to.
    fn answers(&self, echo: &Echo) -> bool {
        echo.of.iter().any(|of| self.recent.get(of).is_some_and(|recent| !recent.is_empty()))
    }

    /// An event that the reducer handles.
    fn own(&mut self, event: &'static Event, id: &str) -> Made {
        let mut payload = sample::payload(event, &mut self.source);
        self.fill(Type::Object(event.payload), "", &mut payload);
        if let Value::Object(map) = &mut payload
            && !self.source.per_mille(self.setting.random)
        {
            let habit = habits::of(event.name);
            for echo in habit.echoes {
                self.echo(echo, map);
            }
            let usual = if self.setting.regular { 1000 } else { 600 };
            if self.source.per_mille(usual) {
                let sets = habit.sets.iter();
                map.extend(sets.map(|(name, json)| {
                    ((*name).to_owned(), serde_json::from_str(json).unwrap_or_default())
                }));
            }
            self.lanes.step(event, map, &mut self.source);
        }
        self.connections.step(event.name);
        if habits::is_echoed(event.name) {
            let recent = self.recent.entry(event.name).or_default();
            recent.push_back((id.to_owned(), payload.clone()));
            if recent.len() > MEMORY {
                recent.pop_front();
            }
        }
        if self.source.per_mille(self.setting.malformed) {
            spoil::spoil(event.payload, &mut payload, &mut self.source);
        }
        (event.name.to_owned(), event, payload)
    }

    /// An event that does not concern the reducer, unless by chance.
    fn foreign(&mut self) -> Option<Made> {
        let event = *self.source.pick(LINE.events)?;
        if self.setting.regular && self.own.iter().any(|own| own.name == event.name) {
            return self.foreign();
        }
        let payload = sample::payload(event, &mut self.source);
        let name = match self.source.below(8) {
            0 => self.source.pick(LINE.reserved).copied().unwrap_or_default().to_owned(),
            1 => event.name.to_lowercase(),
            2 => "FeatureCreated".to_owned(),
            _ => event.name.to_owned(),
        };
        Some((name, event, payload))
    }

    /// Puts values from the pools over free texts.
    fn fill(&mut self, ty: Type, field: &str, value: &mut Value) {
        match (ty, value) {
            (Type::Object(table), Value::Object(map)) => {
                for field in table.fields {
                    if let Some(value) = map.get_mut(field.name) {
                        self.fill(field.ty, field.name, value);
                    }
                }
            }
            (Type::Array(array), Value::Array(items)) => {
                for item in items {
                    self.fill(array.items, field, item);
                }
            }
            (Type::Text(Text { format: None, pattern: None, .. }), Value::String(text)) => {
                let named = field.ends_with("_event_id") || field.ends_with("_event_ids");
                if named && self.source.per_mille(800) && !self.ids.is_empty() {
                    let at = self.source.below(self.ids.len());
                    text.clone_from(&self.ids[at]);
                } else if !self.pools.varies(field) || self.source.per_mille(850) {
                    *text = self.pools.text(field, self.sequence, &mut self.source);
                }
            }
            (Type::Enum(table), Value::String(text)) => {
                if let Some((alias, value)) = table.aliases.first()
                    && text == value
                    && !self.setting.regular
                    && self.source.per_mille(100)
                {
                    (*alias).clone_into(text);
                }
            }
            _ => {}
        }
    }

    /// Takes over what an earlier event said, if there is one.
    fn echo(&mut self, echo: &Echo, payload: &mut Map<String, Value>) {
        let earlier: Vec<&'static str> =
            echo.of.iter().copied().filter(|of| self.recent.contains_key(of)).collect();
        let Some(recent) = self.source.pick(&earlier).and_then(|of| self.recent.get_mut(of)) else {
            return;
        };
        let at = self.source.below(recent.len());
        let settled = echo.settles && (self.setting.regular || self.source.per_mille(700));
        let found = if settled { recent.remove(at) } else { recent.get(at).cloned() };
        let Some((id, said)) = found else { return };
        for name in echo.fields {
            match said.get(name) {
                Some(value) => payload.insert((*name).to_owned(), value.clone()),
                None => payload.shift_remove(*name),
            };
        }
        if let Some(name) = echo.id {
            payload.insert(name.to_owned(), id.into());
        }
    }

    /// Fills in what the envelope says about identity and order.
    fn address(&mut self, made: &mut Value, name: &str, id: &str) {
        let regular = self.setting.regular;
        let source = &mut self.source;
        let steps: &[u64] =
            if regular { &[0, 1, 1, 1, 1, 1, 1, 2] } else { &[0, 0, 0, 1, 1, 1, 2, 3] };
        self.clock += source.pick(steps).copied().unwrap_or(1);
        self.seconds += source.pick(&[0_u64, 0, 1, 2]).copied().unwrap_or(1);
        let (id, time) = if regular {
            (id.to_owned(), envelope::time(self.seconds))
        } else {
            // A wall clock that goes back now and then.
            let seconds = self.seconds.saturating_sub(source.below(3) as u64);
            (envelope::respelt(id, source), envelope::spelt_time(seconds, source))
        };
        let cause = source.per_mille(300).then(|| source.pick(self.ids.make_contiguous()).cloned());
        let node = format!("node-{}", source.below(3));
        let Some(envelope) = LINE.envelope else { return };
        let (Some(order), Value::Object(made)) = (envelope.order, made) else { return };
        let mut set = |at: Option<usize>, value: Value| {
            if let Some(field) = at.and_then(|at| envelope.object.fields.get(at)) {
                made.insert(field.name.to_owned(), value);
            }
        };
        set(Some(order.id), id.into());
        set(Some(order.time), time.into());
        set(order.clock, self.clock.into());
        set(order.node, node.into());
        set(order.aggregate, "mission/one".into());
        set(order.cause, cause.flatten().into());
        set(Some(envelope.event_type), name.into());
    }
}

/// Breaks the envelope of one event of a stream.
pub fn break_envelope(events: &mut [Value], source: &mut Source) {
    let at = source.below(events.len());
    if let (Some(event), Some(envelope)) = (events.get_mut(at), LINE.envelope) {
        spoil::spoil(envelope.object, event, source);
    }
}

/// A roster of some of the participants that streams of this seed speak of, at times a broken one.
pub fn roster(seed: u64, source: &mut Source) -> Value {
    let Some(joined) = LINE.event("ParticipantJoined") else { return Value::Null };
    let Some(identity) = member(joined.payload, "participant_identity") else { return Value::Null };
    let pools = Pools::new(seed, false);
    let mut roster = Map::new();
    for _ in 0..=source.below(3) {
        let id = pools.text("participant_id", 0, source);
        let mut value = sample::value(&Type::Object(identity), source);
        if let Value::Object(map) = &mut value {
            map.insert("participant_id".to_owned(), json!(id));
        }
        if source.per_mille(30) {
            spoil::spoil(identity, &mut value, source);
        }
        roster.insert(id, value);
    }
    Value::Object(roster)
}

/// The object type of a field that must be there.
fn member(table: &Object, name: &str) -> Option<&'static Object> {
    let field = table.fields.iter().find(|field| field.name == name)?;
    match (field.ty, field.presence) {
        (Type::Object(table), Presence::Required) => Some(table),
        _ => None,
    }
}
