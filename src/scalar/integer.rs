//! Whole numbers of any size.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::ser::{Serialize, Serializer};

use crate::violation::Violations;

/// A whole number with all its digits, as large as a double's magnitude allows (309 digits).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Integer(Repr);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small(i64),
    /// Decimal digits outside the range of `i64`, with a sign if negative and no leading zeros.
    Big(Box<str>),
}

impl Integer {
    /// The value, if it fits.
    pub const fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Small(value) => Some(*value),
            Repr::Big(_) => None,
        }
    }

    /// The value, if it fits.
    pub fn to_u64(&self) -> Option<u64> {
        match &self.0 {
            Repr::Small(value) => u64::try_from(*value).ok(),
            Repr::Big(digits) => digits.parse().ok(),
        }
    }

    /// The value as the nearest double.
    pub fn to_f64(&self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// Reads a JSON number whose value is whole: `4`, `4.0`, `1e3`.
    pub(crate) fn from_number(text: &str) -> Option<Self> {
        if let Ok(value) = text.parse() {
            return Some(Self(Repr::Small(value)));
        }
        if !text.contains(['.', 'e', 'E']) {
            return Some(Self(Repr::Big(text.into())));
        }
        let digits = whole(text)?;
        let small = digits.parse().ok();
        Some(Self(small.map_or_else(|| Repr::Big(digits.into()), Repr::Small)))
    }

    /// Whether the nearest double of a JSON number is whole, and the number is not: readers by doubles take it for whole.
    pub fn loses_fraction(number: &[u8]) -> bool {
        std::str::from_utf8(number).is_ok_and(|number| {
            number.parse::<f64>().is_ok_and(|value| value.fract() == 0.0)
                && Self::from_number(number).is_none()
        })
    }

    /// Compares with a bound.
    pub(crate) fn cmp_i64(&self, bound: i64) -> Ordering {
        match &self.0 {
            Repr::Small(value) => value.cmp(&bound),
            Repr::Big(digits) if digits.starts_with('-') => Ordering::Less,
            Repr::Big(_) => Ordering::Greater,
        }
    }

    /// Compares numbers of which not both are small.
    #[cold]
    fn cmp_beyond(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (_, Repr::Small(b)) => self.cmp_i64(*b),
            (Repr::Small(a), _) => other.cmp_i64(*a).reverse(),
            (Repr::Big(a), Repr::Big(b)) => match (a.strip_prefix('-'), b.strip_prefix('-')) {
                (None, None) => a.len().cmp(&b.len()).then_with(|| a.cmp(b)),
                (Some(a), Some(b)) => b.len().cmp(&a.len()).then_with(|| b.cmp(a)),
                (None, Some(_)) => Ordering::Greater,
                (Some(_), None) => Ordering::Less,
            },
        }
    }
}

/// The digits of a JSON number with a fraction or an exponent, if its value is whole and a double reaches that far.
fn whole(text: &str) -> Option<String> {
    let (sign, text) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (before, behind) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{before}{behind}");
    let digits = all.trim_start_matches('0').trim_end_matches('0');
    if digits.is_empty() {
        return Some("0".to_owned());
    }
    // An exponent beyond 64 bits is beyond doubles, too.
    let exponent: i64 = exponent.parse().ok()?;
    let behind = i64::try_from(behind.len()).ok()?;
    let trailing = i64::try_from(all.len() - all.trim_end_matches('0').len()).ok()?;
    let zeros = exponent.checked_sub(behind)?.checked_add(trailing)?;
    let zeros = usize::try_from(zeros).ok().filter(|zeros| zeros + digits.len() <= MOST_DIGITS)?;
    Some(format!("{sign}{digits}{}", "0".repeat(zeros)))
}

/// The digits of the largest double.
const MOST_DIGITS: usize = 309;

impl fmt::Display for Integer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Small(value) => value.fmt(f),
            Repr::Big(digits) => f.write_str(digits),
        }
    }
}

impl fmt::Debug for Integer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Ord for Integer {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small(a), Repr::Small(b)) => a.cmp(b),
            _ => self.cmp_beyond(other),
        }
    }
}

impl PartialOrd for Integer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

macro_rules! from_small {
    ($($ty:ty)*) => {$(
        impl From<$ty> for Integer {
            fn from(value: $ty) -> Self {
                Self(Repr::Small(i64::from(value)))
            }
        }
    )*};
}
from_small!(i8 i16 i32 i64 u8 u16 u32);

