//! The named lexical forms of strings.
//!
//! Each form has a short test for its ordinary spelling. Whatever that does not take goes to the library
//! that defines the form; the ordinary spelling is a subset of what the library takes, which tests hold.

use speedate::{
    Date, DateTime, DateTimeConfig, MicrosecondsPrecisionOverflowBehavior, Time, TimeConfig,
    TimestampUnit,
};

use crate::table::Format;

/// Whether `text` has the form.
#[inline]
pub(crate) fn accepts(format: Format, text: &str) -> bool {
    match format {
        Format::DateTime => is_rfc_3339(text.as_bytes()),
        Format::PydanticDatetime => {
            is_rfc_3339(text.as_bytes()) || pydantic_datetime(text).is_some()
        }
        Format::Iso8601 => is_plain_iso(text.as_bytes()) || iso_8601(text),
        Format::Uuid => is_hyphenated(text.as_bytes()) || uuid(text),
        Format::Uri => is_plain_uri(text) || uri(text).is_some(),
        Format::EventId => event_id(text.as_bytes()),
    }
}

/// What the form asks for, to be read after "expected".
pub(crate) const fn expectation(format: Format) -> &'static str {
    match format {
        Format::DateTime => "a date and time with an offset, as RFC 3339 spells it",
        Format::PydanticDatetime => "a date and time, in a spelling that Pydantic reads",
        Format::Iso8601 => "a date, or a date and time, as ISO 8601 spells it",
        Format::Uuid => "a UUID",
        Format::Uri => "an absolute http or https URL",
        Format::EventId => "a ULID or a UUID",
    }
}

/// The name that JSON Schema has for the form.
#[cfg(any(feature = "schema", test))]
pub(crate) const NAMED: [(&str, Format); 6] = [
    ("date-time", Format::DateTime),
    ("pydantic-datetime", Format::PydanticDatetime),
    ("iso-8601", Format::Iso8601),
    ("uuid", Format::Uuid),
    ("uri", Format::Uri),
    ("event-id", Format::EventId),
];

#[inline]
fn two(bytes: &[u8], at: usize) -> Option<u32> {
    match bytes.get(at..at + 2) {
        Some([a @ b'0'..=b'9', b @ b'0'..=b'9']) => {
            Some(u32::from(a - b'0') * 10 + u32::from(b - b'0'))
        }
        _ => None,
    }
}

const fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

