//! Contract tables: what a contract says about its types, as static data.
//!
//! The generator writes these tables next to the Rust types. Three readers share them: the checker
//! (yes or no, in one pass over the bytes), the collector (every violation, explained) and the typed
//! decoder (which builds the value). A constraint therefore has one statement at run time, and a
//! reader cannot forget it.

pub use crate::lookup::Lookup;
use crate::scan::Key;

/// The type of a JSON value.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// A string with its constraints.
    Text(&'static Text),
    /// A whole number of any size that a double can hold the magnitude of.
    Integer(&'static Integer),
    /// A finite number.
    Number(&'static Number),
    /// `true` or `false`.
    Boolean,
    /// One of a fixed set of strings.
    Enum(&'static Enum),
    /// An object with declared fields.
    Object(&'static Object),
    /// An object with free keys whose values share a type.
    Map(&'static Map),
    /// A list.
    Array(&'static Array),
    /// One of several types that differ in their JSON kind.
    AnyOf(&'static AnyOf),
    /// Any JSON value.
    Any,
}

impl Type {
    /// A string without constraints.
    pub const STRING: Self = Self::Text(&Text::ANY);
    /// A whole number without bounds.
    pub const INTEGER: Self = Self::Integer(&Integer::ANY);
    /// A finite number without bounds.
    pub const NUMBER: Self = Self::Number(&Number::ANY);
    /// An object with any content.
    pub const OBJECT: Self = Self::Map(&Map::ANY);
    /// A point in time.
    pub const DATE_TIME: Self = Self::Text(&Text { format: Some(Format::DateTime), ..Text::ANY });
    /// A point in time in a spelling that Pydantic reads.
    pub const PYDANTIC_DATETIME: Self =
        Self::Text(&Text { format: Some(Format::PydanticDatetime), ..Text::ANY });
    /// An ISO 8601 date with an optional time of day.
    pub const ISO_8601: Self = Self::Text(&Text { format: Some(Format::Iso8601), ..Text::ANY });
    /// A UUID.
    pub const UUID: Self = Self::Text(&Text { format: Some(Format::Uuid), ..Text::ANY });
    /// An `http` or `https` URL.
    pub const URI: Self = Self::Text(&Text { format: Some(Format::Uri), ..Text::ANY });
    /// A ULID or a UUID.
    pub const EVENT_ID: Self = Self::Text(&Text { format: Some(Format::EventId), ..Text::ANY });
}

/// Constraints of a string. Lengths count Unicode code points.
#[derive(Debug)]
pub struct Text {
    /// The contract's name for the type, empty when it is written in place.
    pub name: &'static str,
    /// Fewest code points.
    pub min_length: usize,
    /// Most code points.
    pub max_length: Option<usize>,
    /// A regular expression of the contract language's subset, searched in the value.
    pub pattern: Option<&'static Pattern>,
    /// A named lexical form.
    pub format: Option<Format>,
    /// Whether at least one character must be something other than white space.
    pub not_blank: bool,
}

impl Text {
    /// A string without constraints, to be refined with struct update syntax.
    pub const ANY: Self = Self {
        name: "",
        min_length: 0,
        max_length: None,
        pattern: None,
        format: None,
        not_blank: false,
    };
}

/// A regular expression, in the two forms that its readers need.
#[derive(Debug)]
pub struct Pattern {
    /// As the contract and the JSON Schema spell it (ECMA-262).
    pub source: &'static str,
    /// How a value is matched.
    pub matcher: Matcher,
}

/// How a [`Pattern`] is matched.
#[derive(Debug)]
pub enum Matcher {
    /// The pattern is an anchored choice of literals.
    OneOf(&'static [&'static str]),
    /// Anything else, translated to the syntax of the `regex` crate and compiled at first use.
    Regex {
        /// The translated expression.
        source: &'static str,
        /// The compiled form.
        compiled: std::sync::OnceLock<Option<regex::Regex>>,
    },
}

impl Pattern {
    /// A pattern that is an anchored choice of literals.
    pub const fn one_of(source: &'static str, literals: &'static [&'static str]) -> Self {
        Self { source, matcher: Matcher::OneOf(literals) }
    }

    /// A pattern for the `regex` crate, given as the contract spells it and as that crate does.
    pub const fn regex(source: &'static str, translated: &'static str) -> Self {
        let compiled = std::sync::OnceLock::new();
        Self { source, matcher: Matcher::Regex { source: translated, compiled } }
    }
}

/// A named lexical form of strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A point in time with an offset as RFC 3339 spells it, from the year 1 to 9999, without leap seconds.
    DateTime,
    /// A point in time as Pydantic reads it from a string (the `speedate` crate): RFC 3339 and its
    /// relaxations, an absent offset, a bare date, or a decimal Unix time.
    PydanticDatetime,
    /// A calendar date with an optional time of day, ISO 8601.
    Iso8601,
    /// A UUID: hyphenated, bare, braced or as a URN.
    Uuid,
    /// An absolute `http` or `https` URL in the WHATWG reading.
    Uri,
    /// A ULID, a hyphenated UUID or a bare UUID.
    EventId,
}

/// Bounds of a whole number.
#[derive(Debug)]
pub struct Integer {
    /// The contract's name for the type, empty when it is written in place.
    pub name: &'static str,
    /// Smallest value allowed.
    pub minimum: Option<i64>,
    /// Largest value allowed.
    pub maximum: Option<i64>,
}

impl Integer {
    /// A whole number without bounds, to be refined with struct update syntax.
    pub const ANY: Self = Self { name: "", minimum: None, maximum: None };
}

/// Bounds of a number.
#[derive(Debug)]
pub struct Number {
    /// The contract's name for the type, empty when it is written in place.
    pub name: &'static str,
    /// Smallest value allowed.
    pub minimum: Option<f64>,
    /// Largest value allowed.
    pub maximum: Option<f64>,
    /// Bound that the value must exceed.
    pub exclusive_minimum: Option<f64>,
    /// Bound that the value must stay below.
    pub exclusive_maximum: Option<f64>,
}

impl Number {
    /// A number without bounds, to be refined with struct update syntax.
    pub const ANY: Self = Self {
        name: "",
        minimum: None,
        maximum: None,
        exclusive_minimum: None,
        exclusive_maximum: None,
    };
}

/// A closed set of strings.
#[derive(Debug)]
pub struct Enum {
    /// The contract's name for the type.
    pub name: &'static str,
    /// The values, in contract order.
    pub values: &'static [&'static str],
    /// Spellings that decoding takes for a value and validation refuses: (alias, value).
    pub aliases: &'static [(&'static str, &'static str)],
}

/// An object with declared fields.
#[derive(Debug)]
pub struct Object {
    /// The contract's name for the type.
    pub name: &'static str,
    /// The fields, in contract order. At most [`Object::MAX_FIELDS`].
    pub fields: &'static [Field],
    /// Whether undeclared keys are refused (otherwise they are dropped).
    pub closed: bool,
    /// Conditions across fields.
    pub rules: &'static [Rule],
}

impl Object {
    /// The most fields an object can declare; the generator refuses more.
    pub const MAX_FIELDS: usize = 64;
}

/// One declared field.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// The type of its value.
    pub ty: Type,
    /// What its absence means.
    pub presence: Presence,
    /// How JSON text spells the key.
    pub(crate) key: Key,
}

/// What the absence of a field means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// A violation.
    Required,
    /// Nothing: `null` and absence are the same.
    Optional,
    /// The given JSON text stands in. `null` is not accepted.
    Default(&'static str),
}

impl Field {
    const fn new(name: &'static str, ty: Type, presence: Presence) -> Self {
        Self { name, ty, presence, key: Key::new(name) }
    }

    /// A field that must be there.
    pub const fn required(name: &'static str, ty: Type) -> Self {
        Self::new(name, ty, Presence::Required)
    }

    /// A field that may be absent or `null`.
    pub const fn optional(name: &'static str, ty: Type) -> Self {
        Self::new(name, ty, Presence::Optional)
    }

    /// A field that may be absent, in which case `json` stands in.
    pub const fn with_default(name: &'static str, ty: Type, json: &'static str) -> Self {
        Self::new(name, ty, Presence::Default(json))
    }
}

/// A condition across the fields of one object: when every clause of `when` holds, every clause of
/// `then` must hold. An empty `when` always holds.
#[derive(Debug)]
pub struct Rule {
    /// Stable id, unique in the object.
    pub id: &'static str,
    /// Why the rule exists, from the contract.
    pub doc: &'static str,
    /// The premise.
    pub when: &'static [Clause],
    /// The conclusion.
    pub then: &'static [Clause],
}

/// A test of one field.
#[derive(Debug)]
pub struct Clause {
    /// Index into [`Object::fields`].
    pub field: usize,
    /// The test.
    pub test: Test,
}

impl Clause {
    /// A test of the field at an index.
    pub const fn new(field: usize, test: Test) -> Self {
        Self { field, test }
    }
}

/// What a [`Clause`] asks of its field. An absent field is read as its default, else as `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// A boolean with this value.
    Is(bool),
    /// A string that equals one of these (an enum's alias counts as its value).
    OneOf(&'static [&'static str]),
    /// Neither absent nor `null`.
    Present,
    /// Absent or `null`.
    Absent,
    /// A string with at least one character other than white space.
    NotBlank,
}

/// An object with free keys.
#[derive(Debug)]
pub struct Map {
    /// The contract's name for the type, empty when it is written in place.
    pub name: &'static str,
    /// The type of every value.
    pub values: Type,
    /// Fewest entries.
    pub min_properties: usize,
    /// Most entries.
    pub max_properties: Option<usize>,
}

impl Map {
    /// An object with any content, to be refined with struct update syntax.
    pub const ANY: Self =
        Self { name: "", values: Type::Any, min_properties: 0, max_properties: None };
}

/// A list.
#[derive(Debug)]
pub struct Array {
    /// The contract's name for the type, empty when it is written in place.
    pub name: &'static str,
    /// The type of every item.
    pub items: Type,
    /// Fewest items.
    pub min_items: usize,
    /// Most items.
    pub max_items: Option<usize>,
}

/// A choice between types that differ in their JSON kind.
#[derive(Debug)]
pub struct AnyOf {
    /// The contract's name for the type.
    pub name: &'static str,
    /// The alternatives; no two accept the same JSON kind.
    pub alternatives: &'static [Type],
}

/// A line of contracts: everything that is valid together, such as `v1`.
#[derive(Debug)]
pub struct Line {
    /// The line's name, as in `v1`.
    pub name: &'static str,
    /// The base of the schemas' `$id`s.
    pub package: &'static str,
    /// The envelope around payloads, if the line has one.
    pub envelope: Option<&'static Envelope>,
    /// What live envelopes must signal and must not carry, if the line says so.
    pub cutover: Option<&'static Cutover>,
    /// The events, sorted by name.
    pub events: &'static [&'static Event],
    /// Where each of them is.
    pub lookup: Lookup,
    /// Event names without a payload contract yet, sorted.
    pub reserved: &'static [&'static str],
    /// Every published schema, sorted by name; the events' payloads among them.
    pub schemas: &'static [Schema],
}

