//! Finite numbers.

use crate::table;

/// A finite number. Unlike a plain `f64` it is never infinite and never NaN, which JSON cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Number(f64);

crate::impl_number!(Number: table::Number::ANY);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_json_cannot_hold_is_refused() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(Number::new(value).is_err());
        }
        let half: Number = crate::decode(b"0.5").unwrap();
        assert_eq!(half.get().to_bits(), 0.5_f64.to_bits());
        assert_eq!(serde_json::to_string(&half).unwrap(), "0.5");
    }
}
