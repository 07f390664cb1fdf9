//! Where contracts ask for what a violation code is about.

use event_contract::Code;
use event_contract_codegen::model::{
    Builtin, Field, Line, Location, Object, Presence, Shape, Type, TypeDef,
};

/// The first place that can give rise to a violation with this code, and its name.
pub(super) fn witness(line: &Line, code: Code) -> Option<(String, &Location)> {
    if let Some(asks) = of_shape(code) {
        let found = line.types.iter().find(|def| asks(&def.shape))?;
        return Some((owner(line, found), &found.location));
    }
    match code {
        Code::Rule => objects(line).find_map(|(def, object)| {
            object.rules.first().map(|rule| (owner(line, def), &rule.location))
        }),
        Code::UnknownField => objects(line)
            .find(|(_, object)| object.closed)
            .map(|(def, _)| (owner(line, def), &def.location)),
        Code::Required => field(line, |field| field.presence == Presence::Required),
        Code::Format => field(line, |field| field.ty == Type::Builtin(Builtin::DateTime)),
        Code::Type => field(line, |field| field.ty == Type::Builtin(Builtin::Boolean)),
        _ => None,
    }
}

/// Whether a shape asks for something, for the codes that are about a single value.
fn of_shape(code: Code) -> Option<fn(&Shape) -> bool> {
    Some(match code {
        Code::Enum => |shape| matches!(shape, Shape::Enum(declared) if declared.values.len() > 1),
        Code::MinLength => |shape| matches!(shape, Shape::Text(text) if text.min_length > 0),
        Code::MaxLength => |shape| matches!(shape, Shape::Text(text) if text.max_length.is_some()),
        Code::Pattern => |shape| matches!(shape, Shape::Text(text) if text.pattern.is_some()),
        Code::Blank => |shape| matches!(shape, Shape::Text(text) if text.not_blank),
        Code::Minimum => |shape| match shape {
            Shape::Integer(bounds) => bounds.minimum.is_some(),
            Shape::Number(bounds) => bounds.minimum.is_some(),
            _ => false,
        },
        Code::Maximum => |shape| match shape {
            Shape::Integer(bounds) => bounds.maximum.is_some(),
            Shape::Number(bounds) => bounds.maximum.is_some(),
            _ => false,
        },
        Code::ExclusiveMinimum => {
            |shape| matches!(shape, Shape::Number(bounds) if bounds.exclusive_minimum.is_some())
        }
        Code::ExclusiveMaximum => {
            |shape| matches!(shape, Shape::Number(bounds) if bounds.exclusive_maximum.is_some())
        }
        Code::MinItems => |shape| matches!(shape, Shape::Array(array) if array.min_items > 0),
        Code::MaxItems => |shape| matches!(shape, Shape::Array(array) if array.max_items.is_some()),
        Code::MinProperties => |shape| matches!(shape, Shape::Map(map) if map.min_properties > 0),
        Code::MaxProperties => {
            |shape| matches!(shape, Shape::Map(map) if map.max_properties.is_some())
        }
        _ => return None,
    })
}

fn objects(line: &Line) -> impl Iterator<Item = (&TypeDef, &Object)> {
    line.types.iter().filter_map(|def| match &def.shape {
        Shape::Object(object) => Some((def, object)),
        _ => None,
    })
}

fn field(line: &Line, asks: impl Fn(&Field) -> bool) -> Option<(String, &Location)> {
    objects(line).find_map(|(def, object)| {
        let field = object.fields.iter().find(|field| asks(field))?;
        Some((owner(line, def), &field.location))
    })
}

/// The event that a type is the payload of, or else the type.
fn owner(line: &Line, def: &TypeDef) -> String {
    let event = line.events.iter().find(|event| line.def(event.payload).name == def.name);
    event.map_or(&def.name, |event| &event.name).clone()
}
