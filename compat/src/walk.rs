//! Goes through two types side by side and notes what differs, at the place where it does.
//!
//! Types are compared by what values look like; names are looked through. Each change is judged by the
//! types alone, as the sender's and the reader's in turn. Whatever is not ruled out is suspect.

use std::collections::BTreeMap;

use event_contract_codegen::model::{Enum, Line, Location, Type, TypeId};
use serde_json::Value;

use crate::bounds::{self, Of};
use crate::change::{Candidate, Change, Focus, Local, Place, Step};
use crate::kind::Kind;
use crate::view::{Json, Many, View};
use crate::words::{self, Difference, is_less, or_none};
use crate::{Consumers, cover, paths};

/// A pair of types is looked at in so many places, so that a change can be shown in one of them.
const MOST_PLACES: u32 = 6;

/// What the name of a type that is written in place adds to its owner's, the field apart.
const IN_PLACE: [&str; 5] = ["", "Text", "Object", "List", "Number"];

/// Two lines, side by side.
pub(crate) struct Walk<'m> {
    pub(crate) old: &'m Line,
    pub(crate) new: &'m Line,
    pub(crate) consumers: Consumers,
    pub(crate) changes: Vec<Change>,
    seen: BTreeMap<(TypeId, TypeId), u32>,
    subject: usize,
    steps: Vec<Step>,
}

/// Where the walk is in the contracts.
#[derive(Clone)]
pub(crate) struct At<'m> {
    pub(crate) path: String,
    pub(crate) old: &'m Location,
    pub(crate) new: &'m Location,
    /// The names of the types that have the field, for telling types that are written in place.
    pub(crate) owners: [String; 2],
}

impl<'m> Walk<'m> {
    pub(crate) fn new(old: &'m Line, new: &'m Line, consumers: Consumers) -> Self {
        let (changes, seen, steps) = (Vec::new(), BTreeMap::new(), Vec::new());
        Self { old, new, consumers, changes, seen, subject: 0, steps }
    }

    /// Compares the values of a subject.
    pub(crate) fn subject(&mut self, subject: usize, old: TypeId, new: TypeId) {
        self.subject = subject;
        let at = At {
            path: String::new(),
            old: &self.old.def(old).location,
            new: &self.new.def(new).location,
            owners: [String::new(), String::new()],
        };
        self.named(old, new, &at);
    }

    fn named(&mut self, old: TypeId, new: TypeId, at: &At<'m>) {
        let visits = self.seen.entry((old, new)).or_default();
        *visits += 1;
        if *visits > MOST_PLACES {
            return;
        }
        let at = self.enter(Some(old), Some(new), at);
        self.views(&View::named(self.old, old), &View::named(self.new, new), &at);
    }

    /// Compares two uses of types.
    pub(crate) fn types(&mut self, old: &'m Type, new: &'m Type, at: &At<'m>) {
        let id = |ty: &Type| if let Type::Named(id) = ty { Some(*id) } else { None };
        match (id(old), id(new)) {
            (Some(old), Some(new)) => self.named(old, new, at),
            (old_id, new_id) => {
                let at = self.enter(old_id, new_id, at);
                self.views(&View::of(self.old, old), &View::of(self.new, new), &at);
            }
        }
    }

    /// Where the walk is once it looks into named types. Types that are written in place have no path of
    /// their own.
    fn enter(&self, old: Option<TypeId>, new: Option<TypeId>, at: &At<'m>) -> At<'m> {
        let mut at = at.clone();
        let own = |line: &'m Line, id: Option<TypeId>, owner: &str| {
            let def = line.def(id?);
            let rest = def.name.strip_prefix(owner).filter(|_| !owner.is_empty());
            (!rest.is_some_and(|rest| IN_PLACE.contains(&rest))).then_some(def)
        };
        let old_def = own(self.old, old, &at.owners[0]);
        let new_def = own(self.new, new, &at.owners[1]);
        match (old_def, new_def) {
            (Some(def), _) => at.path = paths::of_type(self.old, def),
            (None, Some(def)) => at.path = paths::of_type(self.new, def),
            (None, None) => {}
        }
        if let Some(id) = old {
            let def = self.old.def(id);
            (at.old, at.owners[0]) = (&def.location, paths::owner(self.old, def).to_owned());
        }
        if let Some(id) = new {
            let def = self.new.def(id);
            (at.new, at.owners[1]) = (&def.location, paths::owner(self.new, def).to_owned());
        }
        at
    }

