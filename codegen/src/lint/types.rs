//! Rules about types that say less than is known.

use super::context::{Base, Context, Declared, Field, last_word, own_doc, words};
use super::rule::{Category, Rule};
use super::{Raw, regex};
use crate::diagnostic::Severity;
use crate::name;
use crate::syntax::TypeDecl;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "CLOSEDNESS_STATED",
        category: Category::Types,
        severity: Severity::Warning,
        default: false,
        meaning: "Events and types with fields say whether other keys are refused or dropped.",
        mend: "Write `additionalProperties: false` to refuse undeclared keys, `true` to drop them.",
        bad: "events:\n  OrderPlaced: { fields: { gift: boolean } }\n",
        good: "events:\n  OrderPlaced: { additionalProperties: false, fields: { gift: boolean } }\n",
        check: closedness_stated,
    },
    Rule {
        id: "CLOSED_TEXT",
        category: Category::Types,
        severity: Severity::Warning,
        default: true,
        meaning: "What is called status, state, kind, type, mode, level or severity is an enum rather than any text.",
        mend: "List the values in an `enum`. If the set really is open, ignore the rule and say who adds to it.",
        bad: "events:\n  OrderPlaced: { fields: { order_type: string } }\n",
        good: "types:\n  OrderType: { enum: [web, walk_in] }\nevents:\n  OrderPlaced: { fields: { order_type: OrderType } }\n",
        check: closed_text,
    },
    Rule {
        id: "ENUM_OVER_PATTERN",
        category: Category::Types,
        severity: Severity::Warning,
        default: true,
        meaning: "A closed set of strings is an enum, not a pattern that lists them.",
        mend: "Write `enum`: generated code then has a variant for every value, and messages name the values.",
        bad: "types:\n  Channel: { type: string, pattern: \"^(web|phone)$\" }\n",
        good: "types:\n  Channel: { enum: [web, phone] }\n",
        check: enum_over_pattern,
    },
    Rule {
        id: "ENUM_SINGLE_VALUE",
        category: Category::Types,
        severity: Severity::Warning,
        default: true,
        meaning: "An enum has several values; one that never gets a second is a `const`.",
        mend: "Write `const` with the value, or add the values that are missing.",
        bad: "types:\n  Channel: { enum: [web] }\n",
        good: "types:\n  Channel: { const: web }\n",
        check: enum_single_value,
    },
    Rule {
        id: "ID_TYPED",
        category: Category::Types,
        severity: Severity::Warning,
        default: true,
        meaning: "What is called an id has a type of its own, so that ids of different things cannot be mixed up.",
        mend: "Declare a type, such as `OrderId`, and use it wherever the id occurs.",
        bad: "events:\n  OrderPlaced: { fields: { order_id: string } }\n",
        good: "types:\n  OrderId: { type: string, minLength: 1 }\nevents:\n  OrderPlaced: { fields: { order_id: OrderId } }\n",
        check: id_typed,
    },
    Rule {
        id: "NUMBER_UNIT",
        category: Category::Types,
        severity: Severity::Warning,
        default: true,
        meaning: "A number that measures something names its unit, in its name or in a description.",
        mend: "End the name with the unit, as in `timeout_ms`, or say it in `doc`: \"in milliseconds\".",
        bad: "events:\n  OrderPlaced: { fields: { timeout: integer } }\n",
        good: "events:\n  OrderPlaced: { fields: { timeout_ms: integer } }\n",
        check: number_unit,
    },
    Rule {
        id: "TIMESTAMP_NAMED_AT",
        category: Category::Types,
        severity: Severity::Warning,
        default: true,
        meaning: "A point in time is called `..._at`.",
        mend: "Rename the field, as in `placed_at`. The envelope's fields are the transport's business and exempt.",
        bad: "events:\n  OrderPlaced: { fields: { placement_date: date-time } }\n",
        good: "events:\n  OrderPlaced: { fields: { placed_at: date-time } }\n",
        check: timestamp_named_at,
    },
    Rule {
        id: "TIMESTAMP_TYPED",
        category: Category::Types,
        severity: Severity::Warning,
        default: true,
        meaning: "What is called `..._at` is a point in time, not any text or number.",
        mend: "Use `date-time`, or `iso-8601` where a date may come without a time of day.",
        bad: "events:\n  OrderPlaced: { fields: { placed_at: string } }\n",
        good: "events:\n  OrderPlaced: { fields: { placed_at: date-time } }\n",
        check: timestamp_typed,
    },
    Rule {
        id: "TIME_ORDER_TEXT",
        category: Category::Types,
        severity: Severity::Warning,
        default: true,
        meaning: "Where nothing but times orders events, they compare as instants: as texts, 10:00+05:00 comes after 06:00Z, an hour too late.",
        mend: "Order by a `clock`, or remove `timeOrder: text` and make the time a `date-time`.",
        bad: "line: v1\npackage: orders\nversion: 1.0.0\nenvelope:\n  type: OrderEvent\n  eventType: type\n  payload: body\n  order: { id: id, time: at, timeOrder: text }\n",
        good: "line: v1\npackage: orders\nversion: 1.0.0\nenvelope:\n  type: OrderEvent\n  eventType: type\n  payload: body\n  order: { id: id, time: at }\n",
        check: time_order_text,
    },
];

