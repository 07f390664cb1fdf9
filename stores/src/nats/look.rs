//! Looking things up: at a log's leader, one message at a time.

use event_contract::log::Error;
use serde_json::json;

use super::message::{self, Head, Marker, Reading};
use super::server::{Found, Server};

/// A log, and where it is.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) server: &'a Server,
    pub(super) log: &'a str,
}

/// Where a log ends, as its leader has it.
pub(super) async fn head(server: &Server, log: &str) -> Result<Head, Error> {
    if let Some(last) = server.last(log, ">").await? {
        return Head::read(&last);
    }
    let stream = server.stream(log).await?.unwrap_or_default();
    let last = stream.get("state").and_then(|state| state.get("last_seq"));
    match last.and_then(serde_json::Value::as_u64) {
        Some(0) => Ok(Head::default()),
        // Between the two questions, or after someone emptied the stream.
        _ => match server.last(log, ">").await? {
            Some(last) => Head::read(&last),
            None => Err(Error::corrupt("the stream was emptied")),
        },
    }
}

/// The reading of a clock.
pub(super) async fn reading(server: &Server, log: &str, node: &str) -> Result<Reading, Error> {
    let last = server.last(log, &message::of_clock(log, node)).await?;
    last.as_ref().map_or_else(|| Ok(Reading::default()), Reading::read)
}

/// The last event of an aggregate: its message's sequence and its version.
pub(super) async fn last_of(server: &Server, log: &str, id: &str) -> Result<(u64, u64), Error> {
    let last = server.last(log, &message::of_aggregate(log, id)).await?;
    let last = last.map(|last| Ok::<_, Error>((last.sequence, message::stored(&last)?.version)));
    Ok(last.transpose()?.unwrap_or_default())
}

/// The marker of an id.
pub(super) async fn marker(server: &Server, log: &str, id: &str) -> Result<Option<Marker>, Error> {
    let found = server.last(log, &message::of_id(log, id)).await?;
    found.as_ref().map(Marker::read).transpose()
}

/// The sequence from which on messages of events have positions behind `after`.
pub(super) async fn behind(
    Place { server, log }: Place<'_>,
    after: u64,
    near: (u64, u64),
) -> Result<u64, Error> {
    if after == 0 {
        return Ok(1);
    }
    if after == near.0 {
        return Ok(near.1 + 1);
    }
    let end = head(server, log).await?;
    if after >= end.position {
        return Ok(end.sequence + 1);
    }
    // The event at `low` is not behind; whatever is from `high` on is.
    let mut low = if near.0 < after { near } else { (0, 0) };
    let mut high = (end.position, end.sequence);
    let all = message::of_all(log);
    for turn in 0_u32.. {
        if low.0 == after || high.1 <= low.1 + 1 {
            break;
        }
        let (wide, part) = (high.1 - low.1, high.0.saturating_sub(low.0).max(1));
        let share = u128::from(wide) * u128::from(after - low.0) / u128::from(part);
        // In turns by proportion and in halves, for events may be spread unevenly.
        let step = if turn % 2 == 0 { u64::try_from(share).unwrap_or(wide) } else { wide / 2 };
        let at = low.1 + step.clamp(1, wide - 1);
        let found = server.get(log, &json!({ "seq": at, "next_by_subj": all })).await?;
        let Some(found) = found else {
            high.1 = at;
            continue;
        };
        let position = message::position(&found)?;
        if position <= after && found.sequence > low.1 {
            low = (position, found.sequence);
        } else {
            high = (position, at);
        }
    }
    Ok(low.1 + 1)
}

/// The last message of events, as far as the leader knows.
pub(super) async fn target(
    Place { server, log }: Place<'_>,
    on: &str,
    all: bool,
) -> Result<u64, Error> {
    if all {
        return Ok(head(server, log).await?.position);
    }
    let last: Option<Found> = server.last(log, on).await?;
    last.as_ref().map_or(Ok(0), message::position)
}
