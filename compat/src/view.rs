//! Types as values see them: names and aliases are looked through.

use event_contract::machine::Fact;
use event_contract::table::Test;
use event_contract_codegen::model::{
    Builtin, Enum, Integer, Line, Number, Object, Shape, Text, Type, TypeId,
};

/// What values of a type look like.
#[derive(Clone, Debug)]
pub(crate) enum View<'m> {
    Any,
    Boolean,
    Text(Words<'m>),
    Integer(Integer),
    Number(Number),
    Enum(&'m Enum),
    Object(&'m Object),
    /// An object with free keys.
    Map(Many<'m>),
    Array(Many<'m>),
    /// Types of different kinds, none of them a choice.
    Choice(Vec<&'m Type>),
}

/// A string's constraints.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<'m> {
    pub(crate) declared: Option<&'m Text>,
    pub(crate) format: Option<Builtin>,
}

/// Values of one type, with bounds of their number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Many<'m> {
    pub(crate) of: &'m Type,
    pub(crate) min: u64,
    pub(crate) max: Option<u64>,
}

/// The JSON kind of a value; whole and other numbers are of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    String,
    Number,
    Boolean,
    Object,
    Array,
    Any,
}

impl Json {
    /// The kind in words.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Object => "object",
            Self::Array => "array",
            Self::Any => "any value",
        }
    }
}

impl<'m> View<'m> {
    /// The view of a type of the line.
    pub(crate) fn of(line: &'m Line, ty: &'m Type) -> Self {
        static ANY: Type = Type::Builtin(Builtin::Any);
        match ty {
            Type::Builtin(builtin) => match builtin {
                Builtin::Any => Self::Any,
                Builtin::Boolean => Self::Boolean,
                Builtin::Integer => Self::Integer(Integer::default()),
                Builtin::Number => Self::Number(Number::default()),
                Builtin::Object => Self::Map(Many { of: &ANY, min: 0, max: None }),
                Builtin::String => Self::Text(Words { declared: None, format: None }),
                Builtin::DateTime
                | Builtin::PydanticDatetime
                | Builtin::Iso8601
                | Builtin::Uuid
                | Builtin::Uri
                | Builtin::EventId => Self::Text(Words { declared: None, format: Some(*builtin) }),
            },
            Type::List(items) => Self::Array(Many { of: items, min: 0, max: None }),
            Type::Map(values) => Self::Map(Many { of: values, min: 0, max: None }),
            Type::Named(id) => Self::named(line, *id),
        }
    }

    /// The view of a named type.
    pub(crate) fn named(line: &'m Line, id: TypeId) -> Self {
        match &line.def(id).shape {
            Shape::Alias(ty) => Self::of(line, ty),
            Shape::Text(text) => Self::Text(Words { declared: Some(text), format: None }),
            Shape::Integer(bounds) => Self::Integer(*bounds),
            Shape::Number(bounds) => Self::Number(bounds.clone()),
            Shape::Enum(declared) => Self::Enum(declared),
            Shape::Object(object) => Self::Object(object),
            Shape::Array(array) => {
                Self::Array(Many { of: &array.items, min: array.min_items, max: array.max_items })
            }
            Shape::Map(map) => Self::Map(Many {
                of: &map.values,
                min: map.min_properties,
                max: map.max_properties,
            }),
            Shape::AnyOf(alternatives) => {
                let mut flat = Vec::new();
                flatten(line, alternatives, &mut flat);
                if flat.iter().any(|ty| matches!(Self::of(line, ty), Self::Any)) {
                    return Self::Any;
                }
                Self::Choice(flat)
            }
        }
    }

    /// The JSON kind; a choice has none of its own.
    pub(crate) const fn kind(&self) -> Json {
        match self {
            Self::Any | Self::Choice(_) => Json::Any,
            Self::Boolean => Json::Boolean,
            Self::Text(_) | Self::Enum(_) => Json::String,
            Self::Integer(_) | Self::Number(_) => Json::Number,
            Self::Object(_) | Self::Map(_) => Json::Object,
            Self::Array(_) => Json::Array,
        }
    }

    /// The type in words.
    pub(crate) fn describe(&self) -> &'static str {
        match self {
            Self::Enum(_) => "enum",
            Self::Integer(_) => "whole number",
            Self::Map(_) => "object with free keys",
            Self::Choice(_) => "choice",
            Self::Text(words) => words.format.map_or("string", Builtin::name),
            other => other.kind().name(),
        }
    }
}

fn flatten<'m>(line: &'m Line, alternatives: &'m [Type], flat: &mut Vec<&'m Type>) {
    for ty in alternatives {
        let mut ty = ty;
        while let Type::Named(id) = ty
            && let Shape::Alias(inner) = &line.def(*id).shape
        {
            ty = inner;
        }
        match ty {
            Type::Named(id) if let Shape::AnyOf(inner) = &line.def(*id).shape => {
                flatten(line, inner, flat);
            }
            ty => flat.push(ty),
        }
    }
}

impl Words<'_> {
    /// Fewest characters, as all constraints together ask.
    pub(crate) fn min(&self) -> u64 {
        if let Some(literals) = self.literals() {
            return literals.iter().map(|text| text.chars().count() as u64).min().unwrap_or(0);
        }
        let declared = self.declared.map_or(0, |text| text.min_length);
        declared.max(u64::from(self.not_blank()))
    }

    /// Most characters.
    pub(crate) fn max(&self) -> Option<u64> {
        if let Some(literals) = self.literals() {
            return literals.iter().map(|text| text.chars().count() as u64).max();
        }
        match self.format {
            Some(Builtin::EventId) => Some(36),
            // With the prefix of a URN.
            Some(Builtin::Uuid) => Some(45),
            _ => self.declared.and_then(|text| text.max_length),
        }
    }

    /// Whether something other than white space is needed. Every format sees to that by itself.
    pub(crate) fn not_blank(&self) -> bool {
        let literal = |literals: &[String]| literals.iter().all(|text| !is_blank(text));
        self.format.is_some()
            || self.declared.is_some_and(|text| text.not_blank)
            || self.literals().is_some_and(literal)
    }

    pub(crate) fn pattern(&self) -> Option<&event_contract_codegen::pattern::Pattern> {
        self.declared.and_then(|text| text.pattern.as_ref())
    }

    /// The only values there are, if the pattern lists them.
    pub(crate) fn literals(&self) -> Option<&[String]> {
        self.pattern().and_then(|pattern| pattern.literals.as_deref())
    }

    /// Whether a text keeps the constraints, as far as can be told without the format's library.
    pub(crate) fn may_hold(&self, text: &str) -> bool {
        let length = text.chars().count() as u64;
        let declared = self.declared.is_none_or(|declared| {
            length >= declared.min_length
                && declared.max_length.is_none_or(|most| length <= most)
                && (!declared.not_blank || !is_blank(text))
                && declared.pattern.as_ref().is_none_or(|pattern| pattern.matches(text))
        });
        declared && (self.format.is_none() || !is_blank(text))
    }
}

/// Whether a text is nothing but white space, as the contracts have it.
pub(crate) fn is_blank(text: &str) -> bool {
    !Test::NotBlank.holds(Fact::Text(text.into()))
}
