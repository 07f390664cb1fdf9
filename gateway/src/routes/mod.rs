//! The ways in: each with its method, path, scope and description.

mod about;
mod events;
mod follow;
mod ingest;
mod pace;
mod states;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use event_contract::Registry;
use event_contract::table::Line;
use tokio::sync::{Semaphore, mpsc, watch};

use crate::answer::Problem;
use crate::connections::Guest;
use crate::limit::Rate;
use crate::metrics::Metrics;
use crate::readers::Readers;
use crate::settings::Limits;
use crate::tokens::{Scope, Tokens, Verdict};
use crate::traces::{self, Traces};
use crate::writer::Job;

/// What requests share.
pub(crate) struct Shared {
    pub(crate) line: &'static Line,
    pub(crate) registry: Registry,
    pub(crate) limits: Limits,
    pub(crate) tokens: Tokens,
    pub(crate) rate: Rate,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) jobs: mpsc::Sender<Job>,
    /// A permit for each body on its way.
    pub(crate) bodies: Arc<Semaphore>,
    /// A permit for each body that is being judged.
    pub(crate) judges: Arc<Semaphore>,
    pub(crate) followers: Arc<Semaphore>,
    pub(crate) readers: Readers,
    /// What asks for the log's sake alone, and never waits for those who read.
    pub(crate) probe: Readers,
    /// Bytes of bodies that are being dealt with, in KiB.
    pub(crate) memory: Arc<Semaphore>,
    /// The last position of the log.
    pub(crate) head: watch::Receiver<u64>,
    pub(crate) stopping: watch::Receiver<bool>,
    pub(crate) openapi: String,
}

/// A way in, as documents describe it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Way {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) scope: Option<Scope>,
    pub(crate) summary: &'static str,
    /// Parameters of the query, with what they mean.
    pub(crate) parameters: &'static [(&'static str, &'static str)],
    /// The status of success, its media type, and the schema of what comes.
    pub(crate) answer: (u16, &'static str, &'static str),
}

const AFTER: (&str, &str) = ("after", "Only what is behind this position; 0 is the beginning.");

/// All ways in. The router serves these and no others, which a test holds it to.
pub(crate) const WAYS: &[Way] = &[
    Way {
        method: "post",
        path: "/v1/events",
        scope: Some(Scope::Write),
        summary: "Takes events; each has a result of its own, in order.",
        parameters: &[],
        answer: (200, "application/json", "Results"),
    },
    Way {
        method: "get",
        path: "/v1/events",
        scope: Some(Scope::Read),
        summary: "Events in the order of their positions.",
        parameters: &[
            AFTER,
            ("limit", "At most so many, 1000 if it is more; 100 unless it is said."),
            ("aggregate", "Only those of this aggregate."),
            ("type", "Only those of this type."),
        ],
        answer: (200, "application/json", "Page"),
    },
    Way {
        method: "get",
        path: "/v1/events/stream",
        scope: Some(Scope::Read),
        summary: "Events from a position on, as they come: server-sent events, whose ids are positions.",
        parameters: &[AFTER],
        answer: (200, "text/event-stream", "Stored"),
    },
    Way {
        method: "get",
        path: "/v1/states",
        scope: Some(Scope::Read),
        summary: "The names of the reducers.",
        parameters: &[],
        answer: (200, "application/json", "Reducers"),
    },
    Way {
        method: "get",
        path: "/v1/states/{reducer}",
        scope: Some(Scope::Read),
        summary: "What a reducer makes of the events of an aggregate, or of all.",
        parameters: &[("aggregate", "Only the events of this aggregate.")],
        answer: (200, "application/json", "State"),
    },
    Way {
        method: "get",
        path: "/healthz",
        scope: None,
        summary: "Whether the process is alive.",
        parameters: &[],
        answer: (200, "application/json", "Health"),
    },
    Way {
        method: "get",
        path: "/readyz",
        scope: None,
        summary: "Whether the log can be reached.",
        parameters: &[],
        answer: (200, "application/json", "Health"),
    },
    Way {
        method: "get",
        path: "/metrics",
        scope: Some(Scope::Read),
        summary: "Counts for Prometheus.",
        parameters: &[],
        answer: (200, "text/plain", "Text"),
    },
    Way {
        method: "get",
        path: "/openapi.json",
        scope: None,
        summary: "This document.",
        parameters: &[],
        answer: (200, "application/json", "Any"),
    },
];

pub(crate) fn router(shared: Arc<Shared>, traces: Option<Arc<Traces>>) -> Router {
    let router = Router::new()
        .route("/v1/events", post(ingest::post).get(events::get))
        .route("/v1/events/stream", get(follow::get))
        .route("/v1/states", get(states::list))
        .route("/v1/states/{reducer}", get(states::get))
        .route("/healthz", get(about::health))
        .route("/readyz", get(about::ready))
        .route("/metrics", get(about::metrics))
        .route("/openapi.json", get(about::openapi))
        .fallback(async || Problem::new(404, "not_found", "there is nothing here"))
        .method_not_allowed_fallback(async || {
            Problem::new(405, "method_not_allowed", "not with this method")
        })
        .with_state(shared);
    match traces {
        Some(traces) => router.layer(from_fn_with_state(traces, traces::follow)),
        None => router,
    }
}

