//! Strings with a lexical form.

use std::cmp::Ordering;
use std::fmt::{self, Write};

use arrayvec::ArrayString;
use speedate::{Date, DateTime, Time};
use ulid::Ulid;

use crate::codec::ShortText;
use crate::format;
use crate::table;
use crate::view::built;

const DATE_TIME: table::Text =
    table::Text { format: Some(table::Format::DateTime), ..table::Text::ANY };
const PYDANTIC_DATETIME: table::Text =
    table::Text { format: Some(table::Format::PydanticDatetime), ..table::Text::ANY };
const ISO_8601: table::Text =
    table::Text { format: Some(table::Format::Iso8601), ..table::Text::ANY };
const UUID: table::Text = table::Text { format: Some(table::Format::Uuid), ..table::Text::ANY };
const URI: table::Text = table::Text { format: Some(table::Format::Uri), ..table::Text::ANY };
const EVENT_ID: table::Text =
    table::Text { format: Some(table::Format::EventId), ..table::Text::ANY };

/// A point in time with an offset as [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339) spells it, kept as it
/// was spelled: `date-time` in contracts.
///
/// It is ordered by the instant, and by text where that is the same. Equal means equal text: two spellings of
/// one instant differ. Years are 1 to 9999, and there are no leap seconds.
#[derive(Clone)]
pub struct OffsetDateTime {
    text: ShortText,
}

impl OffsetDateTime {
    /// Seconds since 1970, UTC.
    pub fn unix_seconds(&self) -> i64 {
        let parsed = parsed(&self.text);
        parsed.timestamp() - i64::from(parsed.time.tz_offset.unwrap_or(0))
    }

    /// The offset from UTC in seconds: whole minutes, less than a day.
    pub fn offset_seconds(&self) -> i32 {
        parsed(&self.text).time.tz_offset.unwrap_or(0)
    }

    /// Nanoseconds of the second, 0 to 999,999,999. Finer digits are cut off.
    pub fn nanosecond(&self) -> u32 {
        u32::try_from(attoseconds(&self.text) / 1_000_000_000).unwrap_or(0)
    }

    /// The one spelling of the instant at its offset: capital letters, `Z` for no offset, and no zeros at the
    /// end of a fraction.
    #[must_use]
    pub fn canonical(&self) -> Self {
        let text = self.text.to_ascii_uppercase();
        let (head, rest) = text.split_at_checked(19).unwrap_or((&text, ""));
        let (fraction, zone) =
            rest.split_at_checked(format::fraction_len(rest)).unwrap_or(("", rest));
        let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
        let zone = if matches!(zone, "+00:00" | "-00:00") { "Z" } else { zone };
        Self { text: format!("{head}{fraction}{zone}").into() }
    }
}

impl PartialOrd for OffsetDateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for OffsetDateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |at: &Self| instant(&at.text);
        key(self).cmp(&key(other)).then_with(|| self.text.cmp(&other.text))
    }
}

/// A time that a stricter spelling guarantees: its offset stays.
impl From<OffsetDateTime> for Timestamp {
    fn from(at: OffsetDateTime) -> Self {
        Self { text: at.text }
    }
}

/// Fails for spellings that RFC 3339 does not have: without an offset, say.
impl TryFrom<&Timestamp> for OffsetDateTime {
    type Error = crate::Violations;

    fn try_from(at: &Timestamp) -> Result<Self, Self::Error> {
        Self::new(&at.text)
    }
}

/// Two numbers that compare as instants do: seconds since some beginning, and attoseconds.
pub(crate) fn instant(text: &str) -> [u64; 2] {
    let parsed = parsed(text);
    let offset = i64::from(parsed.time.tz_offset.unwrap_or(0));
    [biased(parsed.timestamp() - offset), attoseconds(text)]
}

/// Seconds since 1970 as a number that is never negative.
const fn biased(seconds: i64) -> u64 {
    // From the year 1 on, and a day before it.
    const BIAS: i64 = 1 << 37;
    (seconds + BIAS).unsigned_abs()
}

/// Units of 10^-18 s that the fraction of an RFC 3339 text has. Finer digits are cut off.
fn attoseconds(text: &str) -> u64 {
    let rest = text.get(19..).unwrap_or_default();
    let digits = rest.get(1..format::fraction_len(rest)).unwrap_or_default();
    let digits = digits.bytes().chain(std::iter::repeat(b'0')).take(18);
    digits.fold(0, |value, digit| value * 10 + u64::from(digit - b'0'))
}

