//! The arguments of a call.

use event_contract::Record;
use event_contract::codec::Contract;
use serde::Deserialize;
use serde_json::value::RawValue;
use spec_kitty_contracts::v3::LINE;

use event_contract_cli::protocol::{Problem, Request};

/// The arguments of a call, each as JSON text.
pub(super) struct Arguments<'a>(Vec<&'a RawValue>);

impl<'a> Arguments<'a> {
    pub(super) fn new(request: &Request<'a>) -> Result<Self, Problem> {
        let list = request.get("args").and_then(|args| serde_json::from_str(args).ok());
        list.map(Self).ok_or_else(|| Problem::new("TypeError", "`args` is a list"))
    }

    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.0.len()
    }

    /// The JSON text of an argument.
    pub(super) fn json(&self, at: usize) -> Result<&'a str, Problem> {
        let argument = self.0.get(at).map(|argument| argument.get());
        argument.ok_or_else(|| Problem::new("TypeError", format!("argument {at} is missing")))
    }

    /// An argument of some shape; one of another is a problem of the given kind.
    pub(super) fn read<T: Deserialize<'a>>(
        &self,
        at: usize,
        kind: &'static str,
        shape: &str,
    ) -> Result<T, Problem> {
        serde_json::from_str(self.json(at)?)
            .map_err(|_| Problem::new(kind, format!("argument {at} is {shape}")))
    }

    /// The content of an argument that is a string.
    pub(super) fn text(&self, at: usize, kind: &'static str) -> Result<String, Problem> {
        self.read(at, kind, "a string")
    }

    /// An argument that keeps a contract.
    pub(super) fn value<T: Contract>(&self, at: usize) -> Result<T, Problem> {
        Ok(event_contract::decode(self.json(at)?.as_bytes())?)
    }

    /// An argument that is an event in its envelope.
    pub(super) fn event(&self, at: usize) -> Result<Record, Problem> {
        Ok(LINE.record(self.json(at)?)?)
    }

    /// An argument that is a list of events.
    pub(super) fn events(&self, at: usize) -> Result<Vec<Record>, Problem> {
        let list: Vec<&RawValue> = self.read(at, "TypeError", "a list of events")?;
        list.into_iter().map(|event| Ok(LINE.record(event.get())?)).collect()
    }
}
