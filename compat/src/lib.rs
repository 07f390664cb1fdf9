//! Compares two versions of event contracts: what changed, whom it breaks, and a payload that proves it.
//!
//! [`compare`] takes two lines of contracts and gives a [`Finding`] for each change, with a [`Verdict`] for
//! each [`Direction`]. Two promises hold of it. What it calls compatible is: no event that one side sends is
//! refused by the other. What it calls breaking comes with a [`Counterexample`] that the one side's
//! validator accepted and the other's refused; where none was found the verdict is [`Verdict::Unproven`],
//! which counts as breaking.
//!
//! Senders send what their contract accepts. One assumption makes it possible to add a field at all: nobody
//! has used its name before. That is, a key that the sender's contract does not declare is not one that the
//! reader's declares. What readers do about keys and event types that they do not know is for [`Consumers`]
//! to say.
//!
//! ```
//! use event_contract_codegen::{Source, load};
//! use event_contract_compat::{Consumers, Mode, compare};
//!
//! let line = |fields: &str| {
//!     let text = format!("domain: orders\nevents:\n  OrderPlaced: {{ fields: {{ {fields} }} }}\n");
//!     let source = Source { path: "contracts/orders.yaml".into(), text: text.into() };
//!     load(&[source]).expect("the contract is sound")
//! };
//! let old = line("id: string, note: string?");
//! let new = line("id: string, note: string, channel: string?");
//! let found = compare(&old.lines[0], &new.lines[0], Consumers::Tolerant);
//! let breaking: Vec<_> = found.iter().filter(|finding| finding.breaks(Mode::Full)).collect();
//! assert_eq!(breaking[0].kind.id(), "FIELD_BECAME_REQUIRED");
//! let shown = breaking[0].backward.counterexample().expect("it can be shown");
//! assert_eq!(shown.value, serde_json::json!({ "id": "" }));
//! ```

mod approvals;
mod bounds;
mod change;
mod cover;
mod finding;
mod kind;
mod life;
mod line;
mod machine;
pub mod migrate;
mod objects;
mod paths;
mod patterns;
mod prove;
mod rules;
mod source;
pub mod tables;
mod view;
mod walk;
mod words;

use std::collections::BTreeMap;

use event_contract_codegen::model::{Line, Model};

pub use approvals::{Applied, Approval, Approvals, Date, Mistake};
use change::{Change, Local};
pub use finding::{Counterexample, Direction, Finding, Mode, Verdict};
pub use kind::Kind;
use line::{Lines, Subject};
use prove::Judge;
use tables::{Keys, Types};
use walk::Walk;

/// What consumers that are behind do about keys and event types that their contracts do not declare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Consumers {
    /// They leave them alone, even where their contracts refuse them: whoever adds a field or an event does
    /// not break them. What a closed contract would refuse is a [`Verdict::Caution`].
    #[default]
    Tolerant,
    /// They refuse what their contracts refuse.
    Strict,
}

/// Every change from the old line to the new one, sorted by path.
///
/// The tables of both lines are made and kept for good, as everything that validators read is.
pub fn compare(old: &Line, new: &Line, consumers: Consumers) -> Vec<Finding> {
    let subjects = line::subjects(old, new);
    let mut walk = Walk::new(old, new, consumers);
    for (at, subject) in subjects.iter().enumerate() {
        walk.subject(at, subject.old, subject.new);
    }
    let changes = std::mem::take(&mut walk.changes);
    let mut findings = judged(old, new, consumers, &subjects, changes);
    let (old_table, new_table) = (tables::leak(old), tables::leak(new));
    Lines { old, new, old_table, new_table, consumers }.compare(&mut findings);
    machine::compare(old, new, &mut findings);
    source::compare(old, new, &mut findings);
    life::compare(old, new, &mut findings);
    findings.sort_by(|a, b| (&a.path, a.kind).cmp(&(&b.path, b.kind)));
    for finding in &mut findings {
        finding.line.clone_from(&new.name);
    }
    findings
}

