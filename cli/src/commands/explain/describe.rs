//! Types and rules in words.

use event_contract_codegen::model::{
    Builtin, Clause, Field, Line, Object, Rule, Shape, Test, Type,
};

/// A type in words, with what it asks of a value.
pub(super) fn type_text(line: &Line, ty: &Type) -> String {
    match ty {
        Type::Builtin(builtin) => builtin_text(*builtin).to_owned(),
        Type::List(item) => format!("a list; each item {}", type_text(line, item)),
        Type::Map(value) => format!("an object; each value {}", type_text(line, value)),
        Type::Named(id) => {
            let def = line.def(*id);
            match &def.shape {
                Shape::Object(_) => def.name.clone(),
                shape => format!("{}: {}", def.name, shape_text(line, shape)),
            }
        }
    }
}

const fn builtin_text(builtin: Builtin) -> &'static str {
    match builtin {
        Builtin::String => "a string",
        Builtin::Integer => "a whole number",
        Builtin::Number => "a number",
        Builtin::Boolean => "true or false",
        Builtin::Object => "an object",
        Builtin::Any => "any JSON value",
        Builtin::DateTime => "a date and time with an offset (RFC 3339)",
        Builtin::PydanticDatetime => "a date and time, in any spelling that Pydantic reads",
        Builtin::Iso8601 => "an ISO 8601 date, with or without a time",
        Builtin::Uuid => "a UUID",
        Builtin::Uri => "an http or https URL",
        Builtin::EventId => "a ULID or a UUID",
    }
}

/// What a shape asks of a value, in words.
pub(super) fn shape_text(line: &Line, shape: &Shape) -> String {
    match shape {
        Shape::Alias(ty) => type_text(line, ty),
        Shape::Text(text) => {
            let mut parts = vec!["a string".to_owned()];
            if text.not_blank {
                parts.push("not only white space".to_owned());
            }
            parts.extend(range("character", text.min_length, text.max_length));
            parts.extend(
                text.pattern.as_ref().map(|pattern| format!("matching {}", pattern.source)),
            );
            parts.join(", ")
        }
        Shape::Integer(bounds) => {
            let mut parts = vec!["a whole number".to_owned()];
            parts.extend(bounds.minimum.map(|least| format!("at least {least}")));
            parts.extend(bounds.maximum.map(|most| format!("at most {most}")));
            parts.join(", ")
        }
        Shape::Number(bounds) => {
            let mut parts = vec!["a number".to_owned()];
            parts.extend(bounds.minimum.map(|least| format!("at least {least}")));
            parts.extend(bounds.exclusive_minimum.map(|least| format!("more than {least}")));
            parts.extend(bounds.maximum.map(|most| format!("at most {most}")));
            parts.extend(bounds.exclusive_maximum.map(|most| format!("less than {most}")));
            parts.join(", ")
        }
        Shape::Enum(declared) => match declared.values.as_slice() {
            [only] => format!("always {only:?}"),
            values => format!("one of {}", values.join(", ")),
        },
        Shape::Object(object) => {
            let fields: Vec<&str> = object.fields.iter().map(|field| field.name.as_str()).collect();
            format!("an object with {}", fields.join(", "))
        }
        Shape::Array(array) => {
            let mut parts = vec!["a list".to_owned()];
            parts.extend(range("item", array.min_items, array.max_items));
            format!("{}; each item {}", parts.join(", "), type_text(line, &array.items))
        }
        Shape::Map(map) => {
            let mut parts = vec!["an object".to_owned()];
            parts.extend(range("key", map.min_properties, map.max_properties));
            match &map.values {
                Type::Builtin(Builtin::Any) => parts.join(", "),
                values => format!("{}; each value {}", parts.join(", "), type_text(line, values)),
            }
        }
        Shape::AnyOf(alternatives) => {
            let alternatives: Vec<String> =
                alternatives.iter().map(|ty| alternative(line, ty)).collect();
            alternatives.join("; or ")
        }
    }
}

/// An alternative; the names of implied types say nothing here.
fn alternative(line: &Line, ty: &Type) -> String {
    match ty {
        Type::Named(id) => shape_text(line, &line.def(*id).shape),
        other => type_text(line, other),
    }
}

fn range(noun: &str, least: u64, most: Option<u64>) -> Option<String> {
    let count = |n: u64| if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") };
    match (least, most) {
        (0, None) => None,
        (least, None) => Some(format!("at least {}", count(least))),
        (0, Some(most)) => Some(format!("at most {}", count(most))),
        (least, Some(most)) if least == most => Some(format!("exactly {}", count(least))),
        (least, Some(most)) => Some(format!("{least} to {}", count(most))),
    }
}

/// A rule as a sentence.
pub(super) fn rule_text(object: &Object, rule: &Rule) -> String {
    let clauses = |clauses: &[Clause]| {
        let clauses: Vec<String> =
            clauses.iter().map(|clause| clause_text(object, clause)).collect();
        clauses.join(" and ")
    };
    let then = clauses(&rule.then);
    if rule.when.is_empty() {
        format!("Always: {then}.")
    } else {
        format!("If {}: {then}.", clauses(&rule.when))
    }
}

fn clause_text(object: &Object, clause: &Clause) -> String {
    let name = object.fields.get(clause.field).map_or("", |field: &Field| &field.name);
    match &clause.test {
        Test::Is(value) => format!("{name} is {value}"),
        Test::OneOf(values) => format!("{name} is {}", values.join(" or ")),
        Test::Present => format!("{name} is there"),
        Test::Absent => format!("{name} is absent or null"),
        Test::NotBlank => format!("{name} has more than white space"),
    }
}
