//! Sample strings.

use super::{Source, pattern};
use crate::check;
use crate::table::{Format, Matcher, Text};

const WORDS: [&str; 12] = [
    "work", "lane", "plan", "review", "merge", "branch", "agent", "mission", "report", "schema",
    "build", "check",
];
/// Text that readers get wrong: escapes, code points of every width, joined characters.
const ODD: [&str; 8] =
    ["\"quoted\"", "back\\slash", "tab\there", "é", "日本", "💩", "e\u{301}", "\u{0}"];

/// A string that keeps the constraints, if one is found.
pub(super) fn text(table: &Text, source: &mut Source) -> String {
    let mut made = attempt(table, source);
    for _ in 0..8 {
        if check::text_holds(table, &made) {
            break;
        }
        made = attempt(table, source);
    }
    made
}

fn attempt(table: &Text, source: &mut Source) -> String {
    if let Some(format) = table.format {
        return formatted(format, source);
    }
    if let Some(pattern) = table.pattern {
        let made = match &pattern.matcher {
            Matcher::OneOf(literals) => source.pick(literals).map(ToString::to_string),
            Matcher::Regex { source: expression, .. } => pattern::matching(expression, source),
        };
        return made.unwrap_or_default();
    }
    let min = table.min_length.max(usize::from(table.not_blank));
    let max = table.max_length.unwrap_or(usize::MAX).min(min.saturating_add(24));
    let length = min + source.below(max.saturating_sub(min) + 1);
    let mut out = String::new();
    while out.chars().count() < length {
        if !out.is_empty() {
            out.push(' ');
        }
        let words: &[&str] = if source.per_mille(40) { &ODD } else { &WORDS };
        out.push_str(source.pick(words).copied().unwrap_or("a"));
    }
    out.chars().take(length).collect()
}

fn formatted(format: Format, source: &mut Source) -> String {
    match format {
        Format::DateTime => {
            let stamp = date_time(source.below(1_000_000_000) as u64);
            match source.below(8) {
                1 => stamp.replace('Z', "+05:30"),
                2 => stamp.replace('Z', ".125Z"),
                3 => stamp.replace('Z', "-08:00"),
                _ => stamp,
            }
        }
        Format::PydanticDatetime => {
            let stamp = date_time(source.below(1_000_000_000) as u64);
            match source.below(8) {
                1 => stamp.replace('Z', "+05:30"),
                2 => stamp.replace('Z', ".125Z"),
                3 => stamp.replace('Z', ""),
                4 => stamp.replace('T', " "),
                _ => stamp,
            }
        }
        Format::Iso8601 => {
            let stamp = date_time(source.below(1_000_000_000) as u64);
            match source.below(4) {
                1 => stamp.get(..10).unwrap_or_default().into(),
                2 => stamp.replace('Z', "-08:00"),
                _ => stamp,
            }
        }
        Format::Uuid => uuid(source),
        Format::Uri => {
            let path = source.pick(&WORDS).copied().unwrap_or_default();
            format!("https://example.com/{path}/{}", source.below(1000))
        }
        Format::EventId => event_id(source),
    }
}

/// A point in time this many seconds after the beginning of 2020, in UTC.
pub(super) fn date_time(seconds: u64) -> String {
    let start = 1_577_836_800;
    let seconds = i64::try_from(seconds).unwrap_or(0).saturating_add(start);
    speedate::DateTime::from_timestamp(seconds, 0)
        .map_or_else(|_| "2020-01-01T00:00:00Z".into(), |stamp| format!("{stamp}Z"))
}

fn uuid(source: &mut Source) -> String {
    let bits = u128::from(source.choice()) << 64 | u128::from(source.choice());
    uuid::Uuid::from_u128(bits).hyphenated().to_string()
}

/// Mostly a ULID, at times a UUID.
pub(super) fn event_id(source: &mut Source) -> String {
    if source.per_mille(100) {
        return uuid(source);
    }
    let digits = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut bits = u128::from(source.choice()) << 64 | u128::from(source.choice());
    let mut out = vec![b'0'; 26];
    for digit in out.iter_mut().rev() {
        *digit = digits.get((bits & 31) as usize).copied().unwrap_or(b'0');
        bits >>= 5;
    }
    String::from_utf8(out).unwrap_or_default()
}
