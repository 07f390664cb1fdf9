//! Objects, side by side: fields that come and go, what their absence means, and undeclared keys.

use event_contract_codegen::model::{Field, Line, Object, Presence, Type};
use event_contract_codegen::name;
use serde_json::Value;

use crate::Consumers;
use crate::change::{Candidate, Focus, Local, State, Step, UNDECLARED};
use crate::kind::Kind;
use crate::rules;
use crate::view::View;
use crate::walk::{At, Walk};

/// What a tolerant consumer does about what its contracts do not know.
const DROPPED: &str =
    "consumers that refuse undeclared keys, as the old contract says, refuse this one";
const OPENED: &str =
    "consumers that refuse undeclared keys, as the old contract says, refuse them still";

impl<'m> Walk<'m> {
    /// Compares two objects: their fields, what they do about other keys, and their rules.
    pub(crate) fn objects(&mut self, old: &'m Object, new: &'m Object, at: &At<'m>) {
        for before in &old.fields {
            match new.fields.iter().find(|after| after.name == before.name) {
                Some(after) => self.fields(before, after, at),
                None => self.gone(before, new, at),
            }
        }
        for after in &new.fields {
            if !old.fields.iter().any(|before| before.name == after.name) {
                self.added(after, old, at);
            }
        }
        if old.closed != new.closed {
            let extra = [(undeclared(old, new), State::Is("value".into()))];
            let key = extra[0].0.clone();
            let suspect = Local::Suspect(vec![Candidate::With(extra.into())]);
            let (kind, said, sides) = if new.closed {
                let said = "undeclared keys were dropped and are refused";
                (Kind::ObjectClosed, said, (suspect, Local::Fine))
            } else {
                let said = "undeclared keys were refused and are dropped";
                let forward = match self.consumers {
                    Consumers::Tolerant => Local::Caution(OPENED),
                    Consumers::Strict => suspect,
                };
                (Kind::ObjectOpened, said, (Local::Fine, forward))
            };
            let path = format!("{}/additionalProperties", at.path);
            let locations = (Some(at.old), Some(at.new));
            self.change(kind, path, said.to_owned(), locations, sides, Focus::Key(key));
        }
        for change in rules::changes((self.old, old), (self.new, new)) {
            let rules::RuleChange { kind, id, said, old, new, backward, forward } = change;
            let path = format!("{}/rules/{id}", at.path);
            self.change(kind, path, said, (old, new), (backward, forward), Focus::Rule(id));
        }
    }

    fn gone(&mut self, field: &'m Field, reader: &Object, at: &At<'m>) {
        let backward = if reader.closed { filled(field) } else { Local::Fine };
        let sides = (backward, missed(field));
        let (path, said) = (format!("{}/{}", at.path, field.name), "the field is gone".to_owned());
        let (locations, focus) =
            ((Some(&field.location), Some(at.new)), Focus::Key(field.name.clone()));
        self.change(Kind::FieldNoDelete, path, said, locations, sides, focus);
    }

    fn added(&mut self, field: &'m Field, reader: &Object, at: &At<'m>) {
        let forward = match self.consumers {
            _ if !reader.closed => Local::Fine,
            Consumers::Tolerant => Local::Caution(DROPPED),
            Consumers::Strict => filled(field),
        };
        let (kind, said) = if field.presence == Presence::Required {
            (Kind::FieldRequiredAdded, "the field is new and must be there")
        } else {
            (Kind::FieldOptionalAdded, "the field is new and may be left out")
        };
        let (path, locations) =
            (format!("{}/{}", at.path, field.name), (Some(at.old), Some(&field.location)));
        let focus = Focus::Key(field.name.clone());
        self.change(kind, path, said.to_owned(), locations, (missed(field), forward), focus);
    }

    fn fields(&mut self, old: &'m Field, new: &'m Field, at: &At<'m>) {
        let path = format!("{}/{}", at.path, old.name);
        if old.presence != new.presence {
            let nulls = |line: &'m Line, ty: &'m Type| matches!(View::of(line, ty), View::Any);
            let (nulls_before, nulls_after) = (nulls(self.old, &old.ty), nulls(self.new, &new.ty));
            let mut sides = (presence(old, new, nulls_after), presence(new, old, nulls_before));
            let value = |field: &Field| match &field.presence {
                Presence::Default(value) => Some(shown_value(value)),
                _ => None,
            };
            let mut cautioned = |why| {
                for side in [&mut sides.0, &mut sides.1] {
                    if !side.is_suspect() {
                        *side = Local::Caution(why);
                    }
                }
            };
            let (kind, said) = match (&old.presence, &new.presence, value(old), value(new)) {
                (Presence::Required, _, _, default) => {
                    let read = default.map(|value| format!(" and is then read as {value}"));
                    (
                        Kind::FieldBecameOptional,
                        format!("it may be left out{}", read.unwrap_or_default()),
                    )
                }
                (_, Presence::Required, _, _) => {
                    (Kind::FieldBecameRequired, "it must be there".to_owned())
                }
                (_, _, Some(before), Some(after)) => {
                    cautioned("the same event means something else to each side");
                    (
                        Kind::DefaultChanged,
                        format!("absence was read as {before} and is read as {after}"),
                    )
                }
                (_, _, Some(before), None) => {
                    cautioned("absence means something else to each side");
                    (Kind::DefaultRemoved, format!("absence is no longer read as {before}"))
                }
                (_, _, _, after) => {
                    cautioned("absence means something else to each side");
                    let after = after.unwrap_or_default();
                    (Kind::DefaultAdded, format!("absence is read as {after}, and null is refused"))
                }
            };
            let (locations, focus) =
                ((Some(&old.location), Some(&new.location)), Focus::Key(old.name.clone()));
            self.change(kind, path.clone(), said, locations, sides, focus);
        }
        let suffix = name::camel(&old.name);
        let below = At {
            path,
            old: &old.location,
            new: &new.location,
            owners: at.owners.clone().map(|owner| format!("{owner}{suffix}")),
        };
        self.inside(Step::Field(old.name.clone()), |walk| walk.types(&old.ty, &new.ty, &below));
    }
}

/// Whether a reader copes with the presence of a field at the sender's; `nulls` if its type takes `null`.
fn presence(sender: &Field, reader: &Field, nulls: bool) -> Local {
    let state = |state| Candidate::With(vec![(sender.name.clone(), state)]);
    let (absent, null) = (state(State::Absent), state(State::Is(Value::Null)));
    let nullable = sender.presence == Presence::Optional;
    if sender.presence != Presence::Required && reader.presence == Presence::Required {
        return Local::Suspect(vec![absent, null]);
    }
    Local::unless(!nullable || nulls || reader.presence == Presence::Optional, [null])
}

/// What a reader that wants a field says of events without it.
fn missed(field: &Field) -> Local {
    Local::unless(field.presence != Presence::Required, [Candidate::Sample])
}

/// A sender's object with a field in it.
fn filled(field: &Field) -> Local {
    Local::Suspect(vec![Candidate::With(vec![(field.name.clone(), State::Sample)])])
}

/// A key that neither object declares.
fn undeclared(old: &Object, new: &Object) -> String {
    let mut key = UNDECLARED.to_owned();
    while old.fields.iter().chain(&new.fields).any(|field| field.name == key) {
        key.push('_');
    }
    key
}

/// A default as a message shows it.
fn shown_value(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() > 40 { "another value".to_owned() } else { text }
}
