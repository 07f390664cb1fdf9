//! Spans to a collector: OTLP over HTTP, from a thread of the exporter's own.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use axum::http::header::{HOST, HeaderValue};
use axum::http::{Request, Response, Uri};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_http::{HttpClient, HttpError};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};

use super::Traces;

/// How long the last spans may take on their way once the gateway stops.
const FAREWELL: Duration = Duration::from_secs(5);
/// How long a collector may take to answer, unless the environment says otherwise.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of a collector's answer.
const ANSWER: usize = 64 << 10;

/// Why there is no way to a collector.
#[derive(Debug)]
#[non_exhaustive]
pub enum ExportError {
    /// Only HTTP without TLS is spoken.
    Scheme,
    /// Only `http/protobuf` is spoken.
    Protocol,
    /// The rest of the settings.
    Settings(String),
    /// The system.
    Io(io::Error),
}

impl std::fmt::Display for ExportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Scheme => f.write_str(
                "traces go to http:// addresses; a collector on this machine has TLS to others",
            ),
            Self::Protocol => f.write_str("traces are sent as http/protobuf only"),
            Self::Settings(what) => f.write_str(what),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ExportError {}

impl Traces {
    /// Traces that are sent to a collector, as the environment says (`OTEL_EXPORTER_OTLP_*`, `OTEL_BSP_*`,
    /// `OTEL_TRACES_SAMPLER`, `OTEL_SERVICE_NAME`, `OTEL_RESOURCE_ATTRIBUTES`). An address that is given counts for
    /// more than `OTEL_EXPORTER_OTLP_ENDPOINT`. None if there is neither of these, nor
    /// `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`, nor `OTEL_TRACES_EXPORTER=otlp`; or if `OTEL_SDK_DISABLED` is `true` or
    /// `OTEL_TRACES_EXPORTER` is `none`.
    ///
    /// Spans that wait to be sent are bounded in number; those beyond are dropped. Nobody waits for a collector
    /// before the end.
    pub fn export(address: Option<&str>) -> Result<Option<Self>, ExportError> {
        let disabled =
            setting("OTEL_SDK_DISABLED").is_some_and(|is| is.eq_ignore_ascii_case("true"));
        let exporter = setting("OTEL_TRACES_EXPORTER");
        if disabled || exporter.as_deref() == Some("none") {
            return Ok(None);
        }
        let full = setting("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        let base = setting("OTEL_EXPORTER_OTLP_ENDPOINT");
        let to = match (address.map(str::to_owned), full, base, exporter) {
            (Some(base), ..) | (None, None, Some(base), _) => {
                format!("{}/v1/traces", base.trim_end_matches('/'))
            }
            (None, Some(full), ..) => full,
            (None, None, None, Some(exporter)) if exporter == "otlp" => {
                "http://localhost:4318/v1/traces".to_owned()
            }
            (None, None, None, _) => return Ok(None),
        };
        let protocol = first(["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"]);
        if protocol.is_some_and(|protocol| protocol != "http/protobuf") {
            return Err(ExportError::Protocol);
        }
        if !to.starts_with("http://") {
            return Err(ExportError::Scheme);
        }
        if to.parse::<Uri>().is_err() {
            return Err(ExportError::Settings("the address for traces is none".to_owned()));
        }
        let patience = first(["OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "OTEL_EXPORTER_OTLP_TIMEOUT"]);
        let patience = patience.and_then(|millis| millis.parse().ok()).map(Duration::from_millis);
        let client = Client::new(patience.unwrap_or(PATIENCE)).map_err(ExportError::Io)?;
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(client)
            .with_protocol(Protocol::HttpBinary)
            .with_endpoint(to)
            .build()
            .map_err(|error| ExportError::Settings(error.to_string()))?;
        let mut resource = Resource::builder();
        if setting("OTEL_SERVICE_NAME").is_none()
            && !setting("OTEL_RESOURCE_ATTRIBUTES").is_some_and(|all| all.contains("service.name="))
        {
            resource = resource.with_service_name("contracts");
        }
        let provider = SdkTracerProvider::builder()
            .with_resource(resource.build())
            .with_batch_exporter(exporter)
            .build();
        let tracer = provider.tracer("event-contract-gateway");
        // A collector that is away takes the last spans with it.
        let end = move || drop(provider.shutdown_with_timeout(FAREWELL));
        Ok(Some(Self::new(tracer, TraceContextPropagator::new(), end)))
    }
}

fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn first(names: [&str; 2]) -> Option<String> {
    names.into_iter().find_map(setting)
}

/// Sends to a collector, a connection each time: every few seconds, an idle one would often be gone.
#[derive(Debug)]
struct Client {
    /// The exporter calls on a thread that has no runtime.
    runtime: Arc<Runtime>,
    patience: Duration,
}

impl Client {
    fn new(patience: Duration) -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        Ok(Self { runtime: Arc::new(runtime), patience })
    }
}

#[async_trait]
impl HttpClient for Client {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        self.runtime.block_on(async { tokio::time::timeout(self.patience, send(request)).await? })
    }
}

async fn send(request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
    let (mut head, body) = request.into_parts();
    let host = head.uri.host().ok_or("an address without a host")?;
    let port = head.uri.port_u16().unwrap_or(80);
    let stream = TcpStream::connect((host.trim_matches(['[', ']']), port)).await?;
    let authority = head.uri.authority().map_or("", |authority| authority.as_str());
    head.headers.insert(HOST, HeaderValue::from_str(authority)?);
    let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
    head.uri = path.parse()?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let answer = async {
        let answer = sender.send_request(Request::from_parts(head, Full::new(body))).await?;
        let (head, body) = answer.into_parts();
        let body = Limited::new(body, ANSWER).collect().await?.to_bytes();
        Ok(Response::from_parts(head, body))
    };
    tokio::pin!(connection);
    tokio::pin!(answer);
    tokio::select! {
        answer = &mut answer => answer,
        // What it has read before it ended is still there.
        _ = &mut connection => answer.await,
    }
}
