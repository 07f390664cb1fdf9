//! Traces: what became of a request, and where its time went, as OpenTelemetry has them.
//!
//! Spans hold counts, statuses and names that are written in this crate, and nothing that came with a request.

#[cfg(feature = "otel")]
mod export;

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use opentelemetry::global::{BoxedSpan, BoxedTracer, ObjectSafeTracer};
use opentelemetry::propagation::{Extractor, TextMapPropagator};
use opentelemetry::trace::{Span as _, SpanKind, Status, TraceContextExt as _, Tracer as _};
use opentelemetry::{Context, KeyValue};

#[cfg(feature = "otel")]
pub use export::ExportError;

/// Makes the spans of a gateway.
pub struct Traces {
    tracer: BoxedTracer,
    propagator: Box<dyn TextMapPropagator + Send + Sync>,
    end: Box<dyn Fn() + Send + Sync>,
}

impl fmt::Debug for Traces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Traces").finish_non_exhaustive()
    }
}

impl Traces {
    /// Spans go to a tracer. The propagator reads from a request's headers which trace it belongs to; `end` is
    /// called once, when the gateway has answered everything, and has to return soon.
    pub fn new(
        tracer: impl ObjectSafeTracer + Send + Sync + 'static,
        propagator: impl TextMapPropagator + Send + Sync + 'static,
        end: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        Self {
            tracer: BoxedTracer::new(Box::new(tracer)),
            propagator: Box::new(propagator),
            end: Box::new(end),
        }
    }

    pub(crate) fn end(&self) {
        (self.end)();
    }
}

/// The trace of a request; an empty one if there are no traces.
#[derive(Clone, Default)]
pub(crate) struct Trace(Option<(Arc<Traces>, Context)>);

impl Trace {
    /// Begins a part of the request's work.
    pub(crate) fn part(&self, name: &'static str) -> Part {
        Part(self.0.as_ref().map(|(traces, context)| {
            traces.tracer.build_with_context(traces.tracer.span_builder(name), context)
        }))
    }

    /// Says something about the request as a whole.
    pub(crate) fn count(&self, key: &'static str, count: usize) {
        if let Some((_, context)) = &self.0 {
            context.span().set_attribute(number(key, count));
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Trace {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().cloned().unwrap_or_default())
    }
}

/// A part of a request's work. It ends when it is dropped.
pub(crate) struct Part(Option<BoxedSpan>);

impl Part {
    pub(crate) fn count(&mut self, key: &'static str, count: usize) {
        if let Some(span) = &mut self.0 {
            span.set_attribute(number(key, count));
        }
    }

    pub(crate) fn failed(&mut self) {
        if let Some(span) = &mut self.0 {
            span.set_status(Status::error(""));
        }
    }
}

fn number(key: &'static str, count: usize) -> KeyValue {
    KeyValue::new(key, i64::try_from(count).unwrap_or(i64::MAX))
}

/// Answers a request within a span of its own.
pub(crate) async fn follow(
    State(traces): State<Arc<Traces>>,
    route: Option<MatchedPath>,
    mut request: Request,
    next: Next,
) -> Response {
    // A method is any word that a client likes.
    let method = match request.method().as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "_OTHER",
    };
    let shown = if method == "_OTHER" { "HTTP" } else { method };
    let mut attributes = vec![KeyValue::new("http.request.method", method)];
    let name = match &route {
        Some(route) => {
            attributes.push(KeyValue::new("http.route", route.as_str().to_owned()));
            format!("{shown} {}", route.as_str())
        }
        None => shown.to_owned(),
    };
    let parent = Headers(request.headers());
    // Whatever this thread happens to be in the middle of has nothing to do with the request.
    let parent = traces.propagator.extract_with_context(&Context::new(), &parent);
    let builder = traces.tracer.span_builder(name);
    let builder = builder.with_kind(SpanKind::Server).with_attributes(attributes);
    let span = traces.tracer.build_with_context(builder, &parent);
    let context = parent.with_span(span);
    request.extensions_mut().insert(Trace(Some((traces, context.clone()))));
    let answer = next.run(request).await;
    let span = context.span();
    let status = answer.status();
    span.set_attribute(KeyValue::new("http.response.status_code", i64::from(status.as_u16())));
    if status.is_server_error() {
        span.set_status(Status::error(""));
    }
    span.end();
    answer
}

struct Headers<'a>(&'a HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.to_str().ok()
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(axum::http::HeaderName::as_str).collect()
    }
}
