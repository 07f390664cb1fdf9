//! Ids, clocks and times: everything that orders events, with the ties and spellings that tell readers apart.

use event_contract::sample::Source;

/// The id of the event with this number, in canonical spelling: mostly a ULID, at times a UUID. Ids do not
/// sort by number, so that ties are broken otherwise than by arrival.
pub(super) fn event_id(seed: u64, number: u64) -> String {
    let mut source = Source::from_seed(seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let mut bits = u128::from(source.choice()) << 64 | u128::from(source.choice());
    if source.per_mille(150) {
        let hex = format!("{bits:032x}");
        let cuts = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)];
        let parts: Vec<&str> = cuts.iter().filter_map(|(from, to)| hex.get(*from..*to)).collect();
        return parts.join("-");
    }
    let digits = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut id = String::with_capacity(26);
    for _ in 0..26 {
        id.push(char::from(digits[(bits & 31) as usize]));
        bits >>= 5;
    }
    id
}

/// Another spelling of an id.
pub(super) fn respelt(id: &str, source: &mut Source) -> String {
    match (id.len(), source.below(4)) {
        (36, 0) => id.to_ascii_uppercase(),
        (36, 1) => id.replace('-', ""),
        (26, 0 | 1) => id.to_ascii_lowercase(),
        _ => id.to_owned(),
    }
}

/// A point in time this many seconds after the beginning of the stream, as UTC.
pub(super) fn time(seconds: u64) -> String {
    // Months of 28 days: every date exists, and later ones sort later.
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = (2026 + days / 336, days % 336 / 28 + 1, days % 28 + 1);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// A point in time near `seconds`, in one of the spellings that peers use.
pub(super) fn spelt_time(seconds: u64, source: &mut Source) -> String {
    let plain = time(seconds);
    let fractions = ["", "", "", ".5", ".500000", ".000001", ".123456", ".1234567", ".9999999"];
    let offsets = ["Z", "Z", "+00:00", "-00:00", "+05:30", "-08:00", "+14:00", ""];
    let fraction = source.pick(&fractions).copied().unwrap_or_default();
    let offset = source.pick(&offsets).copied().unwrap_or_default();
    let text = plain.replace('Z', &format!("{fraction}{offset}"));
    match source.below(12) {
        1 => text.replace('T', " "),
        2 => text.to_ascii_lowercase(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use event_contract::{EventId, Timestamp};

    use super::*;

    #[test]
    fn all_spellings_are_valid() {
        let mut source = Source::from_seed(7);
        for number in 0..2000 {
            let time = spelt_time(number * 7919, &mut source);
            assert!(time.parse::<Timestamp>().is_ok(), "{time}");
            let id = event_id(7, number);
            let spelt: EventId = respelt(&id, &mut source).parse().unwrap();
            assert_eq!(spelt.canonical(), id);
        }
    }

    #[test]
    fn later_times_sort_later() {
        let mut times: Vec<String> = (0..400).map(|n| time(n * 86_399)).collect();
        times.push(time(40_000_000));
        assert!(times.is_sorted());
    }
}
