//! Strings: whether those that keep the sender's constraints keep the reader's.

use std::sync::LazyLock;

use event_contract_codegen::model::Builtin;

use crate::bounds::{self, Of};
use crate::change::{Candidate, Local};
use crate::kind::Kind;
use crate::patterns::{self, Outside};
use crate::view::{Words, is_blank};

/// One constraint of strings that differs: what happened, the keyword, and both sides in words.
pub(crate) struct Difference {
    pub(crate) kind: Kind,
    pub(crate) keyword: &'static str,
    pub(crate) said: String,
    pub(crate) backward: Local,
    pub(crate) forward: Local,
}

/// The constraints in which two strings differ.
pub(crate) fn differences(old: Words<'_>, new: Words<'_>) -> Vec<Difference> {
    let mut found = Vec::new();
    if old.format != new.format {
        let name = |words: Words<'_>| words.format.map_or("none", Builtin::name);
        found.push(Difference {
            kind: Kind::FormatChanged,
            keyword: "format",
            said: format!("{} became {}", name(old), name(new)),
            backward: format(old, new),
            forward: format(new, old),
        });
    }
    let source = |words: Words<'_>| words.pattern().map(|pattern| pattern.source.clone());
    let asks = |reader: Words<'_>, keyword: &str| asked(reader, keyword).into_iter().next();
    let decided = |local: Local, sender: Words<'_>, reader: Words<'_>, keyword: &str| {
        local.decided(sender, asks(reader, keyword))
    };
    let (before, after) = (source(old), source(new));
    if before != after {
        let kind = match (&before, &after) {
            (None, _) => Kind::PatternAdded,
            (_, None) => Kind::PatternRemoved,
            _ => Kind::PatternChanged,
        };
        let shown = |source: Option<String>| source.unwrap_or_else(|| "none".to_owned());
        found.push(Difference {
            kind,
            keyword: "pattern",
            said: format!("{} became {}", shown(before), shown(after)),
            backward: decided(pattern(old, new), old, new, "pattern"),
            forward: decided(pattern(new, old), new, old, "pattern"),
        });
    }
    let declared = |words: Words<'_>| {
        words
            .declared
            .map_or((0, None, false), |text| (text.min_length, text.max_length, text.not_blank))
    };
    let ((min, max, not_blank), (new_min, new_max, new_not_blank)) = (declared(old), declared(new));
    if min != new_min {
        let least = |sender: Words<'_>, reader: Words<'_>, bound| {
            let local = bounds::least(Of::Text, sender.min(), bound, sender.max());
            decided(local.or_literals(sender, reader), sender, reader, "minLength")
        };
        let sides = (least(old, new, new_min), least(new, old, min));
        found.push(bound("minLength", format!("{min} became {new_min}"), new_min > min, sides));
    }
    if max != new_max {
        let most = |sender: Words<'_>, reader: Words<'_>, bound| {
            let local = bounds::most(Of::Text, sender.max(), bound, sender.min());
            decided(local.or_literals(sender, reader), sender, reader, "maxLength")
        };
        let sides = (most(old, new, new_max), most(new, old, max));
        let said = format!("{} became {}", or_none(max), or_none(new_max));
        found.push(bound("maxLength", said, is_less(new_max, max), sides));
    }
    if not_blank != new_not_blank {
        let blank = |sender: Words<'_>, reader: Words<'_>| {
            let asked = reader.declared.is_some_and(|text| text.not_blank);
            let spaces = " ".repeat(usize::try_from(sender.min().clamp(1, 64)).unwrap_or(1));
            let made = [Candidate::Whole(spaces.into()), Candidate::Whole("".into())];
            let made = made.into_iter().chain([Candidate::Sample]);
            let local = Local::unless(!asked || sender.not_blank(), made);
            decided(local.or_literals(sender, reader), sender, reader, "notBlank")
        };
        let sides = (blank(old, new), blank(new, old));
        let said = if new_not_blank { "blank text was taken" } else { "blank text is taken" };
        found.push(bound("notBlank", said.to_owned(), new_not_blank, sides));
    }
    found
}

/// A bound that differs.
pub(crate) fn bound(
    keyword: &'static str,
    said: String,
    tightened: bool,
    (backward, forward): (Local, Local),
) -> Difference {
    let kind = if tightened { Kind::BoundTightened } else { Kind::BoundLoosened };
    Difference { kind, keyword, said, backward, forward }
}

/// Whether an upper bound is below another.
pub(crate) fn is_less(a: Option<u64>, b: Option<u64>) -> bool {
    a.unwrap_or(u64::MAX) < b.unwrap_or(u64::MAX)
}

pub(crate) fn or_none(bound: Option<impl ToString>) -> String {
    bound.map_or_else(|| "none".to_owned(), |bound| bound.to_string())
}

impl Local {
    /// What a list of all values says, where the sender has one and the reader is no format.
    fn or_literals(self, sender: Words<'_>, reader: Words<'_>) -> Self {
        match sender.literals() {
            Some(literals) if reader.format.is_none() => {
                let sent = literals.iter().filter(|text| sender.may_hold(text));
                listed(sent.map(String::as_str), reader)
            }
            _ => self,
        }
    }
}

