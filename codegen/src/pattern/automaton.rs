//! Texts that a pattern matches, of a length that is asked for.

use std::iter;
use std::ops::{Range, RangeInclusive};

use super::Node;

/// A nondeterministic automaton for whole texts.
#[derive(Debug, Default)]
pub(super) struct Automaton {
    states: Vec<State>,
    start: usize,
    end: usize,
}

#[derive(Debug, Default)]
struct State {
    /// Steps without a character.
    free: Vec<(When, usize)>,
    /// A step with one of these characters.
    step: Option<(char, usize)>,
}

/// Where a step without a character may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Anywhere,
    AtStart,
    AtEnd,
}

/// Work beyond this is not begun: states times characters.
const MOST_WORK: usize = 4_000_000;

/// The answer about texts of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Texts {
    /// There is this one.
    Some(String),
    /// There are none.
    None,
    /// It would take too long to find out.
    Unknown,
}

impl Automaton {
    pub(super) fn of(node: &Node) -> Self {
        let mut automaton = Self::default();
        let (start, end) = (automaton.state(), automaton.state());
        (automaton.start, automaton.end) = (start, end);
        // What is not anchored may stand anywhere.
        let filler = |automaton: &mut Self, at: usize| automaton.step(at, &['a'..='a'], at);
        filler(&mut automaton, start);
        let (first, last) = (automaton.state(), automaton.state());
        automaton.free(start, When::Anywhere, first);
        automaton.free(last, When::Anywhere, end);
        filler(&mut automaton, end);
        automaton.node(node, first, last);
        automaton
    }

    fn state(&mut self) -> usize {
        self.states.push(State::default());
        self.states.len() - 1
    }

    fn free(&mut self, from: usize, when: When, to: usize) {
        if let Some(state) = self.states.get_mut(from) {
            state.free.push((when, to));
        }
    }

    fn step(&mut self, from: usize, ranges: &[RangeInclusive<char>], to: usize) {
        if let (Some(c), Some(state)) = (friendly(ranges), self.states.get_mut(from)) {
            state.step = Some((c, to));
        }
    }

    fn node(&mut self, node: &Node, from: usize, to: usize) {
        match node {
            Node::Start => self.free(from, When::AtStart, to),
            Node::End => self.free(from, When::AtEnd, to),
            Node::Class(ranges) => {
                // A state has one step with a character.
                let own = self.state();
                self.free(from, When::Anywhere, own);
                self.step(own, ranges, to);
            }
            Node::Group(inner) => self.node(inner, from, to),
            Node::Sequence(parts) => {
                let mut at = from;
                for part in parts {
                    let next = self.state();
                    self.node(part, at, next);
                    at = next;
                }
                self.free(at, When::Anywhere, to);
            }
            Node::Choice(branches) => {
                for branch in branches {
                    let (first, last) = (self.state(), self.state());
                    self.free(from, When::Anywhere, first);
                    self.free(last, When::Anywhere, to);
                    self.node(branch, first, last);
                }
            }
            Node::Repeat(inner, fewest, most) => self.repeat(inner, *fewest, *most, from..to),
        }
    }

    fn repeat(&mut self, inner: &Node, fewest: u32, most: Option<u32>, ends: Range<usize>) {
        let mut at = ends.start;
        let once = |automaton: &mut Self, at: usize| {
            let next = automaton.state();
            automaton.node(inner, at, next);
            next
        };
        for _ in 0..fewest {
            at = once(self, at);
        }
        match most {
            Some(most) => {
                for _ in fewest..most {
                    self.free(at, When::Anywhere, ends.end);
                    at = once(self, at);
                }
            }
            None => {
                let hub = self.state();
                self.free(at, When::Anywhere, hub);
                let last = once(self, hub);
                self.free(last, When::Anywhere, hub);
                at = hub;
            }
        }
        self.free(at, When::Anywhere, ends.end);
    }

