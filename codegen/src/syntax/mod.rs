//! The contract language as it is written: what a file may contain, before names are resolved.
//!
//! Editors learn the language from [`contract_schema`] and [`line_schema`], which are derived from
//! these very types.

mod decode;
#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde_json::{Map, Value};

use crate::source::{Span, Spanned};
use crate::yaml::Node;
pub(crate) use decode::{Decode, Keys};

/// A contract file: one domain of a line.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ContractFile {
    /// The domain's name in `snake_case`; it names the Rust module and the fixture folder.
    pub(crate) domain: Spanned<String>,
    /// What the domain is about.
    #[schemars(default)]
    pub(crate) doc: Option<Spanned<String>>,
    /// Types that fields refer to by name. Names are unique in the whole line.
    #[schemars(default)]
    pub(crate) types: Named<TypeDecl>,
    /// Groups of fields that events and types include.
    #[schemars(default)]
    pub(crate) mixins: Named<MixinDecl>,
    /// The events.
    #[schemars(default)]
    pub(crate) events: Named<EventDecl>,
    /// Event names that are taken but have no payload contract yet.
    #[schemars(default)]
    pub(crate) reserved: Vec<Spanned<String>>,
    /// Events and types that are gone, and the version that they left with. Their names are not given again.
    #[schemars(default)]
    pub(crate) removed: Named<Spanned<String>>,
    /// Which state may follow which.
    #[schemars(default)]
    pub(crate) state_machines: Named<MachineDecl>,
    /// Tables from the values of one enum to those of another.
    #[schemars(default)]
    pub(crate) mappings: Named<MappingDecl>,
}

/// The file `line.yaml`: what holds for all contracts of a folder.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct LineFile {
    /// The line's name, as in `v1`; it names the Rust module.
    pub(crate) line: Spanned<String>,
    /// The base of every schema's `$id`.
    pub(crate) package: Spanned<String>,
    /// The version of the contracts.
    pub(crate) version: Spanned<String>,
    /// What the line is for.
    #[schemars(default)]
    pub(crate) doc: Option<Spanned<String>>,
    /// The type around payloads, if events travel in an envelope.
    #[schemars(default)]
    pub(crate) envelope: Option<EnvelopeDecl>,
    /// What live envelopes must signal and must not carry.
    #[schemars(default)]
    pub(crate) cutover: Option<CutoverDecl>,
    /// How events of an earlier line become events of this one.
    #[schemars(default)]
    pub(crate) migration: Option<MigrationDecl>,
}

/// The envelope's type, and the roles of its fields.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct EnvelopeDecl {
    /// A type with fields.
    #[schemars(rename = "type")]
    pub(crate) ty: Spanned<String>,
    /// The field that names the event type.
    pub(crate) event_type: Spanned<String>,
    /// The field that carries the payload.
    pub(crate) payload: Spanned<String>,
    /// The fields that order events and tell them apart. Reducers need them.
    #[schemars(default)]
    pub(crate) order: Option<OrderDecl>,
}

/// The fields that order events and tell them apart.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct OrderDecl {
    /// The field that identifies the event: an `event-id` or a `uuid`.
    pub(crate) id: Spanned<String>,
    /// The field with the emitter's wall-clock time: a `date-time` or a `pydantic-datetime`.
    pub(crate) time: Spanned<String>,
    /// How times compare: `instant` unless given, or `text`, which is that of Python's `isoformat` and the only
    /// order of a `pydantic-datetime`.
    #[schemars(default)]
    pub(crate) time_order: Option<Spanned<String>>,
    /// The field with the reading of the emitter's Lamport clock: a whole number from 0.
    #[schemars(default)]
    pub(crate) clock: Option<Spanned<String>>,
    /// The field that identifies the entity that the event changes: a string.
    #[schemars(default)]
    pub(crate) aggregate: Option<Spanned<String>>,
    /// The field that identifies the emitter: a string.
    #[schemars(default)]
    pub(crate) node: Option<Spanned<String>>,
    /// The field that names the event's cause: an `event-id` or a `uuid`, optional.
    #[schemars(default)]
    pub(crate) cause: Option<Spanned<String>>,
}

/// The fail-closed cutover policy.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct CutoverDecl {
    /// The envelope field that carries the contract version.
    pub(crate) signal: Spanned<String>,
    /// The only major version that is accepted.
    pub(crate) accepted_major: Spanned<u64>,
    /// The only contract version that is accepted.
    pub(crate) contract_version: Spanned<String>,
    /// Keys that neither an envelope nor a payload may carry.
    #[schemars(default)]
    pub(crate) forbidden_keys: Vec<Spanned<String>>,
    /// Event types that are refused.
    #[schemars(default)]
    pub(crate) forbidden_event_names: Vec<Spanned<String>>,
    /// The envelope field whose text before the first `/` names the aggregate.
    pub(crate) aggregate: Spanned<String>,
    /// Aggregate names that are refused.
    #[schemars(default)]
    pub(crate) forbidden_aggregate_names: Vec<Spanned<String>>,
}

