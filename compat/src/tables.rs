//! Contract tables made at run time, from contracts that were not compiled in.
//!
//! The tables are `'static`, so they are leaked: a run makes them once.

use event_contract::table;
use event_contract_codegen::model::{self, Builtin, Presence, Shape, Test, TypeId};
use event_contract_codegen::name::snake;
use event_contract_codegen::schema;

/// The tables of a line. They are the ones that the generator writes for it.
pub fn leak(line: &model::Line) -> &'static table::Line {
    let mut types = Types::new(line, Keys::AsDeclared);
    let mut events: Vec<&model::Event> = line.events.iter().collect();
    events.sort_by(|a, b| a.name.cmp(&b.name));
    let events = events.into_iter().filter_map(|event| types.event(event)).collect();
    let mut reserved: Vec<&'static str> =
        line.reserved.iter().map(|reserved| text(&reserved.name)).collect();
    reserved.sort_unstable();
    let schemas = line.published().into_iter().map(|(name, id)| {
        let mut document =
            serde_json::to_string_pretty(&schema::document(line, &name, id)).unwrap_or_default();
        document.push('\n');
        table::Schema { name: text(&name), ty: types.named(id), text: document.leak() }
    });
    let schemas = schemas.collect();
    let envelope = line.envelope.as_ref().and_then(|envelope| {
        let table::Type::Object(object) = types.named(envelope.ty) else { return None };
        let (event_type, payload) = (envelope.event_type, envelope.payload);
        Some(keep(table::Envelope {
            name: text(&line.def(envelope.ty).name),
            object,
            event_type,
            payload,
            order: envelope.order.map(|order| table::Order {
                id: order.id,
                time: order.time,
                time_order: if order.time_as_text {
                    table::TimeOrder::Text
                } else {
                    table::TimeOrder::Instant
                },
                clock: order.clock,
                aggregate: order.aggregate,
                node: order.node,
                cause: order.cause,
            }),
        }))
    });
    let cutover = line.cutover.as_ref().map(|cutover| {
        keep(table::Cutover {
            signal: cutover.signal_index,
            accepted_major: cutover.accepted_major,
            contract_version: text(&cutover.contract_version),
            forbidden_keys: texts(&cutover.forbidden_keys),
            forbidden_event_names: texts(&cutover.forbidden_event_names),
            aggregate: cutover.aggregate_index,
            forbidden_aggregate_names: texts(&cutover.forbidden_aggregate_names),
        })
    });
    keep(table::Line {
        name: text(&line.name),
        package: text(&line.package),
        envelope,
        cutover,
        events: list(events),
        lookup: table::Lookup::new(),
        reserved: list(reserved),
        schemas: list(schemas),
    })
}

/// What becomes of keys that an object does not declare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keys {
    /// What the contract says.
    AsDeclared,
    /// They are dropped, whatever the contract says.
    Dropped,
}

pub(crate) fn keep<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn list<T>(values: Vec<T>) -> &'static [T] {
    values.leak()
}

fn text(value: &str) -> &'static str {
    value.to_owned().leak()
}

fn texts(values: &[String]) -> &'static [&'static str] {
    list(values.iter().map(|value| text(value)).collect())
}

fn size(value: u64) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}

/// The tables of a line's types, each made when it is first asked for.
pub(crate) struct Types<'m> {
    line: &'m model::Line,
    keys: Keys,
    /// Tables by type id, so that every use of a type shares one. Types do not contain themselves.
    made: Vec<Option<table::Type>>,
}

impl<'m> Types<'m> {
    pub(crate) fn new(line: &'m model::Line, keys: Keys) -> Self {
        Self { line, keys, made: vec![None; line.types.len()] }
    }

