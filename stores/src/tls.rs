//! TLS towards servers, and what of it URLs say.

use std::path::Path;
use std::sync::Arc;

use event_contract::log::Error;
use rustls::{ClientConfig, RootCertStore};

/// Certificates that are trusted: those of a file, or the system's.
pub(crate) fn roots(path: Option<&Path>) -> Result<RootCertStore, Error> {
    let found = match path {
        Some(path) => rustls_native_certs::load_certs_from_paths(Some(path), None),
        None => rustls_native_certs::load_native_certs(),
    };
    if let (Some(path), true) = (path, found.certs.is_empty()) {
        let what = format!("{} has no certificates", path.display());
        return Err(Error::Unsupported { what });
    }
    let mut roots = RootCertStore::empty();
    // The system's may be of kinds that are not known here.
    roots.add_parsable_certificates(found.certs);
    Ok(roots)
}

/// A client that checks certificates and has none of its own.
pub(crate) fn client(roots: RootCertStore) -> Result<ClientConfig, Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::Unsupported { what: error.to_string() })?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

/// A part of a URL without its escapes.
pub(crate) fn decoded(text: &str) -> Result<String, Error> {
    let bad = || Error::Unsupported { what: "a % in the URL that begins no byte".into() };
    unescaped(text, b'%').ok_or_else(bad)
}

/// A text in which `escape` begins bytes in hexadecimal, without that.
pub(crate) fn unescaped(text: &str, escape: u8) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != escape {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        bytes.push(u8::try_from(digit()? << 4 | digit()?).ok()?);
    }
    String::from_utf8(bytes).ok()
}
