//! What a mistyped name was probably meant to be.

/// `; did you mean …?`, or nothing.
pub(crate) fn hint<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, known).map_or_else(String::new, |near| format!("; did you mean {near}?"))
}

/// The nearest name, case and separators aside, if any is near.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |name: &str| name.to_lowercase().replace(['-', '_', ' '], "");
    let name: String = plain(name).chars().take(100).collect();
    let near =
        known.into_iter().map(|known| (strsim::damerau_levenshtein(&name, &plain(known)), known));
    let limit = |known: &str| (known.chars().count() / 3).max(1);
    near.filter(|(distance, known)| *distance <= limit(known))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}
