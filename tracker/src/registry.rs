//! Connectors by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::connector::Connector;
use crate::{Error, Result};

/// Connectors by name, without regard to case.
#[derive(Clone, Default)]
pub struct ConnectorRegistry {
    connectors: BTreeMap<String, Arc<dyn Connector>>,
}

impl ConnectorRegistry {
    /// Takes a connector, in place of the one that had its name; refuses a blank name.
    pub fn register(&mut self, connector: Arc<dyn Connector>) -> Result<()> {
        let name = connector.name().trim().to_lowercase();
        if name.is_empty() {
            return Err(Error::config("the name of the connector is blank"));
        }
        self.connectors.insert(name, connector);
        Ok(())
    }

    /// Forgets a connector.
    pub fn unregister(&mut self, name: &str) {
        self.connectors.remove(&name.to_lowercase());
    }

    /// The connector of a name.
    pub fn get(&self, name: &str) -> Result<&Arc<dyn Connector>> {
        let found = self.connectors.get(&name.to_lowercase());
        found.ok_or_else(|| Error::config("no connector is registered under this name"))
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.connectors.keys().map(String::as_str)
    }

    /// The connectors, in the order of their names.
    pub fn connectors(&self) -> impl Iterator<Item = &Arc<dyn Connector>> {
        self.connectors.values()
    }
}
