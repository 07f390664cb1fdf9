//! Rules: whether what keeps the sender's keeps the reader's.
//!
//! A rule sees of a field no more than whether it is absent, null, a certain boolean or string, some other
//! text or a blank one. These states are few, so all their combinations are looked at.

use std::collections::{BTreeMap, BTreeSet};

use event_contract_codegen::model::{
    Clause, Field, Line, Location, Object, Presence, Rule, Test, Type,
};
use serde_json::Value;

use crate::change::{Candidate, Local, State};
use crate::kind::Kind;
use crate::view::{View, is_blank};

/// The most combinations of states to look at; beyond them nothing is ruled out.
const MOST: usize = 20_000;

/// The most values that are tried to show that a rule is broken.
const MOST_SHOWN: usize = 8;

/// A rule that came, went, or means something else.
pub(crate) struct RuleChange<'m> {
    pub(crate) kind: Kind,
    pub(crate) id: String,
    pub(crate) said: String,
    pub(crate) old: Option<&'m Location>,
    pub(crate) new: Option<&'m Location>,
    pub(crate) backward: Local,
    pub(crate) forward: Local,
}

/// The rules in which two objects differ.
pub(crate) fn changes<'m>(
    old: (&'m Line, &'m Object),
    new: (&'m Line, &'m Object),
) -> Vec<RuleChange<'m>> {
    let mut found = Vec::new();
    let named = |rules: &'m [Rule], id: &str| rules.iter().find(|rule| rule.id == id);
    for before in &old.1.rules {
        let after = named(&new.1.rules, &before.id);
        let forward = kept(new, old.1, before);
        let (kind, said, backward) = match after {
            None => (Kind::RuleRemoved, "the rule is gone", Local::Fine),
            Some(after) => {
                let backward = kept(old, new.1, after);
                let same = clauses(old.1, before) == clauses(new.1, after);
                if same && !backward.is_suspect() && !forward.is_suspect() {
                    continue;
                }
                let said = if same {
                    "the rule reads fields whose absence means something else now"
                } else {
                    "the rule asks for something else"
                };
                (Kind::RuleChanged, said, backward)
            }
        };
        found.push(RuleChange {
            kind,
            id: before.id.clone(),
            said: said.to_owned(),
            old: Some(&before.location),
            new: after.map(|rule| &rule.location),
            backward,
            forward,
        });
    }
    for after in &new.1.rules {
        if named(&old.1.rules, &after.id).is_none() {
            found.push(RuleChange {
                kind: Kind::RuleAdded,
                id: after.id.clone(),
                said: "the rule is new".to_owned(),
                old: None,
                new: Some(&after.location),
                backward: kept(old, new.1, after),
                forward: Local::Fine,
            });
        }
    }
    found
}

/// A rule's clauses by field name.
pub(crate) type Named<'m> = (Vec<(&'m str, &'m Test)>, Vec<(&'m str, &'m Test)>);

fn clauses<'m>(object: &'m Object, rule: &'m Rule) -> Named<'m> {
    let named = |clauses: &'m [Clause]| {
        let named = |clause: &'m Clause| (object.fields[clause.field].name.as_str(), &clause.test);
        clauses.iter().map(named).collect()
    };
    (named(&rule.when), named(&rule.then))
}

fn fields<'m>(rule: &Named<'m>) -> BTreeSet<&'m str> {
    rule.0.iter().chain(&rule.1).map(|(field, _)| *field).collect()
}

fn field<'m>(object: &'m Object, name: &str) -> Option<&'m Field> {
    object.fields.iter().find(|field| field.name == name)
}

/// What is read where a field is absent.
fn default<'m>(object: &'m Object, name: &str) -> Option<&'m Value> {
    match &field(object, name)?.presence {
        Presence::Default(value) => Some(value),
        _ => None,
    }
}

/// Whether a reader's rule holds of every object that the sender's type takes.
fn kept((line, sender): (&Line, &Object), reader: &Object, rule: &Rule) -> Local {
    let asked = clauses(reader, rule);
    let own: Vec<Named<'_>> = sender.rules.iter().map(|rule| clauses(sender, rule)).collect();
    let alike = |name: &&str| default(sender, name) == default(reader, name);
    let declared = |name: &&str| field(sender, name).is_some();
    if own.contains(&asked) && fields(&asked).iter().all(|name| alike(name) && declared(name)) {
        return Local::Fine;
    }
    let Some(broken) = broken(line, sender, reader, &asked, &own) else {
        return Local::Suspect(vec![Candidate::Sample]);
    };
    // A spread of them: neighbours differ in what does not matter.
    let step = broken.len().div_ceil(MOST_SHOWN).max(1);
    let shown = broken.into_iter().step_by(step).map(Candidate::With);
    let shown: Vec<Candidate> = shown.collect();
    Local::unless(shown.is_empty(), shown.into_iter().chain([Candidate::Sample]))
}

