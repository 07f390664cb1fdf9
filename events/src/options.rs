//! What the users of some reducers may choose.

use event_contract::Meta;
use event_contract::fold::{BadOption, Options};
use serde::{Deserialize, Serialize};

use crate::anomaly::Anomaly;
use crate::error::Error;

/// What a fold does about an event that the events before it do not allow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// It stops.
    #[default]
    Strict,
    /// It notes an anomaly and goes on.
    Permissive,
}

impl Mode {
    /// The option `mode`: `strict`, which is the default, or `permissive`.
    pub fn of(options: &Options) -> Result<Self, BadOption> {
        match options.get::<Box<str>>("mode")?.as_deref() {
            None | Some("strict") => Ok(Self::Strict),
            Some("permissive") => Ok(Self::Permissive),
            Some(_) => Err(BadOption {
                name: "mode".to_owned(),
                problem: "expected `strict` or `permissive`".to_owned(),
            }),
        }
    }

    /// Stops the fold over an event that does not fit, or notes it.
    pub(crate) fn object(
        self,
        anomalies: &mut Vec<Anomaly>,
        event: &Meta,
        problem: impl Into<String>,
    ) -> Result<(), Error> {
        match self {
            Self::Strict => Err(Error::integrity(event, problem)),
            Self::Permissive => {
                anomalies.push(Anomaly::new(event, problem));
                Ok(())
            }
        }
    }
}
