//! Flat JSON objects as settings of connectors.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::http::{Access, NangoConnection};
use crate::model::{CanonicalStatus, Object};
use crate::secret::Secret;
use crate::{Error, Result};

/// Canonical statuses and what a vendor calls them.
pub type StatusNames = BTreeMap<CanonicalStatus, String>;

/// Settings that are read key by key; what nobody asked for is refused in the end.
#[derive(Clone)]
pub struct Settings {
    values: Object,
    known: BTreeSet<&'static str>,
}

impl Settings {
    /// Settings of a JSON object.
    pub fn new(values: Object) -> Self {
        Self { values, known: BTreeSet::new() }
    }

    /// A text that has to be there and not blank.
    ///
    /// # Errors
    ///
    /// It is missing, blank or no text.
    pub fn text(&mut self, key: &'static str) -> Result<String> {
        self.optional(key)?.ok_or_else(|| Error::config(format!("{key} is missing")))
    }

    /// A credential that has to be there and not blank.
    ///
    /// # Errors
    ///
    /// It is missing, blank or no text.
    pub fn secret(&mut self, key: &'static str) -> Result<Secret> {
        self.text(key).map(Secret::new)
    }

    /// A text that may be missing or `null`, but not blank.
    ///
    /// # Errors
    ///
    /// It is blank or no text.
    pub fn optional(&mut self, key: &'static str) -> Result<Option<String>> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::String(text)) if text.trim().is_empty() => {
                Err(Error::config(format!("{key} is blank")))
            }
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Error::config(format!("{key} is no text"))),
        }
    }

    /// A text, or a number as its digits.
    ///
    /// # Errors
    ///
    /// It is missing, blank, or neither text nor a whole number.
    pub fn text_or_number(&mut self, key: &'static str) -> Result<String> {
        if let Some(Value::Number(number)) = self.values.get(key)
            && let Some(number) = number.as_u64()
        {
            self.known.insert(key);
            return Ok(number.to_string());
        }
        self.text(key)
    }

    /// What a vendor calls the canonical statuses.
    ///
    /// # Errors
    ///
    /// It is no object of texts, or names no status.
    pub fn statuses(&mut self, key: &'static str) -> Result<StatusNames> {
        let map = match self.take(key) {
            None => return Ok(StatusNames::new()),
            Some(Value::Object(map)) => map,
            Some(_) => return Err(Error::config(format!("{key} is no object"))),
        };
        let mut names = StatusNames::new();
        for (status, name) in map {
            let Value::String(name) = name else {
                return Err(Error::config(format!("{key} names statuses by texts")));
            };
            names.insert(status.parse()?, name);
        }
        Ok(names)
    }

    /// The connection that Nango holds. The keys of Nango that are there but blank are invalid values.
    ///
    /// # Errors
    ///
    /// A key of Nango is missing, blank or no text.
    pub fn nango(&mut self) -> Result<NangoConnection> {
        let connection_id = self.plain("connection_id")?;
        let provider_config_key = self.plain("provider_config_key")?;
        let secret_key = Secret::new(self.plain("nango_secret_key")?);
        let base_url = self.optional("nango_base_url")?;
        let connection = NangoConnection::new(connection_id, provider_config_key, secret_key)?;
        Ok(match base_url {
            Some(base_url) => connection.with_base_url(base_url),
            None => connection,
        })
    }

    /// Reads credentials for direct access, else the connection of Nango.
    pub(crate) fn access<C>(
        &mut self,
        hosted: bool,
        credentials: impl FnOnce(&mut Self) -> Result<C>,
    ) -> Result<Access<C>> {
        if hosted { self.nango().map(Access::Nango) } else { credentials(self).map(Access::Direct) }
    }

    /// Lets keys be there that are not needed.
    pub(crate) fn ignore(&mut self, keys: &[&'static str]) {
        self.known.extend(keys);
    }

    /// Refuses what nobody asked for.
    pub(crate) fn finish(self) -> Result<()> {
        match self.values.keys().find(|key| !self.known.contains(key.as_str())) {
            None => Ok(()),
            Some(_) => {
                let known: Vec<_> = self.known.into_iter().collect();
                Err(Error::config(format!("an unknown key; known are {}", known.join(", "))))
            }
        }
    }

    fn plain(&mut self, key: &'static str) -> Result<String> {
        match self.take(key) {
            None => Err(Error::config(format!("{key} is missing"))),
            Some(Value::String(text)) => Ok(text),
            Some(_) => Err(Error::config(format!("{key} is no text"))),
        }
    }

    fn take(&mut self, key: &'static str) -> Option<Value> {
        self.known.insert(key);
        self.values.get(key).filter(|value| !value.is_null()).cloned()
    }
}
