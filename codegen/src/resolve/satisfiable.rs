//! Whether there is a value of every type: a contract that nothing keeps is a mistake in it.

use std::collections::HashMap;
use std::iter;

use crate::diagnostic::Sink;
use crate::fixtures::{Solved, minimal, solve, words};
use crate::model::{Line, Shape, Type, TypeId};
use crate::source::Span;

/// The most values that a smallest payload may hold.
const MOST_VALUES: u64 = 100_000;

/// Reports types that no value keeps, and those whose smallest value is too large to be made.
pub(super) fn check(line: &Line, names: &HashMap<String, (TypeId, Span)>, sink: &mut Sink) {
    let spans: HashMap<usize, Span> = names.values().map(|(id, span)| (id.0, *span)).collect();
    let span = |id: usize| spans.get(&id).copied().unwrap_or_default();
    let sizes = sizes(line);
    for (id, size) in sizes.iter().enumerate() {
        let large_part =
            parts(&line.types[id].shape).any(|part| size_of(part, &sizes) > MOST_VALUES);
        if *size > MOST_VALUES && !large_part {
            let message = format!(
                "the smallest value of this type would hold more than {MOST_VALUES} others"
            );
            sink.error(span(id), "too-large", message);
        }
    }
    if !sink.is_clean() {
        return;
    }
    for (id, def) in line.types.iter().enumerate() {
        match &def.shape {
            Shape::Text(text)
                if text.pattern.is_none()
                    && words(text, text.min_length, text.max_length).is_none() =>
            {
                let message = "no text that is not blank has an allowed length";
                sink.error(span(id), "contradiction", message);
            }
            Shape::Object(object) if !object.rules.is_empty() => {
                let base = minimal(line, TypeId(id));
                let rules: Vec<String> =
                    object.rules.iter().map(|rule| format!("`{}`", rule.id)).collect();
                let found = match solve(line, object, &base, None) {
                    Solved::By(_) => continue,
                    Solved::No => "there is no value that keeps",
                    Solved::Unknown => "no value could be found that keeps",
                };
                let message = format!("{found} all of its rules: {}", rules.join(", "));
                sink.error(span(id), "contradiction", message);
            }
            _ => {}
        }
    }
}

/// How many values a value of each type holds that has one item wherever it may have none, itself included.
fn sizes(line: &Line) -> Vec<u64> {
    let mut sizes = vec![0; line.types.len()];
    let mut pending: Vec<(usize, bool)> = (0..line.types.len()).map(|id| (id, false)).collect();
    // Types do not contain themselves.
    while let Some((id, ready)) = pending.pop() {
        if sizes[id] > 0 {
            continue;
        }
        let shape = &line.types[id].shape;
        if !ready {
            pending.push((id, true));
            pending.extend(parts(shape).filter_map(|part| Some((named(part)?, false))));
            continue;
        }
        let of = |ty: &Type| size_of(ty, &sizes);
        let size = match shape {
            Shape::Alias(ty) => of(ty),
            Shape::Array(array) => of(&array.items).saturating_mul(array.min_items.max(1)),
            Shape::Map(map) => of(&map.values).saturating_mul(map.min_properties.max(1)),
            Shape::AnyOf(alternatives) => alternatives.first().map_or(1, of),
            Shape::Object(object) => {
                object.fields.iter().fold(0, |sum: u64, field| sum.saturating_add(of(&field.ty)))
            }
            Shape::Text(_) | Shape::Enum(_) | Shape::Integer(_) | Shape::Number(_) => 1,
        };
        sizes[id] = size.max(1);
    }
    sizes
}

/// The same of a type in place.
fn size_of(ty: &Type, sizes: &[u64]) -> u64 {
    named(ty).map_or(1, |id| sizes[id])
}

/// The declared type behind lists and maps.
fn named(ty: &Type) -> Option<usize> {
    match ty {
        Type::Named(id) => Some(id.0),
        Type::List(inner) | Type::Map(inner) => named(inner),
        Type::Builtin(_) => None,
    }
}

/// The types that a shape is made of.
fn parts(shape: &Shape) -> Box<dyn Iterator<Item = &Type> + '_> {
    match shape {
        Shape::Alias(ty) => Box::new(iter::once(ty)),
        Shape::Array(array) => Box::new(iter::once(&array.items)),
        Shape::Map(map) => Box::new(iter::once(&map.values)),
        Shape::AnyOf(alternatives) => Box::new(alternatives.iter()),
        Shape::Object(object) => Box::new(object.fields.iter().map(|field| &field.ty)),
        _ => Box::new(iter::empty()),
    }
}
