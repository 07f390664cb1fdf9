//! Random pairs of contracts: what is called compatible is, and what is called breaking breaks.

use event_contract::sample::{self, Source};
use event_contract::table::{self, Type};
use event_contract_codegen::model;
use event_contract_compat::{Consumers, Direction, Finding, Verdict, compare, tables};
use serde_json::Value;

use crate::contract::Contract;

/// How many pairs are compared.
const PAIRS: usize = 500;

/// How many values are shown to both sides of a pair.
const VALUES: u64 = 40;

/// One side of a comparison, as its validator.
#[derive(Clone, Copy)]
struct Side {
    line: &'static table::Line,
    event: &'static table::Event,
}

impl Side {
    fn of(model: &model::Model) -> Self {
        let line = tables::leak(&model.lines[0]);
        Self { line, event: line.event("Sold").unwrap() }
    }

    fn accepts(self, value: &Value) -> bool {
        self.line.accepts_payload(self.event, value.to_string().as_bytes())
    }

    fn ty(self) -> Type {
        Type::Object(self.event.payload)
    }
}

/// Whether a value has no key that the sender does not declare and the reader does.
fn is_honest(sender: Type, reader: Type, value: &Value) -> bool {
    match (sender, reader, value) {
        (Type::Object(from), Type::Object(to), Value::Object(map)) => {
            map.iter().all(|(key, value)| {
                let field = |object: &table::Object| {
                    object.fields.iter().find(|field| field.name == key).map(|field| field.ty)
                };
                match (field(from), field(to)) {
                    (Some(from), Some(to)) => is_honest(from, to, value),
                    (None, Some(_)) => false,
                    _ => true,
                }
            })
        }
        (Type::Map(from), Type::Map(to), Value::Object(map)) => {
            map.values().all(|value| is_honest(from.values, to.values, value))
        }
        (Type::Array(from), Type::Array(to), Value::Array(items)) => {
            items.iter().all(|value| is_honest(from.items, to.items, value))
        }
        (Type::AnyOf(from), to, value) => {
            from.alternatives.iter().all(|from| is_honest(*from, to, value))
        }
        (from, Type::AnyOf(to), value) => {
            to.alternatives.iter().all(|to| is_honest(from, *to, value))
        }
        _ => true,
    }
}

/// Values that the sender accepts: valid ones, and ones that are almost valid for either side.
fn sent(sender: Side, reader: Side, seed: u64) -> impl Iterator<Item = Value> {
    let values = (0..VALUES).flat_map(move |at| {
        let mut source = Source::from_seed(seed.wrapping_mul(1009).wrapping_add(at));
        let plain = sample::value(&sender.ty(), &mut source);
        let near = sample::mutated(&sender.ty(), plain.clone(), &mut source);
        let other = sample::value(&reader.ty(), &mut source);
        let far = sample::mutated(&reader.ty(), other.clone(), &mut source);
        [plain, near, other, far]
    });
    values.filter(move |value| sender.accepts(value) && is_honest(sender.ty(), reader.ty(), value))
}

#[derive(Debug, Default)]
struct Tally {
    pairs: usize,
    compatible: usize,
    breaking: usize,
    unproven: usize,
    shown: usize,
}

impl Tally {
    fn hold(
        &mut self,
        direction: Direction,
        found: &[Finding],
        [sender, reader]: [Side; 2],
        seed: u64,
        pair: &str,
    ) {
        let verdicts = || found.iter().map(|finding| finding.verdict(direction));
        if !verdicts().any(Verdict::is_breaking) {
            self.compatible += 1;
            for value in sent(sender, reader, seed) {
                self.shown += 1;
                assert!(
                    reader.accepts(&value),
                    "{direction:?} is called compatible: {value}\n{pair}\n{found:#?}"
                );
            }
            return;
        }
        for verdict in verdicts().filter(|verdict| verdict.is_breaking()) {
            let Some(shown) = verdict.counterexample() else {
                self.unproven += 1;
                continue;
            };
            self.breaking += 1;
            assert_eq!(shown.what, "payload of Sold");
            assert!(sender.accepts(&shown.value), "{direction:?}: {shown:?}\n{pair}");
            assert!(!reader.accepts(&shown.value), "{direction:?}: {shown:?}\n{pair}");
        }
    }

    /// Compares a pair in every way, if both are sound.
    fn judge(&mut self, before: &Contract, after: &Contract, seed: u64) {
        let (Some(old), Some(new)) = (before.load(true), after.load(true)) else { return };
        let Some(open) = before.load(false) else { return };
        self.pairs += 1;
        let pair = format!("seed {seed}\n{}\n{}", before.yaml(true), after.yaml(true));
        let (behind, tolerant, ahead) = (Side::of(&old), Side::of(&open), Side::of(&new));
        for consumers in [Consumers::Tolerant, Consumers::Strict] {
            let found = compare(&old.lines[0], &new.lines[0], consumers);
            self.hold(Direction::Backward, &found, [behind, ahead], seed, &pair);
            let reader = if consumers == Consumers::Tolerant { tolerant } else { behind };
            self.hold(Direction::Forward, &found, [ahead, reader], seed, &pair);
        }
    }

    /// Judges pairs until there are enough, and checks that they show something.
    fn of(pair: impl Fn(&mut Source) -> (Contract, Contract)) -> Self {
        let mut tally = Self::default();
        for seed in 0_u64.. {
            if tally.pairs == PAIRS {
                break;
            }
            let (before, after) = pair(&mut Source::from_seed(seed));
            tally.judge(&before, &after, seed);
        }
        assert!(tally.compatible > PAIRS / 2 && tally.breaking > PAIRS / 2, "{tally:?}");
        assert!(tally.unproven * 20 < tally.breaking, "too little is shown to break: {tally:?}");
        tally
    }
}

#[test]
fn random_pairs_are_judged_rightly() {
    let tally = Tally::of(|source| {
        let before = Contract::random(source);
        let mut after = before.clone();
        for _ in 0..=source.below(3) {
            after.edit(source);
        }
        (before, after)
    });
    println!("{tally:?}");
}

/// With a single type, nothing else in the pair hides a wrong verdict on it.
#[test]
fn random_types_are_judged_rightly() {
    let tally = Tally::of(|source| {
        let before = Contract::of_one_type(source);
        let mut after = before.clone();
        for _ in 0..=source.below(3) {
            after.edit_type(source);
        }
        (before, after)
    });
    println!("{tally:?}");
}
