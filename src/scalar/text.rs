//! Strings with a lexical form.

use std::fmt::{self, Write};

use arrayvec::ArrayString;
use speedate::{Date, DateTime, Time};

use crate::codec::ShortText;
use crate::format;
use crate::table;
use crate::view::built;

const DATE_TIME: table::Text =
    table::Text { format: Some(table::Format::DateTime), ..table::Text::ANY };
const ISO_8601: table::Text =
    table::Text { format: Some(table::Format::Iso8601), ..table::Text::ANY };
const UUID: table::Text = table::Text { format: Some(table::Format::Uuid), ..table::Text::ANY };
const URI: table::Text = table::Text { format: Some(table::Format::Uri), ..table::Text::ANY };
const EVENT_ID: table::Text =
    table::Text { format: Some(table::Format::EventId), ..table::Text::ANY };

/// A point in time, kept as it was spelled; its parts are read when they are asked for.
///
/// Equal means equal text: two spellings of one instant differ.
#[derive(Clone)]
pub struct Timestamp {
    text: ShortText,
}

impl Timestamp {
    fn parsed(&self) -> DateTime {
        // The text was checked when it came in; 1970 stands for what cannot happen.
        format::date_time(&self.text).unwrap_or(DateTime {
            date: Date { year: 1970, month: 1, day: 1 },
            time: Time { hour: 0, minute: 0, second: 0, microsecond: 0, tz_offset: None },
        })
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
        // From the year 1 on; the bias makes every value positive.
        const BIAS: i64 = 1 << 37;
        let parsed = self.parsed();
        // No fraction sorts before any, and `+` before `-`; a missing offset sorts before both.
        let offset = match parsed.time.tz_offset {
            None => 0,
            Some(seconds) => {
                let sign = u64::from(seconds < 0);
                1 + (sign << 11) + u64::from(seconds.unsigned_abs() / 60)
            }
        };
        let local = (parsed.timestamp() + BIAS).unsigned_abs();
        [local, u64::from(parsed.time.microsecond) << 13 | offset]
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
plain_text!(Timestamp DATE_TIME IsoDateTime ISO_8601 Uuid UUID HttpUrl URI EventId EVENT_ID);

macro_rules! text_traits {
    ($($name:ident $table:ident)*) => {$(
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.text == other.text
            }
        }
        impl Eq for $name {}
        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.text.cmp(&other.text)
            }
        }
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
text_traits!(Timestamp DATE_TIME IsoDateTime ISO_8601 Uuid UUID HttpUrl URI EventId EVENT_ID);

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
