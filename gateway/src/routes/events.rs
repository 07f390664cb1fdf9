//! `GET /v1/events`: a page of events.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use axum::http::request::Parts;
use event_contract::log::{Of, Stored};

use super::{MayRead, Query, Shared};
use crate::answer::{Problem, json_text};

/// The most events of a page.
const MOST: u64 = 1000;
/// A page ends once it has so many bytes, whatever was asked for.
const ENOUGH: usize = 8 << 20;
/// How many are read at once.
const CHUNK: usize = 50;

pub(crate) async fn get(
    _: MayRead,
    State(shared): State<Arc<Shared>>,
    parts: Parts,
) -> Result<Response<Body>, Problem> {
    let query = Query::parse(&parts, &["after", "limit", "aggregate", "type"])?;
    let after = query.number("after", 0)?;
    let limit = query.number("limit", 100)?.min(MOST);
    if query.get("aggregate").is_some() && query.get("type").is_some() {
        return Err(Problem::new(400, "bad_query", "ask by aggregate or by type"));
    }
    let page = shared.readers.run(move |log| {
        let of = match (query.get("aggregate"), query.get("type")) {
            (Some(id), _) => Of::Aggregate(id),
            (None, Some(name)) => Of::Type(name),
            (None, None) => Of::All,
        };
        let (mut text, mut last, mut left) = (String::from("{\"events\":["), after, limit);
        let mut first = true;
        while left > 0 && text.len() < ENOUGH {
            let wanted = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
            let chunk = log.read(of, last, wanted)?;
            left -= (chunk.len() as u64).min(left);
            for stored in &chunk {
                if !std::mem::take(&mut first) {
                    text.push(',');
                }
                last = stored.position;
                write(&mut text, stored);
            }
            if chunk.len() < wanted {
                break;
            }
        }
        // Writing to a string cannot fail.
        let _ = write!(text, "],\"next\":{last},\"head\":{}}}", log.head()?);
        Ok(text)
    });
    page.await.map(json_text)
}

/// An event and its place. The document is as it came.
pub(super) fn write(text: &mut String, stored: &Stored) {
    let Stored { position, version, entry } = stored;
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "{{\"position\":{position},\"version\":{version},\"event\":{}}}",
        entry.document
    );
}