fn closedness_stated(context: &Context<'_>, found: &mut Vec<Raw>) {
    let help = "write `additionalProperties: false` to refuse other keys, or `true` to drop them";
    for ty in context.types.iter().filter(|ty| !ty.envelope) {
        if let TypeDecl::Spec(spec) = ty.decl
            && (spec.fields.is_some() || spec.include.is_some())
            && spec.additional_properties.is_none()
        {
            let message =
                format!("the type `{}` does not say what becomes of other keys", ty.name.value);
            found.push(Raw::new(ty.name.span, &*ty.at, message).help(help));
        }
    }
    for (name, event) in context.files.iter().flat_map(|file| &file.file.events.0) {
        if event.additional_properties.is_none() {
            let message =
                format!("the event `{}` does not say what becomes of other keys", name.value);
            let raw = Raw::new(name.span, format!("events/{}", name.value), message);
            found.push(raw.help(help));
        }
    }
}

/// Last words of names whose values usually are a closed set.
const CLOSED: &[&str] = &["status", "state", "kind", "type", "mode", "level", "severity"];

fn closed_text(context: &Context<'_>, found: &mut Vec<Raw>) {
    let help = "list the values in an `enum`";
    let open = Base::Text { shaped: false };
    for Declared { name, decl, at, .. } in &context.types {
        let meaning = context.meaning(decl);
        if meaning.base == open && !meaning.list && CLOSED.contains(&&*last_word(name)) {
            let message = format!("the type `{}` takes any text", name.value);
            found.push(Raw::new(name.span, &**at, message).help(help));
        }
    }
    for Field { name, decl, at, .. } in context.fields.iter().filter(|field| !field.envelope) {
        let meaning = context.meaning(decl);
        let word = last_word(name);
        // A type with such a name is objected to where it is declared.
        let named_so = meaning.named.is_some_and(|def| last_word(&def.name) == word);
        if meaning.base == open && !meaning.list && !named_so && CLOSED.contains(&&*word) {
            let message = format!("the field `{}` takes any text", name.value);
            found.push(Raw::new(name.span, &**at, message).help(help));
        }
    }
}

fn enum_over_pattern(context: &Context<'_>, found: &mut Vec<Raw>) {
    for spec in &context.specs {
        let Some((source, pattern)) = regex::pattern(spec.spec) else { continue };
        let Some(values) = &pattern.literals else { continue };
        let help = match values.as_slice() {
            [only] => format!("write `const: {only}`"),
            values => format!("write `enum: [{}]`", values.join(", ")),
        };
        let message = "the pattern lists its values";
        found.push(Raw::new(source.span, format!("{}/pattern", spec.at), message).help(help));
    }
}

fn enum_single_value(context: &Context<'_>, found: &mut Vec<Raw>) {
    for spec in &context.specs {
        if let Some([only]) = spec.spec.values.as_deref() {
            let raw = Raw::new(only.span, format!("{}/enum", spec.at), "the enum has one value");
            found.push(raw.help(format!("write `const: {}`", only.value)));
        }
    }
}

fn id_typed(context: &Context<'_>, found: &mut Vec<Raw>) {
    for field in &context.fields {
        let meaning = context.meaning(field.decl);
        let is_id = ["id", "ids"].contains(&&*last_word(field.name));
        let free = matches!(meaning.base, Base::Text { .. } | Base::Integer);
        if is_id && !field.envelope && free && meaning.named.is_none() {
            let message = format!("the id `{}` has no type of its own", field.name.value);
            let raw = Raw::new(field.name.span, &*field.at, message);
            found.push(raw.help(match known_id(context, field.name) {
                Some(known) => format!("use `{known}`, if it is the id of the same kind of thing"),
                None => "declare a type for it, and use the type wherever the id occurs".to_owned(),
            }));
        }
    }
}

/// The declared type that a field's name ends with: `SessionId` for `primary_session_ids`.
fn known_id(context: &Context<'_>, field: &str) -> Option<String> {
    let name = name::snake(field);
    let mut rest = name.strip_suffix('s').unwrap_or(&name);
    loop {
        let wanted = name::camel(rest);
        if wanted != "Id" && context.id(&wanted).is_some() {
            return Some(wanted);
        }
        rest = rest.split_once('_')?.1;
    }
}