/// Reads a text that was checked when it came in; 1970 stands for what cannot happen.
fn parsed(text: &str) -> DateTime {
    format::pydantic_datetime(text).unwrap_or(DateTime {
        date: Date { year: 1970, month: 1, day: 1 },
        time: Time { hour: 0, minute: 0, second: 0, microsecond: 0, tz_offset: None },
    })
}

/// A point in time in any spelling that Pydantic reads from a string, kept as it was spelled: RFC 3339 and its
/// relaxations, an absent offset, a bare date, a decimal Unix time. `pydantic-datetime` in contracts.
///
/// Equal means equal text: two spellings of one instant differ.
#[derive(Clone)]
pub struct Timestamp {
    text: ShortText,
}

impl Timestamp {
    fn parsed(&self) -> DateTime {
        parsed(&self.text)
    }

    /// The offset from UTC in seconds, or `None` when the text leaves it open.
    pub fn offset_seconds(&self) -> Option<i32> {
        self.parsed().time.tz_offset
    }

    /// Seconds since 1970 of the local time, as if its offset were zero.
    pub fn local_seconds(&self) -> i64 {
        self.parsed().timestamp()
    }

    /// The spelling that JSON forms of states have: as [`Timestamp::isoformat`], but `Z` for no offset from
    /// UTC.
    #[must_use]
    pub fn canonical(&self) -> Self {
        let iso = self.isoformat();
        let text = iso.strip_suffix("+00:00").map_or(iso.clone(), |local| format!("{local}Z"));
        Self { text: text.into() }
    }

    /// Microseconds of the second, 0 to 999,999. Finer digits are cut off.
    pub fn microsecond(&self) -> u32 {
        self.parsed().time.microsecond
    }

    /// Two numbers that compare as the text of [`Timestamp::isoformat`] does: the local time in seconds, and
    /// what comes after them.
    pub(crate) fn rank(&self) -> [u64; 2] {
        let parsed = self.parsed();
        // No fraction sorts before any, and `+` before `-`; a missing offset sorts before both.
        let offset = match parsed.time.tz_offset {
            None => 0,
            Some(seconds) => {
                let sign = u64::from(seconds < 0);
                1 + (sign << 11) + u64::from(seconds.unsigned_abs() / 60)
            }
        };
        [biased(parsed.timestamp()), u64::from(parsed.time.microsecond) << 13 | offset]
    }

    /// The text form that Python's `datetime.isoformat` gives: local time, six digits of a fraction unless
    /// it is zero, and `±HH:MM` when there is an offset.
    pub fn isoformat(&self) -> String {
        let DateTime { date, time } = self.parsed();
        let mut out = String::with_capacity(32);
        // Writing to a string cannot fail.
        let _ = write!(out, "{:04}-{:02}-{:02}T", date.year, date.month, date.day);
        let _ = write!(out, "{:02}:{:02}:{:02}", time.hour, time.minute, time.second);
        if time.microsecond != 0 {
            let _ = write!(out, ".{:06}", time.microsecond);
        }
        if let Some(offset) = time.tz_offset {
            let sign = if offset < 0 { '-' } else { '+' };
            let seconds = offset.unsigned_abs();
            let _ = write!(out, "{sign}{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
        }
        out
    }
}

/// A date with an optional time of day, kept as text.
#[derive(Clone)]
pub struct IsoDateTime {
    text: ShortText,
}

/// A UUID, kept as it was spelled.
#[derive(Clone)]
pub struct Uuid {
    text: ShortText,
}

impl Uuid {
    /// The canonical spelling: lower case, hyphenated.
    pub fn canonical(&self) -> String {
        self.value().hyphenated().to_string()
    }

