//! Rules about names and their casing.

use super::Raw;
use super::context::Context;
use super::rule::{Category, Rule};
use crate::diagnostic::Severity;
use crate::name;
use crate::source::Spanned;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "DOMAIN_NAME",
        category: Category::Names,
        severity: Severity::Warning,
        default: true,
        meaning: "A contract file is named after its domain.",
        mend: "Rename the file, or the domain if the file's name is the better one.",
        bad: "domain: payments\n",
        good: "domain: orders\n",
        check: domain_name,
    },
    Rule {
        id: "TYPE_NAME_CAMEL",
        category: Category::Names,
        severity: Severity::Warning,
        default: true,
        meaning: "Types, mixins, state machines and mappings have names in UpperCamelCase, in which an acronym is a word.",
        mend: "Rename it. Generated Rust and schema names follow the name, so do this before it is published.",
        bad: "types:\n  OrderID: { type: string, minLength: 1 }\n",
        good: "types:\n  OrderId: { type: string, minLength: 1 }\n",
        check: type_name_camel,
    },
    Rule {
        id: "EVENT_NAME_CAMEL",
        category: Category::Names,
        severity: Severity::Warning,
        default: true,
        meaning: "Events have names in UpperCamelCase, in which an acronym is a word.",
        mend: "Rename it before anybody sends it; afterwards the name is part of the history.",
        bad: "events:\n  SMSSent: { fields: {} }\n",
        good: "events:\n  SmsSent: { fields: {} }\n",
        check: event_name_camel,
    },
    Rule {
        id: "EVENT_NAME_PAST_TENSE",
        category: Category::Names,
        severity: Severity::Warning,
        default: false,
        meaning: "An event's name says what happened: one of its words is a past participle.",
        mend: "Say what happened rather than what is to be done: `OrderPlaced`, not `PlaceOrder`.",
        bad: "events:\n  PlaceOrder: { fields: {} }\n",
        good: "events:\n  OrderPlaced: { fields: {} }\n",
        check: event_name_past_tense,
    },
    Rule {
        id: "FIELD_NAME_SNAKE",
        category: Category::Names,
        severity: Severity::Warning,
        default: true,
        meaning: "Fields have names in snake_case.",
        mend: "Rename the field, on the wire too; a reader that knows the old name needs time to follow.",
        bad: "events:\n  OrderPlaced: { fields: { orderId: uuid } }\n",
        good: "events:\n  OrderPlaced: { fields: { order_id: uuid } }\n",
        check: field_name_snake,
    },
    Rule {
        id: "ENUM_VALUE_SNAKE",
        category: Category::Names,
        severity: Severity::Warning,
        default: true,
        meaning: "The values of an enum are in snake_case, or all of them codes in capitals such as `EUR`.",
        mend: "Rewrite the values; `aliases` lets readers of old events take the old spellings.",
        bad: "types:\n  Channel: { enum: [web, walkIn] }\n",
        good: "types:\n  Channel: { enum: [web, walk_in] }\n",
        check: enum_value_snake,
    },
];

fn domain_name(context: &Context<'_>, found: &mut Vec<Raw>) {
    for file in context.files.iter().filter(|file| file.stem != file.file.domain.value) {
        let domain = &file.file.domain;
        let message = format!("the domain `{}` is declared in `{}.yaml`", domain.value, file.stem);
        let help = format!("call the file `{}.yaml`", domain.value);
        found.push(Raw::new(domain.span, "domain", message).help(help));
    }
}

fn camel(section: &str, name: &Spanned<String>, found: &mut Vec<Raw>) {
    let wanted = name::camel(name);
    if wanted != name.value {
        let message = format!("`{}` is not in UpperCamelCase", name.value);
        let raw = Raw::new(name.span, format!("{section}/{}", name.value), message);
        found.push(raw.help(format!("call it `{wanted}`")));
    }
}

fn type_name_camel(context: &Context<'_>, found: &mut Vec<Raw>) {
    for file in context.files.iter().map(|file| file.file) {
        file.types.0.iter().for_each(|(name, _)| camel("types", name, found));
        file.mixins.0.iter().for_each(|(name, _)| camel("mixins", name, found));
        file.state_machines.0.iter().for_each(|(name, _)| camel("stateMachines", name, found));
        file.mappings.0.iter().for_each(|(name, _)| camel("mappings", name, found));
    }
}

fn event_name_camel(context: &Context<'_>, found: &mut Vec<Raw>) {
    for file in context.files.iter().map(|file| file.file) {
        file.events.0.iter().for_each(|(name, _)| camel("events", name, found));
    }
}

/// Past participles that do not end in `ed`, as far as events are likely to use them.
const IRREGULAR: &[&str] = &[
    "begun",
    "bought",
    "bound",
    "broken",
    "brought",
    "built",
    "caught",
    "chosen",
    "cut",
    "done",
    "drawn",
    "driven",
    "fallen",
    "forgotten",
    "found",
    "frozen",
    "given",
    "gone",
    "grown",
    "held",
    "hidden",
    "hit",
    "kept",
    "known",
    "laid",
    "left",
    "lent",
    "lost",
    "made",
    "met",
    "overridden",
    "paid",
    "put",
    "read",
    "rebuilt",
    "redone",
    "reset",
    "resent",
    "risen",
    "run",
    "said",
    "seen",
    "sent",
    "set",
    "shown",
    "shut",
    "sold",
    "spent",
    "split",
    "stolen",
    "stuck",
    "sunk",
    "swept",
    "taken",
    "thrown",
    "told",
    "torn",
    "undone",
    "understood",
    "unset",
    "withdrawn",
    "withheld",
    "won",
    "worn",
    "written",
];

/// Words in `ed` that are no participles.
const NO_PARTICIPLE: &[&str] = &[
    "bed", "breed", "deed", "embed", "exceed", "feed", "need", "proceed", "red", "seed", "shed",
    "speed", "succeed", "weed",
];

fn event_name_past_tense(context: &Context<'_>, found: &mut Vec<Raw>) {
    let is_past = |word: &str| {
        word.ends_with("ed") && !NO_PARTICIPLE.contains(&word) || IRREGULAR.contains(&word)
    };
    for (name, _) in context.files.iter().flat_map(|file| &file.file.events.0) {
        if !name::snake(name).split('_').any(is_past) {
            let message = format!("`{}` does not say what happened", name.value);
            let raw = Raw::new(name.span, format!("events/{}", name.value), message);
            found.push(raw.help("use a past participle, as in `OrderPlaced`"));
        }
    }
}

fn field_name_snake(context: &Context<'_>, found: &mut Vec<Raw>) {
    for field in context.fields.iter().filter(|field| !name::is_snake(field.name)) {
        let message = format!("the field `{}` is not in snake_case", field.name.value);
        let help = format!("call it `{}`", name::snake(field.name));
        found.push(Raw::new(field.name.span, &*field.at, message).help(help));
    }
}

fn enum_value_snake(context: &Context<'_>, found: &mut Vec<Raw>) {
    let is_code = |value: &Spanned<String>| {
        value.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    for spec in &context.specs {
        let constant = spec.spec.constant.as_ref().map(std::slice::from_ref);
        let values = spec.spec.values.as_deref().or(constant).unwrap_or_default();
        if values.iter().all(is_code) {
            continue;
        }
        for value in values.iter().filter(|value| !name::is_snake(value)) {
            let message = format!("the value `{}` is not in snake_case", value.value);
            let help = format!("write `{}`", name::snake(value));
            let at = format!("{}/enum/{}", spec.at, value.value);
            found.push(Raw::new(value.span, at, message).help(help));
        }
    }
}
