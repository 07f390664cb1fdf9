//! Rules about what could be left out.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::context::{Context, Spec};
use super::rule::{Category, Rule};
use super::{Raw, regex};
use crate::diagnostic::Severity;
use crate::model::{Shape, TypeId};
use crate::resolve::parts;
use crate::source::Span;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "TYPE_UNUSED",
        category: Category::Tidy,
        severity: Severity::Warning,
        default: true,
        meaning: "A type is used: by an event, a published type, the envelope, a state machine or a mapping.",
        mend: "Use the type, publish it, or remove it.",
        bad: "types:\n  OrderId: { type: string, minLength: 1 }\n",
        good: "types:\n  OrderId: { type: string, minLength: 1 }\nevents:\n  OrderPlaced: { fields: { order_id: OrderId } }\n",
        check: type_unused,
    },
    Rule {
        id: "MIXIN_UNUSED",
        category: Category::Tidy,
        severity: Severity::Warning,
        default: true,
        meaning: "A mixin is included somewhere.",
        mend: "Include the mixin, or remove it.",
        bad: "mixins:\n  AboutOrder: { fields: { gift: boolean } }\n",
        good: "mixins:\n  AboutOrder: { fields: { gift: boolean } }\nevents:\n  OrderPlaced: { include: [AboutOrder] }\n",
        check: mixin_unused,
    },
    Rule {
        id: "TYPE_DUPLICATE",
        category: Category::Tidy,
        severity: Severity::Warning,
        default: true,
        meaning: "No two enums have the same values, and no two types the same fields.",
        mend: "Use one type for both. If they mean different things that only look alike now, ignore the rule and say so.",
        bad: "types:\n  Urgency: { enum: [low, high] }\n  Priority: { enum: [low, high] }\n",
        good: "types:\n  Urgency: { enum: [low, high] }\n",
        check: type_duplicate,
    },
    Rule {
        id: "REDUNDANT_CONSTRAINT",
        category: Category::Tidy,
        severity: Severity::Warning,
        default: true,
        meaning: "A constraint refuses something that no other constraint of the type refuses.",
        mend: "Remove the constraint.",
        bad: "types:\n  OrderId: { type: string, minLength: 1, pattern: \"^ord-[0-9]{6}$\" }\n",
        good: "types:\n  OrderId: { type: string, pattern: \"^ord-[0-9]{6}$\" }\n",
        check: redundant_constraint,
    },
];

fn type_unused(context: &Context<'_>, found: &mut Vec<Raw>) {
    let line = context.line;
    let mut pending: Vec<TypeId> = line.events.iter().map(|event| event.payload).collect();
    pending.extend(line.envelope.iter().map(|envelope| envelope.ty));
    pending.extend(line.published().into_iter().map(|(_, id)| id));
    pending.extend(line.machines.iter().map(|machine| machine.state));
    pending.extend(line.mappings.iter().flat_map(|mapping| [mapping.from, mapping.to]));
    let mut used: HashSet<TypeId> = HashSet::new();
    while let Some(id) = pending.pop() {
        if used.insert(id) {
            pending.extend(parts(&line.def(id).shape));
        }
    }
    for ty in &context.types {
        if context.id(ty.name).is_some_and(|id| !used.contains(&id)) {
            let message = format!("nothing uses the type `{}`", ty.name.value);
            let raw = Raw::new(ty.name.span, &*ty.at, message);
            found.push(raw.help("use it, publish it, or remove it"));
        }
    }
}

fn mixin_unused(context: &Context<'_>, found: &mut Vec<Raw>) {
    let events = context.files.iter().flat_map(|file| &file.file.events.0);
    let specs = context.specs.iter().filter_map(|spec| spec.spec.include.as_ref());
    let included: HashSet<&str> = events
        .flat_map(|(_, event)| &event.include)
        .chain(specs.flatten())
        .map(|name| name.value.as_str())
        .collect();
    for (name, _) in context.files.iter().flat_map(|file| &file.file.mixins.0) {
        if !included.contains(name.value.as_str()) {
            let message = format!("nothing includes the mixin `{}`", name.value);
            let raw = Raw::new(name.span, format!("mixins/{}", name.value), message);
            found.push(raw.help("remove it"));
        }
    }
}

