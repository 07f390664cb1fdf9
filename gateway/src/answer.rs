//! Answers that are not what was asked for.

use std::borrow::Cow;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, Response, StatusCode};
use axum::response::IntoResponse;
use event_contract::log::{Error, Kind};
use serde_json::json;

/// Why a request was not carried out (RFC 9457).
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    status: u16,
    code: &'static str,
    detail: Cow<'static, str>,
    retry_after: Option<Duration>,
}

impl Problem {
    pub(crate) fn new(
        status: u16,
        code: &'static str,
        detail: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { status, code, detail: detail.into(), retry_after: None }
    }

    /// Whatever others hold will be free in a moment.
    pub(crate) fn busy(detail: &'static str) -> Self {
        Self::new(503, "busy", detail).retry_after(Duration::from_secs(1))
    }

    pub(crate) const fn retry_after(mut self, time: Duration) -> Self {
        self.retry_after = Some(time);
        self
    }

    #[cfg(test)]
    pub(crate) const fn status(&self) -> u16 {
        self.status
    }
}

/// A failure of the log. What it says is for its keeper, not for clients.
impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error.kind() {
            Kind::Busy | Kind::Unknown => Self::busy("the log cannot be reached; send it again"),
            Kind::Corrupt => Self::new(500, "damaged", "the log is damaged"),
            _ => Self::new(503, "failed", "the log failed; send it again later")
                .retry_after(Duration::from_secs(5)),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response<Body> {
        let body = json!({
            "type": "about:blank",
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
        });
        let mut response = Response::new(Body::from(body.to_string()));
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(time) = self.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(time.as_secs().max(1)));
        }
        if self.status == 401 {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// A JSON document.
pub(crate) fn json_text(text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