    /// The value.
    pub fn value(&self) -> uuid::Uuid {
        uuid::Uuid::parse_str(&self.text).unwrap_or_default()
    }
}

impl From<uuid::Uuid> for Uuid {
    fn from(value: uuid::Uuid) -> Self {
        Self { text: value.hyphenated().to_string().into() }
    }
}

/// An `http` or `https` URL, kept as it was spelled.
#[derive(Clone)]
pub struct HttpUrl {
    text: ShortText,
}

impl HttpUrl {
    /// The spelling that the WHATWG rules give: lower-case host, default port dropped, path escaped.
    pub fn canonical(&self) -> String {
        format::uri(&self.text).map_or_else(|| self.text.to_string(), String::from)
    }
}

/// A ULID or a UUID, kept as it was spelled: in place, since there are many of them.
#[derive(Clone, Copy)]
pub struct EventId {
    text: ArrayString<LONGEST_ID>,
}

/// The length of a UUID with hyphens.
const LONGEST_ID: usize = 36;

impl EventId {
    /// The canonical spelling: a ULID in upper case, a UUID in lower case with hyphens.
    pub fn canonical(&self) -> String {
        match self.text.len() {
            26 => self.text.to_ascii_uppercase(),
            _ => uuid::Uuid::parse_str(&self.text)
                .map_or_else(|_| self.text.to_string(), |value| value.hyphenated().to_string()),
        }
    }

    /// The value, if the id is a ULID: its time and its random bits. Nothing for 26 digits that 128 bits do not hold.
    ///
    /// ```
    /// use event_contract::EventId;
    ///
    /// let id = EventId::new("01ARYZ6S410000000000000000")?;
    /// assert_eq!(id.ulid().map(|ulid| ulid.timestamp_ms()), Some(1_469_918_176_385));
    /// # Ok::<_, event_contract::Violations>(())
    /// ```
    pub fn ulid(&self) -> Option<Ulid> {
        let fits = self.text.len() == 26 && self.text.starts_with(|first| first <= '7');
        fits.then(|| Ulid::from_string(&self.text).ok()).flatten()
    }

    /// The value, if the id is a UUID.
    pub fn uuid(&self) -> Option<uuid::Uuid> {
        (self.text.len() != 26).then(|| uuid::Uuid::parse_str(&self.text).ok()).flatten()
    }

    /// The same id in its canonical spelling.
    pub(crate) fn into_canonical(self) -> Self {
        let changes = |byte: u8| match self.text.len() {
            26 => byte.is_ascii_lowercase(),
            36 => byte.is_ascii_uppercase(),
            _ => true,
        };
        if self.text.bytes().any(changes) { Self { text: keep(&self.canonical()) } } else { self }
    }
}

impl From<Ulid> for EventId {
    fn from(value: Ulid) -> Self {
        Self { text: keep(&value.to_string()) }
    }
}

impl From<uuid::Uuid> for EventId {
    fn from(value: uuid::Uuid) -> Self {
        Self { text: keep(&value.hyphenated().to_string()) }
    }
}

/// Texts that are of a form.
trait Formed: Sized {
    fn of(text: &str) -> Option<Self>;
}

impl Formed for ShortText {
    fn of(text: &str) -> Option<Self> {
        Some(text.into())
    }
}

impl Formed for ArrayString<LONGEST_ID> {
    /// Nothing for what is longer than any text of the form.
    fn of(text: &str) -> Option<Self> {
        Self::from(text).ok()
    }
}

fn keep<T: Formed>(text: &str) -> T {
    built(T::of(text))
}

macro_rules! plain_text {
    ($($name:ident $table:ident)*) => {$(
        impl $name {
            /// Takes the text if it has the form.
            pub fn new(text: impl AsRef<str>) -> Result<Self, crate::Violations> {
                crate::codec::text(&$table, text.as_ref())?;
                Ok(Self { text: keep(text.as_ref()) })
            }

            /// The text as it was read.
            pub fn as_str(&self) -> &str {
                &self.text
            }
        }
    )*};
}
plain_text!(OffsetDateTime DATE_TIME Timestamp PYDANTIC_DATETIME IsoDateTime ISO_8601 Uuid UUID HttpUrl URI EventId EVENT_ID);

/// Order by text.
macro_rules! text_order {
    ($($name:ident)*) => {$(
        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                self.text.cmp(&other.text)
            }
        }
    )*};
}
text_order!(Timestamp IsoDateTime Uuid HttpUrl EventId);

