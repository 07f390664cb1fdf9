//! The types of recorded events.

use std::fmt;
use std::ops::Deref;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use crate::table::Event;

/// The type of an event: one that its line declares, or any other text.
///
/// Reads as the text, and compares as it does.
#[derive(Clone)]
pub struct EventType(Kind);

#[derive(Clone)]
enum Kind {
    /// Known by its contract, so that nobody has to look for it again.
    Declared(&'static Event),
    Other(Box<str>),
}

impl EventType {
    pub(crate) const fn of(event: &'static Event) -> Self {
        Self(Kind::Declared(event))
    }

    /// The value of the envelope's field.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Kind::Declared(event) => event.name,
            Kind::Other(text) => text,
        }
    }

    /// What the line declares, if the event was read by a line that declares it.
    pub const fn declared(&self) -> Option<&'static Event> {
        match &self.0 {
            Kind::Declared(event) => Some(event),
            Kind::Other(_) => None,
        }
    }
}

impl From<Box<str>> for EventType {
    fn from(text: Box<str>) -> Self {
        Self(Kind::Other(text))
    }
}

impl From<&str> for EventType {
    fn from(text: &str) -> Self {
        Self::from(Box::<str>::from(text))
    }
}

impl Deref for EventType {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for EventType {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for EventType {}

impl PartialEq<str> for EventType {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for EventType {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Debug for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl Serialize for EventType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for EventType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<str>::deserialize(deserializer).map(Self::from)
    }
}
