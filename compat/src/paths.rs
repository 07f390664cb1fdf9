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
pub(crate) fn owner<'m>(line: &Line, def: &'m TypeDef) -> &'m str {
    let event = def.name.strip_suffix("Payload").filter(|name| !name.is_empty());
    event.filter(|_| event_of(line, def).is_some()).unwrap_or(&def.name)
}

/// The event whose payload the type is.
fn event_of<'m>(line: &'m Line, def: &TypeDef) -> Option<&'m str> {
    let event = line.events.iter().find(|event| line.def(event.payload).name == def.name);
    event.map(|event| event.name.as_str())
}
