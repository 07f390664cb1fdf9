//! Requests to reduce a stream: made from a seed, answered by our reducers, and made smaller.

use std::time::Duration;

use event_contract::Record;
use event_contract::fold::Options;
use event_contract::registry::Registry;
use event_contract::sample::Source;
use serde_json::{Map, Value, json};
use spec_kitty_contracts::v3::LINE;
use spec_kitty_events::kind_of;

use crate::streams::{self, Setting};
use crate::{Answer, Failure};

/// A stream with a reducer to fold it.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The reducer's id.
    pub reducer: String,
    /// The enveloped events, in order of arrival.
    pub events: Vec<Value>,
    /// What the reducer is asked to do, by option.
    pub options: Map<String, Value>,
}

impl Case {
    /// The case of a seed: long or short, plausible or wild, in the order of emission or not.
    pub fn random(reducer: &str, seed: u64) -> Self {
        let mut source = Source::from_seed(seed);
        let most = source.pick(&[3, 8, 8, 16, 16, 30, 30, 90]).copied().unwrap_or(8);
        let length = source.below(most + 1);
        let tempers = [(20, 0, 20), (150, 0, 60), (100, 30, 60), (400, 50, 100), (1000, 300, 200)];
        let (random, malformed, foreign) = source.pick(&tempers).copied().unwrap_or_default();
        let setting = Setting { length, random, malformed, foreign, regular: false };
        let mut events: Vec<Value> = streams::stream(reducer, seed, setting).collect();
        streams::disorder(&mut events, &mut source);
        if source.per_mille(15) {
            streams::break_envelope(&mut events, &mut source);
        }
        let mut options = Map::new();
        let choosy = ["collaboration", "glossary"].contains(&reducer);
        if choosy && source.per_mille(900) {
            let mode = if source.per_mille(600) { "permissive" } else { "strict" };
            options.insert("mode".to_owned(), mode.into());
        }
        if reducer == "collaboration" && source.per_mille(400) {
            options.insert("roster".to_owned(), streams::roster(seed, &mut source));
        }
        Self { reducer: reducer.to_owned(), events, options }
    }

    /// The case as one line of JSON, as `contracts reduce --jsonl` takes it.
    pub fn request(&self) -> String {
        json!({ "reducer": self.reducer, "events": self.events, "options": self.options })
            .to_string()
    }

    /// What our reducer makes of it.
    pub fn answer(&self, registry: &Registry) -> Result<Answer, Failure> {
        let reducer = registry
            .reducer(&self.reducer)
            .ok_or_else(|| format!("`{}` is not registered", self.reducer))?;
        let mut options = Options::default();
        for (name, value) in &self.options {
            options = options.with(name, value.try_into()?);
        }
        let records: Result<Vec<Record>, _> =
            self.events.iter().map(|event| LINE.record(event.to_string())).collect();
        let records = match records {
            Ok(records) => records,
            Err(violations) => return stopped(&violations),
        };
        let folding = match reducer.start(&options) {
            Ok(folding) => folding,
            Err(error) => return stopped(&error),
        };
        match folding.fold(&records.iter().collect::<Vec<_>>()) {
            Ok(state) => Ok(Answer::State(serde_json::from_str(&state)?)),
            Err(error) => stopped(&*error),
        }
    }

    /// The smallest case that still has the property, as far as leaving out events and options leads.
    /// `holds` may be asked as many times as fit into the time.
    #[must_use]
    pub fn shrunk(mut self, time: Duration, mut holds: impl FnMut(&Self) -> bool) -> Self {
        let start = std::time::Instant::now();
        let names: Vec<String> = self.options.keys().cloned().collect();
        for name in names {
            let mut smaller = self.clone();
            smaller.options.shift_remove(&name);
            if holds(&smaller) {
                self = smaller;
            }
        }
        let mut size = self.events.len().div_ceil(2);
        while size > 0 {
            let mut at = 0;
            let mut changed = false;
            while at < self.events.len() && start.elapsed() < time {
                let mut smaller = self.clone();
                smaller.events.drain(at..(at + size).min(self.events.len()));
                if holds(&smaller) {
                    (self, changed) = (smaller, true);
                } else {
                    at += size;
                }
            }
            size = if changed { size.min(self.events.len()) } else { size / 2 };
        }
        self
    }
}

fn stopped(error: &(dyn std::error::Error + 'static)) -> Result<Answer, Failure> {
    let kind = kind_of(error).ok_or_else(|| format!("no class is known for: {error}"))?;
    Ok(Answer::Stopped { kind: kind.to_owned(), message: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::REDUCERS;

    #[test]
    fn the_same_seed_makes_the_same_case() {
        for reducer in REDUCERS {
            assert_eq!(Case::random(reducer, 5), Case::random(reducer, 5));
        }
    }

    fn anomalies(case: &Case) -> Option<usize> {
        let registry = spec_kitty_events::registry().unwrap();
        match case.answer(&registry).unwrap() {
            Answer::State(state) => Some(state["anomalies"].as_array().unwrap().len()),
            Answer::Stopped { .. } => None,
        }
    }

    #[test]
    fn random_streams_are_neither_all_good_nor_all_bad() {
        for reducer in REDUCERS {
            let found: Vec<_> =
                (0..100).map(|seed| anomalies(&Case::random(reducer, seed))).collect();
            let clean = found.iter().filter(|found| **found == Some(0)).count();
            let odd = found.iter().flatten().filter(|found| **found > 0).count();
            assert!((6..95).contains(&clean), "{reducer}: {clean} of 100 have no anomaly");
            assert!(odd > 6, "{reducer}: {odd} of 100 have anomalies");
        }
    }

    #[test]
    fn regular_streams_have_few_anomalies() {
        let options: Map<String, Value> =
            [("mode".to_owned(), json!("permissive"))].into_iter().collect();
        // The anomalies of a dossier are what some of its events report.
        for reducer in REDUCERS.into_iter().filter(|name| *name != "dossier") {
            let events: Vec<Value> = streams::stream(reducer, 1, Setting::regular(1000)).collect();
            let choosy = ["collaboration", "glossary"].contains(&reducer);
            let options = if choosy { options.clone() } else { Map::new() };
            let case = Case { reducer: reducer.to_owned(), events, options };
            let found = anomalies(&case).unwrap();
            assert!(found < 40, "{reducer}: {found} anomalies in 1000 events");
        }
    }

    #[test]
    fn shrinking_leaves_what_is_needed() {
        let events = (0..40).map(Value::from).collect();
        let options = [("mode".to_owned(), json!("strict"))].into_iter().collect();
        let case = Case { reducer: "status".into(), events, options };
        let needed = [json!(3), json!(17), json!(18)];
        let holds = |case: &Case| needed.iter().all(|event| case.events.contains(event));
        let shrunk = case.shrunk(Duration::from_mins(1), holds);
        assert_eq!((shrunk.events.as_slice(), shrunk.options.len()), (&needed[..], 0));
    }
}