/// A text that is the same for types that accept the same values, or nothing for types that may.
fn likeness(shape: &Shape) -> Option<String> {
    match shape {
        Shape::Enum(declared) if declared.values.len() > 1 => {
            let mut values = declared.values.clone();
            values.sort();
            let mut aliases = declared.aliases.clone();
            aliases.sort();
            Some(format!("{values:?}{aliases:?}"))
        }
        Shape::Object(object) if object.fields.len() > 1 => {
            let mut fields: Vec<_> = object.fields.iter().collect();
            fields.sort_by(|a, b| a.name.cmp(&b.name));
            let mut text = format!("{}", object.closed);
            for field in fields {
                // Writing to a string cannot fail.
                let _ = write!(text, "{:?}{:?}{:?}", field.name, field.ty, field.presence);
            }
            let mut rules: Vec<&str> = object.rules.iter().map(|rule| rule.id.as_str()).collect();
            rules.sort_unstable();
            let _ = write!(text, "{rules:?}");
            Some(text)
        }
        _ => None,
    }
}

fn type_duplicate(context: &Context<'_>, found: &mut Vec<Raw>) {
    let mut seen: HashMap<String, &str> = HashMap::new();
    for ty in &context.types {
        let Some(id) = context.id(ty.name) else { continue };
        let Some(key) = likeness(&context.line.def(id).shape) else { continue };
        match seen.get(&key) {
            None => {
                seen.insert(key, ty.name.value.as_str());
            }
            Some(first) => {
                let message = format!("the type `{}` is the same as `{first}`", ty.name.value);
                let raw = Raw::new(ty.name.span, &*ty.at, message);
                found.push(raw.help(format!("use `{first}`, or say why they will differ")));
            }
        }
    }
}

fn redundant_constraint(context: &Context<'_>, found: &mut Vec<Raw>) {
    for spec in &context.specs {
        zero_bounds(spec, found);
        implied_by_blank(spec, found);
        implied_by_pattern(spec, found);
        let keys = spec.spec;
        for (weak, strong, span) in [
            (
                "minimum",
                "exclusiveMinimum",
                keys.exclusive_minimum.as_ref().and(keys.minimum.as_ref()).map(|bound| bound.span),
            ),
            (
                "maximum",
                "exclusiveMaximum",
                keys.exclusive_maximum.as_ref().and(keys.maximum.as_ref()).map(|bound| bound.span),
            ),
        ] {
            if let Some(span) = span {
                let message = format!("one of `{weak}` and `{strong}` implies the other");
                redundant(spec, weak, span, &message, found);
            }
        }
        if let Some(publish) = keys.publish.as_ref().filter(|publish| !publish.value) {
            let message = "a type is not published unless it says so";
            redundant(spec, "publish", publish.span, message, found);
        }
    }
}

fn redundant(spec: &Spec<'_>, keyword: &str, span: Span, message: &str, found: &mut Vec<Raw>) {
    let raw = Raw::new(span, format!("{}/{keyword}", spec.at), message);
    found.push(raw.help(format!("remove `{keyword}`")));
}

fn zero_bounds(spec: &Spec<'_>, found: &mut Vec<Raw>) {
    let keys = spec.spec;
    for (keyword, bound) in [
        ("minLength", &keys.min_length),
        ("minItems", &keys.min_items),
        ("minProperties", &keys.min_properties),
    ] {
        if let Some(bound) = bound.as_ref().filter(|bound| bound.value == 0) {
            redundant(spec, keyword, bound.span, "nothing has fewer than none", found);
        }
    }
}

fn implied_by_blank(spec: &Spec<'_>, found: &mut Vec<Raw>) {
    let Some(blank) = &spec.spec.not_blank else { return };
    if !blank.value {
        redundant(spec, "notBlank", blank.span, "a string may be blank unless it says so", found);
    } else if let Some(least) = spec.spec.min_length.as_ref().filter(|least| least.value == 1) {
        redundant(spec, "minLength", least.span, "`notBlank` asks for a character already", found);
    }
}

fn implied_by_pattern(spec: &Spec<'_>, found: &mut Vec<Raw>) {
    let Some((_, pattern)) = regex::pattern(spec.spec) else { return };
    let Some(tree) = regex::tree(&pattern) else { return };
    let fewest = regex::fewest(&tree);
    if let Some(least) = &spec.spec.min_length
        && least.value > 0
        && least.value <= fewest
    {
        let message = format!("whatever matches the pattern has {fewest} characters or more");
        redundant(spec, "minLength", least.span, &message, found);
    }
    if let Some(bound) = &spec.spec.max_length
        && regex::anchors(&tree) == (true, true)
        && let Some(most) = regex::most(&tree)
        && most <= bound.value
    {
        let message = format!("whatever matches the pattern has {most} characters at most");
        redundant(spec, "maxLength", bound.span, &message, found);
    }
    if let Some(blank) = spec.spec.not_blank.as_ref().filter(|blank| blank.value)
        && regex::is_visible(&tree)
    {
        redundant(spec, "notBlank", blank.span, "whatever matches the pattern is not blank", found);
    }
}
