//! Counterexamples: values that the sender accepts and the reader refuses, made from candidates and
//! shown to both.

use event_contract::sample::{self, Source};
use event_contract::table::{self, Event, Line, Object, Type};
use serde_json::{Map, Value};

use crate::change::{Candidate, Focus, Place, State, Step};
use crate::finding::Counterexample;
use crate::tables::keep;
use crate::view::is_blank;

/// So many values are made of each candidate before it is given up.
const ATTEMPTS: u64 = 24;

/// The validator of one type: the runtime's, over its tables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judge {
    ty: Type,
    event: &'static Event,
}

/// A line without anything, as a place to stand for the judges.
static NOWHERE: Line = Line {
    name: "",
    package: "",
    envelope: None,
    cutover: None,
    events: &[],
    lookup: table::Lookup::new(),
    reserved: &[],
    schemas: &[],
};

impl Judge {
    /// The judge of a type. What is not an object is judged as the field of one.
    pub(crate) fn of(ty: Type) -> Self {
        let payload = match ty {
            Type::Object(object) => object,
            ty => keep(Object {
                name: "",
                fields: keep([table::Field::required("value", ty)]),
                closed: true,
                rules: &[],
            }),
        };
        Self { ty, event: keep(Event::around(payload)) }
    }

    fn document(&self, value: &Value) -> String {
        match self.ty {
            Type::Object(_) => value.to_string(),
            _ => Value::Object([("value".to_owned(), value.clone())].into_iter().collect())
                .to_string(),
        }
    }

    pub(crate) fn accepts(&self, value: &Value) -> bool {
        NOWHERE.accepts_payload(self.event, self.document(value).as_bytes())
    }

    /// Why a value is refused where `focus` is, below `pointer`; nothing if it is not.
    fn refusal(&self, value: &Value, pointer: &str, focus: &Focus) -> Option<String> {
        let wrapped = !matches!(self.ty, Type::Object(_));
        let pointer = if wrapped { format!("/value{pointer}") } else { pointer.to_owned() };
        let found = NOWHERE.payload_violations(self.event, self.document(value).as_bytes());
        let violation = found.iter().find(|violation| match focus {
            Focus::Here => below(&violation.pointer, &pointer),
            Focus::Key(key) => below(&violation.pointer, &format!("{pointer}/{}", escaped(key))),
            Focus::Rule(id) => {
                violation.rule == Some(id.as_str()) && below(&violation.pointer, &pointer)
            }
        })?;
        let shown = violation.to_string();
        Some(if wrapped { shown.replacen("/value", "", 1) } else { shown })
    }
}

