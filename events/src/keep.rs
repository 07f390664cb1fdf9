//! State that mostly stays as it is.

use event_contract::ShortText;

/// Sets a text, unless it says that already: most events of a stream repeat what the one before said.
pub(crate) fn keep(slot: &mut Option<ShortText>, text: &str) {
    if slot.as_deref() != Some(text) {
        *slot = Some(text.into());
    }
}
