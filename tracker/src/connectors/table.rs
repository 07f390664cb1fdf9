//! Tables of what words mean.

/// What a name means, without regard to case.
pub(super) fn meaning<T: Copy>(table: &[(&str, T)], name: &str) -> Option<T> {
    let name = name.trim();
    let found = table.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, meaning)| *meaning)
}

/// What something is called: the first of its names.
pub(super) fn name<T: Copy + PartialEq>(table: &[(T, &'static str)], of: T) -> &'static str {
    table.iter().find(|(known, _)| *known == of).map_or("", |(_, name)| *name)
}