    fn event(&mut self, event: &model::Event) -> Option<&'static table::Event> {
        let table::Type::Object(payload) = self.named(event.payload) else { return None };
        let file = event.location.path.rsplit('/').next().unwrap_or_default();
        Some(keep(table::Event {
            name: text(&event.name),
            domain: text(&self.line.domains[event.domain].name),
            place: event.place,
            since: text(&event.since),
            doc: text(&event.doc),
            payload,
            schema: snake(&self.line.def(event.payload).name).leak(),
            source: format!("{file}:{}", event.location.line).leak(),
        }))
    }

    /// The table of a named type.
    pub(crate) fn named(&mut self, id: TypeId) -> table::Type {
        if let Some(made) = self.made[id.0] {
            return made;
        }
        let made = self.definition(self.line.def(id));
        self.made[id.0] = Some(made);
        made
    }

    /// The table of a type as it is used.
    pub(crate) fn of(&mut self, ty: &model::Type) -> table::Type {
        match ty {
            model::Type::Named(id) => self.named(*id),
            model::Type::List(item) => {
                let items = self.of(item);
                table::Type::Array(keep(table::Array {
                    name: "",
                    items,
                    min_items: 0,
                    max_items: None,
                }))
            }
            model::Type::Map(value) => {
                let values = self.of(value);
                table::Type::Map(keep(table::Map { values, ..table::Map::ANY }))
            }
            model::Type::Builtin(builtin) => match builtin {
                Builtin::String => table::Type::STRING,
                Builtin::Integer => table::Type::INTEGER,
                Builtin::Number => table::Type::NUMBER,
                Builtin::Boolean => table::Type::Boolean,
                Builtin::Object => table::Type::OBJECT,
                Builtin::Any => table::Type::Any,
                Builtin::DateTime => table::Type::DATE_TIME,
                Builtin::PydanticDatetime => table::Type::PYDANTIC_DATETIME,
                Builtin::Iso8601 => table::Type::ISO_8601,
                Builtin::Uuid => table::Type::UUID,
                Builtin::Uri => table::Type::URI,
                Builtin::EventId => table::Type::EVENT_ID,
            },
        }
    }

    fn definition(&mut self, def: &model::TypeDef) -> table::Type {
        let name = text(&def.name);
        match &def.shape {
            Shape::Alias(ty) => self.of(ty),
            Shape::Text(constraints) => table::Type::Text(keep(table::Text {
                name,
                min_length: size(constraints.min_length),
                max_length: constraints.max_length.map(size),
                pattern: constraints.pattern.as_ref().map(|pattern| {
                    let source = text(&pattern.source);
                    keep(match &pattern.literals {
                        Some(literals) => table::Pattern::one_of(source, texts(literals)),
                        None => table::Pattern::regex(source, text(&pattern.translated)),
                    })
                }),
                format: None,
                not_blank: constraints.not_blank,
            })),
            Shape::Integer(bounds) => {
                let (minimum, maximum) = (bounds.minimum, bounds.maximum);
                table::Type::Integer(keep(table::Integer { name, minimum, maximum }))
            }
            Shape::Number(bounds) => table::Type::Number(keep(table::Number {
                name,
                minimum: bounds.minimum,
                maximum: bounds.maximum,
                exclusive_minimum: bounds.exclusive_minimum,
                exclusive_maximum: bounds.exclusive_maximum,
            })),
            Shape::Enum(declared) => {
                let aliases =
                    declared.aliases.iter().map(|(alias, value)| (text(alias), text(value)));
                let aliases = list(aliases.collect());
                table::Type::Enum(keep(table::Enum {
                    name,
                    values: texts(&declared.values),
                    aliases,
                }))
            }
            Shape::Array(array) => {
                let items = self.of(&array.items);
                let (min_items, max_items) = (size(array.min_items), array.max_items.map(size));
                table::Type::Array(keep(table::Array { name, items, min_items, max_items }))
            }
            Shape::Map(map) => {
                let values = self.of(&map.values);
                let (min_properties, max_properties) =
                    (size(map.min_properties), map.max_properties.map(size));
                table::Type::Map(keep(table::Map { name, values, min_properties, max_properties }))
            }
            Shape::AnyOf(alternatives) => {
                let alternatives = alternatives.iter().map(|ty| self.of(ty)).collect();
                table::Type::AnyOf(keep(table::AnyOf { name, alternatives: list(alternatives) }))
            }
            Shape::Object(object) => self.object(name, object),
        }
    }

    fn object(&mut self, name: &'static str, object: &model::Object) -> table::Type {
        let fields = object.fields.iter().map(|field| {
            let (name, ty) = (text(&field.name), self.of(&field.ty));
            match &field.presence {
                Presence::Required => table::Field::required(name, ty),
                Presence::Optional => table::Field::optional(name, ty),
                Presence::Default(value) => {
                    table::Field::with_default(name, ty, value.to_string().leak())
                }
            }
        });
        let fields = list(fields.collect());
        let rules = object.rules.iter().map(|rule| table::Rule {
            id: text(&rule.id),
            doc: text(&rule.doc),
            when: clauses(&rule.when),
            then: clauses(&rule.then),
        });
        let rules = list(rules.collect());
        let closed = object.closed && self.keys == Keys::AsDeclared;
        table::Type::Object(keep(table::Object { name, fields, closed, rules }))
    }
}

fn clauses(clauses: &[model::Clause]) -> &'static [table::Clause] {
    let clauses = clauses.iter().map(|clause| {
        let test = match &clause.test {
            Test::Is(value) => table::Test::Is(*value),
            Test::OneOf(values) => table::Test::OneOf(texts(values)),
            Test::Present => table::Test::Present,
            Test::Absent => table::Test::Absent,
            Test::NotBlank => table::Test::NotBlank,
        };
        table::Clause { field: clause.field, test }
    });
    list(clauses.collect())
}
