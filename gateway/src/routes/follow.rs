//! `GET /v1/events/stream`: events as they come.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Response};
use bytes::Bytes;
use event_contract::log::Of;
use futures_util::stream::unfold;
use tokio::sync::{OwnedSemaphorePermit, watch};

use super::pace::Pace;
use super::{MayRead, Query, Shared, events, position};
use crate::answer::Problem;

/// How often a word says that the stream is alive.
const BEAT: Duration = Duration::from_secs(15);

pub(crate) async fn get(
    _: MayRead,
    State(shared): State<Arc<Shared>>,
    parts: Parts,
) -> Result<Response<Body>, Problem> {
    let query = Query::parse(&parts, &["after"])?;
    let mut after = query.number("after", 0)?;
    // A client that comes back says how far it got.
    if let Some(last) = parts.headers.get("last-event-id") {
        let last = last.to_str().ok().and_then(position);
        after =
            last.ok_or_else(|| Problem::new(400, "bad_query", "Last-Event-ID is a position"))?;
    }
    let Ok(permit) = Arc::clone(&shared.followers).try_acquire_owned() else {
        return Err(Problem::busy("too many streams are open"));
    };
    shared.metrics.follower(1);
    let follower = Follower {
        head: shared.head.clone(),
        stopping: shared.stopping.clone(),
        shared,
        after,
        pace: Pace::default(),
        _permit: permit,
    };
    let stream = unfold(follower, async |mut follower| {
        let next = follower.next().await?;
        Some((Ok::<_, Infallible>(next), follower))
    });
    let mut response = Response::new(Body::from_stream(stream));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

struct Follower {
    shared: Arc<Shared>,
    head: watch::Receiver<u64>,
    stopping: watch::Receiver<bool>,
    after: u64,
    pace: Pace,
    _permit: OwnedSemaphorePermit,
}

impl Follower {
    /// What is to be sent next; nothing at the end, which a client takes for a pause.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if *self.stopping.borrow() {
                return None;
            }
            let head = *self.head.borrow_and_update();
            if head > self.after {
                return self.page().await;
            }
            tokio::select! {
                changed = self.head.changed() => changed.ok()?,
                _ = self.stopping.changed() => return None,
                () = tokio::time::sleep(BEAT) => return Some(Bytes::from_static(b":\n\n")),
            }
        }
    }

    async fn page(&mut self) -> Option<Bytes> {
        let (after, events) = (self.after, self.pace.events());
        let page = self.shared.readers.run(move |log| Ok(log.read(Of::All, after, events)?)).await;
        let page = page.ok()?;
        self.pace.learn(&page);
        let mut text = String::new();
        for stored in &page {
            self.after = stored.position;
            text.push_str("id: ");
            text.push_str(&stored.position.to_string());
            text.push_str("\ndata: ");
            let start = text.len();
            events::write(&mut text, stored);
            // JSON has line breaks only where a space may be.
            if text.get(start..).is_some_and(|data| data.contains(['\n', '\r'])) {
                let data = text.split_off(start).replace(['\n', '\r'], " ");
                text.push_str(&data);
            }
            text.push_str("\n\n");
        }
        Some(text.into())
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.shared.metrics.follower(-1);
    }
}
