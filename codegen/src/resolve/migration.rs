//! Migrations: the types of two lines are walked side by side, so that whatever the new line asks for is
//! accounted for before the first event is read.

use std::collections::BTreeSet;

use serde_json::Value;

use super::values;
use crate::diagnostic::{Sink, did_you_mean};
use crate::model::{
    Absent, Builtin, Enum, Event, Field, Line, Location, Members, Migration, Object, Presence,
    Recast, Shape, Successor, Supply, Type, TypeDef,
};
use crate::source::{Lines, Source, Span, Spanned};
use crate::syntax::{MigrationDecl, Named};
use crate::yaml::{Kind, Node};

/// Resolves the migrations of lines, which are given by their index.
pub(super) fn resolve(
    lines: &mut [Line],
    declared: Vec<(usize, MigrationDecl)>,
    sources: &[Source],
    sink: &mut Sink,
) {
    let mut origins: Vec<Option<usize>> = vec![None; lines.len()];
    for (at, decl) in declared {
        let from = lines.iter().position(|line| line.name == decl.from.value);
        // A line that is read alone does not know where its history comes from.
        if lines.len() == 1 {
            continue;
        }
        let Some(from) = from.filter(|from| *from != at) else {
            let others = lines.iter().map(|line| line.name.as_str());
            let help = did_you_mean(&decl.from, others.filter(|name| *name != lines[at].name));
            let message = format!("there is no other line `{}`", decl.from.value);
            sink.error_with_help(decl.from.span, "unknown-line", message, help);
            continue;
        };
        origins[at] = Some(from);
        let mut earlier = Some(from);
        while let Some(line) = earlier.filter(|line| *line != at) {
            earlier = origins[line];
        }
        if earlier.is_some() {
            let message = "the migrations of these lines lead in a circle";
            sink.error(decl.from.span, "circular-migration", message);
            continue;
        }
        let location = sources.get(decl.span.source()).map_or_else(Location::default, |source| {
            Location { path: source.path.clone(), line: Lines::of(source).line(decl.span.start()) }
        });
        let walk = Walk::new(&lines[from], &lines[at], &decl, sink);
        lines[at].migration = walk.map(|walk| walk.migration(location));
    }
}

/// Two lines under way.
struct Walk<'a> {
    old: &'a Line,
    new: &'a Line,
    decl: &'a MigrationDecl,
    sink: &'a mut Sink,
    supplies: Vec<Supply>,
    /// The spans of the entries that something made use of.
    used: BTreeSet<Span>,
    /// What was reported already: types are met in many places.
    reported: BTreeSet<String>,
}

/// A name of the earlier line or of the new one.
fn renamed<'a>(
    table: &'a Named<Spanned<String>>,
    name: &str,
) -> Option<(&'a Spanned<String>, &'a str)> {
    table.0.iter().find(|(old, _)| old.value == name).map(|(old, new)| (old, new.value.as_str()))
}

impl<'a> Walk<'a> {
    fn new(
        old: &'a Line,
        new: &'a Line,
        decl: &'a MigrationDecl,
        sink: &'a mut Sink,
    ) -> Option<Self> {
        for line in [old, new] {
            if line.envelope.is_none() {
                let message = format!("the events of `{}` travel without an envelope", line.name);
                sink.error(decl.from.span, "bad-migration", message);
                return None;
            }
        }
        let (supplies, used, reported) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        Some(Self { old, new, decl, sink, supplies, used, reported })
    }

    fn migration(mut self, location: Location) -> Migration {
        self.names();
        let old = self.old.envelope.as_ref().map(|envelope| Type::Named(envelope.ty));
        let new = self.new.envelope.as_ref().map(|envelope| Type::Named(envelope.ty));
        let envelope = match (old, new) {
            (Some(old), Some(new)) => self.recast(&old, &new),
            _ => Recast::default(),
        };
        let mut events: Vec<(String, Successor)> = Vec::new();
        for event in &self.old.events {
            if let Some(successor) = self.successor(event) {
                events.push((event.name.clone(), successor));
            }
        }
        events.sort_by(|(a, _), (b, _)| a.cmp(b));
        self.unused();
        let pairs = |table: &Named<Spanned<String>>| {
            table.0.iter().map(|(old, new)| (old.value.clone(), new.value.clone())).collect()
        };
        Migration {
            from: self.old.name.clone(),
            events,
            read_as: pairs(&self.decl.read_as),
            aggregates: pairs(&self.decl.aggregates),
            renames: pairs(&self.decl.renames),
            envelope,
            supplies: self.supplies,
            location,
        }
    }