/// Every change from the old contracts to the new ones, line by line. Lines are told by their names; two
/// that are alone are compared whatever they are called.
pub fn compare_models(old: &Model, new: &Model, consumers: Consumers) -> Vec<Finding> {
    if let ([old], [new]) = (old.lines.as_slice(), new.lines.as_slice()) {
        return compare(old, new, consumers);
    }
    let mut findings = Vec::new();
    for before in &old.lines {
        match new.lines.iter().find(|after| after.name == before.name) {
            Some(after) => findings.extend(compare(before, after, consumers)),
            None => findings.push(line::gone(before)),
        }
    }
    for after in &new.lines {
        if !old.lines.iter().any(|before| before.name == after.name) {
            findings.push(line::added(after));
        }
    }
    findings
}

/// The judges of a subject, made when they are first needed.
struct Bench<'m> {
    old: Types<'m>,
    new: Types<'m>,
    /// The old types as consumers apply them to events from new producers.
    behind: Types<'m>,
    made: BTreeMap<usize, [Judge; 3]>,
}

impl Bench<'_> {
    fn judges(&mut self, at: usize, subject: &Subject) -> [Judge; 3] {
        *self.made.entry(at).or_insert_with(|| {
            [
                Judge::of(self.old.named(subject.old)),
                Judge::of(self.new.named(subject.new)),
                Judge::of(self.behind.named(subject.old)),
            ]
        })
    }
}

/// Puts the changes of the same thing together, and looks for what shows that they break.
fn judged(
    old: &Line,
    new: &Line,
    consumers: Consumers,
    subjects: &[Subject],
    changes: Vec<Change>,
) -> Vec<Finding> {
    let mut groups: BTreeMap<(String, Kind, String), Vec<Change>> = BTreeMap::new();
    for change in changes {
        let key = (change.path.clone(), change.kind, change.message.clone());
        groups.entry(key).or_default().push(change);
    }
    let keys = match consumers {
        Consumers::Tolerant => Keys::Dropped,
        Consumers::Strict => Keys::AsDeclared,
    };
    let mut bench = Bench {
        old: Types::new(old, Keys::AsDeclared),
        new: Types::new(new, Keys::AsDeclared),
        behind: Types::new(old, keys),
        made: BTreeMap::new(),
    };
    let finding = |((path, kind, message), group): ((String, Kind, String), Vec<Change>)| {
        let mut verdict = |side: fn(&Change) -> &Local, backward: bool| {
            let mut worst = Verdict::Compatible;
            for change in &group {
                let candidates = match side(change) {
                    Local::Fine => continue,
                    Local::Caution(why) => {
                        if worst == Verdict::Compatible {
                            worst = Verdict::Caution(why);
                        }
                        continue;
                    }
                    Local::Suspect(candidates) => candidates,
                };
                let subject = &subjects[change.place.subject];
                let [old, new, behind] = bench.judges(change.place.subject, subject);
                let sides = if backward { [old, new] } else { [new, behind] };
                match prove::counterexample(&subject.what, sides, &change.place, candidates) {
                    Some(shown) => return Verdict::Breaking(Box::new(shown)),
                    None => worst = Verdict::Unproven,
                }
            }
            worst
        };
        let backward = verdict(|change| &change.backward, true);
        let forward = verdict(|change| &change.forward, false);
        let place = |change: &Change| {
            let name = &subjects[change.place.subject].name;
            format!("{name}{}", prove::pointer(&change.place.steps))
        };
        let mut places: Vec<String> = group.iter().map(place).collect();
        places.dedup();
        let (old, new) = group.first().map_or((None, None), |c| (c.old.clone(), c.new.clone()));
        Finding { old, new, backward, forward, places, ..Finding::harmless(kind, path, message) }
    };
    groups.into_iter().map(finding).collect()
}