/// The combinations of states that keep the sender's rules and break the reader's; nothing if they are too
/// many to look at.
pub(crate) fn broken(
    line: &Line,
    sender: &Object,
    reader: &Object,
    asked: &Named<'_>,
    own: &[Named<'_>],
) -> Option<Vec<Vec<(String, State)>>> {
    let mut names: BTreeSet<&str> = fields(asked);
    // The sender's rules that have to do with these fields. Leaving one out leaves more combinations.
    let near: Vec<&Named<'_>> =
        own.iter().filter(|rule| !fields(rule).is_disjoint(&names)).collect();
    let mut wide = names.clone();
    wide.extend(near.iter().flat_map(|rule| fields(rule)));
    let states = |names: &BTreeSet<&str>| -> Vec<(String, Vec<State>)> {
        let mentioned = mentioned(asked, own);
        let of = |name: &&str| {
            let mentioned = mentioned.get(*name).cloned().unwrap_or_default();
            ((*name).to_owned(), states(line, field(sender, name), &mentioned))
        };
        names.iter().map(of).collect()
    };
    let count = |states: &[(String, Vec<State>)]| {
        states.iter().fold(1_usize, |count, (_, states)| count.saturating_mul(states.len()))
    };
    let mut domain = states(&wide);
    if count(&domain) > MOST {
        domain = states(&names);
    } else {
        names = wide;
    }
    let total = count(&domain);
    if total > MOST {
        return None;
    }
    let rules: Vec<&Named<'_>> =
        near.into_iter().filter(|rule| fields(rule).is_subset(&names)).collect();
    let mut found = Vec::new();
    for number in 0..total {
        let mut rest = number;
        let chosen: BTreeMap<&str, &State> = domain
            .iter()
            .map(|(name, states)| {
                let at = rest % states.len();
                rest /= states.len();
                (name.as_str(), &states[at])
            })
            .collect();
        if rules.iter().all(|rule| holds(sender, rule, &chosen)) && !holds(reader, asked, &chosen) {
            let chosen = chosen.iter();
            found
                .push(chosen.map(|(name, state)| ((*name).to_owned(), (*state).clone())).collect());
        }
    }
    Some(found)
}

/// The strings that rules mention, by field.
fn mentioned<'m>(asked: &Named<'m>, own: &[Named<'m>]) -> BTreeMap<&'m str, BTreeSet<&'m str>> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, test) in own.iter().chain([asked]).flat_map(|rule| rule.0.iter().chain(&rule.1)) {
        if let Test::OneOf(values) = test {
            found.entry(name).or_default().extend(values.iter().map(String::as_str));
        }
    }
    found
}

/// The states that a field may be in where its sender's contract holds, or more.
fn states(line: &Line, field: Option<&Field>, mentioned: &BTreeSet<&str>) -> Vec<State> {
    // A sender does not make up a key that it does not declare and its reader does.
    let Some(field) = field else { return vec![State::Absent] };
    let mut states = Vec::new();
    if field.presence != Presence::Required {
        states.push(State::Absent);
    }
    if field.presence == Presence::Optional {
        states.push(State::Is(Value::Null));
    }
    of_type(line, &field.ty, mentioned, &mut states);
    states
}

fn of_type(line: &Line, ty: &Type, mentioned: &BTreeSet<&str>, states: &mut Vec<State>) {
    let text = |text: &str| State::Is(text.into());
    match View::of(line, ty) {
        View::Boolean => states.extend([false, true].map(|value| State::Is(value.into()))),
        View::Enum(declared) => states.extend(declared.values.iter().map(|value| text(value))),
        View::Text(words) => {
            states.extend(mentioned.iter().filter(|value| words.may_hold(value)).map(|v| text(v)));
            if !words.not_blank() {
                states.push(State::Blank);
            }
            states.push(State::OtherText(mentioned.iter().map(|v| (*v).to_owned()).collect()));
        }
        View::Choice(types) => {
            for ty in types {
                of_type(line, ty, mentioned, states);
            }
        }
        View::Any => {
            states.push(State::Is(Value::Null));
            states.extend([false, true].map(|value| State::Is(value.into())));
            states.extend(mentioned.iter().map(|value| text(value)));
            states.extend([State::Blank, State::OtherText(Vec::new()), State::Is(7.into())]);
        }
        _ => states.push(State::Sample),
    }
}

/// Whether a rule holds, as the owner of the rule reads absence.
fn holds(owner: &Object, rule: &Named<'_>, chosen: &BTreeMap<&str, &State>) -> bool {
    let all = |clauses: &[(&str, &Test)]| {
        clauses.iter().all(|(name, test)| {
            let state = chosen.get(name).copied().unwrap_or(&State::Absent);
            passes(test, state, default(owner, name))
        })
    };
    !all(&rule.0) || all(&rule.1)
}

fn passes(test: &Test, state: &State, default: Option<&Value>) -> bool {
    let value = match state {
        State::Absent => default.unwrap_or(&Value::Null),
        State::Is(value) => value,
        State::OtherText(_) => return matches!(test, Test::Present | Test::NotBlank),
        State::Blank | State::Sample => return matches!(test, Test::Present),
    };
    match (test, value) {
        (Test::Is(wanted), Value::Bool(value)) => value == wanted,
        (Test::Present, value) => !value.is_null(),
        (Test::Absent, value) => value.is_null(),
        (Test::OneOf(values), Value::String(found)) => values.contains(found),
        (Test::NotBlank, Value::String(found)) => !is_blank(found),
        _ => false,
    }
}
