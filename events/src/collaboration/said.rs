//! What events say where their contract wants text.
//!
//! Payloads are read key by key, so that a step or an answer may turn out to be no text at all. That stops
//! the fold only if it is still part of the state in the end: until then it is carried along.

use std::collections::{BTreeMap, VecDeque};

use event_contract::table::Type;
use event_contract::{EventId, EventType, JsonObject, Loose, Record, ShortText, canonical, codec};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use spec_kitty_contracts::v3::LINE;

use crate::error::Error;

/// Text, or what there is in its place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Said {
    Text(ShortText),
    Other(Box<Oddity>),
}

/// A value that is no text, and the event that it comes from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Oddity {
    /// The value as JSON, such that equal values have equal texts.
    json: String,
    event_id: EventId,
    event_type: EventType,
    payload: JsonObject,
}

impl Said {
    /// What an event says under a key: empty text if it does not have the key.
    pub(super) fn of(event: &Record, value: Option<Loose<'_>>) -> Self {
        let Some(value) = value else { return Self::Text("".into()) };
        match value.string() {
            Some(text) => Self::Text(text.into()),
            None => Self::Other(Box::new(Oddity::of(event, value))),
        }
    }

    /// The text.
    pub(super) fn into_text(self) -> Result<ShortText, Error> {
        match self {
            Self::Text(text) => Ok(text),
            Self::Other(oddity) => Err(oddity.error()),
        }
    }

    pub(super) fn oddity(&self) -> Option<&Oddity> {
        match self {
            Self::Text(_) => None,
            Self::Other(oddity) => Some(oddity),
        }
    }
}

/// The texts among what was said: all of it, once [`Fold::complete`](event_contract::Fold::complete) has
/// passed.
pub(super) fn texts(said: Vec<Said>) -> Vec<ShortText> {
    said.into_iter().filter_map(|said| said.into_text().ok()).collect()
}

impl Oddity {
    pub(super) fn of(event: &Record, value: Loose<'_>) -> Self {
        Self {
            json: comparable(value.as_str()),
            event_id: event.meta.event_id,
            event_type: event.meta.event_type.clone(),
            payload: event.payload().parse().unwrap_or_default(),
        }
    }

    /// Everything that is wrong with the payload.
    pub(super) fn error(&self) -> Error {
        let ty =
            LINE.event(&self.event_type).map_or(Type::Any, |event| Type::Object(event.payload));
        let judged = canonical(self.payload.as_str().as_bytes(), ty);
        Error::MalformedPayload {
            event_type: self.event_type.to_string(),
            event_id: self.event_id.to_string(),
            violations: judged.err().unwrap_or_else(|| codec::unreadable(ty)),
        }
    }
}

/// The steps that one participant has begun and not completed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Steps {
    /// When each step was begun, as numbers that go up.
    begun: BTreeMap<ShortText, VecDeque<u64>>,
    /// The same for steps that are no text, by their JSON.
    odd: BTreeMap<String, VecDeque<(u64, Oddity)>>,
    next: u64,
}

impl Steps {
    pub(super) fn begin(&mut self, step: Said) {
        match step {
            Said::Text(step) => self.begun.entry(step).or_default().push_back(self.next),
            Said::Other(step) => {
                self.odd.entry(step.json.clone()).or_default().push_back((self.next, *step));
            }
        }
        self.next += 1;
    }

    /// Completes the earliest begin of a step; `false` if there is none.
    pub(super) fn complete(&mut self, step: &Said) -> bool {
        match step {
            Said::Text(step) => drop_first(&mut self.begun, step),
            Said::Other(step) => drop_first(&mut self.odd, &step.json),
        }
    }

    pub(super) fn oddity(&self) -> Option<&Oddity> {
        self.odd.values().find_map(VecDeque::front).map(|(_, oddity)| oddity)
    }

    /// The steps in the order in which they were begun. Without the odd ones, of which there are none left.
    pub(super) fn into_steps(self) -> Vec<ShortText> {
        let each = |(step, begun): (ShortText, VecDeque<u64>)| {
            begun.into_iter().map(move |at| (at, step.clone()))
        };
        let mut steps: Vec<(u64, ShortText)> = self.begun.into_iter().flat_map(each).collect();
        steps.sort_unstable_by_key(|(at, _)| *at);
        steps.into_iter().map(|(_, step)| step).collect()
    }
}

fn drop_first<K, Q, T>(begun: &mut BTreeMap<K, VecDeque<T>>, step: &Q) -> bool
where
    K: std::borrow::Borrow<Q> + Ord,
    Q: Ord + ?Sized,
{
    let Some(times) = begun.get_mut(step) else { return false };
    times.pop_front();
    if times.is_empty() {
        begun.remove(step);
    }
    true
}

/// JSON text that is equal for values which the Python package takes for equal: 1, 1.0 and true are.
fn comparable(json: &str) -> String {
    fn alike(value: Value) -> Value {
        match value {
            Value::Bool(value) => i64::from(value).into(),
            Value::Number(number) => {
                let double =
                    number.as_f64().filter(|double| number.is_f64() && double.fract() == 0.0);
                let whole = double.and_then(|double| format!("{double:.0}").parse::<i64>().ok());
                whole.map_or(Value::Number(number), Value::from)
            }
            Value::Array(items) => items.into_iter().map(alike).collect(),
            Value::Object(fields) => {
                let mut fields: Value =
                    fields.into_iter().map(|(key, value)| (key, alike(value))).collect();
                fields.sort_all_objects();
                fields
            }
            other => other,
        }
    }
    serde_json::from_str(json).map_or_else(|_| json.to_owned(), |value| alike(value).to_string())
}

#[cfg(test)]
mod tests {
    use event_contract_testkit::check;
    use proptest::collection::vec;
    use proptest::prelude::any;

    use super::*;

    #[test]
    fn steps_are_what_a_list_without_the_first_of_each_completed_step_is() {
        let operations = vec((any::<bool>(), 0..4_u8), 0..40);
        check(64, operations, |operations| {
            let (mut steps, mut list) = (Steps::default(), Vec::new());
            for (begins, step) in operations {
                let step: ShortText = step.to_string().into();
                if begins {
                    steps.begin(Said::Text(step.clone()));
                    list.push(step);
                } else {
                    let first = list.iter().position(|other| *other == step);
                    assert_eq!(steps.complete(&Said::Text(step)), first.is_some());
                    first.map(|first| list.remove(first));
                }
            }
            assert_eq!(steps.into_steps(), list);
        });
    }

    #[test]
    fn json_is_compared_by_value() {
        for (a, b) in [
            ("1", "1.0"),
            ("true", "1e0"),
            ("false", "-0.0"),
            ("[1, {\"a\": true}]", "[true,{\"a\":1}]"),
            (r#"{"a": 1, "b": "A"}"#, r#"{"b": "\u0041", "a": 1}"#),
        ] {
            assert_eq!(comparable(a), comparable(b));
        }
        for (a, b) in [("1", "\"1\""), ("null", "false"), ("1", "1.5"), ("[1, 2]", "[2, 1]")] {
            assert_ne!(comparable(a), comparable(b));
        }
    }
}