    fn note(&mut self, at: &At<'m>, kind: Kind, said: String, sides: (Local, Local)) {
        self.change(kind, at.path.clone(), said, (Some(at.old), Some(at.new)), sides, Focus::Here);
    }

    pub(crate) fn change(
        &mut self,
        kind: Kind,
        path: String,
        message: String,
        (old, new): (Option<&'m Location>, Option<&'m Location>),
        (backward, forward): (Local, Local),
        focus: Focus,
    ) {
        let place = Place { subject: self.subject, steps: self.steps.clone(), focus };
        let (old, new) = (old.cloned(), new.cloned());
        self.changes.push(Change { kind, path, message, old, new, backward, forward, place });
    }

    pub(crate) fn inside(&mut self, step: Step, visit: impl FnOnce(&mut Self)) {
        self.steps.push(step);
        visit(self);
        self.steps.pop();
    }

    fn views(&mut self, old: &View<'m>, new: &View<'m>, at: &At<'m>) {
        match (old, new) {
            (View::Any, View::Any) => {}
            (View::Any, _) | (_, View::Any) => {
                let narrowed = || Local::Suspect(of_every_kind());
                let sides = if matches!(new, View::Any) {
                    (Local::Fine, narrowed())
                } else {
                    (narrowed(), Local::Fine)
                };
                self.retyped(old, new, at, sides);
            }
            (View::Choice(_), _) | (_, View::Choice(_)) => self.choices(old, new, at),
            (old, new) if old.kind() == new.kind() => self.alike(old, new, at),
            (old, new) => {
                let suspect = || Local::Suspect(vec![Candidate::Sample]);
                self.retyped(old, new, at, (suspect(), suspect()));
            }
        }
    }

    fn retyped(&mut self, old: &View<'m>, new: &View<'m>, at: &At<'m>, sides: (Local, Local)) {
        let said = format!("{} became {}", old.describe(), new.describe());
        self.note(at, Kind::FieldSameType, said, sides);
    }

    /// Compares types of which at least one is a choice, kind by kind.
    fn choices(&mut self, old: &View<'m>, new: &View<'m>, at: &At<'m>) {
        let alternatives = |line: &'m Line, view: &View<'m>| match view {
            View::Choice(types) => types.iter().map(|ty| (Some(*ty), View::of(line, ty))).collect(),
            other => vec![(None, other.clone())],
        };
        let before: Vec<(Option<&'m Type>, View<'m>)> = alternatives(self.old, old);
        let after: Vec<(Option<&'m Type>, View<'m>)> = alternatives(self.new, new);
        let gone =
            |kind: Json| Local::Suspect(vec![Candidate::Whole(of_kind(kind)), Candidate::Sample]);
        for (ty, view) in &before {
            let kind = view.kind();
            match after.iter().find(|(_, other)| other.kind() == kind) {
                Some((Some(new), _)) if let Some(old) = ty => self.types(old, new, at),
                Some((_, other)) => self.alike(view, other, at),
                None => {
                    let said = format!("{} is not taken any more", view.describe());
                    let sides = (gone(kind), Local::Fine);
                    self.note(at, Kind::AlternativeNoDelete, said, sides);
                }
            }
        }
        for (_, view) in &after {
            let kind = view.kind();
            if !before.iter().any(|(_, other)| other.kind() == kind) {
                let said = format!("{} is taken", view.describe());
                self.note(at, Kind::AlternativeAdded, said, (Local::Fine, gone(kind)));
            }
        }
    }

