//! Signatures, compared in constant time.

use sha2::{Digest as _, Sha256};

use super::Delivery;
use crate::secret::Secret;

/// The bytes of a block of SHA-256.
const BLOCK: usize = 64;

/// True if a header holds the signature of the body: a prefix, then HMAC-SHA-256 in hexadecimal.
pub(super) fn signed(delivery: &Delivery<'_>, header: &str, prefix: &str, secret: &Secret) -> bool {
    let given = delivery.header(header).and_then(|text| text.strip_prefix(prefix));
    let given = given.and_then(bytes).unwrap_or_default();
    same(&given, &hmac(secret.reveal().as_bytes(), delivery.body))
}

/// True if two texts are the same. How long it takes says nothing about where they differ.
pub(super) fn same(one: &[u8], other: &[u8]) -> bool {
    let differ = one.iter().zip(other).fold(0, |differ, (one, other)| differ | (one ^ other));
    one.len() == other.len() && std::hint::black_box(differ) == 0
}

/// HMAC-SHA-256 (RFC 2104).
fn hmac(key: &[u8], text: &[u8]) -> [u8; 32] {
    let mut block = [0; BLOCK];
    if key.len() > BLOCK {
        block[..32].copy_from_slice(&Sha256::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let inner = Sha256::new().chain_update(block.map(|byte| byte ^ 0x36)).chain_update(text);
    let outer = Sha256::new().chain_update(block.map(|byte| byte ^ 0x5c));
    outer.chain_update(inner.finalize()).finalize().into()
}

/// The bytes of hexadecimal digits.
fn bytes(digits: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    };
    digits.as_bytes().chunks(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_those_of_rfc_4231() {
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(hmac(b"Jefe", b"what do ya want for nothing?"), *bytes(expected).unwrap());
        let long = "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54";
        let text = b"Test Using Larger Than Block-Size Key - Hash Key First";
        assert_eq!(hmac(&[0xaa; 131], text), *bytes(long).unwrap());
    }

    #[test]
    fn only_hexadecimal_is_a_signature() {
        assert_eq!(bytes("0aF"), None);
        assert_eq!(bytes("zz"), None);
        assert_eq!(bytes("0aFf"), Some(vec![10, 255]));
        assert!(same(b"a", b"a") && !same(b"a", b"b") && !same(b"a", b"ab"));
    }
}
