//! The types of a domain, without anything that decodes them.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::parse_str;

use crate::model::{
    Builtin, Effect, Integer, Line, Machine, Mapping, Object, Shape, Test, Type, TypeDef, TypeId,
};
use crate::name;

use super::doc;
use super::layout::{paragraphs, print};
use super::names::{self, variant};
use super::native;

/// The items of a domain's file of types.
pub(super) fn domain(line: &Line, domain: usize, types: &[&TypeDef]) -> String {
    let mut used = Used::default();
    let definitions = paragraphs(types.iter().map(|def| print(definition(line, def, &mut used))));
    let mappings: Vec<TokenStream> = line
        .mappings
        .iter()
        .filter(|mapping| mapping.domain == domain)
        .map(|mapping| self::mapping(line, mapping, domain, &mut used))
        .collect();
    let machines: Vec<TokenStream> = line
        .machines
        .iter()
        .filter(|machine| machine.domain == domain)
        .map(|machine| self::machine(line, machine, &mut used))
        .collect();
    let builders: Vec<String> =
        types.iter().filter_map(|def| super::builders::builder(line, def, &mut used)).collect();
    let imports = used.statements(line, domain);
    let rest = mappings.into_iter().chain(machines).map(print);
    paragraphs([print(imports), definitions].into_iter().chain(rest).chain(builders))
}

/// What a file refers to.
#[derive(Default)]
pub(super) struct Used {
    pub(super) runtime: BTreeSet<&'static str>,
    pub(super) types: BTreeSet<TypeId>,
}