impl From<u64> for Integer {
    fn from(value: u64) -> Self {
        Self(i64::try_from(value).map_or_else(|_| Repr::Big(value.to_string().into()), Repr::Small))
    }
}

impl From<usize> for Integer {
    fn from(value: usize) -> Self {
        Self::from(value as u64)
    }
}

macro_rules! into_native {
    ($($ty:ident)*) => {$(
        impl TryFrom<&Integer> for $ty {
            type Error = OutOfRange;

            fn try_from(value: &Integer) -> Result<Self, OutOfRange> {
                match &value.0 {
                    Repr::Small(value) => Self::try_from(*value).map_err(|_| OutOfRange),
                    Repr::Big(digits) => digits.parse().map_err(|_| OutOfRange),
                }
            }
        }

        impl TryFrom<Integer> for $ty {
            type Error = OutOfRange;

            fn try_from(value: Integer) -> Result<Self, OutOfRange> {
                Self::try_from(&value)
            }
        }
    )*};
}
into_native!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 usize);

/// A whole number does not fit the type asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the whole number does not fit the type")]
pub struct OutOfRange;

impl FromStr for Integer {
    type Err = Violations;

    /// Reads a JSON number.
    fn from_str(text: &str) -> Result<Self, Violations> {
        crate::decode(text.as_bytes())
    }
}

impl PartialEq<i64> for Integer {
    fn eq(&self, other: &i64) -> bool {
        self.to_i64() == Some(*other)
    }
}

impl Serialize for Integer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Repr::Small(value) => serializer.serialize_i64(*value),
            Repr::Big(digits) => match (digits.parse::<u64>(), digits.parse::<i128>()) {
                (Ok(value), _) => serializer.serialize_u64(value),
                (_, Ok(value)) => serializer.serialize_i128(value),
                _ => super::json::serialize_text(digits, serializer),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        Integer::from_number(text).map(|value| value.to_string())
    }

    #[test]
    fn whole_values_however_spelled() {
        for (text, value) in [
            ("4", "4"),
            ("4.0", "4"),
            ("1e3", "1000"),
            ("-0.0", "0"),
            ("-0", "0"),
            ("12E-1", ""),
            ("9223372036854775808", "9223372036854775808"),
            ("-9223372036854775808", "-9223372036854775808"),
            ("1e20", "100000000000000000000"),
            ("0.5", ""),
            ("0e99999999999999999999", "0"),
            ("1.50e1", "15"),
            ("1.5e0", ""),
            ("1e-400", ""),
            ("9007199254740992.5", ""),
            ("9007199254740993.0", "9007199254740993"),
            ("-90071992547409930e-1", "-9007199254740993"),
            ("123456789012345678901234567890.5", ""),
        ] {
            assert_eq!(read(text).unwrap_or_default(), value, "{text}");
        }
        let long = "9".repeat(300);
        assert_eq!(read(&long), Some(long));
    }

    #[test]
    fn order_is_by_value() {
        let sorted = [
            "-99999999999999999999",
            "-10000000000000000000",
            "-5",
            "0",
            "7",
            "10000000000000000000",
            "99999999999999999999",
            "100000000000000000000",
        ];
        let values: Vec<Integer> =
            sorted.iter().filter_map(|text| Integer::from_number(text)).collect();
        assert_eq!(values.len(), sorted.len());
        assert!(values.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn native_types_take_what_fits_them() {
        let whole = |text| Integer::from_number(text).unwrap();
        assert_eq!(u8::try_from(whole("255.0")), Ok(255));
        assert_eq!(u8::try_from(whole("256")), Err(OutOfRange));
        assert_eq!(u32::try_from(&whole("-1")), Err(OutOfRange));
        assert_eq!(i8::try_from(whole("-1.28e2")), Ok(i8::MIN));
        assert_eq!(u64::try_from(whole("18446744073709551615")), Ok(u64::MAX));
        assert_eq!(i64::try_from(whole("9223372036854775808")), Err(OutOfRange));
        assert_eq!(i128::try_from(whole("-9223372036854775809")), Ok(-9_223_372_036_854_775_809));
    }

    #[test]
    fn json_keeps_every_digit() {
        for text in [
            "0",
            "-7",
            "18446744073709551615",
            "-170141183460469231731687303715884105728",
            "170141183460469231731687303715884105728123",
        ] {
            let value = Integer::from_number(text).unwrap();
            assert_eq!(serde_json::to_string(&value).unwrap(), text);
            assert_eq!(text.parse::<Integer>().unwrap(), value);
        }
    }
}
