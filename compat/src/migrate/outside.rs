//! Values that events do not tell: given by whoever migrates, or known from other events.

use std::collections::BTreeMap;

use event_contract::{canonical, table};
use event_contract_codegen::model::{Line, Supply};

use super::reason::Reason;
use super::recast::{Object, Outside, json};
use crate::tables::{Keys, Types};

/// Why an answer cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BadAnswer {
    /// Nothing asks for it.
    Unknown {
        /// What is asked for.
        options: Vec<String>,
    },
    /// The value does not depend on anything, and a key was given.
    NoKey,
    /// It is not a valid value of its field.
    Invalid {
        /// What is wrong with it.
        expected: String,
    },
}

impl std::fmt::Display for BadAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown { options } if options.is_empty() => {
                f.write_str("this migration asks for no values")
            }
            Self::Unknown { options } => {
                write!(f, "nothing asks for it; this migration asks for {}", options.join(", "))
            }
            Self::NoKey => f.write_str("it is the same for all events and takes no key"),
            Self::Invalid { expected } => write!(f, "expected {expected}"),
        }
    }
}

impl std::error::Error for BadAnswer {}

/// What one step of a migration knows beside the events themselves.
pub(super) struct Values<'m> {
    supplies: Vec<Slot<'m>>,
}

struct Slot<'m> {
    supply: &'m Supply,
    ty: table::Type,
    /// The answer for everything that has none of its own.
    all: Option<String>,
    given: BTreeMap<String, String>,
    known: BTreeMap<String, Known>,
}

enum Known {
    Value(String),
    Ambiguous,
}

impl<'m> Values<'m> {
    pub(super) fn new(line: &'m Line, supplies: &'m [Supply]) -> Self {
        let mut types = Types::new(line, Keys::AsDeclared);
        let slot = |supply: &'m Supply| Slot {
            supply,
            ty: types.of(&supply.ty),
            all: None,
            given: BTreeMap::new(),
            known: BTreeMap::new(),
        };
        Self { supplies: supplies.iter().map(slot).collect() }
    }

    pub(super) fn options(&self) -> impl Iterator<Item = &'m Supply> {
        self.supplies.iter().map(|slot| slot.supply)
    }

    /// Takes an answer; false if nothing here asks for it.
    pub(super) fn answer(
        &mut self,
        option: &str,
        key: Option<&str>,
        text: &str,
    ) -> Result<bool, BadAnswer> {
        let mut asked = false;
        for slot in self.supplies.iter_mut().filter(|slot| slot.supply.option == option) {
            asked = true;
            // What is no JSON value of the field may be its text.
            let value = canonical(text.as_bytes(), slot.ty)
                .or_else(|_| canonical(json(text).as_bytes(), slot.ty))
                .map_err(|violations| {
                    let first = violations.first();
                    let expected = first.map(|violation| violation.expected.clone());
                    BadAnswer::Invalid { expected: expected.unwrap_or_default() }
                })?;
            match (key, &slot.supply.per) {
                (None, _) => slot.all = Some(value),
                (Some(key), Some(_)) => {
                    slot.given.insert(key.to_owned(), value);
                }
                (Some(_), None) => return Err(BadAnswer::NoKey),
            }
        }
        Ok(asked)
    }

    /// Whether other events can tell anything.
    pub(super) fn learns(&self) -> bool {
        self.supplies.iter().any(|slot| !slot.supply.known_from.is_empty())
    }

    /// Whether the payloads of an event tell anything.
    pub(super) fn learns_from(&self, event: &str) -> bool {
        self.supplies.iter().any(|slot| slot.supply.known_from.iter().any(|name| name == event))
    }

    /// Keeps what a payload tells.
    pub(super) fn learn(&mut self, event: &str, payload: &Object<'_>) {
        for slot in &mut self.supplies {
            if !slot.supply.known_from.iter().any(|name| name == event) {
                continue;
            }
            let key = slot.supply.per.as_ref().and_then(|per| payload.string(per));
            let (Some(key), Some(value)) = (key, payload.get(&slot.supply.field)) else { continue };
            let known = slot.known.entry(key).or_insert_with(|| Known::Value(value.to_owned()));
            if matches!(known, Known::Value(other) if other != value) {
                *known = Known::Ambiguous;
            }
        }
    }
}

impl Outside for Values<'_> {
    fn supply(&self, supply: usize, object: &Object<'_>, pointer: &str) -> Result<String, Reason> {
        let Some(slot) = self.supplies.get(supply) else {
            return Err(Reason::Unanswered { option: String::new(), per: None });
        };
        let option = slot.supply.option.clone();
        let Some(per) = &slot.supply.per else {
            return slot.all.clone().ok_or(Reason::Unanswered { option, per: None });
        };
        let key = object.string(per).unwrap_or_default();
        let per = format!("{pointer}/{per}");
        match (slot.given.get(&key).or(slot.all.as_ref()), slot.known.get(&key)) {
            (Some(value), _) | (None, Some(Known::Value(value))) => Ok(value.clone()),
            (None, Some(Known::Ambiguous)) => Err(Reason::Ambiguous { option, per }),
            (None, None) => Err(Reason::Unanswered { option, per: Some(per) }),
        }
    }
}
