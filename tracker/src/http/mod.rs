//! Requests to trackers, sent to them or through a proxy that holds their credentials.

mod address;
mod answer;
mod nango;
mod tls;

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Method, redirect};
use serde_json::Value;
use url::Url;

pub(crate) use address::{basic, encode, path};
pub(crate) use answer::{Answer, Complaint, nullable};
pub use nango::NangoConnection;

use crate::error::FailureClass;
use crate::secret::Secret;
use crate::{Error, Result};

/// How long a request may take, with its answer.
const TIME_LIMIT: Duration = Duration::from_secs(30);
/// How long it may take to be connected.
const CONNECT_LIMIT: Duration = Duration::from_secs(10);
/// How many times something may be somewhere else.
const MOVES: usize = 5;
/// The most bytes of an answer.
const SIZE_LIMIT: usize = 64 << 20;
const USER_AGENT: &str = concat!("spec-kitty-tracker/", env!("CARGO_PKG_VERSION"));
const JSON: HeaderValue = HeaderValue::from_static("application/json");
/// How Nango is told to pass a header on.
const PASS_ON: &str = "nango-proxy-";

/// How a tracker is reached: with credentials of its own, or through a proxy that holds them.
#[derive(Clone, Debug)]
pub enum Access<Credentials> {
    /// Requests go to the tracker.
    Direct(Credentials),
    /// Requests go to Nango, which has the credentials.
    Nango(NangoConnection),
}

/// What a vendor's requests have in common.
pub(crate) struct Vendor {
    /// Its name.
    pub(crate) name: &'static str,
    /// Headers of every request, lower case.
    pub(crate) headers: &'static [(&'static str, &'static str)],
    /// What it says about a failure beyond the status.
    pub(crate) complaint: fn(&Answer) -> Complaint,
}

/// A credential as a header.
pub(crate) struct Credential {
    pub(crate) header: &'static str,
    pub(crate) value: Secret,
}

impl Credential {
    /// `Authorization: Bearer`.
    pub(crate) fn bearer(token: &Secret) -> Self {
        Self::authorization(Secret::new(format!("Bearer {}", token.reveal())))
    }

    /// `Authorization` with a value of the vendor's own.
    pub(crate) fn authorization(value: Secret) -> Self {
        Self { header: "authorization", value }
    }
}

/// A request.
pub(crate) struct Call {
    operation: &'static str,
    method: Method,
    path: String,
    query: Vec<(&'static str, String)>,
    body: Option<Value>,
    content_type: &'static str,
    /// Whether it is asked again where something is by now.
    follows: bool,
}

impl Call {
    /// A request without query and body. The path is one that [`path`] made.
    pub(crate) fn new(operation: &'static str, method: Method, path: String) -> Self {
        Self {
            operation,
            method,
            path,
            query: Vec::new(),
            body: None,
            content_type: "application/json",
            follows: false,
        }
    }

    /// Asks again where something is by now, if it is on the same host.
    pub(crate) fn following(mut self) -> Self {
        self.follows = true;
        self
    }

