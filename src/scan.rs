//! Questions to several bytes at once.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// How many bytes are looked at in one go where there are so many.
pub(crate) const BLOCK: usize = 32;

/// Where plain string content ends in the block: at the first quote, backslash or control character.
#[inline]
pub(crate) fn end(block: &[u8; BLOCK]) -> Option<usize> {
    let ends = bits::ends(block);
    (ends != 0).then(|| ends.trailing_zeros() as usize)
}

/// One bit for each byte of a block, the lowest for the first: all bytes in one go.
#[cfg(feature = "simd")]
mod bits {
    use wide::u8x32;

    use super::BLOCK;

    /// Which bytes end plain string content.
    #[inline]
    pub(super) fn ends(block: &[u8; BLOCK]) -> u32 {
        let block = u8x32::from(*block);
        let control = block.min(u8x32::splat(0x1F)).simd_eq(block);
        let special = block.simd_eq(u8x32::splat(b'"')) | block.simd_eq(u8x32::splat(b'\\'));
        (special | control).to_bitmask()
    }

    /// Where the blocks have the same byte.
    #[inline]
    pub(super) fn equal(a: &[u8; BLOCK], b: &[u8; BLOCK]) -> u32 {
        u8x32::from(*a).simd_eq(u8x32::from(*b)).to_bitmask()
    }
}

/// One bit for each byte of a block, the lowest for the first: one byte after the other.
#[cfg(any(not(feature = "simd"), test))]
mod bytewise {
    use super::BLOCK;

    /// Which bytes end plain string content.
    pub(super) fn ends(block: &[u8; BLOCK]) -> u32 {
        of(|at| matches!(block[at], b'"' | b'\\' | 0..=0x1F))
    }

    /// Where the blocks have the same byte.
    pub(super) fn equal(a: &[u8; BLOCK], b: &[u8; BLOCK]) -> u32 {
        of(|at| a[at] == b[at])
    }

    fn of(is: impl Fn(usize) -> bool) -> u32 {
        (0..BLOCK).fold(0, |bits, at| bits | u32::from(is(at)) << at)
    }
}
#[cfg(not(feature = "simd"))]
use bytewise as bits;

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
    /// One bit for each byte of the block that the key takes.
    taken: u32,
    length: usize,
}

impl Key {
    /// No block begins with the key of a name that is too long for one.
    pub(crate) const fn new(name: &str) -> Self {
        let name = name.as_bytes();
        // Where a name is too long, a byte that no text has remains.
        let (mut spelled, mut taken, length) = ([0xFF; BLOCK], u32::MAX, name.len() + 3);
        if length <= BLOCK {
            taken >>= BLOCK - length;
            let mut at = 0;
            while at < name.len() {
                spelled[at + 1] = name[at];
                at += 1;
            }
            (spelled[0], spelled[length - 2], spelled[length - 1]) = (b'"', b'"', b':');
        }
        Self { spelled, taken, length }
    }

    /// The length of the key if the block begins with it. No branch depends on where they differ.
    #[inline]
    pub(crate) fn length_in(&self, block: &[u8; BLOCK]) -> Option<usize> {
        let equal = bits::equal(block, &self.spelled);
        (equal & self.taken == self.taken).then_some(self.length)
    }
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
            let before = block;
            block[at] = byte;
            prop_assert_eq!(bits::equal(&block, &before), bytewise::equal(&block, &before));
            prop_assert_eq!(Key::new(&name).length_in(&block), expected.filter(|_| !changed));
        }

        #[test]
        fn content_ends_where_bytes_say(text in bytes()) {
            let is_end = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1F);
            let expected = text.iter().position(is_end);
            if let Some(block) = text.first_chunk() {
                prop_assert_eq!(end(block), expected.filter(|at| *at < BLOCK));
                prop_assert_eq!(bits::ends(block), bytewise::ends(block));
            }
            prop_assert_eq!(has_slash(&text), text.contains(&b'\\'));
        }
    }
}
