//! Types: which keywords go together, and what they amount to.

use crate::diagnostic::{Sink, did_you_mean};
use crate::model::{
    Array, Builtin, Enum, Field, Integer, Life, Map, Number, Object, Presence, Shape, Text, Type,
    TypeDef, TypeId,
};
use crate::name;
use crate::pattern::{Pattern, Texts};
use crate::source::{Span, Spanned};
use crate::syntax::{Additional, ContractFile, Decimal, Named, TypeDecl, TypeExpr, TypeSpec};

use super::finish::Late;
use super::{Resolver, text};

/// The most fields an object may have: the decoder keeps track of them in one machine word.
const MOST_FIELDS: usize = 64;

/// The largest lower bound of a length or count.
const MOST_OF_LEAST: u64 = 1_000;
/// The largest upper bound of a length or count.
const MOST_OF_MOST: u64 = 100_000;

impl<'a> Resolver<'a> {
    pub(super) fn types(&mut self, contracts: &'a [(usize, ContractFile)]) {
        self.declare_mixins(contracts);
        for (domain, (_, file)) in contracts.iter().enumerate() {
            for (name, decl) in &file.types.0 {
                let Some((id, declared)) = self.names.get(&name.value).copied() else { continue };
                if declared == name.span {
                    self.define(id, name, decl, domain);
                }
            }
        }
    }

    fn define(&mut self, id: TypeId, name: &Spanned<String>, decl: &TypeDecl, domain: usize) {
        let (doc, publish) = match decl {
            TypeDecl::Expr(_) => (String::new(), false),
            TypeDecl::Spec(spec) => (
                text(spec.doc.as_ref()),
                spec.publish.as_ref().is_some_and(|publish| publish.value),
            ),
        };
        if let TypeDecl::Spec(spec) = decl
            && let Some(default) = &spec.default
        {
            let message = "a default belongs to the field, not to the type";
            self.sink.error(default.span, "misplaced-keyword", message);
        }
        if let TypeDecl::Spec(spec) = decl {
            self.refuse_optional_of(spec);
        }
        let (life, doc) = self.life_of(decl, doc);
        let Some(shape) = self.declared_shape(decl, &name.value, domain) else { return };
        let nameless = match &shape {
            Shape::Text(text) => text.listed.is_empty(),
            shape => matches!(shape, Shape::Alias(_) | Shape::Integer(_) | Shape::Number(_)),
        };
        if publish && nameless {
            let message = "only objects, enums, lists and choices are published";
            self.sink.error(name.span, "misplaced-keyword", message);
        }
        let location = self.location(name.span);
        self.types[id.0] = Some(TypeDef {
            stem: self.stem(&name.value),
            name: name.value.clone(),
            doc,
            domain,
            publish,
            implied: false,
            life,
            shape,
            location,
        });
    }

    /// The shape of an entry of `types`.
    fn declared_shape(&mut self, decl: &TypeDecl, owner: &str, domain: usize) -> Option<Shape> {
        match decl {
            TypeDecl::Expr(expr) => {
                self.refuse_optional(expr);
                self.plain(&expr.value, expr.span).map(|ty| Self::newtype(Shape::Alias(ty)))
            }
            TypeDecl::Spec(spec) => self.spec_shape(spec, owner, domain).map(Self::newtype),
        }
    }

    /// A declared scalar is a type of its own even without constraints.
    fn newtype(shape: Shape) -> Shape {
        match shape {
            Shape::Alias(Type::Builtin(Builtin::String)) => Shape::Text(Text::default()),
            Shape::Alias(Type::Builtin(Builtin::Integer)) => Shape::Integer(Integer::default()),
            Shape::Alias(Type::Builtin(Builtin::Number)) => Shape::Number(Number::default()),
            other => other,
        }
    }

    fn refuse_optional_of(&mut self, spec: &TypeSpec) {
        if let Some(expr) = &spec.ty {
            self.refuse_optional(expr);
        }
    }

    fn refuse_optional(&mut self, expr: &Spanned<TypeExpr>) {
        if expr.optional {
            let message = "`?` belongs to a field: only a field can be absent";
            self.sink.error(expr.span, "misplaced-keyword", message);
        }
    }

    /// The type of an expression, its `?` aside.
    fn plain(&mut self, expr: &TypeExpr, span: Span) -> Option<Type> {
        let item = match Builtin::of(&expr.name) {
            Some(builtin) => Type::Builtin(builtin),
            None => Type::Named(self.lookup(&expr.name, span)?),
        };
        Some(if expr.list { Type::List(Box::new(item)) } else { item })
    }

