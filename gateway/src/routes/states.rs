//! `GET /v1/states`: what reducers make of the log.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Response;
use axum::http::request::Parts;
use event_contract::Record;
use event_contract::fold::Options;
use event_contract::log::Of;
use serde_json::json;

use super::pace::Pace;
use super::{MayRead, Query, Shared};
use crate::answer::{Problem, json_text};

pub(crate) async fn list(_: MayRead, State(shared): State<Arc<Shared>>) -> Response<Body> {
    let names: Vec<&str> = shared.registry.reducers().collect();
    json_text(json!({ "reducers": names }).to_string())
}

pub(crate) async fn get(
    _: MayRead,
    State(shared): State<Arc<Shared>>,
    Path(name): Path<String>,
    parts: Parts,
) -> Result<Response<Body>, Problem> {
    let query = Query::parse(&parts, &["aggregate"])?;
    let Some(reducer) = shared.registry.reducer(&name).copied() else {
        return Err(Problem::new(404, "no_reducer", "there is no such reducer"));
    };
    let line = shared.line;
    let (events_at_most, bytes_at_most) = (shared.limits.fold, shared.limits.fold_bytes);
    let state = shared.readers.run(move |log| {
        let of = query.get("aggregate").map_or(Of::All, Of::Aggregate);
        let mut records: Vec<Record> = Vec::new();
        let (mut position, mut bytes, mut pace) = (0, 0, Pace::default());
        loop {
            let read = log.read(of, position, pace.events())?;
            let Some(last) = read.last() else { break };
            pace.learn(&read);
            position = last.position;
            for stored in read {
                // A log may hold events of contracts that were changed since; they do not count.
                let record = line.record(stored.entry.document).ok();
                let record = record.filter(|record| reducer.counts(record));
                bytes += record.as_ref().map_or(0, |record| record.document().len());
                records.extend(record);
            }
            if records.len() > events_at_most || bytes > bytes_at_most {
                let said = format!(
                    "a state is folded from {events_at_most} events and {bytes_at_most} bytes at most; \
                     name an aggregate"
                );
                return Err(Problem::new(422, "too_many", said));
            }
        }
        let events: Vec<&Record> = records.iter().collect();
        let fold = reducer.start(&Options::default());
        let fold = fold.map_err(|_| Problem::new(422, "options", "the reducer needs options"))?;
        let state = fold
            .fold(&events)
            .map_err(|_| Problem::new(422, "stopped", "the reducer does not take these events"))?;
        let count = events.len();
        Ok(format!("{{\"position\":{position},\"events\":{count},\"state\":{state}}}"))
    });
    state.await.map(json_text)
}
