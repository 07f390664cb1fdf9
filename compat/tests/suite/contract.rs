//! Random contracts, and random changes of them.

use std::fmt::Write as _;

use event_contract::sample::Source;
use event_contract_codegen::{Source as Text, load, model};

/// A declared type; it refers to types of lower index only.
#[derive(Clone, Debug)]
enum Declared {
    Builtin(&'static str),
    Text {
        min: usize,
        max: Option<usize>,
        pattern: Option<&'static str>,
        not_blank: bool,
    },
    Integer {
        min: Option<i32>,
        max: Option<i32>,
    },
    Number {
        min: Option<f64>,
        max: Option<f64>,
        exclusive: bool,
    },
    Enum(Vec<&'static str>),
    /// One that keeps what it does not list.
    Tolerant(Vec<&'static str>),
    List {
        of: usize,
        min: usize,
        max: Option<usize>,
    },
    Map {
        of: usize,
        min: usize,
        max: Option<usize>,
    },
    Choice(Vec<usize>),
    Object(Object),
}

#[derive(Clone, Debug)]
struct Object {
    closed: bool,
    fields: Vec<Field>,
    rules: Vec<Rule>,
}

#[derive(Clone, Debug)]
struct Field {
    name: &'static str,
    of: usize,
    presence: Presence,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Presence {
    Required,
    Optional,
    Default,
}

#[derive(Clone, Debug)]
struct Rule {
    id: usize,
    when: Vec<(&'static str, Test)>,
    then: Vec<(&'static str, Test)>,
}

#[derive(Clone, Copy, Debug)]
enum Test {
    Is(bool),
    OneOf(&'static str),
    Present,
    Absent,
    NotBlank,
}

/// The types, of which the last is the payload.
#[derive(Clone, Debug)]
pub(crate) struct Contract {
    types: Vec<Declared>,
    payload: Object,
}

const NAMES: [&str; 6] = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"];
const VALUES_OF_ENUMS: [&str; 5] = ["red", "green", "blue", "black", "white"];
const PATTERNS: [&str; 6] =
    ["^[a-z]+$", "^[a-f]+$", "^(red|green)$", "^(red)$", "[0-9]", "^x[a-z0-9]{0,4}$"];
const BUILTINS: [&str; 9] =
    ["string", "integer", "number", "boolean", "object", "any", "date-time", "uuid", "event-id"];

/// A number below `bound`.
fn small(source: &mut Source, bound: u8) -> i32 {
    (source.choice() % u64::from(bound)).try_into().unwrap()
}

fn maybe<T>(source: &mut Source, value: T) -> Option<T> {
    source.per_mille(500).then_some(value)
}

fn declared(source: &mut Source, below: usize) -> Declared {
    match source.below(if below == 0 { 5 } else { 13 }) {
        0 => Declared::Builtin(source.pick(&BUILTINS).unwrap()),
        1 | 10 | 11 => {
            let (min, more) = (source.below(4), source.below(5));
            let pattern = *source.pick(&PATTERNS).unwrap();
            Declared::Text {
                min,
                max: maybe(source, min + more),
                pattern: maybe(source, pattern),
                not_blank: source.per_mille(300),
            }
        }
        2 => {
            let (low, more) = (small(source, 5) - 2, small(source, 5));
            Declared::Integer { min: maybe(source, low), max: maybe(source, low + more) }
        }
        3 => {
            let (low, more) =
                (f64::from(small(source, 5)) / 2.0, 1.0 + f64::from(small(source, 3)));
            let exclusive = source.per_mille(500);
            Declared::Number { min: maybe(source, low), max: maybe(source, low + more), exclusive }
        }
        4 | 5 => {
            let count = 1 + source.below(4);
            let start = source.below(2);
            let values = VALUES_OF_ENUMS[start..(start + count).min(5)].to_vec();
            if source.per_mille(250) { Declared::Tolerant(values) } else { Declared::Enum(values) }
        }
        6 => {
            let (of, min, more) = (source.below(below), source.below(3), source.below(3));
            Declared::List { of, min, max: maybe(source, min + more) }
        }
        7 => {
            let (of, min, more) = (source.below(below), source.below(3), source.below(3));
            Declared::Map { of, min, max: maybe(source, min + more) }
        }
        8 => Declared::Choice((0..2).map(|_| source.below(below)).collect()),
        _ => Declared::Object(object(source, below, 3)),
    }
}

fn object(source: &mut Source, below: usize, most: usize) -> Object {
    let count = 1 + source.below(most);
    let fields = NAMES[..count].iter().map(|name| field(source, name, below)).collect();
    let mut object = Object { closed: source.per_mille(400), fields, rules: Vec::new() };
    for id in 0..source.below(3) {
        let rule = rule(source, &object, id);
        object.rules.push(rule);
    }
    object
}

fn field(source: &mut Source, name: &'static str, below: usize) -> Field {
    let presences = [Presence::Required, Presence::Optional, Presence::Default];
    Field { name, of: source.below(below), presence: *source.pick(&presences).unwrap() }
}

fn rule(source: &mut Source, object: &Object, id: usize) -> Rule {
    let mut clause = || {
        let name = source.pick(&object.fields).unwrap().name;
        let test = match source.below(6) {
            0 => Test::Is(source.per_mille(500)),
            1 | 2 => Test::OneOf(source.pick(&VALUES_OF_ENUMS).unwrap()),
            3 => Test::Present,
            4 => Test::Absent,
            _ => Test::NotBlank,
        };
        (name, test)
    };
    Rule { id, when: vec![clause()], then: vec![clause()] }
}

impl Contract {
    /// A contract.
    pub(crate) fn random(source: &mut Source) -> Self {
        let mut types = vec![Declared::Builtin("string"), Declared::Builtin("boolean")];
        for _ in 0..5 {
            let below = types.len();
            types.push(declared(source, below));
        }
        let payload = object(source, types.len(), 5);
        Self { types, payload }
    }

    /// A contract with a field of one type, which is the last.
    pub(crate) fn of_one_type(source: &mut Source) -> Self {
        let mut types = vec![Declared::Builtin("string"), Declared::Builtin("boolean")];
        types.push(declared(source, 2));
        let field = Field { name: NAMES[0], of: 2, presence: Presence::Required };
        Self { types, payload: Object { closed: true, fields: vec![field], rules: Vec::new() } }
    }

    /// One change of the last type.
    pub(crate) fn edit_type(&mut self, source: &mut Source) {
        let last = self.types.len() - 1;
        if source.per_mille(100) { self.rebuild(source, last) } else { self.bend(source, last) }
    }

    /// One change.
    pub(crate) fn edit(&mut self, source: &mut Source) {
        let below = self.types.len();
        let objects = self.types.iter_mut().filter_map(|ty| match ty {
            Declared::Object(object) => Some(object),
            _ => None,
        });
        let mut objects: Vec<&mut Object> = objects.collect();
        objects.push(&mut self.payload);
        let at =
            if source.per_mille(300) { source.below(objects.len()) } else { objects.len() - 1 };
        // Types inside other types refer to the first two only, so that none contains itself.
        let below = if at + 1 == objects.len() { below } else { 2 };
        let object = objects.swap_remove(at);
        match source.below(15) {
            0 if object.fields.len() > 1 => {
                object.fields.remove(source.below(object.fields.len()));
            }
            1 => {
                let free: Vec<&'static str> = NAMES
                    .into_iter()
                    .filter(|name| object.fields.iter().all(|field| field.name != *name))
                    .collect();
                if let Some(name) = source.pick(&free) {
                    object.fields.push(field(source, name, below));
                }
            }
            2 => {
                let at = source.below(object.fields.len());
                object.fields[at].presence = field(source, "", below).presence;
            }
            3 => {
                let at = source.below(object.fields.len());
                object.fields[at].of = source.below(below);
            }
            4 => object.closed = !object.closed,
            5 => {
                let made = rule(source, object, object.rules.len());
                object.rules.push(made);
            }
            6 if !object.rules.is_empty() => {
                object.rules.remove(source.below(object.rules.len()));
            }
            7 if !object.rules.is_empty() => {
                let at = source.below(object.rules.len());
                object.rules[at] = rule(source, object, object.rules[at].id);
            }
            8 => {
                let at = source.below(self.types.len());
                self.rebuild(source, at);
            }
            9 => {
                let at = source.below(self.types.len());
                self.types[at] = declared(source, at);
            }
            _ => {
                let at = source.below(self.types.len());
                self.bend(source, at);
            }
        }
    }

    /// Makes a type one of the same JSON kind that is built otherwise.
    fn rebuild(&mut self, source: &mut Source, at: usize) {
        let of = source.below(at.min(2));
        self.types[at] = match &self.types[at] {
            Declared::Object(_) if at == 0 || source.per_mille(300) => Declared::Builtin("object"),
            Declared::Object(_) => Declared::Map { of, min: source.below(2), max: None },
            Declared::Map { .. } => Declared::Object(object(source, at.min(2), 2)),
            Declared::Builtin("object") if at > 0 => Declared::Object(object(source, at.min(2), 2)),
            Declared::Enum(values) if source.per_mille(400) => Declared::Tolerant(values.clone()),
            Declared::Tolerant(values) => Declared::Enum(values.clone()),
            Declared::Enum(_) => Declared::Text {
                min: source.below(5),
                max: None,
                pattern: None,
                not_blank: source.per_mille(500),
            },
            Declared::Text { .. } | Declared::Builtin("string") => {
                Declared::Enum(VALUES_OF_ENUMS[..2].to_vec())
            }
            Declared::Integer { min, .. } => Declared::Number {
                min: min.map(f64::from),
                max: None,
                exclusive: source.per_mille(500),
            },
            Declared::Number { .. } => Declared::Integer { min: Some(0), max: None },
            other => other.clone(),
        };
    }

    /// One small change of a type.
    fn bend(&mut self, source: &mut Source, at: usize) {
        let step = source.below(2);
        let moved = |bound: &mut usize| {
            *bound = if step == 0 { *bound + 1 } else { bound.saturating_sub(1) }
        };
        match &mut self.types[at] {
            Declared::Text { min, max, pattern, not_blank } => match source.below(4) {
                0 => moved(min),
                1 => max.iter_mut().for_each(moved),
                2 => *pattern = source.pick(&PATTERNS).copied(),
                _ => *not_blank = !*not_blank,
            },
            Declared::Integer { min, max } => {
                let bound = if source.below(2) == 0 { min } else { max };
                *bound = Some(bound.unwrap_or(0) + if step == 0 { -1 } else { 1 });
            }
            Declared::Number { min, exclusive, .. } => {
                if step == 0 {
                    *min = None;
                } else {
                    *exclusive = !*exclusive;
                }
            }
            Declared::Enum(values) | Declared::Tolerant(values) if values.len() > 1 => {
                values.remove(source.below(values.len()));
            }
            Declared::List { min, max, .. } | Declared::Map { min, max, .. } => {
                if source.below(2) == 0 { moved(min) } else { *max = None }
            }
            _ => {}
        }
    }

    /// The contract as text; `closed` false opens all objects.
    pub(crate) fn yaml(&self, closed: bool) -> String {
        let mut text = "domain: shop\ntypes:\n".to_owned();
        for (at, ty) in self.types.iter().enumerate() {
            let body = match ty {
                // A named type of its own kind, so that it can be used like the others.
                Declared::Builtin(name) => format!("{{ type: {name} }}"),
                Declared::Text { min, max, pattern, not_blank } => {
                    let mut body = format!("{{ type: string, minLength: {min}");
                    let _ = max.map(|max| write!(body, ", maxLength: {max}"));
                    let _ = pattern.map(|pattern| write!(body, ", pattern: \"{pattern}\""));
                    body + if *not_blank { ", notBlank: true }" } else { " }" }
                }
                Declared::Integer { min, max } => numeric("integer", *min, *max, false),
                Declared::Number { min, max, exclusive } => {
                    numeric("number", *min, *max, *exclusive)
                }
                Declared::Enum(values) => format!("{{ enum: [{}] }}", values.join(", ")),
                Declared::Tolerant(values) => {
                    format!("{{ enum: [{}], unknown: keep }}", values.join(", "))
                }
                Declared::List { of, min, max } => {
                    many(&format!("type: array, items: T{of}"), "Items", *min, *max)
                }
                Declared::Map { of, min, max } => many(
                    &format!("type: object, additionalProperties: T{of}"),
                    "Properties",
                    *min,
                    *max,
                ),
                Declared::Choice(types) => {
                    let types: Vec<String> = types.iter().map(|ty| format!("T{ty}")).collect();
                    format!("{{ anyOf: [{}] }}", types.join(", "))
                }
                Declared::Object(object) => format!("{{ {} }}", self.object(object, closed)),
            };
            let _ = writeln!(text, "  T{at}: {body}");
        }
        let _ = writeln!(text, "events:\n  Sold: {{ {} }}", self.object(&self.payload, closed));
        text
    }

    fn object(&self, object: &Object, closed: bool) -> String {
        let fields = object.fields.iter().map(|field| {
            let (name, of) = (field.name, field.of);
            match (field.presence, self.default(of)) {
                (Presence::Optional, _) => format!("{name}: T{of}?"),
                (Presence::Default, Some(value)) => {
                    format!("{name}: {{ type: T{of}, default: {value} }}")
                }
                _ => format!("{name}: T{of}"),
            }
        });
        let fields: Vec<String> = fields.collect();
        let rules: Vec<String> =
            object.rules.iter().filter_map(|rule| self.rule(object, rule)).collect();
        format!(
            "additionalProperties: {}, fields: {{ {} }}, rules: [{}]",
            !(closed && object.closed),
            fields.join(", "),
            rules.join(", ")
        )
    }

    fn default(&self, of: usize) -> Option<String> {
        match &self.types[of] {
            Declared::Builtin("string") => Some("red".to_owned()),
            Declared::Builtin("boolean") => Some("false".to_owned()),
            Declared::Enum(values) | Declared::Tolerant(values) => {
                values.last().map(|value| (*value).to_owned())
            }
            _ => None,
        }
    }

    /// The rule, if its tests go with its fields.
    fn rule(&self, object: &Object, rule: &Rule) -> Option<String> {
        let clause = |(name, test): &(&str, Test)| {
            let field = object.fields.iter().find(|field| field.name == *name)?;
            let ty = &self.types[field.of];
            let text = matches!(
                ty,
                Declared::Text { .. } | Declared::Tolerant(_) | Declared::Builtin("string")
            );
            let fits = match (test, ty) {
                (Test::Is(_), ty) => matches!(ty, Declared::Builtin("boolean")),
                (Test::OneOf(value), Declared::Enum(values)) => values.contains(value),
                (Test::OneOf(_), _) => text,
                (Test::NotBlank, ty) => text || matches!(ty, Declared::Enum(_)),
                (Test::Present | Test::Absent, _) => field.presence == Presence::Optional,
            };
            let said = match test {
                Test::Is(value) => value.to_string(),
                Test::OneOf(value) => format!("{{ oneOf: [{value}] }}"),
                Test::Present => "present".to_owned(),
                Test::Absent => "absent".to_owned(),
                Test::NotBlank => "{ notBlank: true }".to_owned(),
            };
            fits.then(|| format!("{name}: {said}"))
        };
        let all = |clauses: &[(&str, Test)]| {
            clauses.iter().map(clause).collect::<Option<Vec<_>>>().map(|all| all.join(", "))
        };
        let (when, then) = (all(&rule.when)?, all(&rule.then)?);
        Some(format!("{{ id: r{}, if: {{ {when} }}, then: {{ {then} }} }}", rule.id))
    }

    /// The model, if the contract is sound; `closed` false opens all objects.
    pub(crate) fn load(&self, closed: bool) -> Option<model::Model> {
        let text = self.yaml(closed).into_bytes();
        load(&[Text { path: "contracts/shop.yaml".into(), text }]).ok()
    }
}

fn numeric(
    ty: &str,
    min: Option<impl ToString>,
    max: Option<impl ToString>,
    exclusive: bool,
) -> String {
    let mut body = format!("{{ type: {ty}");
    let lower = if exclusive { "exclusiveMinimum" } else { "minimum" };
    let _ = min.map(|min| write!(body, ", {lower}: {}", min.to_string()));
    let _ = max.map(|max| write!(body, ", maximum: {}", max.to_string()));
    body + " }"
}

fn many(of: &str, what: &str, min: usize, max: Option<usize>) -> String {
    let max = max.map(|max| format!(", max{what}: {max}"));
    format!("{{ {of}, min{what}: {min}{} }}", max.unwrap_or_default())
}