    /// A type used in place; one with constraints gets a name of its own, `implied`.
    ///
    /// `about` describes the implied type where the contract does not.
    pub(super) fn used(
        &mut self,
        decl: &TypeDecl,
        implied: &str,
        about: &str,
        domain: usize,
    ) -> Option<Type> {
        match decl {
            TypeDecl::Expr(expr) => self.plain(&expr.value, expr.span),
            TypeDecl::Spec(spec) => match self.spec_shape(spec, implied, domain)? {
                Shape::Alias(ty) => Some(ty),
                shape => {
                    let id = self.declare_type(implied, spec.span);
                    let location = self.location(spec.span);
                    let doc =
                        spec.doc.as_ref().map_or_else(|| about.to_owned(), |doc| text(Some(doc)));
                    let name = implied.to_owned();
                    self.types[id.0] = Some(TypeDef {
                        stem: name.clone(),
                        name,
                        doc,
                        domain,
                        publish: false,
                        implied: true,
                        life: Life::default(),
                        shape,
                        location,
                    });
                    Some(Type::Named(id))
                }
            },
        }
    }

    fn spec_shape(&mut self, spec: &TypeSpec, owner: &str, domain: usize) -> Option<Shape> {
        let list = spec.ty.as_ref().is_some_and(|expr| expr.list);
        let base = spec.ty.as_ref().map(|expr| expr.name.as_str());
        let forms = [
            spec.values.is_some(),
            spec.constant.is_some(),
            spec.any_of.is_some(),
            spec.fields.is_some() || spec.include.is_some(),
        ];
        match (base, list) {
            (None | Some("string"), false) if forms[0] => {
                self.allow(spec, "an enum", &["enum", "aliases", "unknown"]);
                self.enumeration(spec)
            }
            (None | Some("string"), false) if forms[1] => {
                self.allow(spec, "a constant", &["const"]);
                let value = spec.constant.as_ref()?;
                let values = vec![value.value.clone()];
                Some(Shape::Enum(Enum { values, aliases: Vec::new(), constant: true }))
            }
            (None, _) if forms[2] => {
                self.allow(spec, "a choice", &["anyOf"]);
                self.any_of(spec, owner, domain)
            }
            (None | Some("object"), false) if forms[3] => {
                self.allow(
                    spec,
                    "an object with fields",
                    &["fields", "include", "additionalProperties", "rules", "removed"],
                );
                self.object_of_spec(spec, owner, domain)
            }
            (None, _) => {
                let message = "a type needs `type`, `enum`, `const`, `anyOf` or `fields`";
                self.sink.error(spec.span, "missing-key", message);
                None
            }
            (Some(_), true) => {
                self.allow(spec, "a list", &["minItems", "maxItems"]);
                let expr = spec.ty.as_ref()?;
                let item = TypeExpr { name: expr.name.clone(), list: false, optional: false };
                let items = self.plain(&item, expr.span)?;
                self.array(spec, items)
            }
            (Some("array"), _) => {
                self.allow(spec, "a list", &["items", "minItems", "maxItems"]);
                let Some(items) = spec.items.as_deref() else {
                    self.sink.error(spec.span, "missing-key", "a list needs `items`");
                    return None;
                };
                let items = self.item(items, owner, "Item", domain)?;
                self.array(spec, items)
            }
            (Some("object"), _) => {
                self.allow(
                    spec,
                    "an object with free keys",
                    &["additionalProperties", "minProperties", "maxProperties"],
                );
                self.map(spec, owner, domain)
            }
            (Some("string"), _) => {
                self.allow(spec, "a string", &["minLength", "maxLength", "pattern", "notBlank"]);
                self.text(spec)
            }
            (Some("integer"), _) => {
                self.allow(
                    spec,
                    "an integer",
                    &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
                );
                self.integer(spec)
            }
            (Some("number"), _) => {
                self.allow(
                    spec,
                    "a number",
                    &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
                );
                Some(Self::number(spec, self.sink))
            }
            (Some(name), _) => {
                self.allow(spec, &format!("`{name}`, which says all of itself"), &[]);
                let expr = spec.ty.as_ref()?;
                self.plain(&expr.value, expr.span).map(Shape::Alias)
            }
        }
    }

