//! Defaults: contract text read as a value of a type.

use serde_json::{Map, Number, Value};

use crate::model::{Builtin, Shape, Type};
use crate::source::Span;
use crate::yaml::{Kind, Node};

use super::Resolver;

/// Why a default does not fit, and where.
pub(super) struct ValueError {
    pub(super) span: Span,
    pub(super) message: String,
}

/// The value that `node` gives to a field of type `ty`.
pub(super) fn of_type(
    resolver: &Resolver<'_>,
    ty: &Type,
    node: &Node,
) -> Result<Value, ValueError> {
    let refuse = |message: &str| Err(ValueError { span: node.span, message: message.to_owned() });
    match ty {
        Type::List(item) => list(resolver, item, node),
        Type::Map(value) => map(resolver, value, node),
        Type::Builtin(builtin) => match builtin {
            Builtin::String => string(node).map(Value::String),
            Builtin::Integer => integer(node).map(Value::from),
            Builtin::Number => number(node).map(Value::Number),
            Builtin::Boolean => match plain(node) {
                Some("true") => Ok(Value::Bool(true)),
                Some("false") => Ok(Value::Bool(false)),
                _ => refuse("the default of a boolean is `true` or `false`"),
            },
            Builtin::Object => map(resolver, &Type::Builtin(Builtin::Any), node),
            Builtin::Any => Ok(any(node)),
            _ => refuse("a value of this form has no sensible default"),
        },
        Type::Named(_) => match resolver.named_shape(ty) {
            Some(Shape::Alias(ty)) => of_type(resolver, ty, node),
            Some(Shape::Text(text)) => {
                let value = string(node)?;
                let length = value.chars().count() as u64;
                let fits = length >= text.min_length
                    && text.max_length.is_none_or(|most| length <= most)
                    && text.pattern.as_ref().is_none_or(|pattern| pattern.matches(&value))
                    && (!text.not_blank || !value.trim().is_empty());
                if fits {
                    Ok(Value::String(value))
                } else {
                    refuse("the default is not valid for its own type")
                }
            }
            Some(Shape::Integer(bounds)) => {
                let value = integer(node)?;
                let fits = bounds.minimum.is_none_or(|least| value >= least)
                    && bounds.maximum.is_none_or(|most| value <= most);
                if fits { Ok(Value::from(value)) } else { refuse("the default is out of bounds") }
            }
            Some(Shape::Number(bounds)) => {
                let value = number(node)?;
                let real = value.as_f64().unwrap_or(f64::NAN);
                let fits = bounds.minimum.is_none_or(|least| real >= least)
                    && bounds.maximum.is_none_or(|most| real <= most)
                    && bounds.exclusive_minimum.is_none_or(|least| real > least)
                    && bounds.exclusive_maximum.is_none_or(|most| real < most);
                if fits { Ok(Value::Number(value)) } else { refuse("the default is out of bounds") }
            }
            Some(Shape::Enum(declared)) => {
                let value = string(node)?;
                if declared.values.contains(&value) {
                    Ok(Value::String(value))
                } else {
                    refuse("the default is not a value of the enum")
                }
            }
            Some(Shape::Array(array)) => {
                let value = list(resolver, &array.items, node)?;
                let length = value.as_array().map_or(0, Vec::len) as u64;
                let fits =
                    length >= array.min_items && array.max_items.is_none_or(|most| length <= most);
                if fits { Ok(value) } else { refuse("the default does not have an allowed length") }
            }
            _ => refuse("only scalars, lists and free objects can have a default"),
        },
    }
}

fn plain(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Scalar { text, plain: true } => Some(text),
        _ => None,
    }
}

fn string(node: &Node) -> Result<String, ValueError> {
    match &node.kind {
        Kind::Scalar { text, .. } if !node.is_null() && !node.is_number_or_boolean() => {
            Ok(text.clone())
        }
        _ => Err(ValueError {
            span: node.span,
            message: "the default of a string is text".to_owned(),
        }),
    }
}

fn integer(node: &Node) -> Result<i64, ValueError> {
    plain(node).and_then(|text| text.parse().ok()).ok_or_else(|| ValueError {
        span: node.span,
        message: "the default of an integer is a whole number of 64 bits".to_owned(),
    })
}

fn number(node: &Node) -> Result<Number, ValueError> {
    plain(node).and_then(|text| serde_json::from_str(text).ok()).ok_or_else(|| ValueError {
        span: node.span,
        message: "the default of a number is a decimal number".to_owned(),
    })
}

fn list(resolver: &Resolver<'_>, item: &Type, node: &Node) -> Result<Value, ValueError> {
    match &node.kind {
        Kind::Sequence(items) => items
            .iter()
            .map(|node| of_type(resolver, item, node))
            .collect::<Result<_, _>>()
            .map(Value::Array),
        _ => Err(ValueError {
            span: node.span,
            message: "the default of a list is a list".to_owned(),
        }),
    }
}

fn map(resolver: &Resolver<'_>, value: &Type, node: &Node) -> Result<Value, ValueError> {
    match &node.kind {
        Kind::Mapping(entries) => entries
            .iter()
            .map(|(key, node)| Ok((key.value.clone(), of_type(resolver, value, node)?)))
            .collect::<Result<Map<_, _>, _>>()
            .map(Value::Object),
        _ => Err(ValueError {
            span: node.span,
            message: "the default of an object is a mapping".to_owned(),
        }),
    }
}

/// A value without a declared type, in YAML's core reading.
pub(crate) fn any(node: &Node) -> Value {
    match &node.kind {
        _ if node.is_null() => Value::Null,
        Kind::Scalar { text, plain: true } => match text.as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            text => serde_json::from_str(text).map_or_else(|_| Value::from(text), Value::Number),
        },
        Kind::Scalar { text, .. } => Value::String(text.clone()),
        Kind::Sequence(items) => Value::Array(items.iter().map(any).collect()),
        Kind::Mapping(entries) => Value::Object(
            entries.iter().map(|(key, node)| (key.value.clone(), any(node))).collect(),
        ),
    }
}
