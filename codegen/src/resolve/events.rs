//! Events and the rules of their payloads.

use crate::model::{Clause, Event, Field, Object, Rule, Shape, Test, TypeDef};
use crate::name;
use crate::source::Spanned;
use crate::syntax::{ContractFile, EventDecl, Named, RuleDecl, TestDecl};

use super::finish::Late;
use super::{Resolver, text};

/// The name of an event's payload type.
pub(super) fn payload_name(name: &str, event: &EventDecl) -> String {
    event.payload.as_ref().map_or_else(|| format!("{name}Payload"), |payload| payload.value.clone())
}

impl Resolver<'_> {
    pub(super) fn events(&mut self, contracts: &[(usize, ContractFile)]) {
        for (domain, (_, file)) in contracts.iter().enumerate() {
            for (name, decl) in &file.events.0 {
                self.event(name, decl, domain);
            }
        }
    }

    fn event(&mut self, name: &Spanned<String>, decl: &EventDecl, domain: usize) {
        let place = (self.events.len(), name.span);
        if let Some((_, first)) = self.event_names.insert(name.value.clone(), place) {
            let message = format!("the event `{}` is declared twice", name.value);
            self.sink.duplicate(name.span, Some(first), message);
            return;
        }
        let payload_name = payload_name(name, decl);
        let Some((payload, _)) = self.names.get(&payload_name).copied() else { return };
        let owner = payload_name.strip_suffix("Payload").filter(|owner| !owner.is_empty());
        let owner = owner.unwrap_or(&payload_name).to_owned();
        let fields = self.fields(&decl.include, &decl.fields, &owner, domain);
        let rules = self.rules(&decl.rules, &fields);
        self.removed_fields(&payload_name, Some(&decl.removed), &fields);
        let closed = decl.additional_properties.as_ref().is_some_and(|allowed| !allowed.value);
        let location = self.location(name.span);
        let doc = text(decl.doc.as_ref());
        let (life, doc) = self.life(decl.since.as_ref(), decl.deprecated.as_ref(), doc);
        self.types[payload.0] = Some(TypeDef {
            stem: self.stem(&payload_name),
            name: payload_name,
            doc: doc.clone(),
            domain,
            publish: true,
            implied: false,
            life,
            shape: Shape::Object(Object { fields, closed, rules }),
            location: self.location(decl.span),
        });
        let since = text(decl.since.as_ref());
        // Domains are resolved one after another.
        let before = self.events.last().filter(|last| last.domain == domain);
        let place = before.map_or(0, |last| last.place + 1);
        let name = name.value.clone();
        self.events.push(Event { name, domain, place, since, doc, payload, location });
    }

    pub(super) fn rules(&mut self, declared: &[RuleDecl], fields: &[Field]) -> Vec<Rule> {
        let mut rules: Vec<Rule> = Vec::new();
        for decl in declared {
            if !name::is_kebab(&decl.id) {
                let message = format!("a rule's id is in kebab-case; this is `{}`", decl.id.value);
                self.sink.error(decl.id.span, "bad-name", message);
            }
            let first = declared.iter().find(|other| other.id.value == decl.id.value);
            if let Some(first) = first.filter(|first| first.id.span != decl.id.span) {
                let message = format!("the rule `{}` is declared twice", decl.id.value);
                self.sink.duplicate(decl.id.span, Some(first.id.span), message);
            }
            if decl.then.0.is_empty() {
                self.sink.error(decl.id.span, "empty", "a rule without a conclusion says nothing");
            }
            rules.push(Rule {
                id: decl.id.value.clone(),
                doc: text(decl.doc.as_ref()),
                when: self.clauses(&decl.when, fields),
                then: self.clauses(&decl.then, fields),
                location: self.location(decl.id.span),
            });
        }
        rules
    }

    pub(super) fn clauses(&mut self, declared: &Named<TestDecl>, fields: &[Field]) -> Vec<Clause> {
        let names: Vec<String> = fields.iter().map(|field| field.name.clone()).collect();
        let mut clauses = Vec::new();
        for (field, decl) in &declared.0 {
            let Some(index) = self.index_of(field, &names, "there is no field") else { continue };
            let test = test(decl);
            self.late.push(Late::Test {
                ty: fields[index].ty.clone(),
                presence: fields[index].presence.clone(),
                test: test.clone(),
                span: decl.span(),
            });
            clauses.push(Clause { field: index, test });
        }
        clauses
    }
}

/// A test as written, as a test of the model.
pub(super) fn test(decl: &TestDecl) -> Test {
    match decl {
        TestDecl::Is(value, _) => Test::Is(*value),
        TestDecl::Present(_) => Test::Present,
        TestDecl::Absent(_) => Test::Absent,
        TestDecl::NotBlank(_) => Test::NotBlank,
        TestDecl::OneOf(values, _) => {
            Test::OneOf(values.iter().map(|value| value.value.clone()).collect())
        }
    }
}