    /// Compares two types of the same JSON kind.
    fn alike(&mut self, old: &View<'m>, new: &View<'m>, at: &At<'m>) {
        match (old, new) {
            (View::Text(old), View::Text(new)) => {
                for difference in words::differences(*old, *new) {
                    self.difference(difference, at);
                }
            }
            (View::Enum(old), View::Enum(new)) => self.enums(old, new, at),
            (View::Integer(a), View::Integer(b)) => {
                self.numbers(at, ["minimum", "maximum"], |lower| {
                    let (a, b) =
                        if lower { (a.minimum, b.minimum) } else { (a.maximum, b.maximum) };
                    let said = format!("{} became {}", or_none(a), or_none(b));
                    let sides = (bounds::whole(a, b, lower), bounds::whole(b, a, lower));
                    (a != b).then_some((said, sides))
                });
            }
            (View::Number(a), View::Number(b)) => {
                let (a, b) = (bounds::sides(a), bounds::sides(b));
                self.numbers(at, ["minimum", "maximum"], |lower| {
                    let at = usize::from(!lower);
                    let said = format!("{} became {}", shown(a[at]), shown(b[at]));
                    let sides = (
                        bounds::side(a[at], b[at], lower, false),
                        bounds::side(b[at], a[at], lower, false),
                    );
                    (sides.0.is_suspect() || sides.1.is_suspect()).then_some((said, sides))
                });
            }
            (View::Array(old), View::Array(new)) => self.many(old, new, at, &ARRAY),
            (View::Map(old), View::Map(new)) => self.many(old, new, at, &MAP),
            (View::Object(old), View::Object(new)) => self.objects(old, new, at),
            (View::Boolean, View::Boolean) => {}
            (old, new) => {
                let consumers = self.consumers;
                let sides = (
                    cover::covered(self.old, old, self.new, new, consumers),
                    cover::covered(self.new, new, self.old, old, consumers),
                );
                self.retyped(old, new, at, sides);
            }
        }
    }

    fn numbers(
        &mut self,
        at: &At<'m>,
        keywords: [&'static str; 2],
        side: impl Fn(bool) -> Option<(String, (Local, Local))>,
    ) {
        for (keyword, lower) in keywords.into_iter().zip([true, false]) {
            if let Some((said, sides)) = side(lower) {
                let tightened = sides.0.is_suspect();
                self.difference(words::bound(keyword, said, tightened, sides), at);
            }
        }
    }

    fn difference(&mut self, difference: Difference, at: &At<'m>) {
        let Difference { kind, keyword, said, backward, forward } = difference;
        let path = format!("{}/{keyword}", at.path);
        let message = format!("{keyword}: {said}");
        let sides = (backward, forward);
        self.change(kind, path, message, (Some(at.old), Some(at.new)), sides, Focus::Here);
    }

    fn many(&mut self, old: &Many<'m>, new: &Many<'m>, at: &At<'m>, words: &ManyWords) {
        if old.min != new.min {
            let sides = (
                bounds::least(Of::Count, old.min, new.min, old.max),
                bounds::least(Of::Count, new.min, old.min, new.max),
            );
            let said = format!("{} became {}", old.min, new.min);
            self.difference(words::bound(words.least, said, new.min > old.min, sides), at);
        }
        if old.max != new.max {
            let sides = (
                bounds::most(Of::Count, old.max, new.max, old.min),
                bounds::most(Of::Count, new.max, old.max, new.min),
            );
            let said = format!("{} became {}", or_none(old.max), or_none(new.max));
            let tightened = is_less(new.max, old.max);
            self.difference(words::bound(words.most, said, tightened, sides), at);
        }
        let mut below = at.clone();
        below.path = format!("{}/{}", at.path, words.part);
        below.owners = below.owners.map(|owner| format!("{owner}{}", words.suffix));
        self.inside(words.step.clone(), |walk| walk.types(old.of, new.of, &below));
    }

    fn enums(&mut self, old: &'m Enum, new: &'m Enum, at: &At<'m>) {
        let value = |value: &String| vec![Candidate::Whole(value.as_str().into())];
        let mut note = |kind, name: &str, said: String, sides| {
            let (path, locations) = (format!("{}/{name}", at.path), (Some(at.old), Some(at.new)));
            self.change(kind, path, said, locations, sides, Focus::Here);
        };
        for gone in old.values.iter().filter(|value| !new.values.contains(value)) {
            let sides = (Local::Suspect(value(gone)), Local::Fine);
            note(Kind::EnumValueNoDelete, gone, format!("`{gone}` is gone"), sides);
        }
        for added in new.values.iter().filter(|value| !old.values.contains(value)) {
            let sides = (Local::Fine, Local::Suspect(value(added)));
            note(Kind::EnumValueAdded, added, format!("`{added}` is new"), sides);
        }
        let meaning = |aliases: &'m [(String, String)], alias: &str| {
            aliases.iter().find(|(other, _)| other == alias).map(|(_, value)| value)
        };
        let decoding =
            "validation refuses aliases, but what decodes older texts no longer takes this one";
        for (alias, value) in &old.aliases {
            match meaning(&new.aliases, alias) {
                Some(other) if other != value => {
                    let said = format!("`{alias}` was read as `{value}` and is read as `{other}`");
                    let read = || Local::Caution("decoding gives another value for the same text");
                    note(Kind::EnumAliasChanged, alias, said, (read(), read()));
                }
                // Where the alias became a value, decoding takes it all the same.
                None if !new.values.contains(alias) => {
                    let said = format!("`{alias}` is no longer read as `{value}`");
                    let sides = (Local::Caution(decoding), Local::Fine);
                    note(Kind::EnumAliasNoDelete, alias, said, sides);
                }
                _ => {}
            }
        }
        for (alias, value) in &new.aliases {
            if meaning(&old.aliases, alias).is_none() && !old.values.contains(alias) {
                let said = format!("`{alias}` is read as `{value}`");
                note(Kind::EnumAliasAdded, alias, said, (Local::Fine, Local::Fine));
            }
        }
    }
}