/// Whether a reader takes every text of a list.
pub(crate) fn listed<'a>(texts: impl Iterator<Item = &'a str>, reader: Words<'_>) -> Local {
    let refused = texts.filter(|text| reader.format.is_some() || !reader.may_hold(text));
    let refused: Vec<_> = refused.take(32).map(|text| Candidate::Whole(text.into())).collect();
    Local::unless(refused.is_empty(), refused)
}

fn pattern(sender: Words<'_>, reader: Words<'_>) -> Local {
    let Some(asked) = reader.pattern() else { return Local::Fine };
    if sender.pattern().is_some_and(|pattern| pattern.source == asked.source) {
        return Local::Fine;
    }
    let near = asked.counterexample().map(|text| Candidate::Whole(text.into()));
    let own = sender.pattern().map(|pattern| Candidate::Whole(pattern.example.as_str().into()));
    let made = own.into_iter().chain(near).chain(spellings(sender.format));
    Local::Suspect(made.chain([Candidate::Sample]).collect()).or_literals(sender, reader)
}

/// Lengths beyond this are not counted by an automaton.
const MOST_COUNTED: u64 = 512;

/// What the constraints of a string ask, or one of them, each as a pattern; those that would be too large are left out.
fn asked(words: Words<'_>, keyword: &str) -> Vec<String> {
    let Some(text) = words.declared else { return Vec::new() };
    let wanted = |name: &str| keyword.is_empty() || keyword == name;
    let pattern = text.pattern.as_ref().filter(|_| wanted("pattern"));
    let least = (text.min_length > 0 && text.min_length <= MOST_COUNTED && wanted("minLength"))
        .then(|| format!("^(?s:.){{{},}}$", text.min_length));
    let most = text.max_length.filter(|most| *most <= MOST_COUNTED && wanted("maxLength"));
    let blank = (text.not_blank && wanted("notBlank")).then(|| VISIBLE.clone());
    let pattern = pattern.map(|pattern| pattern.translated.clone());
    let most = most.map(|most| format!("^(?s:.){{0,{most}}}$"));
    pattern.into_iter().chain(least).chain(most).chain(blank).collect()
}

/// A pattern for one character that is not white space.
static VISIBLE: LazyLock<String> = LazyLock::new(|| {
    // The last character of white space there is.
    let blanks = ('\0'..='\u{3000}').filter(|c| is_blank(c.encode_utf8(&mut [0; 4])));
    let spelled: Vec<String> = blanks.map(|c| format!("\\x{{{:x}}}", u32::from(c))).collect();
    format!("[^{}]", spelled.concat())
});

impl Local {
    /// Decides whether a sender's strings keep one constraint of the reader, where automata can.
    fn decided(self, sender: Words<'_>, constraint: Option<String>) -> Self {
        let (Self::Suspect(candidates), Some(constraint)) = (&self, constraint) else {
            return self;
        };
        match patterns::outside(&asked(sender, ""), &constraint) {
            Some(Outside::Nothing) => Self::Fine,
            Some(Outside::Text(text)) => {
                let shortest = [Candidate::Whole(text.into())];
                Self::Suspect(shortest.into_iter().chain(candidates.iter().cloned()).collect())
            }
            None => self,
        }
    }
}

fn format(sender: Words<'_>, reader: Words<'_>) -> Local {
    let lax = reader.format == Some(Builtin::PydanticDatetime);
    if reader.format.is_none()
        || reader.format == sender.format
        || lax && sender.format == Some(Builtin::DateTime)
    {
        return Local::Fine;
    }
    let plain = [Candidate::Whole("text".into()), Candidate::Sample];
    Local::Suspect(spellings(sender.format).chain(plain).collect())
}

/// Values of a format, the unusual ones too.
fn spellings(format: Option<Builtin>) -> impl Iterator<Item = Candidate> {
    let texts: &[&str] = match format {
        Some(Builtin::DateTime) => &["2026-01-15T09:30:00Z", "2026-01-15t09:30:00.123456789z"],
        Some(Builtin::PydanticDatetime) => {
            &["2026-01-15T09:30:00Z", "1700000000", "2026-01-15 09:30"]
        }
        Some(Builtin::Iso8601) => &["2026-01-15T09:30:00Z", "2026-W09-7", "20260115"],
        Some(Builtin::Uuid) => &[
            "6f1e1b52-9c7d-4c63-8a35-0d2f6b8e4a11",
            "{6f1e1b52-9c7d-4c63-8a35-0d2f6b8e4a11}",
            "urn:uuid:6f1e1b52-9c7d-4c63-8a35-0d2f6b8e4a11",
        ],
        Some(Builtin::Uri) => &["https://example.com/path", "http:a.example"],
        Some(Builtin::EventId) => {
            &["01J0000000000000000000000A", "6f1e1b529c7d4c638a350d2f6b8e4a11"]
        }
        _ => &[],
    };
    texts.iter().map(|text| Candidate::Whole((*text).into()))
}
