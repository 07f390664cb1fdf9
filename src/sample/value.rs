//! Valid values.

use serde_json::{Map, Value};

use super::{Source, text};
use crate::check;
use crate::rules;
use crate::table::{Array, Clause, Integer, Number, Object, Presence, Rule, Test, Type};

/// Below this many containers only what must be there is made.
const DEPTH: u32 = 6;

/// A valid value of the type.
pub fn value(ty: &Type, source: &mut Source) -> Value {
    let mut made = any(*ty, source, 0);
    // Rules that contradict each other's repairs are rare; other choices usually avoid them.
    for _ in 0..16 {
        if check::document(&made.to_string(), *ty, true).is_ok() {
            break;
        }
        made = any(*ty, source, 0);
    }
    made
}

pub(super) fn any(ty: Type, source: &mut Source, depth: u32) -> Value {
    match ty {
        Type::Text(table) => text::text(table, source).into(),
        Type::Integer(table) => integer(table, source).into(),
        Type::Number(table) => number(table, source).into(),
        Type::Boolean => (source.below(2) == 1).into(),
        Type::Enum(table) => source.pick(table.values).copied().unwrap_or_default().into(),
        Type::Object(table) => object(table, source, depth),
        Type::Map(table) => {
            let most = table.max_properties.unwrap_or(usize::MAX);
            let extra = if depth > DEPTH { 0 } else { source.below(3) };
            let count = (table.min_properties + extra).min(most);
            (0..count)
                .map(|key| (format!("key{key}"), any(table.values, source, depth + 1)))
                .collect()
        }
        Type::Array(table) => array(table, source, depth),
        Type::AnyOf(table) => {
            let picked = source.pick(table.alternatives).copied();
            picked.map_or(Value::Null, |ty| any(ty, source, depth))
        }
        Type::Any => free(source, depth),
    }
}

fn free(source: &mut Source, depth: u32) -> Value {
    let kinds = if depth > DEPTH { 4 } else { 6 };
    match source.below(kinds) {
        0 => "text".into(),
        1 => source.below(1000).into(),
        2 => true.into(),
        3 => 0.5.into(),
        4 => Value::Array(vec![free(source, depth + 1)]),
        _ => [("note".to_owned(), free(source, depth + 1))].into_iter().collect(),
    }
}

fn integer(table: &Integer, source: &mut Source) -> i64 {
    let low = table.minimum.unwrap_or_else(|| table.maximum.unwrap_or(0).min(0));
    let high = table.maximum.unwrap_or(i64::MAX);
    let span = high.saturating_sub(low);
    match source.below(8) {
        0 => low,
        1 => high,
        2 => low.saturating_add(i64::try_from(source.choice() >> 2).unwrap_or(0).min(span)),
        _ => low.saturating_add(i64::try_from(source.below(100)).unwrap_or(0).min(span)),
    }
}

fn number(table: &Number, source: &mut Source) -> f64 {
    let low = [table.minimum, table.exclusive_minimum].into_iter().flatten().reduce(f64::max);
    let high = [table.maximum, table.exclusive_maximum].into_iter().flatten().reduce(f64::min);
    let (low, high) = match (low, high) {
        (Some(low), Some(high)) => (low, high),
        (Some(low), None) => (low, low + 100.0),
        (None, Some(high)) => (high - 100.0, high),
        (None, None) => (0.0, 100.0),
    };
    let steps = [0.0, 1.0, 0.5, 0.25, 0.125, 0.75];
    let step = source.pick(&steps).copied().unwrap_or(0.5);
    let made = low + (high - low) * step;
    if check::number_holds(table, made) { made } else { low + (high - low) / 2.0 }
}

fn array(table: &Array, source: &mut Source, depth: u32) -> Value {
    let most = table.max_items.unwrap_or(usize::MAX);
    let extra = if depth > DEPTH { 0 } else { source.below(3) };
    let count = (table.min_items + extra).min(most);
    (0..count).map(|_| any(table.items, source, depth + 1)).collect()
}

fn object(table: &Object, source: &mut Source, depth: u32) -> Value {
    let mut made = Map::new();
    for field in table.fields {
        let there = match field.presence {
            Presence::Required => true,
            Presence::Optional | Presence::Default(_) => source.below(2) == 1 && depth <= DEPTH,
        };
        if there {
            let null = field.presence == Presence::Optional && source.per_mille(100);
            let value = if null { Value::Null } else { any(field.ty, source, depth + 1) };
            made.insert(field.name.into(), value);
        }
    }
    for _ in 0..4 {
        for rule in table.rules {
            keep(table, rule, &mut made, source, depth);
        }
    }
    Value::Object(made)
}

/// Makes a rule hold: its conclusion where that can be arranged, else not its premise.
fn keep(
    table: &Object,
    rule: &Rule,
    made: &mut Map<String, Value>,
    source: &mut Source,
    depth: u32,
) {
    if !rule.when.iter().all(|clause| holds(table, clause, made)) {
        return;
    }
    for clause in rule.then {
        if !holds(table, clause, made) {
            arrange(table, clause, made, source, depth);
        }
    }
    if rule.then.iter().all(|clause| holds(table, clause, made)) {
        return;
    }
    for clause in rule.when {
        prevent(table, clause, made, source, depth);
        if !holds(table, clause, made) {
            return;
        }
    }
}

fn holds(table: &Object, clause: &Clause, made: &Map<String, Value>) -> bool {
    let Some(field) = table.fields.get(clause.field) else { return false };
    let default = match field.presence {
        Presence::Default(json) => serde_json::from_str(json).unwrap_or_default(),
        _ => Value::Null,
    };
    match (clause.test, made.get(field.name).unwrap_or(&default)) {
        (Test::Is(expected), Value::Bool(value)) => *value == expected,
        (Test::Present, value) => !value.is_null(),
        (Test::Absent, value) => value.is_null(),
        (Test::OneOf(_) | Test::NotBlank, Value::String(value)) => {
            rules::string_passes(field.ty, clause.test, value)
        }
        _ => false,
    }
}

fn arrange(
    table: &Object,
    clause: &Clause,
    made: &mut Map<String, Value>,
    source: &mut Source,
    depth: u32,
) {
    let Some(field) = table.fields.get(clause.field) else { return };
    let value = match clause.test {
        Test::Is(value) => value.into(),
        Test::OneOf(values) => source.pick(values).copied().unwrap_or_default().into(),
        Test::Present => any(field.ty, source, depth + 1),
        Test::NotBlank => "because".into(),
        Test::Absent => {
            made.shift_remove(field.name);
            return;
        }
    };
    made.insert(field.name.into(), value);
}

/// Changes a field so that the clause does not hold, if its type allows.
fn prevent(
    table: &Object,
    clause: &Clause,
    made: &mut Map<String, Value>,
    source: &mut Source,
    depth: u32,
) {
    let Some(field) = table.fields.get(clause.field) else { return };
    let value = match (clause.test, field.ty) {
        (Test::Is(value), _) => Value::Bool(!value),
        (Test::Absent, ty) => any(ty, source, depth + 1),
        (_, _) if field.presence != Presence::Required => {
            made.shift_remove(field.name);
            return;
        }
        (Test::OneOf(taken), Type::Enum(choices)) => {
            let free = choices.values.iter().find(|value| !taken.contains(value));
            free.copied().map_or(Value::Null, Value::from)
        }
        (_, ty) => any(ty, source, depth + 1),
    };
    made.insert(field.name.into(), value);
}
