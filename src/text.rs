//! Measures of text: blankness, length in code points, nearness of names; and whether bytes are text.

/// The text that bytes are, in vector instructions where the processor has them. Where the error is,
/// [`std::str::from_utf8`] can tell.
#[inline]
pub(crate) fn utf8(bytes: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(bytes).ok()
}

/// White space as the contracts understand it: what Python's `str.strip` removes.
const fn is_space(c: char) -> bool {
    matches!(
        c,
        '\u{9}'..='\u{D}'
            | '\u{1C}'..='\u{20}'
            | '\u{85}'
            | '\u{A0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200A}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202F}'
            | '\u{205F}'
            | '\u{3000}'
    )
}

/// Goes one key further down in a JSON Pointer.
pub(crate) fn push_pointer(pointer: &mut String, key: &str) {
    pointer.push('/');
    if !key.bytes().fold(false, |any, byte| any | matches!(byte, b'~' | b'/')) {
        pointer.push_str(key);
        return;
    }
    for c in key.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}

/// Whether the text has nothing but white space.
#[inline]
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}

/// The most bytes that UTF-8 spends on a code point.
pub(crate) const UTF8: usize = 4;

/// The most bytes that JSON's escapes spend on a code point: two times `\uXXXX`.
pub(crate) const ESCAPED: usize = 12;

/// Whether every text of so many bytes has a number of code points within bounds, when each takes from one
/// to `most` of them.
#[inline]
pub(crate) fn bytes_within(bytes: usize, most: usize, min: usize, max: Option<usize>) -> bool {
    bytes.div_ceil(most) >= min && max.is_none_or(|max| bytes <= max)
}

/// Whether the number of code points lies within bounds.
#[inline]
pub(crate) fn length_within(text: &str, min: usize, max: Option<usize>) -> bool {
    let bytes = text.len();
    if bytes_within(bytes, UTF8, min, max) {
        return true;
    }
    if bytes < min {
        return false;
    }
    let points = text.chars().count();
    points >= min && max.is_none_or(|max| points <= max)
}

/// The candidate that `name` was probably meant to be.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let name: String = name.chars().take(200).collect::<String>().to_lowercase();
    let near = |candidate: &str| (candidate.len() / 3).max(1);
    candidates
        // Names of very different lengths are far apart, whatever they say.
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= near(candidate))
        .map(|candidate| (strsim::levenshtein(&name, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= near(candidate))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_is_what_strip_removes() {
        assert!(is_blank(""));
        assert!(is_blank(" \t\n\u{b}\u{c}\r\u{1c}\u{1f}\u{85}\u{a0}\u{3000}\u{2003}"));
        assert!(!is_blank("\u{200b}"), "a zero width space is a character");
        assert!(!is_blank("\u{feff}"));
        assert!(!is_blank("\u{1b}"));
    }

    #[test]
    fn length_counts_code_points() {
        assert!(length_within("äöü", 3, Some(3)));
        assert!(!length_within("äöü", 4, None));
        assert!(length_within("💩", 1, Some(1)));
        assert!(!length_within("💩💩", 1, Some(1)));
        assert!(!length_within("", 1, None));
        assert!(length_within("", 0, Some(0)));
        assert!(!length_within("a", 0, Some(0)));
    }

    #[test]
    fn bytes_bound_code_points() {
        assert!(bytes_within(2, UTF8, 1, Some(2)));
        assert!(!bytes_within(2, UTF8, 2, None), "they may be one code point");
        assert!(bytes_within(5, UTF8, 2, None));
        assert!(!bytes_within(12, ESCAPED, 2, None), "they may be a pair of surrogates");
        assert!(bytes_within(13, ESCAPED, 2, None));
        assert!(!bytes_within(13, ESCAPED, 2, Some(12)));
        assert!(!bytes_within(0, ESCAPED, 1, None));
    }

    #[test]
    fn nearest_name() {
        let names = ["WPStatusChanged", "GatePassed", "GateFailed"];
        let near = |name| nearest(name, names.iter().copied());
        assert_eq!(near("WpStatusChange"), Some("WPStatusChanged"));
        assert_eq!(near("GatePased"), Some("GatePassed"));
        assert_eq!(near("Something else"), None);
    }
}
