//! Payloads read field by field: a view for each payload type, and for the objects in it.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::ptr;

use proc_macro2::Ident;
use quote::{format_ident, quote};

use crate::model::{Line, Presence, Shape, Type, TypeDef};

use super::layout::{paragraphs, print};
use super::types::{Used, field_ident, rust_type};

/// The types that handlers see: payloads, and fields of payloads. By identity, since a line may have many.
pub(super) fn seen(line: &Line) -> HashSet<*const TypeDef> {
    let mut seen = HashSet::new();
    for event in &line.events {
        seen.insert(ptr::from_ref(line.def(event.payload)));
        for field in &line.payload(event).fields {
            if let Type::Named(id) = field.ty {
                seen.insert(ptr::from_ref(line.def(id)));
            }
        }
    }
    seen
}

/// The objects among them that a domain declares.
pub(super) fn viewed<'a>(seen: &HashSet<*const TypeDef>, own: &[&'a TypeDef]) -> Vec<&'a TypeDef> {
    let objects = own.iter().copied().filter(|def| matches!(def.shape, Shape::Object(_)));
    objects.filter(|def| seen.contains(&ptr::from_ref(*def))).collect()
}

/// The views of a domain's objects.
pub(super) fn domain(line: &Line, payloads: &[&TypeDef]) -> String {
    let mut used = Used::default();
    let views = paragraphs(payloads.iter().filter_map(|def| view(line, def, &mut used)));
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

/// A call of the macro, with a line for each field: written as it is, for printing leaves macros as they come.
fn view(line: &Line, def: &TypeDef, used: &mut Used) -> Option<String> {
    let Shape::Object(object) = &def.shape else { return None };
    let name = &def.name;
    let mut out = format!("event_contract::impl_view!(pub {name}View: {name}, [\n");
    for field in &object.fields {
        let ty = rust_type(line, &field.ty, used).to_string().replace(' ', "");
        let ty = if field.presence == Presence::Optional { format!("Option<{ty}>") } else { ty };
        let accessor = accessor(&field.name);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "    {accessor}: {ty},");
    }
    out.push_str("]);\n");
    Some(out)
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
