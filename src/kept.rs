//! Values that are kept in the words in which they came.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use crate::canonical::rewritten;
use crate::codec::{self, Checked, Contract};
use crate::scalar::{JsonValue, serialize_text};
use crate::view::built;

/// A valid value as JSON text: for states that carry payloads and seldom look into them.
///
/// Keeping one costs a copy of its text, and not a Rust value for each of its parts. It serialises as
/// [`Canonical`](crate::Canonical) values do, and two are equal if they do so alike.
pub struct Kept<T> {
    json: Box<str>,
    value: PhantomData<fn() -> T>,
}

impl<T: Contract> Kept<T> {
    pub(crate) fn new(checked: Checked<'_>) -> Self {
        Self { json: checked.as_str().into(), value: PhantomData }
    }

    /// Keeps a value.
    pub fn of(value: &T) -> serde_json::Result<Self>
    where
        T: Serialize,
    {
        Ok(Self { json: serde_json::to_string(value)?.into(), value: PhantomData })
    }

    /// Builds the value.
    pub fn get(&self) -> T {
        built(T::read(self.checked()))
    }

    /// The text as it came.
    pub fn as_json(&self) -> &str {
        &self.json
    }

    fn checked(&self) -> Checked<'_> {
        Checked::new(&self.json)
    }
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self { json: self.json.clone(), value: PhantomData }
    }
}

impl<T> fmt::Debug for Kept<T> {
    /// Without the value: payloads may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kept").field("bytes", &self.json.len()).finish_non_exhaustive()
    }
}

impl<T: Contract> PartialEq for Kept<T> {
    fn eq(&self, other: &Self) -> bool {
        let canonical = |kept: &Self| rewritten(kept.checked(), T::TYPE);
        self.json == other.json || canonical(self) == canonical(other)
    }
}

impl<T: Contract> Serialize for Kept<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_text(&rewritten(self.checked(), T::TYPE), serializer)
    }
}

impl<'de, T: Contract> Deserialize<'de> for Kept<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = JsonValue::deserialize(deserializer)?;
        codec::decode::<T>(value.as_str().as_bytes()).map_err(D::Error::custom)?;
        Ok(Self { json: value.as_str().into(), value: PhantomData })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalar::{Integer, Timestamp};

    fn kept<T: Contract>(json: &str) -> Result<Kept<T>, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn it_is_what_it_was_made_of_and_serialises_canonically() {
        let at = kept::<Timestamp>("\"2026-03-01 12:00:00.50+00:00\"").unwrap();
        assert_eq!(at.get().as_str(), "2026-03-01 12:00:00.50+00:00");
        assert_eq!(serde_json::to_string(&at).unwrap(), "\"2026-03-01T12:00:00.500000Z\"");
        assert_eq!(Kept::of(&at.get()).unwrap().as_json(), at.as_json());
    }

    #[test]
    fn it_is_checked_and_compared_by_meaning() {
        assert!(kept::<Integer>("1.5").is_err());
        let number = |json| kept::<Integer>(json).unwrap();
        assert_eq!(number("1e1"), number("10"));
        assert_ne!(number("1e1"), number("11"));
        assert!(!format!("{:?}", number("4711")).contains("4711"));
    }
}
