//! From the YAML tree to the language's types, with a message for whatever does not fit.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{
    Additional, ContractFile, CutoverDecl, Decimal, DeprecatedDecl, EffectDecl, EnvelopeDecl,
    EventDecl, GuardDecl, LineFile, MachineDecl, MappingDecl, MigrationDecl, MixinDecl, Named,
    Nullable, OrderDecl, OverrideDecl, RuleDecl, SupplyDecl, TestDecl, TypeDecl, TypeExpr,
    TypeSpec,
};
use crate::diagnostic::{Sink, did_you_mean};
use crate::model::Builtin;
use crate::source::{Span, Spanned};
use crate::yaml::{Kind, Node};

/// Reads a value from a node; `None` after something was reported.
pub(crate) trait Decode: Sized {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self>;
}

/// The entries of a mapping, taken key by key; what is left over is unknown.
pub(crate) struct Keys<'a> {
    node: &'a Node,
    entries: &'a [(Spanned<String>, Node)],
    asked: Vec<&'static str>,
    language: &'static str,
}

impl<'a> Keys<'a> {
    /// The keys of a mapping of the contract language.
    pub(crate) fn of(node: &'a Node, what: &str, sink: &mut Sink) -> Option<Self> {
        Self::in_language("the contract language", node, what, sink)
    }

    /// The keys of a mapping of another language.
    pub(crate) fn in_language(
        language: &'static str,
        node: &'a Node,
        what: &str,
        sink: &mut Sink,
    ) -> Option<Self> {
        match &node.kind {
            Kind::Mapping(entries) => Some(Self { node, entries, asked: Vec::new(), language }),
            _ => mismatch(node, what, sink),
        }
    }

    pub(crate) fn optional<T: Decode>(&mut self, key: &'static str, sink: &mut Sink) -> Option<T> {
        T::decode(self.find(key)?, sink)
    }

    pub(crate) fn or_default<T: Decode + Default>(
        &mut self,
        key: &'static str,
        sink: &mut Sink,
    ) -> T {
        self.optional(key, sink).unwrap_or_default()
    }

    pub(crate) fn required<T: Decode>(&mut self, key: &'static str, sink: &mut Sink) -> Option<T> {
        let found = self.find(key);
        if found.is_none() {
            sink.error(self.node.span, "missing-key", format!("the key `{key}` is missing"));
        }
        T::decode(found?, sink)
    }

    fn find(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, node)| node)
    }

    pub(crate) fn finish(self, sink: &mut Sink) {
        for (name, _) in self.entries {
            if !self.asked.contains(&name.as_str()) {
                let help = did_you_mean(name, self.asked.iter().copied())
                    .or_else(|| Some(format!("the keys known here are {}", self.asked.join(", "))));
                let message = format!("`{}` is not part of {} here", name.value, self.language);
                sink.error_with_help(name.span, "unknown-key", message, help);
            }
        }
    }
}

fn mismatch<T>(node: &Node, wanted: &str, sink: &mut Sink) -> Option<T> {
    let message = format!("expected {wanted}, found {}", node.describe());
    sink.error(node.span, "wrong-shape", message);
    None
}

impl Decode for Node {
    fn decode(node: &Node, _: &mut Sink) -> Option<Self> {
        Some(node.clone())
    }
}

impl Decode for Spanned<String> {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        match &node.kind {
            Kind::Scalar { .. } if node.is_number_or_boolean() => not_text(node, sink),
            Kind::Scalar { text, .. } if !node.is_null() => {
                Some(Self::new(text.clone(), node.span))
            }
            _ => mismatch(node, "text", sink),
        }
    }
}

/// What YAML reads as a number or a boolean is not made a text in silence.
fn not_text<T>(node: &Node, sink: &mut Sink) -> Option<T> {
    if let Kind::Scalar { text, .. } = &node.kind {
        let message = format!("expected text, found {}", node.describe());
        let help = format!("for the text write it in quotes: '{text}'");
        sink.error_with_help(node.span, "wrong-shape", message, Some(help));
    }
    None
}

/// A plain scalar read by `parse`.
fn scalar<T>(
    node: &Node,
    wanted: &str,
    sink: &mut Sink,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<Spanned<T>> {
    if let Kind::Scalar { text, plain: true } = &node.kind
        && let Some(value) = parse(text)
    {
        return Some(Spanned::new(value, node.span));
    }
    mismatch(node, wanted, sink)
}

impl Decode for Spanned<bool> {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        scalar(node, "`true` or `false`", sink, |text| text.parse().ok())
    }
}

