//! Words of trackers, which the contract `words` lists with what they mean.

/// The word that a text is, without regard to case and the space around it.
pub(super) fn word<T: Copy + AsRef<str>>(words: &[T], text: &str) -> Option<T> {
    let text = text.trim();
    words.iter().copied().find(|word| word.as_ref().eq_ignore_ascii_case(text))
}
