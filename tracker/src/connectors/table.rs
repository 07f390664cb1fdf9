//! Words of trackers, which the contract `words` lists with what they mean.

use crate::model::CanonicalStatus;
use crate::settings::StatusNames;

/// The word that a text is, without regard to case and the space around it.
pub(super) fn word<T: Copy + AsRef<str>>(words: &[T], text: &str) -> Option<T> {
    let text = text.trim();
    words.iter().copied().find(|word| word.as_ref().eq_ignore_ascii_case(text))
}

/// The status of a name: what is usual, else what the settings call so. They may also name so what is usually to be
/// done.
pub(super) fn status(
    usual: Option<CanonicalStatus>,
    name: &str,
    names: &StatusNames,
) -> CanonicalStatus {
    let own = || {
        let mut own = names.iter().filter(|(_, own)| own.eq_ignore_ascii_case(name));
        own.next().map(|(status, _)| *status)
    };
    let usual = usual.filter(|usual| *usual != CanonicalStatus::Todo);
    usual.or_else(own).unwrap_or(CanonicalStatus::Todo)
}