impl Decode for Spanned<u64> {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        scalar(node, "a whole number from 0", sink, |text| {
            text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
        })
    }
}

impl Decode for Spanned<Decimal> {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        scalar(node, "a decimal number", sink, |text| {
            let number: serde_json::Number = serde_json::from_str(text).ok()?;
            number.as_f64().filter(|value| value.is_finite())?;
            Some(Decimal(text.to_owned()))
        })
    }
}

impl Decode for Spanned<TypeExpr> {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        let text = Spanned::<String>::decode(node, sink)?;
        let (rest, optional) = match text.strip_suffix('?') {
            Some(rest) => (rest, true),
            None => (text.as_str(), false),
        };
        let (name, list) = match rest.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(name) => (name.trim(), true),
            None => (rest, false),
        };
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if name.is_empty() || !name.chars().all(word) {
            let message = format!("`{}` is not a type expression", text.value);
            let help = "write `Name`, `Name?`, `[Name]` or `[Name]?`".to_owned();
            sink.error_with_help(node.span, "type-expression", message, help);
            return None;
        }
        let expr = TypeExpr { name: name.to_owned(), list, optional };
        Some(Self::new(expr, node.span))
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        match &node.kind {
            Kind::Sequence(items) => {
                Some(items.iter().filter_map(|item| T::decode(item, sink)).collect())
            }
            _ => mismatch(node, "a list", sink),
        }
    }
}

impl<T: Decode> Decode for Named<T> {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        match &node.kind {
            Kind::Mapping(entries) => {
                let mut named = Vec::with_capacity(entries.len());
                for (name, node) in entries {
                    if let Some(value) = T::decode(node, sink) {
                        named.push((name.clone(), value));
                    }
                }
                Some(Self(named))
            }
            _ => mismatch(node, "a mapping", sink),
        }
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        T::decode(node, sink).map(Self::new)
    }
}

impl Decode for TypeDecl {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        match &node.kind {
            Kind::Mapping(_) => TypeSpec::decode(node, sink).map(|spec| Self::Spec(Box::new(spec))),
            Kind::Scalar { .. } if !node.is_null() => Spanned::decode(node, sink).map(Self::Expr),
            _ => mismatch(node, "a type", sink),
        }
    }
}

impl Decode for Additional {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        match &node.kind {
            Kind::Scalar { text, plain: true } if text == "true" || text == "false" => {
                Spanned::decode(node, sink).map(Self::Allowed)
            }
            _ => TypeDecl::decode(node, sink).map(Self::Values),
        }
    }
}

impl Decode for TypeSpec {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        let mut keys = Keys::of(node, "a type", sink)?;
        let spec = Self {
            span: node.span,
            ty: keys.optional("type", sink),
            doc: keys.optional("doc", sink),
            default: keys.optional("default", sink),
            min_length: keys.optional("minLength", sink),
            max_length: keys.optional("maxLength", sink),
            pattern: keys.optional("pattern", sink),
            not_blank: keys.optional("notBlank", sink),
            minimum: keys.optional("minimum", sink),
            maximum: keys.optional("maximum", sink),
            exclusive_minimum: keys.optional("exclusiveMinimum", sink),
            exclusive_maximum: keys.optional("exclusiveMaximum", sink),
            items: keys.optional("items", sink),
            min_items: keys.optional("minItems", sink),
            max_items: keys.optional("maxItems", sink),
            additional_properties: keys.optional("additionalProperties", sink),
            min_properties: keys.optional("minProperties", sink),
            max_properties: keys.optional("maxProperties", sink),
            values: keys.optional("enum", sink),
            unknown: keys.optional("unknown", sink),
            aliases: keys.optional("aliases", sink),
            constant: keys.optional("const", sink),
            any_of: keys.optional("anyOf", sink),
            include: keys.optional("include", sink),
            fields: keys.optional("fields", sink),
            rules: keys.optional("rules", sink),
            removed: keys.optional("removed", sink),
            publish: keys.optional("publish", sink),
            since: keys.optional("since", sink),
            deprecated: keys.optional("deprecated", sink),
        };
        keys.finish(sink);
        Some(spec)
    }
}

impl Decode for ContractFile {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        let mut keys = Keys::of(node, "a mapping with the key `domain`", sink)?;
        let file = (|| {
            Some(Self {
                domain: keys.required("domain", sink)?,
                doc: keys.optional("doc", sink),
                types: keys.or_default("types", sink),
                mixins: keys.or_default("mixins", sink),
                events: keys.or_default("events", sink),
                reserved: keys.or_default("reserved", sink),
                removed: keys.or_default("removed", sink),
                state_machines: keys.or_default("stateMachines", sink),
                mappings: keys.or_default("mappings", sink),
            })
        })();
        if file.is_some() {
            keys.finish(sink);
        }
        file
    }
}