    /// Reports names that neither line has.
    fn names(&mut self) {
        fn names(events: &[Event]) -> Vec<&str> {
            events.iter().map(|event| event.name.as_str()).collect()
        }
        let (old, new) = (names(&self.old.events), names(&self.new.events));
        let decl = self.decl;
        let renamed = decl.events.0.iter().map(|(name, _)| name);
        for name in renamed.chain(decl.refused.0.iter().map(|(name, _)| name)) {
            self.known(name, &old, "the earlier line has no event");
        }
        for (name, other) in &decl.read_as.0 {
            self.known(name, &old, "the earlier line has no event");
            self.known(other, &old, "the earlier line has no event");
            if name.value == other.value {
                let message = format!("`{}` is read as itself anyway", name.value);
                self.sink.error(other.span, "bad-migration", message);
            }
        }
        for (_, name) in &decl.events.0 {
            self.known(name, &new, "this line has no event");
        }
        for (field, supply) in &decl.supply.0 {
            for name in &supply.known_from {
                self.known(name, &new, "this line has no event");
                self.tells(name, [Some(field), supply.per.as_ref()]);
            }
        }
        let forbidden = self.new.cutover.as_ref().map(|cutover| &cutover.forbidden_aggregate_names);
        for (_, name) in &decl.aggregates.0 {
            if forbidden.is_some_and(|forbidden| forbidden.contains(&name.value)) {
                let message = format!("the cutover policy forbids the aggregate `{}`", name.value);
                self.sink.error(name.span, "bad-migration", message);
            }
        }
    }

    fn known(&mut self, name: &Spanned<String>, known: &[&str], what: &str) {
        if !known.contains(&name.as_str()) {
            let help = did_you_mean(name, known.iter().copied());
            self.sink.error_with_help(
                name.span,
                "unknown-name",
                format!("{what} `{}`", name.value),
                help,
            );
        }
    }

    /// Reports an event from which a value is to be known, and whose payload does not tell it.
    fn tells(&mut self, name: &Spanned<String>, fields: [Option<&Spanned<String>>; 2]) {
        let Some(event) = self.new.events.iter().find(|event| event.name == name.value) else {
            return;
        };
        let payload = self.new.payload(event);
        let told =
            |field: &Spanned<String>| payload.fields.iter().any(|own| own.name == field.value);
        if !fields.into_iter().all(|field| field.is_some_and(told)) {
            let message = format!(
                "`{}` does not have the field and the one that it depends on (`per`)",
                name.value
            );
            self.sink.error(name.span, "bad-migration", message);
        }
    }

    fn successor(&mut self, event: &Event) -> Option<Successor> {
        if let Some((_, reason)) = renamed(&self.decl.refused, &event.name) {
            return Some(Successor::Refused(reason.to_owned()));
        }
        let declared = renamed(&self.decl.events, &event.name).map(|(_, new)| new);
        let name = declared.unwrap_or(&event.name);
        let Some(new) = self.new.events.iter().find(|new| new.name == name) else {
            if declared.is_some() {
                return None;
            }
            let message = format!(
                "the event `{}` of `{}` has no counterpart here",
                event.name, self.old.name
            );
            let help = "give its name here under `events`, or say under `refused` why it has none";
            self.report(message, help);
            return None;
        };
        let payload = self.recast(&Type::Named(event.payload), &Type::Named(new.payload));
        Some(Successor::Event { name: new.name.clone(), payload })
    }

    fn report(&mut self, message: String, help: &str) {
        if self.reported.insert(message.clone()) {
            let help = Some(help.to_owned());
            self.sink.error_with_help(self.decl.from.span, "incomplete-migration", message, help);
        }
    }

    fn unused(&mut self) {
        let decl = self.decl;
        let entries = (decl
            .renames
            .0
            .iter()
            .map(|(key, _)| (key, "no field of the earlier line has this name")))
        .chain(
            decl.dropped.0.iter().map(|(key, _)| {
                (key, "no field of the earlier line has this name, or it is not lost")
            }),
        )
        .chain(decl.set.0.iter().map(|(key, _)| (key, "no type that is migrated has this field")))
        .chain(
            decl.supply.0.iter().map(|(key, _)| (key, "no type that is migrated lacks this field")),
        )
        .chain(
            decl.values
                .0
                .iter()
                .flat_map(|(_, values)| &values.0)
                .map(|(value, _)| (value, "no enum that is migrated has this value")),
        );
        for (name, why) in entries {
            if !self.used.contains(&name.span) {
                self.sink.error(name.span, "unused-migration", format!("`{}`: {why}", name.value));
            }
        }
    }