    /// Every constraint is enforced or refused: reports the keywords that do not go with the type.
    fn allow(&mut self, spec: &TypeSpec, what: &str, allowed: &[&str]) {
        for (keyword, span) in spec.keywords() {
            if !allowed.contains(&keyword) {
                let message = format!("`{keyword}` does not go with {what}");
                self.sink.error(span, "misplaced-keyword", message);
            }
        }
    }

    fn item(&mut self, decl: &TypeDecl, owner: &str, suffix: &str, domain: usize) -> Option<Type> {
        let implied = &format!("{owner}{suffix}");
        match decl {
            TypeDecl::Expr(expr) => self.refuse_optional(expr),
            TypeDecl::Spec(spec) => {
                self.refuse_optional_of(spec);
                if let Some(default) = &spec.default {
                    let message = "a default belongs to a field";
                    self.sink.error(default.span, "misplaced-keyword", message);
                }
                if let Some(publish) = &spec.publish {
                    let message = "only a declared type is published";
                    self.sink.error(publish.span, "misplaced-keyword", message);
                }
            }
        }
        self.used(decl, implied, &format!("A part of `{owner}`."), domain)
    }

    fn enumeration(&mut self, spec: &TypeSpec) -> Option<Shape> {
        let declared = spec.values.as_ref()?;
        let mut values: Vec<String> = Vec::new();
        for value in declared {
            let variant = name::camel(value);
            if !name::is_variant(&variant) {
                let message = format!(
                    "`{}` cannot be made a Rust variant: it must begin with a letter, and not be `self`",
                    value.value
                );
                self.sink.error(value.span, "bad-name", message);
            } else if let Some(at) = values.iter().position(|other| name::camel(other) == variant) {
                let message =
                    format!("`{}` is the same as another value, or too close to it", value.value);
                let first = declared.get(at).map(|first| first.span);
                self.sink.duplicate(value.span, first, message);
            }
            values.push(value.value.clone());
        }
        if values.is_empty() {
            self.sink.error(spec.span, "empty", "an enum needs a value");
        }
        let mut aliases = Vec::new();
        for (alias, value) in spec.aliases.iter().flat_map(|aliases| &aliases.0) {
            self.index_of(value, &values, "the enum has no value");
            if let Some(value) = declared.iter().find(|value| value.value == alias.value) {
                let message = format!("`{}` is a value already", alias.value);
                self.sink.duplicate(alias.span, Some(value.span), message);
            }
            aliases.push((alias.value.clone(), value.value.clone()));
        }
        match spec.unknown.as_ref() {
            None => {}
            Some(unknown) if unknown.value == "refuse" => {}
            Some(unknown) if unknown.value == "keep" => {
                return Some(self.tolerant(spec, values));
            }
            Some(unknown) => {
                let message = format!("`unknown` is `refuse` or `keep`, not `{}`", unknown.value);
                self.sink.error(unknown.span, "wrong-shape", message);
            }
        }
        Some(Shape::Enum(Enum { values, aliases, constant: false }))
    }

    /// An enum that keeps what it does not list: any text will do, and Rust code tells the listed ones apart.
    fn tolerant(&mut self, spec: &TypeSpec, listed: Vec<String>) -> Shape {
        if spec.aliases.is_some() {
            let message =
                "an enum that keeps unknown values takes every spelling, and has no aliases";
            self.sink.error(spec.span, "misplaced-keyword", message);
        }
        if let Some(value) = listed.iter().find(|value| name::camel(value) == "Unlisted") {
            let message =
                format!("the variant of `{value}` would have the name of the one for all others");
            self.sink.error(spec.span, "bad-name", message);
        }
        Shape::Text(Text { listed, ..Text::default() })
    }

    fn any_of(&mut self, spec: &TypeSpec, owner: &str, domain: usize) -> Option<Shape> {
        let declared = spec.any_of.as_ref()?;
        let mut alternatives = Vec::new();
        for decl in declared {
            let suffix = match decl {
                TypeDecl::Spec(spec) => {
                    match spec.ty.as_ref().map(|expr| (expr.name.as_str(), expr.list)) {
                        Some(("object", false)) => "Object",
                        Some(("array", _) | (_, true)) => "List",
                        Some(("integer" | "number", _)) => "Number",
                        _ => "Text",
                    }
                }
                TypeDecl::Expr(_) => "",
            };
            alternatives.push(self.item(decl, owner, suffix, domain)?);
        }
        if alternatives.len() < 2 {
            self.sink.error(spec.span, "empty", "a choice needs two alternatives");
        }
        self.late.push(Late::Kinds { alternatives: alternatives.clone(), span: spec.span });
        Some(Shape::AnyOf(alternatives))
    }