/// How events of an earlier line become events of this one. What is not said here stays as it is.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct MigrationDecl {
    #[schemars(skip)]
    pub(crate) span: Span,
    /// The earlier line.
    pub(crate) from: Spanned<String>,
    /// Events that have another name here.
    #[schemars(default)]
    pub(crate) events: Named<Spanned<String>>,
    /// Events of the earlier line that may carry the payload of another one: those that keep only the other's contract
    /// are read as the other.
    #[schemars(default)]
    pub(crate) read_as: Named<Spanned<String>>,
    /// Events that have no counterpart here, each with the reason why.
    #[schemars(default)]
    pub(crate) refused: Named<Spanned<String>>,
    /// Aggregates that have another name here.
    #[schemars(default)]
    pub(crate) aggregates: Named<Spanned<String>>,
    /// Keys that have another name here, wherever a type with fields has them.
    #[schemars(default)]
    pub(crate) renames: Named<Spanned<String>>,
    /// Values that are spelled otherwise here, by enum of the earlier line.
    #[schemars(default)]
    pub(crate) values: Named<Named<Spanned<String>>>,
    /// Fields that get this value, whatever they had.
    #[schemars(default)]
    pub(crate) set: Named<Node>,
    /// Fields that the earlier line does not have, and where their values come from.
    #[schemars(default)]
    pub(crate) supply: Named<SupplyDecl>,
    /// Fields of the earlier line (`Type.field`) that have no counterpart here, each with the reason why.
    #[schemars(default)]
    pub(crate) dropped: Named<Spanned<String>>,
}

/// Where the values of a new field come from.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct SupplyDecl {
    /// What whoever migrates is asked for: a name in kebab-case.
    pub(crate) option: Spanned<String>,
    /// The field beside it that the value depends on; without one, all events get the same value.
    #[schemars(default)]
    pub(crate) per: Option<Spanned<String>>,
    /// Events of this line whose payloads tell the value, if they are among those that are migrated: they have
    /// both fields.
    #[schemars(default)]
    pub(crate) known_from: Vec<Spanned<String>>,
}

/// Declarations by name, in the order of the file.
#[derive(Debug)]
pub(crate) struct Named<T>(pub(crate) Vec<(Spanned<String>, T)>);

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// A type, by name or in place.
#[derive(Debug)]
pub(crate) enum TypeDecl {
    /// A type expression.
    Expr(Spanned<TypeExpr>),
    /// A mapping with constraints.
    Spec(Box<TypeSpec>),
}

/// A type expression: `Name`, `Name?`, `[Name]` or `[Name]?`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TypeExpr {
    pub(crate) name: String,
    pub(crate) list: bool,
    pub(crate) optional: bool,
}

