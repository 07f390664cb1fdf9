//! The types of a contract line as people write them by hand: serde derives, nothing checked.

use std::fmt::{Error, Write};

use event_contract_codegen::model::{Builtin, Line, Presence, Shape, Type, TypeDef};
use event_contract_codegen::name;

/// Rust source with the types of the line, an enum of its payloads and a function that reads an event.
pub(crate) fn render(line: &Line) -> Result<String, Error> {
    let mut out = String::from("use serde::{Deserialize, Serialize};\n");
    for def in &line.types {
        definition(line, def, &mut out)?;
    }
    if let Some(envelope) = &line.envelope {
        payload(line, &line.def(envelope.ty).name, &mut out)?;
    }
    Ok(out)
}

const DERIVES: &str = "#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]";

fn definition(line: &Line, def: &TypeDef, out: &mut String) -> Result<(), Error> {
    let name = &def.name;
    match &def.shape {
        Shape::Alias(alias) => writeln!(out, "pub type {name} = {};", ty(line, alias)),
        Shape::Text(_) => writeln!(out, "pub type {name} = String;"),
        Shape::Integer(_) => writeln!(out, "pub type {name} = i64;"),
        Shape::Number(_) => writeln!(out, "pub type {name} = f64;"),
        Shape::Array(array) => writeln!(out, "pub type {name} = Vec<{}>;", ty(line, &array.items)),
        Shape::Map(map) => writeln!(out, "pub type {name} = {};", map_of(line, &map.values)),
        Shape::Enum(declared) => {
            writeln!(out, "{DERIVES}\npub enum {name} {{")?;
            for value in &declared.values {
                writeln!(out, "#[serde(rename = {value:?})] {},", name::camel(value))?;
            }
            writeln!(out, "}}")
        }
        Shape::AnyOf(alternatives) => {
            writeln!(out, "{DERIVES}\n#[serde(untagged)]\npub enum {name} {{")?;
            for (at, alternative) in alternatives.iter().enumerate() {
                writeln!(out, "Choice{at}({}),", ty(line, alternative))?;
            }
            writeln!(out, "}}")
        }
        Shape::Object(object) => {
            // `RawValue` does not compare.
            let envelope =
                line.envelope.as_ref().filter(|envelope| line.def(envelope.ty).name == *name);
            let derives = if envelope.is_some() {
                "#[derive(Clone, Debug, Serialize, Deserialize)]"
            } else {
                DERIVES
            };
            writeln!(out, "{derives}\npub struct {name} {{")?;
            for (at, field) in object.fields.iter().enumerate() {
                let payload = envelope.is_some_and(|envelope| envelope.payload == at);
                let mut ty = if payload {
                    "Box<serde_json::value::RawValue>".to_owned()
                } else {
                    ty(line, &field.ty)
                };
                if field.presence != Presence::Required && !payload {
                    ty = format!("Option<{ty}>");
                }
                writeln!(
                    out,
                    "#[serde(rename = {:?})] pub {}: {ty},",
                    field.name,
                    name::field_ident(&field.name)
                )?;
            }
            writeln!(out, "}}")
        }
    }
}

fn payload(line: &Line, envelope: &str, out: &mut String) -> Result<(), Error> {
    let (mut variants, mut arms) = (String::new(), String::new());
    for event in &line.events {
        let (name, ty) = (&event.name, &line.def(event.payload).name);
        writeln!(variants, "{name}({ty}),")?;
        writeln!(arms, "{name:?} => Payload::{name}(serde_json::from_str(text)?),")?;
    }
    writeln!(
        out,
        "{DERIVES}\npub enum Payload {{\n{variants}}}\n\
        pub fn decode(json: &str) -> serde_json::Result<({envelope}, Payload)> {{\n\
        let envelope: {envelope} = serde_json::from_str(json)?;\n\
        let text = envelope.payload.get();\n\
        let payload = match envelope.event_type.as_str() {{\n{arms}\
        _ => return Err(serde::de::Error::custom(\"unknown event type\")),\n}};\n\
        Ok((envelope, payload))\n}}"
    )
}

fn map_of(line: &Line, values: &Type) -> String {
    format!("std::collections::HashMap<String, {}>", ty(line, values))
}

fn ty(line: &Line, of: &Type) -> String {
    match of {
        Type::Named(id) => line.def(*id).name.clone(),
        Type::List(item) => format!("Vec<{}>", ty(line, item)),
        Type::Map(values) => map_of(line, values),
        Type::Builtin(builtin) => match builtin {
            Builtin::Integer => "i64",
            Builtin::Number => "f64",
            Builtin::Boolean => "bool",
            Builtin::Object => "serde_json::Map<String, serde_json::Value>",
            Builtin::Any => "serde_json::Value",
            _ => "String",
        }
        .to_owned(),
    }
}
