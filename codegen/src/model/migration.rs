//! How events of an earlier line become events of the line that says so.

use serde_json::Value;

use super::{Location, Type};

/// A migration after every name is resolved, and everything that the new line requires is accounted for.
#[derive(Debug)]
pub struct Migration {
    /// The earlier line.
    pub from: String,
    /// What becomes of each of its events, by name.
    pub events: Vec<(String, Successor)>,
    /// Events of the earlier line, and the one of it that they are read as where they keep only its contract.
    pub read_as: Vec<(String, String)>,
    /// Aggregates by their old and new names.
    pub aggregates: Vec<(String, String)>,
    /// Keys by their old and new names, for those that envelopes and payloads do not declare.
    pub renames: Vec<(String, String)>,
    /// What becomes of the envelope.
    pub envelope: Recast,
    /// Fields whose values come from outside an event.
    pub supplies: Vec<Supply>,
    /// Where the migration is declared.
    pub location: Location,
}

/// What becomes of an event.
#[derive(Debug)]
pub enum Successor {
    /// An event of the new line.
    Event {
        /// Its name.
        name: String,
        /// What becomes of the payload.
        payload: Recast,
    },
    /// Nothing, for this reason.
    Refused(String),
}

/// What becomes of a value, by the JSON kind it has. The default keeps it.
#[derive(Debug, Default)]
pub struct Recast {
    /// Of an object.
    pub members: Option<Members>,
    /// Of each item of a list.
    pub items: Option<Box<Self>>,
    /// Of a string: old and new spellings.
    pub texts: Vec<(String, String)>,
}

impl Recast {
    /// Whether every value stays as it is.
    pub fn is_identity(&self) -> bool {
        self.members.is_none() && self.items.is_none() && self.texts.is_empty()
    }
}

/// What becomes of an object's members.
#[derive(Debug, Default)]
pub struct Members {
    /// Of the declared ones that change, by old key: the new key (`None` for those that are left out) and what
    /// becomes of the value.
    pub declared: Vec<(String, Option<String>, Recast)>,
    /// Of the values of all other keys.
    pub others: Option<Box<Recast>>,
    /// Members that get a value, whatever they had.
    pub set: Vec<(String, Value)>,
    /// Members that get a value if the object has none under that key.
    pub absent: Vec<(String, Absent)>,
}

/// The value of a member that is absent.
#[derive(Debug)]
pub enum Absent {
    /// What its absence meant in the earlier line.
    Meant(Value),
    /// What is found outside the event: an index into [`Migration::supplies`].
    Supplied(usize),
}

/// A field whose values come from outside an event.
#[derive(Debug)]
pub struct Supply {
    /// The field.
    pub field: String,
    /// What whoever migrates is asked for.
    pub option: String,
    /// The new key beside it that the value depends on.
    pub per: Option<String>,
    /// Events of the new line whose payloads tell it.
    pub known_from: Vec<String>,
    /// The type of the value in the new line.
    pub ty: Type,
}
