//! Why an event was not migrated.

use std::fmt;

use event_contract::Violation;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// Why an event was not migrated. Nothing here quotes its values.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// It is not a valid event of the line that it is to come from.
    Before {
        /// The line.
        line: String,
        /// What is wrong with it.
        violations: Vec<Violation>,
    },
    /// What became of it is not a valid event of the next line.
    After {
        /// The line.
        line: String,
        /// What is wrong with what became of it. Places are those of the new document.
        violations: Vec<Violation>,
    },
    /// The migration declares that such events have no counterpart.
    Refused {
        /// Why, in the contract's words.
        why: String,
    },
    /// A key has a new name that another key has already.
    Collision {
        /// The place of the new key.
        pointer: String,
    },
    /// A value is needed that neither the event nor anything else that is migrated tells.
    Unanswered {
        /// The option that would tell.
        option: String,
        /// The place of the field that the value depends on, if it depends on one.
        per: Option<String>,
    },
    /// Other events tell different values where one is needed.
    Ambiguous {
        /// The option that would settle it.
        option: String,
        /// The place of the field that the value depends on.
        per: String,
    },
    /// The hook of the migration said no.
    Hook {
        /// Why.
        why: String,
    },
}

impl Reason {
    /// A stable name of the kind of reason.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Before { .. } => "invalid_before",
            Self::After { .. } => "invalid_after",
            Self::Refused { .. } => "no_counterpart",
            Self::Collision { .. } => "key_collision",
            Self::Unanswered { .. } => "value_missing",
            Self::Ambiguous { .. } => "value_ambiguous",
            Self::Hook { .. } => "hook",
        }
    }

    /// The option that would have told a value that was needed.
    pub fn option(&self) -> Option<&str> {
        match self {
            Self::Unanswered { option, .. } | Self::Ambiguous { option, .. } => Some(option),
            _ => None,
        }
    }

    /// Everything that is wrong with it, where it was validated.
    pub fn violations(&self) -> &[Violation] {
        match self {
            Self::Before { violations, .. } | Self::After { violations, .. } => violations,
            _ => &[],
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Before { line, .. } => write!(f, "it is not a valid event of {line}"),
            Self::After { line, .. } => write!(f, "migrated, it is not a valid event of {line}"),
            Self::Refused { why } => write!(f, "such events have no counterpart: {why}"),
            Self::Collision { pointer } => {
                write!(f, "two keys would have the same name at {pointer}")
            }
            Self::Unanswered { option, per: None } => {
                write!(f, "`{option}` is needed and was not given")
            }
            Self::Unanswered { option, per: Some(per) } => {
                write!(f, "`{option}` is needed for the value at {per} and was not given")
            }
            Self::Ambiguous { option, per } => {
                write!(f, "other events tell different values of `{option}` for the value at {per}")
            }
            Self::Hook { why } => f.write_str(why),
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let violations = self.violations();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", self.code())?;
        map.serialize_entry("message", &self.to_string())?;
        if !violations.is_empty() {
            map.serialize_entry("violations", violations)?;
        }
        map.end()
    }
}
