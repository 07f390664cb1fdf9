//! What should not be used any more, and names that are given again.

use std::collections::BTreeMap;

use event_contract_codegen::model::{Life, Line, Location, Shape};

use crate::finding::{Finding, Verdict};
use crate::kind::Kind;
use crate::paths;

const REUSED: &str = "events that were written before it went are read by its new meaning";

/// Adds what is deprecated now, and what was removed before and is declared again.
pub(crate) fn compare(old: &Line, new: &Line, findings: &mut Vec<Finding>) {
    let (before, after) = (things(old), things(new));
    for (path, thing) in &after {
        let Some((version, reason)) = &thing.life.deprecated else { continue };
        let known = before.get(path).and_then(|thing| thing.life.deprecated.as_ref());
        if known.is_none() && before.contains_key(path) {
            let said = format!("deprecated since {version}: {reason}");
            let finding = Finding::harmless(Kind::Deprecated, path.clone(), said);
            let old = before.get(path).map(|thing| thing.location.clone());
            findings.push(Finding { old, new: Some(thing.location.clone()), ..finding });
        }
    }
    for (name, version) in &old.removed {
        let again =
            after.iter().find(|(path, thing)| thing.name == *name && !before.contains_key(*path));
        if let Some((path, thing)) = again {
            let said = format!("the name was given up in {version} and is given again");
            let finding = Finding::harmless(Kind::RemovedNameUsed, path.clone(), said);
            let new = Some(thing.location.clone());
            findings.push(Finding { new, backward: Verdict::Caution(REUSED), ..finding });
        }
    }
}

/// An event, a type or a field.
struct Thing<'m> {
    /// As `removed` would name it.
    name: String,
    life: &'m Life,
    location: &'m Location,
}

/// Everything that can be deprecated or removed, by path.
fn things(line: &Line) -> BTreeMap<String, Thing<'_>> {
    let mut things = BTreeMap::new();
    for def in &line.types {
        let path = paths::of_type(line, def);
        if let Shape::Object(object) = &def.shape {
            for field in &object.fields {
                let name = format!("{}.{}", def.name, field.name);
                let thing = Thing { name, life: &field.life, location: &field.location };
                things.insert(format!("{path}/{}", field.name), thing);
            }
        }
        let name = path.rsplit('/').next().unwrap_or(&def.name).to_owned();
        things.insert(path, Thing { name, life: &def.life, location: &def.location });
    }
    things
}
