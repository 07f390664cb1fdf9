//! What a comparison says.

use event_contract_codegen::model::Location;
use serde_json::Value;

use crate::kind::Kind;

/// One change, and what it does to each side.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What happened.
    pub kind: Kind,
    /// The line of contracts, as the new contracts name it.
    pub line: String,
    /// Where in the line, as in `events/OrderPlaced/note` or `types/Lane`.
    pub path: String,
    /// What happened, with the names and values concerned.
    pub message: String,
    /// Where the old contracts say it.
    pub old: Option<Location>,
    /// Where the new contracts say it.
    pub new: Option<Location>,
    /// Whether the new contracts take what the old ones made.
    pub backward: Verdict,
    /// Whether the old contracts take what the new ones make.
    pub forward: Verdict,
    /// Whether Rust code against the old contracts compiles against the new ones.
    pub source: Verdict,
    /// Where the change is felt: events and places in their payloads, some of them if they are many.
    pub places: Vec<String>,
}

/// What a change does in one direction.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Nothing.
    Compatible,
    /// Nothing that is refused, but something to think of.
    Caution(&'static str),
    /// Something that one side makes is refused by the other, such as this.
    Breaking(Box<Counterexample>),
    /// Code does not compile any more.
    DoesNotCompile,
    /// It counts as breaking: it could not be ruled out, and nothing that shows it was found.
    Unproven,
}

impl Verdict {
    /// Whether the change must not be made without approval.
    pub const fn is_breaking(&self) -> bool {
        matches!(self, Self::Breaking(_) | Self::DoesNotCompile | Self::Unproven)
    }

    /// The word for it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Caution(_) => "caution",
            Self::Breaking(_) | Self::DoesNotCompile => "breaking",
            Self::Unproven => "unproven",
        }
    }

    /// What shows that the change breaks.
    pub const fn counterexample(&self) -> Option<&Counterexample> {
        match self {
            Self::Breaking(shown) => Some(shown),
            _ => None,
        }
    }
}

/// What one side accepts and the other refuses. Both were asked.
///
/// It is made up from the contracts; nothing in it comes from events.
#[derive(Clone, Debug, PartialEq)]
pub struct Counterexample {
    /// What the value is: `payload of OrderPlaced`, `event`, `transition of WorkPackage`.
    pub what: String,
    /// The value.
    pub value: Value,
    /// What the refusing side says.
    pub refusal: String,
}

/// Who must cope with whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Consumers have the new contracts, events come from the old ones: history, and producers that are not
    /// upgraded yet.
    Backward,
    /// Producers have the new contracts, consumers the old ones.
    Forward,
    /// Rust code against the generated crate.
    Source,
}

impl Direction {
    /// Every direction.
    pub const ALL: [Self; 3] = [Self::Backward, Self::Forward, Self::Source];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Backward => "backward",
            Self::Forward => "forward",
            Self::Source => "source",
        }
    }
}

/// What must hold between versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// [`Direction::Backward`].
    Backward,
    /// [`Direction::Forward`].
    Forward,
    /// Both.
    Full,
    /// [`Direction::Source`].
    Source,
    /// Nothing: changes are listed.
    None,
}

impl Mode {
    /// The directions that count.
    pub const fn directions(self) -> &'static [Direction] {
        match self {
            Self::Backward => &[Direction::Backward],
            Self::Forward => &[Direction::Forward],
            Self::Full => &[Direction::Backward, Direction::Forward],
            Self::Source => &[Direction::Source],
            Self::None => &[],
        }
    }
}

impl Finding {
    /// A change that does nothing to anybody.
    pub(crate) fn harmless(kind: Kind, path: String, message: String) -> Self {
        Self {
            kind,
            line: String::new(),
            path,
            message,
            old: None,
            new: None,
            backward: Verdict::Compatible,
            forward: Verdict::Compatible,
            source: Verdict::Compatible,
            places: Vec::new(),
        }
    }

    /// The verdict in a direction.
    pub const fn verdict(&self, direction: Direction) -> &Verdict {
        match direction {
            Direction::Backward => &self.backward,
            Direction::Forward => &self.forward,
            Direction::Source => &self.source,
        }
    }

    /// Whether the change breaks what must hold.
    pub fn breaks(&self, mode: Mode) -> bool {
        mode.directions().iter().any(|direction| self.verdict(*direction).is_breaking())
    }
}