#[inline]
const fn days_in(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

#[inline]
fn is_date(year: u32, month: u32, day: u32) -> bool {
    year >= 1 && matches!(month, 1..=12) && day >= 1 && day <= days_in(year, month)
}

/// `YYYY-MM-DDTHH:MM:SS`, a fraction if there is one, and `Z` or `±HH:MM`; the letters in either case.
///
/// Years begin with 1 and leap seconds are refused, as most libraries and all of Unix time do.
fn is_rfc_3339(text: &[u8]) -> bool {
    let Some((head, rest)) = text.split_first_chunk::<19>() else { return false };
    let mut head = *head;
    head[10] = head[10].to_ascii_uppercase();
    is_moment(&head) && is_zone(rest)
}

/// What RFC 3339 and ISO 8601 have in common, as far as one look tells.
fn is_plain_iso(text: &[u8]) -> bool {
    text.split_first_chunk().is_some_and(|(head, rest)| is_moment(head) && is_zone(rest))
        && text.last() != Some(&b'z')
}

/// `YYYY-MM-DDTHH:MM:SS`.
#[inline]
fn is_moment(text: &[u8; 19]) -> bool {
    if !has_shape(text, b"0000-00-00T00:00:00", u8::is_ascii_digit) {
        return false;
    }
    let two = |at: usize| u32::from(text[at] - b'0') * 10 + u32::from(text[at + 1] - b'0');
    let day = is_date(two(0) * 100 + two(2), two(5), two(8));
    day && two(11) < 24 && two(14) < 60 && two(17) < 60
}

/// The length of the fraction that begins a text, its point included.
pub(crate) fn fraction_len(text: &str) -> usize {
    let Some(digits) = text.strip_prefix('.') else { return 0 };
    1 + digits.bytes().take_while(u8::is_ascii_digit).count()
}

/// What follows the seconds of a date and time.
#[inline]
fn is_zone(mut text: &[u8]) -> bool {
    if let Some((b'.', fraction)) = text.split_first() {
        let digits = fraction.iter().take_while(|digit| digit.is_ascii_digit()).count();
        if digits == 0 {
            return false;
        }
        text = fraction.get(digits..).unwrap_or_default();
    }
    match text {
        b"Z" | b"z" => true,
        [b'+' | b'-', _, _, b':', _, _] => {
            let below = |at, limit| two(text, at).is_some_and(|value| value < limit);
            below(1, 24) && below(4, 60)
        }
        _ => false,
    }
}

/// `http` or `https`, a host of lower-case labels of which the last begins with a letter (so that it is no
/// address and nothing to be mapped), and a path, query or fragment, if any: those are never refused.
fn is_plain_uri(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let Some(rest) = rest else { return false };
    let end = rest.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#'));
    let host = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    let mut letter = false;
    for label in host.split('.') {
        let plain = label.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if !plain || label.is_empty() || label.starts_with("xn--") {
            return false;
        }
        letter = label.starts_with(|c: char| c.is_ascii_lowercase());
    }
    letter
}

/// Reads a point in time as Pydantic does, in a string.
pub(crate) fn pydantic_datetime(text: &str) -> Option<DateTime> {
    let config = DateTimeConfig {
        timestamp_unit: TimestampUnit::Infer,
        time_config: TimeConfig {
            microseconds_precision_overflow_behavior:
                MicrosecondsPrecisionOverflowBehavior::Truncate,
            unix_timestamp_offset: Some(0),
        },
    };
    let parsed = DateTime::parse_bytes_with_config(text.as_bytes(), &config).or_else(|_| {
        let time = Time { hour: 0, minute: 0, second: 0, microsecond: 0, tz_offset: None };
        Date::parse_str_rfc3339(text).map(|date| DateTime { date, time })
    });
    let parsed = parsed.ok()?;
    (1..=9999).contains(&parsed.date.year).then_some(parsed)
}

/// Any spelling of a UUID. The library takes a URN's prefix in either case, the reference in lower case.
fn uuid(text: &str) -> bool {
    (text.len() != 45 || text.starts_with("urn:uuid:")) && uuid::Uuid::parse_str(text).is_ok()
}

fn is_hyphenated(text: &[u8]) -> bool {
    const SHAPE: &[u8; 36] = b"00000000-0000-0000-0000-000000000000";
    text.try_into().is_ok_and(|text| has_shape(text, SHAPE, u8::is_ascii_hexdigit))
}

/// Whether a text has digits of some kind where a shape has `0`, and elsewhere the shape's own bytes.
/// Without early exit, so that it compiles to vector instructions.
#[inline]
fn has_shape<const N: usize>(text: &[u8; N], shape: &[u8; N], digit: impl Fn(&u8) -> bool) -> bool {
    text.iter().zip(shape).fold(true, |all, (byte, shape)| {
        all & if *shape == b'0' { digit(byte) } else { byte == shape }
    })
}

const fn class(members: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < members.len() {
        table[members[at] as usize] = true;
        at += 1;
    }
    table
}

static HEX: [bool; 256] = class(b"0123456789ABCDEFabcdef");

/// Whether every byte is in the class. Without early exit, which is faster for texts that are.
#[inline]
fn all_in(class: &[bool; 256], bytes: &[u8]) -> bool {
    bytes.iter().fold(true, |all, byte| all & class[usize::from(*byte)])
}

#[inline]
fn event_id(b: &[u8]) -> bool {
    match b.len() {
        26 => is_ulid(b),
        32 => all_in(&HEX, b),
        _ => is_hyphenated(b),
    }
}

/// Whether the text, of 26 bytes, has digits of Crockford's base 32 only, in either case. The two halves
/// that are looked at overlap, so that each fills a vector register.
fn is_ulid(text: &[u8]) -> bool {
    let halves = [text.first_chunk::<16>(), text.last_chunk()];
    halves
        .iter()
        .flatten()
        .all(|half| half.iter().fold(true, |all, byte| all & is_crockford(*byte)))
}

#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "as for `has_shape`: no early exit")]
const fn is_crockford(byte: u8) -> bool {
    let lower = byte | 0x20;
    let left_out = (lower == b'i') | (lower == b'l') | (lower == b'o') | (lower == b'u');
    byte.is_ascii_digit() | (lower.is_ascii_lowercase() & !left_out)
}

/// Reads an absolute web URL.
pub(crate) fn uri(text: &str) -> Option<url::Url> {
    let url = url::Url::parse(text).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

/// ISO 8601 as Python 3.11 reads it, once a final `Z` is read as `+00:00`.
fn iso_8601(text: &str) -> bool {
    let (text, zulu) = text.strip_suffix('Z').map_or((text, false), |text| (text, true));
    iso_parts(text, zulu).unwrap_or(false)
}

fn iso_parts(text: &str, zulu: bool) -> Option<bool> {
    let b = text.as_bytes();
    let year = two(b, 0)? * 100 + two(b, 2)?;
    let extended = b.get(4) == Some(&b'-');
    let at = if extended { 5 } else { 4 };
    let (date, length) = if b.get(at) == Some(&b'W') {
        let week = two(b, at + 1)?;
        let (day, length) = iso_weekday(b, at + 3, extended);
        (year >= 1 && week >= 1 && week <= weeks_in(year) && matches!(day, 1..=7), length)
    } else if extended {
        (b.get(7) == Some(&b'-') && is_date(year, two(b, 5)?, two(b, 8)?), 10)
    } else {
        (is_date(year, two(b, 4)?, two(b, 6)?), 8)
    };
    let mut rest = text.get(length..)?.chars();
    if rest.next().is_none() {
        // A final Z directly behind a date is a separator and an offset's hours and minutes in one.
        return Some(date);
    }
    Some(date && iso_time(rest.as_str(), zulu)?)
}

/// The day behind a week, and where the date ends. Without a day the week's Monday is meant.
fn iso_weekday(b: &[u8], at: usize, extended: bool) -> (u32, usize) {
    let digit = |at: usize| b.get(at).filter(|byte| byte.is_ascii_digit());
    if extended {
        // `-` and a digit are a day, unless more digits make them the hours behind a separator.
        let day = digit(at + 1).filter(|_| b.get(at) == Some(&b'-') && digit(at + 2).is_none());
        return day.map_or((1, at), |day| (u32::from(day - b'0'), at + 2));
    }
    digit(at).map_or((1, at), |day| (u32::from(day - b'0'), at + 1))
}

/// The weeks of a year: 53 when it begins on a Thursday, or on a Wednesday and is a leap year.
const fn weeks_in(year: u32) -> u32 {
    let before = year.saturating_sub(1);
    let first = (1 + before * 365 + before / 4 - before / 100 + before / 400) % 7;
    if first == 4 || (first == 3 && is_leap(year)) { 53 } else { 52 }
}

fn iso_time(text: &str, zulu: bool) -> Option<bool> {
    let offset_at = text.find(['+', '-']);
    let time = text.get(..offset_at.unwrap_or(text.len()))?;
    let (hour, minute, second) = clock(time.as_bytes())?;
    let fits = hour < 24 && minute < 60 && second < 60;
    let Some(at) = offset_at else { return Some(fits) };
    // A `Z` behind an offset, or a second one, leaves text behind the offset.
    let (hour, minute, second) = clock(text.get(at + 1..)?.as_bytes())?;
    Some(fits && !zulu && hour * 3600 + minute * 60 + second < 86_400)
}

/// `HH[:MM[:SS]]` or `HHMM[SS]`, and a fraction of the seconds, which is only looked at.
fn clock(b: &[u8]) -> Option<(u32, u32, u32)> {
    let hour = two(b, 0)?;
    let colon = usize::from(b.get(2) == Some(&b':'));
    if b.len() == 2 {
        return Some((hour, 0, 0));
    }
    let minute = two(b, 2 + colon)?;
    let at = 4 + colon;
    if b.len() == at {
        return Some((hour, minute, 0));
    }
    if (b.get(at) == Some(&b':')) != (colon == 1) {
        return None;
    }
    let second = two(b, at + colon)?;
    match b.get(at + colon + 2..)? {
        [] => {}
        [b'.' | b',', digits @ ..]
            if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => {}
        _ => return None,
    }
    Some((hour, minute, second))
}

#[cfg(test)]
mod tests;
