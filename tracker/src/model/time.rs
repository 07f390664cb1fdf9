//! Points in time, as trackers write them.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use speedate::{Date, DateTime};

use crate::Error;

const DAY_SECONDS: i64 = 24 * 60 * 60;

/// A point in time, to the microsecond, with the offset it was written with.
///
/// Equal and ordered by the instant; text without an offset is UTC.
#[derive(Clone, Copy, Debug)]
pub struct Timestamp(DateTime);

impl Timestamp {
    /// The machine's clock, in UTC.
    pub fn now() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self::from_unix(since)
    }

    /// A time since the start of 1970.
    pub fn from_unix(since: Duration) -> Self {
        let seconds = i64::try_from(since.as_secs()).unwrap_or_default();
        Self::from_parts(seconds, since.subsec_micros())
    }

    /// The time so much earlier, in UTC.
    #[must_use]
    pub fn earlier(self, by: Duration) -> Self {
        let before = self.micros() - i128::try_from(by.as_micros()).unwrap_or(i128::MAX / 2);
        let seconds = i64::try_from(before.div_euclid(1_000_000)).unwrap_or_default();
        Self::from_parts(seconds, u32::try_from(before.rem_euclid(1_000_000)).unwrap_or_default())
    }

    /// Microseconds since the start of 1970.
    pub(crate) fn micros(self) -> i128 {
        let (seconds, micros) = self.instant();
        i128::from(seconds) * 1_000_000 + i128::from(micros)
    }

    /// `2026-01-01T00:02:00Z`: in UTC, what is less than a second cut off.
    pub(crate) fn utc_seconds(self) -> String {
        let DateTime { date, time } = self.utc();
        format!("{date}T{:02}:{:02}:{:02}Z", time.hour, time.minute, time.second)
    }

    /// `2026-01-01 00:02`: in UTC, what is less than a minute cut off.
    pub(crate) fn utc_minutes(self) -> String {
        let DateTime { date, time } = self.utc();
        format!("{date} {:02}:{:02}", time.hour, time.minute)
    }

    /// `2026-01-01`: the day before, in UTC. No time zone has begun the day after it by then.
    pub(crate) fn day_before(self) -> String {
        let (seconds, micros) = self.instant();
        Self::from_parts(seconds - DAY_SECONDS, micros).0.date.to_string()
    }

    fn utc(self) -> DateTime {
        let (seconds, micros) = self.instant();
        Self::from_parts(seconds, micros).0
    }

    /// Seconds since the start of 1970, and microseconds.
    fn instant(self) -> (i64, u32) {
        (self.0.timestamp_tz(), self.0.time.microsecond)
    }

    fn from_parts(seconds: i64, micros: u32) -> Self {
        let epoch = DateTime { date: Date { year: 1970, month: 1, day: 1 }, time: MIDNIGHT };
        let at = DateTime::from_timestamp(seconds, micros).unwrap_or(epoch);
        Self(DateTime { time: speedate::Time { tz_offset: Some(0), ..at.time }, ..at })
    }
}

const MIDNIGHT: speedate::Time =
    speedate::Time { hour: 0, minute: 0, second: 0, microsecond: 0, tz_offset: Some(0) };

impl FromStr for Timestamp {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let day = || Date::parse_str_rfc3339(text).map(|date| DateTime { date, time: MIDNIGHT });
        let at = DateTime::parse_str_rfc3339(text).or_else(|_| day());
        let at = at.map_err(|_| Error::invalid("no date and time of ISO 8601"))?;
        let tz_offset = Some(at.time.tz_offset.unwrap_or_default());
        Ok(Self(DateTime { time: speedate::Time { tz_offset, ..at.time }, ..at }))
    }
}

/// ISO 8601 with an offset, `2026-01-01T00:02:00+00:00`; with microseconds if there are any.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DateTime { date, time } = &self.0;
        write!(f, "{date}T{:02}:{:02}:{:02}", time.hour, time.minute, time.second)?;
        if time.microsecond != 0 {
            write!(f, ".{:06}", time.microsecond)?;
        }
        let offset = time.tz_offset.unwrap_or_default();
        let (sign, away) = if offset < 0 { ('-', -offset) } else { ('+', offset) };
        write!(f, "{sign}{:02}:{:02}", away / 3600, away / 60 % 60)
    }
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        self.instant() == other.instant()
    }
}

impl Eq for Timestamp {}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        self.instant().cmp(&other.instant())
    }
}

impl Hash for Timestamp {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.instant().hash(state);
    }
}

impl serde::Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        <String as serde::Deserialize>::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        text.parse::<Timestamp>().unwrap().to_string()
    }

    #[test]
    fn what_trackers_write_is_read_and_written_alike() {
        for (written, read) in [
            ("2026-01-01T00:02:00Z", "2026-01-01T00:02:00+00:00"),
            ("2026-01-01T00:02:00.000Z", "2026-01-01T00:02:00+00:00"),
            ("2026-01-01T00:02:00.120+0000", "2026-01-01T00:02:00.120000+00:00"),
            ("2026-01-01T00:02:00-05:30", "2026-01-01T00:02:00-05:30"),
            ("2026-01-01T00:02:00", "2026-01-01T00:02:00+00:00"),
            ("2026-01-01", "2026-01-01T00:00:00+00:00"),
        ] {
            assert_eq!(shown(written), read, "{written}");
        }
        for bad in ["", "yesterday", "2026-13-01T00:00:00Z", "1700000000"] {
            assert!(bad.parse::<Timestamp>().is_err(), "{bad}");
        }
    }

    #[test]
    fn times_are_compared_and_shown_in_utc() {
        let late: Timestamp = "2026-01-01T01:30:59.5+02:00".parse().unwrap();
        assert_eq!(late, "2025-12-31T23:30:59.500Z".parse().unwrap());
        assert!(late < "2026-01-01T00:00:00Z".parse().unwrap());
        assert_eq!(late.utc_seconds(), "2025-12-31T23:30:59Z");
        assert_eq!(late.utc_minutes(), "2025-12-31 23:30");
        assert_eq!(late.day_before(), "2025-12-30");
        let before = late.earlier(Duration::from_millis(90_750));
        assert_eq!(before.to_string(), "2025-12-31T23:29:28.750000+00:00");
    }
}
