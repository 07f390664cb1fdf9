//! Fixtures as files: payloads to accept or to refuse, and recorded streams with the states that they come to.
//!
//! A file of payloads is an object with `event_type`, `expected_result` (`valid` or `invalid`), perhaps `notes`, and either
//! `payload` or `cases`, an object of payloads by name. A stream is `NAME.jsonl`, an event on each line; beside it
//! `NAME.golden.json` has the `state` or the `error` that the reducer of its domain comes to, and `NAME.options.json` options of
//! the reducer.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::fold::Options;
use crate::record::Record;
use crate::registry::Reducer;
use crate::table::Line;
use crate::violation::Violations;

/// What files of fixtures hold.
#[derive(Clone, Debug, Default)]
pub struct Fixtures {
    /// Payloads, in the order of the files and the names of cases.
    pub payloads: Vec<Fixture>,
    /// Streams, sorted by id.
    pub streams: Vec<Stream>,
    /// Files that are not fixtures, by path, and why.
    pub unusable: Vec<(String, String)>,
}

/// A payload, or an envelope, that is to be accepted or to be refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixture {
    /// The line, the domain, the folder, the name of the file, and the name of the case if the file has several: with
    /// dots between.
    pub id: String,
    /// The name of the line.
    pub line: String,
    /// The name of the domain.
    pub domain: String,
    /// The event, or the name of the envelope.
    pub event_type: String,
    /// Whether it is to be accepted.
    pub valid: bool,
    /// What it shows.
    pub notes: String,
    /// The JSON text.
    pub payload: String,
}

/// A recorded stream of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stream {
    /// The line, the domain, `replay`, and the name: with dots between.
    pub id: String,
    /// The name of the line.
    pub line: String,
    /// The domain whose reducer folds it.
    pub domain: String,
    /// The events, as JSON Lines.
    pub events: String,
    /// What the fold comes to, as JSON text; nothing if that is not recorded yet.
    pub golden: Option<String>,
    /// Options of the reducer, as JSON text.
    pub options: Option<String>,
}

/// How a fixture turned out, if not as it says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Finding {
    /// What was to be refused was accepted.
    #[error("accepted, and was to be refused")]
    Accepted,
    /// What was to be accepted was refused.
    #[error("refused, and was to be accepted: {0}")]
    Refused(Violations),
    /// It cannot be judged.
    #[error("{0}")]
    Unusable(String),
    /// The fold came to something else.
    #[error("came to {found}, and was to come to {expected}")]
    Differs {
        /// What was recorded, as JSON text.
        expected: String,
        /// What the fold came to, as JSON text.
        found: String,
    },
}

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    event_type: Cow<'a, str>,
    #[serde(borrow)]
    expected_result: Cow<'a, str>,
    #[serde(default, borrow)]
    notes: Cow<'a, str>,
    #[serde(borrow)]
    payload: Option<&'a RawValue>,
    #[serde(default, borrow)]
    cases: BTreeMap<String, &'a RawValue>,
}

impl Fixtures {
    /// Reads files, each given by its path (`LINE/DOMAIN/FOLDER/NAME`) and its text. Those directly in the folder of all fixtures
    /// are passed over.
    pub fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut fixtures = Self::default();
        let mut streams: BTreeMap<String, Stream> = BTreeMap::new();
        // What belongs to a stream may come before it.
        let mut beside: Vec<(String, &str, &'a str)> = Vec::new();
        for (path, text) in files {
            let [line, domain, folder, name] = path.split('/').collect::<Vec<_>>()[..] else {
                continue;
            };
            let id = |stem: &str| format!("{line}.{domain}.{folder}.{stem}");
            if folder != "replay" {
                let stem = name.strip_suffix(".json").unwrap_or(name);
                if let Err(why) = fixtures.payloads(text, [line, domain], &id(stem)) {
                    fixtures.unusable.push((path.to_owned(), why));
                }
            } else if let Some(stem) = name.strip_suffix(".jsonl") {
                let stream = Stream {
                    id: id(stem),
                    line: line.to_owned(),
                    domain: domain.to_owned(),
                    events: text.to_owned(),
                    golden: None,
                    options: None,
                };
                streams.insert(stream.id.clone(), stream);
            } else if let Some(stem) = name.strip_suffix(".golden.json") {
                beside.push((id(stem), "golden", text));
            } else if let Some(stem) = name.strip_suffix(".options.json") {
                beside.push((id(stem), "options", text));
            }
        }
        for (id, what, text) in beside {
            match (streams.get_mut(&id), what) {
                (Some(stream), "golden") => stream.golden = Some(text.to_owned()),
                (Some(stream), _) => stream.options = Some(text.to_owned()),
                (None, _) => fixtures.unusable.push((id, format!("{what} of no stream"))),
            }
        }
        fixtures.streams = streams.into_values().collect();
        fixtures
    }

