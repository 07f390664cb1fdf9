//! Builders: how producers make objects so that their code outlives new optional fields.

use proc_macro2::Ident;
use quote::format_ident;

use crate::fixtures::keeps;
use crate::model::{Builtin, Line, Object, Presence, Shape, Type, TypeDef};

use super::names;
use super::types::{Used, field_ident, parts_name, rust_type};

/// The builder of an object, and `Default` for one that can do without any field: calls of macros, written as
/// they are, for printing leaves macros as they come.
pub(super) fn builder(line: &Line, def: &TypeDef, used: &mut Used) -> Option<String> {
    let Shape::Object(object) = &def.shape else { return None };
    let (name, stem) = (&def.name, &def.stem);
    let domain = format_ident!("{}", line.domains[def.domain].name);
    let table = names::table(def);
    let (mut required, mut others) = (Vec::new(), Vec::new());
    for (index, field) in object.fields.iter().enumerate() {
        let ty = rust_type(line, &field.ty, used).to_string().replace(' ', "");
        let ident = field_ident(&field.name);
        let how = match field.presence {
            Presence::Required => {
                required.push(format!("{ident}: {ty}"));
                continue;
            }
            Presence::Optional => "optional",
            Presence::Default(_) => "default",
        };
        let setter = setter(&ident).map_or_else(String::new, |name| format!("[{name}]"));
        let into = if converts(line, &field.ty) { "into " } else { "" };
        others.push(format!("{index}: {ident}{setter}({how} {into}{ty})"));
    }
    let ruled = !object.rules.is_empty();
    let parts = parts_name(def);
    let via = if ruled { format!(" via {parts}") } else { String::new() };
    let required = if required.is_empty() {
        "{}".to_owned()
    } else {
        format!("{stem}Required {}", braced(&required))
    };
    let others = braced(&others);
    let mut out = format!(
        "event_contract::impl_builder!(\n    {name}{via}: super::codec::{domain}::{table},\n    {stem}Builder,\n    {required},\n    {others}\n);\n"
    );
    if ruled && has_default(object) {
        out = out + "event_contract::impl_default!(" + name + "(" + &parts + "));\n";
    }
    Some(out)
}

/// Entries in braces, each on a line of its own.
fn braced(entries: &[String]) -> String {
    if entries.is_empty() {
        return "{}".to_owned();
    }
    let lines =
        entries.iter().fold(String::new(), |lines, entry| lines + "        " + entry + ",\n");
    format!("{{\n{lines}    }}")
}

/// Whether an object without any field given is valid.
fn has_default(object: &Object) -> bool {
    let given = object.fields.iter().all(|field| field.presence != Presence::Required);
    given && keeps(object, &serde_json::Value::Object(serde_json::Map::new()))
}

/// Whether a setter takes whatever converts into the type. Where there is little that does, it takes the type
/// itself, so that `parse` and `collect` know what is meant.
fn converts(line: &Line, ty: &Type) -> bool {
    match ty {
        Type::Builtin(builtin) => matches!(builtin, Builtin::String | Builtin::Integer),
        Type::Named(id) => match &line.def(*id).shape {
            Shape::Alias(ty) => converts(line, ty),
            Shape::Text(text) => !text.listed.is_empty(),
            Shape::AnyOf(_) => true,
            _ => false,
        },
        Type::List(_) | Type::Map(_) => false,
    }
}

/// What every builder has beside its setters.
const OWN: &[&str] = &["build", "given"];

/// The setter of a field that cannot have the field's name, with `_` behind it.
fn setter(field: &Ident) -> Option<Ident> {
    OWN.iter().any(|own| field == own).then(|| format_ident!("{field}_"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Layout, Source, load};

    fn rendered(text: &str) -> String {
        let source = Source { path: "contracts/shop.yaml".into(), text: text.into() };
        let model = load(&[source]).unwrap();
        let layout = Layout::out_dir();
        let mut files = crate::rust::render(&model, &layout);
        String::from_utf8(files.next().unwrap().bytes).unwrap()
    }

    #[test]
    fn a_type_called_like_an_event_has_the_shorter_names() {
        let text = rendered(
            "domain: shop\ntypes:\n  Sale: { fields: { a: string } }\nevents:\n  Sale: { fields: { b: string } }\n",
        );
        for name in ["SaleBuilder", "SaleRequired {", "SalePayloadBuilder", "SalePayloadRequired {"]
        {
            assert_eq!(text.matches(&format!(" {name}")).count(), 1, "{name}: {text}");
        }
    }

    #[test]
    fn only_what_may_be_empty_has_a_default() {
        let text = rendered(
            "domain: shop
events:
  Sold:
    fields: { gift: { type: boolean, default: false }, note: string? }
    rules: [{ id: a, if: { gift: true }, then: { note: present }, doc: Say why. }]
  Sent:
    fields: { gift: { type: boolean, default: true }, note: string? }
    rules: [{ id: a, if: { gift: true }, then: { note: present }, doc: Say why. }]
",
        );
        assert!(text.contains("impl_default!(SoldPayload(SoldParts))"), "{text}");
        assert!(!text.contains("impl_default!(SentPayload"), "{text}");
    }

    #[test]
    fn fields_do_not_hide_what_every_builder_has() {
        assert_eq!(setter(&format_ident!("build")).unwrap(), "build_");
        assert_eq!(setter(&format_ident!("builder")), None);
    }
}
