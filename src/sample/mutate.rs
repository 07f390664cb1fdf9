//! Almost valid values: one change to a valid one.

use serde_json::{Value, json};

use super::Source;
use crate::table::{Object, Type};

/// The value with one random change, somewhere inside. The result may be valid all the same.
pub fn mutated(ty: &Type, mut value: Value, source: &mut Source) -> Value {
    change(*ty, &mut value, source);
    value
}

fn change(ty: Type, value: &mut Value, source: &mut Source) {
    if source.per_mille(700) && descend(ty, value, source) {
        return;
    }
    match (ty, &mut *value, source.below(3)) {
        (Type::Object(table), Value::Object(_), 1 | 2) => change_keys(table, value, source),
        (Type::Map(_), Value::Object(map), 1 | 2) => {
            if source.below(2) == 0 {
                map.clear();
            } else {
                map.insert("extra".into(), Value::Null);
            }
        }
        (_, Value::Array(items), 1) => items.clear(),
        (_, Value::Array(items), 2) => {
            let first = items.first().cloned().unwrap_or_default();
            items.extend(std::iter::repeat_n(first, 40));
        }
        (ty, Value::String(text), 1 | 2) => *text = other_text(ty, text, source),
        (ty, Value::Number(_), 1 | 2) => *value = other_number(ty, source),
        _ => *value = of_another_kind(source),
    }
}

/// Changes something inside the value, if there is an inside.
fn descend(ty: Type, value: &mut Value, source: &mut Source) -> bool {
    match (ty, value) {
        (Type::Object(table), Value::Object(map)) => {
            let at = source.below(map.len());
            let Some((key, value)) = map.iter_mut().nth(at) else { return false };
            let field = table.fields.iter().find(|field| field.name == key);
            change(field.map_or(Type::Any, |field| field.ty), value, source);
            true
        }
        (Type::Map(table), Value::Object(map)) => {
            let at = source.below(map.len());
            let Some((_, value)) = map.iter_mut().nth(at) else { return false };
            change(table.values, value, source);
            true
        }
        (Type::Array(table), Value::Array(items)) => {
            let at = source.below(items.len());
            let Some(item) = items.get_mut(at) else { return false };
            change(table.items, item, source);
            true
        }
        (Type::AnyOf(table), value) => {
            let first = value.to_string().bytes().next().unwrap_or_default();
            let Some(ty) = table.alternatives.iter().find(|ty| ty.may_start_with(first)) else {
                return false;
            };
            change(*ty, value, source);
            true
        }
        _ => false,
    }
}

fn change_keys(table: &Object, value: &mut Value, source: &mut Source) {
    let Some(map) = value.as_object_mut() else { return };
    let at = source.below(map.len());
    let key = map.keys().nth(at).cloned();
    match (source.below(4), key) {
        (0, Some(key)) => {
            map.shift_remove(&key);
        }
        (1, Some(key)) => {
            let removed = map.shift_remove(&key).unwrap_or_default();
            map.insert(format!("{key}s"), removed);
        }
        (2, _) => {
            let field = source.pick(table.fields).map_or("extra", |field| field.name);
            map.insert(field.into(), Value::Null);
        }
        _ => {
            map.insert("feature_slug".into(), "extra".into());
        }
    }
}

fn other_text(ty: Type, text: &str, source: &mut Source) -> String {
    match source.below(7) {
        0 => String::new(),
        1 => " \t\u{a0}".into(),
        2 => text.chars().skip(1).collect(),
        3 => format!("{text}x"),
        4 => text.to_ascii_uppercase(),
        5 => text.repeat(20),
        _ => match ty {
            Type::Enum(table) => table.aliases.first().map_or("other", |(alias, _)| alias).into(),
            _ => "💩\u{0}\"\\".into(),
        },
    }
}

fn other_number(ty: Type, source: &mut Source) -> Value {
    let bounds: Vec<f64> = match ty {
        Type::Number(table) => {
            [table.minimum, table.maximum, table.exclusive_minimum, table.exclusive_maximum]
                .into_iter()
                .flatten()
                .collect()
        }
        _ => Vec::new(),
    };
    let whole: Vec<i64> = match ty {
        Type::Integer(table) => [table.minimum, table.maximum].into_iter().flatten().collect(),
        _ => Vec::new(),
    };
    let step = source.below(3);
    if let Some(bound) = source.pick(&bounds) {
        return [bound - 0.5, *bound, bound + 0.5].get(step).copied().into();
    }
    if let Some(bound) = source.pick(&whole) {
        return [bound.saturating_sub(1), *bound, bound.saturating_add(1)]
            .get(step)
            .copied()
            .into();
    }
    source
        .pick(&[json!(-1), json!(0.5), json!(4.0), json!(1e300), json!(u64::MAX), json!(i64::MIN)])
        .cloned()
        .into()
}

fn of_another_kind(source: &mut Source) -> Value {
    let kinds = [
        json!(null),
        json!(true),
        json!(1),
        json!(1.5),
        json!("1"),
        json!([]),
        json!({}),
        json!(""),
    ];
    source.pick(&kinds).cloned().unwrap_or_default()
}
