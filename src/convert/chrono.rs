//! Points in time to and from the crate `chrono`.

use ::chrono::{DateTime, FixedOffset, NaiveDateTime, SecondsFormat, Utc};

use super::ConversionError::{self, Inexact, NoOffset, OutOfRange};
use crate::Timestamp;

/// The local time, whatever its offset.
impl TryFrom<&Timestamp> for NaiveDateTime {
    type Error = ConversionError;

    fn try_from(at: &Timestamp) -> Result<Self, ConversionError> {
        let local = DateTime::from_timestamp(at.local_seconds(), at.microsecond() * 1000);
        local.map(|local| local.naive_utc()).ok_or(OutOfRange)
    }
}

/// The time with the offset of the text.
///
/// ```
/// use chrono::{DateTime, FixedOffset};
/// use event_contract::Timestamp;
///
/// let at = Timestamp::new("2026-03-01T12:00:00+05:30")?;
/// let time: DateTime<FixedOffset> = (&at).try_into().expect("it has an offset");
/// assert_eq!(time.to_rfc3339(), "2026-03-01T12:00:00+05:30");
/// assert_eq!(Timestamp::try_from(time), Ok(at));
/// # Ok::<_, event_contract::Violations>(())
/// ```
impl TryFrom<&Timestamp> for DateTime<FixedOffset> {
    type Error = ConversionError;

    fn try_from(at: &Timestamp) -> Result<Self, ConversionError> {
        let offset = FixedOffset::east_opt(at.offset_seconds().ok_or(NoOffset)?);
        let local = NaiveDateTime::try_from(at)?.and_local_timezone(offset.ok_or(OutOfRange)?);
        local.single().ok_or(OutOfRange)
    }
}

/// The instant, whatever the offset of the text.
impl TryFrom<&Timestamp> for DateTime<Utc> {
    type Error = ConversionError;

    fn try_from(at: &Timestamp) -> Result<Self, ConversionError> {
        DateTime::<FixedOffset>::try_from(at).map(|time| time.to_utc())
    }
}

/// With its offset. Leap seconds, and years before 1 and after 9999, have no spelling.
impl TryFrom<DateTime<FixedOffset>> for Timestamp {
    type Error = ConversionError;

    fn try_from(time: DateTime<FixedOffset>) -> Result<Self, ConversionError> {
        // An offset of which the text could not show all would make it another instant.
        if time.offset().local_minus_utc() % 60 != 0 {
            return Err(Inexact);
        }
        Self::new(time.to_rfc3339_opts(SecondsFormat::AutoSi, false)).map_err(|_| OutOfRange)
    }
}

/// In UTC. Leap seconds, and years before 1 and after 9999, have no spelling.
///
/// ```
/// use chrono::DateTime;
/// use event_contract::Timestamp;
///
/// let time = DateTime::from_timestamp(1_772_366_400, 0).expect("in range");
/// assert_eq!(Timestamp::try_from(time).expect("of our time").as_str(), "2026-03-01T12:00:00Z");
/// ```
impl TryFrom<DateTime<Utc>> for Timestamp {
    type Error = ConversionError;

    fn try_from(time: DateTime<Utc>) -> Result<Self, ConversionError> {
        Self::new(time.to_rfc3339_opts(SecondsFormat::AutoSi, true)).map_err(|_| OutOfRange)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::new(text).unwrap()
    }

    #[test]
    fn the_text_decides_what_time_it_is() {
        for (text, fixed, utc) in [
            ("2026-03-01T12:00:00Z", "2026-03-01T12:00:00+00:00", "2026-03-01T12:00:00+00:00"),
            (
                "2026-03-01t12:00:00.1234567-08:00",
                "2026-03-01T12:00:00.123456-08:00",
                "2026-03-01T20:00:00.123456+00:00",
            ),
            ("1772366400", "2026-03-01T12:00:00+00:00", "2026-03-01T12:00:00+00:00"),
            ("0001-01-01T00:00:00+05:00", "0001-01-01T00:00:00+05:00", "0000-12-31T19:00:00+00:00"),
        ] {
            let time = DateTime::<FixedOffset>::try_from(&at(text)).unwrap();
            assert_eq!(time.to_rfc3339(), fixed, "{text}");
            assert_eq!(DateTime::<Utc>::try_from(&at(text)).unwrap().to_rfc3339(), utc, "{text}");
        }
        let open = at("2026-03-01");
        assert_eq!(DateTime::<Utc>::try_from(&open), Err(NoOffset));
        assert_eq!(NaiveDateTime::try_from(&open).unwrap().to_string(), "2026-03-01 00:00:00");
    }

    #[test]
    fn what_has_no_spelling_is_refused() {
        let offset = |seconds| FixedOffset::east_opt(seconds).unwrap();
        let time = DateTime::from_timestamp(1_772_366_400, 5_000).unwrap();
        let written = |seconds| Timestamp::try_from(time.with_timezone(&offset(seconds)));
        assert_eq!(written(-12_600), Ok(at("2026-03-01T08:30:00.000005-03:30")));
        assert_eq!(written(3_601), Err(Inexact));
        assert_eq!(Timestamp::try_from(DateTime::<Utc>::MAX_UTC), Err(OutOfRange));
        let leap = DateTime::from_timestamp(1_772_366_399, 1_500_000_000).unwrap();
        assert_eq!(Timestamp::try_from(leap), Err(OutOfRange));
    }
}