/// Implements [`Decode`] for a type that is a mapping with fixed keys.
macro_rules! decode_keys {
    ($type:ident, $what:literal, { $($field:ident: $how:ident $key:literal),+ $(,)? } $(, span: $span:ident)?) => {
        impl Decode for $type {
            fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
                let mut keys = Keys::of(node, $what, sink)?;
                $(let $field = keys.$how($key, sink);)+
                keys.finish(sink);
                Some(Self { $($span: node.span,)? $($field: decode_keys!(@unwrap $how $field)),+ })
            }
        }
    };
    (@unwrap required $field:ident) => { $field? };
    (@unwrap $how:ident $field:ident) => { $field };
}

decode_keys!(LineFile, "a mapping with the key `line`", {
    line: required "line",
    package: required "package",
    version: required "version",
    doc: optional "doc",
    envelope: optional "envelope",
    cutover: optional "cutover",
    migration: optional "migration",
});
decode_keys!(MigrationDecl, "a migration", {
    from: required "from",
    events: or_default "events",
    read_as: or_default "readAs",
    refused: or_default "refused",
    aggregates: or_default "aggregates",
    renames: or_default "renames",
    values: or_default "values",
    set: or_default "set",
    supply: or_default "supply",
    dropped: or_default "dropped",
}, span: span);
decode_keys!(SupplyDecl, "the source of a value", {
    option: required "option",
    per: optional "per",
    known_from: or_default "knownFrom",
});
decode_keys!(EnvelopeDecl, "an envelope", {
    ty: required "type",
    event_type: required "eventType",
    payload: required "payload",
    order: optional "order",
});
decode_keys!(OrderDecl, "the fields that order events", {
    id: required "id",
    time: required "time",
    time_order: optional "timeOrder",
    clock: optional "clock",
    aggregate: optional "aggregate",
    node: optional "node",
    cause: optional "cause",
});
decode_keys!(CutoverDecl, "a cutover policy", {
    signal: required "signal",
    accepted_major: required "acceptedMajor",
    contract_version: required "contractVersion",
    forbidden_keys: or_default "forbiddenKeys",
    forbidden_event_names: or_default "forbiddenEventNames",
    aggregate: required "aggregate",
    forbidden_aggregate_names: or_default "forbiddenAggregateNames",
});
decode_keys!(MixinDecl, "a mixin", {
    doc: optional "doc",
    fields: required "fields",
});
decode_keys!(DeprecatedDecl, "a deprecation", {
    since: required "since",
    reason: required "reason",
});
decode_keys!(EventDecl, "an event", {
    since: optional "since",
    deprecated: optional "deprecated",
    doc: optional "doc",
    payload: optional "payload",
    additional_properties: optional "additionalProperties",
    include: or_default "include",
    fields: or_default "fields",
    rules: or_default "rules",
    removed: or_default "removed",
}, span: span);
decode_keys!(RuleDecl, "a rule", {
    id: required "id",
    when: or_default "if",
    then: required "then",
    doc: optional "doc",
});
decode_keys!(MachineDecl, "a state machine", {
    doc: optional "doc",
    state: required "state",
    initial: required "initial",
    terminal: or_default "terminal",
    transitions: required "transitions",
    from_every_live: or_default "fromEveryLive",
    override_by: optional "override",
    guards: or_default "guards",
    on: or_default "on",
});
decode_keys!(OverrideDecl, "an override", {
    event: required "event",
    field: required "field",
});
decode_keys!(GuardDecl, "a guard", {
    id: required "id",
    from: or_default "from",
    to: or_default "to",
    when: or_default "if",
    require: required "require",
    doc: optional "doc",
});
decode_keys!(MappingDecl, "a mapping table", {
    doc: optional "doc",
    from: required "from",
    to: required "to",
    table: required "table",
});

