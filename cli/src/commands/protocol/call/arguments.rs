//! The arguments of a call.

use serde_json::value::RawValue;

use super::super::{Problem, Request};

/// The arguments of a call, each as JSON text.
pub(super) struct Arguments<'a>(Vec<&'a RawValue>);

impl<'a> Arguments<'a> {
    pub(super) fn new(request: &Request<'a>) -> Result<Self, Problem> {
        let list = request.get("args").and_then(|args| serde_json::from_str(args).ok());
        list.map(Self).ok_or_else(|| Problem::new("TypeError", "`args` is a list"))
    }

    /// The JSON text of an argument.
    pub(super) fn json(&self, at: usize) -> Result<&'a str, Problem> {
        let argument = self.0.get(at).map(|argument| argument.get());
        argument.ok_or_else(|| Problem::new("TypeError", format!("argument {at} is missing")))
    }

    /// The content of an argument that is a string.
    pub(super) fn text(&self, at: usize) -> Result<String, Problem> {
        serde_json::from_str(self.json(at)?)
            .map_err(|_| Problem::new("ValueError", format!("argument {at} is a string")))
    }
}
