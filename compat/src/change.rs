//! A change before it is judged: what it may do, and values that would show it.

use event_contract_codegen::model::Location;
use serde_json::Value;

use crate::kind::Kind;

/// A change that was met at one place.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) kind: Kind,
    pub(crate) path: String,
    pub(crate) message: String,
    pub(crate) old: Option<Location>,
    pub(crate) new: Option<Location>,
    pub(crate) backward: Local,
    pub(crate) forward: Local,
    pub(crate) place: Place,
}

/// Where values are affected.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    /// Index of the subject.
    pub(crate) subject: usize,
    /// The way from the subject's value to the affected one.
    pub(crate) steps: Vec<Step>,
    pub(crate) focus: Focus,
}

/// One step into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Field(String),
    Item,
    Key,
}

/// What a refusal must be about to be this change's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Focus {
    /// The affected value or something in it.
    #[default]
    Here,
    /// A key of the affected value.
    Key(String),
    /// A rule of the affected value.
    Rule(String),
}

/// What a change may do in one direction, judged by the types alone.
#[derive(Clone, Debug)]
pub(crate) enum Local {
    /// Nothing: whatever the sender's type takes, the reader's type takes.
    Fine,
    /// The same, with something to think of.
    Caution(&'static str),
    /// Something may be refused, perhaps one of these.
    Suspect(Vec<Candidate>),
}

impl Local {
    pub(crate) const fn is_suspect(&self) -> bool {
        matches!(self, Self::Suspect(_))
    }

    /// Suspect unless `fine`.
    pub(crate) fn unless(fine: bool, candidates: impl IntoIterator<Item = Candidate>) -> Self {
        if fine { Self::Fine } else { Self::Suspect(candidates.into_iter().collect()) }
    }
}

/// A value of the sender's type that the reader may refuse.
#[derive(Clone, Debug)]
pub(crate) enum Candidate {
    /// This value.
    Whole(Value),
    /// Any value.
    Sample,
    /// A list of so many items, or an object of so many free keys.
    Count(u64),
    /// An object in which some fields are in these states.
    With(Vec<(String, State)>),
}

/// What a field holds, as far as it matters.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum State {
    Absent,
    /// Exactly this value.
    Is(Value),
    /// A text that is not blank and none of these.
    OtherText(Vec<String>),
    /// A text that is blank.
    Blank,
    /// Any value of the field's type that is not `null`.
    Sample,
}

/// A key that no contract should have.
pub(crate) const UNDECLARED: &str = "undeclared_key";