fn below(pointer: &str, root: &str) -> bool {
    pointer.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// What a sender accepts and a reader refuses on account of what is at the place, if it can be made.
pub(crate) fn counterexample(
    what: &str,
    [sender, reader]: [Judge; 2],
    place: &Place,
    candidates: &[Candidate],
) -> Option<Counterexample> {
    let pointer = pointer(&place.steps);
    let mut source = Source::from_choices(&[]);
    for attempt in 0..ATTEMPTS {
        for candidate in candidates {
            let Some(value) = embed(sender.ty, &place.steps, candidate, &mut source) else {
                continue;
            };
            if !sender.accepts(&value) || reader.accepts(&value) {
                continue;
            }
            let Some(_) = reader.refusal(&value, &pointer, &place.focus) else { continue };
            let value = smaller(value, |value| {
                sender.accepts(value) && reader.refusal(value, &pointer, &place.focus).is_some()
            });
            let refusal = reader.refusal(&value, &pointer, &place.focus)?;
            return Some(Counterexample { what: what.to_owned(), value, refusal });
        }
        source = Source::from_seed(attempt);
    }
    None
}

/// The JSON Pointer of what [`embed`] puts at a place.
pub(crate) fn pointer(steps: &[Step]) -> String {
    let step = |step: &Step| match step {
        Step::Field(name) => format!("/{}", escaped(name)),
        Step::Item => "/0".to_owned(),
        Step::Key => "/key0".to_owned(),
    };
    steps.iter().map(step).collect()
}

/// The value without the keys at its top that do not matter.
fn smaller(mut value: Value, shows: impl Fn(&Value) -> bool) -> Value {
    let keys: Vec<String> = match &value {
        Value::Object(map) => map.keys().cloned().collect(),
        _ => Vec::new(),
    };
    for key in keys {
        let mut without = value.clone();
        if let Value::Object(map) = &mut without {
            map.shift_remove(&key);
        }
        if shows(&without) {
            value = without;
        }
    }
    value
}

/// A value of the type with the candidate in its place.
fn embed(ty: Type, steps: &[Step], candidate: &Candidate, source: &mut Source) -> Option<Value> {
    let Some((step, rest)) = steps.split_first() else { return made(ty, candidate, source) };
    match (ty, step) {
        (Type::AnyOf(choice), step) => {
            let fits = |ty: &&Type| match (ty, step) {
                (Type::Object(object), Step::Field(name)) => {
                    object.fields.iter().any(|field| field.name == name)
                }
                (Type::Array(_), Step::Item) | (Type::Map(_), Step::Key) => true,
                _ => false,
            };
            embed(*choice.alternatives.iter().find(fits)?, steps, candidate, source)
        }
        (Type::Object(object), Step::Field(name)) => {
            let field = object.fields.iter().find(|field| field.name == name)?;
            let inner = embed(field.ty, rest, candidate, source)?;
            let mut outer = sample::value(&ty, source);
            outer.as_object_mut()?.insert(name.clone(), inner);
            Some(outer)
        }
        (Type::Array(array), Step::Item) => {
            let first = embed(array.items, rest, candidate, source)?;
            let more = array.min_items.saturating_sub(1);
            let others = (0..more).map(|_| sample::value(&array.items, source));
            Some(std::iter::once(first).chain(others).collect())
        }
        (Type::Map(map), Step::Key) => {
            let first = embed(map.values, rest, candidate, source)?;
            let mut made = Map::new();
            made.insert("key0".to_owned(), first);
            for at in 1..map.min_properties {
                made.insert(format!("key{at}"), sample::value(&map.values, source));
            }
            Some(Value::Object(made))
        }
        _ => None,
    }
}

fn made(ty: Type, candidate: &Candidate, source: &mut Source) -> Option<Value> {
    match (candidate, ty) {
        (Candidate::Whole(value), _) => Some(value.clone()),
        (Candidate::Sample, ty) => Some(sample::value(&ty, source)),
        (candidate, Type::AnyOf(choice)) => {
            choice.alternatives.iter().find_map(|ty| made(*ty, candidate, source))
        }
        (Candidate::Count(count), Type::Array(array)) => {
            Some((0..*count).map(|_| sample::value(&array.items, source)).collect())
        }
        (Candidate::Count(count), Type::Map(map)) => {
            let entry = |at| (format!("key{at}"), sample::value(&map.values, source));
            Some(Value::Object((0..*count).map(entry).collect()))
        }
        (Candidate::With(states), Type::Object(object)) => {
            let mut value = sample::value(&ty, source);
            let map = value.as_object_mut()?;
            for (name, state) in states {
                let field = object.fields.iter().find(|field| field.name == name);
                match in_state(field.map_or(Type::Any, |field| field.ty), state, source)? {
                    Some(value) => map.insert(name.clone(), value),
                    None => map.shift_remove(name),
                };
            }
            Some(value)
        }
        (Candidate::With(states), Type::Map(map)) => {
            let mut made = Map::new();
            for (name, state) in states {
                if let Some(value) = in_state(map.values, state, source)? {
                    made.insert(name.clone(), value);
                }
            }
            Some(Value::Object(made))
        }
        _ => None,
    }
}

/// A value in a state; `Some(None)` for absence, and nothing if none was found.
#[expect(clippy::option_option, reason = "absence is a state, and not finding one is not")]
fn in_state(ty: Type, state: &State, source: &mut Source) -> Option<Option<Value>> {
    let search = |source: &mut Source, fits: &dyn Fn(&Value) -> bool| {
        (0..16).map(|_| sample::value(&ty, source)).find(fits)
    };
    match state {
        State::Absent => Some(None),
        State::Is(value) => Some(Some(value.clone())),
        State::Sample => search(source, &|value| !value.is_null()).map(Some),
        State::Blank => {
            let longest = |text: &table::Text| text.min_length.clamp(1, 64);
            let length = if let Type::Text(text) = ty { longest(text) } else { 1 };
            Some(Some(" ".repeat(length).into()))
        }
        State::OtherText(taken) => search(source, &|value| {
            let text = value.as_str();
            text.is_some_and(|text| !is_blank(text) && !taken.iter().any(|other| other == text))
        })
        .map(Some),
    }
}
