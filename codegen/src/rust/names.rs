//! What generated items are called, and whether two of a module would have one name.
//!
//! Every back-end asks here, and so does the check of a contract: what is refused there is what would not compile.

use std::collections::HashMap;

use proc_macro2::Ident;
use quote::format_ident;
use syn::parse_str;

use crate::model::{Event, Line, Machine, Shape, TypeDef};
use crate::name;

/// Names that a module of a line may not have: our own modules beside those of domains, and the crates that generated code
/// names.
const MODULES: [&str; 10] = [
    "codec",
    "contracts",
    "line",
    "reducers",
    "schemas",
    "views",
    "alloc",
    "core",
    "event_contract",
    "std",
];

/// The statics of the module `codec::line` that are not events'.
const OF_LINE: [&str; 3] = ["CUTOVER", "ENVELOPE", "LINE"];

/// Why a line or a domain cannot have a name, which is in snake case.
pub(crate) fn refused_module(name: &str) -> Option<&'static str> {
    if name::is_keyword(name) {
        return Some("a word of Rust's own");
    }
    MODULES.contains(&name).then_some("used by generated code")
}

/// The static with a type's table. A type whose name is in capitals leaves its own name alone.
pub(crate) fn table(def: &TypeDef) -> Ident {
    let capitals = name::snake(&def.name).to_uppercase();
    if capitals == def.name {
        format_ident!("{capitals}_TABLE")
    } else {
        format_ident!("{capitals}")
    }
}

/// The static with a type's pattern.
pub(super) fn pattern(def: &TypeDef) -> Ident {
    format_ident!("{}_PATTERN", table(def))
}

/// The static with an event's table.
pub(crate) fn event(event: &Event) -> Ident {
    let capitals = name::snake(&event.name).to_uppercase();
    if OF_LINE.contains(&capitals.as_str()) {
        format_ident!("{capitals}_EVENT")
    } else {
        format_ident!("{capitals}")
    }
}

/// The static with a domain's events.
pub(super) fn domain(name: &str) -> Ident {
    let capitals = name.to_uppercase();
    if capitals == "DOMAINS" {
        format_ident!("DOMAINS_DOMAIN")
    } else {
        format_ident!("{capitals}")
    }
}

/// What belongs to the events of a domain: `ShopEvent`, `ShopReducer`.
pub(super) fn of_domain(domain: &str, suffix: &str) -> Ident {
    format_ident!("{}{suffix}", name::camel(domain))
}

/// The static of a state machine.
pub(super) fn machine(machine: &Machine) -> Ident {
    format_ident!("{}", name::snake(&machine.name).to_uppercase())
}

/// The method of a reducer trait for an event.
pub(super) fn handler(event: &Event) -> Ident {
    parse_str(&name::field_ident(&event.name)).unwrap_or_else(|_| format_ident!("event"))
}

/// The variant of a value: of an enum, or of a constant, which needs no telling apart.
pub(crate) fn variant(value: &str) -> Ident {
    format_ident!("{}", name::variant(value))
}

/// Who would have a name twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Collision {
    /// The name in Rust.
    pub(crate) name: String,
    /// Whose name it is first.
    pub(crate) first: Owner,
    /// Who cannot have it as well.
    pub(crate) second: Owner,
}

/// What a name is generated for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Owner {
    /// A declared type, or one that a field implies.
    Type(String),
    /// An event.
    Event(String),
    /// A domain.
    Domain(String),
    /// A state machine.
    Machine(String),
}

impl Owner {
    /// The kind in words, and the name.
    pub(crate) fn describe(&self) -> (&'static str, &str) {
        match self {
            Self::Type(name) => ("type", name),
            Self::Event(name) => ("event", name),
            Self::Domain(name) => ("domain", name),
            Self::Machine(name) => ("state machine", name),
        }
    }
}

/// The names of one line's items, by module and namespace.
#[derive(Default)]
struct Scope {
    taken: HashMap<(String, bool, String), Owner>,
    found: Vec<Collision>,
}

/// Names of values and of types do not meet.
const VALUES: bool = true;
const TYPES: bool = false;

impl Scope {
    fn add(&mut self, module: &str, values: bool, name: &dyn ToString, owner: &Owner) {
        let name = name.to_string();
        let key = (module.to_owned(), values, name.clone());
        if let Some(first) = self.taken.get(&key) {
            if first != owner {
                let (first, second) = (first.clone(), owner.clone());
                self.found.push(Collision { name, first, second });
            }
            return;
        }
        self.taken.insert(key, owner.clone());
    }
}

/// Everything in a line that would have the name of something else.
pub(crate) fn collisions(line: &Line) -> Vec<Collision> {
    let mut scope = Scope::default();
    for def in &line.types {
        let owner = &Owner::Type(def.name.clone());
        // Tables, tuple structs and schemas of all domains meet: in imports, and in folders.
        for ident in [table(def), pattern(def)] {
            scope.add("codec", VALUES, &ident, owner);
        }
        scope.add("codec", VALUES, &def.name, owner);
        scope.add("types", TYPES, &def.name, owner);
        scope.add("types", VALUES, &def.name, owner);
        scope.add("files", TYPES, &name::snake(&def.name), owner);
        if let Shape::Object(object) = &def.shape {
            let parts = (!object.rules.is_empty()).then_some("Parts");
            for suffix in ["Builder", "Required"].into_iter().chain(parts) {
                scope.add("types", TYPES, &format!("{}{suffix}", def.stem), owner);
            }
            scope.add("types", TYPES, &format!("{}View", def.name), owner);
        }
    }
    for machine in &line.machines {
        let owner = &Owner::Machine(machine.name.clone());
        scope.add("types", VALUES, &self::machine(machine), owner);
    }
    for event in &line.events {
        let owner = &Owner::Event(event.name.clone());
        scope.add("line", VALUES, &self::event(event), owner);
        scope.add("fixtures", TYPES, &name::snake(&event.name), owner);
        let domain = &line.domains[event.domain].name;
        scope.add(&format!("reducers::{domain}"), VALUES, &handler(event), owner);
    }
    for domain in &line.domains {
        let owner = &Owner::Domain(domain.name.clone());
        scope.add("domains", VALUES, &self::domain(&domain.name), owner);
        scope.add("domains", TYPES, &of_domain(&domain.name, "Event"), owner);
    }
    scope.found
}