    fn object_of_spec(&mut self, spec: &TypeSpec, owner: &str, domain: usize) -> Option<Shape> {
        let closed = match &spec.additional_properties {
            None => false,
            Some(Additional::Allowed(allowed)) => !allowed.value,
            Some(Additional::Values(_)) => {
                let message = "with `fields`, `additionalProperties` is `true` or `false`";
                self.sink.error(spec.span, "misplaced-keyword", message);
                return None;
            }
        };
        let none = Named(Vec::new());
        let fields = self.fields(
            spec.include.as_deref().unwrap_or_default(),
            spec.fields.as_ref().unwrap_or(&none),
            owner,
            domain,
        );
        let rules = self.rules(spec.rules.as_deref().unwrap_or_default(), &fields);
        self.removed_fields(owner, spec.removed.as_ref(), &fields);
        Some(Shape::Object(Object { fields, closed, rules }))
    }

    /// The fields of an object, its mixins' first.
    pub(super) fn fields(
        &mut self,
        include: &[Spanned<String>],
        declared: &Named<TypeDecl>,
        owner: &str,
        domain: usize,
    ) -> Vec<Field> {
        let mut all: Vec<(&Spanned<String>, &TypeDecl)> = Vec::new();
        for mixin in include {
            if let Some((_, found)) = self.mixins.get(&mixin.value).copied() {
                all.extend(found.fields.0.iter().map(|(name, decl)| (name, decl)));
            } else {
                let help = did_you_mean(mixin, self.mixins.keys().map(String::as_str));
                let message = format!("there is no mixin `{}`", mixin.value);
                self.sink.error_with_help(mixin.span, "unknown-name", message, help);
            }
        }
        all.extend(declared.0.iter().map(|(name, decl)| (name, decl)));
        let mut fields: Vec<Field> = Vec::new();
        let mut firsts: Vec<&Spanned<String>> = Vec::new();
        for (key, decl) in all {
            if let Some(first) = firsts.iter().find(|other| {
                other.value == key.value || name::field_ident(other) == name::field_ident(key)
            }) {
                let message = format!("the field `{}` occurs twice", key.value);
                self.sink.duplicate(key.span, Some(first.span), message);
                continue;
            }
            firsts.push(key);
            if !name::is_snake(&name::snake(key)) {
                let message = format!(
                    "`{}` cannot be made a Rust field: it must begin with a letter",
                    key.value
                );
                self.sink.error(key.span, "bad-name", message);
                continue;
            }
            if let Some(field) = self.field(key, decl, owner, domain) {
                fields.push(field);
            }
        }
        if fields.len() > MOST_FIELDS {
            let span = declared.0.first().map_or_else(Span::default, |(name, _)| name.span);
            let message = format!("an object may have {MOST_FIELDS} fields at most");
            self.sink.error(span, "too-many-fields", message);
        }
        fields
    }

    fn field(
        &mut self,
        key: &Spanned<String>,
        decl: &TypeDecl,
        owner: &str,
        domain: usize,
    ) -> Option<Field> {
        let implied = format!("{owner}{}", name::camel(key));
        let ty =
            self.used(decl, &implied, &format!("The field `{}` of `{owner}`.", key.value), domain)?;
        let (optional, default, doc) = match decl {
            TypeDecl::Expr(expr) => (expr.optional, None, String::new()),
            TypeDecl::Spec(spec) => {
                if let Some(publish) = &spec.publish {
                    self.sink.error(
                        publish.span,
                        "misplaced-keyword",
                        "only a declared type is published",
                    );
                }
                let optional = spec.ty.as_ref().is_some_and(|expr| expr.optional);
                (optional, spec.default.as_ref(), text(spec.doc.as_ref()))
            }
        };
        let presence = match default {
            Some(default) if optional => {
                let message = "an optional field has no default: its absence means nothing";
                self.sink.error(default.span, "misplaced-keyword", message);
                return None;
            }
            Some(default) => self.late_default(&ty, default),
            None if optional => Presence::Optional,
            None => Presence::Required,
        };
        let (life, doc) = self.life_of(decl, doc);
        let location = self.location(key.span);
        Some(Field { name: key.value.clone(), ty, presence, doc, life, location })
    }

