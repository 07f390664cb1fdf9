//! Walks of the contracts' state machines: transitions that are allowed, most of the time.

use event_contract::machine::{Effect, StateMachine};
use event_contract::sample::{self, Source};
use event_contract::table::{Event, Object};
use serde_json::{Map, Value};
use spec_kitty_contracts::v3::connector::{CONNECTOR, ConnectorState};
use spec_kitty_contracts::v3::status::{Lane, WORK_PACKAGE};

/// The lanes of the work packages of a stream.
#[derive(Clone, Debug)]
pub(super) struct Lanes {
    live: Vec<(u64, Option<Lane>)>,
    next: u64,
    /// Whether a finished work package always makes way for another.
    renew: bool,
}

impl Lanes {
    pub(super) fn new(renew: bool) -> Self {
        // Few meet often, many seldom.
        let count = if renew { 32 } else { 4 };
        Self { live: (0..count).map(|number| (number, None)).collect(), next: count, renew }
    }

    /// Lets the event, if it moves a work package, make an allowed move.
    pub(super) fn step(
        &mut self,
        event: &Event,
        payload: &mut Map<String, Value>,
        source: &mut Source,
    ) {
        let Some(Effect::Fields { from: left, to: entered }) = WORK_PACKAGE.effect(event.name)
        else {
            return;
        };
        let at = source.below(self.live.len());
        let (number, from) = self.live[at];
        let allowed: Vec<Lane> = match from {
            None => WORK_PACKAGE.initial.to_vec(),
            Some(from) => successors(&WORK_PACKAGE, from),
        };
        // Most work is neither blocked nor given up.
        let usual = |lane: &Lane| !matches!(lane, Lane::Blocked | Lane::Canceled);
        let usual: Vec<Lane> = allowed.iter().copied().filter(usual).collect();
        let choices = if usual.is_empty() || source.per_mille(100) { &allowed } else { &usual };
        let Some(to) = source.pick(choices).copied() else { return };
        payload.insert("wp_id".to_owned(), format!("WP{number:02}").into());
        match from {
            Some(from) => payload.insert(left.to_owned(), from.as_str().into()),
            None => payload.shift_remove(left),
        };
        payload.insert(entered.to_owned(), to.as_str().into());
        payload.insert("force".to_owned(), source.per_mille(30).into());
        for (name, value) in [("reason", "by agreement"), ("review_ref", "review-1")] {
            if self.renew || source.per_mille(800) {
                payload.insert(name.to_owned(), value.into());
            }
        }
        let finished = matches!(to, Lane::Approved | Lane::Done);
        if finished && !payload.contains_key("evidence") {
            let made = evidence(event.payload, source);
            payload.insert("evidence".to_owned(), made);
        } else if !finished && self.renew {
            payload.shift_remove("evidence");
        }
        self.live[at].1 = Some(to);
        if WORK_PACKAGE.is_terminal(to) && (self.renew || source.per_mille(500)) {
            self.live[at] = (self.next, None);
            self.next += 1;
        }
    }
}

fn evidence(table: &Object, source: &mut Source) -> Value {
    let field = table.fields.iter().find(|field| field.name == "evidence");
    field.map_or(Value::Null, |field| sample::value(&field.ty, source))
}

/// The state of a stream's connector.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Connections(Option<ConnectorState>);

impl Connections {
    /// Whether an event, if it moves the connector, may happen now.
    pub(super) fn allow(self, event: &str) -> bool {
        match CONNECTOR.effect(event) {
            Some(Effect::To(state)) => CONNECTOR.allows(self.0, state),
            _ => true,
        }
    }

    /// Takes note of an event.
    pub(super) fn step(&mut self, event: &str) {
        if let Some(Effect::To(state)) = CONNECTOR.effect(event)
            && self.allow(event)
        {
            self.0 = Some(state);
        }
    }
}

fn successors<S: Copy + PartialEq>(machine: &StateMachine<S>, from: S) -> Vec<S> {
    let after = machine.transitions.iter().filter(|(left, _)| *left == from);
    after.map(|(_, entered)| *entered).collect()
}