macro_rules! text_traits {
    ($($name:ident $table:ident)*) => {$(
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.text == other.text
            }
        }
        impl Eq for $name {}
        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.text.hash(state);
            }
        }
        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.text == *other
            }
        }
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.text
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.text).finish()
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.text)
            }
        }
        impl std::str::FromStr for $name {
            type Err = crate::Violations;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::new(text)
            }
        }
        impl TryFrom<&str> for $name {
            type Error = crate::Violations;
            fn try_from(text: &str) -> Result<Self, Self::Error> {
                Self::new(text)
            }
        }
        impl TryFrom<String> for $name {
            type Error = crate::Violations;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::new(text)
            }
        }
        impl crate::codec::Contract for $name {
            const TYPE: table::Type = table::Type::Text(&$table);
            fn read(text: crate::codec::Checked<'_>) -> Option<Self> {
                Some(Self { text: Formed::of(&text.string()?)? })
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.text)
            }
        }
    )*};
}
text_traits!(OffsetDateTime DATE_TIME Timestamp PYDANTIC_DATETIME IsoDateTime ISO_8601 Uuid UUID HttpUrl URI EventId EVENT_ID);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isoformat_is_pythons() {
        for (text, iso) in [
            ("2026-03-01T12:00:00Z", "2026-03-01T12:00:00+00:00"),
            ("2026-03-01T12:00:00", "2026-03-01T12:00:00"),
            ("2026-03-01t12:00:00.5-08:00", "2026-03-01T12:00:00.500000-08:00"),
            ("2026-03-01T12:00:00.1234567+05:30", "2026-03-01T12:00:00.123456+05:30"),
            ("1772366400", "2026-03-01T12:00:00+00:00"),
            ("2026-03-01", "2026-03-01T00:00:00"),
        ] {
            let stamp = Timestamp::new(text).unwrap();
            assert_eq!(stamp.isoformat(), iso, "{text}");
            assert_eq!(serde_json::to_string(&stamp).unwrap(), format!("\"{text}\""));
        }
    }

    #[test]
    fn instants_decide_and_every_digit_counts() {
        let at = |text: &str| OffsetDateTime::new(text).unwrap();
        let sorted = [
            "0001-01-01T00:00:00+23:59",
            "2026-01-15T10:00:00+05:00",
            "2026-01-15T05:30:00.123456789012345677Z",
            "2026-01-15T05:30:00.123456789012345678Z",
            "2026-01-15t06:00:00z",
            "2026-01-15T01:00:00.5-05:30",
            "9999-12-31T23:59:59.9-23:59",
        ];
        assert!(sorted.map(at).is_sorted_by(|a, b| a < b));
        assert_ne!(at("2026-01-15T06:00:00Z"), at("2026-01-15T07:00:00+01:00"));
        let early = at("2026-01-15T10:00:00.25+05:00");
        let parts = (early.unix_seconds(), early.offset_seconds(), early.nanosecond());
        assert_eq!(parts, (1_768_453_200, 18_000, 250_000_000));
        for (text, canonical) in [
            ("2026-01-15t06:00:00.500z", "2026-01-15T06:00:00.5Z"),
            ("2026-01-15T06:00:00.000-00:00", "2026-01-15T06:00:00Z"),
            ("2026-01-15T06:00:00+05:30", "2026-01-15T06:00:00+05:30"),
        ] {
            assert_eq!(at(text).canonical(), at(canonical));
        }
    }

    #[test]
    fn ids_are_values_of_the_libraries() {
        let id = |text: &str| EventId::new(text).unwrap();
        let short = id("01jmxxxxxxxxxxxxxxxxxxxxxx");
        assert_eq!(EventId::from(short.ulid().unwrap()), id("01JMXXXXXXXXXXXXXXXXXXXXXX"));
        assert_eq!((short.uuid(), id("8ZZZZZZZZZZZZZZZZZZZZZZZZZ").ulid()), (None, None));
        let long = id("A1B2C3D4E5F67890ABCDEF1234567890");
        assert_eq!(EventId::from(long.uuid().unwrap()).as_str(), long.canonical());
        assert_eq!(long.ulid(), None);
    }

    #[test]
    fn canonical_spellings() {
        let id = |text: &str| EventId::new(text).unwrap().canonical();
        assert_eq!(id("01jmxxxxxxxxxxxxxxxxxxxxxx"), "01JMXXXXXXXXXXXXXXXXXXXXXX");
        let uuid = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
        assert_eq!(id("A1B2C3D4E5F67890ABCDEF1234567890"), uuid);
        assert_eq!(Uuid::new(format!("urn:uuid:{uuid}")).unwrap().canonical(), uuid);
        assert_eq!(
            HttpUrl::new("HTTPS://EXAMPLE.com:443/a b").unwrap().canonical(),
            "https://example.com/a%20b"
        );
    }
}
