//! What a mistyped name was probably meant to be.

use event_contract::table::Line;

/// `; did you mean …?`, or nothing.
pub fn hint<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, known).map_or_else(String::new, |near| format!("; did you mean {near}?"))
}

/// The nearest name, case and separators aside, if any is near.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |name: &str| name.to_lowercase().replace(['-', '_', ' '], "");
    let name: String = plain(name).chars().take(100).collect();
    let near =
        known.into_iter().map(|known| (strsim::damerau_levenshtein(&name, &plain(known)), known));
    let limit = |known: &str| (known.chars().count() / 3).max(1);
    near.filter(|(distance, known)| *distance <= limit(known))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// The message for an event name that the line does not have.
pub fn unknown_event(line: &Line, name: &str) -> String {
    if line.is_reserved(name) {
        return format!("{name} is reserved: its payload has no contract yet");
    }
    let hint = line.nearest_event(name).map(|near| format!("; did you mean {near}?"));
    format!("there is no event {name:?} in {}{}", line.name, hint.unwrap_or_default())
}