/// An event type.
#[derive(Debug)]
pub struct Event {
    /// The value of the envelope's event type field.
    pub name: &'static str,
    /// The domain that declares it.
    pub domain: &'static str,
    /// Its place among the domain's events, in contract order.
    pub place: usize,
    /// The version that introduced it.
    pub since: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// The payload.
    pub payload: &'static Object,
    /// The name of the payload's schema.
    pub schema: &'static str,
    /// Where the contract says so: `file:line`, relative to the contracts' root.
    pub source: &'static str,
}

impl Event {
    /// An event that no contract declares, so that a line's readers read a payload of any type.
    pub const fn around(payload: &'static Object) -> Self {
        Self { name: "", domain: "", place: 0, since: "", doc: "", payload, schema: "", source: "" }
    }
}

/// A published JSON Schema.
#[derive(Debug)]
pub struct Schema {
    /// The name, as in `status_transition_payload`; `$id` is `<package>/<name>`.
    pub name: &'static str,
    /// The type that the schema describes.
    pub ty: Type,
    /// The schema's text.
    pub text: &'static str,
}

impl Schema {
    /// A schema: its name, the type it describes and its text.
    pub const fn new(name: &'static str, ty: Type, text: &'static str) -> Self {
        Self { name, ty, text }
    }
}

