//! State machines and mappings: data over enums.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::did_you_mean;
use crate::model::{Effect, Enum, Field, Guard, Machine, Mapping, Shape, Test, TypeId};
use crate::name;
use crate::rust::names::Owner;
use crate::source::{Span, Spanned};
use crate::syntax::{
    ContractFile, EffectDecl, GuardDecl, MachineDecl, MappingDecl, Named, TestDecl,
};

use super::{Resolver, text};

impl Resolver<'_> {
    pub(super) fn machines_and_mappings(
        &mut self,
        contracts: &[(usize, ContractFile)],
    ) -> (Vec<Machine>, Vec<Mapping>) {
        let mut machines: Vec<Machine> = Vec::new();
        let mut mappings: Vec<Mapping> = Vec::new();
        let mut mapped = HashMap::new();
        for (domain, (_, file)) in contracts.iter().enumerate() {
            for (name, decl) in &file.state_machines.0 {
                let first = self.spans.insert(Owner::Machine(name.value.clone()), name.span);
                self.check_name(name, first);
                machines.extend(self.machine(name, decl, domain));
            }
            for (name, decl) in &file.mappings.0 {
                self.check_name(name, mapped.insert(&name.value, name.span));
                mappings.extend(self.mapping(name, decl, domain));
            }
        }
        // Guards have queued tests of payload fields.
        self.run_late();
        (machines, mappings)
    }

    fn check_name(&mut self, name: &Spanned<String>, first: Option<Span>) {
        if !name::is_camel(name) {
            let message = format!("the name is in UpperCamelCase; this is `{}`", name.value);
            self.sink.error(name.span, "bad-name", message);
        }
        if first.is_some() {
            let message = format!("`{}` is declared twice", name.value);
            self.sink.duplicate(name.span, first, message);
        }
    }

    fn enum_values(&mut self, name: &str, span: Span) -> Option<(TypeId, Vec<String>)> {
        let id = self.lookup(name, span)?;
        if let Some(Shape::Enum(Enum { values, .. })) = self.shape(id) {
            return Some((id, values.clone()));
        }
        self.sink.error(span, "not-an-enum", format!("`{name}` is not an enum"));
        None
    }

    fn states(&mut self, names: &[Spanned<String>], known: &[String]) -> Vec<String> {
        for name in names {
            self.index_of(name, known, "there is no state");
        }
        names.iter().map(|name| name.value.clone()).collect()
    }

    fn machine(
        &mut self,
        name: &Spanned<String>,
        decl: &MachineDecl,
        domain: usize,
    ) -> Option<Machine> {
        let (state, known) = self.enum_values(&decl.state, decl.state.span)?;
        let initial = self.states(&decl.initial, &known);
        let terminal = self.states(&decl.terminal, &known);
        let anywhere = self.states(&decl.from_every_live, &known);
        let mut transitions = BTreeSet::new();
        for (from, to) in &decl.transitions.0 {
            self.index_of(from, &known, "there is no state");
            if terminal.contains(&from.value) {
                let message = format!("`{}` is terminal: nothing follows it", from.value);
                self.sink.error(from.span, "contradiction", message);
            }
            transitions
                .extend(self.states(to, &known).into_iter().map(|to| (from.value.clone(), to)));
        }
        for from in known.iter().filter(|state| !terminal.contains(state)) {
            transitions.extend(anywhere.iter().map(|to| (from.clone(), to.clone())));
        }
        let order = |state: &String| known.iter().position(|other| other == state);
        let mut transitions: Vec<_> = transitions.into_iter().collect();
        transitions.sort_by_key(|(from, to)| (order(from), order(to)));
        let override_by = decl.override_by.as_ref().and_then(|by| {
            self.payload_field(&by.event, &by.field)?;
            Some((by.event.value.clone(), by.field.value.clone()))
        });
        let mut effects = Vec::new();
        for (event, effect) in &decl.on.0 {
            effects.push((event.value.clone(), self.effect(event, effect, &known)?));
        }
        let guards = decl.guards.iter().map(|guard| self.guard(guard, decl, &known)).collect();
        Some(Machine {
            name: name.value.clone(),
            doc: text(decl.doc.as_ref()),
            domain,
            state,
            initial,
            terminal,
            transitions,
            override_by,
            guards,
            effects,
        })
    }

    fn effect(
        &mut self,
        event: &Spanned<String>,
        decl: &EffectDecl,
        states: &[String],
    ) -> Option<Effect> {
        self.event_fields(event)?;
        Some(match decl {
            EffectDecl::To(state) => {
                self.index_of(state, states, "there is no state")?;
                Effect::To(state.value.clone())
            }
            EffectDecl::Fields { from, to } => {
                self.payload_field(event, from)?;
                self.payload_field(event, to)?;
                Effect::Fields { from: from.value.clone(), to: to.value.clone() }
            }
        })
    }

    /// A guard's tests must make sense for the payload of every event that moves the machine.
    fn guard(&mut self, guard: &GuardDecl, machine: &MachineDecl, states: &[String]) -> Guard {
        if !name::is_kebab(&guard.id) {
            let message = format!("a guard's id is in kebab-case; this is `{}`", guard.id.value);
            self.sink.error(guard.id.span, "bad-name", message);
        }
        for (event, _) in &machine.on.0 {
            if let Some(fields) = self.event_fields(event) {
                self.clauses(&guard.when, &fields);
                self.clauses(&guard.require, &fields);
            }
        }
        Guard {
            id: guard.id.value.clone(),
            doc: text(guard.doc.as_ref()),
            from: self.states(&guard.from, states),
            to: self.states(&guard.to, states),
            when: tests(&guard.when),
            require: tests(&guard.require),
        }
    }

    /// The fields of an event's payload, reduced to what tests need.
    fn event_fields(&mut self, event: &Spanned<String>) -> Option<Vec<Field>> {
        let Some((index, _)) = self.event_names.get(&event.value).copied() else {
            let help = did_you_mean(event, self.event_names.keys().map(String::as_str));
            let message = format!("there is no event `{}`", event.value);
            self.sink.error_with_help(event.span, "unknown-name", message, help);
            return None;
        };
        let object = self.object(self.events[index].payload)?;
        let fields = object.fields.iter().map(|field| Field {
            name: field.name.clone(),
            ty: field.ty.clone(),
            presence: field.presence.clone(),
            doc: String::new(),
            life: crate::model::Life::default(),
            location: crate::model::Location::default(),
        });
        Some(fields.collect())
    }

    fn payload_field(&mut self, event: &Spanned<String>, field: &Spanned<String>) -> Option<usize> {
        let names: Vec<String> =
            self.event_fields(event)?.into_iter().map(|field| field.name).collect();
        self.index_of(field, &names, "the payload has no field")
    }

    fn mapping(
        &mut self,
        name: &Spanned<String>,
        decl: &MappingDecl,
        domain: usize,
    ) -> Option<Mapping> {
        let (from, keys) = self.enum_values(&decl.from, decl.from.span)?;
        let (to, values) = self.enum_values(&decl.to.name, decl.to.span)?;
        for (key, value) in &decl.table.0 {
            self.index_of(key, &keys, "the enum has no value");
            match &value.0 {
                Some(value) => {
                    self.index_of(value, &values, "the enum has no value");
                }
                None if !decl.to.optional => {
                    let message = "an entry may only be null when `to` ends with `?`";
                    self.sink.error(key.span, "wrong-shape", message);
                }
                None => {}
            }
        }
        let mut table = Vec::new();
        for key in keys {
            if let Some((_, value)) = decl.table.0.iter().find(|(name, _)| name.value == key) {
                table.push((key, value.0.as_ref().map(|value| value.value.clone())));
            } else {
                let message = format!("the mapping has no entry for `{key}`");
                self.sink.error(name.span, "incomplete-mapping", message);
            }
        }
        let doc = text(decl.doc.as_ref());
        Some(Mapping {
            name: name.value.clone(),
            doc,
            domain,
            from,
            to,
            optional: decl.to.optional,
            table,
        })
    }
}

fn tests(declared: &Named<TestDecl>) -> Vec<(String, Test)> {
    declared
        .0
        .iter()
        .map(|(field, decl)| (field.value.clone(), super::events::test(decl)))
        .collect()
}
