//! Patterns: whether every text that matches one matches another.
//!
//! Both become finite automata, which read the same texts side by side. If some text is matched by the first
//! and not by the second, a shortest one is found.

use std::collections::{HashMap, HashSet, VecDeque};
use std::iter;

use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::util::primitives::StateID;
use regex_automata::{Input, MatchKind};

/// The largest automaton, in bytes.
const MOST_BYTES: usize = 1 << 21;

/// The most combinations of states to look at.
const MOST_STATES: usize = 50_000;

/// What one pattern matches and another does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outside {
    /// Nothing.
    Nothing,
    /// This text, among others.
    Text(String),
}

/// What all of `inner` match and `outer` does not; nothing said where that takes too much to find out. The
/// patterns are in the syntax of the `regex` crate, and match anywhere in a text.
pub(crate) fn outside(inner: &[String], outer: &str) -> Option<Outside> {
    let outer = Reader::of(outer)?;
    // What is matched has to be text as well, whatever the bytes.
    let all = inner.iter().map(String::as_str).chain(["^(?s:.)*$"]);
    let inner: Vec<Reader> = all.map(Reader::of).collect::<Option<_>>()?;
    let readers = || iter::once(&outer).chain(&inner);
    let bytes = bytes(&readers().collect::<Vec<_>>());
    let start: States = readers().map(Reader::start).collect::<Option<_>>()?;
    let mut seen = HashSet::from([start.clone()]);
    let mut before: HashMap<States, (States, u8)> = HashMap::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(states) = waiting.pop_front() {
        let mut ends = readers().zip(&states).map(|(reader, state)| reader.ends(*state));
        if ends.next() == Some(false) && ends.all(|ends| ends) {
            return Some(Outside::Text(spelled(states, &before)?));
        }
        for byte in &bytes {
            let next: States =
                readers().zip(&states).map(|(reader, state)| reader.next(*state, *byte)).collect();
            // Nothing that follows is matched by one of the first.
            let lost =
                inner.iter().zip(next.iter().skip(1)).any(|(reader, at)| reader.is_lost(*at));
            if lost || !seen.insert(next.clone()) {
                continue;
            }
            if seen.len() > MOST_STATES {
                return None;
            }
            before.insert(next.clone(), (states.clone(), *byte));
            waiting.push_back(next);
        }
    }
    Some(Outside::Nothing)
}

/// The text that leads to states.
fn spelled(mut states: States, before: &HashMap<States, (States, u8)>) -> Option<String> {
    let mut bytes = Vec::new();
    while let Some((earlier, byte)) = before.get(&states) {
        bytes.push(*byte);
        states.clone_from(earlier);
    }
    bytes.reverse();
    String::from_utf8(bytes).ok()
}

/// A state, and whether a match was seen on the way to it.
type State = (StateID, bool);

/// Where all readers are: the outer one first.
type States = Vec<State>;

/// An automaton that looks for a pattern anywhere.
struct Reader(dense::DFA<Vec<u32>>);

impl Reader {
    fn of(pattern: &str) -> Option<Self> {
        let config = dense::Config::new()
            .match_kind(MatchKind::All)
            .start_kind(StartKind::Unanchored)
            .dfa_size_limit(Some(MOST_BYTES))
            .determinize_size_limit(Some(MOST_BYTES));
        dense::Builder::new().configure(config).build(pattern).ok().map(Self)
    }

    fn start(&self) -> Option<State> {
        let start = self.0.start_state_forward(&Input::new("")).ok()?;
        Some((start, self.0.is_match_state(start)))
    }

    fn next(&self, (state, matched): State, byte: u8) -> State {
        let next = self.0.next_state(state, byte);
        (next, matched || self.0.is_match_state(next))
    }

    /// Whether a text that ends here matches.
    fn ends(&self, (state, matched): State) -> bool {
        matched || self.0.is_match_state(self.0.next_eoi_state(state))
    }

    /// Whether no text that goes on here matches.
    fn is_lost(&self, (state, matched): State) -> bool {
        !matched && self.0.is_dead_state(state)
    }
}

/// One byte of each kind that the automata tell apart, plain ones where there is a choice.
fn bytes(readers: &[&Reader]) -> Vec<u8> {
    let plain = (b'a'..=b'z').chain(b'0'..=b'9').chain(b'A'..=b'Z').chain(b' '..=b'~');
    let mut seen = HashSet::new();
    plain
        .chain(0..=u8::MAX)
        .filter(|byte| {
            let class: Vec<u8> =
                readers.iter().map(|reader| reader.0.byte_classes().get(*byte)).collect();
            seen.insert(class)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inclusion_is_decided_either_way() {
        for (inner, outer) in [
            ("^[a-f]+$", "^[a-z]+$"),
            ("^a{2,4}$", "a"),
            ("^(red|green)$", "^[degnr]+$"),
            ("^x[0-9]{3}$", "^x[0-9]*$"),
            ("^é+$", "^[^a-z]+$"),
            ("[0-9]", ""),
            ("^ab|cd$", "[ac]"),
        ] {
            let inner = [inner.to_owned()];
            assert_eq!(outside(&inner, outer), Some(Outside::Nothing), "{inner:?} {outer}");
        }
        for (inner, outer, text) in [
            ("^[a-z]+$", "^[a-f]+$", "g"),
            ("", "^[a-f]+$", ""),
            ("^x[0-9]*$", "^x[0-9]{3}$", "x"),
            ("^[^a]$", "^[ -~]$", "\0"),
            ("a", "^a", "ba"),
        ] {
            let inner = [inner.to_owned()];
            let found = outside(&inner, outer);
            assert_eq!(found, Some(Outside::Text(text.to_owned())), "{inner:?} {outer}");
        }
    }

    #[test]
    fn what_takes_too_much_is_left_open() {
        let long = "^[a-z]*a[a-z]{200}$".to_owned();
        assert_eq!(outside(&[long], "^[a-z]*b[a-z]{200}$"), None);
    }

    #[test]
    fn what_several_patterns_match_together_is_decided() {
        let inner = ["^(aa)+$".to_owned(), "^(aaa)+$".to_owned()];
        assert_eq!(outside(&inner, "^(a{6})+$"), Some(Outside::Nothing));
        assert_eq!(outside(&inner, "^a{7}"), Some(Outside::Text("aaaaaa".to_owned())));
        assert_eq!(outside(&[], "^a?$"), Some(Outside::Text("b".to_owned())));
    }
}