/// How lists and maps are spoken of.
struct ManyWords {
    least: &'static str,
    most: &'static str,
    part: &'static str,
    suffix: &'static str,
    step: Step,
}

const ARRAY: ManyWords = ManyWords {
    least: "minItems",
    most: "maxItems",
    part: "items",
    suffix: "Item",
    step: Step::Item,
};
const MAP: ManyWords = ManyWords {
    least: "minProperties",
    most: "maxProperties",
    part: "values",
    suffix: "Value",
    step: Step::Key,
};

fn of_every_kind() -> Vec<Candidate> {
    let kinds = [Json::Any, Json::String, Json::Number, Json::Boolean, Json::Object, Json::Array];
    kinds.into_iter().map(|kind| Candidate::Whole(of_kind(kind))).collect()
}

/// A simple value of a kind; `null`, which no other kind is, for any.
fn of_kind(kind: Json) -> Value {
    match kind {
        Json::String => "text".into(),
        Json::Number => 7.into(),
        Json::Boolean => true.into(),
        Json::Object => Value::Object(serde_json::Map::new()),
        Json::Array => Value::Array(Vec::new()),
        Json::Any => Value::Null,
    }
}

fn shown(side: bounds::Side) -> String {
    match side {
        None => "none".to_owned(),
        Some((bound, true)) => bound.to_string(),
        Some((bound, false)) => format!("{bound} (exclusive)"),
    }
}

/// Whether nothing about two types is suspect.
pub(crate) fn fits<'m>(
    line: &'m Line,
    sender: &'m Type,
    reader_line: &'m Line,
    reader: &'m Type,
    consumers: Consumers,
) -> bool {
    static NOWHERE: Location = Location { path: String::new(), line: 0 };
    let mut walk = Walk::new(line, reader_line, consumers);
    let owners = [String::new(), String::new()];
    walk.types(sender, reader, &At { path: String::new(), old: &NOWHERE, new: &NOWHERE, owners });
    !walk.changes.iter().any(|change| change.backward.is_suspect())
}
