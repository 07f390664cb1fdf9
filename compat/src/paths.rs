//! How changes are addressed: as in the YAML, by what is declared there.

use event_contract_codegen::model::{Line, TypeDef};

/// The path of a declared type; payloads go by their event.
pub(crate) fn of_type(line: &Line, def: &TypeDef) -> String {
    match event_of(line, def) {
        Some(event) => format!("events/{event}"),
        None => format!("types/{}", def.name),
    }
}

/// What the names of types that are written in place in this one begin with.
pub(crate) fn owner<'m>(line: &'m Line, def: &'m TypeDef) -> &'m str {
    event_of(line, def).unwrap_or(&def.name)
}

/// The event whose payload the type is, if it is nothing else.
fn event_of<'m>(line: &'m Line, def: &TypeDef) -> Option<&'m str> {
    let name = def.name.strip_suffix("Payload")?;
    let event = line.events.iter().find(|event| event.name == name)?;
    (line.def(event.payload).name == def.name).then_some(event.name.as_str())
}