impl Used {
    fn statements(&self, line: &Line, domain: usize) -> TokenStream {
        let mut runtime: Vec<TokenStream> = Vec::new();
        let root: Vec<Ident> = self
            .runtime
            .iter()
            .filter(|name| !name.contains("::"))
            .map(|name| format_ident!("{name}"))
            .collect();
        match root.as_slice() {
            [] => {}
            [one] => runtime.push(quote! { use event_contract::#one; }),
            many => runtime.push(quote! { use event_contract::{#(#many),*}; }),
        }
        let mut modules: BTreeMap<&str, Vec<Ident>> = BTreeMap::new();
        for (module, item) in self.runtime.iter().filter_map(|path| path.split_once("::")) {
            modules.entry(module).or_default().push(format_ident!("{item}"));
        }
        runtime.extend(modules.into_iter().map(|(module, items)| {
            let module = format_ident!("{module}");
            match items.as_slice() {
                [one] => quote! { use event_contract::#module::#one; },
                many => quote! { use event_contract::#module::{#(#many),*}; },
            }
        }));
        let mut others: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for id in &self.types {
            let def = line.def(*id);
            if def.domain != domain {
                others.entry(&line.domains[def.domain].name).or_default().insert(&def.name);
            }
        }
        let others = others.into_iter().map(|(module, names)| {
            let module = format_ident!("{module}");
            let names: Vec<Ident> = names.into_iter().map(|name| format_ident!("{name}")).collect();
            match names.as_slice() {
                [one] => quote! { use super::#module::#one; },
                many => quote! { use super::#module::{#(#many),*}; },
            }
        });
        quote! { #(#runtime)* #(#others)* }
    }
}

/// The Rust type of a contract type.
pub(super) fn rust_type(line: &Line, ty: &Type, used: &mut Used) -> TokenStream {
    match ty {
        Type::Builtin(builtin) => {
            let name = match builtin {
                Builtin::String => return quote! { String },
                Builtin::Boolean => return quote! { bool },
                _ => builtin_name(*builtin),
            };
            used.runtime.insert(name);
            let name = format_ident!("{name}");
            quote! { #name }
        }
        Type::Named(id) => {
            used.types.insert(*id);
            let name = format_ident!("{}", line.def(*id).name);
            quote! { #name }
        }
        Type::List(item) => {
            let item = rust_type(line, item, used);
            quote! { Vec<#item> }
        }
        Type::Map(value) => {
            used.runtime.insert("Map");
            let value = rust_type(line, value, used);
            quote! { Map<#value> }
        }
    }
}

/// The runtime's type for a built-in type that is not one of Rust's own.
pub(super) fn builtin_name(builtin: Builtin) -> &'static str {
    match builtin {
        Builtin::String => "String",
        Builtin::Number => "Number",
        Builtin::Boolean => "bool",
        Builtin::Integer => "Integer",
        Builtin::Object => "JsonObject",
        Builtin::Any => "JsonValue",
        Builtin::DateTime => "OffsetDateTime",
        Builtin::PydanticDatetime => "Timestamp",
        Builtin::Iso8601 => "IsoDateTime",
        Builtin::Uuid => "Uuid",
        Builtin::Uri => "HttpUrl",
        Builtin::EventId => "EventId",
    }
}

fn definition(line: &Line, def: &TypeDef, used: &mut Used) -> TokenStream {
    let ident = format_ident!("{}", def.name);
    let text =
        if def.doc.is_empty() { format!("The type `{}`.", def.name) } else { def.doc.clone() };
    let docs = doc(&text);
    match &def.shape {
        Shape::Alias(ty) => {
            let ty = rust_type(line, ty, used);
            quote! { #docs pub type #ident = #ty; }
        }
        Shape::Text(text) if !text.listed.is_empty() => {
            let variants = variants(&text.listed);
            let others = doc("A string that the contract does not list.");
            quote! {
                #docs
                #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
                #[non_exhaustive]
                pub enum #ident { #(#variants,)* #others Unlisted(event_contract::Unlisted) }
            }
        }
        Shape::Text(_) => quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct #ident(pub(super) event_contract::ShortText);
        },
        Shape::Integer(bounds) => integer(def, *bounds, &docs, used),
        Shape::Number(_) => quote! {
            #docs
            #[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
            pub struct #ident(pub(super) f64);
        },
        Shape::Enum(declared) => {
            let variants = variants(&declared.values);
            quote! {
                #docs
                #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
                pub enum #ident { #(#variants),* }
            }
        }
        Shape::Array(array) => {
            let item = rust_type(line, &array.items, used);
            quote! {
                #docs
                #[derive(Clone, Debug, PartialEq)]
                pub struct #ident(pub(super) Vec<#item>);
            }
        }
        Shape::Map(map) => {
            used.runtime.insert("Map");
            let value = rust_type(line, &map.values, used);
            quote! {
                #docs
                #[derive(Clone, Debug, PartialEq)]
                pub struct #ident(pub(super) Map<#value>);
            }
        }
        Shape::AnyOf(alternatives) => {
            let variants = alternatives.iter().map(|ty| {
                let variant = format_ident!("{}", variant_name(line, def, ty));
                let ty = rust_type(line, ty, used);
                let docs = doc(&format!("As {}.", kind_in_words(&variant.to_string())));
                quote! { #docs #variant(#ty) }
            });
            quote! {
                #docs
                #[derive(Clone, Debug, PartialEq)]
                pub enum #ident { #(#variants),* }
            }
        }
        Shape::Object(object) => self::object(line, def, object, &docs, used),
    }
}

fn integer(def: &TypeDef, bounds: Integer, docs: &TokenStream, used: &mut Used) -> TokenStream {
    let ident = format_ident!("{}", def.name);
    if let Some(plain) = native::plain(def) {
        let native = format_ident!("{plain}");
        return quote! { #docs pub type #ident = #native; };
    }
    let (copy, inner) = match native::native(bounds) {
        Some(native) => (Some(quote! { Copy, }), native),
        None => {
            used.runtime.insert("Integer");
            (None, "Integer")
        }
    };
    let inner = format_ident!("{inner}");
    quote! {
        #docs
        #[derive(Clone, #copy Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #ident(pub(super) #inner);
    }
}

/// The variants of an enum.
fn variants(values: &[String]) -> impl Iterator<Item = TokenStream> {
    values.iter().map(|value| {
        let variant = variant(value);
        let docs = doc(&format!("`{value}`"));
        quote! { #docs #variant }
    })
}

fn kind_in_words(variant: &str) -> String {
    match variant {
        "Text" => "a string".to_owned(),
        "Object" => "an object".to_owned(),
        "List" => "a list".to_owned(),
        "Number" => "a number".to_owned(),
        "Boolean" => "a boolean".to_owned(),
        other => format!("a `{other}`"),
    }
}

/// The variant for an alternative of a choice: implied types are named by their kind.
pub(super) fn variant_name(line: &Line, owner: &TypeDef, ty: &Type) -> String {
    match ty {
        Type::Named(id) => {
            let name = &line.def(*id).name;
            name.strip_prefix(owner.name.as_str())
                .filter(|rest| !rest.is_empty())
                .unwrap_or(name)
                .to_owned()
        }
        Type::List(_) => "List".to_owned(),
        Type::Map(_) | Type::Builtin(Builtin::Object) => "Object".to_owned(),
        Type::Builtin(Builtin::String) => "Text".to_owned(),
        Type::Builtin(Builtin::Integer | Builtin::Number) => "Number".to_owned(),
        Type::Builtin(Builtin::Boolean) => "Boolean".to_owned(),
        Type::Builtin(builtin) => builtin_name(*builtin).to_owned(),
    }
}

fn object(
    line: &Line,
    def: &TypeDef,
    object: &Object,
    docs: &TokenStream,
    used: &mut Used,
) -> TokenStream {
    let ident = format_ident!("{}", def.name);
    let fields: Vec<TokenStream> = object
        .fields
        .iter()
        .map(|field| {
            let ty = rust_type(line, &field.ty, used);
            let ty = if field.presence == crate::model::Presence::Optional {
                quote! { Option<#ty> }
            } else {
                ty
            };
            let docs = if field.doc.is_empty() {
                doc(&type_doc(line, &field.ty, &field.name))
            } else {
                doc(&field.doc)
            };
            let name = field_ident(&field.name);
            quote! { #docs pub #name: #ty }
        })
        .collect();
    if object.rules.is_empty() {
        return quote! {
            #docs
            #[derive(Clone, Debug, PartialEq)]
            pub struct #ident { #(#fields),* }
        };
    }
    let parts = format_ident!("{}", parts_name(def));
    let rules: Vec<String> = object.rules.iter().map(|rule| format!("- {}", rule.doc)).collect();
    let held = doc(&format!("Its parts are read through [`{parts}`], and keep these rules:"));
    let rules = rules.iter().map(|rule| doc(rule));
    let parts_docs = doc(&format!(
        "The parts of a [`{ident}`], each valid by itself; [`build`](Self::build) checks the rules between them."
    ));
    quote! {
        #docs
        #[doc = ""]
        #held
        #[doc = ""]
        #(#rules)*
        #[derive(Clone, Debug, PartialEq)]
        pub struct #ident(pub(super) #parts);

        #parts_docs
        #[derive(Clone, Debug, PartialEq)]
        pub struct #parts { #(#fields),* }
    }
}

/// The name of the parts of an object with rules.
pub(super) fn parts_name(def: &TypeDef) -> String {
    format!("{}Parts", def.stem)
}

pub(super) fn field_ident(key: &str) -> Ident {
    parse_str(&name::field_ident(key)).unwrap_or_else(|_| format_ident!("field"))
}

/// What a field means when the contract leaves it to the type.
fn type_doc(line: &Line, ty: &Type, field: &str) -> String {
    match ty {
        Type::Named(id) if !line.def(*id).doc.is_empty() => line.def(*id).doc.clone(),
        _ => format!("The field `{field}`."),
    }
}

fn mapping(line: &Line, mapping: &Mapping, domain: usize, used: &mut Used) -> TokenStream {
    let (from, to) = (line.def(mapping.from), line.def(mapping.to));
    // An inherent impl belongs to the domain of the enum; elsewhere a function does.
    used.types.extend([mapping.from, mapping.to]);
    let (from_ident, to_ident) = (format_ident!("{}", from.name), format_ident!("{}", to.name));
    let arms = mapping.table.iter().map(|(key, value)| {
        let key = variant(key);
        match value {
            Some(value) if mapping.optional => {
                let value = variant(value);
                quote! { #from_ident::#key => Some(#to_ident::#value) }
            }
            Some(value) => {
                let value = variant(value);
                quote! { #from_ident::#key => #to_ident::#value }
            }
            None => quote! { #from_ident::#key => None },
        }
    });
    let output = if mapping.optional {
        quote! { Option<#to_ident> }
    } else {
        quote! { #to_ident }
    };
    let docs =
        doc(if mapping.doc.is_empty() { "A mapping of the contract." } else { &mapping.doc });
    let stem = name::snake(&mapping.name);
    if from.domain == domain {
        let method = format_ident!("to_{stem}");
        quote! {
            impl #from_ident {
                #docs
                pub const fn #method(self) -> #output {
                    match self { #(#arms),* }
                }
            }
        }
    } else {
        let function = format_ident!("{}_to_{stem}", name::snake(&from.name));
        quote! {
            #docs
            pub const fn #function(value: #from_ident) -> #output {
                match value { #(#arms),* }
            }
        }
    }
}

fn machine(line: &Line, machine: &Machine, used: &mut Used) -> TokenStream {
    used.runtime.insert("machine::StateMachine");
    used.types.insert(machine.state);
    let state = format_ident!("{}", line.def(machine.state).name);
    let ident = names::machine(machine);
    let docs =
        doc(if machine.doc.is_empty() { "A state machine of the contract." } else { &machine.doc });
    let states = |names: &[String]| {
        let names = names.iter().map(|name| variant(name));
        quote! { &[#(#state::#names),*] }
    };
    let initial = states(&machine.initial);
    let terminal = states(&machine.terminal);
    let transitions = machine.transitions.iter().map(|(from, to)| {
        let (from, to) = (variant(from), variant(to));
        quote! { (#state::#from, #state::#to) }
    });
    let overriding = match &machine.override_by {
        Some((event, field)) => quote! { Some((#event, #field)) },
        None => quote! { None },
    };
    if !machine.guards.is_empty() {
        used.runtime.insert("machine::Guard");
        used.runtime.insert("table::Test");
    }
    let guards = machine.guards.iter().map(|guard| {
        let (id, text) = (&guard.id, &guard.doc);
        let (from, to) = (states(&guard.from), states(&guard.to));
        let (when, require) = (tests(&guard.when), tests(&guard.require));
        quote! { Guard { id: #id, doc: #text, from: #from, to: #to, when: #when, require: #require } }
    });
    if !machine.effects.is_empty() {
        used.runtime.insert("machine::Effect");
    }
    let effects = machine.effects.iter().map(|(event, effect)| match effect {
        Effect::To(to) => {
            let to = variant(to);
            quote! { (#event, Effect::To(#state::#to)) }
        }
        Effect::Fields { from, to } => quote! { (#event, Effect::Fields { from: #from, to: #to }) },
    });
    let name = &machine.name;
    quote! {
        #docs
        pub static #ident: StateMachine<#state> = StateMachine {
            name: #name,
            initial: #initial,
            terminal: #terminal,
            transitions: &[#(#transitions),*],
            override_by: #overriding,
            guards: &[#(#guards),*],
            effects: &[#(#effects),*],
        };
    }
}

fn tests(tests: &[(String, Test)]) -> TokenStream {
    let tests = tests.iter().map(|(field, test)| {
        let test = self::test(test);
        quote! { (#field, #test) }
    });
    quote! { &[#(#tests),*] }
}

/// A test as the runtime's tables spell it.
pub(super) fn test(test: &Test) -> TokenStream {
    match test {
        Test::Is(value) => quote! { Test::Is(#value) },
        Test::OneOf(values) => quote! { Test::OneOf(&[#(#values),*]) },
        Test::Present => quote! { Test::Present },
        Test::Absent => quote! { Test::Absent },
        Test::NotBlank => quote! { Test::NotBlank },
    }
}
