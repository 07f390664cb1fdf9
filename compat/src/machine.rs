//! State machines and mappings: which transitions and values one side knows and the other does not.
//!
//! Machines are small, so they are asked about every transition. A line without a machine of some name
//! holds nobody to it.

use event_contract_codegen::model::{Event, Guard, Line, Location, Machine, Mapping, Object, Test};
use serde_json::{Map, Value, json};

use crate::change::State;
use crate::finding::{Counterexample, Finding, Verdict};
use crate::kind::Kind;
use crate::rules::{self, Named};

const MOVES: &str = "the same events lead to other states";

/// What differs in state machines and mappings.
pub(crate) fn compare(old: &Line, new: &Line, findings: &mut Vec<Finding>) {
    for before in &old.machines {
        let path = format!("stateMachines/{}", before.name);
        match new.machines.iter().find(|after| after.name == before.name) {
            Some(after) => Pair { old, new, before, after, path, findings }.compare(),
            None => findings.push(Finding {
                forward: first_refused(before),
                source: Verdict::DoesNotCompile,
                ..plain(
                    (old, Some(before.domain)),
                    (new, None),
                    Kind::MachineNoDelete,
                    path,
                    "the state machine is gone",
                )
            }),
        }
    }
    for after in &new.machines {
        if !old.machines.iter().any(|before| before.name == after.name) {
            let path = format!("stateMachines/{}", after.name);
            findings.push(Finding {
                backward: first_refused(after),
                ..plain(
                    (old, None),
                    (new, Some(after.domain)),
                    Kind::MachineAdded,
                    path,
                    "the state machine is new",
                )
            });
        }
    }
    mappings(old, new, findings);
}

/// A line, and the domain in it that declares something.
type Site<'a> = (&'a Line, Option<usize>);

/// A finding that breaks nothing yet, about something that has no line of its own.
fn plain(old: Site<'_>, new: Site<'_>, kind: Kind, path: String, message: &str) -> Finding {
    let at = |(line, domain): Site<'_>| {
        let domain = line.domains.get(domain?)?;
        Some(Location { path: domain.path.clone(), line: 1 })
    };
    Finding { old: at(old), new: at(new), ..Finding::harmless(kind, path, message.to_owned()) }
}

/// A transition that a machine refuses, where nothing was refused before.
fn first_refused(machine: &Machine) -> Verdict {
    let pairs = pairs(machine).into_iter();
    let refused = pairs.filter(|(from, to)| !allows(machine, *from, to)).map(|(from, to)| {
        let refusal = format!("{} does not allow this transition", machine.name);
        breaking(machine, from, to, Map::new(), refusal)
    });
    refused.into_iter().next().unwrap_or(Verdict::Compatible)
}

fn states(machine: &Machine) -> Vec<&str> {
    let named = machine.initial.iter().chain(&machine.terminal);
    let moved = machine.transitions.iter().flat_map(|(from, to)| [from, to]);
    let mut states: Vec<&str> = named.chain(moved).map(String::as_str).collect();
    states.sort_unstable();
    states.dedup();
    states
}

/// Every transition between the states of a machine, beginnings included.
fn pairs(machine: &Machine) -> Vec<(Option<&str>, &str)> {
    let states = states(machine);
    let from = std::iter::once(None).chain(states.iter().copied().map(Some));
    from.flat_map(|from| states.iter().map(move |to| (from, *to))).collect()
}

/// Whether the table of a machine has a transition.
fn allows(machine: &Machine, from: Option<&str>, to: &str) -> bool {
    match from {
        None => machine.initial.iter().any(|state| state == to),
        Some(from) => machine.transitions.iter().any(|(a, b)| a == from && b == to),
    }
}

fn applies(guard: &Guard, from: Option<&str>, to: &str) -> bool {
    let leaves = guard.from.is_empty()
        || from.is_some_and(|from| guard.from.iter().any(|state| state == from));
    leaves && (guard.to.is_empty() || guard.to.iter().any(|state| state == to))
}