/// The envelope: an object of which some fields have a role.
#[derive(Debug)]
pub struct Envelope {
    /// The name under which a whole envelope can be validated, as in `Event`.
    pub name: &'static str,
    /// Its fields.
    pub object: &'static Object,
    /// Index of the field that names the event type.
    pub event_type: usize,
    /// Index of the field that carries the payload.
    pub payload: usize,
    /// The fields that order events, if the line says which.
    pub order: Option<Order>,
}

/// How the times of events compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeOrder {
    /// As instants, whatever their offsets.
    Instant,
    /// As the texts that Python's `datetime.isoformat` gives: local time first, whatever its offset.
    Text,
}

/// Indices of the envelope fields that order events and tell them apart.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// Identifies the event.
    pub id: usize,
    /// The emitter's wall-clock time.
    pub time: usize,
    /// How times compare.
    pub time_order: TimeOrder,
    /// The emitter's Lamport clock.
    pub clock: Option<usize>,
    /// The entity that the event changes.
    pub aggregate: Option<usize>,
    /// The emitter.
    pub node: Option<usize>,
    /// The event that caused this one.
    pub cause: Option<usize>,
}

/// The fail-closed cutover policy of a line.
#[derive(Debug)]
pub struct Cutover {
    /// Index of the envelope's field that carries the contract version.
    pub signal: usize,
    /// The only major version that is accepted.
    pub accepted_major: u64,
    /// The only value that is accepted.
    pub contract_version: &'static str,
    /// Keys that neither the envelope nor the payload may carry. None is declared: the generator sees to it.
    pub forbidden_keys: &'static [&'static str],
    /// Event types that are refused.
    pub forbidden_event_names: &'static [&'static str],
    /// Index of the envelope's field whose text before the first `/` names the aggregate.
    pub aggregate: usize,
    /// Aggregate names that are refused.
    pub forbidden_aggregate_names: &'static [&'static str],
}
