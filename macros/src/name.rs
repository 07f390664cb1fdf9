//! Names: casing, and what a misspelt one was meant to be.

/// `snake_case` of a name in camel case.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut chars = name.chars().peekable();
    let mut before: Option<char> = None;
    while let Some(c) = chars.next() {
        let starts_word = c.is_ascii_uppercase()
            && before.is_some_and(|before| {
                !before.is_ascii_uppercase() || chars.peek().is_some_and(char::is_ascii_lowercase)
            });
        if starts_word && before != Some('_') {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
        before = Some(c);
    }
    out
}

/// The candidate that a name was probably meant to be.
pub(crate) fn nearest(name: &str, candidates: &[&'static str]) -> Option<&'static str> {
    let near = candidates.iter().map(|candidate| (strsim::levenshtein(name, candidate), candidate));
    near.min().filter(|(distance, _)| *distance <= name.len() / 3 + 1).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snake_case_begins_words_at_capitals() {
        for (camel, expected) in [
            ("MissionNext", "mission_next"),
            ("Sync", "sync"),
            ("WPStatusChanged", "wp_status_changed"),
            ("SyncLaneV1", "sync_lane_v1"),
        ] {
            assert_eq!(snake(camel), expected);
        }
    }

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        assert_eq!(nearest("ingore", &["id", "ignore"]), Some("ignore"));
        assert_eq!(nearest("registered", &["id", "ignore"]), None);
    }
}
