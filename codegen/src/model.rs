//! Contracts after every name is resolved and every constraint is known to be enforceable.

mod migration;

use serde_json::Value;

use crate::source::Source;

pub use migration::{Absent, Members, Migration, Recast, Successor, Supply};

/// All contracts that were read.
#[derive(Debug)]
pub struct Model {
    /// The lines, by name.
    pub lines: Vec<Line>,
    /// The files that they were read from, sorted by path.
    pub sources: Vec<Source>,
}

impl Model {
    /// The files of a line.
    pub fn sources_of<'m>(&'m self, line: &'m Line) -> impl Iterator<Item = &'m Source> {
        self.sources.iter().filter(|source| source.folder() == line.folder)
    }
}

/// Contracts that hold together, such as `v1`.
#[derive(Debug)]
pub struct Line {
    /// The name, which is also the Rust module's.
    pub name: String,
    /// The base of the schemas' `$id`s.
    pub package: String,
    /// The version of the contracts.
    pub version: String,
    /// What the line is for.
    pub doc: String,
    /// The folder of the files, as the sources name it.
    pub folder: String,
    /// The domains, by name.
    pub domains: Vec<Domain>,
    /// Every named type: declared, payload or implied. [`TypeId`] indexes it.
    pub types: Vec<TypeDef>,
    /// The events, by domain and in contract order.
    pub events: Vec<Event>,
    /// Event names without a payload contract.
    pub reserved: Vec<Reserved>,
    /// The state machines.
    pub machines: Vec<Machine>,
    /// The mappings between enums.
    pub mappings: Vec<Mapping>,
    /// The envelope, if events travel in one.
    pub envelope: Option<Envelope>,
    /// The cutover policy, if there is one.
    pub cutover: Option<Cutover>,
    /// What is gone, and the version that it left with: events and types by name, fields as `Type.field`.
    pub removed: Vec<(String, String)>,
    /// How events of an earlier line become events of this one, if it says.
    pub migration: Option<Migration>,
}

impl Line {
    /// The definition behind an id.
    pub fn def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// What is behind a name, through aliases; nothing for a type that has none.
    pub fn shape_of(&self, ty: &Type) -> Option<(TypeId, &Shape)> {
        let Type::Named(id) = ty else { return None };
        match &self.def(*id).shape {
            Shape::Alias(ty) => self.shape_of(ty),
            shape => Some((*id, shape)),
        }
    }

    /// The definition of a name.
    pub fn def_named(&self, name: &str) -> Option<&TypeDef> {
        self.types.iter().find(|def| def.name == name)
    }

    /// The types of every domain in contract order, implied ones behind their owners.
    pub fn types_by_domain(&self) -> Vec<Vec<&TypeDef>> {
        let mut domains: Vec<Vec<&TypeDef>> = self.domains.iter().map(|_| Vec::new()).collect();
        for def in &self.types {
            domains[def.domain].push(def);
        }
        for types in &mut domains {
            types.sort_by_key(|def| def.location.line);
        }
        domains
    }

    /// The object that an event carries.
    pub fn payload(&self, event: &Event) -> &Object {
        static NONE: Object = Object { fields: Vec::new(), closed: false, rules: Vec::new() };
        match &self.def(event.payload).shape {
            Shape::Object(object) => object,
            _ => &NONE,
        }
    }

    /// The published types, by schema name.
    pub fn published(&self) -> Vec<(String, TypeId)> {
        let mut names: Vec<_> = (0..self.types.len())
            .filter(|index| self.types[*index].publish)
            .map(|index| (crate::name::snake(&self.types[index].name), TypeId(index)))
            .collect();
        names.sort();
        names
    }
}

/// One contract file.
#[derive(Debug)]
pub struct Domain {
    /// The name, which is also the Rust module's.
    pub name: String,
    /// What the domain is about.
    pub doc: String,
    /// The file, as the sources name it.
    pub path: String,
}

/// An index into [`Line::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// A named type.
#[derive(Debug)]
pub struct TypeDef {
    /// The name in `UpperCamelCase`.
    pub name: String,
    /// What the names of an object's parts and of its builder begin with: its own, without `Payload`.
    pub stem: String,
    /// What a value means.
    pub doc: String,
    /// Index into [`Line::domains`].
    pub domain: usize,
    /// Whether its JSON Schema is a file of its own.
    pub publish: bool,
    /// Whether it was written in place, and got its name from where that is.
    pub implied: bool,
    /// When it came, and whether it is to go.
    pub life: Life,
    /// What a value looks like.
    pub shape: Shape,
    /// Where it is declared.
    pub location: Location,
}

/// When something came, and whether it is to go. Descriptions say so too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Life {
    /// The version that introduced it, if the contract says.
    pub since: Option<String>,
    /// The version since which it should not be used any more, and why.
    pub deprecated: Option<(String, String)>,
}

/// The numbers of a version, if it has three.
pub fn version(text: &str) -> Option<[u64; 3]> {
    let parts: Vec<u64> = text.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    parts.try_into().ok()
}

/// A place in the contract files.
#[derive(Clone, Debug, Default)]
pub struct Location {
    /// The file, as the sources name it.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
}

