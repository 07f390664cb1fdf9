//! Rules about descriptions and versions.

use super::Raw;
use super::context::{Context, own_doc, says};
use super::rule::{Category, Rule};
use crate::diagnostic::Severity;
use crate::source::{Span, Spanned};
use crate::syntax::TypeDecl;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "DOMAIN_DOC",
        category: Category::Docs,
        severity: Severity::Warning,
        default: true,
        meaning: "A domain, and the line, has a description.",
        mend: "Say in `doc` what the domain is about.",
        bad: "domain: orders\n",
        good: "domain: orders\ndoc: Orders from the basket to the door.\n",
        check: domain_doc,
    },
    Rule {
        id: "EVENT_DOC",
        category: Category::Docs,
        severity: Severity::Warning,
        default: true,
        meaning: "An event has a description.",
        mend: "Say in `doc` what happened when the event is sent.",
        bad: "events:\n  OrderPlaced: { fields: {} }\n",
        good: "events:\n  OrderPlaced: { doc: A customer ordered something., fields: {} }\n",
        check: event_doc,
    },
    Rule {
        id: "EVENT_SINCE",
        category: Category::Docs,
        severity: Severity::Warning,
        default: true,
        meaning: "An event says which version introduced it.",
        mend: "Write `since` with the version of the line that will have the event first.",
        bad: "events:\n  OrderPlaced: { fields: {} }\n",
        good: "events:\n  OrderPlaced: { since: 1.0.0, fields: {} }\n",
        check: event_since,
    },
    Rule {
        id: "TYPE_DOC",
        category: Category::Docs,
        severity: Severity::Warning,
        default: true,
        meaning: "A type or mixin has a description.",
        mend: "Say in `doc` what a value means. Fields of the type then need no description of their own.",
        bad: "types:\n  OrderId: { type: string, minLength: 1 }\n",
        good: "types:\n  OrderId: { type: string, minLength: 1, doc: Identifies an order. }\n",
        check: type_doc,
    },
    Rule {
        id: "FIELD_DOC",
        category: Category::Docs,
        severity: Severity::Warning,
        default: true,
        meaning: "A field has a description, or a named type that has one.",
        mend: "Write the field as a mapping with `type` and `doc`, or describe its type.",
        bad: "events:\n  OrderPlaced: { fields: { note: string? } }\n",
        good: "events:\n  OrderPlaced: { fields: { note: { type: string?, doc: What the customer added. } } }\n",
        check: field_doc,
    },
    Rule {
        id: "RULE_DOC",
        category: Category::Docs,
        severity: Severity::Warning,
        default: true,
        meaning: "A rule or guard says why it exists.",
        mend: "Give the reason in `doc`; what the rule asks for can be read above it.",
        bad: "events:\n  OrderPlaced:\n    fields: { gift: boolean, card: string? }\n    rules:\n      - { id: gifts-have-cards, if: { gift: true }, then: { card: present } }\n",
        good: "events:\n  OrderPlaced:\n    fields: { gift: boolean, card: string? }\n    rules:\n      - { id: gifts-have-cards, if: { gift: true }, then: { card: present }, doc: Nobody likes an anonymous gift. }\n",
        check: rule_doc,
    },
    Rule {
        id: "MACHINE_DOC",
        category: Category::Docs,
        severity: Severity::Warning,
        default: true,
        meaning: "A state machine or mapping has a description.",
        mend: "Say in `doc` what moves, or what the mapping is for.",
        bad: "types:\n  Light: { enum: [red, green] }\nstateMachines:\n  Crossing: { state: Light, initial: [red], transitions: { red: [green], green: [red] } }\n",
        good: "types:\n  Light: { enum: [red, green] }\nstateMachines:\n  Crossing: { doc: Who may cross., state: Light, initial: [red], transitions: { red: [green], green: [red] } }\n",
        check: machine_doc,
    },
    Rule {
        id: "DOC_SENTENCE",
        category: Category::Docs,
        severity: Severity::Warning,
        default: true,
        meaning: "A description is made of sentences: it begins with a capital and ends with a full stop.",
        mend: "Write a sentence. Descriptions become documentation of Rust types and schemas.",
        bad: "types:\n  OrderId: { type: string, minLength: 1, doc: order id }\n",
        good: "types:\n  OrderId: { type: string, minLength: 1, doc: Identifies an order. }\n",
        check: doc_sentence,
    },
];

fn missing(span: Span, at: &str, what: &str, found: &mut Vec<Raw>) {
    found.push(
        Raw::new(span, at, format!("{what} has no description")).help("describe it in `doc`"),
    );
}

fn domain_doc(context: &Context<'_>, found: &mut Vec<Raw>) {
    if let Some(header) = context.header
        && !says(header.doc.as_ref())
    {
        missing(header.line.span, "line", &format!("the line `{}`", header.line.value), found);
    }
    for file in context.files.iter().map(|file| file.file).filter(|file| !says(file.doc.as_ref())) {
        missing(file.domain.span, "domain", &format!("the domain `{}`", file.domain.value), found);
    }
}

fn event_doc(context: &Context<'_>, found: &mut Vec<Raw>) {
    for (name, event) in context.files.iter().flat_map(|file| &file.file.events.0) {
        if !says(event.doc.as_ref()) {
            let at = format!("events/{}", name.value);
            missing(name.span, &at, &format!("the event `{}`", name.value), found);
        }
    }
}

