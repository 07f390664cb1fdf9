//! Values that do not keep their contract, in ways that lenient readers refuse too: a reader may turn `"7"`
//! into 7, but none turns an object into a number.

use event_contract::sample::Source;
use event_contract::table::{Field, Object, Presence, Type};
use serde_json::{Map, Value, json};

/// Breaks an object at one place. Where nothing is left to break it stays as it is.
pub(super) fn spoil(table: &Object, value: &mut Value, source: &mut Source) {
    let Value::Object(map) = value else { return };
    let inner: Vec<&Field> = table
        .fields
        .iter()
        .filter(|field| map.get(field.name).is_some_and(|value| nested(field.ty, value).is_some()))
        .collect();
    if source.per_mille(350)
        && let Some(field) = source.pick(&inner)
        && let Some(value) = map.get_mut(field.name)
        && let Some((table, value)) = nested_mut(field.ty, value)
    {
        spoil(table, value, source);
        return;
    }
    let Some(field) = source.pick(table.fields) else { return };
    match source.below(6) {
        0 | 1 => remove(table, map, source),
        2 => {
            let null =
                if field.presence == Presence::Required { Value::Null } else { wrong(field.ty) };
            map.insert(field.name.into(), null);
        }
        3 => {
            map.insert("extra".into(), 1.into());
        }
        4 => {
            map.insert(field.name.into(), beyond(field.ty));
        }
        _ => {
            map.insert(field.name.into(), wrong(field.ty));
        }
    }
}

fn remove(table: &Object, map: &mut Map<String, Value>, source: &mut Source) {
    let required: Vec<&Field> =
        table.fields.iter().filter(|field| field.presence == Presence::Required).collect();
    if let Some(field) = source.pick(&required) {
        map.shift_remove(field.name);
    }
}

/// A value of a kind that the type does not have.
fn wrong(ty: Type) -> Value {
    match ty {
        Type::Object(_) | Type::Map(_) | Type::Array(_) => "text".into(),
        Type::AnyOf(_) => json!([1]),
        _ => json!({ "a": 1 }),
    }
}

/// A value of the right kind outside what the type allows, if there is one.
fn beyond(ty: Type) -> Value {
    match ty {
        Type::Text(table) if table.min_length > 0 => "".into(),
        Type::Text(table) if table.pattern.is_some() || table.format.is_some() => "nonsense".into(),
        Type::Enum(_) => "nonsense".into(),
        Type::Integer(table) => table.minimum.map_or(json!(0.5), |least| (least - 1).into()),
        Type::Number(table) => {
            let least = table.minimum.or(table.exclusive_minimum);
            least.map_or_else(|| wrong(ty), |least| (least - 1.0).into())
        }
        Type::Array(table) if table.min_items > 0 => json!([]),
        _ => wrong(ty),
    }
}

/// The object that a field holds, alone or as an item of a list.
fn nested(ty: Type, value: &Value) -> Option<()> {
    match (ty, value) {
        (Type::Object(_), Value::Object(_)) => Some(()),
        (Type::Array(array), Value::Array(items)) => nested(array.items, items.first()?),
        _ => None,
    }
}

fn nested_mut(ty: Type, value: &mut Value) -> Option<(&'static Object, &mut Value)> {
    match (ty, value) {
        (Type::Object(table), value @ Value::Object(_)) => Some((table, value)),
        (Type::Array(array), Value::Array(items)) => nested_mut(array.items, items.first_mut()?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use event_contract::sample;
    use spec_kitty_contracts::v3::LINE;

    use super::*;

    #[test]
    fn most_spoilt_payloads_are_refused() {
        let (mut refused, mut all) = (0, 0);
        let mut source = Source::from_seed(11);
        for event in LINE.events.iter().cycle().take(2000) {
            let mut payload = sample::payload(event, &mut source);
            spoil(event.payload, &mut payload, &mut source);
            all += 1;
            refused += usize::from(!LINE.accepts_payload(event, payload.to_string().as_bytes()));
        }
        assert!(refused * 10 > all * 7, "{refused} of {all}");
    }
}