fn breaking(
    machine: &Machine,
    from: Option<&str>,
    to: &str,
    mut value: Map<String, Value>,
    refusal: String,
) -> Verdict {
    value.insert("from".to_owned(), json!(from));
    value.insert("to".to_owned(), json!(to));
    let what = format!("transition of {}", machine.name);
    Verdict::Breaking(Box::new(Counterexample { what, value: value.into(), refusal }))
}

/// A machine and what became of it.
struct Pair<'a> {
    old: &'a Line,
    new: &'a Line,
    before: &'a Machine,
    after: &'a Machine,
    path: String,
    findings: &'a mut Vec<Finding>,
}

/// A side of the pair.
type Side<'a> = (&'a Line, &'a Machine);

impl Pair<'_> {
    fn compare(&mut self) {
        self.transitions();
        self.guards();
        let (before, after) = (self.before, self.after);
        let sorted = |states: &[String]| {
            let mut states = states.to_vec();
            states.sort_unstable();
            states
        };
        if sorted(&before.terminal) != sorted(&after.terminal) {
            let said =
                format!("{} became {}", before.terminal.join(", "), after.terminal.join(", "));
            let why = || Verdict::Caution("lives end elsewhere");
            self.push(Kind::TerminalChanged, "terminal", &said, why(), why());
        }
        if before.override_by != after.override_by {
            let backward = overriding((self.old, before), (self.new, after));
            let forward = overriding((self.new, after), (self.old, before));
            let said = match &after.override_by {
                Some((event, field)) => format!("`{field}` of {event} skips the table"),
                None => "nothing skips the table any more".to_owned(),
            };
            self.push(Kind::OverrideChanged, "override", &said, backward, forward);
        }
        let effect = |machine: &Machine, event: &str| {
            machine.effects.iter().find(|(name, _)| name == event).map(|(_, to)| format!("{to:?}"))
        };
        let mut events: Vec<&str> =
            before.effects.iter().chain(&after.effects).map(|(event, _)| event.as_str()).collect();
        events.sort_unstable();
        events.dedup();
        for event in events {
            if effect(before, event) != effect(after, event) {
                let why = || Verdict::Caution(MOVES);
                let said = format!("{event} does something else to the machine");
                self.push(Kind::EffectChanged, &format!("on/{event}"), &said, why(), why());
            }
        }
    }

    fn push(&mut self, kind: Kind, below: &str, said: &str, backward: Verdict, forward: Verdict) {
        let path = format!("{}/{below}", self.path);
        let sites = ((self.old, Some(self.before.domain)), (self.new, Some(self.after.domain)));
        let plain = plain(sites.0, sites.1, kind, path, said);
        self.findings.push(Finding { backward, forward, ..plain });
    }

    fn transitions(&mut self) {
        let (before, after) = (self.before, self.after);
        let all = |machine: &Machine| -> Vec<(Option<String>, String)> {
            let begin = machine.initial.iter().map(|state| (None, state.clone()));
            let moves =
                machine.transitions.iter().map(|(from, to)| (Some(from.clone()), to.clone()));
            begin.chain(moves).collect()
        };
        let refused = |machine: &Machine, from: Option<&str>, to: &str| {
            let refusal = format!("{} does not allow this transition", machine.name);
            breaking(machine, from, to, Map::new(), refusal)
        };
        for (gone, sender, reader) in [(true, before, after), (false, after, before)] {
            for (from, to) in all(sender) {
                if allows(reader, from.as_deref(), &to) {
                    continue;
                }
                let verdict = refused(reader, from.as_deref(), &to);
                let (kind, below, said) = match (&from, gone) {
                    (None, true) => (
                        Kind::InitialChanged,
                        format!("initial/{to}"),
                        "no life begins with it any more",
                    ),
                    (None, false) => {
                        (Kind::InitialChanged, format!("initial/{to}"), "a life may begin with it")
                    }
                    (Some(from), true) => (
                        Kind::TransitionNoDelete,
                        format!("transitions/{from}/{to}"),
                        "the transition is not allowed any more",
                    ),
                    (Some(from), false) => (
                        Kind::TransitionAdded,
                        format!("transitions/{from}/{to}"),
                        "the transition is allowed",
                    ),
                };
                let (backward, forward) = if gone {
                    (verdict, Verdict::Compatible)
                } else {
                    (Verdict::Compatible, verdict)
                };
                self.push(kind, &below, said, backward, forward);
            }
        }
    }

    fn guards(&mut self) {
        let (old, new) = ((self.old, self.before), (self.new, self.after));
        let named = |guards: &'_ [Guard], id: &str| guards.iter().any(|guard| guard.id == id);
        for guard in &self.before.guards {
            let forward = guarded(new, old, guard);
            let Some(after) = self.after.guards.iter().find(|after| after.id == guard.id) else {
                let below = format!("guards/{}", guard.id);
                let said = "the guard is gone";
                self.push(Kind::GuardRemoved, &below, said, Verdict::Compatible, forward);
                continue;
            };
            let backward = guarded(old, new, after);
            if !same(guard, after) || backward.is_breaking() || forward.is_breaking() {
                let below = format!("guards/{}", guard.id);
                let said = "the guard asks for something else";
                self.push(Kind::GuardChanged, &below, said, backward, forward);
            }
        }
        for guard in &self.after.guards {
            if !named(&self.before.guards, &guard.id) {
                let below = format!("guards/{}", guard.id);
                let backward = guarded(old, new, guard);
                self.push(
                    Kind::GuardAdded,
                    &below,
                    "the guard is new",
                    backward,
                    Verdict::Compatible,
                );
            }
        }
    }
}

