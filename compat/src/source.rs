//! The Rust that is generated: whether code against the old crate compiles against the new one.
//!
//! Here names matter. Generated structs and enums are exhaustive, so that whoever builds or matches one
//! hears of what is new.

use event_contract_codegen::model::{Enum, Line, Location, Object, Presence, Shape, Type, TypeDef};

use crate::finding::{Finding, Verdict};
use crate::kind::Kind;
use crate::paths;

/// Adds what does not compile any more: to the findings that say so already, or as new ones.
pub(crate) fn compare(old: &Line, new: &Line, findings: &mut Vec<Finding>) {
    let mut api = Api { old, new, findings };
    for before in &old.types {
        match new.def_named(&before.name) {
            Some(after) => api.types(before, after),
            None => {
                let path = api.path(before);
                let said = format!("`{}` is gone", before.name);
                api.push(Kind::TypeNoDelete, path, said, Some(&before.location), None);
            }
        }
    }
}

struct Api<'a> {
    old: &'a Line,
    new: &'a Line,
    findings: &'a mut Vec<Finding>,
}

impl Api<'_> {
    fn push(
        &mut self,
        kind: Kind,
        path: String,
        message: String,
        old: Option<&Location>,
        new: Option<&Location>,
    ) {
        let about_type = matches!(kind, Kind::FieldSameRustType | Kind::TypeSameShape);
        let known = |finding: &&mut Finding| {
            let here = finding.path == path;
            let part = finding.path.strip_prefix(path.as_str());
            let part = part.is_some_and(|part| ["/items", "/values", "/format"].contains(&part));
            here && finding.kind == kind || about_type && (here || part) && is_retyped(finding.kind)
        };
        let mut said = false;
        for finding in self.findings.iter_mut().filter(known) {
            finding.source = Verdict::DoesNotCompile;
            said = true;
        }
        if said {
            return;
        }
        self.findings.push(Finding {
            old: old.cloned(),
            new: new.cloned(),
            source: Verdict::DoesNotCompile,
            ..Finding::harmless(kind, path, message)
        });
    }

    fn types(&mut self, before: &TypeDef, after: &TypeDef) {
        let path = self.path(before);
        let sites = (Some(&before.location), Some(&after.location));
        let module = |line: &Line, def: &TypeDef| line.domains[def.domain].name.clone();
        let (was, is) = (module(self.old, before), module(self.new, after));
        if was != is {
            let said = format!("`{}` was in `{was}` and is in `{is}`", before.name);
            self.push(Kind::TypeSameModule, path.clone(), said, sites.0, sites.1);
        }
        let (old_shape, new_shape) = (shape(self.old, before), shape(self.new, after));
        if old_shape != new_shape {
            let said = format!("{old_shape} became {new_shape}");
            self.push(Kind::TypeSameShape, path.clone(), said, sites.0, sites.1);
        }
        match (&before.shape, &after.shape) {
            (Shape::Object(old), Shape::Object(new)) => self.objects(&path, sites, old, new),
            (Shape::Enum(old), Shape::Enum(new)) => self.enums(&path, sites, old, new),
            (Shape::Text(old), Shape::Text(new)) if !new.listed.is_empty() => {
                self.listed(&path, sites, &old.listed, &new.listed);
            }
            _ => {}
        }
    }

    /// The path under which the walk through values would note a change.
    fn path(&self, def: &TypeDef) -> String {
        // A type that is written in place is named after its owner and field.
        for owner in &self.old.types {
            let Shape::Object(object) = &owner.shape else { continue };
            let Some(rest) = def.name.strip_prefix(paths::owner(self.old, owner)) else { continue };
            let named =
                |ty: &Type| matches!(ty, Type::Named(id) if self.old.def(*id).name == def.name);
            for field in &object.fields {
                if named(&field.ty) && event_contract_codegen::name::camel(&field.name) == rest {
                    return format!("{}/{}", self.path(owner), field.name);
                }
            }
        }
        paths::of_type(self.old, def)
    }

    fn objects(
        &mut self,
        path: &str,
        sites: (Option<&Location>, Option<&Location>),
        old: &Object,
        new: &Object,
    ) {
        for before in &old.fields {
            let path = format!("{path}/{}", before.name);
            let Some(after) = new.fields.iter().find(|after| after.name == before.name) else {
                let said = "the field is gone".to_owned();
                self.push(Kind::FieldNoDelete, path, said, Some(&before.location), sites.1);
                continue;
            };
            let rust = |line: &Line, field: &event_contract_codegen::model::Field| {
                let ty = rust(line, &field.ty);
                if field.presence == Presence::Optional { format!("Option<{ty}>") } else { ty }
            };
            let (was, is) = (rust(self.old, before), rust(self.new, after));
            if was != is {
                let said = format!("`{was}` became `{is}`");
                let sites = (Some(&before.location), Some(&after.location));
                self.push(Kind::FieldSameRustType, path, said, sites.0, sites.1);
            }
        }
        for after in &new.fields {
            if !old.fields.iter().any(|before| before.name == after.name) {
                let kind = if after.presence == Presence::Required {
                    Kind::FieldRequiredAdded
                } else {
                    Kind::FieldOptionalAdded
                };
                let (path, said) =
                    (format!("{path}/{}", after.name), "the field is new".to_owned());
                self.push(kind, path, said, sites.0, Some(&after.location));
            }
        }
    }

    /// Whoever matches a tolerant enum has an arm for what is new.
    fn listed(
        &mut self,
        path: &str,
        sites: (Option<&Location>, Option<&Location>),
        old: &[String],
        new: &[String],
    ) {
        for value in old.iter().filter(|value| !new.contains(value)) {
            let said = format!("`{value}` is not listed any more");
            self.push(Kind::EnumValueNoDelete, format!("{path}/{value}"), said, sites.0, sites.1);
        }
        for value in new.iter().filter(|value| !old.contains(value) && !old.is_empty()) {
            let said = format!("`{value}` is listed");
            let finding = Finding::harmless(Kind::EnumValueAdded, format!("{path}/{value}"), said);
            let (old, new) = (sites.0.cloned(), sites.1.cloned());
            self.findings.push(Finding { old, new, ..finding });
        }
    }

    fn enums(
        &mut self,
        path: &str,
        sites: (Option<&Location>, Option<&Location>),
        old: &Enum,
        new: &Enum,
    ) {
        for value in old.values.iter().filter(|value| !new.values.contains(value)) {
            let said = format!("`{value}` is gone");
            self.push(Kind::EnumValueNoDelete, format!("{path}/{value}"), said, sites.0, sites.1);
        }
        for value in new.values.iter().filter(|value| !old.values.contains(value)) {
            let said = format!("`{value}` is new");
            self.push(Kind::EnumValueAdded, format!("{path}/{value}"), said, sites.0, sites.1);
        }
    }
}

