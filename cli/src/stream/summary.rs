//! Counts over a stream.

use std::collections::BTreeMap;

use event_contract::table::Line;

/// How many events of a kind were accepted and refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdicts {
    pub(crate) valid: u64,
    pub(crate) invalid: u64,
}

impl Verdicts {
    pub(crate) const fn add(&mut self, valid: bool) {
        if valid {
            self.valid += 1;
        } else {
            self.invalid += 1;
        }
    }

    const fn merge(&mut self, other: Self) {
        self.valid += other.valid;
        self.invalid += other.invalid;
    }

    pub(crate) const fn total(self) -> u64 {
        self.valid + self.invalid
    }
}

/// Counts over a stream, or a part of it. Its size does not depend on the input.
#[derive(Clone, Debug, Default)]
pub(crate) struct Summary {
    /// All events.
    pub(crate) all: Verdicts,
    /// Bytes judged.
    pub(crate) bytes: u64,
    /// By index of the line's events; as long as the last one seen asks.
    by_event: Vec<Verdicts>,
    /// Events of types that the line does not have.
    pub(crate) unknown: Verdicts,
    /// Events that do not say what they are.
    pub(crate) unnamed: Verdicts,
    /// Events that the cutover policy refuses, and that are not of a later version.
    pub(crate) legacy: u64,
    /// Events that it refuses since they keep a later version of the contracts.
    pub(crate) later: u64,
    /// Violations by code.
    pub(crate) codes: BTreeMap<&'static str, u64>,
}

impl Summary {
    /// Counts one event.
    pub(crate) fn add(&mut self, line: &Line, event_type: Option<&str>, valid: bool, bytes: usize) {
        self.all.add(valid);
        self.bytes += bytes as u64;
        match event_type.map(|name| line.event_index(name)) {
            None => self.unnamed.add(valid),
            Some(None) => self.unknown.add(valid),
            Some(Some(index)) => self.event(index).add(valid),
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.all.merge(other.all);
        self.bytes += other.bytes;
        self.unknown.merge(other.unknown);
        self.unnamed.merge(other.unnamed);
        self.legacy += other.legacy;
        self.later += other.later;
        for (index, verdicts) in other.by_event.into_iter().enumerate() {
            self.event(index).merge(verdicts);
        }
        for (code, count) in other.codes {
            *self.codes.entry(code).or_default() += count;
        }
    }

    fn event(&mut self, index: usize) -> &mut Verdicts {
        if self.by_event.len() <= index {
            self.by_event.resize(index + 1, Verdicts::default());
        }
        &mut self.by_event[index]
    }

    /// The event types that occurred, by name; types of no contract at the end, in angle brackets.
    pub(crate) fn by_type(&self, line: &'static Line) -> Vec<(&'static str, Verdicts)> {
        let known =
            line.events.iter().zip(&self.by_event).map(|(event, verdicts)| (event.name, *verdicts));
        let others = [("<unknown event type>", self.unknown), ("<no event type>", self.unnamed)];
        known.chain(others).filter(|(_, verdicts)| verdicts.total() > 0).collect()
    }

    /// Counts by domain, in order of first appearance in the line.
    pub(crate) fn by_domain(&self, line: &'static Line) -> BTreeMap<&'static str, Verdicts> {
        let mut domains = BTreeMap::new();
        for (event, verdicts) in line.events.iter().zip(&self.by_event) {
            let domain: &mut Verdicts = domains.entry(event.domain).or_default();
            domain.merge(*verdicts);
        }
        domains
    }

    /// The codes, most frequent first.
    pub(crate) fn by_code(&self) -> Vec<(&'static str, u64)> {
        let mut codes: Vec<_> = self.codes.iter().map(|(code, count)| (*code, *count)).collect();
        codes.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
        codes
    }
}