/// Whether a transition that the sender's override lets through is refused by the reader.
fn overriding(sender: Side<'_>, reader: Side<'_>) -> Verdict {
    let Some((event, field)) = &sender.1.override_by else { return Verdict::Compatible };
    let refused = pairs(sender.1).into_iter().find(|(from, to)| !allows(reader.1, *from, to));
    refused.map_or(Verdict::Compatible, |(from, to)| {
        let mut value = Map::new();
        value.insert("event".to_owned(), json!(event));
        value.insert(field.clone(), json!(true));
        let refusal = format!("{} does not allow this transition", reader.1.name);
        breaking(reader.1, from, to, value, refusal)
    })
}

fn tests(tests: &[(String, Test)]) -> Vec<(&str, &Test)> {
    tests.iter().map(|(field, test)| (field.as_str(), test)).collect()
}

fn clauses(guard: &Guard) -> Named<'_> {
    (tests(&guard.when), tests(&guard.require))
}

fn same(a: &Guard, b: &Guard) -> bool {
    let states = |guard: &Guard| (guard.from.clone(), guard.to.clone());
    clauses(a) == clauses(b) && states(a) == states(b)
}

/// Whether some transition that a sender's machine lets through does not pass a reader's guard.
fn guarded(sender: Side<'_>, reader: Side<'_>, guard: &Guard) -> Verdict {
    let mut unknown = false;
    for (from, to) in pairs(sender.1) {
        // What the machine does not allow moves it by the override only, whose field is set then.
        let forced = match &sender.1.override_by {
            _ if allows(sender.1, from, to) => None,
            Some((event, field)) => Some((event.as_str(), field.as_str())),
            None => continue,
        };
        if !applies(guard, from, to) {
            continue;
        }
        let mut own: Vec<Named<'_>> =
            sender.1.guards.iter().filter(|guard| applies(guard, from, to)).map(clauses).collect();
        own.extend(forced.map(|(_, field)| (Vec::new(), vec![(field, &Test::Is(true))])));
        let moves =
            moving(sender).filter(|(event, _)| forced.is_none_or(|(by, _)| event.name == by));
        for (event, payload) in moves {
            let Some(asked) = reader.0.events.iter().find(|other| other.name == event.name) else {
                continue;
            };
            let asked = reader.0.payload(asked);
            let broken = rules::broken(sender.0, payload, asked, &clauses(guard), &own);
            let Some(broken) = broken else {
                unknown = true;
                continue;
            };
            let Some(states) = broken.into_iter().next() else { continue };
            let mut value = Map::new();
            value.insert("event".to_owned(), json!(event.name));
            value
                .extend(states.into_iter().filter_map(|(name, state)| Some((name, shown(state)?))));
            let refusal = format!("{} asks for more [{}]", reader.1.name, guard.id);
            return breaking(reader.1, from, to, value, refusal);
        }
    }
    if unknown { Verdict::Unproven } else { Verdict::Compatible }
}