/// What a value looks like.
#[derive(Debug)]
pub enum Shape {
    /// Another name for a type that needs no constraint of its own.
    Alias(Type),
    /// A constrained string.
    Text(Text),
    /// A bounded whole number.
    Integer(Integer),
    /// A bounded number.
    Number(Number),
    /// A closed set of strings.
    Enum(Enum),
    /// An object with declared fields.
    Object(Object),
    /// A bounded list.
    Array(Array),
    /// A bounded object with free keys.
    Map(Map),
    /// A choice between types of different JSON kinds.
    AnyOf(Vec<Type>),
}

/// A reference to a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A built-in type.
    Builtin(Builtin),
    /// A named type.
    Named(TypeId),
    /// A list without bounds.
    List(Box<Self>),
    /// An object with free keys and values of one type, without bounds.
    Map(Box<Self>),
}

/// A built-in type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Builtin {
    /// Any string.
    String,
    /// Any whole number.
    Integer,
    /// Any finite number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Any object.
    Object,
    /// Any JSON value.
    Any,
    /// A point in time with an offset, RFC 3339.
    DateTime,
    /// A point in time in any spelling that Pydantic reads from a string.
    PydanticDatetime,
    /// An ISO 8601 date with an optional time of day.
    Iso8601,
    /// A UUID.
    Uuid,
    /// An `http` or `https` URL.
    Uri,
    /// A ULID or a UUID.
    EventId,
}

impl Builtin {
    /// Every built-in type.
    pub const ALL: [Self; 12] = [
        Self::String,
        Self::Integer,
        Self::Number,
        Self::Boolean,
        Self::Object,
        Self::Any,
        Self::DateTime,
        Self::PydanticDatetime,
        Self::Iso8601,
        Self::Uuid,
        Self::Uri,
        Self::EventId,
    ];

    /// The name in the contract language.
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Object => "object",
            Self::Any => "any",
            Self::DateTime => "date-time",
            Self::PydanticDatetime => "pydantic-datetime",
            Self::Iso8601 => "iso-8601",
            Self::Uuid => "uuid",
            Self::Uri => "uri",
            Self::EventId => "event-id",
        }
    }

    /// The built-in type of a name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|builtin| builtin.name() == name)
    }
}

/// Constraints of a string.
#[derive(Debug, Default)]
pub struct Text {
    /// Fewest code points.
    pub min_length: u64,
    /// Most code points.
    pub max_length: Option<u64>,
    /// A regular expression.
    pub pattern: Option<crate::pattern::Pattern>,
    /// Whether a character other than white space is needed.
    pub not_blank: bool,
    /// The values that a tolerant enum lists. Other strings are kept as they are.
    pub listed: Vec<String>,
}

/// Bounds of a whole number, inclusive.
#[derive(Clone, Copy, Debug, Default)]
pub struct Integer {
    /// Smallest value.
    pub minimum: Option<i64>,
    /// Largest value.
    pub maximum: Option<i64>,
    /// Whether the contract wrote `minimum` as `exclusiveMinimum`.
    pub minimum_exclusive: bool,
    /// Whether the contract wrote `maximum` as `exclusiveMaximum`.
    pub maximum_exclusive: bool,
}

/// Bounds of a number.
#[derive(Clone, Debug, Default)]
pub struct Number {
    /// Smallest value.
    pub minimum: Option<f64>,
    /// Largest value.
    pub maximum: Option<f64>,
    /// A bound to exceed.
    pub exclusive_minimum: Option<f64>,
    /// A bound to stay below.
    pub exclusive_maximum: Option<f64>,
}

/// A closed set of strings.
#[derive(Debug)]
pub struct Enum {
    /// The values.
    pub values: Vec<String>,
    /// Spellings that only decoding takes: (alias, value).
    pub aliases: Vec<(String, String)>,
    /// Whether the contract wrote a single value as `const`.
    pub constant: bool,
}

/// An object with declared fields.
#[derive(Debug)]
pub struct Object {
    /// The fields.
    pub fields: Vec<Field>,
    /// Whether other keys are refused.
    pub closed: bool,
    /// Conditions across fields.
    pub rules: Vec<Rule>,
}

/// A field.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub name: String,
    /// The type of the value.
    pub ty: Type,
    /// What absence means.
    pub presence: Presence,
    /// What the value means, if the type's own description does not say all.
    pub doc: String,
    /// When it came, and whether it is to go.
    pub life: Life,
    /// Where it is declared.
    pub location: Location,
}

/// What the absence of a field means.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    /// A violation.
    Required,
    /// The same as `null`.
    Optional,
    /// This value.
    Default(Value),
}

/// A bounded list.
#[derive(Debug)]
pub struct Array {
    /// The type of the items.
    pub items: Type,
    /// Fewest items.
    pub min_items: u64,
    /// Most items.
    pub max_items: Option<u64>,
}

/// A bounded object with free keys.
#[derive(Debug)]
pub struct Map {
    /// The type of the values.
    pub values: Type,
    /// Fewest keys.
    pub min_properties: u64,
    /// Most keys.
    pub max_properties: Option<u64>,
}

