//! Points in time to and from the crate `jiff`.

use ::jiff::civil::DateTime;
use ::jiff::tz::{Offset, TimeZone};
use ::jiff::{Timestamp as Instant, Zoned};

use super::ConversionError::{self, NoOffset, OutOfRange};
use crate::Timestamp;

/// The local time, whatever its offset.
impl TryFrom<&Timestamp> for DateTime {
    type Error = ConversionError;

    fn try_from(at: &Timestamp) -> Result<Self, ConversionError> {
        let local = Instant::new(at.local_seconds(), microseconds(at)).map_err(|_| OutOfRange)?;
        Ok(Offset::UTC.to_datetime(local))
    }
}

/// Nanoseconds of the second, in whole microseconds.
fn microseconds(at: &Timestamp) -> i32 {
    i32::try_from(at.microsecond() * 1000).unwrap_or_default()
}

/// The time in a zone with a fixed offset: that of the text.
///
/// ```
/// use event_contract::Timestamp;
/// use jiff::Zoned;
///
/// let at = Timestamp::new("2026-03-01T12:00:00.5+05:30")?;
/// let zoned = Zoned::try_from(&at).expect("it has an offset");
/// assert_eq!(zoned.to_string(), "2026-03-01T12:00:00.5+05:30[+05:30]");
/// assert_eq!(Timestamp::try_from(&zoned), Ok(at));
/// # Ok::<_, event_contract::Violations>(())
/// ```
impl TryFrom<&Timestamp> for Zoned {
    type Error = ConversionError;

    fn try_from(at: &Timestamp) -> Result<Self, ConversionError> {
        let offset = Offset::from_seconds(at.offset_seconds().ok_or(NoOffset)?);
        let zone = TimeZone::fixed(offset.map_err(|_| OutOfRange)?);
        zone.to_zoned(DateTime::try_from(at)?).map_err(|_| OutOfRange)
    }
}

/// The instant, whatever the offset of the text.
///
/// ```
/// use event_contract::Timestamp;
///
/// let at = Timestamp::new("2026-03-01T12:00:00+05:30")?;
/// let instant = jiff::Timestamp::try_from(&at).expect("it has an offset");
/// assert_eq!(Timestamp::try_from(instant).expect("of our time").as_str(), "2026-03-01T06:30:00Z");
/// # Ok::<_, event_contract::Violations>(())
/// ```
impl TryFrom<&Timestamp> for Instant {
    type Error = ConversionError;

    fn try_from(at: &Timestamp) -> Result<Self, ConversionError> {
        Zoned::try_from(at).map(|zoned| zoned.timestamp())
    }
}

/// In UTC. Years before 1 and after 9999 have no spelling.
impl TryFrom<Instant> for Timestamp {
    type Error = ConversionError;

    fn try_from(instant: Instant) -> Result<Self, ConversionError> {
        Self::new(instant.to_string()).map_err(|_| OutOfRange)
    }
}

/// With the offset that holds at the time. The zone's name is no part of a timestamp.
impl TryFrom<&Zoned> for Timestamp {
    type Error = ConversionError;

    fn try_from(zoned: &Zoned) -> Result<Self, ConversionError> {
        // An offset of which the text could not show all would make it another instant.
        if zoned.offset().seconds() % 60 != 0 {
            return Err(ConversionError::Inexact);
        }
        let shown = zoned.timestamp().display_with_offset(zoned.offset());
        Self::new(shown.to_string()).map_err(|_| OutOfRange)
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
        for (text, local, instant) in [
            ("2026-03-01T12:00:00Z", "2026-03-01T12:00:00", "2026-03-01T12:00:00Z"),
            (
                "2026-03-01t12:00:00.1234567-08:00",
                "2026-03-01T12:00:00.123456",
                "2026-03-01T20:00:00.123456Z",
            ),
            ("1772366400", "2026-03-01T12:00:00", "2026-03-01T12:00:00Z"),
            ("0001-01-01T00:00:00+05:00", "0001-01-01T00:00:00", "0000-12-31T19:00:00Z"),
        ] {
            assert_eq!(DateTime::try_from(&at(text)).unwrap().to_string(), local);
            assert_eq!(Instant::try_from(&at(text)).unwrap().to_string(), instant);
            assert_eq!(
                Some(Zoned::try_from(&at(text)).unwrap().offset().seconds()),
                at(text).offset_seconds()
            );
        }
        let open = at("2026-03-01T12:00:00");
        assert_eq!(Instant::try_from(&open), Err(NoOffset));
        assert_eq!(DateTime::try_from(&open).unwrap().to_string(), "2026-03-01T12:00:00");
        assert_eq!(Instant::try_from(&at("9999-12-31T23:00:00-20:00")), Err(OutOfRange));
    }

    #[test]
    fn offsets_are_written_as_they_are() {
        let zone = |seconds| TimeZone::fixed(Offset::from_seconds(seconds).unwrap());
        let instant = Instant::new(1_772_366_400, 5_000).unwrap();
        let written = |seconds| Timestamp::try_from(&instant.to_zoned(zone(seconds)));
        assert_eq!(written(0), Ok(at("2026-03-01T12:00:00.000005+00:00")));
        assert_eq!(written(-12_600), Ok(at("2026-03-01T08:30:00.000005-03:30")));
        assert_eq!(written(3_601), Err(ConversionError::Inexact));
        assert_eq!(Timestamp::try_from(Instant::MIN), Err(OutOfRange));
    }
}
