//! Rewrites JSON text as a migration says. Whatever it leaves alone keeps its spelling: digits, escapes, the
//! order of keys.

use std::borrow::Cow;
use std::fmt;

use event_contract_codegen::model::{Absent, Members, Recast};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::reason::Reason;

/// The members of an object: keys as they read, values as they are written.
pub(super) struct Object<'a>(pub(super) Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'a> Object<'a> {
    /// Reads JSON text that is known to be an object.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let Raw(members) = serde_json::from_str(text).ok()?;
        let plain = |(Key(key), value): (Key<'a>, &'a RawValue)| (key, Cow::Borrowed(value.get()));
        Some(Self(members.into_iter().map(plain).collect()))
    }

    /// The text of a value, the last if its key occurs again.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().rev().find(|(other, _)| other == key).map(|(_, value)| &**value)
    }

    /// A value, if it is a string.
    pub(super) fn string(&self, key: &str) -> Option<String> {
        serde_json::from_str(self.get(key)?).ok()
    }

    /// Gives every member of this name the value, and adds one if there is none.
    pub(super) fn set(&mut self, key: &str, value: impl Into<String>) {
        let value = value.into();
        let mut found = false;
        for (_, old) in self.0.iter_mut().filter(|(other, _)| other == key) {
            *old = Cow::Owned(value.clone());
            found = true;
        }
        if !found {
            self.0.push((Cow::Owned(key.to_owned()), Cow::Owned(value)));
        }
    }

    pub(super) fn write(&self) -> String {
        let size = self.0.iter().map(|(key, value)| key.len() + value.len() + 4).sum::<usize>();
        let mut text = String::with_capacity(size + 2);
        text.push('{');
        for (at, (key, value)) in self.0.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            text.push_str(&json(key));
            text.push(':');
            text.push_str(value);
        }
        text.push('}');
        text
    }
}

/// Text as a JSON string.
pub(super) fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

struct Raw<'a>(Vec<(Key<'a>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Raw<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Vec<(Key<'de>, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(entries)
            }
        }
        deserializer.deserialize_map(Entries).map(Self)
    }
}

#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

/// What a rewriting asks for.
pub(super) trait Outside {
    /// The value of a supplied member of `object`, as JSON text.
    fn supply(&self, supply: usize, object: &Object<'_>, pointer: &str) -> Result<String, Reason>;
}

/// Rewrites one document.
pub(super) struct Rewriter<'m, O> {
    pub(super) outside: &'m O,
    /// Keys by old and new names, for members that are not declared.
    pub(super) renames: &'m [(String, String)],
}

impl<O: Outside> Rewriter<'_, O> {
    /// Rewrites a value at a place.
    fn value<'a>(&self, text: &'a str, recast: &Recast, at: &str) -> Result<Cow<'a, str>, Reason> {
        let kind = text.as_bytes().first();
        match (recast, kind) {
            (Recast { members: Some(members), .. }, Some(b'{')) => {
                let Some(object) = Object::read(text) else { return Ok(text.into()) };
                Ok(self.members(object, members, &[], at)?.write().into())
            }
            (Recast { items: Some(recast), .. }, Some(b'[')) => self.items(text, recast, at),
            (Recast { texts, .. }, Some(b'"')) if !texts.is_empty() => {
                let content: Cow<'_, str> =
                    serde_json::from_str::<Key<'_>>(text).map_or_else(|_| text.into(), |key| key.0);
                let to = texts.iter().find(|(old, _)| *old == content);
                Ok(to.map_or(text.into(), |(_, new)| json(new).into()))
            }
            _ => Ok(text.into()),
        }
    }

    fn items<'a>(&self, text: &'a str, recast: &Recast, at: &str) -> Result<Cow<'a, str>, Reason> {
        let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(text) else {
            return Ok(text.into());
        };
        let mut out = String::with_capacity(text.len() + 16);
        for (index, item) in items.into_iter().enumerate() {
            out.push(if index == 0 { '[' } else { ',' });
            out.push_str(&self.value(item.get(), recast, &format!("{at}/{index}"))?);
        }
        if out.is_empty() {
            return Ok(text.into());
        }
        out.push(']');
        Ok(out.into())
    }

    /// Rewrites the members of an object whose undeclared keys, too, may have new names.
    pub(super) fn outermost<'a>(
        &self,
        object: Object<'a>,
        recast: &Recast,
        at: &str,
    ) -> Result<Object<'a>, Reason> {
        static NONE: Members =
            Members { declared: Vec::new(), others: None, set: Vec::new(), absent: Vec::new() };
        self.members(object, recast.members.as_ref().unwrap_or(&NONE), self.renames, at)
    }

    fn members<'a>(
        &self,
        object: Object<'a>,
        members: &Members,
        renames: &[(String, String)],
        at: &str,
    ) -> Result<Object<'a>, Reason> {
        let mut out = Object(Vec::with_capacity(object.0.len() + 2));
        let mut moved: Vec<usize> = Vec::new();
        for (key, value) in object.0 {
            let here = || format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
            let declared = members.declared.iter().find(|(old, ..)| *old == key);
            let (new, recast) = match declared {
                Some((_, None, _)) => continue,
                Some((_, Some(new), recast)) => (Some(new), Some(recast)),
                None => {
                    let new = renames.iter().find(|(old, _)| *old == key).map(|(_, new)| new);
                    (new, members.others.as_deref())
                }
            };
            let value = match (recast.filter(|recast| !recast.is_identity()), value) {
                (Some(recast), Cow::Borrowed(text)) => self.value(text, recast, &here())?,
                (Some(recast), Cow::Owned(text)) => {
                    Cow::Owned(self.value(&text, recast, &here())?.into_owned())
                }
                (None, value) => value,
            };
            match new {
                Some(new) if *new != key => {
                    moved.push(out.0.len());
                    out.0.push((Cow::Owned(new.clone()), value));
                }
                _ => out.0.push((key, value)),
            }
        }
        for index in moved {
            let Some((key, _)) = out.0.get(index) else { continue };
            if out.0.iter().filter(|(other, _)| other == key).count() > 1 {
                return Err(Reason::Collision { pointer: format!("{at}/{key}") });
            }
        }
        for (key, value) in &members.set {
            out.set(key, value.to_string());
        }
        for (key, absent) in &members.absent {
            match absent {
                Absent::Meant(value) if out.get(key).is_none() => out.set(key, value.to_string()),
                Absent::Supplied(supply) if matches!(out.get(key), None | Some("null")) => {
                    let value = self.outside.supply(*supply, &out, at)?;
                    out.set(key, value);
                }
                _ => {}
            }
        }
        Ok(out)
    }
}
