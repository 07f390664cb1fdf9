//! Numbers to and from the decimals of the crate `rust_decimal`, which have up to 28 digits.

use ::rust_decimal::Decimal;

use super::ConversionError::{self, Inexact, OutOfRange};
use crate::{Integer, Number};

/// ```
/// use event_contract::Integer;
/// use rust_decimal::Decimal;
///
/// let cents = Integer::from(1990);
/// let mut price = Decimal::try_from(&cents).expect("not that much");
/// price.set_scale(2).expect("a scale there is");
/// assert_eq!(price.to_string(), "19.90");
/// assert!(Integer::try_from(price).is_err(), "it is not whole");
/// ```
impl TryFrom<&Integer> for Decimal {
    type Error = ConversionError;

    fn try_from(whole: &Integer) -> Result<Self, ConversionError> {
        let value = i128::try_from(whole).map_err(|_| OutOfRange)?;
        Self::try_from_i128_with_scale(value, 0).map_err(|_| OutOfRange)
    }
}

/// Refused unless it is whole.
impl TryFrom<Decimal> for Integer {
    type Error = ConversionError;

    fn try_from(value: Decimal) -> Result<Self, ConversionError> {
        let whole = value.is_integer().then(|| value.trunc());
        whole.and_then(|whole| Self::from_number(&whole.to_string())).ok_or(Inexact)
    }
}

/// The shortest decimal that reads as the same number: of `0.1` it is 0.1.
///
/// ```
/// use event_contract::Number;
/// use rust_decimal::Decimal;
///
/// let ratio = Number::new(0.1)?;
/// let decimal = Decimal::try_from(ratio).expect("few digits");
/// assert_eq!(decimal.to_string(), "0.1");
/// assert_eq!(Number::try_from(decimal), Ok(ratio));
/// # Ok::<_, event_contract::Violations>(())
/// ```
impl TryFrom<Number> for Decimal {
    type Error = ConversionError;

    fn try_from(number: Number) -> Result<Self, ConversionError> {
        // The largest decimal is less than 2^96.
        if number.get().abs() >= 79_228_162_514_264_337_593_543_950_336.0 {
            return Err(OutOfRange);
        }
        Self::from_str_exact(&number.to_string()).map_err(|_| Inexact)
    }
}

/// Refused where the nearest double does not read as the same decimal.
impl TryFrom<Decimal> for Number {
    type Error = ConversionError;

    fn try_from(value: Decimal) -> Result<Self, ConversionError> {
        let nearest: f64 = value.to_string().parse().map_err(|_| Inexact)?;
        let number = Self::new(nearest).map_err(|_| OutOfRange)?;
        match Decimal::try_from(number) {
            Ok(back) if back == value => Ok(number),
            _ => Err(Inexact),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn whole_numbers_keep_every_digit() {
        for text in ["0", "-7", "79228162514264337593543950335", "-79228162514264337593543950335"] {
            let whole: Integer = text.parse().unwrap();
            assert_eq!(Decimal::try_from(&whole).unwrap(), decimal(text));
            assert_eq!(Integer::try_from(decimal(text)), Ok(whole));
        }
        let beyond: Integer = "79228162514264337593543950336".parse().unwrap();
        assert_eq!(Decimal::try_from(&beyond), Err(OutOfRange));
        assert_eq!(Integer::try_from(decimal("12.00")).unwrap(), 12);
        assert_eq!(Integer::try_from(decimal("12.01")), Err(Inexact));
    }

    #[test]
    fn numbers_are_the_same_both_ways_or_refused() {
        let number = |value| Number::new(value).unwrap();
        for (value, text) in
            [(0.1, "0.1"), (-2.5, "-2.50"), (1e20, "100000000000000000000"), (-0.0, "0")]
        {
            assert_eq!(Decimal::try_from(number(value)), Ok(decimal(text)));
            assert_eq!(Number::try_from(decimal(text)), Ok(number(value)));
        }
        assert_eq!(Decimal::try_from(number(1e300)), Err(OutOfRange));
        assert_eq!(Decimal::try_from(number(1e-300)), Err(Inexact));
        assert_eq!(Number::try_from(decimal("0.1000000000000000000000001")), Err(Inexact));
    }
}
