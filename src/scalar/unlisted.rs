//! Strings that a tolerant enum does not list.

/// A string that a tolerant enum keeps although it does not list it. Only the enum makes such values, so that no
/// listed value has a second form.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unlisted(Box<str>);

impl Unlisted {
    #[doc(hidden)]
    pub fn __of(text: &str) -> Self {
        Self(text.into())
    }

    /// The string, as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Unlisted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