    fn payloads(&mut self, text: &str, [line, domain]: [&str; 2], id: &str) -> Result<(), String> {
        let file: File<'_> = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let valid = match &*file.expected_result {
            "valid" => true,
            "invalid" => false,
            other => return Err(format!("`expected_result` is valid or invalid, not {other:?}")),
        };
        let fixture = |id: String, payload: &RawValue| Fixture {
            id,
            line: line.to_owned(),
            domain: domain.to_owned(),
            event_type: file.event_type.clone().into_owned(),
            valid,
            notes: file.notes.clone().into_owned(),
            payload: payload.get().to_owned(),
        };
        match file.payload {
            Some(payload) if file.cases.is_empty() => {
                self.payloads.push(fixture(id.to_owned(), payload));
            }
            None if !file.cases.is_empty() => {
                let named = file.cases.iter();
                self.payloads
                    .extend(named.map(|(name, payload)| fixture(format!("{id}.{name}"), payload)));
            }
            _ => return Err("it has either `payload` or `cases`".to_owned()),
        }
        Ok(())
    }
}

impl Fixture {
    /// Has every layer of a line judge it.
    ///
    /// # Errors
    ///
    /// The verdict is another one, or there is none.
    pub fn judge(&self, line: &'static Line) -> Result<(), Finding> {
        let report = line
            .validate_event(self.payload.as_bytes(), &self.event_type, false)
            .map_err(|error| Finding::Unusable(error.to_string()))?;
        match (report.valid(), self.valid) {
            (true, false) => Err(Finding::Accepted),
            (false, true) => Err(match Violations::new(report.model) {
                Some(violations) => Finding::Refused(violations),
                None => Finding::Unusable("only the JSON Schema refuses it".to_owned()),
            }),
            _ => Ok(()),
        }
    }
}

impl Stream {
    /// Has a reducer fold it.
    ///
    /// # Errors
    ///
    /// The fold comes to something else than recorded, nothing is recorded, or a line is not an event.
    pub fn judge(&self, line: &Line, reducer: &Reducer) -> Result<(), Finding> {
        let unusable = |why: String| Finding::Unusable(why);
        let golden = self.golden.as_deref();
        let golden =
            golden.ok_or_else(|| unusable("what it comes to is not recorded".to_owned()))?;
        let expected: Value =
            serde_json::from_str(golden).map_err(|error| unusable(format!("golden: {error}")))?;
        let found = self.fold(line, reducer)?;
        let same = match (&expected["error"], &found["error"]) {
            (Value::Null, Value::Null) => expected["state"] == found["state"],
            // What programs call an error is their own affair.
            (expected, found) => expected["message"] == found["message"],
        };
        if same {
            return Ok(());
        }
        Err(Finding::Differs { expected: expected.to_string(), found: found.to_string() })
    }

    /// What a reducer makes of it: `{"state": …}` or `{"error": {"message": …}}`.
    fn fold(&self, line: &Line, reducer: &Reducer) -> Result<Value, Finding> {
        let options = self.options.as_deref().map(Options::from_json).transpose();
        let options =
            options.map_err(|error| Finding::Unusable(error.to_string()))?.unwrap_or_default();
        let mut records: Vec<Record> = Vec::new();
        for (at, event) in self.events.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
            let record = line.record(event);
            records.push(record.map_err(|violations| {
                Finding::Unusable(format!("line {} is not an event: {violations}", at + 1))
            })?);
        }
        let fold = reducer.start(&options).map_err(|error| Finding::Unusable(error.to_string()))?;
        match fold.fold(&records.iter().collect::<Vec<_>>()) {
            Ok(state) => {
                let state: Value = serde_json::from_str(&state)
                    .map_err(|error| Finding::Unusable(format!("the state: {error}")))?;
                Ok(serde_json::json!({ "state": state }))
            }
            Err(stopped) => Ok(serde_json::json!({ "error": { "message": stopped.to_string() } })),
        }
    }
}
