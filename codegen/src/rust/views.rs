//! Payloads read field by field: one view for each payload type.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::model::{Line, Presence, Shape, Type, TypeDef, TypeId};

use super::layout::{paragraphs, print};
use super::types::{Used, field_ident, rust_type};

/// The objects of a domain that handlers see: payloads, and fields of payloads.
pub(super) fn viewed<'a>(line: &'a Line, own: &[&'a TypeDef]) -> Vec<&'a TypeDef> {
    let mut seen: BTreeSet<TypeId> = BTreeSet::new();
    for event in &line.events {
        seen.insert(event.payload);
        if let Shape::Object(object) = &line.def(event.payload).shape {
            seen.extend(object.fields.iter().filter_map(|field| match field.ty {
                Type::Named(id) => Some(id),
                _ => None,
            }));
        }
    }
    let seen: Vec<&TypeDef> = seen.into_iter().map(|id| line.def(id)).collect();
    let is_seen = |def: &TypeDef| seen.iter().any(|seen| std::ptr::eq(*seen, def));
    let objects = own.iter().copied().filter(|def| matches!(def.shape, Shape::Object(_)));
    objects.filter(|def| is_seen(def)).collect()
}

/// The views of a domain's objects.
pub(super) fn domain(line: &Line, payloads: &[&TypeDef]) -> String {
    let mut used = Used::default();
    let views = paragraphs(payloads.iter().filter_map(|def| view(line, def, &mut used)).map(print));
    let mut modules: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let shown = used.types.iter().map(|id| line.def(*id)).chain(payloads.iter().copied());
    for def in shown {
        modules.entry(&line.domains[def.domain].name).or_default().insert(&def.name);
    }
    let modules = modules.into_iter().map(|(module, names)| {
        let module = format_ident!("{module}");
        let names: Vec<Ident> = names.into_iter().map(|name| format_ident!("{name}")).collect();
        quote! { use super::super::#module::{#(#names),*}; }
    });
    let runtime: Vec<Ident> = used.runtime.iter().map(|name| format_ident!("{name}")).collect();
    let runtime = (!runtime.is_empty()).then(|| quote! { use event_contract::{#(#runtime),*}; });
    paragraphs([print(quote! { #runtime #(#modules)* }), views])
}

fn view(line: &Line, def: &TypeDef, used: &mut Used) -> Option<TokenStream> {
    let Shape::Object(object) = &def.shape else { return None };
    let fields = object.fields.iter().map(|field| {
        let name = accessor(&field.name);
        let ty = rust_type(line, &field.ty, used);
        match field.presence {
            Presence::Optional => quote! { #name: Option<#ty> },
            _ => quote! { #name: #ty },
        }
    });
    let (ident, view) = (format_ident!("{}", def.name), format_ident!("{}View", def.name));
    Some(quote! { event_contract::impl_view!(pub #view: #ident, [#(#fields),*]); })
}

/// What every view has beside its fields.
const OWN: &[&str] = &["as_json", "keep", "read"];

/// The method of a field. One that would be called like a method of the view's own has `_` behind it.
fn accessor(field: &str) -> Ident {
    let ident = field_ident(field);
    if OWN.iter().any(|own| ident == own) { format_ident!("{ident}_") } else { ident }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_do_not_hide_what_every_view_has() {
        assert_eq!(accessor("read").to_string(), "read_");
        assert_eq!(accessor("readBy").to_string(), "read_by");
        assert_eq!(accessor("type").to_string(), "r#type");
    }
}
