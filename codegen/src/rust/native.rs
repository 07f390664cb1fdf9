//! Which of Rust's own types holds a whole number.

use crate::model::{Integer, Shape, TypeDef};

/// A native integer type and its bounds, as far as contracts can state them.
type Native = (&'static str, i64, i64);

/// Without a sign first: they are meant where no value is negative.
const NATIVE: [Native; 8] = [
    ("u8", 0, u8::MAX as i64),
    ("u16", 0, u16::MAX as i64),
    ("u32", 0, u32::MAX as i64),
    ("u64", 0, i64::MAX),
    ("i8", i8::MIN as i64, i8::MAX as i64),
    ("i16", i16::MIN as i64, i16::MAX as i64),
    ("i32", i32::MIN as i64, i32::MAX as i64),
    ("i64", i64::MIN, i64::MAX),
];

/// The smallest type that holds every value within the bounds. Nothing if they leave a side open.
fn holder(bounds: Integer) -> Option<Native> {
    let (least, most) = (bounds.minimum?, bounds.maximum?);
    NATIVE.into_iter().find(|(_, low, high)| *low <= least && most <= *high)
}

/// The native type behind a whole number of a contract.
pub(super) fn native(bounds: Integer) -> Option<&'static str> {
    holder(bounds).map(|(name, ..)| name)
}

/// The native type that says all of a whole number, if there is one and the contract gave it no name: then no
/// type of its own is needed.
pub(super) fn plain(def: &TypeDef) -> Option<&'static str> {
    let Shape::Integer(bounds) = def.shape else { return None };
    // The largest `u64` is beyond what contracts can state.
    let (name, least, most) = holder(bounds).filter(|(name, ..)| *name != "u64")?;
    let whole = bounds.minimum == Some(least) && bounds.maximum == Some(most);
    (def.implied && whole).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_that_holds_every_value() {
        for (minimum, maximum, expected) in [
            (Some(0), Some(255), Some("u8")),
            (Some(1), Some(256), Some("u16")),
            (Some(0), Some(4_294_967_295), Some("u32")),
            (Some(0), Some(4_294_967_296), Some("u64")),
            (Some(0), Some(i64::MAX), Some("u64")),
            (Some(-1), Some(127), Some("i8")),
            (Some(-129), Some(0), Some("i16")),
            (Some(-1), Some(32_768), Some("i32")),
            (Some(i64::MIN), Some(i64::MAX), Some("i64")),
            (Some(0), None, None),
            (None, Some(0), None),
        ] {
            let bounds = Integer { minimum, maximum, ..Integer::default() };
            assert_eq!(native(bounds), expected, "{minimum:?} to {maximum:?}");
        }
    }
}
