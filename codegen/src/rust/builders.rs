//! Builders: how producers make objects so that their code outlives new optional fields.

use std::fmt::Write as _;

use proc_macro2::Ident;
use quote::format_ident;

use crate::fixtures::keeps;
use crate::model::{Builtin, Line, Object, Presence, Shape, Type, TypeDef};

use super::codec::table_ident;
use super::types::{Used, field_ident, parts_name, rust_type};

/// The builder of an object, and `Default` for one that can do without any field: calls of macros, written as
/// they are, for printing leaves macros as they come.
pub(super) fn builder(line: &Line, def: &TypeDef, used: &mut Used) -> Option<String> {
    let Shape::Object(object) = &def.shape else { return None };
    let (name, stem) = (&def.name, &def.stem);
    let mut ty = |ty: &Type| rust_type(line, ty, used).to_string().replace(' ', "");
    let mut out = format!("event_contract::impl_builder!({name}");
    if !object.rules.is_empty() {
        push(&mut out, format_args!(" via {}", parts_name(def)));
    }
    let domain = format_ident!("{}", line.domains[def.domain].name);
    let table = table_ident(def);
    push(&mut out, format_args!(": super::codec::{domain}::{table}, {stem}Builder, "));
    let required = object.fields.iter().filter(|field| field.presence == Presence::Required);
    let required: Vec<_> = required.collect();
    if required.is_empty() {
        out.push_str("{}, {");
    } else {
        push(&mut out, format_args!("{stem}Required {{\n"));
        for field in required {
            push(&mut out, format_args!("    {}: {},\n", field_ident(&field.name), ty(&field.ty)));
        }
        out.push_str("}, {");
    }
    let mut others = false;
    for (index, field) in object.fields.iter().enumerate() {
        let how = match field.presence {
            Presence::Required => continue,
            Presence::Optional => "optional",
            Presence::Default(_) => "default",
        };
        let ident = field_ident(&field.name);
        let setter = setter(&ident).map_or_else(String::new, |name| format!("[{name}]"));
        let into = if converts(line, &field.ty) { "into " } else { "" };
        let line = if others { "" } else { "\n" };
        others = true;
        push(
            &mut out,
            format_args!("{line}    {index}: {ident}{setter}({how} {into}{}),\n", ty(&field.ty)),
        );
    }
    out.push_str("});\n");
    if !object.rules.is_empty() && has_default(object) {
        push(
            &mut out,
            format_args!("event_contract::impl_default!({name}({}));\n", parts_name(def)),
        );
    }
    Some(out)
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(text);
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

    #[test]
    fn fields_do_not_hide_what_every_builder_has() {
        assert_eq!(setter(&format_ident!("build")).unwrap(), "build_");
        assert_eq!(setter(&format_ident!("builder")), None);
    }
}
