//! Who is trusted: whom the machine trusts.

use std::sync::Arc;

use rustls::crypto::ring::default_provider;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt as _;

use crate::{Error, Result};

/// A TLS configuration. Without `trust` it trusts nobody, for requests that are not encrypted and for
/// machines that have no certificates.
pub(super) fn config(trust: bool) -> Result<ClientConfig> {
    let failed = |_| Error::config("the certificates of this machine cannot be read");
    let builder = ClientConfig::builder_with_provider(Arc::new(default_provider()));
    let builder = builder.with_safe_default_protocol_versions().map_err(failed)?;
    if trust {
        Ok(builder.with_platform_verifier().map_err(failed)?.with_no_client_auth())
    } else {
        Ok(builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth())
    }
}
