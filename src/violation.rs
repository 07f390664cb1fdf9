//! What is wrong with a value, and where.

use std::fmt;
use std::ops::{Deref, Range};
use std::str::FromStr;

use serde::ser::{Serialize, SerializeStruct, Serializer};

macro_rules! codes {
    ($($code:ident $name:literal $meaning:literal;)*) => {
        /// The kind of a violation. The names are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code { $(#[doc = $meaning] $code,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$code),*];

            /// The stable name, in snake case.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$code => $name),* }
            }

            /// What the code stands for, in a sentence or two.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$code => $meaning),* }
            }
        }
    };
}

codes! {
    Syntax "syntax" "The text is not UTF-8 encoded, strict JSON.";
    TooDeep "too_deep" "More than 127 objects and arrays are nested in one another.";
    DuplicateKey "duplicate_key" "An object has the same declared key twice, so that readers could disagree about its value.";
    Type "type" "The value has another JSON type than the contract declares. Nothing is converted: \"1\" is not 1.";
    Required "required" "A field that must be there is absent.";
    UnknownField "unknown_field" "The object has a key that its contract does not declare, and the contract is closed.";
    MinLength "min_length" "The string has too few characters (Unicode code points).";
    MaxLength "max_length" "The string has too many characters (Unicode code points).";
    Pattern "pattern" "The string does not match the contract's regular expression.";
    Format "format" "The string is not spelled as its format asks, such as a date and time or a UUID.";
    Blank "blank" "The string has nothing but white space.";
    Enum "enum" "The string is not one of the values that the contract lists. Aliases count when a value is decoded, not when it is validated.";
    Minimum "minimum" "The number is below the smallest value allowed.";
    Maximum "maximum" "The number is above the largest value allowed.";
    ExclusiveMinimum "exclusive_minimum" "The number does not exceed its lower bound.";
    ExclusiveMaximum "exclusive_maximum" "The number does not stay below its upper bound.";
    NumberRange "number_range" "The number is beyond the range of double precision, so that readers could disagree about it.";
    MinItems "min_items" "The list has too few items.";
    MaxItems "max_items" "The list has too many items.";
    MinProperties "min_properties" "The object has too few keys.";
    MaxProperties "max_properties" "The object has too many keys.";
    Rule "rule" "A condition across several fields does not hold. The rule's id says which.";
    UnknownEventType "unknown_event_type" "No event of the contract line has this name.";
    ReservedEventType "reserved_event_type" "The name is reserved for an event whose payload has no contract yet.";
    CutoverSignalMissing "cutover_signal_missing" "The envelope does not say which contract version it follows.";
    CutoverSignalType "cutover_signal_type" "The contract version in the envelope is not a string.";
    CutoverVersion "cutover_version" "The envelope follows another contract version than the one that is live.";
    ForbiddenKey "forbidden_key" "The envelope or its payload has a key of an earlier contract line.";
    ForbiddenEventName "forbidden_event_name" "The event type belongs to an earlier contract line.";
    ForbiddenAggregate "forbidden_aggregate" "The aggregate's name belongs to an earlier contract line.";
    LineTooLong "line_too_long" "A line of the stream is longer than the reader accepts.";
}

impl Code {
    /// Whether it is about the cutover policy: the one part of a verdict on an event that JSON Schemas leave
    /// out.
    pub const fn is_of_cutover(self) -> bool {
        matches!(
            self,
            Self::CutoverSignalMissing
                | Self::CutoverSignalType
                | Self::CutoverVersion
                | Self::ForbiddenKey
                | Self::ForbiddenEventName
                | Self::ForbiddenAggregate
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A name that no [`Code`] has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no violation code has this name")]
pub struct UnknownCode;

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(name: &str) -> Result<Self, UnknownCode> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name).ok_or(UnknownCode)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One thing that is wrong with a value.
///
/// Nothing in it quotes the value: payloads may hold secrets. Whoever has the input and may show it
/// finds the place by `span`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where, as a JSON Pointer (RFC 6901) into the document.
    pub pointer: String,
    /// What kind of violation.
    pub code: Code,
    /// The id of the rule that does not hold, for [`Code::Rule`].
    pub rule: Option<&'static str>,
    /// What the contract asks for.
    pub expected: String,
    /// What is there: its kind and size, never its content.
    pub found: String,
    /// Where in the input, in bytes.
    pub span: Range<usize>,
}

impl Violation {
    /// A rule of hand-written code that does not hold. `expected` and `found` must not quote the value.
    pub fn rule(
        pointer: impl Into<String>,
        rule: &'static str,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Self {
        Self {
            pointer: pointer.into(),
            code: Code::Rule,
            rule: Some(rule),
            expected: expected.into(),
            found: found.into(),
            span: 0..0,
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = if self.pointer.is_empty() { "document" } else { &self.pointer };
        write!(f, "{pointer}: {}: expected {}; found {}", self.code, self.expected, self.found)?;
        self.rule.map_or(Ok(()), |rule| write!(f, " [{rule}]"))
    }
}

impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let count = 4 + usize::from(self.rule.is_some());
        let mut fields = serializer.serialize_struct("Violation", count)?;
        fields.serialize_field("pointer", &self.pointer)?;
        fields.serialize_field("code", &self.code)?;
        if let Some(rule) = self.rule {
            fields.serialize_field("rule", rule)?;
        }
        fields.serialize_field("expected", &self.expected)?;
        fields.serialize_field("found", &self.found)?;
        fields.end()
    }
}

/// Everything that is wrong with a value. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// The violations in `list`, if there are any.
    pub fn new(list: Vec<Violation>) -> Option<Self> {
        (!list.is_empty()).then_some(Self(list))
    }

    /// The violations in `list`, or `otherwise` if there are none.
    pub(crate) fn or(mut list: Vec<Violation>, otherwise: impl FnOnce() -> Violation) -> Self {
        if list.is_empty() {
            list.push(otherwise());
        }
        Self(list)
    }

    /// The list itself.
    pub fn into_vec(self) -> Vec<Violation> {
        self.0
    }
}

impl Deref for Violations {
    type Target = [Violation];

    fn deref(&self) -> &[Violation] {
        &self.0
    }
}

impl From<Violation> for Violations {
    fn from(violation: Violation) -> Self {
        Self(vec![violation])
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            violation.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

impl Serialize for Violations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip() {
        for code in Code::ALL {
            assert_eq!(code.as_str().parse(), Ok(*code));
            assert!(code.meaning().ends_with('.'));
        }
        assert_eq!("nonsense".parse::<Code>(), Err(UnknownCode));
    }

    #[test]
    fn display_and_json() {
        let violation = Violation {
            pointer: "/reason".into(),
            code: Code::Rule,
            rule: Some("says-why"),
            expected: "text".into(),
            found: "nothing".into(),
            span: 0..0,
        };
        assert_eq!(violation.to_string(), "/reason: rule: expected text; found nothing [says-why]");
        assert_eq!(
            serde_json::to_string(&violation).unwrap(),
            r#"{"pointer":"/reason","code":"rule","rule":"says-why","expected":"text","found":"nothing"}"#
        );
    }
}