    /// What becomes of a value of the old type. Types do not contain themselves.
    fn recast(&mut self, old: &Type, new: &Type) -> Recast {
        let (old, new) = (alternatives(self.old, old), alternatives(self.new, new));
        Recast {
            members: self.members(&old, &new),
            items: self.items(&old, &new),
            texts: self.texts(&old, &new),
        }
    }

    fn items(&mut self, old: &[Part<'a>], new: &[Part<'a>]) -> Option<Box<Recast>> {
        let items = |parts: &[Part<'a>]| parts.iter().find_map(Part::items);
        let recast = self.recast(&items(old)?, &items(new)?);
        (!recast.is_identity()).then(|| Box::new(recast))
    }

    fn texts(&mut self, old: &[Part<'a>], new: &[Part<'a>]) -> Vec<(String, String)> {
        fn find<'a>(parts: &[Part<'a>]) -> Option<(&'a TypeDef, &'a Enum)> {
            parts.iter().find_map(|part| match part {
                Part::Named(def @ TypeDef { shape: Shape::Enum(values), .. }) => {
                    Some((*def, values))
                }
                _ => None,
            })
        }
        let Some((def, values)) = find(old) else { return Vec::new() };
        let decl = self.decl;
        let declared = decl.values.0.iter().find(|(name, _)| name.value == def.name);
        let targets = find(new).map(|(_, values)| values);
        let mut texts = Vec::new();
        for value in &values.values {
            let entry = declared.and_then(|(_, table)| renamed(table, value));
            if let Some((key, to)) = entry {
                self.used.insert(key.span);
                texts.push((value.clone(), to.to_owned()));
            }
            let to = entry.map_or(value.as_str(), |(_, to)| to);
            if targets.is_some_and(|targets| !targets.values.iter().any(|target| target == to)) {
                let message =
                    format!("the value `{value}` of `{}` has no counterpart here", def.name);
                self.report(message, "give its spelling here under `values`");
            }
        }
        for (alias, value) in &values.aliases {
            let to = texts.iter().find(|(old, _)| old == value).map_or(value, |(_, to)| to);
            texts.push((alias.clone(), to.clone()));
        }
        texts
    }

    fn members(&mut self, old: &[Part<'a>], new: &[Part<'a>]) -> Option<Members> {
        let object = |parts: &[Part<'a>]| parts.iter().find_map(Part::object);
        if let (Some((old_name, old)), Some((new_name, new))) = (object(old), object(new)) {
            return self.fields((old_name, old), (new_name, new));
        }
        let values = |parts: &[Part<'a>]| parts.iter().find_map(Part::values);
        let recast = self.recast(&values(old)?, &values(new)?);
        (!recast.is_identity())
            .then(|| Members { others: Some(Box::new(recast)), ..Members::default() })
    }

    fn fields(
        &mut self,
        (old_name, old): (&str, &'a Object),
        (new_name, new): (&str, &'a Object),
    ) -> Option<Members> {
        let mut members = Members::default();
        let mut met = BTreeSet::new();
        for field in &old.fields {
            let key = renamed(&self.decl.renames, &field.name);
            if let Some((key, _)) = key {
                self.used.insert(key.span);
            }
            let name = key.map_or(&*field.name, |(_, new)| new);
            let Some(target) = new.fields.iter().find(|target| target.name == name) else {
                self.lost((old_name, field), new_name, new.closed, &mut members);
                continue;
            };
            met.insert(&*target.name);
            if let Some(supply) = self.decl.supply.0.iter().find(|(key, _)| key.value == name)
                && field.presence == Presence::Optional
                && target.presence == Presence::Required
            {
                self.supply(&supply.0.clone(), target, &mut members);
            }
            match &field.presence {
                Presence::Default(value) if target.presence != field.presence => {
                    members.absent.push((name.to_owned(), Absent::Meant(value.clone())));
                }
                _ => {}
            }
            let recast = self.recast(&field.ty, &target.ty);
            if name != field.name || !recast.is_identity() {
                members.declared.push((field.name.clone(), Some(name.to_owned()), recast));
            }
        }
        for target in &new.fields {
            let decl = self.decl;
            if let Some((key, node)) = decl.set.0.iter().find(|(key, _)| key.value == target.name) {
                self.used.insert(key.span);
                members.set.push((target.name.clone(), self.value(&target.ty, node)));
                continue;
            }
            if met.contains(&*target.name) {
                continue;
            }
            if let Some((key, _)) = decl.supply.0.iter().find(|(key, _)| key.value == target.name) {
                self.supply(&key.clone(), target, &mut members);
            } else if target.presence == Presence::Required {
                let message = format!(
                    "`{new_name}.{}` is required here, and `{}` has nothing for it",
                    target.name, self.old.name
                );
                self.report(
                    message,
                    "say where its value comes from under `supply`, `set` or `renames`",
                );
            }
        }
        // What is set needs no stand-in.
        let Members { set, absent, .. } = &mut members;
        absent.retain(|(name, _)| !set.iter().any(|(other, _)| other == name));
        let Members { declared, set, absent, .. } = &members;
        (!(declared.is_empty() && set.is_empty() && absent.is_empty())).then_some(members)
    }

    /// A field of the earlier line that the new one does not declare.
    fn lost(
        &mut self,
        (owner, field): (&str, &Field),
        new: &str,
        closed: bool,
        members: &mut Members,
    ) {
        let path = format!("{owner}.{}", field.name);
        if let Some((key, _)) = self.decl.dropped.0.iter().find(|(key, _)| key.value == path) {
            self.used.insert(key.span);
            members.declared.push((field.name.clone(), None, Recast::default()));
        } else if closed {
            let message =
                format!("`{path}` is lost: `{new}` does not declare it and takes no other keys");
            self.report(
                message,
                "give its name here under `renames`, or say under `dropped` why it is left out",
            );
        } else if let Some(renamed) = renamed(&self.decl.renames, &field.name) {
            let to = Some(renamed.1.to_owned());
            members.declared.push((field.name.clone(), to, Recast::default()));
        }
    }

    fn supply(&mut self, key: &Spanned<String>, target: &Field, members: &mut Members) {
        self.used.insert(key.span);
        let Some((_, decl)) = self.decl.supply.0.iter().find(|(other, _)| other.span == key.span)
        else {
            return;
        };
        let known = self.supplies.iter().position(|supply| supply.field == target.name);
        let index = known.unwrap_or(self.supplies.len());
        if known.is_none() {
            self.supplies.push(Supply {
                field: target.name.clone(),
                option: decl.option.value.clone(),
                per: decl.per.as_ref().map(|per| per.value.clone()),
                known_from: decl.known_from.iter().map(|name| name.value.clone()).collect(),
                ty: target.ty.clone(),
            });
        }
        members.absent.push((target.name.clone(), Absent::Supplied(index)));
    }

    /// A value as text in the contract, by the kind of its field.
    fn value(&self, ty: &Type, node: &Node) -> Value {
        let parts = alternatives(self.new, ty);
        match &node.kind {
            Kind::Scalar { text, .. } if parts.iter().all(Part::is_text) => {
                Value::String(text.clone())
            }
            _ => values::any(node),
        }
    }
}

/// One of the shapes that a value may have.
enum Part<'a> {
    Named(&'a TypeDef),
    Builtin(Builtin),
    List(Type),
    Map(Type),
}

impl<'a> Part<'a> {
    fn items(&self) -> Option<Type> {
        match self {
            Self::List(items) => Some(items.clone()),
            Self::Named(TypeDef { shape: Shape::Array(array), .. }) => Some(array.items.clone()),
            _ => None,
        }
    }

    fn values(&self) -> Option<Type> {
        match self {
            Self::Map(values) => Some(values.clone()),
            Self::Named(TypeDef { shape: Shape::Map(map), .. }) => Some(map.values.clone()),
            _ => None,
        }
    }

    fn object(&self) -> Option<(&'a str, &'a Object)> {
        match self {
            Self::Named(TypeDef { name, shape: Shape::Object(object), .. }) => Some((name, object)),
            _ => None,
        }
    }

    fn is_text(&self) -> bool {
        match self {
            Self::Named(def) => matches!(def.shape, Shape::Text(_) | Shape::Enum(_)),
            Self::Builtin(builtin) => !matches!(
                builtin,
                Builtin::Integer
                    | Builtin::Number
                    | Builtin::Boolean
                    | Builtin::Object
                    | Builtin::Any
            ),
            Self::List(_) | Self::Map(_) => false,
        }
    }
}

/// The shapes that a value of a type may have, names seen through.
fn alternatives<'a>(line: &'a Line, ty: &Type) -> Vec<Part<'a>> {
    match ty {
        Type::Builtin(builtin) => vec![Part::Builtin(*builtin)],
        Type::List(items) => vec![Part::List((**items).clone())],
        Type::Map(values) => vec![Part::Map((**values).clone())],
        Type::Named(id) => match &line.def(*id).shape {
            Shape::Alias(ty) => alternatives(line, ty),
            Shape::AnyOf(types) => types.iter().flat_map(|ty| alternatives(line, ty)).collect(),
            _ => vec![Part::Named(line.def(*id))],
        },
    }
}
