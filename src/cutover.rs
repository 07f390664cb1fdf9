//! The cutover policy: what live envelopes must signal and must not carry.

use crate::collect::{self, Collector};
use crate::cursor::same;
use crate::table::{Cutover, Line};
use crate::tree::{Data, Node};
use crate::violation::{Code, Violation};

impl Cutover {
    /// Whether a key belongs to an earlier line.
    #[inline]
    pub fn forbids_key(&self, key: &str) -> bool {
        self.forbidden_keys.iter().any(|forbidden| same(forbidden.as_bytes(), key.as_bytes()))
    }

    /// Whether an event type belongs to an earlier line.
    pub fn forbids_event(&self, name: &str) -> bool {
        self.forbidden_event_names.contains(&name)
    }

    /// Whether the aggregate that an id names belongs to an earlier line.
    #[inline]
    pub fn forbids_aggregate(&self, id: &str) -> bool {
        let end = id.bytes().position(|byte| byte == b'/').unwrap_or(id.len());
        let name = id.get(..end).unwrap_or(id);
        self.forbidden_aggregate_names.contains(&name)
    }

    /// Whether a contract version is the one that is accepted.
    #[inline]
    pub fn accepts_version(&self, version: &str) -> bool {
        version == self.contract_version
    }

    /// Whether a contract version is later than the one that is accepted, as far as its numbers tell.
    pub fn is_later(&self, version: &str) -> bool {
        let numbers = |version: &str| {
            let mut numbers = version.splitn(3, '.').map(str::parse::<u64>);
            let mut next = || numbers.next()?.ok();
            Some([next()?, next()?, next()?])
        };
        let accepted = numbers(self.contract_version);
        numbers(version).zip(accepted).is_some_and(|(version, accepted)| version > accepted)
    }

    /// Reports everything in an envelope that the policy refuses. `payload` and `event_type` are the
    /// names of the envelope's fields.
    pub(crate) fn collect<'t>(
        &self,
        collector: &mut Collector<'t>,
        line: &Line,
        envelope: Node<'t>,
    ) {
        let field = |index| line.envelope_field(index).unwrap_or_default();
        let (signal, aggregate) = (field(self.signal), field(self.aggregate));
        let expected = || format!("contract version {:?}", self.contract_version);
        collector.below(signal, |to| match envelope.get(signal) {
            None => to.add(Code::CutoverSignalMissing, expected(), "nothing", &envelope.span()),
            Some(node) => match node.data() {
                Data::Null => to.add(Code::CutoverSignalMissing, expected(), "null", &node.span()),
                Data::Text(version) if self.accepts_version(&version) => {}
                Data::Text(version) => {
                    let major = version.split('.').next().unwrap_or_default();
                    let other = major.parse() != Ok(self.accepted_major);
                    let hint = match (self.is_later(&version), other) {
                        (true, _) => ", a later one",
                        (_, true) => ", of another major version",
                        _ => "",
                    };
                    let found = format!("{}{hint}", node.masked());
                    to.add(Code::CutoverVersion, expected(), found, &node.span());
                }
                _ => to.add(Code::CutoverSignalType, expected(), node.masked(), &node.span()),
            },
        });
        self.keys(collector, envelope);
        if let Some((event_type, payload)) = line.roles() {
            if let Some(payload_node) = envelope.get(payload) {
                collector.below(payload, |to| self.keys(to, payload_node));
            }
            if let Some(node) = envelope.get(event_type)
                && node.string().is_some_and(|name| self.forbids_event(&name))
            {
                collector.below(event_type, |to| {
                    to.add(
                        Code::ForbiddenEventName,
                        "an event type of this line",
                        node.masked(),
                        &node.span(),
                    );
                });
            }
        }
        if let Some(node) = envelope.get(aggregate)
            && node.string().is_some_and(|id| self.forbids_aggregate(&id))
        {
            collector.below(aggregate, |to| {
                to.add(
                    Code::ForbiddenAggregate,
                    "an aggregate of this line",
                    node.masked(),
                    &node.span(),
                );
            });
        }
    }

    fn keys<'t>(&self, collector: &mut Collector<'t>, object: Node<'t>) {
        for member in object.members().into_iter().flatten() {
            self.key(collector, member);
        }
    }

    fn key<'t>(&self, collector: &mut Collector<'t>, member: Node<'t>) {
        let key = member.key();
        if self.forbids_key(&key) {
            collector.below(key, |to| {
                to.add(
                    Code::ForbiddenKey,
                    "no key of an earlier line",
                    "one of them",
                    &member.key_span(),
                );
            });
        }
    }

    /// Reports forbidden keys at any depth of a value, but for those that `skip` says.
    fn nested<'t>(&self, collector: &mut Collector<'t>, node: Node<'t>, skip: Skip<'_>) {
        match node.data() {
            Data::Array(items) => {
                for (index, item) in items.enumerate() {
                    collector.below(index, |to| self.nested(to, item, Skip::Nothing));
                }
            }
            Data::Object(members) => {
                for member in members {
                    if matches!(skip, Skip::Nothing) {
                        self.key(collector, member);
                    }
                    let below = match skip {
                        Skip::Envelope(payload) if member.key() == payload => Skip::Object,
                        _ => Skip::Nothing,
                    };
                    collector.below(member.key(), |to| self.nested(to, member, below));
                }
            }
            _ => {}
        }
    }
}

/// Whose keys the policy has looked at.
#[derive(Clone, Copy)]
enum Skip<'a> {
    /// Those of this envelope, and of its payload in the field of this name.
    Envelope(&'a str),
    /// Those of this object.
    Object,
    Nothing,
}

impl Line {
    /// Whether an event says that it keeps a later version of the contracts than this line's.
    pub fn is_later(&self, event: &[u8]) -> bool {
        let Some((cutover, field)) =
            self.cutover.and_then(|cutover| Some((cutover, self.envelope_field(cutover.signal)?)))
        else {
            return false;
        };
        let tree = collect::text(event).and_then(collect::parse);
        let signal =
            tree.ok().and_then(|tree| Some(tree.root().get(field)?.string()?.into_owned()));
        signal.is_some_and(|version| cutover.is_later(&version))
    }

    /// The keys of an earlier line that are nested where the policy does not look: deeper in an envelope
    /// than its own keys and those of its payload, at any depth.
    ///
    /// Contracts may leave such places open, and a peer that only looks at the surface accepts the event,
    /// so this is beside [`Line::violations`], not in it. A text that is not JSON has none.
    pub fn nested_legacy_keys(&self, event: &[u8]) -> Vec<Violation> {
        let Some((cutover, (_, payload))) = self.cutover.zip(self.roles()) else {
            return Vec::new();
        };
        let Ok(tree) = collect::text(event).and_then(collect::parse) else { return Vec::new() };
        let mut collector = Collector::new(true);
        cutover.nested(&mut collector, tree.root(), Skip::Envelope(payload));
        collector.found
    }
}
