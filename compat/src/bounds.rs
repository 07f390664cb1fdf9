//! Bounds of lengths, counts and numbers: whether what keeps the sender's keeps the reader's.

use event_contract_codegen::model::{Integer, Number};
use serde_json::{Value, json};

use crate::change::{Candidate, Local};

/// The longest text and the longest list that are made to show something.
const MOST: u64 = 10_000;

/// Which of two things a bound is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    Text,
    Count,
}

impl Of {
    fn candidate(self, size: u64) -> Option<Candidate> {
        (size <= MOST).then(|| match self {
            Self::Text => {
                Candidate::Whole("a".repeat(usize::try_from(size).unwrap_or_default()).into())
            }
            Self::Count => Candidate::Count(size),
        })
    }
}

/// Whether at least `sender` is at least `reader`.
pub(crate) fn least(of: Of, sender: u64, reader: u64, sender_most: Option<u64>) -> Local {
    let sizes = [sender, reader.saturating_sub(1).min(sender_most.unwrap_or(u64::MAX))];
    let made = sizes.into_iter().filter_map(|size| of.candidate(size));
    Local::unless(sender >= reader, made.chain([Candidate::Sample]))
}

/// Whether at most `sender` is at most `reader`.
pub(crate) fn most(of: Of, sender: Option<u64>, reader: Option<u64>, sender_least: u64) -> Local {
    let Some(reader) = reader else { return Local::Fine };
    let sizes = [(reader + 1).max(sender_least), sender.unwrap_or(0)];
    let made = sizes.into_iter().filter_map(|size| of.candidate(size));
    Local::unless(sender.is_some_and(|sender| sender <= reader), made.chain([Candidate::Sample]))
}

/// A side of an interval: the bound, and whether it is inside.
pub(crate) type Side = Option<(f64, bool)>;

/// The lower and the upper side.
pub(crate) fn sides(number: &Number) -> [Side; 2] {
    let tighter = |a: Side, b: Side, greater: bool| match (a, b) {
        (Some(a), Some(b)) => {
            let first = match a.0.total_cmp(&b.0) {
                std::cmp::Ordering::Equal => !a.1,
                order => order.is_gt() == greater,
            };
            Some(if first { a } else { b })
        }
        (one, other) => one.or(other),
    };
    let inside = |bound: Option<f64>| bound.map(|bound| (bound, true));
    let outside = |bound: Option<f64>| bound.map(|bound| (bound, false));
    [
        tighter(inside(number.minimum), outside(number.exclusive_minimum), true),
        tighter(inside(number.maximum), outside(number.exclusive_maximum), false),
    ]
}

/// The sides of whole numbers, as doubles see them. Rounding keeps the order, so that what is above a
/// bound is not below its double.
pub(crate) fn whole_sides(integer: Integer) -> [Side; 2] {
    #[expect(clippy::cast_precision_loss, reason = "said above")]
    let side = |bound: Option<i64>| bound.map(|bound| (bound as f64, true));
    [side(integer.minimum), side(integer.maximum)]
}

/// Whether what is on the inner side of the sender's bound is on that of the reader's.
pub(crate) fn side(sender: Side, reader: Side, lower: bool, whole: bool) -> Local {
    let Some((bound, inclusive)) = reader else { return Local::Fine };
    let inside = sender.is_some_and(|(from, included)| {
        let beyond = if lower { from > bound } else { from < bound };
        beyond || from.total_cmp(&bound).is_eq() && (inclusive || !included)
    });
    let outwards = if lower { -1.0 } else { 1.0 };
    let mut values = vec![bound, bound + outwards, bound + 0.5 * outwards];
    values.push(if lower { bound.next_down() } else { bound.next_up() });
    values.extend(sender.map(|(from, _)| from));
    values.extend(sender.map(|(from, _)| f64::midpoint(from, bound)));
    let made = values.into_iter().map(|value| number(value, whole)).map(Candidate::Whole);
    Local::unless(inside, made.chain([Candidate::Sample]))
}

/// Whether whole numbers within the sender's bound are within the reader's, without rounding.
pub(crate) fn whole(sender: Option<i64>, reader: Option<i64>, lower: bool) -> Local {
    let Some(bound) = reader else { return Local::Fine };
    let inside = sender.is_some_and(|from| if lower { from >= bound } else { from <= bound });
    let beyond = if lower { bound.checked_sub(1) } else { bound.checked_add(1) };
    let values = [beyond, sender].into_iter().flatten().map(|value| Candidate::Whole(value.into()));
    Local::unless(inside, values.chain([Candidate::Sample]))
}

/// A number, written as a whole one if it is to be.
fn number(value: f64, whole: bool) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "a candidate may be any number")]
    if whole { json!(value.floor() as i64) } else { json!(value) }
}