/// A type written out. Which keywords go together depends on the type.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct TypeSpec {
    #[schemars(skip)]
    pub(crate) span: Span,
    /// A type expression: a built-in type (`string`, `integer`, `number`, `boolean`, `object`, `any`,
    /// `array`, `date-time`, `pydantic-datetime`, `iso-8601`, `uuid`, `uri`, `event-id`) or a named one; `?` makes a field
    /// optional and nullable, `[…]` makes a list.
    #[schemars(rename = "type")]
    pub(crate) ty: Option<Spanned<TypeExpr>>,
    /// What the value means.
    pub(crate) doc: Option<Spanned<String>>,
    /// The value that stands in for an absent field.
    pub(crate) default: Option<Node>,
    /// Fewest Unicode code points of a string.
    pub(crate) min_length: Option<Spanned<u64>>,
    /// Most Unicode code points of a string.
    pub(crate) max_length: Option<Spanned<u64>>,
    /// A regular expression that is searched in a string: literals, classes, groups, choices,
    /// counted repeats and anchors.
    pub(crate) pattern: Option<Spanned<String>>,
    /// Whether a string needs a character other than white space.
    pub(crate) not_blank: Option<Spanned<bool>>,
    /// Smallest number.
    pub(crate) minimum: Option<Spanned<Decimal>>,
    /// Largest number.
    pub(crate) maximum: Option<Spanned<Decimal>>,
    /// A bound that a number must exceed.
    pub(crate) exclusive_minimum: Option<Spanned<Decimal>>,
    /// A bound that a number must stay below.
    pub(crate) exclusive_maximum: Option<Spanned<Decimal>>,
    /// The type of a list's items.
    pub(crate) items: Option<Box<TypeDecl>>,
    /// Fewest items of a list.
    pub(crate) min_items: Option<Spanned<u64>>,
    /// Most items of a list.
    pub(crate) max_items: Option<Spanned<u64>>,
    /// With `fields`: `false` refuses other keys. Otherwise the type of an object's values.
    pub(crate) additional_properties: Option<Additional>,
    /// Fewest keys of an object.
    pub(crate) min_properties: Option<Spanned<u64>>,
    /// Most keys of an object.
    pub(crate) max_properties: Option<Spanned<u64>>,
    /// The values of a closed set of strings.
    #[schemars(rename = "enum")]
    pub(crate) values: Option<Vec<Spanned<String>>>,
    /// What becomes of strings that the enum does not list: `refuse` unless given, or `keep`.
    pub(crate) unknown: Option<Spanned<String>>,
    /// Spellings that decoding takes for a value of the enum, and validation refuses.
    pub(crate) aliases: Option<Named<Spanned<String>>>,
    /// The only value of a string.
    #[schemars(rename = "const")]
    pub(crate) constant: Option<Spanned<String>>,
    /// Types of which one holds; they must differ in their JSON kind.
    pub(crate) any_of: Option<Vec<TypeDecl>>,
    /// Mixins whose fields come first.
    pub(crate) include: Option<Vec<Spanned<String>>>,
    /// The fields of an object.
    pub(crate) fields: Option<Named<TypeDecl>>,
    /// Conditions across fields.
    pub(crate) rules: Option<Vec<RuleDecl>>,
    /// Fields that are gone, and the version that they left with. Their names are not given again.
    pub(crate) removed: Option<Named<Spanned<String>>>,
    /// Whether the type's JSON Schema is published as a file of its own.
    pub(crate) publish: Option<Spanned<bool>>,
    /// The version that introduced the type or field.
    pub(crate) since: Option<Spanned<String>>,
    /// Since when the type or field should not be used any more, and why.
    pub(crate) deprecated: Option<DeprecatedDecl>,
}

/// Something that should not be used any more.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct DeprecatedDecl {
    /// The version that says so first.
    pub(crate) since: Spanned<String>,
    /// Why, and what to use instead.
    pub(crate) reason: Spanned<String>,
}

/// A finite decimal number, kept as written.
#[derive(Clone, Debug)]
pub(crate) struct Decimal(pub(crate) String);

/// The keyword `additionalProperties`.
#[derive(Debug)]
pub(crate) enum Additional {
    /// `true` or `false`.
    Allowed(Spanned<bool>),
    /// The type of the values.
    Values(TypeDecl),
}

/// A group of fields.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct MixinDecl {
    /// What the fields have in common.
    #[schemars(default)]
    pub(crate) doc: Option<Spanned<String>>,
    /// The fields.
    pub(crate) fields: Named<TypeDecl>,
}

/// An event.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct EventDecl {
    #[schemars(skip)]
    pub(crate) span: Span,
    /// The version that introduced the event.
    #[schemars(default)]
    pub(crate) since: Option<Spanned<String>>,
    /// Since when the event should not be sent any more, and why.
    #[schemars(default)]
    pub(crate) deprecated: Option<DeprecatedDecl>,
    /// What happened.
    #[schemars(default)]
    pub(crate) doc: Option<Spanned<String>>,
    /// The name of the payload's type; `<Event>Payload` unless given.
    #[schemars(default)]
    pub(crate) payload: Option<Spanned<String>>,
    /// `false` refuses keys that are not declared; otherwise they are dropped.
    #[schemars(default)]
    pub(crate) additional_properties: Option<Spanned<bool>>,
    /// Mixins whose fields come first.
    #[schemars(default)]
    pub(crate) include: Vec<Spanned<String>>,
    /// The payload's fields.
    #[schemars(default)]
    pub(crate) fields: Named<TypeDecl>,
    /// Conditions across the payload's fields.
    #[schemars(default)]
    pub(crate) rules: Vec<RuleDecl>,
    /// Fields that are gone, and the version that they left with. Their names are not given again.
    #[schemars(default)]
    pub(crate) removed: Named<Spanned<String>>,
}

/// A condition across fields.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RuleDecl {
    /// A stable id in kebab-case, unique in the type.
    pub(crate) id: Spanned<String>,
    /// Tests by field, all of which must hold for the rule to apply.
    #[schemars(rename = "if", default)]
    pub(crate) when: Named<TestDecl>,
    /// Tests by field, all of which must then hold.
    pub(crate) then: Named<TestDecl>,
    /// Why the rule exists.
    #[schemars(default)]
    pub(crate) doc: Option<Spanned<String>>,
}

