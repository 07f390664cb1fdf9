//! Objects with free keys.

use std::ops::Deref;

use indexmap::IndexMap;
use serde::ser::{Serialize, Serializer};

/// An object with free keys whose values share a type. The order of keys is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map<T>(IndexMap<Box<str>, T>);

impl<T> Map<T> {
    /// An empty map.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the value of a key and gives back the one it had.
    pub fn insert(&mut self, key: impl Into<Box<str>>, value: T) -> Option<T> {
        self.0.insert(key.into(), value)
    }

    /// The entries.
    pub fn into_inner(self) -> IndexMap<Box<str>, T> {
        self.0
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self(IndexMap::new())
    }
}

impl<T> Deref for Map<T> {
    type Target = IndexMap<Box<str>, T>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<K: Into<Box<str>>, T> FromIterator<(K, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(entries: I) -> Self {
        Self(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }
}

impl<T> IntoIterator for Map<T> {
    type Item = (Box<str>, T);
    type IntoIter = indexmap::map::IntoIter<Box<str>, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Map<T> {
    type Item = (&'a Box<str>, &'a T);
    type IntoIter = indexmap::map::Iter<'a, Box<str>, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Serialize> Serialize for Map<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(&self.0)
    }
}
