//! Questions to several bytes at once.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// How many bytes are looked at in one go where there are so many.
pub(crate) const BLOCK: usize = 32;

/// Where plain string content ends in the block: at the first quote, backslash or control character.
#[inline]
pub(crate) fn end(block: &[u8; BLOCK]) -> Option<usize> {
    first_marked(block.as_chunks().0.iter().map(|word| ends(u64::from_le_bytes(*word))))
}

/// How many bytes at the start of the text are plain string content, counted in blocks.
#[inline]
pub(crate) fn run(text: &[u8]) -> usize {
    let blocks = text.as_chunks::<BLOCK>().0;
    blocks.iter().take_while(|block| is_run(block)).count() * BLOCK
}

/// Whether the text has a backslash.
#[inline]
pub(crate) fn has_slash(text: &[u8]) -> bool {
    let in_word = |word: &[u8; 8]| {
        let zero = u64::from_le_bytes(*word) ^ (ONES * u64::from(b'\\'));
        zero.wrapping_sub(ONES) & !zero & HIGH != 0
    };
    // The last word may overlap with the one before.
    match text.last_chunk() {
        Some(last) => in_word(last) || text.as_chunks().0.iter().any(in_word),
        None => text.contains(&b'\\'),
    }
}

/// `"name":` as most JSON text spells it, to be compared in one go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    spelled: [u8; BLOCK],
    length: usize,
}

/// For each length, the bytes of a block that a key of that length takes.
static TAKEN: [[u8; BLOCK]; BLOCK + 1] = {
    let mut taken = [[0; BLOCK]; BLOCK + 1];
    let mut length = 1;
    while length <= BLOCK {
        taken[length] = taken[length - 1];
        taken[length][length - 1] = 0xFF;
        length += 1;
    }
    taken
};

impl Key {
    /// No block begins with the key of a name that is too long for one.
    pub(crate) const fn new(name: &str) -> Self {
        let name = name.as_bytes();
        let (mut spelled, length) = ([0; BLOCK], name.len() + 3);
        if length <= BLOCK {
            let mut at = 0;
            while at < name.len() {
                spelled[at + 1] = name[at];
                at += 1;
            }
            (spelled[0], spelled[length - 2], spelled[length - 1]) = (b'"', b'"', b':');
        }
        Self { spelled, length }
    }

    /// The length of the key if the block begins with it. No branch depends on where they differ.
    #[inline]
    pub(crate) fn length_in(&self, block: &[u8; BLOCK]) -> Option<usize> {
        let taken = TAKEN.get(self.length)?;
        let word = |block: &[u8; BLOCK], at: usize| {
            block[at..].first_chunk().map_or(0, |word| u64::from_le_bytes(*word))
        };
        let differs = [0, 8, 16, 24].into_iter().fold(0, |differs, at| {
            differs | (word(block, at) ^ word(&self.spelled, at)) & word(taken, at)
        });
        (differs == 0).then_some(self.length)
    }
}

/// Which byte has the lowest bit that is set.
#[inline]
fn first_marked(words: impl Iterator<Item = u64>) -> Option<usize> {
    words
        .zip((0..).step_by(8))
        .find_map(|(word, at)| (word != 0).then(|| at + (word.trailing_zeros() / 8) as usize))
}

/// Marks the bytes of a word at which plain content ends. The lowest mark is exact; higher ones may be spurious.
#[inline]
const fn ends(word: u64) -> u64 {
    // With this bit flipped the quote comes directly behind the control characters, and the space does not.
    let quote_or_control = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21);
    let slash = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    (quote_or_control | slash) & !word & HIGH
}

/// Whether the block is plain string content.
#[inline]
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without early exit it compiles to vector instructions"
)]
fn is_run(block: &[u8; BLOCK]) -> bool {
    block.iter().fold(true, |run, byte| run & (byte ^ 0x02 > 0x20) & (*byte != b'\\'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Bytes that matter, their neighbours, and runs of others.
    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        let some =
            prop_oneof![0x1E_u8..0x24, 0x5B_u8..0x5E, any::<u8>()].prop_map(|byte| vec![byte]);
        let run = (0..90_usize).prop_map(|length| vec![b'a'; length]);
        prop::collection::vec(prop_oneof![some, run], 0..6).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn keys_are_compared_as_spelled(name in "[a-z_]{0,34}", at in 0..BLOCK, byte in any::<u8>()) {
            let text = format!("\"{name}\":{:40}", 1);
            let mut block = *text.as_bytes().first_chunk::<BLOCK>().unwrap();
            let length = name.len() + 3;
            let expected = (length <= BLOCK).then_some(length);
            prop_assert_eq!(Key::new(&name).length_in(&block), expected);
            let changed = block[at] != byte && at < length;
            block[at] = byte;
            prop_assert_eq!(Key::new(&name).length_in(&block), expected.filter(|_| !changed));
        }

        #[test]
        fn content_ends_where_bytes_say(text in bytes()) {
            let is_end = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1F);
            let expected = text.iter().position(is_end);
            if let Some(block) = text.first_chunk() {
                prop_assert_eq!(end(block), expected.filter(|at| *at < BLOCK));
            }
            prop_assert_eq!(has_slash(&text), text.contains(&b'\\'));
            prop_assert_eq!(run(&text), expected.unwrap_or(text.len()) / BLOCK * BLOCK);
        }
    }
}