/// Words of names that measure something.
const QUANTITIES: &[&str] = &[
    "age",
    "amount",
    "bandwidth",
    "budget",
    "capacity",
    "cost",
    "delay",
    "distance",
    "duration",
    "elapsed",
    "fee",
    "height",
    "interval",
    "latency",
    "length",
    "lifetime",
    "memory",
    "price",
    "rate",
    "size",
    "speed",
    "temperature",
    "throughput",
    "timeout",
    "ttl",
    "weight",
    "width",
];

/// Parts of names that say in what something is measured, and mean other things in a text.
const SHORT_UNITS: &[&str] = &["fraction", "per", "s", "sec", "second", "share", "us"];

/// Words that say in what something is measured.
const UNITS: &[&str] = &[
    "%",
    "bits",
    "byte",
    "bytes",
    "bps",
    "celsius",
    "cents",
    "characters",
    "chars",
    "cm",
    "count",
    "day",
    "days",
    "eur",
    "fahrenheit",
    "gb",
    "gbp",
    "gib",
    "gram",
    "grams",
    "hour",
    "hours",
    "hundredths",
    "hz",
    "items",
    "kb",
    "kelvin",
    "kg",
    "kib",
    "kilograms",
    "kilometres",
    "km",
    "lines",
    "litres",
    "mb",
    "meters",
    "metres",
    "mib",
    "microseconds",
    "milliseconds",
    "millimetres",
    "minute",
    "minutes",
    "mm",
    "month",
    "months",
    "ms",
    "nanoseconds",
    "ns",
    "number",
    "pct",
    "percent",
    "pieces",
    "pixels",
    "px",
    "ratio",
    "seconds",
    "secs",
    "ticks",
    "tokens",
    "usd",
    "week",
    "weeks",
    "words",
    "year",
    "years",
];

fn number_unit(context: &Context<'_>, found: &mut Vec<Raw>) {
    let types = context.types.iter().map(|Declared { name, decl, at, .. }| (*name, *decl, at));
    let fields = context.fields.iter().map(|Field { name, decl, at, .. }| (*name, *decl, at));
    for (name, decl, at) in types.chain(fields) {
        let meaning = context.meaning(decl);
        let measures = match meaning.base {
            Base::Integer | Base::Number { bounded: true } => false,
            Base::Number { bounded: false } => true,
            _ => continue,
        };
        let mut said = words(&name::snake(name));
        if !measures && !said.iter().any(|word| QUANTITIES.contains(&&**word)) {
            continue;
        }
        let mut texts: Vec<&str> =
            own_doc(decl).into_iter().map(|doc| doc.value.as_str()).collect();
        if let Some(def) = meaning.named {
            said.extend(words(&name::snake(&def.name)));
            texts.push(&def.doc);
        }
        let is_unit = |word: &String| UNITS.contains(&&**word);
        let has_unit = said.iter().any(|word| is_unit(word) || SHORT_UNITS.contains(&&**word))
            || texts.into_iter().flat_map(words).any(|word| is_unit(&word));
        if !has_unit {
            let message = format!("the number `{}` has no unit", name.value);
            let raw = Raw::new(name.span, &**at, message);
            found.push(raw.help("name the unit, as in `timeout_ms`, or say it in `doc`"));
        }
    }
}

fn is_at(name: &str) -> bool {
    name == "at" || name.ends_with("_at")
}

fn timestamp_named_at(context: &Context<'_>, found: &mut Vec<Raw>) {
    for field in context.fields.iter().filter(|field| !field.envelope && !is_at(field.name)) {
        let meaning = context.meaning(field.decl);
        if meaning.base == Base::Time && !meaning.list {
            let message =
                format!("the point in time `{}` is not called `..._at`", field.name.value);
            found.push(Raw::new(field.name.span, &*field.at, message));
        }
    }
}

fn timestamp_typed(context: &Context<'_>, found: &mut Vec<Raw>) {
    for field in context.fields.iter().filter(|field| !field.envelope && is_at(field.name)) {
        let base = context.meaning(field.decl).base;
        if matches!(base, Base::Text { .. } | Base::Integer | Base::Number { .. }) {
            let message = format!("`{}` is called a point in time and is none", field.name.value);
            let raw = Raw::new(field.name.span, &*field.at, message);
            found.push(raw.help("use `date-time` or `iso-8601`"));
        }
    }
}

fn time_order_text(context: &Context<'_>, found: &mut Vec<Raw>) {
    let envelope = context.header.and_then(|header| header.envelope.as_ref());
    let Some(order) = envelope.and_then(|envelope| envelope.order.as_ref()) else { return };
    if let Some(by) = order.time_order.as_ref().filter(|by| by.value == "text")
        && order.clock.is_none()
    {
        let message = "events are ordered by the text of times, which have offsets of their own";
        found.push(Raw::new(by.span, "line/envelope/order/timeOrder", message));
    }
}