/// Whether a change of this kind is one of a type, so that Rust needs no finding of its own for it.
const fn is_retyped(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::FieldSameType
            | Kind::FieldBecameRequired
            | Kind::FieldBecameOptional
            | Kind::DefaultAdded
            | Kind::DefaultRemoved
            | Kind::FormatChanged
            | Kind::AlternativeAdded
            | Kind::AlternativeNoDelete
    )
}

/// How a type is built, without its fields and values.
fn shape(line: &Line, def: &TypeDef) -> String {
    match &def.shape {
        Shape::Alias(ty) => format!("an alias of `{}`", rust(line, ty)),
        Shape::Text(text) if !text.listed.is_empty() => "a tolerant enum".to_owned(),
        Shape::Text(_) => "a text".to_owned(),
        Shape::Integer(_) => "a whole number".to_owned(),
        Shape::Number(_) => "a number".to_owned(),
        Shape::Enum(_) => "an enum".to_owned(),
        Shape::Object(object) if object.rules.is_empty() => "a struct".to_owned(),
        Shape::Object(_) => "a struct with parts, for the sake of its rules".to_owned(),
        Shape::Array(array) => format!("a list of `{}`", rust(line, &array.items)),
        Shape::Map(map) => format!("a map of `{}`", rust(line, &map.values)),
        Shape::AnyOf(types) => {
            let names: Vec<String> = types.iter().map(|ty| rust(line, ty)).collect();
            format!("a choice of `{}`", names.join("`, `"))
        }
    }
}

/// A type as Rust has it, more or less.
fn rust(line: &Line, ty: &Type) -> String {
    match ty {
        Type::Builtin(builtin) => builtin.name().to_owned(),
        Type::Named(id) => line.def(*id).name.clone(),
        Type::List(items) => format!("Vec<{}>", rust(line, items)),
        Type::Map(values) => format!("Map<{}>", rust(line, values)),
    }
}
