//! What can only be checked when every type is known: defaults, tests of rules, kinds of choices,
//! and that no type contains itself.

use serde_json::Value;

use crate::diagnostic::did_you_mean;
use crate::model::{Builtin, Presence, Shape, Test, Type, TypeId};
use crate::source::Span;
use crate::yaml::Node;

use super::Resolver;
use super::values::{self, ValueError};

/// A check that waits for all types.
pub(super) enum Late {
    /// A field's default; its value replaces a placeholder that holds the entry's index.
    Default { ty: Type, node: Node },
    /// A rule's or guard's test of a field.
    Test { ty: Type, presence: Presence, test: Test, span: Span },
    /// Alternatives that must differ in their JSON kind.
    Kinds { alternatives: Vec<Type>, span: Span },
}

impl Resolver<'_> {
    /// Queues a default; the presence holds its index until [`finish`](Self::finish).
    pub(super) fn late_default(&mut self, ty: &Type, node: &Node) -> Presence {
        let index = self.late.len();
        self.late.push(Late::Default { ty: ty.clone(), node: node.clone() });
        Presence::Default(Value::from(index))
    }

    pub(super) fn finish(&mut self) {
        // Nothing below is meaningful over types that could not be resolved, or without end.
        if !self.sink.is_clean() || !self.is_acyclic() {
            return;
        }
        let defaults = self.run_late();
        for def in self.types.iter_mut().flatten() {
            let Shape::Object(object) = &mut def.shape else { continue };
            for field in &mut object.fields {
                if let Presence::Default(value) = &mut field.presence
                    && let Some(index) = value.as_u64().and_then(|at| usize::try_from(at).ok())
                    && let Some(default) = defaults.get(index)
                {
                    *value = default.clone();
                }
            }
        }
    }

    /// Runs the queued checks; the values of defaults stand at their index.
    pub(super) fn run_late(&mut self) -> Vec<Value> {
        let late = std::mem::take(&mut self.late);
        late.iter().map(|late| self.run(late)).collect()
    }

    /// Runs one check; the value of a default, otherwise `null`.
    fn run(&mut self, late: &Late) -> Value {
        match late {
            Late::Default { ty, node } => match values::of_type(self, ty, node) {
                Ok(value) => return value,
                Err(ValueError { span, message }) => self.sink.error(span, "bad-default", message),
            },
            Late::Test { ty, presence, test, span } => self.test(ty, presence, test, *span),
            Late::Kinds { alternatives, span } => self.kinds(alternatives, *span),
        }
        Value::Null
    }

    fn test(&mut self, ty: &Type, presence: &Presence, test: &Test, span: Span) {
        let kinds = self.json_kinds(ty);
        let fits = match test {
            Test::Is(_) => kinds == BOOLEAN,
            Test::OneOf(values) => {
                if let Some(Shape::Enum(declared)) = self.named_shape(ty) {
                    let unknown = values.iter().find(|value| !declared.values.contains(value));
                    if let Some(unknown) = unknown {
                        let known = declared.values.iter().map(String::as_str);
                        let help = did_you_mean(unknown, known);
                        let message = format!("the enum has no value `{unknown}`");
                        self.sink.error_with_help(span, "unknown-name", message, help);
                    }
                }
                kinds == STRING
            }
            Test::NotBlank => kinds == STRING,
            Test::Present | Test::Absent => *presence == Presence::Optional,
        };
        if !fits {
            let message = "the test does not go with the field's type, or its outcome is fixed";
            self.sink.error(span, "bad-test", message);
        }
    }

    fn kinds(&mut self, alternatives: &[Type], span: Span) {
        let mut seen = 0;
        for ty in alternatives {
            let kinds = self.json_kinds(ty);
            if seen & kinds != 0 {
                let message = "two alternatives accept the same JSON kind: a reader could not tell them apart";
                self.sink.error(span, "ambiguous-choice", message);
                return;
            }
            seen |= kinds;
        }
    }

    /// The JSON kinds that a type accepts, as a set of bits.
    pub(super) fn json_kinds(&self, ty: &Type) -> u8 {
        match ty {
            Type::List(_) => ARRAY,
            Type::Map(_) => OBJECT,
            Type::Builtin(builtin) => match builtin {
                Builtin::Integer | Builtin::Number => NUMBER,
                Builtin::Boolean => BOOLEAN,
                Builtin::Object => OBJECT,
                Builtin::Any => u8::MAX,
                _ => STRING,
            },
            Type::Named(id) => match self.shape(*id) {
                Some(Shape::Alias(ty)) => self.json_kinds(ty),
                Some(Shape::Text(_) | Shape::Enum(_)) => STRING,
                Some(Shape::Integer(_) | Shape::Number(_)) => NUMBER,
                Some(Shape::Object(_) | Shape::Map(_)) => OBJECT,
                Some(Shape::Array(_)) => ARRAY,
                Some(Shape::AnyOf(types)) => {
                    types.iter().fold(0, |kinds, ty| kinds | self.json_kinds(ty))
                }
                None => u8::MAX,
            },
        }
    }

    /// The shape behind a type's name, through aliases.
    pub(super) fn named_shape(&self, ty: &Type) -> Option<&Shape> {
        match ty {
            Type::Named(id) => match self.shape(*id)? {
                Shape::Alias(ty @ Type::Named(_)) => self.named_shape(ty),
                shape => Some(shape),
            },
            _ => None,
        }
    }

    /// Whether no type contains itself; reports those that do.
    fn is_acyclic(&mut self) -> bool {
        let mut state = vec![Visit::New; self.types.len()];
        for index in 0..self.types.len() {
            let mut path = Vec::new();
            if let Some(cycle) = self.find_cycle(TypeId(index), &mut state, &mut path) {
                let names: Vec<String> = cycle
                    .iter()
                    .filter_map(|id| self.types[id.0].as_ref())
                    .map(|def| format!("`{}`", def.name))
                    .collect();
                let span = self.span_of(cycle[0]);
                let message = format!("a type contains itself: {}", names.join(" has "));
                self.sink.error(span, "recursive-type", message);
                return false;
            }
        }
        true
    }

    fn span_of(&self, id: TypeId) -> Span {
        let by_id = self.names.values().find(|(known, _)| *known == id);
        by_id.map_or_else(Span::default, |(_, span)| *span)
    }

    fn find_cycle(
        &self,
        id: TypeId,
        state: &mut [Visit],
        path: &mut Vec<TypeId>,
    ) -> Option<Vec<TypeId>> {
        match state[id.0] {
            Visit::Done => return None,
            Visit::Open => {
                let start = path.iter().position(|other| *other == id)?;
                let mut cycle = path[start..].to_vec();
                cycle.push(id);
                return Some(cycle);
            }
            Visit::New => {}
        }
        state[id.0] = Visit::Open;
        path.push(id);
        for next in self.shape(id).map(parts).unwrap_or_default() {
            if let Some(cycle) = self.find_cycle(next, state, path) {
                return Some(cycle);
            }
        }
        path.pop();
        state[id.0] = Visit::Done;
        None
    }
}

const STRING: u8 = 1;
const NUMBER: u8 = 2;
const BOOLEAN: u8 = 4;
const OBJECT: u8 = 8;
const ARRAY: u8 = 16;

#[derive(Clone, Copy)]
enum Visit {
    New,
    Open,
    Done,
}

/// The named types directly inside a shape.
pub(crate) fn parts(shape: &Shape) -> Vec<TypeId> {
    fn named(ty: &Type) -> Option<TypeId> {
        match ty {
            Type::Builtin(_) => None,
            Type::Named(id) => Some(*id),
            Type::List(ty) | Type::Map(ty) => named(ty),
        }
    }
    match shape {
        Shape::Alias(ty) => named(ty).into_iter().collect(),
        Shape::Text(_) | Shape::Integer(_) | Shape::Number(_) | Shape::Enum(_) => Vec::new(),
        Shape::Object(object) => {
            object.fields.iter().filter_map(|field| named(&field.ty)).collect()
        }
        Shape::Array(array) => named(&array.items).into_iter().collect(),
        Shape::Map(map) => named(&map.values).into_iter().collect(),
        Shape::AnyOf(types) => types.iter().filter_map(named).collect(),
    }
}
