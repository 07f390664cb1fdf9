//! Paths and URLs, in which no value can leave its place.

use std::fmt::Write as _;

use base64::Engine as _;
use url::Url;

use crate::secret::Secret;
use crate::{Error, Result};

/// Percent-encodes everything but letters, digits and `-._~`. Nango fills in `${…}`; there is none left.
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// A path of segments, each of them encoded.
pub(crate) fn path(segments: &[&str]) -> Result<String> {
    let mut path = String::new();
    for segment in segments {
        // URLs have no spelling for these that is not read as a step in the tree.
        if [".", "..", ""].contains(segment) {
            return Err(Error::invalid("a name is empty or made of dots"));
        }
        path.push('/');
        path.push_str(&encode(segment));
    }
    Ok(path)
}

/// A base URL, without query and fragment.
pub(super) fn base(text: &str) -> Result<Url> {
    let url = Url::parse(text.trim()).map_err(|_| Error::config("a base URL is no URL"))?;
    let plain = url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    if !["http", "https"].contains(&url.scheme()) || !url.has_host() || !plain {
        return Err(Error::config("a base URL is http(s)://host/path and nothing else"));
    }
    Ok(url)
}

/// The value of `Authorization: Basic`.
pub(crate) fn basic(user: &str, password: &Secret) -> Secret {
    let both = Secret::new(format!("{user}:{}", password.reveal()));
    Secret::new(format!("Basic {}", base64::prelude::BASE64_STANDARD.encode(both.reveal())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_in_their_segment() {
        let made = path(&["projects", "acme/widgets", "${x}", "a b?c#d%2F"]).unwrap();
        assert_eq!(made, "/projects/acme%2Fwidgets/%24%7Bx%7D/a%20b%3Fc%23d%252F");
        assert!(path(&["a", ".."]).is_err() && path(&["."]).is_err() && path(&[""]).is_err());
        assert_eq!(encode("é"), "%C3%A9");
    }

    #[test]
    fn a_base_url_is_nothing_else() {
        for bad in ["", "api.github.com", "ftp://x", "http://", "http://x/?a=b", "https://u:p@x"] {
            assert!(base(bad).is_err(), "{bad}");
        }
        assert!(base("http://127.0.0.1:1/api/v4/").is_ok());
    }
}