    /// A shortest text of at least and at most so many characters. `visible` asks for one that is not white space.
    pub(super) fn text(&self, fewest: u64, most: Option<u64>, visible: bool) -> Texts {
        // From any state that is reached after the fewest characters, the way to the end needs no state twice.
        let longest = fewest.saturating_add(2 * self.states.len() as u64 + 2);
        let longest = most.map_or(longest, |most| most.min(longest));
        let Ok(longest) = usize::try_from(longest) else { return Texts::Unknown };
        let fewest = usize::try_from(fewest).unwrap_or(usize::MAX);
        // Each level has the states that are reached after so many characters, and from where: twice, with and without a
        // visible character behind them.
        let mut levels: Vec<Level> = Vec::new();
        let mut now = vec![None; 2 * self.states.len()];
        self.reach(&mut now, 2 * self.start, FIRST, 0, false);
        for length in 0..=longest {
            if length.saturating_mul(self.states.len()) > MOST_WORK {
                return Texts::Unknown;
            }
            if length >= fewest
                && let Some(place) = self.accepts(&now, length, visible)
            {
                return Texts::Some(text(&levels, place));
            }
            if now.iter().all(Option::is_none) {
                return Texts::None;
            }
            let mut next = vec![None; now.len()];
            for (place, _) in now.iter().enumerate().filter(|(_, reached)| reached.is_some()) {
                let Some((c, to)) = self.states.get(place / 2).and_then(|state| state.step) else {
                    continue;
                };
                let seen = place % 2 == 1 || !c.is_whitespace();
                self.reach(&mut next, 2 * to + usize::from(seen), (place, c), length + 1, false);
            }
            levels.push(std::mem::replace(&mut now, next));
        }
        Texts::None
    }

    /// Notes a state, and those that it leads to without a character.
    fn reach(
        &self,
        level: &mut Level,
        place: usize,
        from: (usize, char),
        length: usize,
        at_end: bool,
    ) {
        let mut pending = vec![place];
        while let Some(place) = pending.pop() {
            let Some(reached) = level.get_mut(place).filter(|reached| reached.is_none()) else {
                continue;
            };
            *reached = Some(from);
            for (when, to) in self.states.get(place / 2).iter().flat_map(|state| &state.free) {
                let may = match when {
                    When::Anywhere => true,
                    When::AtStart => length == 0,
                    When::AtEnd => at_end,
                };
                if may {
                    pending.push(2 * to + place % 2);
                }
            }
        }
    }

    /// How a state is reached from which a text of this length may end.
    fn accepts(&self, now: &Level, length: usize, visible: bool) -> Option<(usize, char)> {
        let ends = |places: &mut dyn Iterator<Item = usize>| {
            let mut level = vec![None; now.len()];
            for place in places {
                self.reach(&mut level, place, FIRST, length, true);
            }
            let there = |place: usize| level.get(place).is_some_and(Option::is_some);
            there(2 * self.end + 1) || (!visible && there(2 * self.end))
        };
        let reached = || now.iter().enumerate().filter_map(|(place, how)| Some((place, (*how)?)));
        // All at once first: most lengths end nowhere.
        if !ends(&mut reached().map(|(place, _)| place)) {
            return None;
        }
        reached().find(|(place, _)| ends(&mut iter::once(*place))).map(|(_, how)| how)
    }
}

/// How each state was reached: from which one, and with which character.
type Level = Vec<Option<(usize, char)>>;

/// How the first state is reached.
const FIRST: (usize, char) = (usize::MAX, '\0');

/// The text that leads to a place.
fn text(levels: &[Level], last: (usize, char)) -> String {
    let mut text = Vec::new();
    let mut from = last;
    for level in levels.iter().rev() {
        text.push(from.1);
        from = level.get(from.0).copied().flatten().unwrap_or(FIRST);
    }
    text.iter().rev().collect()
}

/// A character of a class that people like to read; nothing if the class is empty.
pub(super) fn friendly(ranges: &[RangeInclusive<char>]) -> Option<char> {
    let holds = |c: char| ranges.iter().any(|range| range.contains(&c));
    let pool = ('a'..='z').chain('0'..='9').chain('A'..='Z').chain("-_./: ~!".chars());
    let visible =
        || ranges.iter().flat_map(|range| range.clone().take(40)).find(|c| !c.is_whitespace());
    pool.into_iter()
        .find(|c| holds(*c))
        .or_else(visible)
        .or_else(|| ranges.first().map(|range| *range.start()))
}
