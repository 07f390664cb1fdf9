//! The tables of a domain, and the impls that let its types be read and written.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::model::{
    Builtin, Clause, Integer, Line, Object, Presence, Shape, Text, Type, TypeDef, TypeId,
};

use super::layout::{paragraphs, print};
use super::names;
use super::native;
use super::types::{field_ident, parts_name, test, variant_name};

/// The items of a domain's file of tables and impls.
pub(super) fn domain(line: &Line, domain: usize, own: &[&TypeDef]) -> String {
    let mut used = Used::default();
    let items = paragraphs(own.iter().map(|def| print(definition(line, def, &mut used))));
    let objects: Vec<Ident> = own
        .iter()
        .filter(|def| matches!(def.shape, Shape::Object(_)))
        .map(|def| format_ident!("{}", def.name))
        .collect();
    let deserialize =
        (!objects.is_empty()).then(|| quote! { event_contract::impl_deserialize!(#(#objects),*); });
    let facts = own.iter().filter_map(|def| facts(line, def));
    let facts = paragraphs(facts.map(print));
    let imports = used.statements(line, domain);
    let machines =
        (!facts.is_empty()).then(|| quote! { use event_contract::machine::{Fact, Facts}; });
    let imports = quote! { #imports #machines };
    paragraphs([print(imports), items, facts, deserialize.map(print).unwrap_or_default()])
}

/// What guards ask of a payload that moves a state machine.
fn facts(line: &Line, def: &TypeDef) -> Option<TokenStream> {
    let Shape::Object(object) = &def.shape else { return None };
    let moves = |event: &str| {
        let payload = line.events.iter().find(|declared| declared.name == event);
        payload.is_some_and(|event| std::ptr::eq(line.def(event.payload), def))
    };
    let guards = line
        .machines
        .iter()
        .filter(|machine| machine.effects.iter().any(|(event, _)| moves(event)))
        .flat_map(|machine| &machine.guards);
    let asked: BTreeSet<&str> = guards
        .flat_map(|guard| guard.when.iter().chain(&guard.require))
        .map(|(field, _)| field.as_str())
        .collect();
    let arms: Vec<TokenStream> = object
        .fields
        .iter()
        .filter(|field| asked.contains(field.name.as_str()))
        .map(|field| {
            let (key, member) = (&field.name, field_ident(&field.name));
            let fact = |value: TokenStream, flag: TokenStream| match fact_kind(line, &field.ty) {
                FactKind::Flag => quote! { Fact::Flag(#flag) },
                FactKind::Text => quote! { Fact::Text(#value.as_str().into()) },
                FactKind::Other => quote! { Fact::Other },
            };
            if field.presence == Presence::Optional {
                let fact = fact(quote! { value }, quote! { *value });
                quote! { #key => self.#member.as_ref().map_or(Fact::Absent, |value| #fact) }
            } else {
                let fact = fact(quote! { self.#member }, quote! { self.#member });
                quote! { #key => #fact }
            }
        })
        .collect();
    let ident = format_ident!("{}", def.name);
    (!arms.is_empty()).then(|| {
        quote! {
            impl Facts for #ident {
                fn fact(&self, field: &str) -> Fact<'_> {
                    match field { #(#arms,)* _ => Fact::Absent }
                }
            }
        }
    })
}

enum FactKind {
    Flag,
    Text,
    Other,
}

fn fact_kind(line: &Line, ty: &Type) -> FactKind {
    match ty {
        Type::Builtin(Builtin::Boolean) => FactKind::Flag,
        Type::Builtin(Builtin::Integer | Builtin::Number | Builtin::Object | Builtin::Any)
        | Type::List(_)
        | Type::Map(_) => FactKind::Other,
        Type::Builtin(_) => FactKind::Text,
        Type::Named(id) => match &line.def(*id).shape {
            Shape::Alias(alias) => fact_kind(line, alias),
            Shape::Text(_) | Shape::Enum(_) => FactKind::Text,
            _ => FactKind::Other,
        },
    }
}

/// What a file refers to.
#[derive(Default)]
struct Used {
    /// Tables of other domains.
    tables: BTreeSet<TypeId>,
    /// Types by the module that declares them, `None` for the runtime.
    types: BTreeSet<(Option<usize>, String)>,
    objects: bool,
    rules: bool,
    table_items: BTreeSet<&'static str>,
}

impl Used {
    fn statements(&self, line: &Line, domain: usize) -> TokenStream {
        let mut out = TokenStream::new();
        if self.objects {
            let deref = self.rules.then(|| quote! { use std::ops::Deref; });
            let validated = self.rules.then(|| quote! { , validated });
            out.extend(quote! {
                #deref
                use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
                use event_contract::codec::{Checked, Contract, Fields #validated};
            });
        }
        let items: Vec<Ident> =
            self.table_items.iter().map(|item| format_ident!("{item}")).collect();
        if !self.types.is_empty() || !items.is_empty() {
            out.extend(quote! { use event_contract::table::{self, #(#items),*}; });
        }
        let mut runtime: Vec<Ident> = self.types_of(None);
        if self.rules {
            runtime.push(format_ident!("Violations"));
        }
        if !runtime.is_empty() {
            out.extend(quote! { use event_contract::{#(#runtime),*}; });
        }
        let modules: BTreeSet<usize> =
            self.types.iter().filter_map(|(module, _)| *module).collect();
        for index in modules {
            let names = self.types_of(Some(index));
            let module = format_ident!("{}", line.domains[index].name);
            out.extend(quote! { use super::super::#module::{#(#names),*}; });
        }
        let mut tables: BTreeMap<&str, Vec<Ident>> = BTreeMap::new();
        for id in &self.tables {
            let def = line.def(*id);
            if def.domain != domain {
                tables.entry(&line.domains[def.domain].name).or_default().push(names::table(def));
            }
        }
        for (module, mut names) in tables {
            names.sort();
            let module = format_ident!("{module}");
            out.extend(quote! { use super::#module::{#(#names),*}; });
        }
        out
    }

    fn types_of(&self, module: Option<usize>) -> Vec<Ident> {
        let names = self.types.iter().filter(|(owner, _)| *owner == module);
        names.map(|(_, name)| format_ident!("{name}")).collect()
    }
}

/// A type as the tables spell it.
fn table_type(line: &Line, ty: &Type, used: &mut Used) -> TokenStream {
    used.table_items.insert("Type");
    match ty {
        Type::Builtin(builtin) => match builtin {
            Builtin::String => quote! { Type::STRING },
            Builtin::Integer => quote! { Type::INTEGER },
            Builtin::Number => quote! { Type::NUMBER },
            Builtin::Boolean => quote! { Type::Boolean },
            Builtin::Object => quote! { Type::OBJECT },
            Builtin::Any => quote! { Type::Any },
            Builtin::DateTime => quote! { Type::DATE_TIME },
            Builtin::PydanticDatetime => quote! { Type::PYDANTIC_DATETIME },
            Builtin::Iso8601 => quote! { Type::ISO_8601 },
            Builtin::Uuid => quote! { Type::UUID },
            Builtin::Uri => quote! { Type::URI },
            Builtin::EventId => quote! { Type::EVENT_ID },
        },
        Type::List(item) => {
            let items = table_type(line, item, used);
            quote! { Type::Array(&table::Array { name: "", items: #items, min_items: 0, max_items: None }) }
        }
        Type::Map(value) => {
            let values = table_type(line, value, used);
            quote! { Type::Map(&table::Map { values: #values, ..table::Map::ANY }) }
        }
        Type::Named(id) => {
            let def = line.def(*id);
            let kind = match &def.shape {
                Shape::Alias(ty) => return table_type(line, ty, used),
                Shape::Text(_) => "Text",
                Shape::Integer(_) => "Integer",
                Shape::Number(_) => "Number",
                Shape::Enum(_) => "Enum",
                Shape::Object(_) => "Object",
                Shape::Array(_) => "Array",
                Shape::Map(_) => "Map",
                Shape::AnyOf(_) => "AnyOf",
            };
            used.tables.insert(*id);
            let (kind, table) = (format_ident!("{kind}"), names::table(def));
            quote! { Type::#kind(&#table) }
        }
    }
}

fn definition(line: &Line, def: &TypeDef, used: &mut Used) -> TokenStream {
    let ident = format_ident!("{}", def.name);
    let table = names::table(def);
    let name = &def.name;
    let plain = native::plain(def).is_some();
    let docs = super::doc(&if plain {
        format!("Table of `{name}`.")
    } else {
        format!("Table of [`{name}`].")
    });
    if !plain && !matches!(def.shape, Shape::Alias(_)) {
        used.types.insert((Some(def.domain), name.clone()));
    }
    match &def.shape {
        Shape::Alias(_) => TokenStream::new(),
        Shape::Text(text) => {
            let (pattern, value) = text_table(def, text);
            let code = if text.listed.is_empty() {
                quote! { event_contract::impl_text!(#ident: #table); }
            } else {
                let listed = text.listed.iter().map(|value| {
                    let variant = names::variant(value);
                    quote! { (#variant, #value) }
                });
                quote! { event_contract::impl_tolerant_enum!(#ident: #table, [#(#listed),*]); }
            };
            quote! {
                #pattern
                #docs
                pub static #table: table::Text = #value;
                #code
            }
        }
        Shape::Integer(bounds) => integer(def, *bounds, &docs),
        Shape::Number(bounds) => {
            let minimum = bound("minimum", bounds.minimum);
            let maximum = bound("maximum", bounds.maximum);
            let above = bound("exclusive_minimum", bounds.exclusive_minimum);
            let below = bound("exclusive_maximum", bounds.exclusive_maximum);
            quote! {
                #docs
                pub static #table: table::Number = table::Number { name: #name, #minimum #maximum #above #below ..table::Number::ANY };
                event_contract::impl_number!(#ident: #table);
            }
        }
        Shape::Enum(declared) => {
            let values = &declared.values;
            let aliases = declared.aliases.iter().map(|(alias, value)| quote! { (#alias, #value) });
            let variants = values.iter().map(|value| names::variant(value));
            quote! {
                #docs
                pub static #table: table::Enum = table::Enum { name: #name, values: &[#(#values),*], aliases: &[#(#aliases),*] };
                event_contract::impl_enum!(#ident: #table, [#(#variants),*]);
            }
        }
        Shape::Array(array) => {
            let items = table_type(line, &array.items, used);
            let item = rust_type(line, &array.items, used);
            let (least, most) = (size(array.min_items), optional_size(array.max_items));
            quote! {
                #docs
                pub static #table: table::Array = table::Array { name: #name, items: #items, min_items: #least, max_items: #most };
                event_contract::impl_array!(#ident: #table, #item);
            }
        }
        Shape::Map(map) => {
            let values = table_type(line, &map.values, used);
            let value = rust_type(line, &map.values, used);
            let (least, most) = (size(map.min_properties), optional_size(map.max_properties));
            quote! {
                #docs
                pub static #table: table::Map = table::Map { name: #name, values: #values, min_properties: #least, max_properties: #most };
                event_contract::impl_map!(#ident: #table, #value);
            }
        }
        Shape::AnyOf(alternatives) => {
            let types =
                alternatives.iter().map(|ty| table_type(line, ty, used)).collect::<Vec<_>>();
            let variants = alternatives.iter().map(|ty| {
                let variant = format_ident!("{}", variant_name(line, def, ty));
                let ty = rust_type(line, ty, used);
                quote! { #variant(#ty) }
            });
            let variants = variants.collect::<Vec<_>>();
            quote! {
                #docs
                pub static #table: table::AnyOf = table::AnyOf { name: #name, alternatives: &[#(#types),*] };
                event_contract::impl_any_of!(#ident: #table, [#(#variants),*]);
            }
        }
        Shape::Object(object) => self::object(line, def, object, used),
    }
}

fn integer(def: &TypeDef, bounds: Integer, docs: &TokenStream) -> TokenStream {
    let (name, ident, table) = (&def.name, format_ident!("{}", def.name), names::table(def));
    let minimum = bound("minimum", bounds.minimum);
    let maximum = bound("maximum", bounds.maximum);
    let rest = (bounds.minimum.is_none() || bounds.maximum.is_none())
        .then(|| quote! { ..table::Integer::ANY });
    let code = match native::native(bounds) {
        _ if native::plain(def).is_some() => None,
        Some(native) => {
            let native = format_ident!("{native}");
            Some(quote! { event_contract::impl_integer!(#ident: #table, #native); })
        }
        None => Some(quote! { event_contract::impl_integer!(#ident: #table); }),
    };
    quote! {
        #docs
        pub static #table: table::Integer = table::Integer { name: #name, #minimum #maximum #rest };
        #code
    }
}

/// The Rust type of a contract type, for macros that name it.
fn rust_type(line: &Line, ty: &Type, used: &mut Used) -> TokenStream {
    match ty {
        Type::Builtin(builtin) => {
            let name = super::types::builtin_name(*builtin);
            if !matches!(builtin, Builtin::String | Builtin::Boolean) {
                used.types.insert((None, name.to_owned()));
            }
            let name = format_ident!("{name}");
            quote! { #name }
        }
        Type::Named(id) => {
            let def = line.def(*id);
            used.types.insert((Some(def.domain), def.name.clone()));
            let name = format_ident!("{}", def.name);
            quote! { #name }
        }
        Type::List(item) => {
            let item = rust_type(line, item, used);
            quote! { Vec<#item> }
        }
        Type::Map(value) => {
            used.types.insert((None, "Map".to_owned()));
            let value = rust_type(line, value, used);
            quote! { Map<#value> }
        }
    }
}

fn text_table(def: &TypeDef, text: &Text) -> (TokenStream, TokenStream) {
    let name = &def.name;
    let mut fields = vec![quote! { name: #name }];
    if text.min_length > 0 {
        let least = size(text.min_length);
        fields.push(quote! { min_length: #least });
    }
    if text.max_length.is_some() {
        let most = optional_size(text.max_length);
        fields.push(quote! { max_length: #most });
    }
    let mut statics = TokenStream::new();
    if let Some(pattern) = &text.pattern {
        let ident = names::pattern(def);
        let source = raw_literal(&pattern.source);
        let made = match &pattern.literals {
            Some(literals) => quote! { table::Pattern::one_of(#source, &[#(#literals),*]) },
            None => {
                let translated = raw_literal(&pattern.translated);
                quote! { table::Pattern::regex(#source, #translated) }
            }
        };
        statics = quote! { static #ident: table::Pattern = #made; };
        fields.push(quote! { pattern: Some(&#ident) });
    }
    if text.not_blank {
        fields.push(quote! { not_blank: true });
    }
    (statics, quote! { table::Text { #(#fields),*, ..table::Text::ANY } })
}

/// A raw string literal where that reads better.
fn raw_literal(text: &str) -> TokenStream {
    if text.contains('\\')
        && !text.contains('"')
        && let Ok(literal) = format!("r\"{text}\"").parse()
    {
        return literal;
    }
    quote! { #text }
}

fn object(line: &Line, def: &TypeDef, object: &Object, used: &mut Used) -> TokenStream {
    used.objects = true;
    used.table_items.extend(["Field", "Type"]);
    let (ident, table, name) = (format_ident!("{}", def.name), names::table(def), &def.name);
    let fields: Vec<TokenStream> = object
        .fields
        .iter()
        .map(|field| {
            let key = &field.name;
            let ty = table_type(line, &field.ty, used);
            match &field.presence {
                Presence::Required => quote! { Field::required(#key, #ty) },
                Presence::Optional => quote! { Field::optional(#key, #ty) },
                Presence::Default(value) => {
                    let text = value.to_string();
                    let text = if text.contains('"') {
                        raw_hash(&text)
                    } else {
                        quote! { #text }
                    };
                    quote! { Field::with_default(#key, #ty, #text) }
                }
            }
        })
        .collect();
    let rules: Vec<TokenStream> = object
        .rules
        .iter()
        .map(|rule| {
            used.table_items.extend(["Clause", "Rule", "Test"]);
            let (id, doc) = (&rule.id, &rule.doc);
            let (when, then) = (clauses(&rule.when), clauses(&rule.then));
            quote! { Rule { id: #id, doc: #doc, when: #when, then: #then } }
        })
        .collect();
    let closed = object.closed;
    let docs = super::doc(&format!("Table of [`{name}`]."));
    let idents: Vec<Ident> = object.fields.iter().map(|field| field_ident(&field.name)).collect();
    let keys: Vec<&String> = object.fields.iter().map(|field| &field.name).collect();
    let count = proc_macro2::Literal::usize_unsuffixed(object.fields.len());
    // Without fields there is nothing to read or write one after another.
    let mutable = (!object.fields.is_empty()).then(|| quote! { mut });
    let binding = if object.fields.is_empty() {
        quote! { Fields::of(&#table, text)?; }
    } else {
        quote! { let mut fields = Fields::of(&#table, text)?; }
    };
    let (built, rules_impl) = if object.rules.is_empty() {
        (quote! { Some(Self { #(#idents: fields.next()?),* }) }, TokenStream::new())
    } else {
        let parts = format_ident!("{}", parts_name(def));
        used.rules = true;
        used.types.insert((Some(def.domain), parts.to_string()));
        (
            quote! { Some(Self(#parts { #(#idents: fields.next()?),* })) },
            quote! {
                impl Deref for #ident {
                    type Target = #parts;

                    fn deref(&self) -> &#parts {
                        &self.0
                    }
                }

                impl #parts {
                    /// The whole, if the rules between the parts hold; otherwise every rule that does not.
                    pub fn build(self) -> Result<#ident, Violations> {
                        validated(#ident(self))
                    }
                }

                impl From<#ident> for #parts {
                    fn from(whole: #ident) -> Self {
                        whole.0
                    }
                }
            },
        )
    };
    quote! {
        #docs
        pub static #table: table::Object = table::Object {
            name: #name,
            fields: &[#(#fields),*],
            closed: #closed,
            rules: &[#(#rules),*],
        };

        impl Contract for #ident {
            const TYPE: Type = Type::Object(&#table);

            fn read(text: Checked<'_>) -> Option<Self> {
                #binding
                #built
            }
        }

        impl Serialize for #ident {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let #mutable out = serializer.serialize_struct(#name, #count)?;
                #(out.serialize_field(#keys, &self.#idents)?;)*
                out.end()
            }
        }

        #rules_impl
    }
}

/// A raw string literal that may contain quotes.
fn raw_hash(text: &str) -> TokenStream {
    let literal = if text.contains("\"#") { None } else { format!("r#\"{text}\"#").parse().ok() };
    literal.unwrap_or_else(|| quote! { #text })
}

fn clauses(clauses: &[Clause]) -> TokenStream {
    let clauses = clauses.iter().map(|clause| {
        let (field, test) =
            (proc_macro2::Literal::usize_unsuffixed(clause.field), test(&clause.test));
        quote! { Clause::new(#field, #test) }
    });
    quote! { &[#(#clauses),*] }
}

/// `name: Some(value),` for a bound that is there.
fn bound<T: Literal>(name: &str, value: Option<T>) -> Option<TokenStream> {
    let (name, value) = (format_ident!("{name}"), value?.literal());
    Some(quote! { #name: Some(#value), })
}

/// A number as an unsuffixed literal.
trait Literal {
    fn literal(self) -> proc_macro2::Literal;
}

impl Literal for i64 {
    fn literal(self) -> proc_macro2::Literal {
        proc_macro2::Literal::i64_unsuffixed(self)
    }
}

impl Literal for f64 {
    fn literal(self) -> proc_macro2::Literal {
        proc_macro2::Literal::f64_unsuffixed(self)
    }
}

fn size(value: u64) -> proc_macro2::Literal {
    proc_macro2::Literal::u64_unsuffixed(value)
}

fn optional_size(value: Option<u64>) -> TokenStream {
    match value.map(size) {
        Some(value) => quote! { Some(#value) },
        None => quote! { None },
    }
}