/// A condition across fields.
#[derive(Debug)]
pub struct Rule {
    /// The stable id.
    pub id: String,
    /// Why it exists.
    pub doc: String,
    /// The premise: all must hold.
    pub when: Vec<Clause>,
    /// The conclusion: all must hold.
    pub then: Vec<Clause>,
    /// Where it is declared.
    pub location: Location,
}

/// A test of a field.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Index into the object's fields.
    pub field: usize,
    /// The test.
    pub test: Test,
}

/// What a clause asks of its field; absence is read as the default, else as `null`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// A boolean.
    Is(bool),
    /// One of these strings.
    OneOf(Vec<String>),
    /// Not `null`.
    Present,
    /// `null`.
    Absent,
    /// A string that is not blank.
    NotBlank,
}

/// An event.
#[derive(Debug)]
pub struct Event {
    /// The name.
    pub name: String,
    /// Index into [`Line::domains`].
    pub domain: usize,
    /// How many events of the domain are declared before it.
    pub place: usize,
    /// The version that introduced it.
    pub since: String,
    /// What happened.
    pub doc: String,
    /// The payload's type, an object.
    pub payload: TypeId,
    /// Where it is declared.
    pub location: Location,
}

/// An event name without a payload contract.
#[derive(Debug)]
pub struct Reserved {
    /// The name.
    pub name: String,
    /// Index into [`Line::domains`].
    pub domain: usize,
}

/// A state machine.
#[derive(Debug)]
pub struct Machine {
    /// The name.
    pub name: String,
    /// What moves.
    pub doc: String,
    /// Index into [`Line::domains`].
    pub domain: usize,
    /// The enum of the states.
    pub state: TypeId,
    /// States that begin a life.
    pub initial: Vec<String>,
    /// States that end one.
    pub terminal: Vec<String>,
    /// Allowed transitions, `fromEveryLive` expanded.
    pub transitions: Vec<(String, String)>,
    /// The (event, boolean payload field) that lets a transition skip the table.
    pub override_by: Option<(String, String)>,
    /// What transitions require of the payload.
    pub guards: Vec<Guard>,
    /// What events do to the machine.
    pub effects: Vec<(String, Effect)>,
}

/// What some transitions require of the payload.
#[derive(Debug)]
pub struct Guard {
    /// The stable id.
    pub id: String,
    /// Why it exists.
    pub doc: String,
    /// States left; empty for every state.
    pub from: Vec<String>,
    /// States entered; empty for every state.
    pub to: Vec<String>,
    /// Tests by payload field name that make the guard apply.
    pub when: Vec<(String, Test)>,
    /// Tests by payload field name that must then hold.
    pub require: Vec<(String, Test)>,
}

/// What an event does to a machine.
#[derive(Debug)]
pub enum Effect {
    /// It moves to a state.
    To(String),
    /// It moves as two payload fields say.
    Fields {
        /// The field with the state left.
        from: String,
        /// The field with the state entered.
        to: String,
    },
}

/// A table between enums.
#[derive(Debug)]
pub struct Mapping {
    /// The name.
    pub name: String,
    /// What it is for.
    pub doc: String,
    /// Index into [`Line::domains`].
    pub domain: usize,
    /// The enum that is mapped.
    pub from: TypeId,
    /// The enum it is mapped to.
    pub to: TypeId,
    /// Whether a value may map to nothing.
    pub optional: bool,
    /// An entry per value of `from`, in that enum's order.
    pub table: Vec<(String, Option<String>)>,
}

/// The envelope's type, and the roles of its fields.
#[derive(Debug)]
pub struct Envelope {
    /// The type, an object.
    pub ty: TypeId,
    /// Index of the field that names the event type.
    pub event_type: usize,
    /// Index of the field that carries the payload.
    pub payload: usize,
    /// The fields that order events, if the line says which.
    pub order: Option<Order>,
}

/// Indices of the envelope fields that order events and tell them apart.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// Identifies the event.
    pub id: usize,
    /// The emitter's wall-clock time.
    pub time: usize,
    /// Whether times compare by the text of Python's `isoformat`, and not as instants.
    pub time_as_text: bool,
    /// The emitter's Lamport clock.
    pub clock: Option<usize>,
    /// The entity that the event changes.
    pub aggregate: Option<usize>,
    /// The emitter.
    pub node: Option<usize>,
    /// The event that caused this one.
    pub cause: Option<usize>,
}

/// The fail-closed cutover policy.
#[derive(Debug)]
pub struct Cutover {
    /// The envelope field with the contract version.
    pub signal: String,
    /// Its index.
    pub signal_index: usize,
    /// The accepted major version.
    pub accepted_major: u64,
    /// The accepted version.
    pub contract_version: String,
    /// Forbidden keys.
    pub forbidden_keys: Vec<String>,
    /// Forbidden event types.
    pub forbidden_event_names: Vec<String>,
    /// The envelope field whose text before the first `/` names the aggregate.
    pub aggregate: String,
    /// Its index.
    pub aggregate_index: usize,
    /// Forbidden aggregate names.
    pub forbidden_aggregate_names: Vec<String>,
}