impl Decode for TestDecl {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        match &node.kind {
            Kind::Scalar { text, plain } if !node.is_null() => Some(match (text.as_str(), plain) {
                ("true", true) => Self::Is(true, node.span),
                ("false", true) => Self::Is(false, node.span),
                ("present", true) => Self::Present(node.span),
                ("absent", true) => Self::Absent(node.span),
                _ if node.is_number_or_boolean() => return not_text(node, sink),
                _ => Self::OneOf(vec![Spanned::new(text.clone(), node.span)], node.span),
            }),
            Kind::Mapping(_) => {
                let mut keys = Keys::of(node, "a test", sink)?;
                let not_blank: Option<Spanned<bool>> = keys.optional("notBlank", sink);
                let one_of: Option<Vec<Spanned<String>>> = keys.optional("oneOf", sink);
                keys.finish(sink);
                match (not_blank, one_of) {
                    (Some(Spanned { value: true, .. }), None) => Some(Self::NotBlank(node.span)),
                    (None, Some(values)) if !values.is_empty() => {
                        Some(Self::OneOf(values, node.span))
                    }
                    _ => mismatch(node, "`{ notBlank: true }` or `{ oneOf: [...] }`", sink),
                }
            }
            _ => mismatch(node, "a test", sink),
        }
    }
}

impl Decode for EffectDecl {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        if let Kind::Scalar { .. } = node.kind {
            return Spanned::decode(node, sink).map(Self::To);
        }
        let mut keys = Keys::of(node, "a state, or the fields `from` and `to`", sink)?;
        let (from, to) = (keys.required("from", sink), keys.required("to", sink));
        keys.finish(sink);
        Some(Self::Fields { from: from?, to: to? })
    }
}

impl Decode for Nullable {
    fn decode(node: &Node, sink: &mut Sink) -> Option<Self> {
        if node.is_null() {
            return Some(Self(None));
        }
        Spanned::decode(node, sink).map(|value| Self(Some(value)))
    }
}

/// Gives a language type the schema of another type.
macro_rules! schema_as {
    ($([$($generic:ident)?] $type:ty => $generator:ident: $schema:expr),+ $(,)?) => {$(
        impl $(<$generic: JsonSchema>)? JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                std::any::type_name::<Self>().into()
            }

            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    )+};
}

schema_as! {
    [T] Spanned<T> => generator: T::json_schema(generator),
    [T] Named<T> => generator: json_schema!({
        "type": "object",
        "additionalProperties": generator.subschema_for::<T>(),
    }),
    [] TypeExpr => _generator: json_schema!({
        "description": "A built-in type or a declared one, `[…]` for a list, `?` for a field that may be absent or null.",
        "anyOf": [
            { "enum": expressions().collect::<Vec<_>>() },
            { "type": "string", "pattern": r"^(\[[A-Z][A-Za-z0-9]*\]|[A-Z][A-Za-z0-9]*)\??$" },
        ],
    }),
    [] Decimal => _generator: json_schema!({ "type": "number" }),
    [] Node => _generator: json_schema!(true),
    [] Nullable => _generator: json_schema!({ "type": ["string", "null"] }),
    [] Additional => generator: json_schema!({
        "anyOf": [{ "type": "boolean" }, generator.subschema_for::<TypeDecl>()],
    }),
    [] TestDecl => _generator: json_schema!({
        "description": "`true`, `false`, `present`, `absent`, a value, `{ notBlank: true }` or `{ oneOf: [...] }`.",
        "anyOf": [
            { "type": ["boolean", "string"] },
            { "type": "object", "properties": { "notBlank": { "const": true } }, "required": ["notBlank"], "additionalProperties": false },
            { "type": "object", "properties": { "oneOf": { "type": "array", "items": { "type": "string" }, "minItems": 1 } }, "required": ["oneOf"], "additionalProperties": false },
        ],
    }),
    [] EffectDecl => _generator: json_schema!({
        "anyOf": [
            { "type": "string" },
            { "type": "object", "properties": { "from": { "type": "string" }, "to": { "type": "string" } }, "required": ["from", "to"], "additionalProperties": false },
        ],
    }),
}

/// Every type expression with a built-in type.
fn expressions() -> impl Iterator<Item = String> {
    let forms = |name: &str| {
        [name.to_owned(), format!("{name}?"), format!("[{name}]"), format!("[{name}]?")]
    };
    let arrays = ["array".to_owned(), "array?".to_owned()];
    Builtin::ALL.into_iter().map(Builtin::name).flat_map(forms).chain(arrays)
}

impl JsonSchema for TypeDecl {
    fn schema_name() -> Cow<'static, str> {
        "Type".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let expr = generator.subschema_for::<TypeExpr>();
        let spec = generator.subschema_for::<TypeSpec>();
        json_schema!({ "anyOf": [expr, spec] })
    }
}

impl JsonSchema for Span {
    fn schema_name() -> Cow<'static, str> {
        "Span".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!(true)
    }
}
