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

use super::{MayRead, Query, Shared};
use crate::answer::{Problem, json_text};

/// How many events are read at once.
const PAGE: usize = 500;

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
    let (line, most) = (shared.line, shared.limits.fold);
    let state = shared.readers.run(move |log| {
        let of = query.get("aggregate").map_or(Of::All, Of::Aggregate);
        let mut records: Vec<Record> = Vec::new();
        let mut position = 0;
        loop {
            let page = log.read(of, position, PAGE)?;
            let Some(last) = page.last() else { break };
            position = last.position;
            for stored in page {
                // A log may hold events of contracts that were changed since; they do not count.
                let record = line.record(stored.entry.document);
                records.extend(record.ok().filter(|record| reducer.counts(record)));
            }
            if records.len() > most {
                let said =
                    format!("a state is folded from {most} events at most; name an aggregate");
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