/// Proof that a request may read.
pub(crate) struct MayRead;

/// Proof that a request may write.
pub(crate) struct MayWrite;

impl FromRequestParts<Arc<Shared>> for MayRead {
    type Rejection = axum::response::Response;

    async fn from_request_parts(
        parts: &mut Parts,
        shared: &Arc<Shared>,
    ) -> Result<Self, Self::Rejection> {
        admit(parts, shared, Scope::Read).map(|()| Self).map_err(Problem::into_response)
    }
}

impl FromRequestParts<Arc<Shared>> for MayWrite {
    type Rejection = axum::response::Response;

    async fn from_request_parts(
        parts: &mut Parts,
        shared: &Arc<Shared>,
    ) -> Result<Self, Self::Rejection> {
        admit(parts, shared, Scope::Write).map(|()| Self).map_err(Problem::into_response)
    }
}

fn admit(parts: &Parts, shared: &Shared, scope: Scope) -> Result<(), Problem> {
    let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = header.and_then(|header| {
        let (scheme, token) = header.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    });
    if shared.tokens.are_open() && is_foreign(&parts.headers) {
        let said = "without tokens, only programs and pages of this machine are served";
        return Err(Problem::new(403, "foreign", said));
    }
    match shared.tokens.judge(token, scope) {
        Verdict::Granted(number) => {
            if let Some(guest) = parts.extensions.get::<Arc<Guest>>() {
                guest.is_known();
            }
            shared.rate.take(number, Instant::now()).map_err(|wait| {
                Problem::new(429, "too_often", "this token asks too often").retry_after(wait)
            })
        }
        Verdict::Forbidden => {
            let said = format!("this token does not have the scope {}", scope.name());
            Err(Problem::new(403, "forbidden", said))
        }
        Verdict::Unknown => {
            Err(Problem::new(401, "unauthorized", "a known bearer token is needed"))
        }
    }
}

/// A position: what fits 63 bits is one wherever it is kept.
fn position(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number| i64::try_from(*number).is_ok())
}

/// Whether a request that needs no token was made by a page of another site, or under a name that somebody else gave this
/// machine: browsers send both without being asked.
fn is_foreign(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let host = text("host").unwrap_or_default();
    let name = host.parse::<Authority>().map(|host| host.host().to_owned()).unwrap_or_default();
    let address = name.trim_matches(['[', ']']).parse::<IpAddr>();
    let is_here = name == "localhost" || address.is_ok_and(|address| address.is_loopback());
    let from =
        text("origin").map(|origin| origin.split_once("://").map_or(origin, |(_, from)| from));
    !is_here
        || from.is_some_and(|from| from != host)
        || text("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none"))
}

/// The parameters of a query.
pub(crate) struct Query(BTreeMap<String, String>);

impl Query {
    /// Reads the parameters of a way in; others are refused, as they would be ignored otherwise.
    fn parse(parts: &Parts, known: &[&str]) -> Result<Self, Problem> {
        let pairs = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        let pairs =
            pairs.map_err(|_| Problem::new(400, "bad_query", "the query cannot be read"))?;
        let mut found = BTreeMap::new();
        for (name, value) in pairs.0 {
            if !known.contains(&name.as_str()) {
                let said = format!("parameters here are: {}", known.join(", "));
                return Err(Problem::new(400, "bad_query", said));
            }
            if found.insert(name, value).is_some() {
                return Err(Problem::new(400, "bad_query", "a parameter is there once"));
            }
        }
        Ok(Self(found))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    fn number(&self, name: &'static str, otherwise: u64) -> Result<u64, Problem> {
        let Some(text) = self.get(name) else { return Ok(otherwise) };
        position(text).ok_or_else(|| {
            Problem::new(400, "bad_query", format!("{name} is a number of 63 bits at most"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_tokens_only_this_machine_is_served() {
        let foreign = |headers: &[(&'static str, &str)]| {
            let header = |(name, value): &(&'static str, &str)| {
                (name.parse().unwrap(), value.parse().unwrap())
            };
            is_foreign(&headers.iter().map(header).collect::<HeaderMap>())
        };
        for here in ["localhost:8080", "127.0.0.1", "127.9.9.9:1", "[::1]:8080"] {
            assert!(!foreign(&[("host", here)]), "{here}");
            let origin = format!("http://{here}");
            let same = [("host", here), ("origin", &origin), ("sec-fetch-site", "same-origin")];
            assert!(!foreign(&same), "{here}");
            assert!(foreign(&[("host", here), ("origin", "https://example.com")]), "{here}");
            assert!(foreign(&[("host", here), ("sec-fetch-site", "cross-site")]), "{here}");
            assert!(foreign(&[("host", here), ("origin", "null")]), "{here}");
        }
        for elsewhere in
            ["example.com", "localhost.example.com", "192.0.2.1", "127.0.0.1.example.com", ""]
        {
            assert!(foreign(&[("host", elsewhere)]), "{elsewhere}");
        }
        assert!(foreign(&[]), "whoever speaks HTTP/1.1 says whom it means");
    }
}