    fn array(&mut self, spec: &TypeSpec, items: Type) -> Option<Shape> {
        let (min_items, max_items) =
            self.range(spec.min_items.as_ref(), spec.max_items.as_ref())?;
        Some(if min_items == 0 && max_items.is_none() {
            Shape::Alias(Type::List(Box::new(items)))
        } else {
            Shape::Array(Array { items, min_items, max_items })
        })
    }

    fn map(&mut self, spec: &TypeSpec, owner: &str, domain: usize) -> Option<Shape> {
        let values = match &spec.additional_properties {
            Some(Additional::Values(decl)) => Some(self.item(decl, owner, "Value", domain)?),
            Some(Additional::Allowed(Spanned { value: true, .. })) | None => None,
            Some(Additional::Allowed(denied)) => {
                let message = "an object without keys has no use; declare `fields`";
                self.sink.error(denied.span, "misplaced-keyword", message);
                return None;
            }
        };
        let (min_properties, max_properties) =
            self.range(spec.min_properties.as_ref(), spec.max_properties.as_ref())?;
        Some(match values {
            None if min_properties == 0 && max_properties.is_none() => {
                Shape::Alias(Type::Builtin(Builtin::Object))
            }
            Some(values) if min_properties == 0 && max_properties.is_none() => {
                Shape::Alias(Type::Map(Box::new(values)))
            }
            values => {
                let values = values.unwrap_or(Type::Builtin(Builtin::Any));
                Shape::Map(Map { values, min_properties, max_properties })
            }
        })
    }

    fn text(&mut self, spec: &TypeSpec) -> Option<Shape> {
        let (min_length, max_length) =
            self.range(spec.min_length.as_ref(), spec.max_length.as_ref())?;
        let pattern = match &spec.pattern {
            None => None,
            Some(source) => match Pattern::parse(source) {
                Ok(pattern) => Some(pattern),
                Err(message) => {
                    self.sink.error(source.span, "bad-pattern", message);
                    return None;
                }
            },
        };
        let not_blank = spec.not_blank.as_ref().is_some_and(|blank| blank.value);
        if let Some(pattern) = &pattern
            && pattern.text(min_length, max_length, not_blank) == Texts::None
        {
            let what = if not_blank { "is not blank and has" } else { "has" };
            self.sink.error(
                spec.span,
                "contradiction",
                format!("no text that matches the pattern {what} an allowed length"),
            );
        }
        Some(if min_length == 0 && max_length.is_none() && pattern.is_none() && !not_blank {
            Shape::Alias(Type::Builtin(Builtin::String))
        } else {
            Shape::Text(Text { min_length, max_length, pattern, not_blank, listed: Vec::new() })
        })
    }

    fn integer(&mut self, spec: &TypeSpec) -> Option<Shape> {
        let mut whole = |bound: Option<&Spanned<Decimal>>, step: i64| match bound {
            None => Some(None),
            Some(bound) => {
                match bound.0.parse::<i64>().ok().and_then(|value| value.checked_add(step)) {
                    Some(value) => Some(Some(value)),
                    None => {
                        self.sink.error(
                            bound.span,
                            "bad-bound",
                            "an integer's bound is a whole number of 64 bits",
                        );
                        None
                    }
                }
            }
        };
        let minimum = whole(spec.minimum.as_ref(), 0)?;
        let above = whole(spec.exclusive_minimum.as_ref(), 1)?;
        let maximum = whole(spec.maximum.as_ref(), 0)?;
        let below = whole(spec.exclusive_maximum.as_ref(), -1)?;
        if minimum.is_some() && above.is_some() || maximum.is_some() && below.is_some() {
            self.sink.error(
                spec.span,
                "contradiction",
                "an integer needs one lower and one upper bound at most",
            );
        }
        let integer = Integer {
            minimum: minimum.or(above),
            maximum: maximum.or(below),
            minimum_exclusive: above.is_some(),
            maximum_exclusive: below.is_some(),
        };
        if matches!((integer.minimum, integer.maximum), (Some(least), Some(most)) if least > most) {
            self.sink.error(spec.span, "contradiction", "no integer is within these bounds");
        }
        Some(if integer.minimum.is_none() && integer.maximum.is_none() {
            Shape::Alias(Type::Builtin(Builtin::Integer))
        } else {
            Shape::Integer(integer)
        })
    }