    /// With a parameter of the query.
    pub(crate) fn query(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    /// With a body.
    pub(crate) fn body(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    /// With another type of JSON.
    pub(crate) fn content_type(mut self, content_type: &'static str) -> Self {
        self.content_type = content_type;
        self
    }

    fn path_and_query(&self) -> String {
        let mut text = self.path.clone();
        for (at, (name, value)) in self.query.iter().enumerate() {
            text.push(if at == 0 { '?' } else { '&' });
            text.push_str(&encode(name));
            text.push('=');
            text.push_str(&encode(value));
        }
        text
    }
}

/// Sends requests to one tracker.
pub(crate) struct Http {
    client: Client,
    vendor: &'static Vendor,
    /// What paths are appended to.
    base: String,
    /// Where the tracker is, whatever is in front of it.
    own: Url,
    headers: HeaderMap,
    hosted: bool,
    /// Until when the tracker wants to be left alone.
    rest: Mutex<Option<Instant>>,
}

impl Http {
    /// Requests to a base URL, or to Nango in place of its host.
    pub(crate) fn new(
        vendor: &'static Vendor,
        base_url: &str,
        access: &Access<Credential>,
    ) -> Result<Self> {
        let vendors_own = address::base(base_url)?;
        let (base, mut headers) = match access {
            Access::Direct(credential) => {
                let mut headers = HeaderMap::new();
                for (name, value) in vendor.headers {
                    headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
                }
                let name = HeaderName::from_static(credential.header);
                headers.insert(name, sensitive(&credential.value)?);
                (vendors_own.as_str().trim_end_matches('/').to_owned(), headers)
            }
            Access::Nango(connection) => {
                let mut headers = connection.headers()?;
                for (name, value) in vendor.headers {
                    if *name != "accept" || *value != "application/json" {
                        headers.insert(passed_on(name)?, HeaderValue::from_static(value));
                    }
                }
                let proxy = address::base(connection.base_url())?;
                let path = vendors_own.path().trim_end_matches('/');
                (format!("{}/proxy{path}", proxy.as_str().trim_end_matches('/')), headers)
            }
        };
        headers.entry(ACCEPT).or_insert(JSON);
        let client = Client::builder()
            .user_agent(USER_AGENT)
            .timeout(TIME_LIMIT)
            .connect_timeout(CONNECT_LIMIT)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .tls_backend_preconfigured(tls::config(base.starts_with("https:"))?)
            .build()
            .map_err(|_| Error::config("no HTTP client can be made"))?;
        let (hosted, rest) = (matches!(access, Access::Nango(_)), Mutex::default());
        Ok(Self { client, vendor, base, own: vendors_own, headers, hosted, rest })
    }

    /// The name of the tracker.
    pub(crate) fn provider(&self) -> &'static str {
        self.vendor.name
    }

    /// A part of the tracker, the same however its names and the base URL are spelled.
    pub(crate) fn place(&self, within: &[&str]) -> String {
        let own = self.own.as_str().trim_end_matches('/').to_lowercase();
        [&[self.vendor.name, &*own], within].concat().join(" ").to_lowercase()
    }

    /// How long the tracker wants to be left alone, though it answered.
    pub(crate) fn rest(&self) -> Option<Duration> {
        let until = *self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        until
            .map(|until| until.saturating_duration_since(Instant::now()))
            .filter(|left| !left.is_zero())
    }

    /// Sends a request; an answer that is no success is a failure.
    pub(crate) async fn send(&self, call: Call) -> Result<Answer> {
        let operation = call.operation;
        let answer = self.follow(call).await;
        let answer = answer.map_err(|error| error.during(self.vendor.name, operation))?;
        if (200..300).contains(&answer.status()) {
            if let Some(seconds) = answer.retry_after() {
                let until = Instant::now().checked_add(Duration::from_secs(seconds));
                *self.rest.lock().unwrap_or_else(PoisonError::into_inner) = until;
            }
            return Ok(answer);
        }
        Err(self.failure(&answer).during(self.vendor.name, operation))
    }

    /// The failure that an answer stands for.
    pub(crate) fn failure(&self, answer: &Answer) -> Error {
        let complaint = (self.vendor.complaint)(answer);
        let class = complaint.class.unwrap_or_else(|| FailureClass::of_status(answer.status()));
        let mut message = match answer.status() {
            ..300 => "refused".to_owned(),
            status => format!("HTTP {status}"),
        };
        for (before, word) in
            [": "].into_iter().chain(std::iter::repeat(", ")).zip(&complaint.words)
        {
            message.push_str(before);
            message.push_str(word);
        }
        let waiting = answer.retry_after().or(complaint.retry_after);
        let error = Error::request(class, message).with_retry_after(waiting);
        if answer.status() < 300 { error } else { error.with_status(answer.status()) }
    }

    /// Sends a request, and where it only asks for something that is somewhere else on the same host by now, asks there.
    async fn follow(&self, call: Call) -> Result<Answer> {
        let (operation, follows) = (call.operation, call.follows);
        let mut answer = self.exchange(call).await?;
        for _ in 0..MOVES {
            let Some(path) = self.elsewhere(&answer).filter(|_| follows) else { break };
            let there = Call::new(operation, Method::GET, path).following();
            answer = self.exchange(there).await?.found_elsewhere(true);
        }
        Ok(answer)
    }

    /// Where an answer says that something is, below the base URL; nothing on other hosts, which do not get the
    /// credentials.
    fn elsewhere(&self, answer: &Answer) -> Option<String> {
        if !matches!(answer.status(), 301 | 302 | 307 | 308) {
            return None;
        }
        let url = self.own.join(answer.header("location")?).ok()?;
        let below = url.path().strip_prefix(self.own.path().trim_end_matches('/'))?;
        let same = url.origin() == self.own.origin() && below.starts_with('/');
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        same.then(|| format!("{below}{query}"))
    }

    async fn exchange(&self, call: Call) -> Result<Answer> {
        let url = format!("{}{}", self.base, call.path_and_query());
        let url = Url::parse(&url).map_err(|_| Error::invalid("no URL can be made of this"))?;
        let mut request = self.client.request(call.method, url).headers(self.headers.clone());
        if let Some(body) = call.body {
            let body = serde_json::to_vec(&body);
            let body = body.map_err(|_| Error::invalid("no JSON can be made of this"))?;
            let own = HeaderValue::from_static(call.content_type);
            // Nango parses JSON only under its plain name.
            request = if self.hosted && own != JSON {
                let passed_on = passed_on(CONTENT_TYPE.as_str())?;
                request.header(CONTENT_TYPE, JSON).header(passed_on, own)
            } else {
                request.header(CONTENT_TYPE, own)
            };
            request = request.body(body);
        }
        let mut response = request.send().await.map_err(|error| lost(&error))?;
        let status = response.status().as_u16();
        let headers = std::mem::take(response.headers_mut());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| lost(&error))? {
            if body.len() + chunk.len() > SIZE_LIMIT {
                let error = Error::request(FailureClass::NonRetryable, "the answer is too long");
                return Err(error.with_status(status));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer::new(status, headers, body))
    }
}

fn passed_on(name: &str) -> Result<HeaderName> {
    let name = format!("{PASS_ON}{name}");
    HeaderName::from_bytes(name.as_bytes()).map_err(|_| Error::config("no header has such a name"))
}

fn sensitive(value: &Secret) -> Result<HeaderValue> {
    let value = HeaderValue::from_str(value.reveal());
    let mut value =
        value.map_err(|_| Error::config("the credential cannot be sent in a header"))?;
    value.set_sensitive(true);
    Ok(value)
}

/// A request that got no answer. The library's own error is not shown: it holds the URL.
fn lost(error: &reqwest::Error) -> Error {
    let said = match error {
        error if error.is_timeout() => "no answer in time",
        error if error.is_connect() => "no connection",
        _ => "the connection broke",
    };
    Error::request(FailureClass::Transient, said)
}