fn event_since(context: &Context<'_>, found: &mut Vec<Raw>) {
    let events = context.files.iter().flat_map(|file| &file.file.events.0);
    for (name, _) in events.filter(|(_, event)| event.since.is_none()) {
        let at = format!("events/{}/since", name.value);
        let message = format!("the event `{}` does not say since when it exists", name.value);
        let help = format!("write `since: {}` if it is new", context.line.version);
        found.push(Raw::new(name.span, at, message).help(help));
    }
}

fn type_doc(context: &Context<'_>, found: &mut Vec<Raw>) {
    for ty in context.types.iter().filter(|ty| !says(own_doc(ty.decl))) {
        missing(ty.name.span, &ty.at, &format!("the type `{}`", ty.name.value), found);
    }
    for (name, mixin) in context.files.iter().flat_map(|file| &file.file.mixins.0) {
        if !says(mixin.doc.as_ref()) {
            let at = format!("mixins/{}", name.value);
            missing(name.span, &at, &format!("the mixin `{}`", name.value), found);
        }
    }
}

fn field_doc(context: &Context<'_>, found: &mut Vec<Raw>) {
    for field in &context.fields {
        let described = |decl: &TypeDecl| {
            says(own_doc(decl))
                || context.meaning(decl).named.is_some_and(|def| !def.doc.is_empty())
        };
        if !described(field.decl) {
            let message =
                format!("the field `{}` has no description, nor has its type", field.name.value);
            let raw = Raw::new(field.name.span, &*field.at, message);
            found.push(
                raw.help("write `{ type: ..., doc: ... }`, or use a type that has a description"),
            );
        }
    }
}

fn rule_doc(context: &Context<'_>, found: &mut Vec<Raw>) {
    for rule in context.rules.iter().filter(|rule| !says(rule.rule.doc.as_ref())) {
        let what = format!("the rule `{}`", rule.rule.id.value);
        missing(rule.rule.id.span, &rule.at, &what, found);
    }
    for (name, machine) in context.files.iter().flat_map(|file| &file.file.state_machines.0) {
        for guard in machine.guards.iter().filter(|guard| !says(guard.doc.as_ref())) {
            let at = format!("stateMachines/{}/guards/{}", name.value, guard.id.value);
            missing(guard.id.span, &at, &format!("the guard `{}`", guard.id.value), found);
        }
    }
}

fn machine_doc(context: &Context<'_>, found: &mut Vec<Raw>) {
    for file in context.files.iter().map(|file| file.file) {
        let machines =
            file.state_machines.0.iter().map(|(name, machine)| {
                ("stateMachines", "state machine", name, machine.doc.as_ref())
            });
        let mappings = file
            .mappings
            .0
            .iter()
            .map(|(name, mapping)| ("mappings", "mapping", name, mapping.doc.as_ref()));
        for (section, what, name, _) in machines.chain(mappings).filter(|(.., doc)| !says(*doc)) {
            let at = format!("{section}/{}", name.value);
            missing(name.span, &at, &format!("the {what} `{}`", name.value), found);
        }
    }
}

/// Every description of a line, with what it is about.
fn descriptions<'a>(context: &'a Context<'_>) -> Vec<(String, &'a Spanned<String>)> {
    let mut all: Vec<(String, Option<&Spanned<String>>)> = Vec::new();
    all.extend(context.header.map(|header| ("line".to_owned(), header.doc.as_ref())));
    for file in context.files.iter().map(|file| file.file) {
        all.push(("domain".to_owned(), file.doc.as_ref()));
        let of = |section: &str, name: &Spanned<String>| format!("{section}/{}", name.value);
        all.extend(
            file.mixins.0.iter().map(|(name, decl)| (of("mixins", name), decl.doc.as_ref())),
        );
        all.extend(
            file.events.0.iter().map(|(name, decl)| (of("events", name), decl.doc.as_ref())),
        );
        all.extend(
            file.mappings.0.iter().map(|(name, decl)| (of("mappings", name), decl.doc.as_ref())),
        );
        for (name, machine) in &file.state_machines.0 {
            let at = of("stateMachines", name);
            let guards = machine.guards.iter();
            all.extend(
                guards.map(|guard| (format!("{at}/guards/{}", guard.id.value), guard.doc.as_ref())),
            );
            all.push((at, machine.doc.as_ref()));
        }
    }
    all.extend(context.specs.iter().map(|spec| (spec.at.clone(), spec.spec.doc.as_ref())));
    all.extend(context.rules.iter().map(|rule| (rule.at.clone(), rule.rule.doc.as_ref())));
    all.into_iter().filter_map(|(at, doc)| Some((at, doc?))).collect()
}

fn doc_sentence(context: &Context<'_>, found: &mut Vec<Raw>) {
    for (at, doc) in descriptions(context) {
        let text = doc.trim();
        if text.is_empty() {
            continue;
        }
        let begins = text.starts_with(|c: char| !c.is_lowercase());
        let ends = text.ends_with(['.', '!', '?']);
        if !begins || !ends {
            let message = match (begins, ends) {
                (false, false) => "the description is not a sentence",
                (false, true) => "the description begins in the middle of a sentence",
                _ => "the description does not end like a sentence",
            };
            let raw = Raw::new(doc.span, format!("{at}/doc"), message);
            found.push(raw.help("begin with a capital and end with a full stop"));
        }
    }
}
