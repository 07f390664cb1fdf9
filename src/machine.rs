//! State machines as data: which state may follow which, and what some transitions require.

use std::borrow::Cow;
use std::cell::RefCell;

use crate::table::Test;
use crate::text;

/// A state machine over the values of an enum.
#[derive(Debug)]
pub struct StateMachine<S: 'static> {
    /// The contract's name for the machine.
    pub name: &'static str,
    /// The states in which a life may begin.
    pub initial: &'static [S],
    /// The states that end a life.
    pub terminal: &'static [S],
    /// The allowed transitions: (state left, state entered).
    pub transitions: &'static [(S, S)],
    /// The (event, boolean payload field) that lets a transition skip the table; guards still hold.
    pub override_by: Option<(&'static str, &'static str)>,
    /// What some transitions require of the payload.
    pub guards: &'static [Guard<S>],
    /// What events do to the machine.
    pub effects: &'static [(&'static str, Effect<S>)],
}

/// What some transitions require of the payload.
#[derive(Debug)]
pub struct Guard<S: 'static> {
    /// Stable id, unique in the machine.
    pub id: &'static str,
    /// Why the guard exists, from the contract.
    pub doc: &'static str,
    /// The states left; empty for every state.
    pub from: &'static [S],
    /// The states entered; empty for every state.
    pub to: &'static [S],
    /// Tests by payload field, all of which must hold for the guard to apply.
    pub when: &'static [(&'static str, Test)],
    /// Tests by payload field, all of which must then hold.
    pub require: &'static [(&'static str, Test)],
}

/// A payload as guards see it. Generated for the payloads of events that move a machine.
pub trait Facts {
    /// What a field says; [`Fact::Absent`] for fields that no guard asks for.
    fn fact(&self, field: &'static str) -> Fact<'_>;
}

/// A payload of which the last field is remembered: guards ask for the same one again and again.
struct Recalled<'a, F> {
    payload: &'a F,
    last: RefCell<Option<(&'static str, Fact<'a>)>>,
}

impl<F: Facts> Facts for Recalled<'_, F> {
    fn fact(&self, field: &'static str) -> Fact<'_> {
        let mut last = self.last.borrow_mut();
        match &*last {
            Some((name, fact)) if *name == field => fact.clone(),
            _ => {
                let fact = self.payload.fact(field);
                *last = Some((field, fact.clone()));
                fact
            }
        }
    }
}

/// What a payload field says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact<'a> {
    /// Nothing.
    Absent,
    /// Yes or no.
    Flag(bool),
    /// A text.
    Text(Cow<'a, str>),
    /// Something that is neither.
    Other,
}

impl Test {
    /// Whether a field passes.
    pub fn holds(self, fact: Fact<'_>) -> bool {
        match (self, fact) {
            (Self::Is(expected), Fact::Flag(flag)) => flag == expected,
            (Self::OneOf(values), Fact::Text(value)) => values.contains(&&*value),
            (Self::NotBlank, Fact::Text(value)) => !text::is_blank(&value),
            (Self::Present, fact) => fact != Fact::Absent,
            (Self::Absent, fact) => fact == Fact::Absent,
            _ => false,
        }
    }
}

impl<S> Guard<S> {
    /// Whether a payload has what the guard requires.
    pub fn holds(&self, payload: &impl Facts) -> bool {
        let all = |tests: &[(&'static str, Test)]| {
            tests.iter().all(|(field, test)| test.holds(payload.fact(field)))
        };
        !all(self.when) || all(self.require)
    }
}

/// What an event does to a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect<S> {
    /// It moves the machine to a state.
    To(S),
    /// It moves the machine as two payload fields say.
    Fields {
        /// The field with the state left.
        from: &'static str,
        /// The field with the state entered.
        to: &'static str,
    },
}

impl<S: Copy + PartialEq> StateMachine<S> {
    /// Whether `to` may follow `from`, where `None` is the time before the first state.
    pub fn allows(&self, from: Option<S>, to: S) -> bool {
        match from {
            None => self.initial.contains(&to),
            Some(from) => self.transitions.contains(&(from, to)),
        }
    }

    /// Whether nothing regularly follows a state.
    pub fn is_terminal(&self, state: S) -> bool {
        self.terminal.contains(&state)
    }

    /// The guards that concern a transition.
    pub fn guards(&self, from: Option<S>, to: S) -> impl Iterator<Item = &'static Guard<S>> {
        self.guards.iter().filter(move |guard| {
            let leaves =
                guard.from.is_empty() || from.is_some_and(|from| guard.from.contains(&from));
            leaves && (guard.to.is_empty() || guard.to.contains(&to))
        })
    }

    /// The guards that concern a transition and whose requirements a payload does not meet.
    pub fn unmet(
        &self,
        from: Option<S>,
        to: S,
        payload: &impl Facts,
    ) -> impl Iterator<Item = &'static Guard<S>> {
        let recalled = Recalled { payload, last: RefCell::new(None) };
        self.guards(from, to).filter(move |guard| !guard.holds(&recalled))
    }

    /// What an event does to the machine, if anything.
    pub fn effect(&self, event: &str) -> Option<Effect<S>> {
        self.effects.iter().find(|(name, _)| *name == event).map(|(_, effect)| *effect)
    }
}
