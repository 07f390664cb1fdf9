//! What watches the gateway: health, readiness, metrics, and its own description.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Response};

use super::{MayRead, Shared};
use crate::answer::{Problem, json_text};

pub(crate) async fn health() -> Response<Body> {
    json_text("{\"status\":\"ok\"}".to_owned())
}

pub(crate) async fn ready(State(shared): State<Arc<Shared>>) -> Result<Response<Body>, Problem> {
    let not = |said| Err(Problem::new(503, "not_ready", said));
    if *shared.stopping.borrow() {
        return not("the gateway stops");
    }
    if shared.jobs.is_closed() {
        return not("the writer has ended");
    }
    match shared.probe.run(|log| Ok(log.head()?)).await {
        Ok(_) => Ok(json_text("{\"status\":\"ok\"}".to_owned())),
        Err(_) => not("the log cannot be reached"),
    }
}

pub(crate) async fn metrics(_: MayRead, State(shared): State<Arc<Shared>>) -> Response<Body> {
    let mut response = Response::new(Body::from(shared.metrics.render()));
    let kind = HeaderValue::from_static("text/plain; version=0.0.4");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}

pub(crate) async fn openapi(State(shared): State<Arc<Shared>>) -> Response<Body> {
    json_text(shared.openapi.clone())
}