/// What a rule asks of a field.
#[derive(Debug)]
pub(crate) enum TestDecl {
    /// `true` or `false`.
    Is(bool, Span),
    /// The word `present`.
    Present(Span),
    /// The word `absent`.
    Absent(Span),
    /// `{ notBlank: true }`.
    NotBlank(Span),
    /// `{ oneOf: […] }`, or a value alone.
    OneOf(Vec<Spanned<String>>, Span),
}

impl TestDecl {
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Is(_, span)
            | Self::Present(span)
            | Self::Absent(span)
            | Self::NotBlank(span)
            | Self::OneOf(_, span) => *span,
        }
    }
}

/// A state machine over the values of an enum.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct MachineDecl {
    /// What moves from state to state.
    #[schemars(default)]
    pub(crate) doc: Option<Spanned<String>>,
    /// The enum of the states.
    pub(crate) state: Spanned<String>,
    /// The states in which a life may begin.
    pub(crate) initial: Vec<Spanned<String>>,
    /// The states that end a life.
    #[schemars(default)]
    pub(crate) terminal: Vec<Spanned<String>>,
    /// The states that may follow each state.
    pub(crate) transitions: Named<Vec<Spanned<String>>>,
    /// States that may follow every state that is not terminal.
    #[schemars(default)]
    pub(crate) from_every_live: Vec<Spanned<String>>,
    /// The boolean payload field that lets a transition skip the table (its guards still hold).
    #[schemars(default, rename = "override")]
    pub(crate) override_by: Option<OverrideDecl>,
    /// What some transitions require of the payload.
    #[schemars(default)]
    pub(crate) guards: Vec<GuardDecl>,
    /// The events that move the machine: to a state, or as two payload fields say.
    #[schemars(default)]
    pub(crate) on: Named<EffectDecl>,
}

/// What lets a transition skip the table.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct OverrideDecl {
    /// The event.
    pub(crate) event: Spanned<String>,
    /// A boolean field of its payload.
    pub(crate) field: Spanned<String>,
}

/// What some transitions require of the payload.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct GuardDecl {
    /// A stable id in kebab-case.
    pub(crate) id: Spanned<String>,
    /// The states left; every state unless given.
    #[schemars(default)]
    pub(crate) from: Vec<Spanned<String>>,
    /// The states entered; every state unless given.
    #[schemars(default)]
    pub(crate) to: Vec<Spanned<String>>,
    /// Tests by payload field, all of which must hold for the guard to apply.
    #[schemars(rename = "if", default)]
    pub(crate) when: Named<TestDecl>,
    /// Tests by payload field.
    pub(crate) require: Named<TestDecl>,
    /// Why the guard exists.
    #[schemars(default)]
    pub(crate) doc: Option<Spanned<String>>,
}

/// What an event does to a machine.
#[derive(Debug)]
pub(crate) enum EffectDecl {
    /// It moves to this state.
    To(Spanned<String>),
    /// It moves as two payload fields say.
    Fields { from: Spanned<String>, to: Spanned<String> },
}

/// A table from the values of one enum to those of another.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct MappingDecl {
    /// What the mapping is for.
    #[schemars(default)]
    pub(crate) doc: Option<Spanned<String>>,
    /// The enum that is mapped, each value of which needs an entry.
    pub(crate) from: Spanned<String>,
    /// The enum it is mapped to; with `?`, an entry may be `null`.
    pub(crate) to: Spanned<TypeExpr>,
    /// The entries.
    pub(crate) table: Named<Nullable>,
}

/// A value or `null`.
#[derive(Debug)]
pub(crate) struct Nullable(pub(crate) Option<Spanned<String>>);

/// The JSON Schema of contract files.
pub fn contract_schema() -> Value {
    published::<ContractFile>("contract", "A file of event contracts")
}

/// The JSON Schema of `line.yaml`.
pub fn line_schema() -> Value {
    published::<LineFile>("line", "A line of event contracts")
}

/// A schema of the language, under a name of its own: where this version of it is kept.
fn published<T: JsonSchema>(name: &str, title: &str) -> Value {
    const SCHEMAS: &str = concat!(
        env!("CARGO_PKG_REPOSITORY"),
        "/raw/v",
        env!("CARGO_PKG_VERSION"),
        "/codegen/schema"
    );
    let mut schema = Map::new();
    let derived = schemars::schema_for!(T).to_value();
    for key in ["$schema", "$id", "title"] {
        schema.insert(key.to_owned(), derived.get(key).cloned().unwrap_or_default());
    }
    schema.insert("$id".to_owned(), format!("{SCHEMAS}/{name}.schema.json").into());
    schema.insert("title".to_owned(), title.into());
    if let Value::Object(derived) = derived {
        derived.into_iter().for_each(|(key, value)| {
            schema.entry(key).or_insert(value);
        });
    }
    Value::Object(schema)
}
