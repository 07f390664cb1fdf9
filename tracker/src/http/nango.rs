//! Nango, a proxy that holds the credentials of trackers.

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};

use super::sensitive;
use crate::secret::Secret;
use crate::{Error, Result};

/// Where Nango is, unless told otherwise.
const NANGO_URL: &str = "https://api.nango.dev";

/// A connection that Nango holds for somebody.
#[derive(Clone, Debug)]
pub struct NangoConnection {
    connection_id: String,
    provider_config_key: String,
    secret_key: Secret,
    base_url: String,
}

impl NangoConnection {
    /// A connection by its id, its integration, and the secret key of the Nango environment; refuses blank
    /// ones.
    pub fn new(
        connection_id: impl Into<String>,
        provider_config_key: impl Into<String>,
        secret_key: Secret,
    ) -> Result<Self> {
        let (connection_id, provider_config_key) =
            (connection_id.into(), provider_config_key.into());
        for (name, value) in [
            ("connection_id", &*connection_id),
            ("provider_config_key", &*provider_config_key),
            ("nango_secret_key", secret_key.reveal()),
        ] {
            if value.trim().is_empty() {
                return Err(Error::invalid(format!("{name} is blank")));
            }
        }
        Ok(Self { connection_id, provider_config_key, secret_key, base_url: NANGO_URL.to_owned() })
    }

    /// At another place than Nango's own.
    #[must_use]
    pub fn with_base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into();
        self
    }

    /// The id of the connection.
    pub fn connection_id(&self) -> &str {
        &self.connection_id
    }

    /// The integration.
    pub fn provider_config_key(&self) -> &str {
        &self.provider_config_key
    }

    /// The secret key of the Nango environment.
    pub fn secret_key(&self) -> &Secret {
        &self.secret_key
    }

    /// Where Nango is.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// What Nango has to know.
    pub(super) fn headers(&self) -> Result<HeaderMap> {
        let plain = |text: &str| {
            let value = HeaderValue::from_str(text);
            value.map_err(|_| Error::config("a key of Nango cannot be sent in a header"))
        };
        let mut headers = HeaderMap::new();
        let bearer = Secret::new(format!("Bearer {}", self.secret_key.reveal()));
        headers.insert(AUTHORIZATION, sensitive(&bearer)?);
        headers.insert(HeaderName::from_static("connection-id"), plain(&self.connection_id)?);
        let key = HeaderName::from_static("provider-config-key");
        headers.insert(key, plain(&self.provider_config_key)?);
        Ok(headers)
    }
}