/// The events that move a machine, with their payloads.
fn moving((line, machine): Side<'_>) -> impl Iterator<Item = (&Event, &Object)> {
    let moves = |event: &&Event| machine.effects.iter().any(|(name, _)| *name == event.name);
    line.events.iter().filter(moves).map(|event| (event, line.payload(event)))
}

/// A value in a state.
fn shown(state: State) -> Option<Value> {
    match state {
        State::Absent => None,
        State::Is(value) => Some(value),
        State::Blank => Some(" ".into()),
        State::Sample => Some(json!({})),
        State::OtherText(taken) => {
            let mut text = "text".to_owned();
            while taken.contains(&text) {
                text.push('_');
            }
            Some(text.into())
        }
    }
}

fn mappings(old: &Line, new: &Line, findings: &mut Vec<Finding>) {
    for before in &old.mappings {
        let path = format!("mappings/{}", before.name);
        match new.mappings.iter().find(|after| after.name == before.name) {
            Some(after) => mapping((old, before), (new, after), &path, findings),
            None => findings.push(Finding {
                source: Verdict::DoesNotCompile,
                ..plain(
                    (old, Some(before.domain)),
                    (new, None),
                    Kind::MappingNoDelete,
                    path,
                    "the mapping is gone",
                )
            }),
        }
    }
    for after in &new.mappings {
        if !old.mappings.iter().any(|before| before.name == after.name) {
            let path = format!("mappings/{}", after.name);
            let (old, new) = ((old, None), (new, Some(after.domain)));
            findings.push(plain(old, new, Kind::MappingAdded, path, "the mapping is new"));
        }
    }
}

fn mapping(
    (old, before): (&Line, &Mapping),
    (new, after): (&Line, &Mapping),
    path: &str,
    findings: &mut Vec<Finding>,
) {
    let sites = ((old, Some(before.domain)), (new, Some(after.domain)));
    let ends = |line: &Line, mapping: &Mapping| {
        let name = |id| line.def(id).name.clone();
        (name(mapping.from), name(mapping.to), mapping.optional)
    };
    if ends(old, before) != ends(new, after) {
        findings.push(Finding {
            source: Verdict::DoesNotCompile,
            ..plain(
                sites.0,
                sites.1,
                Kind::MappingChanged,
                path.to_owned(),
                "the mapping has other ends",
            )
        });
    }
    for (value, target) in &before.table {
        let Some((_, other)) = after.table.iter().find(|(from, _)| from == value) else { continue };
        if target == other {
            continue;
        }
        let name = |target: &Option<String>| target.clone().unwrap_or_else(|| "nothing".to_owned());
        let said =
            format!("`{value}` was mapped to {} and is mapped to {}", name(target), name(other));
        let breaks = || {
            Verdict::Breaking(Box::new(Counterexample {
                what: format!("value of {}", before.name),
                value: json!(value),
                refusal: said.clone(),
            }))
        };
        findings.push(Finding {
            backward: breaks(),
            forward: breaks(),
            ..plain(sites.0, sites.1, Kind::MappingChanged, format!("{path}/{value}"), &said)
        });
    }
}