    fn number(spec: &TypeSpec, sink: &mut Sink) -> Shape {
        let mut value = |bound: Option<&Spanned<Decimal>>| {
            let bound = bound?;
            if !is_exact(&bound.0) {
                let message = "a number's bound is within 2^53 and has 15 digits at most, so that all readers agree on it";
                sink.error(bound.span, "bad-bound", message);
            }
            bound.0.parse().ok()
        };
        let number = Number {
            minimum: value(spec.minimum.as_ref()),
            maximum: value(spec.maximum.as_ref()),
            exclusive_minimum: value(spec.exclusive_minimum.as_ref()),
            exclusive_maximum: value(spec.exclusive_maximum.as_ref()),
        };
        let least = number.minimum.or(number.exclusive_minimum);
        let most = number.maximum.or(number.exclusive_maximum);
        let exclusive = number.exclusive_minimum.or(number.exclusive_maximum).is_some();
        if matches!((least, most), (Some(least), Some(most)) if least > most || exclusive && least >= most)
        {
            sink.error(spec.span, "contradiction", "no number is within these bounds");
        }
        if least.is_none() && most.is_none() {
            Shape::Alias(Type::Builtin(Builtin::Number))
        } else {
            Shape::Number(number)
        }
    }

    fn range(
        &mut self,
        least: Option<&Spanned<u64>>,
        most: Option<&Spanned<u64>>,
    ) -> Option<(u64, Option<u64>)> {
        // Fixtures hold a value on each side of every bound, so that bounds have to stay small.
        for (bound, limit) in [(least, MOST_OF_LEAST), (most, MOST_OF_MOST)] {
            if let Some(bound) = bound
                && bound.value > limit
            {
                let message = format!("the largest bound allowed here is {limit}");
                self.sink.error(bound.span, "bad-bound", message);
                return None;
            }
        }
        let fewest = least.map_or(0, |least| least.value);
        if let Some(most) = most
            && fewest > most.value
        {
            self.sink.error(most.span, "contradiction", "the most is less than the fewest");
            return None;
        }
        Some((fewest, most.map(|most| most.value)))
    }
}

/// Whether a double holds what is written, and doubles beside it are told from it.
fn is_exact(bound: &str) -> bool {
    let mantissa = bound.split(['e', 'E']).next().unwrap_or_default();
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let significant = digits.trim_start_matches('0');
    let fraction = mantissa.contains('.');
    let significant = if fraction { significant } else { significant.trim_end_matches('0') };
    let value: f64 = bound.parse().unwrap_or(f64::INFINITY);
    let within = value.abs() < 9_007_199_254_740_992.0;
    within && (significant.len() <= 15 || !fraction)
}

impl TypeSpec {
    /// The constraint keywords that are present.
    fn keywords(&self) -> Vec<(&'static str, Span)> {
        fn at<T>(value: Option<&Spanned<T>>) -> Option<Span> {
            value.map(|value| value.span)
        }
        let here = |present: bool| present.then_some(self.span);
        [
            ("minLength", at(self.min_length.as_ref())),
            ("maxLength", at(self.max_length.as_ref())),
            ("pattern", at(self.pattern.as_ref())),
            ("notBlank", at(self.not_blank.as_ref())),
            ("minimum", at(self.minimum.as_ref())),
            ("maximum", at(self.maximum.as_ref())),
            ("exclusiveMinimum", at(self.exclusive_minimum.as_ref())),
            ("exclusiveMaximum", at(self.exclusive_maximum.as_ref())),
            ("items", here(self.items.is_some())),
            ("minItems", at(self.min_items.as_ref())),
            ("maxItems", at(self.max_items.as_ref())),
            ("additionalProperties", here(self.additional_properties.is_some())),
            ("minProperties", at(self.min_properties.as_ref())),
            ("maxProperties", at(self.max_properties.as_ref())),
            ("enum", here(self.values.is_some())),
            ("unknown", at(self.unknown.as_ref())),
            ("aliases", here(self.aliases.is_some())),
            ("const", at(self.constant.as_ref())),
            ("anyOf", here(self.any_of.is_some())),
            ("include", here(self.include.is_some())),
            ("fields", here(self.fields.is_some())),
            ("rules", here(self.rules.is_some())),
            ("removed", here(self.removed.is_some())),
        ]
        .into_iter()
        .filter_map(|(keyword, span)| Some((keyword, span?)))
        .collect()
    }
}
