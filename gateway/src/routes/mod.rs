//! The ways in: each with its method, path, scope and description.

mod about;
mod events;
mod follow;
mod ingest;
mod pace;
mod states;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use event_contract::Registry;
use event_contract::table::Line;
use tokio::sync::{Semaphore, mpsc, watch};

use crate::answer::Problem;
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
    match shared.tokens.judge(token, scope) {
        Verdict::Granted(number) => shared.rate.take(number, Instant::now()).map_err(|wait| {
            Problem::new(429, "too_often", "this token asks too often").retry_after(wait)
        }),
        Verdict::Forbidden => {
            let said = format!("this token does not have the scope {}", scope.name());
            Err(Problem::new(403, "forbidden", said))
        }
        Verdict::Unknown => {
            Err(Problem::new(401, "unauthorized", "a known bearer token is needed"))
        }
    }
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
            found.insert(name, value);
        }
        Ok(Self(found))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    fn number(&self, name: &'static str, otherwise: u64) -> Result<u64, Problem> {
        let Some(text) = self.get(name) else { return Ok(otherwise) };
        // What fits 63 bits is a position wherever it is kept.
        let number = text.parse().ok().filter(|number| i64::try_from(*number).is_ok());
        number.ok_or_else(|| Problem::new(400, "bad_query", format!("{name} is a number")))
    }
}
